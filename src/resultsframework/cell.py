"""
The text of a cell as a value: a number only where it is certainly one, else the text itself.

May hold what decides between number, yes or no, ratio, range, missing and text; single numbers are read in `number`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from .errors import InvalidValueError
from .interval import EXACT
from .number import MAX_DIGITS, DecimalMark, Quantity, parse_number, parse_quantity, plain_text
from .value import Missing, Range, Ratio, Value

__all__ = ["UNKNOWN", "Conventions", "Measured", "ParsedValue", "parse_value", "period_named", "read_cell"]

Measured: TypeAlias = Literal["count", "share", "scale"]


class Conventions(NamedTuple):
    """
    Conventions of a source, known before one of its cells is read; see `parse_value` for each.

    Attributes:
        decimal: The decimal mark, "." or ","; None where it is unknown.

        currency: The currency of the file or country.

        measured: The kind of measurement: "count", "share" or "scale".

        of_ages: True where the indicator concerns ages.
    """

    decimal: DecimalMark | None = None
    currency: str | None = None
    measured: Measured | None = None
    of_ages: bool = False


UNKNOWN = Conventions()


class ParsedValue(NamedTuple):
    """
    The value of a cell.

    Attributes:
        value: The value.

        unit: The code of the unit written in the cell itself ("95%", "5 USD"), or None.
    """

    value: Value
    unit: str | None = None


EMPTY = frozenset({"", "-", "--", "–", "—", "\u2212", "null"})
WORDS: dict[str, Value] = {
    **dict.fromkeys(("yes", "true"), True),
    **dict.fromkeys(("no", "false"), False),
    **dict.fromkeys(("to be determined", "to be confirmed"), Missing.TO_BE_DETERMINED),
    **dict.fromkeys(("n/a", "n.a.", "na", "not available"), Missing.NOT_AVAILABLE),
    "not applicable": Missing.NOT_APPLICABLE,
    # French, Spanish, Portuguese.
    **dict.fromkeys(("oui", "sí", "sim"), True),
    **dict.fromkeys(("non", "não"), False),
    **dict.fromkeys(
        ("à déterminer", "à définir", "por determinar", "por definir", "a determinar", "a definir"),
        Missing.TO_BE_DETERMINED,
    ),
    **dict.fromkeys(
        ("n.d.", "n/d", "s/d", "non disponible", "no disponible", "sin datos", "não disponível", "sem dados"),
        Missing.NOT_AVAILABLE,
    ),
    **dict.fromkeys(
        ("sans objet", "s.o.", "non applicable", "no aplica", "não se aplica", "não aplicável"), Missing.NOT_APPLICABLE
    ),
}
TO_BE_DETERMINED = re.compile(r"(?:tbd|tbc)\b")
# Of a count these are zero; of anything else they are words, and never an empty cell.
WORDS_FOR_ZERO = frozenset({"none", "nil", "zero"})
YEAR_PREFIX = re.compile(
    r"(?P<period>(?P<year>(?:19|20)[0-9]{2})(?:[ -]?(?:Q[1-4]|H[12]))?)\s*:\s*(?P<rest>.+)", re.DOTALL | re.IGNORECASE
)
BOUND = re.compile(
    r"(?P<sign><=|>=|=<|=>|[<>=≤≥]|(?i:at\s+least|no(?:t)?\s+less\s+than|minimum(?:\s+of)?|at\s+most|no(?:t)?\s+more\s+than"
    r"|maximum(?:\s+of)?|up\s+to|more\s+than|over|above|less\s+than|fewer\s+than|under|below"
    r"|au\s+moins|au\s+plus|plus\s+de|moins\s+de|al\s+menos|por\s+lo\s+menos|como\s+m[ií]nimo|como\s+m[aá]ximo|m[aá]s\s+de"
    r"|menos\s+de|pelo\s+menos|no\s+m[ií]nimo|no\s+m[aá]ximo|mais\s+de)\b)\s*(?P<rest>\S.*)"
)
AT_LEAST = (
    *("atleast", "nolessthan", "notlessthan", "minimum", "minimumof", ">=", "=>", "≥"),
    *("aumoins", "almenos", "porlomenos", "comominimo", "comomínimo", "pelomenos", "nominimo", "nomínimo"),
)
AT_MOST = (
    *("atmost", "nomorethan", "notmorethan", "maximum", "maximumof", "upto", "<=", "=<", "≤"),
    *("auplus", "comomaximo", "comomáximo", "nomaximo", "nomáximo"),
)
ABOVE = ("morethan", "over", "above", ">", "plusde", "masde", "másde", "maisde")
PAIR = re.compile(
    r"(?P<first>[^/:]*?[^\s/:-])\s*(?P<sign>/|:|\bout\s+of\b|\bof\b|\bin\b|\bsur\b|\bde\b|\bsobre\b|-|–)\s*(?P<second>[^\s/:-][^/:]*)"
)
SAME_TWICE = re.compile(r"(?P<share>[^()]+%)\s*\((?P<ratio>[^()/]+/[^()/]+)\)")
TIME_OF_DAY = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
YEAR = re.compile(r"19[0-9]{2}|2[01][0-9]{2}")
ONE = Decimal(1)
TWO_DIGITS = re.compile(r"[0-9]{2}")


def parse_value(
    text: str | None,
    *,
    year: int | range | None = None,
    decimal: DecimalMark | None = None,
    currency: str | None = None,
    measured: Measured | None = None,
    of_ages: bool = False,
) -> ParsedValue:
    """
    The value that the text of a cell states: a number only where it is certainly one, else the text itself.

    A comma separates thousands where one to three digits, not 0, precede it and groups of exactly three follow; any
    other single comma is a decimal comma. Words are read in English, French, Spanish and Portuguese ("at least 5",
    "57 sur 118", "s/d"). "1.000" is text unless the decimal mark is known. A year before a colon
    ("2020:76000") is dropped where it is a year of the period, or where none is given; else the cell is text. Keep the
    text as the observation's raw.

    Args:
        text: The text of the cell; None where there was no cell.

        year: The year of the cell's period, or the years that it spans, where known.

        decimal: The decimal mark of the source, "." or ","; None where it is unknown.

        currency: The currency of the file or country; it settles what a bare dollar sign means.

        measured: The kind of measurement, where known: "count", so that "none" is 0 and "1000 / 700" no ratio;
            "share", so that "14/15" is a ratio and a dot is decimal; "scale", so that every word is a step.

        of_ages: True where the indicator concerns ages, so that "15-49" is no range of values.

    Raises:
        InvalidValueError: ``text`` is no text, or ``decimal`` is neither a dot nor a comma.

    >>> parse_value("1,492,979").value, parse_value("95%"), parse_value("1.000").value
    (Decimal('1492979'), ParsedValue(value=Decimal('95'), unit='percent'), '1.000')
    """
    if text is not None and not isinstance(text, str):
        msg = f"parse_value reads the text of a cell, not {text!r}"
        raise InvalidValueError(msg)
    return read_cell(text, year, Conventions(decimal, currency, measured, of_ages))


def read_cell(text: str | None, year: int | range | None = None, conventions: Conventions = UNKNOWN) -> ParsedValue:
    """The value that the text of a cell states, by the conventions of its source; see `parse_value`."""
    if text is None:
        return ParsedValue(Missing.ABSENT)
    cell = _unescaped(text).strip()
    if prefix := YEAR_PREFIX.fullmatch(cell):
        years = range(year, year + 1) if isinstance(year, int) else year
        # A cell with a second colon ("2020:1:20") is not certainly a year and a value.
        if ":" in prefix["rest"] or (years is not None and int(prefix["year"]) not in years):
            return ParsedValue(text)
        cell = prefix["rest"]
    word = _word(cell, conventions.measured)
    if word is not None:
        return ParsedValue(word)
    if len(cell) > MAX_DIGITS:
        return ParsedValue(text)
    return _Cell(*conventions).value_of(plain_text(cell)) or ParsedValue(text)


def period_named(text: str | None) -> str | None:
    """The year, quarter or half-year that a cell names before a colon ("2021:27900", "2019 Q3: 5"); else None."""
    prefix = YEAR_PREFIX.fullmatch(_unescaped(text).strip()) if text and ":" in text else None
    return None if prefix is None else prefix["period"]


def _unescaped(text: str) -> str:
    """The text without the entities that some files escape twice ("&gt;1"); few texts need that large table."""
    if "&" not in text or len(text) > MAX_DIGITS:  # beyond that the cell is a text anyway
        return text
    import html

    return html.unescape(text)


def _word(cell: str, measured: Measured | None) -> Value | None:
    """Yes, no, zero or a reason why there is no value; None where the cell is something else."""
    word = " ".join(cell.casefold().split())
    if word in EMPTY:
        return Missing.EMPTY
    if measured == "scale":
        return None
    if word in WORDS_FOR_ZERO and measured == "count":
        return Decimal(0)
    if TO_BE_DETERMINED.match(word):
        return Missing.TO_BE_DETERMINED
    return WORDS.get(word)


class _Cell(Conventions):
    """The reading of one cell by its conventions."""

    def value_of(self, cell: str) -> ParsedValue | None:
        """The number, ratio or range of a cell, with the unit written in it; None where it is text."""
        quantity = self._quantity(cell)
        if quantity is not None:
            return ParsedValue(_number(quantity), quantity.unit)
        return self._stated_twice(cell) or self._bounded(cell) or self._paired(cell)

    def _quantity(self, text: str) -> Quantity | None:
        number = parse_number(text, decimal=self.decimal, dot_is_decimal=self.measured == "share")
        if number is not None:
            return Quantity(number)
        return parse_quantity(text, decimal=self.decimal, currency=self.currency)

    def _bounded(self, cell: str) -> ParsedValue | None:
        """A threshold such as "<545", "≥ 80" or "at least 50%"; "= 5" is a number."""
        match = BOUND.fullmatch(cell)
        quantity = self._quantity(match["rest"]) if match else None
        if match is None or quantity is None:
            return None
        sign, number = "".join(match["sign"].casefold().split()), _number(quantity)
        if sign == "=":
            return ParsedValue(number, quantity.unit)
        if sign in AT_LEAST or sign in ABOVE:
            return ParsedValue(Range(low=number, low_included=sign in AT_LEAST), quantity.unit)
        return ParsedValue(Range(high=number, high_included=sign in AT_MOST), quantity.unit)

    def _stated_twice(self, cell: str) -> ParsedValue | None:
        """A percentage with its ratio in brackets, "15% (15/100)", where both agree."""
        match = SAME_TWICE.fullmatch(cell)
        share = self._quantity(match["share"]) if match else None
        ratio = self._paired(match["ratio"]) if match else None
        if share is None or ratio is None or not isinstance(ratio.value, Ratio):
            return None
        return ParsedValue(share.number, share.unit) if share.number == ratio.value.fraction * 100 else None

    def _paired(self, cell: str) -> ParsedValue | None:
        """Two numbers that belong together: a ratio ("3/5", "1:20", "3 out of 5") or a range ("10-20", "80% - 90%")."""
        match = PAIR.fullmatch(cell)
        first, second = (self._quantity(match["first"]), self._quantity(match["second"])) if match else (None, None)
        if match is None or first is None or second is None or self._is_no_measurement(match):
            return None
        low, high = _number(first), _number(second)
        if match["sign"] in "-–":
            same_unit = first.unit in (None, second.unit)
            return ParsedValue(Range(low, high), second.unit) if same_unit and low < high else None
        # "1/2 %" may be half of the whole or half a percent.
        if first.unit or second.unit or not high or (match["sign"] == ":" and match["second"].startswith("0")):
            return None
        counts_apart = self.measured == "count" and low > high
        return None if counts_apart else ParsedValue(Ratio(low, high))

    def _is_no_measurement(self, pair: re.Match[str]) -> bool:
        """A span of years ("2019-2020", "20/21"), a month and a year, a time of day, an age group."""
        first, sign, second = pair.group("first", "sign", "second")
        is_range = sign in "-–"
        second_is_year, first_is_year = YEAR.fullmatch(second), YEAR.fullmatch(first)
        if is_range:
            no_range = self.of_ages or (first.startswith("-") and " " not in pair[0])
            is_odd = no_range or (first_is_year and second_is_year)
        else:
            is_odd = second_is_year or TIME_OF_DAY.fullmatch(pair[0])
        if is_odd or (first_is_year and TWO_DIGITS.fullmatch(second)):
            return True
        if self.measured == "share" or sign not in "/-–":
            return False
        # Two years in two digits each, such as a season or a financial year.
        both = TWO_DIGITS.fullmatch(first) and TWO_DIGITS.fullmatch(second)
        return bool(both) and int(second) == int(first) + 1


def _number(quantity: Quantity) -> Decimal:
    if quantity.factor == 1:
        return quantity.number
    product = EXACT.multiply(quantity.number, quantity.factor)
    return product.quantize(ONE, context=EXACT) if product == product.to_integral_value() else product
