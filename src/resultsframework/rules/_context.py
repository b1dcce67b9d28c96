"""
The context of a node: its position in the framework, and facts about an indicator's series that several rules need.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from resultsframework.budget import in_force
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import SHARES, Accumulation, Direction
from resultsframework.monitoring import (
    ComparedPair,
    InferredDirection,
    by_subject,
    compare_by_direction,
    compare_in_unit,
    contradiction,
    direction_of,
    matches,
    supposed_direction,
)
from resultsframework.note import Scope
from resultsframework.observation import ObservationKind
from resultsframework.result import Outcome, Result
from resultsframework.subject import TOTAL, Subject
from resultsframework.value import Missing

from ._words import YEARLY, contradicts_its_direction

if TYPE_CHECKING:
    from resultsframework.budget import Budget
    from resultsframework.compare import Likeness
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._index import Placement
    from ._validation import Validation

__all__ = ["Context", "Dated", "IndicatorContext"]

BASELINE, ACTUAL, TARGET = ObservationKind.BASELINE, ObservationKind.ACTUAL, ObservationKind.TARGET

# An observation and the year in which its period ends, or None where the source states none.
Dated: TypeAlias = "tuple[Observation, int | None]"


class Context:
    """
    The position of a node in the framework under validation.

    Attributes:
        validation: The validation, with its framework, options and reporting year.

        node: The framework or result that it is, or is a part of; or the indicator.

        ancestors: The results above the node, the highest first; none for the framework itself.
    """

    def __init__(self, validation: Validation, node: object, ancestors: tuple[Result, ...] = ()) -> None:
        self.validation: Validation = validation
        self.node: object = node
        self.ancestors: tuple[Result, ...] = ancestors

    @property
    def outcome(self) -> Outcome | None:
        """The nearest outcome above the node."""
        return next((node for node in reversed(self.ancestors) if isinstance(node, Outcome)), None)

    @functools.cached_property
    def budgets(self) -> tuple[tuple[int, Budget], ...]:
        """The budgets of the framework or result that are in force, each with its number."""
        return in_force(self.node.budgets) if isinstance(self.node, ResultsFramework | Result) else ()


class IndicatorContext(Context):
    """
    The position of an indicator, and its series sorted by kind and year.

    Attributes:
        indicator: The indicator.

        number: The number of indicators before it in the framework, in source order.

        baselines: Its baselines, each with its year.

        planned: Its milestones and targets, each with the year in which its period ends.

        actuals: Its actuals, each with the year in which its period ends.

        planned_years: The years of the planned values.

        actual_years: The years of the actuals, reported or not.

        reported_years: The years of the actuals that state a value.

        years: The years in which the stated periods end, empty periods included.

        first_year: The first of these years; None where no period has a year.

        last_year: The last of these years; None where no period has a year.

        target_year: The year in which the last target's period ends; None where there is none.

        baseline_types: The Python types of the baselines' values, `Missing` among them.

        types: The Python types of the planned values and actuals, `Missing` among them.

        periods: The periods of the planned values and actuals, empty ones included; a period may occur several times.

        has_dates: True if some period has a first or a last day, and so may be shorter or longer than a year.

        units: The units that its values state; None among them where one states none.
    """

    def __init__(
        self, validation: Validation, ancestors: tuple[Result, ...], indicator: Indicator, number: int = 0
    ) -> None:
        super().__init__(validation, indicator, ancestors)
        self.indicator: Indicator = indicator
        self.number: int = number
        self._subjects: dict[int, Subject] = {}
        self.baselines: list[Dated] = []
        self.planned: list[Dated] = []
        self.actuals: list[Dated] = []
        self.planned_years: set[int] = set()
        self.actual_years: set[int] = set()
        self.reported_years: set[int] = set()
        self.baseline_types: set[type] = set()
        self.types: set[type] = set()
        self.periods: list[Period] = []
        self.target_year: int | None = None
        self.has_dates: bool = False
        self.units: set[str | None] = set()
        series = indicator.series
        self._gather(series.observations)
        self.years: set[int] = self.planned_years | self.actual_years
        if series.has_more_periods:
            self._gather_periods(series.periods)
        self.first_year: int | None = min(self.years) if self.years else None
        self.last_year: int | None = max(self.years) if self.years else None

    def _gather(self, observations: tuple[Observation, ...]) -> None:
        # One plain loop over local names, since it runs for every observation of every indicator.
        planned, actuals, periods, types, units = self.planned, self.actuals, self.periods, self.types, self.units
        planned_years, actual_years, reported_years = self.planned_years, self.actual_years, self.reported_years
        for o in observations:
            period, kind = o.period, o.kind
            year = period.year
            if period.end is not None or period.start is not None:
                year, self.has_dates = period.last_year, True
            kind_of_value = type(o.value)
            units.add(o.unit)
            if kind is BASELINE:
                self.baselines.append((o, year))
                self.baseline_types.add(kind_of_value)
                continue
            types.add(kind_of_value)
            # The planned value and the actual of one period often share the period object.
            if not periods or periods[-1] is not period:
                periods.append(period)
            if kind is ACTUAL:
                actuals.append((o, year))
                if year is not None:
                    actual_years.add(year)
                    if kind_of_value is not Missing:
                        reported_years.add(year)
                continue
            planned.append((o, year))
            if year is not None:
                planned_years.add(year)
                if kind is TARGET:
                    self.target_year = max(year, self.target_year or year)

    def _gather_periods(self, periods: tuple[Period, ...]) -> None:
        self.periods += periods
        for period in periods:
            self.has_dates = self.has_dates or period.start is not None or period.end is not None
            if (year := period.last_year) is not None:
                self.years.add(year)

    @property
    def is_exempt(self) -> bool:
        """True if its values may be missing, since headquarters report it from a desk review."""
        return self.validation.options.exempt_desk_review and Scope.DESK_REVIEW in self.indicator.scope

    @functools.cached_property
    def observations(self) -> list[Observation]:
        """Its observations: the baselines, the planned values, and the actuals."""
        return [o for o, _ in (*self.baselines, *self.planned, *self.actuals)]

    def subject_of(self, o: Observation) -> Subject:
        """The subject of one of its values, worked out once."""
        if not o.disaggregation and not o.places:
            return TOTAL
        found = self._subjects.get(id(o))
        if found is None:
            found = self._subjects[id(o)] = self.indicator.subject_of(o)
        return found

    def same_subject(self, one: Observation, other: Observation) -> bool:
        """True if two of its values describe the same."""
        return self.subject_of(one) == self.subject_of(other)

    @functools.cached_property
    def _first_years(self) -> dict[Subject, int]:
        """The first year with a planned value or result of each subject."""
        found: dict[Subject, int] = {}
        for o, year in (*self.planned, *self.actuals):
            if year is not None:
                subject = self.subject_of(o)
                found[subject] = min(year, found.get(subject, year))
        return found

    def first_year_of(self, baseline: Observation) -> int | None:
        """The first year with a planned value or result of the baseline's subject, or else of the total."""
        groups = any(not subject.is_total for subject in self._first_years)
        if not groups and not baseline.disaggregation and not baseline.places:
            return self.first_year
        return self._first_years.get(self.subject_of(baseline), self._first_years.get(TOTAL))

    @property
    def result(self) -> Result | None:
        """The result of the indicator."""
        return self.ancestors[-1] if self.ancestors else None

    @property
    def is_among_many_without_baselines(self) -> bool:
        """True if no indicator of its framework, or none of its result, has a baseline, which is one finding."""
        absence = self.validation.absence
        without = absence.without_baselines
        if not without and not absence.results_without_values:
            return False
        nodes = (id(self.validation.framework), id(self.result))
        return any(node in without for node in nodes) or nodes[1] in absence.results_without_values

    @functools.cached_property
    def direction(self) -> InferredDirection:
        """The direction of improvement, declared or inferred."""
        return direction_of(self.indicator)

    @property
    def has_doubtful_direction(self) -> bool:
        """True if the declared direction contradicts the statement, or was filled in everywhere; see VAL16, VAL17."""
        is_decrease = self.indicator.direction is Direction.DECREASE
        if is_decrease and self.validation.index.declares_decrease_everywhere:
            return True
        return contradicts_its_direction(self.indicator)

    @functools.cached_property
    def contradictions(self) -> list[tuple[Observation, str]]:
        """The planned values that contradict the direction, each with the reason why it is not believed there."""
        return [
            (o, reason) for o, _ in self.planned if o.is_reported and (reason := self._contradiction(o)) is not None
        ]

    def _contradiction(self, planned: Observation) -> str | None:
        indicator = self.indicator
        starts: list[Observation | None] = [
            b for b, _ in self.baselines if b.is_reported and self.same_subject(b, planned)
        ]
        reasons = (contradiction(indicator, self.direction, start, planned) for start in starts or [None])
        return next((reason for reason in reasons if reason is not None), None)

    @functools.cached_property
    def deviations(self) -> list[ComparedPair]:
        """Each reported actual that differs from the planned value for the same period and subject, with that value."""
        return [m for m in matches(self.indicator) if m.planned.value != m.actual.value]

    def is_better(self, one: Observation, other: Observation) -> bool:
        """True if the first value is certainly better than the second, by the direction of the indicator."""
        return compare_by_direction(self.indicator, one, other, self.direction.direction) == 1

    def compare_with_plan(self, one: Observation, planned: Observation) -> int | None:
        """
        1 if a value is better than the planned one, -1 if worse, 0 if equal; None if they cannot be compared.

        Where the direction is unknown, an increase is supposed, unless the planned value is an upper limit. A planned
        value that contradicts the direction is compared with nothing.
        """
        if any(planned is contradicting for contradicting, _ in self.contradictions):
            return None
        return compare_by_direction(self.indicator, one, planned, supposed_direction(self.direction, planned))

    @functools.cached_property
    def is_periodic(self) -> bool:
        """True if each planned value is of its period alone, as the source declares or says: annual, per quarter."""
        if self.indicator.targets_accumulation is not Accumulation.UNKNOWN:
            return self.indicator.targets_accumulation is Accumulation.PERIODIC
        texts = (self.indicator.statement, self.indicator.description, *(o.comment for o, _ in self.planned))
        return any(YEARLY.search(text) for text in texts if text)

    @functools.cached_property
    def may_be_periodic(self) -> bool:
        """True if each planned value is of its period alone, or may be, since undeclared amounts get worse."""
        if self.is_periodic:
            return True
        if self.indicator.targets_accumulation is not Accumulation.UNKNOWN or self.is_share:
            return False
        worse = 1 if self.direction.direction is Direction.DECREASE else -1
        return any(
            compare_in_unit(self.indicator, later, earlier) == worse
            for series in by_subject(self.indicator, (o for o, _ in self.planned))
            for earlier, later in pairwise(series)
        )

    @functools.cached_property
    def is_share(self) -> bool:
        """True if the values are shares of a whole, which never add up."""
        return self.indicator.is_share() or not self.units.isdisjoint(SHARES)

    @property
    def repeated(self) -> Sequence[Placement]:
        """Every occurrence of its code, where that occurs under several results and this is the first."""
        return self.validation.index.repeated.get(self.number, ())

    @property
    def alike(self) -> Sequence[Likeness]:
        """The indicators with other codes and nearly the same statement, where this is the first of them."""
        return self.validation.index.alike.get(self.number, ())

    @property
    def same_series(self) -> Sequence[int]:
        """The numbers of the indicators with the same series, itself included, where it is the first of several."""
        fewest = self.validation.options.duplicate_series_cells
        return self.validation.index.same_series_from(fewest).get(self.number, ())

    @property
    def counted_twice(self) -> Sequence[int]:
        """The numbers of the indicators with the same series and nearly the same statement, where it is the first."""
        fewest = self.validation.options.duplicate_series_cells
        return self.validation.index.twice_from(fewest).get(self.number, ())

    def places_of_periods(self) -> dict[Period, Observation | str]:
        """The place of each stated period: its first observation, or the step to it among the periods."""
        places: dict[Period, Observation | str] = {}
        for number, period in enumerate(self.indicator.series.periods, 1):
            places.setdefault(period, f"series/periods#{number}")
        for o in reversed(self.indicator.series.observations):
            if o.kind is not BASELINE:
                places[o.period] = o
        return places
