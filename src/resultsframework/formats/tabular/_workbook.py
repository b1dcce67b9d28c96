"""
A table as a workbook with one sheet: names frozen above the rows, a filter on each, numbers and days as such.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from resultsframework.errors import InvalidValueError

from ._new_workbook import MOST_ROWS, new_workbook

if TYPE_CHECKING:
    from resultsframework.table import Table

__all__ = ["workbook"]

# Characters of a cell.
LONGEST_TEXT = 32_767
# Characters: no column is narrower or wider.
WIDTHS = (8, 60)
# Sheets count days from here; earlier days are texts.
FIRST_DAY = dt.date(1900, 3, 1)


def workbook(table: Table) -> bytes:
    """
    The plain cells of a table as an Excel workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.

        InvalidValueError: There are more rows than a sheet has, or a text is longer than a cell takes.
    """
    plain = table.flat()
    if len(plain) >= MOST_ROWS:
        msg = f"a sheet has room for {MOST_ROWS - 1:,} rows, and the table has {len(plain):,}: filter it, or write CSV"
        raise InvalidValueError(msg)
    file = io.BytesIO()
    book = new_workbook(file, "a table as a workbook")
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, plain.names, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(plain), len(plain.columns) - 1)
    for i, (name, cells) in enumerate(plain.to_columns().items()):
        for row, cell in enumerate(cells, 1):
            if cell is not None:
                _write(sheet, row, i, cell, day)
        widest = max(len(name), *(len(str(cell)) for cell in cells if cell is not None), WIDTHS[0])
        sheet.set_column(i, i, min(widest, WIDTHS[1]))
    book.close()
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object, day: object) -> None:
    if isinstance(cell, dt.date) and cell >= FIRST_DAY:
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        text = str(cell)
        if len(text) > LONGEST_TEXT:
            msg = (
                f"a cell of a sheet takes {LONGEST_TEXT:,} characters, and row {row:,} has {len(text):,} in column "
                f"{column + 1}: select other columns, or write CSV"
            )
            raise InvalidValueError(msg)
        sheet.write_string(row, column, text)
