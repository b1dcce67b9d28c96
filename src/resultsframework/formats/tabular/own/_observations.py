"""
The sheet Observations: the long table of the framework, one row an observation.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resultsframework.observation import ObservationKind
from resultsframework.tables import observations
from resultsframework.value import Missing

from ._grid import PATH, Column, Grid, Row, unique
from ._plain import Plain, heading, legible, number, value

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
BEFORE_DIMENSIONS = 20
AFTER_DIMENSIONS = 3


def observation_grid(framework: ResultsFramework) -> Grid:
    """The sheet of a framework."""
    table = observations(framework)
    names = table.names[:-1]  # the line is one of another file
    last = len(names)
    dimensions = _dimension_headings(table.names)
    columns = tuple(
        Column(dimensions[position], WIDTHS["dimension"], is_text=True, dimension=name)
        if position in dimensions
        else _column(name)
        for position, name in enumerate(names)
    )
    paths = [str(row[6]) for row in table.rows]
    texts: dict[Any, str | None] = {None: None}

    def text(cell: Any) -> str | None:
        if cell not in texts:
            texts[cell] = legible(cell)
        return texts[cell]

    rows = []
    found: tuple[tuple[Any, ...], ...] = table.rows
    for shown, row in zip(unique(paths), found, strict=True):
        cells: list[Any] = [text(cell) for cell in row[:6]]
        of_value, form = _value(row)
        cells += (
            shown,
            row[7],
            text(row[8]),
            day_cell(row[9]),
            day_cell(row[10]),
            None if row[11] is None else float(row[11]),
            number(row[12]),
            of_value,
            row[14],
            *map(number, row[15:19]),
            *map(text, row[19:last]),
        )
        rows.append(Row(str(row[6]), tuple(cells), {13: form} if form else {}))
    return Grid(NAME, columns, rows)


def _dimension_headings(names: tuple[str, ...]) -> dict[int, str]:
    """The headings of the columns of dimensions, by their position in the long table."""
    dimensions = range(BEFORE_DIMENSIONS, len(names) - AFTER_DIMENSIONS)
    taken = {name.casefold() for position, name in enumerate(names) if position not in dimensions}
    return {position: heading(names[position], taken) for position in dimensions}


def _column(name: str) -> Column:
    return Column(
        name,
        WIDTHS.get(name, 12),
        name in TEXTS,
        CHOICES.get(name, ()),
        name in REPEATED or name in DERIVED or name == PATH,
    )


def _value(row: tuple[Any, ...]) -> tuple[Plain, str]:
    stated, text, unit = row[12], row[13], row[19]
    if isinstance(stated, Decimal):
        return value(stated, unit)
    return legible(text), ""


def day_cell(day: dt.date | None) -> Plain:
    """A day, as text where it is before the calendar of sheets."""
    return day if day is None or day >= FIRST_DAY else day.isoformat()
