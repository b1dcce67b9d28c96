"""Rules that a project brings along: that they may fail without harm, and how installed packages offer them."""

from __future__ import annotations

import importlib.metadata
import pickle

import pytest

import resultsframework as rf
from resultsframework.rules import RULE_FAILED, Found, Ignored, Profile, installed_rules, profile_of
from resultsframework.rules import _installed as installed

LATE = rf.ObservationSeries.parse("2025 baseline 1 | 2022 milestone 1 | 2024 target 2")


def plan(*codes):
    """A framework of one output with indicators of these codes, each with a late baseline."""
    indicators = tuple(rf.Indicator(code=code, series=LATE) for code in codes)
    return rf.ResultsFramework(results=(rf.Output(code="P", indicators=indicators),))


def rule_that(check, code="OWN01", on=rf.Indicator):
    return rf.rule(code, rf.Severity.INFO, title="t", source="s", advice="f", on=on)(check)


@rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator)
def code_is_short(indicator, _context):
    """A rule that cannot look at an indicator called B or C."""
    if indicator.code in {"B", "C"}:
        msg = f"what is {indicator.code}?"
        raise LookupError(msg)
    yield Found("it is short")


def test_a_rule_that_fails_is_one_finding_about_it():
    """However often it fails, the report has one finding with exception, first node and traceback."""
    report = rf.validate(plan("A", "B", "C"), rules=[code_is_short], select="OWN")
    (failure,) = report.by_code["RUL01"]
    assert failure.message == "the rule OWN01 failed with LookupError: what is B?; first at P/B, and 1 more"
    assert failure.severity is rf.Severity.ERROR
    assert failure.path == ""
    assert "Traceback" in failure.detail
    assert "code_is_short" in failure.detail
    assert "_careful" not in failure.detail
    assert not report.ok


def test_a_rule_that_fails_stops_no_other():
    """Its findings elsewhere stay, and all other rules have the findings that they have without it."""
    framework = plan("A", "B")
    report, without = rf.validate(framework, rules=[code_is_short]), rf.validate(framework)
    assert [f.path for f in report.by_code["OWN01"]] == ["P/A"]
    assert [f for f in report if f.code not in {"OWN01", "RUL01"}] == list(without)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - what this test has written itself


def test_a_rule_that_fails_at_a_part_names_its_class():
    """Budgets have no code; the message then has the class of the node."""

    def cost_is_known(budget, _context):
        return budget.price

    framework = rf.ResultsFramework(results=(rf.Output(code="P", budgets=(rf.Budget(),)),))
    (failure,) = rf.validate(framework, rules=[rule_that(cost_is_known, on=rf.Budget)], select="OWN")
    assert failure.message.endswith("; first at Budget")


@pytest.mark.parametrize(
    "found",
    [
        None,
        ["a text"],
        [Found("x", at="no_such_field")],
        [Found("x", at=LATE[0])],
        [Found("x", severity="error")],
    ],
    ids=["nothing to iterate", "no finding", "no such place", "an observation of another", "no severity"],
)
def test_what_a_rule_finds_has_to_be_findings_with_a_place(found):
    """A rule that answers with something else has failed, and the report is made all the same."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(code="I"),)),))
    (failure,) = rf.validate(framework, rules=[rule_that(lambda _node, _context: found)], select="OWN")
    assert failure.code == "RUL01"


def test_a_rule_of_a_profile_may_fail_too():
    """It does not matter how a project's rule was given."""
    profile = Profile(name="ours", rules=(*profile_of("default").rules, code_is_short))
    assert "RUL01" in {f.code for f in rf.validate(plan("B"), profile=profile)}


def test_a_failure_in_one_framework_is_not_reported_of_the_next():
    """A profile may be used for many frameworks; failures of its rules are reported for each by itself."""
    profile = Profile(name="own", rules=(code_is_short,))
    first, second, third = (rf.validate(plan(*codes), profile=profile) for codes in ("BC", "A", "AC"))
    assert [f.message for f in first.by_code["RUL01"]] == [
        "the rule OWN01 failed with LookupError: what is B?; first at P/B, and 1 more"
    ]
    assert [f.code for f in second] == ["OWN01"]
    assert [f.message for f in third.by_code["RUL01"]] == [
        "the rule OWN01 failed with LookupError: what is C?; first at P/C"
    ]


