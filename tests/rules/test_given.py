"""Preconditions of rules: rules that share one are run together or skipped together, and findings stay the same."""

from __future__ import annotations

import attrs

import resultsframework as rf
from resultsframework.rules import PROFILES, RULES, Found, IndicatorContext, _given
from resultsframework.rules._validation import Validation

PLAN = rf.Period.between(2020, 2022)
SHARED = {
    "TGT04": "has_target",
    "TGT10": "is_reported",
    "BAS02": "has_baselines",
    "COD02": "has_code_patterns",
    "COD03": "is_repeated",
    "SER10": "has_dates",
    "SER06": "has_reporting_year",
    "IAT16": "has_unit",
    "VAL08": "has_measure",
    "VAL05": "has_booleans",
    "VAL13": "has_ratios",
    "VAL09": "is_qualitative",
}


def context(text, *, reporting_year=None, **fields):
    """The context of an indicator with this series, in a plan of three years."""
    indicator = rf.Indicator(series=rf.ObservationSeries.parse(text), **fields)
    framework = rf.ResultsFramework(plan_period=PLAN, results=(rf.Output(indicators=(indicator,)),))
    return IndicatorContext(Validation(framework=framework, reporting_year=reporting_year), (), indicator)


def test_preconditions_are_plain_facts():
    """Each precondition is false of an empty indicator and true of one that has the thing it names."""
    has = {
        "has_target": context("2022 target -"),
        "is_reported": context("2020 actual 1"),
        "has_baselines": context("2019 baseline -"),
        "has_dates": context("2020-01-01..2020-06-30 actual 1"),
        "has_reporting_year": context("", reporting_year=2021),
        "has_unit": context("", unit="person"),
        "has_measure": context("", measure=rf.Measure.UNIT),
        "has_booleans": context("2019 baseline Yes"),
        "has_ratios": context("2020 actual 3/5"),
        "is_qualitative": context("", measure=rf.Measure.QUALITATIVE),
        "is_share": context("2020 actual 1%"),
    }
    for name, one in has.items():
        assert getattr(_given, name)(one), name
        assert not getattr(_given, name)(context("")), name
    assert _given.has_booleans(context("2020 actual No"))
    assert _given.has_ratios(context("2019 baseline 3/5"))
    assert not _given.is_reported(context("2020 actual -"))


def test_rules_share_their_preconditions():
    """Few facts serve many rules, so that an engine evaluates them once an indicator."""
    named = {rule.code: rule.given for rule in RULES if rule.given is not None}
    for code, name in SHARED.items():
        assert named[code] is getattr(_given, name), code
    assert len(set(named.values())) < len(named) / 2


def test_shares_are_recognised_by_measure_unit_or_cell():
    """A percentage is one by its measure, by the unit of the indicator, or by a sign in a cell."""
    assert context("2020 actual 1", measure=rf.Measure.PERCENTAGE).is_share
    assert context("2020 actual 1", unit="percent").is_share
    assert context("2020 actual 1%").is_share
    assert not context("2020 actual 1", measure=rf.Measure.UNIT, unit="person").is_share


def own_rule(given, code="OWN01"):
    @rf.rule(code, rf.Severity.INFO, title="t", source="s", advice="f", on=(rf.Indicator, rf.Output), given=given)
    def everything_is_found(_node, _context):
        return (Found("here"),)

    return everything_is_found


FRAMEWORK = rf.ResultsFramework(
    results=(
        rf.Output(
            code="A",
            indicators=(
                rf.Indicator(code="x", unit="percent"),
                rf.Indicator(code="y"),
            ),
        ),
    )
)


def test_a_rule_only_checks_indicators_that_meet_its_precondition():
    """It checks the indicators of which the precondition is true, and every other node."""
    report = rf.validate(FRAMEWORK, rules=[own_rule(lambda context: context.is_share)], select="OWN")
    assert [finding.path for finding in report] == ["A", "A/x"]
    report = rf.validate(FRAMEWORK, rules=[own_rule(None)], select="OWN")
    assert [finding.path for finding in report] == ["A", "A/x", "A/y"]


def test_a_rule_of_ones_own_may_share_a_precondition():
    """A rule of a profile's own that shares a precondition is run beside the others, in the order of codes."""
    rules = [own_rule(_given.is_share, code) for code in ("OWN02", "OWN01")]
    mine = attrs.evolve(PROFILES[0], rules=(*rules, own_rule(None, "OWN03")))
    report = rf.validate(FRAMEWORK, profile=mine)
    assert [(f.path, f.code) for f in report if f.path != "A"] == [
        ("A/x", "OWN01"),
        ("A/x", "OWN02"),
        ("A/x", "OWN03"),
        ("A/y", "OWN03"),
    ]


def test_findings_at_one_indicator_are_sorted_by_code():
    """Rules that are run together are not reported together: findings at one place are in the order of codes."""
    nameless = rf.Indicator(series=rf.ObservationSeries.parse("2025 baseline 1 | 2020 milestone 2 | 2022 target 3"))
    output = rf.Output(code="A", title="Laws", indicators=(rf.Indicator(code="x", statement="Acts"), nameless))
    found = [f.code for f in rf.validate(rf.ResultsFramework(results=(output,)), implied=True) if f.path[:3] == "A/#"]
    assert {"BAS02", "COD01", "SER02", "STR01"} <= set(found)
    assert found == sorted(found)


def test_a_precondition_that_fails_is_reported_like_a_rule_that_fails():
    """An exception in a rule's precondition is reported for that rule, and the other rules are still run."""
    report = rf.validate(FRAMEWORK, rules=[own_rule(lambda context: context.nonsense)], select=("OWN", "STR02"))
    failed = [finding for finding in report if "OWN01" in finding.message]
    assert len(failed) == 1
    assert "nonsense" in (failed[0].detail or "")
    assert report.by_code["OWN01"][0].path == "A"
