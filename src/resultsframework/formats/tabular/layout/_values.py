"""
The values in a cell: one, or several where the layout says so, each with its unit and what is written beside it.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.cell import Conventions, ParsedValue, read_cell
from resultsframework.formats.tabular.sheet import Cell, quantity_of
from resultsframework.period import Period
from resultsframework.value import Missing, Value

from ._periods import period_in
from ._words import plain, word_table, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._layout import Layout, TableLayout
    from ._record import Record

__all__ = ["Notation", "ReadValue", "bullets_off", "lines_of"]

MEANINGS: Mapping[str, Value] = {
    "to be determined": Missing.TO_BE_DETERMINED,
    "not available": Missing.NOT_AVAILABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    "empty": Missing.EMPTY,
    "yes": True,
    "no": False,
}
BRACKETED = re.compile(r"(?P<outside>[^()]*\S)\s*\((?P<inside>[^()]+)\)", re.DOTALL)
BULLET = re.compile(r"\A\s*(?:[-–—•▪*·]\s+|\(?[0-9]{1,2}[.)]\s+(?=\S)|\(?[a-z][.)]\s+(?=\S))")
PERIOD_FIRST = re.compile(r"(?P<period>[^:]{1,40}):\s*(?P<rest>.+)", re.DOTALL)
OF_A_WHOLE = re.compile(
    r"(?P<part>[0-9](?:[0-9.,\s]*[0-9.,])?)\s++(?P<word>[^\W\d](?:[^\d]*[^\d\s])?)\s++(?P<whole>[0-9][0-9.,\s]*)"
)
NUMBER_AMONG_WORDS = re.compile(r"(?P<before>[^0-9]*)(?P<number>[0-9](?:[0-9.,]*[0-9])?(?:\s?%)?)(?P<behind>[^0-9]*)")
# Longer texts are no values with a mark, a place or brackets.
LONGEST = 300


class ReadValue(NamedTuple):
    """
    A value of a cell.

    Attributes:
        value: The value.

        unit: The unit that the cell states.

        raw: Its text.

        comment: The remark beside it: a footnote, or a text in brackets.

        place: The place that the cell names for it.

        group: The group that it describes: "sex: women".

        period: The period that the cell names for it.
    """

    value: Value
    unit: str | None = None
    raw: str = ""
    comment: str | None = None
    place: str | None = None
    group: str | None = None
    period: Period | None = None

    @property
    def is_text(self) -> bool:
        """True if it was not read as anything but text."""
        return isinstance(self.value, str)


class Notation:
    """
    The notation of the cells of a table.

    Attributes:
        decimal: The decimal mark of numbers that are texts.

        currency: The currency of amounts that state none.

        footnotes: The footnotes of the sheet by their marks, as far as they are read.
    """

    def __init__(self, layout: Layout, table: TableLayout) -> None:
        self.decimal = layout.decimal
        self.currency = layout.currency
        self.footnotes: dict[str, str] = {}
        self._layout = layout
        self._table = table
        own = {plain(word): meaning for word, meaning in layout.words.items()}
        self._words = {**word_table("cells"), **own}
        self._thousands = [_grouped(mark) for mark in layout.thousands]
        names = sorted(layout.places, key=len, reverse=True)
        found = "|".join(map(re.escape, names))
        is_wanted = bool(names) and "places" in table.several
        self._place = (
            re.compile(rf"(?:^|[;/|,\n])\s*(?P<place>{found})(?!\w)\s*[:=]?", re.IGNORECASE) if is_wanted else None
        )
        self._place_names = {name.casefold(): full for name, full in layout.places.items()}

    def meaning(self, text: str) -> Value | None:
        """Yes, no, or the reason of a missing value that a whole text is; None for any other text."""
        found = MEANINGS.get(self._words.get(plain(text), ""))
        if found is not None or self._is_no_word(text):
            return found
        value = read_cell(text).value
        return value if isinstance(value, Missing) else None

    def _is_no_word(self, text: str) -> bool:
        return len(text) > 40

    def text(self, cell: Cell) -> str | None:
        """The text of a cell of words; None where it is empty, or a word for a missing value."""
        text = cell.text.strip()
        return None if not text or cell.is_error or isinstance(self.meaning(text), Missing) else text

    def text_in(self, record: Record, field: str) -> str | None:
        """The text of a record's first filled cell of a field, as `text` has it."""
        entry = record.filled(field)
        return None if entry is None else self.text(entry.cell)

    def values(self, cell: Cell, conventions: Conventions) -> list[ReadValue]:
        """
        The values of a cell: none of an empty one, of an error and of a formula without a result.

        Args:
            cell: The cell.

            conventions: The conventions of the indicator.
        """
        if cell.is_empty or cell.is_error or cell.is_formula_without_result:
            return []
        quantity = quantity_of(cell, self.currency)
        if quantity is not None:
            return [ReadValue(quantity.number, quantity.unit, cell.text)]
        if isinstance(cell.value, bool):
            return [ReadValue(cell.value, None, cell.text)]
        return self.of_text(cell.text, conventions)

    def of_text(self, text: str, conventions: Conventions) -> list[ReadValue]:
        """The values of the text of a cell."""
        if len(text) > LONGEST:
            return [self._one(text, conventions)]
        by_place = [*self._by_place(text)]
        if by_place:
            return [self._one(part, conventions)._replace(place=place) for place, part in by_place]
        if "periods" in self._table.several and (match := PERIOD_FIRST.fullmatch(text.strip())):
            period = period_in(match["period"], year=self._year) or Period(raw=match["period"].strip())
            return [self._one(match["rest"], conventions)._replace(period=period, raw=text.strip())]
        return self._bracketed(text, conventions) or [self._one(text, conventions)]

    @property
    def _year(self) -> int | None:
        return self._layout.year if isinstance(self._layout.year, int) else None

    def _by_place(self, text: str) -> Iterator[tuple[str, str]]:
        """The places that a text names, with the text of each; nothing where it does not begin with a place."""
        found = [*self._place.finditer(text)] if self._place else []
        if not found or text[: found[0].start("place")].strip():
            return
        ends = [match.start() for match in found[1:]] + [len(text)]
        for match, end in zip(found, ends, strict=True):
            yield self._place_names[match["place"].casefold()], text[match.end() : end].strip(" ;/|,\n")

    def _bracketed(self, text: str, conventions: Conventions) -> list[ReadValue]:
        """A value with another one, its year or a remark in brackets, as the layout says; nothing for another text."""
        meaning = self._table.brackets
        match = BRACKETED.fullmatch(text.strip()) if meaning else None
        if match is None or meaning is None:
            return []
        outside = self._one(match["outside"], conventions)
        if outside.is_text:
            return []
        whole = outside._replace(raw=text)
        if meaning == "comment":
            return [whole._replace(comment=match["inside"])]
        if meaning == "year":
            period = period_in(match["inside"], year_start=self._layout.year_start)
            return [] if period is None else [whole._replace(period=period)]
        inside = self._one(_number_of(meaning, match["inside"]), conventions)
        return [] if inside.is_text else [whole, inside._replace(group=meaning, raw=text)]

    def _one(self, text: str, conventions: Conventions) -> ReadValue:
        """The one value of a text, with the footnote behind its mark."""
        shown, comment = self._without_mark(text.strip())
        word = None if conventions.measured == "scale" or self._is_no_word(shown) else self.meaning(shown)
        found = ParsedValue(word) if word is not None else read_cell(self._in_digits(shown), None, conventions)
        if isinstance(found.value, str):
            # What is no value stays the text of the cell, with its mark.
            return ReadValue(text.strip(), None, text.strip())
        return ReadValue(found.value, found.unit, text.strip(), comment)

    def _without_mark(self, text: str) -> tuple[str, str | None]:
        for mark in sorted(self._layout.marks, key=len, reverse=True):
            if text.endswith(mark) and any(map(str.isdigit, text)):
                return text.removesuffix(mark).rstrip(), self.footnotes.get(mark, mark)
        return text, None

    def _in_digits(self, text: str) -> str:
        """A text with the marks of its thousands left out, and with "of" for the word between two numbers."""
        for pattern, mark in self._thousands:
            text = pattern.sub(functools.partial(_without, mark), text)
        match = OF_A_WHOLE.fullmatch(text)
        if match and plain(match["word"]) in words_of("of", "words"):
            return f"{match['part']} of {match['whole']}"
        return text

    def number(self, cell: Cell) -> Decimal | None:
        """The number of a cell, a percentage as it is shown; None where it holds something else."""
        found = self.values(cell, Conventions(self.decimal))
        value = found[0].value if len(found) == 1 else None
        return value if isinstance(value, Decimal) else None


def _grouped(mark: str) -> tuple[re.Pattern[str], str]:
    """A pattern of a number with its digits in threes behind a mark."""
    escaped = re.escape(mark)
    return re.compile(rf"(?<![0-9.,])[1-9][0-9]{{0,2}}(?:{escaped}[0-9]{{3}})+(?![0-9]|\s?%)"), mark


def _number_of(group: str, text: str) -> str:
    """The number in a text that also names its group: 87 of "87 women" or "of whom 87 women"; else the whole text."""
    match = NUMBER_AMONG_WORDS.fullmatch(text)
    if match is None:
        return text
    category = plain(group.partition(":")[2])
    words = plain(f"{match['before'].strip(' :')} {match['behind']}")
    is_named = words == category or (words in word_table("groups") and words.endswith(f" {category}"))
    return match["number"] if is_named else text


def lines_of(text: str) -> list[str]:
    """The filled lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def bullets_off(text: str) -> str:
    """A line without the dash, dot or number at its beginning."""
    return BULLET.sub("", text, count=1).strip()


def _without(mark: str, match: re.Match[str]) -> str:
    return match[0].replace(mark, "")
