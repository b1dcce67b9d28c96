"""
Read one sheet of a workbook of Excel, a cell at a time: an empty cell takes no memory, however it is formatted.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import attrs

from resultsframework.number import MAX_DIGITS, has_too_many_digits

from ._days import iso_value, value_of_serial
from ._file import Grid
from ._number_format import GENERAL, number_format, without_exponent
from ._package import Package, local
from ._text_escape import unescaped
from ._workbook import MAX_COLUMNS, MAX_ROWS, Area, Cell, Sheet, position
from ._xlsx_cells import PlainCells

__all__ = ["Styles", "WorkbookContext", "exact_number", "read_sheet"]

NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
# Digits by which a binary number is written so that it comes back: two of them may be noise.
NOISY = (16, 17)
TRUE = {"1", "true"}
LONGEST_TEXT = 1_000_000
MAX_AREAS = 200_000


NO_FORMAT = (GENERAL, False)
# The format of a style, by its number, and True if it shows a day or a time.
Styles: TypeAlias = dict[str, tuple[str, bool]]


class WorkbookContext(NamedTuple):
    """
    The parts of a workbook that the cells of all its sheets refer to.

    Attributes:
        styles: The formats of numbers.

        texts: The texts that cells refer to by number.

        is_1904: True if days are counted from 1904.

        recalculates: True if the workbook is to be calculated when it is opened, so that a result of 0 is the one that
            programs write which do not calculate (XlsxWriter).
    """

    styles: Styles
    texts: list[str]
    is_1904: bool = False
    recalculates: bool = False


def exact_number(text: str) -> Decimal | None:
    """
    The number that a file stores as a text: of one with 16 or 17 digits the shortest that is the same binary number.

    None for a text that is none, and for more than 1,000 digits.

    >>> exact_number("0.40500000000000003"), exact_number("12345678901234567890"), exact_number("1E+3")
    (Decimal('0.405'), Decimal('12345678901234567890'), Decimal('1000'))
    """
    if len(text) < NOISY[0] and text.isascii() and text.replace(".", "", 1).isdecimal():  # as nearly all are
        return Decimal(text)
    if len(text) > MAX_DIGITS + 10 or not NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    if len(text) >= NOISY[0]:  # a number of fewer digits is exact
        _, digits, exponent = number.as_tuple()
        if len(digits) in NOISY and isinstance(exponent, int) and exponent < 0:
            number = Decimal(repr(float(text)))
    return None if has_too_many_digits(number) else without_exponent(number)


class _NoAddressError(Exception):
    """A row or cell whose place follows from those before it, which have to be read in order then."""


class _Reader:
    """The reading of one sheet."""

    def __init__(
        self, package: Package, sheet: Sheet, context: WorkbookContext, without: Collection[int], *, is_quick: bool
    ) -> None:
        self.package = package
        self.sheet = sheet
        self.context = context
        self.styles = context.styles
        self.texts = context.texts
        self.grid = Grid(sheet, package.file)
        self.plain = PlainCells(self.grid, self.made, self.column_of, without)
        self.is_quick = is_quick
        self.areas: list[Area] = []
        self.hidden_rows: list[list[int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        # The row, and the cell that is read.
        self.row = self.cell_row = self.column = 0
        self.given: dict[str, str] = {}
        self.value: str | None = None
        self.is_formula = self.is_phonetic = False
        self.pieces: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take an element that begins."""
        kind = local(name)
        self.pieces.clear()
        if kind == "c":
            self.start_cell(given)
        elif kind == "row":
            self.start_row(given)
        elif kind == "f":
            self.is_formula = True
        elif kind == "rPh":
            self.is_phonetic = True
        elif kind == "mergeCell":
            self.merge(given.get("ref", ""))
        elif kind == "col":
            self.hide_columns(given)

    def end(self, name: str) -> None:
        """Take an element that ends."""
        kind = local(name)
        if kind == "v" or (kind == "t" and not self.is_phonetic):
            self.value = (self.value or "") + "".join(self.pieces)
        elif kind == "rPh":
            self.is_phonetic = False
        elif kind == "c" and (self.value or self.is_formula):
            kind, style = self.given.get("t", "n"), self.given.get("s", "0")
            cell = self.made(kind, style, self.value, self.cell_row, self.column, self.is_formula)
            self.grid.put(self.cell_row, self.column, cell)

    def require_order(self) -> None:
        """Do nothing where all cells and rows before were read here, so that the place of the next one is known."""
        if self.is_quick and self.plain.has_taken:
            raise _NoAddressError

    def start_cell(self, given: dict[str, str]) -> None:
        reference = given.get("r", "")
        letters = reference.rstrip("0123456789")
        digits = reference.removeprefix(letters)
        self.cell_row = int(digits) if 0 < len(digits) < 8 else self.row
        if letters:
            self.column = self.column_of(letters)
        else:
            self.require_order()
            self.column = self.next_column()
        self.given, self.value, self.is_formula = given, None, False

    def made(self, kind: str, style: str, text: str | None, row: int, column: int, is_formula: bool) -> Cell:
        """A cell from what is stored of it; the text is None where nothing is."""
        if kind == "n":
            return self.number(style, text, row, column, is_formula)
        if text is None:
            return Cell(None, self.styles.get(style, NO_FORMAT)[0], None, True, True)
        if len(text) > LONGEST_TEXT:
            what = f"its text is longer than {LONGEST_TEXT:,} characters, and a cell of Excel takes 32,767"
            raise self.package.file.unsafe(what, self.sheet.where(row, column))
        if kind == "s":
            index = int(text) if len(text) < 10 and text.isdecimal() else -1
            if not 0 <= index < len(self.texts):
                what = f"it refers to the text {text[:80]!r} of the workbook, and there are {len(self.texts):,}"
                raise self.fault(row, column, what)
            return Cell(self.texts[index])
        code = self.styles.get(style, NO_FORMAT)[0]
        if kind == "b":
            return Cell(text.strip() in TRUE, code, None, is_formula)
        if kind == "d":
            return Cell(iso_value(text.strip()), code, None, is_formula)
        return Cell(unescaped(text), code, None, is_formula, False, kind == "e")

    def number(self, style: str, text: str | None, row: int, column: int, is_formula: bool) -> Cell:
        code, is_day = self.styles.get(style, NO_FORMAT)
        if is_formula and (not text or (self.context.recalculates and text == "0")):
            return Cell(None, code, None, True, True)
        number = exact_number((text or "").strip())
        if number is None:
            what = f"it holds {(text or '')[:80]!r}, which is no number of at most {MAX_DIGITS:,} digits"
            raise self.fault(row, column, what)
        value = value_of_serial(number, number_format(code), is_1904=self.context.is_1904) if is_day else number
        # A third of the time that the constructor takes, and no cell is made more often.
        return tuple.__new__(Cell, (value, code, None, is_formula, False, False))

    def start_row(self, given: dict[str, str]) -> None:
        stated = given.get("r", "")
        if not stated:
            self.require_order()
        self.row, self.column = int(stated) if len(stated) < 8 and stated.isdecimal() else self.row + 1, 0
        if not 1 <= self.row <= MAX_ROWS:
            what = f"it has a row {self.row:,}, and a sheet has {MAX_ROWS:,}; save it again in a spreadsheet"
            raise self.package.file.error(what, self.sheet.name)
        if given.get("hidden") in TRUE:
            self.hide_row(self.row)

    def column_of(self, letters: str) -> int:
        """The column of the letters of a reference."""
        place = position(letters + "1")
        if place is None:
            what = f"a cell has the address {letters[:80]!r}, and the last column of a sheet is XFD"
            raise self.package.file.error(what, self.sheet.name)
        return place[1]

    def next_column(self) -> int:
        if self.column >= MAX_COLUMNS:
            what = f"it has a column {self.column + 1:,}, and a sheet has {MAX_COLUMNS:,}; delete those not needed"
            raise self.package.file.error(what, self.sheet.name)
        return self.column + 1

    def fault(self, row: int, column: int, what: str) -> Exception:
        return self.package.file.error(f"{what}; enter the cell again in a spreadsheet", self.sheet.where(row, column))

    def merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top_left, bottom_right = position(first), position(last or first)
        if top_left is None or bottom_right is None:
            what = (
                f"merged cells are stated as {reference[:80]!r}, which is no area; save the file again in a spreadsheet"
            )
            raise self.package.file.error(what, self.sheet.name)
        if len(self.areas) >= MAX_AREAS:
            what = f"it has more than {MAX_AREAS:,} areas of merged cells; unmerge those that are not needed"
            raise self.package.file.unsafe(what, self.sheet.name)
        rows, columns = (sorted(pair) for pair in zip(top_left, bottom_right, strict=True))
        self.areas.append(Area(rows[0], columns[0], rows[1], columns[1]))

    def hide_row(self, row: int) -> None:
        if self.hidden_rows and self.hidden_rows[-1][1] == row - 1:
            self.hidden_rows[-1][1] = row
        else:
            self.hidden_rows.append([row, row])

    def hide_columns(self, given: dict[str, str]) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        if given.get("hidden") in TRUE and len(first + last) < 12 and first.isdecimal() and last.isdecimal():
            self.hidden_columns.append((int(first), int(last)))

    def finished(self) -> Sheet:
        rows = self.grid.rows()
        height, width = len(rows), max(map(len, rows), default=0)
        return attrs.evolve(
            self.sheet,
            rows=rows,
            merged=tuple(self.areas),
            hidden_rows=frozenset(
                row for first, last in self.hidden_rows for row in range(first, min(last, height) + 1)
            ),
            hidden_columns=frozenset(
                column for first, last in self.hidden_columns for column in range(first, min(last, width) + 1)
            ),
        )


