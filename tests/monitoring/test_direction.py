"""The direction in which an indicator improves, declared or inferred."""

from __future__ import annotations

from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import DirectionBasis, InferredDirection, direction_of, supposed_direction
from resultsframework.observation import Observation, ObservationKind
from resultsframework.series import ObservationSeries
from resultsframework.value import Level

UP, DOWN, KEEP, UNKNOWN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.UNKNOWN
LOW, HIGH = Level(1, "low"), Level(2, "high")


@pytest.mark.each(
    ("text", "direction", "basis"),
    [
        ("2019 baseline 0 | 2025 target 5", UP, "target"),
        ("2019 baseline 5 | 2025 target 0", DOWN, "target"),
        ("2019 baseline 5 | 2025 target 5", UNKNOWN, "nothing"),
        ("2019 baseline 5 | 2021 milestone 4 | 2025 target 5", UNKNOWN, "nothing"),
        ("2019 baseline 5 | 2025 target >=80", UP, "target"),
        ("2019 baseline 90 | 2025 target >=80", UNKNOWN, "nothing"),
        ("2019 baseline 90 | 2021 milestone 85 | 2025 target >=80", UNKNOWN, "nothing"),
        ("2019 baseline 90 | 2025 target <80", DOWN, "target"),
        ("2025 target >=80", UNKNOWN, "nothing"),
        ("2025 target <545", UNKNOWN, "nothing"),
        ("2019 baseline 5 | 2025 target 10-20", UP, "target"),
        ("2019 baseline 15 | 2025 target 10-20", UNKNOWN, "nothing"),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 milestone 2", UP, "milestones"),
        ("2020 milestone 2 | 2021 milestone 1 | 2022 milestone 1", DOWN, "milestones"),
        ("2020 milestone 2 | 2021 milestone 1 | 2022 milestone 2", UNKNOWN, "nothing"),
        ("2021 milestone 2 | 2020 milestone 1", UP, "milestones"),
        ("2019 baseline 0 | 2021 milestone 1 | 2025 target -", UP, "milestones"),
        ("2019 baseline TBD | 2021 milestone 1", UNKNOWN, "nothing"),
        ("2021 milestone 1", UNKNOWN, "nothing"),
        ("2019 baseline No | 2025 target Yes", UNKNOWN, "nothing"),
        ("2019 baseline 10% | 2025 target 20", UNKNOWN, "nothing"),
        ("2019 baseline 10% | 2025 target 20%", UP, "target"),
        ("", UNKNOWN, "nothing"),
    ],
)
def test_a_direction_that_is_not_declared_is_inferred_from_what_is_planned(text, direction, basis):
    """Towards the target, else as the milestones go; a target equal to its baseline is no evidence."""
    found = direction_of(Indicator(series=ObservationSeries.parse(text)))
    assert found == InferredDirection(direction, DirectionBasis(basis))
    assert not found.is_declared
    assert found.is_unknown is (direction is UNKNOWN)


@pytest.mark.parametrize("direction", [UP, DOWN, KEEP])
def test_a_declared_direction_is_taken(direction):
    """A declared direction takes precedence over any that the numbers suggest."""
    series = ObservationSeries.parse("2019 baseline 0 | 2025 target >=5")
    found = direction_of(Indicator(series=series, direction=direction))
    assert (found.direction, found.basis, found.is_declared) == (direction, DirectionBasis.DECLARED, True)


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "basis"),
    [(LOW, HIGH, UP, "target"), (HIGH, LOW, DOWN, "target"), (LOW, LOW, UNKNOWN, "nothing")],
)
def test_levels_of_a_scale_tell_a_direction_as_numbers_do(baseline, target, direction, basis):
    """From low to high is up, from high to low is down."""
    kinds = {ObservationKind.BASELINE: baseline, ObservationKind.TARGET: target}
    made = tuple(Observation(kind=kind, value=level) for kind, level in kinds.items())
    found = direction_of(Indicator(series=ObservationSeries(made)))
    assert found == InferredDirection(direction, DirectionBasis(basis))


@pytest.mark.each(
    ("direction", "met"),
    [("increase", True), (DOWN, False), (None, None)],
)
def test_a_caller_declares_a_direction_for_one_question(direction, met):
    """Ten where five were planned is met if more is better, and missed if less is; the answer names who declared it."""
    series = ObservationSeries.parse("2019 baseline 5 | 2020 target 5 actual 10")
    verdict = rf.met(Indicator(series=series), 2020, direction=direction)
    if met is None:
        assert verdict.reason.startswith("direction unknown")
        return
    assert verdict.is_met is met
    assert verdict.basis.direction == InferredDirection(Direction(direction), DirectionBasis.ARGUMENT)
    assert "declared for this question" in str(verdict)
    gap = rf.gap(Indicator(series=series), 2020, direction=direction)
    assert gap.value == (-5 if met else 5)
    trend = rf.monitoring.trend(Indicator(series=series), 2020, direction=direction)
    assert trend.value == ("improved" if met else "declined")


