"""
The direction in which an indicator improves: declared, or inferred from what is planned.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

import attrs

from resultsframework.groups import ending_last
from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import Observation, ObservationKind, in_time
from resultsframework.value import Level, Range, Ratio

from ._bounds import compare_in_unit
from ._selection import check_indicator

__all__ = [
    "DirectionBasis",
    "InferredDirection",
    "contradiction",
    "direction_of",
    "end_of_plan",
    "is_before",
    "is_wrong_side",
    "supposed_direction",
    "wrong_side",
]


# Kinds of values that can rise and fall; yes and no cannot.
ORDERED = (Decimal, Ratio, Range, Level)
TARGET = ObservationKind.TARGET
WAYS = {1: Direction.INCREASE, -1: Direction.DECREASE}
# The end of a range that a limit from the wrong side lacks, and such a limit in words.
WRONG_LIMIT = {Direction.INCREASE: ("low", "an upper limit"), Direction.DECREASE: ("high", "a lower limit")}


class DirectionBasis(enum.Enum):
    """
    The evidence for a direction.

    Attributes:
        DECLARED: The source declares it.

        TARGET: The target lies on that side of the baseline.

        MILESTONES: The last milestone lies on that side of the baseline, or all planned values go that way.

        ARGUMENT: The caller declares it for one question.

        NOTHING: There is no evidence; the direction is unknown.
    """

    DECLARED = "declared"
    TARGET = "target"
    MILESTONES = "milestones"
    ARGUMENT = "argument"
    NOTHING = "nothing"


@attrs.frozen
class InferredDirection:
    """
    The direction in which an indicator improves, with the evidence for it. IATI: ``ascending``, which holds a
    declared direction only.

    Attributes:
        direction: The direction.

        basis: The evidence.
    """

    direction: Direction
    basis: DirectionBasis

    @property
    def is_declared(self) -> bool:
        """Declared by the source, rather than inferred."""
        return self.basis is DirectionBasis.DECLARED

    @property
    def is_unknown(self) -> bool:
        """Neither declared nor inferred."""
        return self.direction is Direction.UNKNOWN

    @property
    def source(self) -> str:
        """Its evidence in words: "declared", "declared for this question", or "inferred"; empty where unknown."""
        if self.is_unknown:
            return ""
        known = {DirectionBasis.DECLARED: "declared", DirectionBasis.ARGUMENT: "declared for this question"}
        return known.get(self.basis, "inferred")

    @property
    def claim(self) -> str:
        """The direction with its source, as a claim: "declared decrease"."""
        colon = ":" if self.basis is DirectionBasis.ARGUMENT else ""
        return f"{self.source}{colon} {self.direction.value}"

    def __str__(self) -> str:
        evidence = f" ({self.basis.value})" if self.source == "inferred" else ""
        return f"direction {self.direction.value}{', ' if self.source else ''}{self.source}{evidence}"


def direction_of(indicator: Indicator) -> InferredDirection:
    """
    The direction of an indicator: as declared, else inferred from what is planned, else unknown.

    With a baseline, it is the side on which the target lies, or the last planned value where the target has none; but
    not where another planned value lies beyond the baseline on the other side, unless the planned values all go that
    way. Without one, it is the way that the planned values go, if they all go one way; one value alone infers nothing.
    Only numbers and levels of a scale count as evidence, in one unit. A target equal to its baseline is none: the aim
    may be to maintain, or to get back there.
    """
    check_indicator(indicator)
    if indicator.direction is not Direction.UNKNOWN:
        return InferredDirection(indicator.direction, DirectionBasis.DECLARED)
    planned = _ordered_plan(indicator)
    in_order = _one_an_end(planned)
    baseline, end = indicator.baseline, _target_or_last(indicator, in_order)
    if end is not None and baseline is not None and isinstance(baseline.value, ORDERED):
        way = compare_in_unit(indicator, end, baseline)
        if way is not None:
            beyond = any(_lies_beyond(indicator, baseline, o, way) for o in planned)
            are_dated = all(o.period.last_day for o in planned)
            if beyond and not (are_dated and _ways(indicator, in_order) == {way}):
                way = None
            return _inferred(way, DirectionBasis.TARGET if end.kind is TARGET else DirectionBasis.MILESTONES)
    ways = _ways(indicator, in_order)
    return _inferred(ways.pop() if len(ways) == 1 else None, DirectionBasis.MILESTONES)


def end_of_plan(indicator: Indicator) -> Observation | None:
    """The target, or the planned value that ends last where the target has none that can rise or fall."""
    return _target_or_last(indicator, _one_an_end(_ordered_plan(indicator)))


def _ordered_plan(indicator: Indicator) -> list[Observation]:
    """The planned values that can rise or fall."""
    return [o for o in indicator.planned if isinstance(o.value, ORDERED)]


def _target_or_last(indicator: Indicator, in_order: list[Observation]) -> Observation | None:
    target = indicator.target
    if target is not None and isinstance(target.value, ORDERED):
        return target
    return in_order[-1] if in_order else None


def _one_an_end(planned: Iterable[Observation]) -> list[Observation]:
    """Planned values in order of time; of several that end together the longest, and none where that is not one."""
    by_end: dict[dt.date, list[Observation]] = {}
    for o in in_time(planned):
        by_end.setdefault(o.period.sort_key, []).append(o)
    return [longest[0] for of_end in by_end.values() if len(longest := ending_last(of_end)) == 1]


def _ways(indicator: Indicator, in_order: list[Observation]) -> set[int | None]:
    """The ways in which values go from one to the next: up (1), down (-1), or not known (None)."""
    return {compare_in_unit(indicator, b, a) for a, b in pairwise(in_order)} - {0}


def _lies_beyond(indicator: Indicator, baseline: Observation, planned: Observation, way: int) -> bool:
    """True if a value that was planned from the baseline on lies on the other side of it."""
    return not is_before(planned, baseline) and compare_in_unit(indicator, planned, baseline) == -way


def is_before(one: Observation, other: Observation) -> bool:
    """True if the year of one value is before the year of the other."""
    year, other_year = one.period.last_year, other.period.last_year
    return year is not None and other_year is not None and year < other_year


def contradiction(
    indicator: Indicator, known: InferredDirection, baseline: Observation | None, planned: Observation
) -> str | None:
    """
    The words for a planned value that contradicts the direction; None where it does not.

    It does if it lies on the wrong side of a baseline that is not later, or is a limit from the wrong side: at most so
    many where more is better.

    Args:
        indicator: The indicator.

        known: The direction, declared or inferred.

        baseline: The baseline of the same subject; None where there is none.

        planned: The milestone or target.
    """
    if known.direction not in WRONG_LIMIT:
        return None
    if isinstance(planned.value, Range):
        end, limit = WRONG_LIMIT[known.direction]
        if getattr(planned.value, end) is None:
            return f"{known.claim}, but the {planned.kind.value} of {planned.raw} is {limit}"
    if baseline is None or is_before(planned, baseline):
        return None
    order = compare_in_unit(indicator, planned, baseline)
    if not is_wrong_side(known, order):
        return None
    return wrong_side(known, order, f"{planned.kind.value} of {planned.raw}", baseline)


def is_wrong_side(known: InferredDirection, order: int | None) -> bool:
    """
    True for a value on the wrong side of the baseline.

    Args:
        known: The direction.

        order: 1 where the value is above the baseline, -1 where it is below.
    """
    return order in WAYS and known.direction in WRONG_LIMIT and WAYS[order] is not known.direction


def wrong_side(known: InferredDirection, order: int | None, name: str, baseline: Observation) -> str:
    """
    The words for a value on the wrong side of the baseline.

    Args:
        known: The direction.

        order: As for `is_wrong_side`.

        name: The value in words, such as "target of 4".

        baseline: The baseline.
    """
    side = "above" if order == 1 else "below"
    return f"{known.claim}, but the {name} lies {side} the baseline of {baseline.raw}"


def supposed_direction(found: InferredDirection, planned: Observation) -> Direction:
    """
    The direction for a comparison with a planned value: the known one, else an increase.

    Where the direction is unknown and an upper limit is planned ("at most 5 %"), it is a decrease.
    """
    if not found.is_unknown:
        return found.direction
    at_most = isinstance(planned.value, Range) and planned.value.low is None
    return Direction.DECREASE if at_most else Direction.INCREASE


def _inferred(order: int | None, basis: DirectionBasis) -> InferredDirection:
    """The direction in which values rise (1) or fall (-1); unknown for anything else."""
    if order in WAYS:
        return InferredDirection(WAYS[order], basis)
    return InferredDirection(Direction.UNKNOWN, DirectionBasis.NOTHING)