def read_sheet(
    package: Package,
    part: str,
    sheet: Sheet,
    context: WorkbookContext,
    comments: dict[tuple[int, int], str],
    without: Collection[int] = (),
) -> Sheet:
    """
    The rows of a sheet, its merged areas, hidden rows and columns.

    Args:
        package: The workbook.

        part: The name of the part with the sheet.

        sheet: The name of the sheet, without rows.

        context: The parts that the cells refer to.

        comments: The comments by row and column.

        without: The numbers of rows that need not be read; they may be read all the same.

    Raises:
        FormatError: The part is missing or damaged, or a cell holds what no spreadsheet writes there.

        UnsafeInputError: It is beyond a limit.
    """
    try:
        reader = _read(package, part, sheet, context, without, is_quick=True)
    except _NoAddressError:
        reader = _read(package, part, sheet, context, without, is_quick=False)
    for (row, column), comment in comments.items():
        reader.grid.comment(row, column, comment)
    return reader.finished()


def _read(
    package: Package, part: str, sheet: Sheet, context: WorkbookContext, without: Collection[int], *, is_quick: bool
) -> _Reader:
    reader = _Reader(package, sheet, context, without, is_quick=is_quick)
    remainder = reader.plain.remainder if is_quick else None
    package.events(part, reader.start, reader.end, reader.pieces, remainder=remainder)
    return reader
