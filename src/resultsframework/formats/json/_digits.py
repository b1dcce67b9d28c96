"""
Writing what is not an object: text, true and false, whole numbers, numbers, days, and the words of an enumeration. A
value of any other type is refused, since no constructor checks the types of its fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ._extension import quoted
from ._model import MAX_DIGITS
from ._problems import MismatchError

__all__ = [
    "Write",
    "day_of",
    "digits_of",
    "must_be",
    "number_of",
    "text_of",
    "whole_number_of",
    "word_writer",
    "yes_no_of",
]

# Makes the text of a value; the second argument is the line break with the indentation of the line it begins in.
Write = Callable[[Any, str], str]
# As .value, in half the time.
CODE = attrgetter("_value_")
# Python itself refuses to turn a text of more digits into an int.
MAX_WHOLE_DIGITS = 4_000


def text_of(value: Any, _: str = "") -> str:
    if not isinstance(value, str):
        raise must_be(value, "text")
    return quoted(value)


def yes_no_of(value: Any, _: str = "") -> str:
    if not isinstance(value, bool):
        raise must_be(value, "True or False")
    return "true" if value else "false"


def whole_number_of(value: Any, _: str = "") -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise must_be(value, "a whole number")
    if abs(value) >= 10**MAX_WHOLE_DIGITS:
        msg = f"a whole number has more than {MAX_WHOLE_DIGITS} digits"
        raise MismatchError(msg)
    return str(int(value))


def number_of(value: Any, _: str = "") -> str:
    """A number as a string of its digits."""
    if type(value) is not Decimal:
        raise must_be(value, "a Decimal")
    return f'"{digits_of(value)}"'


def digits_of(number: Decimal) -> str:
    """All digits of a number, without an exponent."""
    digits = str(number)
    is_plain = digits.isdigit() or digits.removeprefix("-").replace(".", "", 1).isdigit()
    if is_plain and len(digits) <= MAX_DIGITS:
        return digits
    if not number.is_finite():
        raise must_be(number, "a finite number")
    sign, figures, exponent = number.as_tuple()
    if max(len(figures), abs(int(exponent)), len(figures) + int(exponent)) + sign + 2 > MAX_DIGITS:
        msg = f"the number {digits:.20}... has more than the {MAX_DIGITS} digits that are allowed"
        raise MismatchError(msg)
    return format(number, "f")


def day_of(value: Any, _: str = "") -> str:
    """A day in ISO 8601."""
    if type(value) is not dt.date:
        raise must_be(value, "a date")
    return f'"{value.isoformat()}"'


def word_writer(kind: Any) -> Write:
    """The writer of an enumeration's words."""

    def word_of(value: Any, _: str = "") -> str:
        if not isinstance(value, kind):
            raise must_be(value, f"one of {kind.__name__}")
        return words[CODE(value)]

    words = {item.value: quoted(item.value) for item in kind}
    return word_of


def must_be(found: object, expected: str) -> MismatchError:
    """The error for a field that holds a value of another type than it has to."""
    return MismatchError(f"must be {expected}, not {found!r:.80}")
