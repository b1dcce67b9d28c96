"""The goal that an actual is compared with, and the reasons where something is missing."""

from __future__ import annotations

import datetime as dt

import pytest

import resultsframework as rf
from resultsframework._undefined import or_undefined
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring._assumptions import Assumptions
from resultsframework.monitoring._comparison import comparison
from resultsframework.monitoring._due import Due
from resultsframework.monitoring._evidence import evidence
from resultsframework.monitoring._goal import Goal
from resultsframework.series import ObservationSeries

PLAN = "2019 baseline 10 | 2020 milestone 20 actual 15 | 2021 milestone 30 actual 28 | 2022 target 40"
ALONE = {"targets_accumulation": Accumulation.PERIODIC, "actuals_accumulation": Accumulation.PERIODIC}
OF_ITS_PERIOD = "the target and the actual are each of their own period alone (2022 and 2021); see to_date"
AS_TOTALS = (
    "the actual is of 2021, the target of 2022; values are taken as running totals or states, which is not declared"
)


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def compared(text, at, against="milestone", **fields):
    return or_undefined(lambda: comparison(evidence(indicator(text, **fields), at), against))()


@pytest.mark.parametrize(
    ("against", "name", "wanted", "inputs"),
    [
        ("milestone", "milestone", "30", ["milestone"]),
        ("target", "target", "40", ["target"]),
        ("plan", "expected value", 30, ["milestone", "expected value"]),
        ("step", "expected value", 30, ["milestone", "expected value"]),
        ("linear", "expected value", 30, ["target", "expected value"]),
    ],
)
def test_what_is_wanted_has_a_name_and_says_where_it_is_from(against, name, wanted, inputs):
    """The milestone of the year, the target of the end, or what a path gives for the year."""
    goal = compared(PLAN, 2021, against).goal
    assert isinstance(goal, Goal)
    assert goal.name == name
    assert (goal.observation.raw if goal.expected is None else goal.expected) == wanted
    assert [what for what, _ in goal.inputs] == inputs


def test_all_values_are_of_the_time_of_the_question():
    """Baseline, plan and actual of one year; of the next year those of the next."""
    for year, planned, actual in ((2020, "20", "15"), (2021, "30", "28")):
        found = compared(PLAN, year)
        assert (found.baseline.raw, found.goal.observation.raw, found.actual.raw) == ("10", planned, actual)
        assert found.direction == rf.monitoring.InferredDirection(
            Direction.INCREASE, rf.monitoring.DirectionBasis.TARGET
        )
        assert found.notes == ()
    day = compared("2019 baseline 1 | 2021-01-01..2021-06-30 milestone 4 actual 3", dt.date(2021, 2, 3))
    assert (day.goal.observation.raw, day.actual.raw) == ("4", "3")


@pytest.mark.parametrize(
    ("text", "at", "against", "reason"),
    [
        ("2019 baseline 1", 2021, "milestone", "no milestone for 2021; no actual for 2021"),
        ("2019 baseline 1", 2021, "target", "no target; no actual for 2021"),
        ("2019 baseline 1", 2021, "linear", "no target; no actual for 2021"),
        ("2021 milestone 4", 2021, "milestone", "no actual for 2021"),
        ("2021 milestone TBD actual -", 2021, "target", "no target; no actual for 2021: empty"),
        ("2021 milestone - actual -", 2021, "milestone", "no milestone for 2021: empty; no actual for 2021: empty"),
        ("2021 milestone 4", None, "milestone", "no actual: none is reported"),
    ],
)
def test_without_an_actual_there_is_nothing_to_compare_and_every_gap_is_named(text, at, against, reason):
    """Where the plan is missing as well, both are said, the plan first."""
    found = compared(text, at, against)
    assert isinstance(found, rf.Undefined)
    assert found.reason == reason


def test_without_a_plan_the_actual_is_still_there():
    """The baseline and the actual can be compared; the goal says why it is missing."""
    found = compared("2019 baseline 1 | 2021 milestone TBD actual 3", 2021)
    assert found.goal.reason == "no milestone for 2021: to be determined"
    assert [name for name, _ in found.goal.inputs] == ["milestone"]
    assert (found.baseline.raw, found.actual.raw) == ("1", "3")


@pytest.mark.parametrize(
    ("reporting_year", "reason"),
    [
        (None, "no actual for 2022"),
        (2022, "no actual for 2022"),
        (2023, "no actual for 2022"),
        (2021, "not due until 2022-12-31"),
    ],
)
def test_an_actual_is_not_due_after_the_year_that_is_reported_on(reporting_year, reason):
    """Only where a year is said up to which results are due can a missing one be excused."""
    assumed = Assumptions(due=Due(None, reporting_year))
    found = or_undefined(lambda: comparison(evidence(indicator(PLAN), 2022, assumed), "milestone"))()
    assert found.reason == reason


def test_two_values_of_different_periods_are_not_compared_where_each_is_of_its_own():
    """A yearly figure is no part of another year's; of the same year, or as totals, the two compare."""
    assert rf.progress(indicator(PLAN, **ALONE), 2021, "target").reason == OF_ITS_PERIOD
    assert compared(f"{PLAN} actual 39", 2022, "target", **ALONE).goal.observation.raw == "40"
    assert compared(PLAN, 2021, "milestone", **ALONE).goal.observation.raw == "30"
    for modes in ({"targets_accumulation": Accumulation.PERIODIC}, {"actuals_accumulation": Accumulation.PERIODIC}):
        assert rf.progress(indicator(PLAN, **modes), 2021, "target").reason == OF_ITS_PERIOD
    undeclared = compared(PLAN, 2021, "target")
    assert undeclared.goal.observation.raw == "40"
    assert undeclared.notes == (AS_TOTALS,)
    assert compared(PLAN, 2021, "target", actuals_accumulation=Accumulation.CUMULATIVE).notes == ()
    assert rf.met(indicator(PLAN, **ALONE), 2021, "target").reason == OF_ITS_PERIOD
    assert rf.gap(indicator(PLAN, **ALONE), 2021, "target").reason == OF_ITS_PERIOD


def test_what_was_done_to_compare_is_said_in_order():
    """First what was done to the actual, then where the expected value is from."""
    modes = {"targets_accumulation": Accumulation.CUMULATIVE, "actuals_accumulation": Accumulation.PERIODIC}
    text = "2019 baseline 0 | 2020 actual 4 | 2021 actual 5 | 2023 target 40"
    found = compared(text, 2021, "linear", **modes)
    assert found.notes == ("the actual is the sum up to 2021", "a straight line from 2019 to 2023")
    assert (found.actual.raw, found.goal.expected) == ("9", 20)
    assert compared(text, 2021, "linear").notes == ("a straight line from 2019 to 2023",)
    assert compared(text, 2021, "target", **modes).notes == ("the actual is the sum up to 2021",)


def test_a_declared_direction_goes_before_what_the_plan_tells():
    """The plan rises; the source says that less is better, and is believed."""
    declared = compared(PLAN, 2021, direction=Direction.DECREASE).direction
    assert declared == rf.monitoring.InferredDirection(Direction.DECREASE, rf.monitoring.DirectionBasis.DECLARED)
    silent = compared("2020 milestone 3 | 2021 milestone 2 actual 2", 2021).direction
    assert silent == rf.monitoring.InferredDirection(Direction.DECREASE, rf.monitoring.DirectionBasis.MILESTONES)
