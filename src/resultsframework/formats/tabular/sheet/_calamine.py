"""
Read workbooks of older and other programs through python-calamine: .xls and .xlsb.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from decimal import Decimal
from typing import Any

from resultsframework.errors import FormatError, needs_extra

from ._file import File, Grid
from ._number_format import without_exponent
from ._workbook import ERRORS, Area, Cell, CellValue, Sheet, Workbook

__all__ = ["is_fault_of_calamine", "read_with_calamine"]

LOST = {
    "xls": "An .xls file is read without the formats of its numbers, so that 45 % may be 0.45, an amount has no "
    "currency, and a formula that was never calculated looks like a number; hidden rows and columns are not marked, "
    "and comments and errors such as #REF! are not read. Save it as .xlsx to keep them.",
    "xlsb": "An .xlsb file is read without the formats of its numbers, so that 45 % may be 0.45 and an amount has no "
    "currency; merged cells, hidden rows and columns, comments and errors such as #REF! are not read. Save it as .xlsx "
    "to keep them.",
}


def read_with_calamine(data: bytes, file: File, kind: str) -> Workbook:
    """
    The sheets of a workbook.

    Raises:
        FormatError: It is damaged or encrypted.

        UnsafeInputError: It has more cells than the limit.

        MissingExtraError: python-calamine is not installed.
    """
    calamine = _library(kind)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        sheets = tuple(_sheet(book, found, file) for found in book.sheets_metadata if _has_cells(found))
    except calamine.PasswordError:
        what = "it is encrypted; open it with its password and save it without one"
        raise file.error(what) from None
    except BaseException as error:
        if not is_fault_of_calamine(error):
            raise
        raise _damaged(error, file) from None
    if not sheets:
        what = "it has no sheet with cells"
        raise file.error(what)
    return Workbook(name=file.name, kind=kind, sheets=sheets, remarks=(LOST[kind],))


def is_fault_of_calamine(error: BaseException) -> bool:
    """True for what python-calamine raises for a damaged file; a fault of the library itself is no `Exception`."""
    kind = type(error)
    return (
        kind.__module__.startswith("python_calamine") or kind.__name__ == "PanicException" or isinstance(error, OSError)
    )


def _damaged(error: BaseException, file: File) -> FormatError:
    what = f"it is damaged ({error}); open it in a spreadsheet, which may repair it, and save it as .xlsx"
    return file.error(what)


def _has_cells(found: Any) -> bool:
    return str(found.typ).endswith("WorkSheet")


def _sheet(book: Any, found: Any, file: File) -> Sheet:
    read = book.get_sheet_by_name(found.name)
    sheet = Sheet(name=found.name, hidden=not str(found.visible).endswith(".Visible"))
    grid = Grid(sheet, file)
    for row, values in enumerate(read.iter_rows(), 1):
        for column, value in enumerate(values, 1):
            if value != "":
                grid.put(row, column, _cell(value))
    areas = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in read.merged_cell_ranges or ()
    )
    return Sheet(name=sheet.name, rows=grid.rows(), merged=areas, hidden=sheet.hidden)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(value, is_error=value in ERRORS)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(_moment(value))
    if not math.isfinite(value):
        return Cell("#NUM!", is_error=True)
    return Cell(without_exponent(Decimal(repr(value).removesuffix(".0"))))


def _moment(value: CellValue) -> CellValue:
    """A day for a point in time at midnight, as the other kinds of workbooks have it."""
    is_day = isinstance(value, dt.datetime) and value.time() == dt.time()
    return value.date() if is_day and isinstance(value, dt.datetime) else value


def _library(kind: str) -> Any:
    with needs_extra("excel", f"reading workbooks of the kind .{kind}", "python_calamine"):
        import python_calamine
    return python_calamine
