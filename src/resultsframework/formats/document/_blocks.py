"""
The parts of a document, whichever way it is printed: headings, facts, paragraphs, lists, and tables with notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

__all__ = [
    "LANGUAGE",
    "UNPRINTABLE",
    "Block",
    "Cell",
    "Document",
    "Facts",
    "Grid",
    "Head",
    "Heading",
    "Items",
    "Notes",
    "Paragraph",
    "Row",
    "Section",
    "Words",
    "labelled",
    "paragraphs",
    "plain",
]

# Characters that no file of XML may hold, or that act where they are printed.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A tag of a language, as far as it can be one.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """A text of a file on one line, with a replacement for each character that cannot be printed."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


@attrs.frozen
class Heading:
    """
    A heading.

    Attributes:
        level: Its level, from 1.

        text: Its text.
    """

    level: int
    text: str


@attrs.frozen
class Paragraph:
    """
    A paragraph.

    Attributes:
        text: Its text.

        is_note: True for the remarks below a table.
    """

    text: str
    is_note: bool = False


@attrs.frozen
class Facts:
    """
    Texts with labels.

    Attributes:
        items: Each label with its text.
    """

    items: tuple[tuple[str, str], ...]


@attrs.frozen
class Items:
    """
    A list.

    Attributes:
        texts: Its items.
    """

    texts: tuple[str, ...]


@attrs.frozen
class Cell:
    """
    A cell of a table.

    Attributes:
        text: Its text; empty where the source has no cell.

        notes: The numbers of the notes about it.

        is_strong: True where it is emphasised.
    """

    text: str = ""
    notes: tuple[int, ...] = ()
    is_strong: bool = False


@attrs.frozen
class Head:
    """
    The heading of a column.

    Attributes:
        name: Its text.

        width: The width of the column as a share of all.

        is_numeric: True for a column of numbers, which are set to the right.
    """

    name: str
    width: float
    is_numeric: bool = False


@attrs.frozen
class Row:
    """
    A row of a table.

    Attributes:
        cells: One cell a column.

        goes_on: True where the first cell is that of the row above, which this one continues.
    """

    cells: tuple[Cell, ...]
    goes_on: bool = False


@attrs.frozen
class Grid:
    """
    A table.

    Attributes:
        caption: The line above it.

        heads: The headings of its columns.

        rows: Its rows.

        notes: The notes below it, numbered from 1.
    """

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


Words: TypeAlias = Heading | Paragraph | Facts | Items
Block: TypeAlias = Words | Grid


@attrs.frozen
class Section:
    """
    A part of a document on pages of one orientation.

    Attributes:
        blocks: Its content.

        is_wide: True where its tables need pages that are wider than high.
    """

    blocks: tuple[Block, ...]
    is_wide: bool = False


@attrs.frozen
class Document:
    """
    A document, before it is printed as Markdown, Word or a page.

    Attributes:
        title: Its title.

        subtitle: The line below it.

        language: The language tag of the texts of the source; None if not stated.

        sections: Its content.
    """

    title: str
    subtitle: str
    language: str | None
    sections: tuple[Section, ...]


class Notes:
    """The notes below a table while it is made: the same note has the same number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a note."""
        return self._numbers.setdefault(plain(text), len(self._numbers) + 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._numbers)


def paragraphs(text: str | None) -> Iterator[Paragraph]:
    """The paragraphs of a text of a source: each of its lines that is not blank."""
    lines = LINE_END.split(text or "")
    return (Paragraph(plain(line)) for line in lines if line.strip())


def labelled(facts: Iterable[tuple[str, str | None]]) -> Iterator[Facts]:
    """The facts that are stated, as one block; nothing where none is."""
    stated = tuple((plain(label), plain(text)) for label, text in facts if text and text.strip())
    if stated:
        yield Facts(stated)
