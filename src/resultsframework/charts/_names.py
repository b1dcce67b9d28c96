"""
Names in a chart: its title, and each indicator by its code and the beginning of its statement, no two the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._library import harmless, short

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["row_names", "titled"]

LONGEST, SHORTEST = 64, 20


def titled(content: str, framework: ResultsFramework) -> str:
    """The title of a chart: its content and, where it has one, the name of the framework."""
    return ": ".join(filter(None, (content, framework.title or framework.identifier)))


def row_names(indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """
    The name of each indicator by its path; those that would have the same one have their paths in it.

    Args:
        indicators: The indicators by their paths.
    """
    names = {path: _name(node.code, node) for path, node in indicators.items()}
    times = Counter(names.values())
    return {path: name if times[name] == 1 else _name(path, indicators[path]) for path, name in names.items()}


def _name(first: str | None, indicator: Indicator) -> str:
    """A name, the statement cut where it is long, and what it begins with whole."""
    room = max(LONGEST - len(first or ""), SHORTEST)
    statement = short(indicator.statement or "", room, 1)
    return " ".join(filter(None, (harmless(first or ""), *statement))) or "an indicator without a statement"
