"""
The sheet Observations: the long table of the framework, one row an observation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resultsframework.observation import ObservationKind
from resultsframework.tables import observations
from resultsframework.value import Missing

from ._grid import NO_FORMS, PATH, Grid, Row, SheetColumn, unique
from ._plain import Plain, Shown, form_of, heading, legible, number, value

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["FIRST_DAY", "NAME", "STATED", "STATES", "day_cell", "observation_grid"]

NAME = "Observations"
STATED = "stated"
STATES = (STATED, *(missing.value for missing in Missing))
# Facts of the indicator and of its result, which are changed in the sheet Logframe.
REPEATED = ("framework", "level", "result", "result title", "indicator", "statement")
# What follows from the value and the period.
DERIVED = ("start", "end", "year", "number", "low", "high", "numerator", "denominator")
CHOICES = {"kind": tuple(kind.value for kind in ObservationKind), "state": STATES}
TEXTS = ("result", "indicator", PATH, "period", "unit", "place", "comment")
WIDTHS = {"result title": 30, "statement": 40, PATH: 30, "comment": 40, "value": 16, "framework": 20, "dimension": 14}
# Sheets count days from here; earlier days are texts.
FIRST_DAY = dt.date(1900, 3, 1)
# The positions of the columns of the long table.
NUMBERS = ("number", "low", "high", "numerator", "denominator")
BEFORE_DIMENSIONS = 20
AFTER_DIMENSIONS = 3


def observation_grid(framework: ResultsFramework) -> Grid:
    """The sheet of a framework."""
    table = observations(framework)
    names = table.names[:-1]  # the line is one of another file
    dimensions = _dimension_headings(table.names)
    columns = tuple(
        SheetColumn(dimensions[position], WIDTHS["dimension"], is_text=True, dimension=name)
        if position in dimensions
        else _column(name)
        for position, name in enumerate(names)
    )
    if not table.rows:
        return Grid(NAME, columns, [])
    found: dict[str, Sequence[Any]] = dict(zip(names, zip(*table.rows, strict=True), strict=False))
    paths, values = found["path"], list(map(_value, found["number"], found["value"], found["unit"]))
    cells = {name: _cells(name, column) for name, column in found.items()}
    cells |= {"path": unique(paths), "value": [cell for cell, _ in values]}
    at = names.index("value")
    forms = [{at: form} if form else NO_FORMS for _, form in values]
    rows = zip(*cells.values(), strict=True)
    return Grid(NAME, columns, list(map(Row, paths, rows, forms)))


def _cells(name: str, column: Sequence[Any]) -> Sequence[Plain]:
    """The cells of a column."""
    if name in NUMBERS:
        return [None if cell is None else number(cell) for cell in column]
    if name in ("start", "end"):
        return list(map(day_cell, column))
    if name == "year":
        return [None if cell is None else float(cell) for cell in column]
    texts = {cell: legible(cell) for cell in set(column)}
    return [texts[cell] for cell in column]


def _dimension_headings(names: tuple[str, ...]) -> dict[int, str]:
    """The headings of the columns of dimensions, by their position in the long table."""
    dimensions = range(BEFORE_DIMENSIONS, len(names) - AFTER_DIMENSIONS)
    taken = {name.casefold() for position, name in enumerate(names) if position not in dimensions}
    return {position: heading(names[position], taken) for position in dimensions}


def _column(name: str) -> SheetColumn:
    return SheetColumn(
        name,
        WIDTHS.get(name, 12),
        name in TEXTS,
        CHOICES.get(name, ()),
        name in REPEATED or name in DERIVED or name == PATH,
    )


def _value(stated: Decimal | None, text: str | None, unit: str | None) -> Shown:
    return Shown(legible(text), form_of(unit)) if stated is None else value(stated, unit)


def day_cell(day: dt.date | None) -> Plain:
    """A day, as text where it is before the calendar of sheets."""
    return day if day is None or day >= FIRST_DAY else day.isoformat()
