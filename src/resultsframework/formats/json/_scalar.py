"""
Reading what is not an object: text, true and false, whole numbers, numbers, days, and the words of an enumeration.
Types are exact: true is not a number, 5 is not text.
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

from ._model import MAX_DIGITS
from ._problems import MismatchError, did_you_mean, unlike

__all__ = [
    "A_NUMBER",
    "Hook",
    "day",
    "enum_hook",
    "is_enum",
    "number",
    "text",
    "unit_code",
    "whole_number",
    "yes_no",
]

Hook = Callable[[Any, Any], Any]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_NUMBER = 'a number as a string of its digits, such as "4999.50"'
SHORT = 4


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
    if len(digits) > MAX_DIGITS:
        msg = f"a number of {len(digits)} characters is longer than the {MAX_DIGITS} that this format allows"
        raise MismatchError(msg)
    return Decimal(digits)


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
