"""
How rules hold two values of one indicator against each other: only in one unit, only where numbers, yes and no or the
levels of a scale tell, and by the indicator's direction.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import DirectionBasis, compare, is_better
from resultsframework.value import Range, Ratio

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

# What can be held against another value of its kind; text, levels and what is missing cannot.
FIRM = (Decimal, Ratio, Range, bool)

__all__ = ["better", "in_one_unit", "is_firm", "order", "supposed_direction", "undeclared"]


def in_one_unit(indicator: Indicator, one: Observation, other: Observation) -> bool:
    """Whether two values are in one unit, as far as units are stated."""
    return one.unit == other.unit or (one.unit or indicator.unit) == (other.unit or indicator.unit)


def better(context: IndicatorContext, one: Observation, other: Observation) -> bool:
    """Whether the first value is certainly better than the second, by the direction of the indicator."""
    if not in_one_unit(context.indicator, one, other):
        return False
    return is_better(one.value, other.value, context.direction.direction) is True


def supposed_direction(context: IndicatorContext, planned: Observation) -> Direction:
    """The direction of the indicator; where nothing tells, more is read as better, unless a most is planned."""
    direction = context.direction.direction
    if direction is not Direction.UNKNOWN:
        return direction
    at_most = isinstance(planned.value, Range) and planned.value.low is None
    return Direction.DECREASE if at_most else Direction.INCREASE


def undeclared(context: IndicatorContext, planned: Observation) -> str:
    """What a message says of a direction that is not declared; nothing where it is."""
    basis = context.direction.basis
    if basis is DirectionBasis.DECLARED:
        return ""
    if basis is DirectionBasis.NOTHING:
        better = "less" if supposed_direction(context, planned) is Direction.DECREASE else "more"
        return f"; the direction is not declared, and {better} is read as better"
    return f"; the direction is not declared, and taken from the {basis.value}"


def order(context: IndicatorContext, one: Observation, planned: Observation) -> int | None:
    """1 where a value is better than what is planned, -1 where worse, 0 where the same; None where nothing tells."""
    direction = supposed_direction(context, planned)
    if direction is Direction.MAINTAIN or not in_one_unit(context.indicator, one, planned):
        return None
    more = compare(one.value, planned.value)
    return -more if more and direction is Direction.DECREASE else more


def is_firm(o: Observation) -> bool:
    """Whether a value can be held against another: a number, a ratio, a range, or yes or no."""
    return isinstance(o.value, FIRM)