def test_a_direction_for_one_question_takes_precedence():
    """The caller knows better than a declaration that the publisher left at its default."""
    falling = Indicator(series=ObservationSeries.parse("2019 baseline 8 | 2020 target 4 actual 6"), direction=UP)
    answer = rf.progress(falling, 2020, direction=DOWN)
    assert answer.value == Fraction(1, 2)
    assert not answer.basis.direction.is_declared


def test_a_direction_that_does_not_exist_is_refused():
    """A misspelled direction is an error that lists the directions there are."""
    with pytest.raises(rf.InvalidValueError, match="no Direction 'upwards'; choose one of 'increase', 'decrease'"):
        rf.met(Indicator(), 2020, direction="upwards")


@pytest.mark.each(
    ("text", "direction"),
    [
        (
            (
                "2015 baseline 80,659 | 2016 milestone 67,129 | 2017 milestone 83,911 | 2018 milestone 85,800 | "
                "2019 target 74,274"
            ),
            UNKNOWN,
        ),
        ("2019 baseline 10 | 2020 milestone 9 | 2021 milestone 12 | 2022 target 11", UNKNOWN),
        ("2013 baseline 2 | 2020 milestone 1 | 2021 milestone 2 | 2022 milestone 3 | 2025 target 6", UP),
        ("2013 baseline 7 | 2020 milestone 9 | 2021 milestone 8 | 2025 target 6", DOWN),
        ("2019 baseline 20 | 2020 milestone 15 | 2021 milestone 15 | 2022 target 40", UP),
        ("2019 baseline 10 | - milestone 9 | 2022 target 11", UNKNOWN),
        ("2019 baseline 10 | - milestone 12 | 2022 target 11", UP),
        ("2021 baseline 10 | 2020 milestone 9 | 2022 milestone 14 | 2023 target 12", UP),
        ("2020 baseline 10 | 2020 milestone 9 | 2022 milestone 14 | 2023 target 12", UNKNOWN),
        ("- baseline 10 | 2020 milestone 9 | 2022 milestone 14 | 2023 target 12", UNKNOWN),
        ("2019 baseline 10 | 2020 milestone 9 | 2021 milestone 12 | 2022 target -", UP),
        ("2019 baseline 10 | 2020 milestone 14 | 2021 milestone 8 | 2022 target TBD", DOWN),
        ("2020 milestone 5 | 2021 target 5", UNKNOWN),
        ("2019 baseline 45/100 | 2021 target 30%", DOWN),
        ("2019 baseline 50% | 2021 target 4/5", UP),
        ("2020 milestone 1/4 | 2021 target 30%", UP),
        ("2019 baseline $5 | 2021 target 10%", UNKNOWN),
        ("2019 baseline $5 | 2020 milestone 5% | 2021 target 10%", UP),
    ],
)
def test_a_planned_value_on_the_other_side_vetoes_an_inference(text, direction):
    """The target alone decides nothing where milestones lie beyond the baseline, unless the plan runs one way."""
    assert direction_of(Indicator(series=ObservationSeries.parse(text))).direction is direction


@pytest.mark.each(
    ("direction", "basis", "text"),
    [
        (UP, "declared", "direction increase, declared"),
        (DOWN, "target", "direction decrease, inferred (target)"),
        (UP, "milestones", "direction increase, inferred (milestones)"),
        (KEEP, "argument", "direction maintain, declared for this question"),
        (UNKNOWN, "nothing", "direction unknown"),
    ],
)
def test_a_direction_is_printed_with_its_evidence(direction, basis, text):
    """Whoever reads an answer sees whether the direction was declared, by whom, or inferred, and from what."""
    found = InferredDirection(direction, DirectionBasis(basis))
    assert str(found) == text
    assert found.is_declared is (basis == "declared")


@pytest.mark.each(
    ("planned", "direction", "supposed"),
    [
        ("5", DOWN, DOWN),
        ("5", UNKNOWN, UP),
        ("<=5", UNKNOWN, DOWN),
        (">=5", UNKNOWN, UP),
        ("5-10", UNKNOWN, UP),
        ("<=5", UP, UP),
    ],
)
def test_a_rule_supposes_an_increase_unless_a_limit_is_planned(planned, direction, supposed):
    """A known direction is kept; of an unknown one only an upper limit tells that less is better."""
    one = Indicator(series=ObservationSeries.parse(f"2021 target {planned}"), direction=direction)
    assert supposed_direction(direction_of(one), one.target) is supposed


def test_of_planned_values_that_end_together_the_longest_decides_the_direction():
    """The value of a year counts, not that of its last quarter, in either order; two of one end are no evidence."""
    year, quarter, before = "2021 milestone 9", "2021Q4 milestone 1", "2020 milestone 5"
    for text in (f"{before} | {year} | {quarter}", f"{quarter} | {year} | {before}"):
        assert direction_of(Indicator(series=ObservationSeries.parse(text))).direction is UP
    unknown = f"{before} | {year} | ..2021-12-31 milestone 1"
    assert direction_of(Indicator(series=ObservationSeries.parse(unknown))).is_unknown
