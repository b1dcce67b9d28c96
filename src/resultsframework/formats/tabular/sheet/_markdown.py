"""
Read Markdown with tables: one sheet, in which a row is a line of the file and a paragraph or heading a single cell.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from ._file import File, Grid
from ._workbook import Cell, Sheet, Workbook

if TYPE_CHECKING:
    from ._decoded import Decoded

__all__ = ["has_table", "read_markdown"]

LINE_END = re.compile(r"\r\n|\r|\n")
# The line below the heads of a table, such as "| --- | :-: |".
RULER = re.compile(r"\|?:?-+:?(?:\|:?-+:?)*\|?")
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
HEADING = re.compile(r"#{1,6}[ \t]+")
LONGEST_WITH_ENTITIES = 1_000
MARKS = ("***", "**", "__", "*", "_", "`")


def has_table(text: str) -> bool:
    """True if a line of a text is one that separates the heads of a table from its rows."""
    return "|" in text and any("|" in line and _is_ruler(line) for line in LINE_END.split(text))


def _is_ruler(line: str) -> bool:
    return "-" in line and RULER.fullmatch(line.replace(" ", "").replace("\t", "")) is not None


def read_markdown(decoded: Decoded, file: File) -> Workbook:
    """
    The only sheet of a text of Markdown.

    The row of a cell is the line of the file, so that its address leads there. A row of a table may have more cells
    than its head. Marks of emphasis around a whole cell are left out, ``<br>`` is a line break, and the line below a
    table's heads is an empty row.

    Raises:
        UnsafeInputError: There are more cells than the limit.
    """
    empty = Sheet(name=PurePath(file.name or "table").stem)
    grid = Grid(empty, file)
    for row, line in enumerate(LINE_END.split(decoded.text), 1):
        for column, text in enumerate(_cells(line), 1):
            if text:
                grid.put(row, column, Cell(text))
    remarks = (decoded.remark,) if decoded.remark else ()
    sheet = Sheet(name=empty.name, rows=grid.rows())
    return Workbook(name=file.name, kind="markdown", sheets=(sheet,), remarks=remarks)


def _cells(line: str) -> list[str]:
    if "|" not in line:
        return [_plain(HEADING.sub("", line.strip(), count=1))]
    if _is_ruler(line):
        return []
    line = line.strip()
    inner = line.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_plain(cell) for cell in _split(inner)]


def _split(line: str) -> list[str]:
    """The parts of a line between vertical bars that are not escaped."""
    cells = [""]
    for piece in re.split(r"(\\\||\|)", line):
        if piece == "|":
            cells.append("")
        else:
            cells[-1] += "|" if piece == "\\|" else piece
    return cells


def _plain(cell: str) -> str:
    text = BREAK.sub("\n", cell.strip())
    for mark in MARKS:
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inner.strip() == inner and inner and mark[0] not in inner:
            text = inner
    # A longer text has an entity of thousands of digits, or none that matters.
    return html.unescape(text).strip(" \t") if "&" in text and len(text) <= LONGEST_WITH_ENTITIES else text
