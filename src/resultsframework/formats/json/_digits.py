"""
Writing what is no object: text, yes and no, whole numbers, numbers, days, and the words of an enumeration. What is
none of them is refused, since nothing checks what the fields of a noun are given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ._extension import quoted
from ._model import MAX_DIGITS

__all__ = [
    "CODE",
    "Put",
    "Show",
    "UnwritableError",
    "Write",
    "day_of",
    "digits_of",
    "must_be",
    "number_of",
    "text_of",
    "whole_number_of",
    "word_shower",
    "yes_no_of",
]

# A writer is given a value, the line break with the indentation it stands at, and where to put its text.
Put = Callable[[str], object]
Write = Callable[[Any, str, Put], object]
# What is no object needs neither.
Show = Callable[[Any], str]
# As .value, in half the time.
CODE = attrgetter("_value_")
# Python itself refuses to turn a text of more digits into an int.
MAX_WHOLE_DIGITS = 4_000


class UnwritableError(Exception):
    """A value that its field cannot hold; the path grows on the way up."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.path = ""
        super().__init__(message)

    def below(self, step: str) -> UnwritableError:
        """The same error, one step further up."""
        self.path = step + self.path
        return self


def text_of(value: Any) -> str:
    """Text."""
    if not isinstance(value, str):
        raise must_be(value, "text")
    return quoted(value)


def yes_no_of(value: Any) -> str:
    """True or false."""
    if not isinstance(value, bool):
        raise must_be(value, "True or False")
    return "true" if value else "false"


def whole_number_of(value: Any) -> str:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise must_be(value, "a whole number")
    if abs(value) >= 10**MAX_WHOLE_DIGITS:
        msg = f"a whole number has more than {MAX_WHOLE_DIGITS} digits"
        raise UnwritableError(msg)
    return str(int(value))


def number_of(value: Any) -> str:
    """A number as a string of its digits."""
    if type(value) is not Decimal:
        raise must_be(value, "a Decimal")
    return f'"{digits_of(value)}"'


def digits_of(number: Decimal) -> str:
    """All digits of a number, without an exponent."""
    digits = str(number)
    if digits.removeprefix("-").replace(".", "", 1).isdigit() and len(digits) <= MAX_DIGITS:
        return digits
    if not number.is_finite():
        raise must_be(number, "a finite number")
    sign, figures, exponent = number.as_tuple()
    if max(len(figures), abs(int(exponent)), len(figures) + int(exponent)) + sign + 2 > MAX_DIGITS:
        msg = f"the number {digits:.20}... has more than the {MAX_DIGITS} digits that are allowed"
        raise UnwritableError(msg)
    return format(number, "f")


def day_of(value: Any) -> str:
    """A day, the ISO way."""
    if type(value) is not dt.date:
        raise must_be(value, "a date")
    return f'"{value.isoformat()}"'


def word_shower(kind: Any) -> Show:
    """How the words of an enumeration are written."""

    def word_of(value: Any) -> str:
        if not isinstance(value, kind):
            raise must_be(value, f"one of {kind.__name__}")
        return words[CODE(value)]

    words = {item.value: quoted(item.value) for item in kind}
    return word_of


def must_be(found: object, what: str) -> UnwritableError:
    """The error that a field holds something else than it must."""
    return UnwritableError(f"must be {what}, not {found!r:.80}")
