"""
Texts set into lines: wrapped between words, with a label before them or under the line above.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from rich.text import Text

from ._terminal import clean

__all__ = ["INDENT", "fold", "hanging", "labelled", "paragraph"]

INDENT = 2
LABEL = 14
# A text beside a very long name still gets this much room, even if the line is then longer than the terminal is wide.
LEAST = 20
# The space between a number and what it counts in, where no line may break.
NUMBER = re.compile(r"(?<=[0-9]) (?=[KMB%](?![0-9A-Za-z]))")


def fold(text: str, width: int, *, after: int = 0) -> list[str]:
    """
    A text in lines. Words and amounts are never cut, so that a code or an address can be copied.

    Args:
        text: The text, as a file holds it.

        width: The most characters a line may have; less than twenty count as twenty.

        after: The indent of the lines after the first.
    """
    whole = NUMBER.sub("\N{NO-BREAK SPACE}", clean(text))
    room = max(width, LEAST)
    lines = textwrap.wrap(whole, room, subsequent_indent=" " * after, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def paragraph(text: str, width: int) -> Iterator[Text]:
    """A text of some length, set in."""
    return (Text(" " * INDENT + line) for line in fold(text, width - INDENT))


def hanging(label: str, text: str, width: int, style: str, text_style: str = "") -> Iterator[Text]:
    """A label with a text beside it, of any number of lines."""
    lines = fold(text, width - len(label) - 2 * INDENT) or [""]
    for start, line in zip_longest((label,), lines, fillvalue=""):
        yield Text.assemble(" " * INDENT, (start.ljust(len(label)), style), " " * INDENT, (line, text_style))


def labelled(
    facts: Iterable[tuple[str, str | None]], width: int, greyed: Collection[str] = frozenset()
) -> Iterator[Text]:
    """Facts beside their labels, those that are greyed dim; an empty one is left out."""
    for label, text in facts:
        if text and text.strip():
            yield from hanging(label.ljust(LABEL - INDENT), text, width, "dim", "dim" if label in greyed else "")
