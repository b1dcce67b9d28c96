"""
Reading what is no object: text, yes and no, whole numbers, numbers, days, and the words of an enumeration. Strictly:
True is no number, 5 is no text.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from resultsframework.period import Period

from ._model import MAX_DIGITS
from ._problems import MismatchError, did_you_mean, unlike

__all__ = [
    "A_NUMBER",
    "SHORT",
    "Hook",
    "a_span",
    "a_year",
    "day",
    "decimal",
    "enum_hook",
    "is_enum",
    "number",
    "short_number",
    "text",
    "whole_number",
    "yes_no",
]

Hook = Callable[[Any, Any], Any]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_NUMBER = 'a number as a string of its digits, such as "4999.50"'


def text(data: Any, _: Any) -> str:
    if type(data) is str:
        return data
    raise unlike(data, "text")


def yes_no(data: Any, _: Any) -> bool:
    if type(data) is bool:
        return data
    raise unlike(data, "true or false")


def whole_number(data: Any, _: Any) -> int:
    if type(data) is int:
        return data
    raise unlike(data, "a whole number")


def decimal(data: Any, _: Any) -> Decimal:
    if type(data) is str:
        return number(data)
    raise unlike(data, A_NUMBER)


def number(digits: str) -> Decimal:
    """The number that a string of digits is."""
    if digits.isdigit() and digits.isascii() and len(digits) <= MAX_DIGITS:
        return Decimal(digits)
    if not NUMBER.fullmatch(digits):
        raise unlike(digits, A_NUMBER)
    if len(digits) > MAX_DIGITS:
        msg = f"a number of {len(digits)} characters is longer than the {MAX_DIGITS} that this format allows"
        raise MismatchError(msg)
    return Decimal(digits)


# The same short text gives the same object, which saves memory: most numbers of a plan are short.
SHORT = 4
short_number = functools.lru_cache(maxsize=12_000)(number)


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


@functools.lru_cache(maxsize=1_024)
def a_year(year: int) -> Period:
    """The period of a year; the same year gives the same object, which saves memory."""
    return Period(year=year)


@functools.lru_cache(maxsize=1_024)
def a_span(start: str, end: str) -> Period | None:
    """The period from one day to another; None where one of the two is no day."""
    try:
        return Period(start=day(start, dt.date), end=day(end, dt.date))
    except MismatchError:
        return None
