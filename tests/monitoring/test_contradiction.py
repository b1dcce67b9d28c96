"""A direction that the plan contradicts: found once, and the same reason for every question about that goal."""

from __future__ import annotations

from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import DirectionBasis, InferredDirection, contradiction, expected, projected, trend
from resultsframework.observation import Observation
from resultsframework.series import ObservationSeries
from resultsframework.value import Level

UP, DOWN, KEEP, UNKNOWN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.UNKNOWN
WAY_OUT = "; correct one of them, or pass direction= for this question"


def indicator(text, direction=UNKNOWN, **fields):
    return Indicator(series=ObservationSeries.parse(text), direction=direction, **fields)


def reasons(one, at, **options):
    """The reasons of all questions about the goal of the last year."""
    answers = (
        rf.progress(one, at, **options),
        rf.progress(one, at, "target", **options),
        rf.progress(one, at, "linear", **options),
        rf.progress(one, at, "plan", **options),
        rf.progress(one, at, formula="target-ratio", **options),
        rf.progress(one, at, formula="baseline", **options),
        rf.met(one, at, **options),
        rf.gap(one, at, **options),
        trend(one, at, **options),
    )
    return {answer.reason if isinstance(answer, rf.Undefined) else str(answer) for answer in answers}


@pytest.mark.each(
    ("direction", "text", "found"),
    [
        (DOWN, "2019 baseline 1 | 2021 target 4 actual 7", "target of 4 lies above the baseline of 1"),
        (UP, "2019 baseline 4 | 2021 target 1 actual 7", "target of 1 lies below the baseline of 4"),
        (UP, "2019 baseline 50% | 2021 target 1/4 actual 7/10", "target of 1/4 lies below the baseline of 50%"),
    ],
)
def test_every_question_gives_the_same_reason(direction, text, found):
    """Progress by each of our formulas, attainment, gap and trend: a goal that contradicts the direction has none."""
    assert reasons(indicator(text, direction), 2021) == {f"declared {direction.value}, but the {found}{WAY_OUT}"}


def test_a_range_on_the_wrong_side_contradicts_the_direction():
    """All of the range lies above the baseline, where less is better."""
    one = indicator("2019 baseline 5 | 2021 target 10-20 actual 7", DOWN)
    reason = f"declared decrease, but the target of 10-20 lies above the baseline of 5{WAY_OUT}"
    assert {rf.progress(one, 2021).reason, rf.met(one, 2021).reason, rf.gap(one, 2021).reason} == {reason}


@pytest.mark.each(
    ("direction", "bound", "limit"),
    [(DOWN, ">=80", "a lower limit"), (UP, "<80", "an upper limit")],
)
def test_a_limit_from_the_wrong_side_contradicts_the_direction(direction, bound, limit):
    """At most 80 is no aim where more is better, whatever the baseline."""
    way = direction.value
    for start in ("2018 baseline 60 | ", "2018 baseline 100 | ", ""):
        one = indicator(f"{start}2021 target {bound} actual 90", direction)
        found = {rf.progress(one, 2021).reason, rf.met(one, 2021).reason, rf.gap(one, 2021).reason}
        assert found == {f"declared {way}, but the target of {bound} is {limit}{WAY_OUT}"}
        other = UP if direction is DOWN else DOWN
        assert isinstance(rf.met(one, 2021, direction=other), rf.Met)


def test_a_direction_for_one_question_can_be_contradicted_too():
    """A declaration of the caller is held against the plan as one of the publisher is."""
    one = indicator("2019 baseline 1 | 2021 target 4 actual 3", UP)
    assert rf.met(one, 2021).is_met is False
    reason = "declared for this question: decrease, but the target of 4 lies above the baseline of 1"
    assert reasons(one, 2021, direction="decrease") == {reason}


def test_a_dip_on_the_way_concerns_only_the_milestone():
    """A first year below the baseline has no progress of its own; the target ahead has."""
    one = indicator("2019 baseline 20 | 2020 milestone 15 actual 18 | 2022 target 40 actual 35", UP)
    dip = f"declared increase, but the milestone of 15 lies below the baseline of 20{WAY_OUT}"
    assert {rf.progress(one, 2020).reason, rf.met(one, 2020).reason, rf.gap(one, 2020).reason} == {dip}
    assert rf.expected(one, 2020).reason == dip
    assert rf.progress(one, 2022).percent == "75 %"
    assert rf.progress(one, 2020, "target").percent == "-10 %"
    assert trend(one, 2020).value == "declined"
    inferred = indicator("2013 baseline 2 | 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2025 target 6")
    reason = "inferred increase, but the milestone of 1 lies below the baseline of 2; compare with the target, "
    assert rf.met(inferred, 2020).reason == f"{reason}against='target'"
    assert rf.met(inferred, 2021, "target").is_met


