"""
A new Excel workbook, to be filled: nothing in it is run or followed, and the same cells make the same file.

May import XlsxWriter, the only one to do so.
"""

from __future__ import annotations

import datetime as dt
from typing import IO, Any

from resultsframework.errors import needs_extra

__all__ = ["MOST_ROWS", "new_workbook"]

# Rows of a sheet.
MOST_ROWS = 1_048_576
# Noted as the day of creation, so that the same cells make the same file.
CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zones
# A text is a text, whatever it begins with: nothing that a source states is run or followed.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def new_workbook(file: IO[bytes], purpose: str) -> Any:
    """
    A workbook of XlsxWriter without sheets.

    Args:
        file: The file that is written when the workbook is closed.

        purpose: The workbook, for the error.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    with needs_extra("excel", purpose, "xlsxwriter"):
        import xlsxwriter
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"created": CREATED})
    return book
