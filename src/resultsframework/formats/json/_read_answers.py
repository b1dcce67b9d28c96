"""
Structuring answers: the converter of documents with hooks for what only answers hold.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from operator import attrgetter, eq
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from resultsframework.rules import Rule
from resultsframework.value import Ratio

from ._answers import CLASSES, ENUMERATIONS, INPUT, NUMBER, Input, RuleInWords
from ._model import is_of_any_class
from ._problems import Hook, MismatchError, did_you_mean, together, tried, unlike
from ._read import hook_of_class, new_converter
from ._scalar import enum_hook, number, text

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["answer_converter"]

A_THING = "text, true, false, a whole number, null, a list, or an object whose one member is the name of a class"
# The types of columns beside the classes of their cells.
TYPES: Mapping[str, Any] = MappingProxyType(
    {**CLASSES, "str": str, "bool": bool, "int": int, "object": object, "tuple": tuple}
)


@functools.cache
def answer_converter() -> Converter:
    """The converter of answers, and of the nouns in them; nothing registers with it later."""
    made = new_converter()
    for kind in ENUMERATIONS:
        made.register_structure_hook(kind, enum_hook(kind))
    made.register_structure_hook_factory(is_of_any_class, lambda _: _anything_hook(made))
    for special, hook_of in HOOKS:
        made.register_structure_hook_func(partial(eq, special), hook_of(made))
    return made


def _anything_hook(made: Converter) -> Hook:
    """A value of any class: an object whose one member is the name of its class, unless it is plain."""
    several = tuple[object, ...]

    def structure_anything(data: Any, _: Any) -> Any:
        if data is None or type(data) in (str, bool, int):
            return data
        if type(data) is list:
            return made.get_structure_hook(several)(data, several)
        if type(data) is not dict or len(data) != 1:
            raise unlike(data, A_THING)
        name = next(iter(data))
        if name not in CLASSES:
            msg = f"no class is called {name!r}{did_you_mean(name, CLASSES)}"
            raise MismatchError(msg)
        kind = CLASSES[name]
        errors: list[Exception] = []
        found = tried(errors, name, hook_of_class(kind, made), data[name], kind)
        if errors:
            raise together(errors, kind)
        return found

    return structure_anything


def _hook_by(part: Any, value_of: Callable[[Any], Any]) -> Callable[[Converter], Hook]:
    """Makes the hook of a class whose JSON is that of another one."""

    def hook_of(made: Converter) -> Hook:
        hook = made.get_structure_hook(part)
        return lambda data, _: value_of(hook(data, part))

    return hook_of


def _number_hook(made: Converter) -> Hook:
    fraction = made.get_structure_hook(Fraction)
    return lambda data, _: fraction(data, Fraction) if type(data) is dict else number(data, Decimal)


def _class_hook(_made: Converter) -> Hook:
    """The type of a column."""

    def structure_class(data: Any, _: Any) -> type:
        name = text(data, str)
        if name not in TYPES:
            msg = f"no type of a column is called {name!r}{did_you_mean(name, TYPES)}"
            raise MismatchError(msg)
        kind: type = TYPES[name]
        return kind

    return structure_class


HOOKS = (
    (INPUT, _hook_by(Input, attrgetter("name", "value"))),
    (Fraction, _hook_by(Ratio, attrgetter("fraction"))),
    (NUMBER, _number_hook),
    (Rule, _hook_by(RuleInWords, attrgetter("rule"))),
    (type, _class_hook),
)
