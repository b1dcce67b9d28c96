"""
Formats of numbers in spreadsheets: what a cell shows of its number, and what it adds to it: a percent sign, a currency,
the year alone of a day.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from decimal import Decimal
from typing import NamedTuple

from resultsframework.interval import EXACT
from resultsframework.number import unambiguous

__all__ = ["BUILT_IN", "GENERAL", "NumberFormat", "number_format", "shown_number", "without_exponent"]

GENERAL = "General"
# The formats that files refer to by number alone (ECMA-376 part 1, 18.8.30). Currencies of 5 to 8 and 41 to 44 are
# those of the computer that shows them, and so state none.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00", 8: "#,##0.00;-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    # Days of East Asian versions.
    **dict.fromkeys((*range(27, 32), *range(50, 59), 36), "yyyy-mm-dd"), **dict.fromkeys(range(32, 36), "h:mm:ss"),
}  # fmt: skip
LONGEST_FORMAT = 1_000
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<general>[Gg]eneral)|(?P<half>AM/PM|A/P)'
    r"|(?P<power>[Ee][+-])|(?P<place>[0#?])|(?P<end>;)|(?P<part>[ymdhsYMDHS]+)|(?P<other>.)",
    re.DOTALL,
)
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
CONDITION = re.compile(r"(?P<sign><=|>=|<>|[<>=])(?P<number>-?[0-9]+(?:\.[0-9]+)?)")
# Signs that a number has in any case, and what only separates.
NO_ADDITION = str.maketrans("", "", "+-()")
ONE = Decimal(1)


class Part(enum.Enum):
    """A part of a day or of a time that a format shows."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


DAY_PARTS = frozenset({Part.YEAR, Part.MONTH, Part.DAY})
PART_OF = {"y": Part.YEAR, "d": Part.DAY, "h": Part.HOUR, "s": Part.SECOND}


class Section(NamedTuple):
    """
    One of up to four alternatives of a format.

    Attributes:
        before: The text before the number.

        after: The text behind the number, a percent sign included.

        hundreds: The number of percent signs, each of which multiplies by 100.

        thousands: The number of commas at the end of the digits, each of which divides by 1,000.

        decimals: The least number of decimals shown.

        parts: The parts of a day or time that are shown; empty for a number.

        has_places: True if a number is shown, and not only a text in its place.

        is_elapsed: True if a duration is shown, which may be longer than a day.

        condition: The sign and the number that it is compared with, where the section is for some numbers only.
    """

    before: str = ""
    after: str = ""
    hundreds: int = 0
    thousands: int = 0
    decimals: int = 0
    parts: frozenset[Part] = frozenset()
    has_places: bool = True
    is_elapsed: bool = False
    condition: tuple[str, Decimal] | None = None

    @property
    def word(self) -> str | None:
        """The word that is shown instead of a number; None where the number is shown, or a mere sign such as a dash."""
        return self.before if not self.has_places and any(map(str.isalpha, self.before)) else None


class NumberFormat(NamedTuple):
    """
    A format of numbers.

    Attributes:
        sections: Its alternatives: for all numbers; or for those above 0 and below, and for 0; and for texts.
    """

    sections: tuple[Section, ...]

    @property
    def is_day(self) -> bool:
        """True if numbers are days or times of day, counted from the first day of the workbook."""
        return bool(self.sections[0].parts)

    @property
    def is_elapsed(self) -> bool:
        """True if numbers are durations in days."""
        return self.sections[0].is_elapsed

    @property
    def shows_days(self) -> bool:
        """True if a part of a day is shown, and not only a time."""
        return bool(self.sections[0].parts & DAY_PARTS)

    def section_for(self, number: Decimal) -> Section:
        """The section by which a number is shown; one of digits where another would show a zero as a mere dash."""
        numeric = self.sections[:3]
        found = numeric[0]
        if any(section.condition for section in numeric):
            found = next((section for section in numeric if _fulfils(number, section.condition)), numeric[-1])
        elif number < 0 and len(numeric) > 1:
            found = numeric[1]
        elif not number and len(numeric) > 2:
            found = numeric[2]
        return found if found.has_places or found.word else numeric[0]

    def word_for(self, number: Decimal) -> str | None:
        """The word that is shown instead of a number ("Yes" for 1); None where the number itself is shown."""
        return self.section_for(number).word

    def text_of(self, value: object) -> str:
        """A value as a cell of this format shows it, in full precision."""
        if isinstance(value, Decimal):
            return self.word_for(value) or _number_text(value, self.section_for(value))
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, dt.timedelta):
            return _duration_text(value)
        return _day_text(value, self.sections[0].parts)


@functools.lru_cache(maxsize=1_000)
def number_format(text: str) -> NumberFormat:
    """
    A format from its code.

    >>> number_format("#,##0 [$€-1]").text_of(Decimal("1240")), number_format("0.00%").text_of(Decimal("0.405"))
    ('1240 €', '40.50%')
    """
    sections = tuple(_sections(text[:LONGEST_FORMAT]))
    return NumberFormat(sections)


