"""
The sheets of a framework that are compared when its workbook is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.framework import with_territory
from resultsframework.indicator import Indicator

from ._budgets import budget_grid
from ._logframe import logframe_grid
from ._observations import observation_grid
from ._read_me import read_me_grid

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._grid import Grid

__all__ = ["grids_of", "without_notes"]


def grids_of(framework: ResultsFramework) -> tuple[Grid, ...]:
    """The sheets of a framework: Read me, Logframe, Observations and Budgets."""
    return (
        read_me_grid(framework),
        logframe_grid(framework),
        observation_grid(framework),
        budget_grid(framework),
    )


def without_notes(framework: ResultsFramework) -> ResultsFramework:
    """The framework as it is read again: without selections among values, and with its own territory alone."""

    def plain(indicator: Indicator) -> Indicator:
        if indicator.selection is None and indicator.territory is None:
            return indicator
        return attrs.evolve(indicator, selection=None, territory=None)

    return with_territory(framework.map(Indicator, plain))
