"""
The facts of a framework that do not come back from a format, each with its position.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.compare import NOTHING, difference
from resultsframework.indicator import Indicator
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
        path: The position of the node that states it, as ``framework.at`` reads it; empty for the framework itself.

        field: The field of the node that holds it.

        what: The value and its fate: lost, new, or changed to another value; and the reason, where the format has no
            place for the field at all.
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


def losses_between(
    format: str,
    before: ResultsFramework,
    after: ResultsFramework,
    reason: Callable[[type | None, str], str | None] | None = None,
) -> LossReport:
    """
    The facts of one framework that another lacks or states otherwise.

    Args:
        format: The name of the format that was written between them.

        before: The framework that was written.

        after: The framework that was read.

        reason: Gives, for a field of a noun, the reason why the format never holds it; None where it can hold it.
    """
    losses: list[Loss] = []
    for found in difference(before, after):
        why = reason(found.noun, found.field) if reason else None
        what = _what(found.before, found.after)
        losses.append(Loss(path=found.path, field=found.field, what=f"{what}: {why}" if why else what))
    return LossReport(format=format, losses=tuple(losses))


def _what(before: Any, after: Any) -> str:
    if before is NOTHING:
        return f"{_shown(after)} is new"
    if after is NOTHING or (before is not None and (after is None or after == ())):
        return f"{_shown(before)} is lost"
    return f"{_shown(before)} becomes {_shown(after)}"


def _shown(item: Any) -> str:
    if isinstance(item, Result | Indicator):
        return f"{type(item).__name__} {item.code or getattr(item, 'title', None) or '(without a code)'!r}"
    text = item.value.replace("_", " ") if isinstance(item, enum.Enum) else repr(item)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
