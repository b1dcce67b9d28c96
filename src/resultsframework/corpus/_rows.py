"""
The rows that a job yields, as plain columns: of tables, of mappings, and of records such as findings.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.message import shown
from resultsframework.table import Column, Table, cell_text

__all__ = ["SOURCE", "Rows"]

# The first column of all rows: the name of the file.
SOURCE = "source"
# The columns of a row that is a finding.
FINDING = {"code", "severity"}
NUMBERS = {int, float}


class Rows:
    """
    The rows of a part of a corpus, column by column.

    Attributes:
        findings: The number of rows that are findings.
    """

    def __init__(self) -> None:
        self.findings = 0
        self._length = 0
        self._types: dict[str, type | None] = {SOURCE: str}
        self._cells: dict[str, list[Any]] = {SOURCE: []}

    def __len__(self) -> int:
        return self._length

    def add(self, source: str, found: Any) -> None:
        """
        Take in the rows that a job yielded for a framework.

        Args:
            source: The name of the file.

            found: A table, or mappings and records of attrs.

        Raises:
            InvalidValueError: A row is none of these.
        """
        if isinstance(found, Table):
            flat = found.flat()
            if flat.rows:
                self._add(source, flat.to_columns(), _types(flat), len(flat))
            return
        for row in found:
            cells = {name: _plain(cell) for name, cell in _record(row).items()}
            types = {name: None if cell is None else type(cell) for name, cell in cells.items()}
            self._add(source, {name: [cell] for name, cell in cells.items()}, types, 1)

    def _add(self, source: str, columns: dict[str, list[Any]], types: Mapping[str, type | None], number: int) -> None:
        columns = {SOURCE: [source] * number} | columns
        for name, cells in columns.items():
            if name not in self._cells:
                self._cells[name] = [None] * self._length
                self._types[name] = None
            self._cells[name] += cells
            self._types[name] = _common(self._types[name], types.get(name))
        self._length += number
        for name in self._cells.keys() - columns.keys():
            self._cells[name] += [None] * number
        if columns.keys() >= FINDING:
            self.findings += number

    def extend(self, other: Table) -> None:
        """Take in the rows of a part, which have their source."""
        if other.rows:
            self._add("", other.to_columns(), _types(other), len(other))

    def table(self, title: str = "") -> Table:
        """The rows as a table; a column whose cells are of several types has them as texts."""
        columns = [Column(name, str if kind is None else kind) for name, kind in self._types.items()]
        for name, kind in self._types.items():
            if kind is float:
                self._cells[name] = [None if cell is None else float(cell) for cell in self._cells[name]]
            elif kind is str:
                self._cells[name] = [None if cell is None else str(cell) for cell in self._cells[name]]
        return Table.of(columns, zip(*self._cells.values(), strict=True), title)


def _types(table: Table) -> dict[str, type | None]:
    return {column.name: column.type for column in table.columns}


def _record(row: Any) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    if attrs.has(type(row)):
        return {field.name: getattr(row, field.name) for field in attrs.fields(type(row))}
    if hasattr(row, "_asdict"):
        found: Mapping[str, Any] = row._asdict()
        return found
    msg = f"a job yields tables, mappings or records such as findings, not {shown(row)}"
    raise InvalidValueError(msg)


def _plain(cell: Any) -> str | int | float | bool | dt.date | None:
    """A cell of a mapping: a number, a day or a text, as plain as a file of Parquet has it."""
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    if isinstance(cell, enum.Enum):
        return _plain(cell.value)
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell
    if hasattr(cell, "__float__"):
        return float(cell)
    return "; ".join(map(str, cell)) if isinstance(cell, Iterable) else cell_text(cell)


def _common(one: type | None, other: type | None) -> type | None:
    """The type of cells of two types; text where no other holds both."""
    if one is None or other is None or one is other:
        return one or other
    return float if {one, other} == NUMBERS else str
