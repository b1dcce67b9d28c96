"""
A document as a Word file: real styles, headings that repeat on each page, wide pages for wide tables.

May import python-docx, as its neighbours that are named after Word; they are imported where a file is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION

from ._blocks import Document, Facts, Grid, Heading, Items, Words
from ._word_elements import element, field, paragraph, run, superscript, table
from ._word_file import A4, Template, finished, opened
from ._word_styles import BULLET, FACT, NOTE, UsedStyles, ensure_styles

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as Page

__all__ = ["word"]


def word(document: Document, template: Template | None = None) -> bytes:
    """
    The file of a document.

    Args:
        document: The document.

        template: A Word file whose styles, page, header and footer are taken; None for those of the library.

    Raises:
        InvalidValueError: The template is no Word file.
    """
    file = opened(template)
    styles = ensure_styles(file, is_own=template is not None)
    _append(file, paragraph(styles["Title"], run(document.title)))
    _append(file, paragraph(styles["Subtitle"], run(document.subtitle)))
    tables = count(1)
    turned: bool | None = None
    for section in document.sections:
        # A section goes on with the page before it, unless that is turned.
        is_new = turned is not None and section.is_wide != turned
        page = file.add_section(WD_SECTION.NEW_PAGE) if is_new else file.sections[-1]
        turned = section.is_wide
        _turn(page, is_wide=turned)
        room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        for block in section.blocks:
            parts = _table(block, next(tables), styles, room) if isinstance(block, Grid) else _text(block, styles)
            for part in parts:
                _append(file, part)
    return finished(file, document, is_own=template is not None)


def _append(file: WordDocument, xml: str) -> None:
    """Add an element at the end, before the description of the last page."""
    file.element.body.insert_element_before(element(xml), "w:sectPr")


def _turn(page: Page, *, is_wide: bool) -> None:
    """Turn a page so that its longer side is the width, or the height."""
    shorter, longer = sorted((page.page_width or A4[0], page.page_height or A4[1]))
    page.page_width, page.page_height = (longer, shorter) if is_wide else (shorter, longer)
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT


def _text(block: Words, styles: UsedStyles) -> Iterator[str]:
    if isinstance(block, Heading):
        yield paragraph(styles[f"Heading {block.level}"], run(block.text))
    elif isinstance(block, Facts):
        for label, text in block.items:
            yield paragraph(styles[FACT], run(f"{label}: ", is_strong=True) + run(text))
    elif isinstance(block, Items):
        yield from (paragraph(styles[BULLET], run(styles.sign + text)) for text in block.texts)
    else:
        yield paragraph(styles[NOTE if block.is_note else "Normal"], run(block.text))


def _table(grid: Grid, number: int, styles: UsedStyles, room: int) -> Iterator[str]:
    """The caption of a table, the table, and its notes."""
    caption = run("Table ") + field("SEQ Table \\* ARABIC", str(number)) + run(f". {grid.caption}")
    yield paragraph(styles["Caption"], caption, "<w:keepNext/>")
    yield table(grid, styles, room)
    for mark, note in enumerate(grid.notes, 1):
        yield paragraph(styles[NOTE], superscript(str(mark)) + run(f" {note}"))
    yield paragraph(styles[NOTE], "")
