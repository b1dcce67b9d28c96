"""
Values and baselines missing from all of several indicators of a framework or a result, which one finding reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from resultsframework.observation import ObservationKind
from resultsframework.result import Result
from resultsframework.value import Missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation

__all__ = ["Absence", "is_empty"]


class Absence:
    """
    The results and frameworks of which several indicators have no value, or no baseline, and none of them has.

    Attributes:
        results_without_values: By the identity of a result, the number of its indicators, none of which has a value.

        without_baselines: By the identity of a framework or a result, the number of its indicators, none of which has a
            baseline. Results of such a framework are left out, and so are results without any value.
    """

    def __init__(self, framework: ResultsFramework, is_exempt: Callable[[Indicator], bool]) -> None:
        self.results_without_values: Mapping[int, int]
        self.without_baselines: Mapping[int, int]
        results = [
            (result, [indicator for indicator in result.indicators if not is_exempt(indicator)])
            for result in framework.all_results(Result)
        ]
        self.results_without_values = dict(without(self.is_without_values, results))
        everywhere = [indicator for _, indicators in results for indicator in indicators]
        whole = dict(without(is_without_baseline, [(framework, everywhere)]))
        stated = [(result, some) for result, some in results if id(result) not in self.results_without_values]
        self.without_baselines = whole or dict(without(is_without_baseline, stated))

    @staticmethod
    def is_without_values(indicator: Indicator) -> bool:
        """True if an indicator has neither a value nor a reason for its absence other than an empty cell."""
        return all(map(is_empty, indicator.series.observations))


def without(
    lacks: Callable[[Indicator], bool], nodes: Iterable[tuple[ResultsFramework | Result, list[Indicator]]]
) -> Iterator[tuple[int, int]]:
    """The nodes with several indicators all of which lack something: their identity, and the number."""
    for node, indicators in nodes:
        if len(indicators) > 1 and all(map(lacks, indicators)):
            yield id(node), len(indicators)


def is_without_baseline(indicator: Indicator) -> bool:
    """True if an indicator has no baseline, or only empty cells."""
    return all(o.kind is not ObservationKind.BASELINE or is_empty(o) for o in indicator.series.observations)


def is_empty(o: Observation) -> bool:
    """True for an empty cell, and for one that is not there."""
    return o.value is Missing.EMPTY or o.value is Missing.ABSENT
