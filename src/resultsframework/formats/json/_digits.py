"""
Writing what is not an object: text, true and false, whole numbers, numbers, days, and the words of an enumeration.
Constructors have checked the types; refused is only what has too many digits.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ._extension import quoted
from ._model import MAX_DIGITS
from ._problems import MismatchError

__all__ = [
    "Write",
    "day_of",
    "digits_of",
    "number_of",
    "text_of",
    "whole_number_of",
    "word_writer",
    "yes_no_of",
]

# Makes the text of a value; the second argument is the line break with the indentation of the line it begins in.
Write = Callable[[Any, str], str]
# Python itself refuses to turn a text of more digits into an int.
MAX_WHOLE_DIGITS = 4_000


def text_of(value: str, _: str = "") -> str:
    return quoted(value)


def yes_no_of(value: bool, _: str = "") -> str:
    return "true" if value else "false"


def whole_number_of(value: int, _: str = "") -> str:
    if abs(value) >= 10**MAX_WHOLE_DIGITS:
        msg = f"a whole number has more than {MAX_WHOLE_DIGITS} digits"
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
    sign, figures, exponent = number.as_tuple()
    if max(len(figures), abs(int(exponent)), len(figures) + int(exponent)) + sign + 2 > MAX_DIGITS:
        msg = f"the number {digits:.20}... has more than the {MAX_DIGITS} digits that are allowed"
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
