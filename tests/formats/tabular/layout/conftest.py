"""Shared by the tests of layouts: sheets made of rows of plain values, and reading them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import Layout
from resultsframework.formats.tabular.layout import frameworks_in
from resultsframework.formats.tabular.sheet import Area, Cell, Sheet, Workbook


def cell_of(value):
    """A cell; a pair is a value with its number format."""
    if isinstance(value, Cell):
        return value
    number_format = "General"
    if isinstance(value, tuple):
        value, number_format = value
    if isinstance(value, dt.date):
        return Cell(value, number_format if number_format != "General" else "yyyy-mm-dd")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    return Cell(value, number_format)


def sheet_of(rows, merged=(), name="Sheet", **more):
    areas = tuple(Area(*area) for area in merged)
    cells = tuple(tuple(map(cell_of, row)) for row in rows)
    return Sheet(name=name, rows=cells, merged=areas, **more)


def book_of(*sheets):
    return Workbook(kind="xlsx", sheets=tuple(sheets))


@pytest.fixture
def sheet():
    """A function that makes a sheet of rows."""
    return sheet_of


@pytest.fixture
def read():
    """A function that reads rows, or sheets, with a layout in TOML; the only framework."""

    def made(toml, rows, merged=(), **more):
        sheets = rows if isinstance(rows[0], Sheet) else [sheet_of(rows, merged, **more)]
        (framework,) = frameworks_in({None: book_of(*sheets)}, Layout.from_toml(toml), "plan.xlsx")
        return framework

    return made


@pytest.fixture
def read_all():
    """A function that reads rows with a layout in TOML; all frameworks."""
    return lambda toml, rows: frameworks_in({None: book_of(sheet_of(rows))}, Layout.from_toml(toml))
