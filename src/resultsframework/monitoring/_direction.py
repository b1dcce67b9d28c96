"""
The direction in which an indicator improves: declared, or inferred from what is planned.
"""

from __future__ import annotations

import enum
from decimal import Decimal
from itertools import pairwise

import attrs

from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import Observation, in_time
from resultsframework.value import Level, Range, Ratio

from ._bounds import compare
from ._matching import has_same_unit

__all__ = ["DirectionBasis", "InferredDirection", "direction_of", "supposed_direction"]


# Kinds of values that can rise and fall; yes and no cannot.
ORDERED = (Decimal, Ratio, Range, Level)
WAYS = {1: Direction.INCREASE, -1: Direction.DECREASE}


class DirectionBasis(enum.Enum):
    """
    The evidence for a direction.

    Attributes:
        DECLARED: The source declares it.

        TARGET: The target lies on that side of the baseline.

        MILESTONES: The planned values go that way.

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
        """Its evidence in words: "declared", "inferred", or "declared for this question"; empty where unknown."""
        if self.is_unknown:
            return ""
        known = {DirectionBasis.DECLARED: "declared", DirectionBasis.ARGUMENT: "declared for this question"}
        return known.get(self.basis, "inferred")

    def __str__(self) -> str:
        evidence = f" ({self.basis.value})" if self.source == "inferred" else ""
        return f"direction {self.direction.value}{', ' if self.source else ''}{self.source}{evidence}"


def direction_of(indicator: Indicator) -> InferredDirection:
    """
    The direction of an indicator: as declared, else towards the target, else that of the milestones, else unknown.

    Only numbers and levels of a scale count as evidence, in one unit. A target equal to its baseline is none: the aim
    may be to maintain, or to get back there. Milestones are evidence if they go one way throughout; a single one is
    compared with the baseline.
    """
    if indicator.direction is not Direction.UNKNOWN:
        return InferredDirection(indicator.direction, DirectionBasis.DECLARED)
    baseline, target = indicator.baseline, indicator.target
    if baseline is not None and target is not None:
        order = _step(indicator, baseline, target)
        if order is not None:
            return _inferred(order, DirectionBasis.TARGET)
    points = [o for o in in_time(indicator.planned) if isinstance(o.value, ORDERED)]
    if len(points) == 1 and baseline is not None:
        points.insert(0, baseline)
    steps = {_step(indicator, a, b) for a, b in pairwise(points)} - {0}
    return _inferred(steps.pop() if len(steps) == 1 else None, DirectionBasis.MILESTONES)


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


def _step(indicator: Indicator, earlier: Observation, later: Observation) -> int | None:
    """The direction of the values from one observation to another: up, down or level; None without evidence."""
    if not isinstance(earlier.value, ORDERED) or not has_same_unit(indicator, earlier, later):
        return None
    return compare(later.value, earlier.value)
