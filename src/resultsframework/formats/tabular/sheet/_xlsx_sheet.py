"""
Read one sheet of a workbook of Excel, a cell at a time: an empty cell takes no memory, however it is formatted.
"""

from __future__ import annotations

import re
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

__all__ = ["Context", "Styles", "exact_number", "read_sheet"]

NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
# Digits by which a binary number is written so that it comes back: two of them may be noise.
NOISY = (16, 17)
TRUE = {"1", "true"}
LONGEST_TEXT = 1_000_000
MAX_AREAS = 200_000
# The elements of a sheet that matter for each cell.
NAMES = ("c", "v", "t", "f", "row", "rPh")
# Different cells of a sheet that are made once.
MAX_KNOWN = 50_000


NO_FORMAT = (GENERAL, False)
# The format of a style, by its number, and True if it shows a day or a time.
Styles: TypeAlias = dict[str, tuple[str, bool]]


class Context(NamedTuple):
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


class _Reader:
    """The reading of one sheet."""

    def __init__(self, package: Package, sheet: Sheet, context: Context) -> None:
        self.package = package
        self.sheet = sheet
        self.context = context
        self.styles = context.styles
        self.texts = context.texts
        self.grid = Grid(sheet, package.file)
        self.columns: dict[str, int] = {}
        self.areas: list[Area] = []
        self.hidden_rows: list[list[int]] = []
        self.hidden_columns: list[tuple[int, int]] = []

    def made(self, kind: str, style: str, text: str | None, row: int, column: int, *, is_formula: bool) -> Cell:
        """A cell from what is stored of it; the text is None where nothing is."""
        if kind == "n":
            return self.number(style, text, row, column, is_formula=is_formula)
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

    def plain_number(self, style: str, text: str | None) -> Cell | None:
        """The cell of a number that is neither a day nor the result of a formula; None for any other."""
        code, is_day = self.styles.get(style, NO_FORMAT)
        number = None if is_day or text is None else exact_number(text)
        # A third of the time that the constructor takes, and the cell most often made.
        return None if number is None else tuple.__new__(Cell, (number, code, None, False, False, False))

    def number(self, style: str, text: str | None, row: int, column: int, *, is_formula: bool) -> Cell:
        code, is_day = self.styles.get(style, NO_FORMAT)
        if is_formula and (not text or (self.context.recalculates and text == "0")):
            return Cell(None, code, None, True, True)
        number = exact_number((text or "").strip())
        if number is None:
            what = f"it holds {(text or '')[:80]!r}, which is no number of at most {MAX_DIGITS:,} digits"
            raise self.fault(row, column, what)
        value = value_of_serial(number, number_format(code), is_1904=self.context.is_1904) if is_day else number
        return Cell(value, code, None, is_formula)

    def row(self, given: dict[str, str], before: int) -> int:
        """The number of a row, which may be left out where it follows the one before."""
        stated = given.get("r", "")
        row = int(stated) if len(stated) < 8 and stated.isdecimal() else before + 1
        if not 1 <= row <= MAX_ROWS:
            what = f"it has a row {row:,}, and a sheet has {MAX_ROWS:,}; save it again in a spreadsheet"
            raise self.package.file.error(what, self.sheet.name)
        if given.get("hidden") in TRUE:
            self.hide_row(row)
        return row

    def other(self, name: str, given: dict[str, str]) -> None:
        """Take what a sheet states outside of its cells."""
        if name == "mergeCell":
            self.merge(given.get("ref", ""))
        elif name == "col":
            self.hide_columns(given)

    def column(self, letters: str) -> int:
        """The column of the letters of a reference."""
        found = self.columns.get(letters)
        if found is None:
            place = position(letters + "1")
            if place is None:
                what = f"a cell has the address {letters[:80]!r}, and the last column of a sheet is XFD"
                raise self.package.file.error(what, self.sheet.name)
            found = self.columns[letters] = place[1]
        return found

    def next_column(self, column: int) -> int:
        """The column after another one, for a cell without an address."""
        if column >= MAX_COLUMNS:
            what = f"it has a column {column + 1:,}, and a sheet has {MAX_COLUMNS:,} columns; delete those not needed"
            raise self.package.file.error(what, self.sheet.name)
        return column + 1

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


def read_sheet(  # noqa: C901, PLR0915 - a call for each part of a cell would cost as much as the cell
    package: Package, part: str, sheet: Sheet, context: Context, comments: dict[tuple[int, int], str]
) -> Sheet:
    """
    The rows of a sheet, its merged areas, hidden rows and columns.

    Args:
        package: The workbook.

        part: The name of the part with the sheet.

        sheet: The name of the sheet, without rows.

        context: The parts that the cells refer to.

        comments: The comments by row and column.

    Raises:
        FormatError: The part is missing or damaged, or a cell holds what no spreadsheet writes there.

        UnsafeInputError: It is beyond a limit.
    """
    reader = _Reader(package, sheet, context)
    grid, made, plain_number, column_of = reader.grid, reader.made, reader.plain_number, reader.column
    known: dict[tuple[str, str, str | None, bool], Cell] = {}
    # The state of the cell that is read.
    row = column = 0
    cells: list[Cell] | None = None
    kind, style = "n", "0"
    value: str | None = None
    is_formula = is_phonetic = False
    pieces: list[str] = []
    cell_name, value_name, text_name, formula_name, row_name, phonetic_name = NAMES

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal row, column, cells, kind, style, value, is_formula, is_phonetic
        if name in (value_name, text_name):
            pieces.clear()
        elif name == cell_name:
            letters = given.get("r", "").rstrip("0123456789")
            column = column_of(letters) if letters else reader.next_column(column)
            kind, style, value = given.get("t", "n"), given.get("s", "0"), None
            is_formula = False
        elif name == row_name:
            row, column, cells = reader.row(given, row), 0, None
            pieces.clear()
        elif name == formula_name:
            is_formula = True
        elif name == phonetic_name:
            is_phonetic = True
        else:
            reader.other(local(name), given)

    def end(name: str) -> None:
        nonlocal cells, value, is_phonetic
        if name == value_name:
            value = pieces[0] if len(pieces) == 1 else "".join(pieces)
        elif name == cell_name:
            if value or is_formula:
                key = (kind, style, value, is_formula)
                cell = known.get(key)
                if cell is None:
                    cell = plain_number(style, value) if kind == "n" and not is_formula else None
                    if cell is None:
                        cell = made(kind, style, value, row, column, is_formula=is_formula)
                    if len(known) < MAX_KNOWN:
                        known[key] = cell
                if cells is not None and len(cells) == column - 1:
                    cells.append(cell)
                else:
                    cells = grid.put(row, column, cell)
        elif name == text_name and not is_phonetic:
            value = (value or "") + "".join(pieces)
        elif name == phonetic_name:
            is_phonetic = False

    def begin(name: str) -> None:
        """The first element: all names have the prefix that it has."""
        nonlocal cell_name, value_name, text_name, formula_name, row_name, phonetic_name
        prefix = name.removesuffix(local(name))
        cell_name, value_name, text_name, formula_name, row_name, phonetic_name = (prefix + name for name in NAMES)

    package.events(part, start, end, pieces, root=begin)
    for (comment_row, comment_column), comment in comments.items():
        grid.comment(comment_row, comment_column, comment)
    return reader.finished()
