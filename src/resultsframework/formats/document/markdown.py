"""
A framework as Markdown, as GitHub has it (CommonMark with tables), to be read by people and under version control.

Written: the logframe of a donor, or what was planned and achieved in a year; see `document_of`. No text of a source is
markup. Notes are superscript numbers, explained below each table.

Lost: whatever a reader of a logframe does not look for, such as references, translations and the source; nothing is
read back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

from resultsframework.formats._text import Writable, write_text

from ._blocks import Cell, Document, Facts, Grid, Heading, Paragraph, Row, Words
from ._view import Time, document_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["dump", "dumps"]

# Characters that are markup wherever they are; underscores outside words, and an ampersand that begins an entity.
ALWAYS = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# Signs that begin a heading, a list, or a line across the page.
AT_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=[\s-]|$)|\d{1,9}(?=[.)](?:\s|$)))(.*)", re.DOTALL)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def dumps(
    framework: ResultsFramework, *, view: str = "donor", at: Time | None = None, today: dt.date | None = None
) -> str:
    """
    The text of a document.

    Args:
        framework: The framework.

        view: "donor" for the logframe, "progress" for what was planned and achieved at a time.

        at: For the progress: a year, a day, or a period; the reporting year where not given.

        today: For the progress: the day by which results are due.

    Raises:
        InvalidValueError: There is no such view, the donor view is given a time, or the progress view has none.
    """
    return text_of(document_of(framework, view, at=at, today=today))


def dump(framework: ResultsFramework, file: Writable, **options: Any) -> None:
    """Write the document of a framework, whole or not at all; see `dumps`."""
    write_text(file, dumps(framework, **options))


def text_of(document: Document) -> str:
    """The text of a document."""
    lines = [f"# {escaped(document.title)}", "", _line(document.subtitle)]
    tables = count(1)
    for section in document.sections:
        for block in section.blocks:
            lines += ["", *(_table(block, next(tables)) if isinstance(block, Grid) else _lines(block))]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text on one line within others, every character of which is shown as it is."""
    found = ALWAYS.sub(lambda sign: "&amp;" if sign[0] == "&" else f"\\{sign[0]}", text)
    # Between two of them may be a formula.
    return found.replace("$", r"\$") if found.count("$") > 1 else found


def _line(text: str) -> str:
    """A text that is a line of its own, which does not begin with a sign of markup either."""
    found = escaped(text)
    start = AT_START.fullmatch(found)
    if start is None:
        return found
    sign, rest = start.groups()
    return f"{sign}\\{rest}" if sign.isdigit() else f"\\{sign}{rest}"


def _lines(block: Words) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * min(block.level + 1, 6)} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.text)
    elif isinstance(block, Facts):
        yield from (f"- **{escaped(label)}:** {escaped(text)}" for label, text in block.items)
    else:
        yield from (f"- {_line(text)}" for text in block.texts)


def _table(grid: Grid, number: int) -> Iterator[str]:
    yield f"**Table {number}. {escaped(grid.caption)}**"
    yield ""
    yield _row(escaped(head.name) for head in grid.heads)
    yield _row("---:" if head.is_numeric else "---" for head in grid.heads)
    yield from (_row(_cells(row)) for row in grid.rows)
    for mark, note in enumerate(grid.notes, 1):
        yield ""
        yield f"{str(mark).translate(SUPERSCRIPTS)} {escaped(note)}"


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row) -> Iterator[str]:
    return map(_cell, row.cells)


def _cell(cell: Cell) -> str:
    text = escaped(cell.text)
    marks = " ".join(str(number).translate(SUPERSCRIPTS) for number in cell.notes)
    return " ".join(filter(None, (f"**{text}**" if cell.is_strong and text else text, marks)))
