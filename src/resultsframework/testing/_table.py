"""
Tables, and the units that things are counted in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.table import Column, Table
from resultsframework.unit import DEFAULT_UNITS, Unit, UnitSystem

from ._text import made, nodes, texts
from ._value import values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["columns", "tables", "unit_systems", "units"]


_COLUMNS = nodes(
    Column,
    {"name": texts()},
    type=st.sampled_from([object, bool, int]),
    text=st.sampled_from([repr, ascii]),
    is_percentage=st.just(value=True),
)


def columns() -> SearchStrategy[Column]:
    """Columns of text, of numbers, of anything; some print their cells in their own way."""
    return _COLUMNS


def tables() -> SearchStrategy[Table]:
    """Tables with one cell a column in every row; some cells hold nothing, and some tables have no rows."""
    return _TABLES


def _table(headings: list[Column], cells: list[list[object]], title: str) -> Table:
    # Rows are drawn longer than any table is wide, so that columns and rows need not be drawn together.
    return Table.of(headings, (row[: len(headings)] for row in cells), title)


_CELLS: SearchStrategy[object] = st.none() | values()
_TABLES = made(
    _table,
    st.lists(_COLUMNS, min_size=1, max_size=3, unique_by=lambda column: column.name),
    st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=3),
    st.just("") | texts(),
)


def units() -> SearchStrategy[Unit]:
    """Units that no list has: something counted, or so many of a unit of the closed list."""
    return _UNITS


def _unit(word: str, size: int, of: Unit | None, symbol: str | None) -> Unit:
    code = f"own_{word}"
    return Unit(
        code=code,
        name=word,
        plural=f"{word}s",
        dimension=of.dimension if of else code,
        definition=f"{size} {of.code}" if of else "",
        symbol=symbol,
    )


_WORDS = st.text("abcdefgh", min_size=1, max_size=5)
_UNITS = made(
    _unit, _WORDS, st.integers(2, 1000), st.none() | st.sampled_from(DEFAULT_UNITS.units), st.none() | texts()
)


def unit_systems() -> SearchStrategy[UnitSystem]:
    """The closed list, alone or with units of a program's own."""
    return _UNIT_SYSTEMS


def _extended(more: list[Unit]) -> UnitSystem:
    return DEFAULT_UNITS.extended(*more) if more else DEFAULT_UNITS


_UNIT_SYSTEMS = st.lists(_UNITS, max_size=2, unique_by=lambda unit: unit.code).map(_extended)
