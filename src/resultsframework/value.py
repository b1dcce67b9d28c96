"""
The kinds of value that can stand in a cell: a number, yes or no, a ratio, a range, a level, text, or a reason why
there is none. Also the typed reason why a calculation has no answer, and the reader of a cell's text.
"""

from __future__ import annotations

import enum
import html
import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from .errors import InvalidValueError

__all__ = [
    "Level",
    "Missing",
    "Number",
    "ParsedValue",
    "Range",
    "Ratio",
    "Undefined",
    "Value",
    "is_reported",
    "parse_number",
    "parse_value",
    "text_of",
]

Number: TypeAlias = Decimal | Fraction


class Missing(enum.Enum):
    """
    Why there is no value. None of these is zero, and none turns into another.

    Attributes:
        TO_BE_DETERMINED: It will be set, and has not been yet ("TBD").

        NOT_AVAILABLE: It exists and cannot be had ("N/A").

        NOT_APPLICABLE: The source says that there can be none.

        EMPTY: The cell was there and nothing was entered ("-").

        ABSENT: There was no cell.
    """

    TO_BE_DETERMINED = "to_be_determined"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"
    ABSENT = "absent"


MISSING_TEXT = {
    Missing.TO_BE_DETERMINED: "TBD",
    Missing.NOT_AVAILABLE: "N/A",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.EMPTY: "-",
    Missing.ABSENT: "",
}


def finite(owner: object, attribute: attrs.Attribute[Decimal], value: object) -> None:
    """Refuse what is not a finite Decimal; an int or a float is somebody's mistake, since both lose digits."""
    if isinstance(value, Decimal) and value.is_finite():
        return
    msg = f"{type(owner).__name__}.{attribute.name} must be a finite Decimal, not {value!r}; write Decimal({str(value)!r})"
    raise InvalidValueError(msg)


@attrs.frozen
class Ratio:
    """
    So many of so many, with both numbers kept: 3 of 5. IATI has no place for the two numbers.

    Attributes:
        numerator: How many.

        denominator: Of how many; never zero.
    """

    numerator: Decimal = attrs.field(validator=finite)
    denominator: Decimal = attrs.field(validator=finite)

    def __attrs_post_init__(self) -> None:
        if not self.denominator:
            msg = f"Ratio({self.numerator}, {self.denominator}) has no meaning; a ratio over zero is not a value"
            raise InvalidValueError(msg)

    @property
    def fraction(self) -> Fraction:
        """The quotient, exactly."""
        return Fraction(self.numerator) / Fraction(self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator:f}/{self.denominator:f}"


@attrs.frozen
class Range:
    """
    At least, at most, or between: the form of a threshold ("<545", ">80%", "10-20"). Not in IATI, which has text only.

    Attributes:
        low: The lower bound, or None for none.

        high: The upper bound, or None for none; one of the two is there.

        low_included: Whether the lower bound itself is within ("at least" rather than "more than").

        high_included: Whether the upper bound itself is within ("at most" rather than "less than").
    """

    low: Decimal | None = attrs.field(default=None, validator=attrs.validators.optional(finite))
    high: Decimal | None = attrs.field(default=None, validator=attrs.validators.optional(finite))
    low_included: bool = True
    high_included: bool = True

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            msg = "a Range needs a low bound, a high bound or both"
            raise InvalidValueError(msg)
        if self.low is not None and self.high is not None and self.low > self.high:
            msg = f"a Range from {self.low} to {self.high} holds nothing; the low bound comes first"
            raise InvalidValueError(msg)

    def __contains__(self, number: Number) -> bool:
        above = self.low is None or number > self.low or (self.low_included and number == self.low)
        below = self.high is None or number < self.high or (self.high_included and number == self.high)
        return above and below

    def __str__(self) -> str:
        if self.low is None:
            return f"{'≤' if self.high_included else '<'}{self.high:f}"
        if self.high is None:
            return f"{'≥' if self.low_included else '>'}{self.low:f}"
        if self.low_included and self.high_included:
            return f"{self.low:f}-{self.high:f}"
        return f"{'[' if self.low_included else ']'}{self.low:f}, {self.high:f}{']' if self.high_included else '['}"