def test_what_one_validation_leaves_out_is_found_by_the_next():
    """Rules selected, ignored or added once hold for that validation only, in any profile."""
    framework = plan("A")
    for profile in ("default", Profile(name="own", rules=profile_of("default").rules)):
        whole = rf.validate(framework, profile=profile)
        assert "OWN01" in rf.validate(framework, profile=profile, rules=[code_is_short]).by_code
        assert [f.code for f in rf.validate(framework, profile=profile, select="BAS02")] == ["BAS02"]
        assert "BAS02" not in rf.validate(framework, profile=profile, ignore="BAS02").by_code
        assert rf.validate(framework, profile=profile) == whole


def test_an_interrupt_is_no_failure():
    """Whoever stops the program stops it, also in the middle of a rule."""

    def stops(_node, _context):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rf.validate(plan("A"), rules=[rule_that(stops)])


def test_a_failing_rule_can_be_left_out():
    """Ignored, the rule may fail as it likes; and so may its failure be ignored, which is counted."""
    framework = plan("B")
    ignored = rf.validate(framework, rules=[code_is_short], ignore="OWN01")
    assert list(ignored) == list(rf.validate(framework))
    known = rf.validate(framework, rules=[code_is_short], ignore=[Ignored("RUL01", "being repaired")])
    assert not [f for f in known if f.code == "RUL01"]
    assert known.ignored[0].found == 1


def test_the_code_for_failures_is_taken():
    """No rule of a project may be called RUL01."""
    with pytest.raises(rf.InvalidValueError, match="RUL01 is the code of rule_runs_to_its_end already"):
        rf.validate(plan("A"), rules=[rule_that(lambda _node, _context: (), code="RUL01")])


def test_the_rule_about_failures_finds_nothing_itself():
    """Selected alone, it finds nothing where no rule fails, and it explains itself like others."""
    report = rf.validate(plan("A"), select="RUL01")
    assert report.by_code["RUL01"] == ()
    assert RULE_FAILED.title
    assert RULE_FAILED.documentation.endswith("traceback.")
    assert RULE_FAILED.fires
    assert RULE_FAILED.silent


# ------------------------------------------------------------------------------------------ installed rules


other = rule_that(lambda _node, _context: (), code="OWN00")
several = (other, code_is_short)
nothing = None


@pytest.fixture
def offered(monkeypatch):
    """Packages with these entry points are installed."""

    def offer(*values):
        points = [importlib.metadata.EntryPoint(name="ours", value=v, group=installed.GROUP) for v in values]
        monkeypatch.setattr(
            importlib.metadata, "entry_points", lambda *, group: points if group == installed.GROUP else []
        )

    import sys

    monkeypatch.setitem(sys.modules, "offered_rules", sys.modules[__name__])
    return offer


def test_without_packages_there_are_no_installed_rules(offered):
    """Nothing is offered, nothing is there."""
    offered()
    assert installed_rules() == ()


def test_a_package_offers_a_rule_or_several(offered):
    """An entry point leads to a rule or to several; the same one twice is one; they are sorted by code."""
    offered("offered_rules:code_is_short", "offered_rules:several")
    assert [rule.code for rule in installed_rules()] == ["OWN00", "OWN01"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "offered_rules:absent",
            "'ours' of resultsframework.rules leads to 'offered_rules:absent', which is not there",
        ),
        ("no_such_package.rules:mine", "which is not there: No module named 'no_such_package'"),
        ("offered_rules:nothing", "where None is no rule; decorate the function with @rule"),
    ],
)
def test_an_entry_point_that_leads_nowhere_is_an_error(offered, value, message):
    """A package that offers something else is named, and not passed over."""
    offered(value)
    with pytest.raises(rf.InvalidValueError) as caught:
        installed_rules()
    assert message in str(caught.value)


def test_validation_looks_for_no_installed_rules(offered):
    """The same call finds the same, whatever else is installed."""
    offered("offered_rules:several")
    assert "OWN01" not in rf.validate(plan("A")).by_code


def test_the_group_is_the_documented_one():
    """Packages name their rules under the group of this library."""
    assert installed.GROUP == "resultsframework.rules"
