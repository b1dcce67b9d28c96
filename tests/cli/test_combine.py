"""The command that makes one framework of several."""

from __future__ import annotations

import json

import attrs
import pytest

import resultsframework as rf


@pytest.fixture
def countries(framework, tmp_path):
    """The files of two countries with the same plan."""
    found = []
    for name in ("Kenya", "Chad"):
        path = tmp_path / f"{name}.json"
        rf.write(attrs.evolve(framework, countries=(rf.Place(name=name),), title=name), path)
        found.append(path)
    return found


def test_the_totals_are_listed_with_the_values_of_each_country(run, countries):
    """The table of coverage, for people and for programs."""
    table = rf.tables.coverage(map(rf.read, countries), function="sum")
    shown = run("combine", *countries, "--function", "sum")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.split() == str(table).split()
    document = json.loads(run("combine", *countries, "--function", "sum", "--format", "json").stdout)
    assert document["table"] == "coverage of Chad, Kenya"
    assert document["rows"][0]["indicator"] == "SAV_1.A"


def test_the_combined_framework_is_written(run, countries, tmp_path):
    """It is that of the library, with a title of one's own."""
    target = tmp_path / "region.json"
    done = run("combine", *countries, "-o", target, "--function", "sum", "--title", "The region", "--by", "place")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"2 indicators of 2 frameworks in {target}\n"
    assert rf.read(target) == rf.combine(map(rf.read, countries), function="sum", title="The region")


def test_what_the_format_cannot_carry_is_listed(run, countries, tmp_path):
    """As by convert: a table has no place for some facts, JSON has for all; a document is not read back."""
    done = run("combine", *countries, "-o", tmp_path / "region.csv", "--function", "sum")
    losses = list(rf.loss_report(rf.combine(map(rf.read, countries), function="sum"), "csv"))
    assert f" csv cannot carry:\n- {losses[0]}\n" in done.stderr
    page = run("combine", *countries, "-o", tmp_path / "region.md", "--function", "sum")
    assert "cannot carry" not in page.stderr


@pytest.mark.each(
    "arguments, message",
    [
        (("--title", "x"), "a list has no title: leave --title out"),
        (("--function", "latest"), "latest is no function for all values of an indicator"),
        (("-o", "region"), "the name 'region' does not determine the format to write"),
    ],
)
def test_what_makes_no_sense_is_refused(run, countries, arguments, message):
    """One sentence, and the exit code of a wrong usage."""
    done = run("combine", *countries, *arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())


def test_a_file_that_is_read_is_not_written(run, countries):
    """No country is lost."""
    done = run("combine", *countries, "-o", countries[1])
    assert done.exit_code == 2
    assert "is the file that is read" in " ".join(done.stderr.split())
