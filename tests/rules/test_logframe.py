"""Weights, means of verification, planned disaggregation and assumptions: cases beside the documented ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("output weight 60; output weight 42", [("warning", "A")]),
        ("output weight 60; output weight 41", [("info", "A")]),
        ("output weight 33; output weight 33; output weight 33", [("info", "A")]),
        ("output weight 33.3; output weight 33.3; output weight 33.3", [("info", "A")]),
        ("output weight 33.3; output weight 33.3; output weight 33.0", [("warning", "A")]),
        ("output weight 100", []),
        ("output weight 99", [("warning", "A")]),
        ("output weight 101; output code A.2", [("warning", "A")]),
        ("output weight 60; output code A.2", []),
        ("output code A.1; output code A.2", []),
    ],
)
def test_weights(found, sentence, expected):
    """A sum that rounding alone explains is an info; without all weights only a sum above 100 is found."""
    assert found("LOG01", sentence) == expected


def test_the_finding_lists_the_weights(case):
    """The sum is stated with its parts, and with the results that have none."""
    (complete,) = case("output weight 60; output weight 30").found("LOG01")
    assert complete.message == "the weights of the 2 outputs add up to 90 percent: 60 + 30"
    (partial,) = case("output weight 70; output weight 60; output code A.3").found("LOG01")
    assert partial.message == "the weights of 2 of 3 outputs add up to 130 percent: 70 + 60"
    assert (partial.observed, partial.expected) == ("130", "100")


def test_a_weight_of_tens_is_exact_to_the_unit():
    """A weight that is written with an exponent is rounded to whole percents at most."""
    outputs = tuple(rf.Output(weight=Decimal(weight)) for weight in ("4E+1", "5E+1"))
    (finding,) = rf.validate(rf.ResultsFramework(results=outputs), select="LOG01")
    assert (finding.severity, finding.observed) == (rf.Severity.WARNING, "90")


def test_weights_of_a_flat_list():
    """Outputs listed beside one outcome have weights in it; beside several outcomes they belong to different ones."""
    outputs = tuple(rf.Output(code=code, weight=60) for code in "XY")

    def found(*outcomes):
        framework = rf.ResultsFramework(results=(*outcomes, *outputs))
        return [(f.path, f.observed) for f in rf.validate(framework, select="LOG01")]

    assert found(rf.Outcome(code="A")) == [("", "120")]
    assert found(rf.Outcome(code="A"), rf.Outcome(code="B")) == []


@pytest.mark.each(
    ("sentence", "paths"),
    [
        ("2020 target 5", ["I"]),
        ("2020 target 5; another B: 2020 target 5", [""]),
        ("verified by Survey; 2020 target 5; another B: 2020 target 5; another C: 2020 target 6", ["B", "C"]),
    ],
)
def test_means_of_verification(found, sentence, paths):
    """Where no indicator states its means of verification, that is one finding; else one an indicator without."""
    assert [path.removeprefix("A/") for _, path in found("LOG02", sentence)] == paths


def test_only_the_strict_profile_asks_for_means_of_verification():
    """Most publications have no such column: the rule is run in the profile strict, as an error."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(code="I"),)),))
    found = {
        profile.name: [f.severity for f in rf.validate(framework, profile=profile) if f.code == "LOG02"]
        for profile in PROFILES
    }
    assert found.pop("strict") == [rf.Severity.ERROR]
    assert not any(found.values())


@pytest.mark.each(
    ("sentence", "count"),
    [
        ("verified by Survey; 2020 actual 10", 0),
        ("to report by Sex and age; 2020 actual 10; 2020 women 4", 0),
        ("to report by district; 2020 actual 10; 2020 women 4", 1),
        ("to report by age; 2020 actual 4 of nobody", 0),
        ("to report by age, sex; 2020 actual 4 by age 15-24", 1),
        ("to report by age; 2020 actual - | 2020 milestone 5", 0),
    ],
)
def test_planned_disaggregation(found, sentence, count):
    """Each planned dimension has a result; a group without a dimension may be of any."""
    assert found("LOG03", sentence) == [("warning", "monitoring_plan")] * count


@pytest.mark.each(
    ("planned", "count"),
    [
        ("Place", 0),
        ("locations", 0),
        ("Geography", 0),
        ("Region", 0),
        ("District", 0),
        ("Province", 0),
        ("State", 0),
        ("By county", 0),
        ("Municipality", 0),
        ("sex", 1),
    ],
)
def test_places_are_reported_as_places(planned, count):
    """A disaggregation by district is reported by values that have a place; one by sex is not."""
    actual = rf.Observation(kind="actual", period=2020, value=4, places=(rf.Place(name="Kitui"),))
    plan = rf.MonitoringPlan(planned_disaggregation=(planned,))
    indicator = rf.Indicator(code="I", monitoring_plan=plan, series=(actual,))
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),))
    assert len(rf.validate(framework, select="LOG03").findings) == count


def test_the_finding_is_at_the_assumption():
    """Of several assumptions the finding names the one that no longer holds, with its line."""
    stated = (rf.Assumption(text="Rains come"), rf.Assumption(text="Roads\nstay open", holds=False, line=7))
    framework = rf.ResultsFramework(results=(rf.Output(code="1", assumptions=stated),))
    (finding,) = rf.validate(framework, select="LOG04")
    assert (finding.path, finding.line) == ("1/assumptions#2", 7)
    assert finding.message == "the assumption 'Roads stay open' no longer holds"
