"""
The facts that the reader of a format noted in what has no field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.node import FactKind

if TYPE_CHECKING:
    from resultsframework.node import Extra, Fact

__all__ = ["facts", "is_stated"]


def facts(extras: Iterable[Extra], kind: FactKind) -> Iterator[tuple[int, Fact]]:
    """The facts of one kind, each with the number of its extra; the first is 1."""
    return ((number, fact) for number, extra in enumerate(extras, 1) for fact in extra.facts if fact.kind is kind)


def is_stated(extras: Iterable[Extra], field: str) -> bool:
    """True if the source states a field in a form that the field cannot hold."""
    return any(fact.text == field for _, fact in facts(extras, FactKind.STATED))
