"""
Take the plain cells of a sheet out of its XML before a parser sees them, in the notation that Excel, LibreOffice and
libraries write; whatever is written otherwise is left to the parser.

A parser calls a function for each tag and each text, five for a cell. Without this module a sheet of texts takes 4
times, and one of different numbers 7 times as long as python-calamine takes for the values alone; with it 2 and 4.6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeAlias

from ._workbook import Cell

if TYPE_CHECKING:
    from ._file import Grid

__all__ = ["PlainCells"]

# Empty cells one after another; or a cell with a value, with a formula and its result, or with a formula alone. A value
# has neither tags nor entities in it.
CELL = re.compile(
    rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,9}")?/>)+'
    rb'|<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,9})")?(?: t="(s|n|b|e|str|inlineStr)")?>'
    rb"(<f(?: [^<>]*)?(?:/>|>[^<>]*</f>))?"
    rb'(?:<v>([^<>&\0-\x08\x0b\x0c\x0e-\x1f]*)</v>|<is><t(?: xml:space="preserve")?>'
    rb"([^<>&\0-\x08\x0b\x0c\x0e-\x1f]*)</t></is>)?</c>"
)
# A row that is not hidden, once its cells are taken out.
ROW = re.compile(rb'<row r="[0-9]{1,7}"(?: (?!hidden=)[A-Za-z0-9:]+="[^"<>]*")*(?:/>|></row>)')
# The beginning of a row with cells, and the end of one.
ROW_WITH_CELLS = re.compile(rb'<row r="([0-9]{1,7})"(?: [A-Za-z0-9:]+="[^"<>]*")*>')
END_OF_ROW = b"</row>"
BEGINNING = b"<sheetData>"
OTHER_ENCODING = re.compile(rb"\s*<\?xml[^>]*encoding=[\"'](?!(?i:utf-8)[\"'])")
# Comments, unparsed parts and instructions may hold tags that are none.
HIDING = (b"<!", b"<?")
# Different cells of a sheet that are made once.
MAX_KNOWN = 10_000
# Bytes that wait for the end of a cell that is cut off.
LONGEST_REST = 100_000

Make: TypeAlias = Callable[[str, str, str | None, int, int, bool], Cell]


class PlainCells:
    """
    The cells of a sheet that are written in the one notation.

    Args:
        grid: The cells of the sheet, to which they are added.

        make: Makes a cell of what is stored of it.

        column_of: The number of a column from its letters.

        without: The numbers of rows of which no cell is needed.

    Attributes:
        has_taken: True once there was a cell or a row.
    """

    def __init__(self, grid: Grid, make: Make, column_of: Callable[[str], int], without: Collection[int] = ()) -> None:
        self.has_taken = False
        self._without = without
        self._take = _taker(grid, make, column_of)
        # Before the first row, within the rows, and once something else was met than tags and texts.
        self._is_head = True
        self._is_over = False
        self._rest = b""

    def remainder(self, piece: bytes) -> bytes:
        """
        A piece of the part without its plain cells; an empty one ends the part.

        A piece may be cut anywhere, and what is given back may lag behind: a cell that is cut off is left to the parser
        or waits for the next piece.
        """
        data = self._rest + piece
        self._rest = b""
        if self._is_head and not self._is_over:
            return self._of_head(data, is_last=not piece)
        return self._of_rows(data, is_last=not piece)

    def _of_head(self, data: bytes, *, is_last: bool) -> bytes:
        at = data.find(BEGINNING)
        if at < 0 and len(data) < LONGEST_REST and not is_last:
            self._rest = data
            return b""
        self._is_head = False
        self._is_over = at < 0 or data.find(b"<!", 0, at) >= 0 or OTHER_ENCODING.match(data) is not None
        return data if self._is_over else data[:at] + self._of_rows(data[at:], is_last=is_last)

    def _of_rows(self, data: bytes, *, is_last: bool) -> bytes:
        self._is_over = self._is_over or any(mark in data for mark in HIDING)
        if self._is_over:
            return data
        if not is_last:
            # At a "<", so that no mark of a comment is cut in two.
            cut = data.rfind(b"<row " if self._without else b"<c ")
            if cut < len(data) - LONGEST_REST:
                cut = data.rfind(b"<")
            if cut >= 0:
                data, self._rest = data[:cut], data[cut:]
        needed = self._needed(data) if self._without else data
        left = ROW.sub(b"", CELL.sub(self._take, needed))
        self.has_taken = self.has_taken or len(left) < len(data)
        return left

    def _needed(self, data: bytes) -> bytes:
        """The piece without the rows that are not needed."""
        *rows, rest = data.split(END_OF_ROW)
        kept = [row + END_OF_ROW for row in rows if not self._is_left_out(row)]
        return b"".join((*kept, rest))

    def _is_left_out(self, row: bytes) -> bool:
        match = ROW_WITH_CELLS.match(row)
        return match is not None and int(match[1]) in self._without


def _taker(grid: Grid, make: Make, column_of: Callable[[str], int]) -> Callable[[re.Match[bytes]], bytes]:
    """
    The function that puts a cell into the grid and leaves nothing of it.

    Its variables are those of a closure, which takes a fourth less time than attributes of an object.
    """
    columns: dict[bytes, int] = {}
    known: dict[tuple[bytes | bool | None, ...], Cell] = {}
    row, row_digits = 0, b""
    cells: list[Cell] = []

    def take(match: re.Match[bytes]) -> bytes:
        nonlocal row, row_digits, cells
        letters, digits, style, kind, formula, stored, inline = match.groups()
        if stored is None:
            stored = inline
        if not stored and formula is None:
            return b""
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_of(letters.decode())
        if digits != row_digits:
            row, row_digits, cells = int(digits), digits, []
        key = (kind, style, stored, formula is None)
        cell = known.get(key)
        if cell is None:
            text = None if stored is None else stored.decode("utf-8", "replace")
            cell = make((kind or b"n").decode(), (style or b"0").decode(), text, row, column, formula is not None)
            if len(known) < MAX_KNOWN:
                known[key] = cell
        if cells and len(cells) == column - 1:
            cells.append(cell)
        else:
            cells = grid.put(row, column, cell)
        return b""

    return take
