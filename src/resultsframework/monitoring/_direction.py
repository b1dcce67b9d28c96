"""
Which of two values is more, which is better, and which way an indicator improves.

Each question is answered here and nowhere else, and an answer says whether it was declared or inferred.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

import attrs

from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import (
    Observation,
    ObservationKind,
    in_time,
    one_a_period,
    the_one,
)
from resultsframework.value import (
    Level,
    Number,
    Range,
    Ratio,
    Value,
)

__all__ = [
    "Bounds",
    "DirectionBasis",
    "InferredDirection",
    "bounds_of",
    "compare",
    "direction_of",
    "exactly",
    "exceeds",
    "is_better",
]


# Looking up a member of an enumeration takes as long as comparing two numbers.
UNKNOWN, TARGET = Direction.UNKNOWN, ObservationKind.TARGET
PLANNED = (ObservationKind.MILESTONE, TARGET)
# What can rise and fall; yes and no cannot.
ORDERED = (Decimal, Ratio, Range, Level)

# ------------------------------------------------------------------------------------------ which is more


class Bounds(NamedTuple):
    """The least and the most that a value can be; None for no bound."""

    low: Number | None
    high: Number | None
    low_included: bool = True
    high_included: bool = True

    @property
    def number(self) -> Number | None:
        """The number that the bounds leave, if they leave one."""
        return self.low if self.low == self.high else None


def bounds_of(value: Value) -> Bounds | None:
    """The bounds of a number, a ratio or a range; None for yes and no, levels, text and what is missing."""
    if isinstance(value, Decimal):
        return Bounds(value, value)
    if isinstance(value, Ratio):
        return Bounds(value.fraction, value.fraction)
    if isinstance(value, Range):
        return Bounds(value.low, value.high, value.low_included, value.high_included)
    return None


def exactly(bounds: Bounds) -> Fraction | None:
    """The number that bounds leave, if they leave one, as a fraction to count with."""
    return None if bounds.number is None else Fraction(bounds.number)


def compare(one: Value, other: Value) -> int | None:
    """
    1 where the first value is certainly more, -1 where it is certainly less, 0 where they are the same number.

    Yes is more than no, and a level more than those of lower rank. None where it cannot be told: values of different
    kinds, ranges that overlap, text, and whatever is missing.
    """
    if (isinstance(one, Decimal) and isinstance(other, Decimal)) or (isinstance(one, bool) and isinstance(other, bool)):
        return (one > other) - (one < other)
    if isinstance(one, Level) and isinstance(other, Level):
        return (one.rank > other.rank) - (one.rank < other.rank)
    first, second = bounds_of(one), bounds_of(other)
    if first is None or second is None:
        return None
    if exceeds(first, second):
        return 1
    if exceeds(second, first):
        return -1
    return 0 if first.low == first.high == second.low == second.high else None


def exceeds(more: Bounds, less: Bounds) -> bool:
    """Whether the first bounds hold only numbers above those of the second."""
    if more.low is None or less.high is None:
        return False
    touching = more.low == less.high and not (more.low_included and less.high_included)
    return touching or more.low > less.high


def is_better(one: Value, other: Value, direction: Direction) -> bool | None:
    """
    Whether the first value is better than the second, or None where that cannot be told.

    Text is never compared. Where the aim is to maintain, or the direction is unknown, only this much can be said:
    the same is not better.
    """
    order = compare(one, other)
    if order is None or order == 0:
        return None if order is None else False
    if direction is Direction.INCREASE:
        return order > 0
    return order < 0 if direction is Direction.DECREASE else None


# ------------------------------------------------------------------------------------------ which way is up


class DirectionBasis(enum.Enum):
    """
    What a direction was taken from.

    Attributes:
        DECLARED: The source says it.

        TARGET: The target lies on that side of the baseline.

        MILESTONES: What is planned on the way goes that way.

        NOTHING: Nothing tells; the direction is unknown.
    """

    DECLARED = "declared"
    TARGET = "target"
    MILESTONES = "milestones"
    NOTHING = "nothing"


@attrs.frozen
class InferredDirection:
    """
    When an indicator improves, and how that is known. IATI: ``ascending``, which says it only where it is declared.

    Attributes:
        direction: When it improves.

        basis: What that was taken from.
    """

    direction: Direction
    basis: DirectionBasis

    @property
    def is_declared(self) -> bool:
        """Whether the source says it, rather than this library."""
        return self.basis is DirectionBasis.DECLARED

    @property
    def is_unknown(self) -> bool:
        """Whether nothing tells."""
        return self.direction is Direction.UNKNOWN


def _both_ways(basis: DirectionBasis) -> Mapping[int | None, InferredDirection]:
    """The directions in which values rise and fall, known in one way."""
    ways = {1: Direction.INCREASE, -1: Direction.DECREASE}
    return MappingProxyType({order: InferredDirection(way, basis) for order, way in ways.items()})


DECLARED = MappingProxyType({one: InferredDirection(one, DirectionBasis.DECLARED) for one in Direction})
BY_TARGET, BY_MILESTONES = _both_ways(DirectionBasis.TARGET), _both_ways(DirectionBasis.MILESTONES)
NOTHING = InferredDirection(UNKNOWN, DirectionBasis.NOTHING)


def direction_of(indicator: Indicator) -> InferredDirection:
    """
    When the indicator improves: as declared, else towards the target, else as the milestones go, else unknown.

    Only numbers and levels of a scale tell, in one unit. A target equal to its baseline says nothing: it may be there
    to maintain, or to be reached again. Milestones tell if they go one way throughout; a single one is compared with
    the baseline.
    """
    if indicator.direction is not UNKNOWN:
        return DECLARED[indicator.direction]
    series = indicator.series
    return inferred_direction(indicator, series.baselines, [o for o in series.observations if o.kind in PLANNED])


def inferred_direction(
    indicator: Indicator, baselines: Sequence[Observation], planned: Sequence[Observation]
) -> InferredDirection:
    """When an indicator improves as far as its baselines and what is planned tell, each in source order."""
    baseline, target = the_one(baselines), the_one([o for o in planned if o.kind is TARGET])
    if baseline is not None and target is not None:
        order = _step(indicator, baseline, target)
        if order is not None:
            return BY_TARGET.get(order, NOTHING)
    points = [o for o in in_time(one_a_period(planned)) if isinstance(o.value, ORDERED)]
    if len(points) == 1 and baseline is not None:
        points.insert(0, baseline)
    ways = {_step(indicator, a, b) for a, b in pairwise(points)} - {0}
    return BY_MILESTONES.get(ways.pop(), NOTHING) if len(ways) == 1 else NOTHING


def _step(indicator: Indicator, earlier: Observation, later: Observation) -> int | None:
    """Whether the values rise, fall or stay from one observation to another; None where nothing tells."""
    in_one_unit = (earlier.unit or indicator.unit) == (later.unit or indicator.unit)
    return compare(later.value, earlier.value) if in_one_unit and isinstance(earlier.value, ORDERED) else None