def test_an_expected_value_on_the_wrong_side_contradicts_the_direction():
    """On the way up from a dip the plan is still below the baseline, until it has made up for it."""
    one = indicator(
        "2018 baseline 20 | 2020 milestone 10 | 2024 target 30 actual - | 2021 actual 25 | 2023 actual 25", UP
    )
    reason = f"declared increase, but the expected value of 15 lies below the baseline of 20{WAY_OUT}"
    assert {rf.progress(one, 2021, "plan").reason, rf.met(one, 2021, "plan").reason, expected(one, 2021).reason} == {
        reason
    }
    assert expected(one, 2023).value == 25
    assert rf.progress(one, 2023, "plan").value == 1


def test_the_way_to_a_target_on_the_wrong_side_leads_nowhere():
    """Neither the line to it nor what it would take to get there is calculated."""
    one = indicator("2019 baseline 1 | 2020 actual 2 | 2021 target 4", DOWN)
    reason = f"declared decrease, but the target of 4 lies above the baseline of 1{WAY_OUT}"
    found = (
        *(expected(one, 2020, trajectory=name) for name in ("linear", "growth")),
        projected(one, 2020),
        rf.monitoring.required_pace(one, 2020),
    )
    assert {answer.reason for answer in found} == {reason}
    assert rf.change(one, 2020).value == 1
    up = {"direction": "increase"}
    answers = (expected(one, 2020, **up), projected(one, 2020, **up), rf.monitoring.required_pace(one, 2020, **up))
    assert [answer.value for answer in answers] == [Fraction(5, 2), 3, 2]
    assert {answer.basis.direction.basis for answer in answers} == {DirectionBasis.ARGUMENT}


def test_levels_contradict_a_direction_as_numbers_do():
    """From high down to low is no improvement where the scale goes upwards."""
    made = tuple(
        Observation(kind=kind, period=year, value=Level(rank, name))
        for kind, year, rank, name in (
            ("baseline", 2019, 3, "high"),
            ("target", 2021, 1, "low"),
            ("actual", 2021, 2, "middle"),
        )
    )
    answer = rf.met(Indicator(series=ObservationSeries(made), direction=UP), 2021)
    assert answer.reason == f"declared increase, but the target of low lies below the baseline of high{WAY_OUT}"


def test_the_inputs_of_the_reason_are_baseline_goal_and_actual():
    """Whoever gets the reason finds the values it compares."""
    answer = rf.met(indicator("2019 baseline 1 | 2021 target 4 actual 7", DOWN), 2021)
    assert [name for name, _ in answer.inputs] == ["baseline", "target"]


@pytest.mark.each(
    ("direction", "text"),
    [
        (DOWN, "2019 baseline 4 | 2021 target 1"),
        (UP, "2019 baseline 4 | 2021 target 4"),
        (DOWN, "2021 target 4"),
        (DOWN, "2022 baseline 1 | 2021 target 4"),
        (DOWN, "2019 baseline 1% | 2021 target 4"),
        (DOWN, "2019 baseline 5 | 2021 target 4-9"),
        (KEEP, "2019 baseline 1 | 2021 target 4"),
        (KEEP, "2019 baseline 1 | 2021 target <=4"),
        (UNKNOWN, "2019 baseline 1 | 2021 target 4"),
    ],
)
def test_a_plan_that_does_not_certainly_go_the_wrong_way_is_believed(direction, text):
    """The same value, a later baseline, other units and an aim to maintain contradict nothing."""
    one = indicator(text, direction)
    known = InferredDirection(direction, DirectionBasis.DECLARED)
    assert contradiction(one, known, one.baseline, one.target) is None


def test_other_tools_do_not_look_at_the_direction():
    """Their formulas answer as the tools do, so that the figure somebody sent can be explained."""
    answers = rf.monitoring.progress_by_formula(indicator("2019 baseline 1 | 2021 target 4 actual 7", DOWN), 2021)
    assert answers["akvo-rsr"].value == rf.progress(indicator("2021 target 4 actual 7"), 2021, formula="akvo-rsr").value
    assert {name for name, answer in answers.items() if isinstance(answer, rf.Undefined)} == {
        "baseline",
        "target-ratio",
    }


def test_a_trend_without_a_plan_has_nothing_to_contradict():
    """Where nothing is planned, the declared direction alone decides whether a change is good."""
    assert trend(indicator("2019 baseline 1 | 2021 actual 4", DOWN), 2021).value == "declined"
