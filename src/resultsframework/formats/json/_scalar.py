"""
Reading and writing what is not an object: text, true and false, whole numbers, numbers, days, and the words of an
enumeration. Types are exact: true is not a number, 5 is not text. Constructors have checked what is written; refused is
only what has too many digits.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from resultsframework.number import MAX_DIGITS, has_too_many_digits, plain_number

from ._extension import quoted
from ._problems import Hook, MismatchError, did_you_mean, unlike

__all__ = [
    "A_NUMBER",
    "Write",
    "day",
    "day_of",
    "digits_of",
    "enum_hook",
    "is_enum",
    "number",
    "number_of",
    "text",
    "text_of",
    "unit_code",
    "whole_number",
    "whole_number_of",
    "word_writer",
    "yes_no",
    "yes_no_of",
]

# Makes the text of a value; the second argument is the line break with the indentation of the line it begins in.
Write = Callable[[Any, str], str]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_NUMBER = 'a number as a string of its digits, such as "4999.50"'
SHORT = 4


# ------------------------------------------------------------------------------------------------- reading


def text(data: Any, _: Any) -> str:
    if type(data) is str:
        return data
    raise unlike(data, "text")


def unit_code(data: Any, _: Any) -> str:
    """A text that many nodes repeat, as one object in memory."""
    return sys.intern(text(data, str))


def yes_no(data: Any, _: Any) -> bool:
    if type(data) is bool:
        return data
    raise unlike(data, "true or false")


def whole_number(data: Any, _: Any) -> int:
    if type(data) is int:
        return data
    raise unlike(data, "a whole number")


def number(data: Any, _: Any) -> Decimal:
    """A number from the string of its digits."""
    if type(data) is not str:
        raise unlike(data, A_NUMBER)
    return _short_number(data) if len(data) <= SHORT else _number(data)


def _number(digits: str) -> Decimal:
    if not NUMBER.fullmatch(digits):
        raise unlike(digits, A_NUMBER)
    found = plain_number(digits)
    if found is None:
        msg = f"a number has more than the {MAX_DIGITS:,} digits that are allowed: {digits:.20}..."
        raise MismatchError(msg)
    return found


# Equal short digits give the same object, which saves memory: most numbers of a plan are short.
_short_number = functools.lru_cache(maxsize=12_000)(_number)


def day(data: Any, _: Any) -> dt.date:
    try:
        if type(data) is str and DATE.fullmatch(data):
            return dt.date.fromisoformat(data)
    except ValueError:
        pass
    raise unlike(data, 'a day such as "2025-12-31"')


def is_enum(declared: Any) -> bool:
    return isinstance(declared, type) and issubclass(declared, enum.Enum)


def enum_hook(kind: type[enum.Enum]) -> Hook:
    known = {item.value: item for item in kind}

    def structure_enum(data: Any, _: Any) -> enum.Enum:
        if type(data) is str and data in known:
            return known[data]
        error = unlike(data, f"one of {', '.join(map(repr, known))}")
        if type(data) is str:
            error.message += did_you_mean(data, known)
        raise error

    return structure_enum


# ------------------------------------------------------------------------------------------------- writing


def text_of(value: str, _: str = "") -> str:
    return quoted(value)


def yes_no_of(value: bool, _: str = "") -> str:
    return "true" if value else "false"


def whole_number_of(value: int, _: str = "") -> str:
    if abs(value) >= 10**MAX_DIGITS:
        msg = f"a whole number has more than the {MAX_DIGITS:,} digits that are allowed"
        raise MismatchError(msg)
    return str(value)


def number_of(value: Decimal, _: str = "") -> str:
    """A number as a string of its digits."""
    return f'"{digits_of(value)}"'


def digits_of(number: Decimal) -> str:
    """All digits of a number, without an exponent."""
    digits = str(number)
    is_plain = digits.isdigit() or digits.removeprefix("-").replace(".", "", 1).isdigit()
    if is_plain and len(digits) <= MAX_DIGITS:
        return digits
    if has_too_many_digits(number):
        msg = f"the number {digits:.20}... has more than the {MAX_DIGITS:,} digits that are allowed"
        raise MismatchError(msg)
    return format(number, "f")


def day_of(value: dt.date, _: str = "") -> str:
    """A day in ISO 8601."""
    return f'"{value.isoformat()}"'


def word_writer(kind: type[enum.Enum]) -> Write:
    """The writer of an enumeration's words."""
    words = {item: quoted(item.value) for item in kind}

    def word_of(value: Any, _: str = "") -> str:
        return words[value]

    return word_of
