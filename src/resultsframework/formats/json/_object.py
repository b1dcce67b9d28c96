"""
Objects with the members of a noun, by hooks that cattrs generates from its fields, and extensions beside them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override

from resultsframework.formats._construction import unchecked
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.period import Period
from resultsframework.series import ObservationSeries

from ._extension import text_of_extension
from ._model import EXTENSION, NOUNS, is_node, members, members_of_document, optional
from ._problems import MismatchError, did_you_mean, in_member, unlike
from ._scalar import Hook, unit_code

__all__ = ["noun_hook"]


def noun_hook(noun: Any, made: Converter) -> Hook:
    """An object with the members of a noun and, where the noun is a node, extensions."""
    names = frozenset(member.name for member in members(noun))
    held = {member.attribute for member in members(noun)}
    overrides: dict[str, Any] = {
        field.name: override(omit=True) for field in attrs.fields(noun) if field.name not in held
    }
    if "unit" in names:
        overrides["unit"] = override(struct_hook=unit_code)
    for member in members(noun):
        if member.is_nullable:
            overrides[member.attribute] = override(struct_hook=_or_none(made.get_structure_hook(optional(member.type))))

    @functools.cache
    def fields() -> Hook:
        """Structures the members; made when the first object is read, since nouns hold each other in circles."""
        return make_dict_structure_fn(
            _checked_by_hooks(noun),
            made,
            _cattrs_forbid_extra_keys=False,
            _cattrs_detailed_validation=True,
            _cattrs_use_alias=True,
            **overrides,
        )

    def structure_noun(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise unlike(data, "an object")
        if data.keys() <= names:
            return fields()(data, noun)
        extensions, errors = _extensions(noun, {name: data[name] for name in data if name not in names})
        try:
            made_noun = fields()({name: data[name] for name in data if name in names}, noun)
            if not errors:
                return attrs.evolve(made_noun, extras=(*made_noun.extras, *extensions))
        except ClassValidationError as error:
            errors += error.exceptions
        msg = "in an object"
        raise ClassValidationError(msg, errors, noun)

    return structure_noun


def _or_none(hook: Hook) -> Hook:
    return lambda data, declared: None if data is None else hook(data, declared)


def _checked_by_hooks(noun: Any) -> Any:
    """
    The class as cattrs calls it: for most nouns one that makes them without the checks of the constructor.

    The hooks of the members have checked every type. With the constructors' own checks reading takes 1.4 times as long.
    A class that checks more than types, or works out a default, is called itself.
    """
    checks_more = hasattr(noun, "__attrs_post_init__") or issubclass(noun, Period | Money | ObservationSeries)
    if noun not in NOUNS or checks_more or any(field.validator is not None for field in attrs.fields(noun)):
        return noun
    make: Any = unchecked(noun)
    return type(noun.__name__, (noun,), {"__slots__": (), "__new__": lambda _cls, **members: make(**members)})


def _extensions(noun: Any, unknown: Mapping[str, Any]) -> tuple[list[Extra], list[Exception]]:
    """The extensions among the members that the noun of an object does not have, and an error for each other one."""
    extensions: list[Extra] = []
    errors: list[Exception] = []
    for name, value in unknown.items():
        try:
            if not (is_node(noun) and name.startswith(EXTENSION)):
                raise _unknown(noun, name)
            extensions.append(Extra(name=name, text=text_of_extension(value)))
        except MismatchError as error:
            errors.append(in_member(error, name))
    return extensions, errors


def _unknown(noun: Any, name: str) -> MismatchError:
    known = [member.name for member in members_of_document(noun)]
    msg = f"{noun.__name__} has no such member{did_you_mean(name, known)}"
    if is_node(noun):
        msg += f" (a fact that the model has no member for goes into one whose name begins with {EXTENSION})"
    return MismatchError(msg)
