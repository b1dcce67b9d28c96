"""
Read workbooks in the format OpenDocument (.ods), as LibreOffice writes them.

A cell states its kind there: a percentage, an amount with its currency, a day; its style states which parts of a day
are shown. python-calamine reads the values alone, and a cell that is repeated over a whole sheet fills its memory.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ._days import iso_value
from ._file import MAX_PLACES, Grid
from ._number_format import GENERAL
from ._package import local
from ._workbook import ERRORS, MAX_COLUMNS, MAX_ROWS, Area, Cell, CellValue, Sheet, Workbook
from ._xlsx_sheet import exact_number

if TYPE_CHECKING:
    from ._package import Package

__all__ = ["read_ods"]

CONTENT = "content.xml"
HIDDEN = {"collapse", "filter"}
# The parts of a day or time that a style may show, as formats of numbers write them.
PARTS = {"year": "yyyy", "month": "-mm", "day": "-dd", "hours": " hh", "minutes": ":mm", "seconds": ":ss"}
DURATION = re.compile(r"PT([0-9]{1,9})H([0-9]{1,3})M([0-9]{1,3})(?:[.,][0-9]+)?S")
CURRENCY = re.compile("[A-Z]{3}")
REMARK = (
    "Of the formats of numbers in an .ods file, percentages, currencies and the parts of days are read, and no others, "
    "such as words behind a number."
)


class _Styles:
    """The styles of a workbook, as far as they decide on the meaning of a cell."""

    def __init__(self) -> None:
        self.name = self.data_name = ""
        # The format of a style of data, the style of data of a style, and the styles of hidden sheets.
        self.formats: dict[str, str] = {}
        self.data_of: dict[str, str] = {}
        self.hidden: set[str] = set()

    def start(self, kind: str, given: dict[str, str]) -> bool:
        """Take an element; False if it is not one of styles."""
        if kind in {"date-style", "time-style"}:
            self.data_name = given.get("name", "")
            self.formats[self.data_name] = ""
        elif kind in PARTS and self.data_name:
            self.formats[self.data_name] += PARTS[kind]
        elif kind == "style":
            self.name, self.data_name = given.get("name", ""), ""
            self.data_of[self.name] = given.get("data-style-name", "")
        elif kind == "table-properties" and given.get("display") == "false":
            self.hidden.add(self.name)
        else:
            return False
        return True

    def format_of_day(self, style: str) -> str:
        """The format of days of a style; of whole days where it states none."""
        return self.formats.get(self.data_of.get(style, ""), "").strip("-: ") or "yyyy-mm-dd"


class _Span(NamedTuple):
    """Several rows or columns that are stated once: the first, the last, and the style of their cells."""

    first: int
    last: int
    style: str = ""


class _Table:
    """A sheet while it is read."""

    def __init__(self, given: dict[str, str], package: Package, styles: _Styles) -> None:
        self.sheet = Sheet(name=given.get("name", ""), hidden=given.get("style-name") in styles.hidden)
        self.package = package
        self.styles = styles
        self.grid = Grid(self.sheet, package.file)
        self.row = _Span(0, 0)
        self.cell = _Span(0, 0)
        self.columns: list[_Span] = []
        self.areas: list[Area] = []
        self.hidden_rows: list[_Span] = []
        self.hidden_columns: list[_Span] = []
        self.given: dict[str, str] = {}

    def start_column(self, given: dict[str, str]) -> None:
        last = self.columns[-1].last if self.columns else 0
        span = _next(last, given.get("number-columns-repeated"), MAX_COLUMNS, given.get("default-cell-style-name", ""))
        self.columns.append(span)
        if given.get("visibility") in HIDDEN:
            self.hidden_columns.append(span)

    def start_row(self, given: dict[str, str]) -> None:
        self.row, self.cell = _next(self.row.last, given.get("number-rows-repeated"), MAX_ROWS), _Span(0, 0)
        if given.get("visibility") in HIDDEN:
            self.hidden_rows.append(self.row)

    def start_cell(self, given: dict[str, str]) -> None:
        self.given = given
        self.cell = _next(self.cell.last, given.get("number-columns-repeated"), MAX_COLUMNS)
        rows, columns = (_times(given.get(f"number-{name}-spanned")) for name in ("rows", "columns"))
        if rows > 1 or columns > 1:
            bottom = min(self.row.first + rows - 1, MAX_ROWS)
            right = min(self.cell.first + columns - 1, MAX_COLUMNS)
            self.areas.append(Area(self.row.first, self.cell.first, bottom, right))

    def end_cell(self, text: str, comment: str | None) -> None:
        cell = self._made(text, comment)
        if cell == Cell():
            return
        times = (self.row.last - self.row.first + 1) * (self.cell.last - self.cell.first + 1)
        if times > MAX_PLACES:
            what = f"a cell is repeated {times:,} times; delete the rows and columns that are not needed"
            raise self.package.file.unsafe(what, self.sheet.where(self.row.first, self.cell.first))
        for row in range(self.row.first, self.row.last + 1):
            for column in range(self.cell.first, self.cell.last + 1):
                self.grid.put(row, column, cell)

    def _made(self, text: str, comment: str | None) -> Cell:
        given = self.given
        kind, is_formula = given.get("value-type", "string"), "formula" in given
        style = given.get("style-name") or self._style_of_column()
        if text in ERRORS or text.startswith("Err:"):
            return Cell(text, GENERAL, comment, is_formula, False, True)
        value, code = self._value(kind, text, style)
        without = is_formula and "value-type" not in given and not text
        return Cell(value, code, comment, is_formula, without)

    def _value(self, kind: str, text: str, style: str) -> tuple[CellValue, str]:
        given = self.given
        if kind == "boolean":
            return given.get("boolean-value") == "true", GENERAL
        if kind == "date":
            return iso_value(given.get("date-value", text)), self.styles.format_of_day(style)
        if kind == "time":
            return _time(given.get("time-value", "")) or text, "[h]:mm"
        if kind == "string":
            return text or given.get("string-value") or None, GENERAL
        number = exact_number(given.get("value", "").strip())
        if number is None:
            what = f"it holds {given.get('value', '')[:80]!r}, which is no number; enter it again in a spreadsheet"
            raise self.package.file.error(what, self.sheet.where(self.row.first, self.cell.first))
        currency = given.get("currency", "")
        if kind == "currency" and CURRENCY.fullmatch(currency):
            return number, f"[${currency}] #,##0"
        return number, "0%" if kind == "percentage" else GENERAL

    def _style_of_column(self) -> str:
        return next((span.style for span in self.columns if span.first <= self.cell.first <= span.last), "")

    def finished(self) -> Sheet:
        rows = self.grid.rows()
        return attrs.evolve(
            self.sheet,
            rows=rows,
            merged=tuple(self.areas),
            hidden_rows=_numbers(self.hidden_rows, len(rows)),
            hidden_columns=_numbers(self.hidden_columns, max(map(len, rows), default=0)),
        )


class _Reader:
    """The reading of the part with the sheets."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = _Styles()
        self.sheets: list[Sheet] = []
        self.table: _Table | None = None
        # A table within a cell is none of the workbook's.
        self.tables = 0
        self.pieces: list[str] = []
        self.texts: list[str] = []
        self.comments: list[str] | None = None
        self.is_in_comment = False
        self.paragraphs = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take an element that begins."""
        self._take()
        kind, plain = local(name), {local(key): value for key, value in given.items()}
        if kind == "table":
            self.tables += 1
            if self.tables == 1:
                self.table = _Table(plain, self.package, self.styles)
        elif self.table is None:
            self.styles.start(kind, plain)
        elif self.tables == 1:
            self._start_in_table(self.table, kind, plain)

    def _start_in_table(self, table: _Table, kind: str, given: dict[str, str]) -> None:
        if kind == "table-column":
            table.start_column(given)
        elif kind == "table-row":
            table.start_row(given)
        elif kind in {"table-cell", "covered-table-cell"}:
            self.texts, self.comments = [], None
            table.start_cell(given)
        elif kind == "annotation":
            self.is_in_comment, self.comments = True, []
        elif kind == "p":
            self.paragraphs += 1
            self._add("\n" if self._lines() else "")
        elif kind == "s":
            self._add(" " * min(_times(given.get("c")), 100))
        elif kind in {"tab", "line-break"}:
            self._add("\t" if kind == "tab" else "\n")

    def end(self, name: str) -> None:
        """Take an element that ends."""
        self._take()
        kind = local(name)
        if kind == "table":
            self.tables -= 1
            if self.tables == 0 and self.table is not None:
                self.sheets.append(self.table.finished())
                self.table = None
        elif self.table is None or self.tables > 1:
            return
        elif kind == "p":
            self.paragraphs -= 1
        elif kind == "annotation":
            self.is_in_comment = False
        elif kind in {"table-cell", "covered-table-cell"}:
            comment = None if self.comments is None else "".join(self.comments)
            self.table.end_cell("".join(self.texts), comment)

    def _take(self) -> None:
        """Take the text before an element; that outside of paragraphs only separates elements."""
        if self.paragraphs:
            self._add("".join(self.pieces))
        self.pieces.clear()

    def _lines(self) -> list[str]:
        return self.comments if self.is_in_comment and self.comments is not None else self.texts

    def _add(self, text: str) -> None:
        self._lines().append(text)


def read_ods(package: Package) -> Workbook:
    """
    The sheets of a workbook.

    Raises:
        FormatError: The part with the sheets is missing or damaged.

        UnsafeInputError: It is beyond a limit, such as a cell that is repeated over a whole sheet.
    """
    reader = _Reader(package)
    package.events(CONTENT, reader.start, reader.end, reader.pieces)
    if not reader.sheets:
        what = "it has no sheet"
        raise package.file.error(what)
    return Workbook(name=package.file.name, kind="ods", sheets=tuple(reader.sheets), remarks=(REMARK,))


def _times(stated: str | None) -> int:
    return int(stated) if stated and len(stated) < 8 and stated.isdecimal() else 1


def _next(last: int, repeated: str | None, most: int, style: str = "") -> _Span:
    """The next row or column, or several; beyond the last of any sheet there is none."""
    first = last + 1
    return _Span(first, min(last + _times(repeated), max(most, first)), style)


def _numbers(spans: list[_Span], most: int) -> frozenset[int]:
    return frozenset(number for span in spans for number in range(span.first, min(span.last, most) + 1))


def _time(text: str) -> CellValue:
    match = DURATION.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
