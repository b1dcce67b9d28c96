"""
Objects with the members of a noun, by hooks that cattrs generates from its fields, and extensions beside them.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import attrs
from cattrs.gen import make_dict_structure_fn, override

from resultsframework.formats._construction import unchecked
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.period import Period
from resultsframework.series import ObservationSeries

from ._extension import text_of_extension
from ._model import EXTENSION, NOUNS, is_node, members, members_of_document, optional
from ._problems import Hook, MismatchError, did_you_mean, together, tried, unlike
from ._scalar import unit_code

if TYPE_CHECKING:
    from cattrs import Converter

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
        errors: list[Exception] = []
        extensions = [
            tried(errors, name, _extension_of, (name, data[name]), noun) for name in data if name not in names
        ]
        made_noun = tried(errors, None, fields(), {name: data[name] for name in data if name in names}, noun)
        if errors:
            raise together(errors, noun)
        return attrs.evolve(made_noun, extras=(*made_noun.extras, *extensions))

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


def _extension_of(member: tuple[str, Any], noun: Any) -> Extra:
    """The extension of a member that the noun of an object does not have; an error for any other."""
    name, value = member
    if is_node(noun) and name.startswith(EXTENSION):
        return Extra(name=name, text=text_of_extension(value))
    known = [member.name for member in members_of_document(noun)]
    msg = f"{noun.__name__} has no such member{did_you_mean(name, known)}"
    if is_node(noun):
        msg += f" (a fact that the model has no member for goes into one whose name begins with {EXTENSION})"
    raise MismatchError(msg)
