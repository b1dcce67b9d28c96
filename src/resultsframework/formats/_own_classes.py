"""
Refusing to write nodes of a program's own classes: no format has a place for their fields.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.money import Money
from resultsframework.node import Extra, Node, Source, Translation
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation

__all__ = ["refuse_own_fields"]

ROOTS: tuple[Any, ...] = (Node, Disaggregation, Extra, Money, ObservationSeries, Period, Source, Translation)
SHOWN = 5


def refuse_own_fields(value: object, format: str) -> None:
    """
    Do nothing for a node or an answer whose fields, and those of all nodes in it, are those of the library.

    Raises:
        InvalidValueError: A class of a program has further fields, which the format has no place for; with the places.
    """
    if not any(_own_classes(root) for root in ROOTS):  # as in most programs: then nothing is walked
        return
    found = [f"{place or 'the node itself'} ({', '.join(own)})" for place, own in _own_fields(value, "")]
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        msg = (
            f"{format} has no place for the fields that classes of your own add: {'; '.join(found[:SHOWN])}{more}. "
            "Keep such a value as an own field: node.with_extra('x_donor', value)"
        )
        raise InvalidValueError(msg)


def _own_classes(kind: Any) -> bool:
    """True if a class, or one made from it, adds fields to a noun of the library."""
    return bool(_added(kind)) or any(_own_classes(further) for further in type.__subclasses__(kind))


@functools.cache
def _added(kind: Any) -> list[str]:
    """The names of the fields that a class has beyond those of the library's class that it is made from."""
    noun = next(base for base in kind.__mro__ if base.__module__.startswith("resultsframework.") and attrs.has(base))
    known = {field.name for field in attrs.fields(noun)}
    return [str(field.alias) for field in attrs.fields(kind) if field.name not in known]


def _own_fields(value: Any, place: str) -> Iterator[tuple[str, list[str]]]:
    """The place of each node with further fields, as a path, and their names."""
    kind: Any = type(value)
    if isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _own_fields(item, f"{place}#{number}")
    elif attrs.has(kind):  # an answer holds nodes too
        added = _added(kind) if isinstance(value, ROOTS) else []
        if added:
            yield place, added
        for field in attrs.fields(kind):
            yield from _own_fields(getattr(value, field.name), f"{place}/{field.alias}".lstrip("/"))
