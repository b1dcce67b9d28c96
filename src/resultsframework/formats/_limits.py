"""
The limits of what is read: input can come from anybody, and a small file can unpack to one that fills the memory.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.errors import InvalidValueError, Problem, UnsafeInputError
from resultsframework.indicator import Indicator
from resultsframework.message import shown
from resultsframework.result import Result

from ._text import LIMIT

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.node import Node

__all__ = ["Limits"]

# The parser of XML gives up beyond these, whatever its options.
DEEPEST = 2_000
LONGEST = 1_000_000_000
# Bytes of a file, more than there are in any.
MOST = 10**15


def _within(least: int, most: int, *, or_none: bool = False) -> Any:
    """The check of a limit that is itself limited, or None for no limit."""

    def check(_limits: Limits, field: attrs.Attribute[int], value: int | None) -> None:
        if not (or_none and value is None) and not (type(value) is int and least <= value <= most):
            msg = f"Limits.{field.name} is {shown(value)}; it can be from {least:,} to {most:,}"
            raise InvalidValueError(msg)

    return check


@attrs.frozen(kw_only=True)
class Limits:
    """
    The most that a file may hold; more is an `UnsafeInputError`. Not in IATI.

    Attributes:
        size: The bytes of a file that is read whole, a whole number; None for no limit. An IATI file is read by
            activities, and may be of any size.

        depth: The elements within each other in an IATI file, from 2 to 2,000.

        text: The bytes of a text, of an attribute or of a tag in an IATI file.

        parts: The elements and attributes of one IATI activity, which is held in memory as a whole: some 400 bytes
            each. The largest of fifty publishers has 8,000.

        values: The observations of one indicator.

        entries: The entries of any other list of a framework, of a result or of an indicator, such as the indicators
            of an output.
    """

    size: int | None = attrs.field(default=LIMIT, validator=_within(0, MOST, or_none=True))
    depth: int = attrs.field(default=64, validator=_within(2, DEEPEST))
    text: int = attrs.field(default=10_000_000, validator=_within(1, LONGEST))
    parts: int = attrs.field(default=500_000, validator=_within(1, LONGEST))
    values: int = attrs.field(default=100_000, validator=_within(1, LONGEST))
    entries: int = attrs.field(default=100_000, validator=_within(1, LONGEST))

    def check(self, framework: ResultsFramework, format: str) -> None:
        """
        Do nothing for a framework within the limits.

        Raises:
            UnsafeInputError: An indicator has too many values, or a list too many entries; with its path.
        """
        for node in _nodes(framework):
            kind: Any = type(node)
            for name, limit in _lists(kind):
                entries, most = getattr(node, name), getattr(self, limit)
                if len(entries) > most:
                    path = None if node is framework else framework.path_of(node)
                    advice = f"if there should be as many, raise limits=Limits({limit}=...)"
                    what = f"there are {len(entries):,} {limit} in {name}, more than {most:,}; {advice}"
                    raise UnsafeInputError(format, (Problem(what, path=path),), framework.source.name)


def _nodes(framework: ResultsFramework) -> Iterator[Node]:
    """The framework, its results and their indicators."""
    yield framework
    for result in framework.all_results(Result):
        yield result
        yield from result.indicators


@functools.cache
def _lists(noun: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a noun that are lists, each with the name of its limit."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(noun)
    lists = [(f.name, "entries") for f in fields if str(f.type).startswith("tuple")]
    return (*lists, ("series", "values")) if issubclass(noun, Indicator) else tuple(lists)
