"""
The indicators that a roll-up may be made of, and whom they are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from resultsframework.framework import ResultsFramework, with_territory
from resultsframework.indicator import Indicator
from resultsframework.result import Result
from resultsframework.subject import TOTAL, Subject

__all__ = ["Candidate", "Origin", "candidates_of", "categories_of", "shared_subject"]

Origin: TypeAlias = ResultsFramework | Result | Indicator


@attrs.frozen
class Candidate:
    """
    An indicator that may have a part, or a place that has no such indicator.

    Attributes:
        indicator: The indicator; None where the place has none.

        path: Its path as shown.

        framework: Its framework.

        statuses: The aggregation statuses that it and its result declare.

        selected: The indicator of each subject that was asked for, so that it is chosen once for all times.
    """

    indicator: Indicator | None
    path: str
    framework: ResultsFramework
    statuses: frozenset[bool | None] = frozenset()
    selected: dict[Subject, Indicator] = attrs.field(factory=dict, eq=False, repr=False)

    def of(self, indicator: Indicator, subject: Subject) -> Indicator:
        """
        The values of its indicator of a subject alone.

        Args:
            indicator: The indicator, which this one has.

            subject: The subject.
        """
        if subject not in self.selected:
            self.selected[subject] = indicator.where(subject)
        return self.selected[subject]


def candidates_of(origin: Origin, code: str | None) -> list[Candidate]:
    """The indicators of a framework or a result with the code, in source order; one without where there is none."""
    framework = _as_framework(origin)
    nodes: dict[str, Result | Indicator] = dict(framework.walk())
    found: list[Candidate] = []
    for path, node in nodes.items():
        if isinstance(node, Indicator) and code in (None, node.code):
            above = nodes.get(path.rpartition("/")[0])
            statuses = {node.aggregation_status, above.aggregation_status if isinstance(above, Result) else None}
            shown = path.rpartition("/")[2] if isinstance(origin, Indicator) else path
            found.append(Candidate(node, shown, framework, frozenset(statuses)))
    if not found and isinstance(origin, Result):
        named = attrs.evolve(framework, title=origin.code or origin.title)
        return [Candidate(None, "", named)]
    return found or [Candidate(None, "", framework)]


def shared_subject(candidates: Iterable[Candidate]) -> Subject:
    """The subject of a roll-up: what all indicators with values are about, if that is one subject, else the total."""
    subjects = {
        indicator.subject
        for indicator in (candidate.indicator for candidate in candidates)
        if indicator is not None and any(o.is_reported for o in indicator.series)
    } - {None}
    return subjects.pop() or TOTAL if len(subjects) == 1 else TOTAL


def categories_of(candidates: Iterable[Candidate], dimension: str) -> dict[str, Subject]:
    """The subjects with a category of a dimension and nothing else, by category, in source order."""
    found: dict[Subject, str] = {}
    for candidate in candidates:
        for subject in candidate.indicator.subjects if candidate.indicator is not None else ():
            category = subject.category_of(dimension)
            if category is not None and subject.without(dimension).is_total:
                found.setdefault(subject, category)
    return {category: subject for subject, category in found.items()}


def _as_framework(origin: Origin) -> ResultsFramework:
    """The framework itself, or a lone result or indicator in one, so that it has a path."""
    if isinstance(origin, ResultsFramework):
        return with_territory(origin)
    if isinstance(origin, Result):
        return ResultsFramework(results=(origin,))
    return ResultsFramework(results=(Result(indicators=(origin,)),))
