"""
Declared directions that the plan as a whole contradicts, such as "decrease" on every count of what is wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from resultsframework.monitoring import contradiction, direction_of, end_of_plan

if TYPE_CHECKING:
    from resultsframework.indicator import Direction, Indicator

__all__ = ["doubt_text", "doubted_directions"]

# So many indicators contradict a direction for the others that declare it to be doubted.
SEVERAL = 3


def doubted_directions(indicators: Iterable[Indicator]) -> Mapping[Direction, int]:
    """
    The directions that several indicators of a plan declare and most of these contradict by their own targets, with the
    number of those that do.

    Such a direction is a mistake of the whole more often than a fact of those whose targets leave it open.
    """
    declared: Counter[Direction] = Counter()
    contradicted: Counter[Direction] = Counter()
    for indicator in indicators:
        known = direction_of(indicator)
        if known.is_declared:
            declared[known.direction] += 1
            end = end_of_plan(indicator)
            if end is not None and contradiction(indicator, known, indicator.baseline, end) is not None:
                contradicted[known.direction] += 1
    return {
        direction: number
        for direction, number in contradicted.items()
        if number >= SEVERAL and 2 * number > declared[direction]
    }


def doubt_text(direction: Direction, number: int) -> str:
    """The words for a verdict by a direction that others contradict."""
    return f"declared {direction.value}, which the targets of {number} other indicators contradict"
