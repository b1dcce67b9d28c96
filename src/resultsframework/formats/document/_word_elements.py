"""
Paragraphs and tables as elements of Word. The head of a table repeats on each page, and no row is cut.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._blocks import Cell, Grid, Row
    from ._word_styles import UsedStyles

__all__ = ["column_widths", "element", "field", "paragraph", "run", "superscript", "table"]

# Twentieths of a point, in which tables are measured, in the unit of pages.
TWIP = 635
# The width of a letter in bold, and of the space beside the text of a cell, in the same.
LETTER, BESIDE = 105, 150
# Longer words break.
LONGEST = 16
# Between a text and its marks, which stay together.
NO_BREAK = "\u00a0"
TO_THE_RIGHT = '<w:jc w:val="right"/>'
BEGINS = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def element(xml: str) -> Any:
    """The element of a text of XML in which Word's names have their prefix."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def paragraph(style: str, content: str, properties: str = "") -> str:
    """
    A paragraph.

    Args:
        style: The identifier of its style.

        content: Its runs.

        properties: Further properties, in the order of the standard.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{properties}</w:pPr>{content}</w:p>'


def run(text: str, *, is_strong: bool = False, half_points: int | None = None) -> str:
    """A text of one form, of the size of its style or another."""
    size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
    return _run(text, ("<w:b/>" if is_strong else "") + size)


def superscript(text: str) -> str:
    """A text above the line, as the mark of a note."""
    return _run(text, '<w:vertAlign w:val="superscript"/>')


def _run(text: str, properties: str) -> str:
    form = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{form}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def field(instruction: str, shown: str, half_points: int | None = None) -> str:
    """A field that Word calculates, with its text until then."""
    return f'<w:fldSimple w:instr="{escape(instruction)}">{run(shown, half_points=half_points)}</w:fldSimple>'


def table(grid: Grid, styles: UsedStyles, room: int) -> str:
    """
    A table.

    Args:
        grid: The table.

        styles: The identifiers of its styles.

        room: The width of the page between its margins.
    """
    return "".join(_parts(grid, styles, column_widths(grid, room // TWIP)))


def column_widths(grid: Grid, room: int) -> list[int]:
    """
    The widths of the columns of a table: in proportion, but each as wide as its longest word.

    Args:
        grid: The table.

        room: The width of all, in the unit of tables, as the widths are.
    """
    least = [_longest(column) * LETTER + BESIDE for column in zip(*_words(grid), strict=True)]
    if sum(least) > room:
        return [room * one // sum(least) for one in least]
    found = dict[int, int]()
    while True:
        rest = {number: head.width for number, head in enumerate(grid.heads) if number not in found}
        share = (room - sum(found.values())) / sum(rest.values())
        narrow = {number: least[number] for number, width in rest.items() if width * share < least[number]}
        if not narrow:
            return [found.get(number, int(head.width * share)) for number, head in enumerate(grid.heads)]
        found |= narrow


def _words(grid: Grid) -> Iterator[list[str]]:
    """The texts of a table, row by row, with the room for the marks of their notes."""
    yield [head.name for head in grid.heads]
    for row in grid.rows:
        yield [cell.text + "_" * len(cell.notes) for cell in row.cells]


def _longest(texts: Sequence[str]) -> int:
    """The length of the longest word; of one that is too long for a column, such as an address, the most."""
    return min(LONGEST, max(map(len, " ".join(texts).split()), default=1))


def _parts(grid: Grid, styles: UsedStyles, widths: Sequence[int]) -> Iterator[str]:
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(styles.table)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val="{escape(grid.caption)}"/></w:tblPr><w:tblGrid>'
    )
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for head, width in zip(grid.heads, widths, strict=True):
        side = TO_THE_RIGHT if head.is_numeric else ""
        yield _cell(width, "", paragraph(styles["Table Heading"], run(head.name), f"<w:keepNext/>{side}"))
    yield "</w:tr>"
    goes_on = [*(row.goes_on for row in grid.rows[1:]), False]
    for row, has_more in zip(grid.rows, goes_on, strict=True):
        yield from _row(row, grid, widths, styles["Table Text"], has_more=has_more)
    yield "</w:tbl>"


def _row(row: Row, grid: Grid, widths: Sequence[int], style: str, *, has_more: bool) -> Iterator[str]:
    keep = "<w:keepNext/>" if has_more else ""
    first = GOES_ON if row.goes_on else BEGINS if has_more else ""
    yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for number, (cell, head, width) in enumerate(zip(row.cells, grid.heads, widths, strict=True)):
        side = TO_THE_RIGHT if head.is_numeric else ""
        yield _cell(width, "" if number else first, paragraph(style, _content(cell), keep + side))
    yield "</w:tr>"


def _cell(width: int, merged: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{content}</w:tc>'


def _content(cell: Cell) -> str:
    marks = superscript("".join(f"{NO_BREAK}{number}" for number in cell.notes))
    return run(cell.text, is_strong=cell.is_strong) + marks
