"""Attainment of what was planned, the gap to it, and the change since the baseline."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.value import Level

UP, DOWN, KEEP, UNKNOWN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.UNKNOWN
RANKS = {name: Level(rank, name) for rank, name in enumerate(("low", "medium", "high"))}
MAY = "actual {} may or may not meet it"
DECLARE = "declare the direction, or pass direction="
NOT_KNOWN = f"direction unknown: only the same number would be certain to meet it; {DECLARE}"


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def levels(direction=UNKNOWN, **names):
    made = [
        Observation(kind=ObservationKind(kind), period=Period(year=2021), value=RANKS[name])
        for kind, name in names.items()
    ]
    return Indicator(series=ObservationSeries(tuple(made)), direction=direction)


def said(answer):
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value


@pytest.mark.each(
    ("direction", "target", "actual", "expected"),
    [
        (UP, "10", "10", True),
        (UP, "10", "11", True),
        (UP, "10", "9.9990", False),
        (DOWN, "10", "10", True),
        (DOWN, "10", "9", True),
        (DOWN, "10", "10.0010", False),
        (KEEP, "10", "10", True),
        (KEEP, "10", "10.1", False),
        (KEEP, "10", "9.9", False),
        (UNKNOWN, "10", "10.0", True),
        (UNKNOWN, "10", "11", NOT_KNOWN),
        (UNKNOWN, "10", "9", NOT_KNOWN),
        (UNKNOWN, ">=80", "80", True),
        (UNKNOWN, ">=80", "79", False),
        (UNKNOWN, ">80", "80", False),
        (UNKNOWN, ">80", "81", True),
        (UNKNOWN, "<545", "545", False),
        (UNKNOWN, "<545", "544", True),
        (UNKNOWN, "<=545", "545", True),
        (UNKNOWN, "10-20", "10", True),
        (UNKNOWN, "10-20", "20", True),
        (UNKNOWN, "10-20", "9", False),
        (UNKNOWN, "10-20", "21", False),
        (UP, "10-20", "21", False),
        (UP, "10", "<9", False),
        (UP, "10", "<10", False),
        (UP, "10", "<=10", MAY.format("<=10")),
        (UP, "10", ">=10", True),
        (UP, "10", ">9", MAY.format(">9")),
        (UP, "10", "9-12", MAY.format("9-12")),
        (UP, "10", "10-12", True),
        (DOWN, "10", "<10", True),
        (DOWN, "10", "<11", MAY.format("<11")),
        (DOWN, "10", ">10", False),
        (UNKNOWN, ">80", ">=80", MAY.format(">=80")),
        (UNKNOWN, ">80", ">80", True),
        (UNKNOWN, ">=80", ">80", True),
        (UNKNOWN, "<80", "<=80", MAY.format("<=80")),
        (UNKNOWN, "<80", "<80", True),
        (UNKNOWN, "<=80", "<80", True),
        (UNKNOWN, "10-20", "12-18", True),
        (UNKNOWN, "10-20", "12-22", MAY.format("12-22")),
        (UNKNOWN, "10", "10-20", NOT_KNOWN),
        (UNKNOWN, "Yes", "Yes", True),
        (UNKNOWN, "Yes", "No", False),
        (UNKNOWN, "No", "No", True),
        (UP, "No", "Yes", False),
        (UP, "10", "Yes", "mixed types: a number, yes or no"),
        (UP, "Yes", "1", "mixed types: yes or no, a number"),
        (UP, "10", "ten", "mixed types: a number, text"),
        (UP, "law adopted", "law adopted", "text is compared only where the measure is nominal"),
        (UP, "50%", "1/2", True),
        (UP, "1/2", "49%", False),
        (UP, "50%", "50", "units differ: target 50% in percent, actual 50 in no unit"),
    ],
)
def test_a_target_is_met_or_it_is_not_or_nobody_can_tell(direction, target, actual, expected):
    """At least where more is better, at most where less is, within the bounds of a range; else no guess."""
    answer = rf.met(indicator(f"2021 target {target} actual {actual}", direction=direction), 2021)
    assert said(answer) == expected
    assert getattr(answer, "is_met", False) is (expected is True)
    assert [name for name, _ in answer.inputs] == ["target", "actual"]


def test_what_is_met_says_what_was_compared():
    """The answer names the values, the direction and where that is from."""
    answer = rf.met(indicator("2018 baseline 0 | 2021 milestone 100 actual 59 | 2025 target 320"), 2021)
    assert (answer.value, answer.is_met) == (False, False)
    assert answer.basis.direction == rf.monitoring.InferredDirection(UP, rf.monitoring.DirectionBasis.TARGET)
    assert str(answer) == (
        "not met (milestone 2021: 100, actual 2021: 59; direction increase, inferred (target); against the milestone; "
        "counted as due: neither today= nor reporting_year= is given)"
    )
    same = rf.met(indicator("2021 target 1 actual 1"), 2021)
    assert str(same).startswith("met (target 2021: 1, actual 2021: 1; direction unknown;")
    later = rf.met(indicator("2018 baseline 0 | 2021 milestone 100 actual 320 | 2025 target 320"), 2021, "target")
    assert later.value is True
    assert rf.met(indicator("2018 baseline 0 | 2021 actual 3 | 2022 target 4"), 2021, "linear").value is True
    assert rf.met(indicator("2018 baseline 0 | 2021 actual 2.9 | 2022 target 4"), 2021, "linear").value is False


def test_what_is_missing_is_neither_met_nor_unmet():
    """Without a target or an actual there is a reason, and it is false in a condition."""
    assert said(rf.met(indicator("2021 target TBD actual 3"), 2021)) == "no milestone for 2021: to be determined"
    assert said(rf.met(indicator("2021 target 3 actual -"), 2021)) == "no actual for 2021: empty"
    assert said(rf.met(indicator("2021 actual 3"), 2021)) == "no milestone for 2021"
    assert not rf.met(indicator("2021 target 3"))


@pytest.mark.parametrize(("actual", "expected"), [("8", True), ("12", True), ("7.9", False), ("12.1", False)])
def test_to_maintain_has_a_tolerance(actual, expected):
    """Within the tolerance on either side it is kept; for other aims the tolerance does not count."""
    keep = indicator(f"2021 target 10 actual {actual}", direction=KEEP)
    assert rf.met(keep, 2021, tolerance=Decimal(2)).value is expected
    up = indicator("2021 target 10 actual 9", direction=UP)
    assert rf.met(up, 2021, tolerance=Decimal(2)).value is False


@pytest.mark.each(
    ("direction", "names", "expected", "basis"),
    [
        (UNKNOWN, {"target": "medium", "actual": "high"}, True, "nothing"),
        (UNKNOWN, {"target": "medium", "actual": "medium"}, True, "nothing"),
        (UNKNOWN, {"target": "medium", "actual": "low"}, False, "nothing"),
        (UNKNOWN, {"baseline": "low", "target": "medium", "actual": "high"}, True, "target"),
        (UNKNOWN, {"baseline": "high", "target": "medium", "actual": "low"}, True, "target"),
        (UNKNOWN, {"baseline": "high", "target": "medium", "actual": "high"}, False, "target"),
        (UP, {"target": "medium", "actual": "low"}, False, "declared"),
        (DOWN, {"target": "medium", "actual": "low"}, True, "declared"),
        (KEEP, {"target": "medium", "actual": "high"}, False, "declared"),
        (KEEP, {"target": "medium", "actual": "medium"}, True, "declared"),
    ],
)
def test_a_level_is_met_by_the_same_or_a_higher_one_unless_less_is_better(direction, names, expected, basis):
    """A scale goes upwards unless less is better; the answer says whether a direction is known."""
    answer = rf.met(levels(direction, **names), 2021)
    assert answer.value is expected
    assert answer.basis.direction.basis.value == basis


def test_categories_are_compared_where_the_measure_is_nominal():
    """The same words are the same category, whatever their case; in a narrative they mean nothing."""
    same, other = "2021 target Law adopted actual  law ADOPTED ", "2021 target law actual policy"
    assert rf.met(indicator(same, measure=Measure.NOMINAL), 2021).value is True
    assert rf.met(indicator(other, measure=Measure.NOMINAL), 2021).value is False
    refused = rf.met(indicator(same, measure=Measure.QUALITATIVE), 2021)
    assert refused.reason == "text is compared only where the measure is nominal"
    assert [name for name, _ in refused.inputs] == ["target", "actual"]


@pytest.mark.each(
    ("direction", "target", "actual", "expected"),
    [
        (UP, "10", "7", 3),
        (UP, "10", "12", -2),
        (UP, "10", "10", 0),
        (DOWN, "10", "12", 2),
        (DOWN, "10", "7", -3),
        (KEEP, "10", "12", 2),
        (KEEP, "10", "7", 3),
        (UNKNOWN, "10", "7", f"direction unknown: it is not known what is missing; {DECLARE}"),
        (UNKNOWN, ">=80", "70", 10),
        (UNKNOWN, "<80", "70", -10),
        (UNKNOWN, "10-20", "5", 5),
        (UNKNOWN, "10-20", "26", 6),
        (UNKNOWN, "10-20", "12", -2),
        (UNKNOWN, "10-20", "19", -1),
        (UP, "10", "<5", "the actual is a range (<5), no one number"),
        (UP, "Yes", "No", "yes or no is no number"),
        (UP, "10", "No", "mixed types: a number, yes or no"),
        (UP, "1/2", "45%", 5),
        (UP, "TBD", "4", "no milestone for 2021: to be determined"),
        (UP, "4", "TBD", "no actual for 2021: to be determined"),
    ],
)
def test_the_gap_is_what_is_missing_to_the_target(direction, target, actual, expected):
    """In the unit of the target; zero or less where it is reached."""
    answer = rf.gap(indicator(f"2021 target {target} actual {actual}", direction=direction), 2021)
    assert said(answer) == expected


def test_the_gap_says_its_unit_and_what_it_is_to():
    """People are missing, or percentage points; to the milestone unless the target is asked for."""
    plan = indicator("2018 baseline 0 | 2021 milestone 100 actual 59 | 2025 target 320", unit="person")
    answer = rf.gap(plan, 2021)
    assert (answer.value, answer.unit, answer.basis.against) == (41, "person", "milestone")
    assert [name for name, _ in answer.inputs] == ["milestone", "actual"]
    assert str(answer).startswith("41 people (milestone 2021: 100, actual 2021: 59; direction increase")
    assert rf.gap(plan, 2021, "target").value == 261
    assert rf.gap(plan, 2021, "linear").value == Fraction(960, 7) - 59
    kept = indicator("2021 target 10 actual 13", direction=KEEP)
    assert rf.gap(kept, 2021, tolerance=Decimal(2)).value == 1
    refused = rf.gap(indicator("2021 target Yes actual No"), 2021)
    assert [name for name, _ in refused.inputs] == ["target", "actual"]


@pytest.mark.each(
    ("text", "absolute", "relative"),
    [
        ("2018 baseline 40 | 2021 actual 30", -10, Fraction(-1, 4)),
        ("2018 baseline 15% | 2021 actual 50%", 35, Fraction(7, 3)),
        ("2018 baseline 1/4 | 2021 actual 3/4", 50, 2),
        ("2018 baseline 1 | 2021 actual 3", 2, 2),
        ("2018 baseline 0 | 2021 actual 3", 3, "the baseline is zero: nothing to be a part of"),
        ("2018 baseline -2 | 2021 actual 3", 5, "the baseline is below zero: nothing to be a part of"),
        ("2018 baseline TBD | 2021 actual 3", "no baseline: to be determined", "no baseline: to be determined"),
        ("2018 baseline 2 | 2021 actual -", "no actual for 2021: empty", "no actual for 2021: empty"),
        ("2018 baseline Yes | 2021 actual 3", "mixed types: yes or no, a number", "mixed types: yes or no, a number"),
        ("2018 baseline <3 | 2021 actual 3", "a range is no one number", "a range is no one number"),
        ("2018 baseline 3 | 2021 actual <3", "a range is no one number", "a range is no one number"),
    ],
)
def test_change_and_relative_change_are_two_quantities(text, absolute, relative):
    """From 15 % to 50 % is 35 percentage points, and 7/3 of what it was."""
    assert said(rf.change(indicator(text), 2021)) == absolute
    assert said(rf.change(indicator(text), 2021, relative=True)) == relative


def test_a_change_of_shares_is_in_percentage_points():
    """Shares written as fractions change by points as well; anything else keeps its unit."""
    shares = rf.change(indicator("2018 baseline 0.15 | 2021 actual 0.5", unit="fraction"), 2021)
    assert (shares.value, shares.unit, shares.is_difference) == (35, "percent", True)
    assert str(shares).startswith("35 percentage points (")
    one = rf.change(indicator("2018 baseline 49 % | 2021 actual 50 %"), 2021)
    assert str(one).startswith("1 percentage point (")
    people = rf.change(indicator("2018 baseline 4 | 2021 actual 9", unit="person"), 2021)
    assert (people.value, people.unit, people.basis.against) == (5, "person", "baseline")
    assert [name for name, _ in people.inputs] == ["baseline", "actual"]
    part = rf.change(indicator("2018 baseline 4 | 2021 actual 9", unit="person"), 2021, relative=True)
    assert (part.value, part.unit) == (Fraction(5, 4), "fraction")
    mixed = rf.change(indicator("2018 baseline 4 | 2021 actual No"), 2021)
    assert [name for name, _ in mixed.inputs] == ["baseline", "actual"]
    assert rf.change(indicator("2018 baseline 4")).reason == "no actual: none is reported"


def test_a_change_adds_up_what_is_reported_by_period():
    """Where the plan is a running total and the actuals are not, their sum is what has changed."""
    text = "2019 baseline 0 | 2020 milestone 50 actual 20 | 2021 milestone 100 actual 39"
    modes = {"targets_accumulation": Accumulation.CUMULATIVE, "actuals_accumulation": Accumulation.PERIODIC}
    answer = rf.change(indicator(text, **modes), 2021)
    assert (answer.value, answer.basis.assumptions) == (59, ("the actual is the sum up to 2021",))
    assert rf.change(indicator(text), 2021).basis.assumptions == ()


@pytest.mark.each(
    ("direction", "actual", "expected"),
    [
        (UP, "12", rf.monitoring.Trend.IMPROVED),
        (UP, "8", rf.monitoring.Trend.DECLINED),
        (DOWN, "8", rf.monitoring.Trend.IMPROVED),
        (DOWN, "12", rf.monitoring.Trend.DECLINED),
        (UP, "10", rf.monitoring.Trend.MAINTAINED),
        (UNKNOWN, "10", rf.monitoring.Trend.MAINTAINED),
        (KEEP, "10", rf.monitoring.Trend.MAINTAINED),
        (KEEP, "12", "the aim is to maintain, and it was not kept as it was"),
        (UNKNOWN, "12", f"direction unknown: it has changed, for better or worse; {DECLARE}"),
        (UP, "-", "no actual for 2021: empty"),
    ],
)
def test_where_no_change_was_targeted_it_can_still_be_said_which_way_it_went(direction, actual, expected):
    """Improved, maintained or declined since the baseline, also where progress is undefined."""
    plan = indicator(f"2018 baseline 10 | 2021 target 10 actual {actual}", direction=direction)
    found = rf.monitoring.trend(plan, 2021)
    assert (found.reason if isinstance(found, rf.Undefined) else found) == expected


@pytest.mark.each(
    ("measure", "actual", "expected"),
    [
        (Measure.NOMINAL, "4", True),
        (Measure.NOMINAL, "3", False),
        (Measure.ORDINAL, "4", True),
        (Measure.ORDINAL, "3", "the order of the steps is not declared"),
        (Measure.ORDINAL, "5", "the order of the steps is not declared"),
        (Measure.ORDINAL, "high", "mixed types: a number, text"),
        (Measure.UNIT, "3", False),
    ],
)
def test_the_numbers_of_a_scale_are_names_of_categories_or_steps(measure, actual, expected):
    """A category is the same or another; a step is compared only where the order of the scale is declared."""
    one = indicator(f"2018 baseline 1 | 2020 target 4 actual {actual}", measure=measure)
    verdict = rf.met(one, 2020)
    assert verdict.reason.startswith(expected) if isinstance(expected, str) else verdict.value is expected
    if measure is not Measure.UNIT and actual != "high":
        found = (rf.progress(one, 2020), rf.gap(one, 2020), rf.change(one, 2020))
        name = "a nominal" if measure is Measure.NOMINAL else "an ordinal"
        assert {a.reason for a in found} == {f"the values are categories of {name} scale, without distances"}
        assert rf.monitoring.direction_of(one).is_unknown
