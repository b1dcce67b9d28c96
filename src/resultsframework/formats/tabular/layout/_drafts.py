"""
Results and indicators while a workbook is read, and the framework that they become.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.series import ObservationSeries
from resultsframework.spelling import folded

if TYPE_CHECKING:
    from decimal import Decimal

    from resultsframework.budget import Budget
    from resultsframework.node import Source
    from resultsframework.observation import Observation
    from resultsframework.organisation import Participation
    from resultsframework.planned_activity import PlannedActivity
    from resultsframework.revision import Revision
    from resultsframework.risk import Assumption, Risk

__all__ = ["FrameworkDraft", "IndicatorDraft", "ResultDraft"]

CLASSES: dict[str, type[Result]] = {"impact": Impact, "outcome": Outcome, "output": Output, "other": OtherResult}
ABOVE = {"output": "outcome", "outcome": "impact"}


@attrs.define(eq=False)
class IndicatorDraft:
    """The facts of an indicator read so far."""

    code: str | None = None
    statement: str | None = None
    line: int | None = None
    measure: Measure | None = None
    unit: str | None = None
    direction: Direction = Direction.UNKNOWN
    fields: dict[str, Any] = attrs.Factory(dict)
    plan: dict[str, Any] = attrs.Factory(dict)
    observations: list[Observation] = attrs.Factory(list)

    def indicator(self) -> Indicator:
        """The indicator."""
        return Indicator(
            code=self.code,
            statement=self.statement,
            measure=self.measure,
            unit=self.unit,
            direction=self.direction,
            monitoring_plan=MonitoringPlan(**self.plan) if self.plan else None,
            series=ObservationSeries(tuple(self.observations)),
            line=self.line,
            **self.fields,
        )


@attrs.define(eq=False)
class ResultDraft:
    """The facts of a result read so far."""

    level: str
    code: str | None = None
    title: str | None = None
    line: int | None = None
    parent: ResultDraft | None = None
    parent_code: str | None = None
    description: str | None = None
    weight: Decimal | None = None
    indicators: list[IndicatorDraft] = attrs.Factory(list)
    assumptions: list[Assumption] = attrs.Factory(list)
    risks: list[Risk] = attrs.Factory(list)
    organisations: list[Participation] = attrs.Factory(list)
    budgets: list[Budget] = attrs.Factory(list)
    activities: list[PlannedActivity] = attrs.Factory(list)
    below: list[ResultDraft] = attrs.Factory(list)

    @property
    def key(self) -> tuple[str, str]:
        """The code and the title, by which it is found again."""
        return folded(self.code), folded(self.title)

    def result(self) -> Result:
        """The result with those below it."""
        kind = CLASSES[self.level]
        more: dict[str, Any] = {}
        if kind.nested is not None:
            more[kind.nested] = tuple(draft.result() for draft in self.below)
        if self.activities:
            more["activities"] = tuple(self.activities)
        return kind(
            code=self.code,
            title=self.title,
            description=self.description,
            weight=self.weight,
            indicators=tuple(draft.indicator() for draft in self.indicators),
            assumptions=tuple(self.assumptions),
            risks=tuple(self.risks),
            organisations=tuple(self.organisations),
            budgets=tuple(self.budgets),
            line=self.line,
            **more,
        )


@attrs.define(eq=False)
class FrameworkDraft:
    """
    The facts of a framework read so far.

    Attributes:
        identifier: The identifier that rows state; None where they state none.
    """

    identifier: str | None = None
    title: str | None = None
    results: list[ResultDraft] = attrs.Factory(list)
    budgets: list[Budget] = attrs.Factory(list)
    revisions: list[Revision] = attrs.Factory(list)
    _by_key: dict[tuple[str, str], list[ResultDraft]] = attrs.Factory(dict)
    _by_code: dict[str, list[ResultDraft]] = attrs.Factory(dict)
    _indicators_by_code: dict[str, list[IndicatorDraft]] = attrs.Factory(dict)
    _indicators_by_key: dict[object, IndicatorDraft] = attrs.Factory(dict)

    def add(self, draft: ResultDraft) -> ResultDraft:
        """Add a result."""
        self.results.append(draft)
        self._by_key.setdefault(draft.key, []).append(draft)
        self._by_code.setdefault(folded(draft.code), []).append(draft)
        return draft

    def named(self, code: str | None, title: str | None) -> list[ResultDraft]:
        """The results with a code and a title; of a code alone all that have it."""
        if title is None and code is not None:
            return self._by_code.get(folded(code), [])
        return self._by_key.get((folded(code), folded(title)), [])

    def completed(self, draft: ResultDraft, title: str) -> None:
        """Give a result that was named by its code alone its title."""
        draft.title = title
        self._by_key.setdefault(draft.key, []).append(draft)

    def coded(self, code: str) -> list[IndicatorDraft]:
        """The indicators with a code."""
        return self._indicators_by_code.get(folded(code), [])

    def keep(self, draft: IndicatorDraft, result: ResultDraft) -> None:
        """Add an indicator to a result."""
        result.indicators.append(draft)
        if draft.code:
            self._indicators_by_code.setdefault(folded(draft.code), []).append(draft)
        self._indicators_by_key.setdefault(self._key(result, draft.code, draft.statement), draft)

    def again(self, result: ResultDraft, code: str | None, statement: str | None) -> IndicatorDraft | None:
        """The indicator of a result with that code and statement; None if it is new."""
        return self._indicators_by_key.get(self._key(result, code, statement))

    @staticmethod
    def _key(result: ResultDraft, code: str | None, statement: str | None) -> object:
        return id(result), folded(code), folded(statement)

    def framework(self, parents: str, source: Source, facts: dict[str, Any]) -> ResultsFramework:
        """
        The framework.

        Args:
            parents: The way to the result above one that states none: "none", "code" or "order".

            source: The source.

            facts: Its other fields.
        """
        top: list[ResultDraft] = []
        for position, draft in enumerate(self.results):
            parent = self._parent(position, draft, parents)
            (top if parent is None else parent.below).append(draft)
        return ResultsFramework(
            identifier=self.identifier,
            results=tuple(draft.result() for draft in top),
            budgets=tuple(self.budgets),
            revisions=tuple(self.revisions),
            source=source,
            **{**facts, "title": self.title or facts.get("title")},
        )

    def _parent(self, position: int, draft: ResultDraft, parents: str) -> ResultDraft | None:
        """The result that one belongs to, of the level above its own; None where the source does not state it."""
        above = ABOVE.get(draft.level)
        if draft.parent is not None:
            return draft.parent if draft.parent.level == above else None
        candidates = [other for other in self.results if other.level == above]
        if draft.parent_code is not None:
            named = [other for other in candidates if folded(other.code) == folded(draft.parent_code)]
            return named[0] if len(named) == 1 else None
        if parents == "none":
            return None
        if len(candidates) == 1:
            return candidates[0]
        if parents == "order":
            before = [other for other in self.results[:position] if other.level == above]
            return before[-1] if before else None
        coded = [other for other in candidates if _begins(draft.code, other.code)]
        return max(coded, key=lambda other: len(other.code or ""), default=None)


def _begins(code: str | None, other: str | None) -> bool:
    """True if a code begins with another, up to a point or a dash: 1.1 with 1."""
    if not code or not other:
        return False
    own, above = folded(code), folded(other)
    return own.startswith(above) and own[len(above) : len(above) + 1] in (".", "-", "/")
