"""
The lines of a portal page and a place among them: the current line, the next, and all lines that no field takes.
"""

from __future__ import annotations

from resultsframework.errors import FormatError, Problem

from ._amount import amount_in
from ._words import (
    CELLS,
    CODE,
    EVERYDAY,
    ICON,
    YEARS,
    Heading,
    copies,
    heading_of,
    is_section_menu,
    plain,
    starts_footer,
)

__all__ = ["FORMAT", "MARK", "Page"]

FORMAT = "portal"

# A line that no field took is written back behind this mark, so that reading it again does not guess anew.
MARK = "[unparsed] "


class Page:
    """
    The lines of a page that are not blank, read one after the other.

    Attributes:
        at: The line that is read next, counted from 0 among the lines that are not blank.

        texts: The lines, without the spaces around them.

        plains: The lines with single spaces, by which words are recognised.

        heads: The heading that each line is, or None.

        numbers: The 1-based number of each line in the text.

        gaps: For each line, true after a blank line.

        chrome: Menus, captions and explanations met so far.

        footer: The lines below the page proper, as met so far.
    """

    def __init__(self, text: str) -> None:
        self.at = 0
        self.texts: list[str] = []
        self.numbers: list[int] = []
        self.gaps: list[bool] = []
        self.chrome: list[str] = []
        self.footer: list[str] = []
        self._unparsed: list[tuple[int, str]] = []
        gap = False
        for number, line in enumerate(_lines(text), 1):
            read = line.strip()
            if read.startswith(MARK):
                self.report(number, read.removeprefix(MARK).strip())
            elif read and read != MARK.strip():
                self.texts.append(read)
                self.numbers.append(number)
                self.gaps.append(gap)
                gap = False
            else:
                gap = True
        self.plains = [plain(text) for text in self.texts]
        self.heads = [heading_of(line) for line in self.plains]
        self._is_whole = text.endswith(("\n", "\r"))

    # --------------------------------------------------------------------------------------- current line

    @property
    def is_over(self) -> bool:
        """True if no line is left."""
        return self.at >= len(self.texts)

    @property
    def text(self) -> str:
        """The line that is read next, as read; empty after the last."""
        return "" if self.is_over else self.texts[self.at]

    @property
    def line(self) -> int:
        """The number of the line that is read next; that of the last after it."""
        return self.numbers[min(self.at, len(self.numbers) - 1)]

    def plain(self, ahead: int = 0) -> str:
        """A line with single spaces, so many lines ahead; empty after the last."""
        at = self.at + ahead
        return self.plains[at] if at < len(self.plains) else ""

    @property
    def is_heading(self) -> bool:
        """True if a block ends here: at a heading, where the footer begins, or at the end."""
        return self.is_over or self.heads[self.at] is not None or starts_footer(self.plains[self.at])

    @property
    def is_clear_heading(self) -> bool:
        """True if a block begins here, even among menus: a heading that is no word of everyday language."""
        if self.is_over:
            return True
        head = self.heads[self.at]
        return head is not None and head[0] not in EVERYDAY

    @property
    def is_paragraph(self) -> bool:
        """True for a line with a blank line before and after it."""
        return self.gaps[self.at] and (self.at + 1 >= len(self.texts) or self.gaps[self.at + 1])

    @property
    def may_be_cut(self) -> bool:
        """True if the line is the last and has no end, so that its figures may have lost digits."""
        return self.at + 1 == len(self.texts) and not self._is_whole

    def is_column(self, ahead: int = 0) -> bool:
        """True where a column of values begins: a year, and below it the kind of value."""
        return self.plain(ahead + 1) in CELLS and YEARS.fullmatch(self.plain(ahead)) is not None

    @property
    def is_indicator(self) -> bool:
        """True if an indicator begins: a code on a line of its own, with something about an indicator after it."""
        if self.is_over or CODE.fullmatch(self.plains[self.at]) is None or self.at + 1 >= len(self.texts):
            return False
        after = self.plain(1)
        if self.heads[self.at + 1] or after in CELLS or after == ICON:
            return False
        if starts_footer(after) or is_section_menu(after) or amount_in(after):
            return False
        return self.is_sentence(1)

    def is_sentence(self, ahead: int = 0) -> bool:
        """True if a line can be a statement or a note: it is no year, no code, and no value printed twice."""
        line = self.plain(ahead)
        return not any(word.fullmatch(line) for word in (YEARS, CODE)) and copies(line) is None

    # ------------------------------------------------------------------------------------- taking it

    def take(self) -> str:
        """Read the line, and go on to the next."""
        self.at += 1
        return self.texts[self.at - 1]

    def report(self, number: int, text: str) -> None:
        """Keep a text that no field takes, with its line."""
        if text:
            self._unparsed.append((number, text))

    def reject(self) -> None:
        """Keep a line that no field takes; a menu is no data wherever it is."""
        number = self.line
        text = self.take()
        if is_section_menu(text):
            self.chrome.append(text)
        else:
            self.report(number, text)

    def paragraphs(self) -> str:
        """Read free text up to the next heading: its lines, and one blank line where there were some."""
        parts: list[str] = []
        while not self.is_heading:
            parts += ["\n\n" if self.gaps[self.at] else "\n", self.take()]
        return "".join(parts[1:])

    @property
    def unparsed(self) -> tuple[str, ...]:
        """The content that no field holds, in source order."""
        return tuple(text for _, text in sorted(self._unparsed, key=lambda entry: entry[0]))

    def refuse(self, message: str, line: int) -> FormatError:
        """The error with the reason why this is no page, or not one page."""
        return FormatError(FORMAT, (Problem(message, line=line),))

    @property
    def head(self) -> tuple[Heading, str | None]:
        """The heading that the line is; the footer where none is left."""
        return (None if self.is_over else self.heads[self.at]) or (Heading.FOOTER, None)


def _lines(text: str) -> list[str]:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n")
