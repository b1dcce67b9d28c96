"""
The likely field of a heading, and the rows of a sheet that look like headings.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ._fields import KINDS, SKIP
from ._headings import heading_texts
from ._periods import period_in, without_periods
from ._words import plain, word_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.formats.tabular.sheet import Sheet

__all__ = ["PERIOD", "Guess", "HeadingRow", "field_of", "heading_rows", "nearest_row"]

# A heading that is nothing but a period.
PERIOD = "{period}"
# In words that end a heading in two rows: the value itself, or its year.
VALUES = frozenset({"value", "values", "valeur", "valor", "القيمة", "#", "no", "number", "nombre", "numero"})
YEARS = frozenset({"year", "annee", "ano", "date", "fecha", "data", "السنة"})
# A number that is no year: no heading.
A_NUMBER = re.compile(r"(?!(?:19|20)[0-9]{2}$)[0-9][0-9.,]*%?")
NUMBER = re.compile(r"(?<!\s)\s+[0-9]+(?:\.[0-9]+)*$")
# Words behind that of a field that make it something else: the comment on a target is no target.
TRAPS = frozenset(
    {
        *("comment", "comments", "language", "location", "dimension", "status", "rationale", "reference", "vocabulary"),
        *(
            "uri",
            "ref",
            "code",
            "date",
            "identifier",
            "name",
            "description",
            "desc",
            "ascending",
            "aggregation",
            "type",
        ),
        *("id", "justification", "quality", "issue", "issues", "steward", "availability"),
    }
)
# Whole headings of a pair of values; and what they are below the heading of a budget.
LABELS = {"planned": "milestone", "actual": "actual"}
PAIR = {"milestone": "budget", "actual": "expenses"}
# "Réf. 2023" is the value of that year; without a year it is a code.
SHORT_REFERENCE = "ref"
# A year of the plan: planned, and without a year of the calendar.
NTH_YEAR = re.compile(r"(?:yr|year|annee|ano)\.?\s?[0-9]{1,2}")
# "Março" is a month, and "marco" a milestone.
MARCH, CEDILLA = "marco", "ç"
# "Status as of June 2023", "Situation au 30/06/2024"
PREPOSITIONS = frozenset({"as", "of", "at", "in", "on", "au", "a", "en", "al", "em"})
INDICATORS = ("indicator", "result or indicator")
OF_MONEY = frozenset({"budget", "activity"})
LONGEST_HEADING = 90
SEARCHED_ROWS = 200
# A row with more filled cells was not written by hand.
MOST_COLUMNS = 300
# One of these makes a row of headings likely.
TELLING = frozenset(
    {
        "indicator",
        "code and indicator",
        "result or indicator",
        "result",
        "level",
        "activity",
        "budget",
        "revision day",
        *KINDS,
    }
)


class Guess(NamedTuple):
    """
    The likely field of a heading.

    Attributes:
        field: The field; `PERIOD` for a heading that is nothing but a period.

        is_certain: True if the whole heading is a known word for it, and not only its beginning.
    """

    field: str
    is_certain: bool = True


@functools.lru_cache(maxsize=4_096)
def field_of(heading: str) -> Guess | None:
    """
    The likely field of a heading; None for words that are not known.

    >>> field_of("Baseline (2021)"), field_of("Línea de base 2023"), field_of("Rationale for target")
    (Guess(field='baseline', is_certain=True), Guess(field='baseline', is_certain=True), None)
    """
    text = without_periods(heading)
    doubtful = _of_two_meanings(heading, text)
    if doubtful is not None:
        return Guess(doubtful, is_certain=False)
    known = _known(heading, text)
    if known is not None:
        return Guess(known)
    *first, last = heading.split(" / ")
    if first:
        found = _joined(first, last)
        if found is not None:
            return found
    if not text and period_in(heading, year=2000) is not None:
        return Guess(PERIOD)
    return _beginning(text)


def _of_two_meanings(heading: str, text: str) -> str | None:
    """The likelier field of a short heading that may have another meaning."""
    first, *behind = text.split() or ("",)
    if first in words_of("states", "words") and PREPOSITIONS.issuperset(behind) and period_in(heading) is not None:
        return "actual"
    if plain(heading) == MARCH and CEDILLA in heading.casefold():
        return PERIOD
    if NTH_YEAR.fullmatch(plain(heading)):
        return "milestone"
    if text == SHORT_REFERENCE and period_in(heading) is not None:
        return "baseline"
    return "means of verification" if plain(heading) in words_of("sources", "words") else None


def _joined(first: list[str], last: str) -> Guess | None:
    """The field of headings in two rows: of the lowest that has one."""
    if plain(last) in (VALUES | YEARS):
        above = field_of(" / ".join(first))
        if above is not None and above.field in KINDS:
            return Guess(f"{above.field} year") if plain(last) in YEARS else above
    for part in (last, *reversed(first)):
        found = field_of(part)
        if found is not None and found.field in PAIR and (amount := _amount(first)):
            return Guess(amount[found.field])
        if found is not None and found.field != PERIOD:
            return found
    return None


def _amount(above: list[str]) -> Mapping[str, str] | None:
    """The fields of planned and actual amounts, where a heading above says that they are of a budget."""
    return PAIR if any((guess := field_of(part)) is not None and guess.field == "budget" for part in above) else None


def _known(heading: str, text: str) -> str | None:
    """The field of a heading that is a known word, with or without its period, its number or the word of a level."""
    words = word_table("headings")
    unnumbered = NUMBER.sub("", text)
    known = next((words[spelled] for spelled in (plain(heading), text, unnumbered) if spelled in words), None)
    level, _, noun = unnumbered.rpartition(" ")
    is_of_level = words.get(noun) == "indicator" and level in word_table("levels")
    if plain(heading) in words_of("parts", "words"):
        return "period"
    if known is None and plain(heading) in word_table("labels"):
        known = LABELS[word_table("labels")[plain(heading)]]
    return "indicator" if known is None and is_of_level else known


def _beginning(text: str) -> Guess | None:
    """The field of a heading that begins with a known word, and has nothing behind it that makes it something else."""
    words = word_table("headings")
    longest = max((word for word in words if len(word) > 3 and text.startswith(f"{word} ")), key=len, default=None)
    if longest is None or not TRAPS.isdisjoint(text.removeprefix(longest).split()):
        return None
    return Guess(words[longest], is_certain=False)


class HeadingRow(NamedTuple):
    """
    A row of a sheet that looks like headings.

    Attributes:
        row: Its number.

        rows: The number of heading rows: 1 or 2.

        texts: Its headings by their columns.

        guesses: The likely fields by their columns.
    """

    row: int
    rows: int
    texts: dict[int, str]
    guesses: dict[int, Guess]

    @property
    def fields(self) -> set[str]:
        """The likely fields."""
        return {guess.field for guess in self.guesses.values()}

    @property
    def has_indicator(self) -> bool:
        """True if one of its columns holds indicators."""
        return any(guess.is_certain and guess.field in INDICATORS for guess in self.guesses.values())

    @property
    def likeness(self) -> tuple[int, float]:
        """The number of columns that are known, without periods, and with them."""
        return sum(guess.field != PERIOD for guess in self.guesses.values()), self.weight

    @property
    def has_values_by_code(self) -> bool:
        """True if it has values of indicators that only a code names, as a table beside that of the indicators has."""
        certain = {guess.field for guess in self.guesses.values() if guess.is_certain}
        return "indicator code" in certain and not certain.isdisjoint(KINDS) and certain.isdisjoint(OF_MONEY)

    @property
    def weight(self) -> float:
        """The number of columns that are known; those that are less certain count half."""
        return sum(1 if guess.is_certain else 0.5 for guess in self.guesses.values())


def heading_rows(sheet: Sheet) -> list[HeadingRow]:
    """The rows of a sheet that look like headings, in their order."""
    found: list[HeadingRow] = []
    row = 1
    while row <= min(sheet.height, SEARCHED_ROWS):
        likely = _heading_row(sheet, row)
        if likely is None:
            row += 1
            continue
        found.append(likely)
        row += likely.rows
    return found


def nearest_row(sheet: Sheet) -> HeadingRow | None:
    """The row that comes nearest to headings in a sheet without any; None where no row has two texts, one known."""
    rows = (_read(sheet, row, 1) for row in range(1, min(sheet.height, SEARCHED_ROWS) + 1) if _is_short(sheet, row))
    found = [one for one in rows if one.guesses and len(one.texts) > 1]
    return max(found, key=lambda one: one.likeness, default=None)


def _is_short(sheet: Sheet, row: int) -> bool:
    return all(len(cell.text) <= LONGEST_HEADING for cell in sheet.rows[row - 1][:MOST_COLUMNS])


def _heading_row(sheet: Sheet, row: int) -> HeadingRow | None:
    own = [cell for cell in sheet.rows[row - 1] if not cell.is_empty]
    texts = [cell.text for cell in own]
    if not 1 < len(own) <= MOST_COLUMNS or any(
        len(text) > LONGEST_HEADING or A_NUMBER.fullmatch(text.strip()) for text in texts
    ):
        return None
    one, two = _read(sheet, row, 1), _read(sheet, row, 2)
    certain = {guess.field for guess in one.guesses.values() if guess.is_certain and guess.field not in (SKIP, PERIOD)}
    periods = sum(guess.field == PERIOD for guess in one.guesses.values())
    is_likely = not certain.isdisjoint(TELLING) and (len(certain) > 1 or periods > 1 or _has_two_rows(sheet, one, two))
    if not is_likely or len(one.guesses) * 3 < len(one.texts):
        return None
    return two if _has_two_rows(sheet, one, two) else one


def _read(sheet: Sheet, row: int, rows: int) -> HeadingRow:
    texts = heading_texts(sheet, row, rows)
    guesses = {column: guess for column, text in texts.items() if (guess := field_of(text)) is not None}
    return HeadingRow(row, rows, texts, guesses)


def _is_of_heading(text: str, *, is_part: bool) -> bool:
    """True for a heading in the second row: a value, a year or a period; any that is known below a merged one."""
    guess = field_of(text)
    if plain(text) in (VALUES | YEARS):
        return True
    return guess is not None and (is_part or guess.field in (*KINDS, PERIOD, SKIP))


def _has_two_rows(sheet: Sheet, one: HeadingRow, two: HeadingRow) -> bool:
    """True if the next row goes on with the headings: kinds or periods, under headings over several columns."""
    if one.row >= sheet.height:
        return False
    below = {
        column: cell.text
        for column, cell in enumerate(sheet.rows[one.row], 1)
        if not cell.is_empty and not cell.is_formula
    }
    spread = [area for area in sheet.merged if area.top == one.row == area.bottom and area.right > area.left]
    under = {column for area in spread for column in range(area.left, area.right + 1)}
    of_values = [column for column, text in below.items() if _is_of_heading(text, is_part=column in under)]
    gaps = {column for column in below if sheet.cell(one.row, column).is_empty}
    return len(of_values) > 1 and len(of_values) * 10 >= len(below) * 7 and bool(spread or gaps) and bool(two.guesses)
