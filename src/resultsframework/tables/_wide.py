"""
The wide table: one row an indicator, one column for each year and kind of observation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.framework import ResultsFramework, check_framework, with_territory
from resultsframework.groups import ending_last
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.table import Column, Table
from resultsframework.value import Undefined, Value

if TYPE_CHECKING:
    from resultsframework.period import Period

__all__ = ["YearCell", "wide", "year_cells"]

IDENTIFYING = ("result", "indicator", "statement", "path", "unit")
# Days of the shortest period that is taken for a year.
SHORTEST_YEAR = 360
ORDER = {kind: position for position, kind in enumerate(ObservationKind)}


def wide(framework: ResultsFramework) -> Table:
    """
    All indicators, one row each, with a column for each year and kind, such as "2018 baseline" and "2021 actual".

    The values are those of the subject of the indicator, mostly the total. Of several in one year it is the one of the
    whole year; where all are of parts of it, such as quarters, the cell is `Undefined`, since only a declared
    accumulation says what they make together. No indicator is left out, and `observations` has every value. A value
    without a year is in the column of its kind.

    Args:
        framework: The framework.
    """
    check_framework(framework, "wide")
    found: list[tuple[tuple[object, ...], dict[str, object]]] = []
    heads: dict[str, tuple[int, int]] = {}
    for path, node in with_territory(framework).walk():
        if isinstance(node, Indicator):
            cells = year_cells(node)
            heads.update((cell.heading, cell.order) for cell in cells)
            result = path.rpartition("/")[0]
            row = (result, node.code, node.statement, path, node.unit_in_use)
            found.append((row, {cell.heading: _value(cell) for cell in cells}))
    names = sorted(heads, key=heads.__getitem__)
    columns = (*map(Column, IDENTIFYING), *(Column(name, object) for name in names))
    return Table.of(columns, ((*row, *map(cells.get, names)) for row, cells in found), "indicators by year")


class YearCell(NamedTuple):
    """
    A cell of the wide table.

    Attributes:
        year: The year in which the period ends; 0 without one.

        kind: The kind of the observation.

        shown: The observation whose value is in the cell; undefined where several are, and none is of the whole year.
    """

    year: int
    kind: ObservationKind
    shown: Observation | Undefined

    @property
    def heading(self) -> str:
        """The heading of its column, such as "2021 actual"."""
        return f"{self.year} {self.kind.value}" if self.year else self.kind.value

    @property
    def order(self) -> tuple[int, int]:
        """The position of its column in time."""
        return self.year, ORDER[self.kind]


def year_cells(indicator: Indicator) -> tuple[YearCell, ...]:
    """
    The cells of an indicator in the table `wide`, in source order.

    Args:
        indicator: The indicator; its values of other subjects than its own are in no cell.
    """
    wanted, series = indicator.subject, indicator.series.observations
    found: dict[tuple[int, ObservationKind], list[Observation]] = {}
    for o in series:
        if wanted is not None and indicator.subject_of(o) == wanted:
            found.setdefault((o.period.last_year or 0, o.kind), []).append(o)
    return tuple([YearCell(year, kind, _of_year(same)) for (year, kind), same in found.items()])


def _value(cell: YearCell) -> Value | Undefined:
    return cell.shown.value if isinstance(cell.shown, Observation) else cell.shown


def _of_year(observations: Sequence[Observation]) -> Observation | Undefined:
    """The only value, or that of the longest period that ends last; undefined where that is only a part of the year."""
    if len(observations) == 1:
        return observations[0]
    last = ending_last(observations)
    if len(last) > 1 or not _is_of_whole_year(last[0].period):
        periods = ", ".join(dict.fromkeys(str(o.period) or "no period" for o in observations))
        return Undefined(f"{len(observations)} values of {periods}")
    return last[0]


def _is_of_whole_year(period: Period) -> bool:
    return period.days is not None and period.days >= SHORTEST_YEAR
