"""
The basis of a direction in the words of a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Direction
from resultsframework.monitoring import DirectionBasis, supposed_direction

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

__all__ = ["undeclared"]


def undeclared(context: IndicatorContext, planned: Observation) -> str:
    """The clause of a message that names the basis of an undeclared direction; empty where it is declared."""
    basis = context.direction.basis
    if basis is DirectionBasis.DECLARED:
        return ""
    if basis is DirectionBasis.NOTHING:
        better = "less" if supposed_direction(context.direction, planned) is Direction.DECREASE else "more"
        return f"; the direction is not declared, {better} is taken as better"
    return f"; the direction is not declared, it is inferred from the {basis.value}"
