"""
Find how far the cells of a binary workbook (.xlsb) lie apart, before a library makes room for all places between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._file import MAX_PLACES
from ._workbook import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._package import Package

__all__ = ["refuse_far_cells"]

# Bytes of one part: it is read whole.
MAX_BINARY = 100_000_000
ROW = 0
CELLS = range(1, 12)


def refuse_far_cells(package: Package) -> None:
    """
    Do nothing for a workbook each of whose sheets has room in memory.

    Raises:
        FormatError: A part is damaged, or has a cell outside of any sheet.

        UnsafeInputError: A part is too large, or the cells of a sheet lie too far apart.
    """
    for part in package.names():
        if part.lower().startswith("xl/worksheets/") and part.lower().endswith(".bin"):
            _check(package, part)


def _check(package: Package, part: str) -> None:
    data = bytearray()
    for chunk in package.chunks(part):
        data += chunk
        if len(data) > MAX_BINARY:
            what = f"a sheet has more than {MAX_BINARY // 1_000_000} MB; save the workbook as .xlsx"
            raise package.file.unsafe(what, part)
    row = height = width = 0
    for kind, number in _records(bytes(data)):
        if kind == ROW:
            row = number + 1
        elif kind in CELLS:
            height, width = max(height, row), max(width, number + 1)
    if height > MAX_ROWS or width > MAX_COLUMNS:
        what = f"it has a cell in row {height:,} and column {width:,}, which no sheet has; save the workbook as .xlsx"
        raise package.file.error(what, part)
    if height * width > MAX_PLACES:
        what = f"its cells lie apart by more than {MAX_PLACES:,} places; delete rows and columns that are not needed"
        raise package.file.unsafe(what, part)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """The records of a part: the number of the kind, and the first number in it, of a row or a column."""
    at = 0
    while at + 2 <= len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = int.from_bytes(data[at : at + 1], "little")
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, int.from_bytes(data[at : at + 4], "little")
        at += size