@attrs.frozen
class Level:
    """
    A step of an ordered scale: 3 of "low, medium, high". IATI: a value of an indicator with ordinal measure.

    Attributes:
        rank: Its place in the scale, the lowest first; ranks compare, they do not add.

        name: What it is called.
    """

    rank: int
    name: str

    def __str__(self) -> str:
        return self.name


Value: TypeAlias = Decimal | bool | Ratio | Range | Level | str | Missing


def with_type(value: Value) -> tuple[type, Value]:
    """The key by which two values are equal: in Python True equals 1, in a framework Yes is no number."""
    return (type(value), value)


def is_reported(value: Value) -> bool:
    """Whether somebody stated a value: a zero is one, none of the states of `Missing` is."""
    return not isinstance(value, Missing)


def text_of(value: Value) -> str:
    """
    A value's own text, in which no digit is lost or added.

    >>> text_of(Decimal("0E-2")), text_of(True), text_of(Missing.EMPTY)
    ('0.00', 'Yes', '-')
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Missing):
        return MISSING_TEXT[value]
    return str(value)


@attrs.frozen
class Undefined:
    """
    The answer of a calculation that has none, and why. It is false, so ``if rate:`` asks whether there is one.

    Attributes:
        reason: Why there is no answer, in a few words.

        inputs: What the calculation had to work with, for whoever wants to know.
    """

    reason: str
    inputs: tuple[tuple[str, object], ...] = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"undefined ({self.reason})"


class ParsedValue(NamedTuple):
    """
    What a cell says.

    Attributes:
        value: The value.

        unit: The code of the unit that stood in the cell itself ("95%"), or None.
    """

    value: Value
    unit: str | None = None


# Spaces that group digits and cannot be a gap between two numbers: no-break, thin and narrow no-break.
GROUPING_SPACE = "\u00a0\u2009\u202f"
DIGITS = re.compile(
    rf"""(?P<sign>[+-]?)(?:
        (?P<grouped>[1-9][0-9]{{0,2}}(?:(?:,[0-9]{{3}})+|(?:[{GROUPING_SPACE}][0-9]{{3}})+)) (?P<tail>\.[0-9]+)?
      | (?P<dotted>[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+),(?P<cents>[0-9]+)
      | (?P<whole>[0-9]+),(?P<decimals>[0-9]+)
      | (?P<plain>[0-9]+(?:\.[0-9]+)?|\.[0-9]+) (?P<power>[eE][+-]?[0-9]{{1,2}})?
    )""",
    re.VERBOSE,
)
BOUND = re.compile(r"(?P<sign><=|>=|=<|=>|[<>=≤≥])\s*(?P<rest>.+)")
PAIR = re.compile(r"(?P<first>[^\s/:-]+)\s*(?P<sign>/|:|\bout of\b|-|–)\s*(?P<second>[^\s/:-]+)")
YEAR_PREFIX = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*:\s*(?P<rest>.+)", re.DOTALL)
UNIT_SUFFIX = re.compile(r"(?P<rest>.*[0-9])\s*(?P<unit>%|‰|percent\b|per cent\b)", re.IGNORECASE)
CURRENCY_PREFIX = re.compile(r"(?P<sign>US\$|\$|€|£|[A-Z]{3}\s)\s*(?P<rest>[0-9].*)")
UNIT_OF = {"%": "percent", "percent": "percent", "per cent": "percent", "‰": "per_mille"}
CURRENCY_OF = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
WORDS: dict[str, Value] = {
    "yes": True,
    "true": True,
    "no": False,
    "false": False,
    "": Missing.EMPTY,
    "-": Missing.EMPTY,
    "--": Missing.EMPTY,
    "–": Missing.EMPTY,
    "—": Missing.EMPTY,
    "null": Missing.EMPTY,
    "none": Missing.EMPTY,
    "to be determined": Missing.TO_BE_DETERMINED,
    "to be confirmed": Missing.TO_BE_DETERMINED,
    "n/a": Missing.NOT_AVAILABLE,
    "n.a.": Missing.NOT_AVAILABLE,
    "na": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "not applicable": Missing.NOT_APPLICABLE,
}


def parse_value(text: str | None, *, year: int | None = None) -> ParsedValue:
    """
    What a cell's text says: a number only where it is certainly one, else the text itself.

    A comma separates thousands where one to three digits, not 0, stand before it and groups of exactly three follow;
    any other single comma is a decimal comma. A year before a colon ("2020:76000") is dropped where it is the year of
    the period, or where none is given; keep the text as the observation's raw.

    Args:
        text: The text of the cell; None where there was no cell.

        year: The year of the cell's period, where it is known.

    >>> parse_value("1,492,979").value, parse_value("95%"), parse_value("3/5").value
    (Decimal('1492979'), ParsedValue(value=Decimal('95'), unit='percent'), Ratio(numerator=Decimal('3'), denominator=Decimal('5')))
    """
    if text is None:
        return ParsedValue(Missing.ABSENT)
    cell = html.unescape(text).replace("\u2212", "-").strip()
    word = cell.casefold()
    if word in WORDS:
        return ParsedValue(WORDS[word])
    if re.match(r"(?:tbd|tbc)\b", word):
        return ParsedValue(Missing.TO_BE_DETERMINED)
    if (prefix := YEAR_PREFIX.fullmatch(cell)) and year in (None, int(prefix["year"])):
        inner = parse_value(prefix["rest"])
        return ParsedValue(text) if isinstance(inner.value, str) else inner
    return _measured(cell) or ParsedValue(text)


def parse_number(text: str) -> Decimal | None:
    """The number that a text is, if it certainly is one."""
    match = DIGITS.fullmatch(text)
    if match is None:
        return None
    if match["grouped"]:
        digits = re.sub(rf"[,{GROUPING_SPACE}]", "", match["grouped"]) + (match["tail"] or "")
    elif match["dotted"]:
        digits = match["dotted"].replace(".", "") + "." + match["cents"]
    elif match["whole"]:
        digits = f"{match['whole']}.{match['decimals']}"
    else:
        digits = match["plain"] + (match["power"] or "")
    return Decimal(match["sign"] + digits)


def _measured(cell: str) -> ParsedValue | None:
    """The number, ratio or range of a cell, with the unit that stands in it; None where it is text."""
    if suffix := UNIT_SUFFIX.fullmatch(cell):
        cell, unit = suffix["rest"], UNIT_OF[suffix["unit"].lower()]
    elif prefix := CURRENCY_PREFIX.fullmatch(cell):
        cell, unit = prefix["rest"], CURRENCY_OF.get(prefix["sign"], prefix["sign"].strip())
    else:
        unit = None
    number = parse_number(cell)
    value = number if number is not None else _bounded(cell) or (_paired(cell) if unit in (None, "percent") else None)
    return None if value is None else ParsedValue(value, unit)


def _bounded(cell: str) -> Value | None:
    """A threshold such as "<545", "≥ 80" or "= 5"."""
    match = BOUND.fullmatch(cell)
    number = parse_number(match["rest"]) if match else None
    if match is None or number is None:
        return None
    sign = match["sign"]
    if sign == "=":
        return number
    included = "=" in sign or sign in "≤≥"
    if "<" in sign or sign == "≤":
        return Range(high=number, high_included=included)
    return Range(low=number, low_included=included)


def _paired(cell: str) -> Ratio | Range | None:
    """Two numbers that belong together: a ratio ("3/5", "1:20", "122 out of 515,3") or a range ("10-20")."""
    match = PAIR.fullmatch(cell)
    first, second = (parse_number(match["first"]), parse_number(match["second"])) if match else (None, None)
    if match is None or first is None or second is None or _looks_like_a_date(first, second):
        return None
    if match["sign"] in "-–":
        return Range(first, second) if first < second else None
    if not second or (match["sign"] == ":" and match["second"].startswith("0")):
        return None
    return Ratio(first, second)


def _looks_like_a_date(first: Decimal, second: Decimal) -> bool:
    """Whether two numbers read as a span of years, or as a month and a year ("2019-2020", "12/2020")."""
    return 1900 <= second <= 2200 and (1 <= first <= 12 or 1900 <= first <= 2200)
