"""
The text of a brief, before its meaning is read: headings with their content, paragraphs, sentences and lists.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "Heading",
    "Line",
    "Sections",
    "heading_of",
    "joined",
    "lines_of",
    "name_list",
    "paragraphs_of",
    "printed",
    "sections_of",
    "sentences_of",
    "split_outside_brackets",
    "without_item_sign",
]

# A list or a name is the same whether its words may be parted at the end of a line or not.
COMMON_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
ITEM_SIGN = re.compile(r"(?:(?:[-•*·–—]|and)\s+)+")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+(?P<opening>[\"'“‘(\[]?)(?P<next>\w))")
NO_SENTENCE_END = re.compile(r"\b(?:e\.g|i\.e|[Dd]r|[Mm]rs?|[Mm]s|[Ss]t|vs|cf|approx|[A-Z])\.$")
UNFINISHED = (";", ",")
FINISHED = (".", "!", "?", ":", "…", '"', "”", "’", ")")


class Heading(enum.Enum):
    """The headings of a brief, as they are written, in their usual order."""

    DESCRIPTION = "The programme brief description"
    TARGET_GROUPS = "Target groups"
    QUICK_FACTS = "Quick facts"
    AGENCIES = "UN Agencies"
    PARTNERS = "National Partners"
    FINANCIAL = "Financial Information"


SPELLINGS = {
    "the programme brief description": Heading.DESCRIPTION,
    "programme brief description": Heading.DESCRIPTION,
    "programme description": Heading.DESCRIPTION,
    "target groups": Heading.TARGET_GROUPS,
    "target group": Heading.TARGET_GROUPS,
    "quick facts": Heading.QUICK_FACTS,
    "un agencies": Heading.AGENCIES,
    "un agency": Heading.AGENCIES,
    "participating un agencies": Heading.AGENCIES,
    "participating un organizations": Heading.AGENCIES,
    "participating un organisations": Heading.AGENCIES,
    "national partners": Heading.PARTNERS,
    "national partner": Heading.PARTNERS,
    "financial information": Heading.FINANCIAL,
}

LONGEST_HEADING = 80


class Line(NamedTuple):
    """
    A line of a text.

    Attributes:
        number: Its place in the text, counted from 1.

        text: Its text, without the space around it; blank for a blank line.
    """

    number: int
    text: str


class Sections(NamedTuple):
    """
    A brief, cut at its headings.

    Attributes:
        opening: The lines before the first heading.

        under: The lines below each heading that is present, possibly none.
    """

    opening: list[Line]
    under: dict[Heading, list[Line]]


def lines_of(text: str) -> Iterator[Line]:
    """Every line of a text, whichever way its lines end; spaces that do not break are spaces."""
    for number, line in enumerate(LINE_BREAK.split(text.removeprefix("\ufeff").translate(COMMON_SPACES)), 1):
        yield Line(number, line.strip())


def heading_of(line: str) -> tuple[Heading, str] | None:
    """The heading that a line is, and what follows it on the same line after a colon; None for any other line."""
    words, colon, rest = line.partition(":")
    if len(words) > LONGEST_HEADING:
        return None
    heading = SPELLINGS.get(" ".join(words.split()).casefold())
    return (heading, rest.strip()) if heading is not None and (colon or not rest) else None


def printed(heading: Heading) -> str:
    """A heading as a line of its own."""
    return heading.value + (":" if heading in (Heading.AGENCIES, Heading.PARTNERS) else "")


def sections_of(text: str) -> Sections:
    """The parts of a brief; a heading that is printed twice has both parts under it."""
    sections = Sections([], {})
    lines = sections.opening
    for line in lines_of(text):
        if (found := heading_of(line.text)) is None:
            lines.append(line)
            continue
        lines = sections.under.setdefault(found[0], [])
        lines.append(line._replace(text=found[1]))
    return sections


def paragraphs_of(lines: Iterable[str]) -> list[str]:
    """
    The paragraphs of some lines: each line is one, but for a line that plainly goes on in the next.

    A line goes on after a comma or semicolon, or where it has no end and the next begins with a small letter.
    """
    found: list[str] = []
    open_ended = False
    for line in lines:
        if line and open_ended and _goes_on(found[-1], line):
            found[-1] += f" {line}"
        elif line:
            found.append(line)
        open_ended = bool(line)
    return found


def joined(paragraphs: Iterable[str]) -> list[str]:
    """The lines that read as these paragraphs: one each, with a blank line where two would run together."""
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines and _goes_on(lines[-1], paragraph):
            lines.append("")
        lines.append(paragraph)
    return lines


def _goes_on(line: str, following: str) -> bool:
    return line.endswith(UNFINISHED) or (not line.endswith(FINISHED) and following[:1].islower())


def sentences_of(paragraph: str) -> list[tuple[int, int]]:
    """The start and end of each sentence of a paragraph; an abbreviation ends none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE_END.finditer(paragraph):
        before = paragraph[max(start, match.start() - 8) : match.start() + 1]
        if not match["next"].islower() and not NO_SENTENCE_END.search(before):
            spans.append((start, match.end()))
            start = match.start("next") - len(match["opening"])
    return [*spans, (start, len(paragraph))]


def split_outside_brackets(text: str, separators: str) -> list[tuple[int, str]]:
    """
    The parts of a text between separators outside brackets, without blank ones, and where each begins.

    Unmatched brackets are not taken as brackets, so that a stray one swallows nothing.
    """
    depths = _depths(text)
    parts: list[tuple[int, str]] = []
    start = 0
    for index, sign in enumerate(text + separators[0]):
        if index == len(text) or (sign in separators and not depths[index]):
            part = text[start:index]
            if part.strip():
                parts.append((start + len(part) - len(part.lstrip()), part.strip()))
            start = index + 1
    return parts


def _depths(text: str) -> list[int]:
    """The number of open brackets at each character; zero throughout if the brackets do not match."""
    depth = 0
    depths: list[int] = []
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
        depths.append(depth)
    return depths if depth == 0 else [0] * len(text)


def without_item_sign(text: str) -> str:
    """An item of a list without the bullet or the "and" before it."""
    sign = ITEM_SIGN.match(text)
    return text[sign.end() :] if sign else text


def name_list(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
