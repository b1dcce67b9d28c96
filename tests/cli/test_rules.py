"""`rules` and `schema`: the rules listed and explained, and the form of the library's own format."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf
from resultsframework.cli._rules import explained
from resultsframework.rules import RULE_FAILED, RULES

EVERY_RULE = sorted((*RULES, RULE_FAILED), key=lambda rule: rule.code)


def test_every_rule_is_listed_with_its_severity_and_title(run):
    """One line a rule, in the order of the codes."""
    lines = [line.split(maxsplit=2) for line in run("rules", width=140).stdout.splitlines()]
    assert lines == [[rule.code, rule.severity.value, rule.title] for rule in EVERY_RULE]


def test_a_family_is_listed(run):
    """The letters of a family list its rules."""
    codes = [line.split()[0] for line in run("rules", "bas", width=140).stdout.splitlines()]
    assert codes == [rule.code for rule in RULES if rule.code.startswith("BAS")]


def test_a_rule_is_explained(run):
    """Its assertion, severity, rationale, examples, advice, options and source, as on its page of the documentation."""
    text = " ".join(run("rules", "tgt10").stdout.split())
    rule = next(rule for rule in RULES if rule.code == "TGT10")
    parts = (
        f"TGT10 {rule.title}",
        "severity warning",
        f"what it does {rule.summary}",
        "rationale The finding is an info. It is a warning from twice the planned value on (over_achievement_ratio)",
        *(f"reported {example}" for example in rule.fires),
        *(f"accepted {example}" for example in rule.silent),
        f"what to do {rule.advice}",
        "option over_achievement_ratio (default: 2): Ratio of the result to the planned value",
        f"reference {rule.source}",
    )
    places = [text.index(" ".join(part.split())) for part in parts]
    assert places == sorted(places)


def test_an_installed_rule_may_mark_words_that_are_no_options():
    """Only fields of the options are shown as such."""

    @rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="a", on=rf.Indicator)
    def holds(_indicator, _context):
        """Each (``word``) and (``stale_baseline_years``) counts."""
        return ()

    lines = [line.plain for line in explained(holds, 200)]
    assert [line.split()[1] for line in lines if line.strip().startswith("option ")] == ["stale_baseline_years"]


def test_an_installed_rule_shows_its_page():
    """The address that its author named is printed, and nothing where none was."""
    facts = {"title": "t", "source": "s", "advice": "a", "on": rf.Indicator}

    def holds(_indicator, _context):
        """Everything holds."""
        return ()

    with_page = rf.rule("OWN01", rf.Severity.INFO, page="https://example.org/own", **facts)(holds)
    without = rf.rule("OWN01", rf.Severity.INFO, **facts)(holds)
    pages = [[line.plain.split() for line in explained(rule, 200)] for rule in (with_page, without)]
    assert ["page", "https://example.org/own"] in pages[0]
    assert "page" not in [line[0] for line in pages[1]]


def test_a_rule_without_options_shows_none(run):
    """Only what a rule has is shown."""
    text = run("rules", "BAS02").stdout
    assert "option" not in text
    assert "follows from" not in text


def test_a_rule_that_follows_from_another_says_from_which(run):
    """BAS03 is folded into BAS02, and each names the other."""
    assert "follows from  BAS02" in run("rules", "BAS03").stdout
    assert "causes        BAS03, " in run("rules", "BAS02").stdout


def test_a_program_gets_the_rules(run):
    """Each with all of its documentation."""
    records = json.loads(run("rules", "--format", "json").stdout)
    assert [record["code"] for record in records] == [rule.code for rule in EVERY_RULE]
    (record,) = json.loads(run("rules", "BAS02", "--format", "json").stdout)
    assert record["severity"] == "error"
    assert record["implied_by"] == []
    assert record["fires"]
    assert record["summary"].startswith("No baseline is later than")
    assert record["rationale"].startswith("Progress is measured from the baseline.")
    assert record["options"] == []


@pytest.mark.parametrize("code", ["BAS92", "BSA02"])
def test_an_unknown_rule_names_the_nearest(run, code):
    """A code that is none is wrong usage, and the nearest are named."""
    done = run("rules", code)
    assert done.exit_code == 2
    assert f"nothing is called '{code}' in the rules; did you mean 'BAS" in done.stderr
    assert done.stdout == ""


def test_the_schema_is_a_json_schema(run):
    """The form of the library's own format is printed as JSON Schema 2020-12."""
    document = json.loads(run("schema").stdout)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_rule_says_what_profiles_make_of_it(run):
    """Another severity in a profile, a rule that one profile alone selects, and corrections are all shown."""
    text = " ".join(run("rules", "BAS01").stdout.split())
    assert "severity warning, error in the profile iati-2.03, error in the profile strict" in text
    assert "correction validate --fix" in text
    assert "only in the profile iati-2.03" in " ".join(run("rules", "TAG13").stdout.split())
    plain = " ".join(run("rules", "BAS02").stdout.split())
    assert "profile" not in plain
    assert "correction" not in plain


def test_the_document_for_programs_marks_the_rules_that_correct(run):
    """The records of the rules say so."""
    records = json.loads(run("rules", "--format", "json").stdout)
    assert {r["code"] for r in records if r["corrects"]} == {"BAS01", "COD07"}
