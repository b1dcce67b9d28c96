"""
A framework as a workbook: the visible sheets with their headings, widths, formats and drop-downs, and the hidden one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from resultsframework.errors import InvalidValueError
from resultsframework.formats.tabular._new_workbook import MOST_ROWS, new_workbook

from . import _budgets, _logframe, _observations
from ._findings import HEADINGS, WIDTHS, finding_rows
from ._findings import NAME as FINDINGS
from ._hidden import NAME as HIDDEN
from ._hidden import pieces
from ._read_me import EXPLANATION
from ._read_me import NAME as READ_ME
from ._sheets import grids_of, without_notes

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.rules import Report

    from ._grid import Grid, SheetColumn

__all__ = ["written"]

MOST_COLUMNS = 16_384
# Links that a sheet holds.
MOST_LINKS = 65_530
# Rows below the last one that have the drop-downs too.
SPARE_ROWS = 500
# The number of a size of paper in workbooks.
A4 = 9
TEXT_FORM = "@"
DAY_FORM = "yyyy-mm-dd"
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE8F0", "bottom": 1}
DERIVED_HEAD = {**HEAD, "italic": True, "bg_color": "#EEEEEE"}
BODY = {"text_wrap": True, "valign": "top"}
DERIVED_BODY = {**BODY, "font_color": "#666666"}
TITLE = {"bold": True, "font_size": 14}
LINK = {"font_color": "#0563C1", "underline": 1, "valign": "top"}


def written(framework: ResultsFramework, report: Report | None) -> bytes:
    """
    The workbook of a framework.

    Args:
        framework: The framework.

        report: The findings to list; None for none.

    Raises:
        InvalidValueError: There are more rows or columns than a sheet has, or a field holds what it must not.

        MissingExtraError: XlsxWriter is not installed.
    """
    hidden = list(pieces(framework))
    read_me, *grids = grids_of(without_notes(framework))
    file = io.BytesIO()
    book = _Book(new_workbook(file, "a framework as a workbook"))
    for grid in grids:
        book.add(grid, as_table=grid.name == _observations.NAME, frozen=FROZEN.get(grid.name, 0))
    book.add_findings(report, grids)
    book.add_read_me(read_me)
    book.add_hidden(hidden)
    book.close()
    return file.getvalue()


# The columns that stay in view, by the name of the sheet.
FROZEN = {_logframe.NAME: 5, _observations.NAME: 0, _budgets.NAME: 2}


class _Book:
    """A workbook while its sheets are written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, given: dict[str, Any], form: str = "") -> Any:
        """The format of cells with these properties and this format of numbers."""
        wanted = {**given, "num_format": form} if form else given
        key = tuple(wanted.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]

    def add(self, grid: Grid, *, as_table: bool, frozen: int) -> None:
        """Add a sheet that can be changed."""
        _refuse_too_large(grid)
        sheet = self.book.add_worksheet(grid.name)
        for position, column in enumerate(grid.columns):
            style = DERIVED_BODY if column.is_derived else BODY
            form = TEXT_FORM if column.is_text else ""
            sheet.set_column(position, position, column.width, self.format(style, form))
            self._choices(sheet, position, column, len(grid.rows))
        self._rows(sheet, grid)
        last_row, last_column = max(len(grid.rows), 1), len(grid.columns) - 1
        if as_table:
            columns = [{"header": c.heading, "header_format": self._head(c)} for c in grid.columns]
            sheet.add_table(0, 0, last_row, last_column, {"columns": columns, "name": grid.name})
        else:
            for position, column in enumerate(grid.columns):
                sheet.write_string(0, position, column.heading, self._head(column))
            sheet.autofilter(0, 0, last_row, last_column)
        sheet.freeze_panes(1, frozen)
        _set_page(sheet, is_narrow=grid.name == _budgets.NAME)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})

    def _head(self, column: SheetColumn) -> Any:
        return self.format(DERIVED_HEAD if column.is_derived else HEAD)

    def _choices(self, sheet: Any, position: int, column: SheetColumn, rows: int) -> None:
        if column.choices:
            last = min(rows + SPARE_ROWS, MOST_ROWS - 1)
            sheet.data_validation(1, position, last, position, {"validate": "list", "source": list(column.choices)})

    def _rows(self, sheet: Any, grid: Grid) -> None:
        styles = [DERIVED_BODY if column.is_derived else BODY for column in grid.columns]
        day = self.format(BODY, DAY_FORM)
        write_string, write_number = sheet.write_string, sheet.write_number
        for number, row in enumerate(grid.rows, 1):
            forms = row.forms
            for position, cell in enumerate(row.cells):
                form = forms.get(position)
                style = self.format(styles[position], form) if form else None
                if cell is None:
                    if style is not None:
                        sheet.write_blank(number, position, None, style)
                elif isinstance(cell, str):
                    write_string(number, position, cell, style)
                elif isinstance(cell, float):
                    write_number(number, position, cell, style)
                else:
                    sheet.write_datetime(number, position, cell, day)

    def add_findings(self, report: Report | None, grids: Sequence[Grid]) -> None:
        """Add the sheet of findings, each with a link to the cell that it is about."""
        if report is None:
            return
        sheet = self.book.add_worksheet(FINDINGS)
        rows = finding_rows(report, grids)
        for position, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(position, position, width, self.format(BODY))
            sheet.write_string(0, position, heading, self.format(HEAD))
        for number, (target, cells) in enumerate(rows, 1):
            if target and number <= MOST_LINKS:
                sheet.write_url(number, 0, f"internal:{target}", self.format(LINK), target)
            for position, cell in enumerate(cells, 1):
                if cell is not None:
                    sheet.write_string(number, position, cell)
        sheet.autofilter(0, 0, max(len(rows), 1), len(HEADINGS) - 1)
        sheet.freeze_panes(1, 0)
        _set_page(sheet, is_narrow=True)

    def add_read_me(self, grid: Grid) -> None:
        """Add the sheet that explains the others, with the facts of the framework itself."""
        sheet = self.book.add_worksheet(READ_ME)
        _set_page(sheet, is_narrow=True)
        sheet.set_column(0, 0, 24, self.format(BODY))
        sheet.set_column(1, 1, 100, self.format(BODY, TEXT_FORM))
        for position, column in enumerate(grid.columns):
            sheet.write_string(0, position, column.heading, self.format(HEAD))
        self._rows(sheet, grid)
        start = len(grid.rows) + 2
        for number, (name, text) in enumerate(EXPLANATION, start):
            sheet.write_string(number, 0, name, self.format({**BODY, "bold": True}))
            sheet.write_string(number, 1, text)

    def add_hidden(self, cells: Iterable[str]) -> None:
        """Add the hidden sheet."""
        sheet = self.book.add_worksheet(HIDDEN)
        sheet.hide()
        for number, cell in enumerate(cells):
            sheet.write_string(number, 0, cell)

    def close(self) -> None:
        """Write the file."""
        self.book.close()


def _set_page(sheet: Any, *, is_narrow: bool) -> None:
    """Set the page for printing: wide, with the headings on each, and all columns on it where they have room."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    if is_narrow:
        sheet.fit_to_pages(1, 0)


def _refuse_too_large(grid: Grid) -> None:
    if len(grid.rows) >= MOST_ROWS or len(grid.columns) > MOST_COLUMNS:
        msg = (
            f"the sheet {grid.name} has room for {MOST_ROWS - 1:,} rows and {MOST_COLUMNS:,} columns, and the "
            f"framework needs {len(grid.rows):,} and {len(grid.columns):,}: write a part of it, or JSON"
        )
        raise InvalidValueError(msg)
