"""
What differs between a framework and what came back from a format, fact by fact, each with its place.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

import attrs

from resultsframework.indicator import Indicator
from resultsframework.observation import Observation, ObservationSeries
from resultsframework.path import children_of, observation_step, steps_of
from resultsframework.result import Result
from resultsframework.table import Column, Table

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["Loss", "LossReport", "losses_between"]

SHOWN = 80


@attrs.frozen(kw_only=True)
class Loss:
    """
    One fact that a format does not carry.

    Attributes:
        path: The place of the node that says it, as ``framework.at`` reads it; empty for the framework itself.

        field: The field that holds it.

        what: What becomes of it.
    """

    path: str
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.path or 'the framework'}: {self.field}: {self.what}"


@attrs.frozen(kw_only=True)
class LossReport:
    """
    Everything that is lost when a framework is written in a format and read again. Empty, and false, for nothing.

    Attributes:
        format: The name of the format.

        losses: The facts, in the order of the framework.
    """

    format: str
    losses: tuple[Loss, ...] = ()

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def table(self) -> Table:
        """The losses as a table: one row each."""
        columns = (Column("path"), Column("field"), Column("what"))
        rows = ((loss.path, loss.field, loss.what) for loss in self.losses)
        return Table.of(columns, rows, f"lost in {self.format}")

    def __str__(self) -> str:
        return "\n".join(map(str, self.losses)) or f"nothing is lost in {self.format}"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def losses_between(format: str, before: ResultsFramework, after: ResultsFramework) -> LossReport:
    """What of the framework before is not in the one after, or is otherwise there."""
    return LossReport(format=format, losses=tuple(_in_noun("", before, after)))


def _in_noun(path: str, before: Any, after: Any) -> Iterator[Loss]:
    """The differences of two nouns of one class, as they answer when asked. What is no part of equality is no loss."""
    for field in attrs.fields(type(before)):
        if field.eq and _differ(getattr(before, field.name), getattr(after, field.name)):
            name = field.alias or field.name
            yield from _in_field(path, name, before, getattr(before, name), getattr(after, name))


def _in_field(path: str, name: str, holder: Any, before: Any, after: Any) -> Iterator[Loss]:
    below = f"{path}/{name}" if path else name
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from _in_tuple(path, name, holder, before, after)
    elif isinstance(before, ObservationSeries):
        yield from _in_tuple(path, "observations", holder, before.observations, after.observations)
        if before.periods != after.periods:
            yield Loss(path=path, field="periods", what=_change(before.periods, after.periods))
    elif attrs.has(type(before)) and type(before) is type(after):
        yield from _in_noun(below, before, after)
    elif _differ(before, after):
        yield Loss(path=path, field=name, what=_change(before, after))


def _differ(before: Any, after: Any) -> bool:
    """Whether two values differ; in Python True equals 1, in a framework Yes is no number."""
    return type(before) is not type(after) or bool(before != after)


def _in_tuple(path: str, name: str, holder: Any, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Loss]:
    """The differences of two collections: items that are alike are compared, the others are lost or new."""
    matcher = difflib.SequenceMatcher(
        None, [_likeness(i) for i in before], [_likeness(i) for i in after], autojunk=False
    )
    for _, first, last, first_after, last_after in matcher.get_opcodes():
        old, new = before[first:last], after[first_after:last_after]
        for index, (one, other) in enumerate(zip(old, new, strict=False), first):
            if attrs.has(type(one)) and type(one) is type(other):
                yield from _in_noun(_path_of(path, name, holder, before, index), one, other)
            elif _differ(one, other):
                yield Loss(path=path, field=name, what=_change(one, other))
        for one in old[len(new) :]:
            yield Loss(path=path, field=name, what=f"{_shown(one)} is lost")
        for other in new[len(old) :]:
            yield Loss(path=path, field=name, what=f"{_shown(other)} is new")


def _likeness(item: Any) -> object:
    """What two items have to share to be taken for the same one, before and after."""
    if isinstance(item, Result | Indicator):
        return type(item), item.code
    if isinstance(item, Observation):
        return item.kind, item.period
    return type(item), item


def _path_of(path: str, name: str, holder: Any, items: Sequence[Any], index: int) -> str:
    item = items[index]
    if isinstance(item, Result | Indicator):
        step = _step_of_child(holder, item)
    elif isinstance(item, Observation):
        step = observation_step(cast("Indicator", holder), item)
    else:
        step = f"{name}#{index + 1}"
    return f"{path}/{step}" if path else step


def _step_of_child(holder: Any, item: Result | Indicator) -> str:
    children = [child for _, _, child in children_of(holder)]
    return next(step for step, child in zip(steps_of(holder, children), children, strict=True) if child is item)


def _change(before: Any, after: Any) -> str:
    if before is not None and (after is None or after == ()):
        return f"{_shown(before)} is lost"
    return f"{_shown(before)} becomes {_shown(after)}"


def _shown(item: Any) -> str:
    if isinstance(item, Result | Indicator):
        return f"{type(item).__name__} {item.code or getattr(item, 'title', None) or '(without a code)'!r}"
    text = item.value.replace("_", " ") if isinstance(item, enum.Enum) else repr(item)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
