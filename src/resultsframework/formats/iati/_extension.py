"""
Extension elements, for facts that have no place in the standard: each holds one field of its node as JSON.

An element ``<rf:FIELD>`` holds the value of the field of that name, whatever else was read for it, as the format
`json` writes it, and ``null`` for a field that holds nothing. A few are about a whole: ``absent`` marks an element that
is only there because the schema demands one; ``observation`` and ``result`` hold values and results that the standard
cannot hold at all; ``order`` and ``place`` are the positions of values and results; ``arrangement`` and ``framework``
describe how activities make one framework; ``transactions`` means that the transactions themselves were kept.
"""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError
from resultsframework.formats.json import Member, members, parsed, structured, value_text

from ._archive import FORMAT
from ._names import PREFIX
from ._text import IMPOSSIBLE, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.node import Node

    from ._xml import Element

__all__ = [
    "ABSENT",
    "decoded",
    "decoded_whole",
    "encoded",
    "encoded_whole",
    "own_name",
    "refused",
    "with_own_fields",
]

Kind = TypeVar("Kind", bound="Node")

ABSENT = f"{PREFIX}absent"
NOTHING = "null"


def own_name(tag: str) -> str | None:
    """The name of an extension element; None for any other element."""
    return tag[len(PREFIX) :] if tag.startswith(PREFIX) else None


@functools.cache
def _members(noun: Any) -> dict[str, Member]:
    return {member.name: member for member in members(noun)}


def encoded(noun: Any, name: str, value: Any) -> str:
    """
    The JSON of the value of a field, in characters that XML can hold.

    Raises:
        InvalidValueError: The field holds what it must not, such as a number where text belongs.
    """
    member = _members(noun)[name]
    if value == member.default and type(value) is type(member.default):
        return NOTHING
    return encoded_whole(member.type, value, f"{noun.__name__}.{name}")


def encoded_whole(declared: Any, value: Any, where: str) -> str:
    """The JSON of a value of a declared type; see `encoded`."""
    try:
        text = value_text(declared, value, where)
    except InvalidValueError as error:
        msg = f"the framework cannot be written as IATI: {error}"
        raise InvalidValueError(msg) from None
    return IMPOSSIBLE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    """A character that XML cannot hold as JSON writes it; half a character, which is none, as its replacement."""
    return REPLACEMENT if "\ud800" <= found[0] <= "\udfff" else json.dumps(found[0])[1:-1]


def with_own_fields(node: Kind, own: Iterable[Element]) -> Kind:
    """
    The node with the fields of its extension elements.

    Raises:
        FormatError: As for `decoded`.
    """
    fields = {
        name: decoded(type(node), name, child.text, child.sourceline)
        for child in own
        if (name := own_name(child.tag)) is not None
    }
    return attrs.evolve(node, **fields)


def decoded(noun: Any, name: str, text: str | None, line: int | None = None) -> Any:
    """
    The value of a field, from its JSON.

    Raises:
        FormatError: It is no JSON, there is no such field, or the field cannot hold that.
    """
    member = _members(noun).get(name)
    if member is None:
        what = f"the extension element {name!r} is not known: {_article(noun)} has no such field"
        raise refused(what, line)
    if text is not None and text.strip() == NOTHING:
        return member.default
    return decoded_whole(member.type, text, f"the extension element {name!r} of {_article(noun)}", line)


def decoded_whole(declared: Any, text: str | None, where: str, line: int | None = None) -> Any:
    """A value of a declared type from its JSON; see `decoded`."""
    try:
        tree, faults = parsed(text or "")
    except UnsafeInputError:
        raise _too_deep(where, line) from None
    except FormatError as error:
        what = f"{where} must hold JSON: {error.problems[0].message}"
        raise refused(what, line) from None
    if faults:
        raise _unfit(where, faults, line)
    try:
        return structured(declared, tree)
    except UnsafeInputError:
        raise _too_deep(where, line) from None
    except FormatError as error:
        raise _unfit(where, error.problems, line) from None


def _too_deep(where: str, line: int | None) -> UnsafeInputError:
    return UnsafeInputError(FORMAT, (Problem(f"{where} is nested too deep", line=line),))


def _unfit(where: str, problems: Iterable[Problem], line: int | None) -> FormatError:
    found = "; ".join(f"{problem.path}: {problem.message}" for problem in problems)
    return refused(f"{where} does not hold what it can hold: {found}", line)


def _article(noun: Any) -> str:
    name: str = noun.__name__
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def refused(what: str, line: int | None) -> FormatError:
    """The error for an extension element that is not what it has to be."""
    return FormatError(FORMAT, (Problem(what, line=line),))
