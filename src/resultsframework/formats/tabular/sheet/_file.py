"""
The file that is read, as far as its errors name it; and the limit on the cells of a sheet, whatever kind of file it is.
"""

from __future__ import annotations

from typing import NamedTuple

from resultsframework.errors import FormatError, Problem, UnsafeInputError

from ._workbook import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Sheet

__all__ = ["FORMAT", "MAX_PLACES", "File", "Grid"]

FORMAT = "a workbook"
# Places for cells in the rows of a sheet, each row as long as its last filled cell: 80 MB of memory. Of a sheet that is
# filled as people fill them, some hundred thousand.
MAX_PLACES = 10_000_000


class File(NamedTuple):
    """
    A file while it is read.

    Attributes:
        name: Its name, or None.

        format: The kind of file that errors name.
    """

    name: str | None
    format: str = FORMAT

    def error(self, what: str, path: str | None = None, line: int | None = None) -> FormatError:
        """The error for a fault of the file, at the address of a cell, in a part of it, or in a line."""
        return FormatError(self.format, (Problem(what, line, path),), self.name)

    def unsafe(self, what: str, path: str | None = None, line: int | None = None) -> UnsafeInputError:
        """The error for what is beyond a limit."""
        return UnsafeInputError(self.format, (Problem(what, line, path),), self.name)


class Grid:
    """
    The cells of a sheet while it is read, in any order.

    Args:
        sheet: The sheet, of which the name is used.

        file: The file.
    """

    def __init__(self, sheet: Sheet, file: File) -> None:
        self._sheet = sheet
        self._file = file
        self._rows: list[list[Cell] | None] = []
        # Without the last row, which may grow.
        self._places = 0
        self._last: list[Cell] = []

    def put(self, row: int, column: int, cell: Cell) -> list[Cell]:
        """
        Set the cell in a row and a column, both counted from 1; the cells of its row, to which more may be added.

        Raises:
            FormatError: No sheet has so many rows or columns.

            UnsafeInputError: The rows have more places for cells than the limit.
        """
        rows = self._rows
        if row < 1:
            what = "it has a cell outside of any row; save it again in a spreadsheet"
            raise self._file.error(what, self._sheet.name)
        if row > len(rows):
            if row > MAX_ROWS:
                what = f"it has a row {row:,}, and a sheet has {MAX_ROWS:,} rows; delete those that are not needed"
                raise self._file.error(what, self._sheet.name)
            rows.extend([None] * (row - len(rows)))
        cells = rows[row - 1]
        if cells is None:
            cells = rows[row - 1] = []
            self._places += len(self._last)
            self._last = cells
        missing = column - len(cells)
        if missing < 1:
            cells[column - 1] = cell
        else:
            if column > MAX_COLUMNS:
                what = f"it has a column {column:,}, and a sheet has {MAX_COLUMNS:,} columns; delete those not needed"
                raise self._file.error(what, self._sheet.name)
            if cells is not self._last:
                self._places += missing
            cells.extend([EMPTY] * (missing - 1))
            cells.append(cell)
        if self._places + len(cells) > MAX_PLACES:
            what = f"its rows have room for more than {MAX_PLACES:,} cells; delete rows and columns that are not needed"
            raise self._file.unsafe(what, self._sheet.name)
        return cells

    def comment(self, row: int, column: int, text: str) -> None:
        """Attach a comment to a cell."""
        cells = self._rows[row - 1] if row <= len(self._rows) else None
        cell = cells[column - 1] if cells and column <= len(cells) else EMPTY
        self.put(row, column, cell._replace(comment=text))

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, each up to its last filled cell."""
        return tuple(map(tuple, [cells or () for cells in self._rows]))
