"""
Values of a cell: a number, yes or no, a ratio, a range, a level, text, or the reason why there is none.

The reason why a calculation is undefined and the parser of a cell's text are here too.
"""

from __future__ import annotations

import enum
import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from .errors import InvalidValueError

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "Level",
    "Missing",
    "Number",
    "ParsedValue",
    "Range",
    "Ratio",
    "Undefined",
    "Value",
    "is_numeric",
    "is_reported",
    "kind_of",
    "parse_number",
    "parse_value",
    "text_of",
]

# Quoted, because few programs ever need a fraction and all would wait for its module.
Number: TypeAlias = "Decimal | Fraction"


class Missing(enum.Enum):
    """
    The reason for a missing value. None of the reasons is zero. IATI: ``@value`` is left out, without a reason.

    Attributes:
        TO_BE_DETERMINED: The value is still to be set ("TBD").

        NOT_AVAILABLE: The value exists and is not available ("N/A").

        NOT_APPLICABLE: The source declares that there can be no value.

        EMPTY: The cell exists and is empty ("-").

        ABSENT: The source has no cell for it.
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
    """Validate a finite Decimal. An int or a float is a mistake: both lose digits of the source."""
    if isinstance(value, Decimal) and value.is_finite():
        return
    hint = f"; write Decimal({str(value)!r})" if isinstance(value, int | float) and not isinstance(value, bool) else ""
    msg = f"{type(owner).__name__}.{attribute.name} must be a finite Decimal, not {value!r}{hint}"
    raise InvalidValueError(msg)


def repr_of(value: attrs.AttrsInstance) -> str:
    """The Python expression of a value, without the fields that have their default."""
    given = ((field, getattr(value, field.name)) for field in attrs.fields(type(value)) if field.repr)
    shown = ", ".join(f"{field.alias}={member!r}" for field, member in given if member != field.default)
    return f"{type(value).__name__}({shown})"


@attrs.frozen
class Ratio:
    """
    A ratio of which both numbers are kept: 3 of 5. Not in IATI, which has one number.

    Attributes:
        numerator: The counted part.

        denominator: The whole it is counted in; never zero.
    """

    numerator: Decimal = attrs.field(validator=finite)
    denominator: Decimal = attrs.field(validator=finite)

    __repr__ = repr_of

    def __attrs_post_init__(self) -> None:
        if not self.denominator:
            msg = f"Ratio({self.numerator}, {self.denominator}) has no meaning; a ratio over zero is not a value"
            raise InvalidValueError(msg)

    @property
    def fraction(self) -> Fraction:
        """The quotient, exactly."""
        from fractions import Fraction

        return Fraction(self.numerator) / Fraction(self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator:f}/{self.denominator:f}"


@attrs.frozen
class Range:
    """
    A threshold or a span: at least, at most, or between two numbers ("<545", ">80%", "10-20"). In IATI only as text.

    Attributes:
        low: The lower bound; None for none.

        high: The upper bound; None for none. At least one of the bounds is given.

        low_included: True if the lower bound itself is in the range: "at least" rather than "more than".

        high_included: True if the upper bound itself is in the range: "at most" rather than "less than".
    """

    low: Decimal | None = attrs.field(default=None, validator=attrs.validators.optional(finite))
    high: Decimal | None = attrs.field(default=None, validator=attrs.validators.optional(finite))
    low_included: bool = True
    high_included: bool = True

    __repr__ = repr_of

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
        rank: Its position in the scale, the lowest first. Ranks can be compared, not added.

        name: Its name.
    """

    rank: int
    name: str

    __repr__ = repr_of

    def __str__(self) -> str:
        return self.name


Value: TypeAlias = Decimal | bool | Ratio | Range | Level | str | Missing


def with_type(value: Value) -> tuple[type, Value]:
    """The key by which two values are equal: in Python True equals 1, in a framework Yes is no number."""
    return (type(value), value)


def is_reported(value: Value) -> bool:
    """True if there is a value rather than a reason of `Missing`; zero is a value."""
    return not isinstance(value, Missing)


KINDS: dict[type, str] = {
    bool: "yes or no",
    Decimal: "a number",
    Ratio: "a ratio",
    Range: "a range",
    Level: "a level",
    str: "text",
    Missing: "missing",
}


