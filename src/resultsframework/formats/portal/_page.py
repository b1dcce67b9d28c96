"""
A portal page as a stream of labels and texts, and a place in it.

Line ends, blank lines and spaces of whatever sort mean the same; they are kept only where nothing else says what
belongs together: between paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from resultsframework.errors import FormatError, Problem

from ._amount import is_money
from ._cell import cell_of, is_figure, is_one_cell
from ._headings import (
    EVERYDAY,
    MENU_ENTRIES,
    OF_AN_OUTCOME,
    OF_GLOBAL_RESULTS,
    OUTCOME_WORDS,
    OUTPUT_WORD,
    Found,
    Heading,
    heading_of,
    is_reserved,
    is_section_menu,
    starts_footer,
)
from ._lines import items_of, lines_of
from ._words import (
    ALIGNMENTS,
    BASELINE_YEARS,
    CELLS,
    CODE,
    ICONS,
    OFFICES,
    PLAN_CODE,
    RESULT_CODE,
    SDG,
    SUMMARY,
    YEARS,
    plain,
)

__all__ = ["FORMAT", "MARK", "Page", "is_free_text", "is_sentence"]

FORMAT = "portal"

# A line that no field took is written back behind this mark, so that reading it again does not guess anew.
MARK = "[unparsed]"
CAPTION = "i-icon"
# Of the cells of a page, the share that has to have a third part for it to be a note.
NOTED = (2, 3)


class Item(NamedTuple):
    """
    A label or a text of a page.

    Attributes:
        text: The text, with single spaces.

        number: The 1-based number of its line.

        gap: True after a blank line.
    """

    text: str
    number: int
    gap: bool


class Page:
    """
    The labels and texts of a page, read one after the other.

    Attributes:
        at: The one that is read next, counted from 0.

        texts: The labels and texts, with single spaces.

        heads: The heading that each is, or None.

        numbers: The 1-based number of the line of each.

        gaps: For each, true after a blank line, on a page where not every line follows one.

        has_paragraphs: True if blank lines mean something: some lines follow one, and others do not.

        chrome: Menus, captions and explanations met so far.

        footer: The lines below the page proper, as met so far.

        is_of_notes: True if it has none of the blocks of an outcome, so that it can only be a page of progress notes.

        has_notes: True if the cells of its tables have a third part: a note, or a dash.
    """

    def __init__(self, text: str) -> None:
        self.at = 0
        self.chrome: list[str] = []
        self.footer: list[str] = []
        self._unparsed: list[tuple[int, str]] = []
        items = list(self._items(text))
        if all(item.gap for item in items[1:]):
            items = [item._replace(gap=False) for item in items]
        items = list(_joined(items))
        self.texts = [item.text for item in items]
        self.numbers = [item.number for item in items]
        self.gaps = [item.gap for item in items]
        self.has_paragraphs = any(self.gaps)
        self.heads = _headings(self.texts)
        self.is_of_notes = not any(head is not None and head[0] in OF_AN_OUTCOME for head in self.heads)
        self.has_notes = self._has_notes()
        self._is_whole = text.endswith(("\n", "\r"))

    def _items(self, text: str) -> Iterator[Item]:
        gap = False
        for number, line in enumerate(lines_of(text), 1):
            read = plain(line)
            if read.startswith(MARK):
                self.report(number, read.removeprefix(MARK).strip())
                gap = gap or read == MARK
            elif read and read != CAPTION:
                for item in items_of(read):
                    yield Item(item, number, gap)
                    gap = False
            else:
                gap = True

    # --------------------------------------------------------------------------------------- current text

    @property
    def is_over(self) -> bool:
        """True if nothing is left."""
        return self.at >= len(self.texts)

    @property
    def text(self) -> str:
        """The text that is read next; empty after the last."""
        return self.plain()

    @property
    def line(self) -> int:
        """The number of the line of the text that is read next; that of the last after it."""
        return self.numbers[min(self.at, len(self.numbers) - 1)]

    def plain(self, ahead: int = 0) -> str:
        """A text so many ahead; empty after the last."""
        at = self.at + ahead
        return self.texts[at] if at < len(self.texts) else ""

    @property
    def head(self) -> Found:
        """The heading that the text is; the footer where none is left."""
        return (None if self.is_over else self.heads[self.at]) or (Heading.FOOTER, None)

    @property
    def is_heading(self) -> bool:
        """True if a block ends here: at a heading, where the footer begins, or at the end."""
        return self._is_end(self.at)

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

    def may_be_cut(self) -> bool:
        """True if the text is the last and has no end, so that its figures may have lost digits."""
        return self.at + 1 == len(self.texts) and not self._is_whole

    def is_cut_off(self) -> bool:
        """True if the text has ended with the one read last, and without an end of its line."""
        return self.is_over and not self._is_whole

    # ------------------------------------------------------------------------------------ tables of values

    def is_column(self, ahead: int = 0) -> bool:
        """True where a column of values begins: a year, and behind it the kind of value."""
        return self._is_column(self.at + ahead)

    @property
    def is_indicator(self) -> bool:
        """True if an indicator begins: its code, with something about an indicator after it."""
        return not self.is_over and self._is_indicator(self.at)

    def is_table(self, ahead: int = 0) -> bool:
        """True where a column of values begins, with its year or without."""
        return self._is_table(self.at + ahead)

    def is_sentence(self, ahead: int = 0) -> bool:
        """True if a text can be a statement or a note: it is no year, no code, and no value printed twice."""
        return is_sentence(self.plain(ahead))

    def parts(self, ahead: int = 0) -> list[str]:
        """The texts up to the next label, column, indicator or heading: a cell, behind its label."""
        return self._parts(self.at + ahead)

    def code_at(self, ahead: int = 0) -> int:
        """The number of texts of an indicator's code, with its code in the plan and its office; 0 for none."""
        return self._code_at(self.at + ahead)

    # -------------------------------------------------------------------------------------------- taking it

    def take(self) -> str:
        """Read the text, and go on to the next."""
        self.at += 1
        return self.texts[self.at - 1]

    def report(self, number: int, text: str) -> None:
        """Keep a text that no field takes, with its line."""
        if text:
            self._unparsed.append((number, text))

    def reject(self) -> None:
        """Keep a text that no field takes; a menu is no data wherever it is."""
        number = self.line
        text = self.take()
        if is_section_menu(text):
            self.chrome.append(text)
        else:
            self.report(number, text)

    def paragraphs(self) -> str:
        """Read free text up to the next heading, without menus: its lines, and one blank line where there were some."""
        parts: list[str] = []
        number = 0
        while not self.is_heading:
            if is_section_menu(self.text):
                self.reject()
                continue
            gap = "\n\n" if self.gaps[self.at] else "\n" if self.line != number else " "
            number = self.line
            parts += [gap, self.take()]
        return "".join(parts[1:])

    @property
    def unparsed(self) -> tuple[tuple[int, str], ...]:
        """The content that no field holds, in source order, each text with its line."""
        return tuple(sorted(self._unparsed, key=lambda entry: entry[0]))

    def refuse(self, message: str, line: int) -> FormatError:
        """The error with the reason why this is no page, or not one page."""
        return FormatError(FORMAT, (Problem(message, line=line),))

    # ------------------------------------------------------------------------------------- anywhere in it

    def _is_end(self, at: int) -> bool:
        return at >= len(self.texts) or self.heads[at] is not None or starts_footer(self.texts[at])

    def _is_column(self, at: int) -> bool:
        if at + 1 >= len(self.texts) or self.texts[at + 1] not in CELLS:
            return False
        pattern = BASELINE_YEARS if self.texts[at + 1] == "Baseline" else YEARS
        return pattern.fullmatch(self.texts[at]) is not None

    def _is_table(self, at: int) -> bool:
        return self._is_column(at) or (at < len(self.texts) and self.texts[at] in CELLS)

    def _code_at(self, at: int) -> int:
        texts, begin = self.texts, at
        if at + 1 < len(texts) and PLAN_CODE.fullmatch(texts[at]):
            at += 1
        if at >= len(texts) or CODE.fullmatch(texts[at]) is None:
            return 0
        at += 1
        if at < len(texts) and PLAN_CODE.fullmatch(texts[at]):
            at += 1
        if at < len(texts) and texts[at] in OFFICES:
            at += 1
        return at - begin

    def _is_indicator(self, at: int) -> bool:
        count = self._code_at(at)
        after = at + count
        if not count or self._is_end(after):
            return False
        text = self.texts[after]
        if text in CELLS or text in ICONS or is_section_menu(text) or is_money(text):
            return False
        return is_sentence(text)

    def _parts(self, at: int) -> list[str]:
        found: list[str] = []
        while not self._ends_a_cell(at, len(found)):
            found.append(self.texts[at])
            at += 1
        return found

    def _ends_a_cell(self, at: int, before: int) -> bool:
        if self._is_end(at) or self._is_column(at):
            return True
        text = self.texts[at]
        if _is_label(text):
            return True
        count = self._code_at(at)
        # The copies of a value may look like a code; what is behind them does not.
        return count > 0 and (before > 1 or self._is_indicator(at) or self._is_table(at + count))

    def _has_notes(self) -> bool:
        """True if most cells have a third part, so that a text behind a value is no stray line."""
        cells = noted = 0
        for at, text in enumerate(self.texts):
            parts = self._parts(at + 1) if text in CELLS else []
            if parts:
                cells += 1
                noted += cell_of(parts, has_notes=True).has_third
        share, of = NOTED
        return noted > 0 and noted * of >= cells * share


