"""
Numbers as people write them: separators of thousands and decimals in any convention, digits of any script, fractions
in one character; and a number with what is written around it: a currency, a percent sign, "million".

May hold what concerns the notation of one number; what a whole cell states is in `cell`, an amount in `money`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from .currency import currency_of
from .errors import InvalidValueError

__all__ = [
    "MAX_DIGITS",
    "DecimalMark",
    "Quantity",
    "has_too_many_digits",
    "parse_number",
    "parse_quantity",
    "plain_number",
    "plain_text",
    "unambiguous",
    "whole_number",
]

DecimalMark: TypeAlias = Literal[".", ","]

# The one limit of every format. More digits are no measurement of anything, and the time to convert them grows faster
# than their number. Python itself refuses 4,300, so that a quotient of two numbers can still be printed.
MAX_DIGITS = 1_000
# Characters that group digits besides comma and dot: spaces of any kind, apostrophes, the Arabic separator.
GROUPING = " \u00a0\u2000-\u200a\u202f\u205f\u3000'\u2019\u066c"
PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
NUMBER = re.compile(rf"([+-]?)((?:[0-9]|\.[0-9])[0-9.,{GROUPING}]*)([eE][+-]?[0-9]{{1,2}})?")
SEPARATORS = re.compile(rf"[.,{GROUPING}]")
MINUS = str.maketrans(dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-") | {"\uff0b": "+", "\u066b": ","})

# One dot, one to three digits before it, not a leading 0, and exactly three behind it.
AMBIGUOUS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])")
ONE = Decimal(1)
THOUSAND, MILLION, BILLION = (Decimal(10) ** power for power in (3, 6, 9))
LETTERS = {"k": THOUSAND, "m": MILLION, "b": BILLION, "mn": MILLION, "bn": BILLION}
# Not the "billones" of Spanish and the "billions" of French: a thousand times more.
MULTIPLIERS = {
    **dict.fromkeys(("thousand", "mille", "mil"), THOUSAND),
    **dict.fromkeys(("million", "millions", "millón", "millones", "milhão", "milhões"), MILLION),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards"), BILLION),
}
UNIT_OF = {"%": "percent", "‰": "per_mille", "percent": "percent"}
# Codes of currencies that are words before a small number: "SDG 5" is a goal, "TOP 10" a selection.
WORDS_BEFORE_NUMBERS = {"SDG": 17, "ALL": 999, "TOP": 999}
QUANTITY = re.compile(
    r"(?P<sign>[+-](?=\S))?(?P<before>US\$|[$€£]|[A-Z]{3}(?=[\s0-9.+-]))?\s*+"
    rf"(?P<number>[+-]?[0-9.¼-¾⅐-⅞](?:[0-9.,{GROUPING}]*[0-9.¼-¾⅐-⅞])?)\s*+"
    r"(?P<times>(?i:thousand|millions?|billions?|mille|mill(?:ón|ones)|milh(?:ão|ões)|milliards?|mil|[mb]n|[kmb])\b)?\s*+"
    r"(?P<after>%|‰|(?i:per\s*cent)|US\$|[$€£]|(?<=\s)[A-Z]{3})?"
)


def parse_number(text: str, *, decimal: DecimalMark | None = None, dot_is_decimal: bool = False) -> Decimal | None:
    """
    The number that a text states, if it certainly states one.

    Thousands are grouped by commas, dots, apostrophes or spaces of any kind, in threes or as in India ("10,00,000"). A
    single comma groups where one to three digits, not 0, precede it and three follow; otherwise it is a decimal comma.
    A single dot in that position ("1.000") may be either, so that without a stated mark the text is no certain number.

    Args:
        text: The number alone, without unit or currency.

        decimal: The decimal mark of the source, "." or ","; None where it is unknown.

        dot_is_decimal: True where a single dot is a decimal point in any position, as in percentages.

    Raises:
        InvalidValueError: ``decimal`` is neither a dot nor a comma.

    >>> parse_number("1.234.567"), parse_number("1.000"), parse_number("1.000", decimal=".")
    (Decimal('1234567'), None, Decimal('1.000'))
    """
    if decimal not in (None, ".", ","):
        msg = f"a decimal mark is '.' or ',', not {decimal!r}"
        raise InvalidValueError(msg)
    if len(text) > MAX_DIGITS:
        return None
    plain = plain_text(text)
    match = NUMBER.fullmatch(plain)
    if match is None:
        return _with_fraction(plain)
    sign, body, power = match.groups()
    if not (body[-1].isdigit() or body[-1] == "."):
        return None
    digits = _without_separators(body, decimal, dot_is_decimal=dot_is_decimal or power is not None)
    if digits is None:
        return None
    number = Decimal(sign + digits + (power or ""))
    return None if power and has_too_many_digits(number) else number


def plain_number(text: str) -> Decimal | None:
    """
    The number of a text of ASCII digits with at most a sign and a point, as the datatypes of XML have it.

    None for any other text, and for more than 1,000 digits.

    >>> plain_number("+12.50"), plain_number("1,000"), plain_number("1e9")
    (Decimal('12.50'), None, None)
    """
    if len(text) > MAX_DIGITS + len("-.") or not PLAIN.fullmatch(text):
        return None
    number = Decimal(text)
    return number if len(text) <= MAX_DIGITS or not has_too_many_digits(number) else None


def whole_number(text: str) -> int | None:
    """
    The whole number of a text of ASCII digits; None for any other text, and for more than 1,000 digits.

    >>> whole_number("2025"), whole_number("-5"), whole_number("²")
    (2025, None, None)
    """
    return int(text) if len(text) <= MAX_DIGITS and text.isascii() and text.isdigit() else None


def has_too_many_digits(number: Decimal, *, times: Decimal = ONE) -> bool:
    """True for a number that, multiplied by a power of ten, has more than 1,000 digits written without an exponent."""
    power = times.adjusted()
    # The powers of ten of the first and the last digit; a number below 1 is written with a zero before the point.
    first, last = max(number.adjusted() + power, 0), min(int(number.as_tuple().exponent) + power, 0)
    return first - last >= MAX_DIGITS


class Quantity(NamedTuple):
    """
    A number as printed, with what is written around it.

    Attributes:
        number: The number as printed, with its sign.

        factor: The multiplier: 1,000,000 for "1.2 million".

        unit: "percent", "per_mille" or the code of a currency; None where nothing is written.
    """

    number: Decimal
    factor: Decimal = ONE
    unit: str | None = None


def parse_quantity(
    text: str, *, decimal: DecimalMark | None = None, currency: str | None = None, abbreviated: bool = False
) -> Quantity | None:
    """
    The number of a text with its currency, percent sign or multiplier, if the text certainly is one such quantity.

    "SDG 5" is a goal and no amount of Sudanese pounds; "AND 5" is none, since AND is no code of ISO 4217.

    Args:
        text: Such as "95%", "-$5", "CHF 5'000", "1,5 million".

        decimal: The decimal mark of the source, where known.

        currency: The currency of the file or country, which settles what a bare dollar sign means.

        abbreviated: True to take K, M and B as multipliers without a currency beside them too.
    """
    plain = plain_text(text)
    if len(plain) > MAX_DIGITS or (match := QUANTITY.fullmatch(plain)) is None:
        return None
    before, after, times = match["before"], match["after"], (match["times"] or "").casefold()
    of_share = UNIT_OF.get("".join((after or "").casefold().split()))
    number = parse_number(match["number"], decimal=decimal, dot_is_decimal=of_share is not None)
    if number is None or (match["sign"] and match["number"][0] in "+-"):
        return None
    symbols = [symbol for symbol in (before, None if of_share else after) if symbol]
    codes = {currency_of(symbol, currency) for symbol in symbols}
    if None in codes or len(codes) > 1 or (of_share and before):
        return None
    if before in WORDS_BEFORE_NUMBERS and number <= WORDS_BEFORE_NUMBERS[before]:
        return None
    if times in LETTERS and not (symbols or abbreviated):
        return None
    factor = LETTERS.get(times) or MULTIPLIERS.get(times, ONE)
    quantity = Quantity(-number if match["sign"] == "-" else number, factor, codes.pop() if codes else of_share)
    return None if factor != 1 and has_too_many_digits(number, times=factor) else quantity


def unambiguous(text: str) -> str:
    """
    The text of a number, or of several, so that no decimals can be taken for thousands: "12.345" becomes "12.3450".

    >>> unambiguous("12.345"), unambiguous("1,234.567"), unambiguous("0.575")
    ('12.3450', '1,234.567', '0.575')
    """
    return AMBIGUOUS.sub(r"\g<0>0", text)


def plain_text(text: str) -> str:
    """The text with ASCII digits and signs: full-width, Arabic-Indic and Devanagari digits, dashes used as a minus."""
    plain = text.strip()
    if plain.isascii():
        return plain
    plain = plain.translate(MINUS)
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in plain)


def _with_fraction(text: str) -> Decimal | None:
    """A number that ends in a fraction of one character with a finite decimal form: ½, 1¼, 7⅛."""
    match = re.fullmatch(r"([+-]?)([0-9]*)([¼-¾⅐-⅞])", text)
    if match is None:
        return None
    sign, whole, character = match.groups()
    # NFKD writes ½ as 1, the fraction slash, and 2.
    numerator, denominator = map(int, unicodedata.normalize("NFKD", character).split("\u2044"))
    if denominator not in (2, 4, 5, 8, 10):
        return None
    value = Decimal(whole or 0) + Decimal(numerator) / Decimal(denominator)
    return -value if sign == "-" else value


def _without_separators(body: str, decimal: DecimalMark | None, *, dot_is_decimal: bool) -> str | None:
    """The digits with at most a decimal point; None where the marks are ambiguous or fit no convention."""
    groups, marks = SEPARATORS.split(body), SEPARATORS.findall(body)
    if not marks:
        return None if body.startswith("00") else body
    kinds = list(dict.fromkeys(" " if mark not in ".,'’" else mark for mark in marks))
    last = marks[-1]
    if len(kinds) > 2 or (len(kinds) == 2 and (last not in ".," or marks.count(last) > 1)):
        return None
    if len(kinds) == 2:
        whole = _grouped(groups[:-1], marks[0]) if decimal in (None, last) else None
        return None if whole is None or not groups[-1] else f"{whole}.{groups[-1]}"
    if len(marks) > 1 or last not in ".,":
        return _grouped(groups, last) if last != decimal else None
    return _one_mark(groups, last, decimal, dot_is_decimal=dot_is_decimal)


def _one_mark(groups: list[str], mark: str, decimal: DecimalMark | None, *, dot_is_decimal: bool) -> str | None:
    """The digits around a single comma or dot."""
    grouped = _grouped(groups, mark)
    if decimal is not None and mark != decimal:
        return grouped
    if decimal is None and grouped is not None and not (mark == "." and dot_is_decimal):
        return grouped if mark == "," else None
    whole, rest = groups
    if whole.startswith("00") or (mark == "," and not (whole and rest)):
        return None
    return f"{whole or '0'}.{rest}" if rest else whole


def _grouped(groups: list[str], mark: str) -> str | None:
    """The digits of groups of three, or with commas of two before a last one of three; None for other groups."""
    first, *rest = groups
    if not first or first.startswith("0") or len(first) > 3 or len(rest[-1]) != 3:
        return None
    inner = {len(group) for group in rest[:-1]}
    in_threes = inner <= {3}
    in_twos = mark == "," and inner == {2} and len(first) < 3
    return "".join(groups) if in_threes or in_twos else None