def kind_of(value: Value) -> str:
    """The kind of a value in words, such as "a ratio"; "missing" for every reason of `Missing`."""
    return next(words for kind, words in KINDS.items() if isinstance(value, kind))


def is_numeric(value: Value) -> bool:
    """True if a value is a number, a ratio or a range; these compare with each other, other kinds do not."""
    return isinstance(value, Decimal | Ratio | Range)


def text_of(value: Value) -> str:
    """
    The text of a value, with exactly its digits.

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
    The result of a calculation that cannot be made, with the reason. It is false, so ``if rate:`` tests for a result.

    Attributes:
        reason: The reason, in a few words.

        inputs: The names and values of the inputs, as far as they explain the reason.
    """

    reason: str
    inputs: tuple[tuple[str, object], ...] = ()

    __repr__ = repr_of

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"undefined ({self.reason})"


class ParsedValue(NamedTuple):
    """
    The content of a cell.

    Attributes:
        value: The value.

        unit: The code of a unit printed in the cell itself ("95%"); None without one.
    """

    value: Value
    unit: str | None = None


# Spaces that group digits and cannot be a gap between two numbers: no-break, thin and narrow no-break.
GROUPING_SPACE = "\u00a0\u2009\u202f"
# Patterns are compiled when the first cell is read: compiling takes longer than importing the rest of this module.
DIGITS = rf"""(?P<sign>[+-]?)(?:
    (?P<grouped>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?)
  | (?P<spaced>[1-9][0-9]{{0,2}}(?:[{GROUPING_SPACE}][0-9]{{3}})+(?:[.,][0-9]+)?)
  | (?P<dotted>[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+),(?P<cents>[0-9]+)
  | (?P<whole>[0-9]+),(?P<decimals>[0-9]+)
  | (?P<plain>[0-9]+(?:\.[0-9]+)?|\.[0-9]+) (?P<power>[eE][+-]?[0-9]{{1,2}})?
)"""
BOUND = r"(?P<sign><=|>=|=<|=>|[<>=≤≥]) \s* (?P<rest>\S.*)"
PAIR = r"(?P<first>[^\s/:-]+) \s* (?P<sign>/|:|\bout\s+of\b|-|–) \s* (?P<second>[^\s/:-]+)"
YEAR_PREFIX = r"(?P<year>(?:19|20)[0-9]{2}) \s*:\s* (?P<rest>(?s:.+))"
UNIT_SUFFIX = r"(?P<rest>.*[0-9]) \s* (?P<unit>%|‰|(?i:per\s*cent)\b)"
# Other words of three letters before a number are no certain currency: "SDG 5" is a goal, not Sudanese pounds.
CURRENCY_PREFIX = r"(?P<sign>US\$|[$€£]|(?:USD|EUR|GBP)(?=\s)) \s* (?P<rest>[0-9].*)"
YEAR = r"19[0-9]{2}|2[01][0-9]{2}"
MONTH = r"0?[1-9]|1[0-2]"
UNIT_OF = {"%": "percent", "‰": "per_mille"}
CURRENCY_OF = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
WORDS: dict[str, Value] = {
    **dict.fromkeys(("yes", "true"), True),
    **dict.fromkeys(("no", "false"), False),
    **dict.fromkeys(("", "-", "--", "–", "—", "null", "none"), Missing.EMPTY),
    **dict.fromkeys(("to be determined", "to be confirmed"), Missing.TO_BE_DETERMINED),
    **dict.fromkeys(("n/a", "n.a.", "na", "not available"), Missing.NOT_AVAILABLE),
    "not applicable": Missing.NOT_APPLICABLE,
}


def parse_value(text: str | None, *, year: int | range | None = None) -> ParsedValue:
    """
    The value of a cell's text: a number where the text certainly is one, else the text itself.

    A comma separates thousands after one to three digits, not 0, and before groups of exactly three; any other single
    comma is a decimal comma. A year before a colon ("2020:76000") is dropped if it is a year of the period or no year
    is given; otherwise the cell is text. Keep the original text in the observation's `raw`.

    Args:
        text: The text of the cell; None without a cell.

        year: The year of the cell's period, or the range of its years; None if unknown.

    >>> parse_value("1,492,979").value, parse_value("95%")
    (Decimal('1492979'), ParsedValue(value=Decimal('95'), unit='percent'))
    """
    if text is None:
        return ParsedValue(Missing.ABSENT)
    cell = _unescaped(text).replace("\u2212", "-").strip()
    if prefix := _match(YEAR_PREFIX, cell):
        years = range(year, year + 1) if isinstance(year, int) else year
        # A cell with a second colon ("2020:1:20") is not certainly a year and a value.
        if ":" in prefix["rest"] or (years is not None and int(prefix["year"]) not in years):
            return ParsedValue(text)
        cell = prefix["rest"]
    return _word(cell) or _measured(cell) or ParsedValue(text)


