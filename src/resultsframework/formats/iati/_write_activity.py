"""
From activities to elements: what describes each, its results, and how it is arranged with others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework
from resultsframework.result import Result

from ._extension import encoded_whole, written
from ._publication import LackingError
from ._text import escape
from ._write_head import DECLARATION, Head
from ._write_result import write_result

if TYPE_CHECKING:
    from resultsframework.indicator import Measure

    from ._activity import Activity

__all__ = ["DECLARATION", "write_activity"]

# The kept transactions of an activity add up to its budgets, and reading keeps them again.
TRANSACTIONS = "<rf:transactions/>"


def write_activity(activity: Activity, layout: str, *, extensions: bool, measure: Measure | None = None) -> str:
    """
    The element of an activity.

    Args:
        activity: The activity.

        layout: The layout it is written in.

        extensions: Whether what the standard has no place for is written too.

        measure: The kind of measurement of indicators that declare none.

    Raises:
        InvalidValueError: Without extensions, something that the standard demands is not known.
    """
    head = Head(activity, layout, extensions=extensions)
    before, after = head.parts()
    if not extensions:
        unmeasured = 0 if measure is not None else _unmeasured(activity)
        if head.lacking or unmeasured:
            raise LackingError(head.lacking, unmeasured)
    results = _results(activity, head.language, extensions=extensions, measure=measure)
    whole = f"\n  <iati-activity{head.attributes}>{before}{results}{after}"
    if not extensions:
        return f"{whole}\n  </iati-activity>"
    own = written(head.overrides())
    own += TRANSACTIONS if head.keeps_transactions else ""
    return f"{whole}{own}{_arrangement(activity)}\n  </iati-activity>"


def _results(activity: Activity, language: str | None, *, extensions: bool, measure: Measure | None) -> str:
    """The results; those without indicators, which the standard does not hold, in elements of our own."""
    parts: list[str] = []
    number = 0
    is_told = all(result.indicators for result in activity.framework.results)
    for result, position in zip(activity.framework.results, activity.positions, strict=True):
        place = ".".join(map(str, position))
        if result.indicators:
            told = None if is_told and position == (number,) else place
            parts.append(write_result(result, told, language, extensions=extensions, measure=measure))
            number += 1
    if extensions:
        for index, (result, position) in enumerate(zip(activity.framework.results, activity.positions, strict=True)):
            if not result.indicators:
                text = escape(encoded_whole(Result, result, "a result"))
                parts.append(f'\n    <rf:result at="{index}" place="{".".join(map(str, position))}">{text}</rf:result>')
    return "".join(parts)


def _arrangement(activity: Activity) -> str:
    """The element that says how the activity is arranged with others, and what the framework says of itself."""
    if activity.layout is None:
        return ""
    told = f'layout="{activity.layout}" part="{activity.part}" parts="{activity.parts}"'
    if activity.subject is not None:
        told += f' subject="{".".join(map(str, activity.subject))}"'
    if not activity.has_own_identifier:
        told += ' identifier="derived"'
    frame = ""
    if activity.frame != ResultsFramework():
        text = encoded_whole(ResultsFramework, activity.frame, "the framework")
        frame = f"<rf:framework>{escape(text)}</rf:framework>"
    return f"<rf:arrangement {told}/>{frame}"


def _unmeasured(activity: Activity) -> int:
    """How many indicators say nothing about the kind of their measurement."""
    indicators = (indicator for result in activity.framework.results for indicator in result.indicators)
    return sum(
        indicator.measure is None and not any(extra.name == "@measure" for extra in indicator.extras)
        for indicator in indicators
    )
