"""
Own fields of a program: any JSON value, kept on a node as an extra whose name begins with ``x_``.
"""

from __future__ import annotations

import json
import math

from .errors import InvalidValueError
from .number import MAX_DIGITS

__all__ = ["MAX_NESTING", "PREFIX", "text_of_own", "value_of_own"]

PREFIX = "x_"
# Objects and lists within each other.
MAX_NESTING = 50
LARGEST = 10**MAX_DIGITS


def text_of_own(name: object, value: object) -> str:
    """
    The value of an own field as the text that a node keeps: JSON on one line.

    Raises:
        InvalidValueError: The name does not begin with ``x_``, or the value is no JSON; with its place.
    """
    if not isinstance(name, str) or not name.startswith(PREFIX):
        msg = f"the name of an own field begins with {PREFIX!r}, as in 'x_donor', and {name!r} does not"
        raise InvalidValueError(msg)
    _refuse_other_than_json(name, value, 0)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        (name + text).encode()
    except UnicodeEncodeError:
        msg = f"{name!a} holds half a character (a lone surrogate), which no file can hold"
        raise InvalidValueError(msg) from None
    return text


def value_of_own(text: str) -> object:
    """The value of an own field; the text itself where it is no JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def _refuse_other_than_json(place: str, value: object, depth: int) -> None:
    if depth > MAX_NESTING:
        msg = (
            f"{place:.200} is nested too deep: an own field may hold {MAX_NESTING} objects and lists within each other"
        )
        raise InvalidValueError(msg)
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                msg = f"{place} has the key {key!r}; the keys of an own field are text, as in JSON"
                raise InvalidValueError(msg)
            _refuse_other_than_json(f"{place}.{key}", part, depth + 1)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            _refuse_other_than_json(f"{place}[{number}]", part, depth + 1)
    elif isinstance(value, int) and abs(value) >= LARGEST:
        msg = f"{place} is a number of more than the {MAX_DIGITS:,} digits that are allowed"
        raise InvalidValueError(msg)
    elif not (value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))):
        msg = (
            f"{place} is {value!r}; an own field holds what JSON has: text, whole numbers, finite floats, true, false, "
            "None, lists and dictionaries. Keep a Decimal or a day as its text"
        )
        raise InvalidValueError(msg)