def is_free_text(text: str) -> bool:
    """True if a text on a line of its own is read as a text wherever it is: it is no heading, label or code."""
    is_code = CODE.fullmatch(text) is not None or PLAN_CODE.fullmatch(text) is not None
    is_unread = text == CAPTION or text.startswith(MARK)
    return not (is_reserved(text) or is_code or is_unread or _is_label(text)) and items_of(text) == (text,)


def _is_label(text: str) -> bool:
    """True for a label of the table of values, of a tag or of an amount, and for a menu."""
    if text in CELLS or text in ALIGNMENTS or text in ICONS or text == SDG:
        return True
    is_summary = SUMMARY.fullmatch(text) is not None and not is_one_cell(text)
    return is_summary or is_section_menu(text) or is_money(text)


def is_sentence(line: str) -> bool:
    """True if a text can be a statement or a note: it is no year, no code, and no value printed twice."""
    is_value = is_figure(line) or is_one_cell(line) or BASELINE_YEARS.fullmatch(line) is not None
    return CODE.fullmatch(line) is None and PLAN_CODE.fullmatch(line) is None and not is_value


def _headings(texts: list[str]) -> list[Found | None]:
    """The heading that each text is; those of global results only on a page of global results."""
    found = [heading_of(text) for text in texts]
    if any(head is not None and head[0] is Heading.GLOBAL_INDICATORS for head in found):
        return found
    return [None if head is not None and head[0] in OF_GLOBAL_RESULTS else head for head in found]


def _joined(items: list[Item]) -> Iterator[Item]:
    """The items, with the entries of a menu, and a heading and its code, as one wherever they are on several lines."""
    at = 0
    while at < len(items):
        item = items[at]
        end = _end_of_menu(items, at) if is_section_menu(item.text) else at + 1
        if _is_split_heading(items, at):
            end = at + 2
        yield item._replace(text=" ".join(part.text for part in items[at:end]))
        at = end


def _end_of_menu(items: list[Item], at: int) -> int:
    """The first item behind a menu, each entry of which is printed once."""
    end, left = at + 1, set(MENU_ENTRIES)
    while end < len(items) and (entry := items[end].text.casefold()) in left:
        left.discard(entry)
        end += 1
    return end


def _is_split_heading(items: list[Item], at: int) -> bool:
    """True if the word "outcome" or "OUTPUT" has its code on the next line; an output without one has a blank line."""
    word, code = items[at].text, items[at + 1].text if at + 1 < len(items) else ""
    if word in OUTCOME_WORDS:
        return heading_of(f"{word} {code}") is not None
    return word == OUTPUT_WORD and RESULT_CODE.fullmatch(code) is not None and not items[at + 1].gap
