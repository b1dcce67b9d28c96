"""`validate --limit`: at most so many findings are listed; all of them count."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf


@pytest.fixture
def many(framework, tmp_path, monkeypatch):
    """Two files with the same findings: an error, warnings and infos."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.json"):
        rf.write(framework, name)
    return "a.json", "b.json"


def single(text):
    """The findings that are listed one by one."""
    return [line.split()[1] for line in text.splitlines() if line.startswith(("  error ", "  warning "))]


def test_at_most_so_many_findings_are_listed(run, file):
    """The most severe are, in the order of the framework; then the number of the others is printed."""
    everything = run("validate", file)
    one = run("validate", file, "--limit", 1)
    assert single(one.stdout) == ["TAG01"]
    more = len(single(everything.stdout)) - 1
    assert one.stdout.splitlines()[-1] == f"and {more} more findings not listed (--limit 1)"
    assert one.stdout.splitlines()[-2] == everything.stdout.splitlines()[-1]


def test_infos_that_are_summed_up_are_not_cut(run, file):
    """A line for each rule with its number of infos is no list of findings; with --all they are listed and cut."""
    everything = run("validate", file)
    few = run("validate", file, "--limit", 1)
    lines = [line for line in everything.stdout.splitlines() if " x  " in line]
    assert lines
    assert [line for line in few.stdout.splitlines() if " x  " in line] == lines
    report = rf.validate(rf.read(file))
    assert f"and {len(report) - 1} more findings" in run("validate", file, "--all", "--limit", 1).stdout


def test_a_limit_that_is_not_reached_changes_nothing(run, file):
    """All findings are listed, and none is said to be missing."""
    assert run("validate", file, "--limit", 100).stdout == run("validate", file).stdout


def test_the_limit_is_one_for_all_files(run, many):
    """After the last that is wanted, only the number of the others and the sum of all files are printed."""
    everything = run("validate", *many)
    done = run("validate", *many, "--limit", 1)
    assert len(single(done.stdout)) == 1
    assert "b.json" not in done.stdout
    total, more = done.stdout.splitlines()[-2:]
    assert total == everything.stdout.splitlines()[-1]
    rest = sum(len(rf.validate(rf.read(name))) for name in many)
    assert more.endswith("more findings not listed (--limit 1)")
    assert run("validate", *many, "--limit", 0).stdout.splitlines()[-1].startswith(f"and {rest} more findings")


@pytest.mark.parametrize("limit", [0, 1, 3])
@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
def test_the_exit_code_does_not_depend_on_the_limit(run, file, format, limit):
    """An error counts whether it is listed or not, in every format."""
    assert run("validate", file, "--format", format, "--limit", limit).exit_code == 1


def test_a_program_gets_the_most_severe_of_all_files(run, many):
    """Errors of the last file come before a warning of the first; the counts are those of all findings."""
    everything = json.loads(run("validate", *many, "--format", "json").stdout)
    errors = [f for f in everything["findings"] if f["severity"] == "error"]
    done = run("validate", *many, "--format", "json", "--limit", len(errors))
    document = json.loads(done.stdout)
    assert document["findings"] == errors
    assert {f["file"] for f in errors} == set(many)
    assert document["counts"] == everything["counts"]
    assert document["unlisted"] == len(everything["findings"]) - len(errors)
    assert done.stderr.strip() == f"{document['unlisted']} more findings not listed (--limit {len(errors)})"


def test_tools_get_no_more_than_the_limit(run, many):
    """SARIF and annotations are cut to what a platform accepts, and every rule stays described."""
    everything = json.loads(run("validate", *many, "--format", "sarif").stdout)["runs"][0]
    cut = json.loads(run("validate", *many, "--format", "sarif", "--limit", 3).stdout)["runs"][0]
    assert len(cut["results"]) == 3
    assert {result["level"] for result in cut["results"]} == {"error"}
    assert cut["tool"] == everything["tool"]
    lines = run("validate", *many, "--format", "github", "--limit", 3).stdout.splitlines()
    assert len(lines) == 3
    whole = run("validate", *many, "--format", "github", "--limit", 1000)
    assert "not listed" not in whole.stderr


def test_a_negative_limit_is_wrong_usage(run, file):
    """The error names the least number."""
    done = run("validate", file, "--limit", "-1")
    assert done.exit_code == 2
