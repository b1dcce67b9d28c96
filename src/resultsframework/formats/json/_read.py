"""
Structuring parsed JSON as nouns, by cattrs and strictly: every member known, every type exact, every problem with its
path.

cattrs generates the hooks from the fields of the nouns, so a new field needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from operator import eq
from typing import Any

import attrs
from cattrs import BaseValidationError, Converter
from cattrs.cols import list_structure_factory

from resultsframework.errors import (
    FormatError,
    InvalidValueError,
    Problem,
    UnsafeInputError,
    UnsupportedVersionError,
)
from resultsframework.framework import ResultsFramework
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.value import Missing

from ._model import NOUNS, VERSION, VERSION_MEMBER, item_of, members, optional
from ._object import noun_hook
from ._parse import FORMAT, TOO_DEEP
from ._problems import Hook, MismatchError, did_you_mean, problems_of, unlike
from ._scalar import day, enum_hook, is_enum, number, text, whole_number, yes_no
from ._special import HOOKS

__all__ = [
    "converter",
    "enums",
    "hook_of_class",
    "new_converter",
    "structured",
    "structured_by",
    "structured_document",
]


def structured(declared: Any, data: Any) -> Any:
    """
    A value of a declared type from parsed JSON; also of one field, for formats that keep facts their own standard has
    no element for.

    Args:
        declared: The type, such as `ResultsFramework` or `Member.type`.

        data: The parsed JSON. Its lists are emptied, so that a large plan is never held twice.

    Raises:
        FormatError: The data does not have the form of that type; every problem with its path.
    """
    return structured_by(converter().get_structure_hook(declared), data, declared)


def structured_by(hook: Hook, data: Any, declared: Any) -> Any:
    """
    A value of a declared type from parsed JSON, as `structured`, by a hook of its own.

    Raises:
        FormatError: As for `structured`.

        UnsafeInputError: The data are nested too deep.
    """
    try:
        try:
            return hook(data, declared)
        except (BaseValidationError, MismatchError, InvalidValueError) as error:
            # cattrs keeps a RecursionError among the errors of a node, and it is raised again when these are collected.
            raise FormatError(FORMAT, problems_of(error)) from None
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None


def structured_document(tree: Any) -> ResultsFramework:
    """
    The framework of a parsed document, with its version.

    Raises:
        FormatError: The document does not have the form of this format; with all problems, each with its path.

        UnsafeInputError: It is nested too deep.
    """
    framework: ResultsFramework = structured_by(_framework, tree, ResultsFramework)
    return framework


def _framework(tree: Any, declared: Any) -> Any:
    return converter().get_structure_hook(declared)(_without_version(tree), declared)


def _without_version(tree: Any) -> dict[str, Any]:
    """The members of a document but for its version, which has to be one that this library reads."""
    if type(tree) is not dict:
        raise unlike(tree, f"an object whose first member is {VERSION_MEMBER!r}, the version")
    if VERSION_MEMBER not in tree:
        hint = did_you_mean(VERSION_MEMBER, tree)
        msg = f"this is JSON, but no results framework: the member {VERSION_MEMBER!r} with the version is missing{hint}"
        raise MismatchError(msg)
    version = tree[VERSION_MEMBER]
    if type(version) is not int or version < 1:
        error = unlike(version, f"the version of the form, a whole number from 1 to {VERSION}")
        error.path = f".{VERSION_MEMBER}"
        raise error
    if version > VERSION:
        what = f"a newer version of this library wrote it (form {version}; this one reads up to {VERSION}): update"
        raise UnsupportedVersionError(FORMAT, (Problem(what, path=f"$.{VERSION_MEMBER}"),))
    return {name: tree[name] for name in tree if name != VERSION_MEMBER}


@functools.cache
def converter() -> Converter:
    """The converter of documents; nothing registers with it later."""
    return new_converter()


def new_converter() -> Converter:
    """A converter with the hooks of all nouns."""
    made = Converter(detailed_validation=True)
    made.register_structure_hook_factory(attrs.has, lambda noun: noun_hook(noun, made))
    for kind in enums():
        made.register_structure_hook(kind, enum_hook(kind))
    made.register_structure_hook_factory(
        lambda declared: optional(declared) is not declared,
        lambda declared: made.get_structure_hook(optional(declared)),
    )
    made.register_structure_hook_factory(
        lambda declared: item_of(declared) is not None, lambda declared: _tuple_hook(declared, made)
    )
    for scalar, hook in ((str, text), (bool, yes_no), (int, whole_number), (Decimal, number), (dt.date, day)):
        made.register_structure_hook(scalar, hook)
    for special, hook_of in HOOKS:
        made.register_structure_hook_func(partial(eq, special), hook_of(made))
    return made


def hook_of_class(kind: Any, made: Converter) -> Hook:
    """The hook of a class by itself: a period and a series are objects there, as any other noun."""
    return noun_hook(kind, made) if kind in (Period, ObservationSeries) else made.get_structure_hook(kind)


def enums() -> Iterator[type[enum.Enum]]:
    """Every enumeration that a member may hold: cattrs 25 has a way of its own with those that have no hook by name."""
    yield Missing
    for noun in NOUNS:
        for member in members(noun):
            kind = item_of(member.type) or optional(member.type)
            if is_enum(kind):
                yield kind


def _tuple_hook(declared: Any, made: Converter) -> Hook:
    list_hook = list_structure_factory(declared, made)

    def structure_tuple(data: Any, _: Any) -> tuple[Any, ...]:
        if type(data) is not list:
            raise unlike(data, "a list")
        return tuple(list_hook(_consumed(data), declared))

    return structure_tuple


def _consumed(items: list[Any]) -> Iterator[Any]:
    """The items of a list, each taken out of it, so that its memory is free again as soon as it is a noun."""
    items.reverse()
    while items:
        yield items.pop()
