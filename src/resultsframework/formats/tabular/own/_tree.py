"""
A framework that is gathered from rows: results, indicators and observations in the order in which they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.framework import ResultsFramework, with_territory
from resultsframework.indicator import Indicator
from resultsframework.path import code_of
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.series import ObservationSeries

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = ["ContradictionError", "IndicatorDraft", "ResultDraft", "Tree", "stated"]

LEVELS: dict[str, type[Result]] = {"impact": Impact, "outcome": Outcome, "output": Output, "other": OtherResult}
# The level of the result above one of a level.
ABOVE = {"output": "outcome", "outcome": "impact"}


class ContradictionError(Exception):
    """A row that states something else than an earlier one; the message says what."""


class IndicatorDraft:
    """
    An indicator while its rows are read.

    Attributes:
        fields: Its fields.

        observations: Its observations, and the unit of each.
    """

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.observations: list[tuple[Observation, str | None]] = []

    def made(self) -> Indicator:
        """The indicator; its unit is the one of all its observations, where they share one."""
        units = {unit for _, unit in self.observations}
        shared = units.pop() if len(units) == 1 else None
        if shared is not None:
            self.fields.setdefault("unit", shared)
        found = tuple(_in_unit(o, None if unit == shared else unit) for o, unit in self.observations)
        return Indicator(**self.fields, series=ObservationSeries(found))


def _in_unit(observation: Observation, unit: str | None) -> Observation:
    return attrs.evolve(observation, unit=unit) if unit is not None else observation


class ResultDraft:
    """
    A result while its rows are read.

    Attributes:
        fields: Its fields.

        level: Its level; None until a row states it.

        indicators: Its indicators by their steps.

        below: The results below it by their steps.
    """

    def __init__(self, code: str | None) -> None:
        self.fields: dict[str, Any] = {} if code is None else {"code": code}
        self.level: str | None = None
        self.indicators: dict[str, IndicatorDraft] = {}
        self.below: dict[str, ResultDraft] = {}

    def settle(self) -> str | None:
        """
        Settle the level: as stated, else the one above the results below it, else None.

        Raises:
            ContradictionError: Results are of levels that cannot be above each other.
        """
        for draft in self.below.values():
            level = draft.settle() or "output"
            draft.level = level
            above = ABOVE.get(level)
            if above is None or self.level not in (None, above):
                msg = (
                    f"{draft.name} of the level {level} cannot be below {self.name} of the level {self.level or level}"
                )
                raise ContradictionError(msg)
            self.level = above
        return self.level

    @property
    def name(self) -> str:
        """Its code or title, for messages."""
        return repr(self.fields.get("code") or self.fields.get("title") or "a result without a code")

    def made(self) -> Result:
        """The result with all below it."""
        kind = LEVELS[self.level or "other"]
        fields = {**self.fields, "indicators": tuple(draft.made() for draft in self.indicators.values())}
        if self.below and kind.nested:
            fields[kind.nested] = tuple(draft.made() for draft in self.below.values())
        return kind(**fields)


class Tree:
    """
    The results of a framework while its rows are read.

    Attributes:
        roots: The results of the highest level by their steps.
    """

    def __init__(self) -> None:
        self.roots: dict[str, ResultDraft] = {}

    def result(self, path: str) -> ResultDraft:
        """The result at a path, and those above it."""
        first, *more = path.split("/")
        draft = self.roots.setdefault(first, ResultDraft(code_of(first)))
        for step in more:
            draft = draft.below.setdefault(step, ResultDraft(code_of(step)))
        return draft

    def indicator(self, path: str) -> IndicatorDraft:
        """The indicator at a path."""
        above, _, step = path.rpartition("/")
        return self.result(above).indicators.setdefault(step, IndicatorDraft())

    def made(self, **fields: Any) -> ResultsFramework:
        """
        The framework.

        Raises:
            ContradictionError: Results are of levels that cannot be above each other.
        """
        for draft in self.roots.values():
            draft.settle()
        return with_territory(ResultsFramework(results=tuple(draft.made() for draft in self.roots.values()), **fields))


def stated(fields: dict[str, Any], name: str, value: Any) -> None:
    """
    Note a field that a row states.

    Raises:
        ContradictionError: An earlier row states another value.
    """
    if value is not None and fields.setdefault(name, value) != value:
        msg = f"the {name} is {value!r} here, and {fields[name]!r} in an earlier row"
        raise ContradictionError(msg)
