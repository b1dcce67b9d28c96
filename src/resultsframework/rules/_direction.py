"""
The basis of a direction in the words of a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Direction
from resultsframework.monitoring import DirectionBasis, supposed_direction
from resultsframework.value import Range

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

__all__ = ["is_known", "undeclared"]


def is_known(context: IndicatorContext, planned: Observation) -> bool:
    """
    True if the direction is declared or inferred, or the planned value shows it: yes, or a limit on one side.

    A declared direction that contradicts the statement is not known.
    """
    if context.has_doubtful_direction:
        return False
    if context.direction.basis is not DirectionBasis.NOTHING:
        return True
    value = planned.value
    return isinstance(value, bool) or (isinstance(value, Range) and (value.low is None or value.high is None))


def undeclared(context: IndicatorContext, planned: Observation) -> str:
    """The clause of a message that names the basis of an undeclared direction; empty where it is declared."""
    basis = context.direction.basis
    if basis is DirectionBasis.DECLARED:
        return ""
    if basis is DirectionBasis.NOTHING:
        better = "less" if supposed_direction(context.direction, planned) is Direction.DECREASE else "more"
        return f"; the direction is not declared, {better} is taken as better"
    return f"; the direction is not declared, it is inferred from the {basis.value}"
