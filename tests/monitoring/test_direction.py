"""Which of two values is more, which is better, and which way is up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring._direction import (
    Bounds,
    InferredDirection,
    bounds_of,
    exactly,
    exceeds,
)
from resultsframework.monitoring._progress import (
    DirectionBasis,
    compare,
    direction_of,
    is_better,
)
from resultsframework.observation import Observation, ObservationKind, ObservationSeries
from resultsframework.value import Level, Missing, Range, Ratio, parse_value

UP, DOWN, KEEP, UNKNOWN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.UNKNOWN
LOW, HIGH = Level(1, "low"), Level(2, "high")


def value(text):
    return parse_value(text).value


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("3", "2", 1),
        ("2", "3", -1),
        ("2", "2.0", 0),
        ("Yes", "No", 1),
        ("No", "Yes", -1),
        ("Yes", "Yes", 0),
        ("Yes", "1", None),
        ("1", "Yes", None),
        ("3/5", "1/2", 1),
        ("1/2", "0.5", 0),
        (">80", "80", 1),
        ("80", ">80", -1),
        (">=80", "80", None),
        ("<80", "80", -1),
        ("<=80", "80", None),
        ("10-20", "21-30", -1),
        ("10-20", "20-30", None),
        ("<10", "5", None),
        ("5", "text", None),
        ("text", "text", None),
        ("-", "5", None),
        ("5", "TBD", None),
    ],
)
def test_two_values_are_compared_where_that_is_certain(one, other, order):
    """Numbers, ratios, ranges and yes or no are compared among themselves; what may be either way is not decided."""
    assert compare(value(one), value(other)) == order


def test_levels_are_compared_by_rank():
    """A level is more than those below it, whatever they are called; a level and a number are not compared."""
    assert (compare(HIGH, LOW), compare(LOW, HIGH), compare(HIGH, Level(2, "top"))) == (1, -1, 0)
    assert compare(HIGH, Decimal(2)) is None
    assert compare(Decimal(2), HIGH) is None


@pytest.mark.parametrize(
    ("direction", "more", "less", "same"),
    [(UP, True, False, False), (DOWN, False, True, False), (KEEP, None, None, False), (UNKNOWN, None, None, False)],
)
def test_what_is_better_depends_on_the_direction(direction, more, less, same):
    """More is better, or less is; where neither is said, only the same is known not to be better."""
    one, two = Decimal(1), Decimal(2)
    assert is_better(two, one, direction) is more
    assert is_better(one, two, direction) is less
    assert is_better(one, one, direction) is same
    assert is_better(one, "text", direction) is None


def test_bounds_are_of_numbers_only():
    """A number is its own least and most; text, yes or no, levels and missing values have no bounds."""
    assert bounds_of(Decimal(2)) == Bounds(Decimal(2), Decimal(2))
    assert bounds_of(Ratio(Decimal(1), Decimal(4))) == Bounds(Fraction(1, 4), Fraction(1, 4))
    assert bounds_of(Range(low=Decimal(1), low_included=False)) == Bounds(Decimal(1), None, False, True)
    assert [bounds_of(v) for v in ("text", True, LOW, Missing.EMPTY)] == [None] * 4
    assert exactly(Bounds(Decimal("0.5"), Decimal("0.5"))) == Fraction(1, 2)
    assert exactly(Bounds(None, Decimal(1))) is exactly(Bounds(Decimal(1), None)) is exactly(Bounds(None, None)) is None
    assert exactly(Bounds(Decimal(1), Decimal(2))) is None


def test_bounds_that_meet_leave_one_number():
    """Ten to ten is ten; ten to eleven, and at least ten, is no one number."""
    ten, eleven = Decimal(10), Decimal(11)
    assert Bounds(ten, ten).number == ten
    assert Bounds(ten, eleven).number is Bounds(ten, None).number is Bounds(None, ten).number is None


def test_bounds_that_touch_exceed_only_if_one_leaves_the_point_out():
    """At least 80 and at most 80 share a number; more than 80 and at most 80 do not."""
    eighty = Decimal(80)
    assert not exceeds(Bounds(eighty, None), Bounds(None, eighty))
    assert exceeds(Bounds(eighty, None, False), Bounds(None, eighty))
    assert exceeds(Bounds(eighty, None), Bounds(None, eighty, True, False))
    assert exceeds(Bounds(eighty, None), Bounds(None, Decimal(79)))
    assert not exceeds(Bounds(None, None), Bounds(None, eighty))
    assert not exceeds(Bounds(eighty, None), Bounds(eighty, None))


@pytest.mark.parametrize(
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
    """Towards the target, else as the milestones go; a target equal to its baseline says nothing."""
    found = direction_of(Indicator(series=ObservationSeries.parse(text)))
    assert found == InferredDirection(direction, DirectionBasis(basis))
    assert not found.is_declared
    assert found.is_unknown is (direction is UNKNOWN)


@pytest.mark.parametrize("direction", [UP, DOWN, KEEP])
def test_a_declared_direction_is_taken(direction):
    """What the source says goes before anything that its numbers suggest."""
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
