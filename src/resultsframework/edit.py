"""
Copies of a framework with changes: of a field at a path, of all nodes of a kind, of a code, of a place.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from .errors import InvalidValueError
from .indicator import Indicator
from .message import shown
from .own_field import PREFIX
from .path import Located, resolve
from .result import Result

__all__ = ["changed", "mapped", "moved", "renamed"]

Part = TypeVar("Part")
Coded = TypeVar("Coded", Result, Indicator)


def changed(chain: list[Located], changes: Mapping[str, Any]) -> Any:
    """A copy of the root in which the node at the end of the chain has other fields."""
    node = chain[-1].node
    if not attrs.has(type(node)):
        field = chain[-1].field or ""
        do = f"call with_extra({field!r}, ...)" if field.startswith(PREFIX) else f"replace the field {field!r}"
        msg = f"the path leads to {shown(node)}, which has no fields; {do} of what holds it"
        raise InvalidValueError(msg)
    return _with(chain, attrs.evolve(node, **changes))


def _with(chain: list[Located], new: Any) -> Any:
    """A copy of the root with another node at the end of the chain."""
    for holder, step in zip(reversed(chain[:-1]), reversed(chain[1:]), strict=True):
        name = str(step.field)
        if name not in {field.alias for field in attrs.fields(type(holder.node))}:
            msg = f"{name!r} of {type(holder.node).__name__} is derived; change the fields it is derived from"
            raise InvalidValueError(msg)
        old = getattr(holder.node, name)
        value = new if step.position is None else (*old[: step.position], new, *old[step.position + 1 :])
        new = attrs.evolve(holder.node, **{name: value})
    return new


def mapped(whole: Any, kind: type[Part], function: Callable[[Part], Part]) -> Any:
    """
    A copy in which a function was applied to every part of a kind, to those within a part before the part itself.

    A part in which nothing changes stays the same object.

    Raises:
        InvalidValueError: The function returned something else than a part of the kind.
    """
    if isinstance(whole, tuple):
        items = tuple([mapped(item, kind, function) for item in whole])
        return whole if all(map(operator.is_, items, whole)) else items
    if not attrs.has(type(whole)):
        return whole
    new = whole
    # An indicator holds no other node of the tree, which spares a look at each of its values.
    if not (isinstance(whole, Indicator) and issubclass(kind, Indicator | Result)):
        parts = {str(field.alias): getattr(whole, field.name) for field in attrs.fields(type(whole))}
        changes = {name: after for name, part in parts.items() if (after := mapped(part, kind, function)) is not part}
        new = attrs.evolve(whole, **changes) if changes else whole
    if not isinstance(new, kind):
        return new
    result = function(new)
    if not isinstance(result, kind):
        msg = f"the function returned {shown(result)} for {shown(new)}; it has to return its like, changed or not"
        raise InvalidValueError(msg)
    return result


def renamed(framework: Any, old: str, new: str) -> Any:
    """A copy in which every node of a code has another one, also where a joint programme names its outcome."""
    from .programme import JointProgramme

    def with_code(node: Coded) -> Coded:
        return attrs.evolve(node, code=new) if node.code == old else node

    def serving(programme: JointProgramme) -> JointProgramme:
        outcomes = tuple(new if code == old else code for code in programme.outcomes)
        return programme if outcomes == programme.outcomes else attrs.evolve(programme, outcomes=outcomes)

    return mapped(mapped(mapped(framework, Result, with_code), Indicator, with_code), JointProgramme, serving)


def moved(framework: Any, path: str, to: str) -> Any:
    """
    A copy in which the node at a path is the last below the node at another path.

    Raises:
        NotFoundError: A step of a path does not exist.

        InvalidValueError: There is no result or indicator at the path, or it cannot be where it is to be.
    """
    chain, holders = resolve(framework, path), resolve(framework, to)
    node, holder = chain[-1].node, holders[-1].node
    if not isinstance(node, Result | Indicator):
        msg = f"results and indicators can be moved; at {path!r} there is {shown(node)}"
        raise InvalidValueError(msg)
    if _positions(holders)[: len(chain)] == _positions(chain):
        msg = f"{path!r} cannot be moved to {to!r}, which is in it"
        raise InvalidValueError(msg)
    name = _field_for(node, holder)
    grown = _with(holders, attrs.evolve(holder, **{name: (*getattr(holder, name), node)}))
    # What was added is behind everything else, so the positions of the others are what they were.
    chain = _again(grown, chain)
    parent, (_, field, position) = chain[-2].node, chain[-1]
    rest = tuple(child for number, child in enumerate(getattr(parent, str(field))) if number != position)
    return _with(chain[:-1], attrs.evolve(parent, **{str(field): rest}))


def _positions(chain: list[Located]) -> list[tuple[str | None, int | None]]:
    return [(field, position) for _, field, position in chain]


def _again(root: object, chain: list[Located]) -> list[Located]:
    """The same positions in another framework."""
    found = [Located(root)]
    for _, field, position in chain[1:]:
        held = getattr(found[-1].node, str(field))
        found.append(Located(held if position is None else held[position], field, position))
    return found


def _field_for(node: Result | Indicator, holder: object) -> str:
    """The field of a framework or a result that holds such a node."""
    if isinstance(node, Result):
        name = holder.nested if isinstance(holder, Result) else "results"
    else:
        name = "indicators" if isinstance(holder, Result) else None
    if name is None or not hasattr(type(holder), name):
        msg = f"{shown(node)} cannot be moved into {shown(holder)}: indicators belong to results, outputs to outcomes"
        raise InvalidValueError(msg)
    return name
