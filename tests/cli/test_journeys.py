"""The commands from end to end: a page comes in, is shown, checked, stored and sent on."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf
from resultsframework.formats import portal

PAGE = """\
outcome TID_D_1.1XM-DAC-41146-TID_D_1.1

Nets are mended

Outcome details
Humanitarian scope No
Resources
$2.00 M Planned Budget
$1.50 M Actual Budget
$2.00 M Planned Budget
$1.50 M Actual Budget and Shortfall
$1.60 M Expenses
Outcome Indicator and Results Plan Period : 2019-2023
OUTCOME TID_D_1.1

Nets are mended

TID_D_1.1A
Number of mended nets (CO)
2021 Result 120
2025
Baseline
TBD TBD
2021
Milestone
100 100
Result
120 120
2023
Target
400 400
Result
- -
TID_D_1.1B
Share of boats with nets
2021 Result 40%
2018
Baseline
20% 20%
2021
Milestone
50% 50%
Result
40% 40%
2023
Target
90% 90%
Result
- -
"""
BRIEF = """\
Nets and Knots
The programme brief description
Nets are torn. If menders are paid and if twine is sold, then nets will last.
Target groups
menders
Quick facts
UN Agencies:
FAO, ILO
National Partners:
Net Board
Financial Information
"""


@pytest.fixture
def page(tmp_path):
    """The page of an outcome, as an officer has copied it."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


def codes_and_places(done):
    """The findings that a program receives, by code and path."""
    return [(finding["code"], finding["path"]) for finding in json.loads(done.stdout)["findings"]]


def test_an_officer_sees_the_whole_page(run, page):
    """The outcome, its budget with the shortfall, both indicators and every value are on the screen."""
    done = run("show", page, width=120)
    assert done.exit_code == 0
    for words in (
        "OUTCOME TID_D_1.1 Nets are mended",
        "$2.00 M",
        "$0.50 M",
        "TID_D_1.1A",
        "Number of mended nets",
        "TID_D_1.1B",
        "TBD",
        "20%",
        "90%",
    ):
        assert words in done.stdout
    assert "NOT UNDERSTOOD" not in done.stdout


def test_an_officer_sees_what_is_wrong_and_where(run, page):
    """A baseline that is later than the target and spending beyond what was there are named with their lines."""
    done = run("validate", page, width=160)
    assert done.exit_code == 1
    assert "BAS02" in done.stdout
    assert "BUD03" in done.stdout
    finding = next(
        f for f in json.loads(run("validate", page, "--format", "json").stdout)["findings"] if f["code"] == "BAS02"
    )
    assert finding["path"] == "TID_D_1.1/TID_D_1.1A/baseline"
    assert PAGE.splitlines()[finding["line"] - 1] == "TBD TBD"


def test_a_team_accepts_what_is_there_and_hears_of_what_is_new(run, page, tmp_path):
    """Once written as known, the old findings count no more; a new mistake does, and only that one."""
    known = tmp_path / "known.json"
    assert run("validate", page, "--write-known", known).exit_code == 0
    assert run("validate", page, "--known", known).exit_code == 0
    page.write_text(PAGE.replace("2018\nBaseline", "2024\nBaseline"), "utf-8")
    done = run("validate", page, "--known", known, "--format", "json")
    assert done.exit_code == 1
    assert {path for _, path in codes_and_places(done)} == {"TID_D_1.1/TID_D_1.1B/baseline"}


def test_an_analyst_gets_the_same_from_json_as_from_the_page(run, page, tmp_path):
    """Converted once, the framework is the same, is shown the same and has the same findings at the same places."""
    document = tmp_path / "plan.json"
    assert run("convert", page, document).exit_code == 0
    assert rf.read(document) == portal.loads(PAGE)
    for command in (("show",), ("show", "--budgets"), ("progress",), ("progress", "--format", "json")):
        word, *options = command
        assert run(word, document, *options).stdout == run(word, page, *options).stdout
    from_page, from_document = (run("validate", file, "--format", "json") for file in (page, document))
    assert codes_and_places(from_page) == codes_and_places(from_document)
    assert codes_and_places(from_page)


