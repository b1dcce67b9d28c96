"""
Comparisons of two values of one indicator, as the rules on plans and results use them.

Values are compared in one unit only, and by the direction of the indicator.
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

# Values with an order of their own; text, levels and missing values have none.
FIRM = (Decimal, Ratio, Range, bool)

__all__ = ["better", "has_same_unit", "is_firm", "order", "supposed_direction", "undeclared"]


def has_same_unit(indicator: Indicator, one: Observation, other: Observation) -> bool:
    """True if two values are in the same unit, as far as units are stated."""
    return one.unit == other.unit or (one.unit or indicator.unit) == (other.unit or indicator.unit)


def better(context: IndicatorContext, one: Observation, other: Observation) -> bool:
    """True if the first value is certainly better than the second, by the direction of the indicator."""
    if not has_same_unit(context.indicator, one, other):
        return False
    return is_better(one.value, other.value, context.direction.direction) is True


def supposed_direction(context: IndicatorContext, planned: Observation) -> Direction:
    """The direction of the indicator; an increase where it is unknown, unless the planned value is an upper limit."""
    direction = context.direction.direction
    if direction is not Direction.UNKNOWN:
        return direction
    at_most = isinstance(planned.value, Range) and planned.value.low is None
    return Direction.DECREASE if at_most else Direction.INCREASE


def undeclared(context: IndicatorContext, planned: Observation) -> str:
    """The clause of a message that names the basis of an undeclared direction; empty where it is declared."""
    basis = context.direction.basis
    if basis is DirectionBasis.DECLARED:
        return ""
    if basis is DirectionBasis.NOTHING:
        better = "less" if supposed_direction(context, planned) is Direction.DECREASE else "more"
        return f"; the direction is not declared, {better} is taken as better"
    return f"; the direction is not declared, it is inferred from the {basis.value}"


def order(context: IndicatorContext, one: Observation, planned: Observation) -> int | None:
    """1 if a value is better than the planned one, -1 if worse, 0 if equal; None if they cannot be compared."""
    direction = supposed_direction(context, planned)
    if direction is Direction.MAINTAIN or not has_same_unit(context.indicator, one, planned):
        return None
    more = compare(one.value, planned.value)
    return -more if more and direction is Direction.DECREASE else more


def is_firm(o: Observation) -> bool:
    """True if the value has an order of its own: a number, a ratio, a range, or yes or no."""
    return isinstance(o.value, FIRM)
