"""
Answers as JSON: objects as those of nouns, and values of any class with the name of their class.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from resultsframework.rules import Rule
from resultsframework.value import Ratio

from ._answers import ANSWERS, CLASSES, INPUT, NUMBER, Input, RuleInWords
from ._model import NOUNS, is_of_any_class, item_of, optional
from ._problems import MismatchError
from ._scalar import Write, number_of, text_of, whole_number_of, yes_no_of
from ._write import list_writer, noun_writer, writer_of

__all__ = ["answer_writer"]

NAMES: Mapping[Any, str] = MappingProxyType({kind: name for name, kind in CLASSES.items()})
PLAIN: Mapping[type, Write] = MappingProxyType({str: text_of, bool: yes_no_of, int: whole_number_of})


@functools.cache
def answer_writer(declared: Any) -> Write:
    """The writer of values of a declared type, among them those that only answers hold."""
    kind = optional(declared)
    if kind in WRITERS:
        return WRITERS[kind]
    if is_of_any_class(kind):
        return _anything
    item = item_of(kind)
    if item is not None:
        return list_writer(answer_writer(item))
    if kind in ANSWERS:
        return noun_writer(kind, writer_of_member=answer_writer)
    return writer_of(kind)


def _anything(value: Any, newline: str) -> str:
    """Text, yes or no, a whole number, nothing or a list as it is; else an object named after the class."""
    if value is None:
        return "null"
    if isinstance(value, tuple | list):
        return SEVERAL(value, newline)
    if type(value) in PLAIN:
        return PLAIN[type(value)](value, newline)
    kind = next((base for base in type(value).__mro__ if base in NAMES), None)
    if kind is None:
        msg = f"a {type(value).__name__} has no JSON form"
        raise MismatchError(msg)
    inner = newline + "  "
    # A result of a known class needs no level, and a period or a series is an object here.
    write = noun_writer(kind) if kind in NOUNS else answer_writer(kind)
    return f'{{{inner}"{NAMES[kind]}": {write(value, inner)}{newline}}}'


def _input(value: Any, newline: str) -> str:
    return answer_writer(Input)(Input(*value), newline)


def _text(value: Any, _: str) -> str:
    """Text; answers are made by calculations, whose constructors check no types."""
    if not isinstance(value, str):
        msg = f"must be text, not {value!r:.80}"
        raise MismatchError(msg)
    return text_of(value)


def _number(value: Any, newline: str) -> str:
    return number_of(value) if isinstance(value, Decimal) else _fraction(value, newline)


def _fraction(value: Fraction, newline: str) -> str:
    return noun_writer(Ratio)(Ratio(Decimal(value.numerator), Decimal(value.denominator)), newline)


def _class(value: type, _: str) -> str:
    """The type of a column."""
    return text_of(NAMES.get(value, value.__name__))


SEVERAL = list_writer(_anything)
WRITERS: Mapping[Any, Write] = MappingProxyType(
    {
        Fraction: _fraction,
        INPUT: _input,
        NUMBER: _number,
        Rule: noun_writer(RuleInWords, writer_of_member=answer_writer),
        str: _text,
        type: _class,
    }
)
