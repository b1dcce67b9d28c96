"""
The sheet Logframe: one row an indicator, with its result, its values by year, its means of verification and the
assumptions of its result; a result without indicators has a row as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.observation import Observation
from resultsframework.result import OtherResult, Result
from resultsframework.tables import year_cells

from ._grid import PATH, Grid, Row, SheetColumn, unique
from ._plain import NOTHING, Plain, Shown, legible, value

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = [
    "ASSUMPTIONS",
    "INDICATOR_FIELDS",
    "LEVELS",
    "NAME",
    "PLAN_FIELDS",
    "RESULT_FIELDS",
    "RowNode",
    "assumption_lines",
    "level_of",
    "logframe_grid",
    "row_nodes",
]

NAME = "Logframe"
LEVELS = ("impact", "outcome", "output", "other")
ASSUMPTIONS = "assumptions"
# The fields behind the headings: of the result, of the indicator, and of its monitoring plan.
RESULT_FIELDS = {"result": "code", "result title": "title"}
INDICATOR_FIELDS = {
    "code": "code",
    "indicator": "statement",
    "unit": "unit",
    "measure": "measure",
    "direction": "direction",
    "actuals accumulation": "actuals_accumulation",
    "targets accumulation": "targets_accumulation",
}
PLAN_FIELDS = {
    "means of verification": "means_of_verification",
    "baseline source": "baseline_source",
    "collection frequency": "collection_frequency",
    "responsible": "responsible",
}
FIRST = (
    SheetColumn("result", 14, is_text=True),
    SheetColumn("result title", 30),
    SheetColumn("level", 10, choices=LEVELS),
    SheetColumn("code", 16, is_text=True),
    SheetColumn("indicator", 45),
    SheetColumn("unit", 12, is_text=True),
)
LAST = (
    SheetColumn("means of verification", 30),
    SheetColumn("baseline source", 20),
    SheetColumn("collection frequency", 16),
    SheetColumn("responsible", 20),
    SheetColumn(ASSUMPTIONS, 35),
    SheetColumn("measure", 12, choices=tuple(one.value for one in Measure)),
    SheetColumn("direction", 12, choices=tuple(one.value for one in Direction)),
    SheetColumn("actuals accumulation", 14, choices=tuple(one.value for one in Accumulation)),
    SheetColumn("targets accumulation", 14, choices=tuple(one.value for one in Accumulation)),
    SheetColumn(PATH, 30, is_text=True, is_derived=True),
)
YEAR_WIDTH = 12


class RowNode(NamedTuple):
    """
    The subject of a row.

    Attributes:
        path: The path of the indicator; of the result in a row without one.

        result: The result.

        indicator: The indicator; None in the row of a result that has none.
    """

    path: str
    result: Result
    indicator: Indicator | None


def row_nodes(framework: ResultsFramework) -> Iterator[RowNode]:
    """The subjects of the rows, in source order."""
    results: list[Result] = []
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            yield RowNode(path, results[-1], node)
        else:
            results.append(node)
            if not node.indicators:
                yield RowNode(path, node, None)


def logframe_grid(framework: ResultsFramework) -> Grid:
    """The sheet of a framework."""
    found: list[tuple[RowNode, dict[str, Shown]]] = []
    heads: dict[str, tuple[int, int]] = {}
    for place in row_nodes(framework):
        shown: dict[str, Shown] = {}
        if place.indicator is not None:
            unit = place.indicator.unit_in_use
            for cell in year_cells(place.indicator):
                heads[cell.heading] = cell.order
                o = cell.shown
                shown[cell.heading] = (
                    value(o.value, o.unit or unit) if isinstance(o, Observation) else Shown(legible(str(o)))
                )
        found.append((place, shown))
    years = sorted(heads, key=heads.__getitem__)
    columns = (*FIRST, *(SheetColumn(name, YEAR_WIDTH) for name in years), *LAST)
    rows = []
    for path, (place, by_year) in zip(unique(place.path for place, _ in found), found, strict=True):
        values = [by_year.get(name, NOTHING) for name in years]
        forms = {len(FIRST) + i: cell.form for i, cell in enumerate(values) if cell.form}
        cells = (*_first(place), *(cell.cell for cell in values), *_last(place), path)
        rows.append(Row(place.path, cells, forms))
    return Grid(NAME, columns, rows)


def level_of(result: Result) -> str:
    """The level of the results chain; "other" for a result of another kind."""
    return "other" if isinstance(result, OtherResult) else type(result).__name__.lower()


def assumption_lines(result: Result) -> list[str]:
    """The assumptions, each in one line."""
    return [" ".join((legible(one.text) or "").split()) for one in result.assumptions]


def _first(place: RowNode) -> tuple[Plain, ...]:
    result, indicator = place.result, place.indicator
    above = (legible(result.code), legible(result.title), level_of(result))
    if indicator is None:
        return (*above, None, None, None)
    return (*above, legible(indicator.code), legible(indicator.statement), legible(indicator.unit_in_use))


def _last(place: RowNode) -> Iterator[Plain]:
    indicator = place.indicator
    plan = None if indicator is None else indicator.monitoring_plan
    for name in PLAN_FIELDS.values():
        yield None if plan is None else legible(getattr(plan, name))
    yield legible("\n".join(assumption_lines(place.result)))
    chosen: tuple[Any, ...] = ()
    if indicator is not None:
        chosen = (
            indicator.measure,
            indicator.direction,
            indicator.actuals_accumulation,
            indicator.targets_accumulation,
        )
    for position in range(4):
        yield chosen[position].value if chosen and chosen[position] is not None else None