def parse_number(text: str) -> Decimal | None:
    """The number in a text; None where the text is not certainly one number."""
    match = _match(DIGITS, text)
    if match is None:
        return None
    if match["grouped"]:
        digits = match["grouped"].replace(",", "")
    elif match["spaced"]:
        digits = re.sub(rf"[{GROUPING_SPACE}]", "", match["spaced"]).replace(",", ".")
    elif match["dotted"]:
        digits = match["dotted"].replace(".", "") + "." + match["cents"]
    elif match["whole"]:
        digits = f"{match['whole']}.{match['decimals']}"
    else:
        digits = match["plain"] + (match["power"] or "")
    return Decimal(match["sign"] + digits)


def _match(pattern: str, text: str) -> re.Match[str] | None:
    """The match of the whole text."""
    return _compiled(pattern).fullmatch(text)


_compiled = functools.cache(lambda pattern: re.compile(pattern, re.VERBOSE))


def _unescaped(text: str) -> str:
    """The text without the entities that some files escape twice ("&gt;1"); few texts need that large table."""
    if "&" not in text:
        return text
    import html

    return html.unescape(text)


def _word(cell: str) -> ParsedValue | None:
    """Yes, no, or the reason for a missing value; None for any other text."""
    word = " ".join(cell.casefold().split())
    if word in WORDS:
        return ParsedValue(WORDS[word])
    return ParsedValue(Missing.TO_BE_DETERMINED) if re.match(r"(?:tbd|tbc)\b", word) else None


def _measured(cell: str) -> ParsedValue | None:
    """The number, ratio or range of a cell, with the unit printed in it; None for any other text."""
    if suffix := _match(UNIT_SUFFIX, cell):
        cell, unit = suffix["rest"], UNIT_OF.get(suffix["unit"], "percent")
    elif prefix := _match(CURRENCY_PREFIX, cell):
        cell, unit = prefix["rest"], CURRENCY_OF.get(prefix["sign"], prefix["sign"])
    else:
        unit = None
    number = parse_number(cell)
    value = number if number is not None else _bounded(cell) or _paired(cell)
    # "1/2 %" may be half of the whole or half a percent.
    return None if value is None or (unit and isinstance(value, Ratio)) else ParsedValue(value, unit)


def _bounded(cell: str) -> Value | None:
    """A threshold such as "<545", "≥ 80" or "= 5"."""
    match = _match(BOUND, cell)
    number = parse_number(match["rest"]) if match else None
    if match is None or number is None:
        return None
    sign = match["sign"].replace("≤", "<=").replace("≥", ">=")
    if sign == "=":
        return number
    if "<" in sign:
        return Range(high=number, high_included="=" in sign)
    return Range(low=number, low_included="=" in sign)


def _paired(cell: str) -> Ratio | Range | None:
    """Two numbers that belong together: a ratio ("3/5", "1:20", "122 out of 515,3") or a range ("10-20")."""
    match = _match(PAIR, cell)
    first, second = (parse_number(match["first"]), parse_number(match["second"])) if match else (None, None)
    if match is None or first is None or second is None or _looks_like_a_date(match):
        return None
    if match["sign"] in "-–":
        return Range(first, second) if first < second else None
    if not second or (match["sign"] == ":" and match["second"].startswith("0")):
        return None
    return Ratio(first, second)


def _looks_like_a_date(pair: re.Match[str]) -> bool:
    """True if two numbers read as a span of years ("2019-2020", "2019/20"), or as a month and a year ("12/2020")."""
    first, second = pair.group("first", "second")
    if pair["sign"].startswith("out"):
        return False
    if _match(YEAR, first):
        return bool(_match(YEAR, second) or _match("[0-9]{2}", second))
    return bool(_match(YEAR, second) and _match(MONTH, first))
