"""
The changes of a person in a sheet: cells, rows and columns that differ from those that would be written anew.

Rows are found by their paths and columns by their headings, wherever they were moved to.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.errors import Problem
from resultsframework.number import parse_number

from ._grid import Grid, Row, key_position

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Cell, Sheet

    from ._plain import Plain

__all__ = ["Compared", "Edited", "Given", "compared", "found_sheet", "has_headings", "is_same"]

# The heading is looked for in so many rows, and has to have this share of the headings that are written.
HEADING_ROWS = 30
MOST_PLAIN = 400
NOTHING: Mapping[int, int] = {}


class Given(NamedTuple):
    """
    A cell that was changed or added.

    Attributes:
        cell: The cell.

        address: Its address, such as "Logframe!G14".
    """

    cell: Cell
    address: str


class Edited(NamedTuple):
    """
    A row that was changed or added.

    Attributes:
        row: The row as it was written, or that was copied; None for any other that was added.

        given: The cells that differ from it, by heading; of an added row all that are filled.

        path: The path of the row; in an added one the text of that cell, mostly empty.

        address: The address of the cell with the path.

        is_added: True for a row that was added, also as a copy of one that is still there.
    """

    row: Row | None
    given: Mapping[str, tuple[Given, ...]]
    path: str
    address: str
    is_added: bool = False


class Compared(NamedTuple):
    """
    The differences of a sheet.

    Attributes:
        changed: The rows that were changed.

        added: The rows that were added.

        deleted: The rows that are gone.
    """

    changed: list[Edited]
    added: list[Edited]
    deleted: list[Row]


class _Heads(NamedTuple):
    """The row of headings: its number from 1, and the heading of each column by its number from 1."""

    row: int
    names: dict[int, str]


def heading_of(cell: Cell) -> str:
    """A heading without differences of letter case and space."""
    return " ".join(cell.text.split()).casefold()


def found_sheet(sheets: Sequence[Sheet], grid: Grid, needed: frozenset[str]) -> Sheet | None:
    """
    The sheet that was written as a grid: by its name, else by its headings.

    Args:
        sheets: The sheets of the workbook.

        grid: The grid.

        needed: The headings that no other sheet has together.
    """
    named = [sheet for sheet in sheets if sheet.name.strip().casefold() == grid.name.casefold()]
    others = [sheet for sheet in sheets if sheet not in named]
    return next((sheet for sheet in (*named, *others) if _heads(sheet, needed)), named[0] if named else None)


def has_headings(sheet: Sheet, needed: frozenset[str]) -> bool:
    """True for a sheet with a row that has all of these headings."""
    return _heads(sheet, needed) is not None


def compared(
    sheet: Sheet, grid: Grid, needed: frozenset[str], problems: list[Problem], kept: Mapping[int, int] = NOTHING
) -> Compared:
    """
    The differences between a sheet and a grid.

    Args:
        sheet: The sheet.

        grid: The grid as it would be written; the last of the headings that are needed is that of the paths.

        needed: The headings that no other sheet has together.

        problems: The list to which cells that cannot be read are added.

        kept: The rows that are known to be as they were written, whose cells may be left out: their numbers, each with
            the position among the rows of the grid.
    """
    heads = _heads(sheet, needed)
    if heads is None:
        missing = ", ".join(repr(name) for name in sorted(needed))
        problems.append(Problem(f"the sheet has no row with the headings {missing}", path=sheet.where(1, 1)))
        return Compared([], [], [])
    return _Comparison(sheet, grid, heads, problems).differences(kept)


def _heads(sheet: Sheet, needed: frozenset[str]) -> _Heads | None:
    for number, row in enumerate(sheet.rows[:HEADING_ROWS], 1):
        names = {column: name for column, cell in enumerate(row, 1) if (name := heading_of(cell))}
        if needed <= set(names.values()):
            return _Heads(number, names)
    return None


class _Comparison:
    """The comparison of one sheet."""

    def __init__(self, sheet: Sheet, grid: Grid, heads: _Heads, problems: list[Problem]) -> None:
        self.sheet, self.grid, self.heads, self.problems = sheet, grid, heads, problems
        known = {heading.casefold(): position for position, heading in enumerate(grid.headings)}
        # The number of each column in the sheet, with the position of the one that was written; None for any other.
        self.columns = {column: known.get(name) for column, name in heads.names.items()}
        self.key_position = key_position(grid)
        self.key_column = next(column for column, at in self.columns.items() if at == self.key_position)

    def differences(self, kept: Mapping[int, int]) -> Compared:
        keys = {str(row.cells[self.key_position]): number for number, row in enumerate(self.grid.rows)}
        candidates: dict[int, list[tuple[int, Mapping[str, tuple[Given, ...]]]]]
        candidates = {position: [(number, {})] for number, position in kept.items()}
        added: list[tuple[int, str]] = []
        for number in range(self.heads.row + 1, self.sheet.height + 1):
            if number in kept or all(cell.is_empty for cell in self.sheet.rows[number - 1]):
                continue
            key = self.sheet.cell(number, self.key_column).text
            position = keys.get(key, keys.get(key.strip()))
            if position is None:
                added.append((number, key))
            else:
                candidates.setdefault(position, []).append((number, self._differing(number, self.grid.rows[position])))
        changed: list[Edited] = []
        copies: list[tuple[int, Edited]] = []
        for position, found in candidates.items():
            row = self.grid.rows[position]
            # Of a row that was copied, the one with the fewest changes is the row itself.
            found.sort(key=lambda one: (len(one[1]), one[0]))
            (number, given), *others = found
            if given:
                changed.append(Edited(row, given, row.path, self._first(number)))
            copies += [(n, Edited(row, given, row.path, self._first(n), is_added=True)) for n, given in others]
        for number, key in added:
            copies.append((number, Edited(None, self._filled(number), key, self._first(number), is_added=True)))
        deleted = [row for position, row in enumerate(self.grid.rows) if position not in candidates]
        new = [edited for _, edited in sorted(copies, key=lambda one: one[0])]
        return Compared(changed, new, deleted)

    def _first(self, number: int) -> str:
        return self.sheet.where(number, self.key_column)

    def _differing(self, number: int, row: Row) -> dict[str, tuple[Given, ...]]:
        """The cells of a row that differ from what was written, by heading."""
        found: dict[str, tuple[Given, ...]] = {}
        for column, position in self.columns.items():
            cell = self.sheet.cell(number, column)
            written = None if position is None else row.cells[position]
            if not is_same(written, cell):
                self._note(found, position, number, column, cell)
        return found

    def _filled(self, number: int) -> dict[str, tuple[Given, ...]]:
        """The filled cells of an added row, by heading; without the path."""
        found: dict[str, tuple[Given, ...]] = {}
        for column, position in self.columns.items():
            cell = self.sheet.cell(number, column)
            if not cell.is_empty and position != self.key_position:
                self._note(found, position, number, column, cell)
        return found

    def _note(
        self, found: dict[str, tuple[Given, ...]], position: int | None, number: int, column: int, cell: Cell
    ) -> None:
        address = self.sheet.where(number, column)
        if cell.is_formula_without_result:
            what = "the formula has no stored result: open the file in a spreadsheet and save it, or enter the value"
            self.problems.append(Problem(what, path=address))
            return
        if cell.is_error:
            self.problems.append(Problem(f"the cell holds the error {cell.text}; enter the value", path=address))
            return
        heading = self.heads.names[column] if position is None else self.grid.columns[position].heading
        found[heading] = (*found.get(heading, ()), Given(cell, address))


def is_same(written: Plain, cell: Cell) -> bool:
    """
    True if a cell holds what was written into it, also where a spreadsheet has made a number of its digits.

    >>> from decimal import Decimal
    >>> from resultsframework.formats.tabular.sheet import Cell
    >>> is_same("1.10", Cell(Decimal("1.1"))), is_same("1.10", Cell("1.1"))
    (True, False)
    """
    value = cell.value
    if cell.is_formula_without_result:
        return False
    if value == written:
        return True
    if written is None:
        return cell.is_empty
    if isinstance(value, Decimal):
        return float(value) == written if isinstance(written, float) else _states(written, value)
    if isinstance(value, dt.datetime) and isinstance(written, dt.date):
        return value == dt.datetime.combine(written, dt.time())
    return cell.is_empty and isinstance(written, str) and not written.strip()


def _states(written: str | dt.date, number: Decimal) -> bool:
    """True for a text of digits that state a number."""
    if not isinstance(written, str) or len(written) > MOST_PLAIN:
        return False
    try:
        stated: Decimal | None = Decimal(written.strip())
    except ArithmeticError:
        stated = parse_number(written, decimal=".")
    return stated is not None and stated.is_finite() and math.isclose(float(stated), float(number), rel_tol=1e-15)