def test_commands_can_be_joined_by_pipes(run, page):
    """A page becomes JSON on standard output, which the next command takes from standard input."""
    made = run("convert", page, "-", "--to", "json")
    assert made.exit_code == 0
    assert json.loads(made.stdout)["resultsframework"] == 2
    done = run("validate", "-", "--format", "json", input=made.stdout)
    assert codes_and_places(done) == codes_and_places(run("validate", page, "--format", "json"))
    back = run("convert", "-", "-", "--to", "portal", input=made.stdout)
    assert portal.loads(back.stdout) == portal.loads(PAGE)


def test_a_page_goes_out_and_comes_back(run, page, tmp_path):
    """From the page to JSON and back to a page: nothing is lost, and the commands say so."""
    document, again = tmp_path / "plan.json", tmp_path / "again.txt"
    assert "carries all of it" in run("convert", page, document).stderr
    assert "carries all of it" in run("convert", document, again, "--to", "portal").stderr
    assert portal.load(again) == portal.load(page)


def test_a_brief_goes_out_and_comes_back(run, tmp_path):
    """A programme is shown with its agencies, partners and theory, and survives the way through JSON."""
    brief, document = tmp_path / "brief.txt", tmp_path / "programme.json"
    brief.write_text(BRIEF, "utf-8")
    shown = run("show", brief, width=120).stdout
    for words in ("Nets and Knots", "FAO", "ILO", "Net Board", "menders are paid", "twine is sold"):
        assert words in shown
    assert run("convert", brief, document).exit_code == 0
    assert rf.read(document) == rf.read(brief)
    back = run("convert", document, "-", "--to", "brief")
    assert back.stdout == BRIEF


def test_a_page_cannot_become_a_brief(run, page, tmp_path):
    """A framework that a format cannot hold at all is refused with advice, and nothing is written."""
    target = tmp_path / "brief.txt"
    done = run("convert", page, target, "--to", "brief")
    assert done.exit_code == 2
    assert "joint programme" in done.stderr
    assert not target.exists()


def test_progress_is_printed_with_the_values_behind_it(run, page):
    """From 20 to 40 percent is two thirds of the way to 50; without a baseline there is no way, and no figure."""
    document = json.loads(run("progress", page, "--format", "json").stdout)
    assert document["at"] == 2021
    rows = {row["indicator"].rpartition("/")[2]: row for row in document["performance"]}
    assert set(rows) == {"TID_D_1.1A", "TID_D_1.1B"}
    text = run("progress", page, width=160).stdout
    assert "66.67 %" in text


def test_several_plans_are_checked_in_one_go(run, page, tmp_path):
    """The findings of two files are those of each, and the counts are their sum."""
    other = tmp_path / "other.json"
    rf.write(rf.ResultsFramework(results=(rf.Output(code="1"),)), other)
    both = json.loads(run("validate", page, other, "--format", "json").stdout)
    one, two = (json.loads(run("validate", file, "--format", "json").stdout) for file in (page, other))
    assert both["findings"] == one["findings"] + two["findings"]
    assert both["counts"] == {name: one["counts"][name] + two["counts"][name] for name in one["counts"]}


def test_a_rule_that_was_found_can_be_looked_up(run, page):
    """Every code that a finding has is explained by the command for rules."""
    for code in {code for code, _ in codes_and_places(run("validate", page, "--format", "json"))}:
        done = run("rules", code)
        assert done.exit_code == 0
        assert code in done.stdout


def test_what_is_written_is_what_the_schema_says(run, page):
    """The schema that a command prints takes the document that another one writes."""
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with the library jsonschema")
    schema = json.loads(run("schema").stdout)
    document = json.loads(run("convert", page, "-", "--to", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("command", ["show", "validate", "progress"])
def test_a_page_is_read_the_same_under_any_name(run, tmp_path, command):
    """A page without a helpful name, or in a misleading folder, is recognised by its content, with the same output."""
    answers = []
    for name in ("page.txt", "page", "PAGE.TXT", "a b/page.json.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE, "utf-8")
        done = run(command, path, "--format", "json")
        answers.append(done.stdout.replace(json.dumps(str(path)), '"page"'))
        path.unlink()
    assert len(set(answers)) == 1
