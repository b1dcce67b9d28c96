"""
Workbooks as values: sheets, their cells by row and column, merged areas, and addresses as spreadsheets write them.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import attrs

from resultsframework.errors import NotFoundError
from resultsframework.message import spelled_like

from ._number_format import GENERAL, number_format

__all__ = [
    "EMPTY",
    "ERRORS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Area",
    "Cell",
    "CellValue",
    "Sheet",
    "Workbook",
    "address",
    "position",
]

CellValue: TypeAlias = "str | bool | Decimal | dt.date | dt.datetime | dt.time | dt.timedelta | None"

# Of a sheet in Excel and LibreOffice.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})
PLAIN_NAME = re.compile(r"[^\W\d]\w*")
ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@functools.cache
def letters(column: int) -> str:
    """The letters of a column: "A" for 1, "AB" for 28."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def address(row: int, column: int) -> str:
    """
    The address of a cell as spreadsheets write it, from its row and column counted from 1.

    >>> address(12, 6), address(1, 28)
    ('F12', 'AB1')
    """
    return f"{letters(column)}{row}"


def position(text: str) -> tuple[int, int] | None:
    """
    The row and the column of an address; None for a text that is none, or lies outside of any sheet.

    >>> position("F12"), position("$AB$1"), position("XFE1")
    ((12, 6), (1, 28), None)
    """
    match = ADDRESS.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


class Cell(NamedTuple):
    """
    A cell of a sheet.

    Attributes:
        value: The stored value: a text, yes or no, a number, a day, a point in time, a time of day, a duration; None
            for an empty cell. A number is exact: the shortest decimal number that the file's binary number stands for.
            An error such as ``#REF!`` is its text.

        number_format: The format of the number, as in ``0.0%`` or ``#,##0 [$€-1]``; "General" where there is none, and
            in kinds of files whose formats are not known.

        comment: The comment or note attached to the cell, or None.

        is_formula: True if the value is the stored result of a formula.

        is_formula_without_result: True for a formula of which the file holds no result, so that there is no value.

        is_error: True for an error of the spreadsheet, such as ``#DIV/0!``.
    """

    value: CellValue = None
    number_format: str = GENERAL
    comment: str | None = None
    is_formula: bool = False
    is_formula_without_result: bool = False
    is_error: bool = False

    @property
    def is_empty(self) -> bool:
        """True for a cell without a value, or with nothing but space; a formula without a result is not empty."""
        if self.value is None:
            return not self.is_formula_without_result
        return isinstance(self.value, str) and not self.value.strip()

    @property
    def text(self) -> str:
        """
        The cell as people see it, in full precision and without separators of thousands.

        A number carries what its format adds: 0.405 in ``0.00%`` is "40.50%", 1240 in ``#,##0 [$€-1]`` is "1240 €".
        Days show the parts that the format shows, as ISO 8601 writes them: "2025", "2025-03", "2025-03-31". Empty for
        an empty cell, and for a formula without a result.
        """
        if isinstance(self.value, str):
            return self.value
        return "" if self.value is None else number_format(self.number_format).text_of(self.value)


EMPTY = Cell()


class Area(NamedTuple):
    """
    A rectangle of cells that are merged into one, which has the value of the first.

    Attributes:
        top: Its first row, counted from 1.

        left: Its first column, counted from 1.

        bottom: Its last row.

        right: Its last column.
    """

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """The address of the first cell and of the last, such as "B3:B5"."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    def contains(self, row: int, column: int) -> bool:
        """True if a cell is in the area."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@attrs.frozen(kw_only=True)
class Sheet:
    """
    A sheet of a workbook.

    Attributes:
        name: The name on its tab; that of the file for a kind of file without sheets.

        rows: Its rows, each up to its last filled cell, and up to the last row with one.

        merged: The areas of merged cells.

        hidden_rows: The numbers of rows that are hidden, by hand or by a filter, counted from 1.

        hidden_columns: The numbers of columns that are hidden, counted from 1.

        hidden: True if the sheet itself is hidden.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @functools.cached_property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row and a column, both counted from 1; an empty one outside of what is filled."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return EMPTY

    def where(self, row: int, column: int) -> str:
        """
        The address of a cell with the name of the sheet, as a spreadsheet's "Go to" takes it.

        >>> Sheet(name="Logframe").where(14, 7), Sheet(name="Plan 2024").where(1, 1)
        ('Logframe!G14', "'Plan 2024'!A1")
        """
        name = self.name if PLAIN_NAME.fullmatch(self.name) else "'" + self.name.replace("'", "''") + "'"
        return f"{name}!{address(row, column)}"

    def area(self, row: int, column: int) -> Area | None:
        """The area of merged cells that a cell belongs to; None for a cell that is not merged."""
        return next((area for area in self._areas_by_row.get(row, ()) if area.left <= column <= area.right), None)

    def merged_cell(self, row: int, column: int) -> Cell:
        """The cell in a row and a column, or the first cell of the merged area that it belongs to."""
        area = self.area(row, column)
        return self.cell(row, column) if area is None else self.cell(area.top, area.left)

    @functools.cached_property
    def _areas_by_row(self) -> dict[int, list[Area]]:
        found: dict[int, list[Area]] = {}
        for area in self.merged:
            for row in range(area.top, min(area.bottom, len(self.rows)) + 1):
                found.setdefault(row, []).append(area)
        return found


@attrs.frozen(kw_only=True)
class Workbook:
    """
    The sheets of a file.

    Attributes:
        name: The name of the file, or None.

        kind: "xlsx", "xlsb", "xls", "ods", "csv" or "markdown", as found in the content and not in the name.

        sheets: The sheets with cells, in the order of their tabs; hidden ones too.

        remarks: Sentences on what was decided in reading, or is lost in this kind of file, for whoever has to trust it.
    """

    name: str | None = None
    kind: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()

    @property
    def keeps_number_formats(self) -> bool:
        """True if the formats of numbers are known, so that 0.45 in a cell without a percent format is no 45 %."""
        return self.kind in {"xlsx", "ods"}

    def sheet(self, name: str) -> Sheet:
        """
        The sheet of a name; letter case and space around it do not matter, as in a spreadsheet.

        Raises:
            NotFoundError: No sheet has it; the error names the nearest.
        """
        wanted = name.strip().casefold()
        found = next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)
        if found is None:
            names = [sheet.name for sheet in self.sheets]
            raise NotFoundError(name, spelled_like(name, names) or tuple(names[:3]), "the sheets of the workbook")
        return found