class _Draft:
    """A section while its tokens are read."""

    def __init__(self) -> None:
        self.before: list[str] = []
        self.after: list[str] = []
        self.parts: list[Part] = []
        self.hundreds = self.thousands = self.decimals = 0
        self.has_places = self.has_point = self.is_elapsed = False
        self.condition: tuple[str, Decimal] | None = None
        # Set where an "m" that follows an hour is a minute.
        self.after_hour = False

    def literal(self, text: str) -> None:
        (self.after if self.has_places else self.before).append(text)

    def bracket(self, text: str) -> None:
        if text.startswith("$"):
            self.literal(text[1:].partition("-")[0])
        elif ELAPSED.fullmatch(text):
            self.is_elapsed = True
            self.date_part(text)
        elif match := CONDITION.fullmatch(text):
            self.condition = match["sign"], Decimal(match["number"])

    def date_part(self, text: str) -> None:
        letter = text[0].lower()
        if letter == "m":
            self.parts.append(Part.MINUTE if self.after_hour else Part.MONTH)
            self.after_hour = False
            return
        if letter == "s" and self.parts and self.parts[-1] is Part.MONTH:
            self.parts[-1] = Part.MINUTE
        self.parts.append(PART_OF[letter])
        self.after_hour = letter == "h"

    def place(self, character: str) -> None:
        self.has_places = True
        self.thousands = 0
        self.decimals += self.has_point and character == "0"

    def other(self, character: str) -> None:
        if character == "%":
            self.hundreds += 1
            self.literal("%")
        elif character == "." and not self.parts:
            self.has_point = True
        elif character == "," and not self.parts:
            self.thousands += self.has_places
        elif character == "@":
            self.has_places = True
        elif not (character == "/" and self.has_places):
            self.literal(character)

    def finished(self) -> Section:
        before, after = (" ".join("".join(texts).translate(NO_ADDITION).split()) for texts in (self.before, self.after))
        # A space between a number and what is written around it is part of the notation.
        if self.before and self.before[-1].endswith(" ") and before:
            before += " "
        if self.after and self.after[0].startswith(" ") and after:
            after = " " + after
        parts = frozenset(self.parts)
        return Section(
            before,
            after,
            self.hundreds,
            self.thousands,
            self.decimals,
            parts,
            self.has_places or bool(parts),
            self.is_elapsed,
            self.condition,
        )


def _sections(text: str) -> list[Section]:
    found, draft = [], _Draft()
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "end":
            found.append(draft.finished())
            draft = _Draft()
        elif kind in {"quoted", "escaped"}:
            draft.literal(match[kind])
        elif kind == "bracket":
            draft.bracket(match[kind])
        elif kind == "part":
            draft.date_part(token)
        elif kind in {"place", "general"}:
            draft.place(token)
        elif kind == "power":
            draft.has_point = False
        elif kind == "other":
            draft.other(token)
    found.append(draft.finished())
    return found


def _fulfils(number: Decimal, condition: tuple[str, Decimal] | None) -> bool:
    if condition is None:
        return True
    sign, other = condition
    return {
        "<": number < other,
        ">": number > other,
        "=": number == other,
        "<=": number <= other,
        ">=": number >= other,
        "<>": number != other,
    }[sign]


def _number_text(number: Decimal, section: Section) -> str:
    shown = shown_number(number, section)
    plain = format(shown, "f")
    whole, _, rest = plain.partition(".")
    rest = rest.rstrip("0").ljust(section.decimals, "0")
    plain = unambiguous(f"{whole}.{rest}" if rest else whole)
    sign = "-" if plain.startswith("-") else ""
    before = section.before + " " if section.before[-1:].isalpha() else section.before
    after = " " + section.after if section.after[:1].isalpha() else section.after
    return f"{sign}{before}{plain.removeprefix('-')}{after}"


def shown_number(number: Decimal, section: Section) -> Decimal:
    """The number that a section shows, exactly: 45 for 0.45 as a percentage, 1.2 for 1200000 in millions."""
    power = 2 * section.hundreds - 3 * section.thousands
    return without_exponent(EXACT.scaleb(number, power)) if power else number


def without_exponent(number: Decimal) -> Decimal:
    """The same number, a whole one with all of its digits: 30 for 3E+1."""
    return number.quantize(ONE, context=EXACT) if int(number.as_tuple().exponent) > 0 else number


def _duration_text(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def _day_text(value: object, parts: frozenset[Part]) -> str:
    """A day or time as ISO 8601 writes it, no more of it than is shown; a day without its year is shown with it."""
    pieces = []
    if isinstance(value, dt.date):
        day = value.isoformat()[:10]
        shown = DAY_PARTS & parts
        pieces.append(day[:4] if shown == {Part.YEAR} else day[:7] if shown == {Part.YEAR, Part.MONTH} else day)
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time) and (not pieces or parts - DAY_PARTS):
        pieces.append(value.isoformat("seconds" if value.second else "minutes"))
    return " ".join(pieces)
