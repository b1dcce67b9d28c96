"""
Which of two values is more, which is better, and which way an indicator improves.

Each question is answered here and nowhere else, and an answer says whether it was declared or inferred.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import attrs

from .indicator import Direction, Indicator
from .value import Level, Number, Range, Ratio, Value

if TYPE_CHECKING:
    from .observation import Observation

__all__ = [
    "Bounds",
    "DirectionBasis",
    "InferredDirection",
    "bounds_of",
    "compare",
    "direction_of",
    "direction_of_bound",
    "exactly",
    "exceeds",
    "in_time",
    "is_better",
]


# ------------------------------------------------------------------------------------------ which is more


class Bounds(NamedTuple):
    """The least and the most that a value can be; None for no bound."""

    low: Number | None
    high: Number | None
    low_included: bool = True
    high_included: bool = True


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
    """The number that bounds leave, if they leave one."""
    return Fraction(bounds.low) if bounds.low is not None and bounds.low == bounds.high else None


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

        BOUND: The target is a least or a most, which says it too.

        TARGET: The target lies on that side of the baseline.

        MILESTONES: What is planned on the way goes that way.

        SCALE: The values are levels of a scale, of which a higher one is taken as better.

        NOTHING: Nothing tells; the direction is unknown.
    """

    DECLARED = "declared"
    BOUND = "bound"
    TARGET = "target"
    MILESTONES = "milestones"
    SCALE = "scale"
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


DECLARED = MappingProxyType({one: InferredDirection(one, DirectionBasis.DECLARED) for one in Direction})


def direction_of(indicator: Indicator) -> InferredDirection:
    """
    When the indicator improves: as declared, else towards the target, else as the milestones go, else unknown.

    A target of at least so many says that more is better, one of at most so many that less is. Otherwise only numbers
    tell, in one unit. A target equal to its baseline says nothing: it may be there to maintain, or to be
    reached again. Milestones tell if they go one way throughout; a single one is compared with the baseline.
    """
    if indicator.direction is not Direction.UNKNOWN:
        return DECLARED[indicator.direction]
    baseline, target = indicator.baseline, indicator.target
    if target is not None and (bound := direction_of_bound(target.value)) is not None:
        return InferredDirection(bound, DirectionBasis.BOUND)
    if baseline is not None and target is not None:
        order = _step(indicator, baseline, target)
        if order is not None:
            return _inferred({order}, DirectionBasis.TARGET)
    points = [o for o in in_time(indicator.planned) if bounds_of(o.value)]
    if len(points) == 1 and baseline is not None:
        points.insert(0, baseline)
    steps = {_step(indicator, a, b) for a, b in pairwise(points)}
    return _inferred(steps, DirectionBasis.MILESTONES)


def direction_of_bound(value: Value) -> Direction | None:
    """The direction that a least or a most says by itself; None for anything else, a range of two bounds included."""
    if isinstance(value, Range) and (value.low is None or value.high is None):
        return Direction.DECREASE if value.low is None else Direction.INCREASE
    return None


def _step(indicator: Indicator, earlier: Observation, later: Observation) -> int | None:
    """Whether the values rise, fall or stay from one observation to another; None where numbers do not tell."""
    in_one_unit = (earlier.unit or indicator.unit) == (later.unit or indicator.unit)
    if not in_one_unit or bounds_of(earlier.value) is None:
        return None
    return compare(later.value, earlier.value)


def _inferred(steps: set[int | None], basis: DirectionBasis) -> InferredDirection:
    if steps in ({1}, {0, 1}):
        return InferredDirection(Direction.INCREASE, basis)
    if steps in ({-1}, {0, -1}):
        return InferredDirection(Direction.DECREASE, basis)
    return InferredDirection(Direction.UNKNOWN, DirectionBasis.NOTHING)


def in_time(observations: Iterable[Observation]) -> list[Observation]:
    """The observations in the order in which their periods end; those whose end is not known are left out."""
    dated = [(day, o) for o in observations if (day := o.period.last_day) is not None]
    return [o for _, o in sorted(dated, key=lambda pair: pair[0])]
