"""
The structural difference of two nodes: each field that differs, with its position and both values.

Values are compared with their types, since in Python True equals 1 and in a framework Yes is no number. The line of the
source and the name of its file are no part of a node's equality and never differ.
"""

from __future__ import annotations

import difflib
import enum
import functools
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

import attrs

from resultsframework.expression import repr_of
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation
from resultsframework.path import children_of, observation_steps, steps_of
from resultsframework.result import Result
from resultsframework.series import ObservationSeries

__all__ = ["NOTHING", "Difference", "Nothing", "difference", "differing_fields", "fields_of", "same"]


class Nothing(enum.Enum):
    """The counterpart of an item that only one of two collections has."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


@attrs.frozen
class Difference:
    """
    One field in which two nodes differ, or one item of a collection.

    Attributes:
        path: The position of the node that has the field, below the first of the nodes compared, as ``framework.at``
            reads it; empty for that node itself.

        field: The name of the field; empty where two values without fields were compared.

        before: Its value in the first node; of a collection, one item.

        after: Its value in the second node. An item that only one of the collections has is beside ``NOTHING``.

        noun: The class of the node that has the field; None where values without fields were compared.
    """

    path: str
    field: str
    before: Any
    after: Any
    noun: type | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = repr_of


def difference(before: Any, after: Any, *, stored: bool = False) -> Iterator[Difference]:
    """
    Every difference between two values, in the order of the first: frameworks, any of their nodes, or plain values.

    Results and indicators are paired in source order by class and code, observations by kind and period, other items
    by equality; items between two pairs are paired by position, and the rest is lost or new. Paired nodes are compared
    field by field. Nothing is yielded where two values are equal.

    Args:
        before: The first value.

        after: The second value.

        stored: Compare also stored values that equal the derived ones: a raw text that is that of the value, or periods
            that are those of the observations.

    >>> from resultsframework import Indicator, Output
    >>> old = Output(code="1", indicators=(Indicator(code="1A", statement="Wells"),))
    >>> new = Output(code="1", indicators=(Indicator(code="1A", statement="Wells in use"),))
    >>> list(difference(old, new))
    [Difference(path='1A', field='statement', before='Wells', after='Wells in use')]
    """
    walk = _Comparison(stored)
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from walk.of_collections("", "", None, before, after)
    elif attrs.has(type(before)) and type(before) is type(after):
        yield from walk.of_nodes("", before, after)
    elif not same(before, after):
        yield Difference("", "", before, after)


def differing_fields(before: Any, after: Any) -> Iterator[Difference]:
    """
    The fields of a node that differ from another node's of the same class, each with the whole values stored.

    Unlike `difference`, it does not descend into the nodes that a field holds.

    Args:
        before: The first node.

        after: The second node.
    """
    for name, one, other in _differing(before, after, stored=True):
        yield Difference("", name, one, other, type(before))


def same(one: Any, other: Any) -> bool:
    """True if two values are equal in all their parts, types included."""
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    kind: Any = type(one)
    fields = fields_of(kind)
    if not fields:
        return bool(one == other)
    return all(same(getattr(one, own), getattr(other, own)) for _, own in fields)


def _differing(before: Any, after: Any, *, stored: bool) -> Iterator[tuple[str, Any, Any]]:
    """The fields of two nodes of one class that differ: the name and both values, stored ones or those they derive."""
    kind: Any = type(before)
    for name, own in fields_of(kind):
        one, other = getattr(before, own), getattr(after, own)
        if same(one, other):
            continue
        if not stored:
            one, other = getattr(before, name), getattr(after, name)
        if stored or not same(one, other):
            yield name, one, other


@functools.cache
def fields_of(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a class that count in a comparison: the public name of each and the one it is stored under."""
    return tuple((str(f.alias), f.name) for f in attrs.fields(kind) if f.eq) if attrs.has(kind) else ()


@attrs.frozen
class _Comparison:
    """The walk through two values side by side; see `difference` for `stored`."""

    stored: bool

    def of_nodes(self, path: str, before: Any, after: Any) -> Iterator[Difference]:
        """The differences of two nodes of one class, in the order of its fields."""
        for name, one, other in _differing(before, after, stored=self.stored):
            if isinstance(one, tuple) and isinstance(other, tuple):
                yield from self.of_collections(path, name, before, one, other)
            elif isinstance(one, ObservationSeries) and isinstance(other, ObservationSeries):
                yield from self.of_collections(path, name, before, one.observations, other.observations)
                yield from self.of_periods(_below(path, name), one, other)
            elif attrs.has(type(one)) and type(one) is type(other):
                yield from self.of_nodes(_below(path, name), one, other)
            else:
                yield Difference(path, name, one, other, type(before))

    def of_periods(self, path: str, before: ObservationSeries, after: ObservationSeries) -> Iterator[Difference]:
        """The difference of the periods of two series, as a whole."""
        for name, one, other in _differing(before, after, stored=self.stored):
            if name == "periods":
                yield Difference(path, name, one, other, ObservationSeries)

    def of_collections(
        self, path: str, name: str, holder: Any, before: Sequence[Any], after: Sequence[Any]
    ) -> Iterator[Difference]:
        """The differences of paired items, and the items without a counterpart."""
        steps: tuple[str, ...] = ()
        for index, one, other in _paired(before, after):
            if attrs.has(type(one)) and type(one) is type(other):
                steps = steps or _steps(holder, name, before)
                yield from self.of_nodes(_below(path, steps[index]), one, other)
            elif not same(one, other):
                yield Difference(path, name, one, other, None if holder is None else type(holder))


def _paired(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[int, Any, Any]]:
    """The pairs of two collections, each with its place in the first; ``NOTHING`` where an item has no counterpart."""
    old, new = ([_identity(item) for item in items] for items in (before, after))
    if old == new:  # the matcher would compare each item with each, where all have one identity
        yield from ((index, one, other) for index, (one, other) in enumerate(zip(before, after, strict=True)))
        return
    for _, first, last, first_after, last_after in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        pairs = zip_longest(before[first:last], after[first_after:last_after], fillvalue=NOTHING)
        yield from ((index, one, other) for index, (one, other) in enumerate(pairs, first))


def _identity(item: Any) -> object:
    """The key by which an item of one collection is paired with an item of the other."""
    if isinstance(item, Result | Indicator):
        return type(item), item.code
    if isinstance(item, Observation):
        return item.kind, item.period
    return type(item), item


def _steps(holder: Any, name: str, items: Sequence[Any]) -> tuple[str, ...]:
    """The steps of a path that lead from the holder of a collection to its items."""
    if isinstance(holder, Indicator) and isinstance(items[0], Observation):
        return observation_steps(holder)
    if holder is not None and isinstance(items[0], Result | Indicator):
        below = children_of(holder)
        named = zip(steps_of(holder, [child for _, _, child in below]), below, strict=True)
        return tuple(step for step, (field, _, _) in named if field == name)
    return tuple(f"{name}#{number}" for number in range(1, len(items) + 1))


def _below(path: str, step: str) -> str:
    return f"{path}/{step}" if path else step
