"""
Where an indicator stands, and the facts about it that many rules ask for, gathered in one look at its series.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from resultsframework.indicator import Direction, Scope
from resultsframework.monitoring import InferredDirection, direction_of
from resultsframework.observation import ObservationKind, in_time
from resultsframework.value import Missing

from ._run import Context, Options, Run

if TYPE_CHECKING:
    from resultsframework.compare import Likeness
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.organisation import Organisation
    from resultsframework.period import Period
    from resultsframework.result import Result

    from ._index import Placement

__all__ = [
    "Context",
    "Dated",
    "IndicatorContext",
    "Match",
    "Options",
    "Run",
    "by_subject",
    "is_same_body",
    "subject_of",
]

BASELINE, ACTUAL, TARGET = ObservationKind.BASELINE, ObservationKind.ACTUAL, ObservationKind.TARGET

THE_WHOLE: tuple[Hashable, Hashable] = (frozenset(), frozenset())

# An observation and the year in which its period ends, or None where the source states none.
Dated: TypeAlias = "tuple[Observation, int | None]"


class Match(NamedTuple):
    """
    A result, and what was planned for the same period, group and place.

    Attributes:
        planned: The milestone or target.

        actual: What was achieved.

        year: The year in which the period ends.
    """

    planned: Observation
    actual: Observation
    year: int


class IndicatorContext(Context):
    """
    Where an indicator stands, and what many rules ask of its series.

    Attributes:
        indicator: The indicator.

        number: How many indicators stand before it in the framework, in source order.

        baselines: Its baselines, each with its year.

        planned: Its milestones and targets, each with the year in which its period ends.

        actuals: Its actuals, each with the year in which its period ends.

        planned_years: The years of the planned values.

        actual_years: The years of the actuals, reported or not.

        reported_years: The years of the actuals that state a value.

        years: The years in which the stated periods end, empty periods included.

        first_year: The first of them; None where no period has a year.

        last_year: The last of them; None where no period has a year.

        target_year: The year in which the last target's period ends; None where there is none.

        baseline_types: The Python types of the values of its baselines, `Missing` among them.

        types: The Python types of what is planned and achieved, `Missing` among them.

        sorts: The Python types of all values, `Missing` among them.

        periods: The periods of what is planned and achieved, empty ones included; one may be there several times.

        has_dates: Whether some period has a first or a last day, and so may be more or less than a year.
    """

    __slots__ = (
        "_deviations",
        "_direction",
        "_has_parts",
        "_rises",
        "actual_years",
        "actuals",
        "baseline_types",
        "baselines",
        "first_year",
        "has_dates",
        "indicator",
        "last_year",
        "number",
        "periods",
        "planned",
        "planned_years",
        "reported_years",
        "sorts",
        "target_year",
        "types",
        "years",
    )

    def __init__(self, run: Run, ancestors: tuple[Result, ...], indicator: Indicator, number: int = 0) -> None:
        super().__init__(run, ancestors)
        self.indicator: Indicator = indicator
        self.number: int = number
        self._direction: InferredDirection | None = None
        self._deviations: list[Match] | None = None
        self._rises: bool | None = None
        self._has_parts: bool | None = None
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
        series = indicator.series
        self._gather(series.observations)
        self.sorts: set[type] = self.types | self.baseline_types
        self.years: set[int] = self.planned_years | self.actual_years
        if series.has_more_periods:
            self._gather_periods(series.periods)
        self.first_year: int | None = min(self.years) if self.years else None
        self.last_year: int | None = max(self.years) if self.years else None

    def _gather(self, observations: tuple[Observation, ...]) -> None:
        # One plain loop over local names: it runs for every observation of every indicator, whatever the rules.
        planned, actuals, periods, types = self.planned, self.actuals, self.periods, self.types
        planned_years, actual_years, reported_years = self.planned_years, self.actual_years, self.reported_years
        for o in observations:
            period, kind = o.period, o.kind
            year = period.year
            if period.end is not None or period.start is not None:
                year, self.has_dates = period.last_year, True
            sort = type(o.value)
            if kind is BASELINE:
                self.baselines.append((o, year))
                self.baseline_types.add(sort)
                continue
            types.add(sort)
            # What is planned and achieved in one period often shares it.
            if not periods or periods[-1] is not period:
                periods.append(period)
            if kind is ACTUAL:
                actuals.append((o, year))
                if year is not None:
                    actual_years.add(year)
                    if sort is not Missing:
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
    def stated_years(self) -> set[int]:
        """The years of the planned values that there are."""
        return {year for o, year in self.planned if year is not None and type(o.value) is not Missing}

    @property
    def units(self) -> set[str]:
        """The units that stand in cells."""
        return {o.unit for o in self.indicator.series.observations if o.unit is not None}

    @property
    def has_parts(self) -> bool:
        """Whether some value is about a group or a place."""
        if self._has_parts is None:
            self._has_parts = bool([o for o in self.indicator.series.observations if o.disaggregation or o.places])
        return self._has_parts

    @property
    def lacks_target(self) -> bool:
        """Whether no target states a value."""
        return not [o for o, _ in self.planned if o.kind is TARGET and type(o.value) is not Missing]

    @property
    def is_exempt(self) -> bool:
        """Whether its values may be missing, since headquarters report it from a desk review."""
        return self.run.options.exempt_desk_review and Scope.DESK_REVIEW in self.indicator.scope

    @property
    def direction(self) -> InferredDirection:
        """When the indicator improves, declared or inferred."""
        if self._direction is None:
            self._direction = direction_of(self.indicator)
        return self._direction

    @property
    def deviations(self) -> list[Match]:
        """Each reported actual that is not what was planned for the same period, group and place, with that value."""
        if self._deviations is None:
            is_plain = not self.has_dates and not self.has_parts
            plans = {
                year if is_plain else _same(o, year): o
                for o, year in self.planned
                if year is not None and type(o.value) is not Missing
            }
            self._deviations = [
                Match(plan, o, year)
                for o, year in self.actuals
                if year is not None
                and type(o.value) is not Missing
                and (plan := plans.get(year if is_plain else _same(o, year))) is not None
                and plan.value != o.value
            ]
        return self._deviations

    @property
    def rises(self) -> bool:
        """
        Whether what is planned are plain numbers of the whole, each as high as the one before it or higher, that start
        from no more than the baseline, and more is better: then a plan leads where it should.
        """
        if self._rises is None:
            self._rises = self._do_rise() and self.direction.direction is Direction.INCREASE
        return self._rises

    @property
    def strays(self) -> bool:
        """Whether the way is not straight: up from the baseline to the target, and no result is there yet."""
        if not self.rises:
            return True
        if self.baselines and self.baselines[-1][0].value == self.planned[0][0].value:
            return True
        end = self.planned[-1][0]
        target = end.value
        if end.kind is not TARGET or not isinstance(target, Decimal):
            return True
        reached = [o.value for o, _ in self.actuals if type(o.value) is not Missing]
        return not all(isinstance(value, Decimal) and value < target for value in reached)

    def _do_rise(self) -> bool:
        if not self.planned or self.has_parts or self.units:
            return False
        cells = [*self.baselines, *self.planned]
        years = [year for _, year in cells if year is not None]
        values = [o.value for o, _ in cells if isinstance(o.value, Decimal)]
        if not len(values) == len(years) == len(set(years)) == len(cells):
            return False
        return years == sorted(years) and values == sorted(values)

    @property
    def is_share(self) -> bool:
        """Whether the values are shares of a whole, which never add up."""
        indicator = self.indicator
        return indicator.is_share() or any(map(indicator.is_share, indicator.series.observations))

    @property
    def repeated(self) -> Sequence[Placement]:
        """Every place of its code, where that stands under several results and here first."""
        return self.run.index.repeated.get(self.number, ())

    @property
    def alike(self) -> Sequence[Likeness]:
        """What indicators of other codes have nearly the same statement, where this is the first of them."""
        return self.run.index.alike.get(self.number, ())

    @property
    def same_series(self) -> Sequence[int]:
        """The numbers of the indicators with its values, itself included, where it is the first of several."""
        return self.run.index.same_series_from(self.run.options.duplicate_series_cells).get(self.number, ())

    @property
    def counted_twice(self) -> Sequence[int]:
        """The numbers of the indicators with its values and nearly its statement, where it is the first of several."""
        return self.run.index.twice_from(self.run.options.duplicate_series_cells).get(self.number, ())

    def places_of_periods(self) -> dict[Period, Observation | str]:
        """Where each stated period can be pointed at: the first observation of it, or its place among the periods."""
        places: dict[Period, Observation | str] = {}
        for number, period in enumerate(self.indicator.series.periods, 1):
            places.setdefault(period, f"series/periods#{number}")
        for o in reversed(self.indicator.series.observations):
            if o.kind is not BASELINE:
                places[o.period] = o
        return places


def is_same_body(one: Organisation, other: Organisation) -> bool:
    """
    Whether two mentions are of one body: by their identifiers where both have one, else by name or acronym.

    An acronym alone may belong to two bodies of one kind in different places, so their jurisdictions have to agree.
    """
    if one.reference and other.reference:
        return one.reference.casefold() == other.reference.casefold()
    names = [{n.casefold() for n in (body.name, body.acronym) if n} for body in (one, other)]
    return bool(names[0] & names[1]) and one.jurisdiction == other.jurisdiction


def _same(o: Observation, year: int) -> Hashable:
    """What two values have in common that can be held against each other: the days, the groups and the places."""
    period = o.period
    if period.start is None and period.end is None:
        days: Hashable = year
    else:
        first, last = period.first_day, period.last_day
        is_year = first is not None and (first.month, first.day, first.year) == (1, 1, year)
        days = year if is_year and last is not None and (last.month, last.day) == (12, 31) else (first, last)
    return (days, *subject_of(o)) if o.disaggregation or o.places else days


def subject_of(o: Observation) -> tuple[Hashable, Hashable]:
    """What an observation is about: the groups and the places, in no order; neither for the whole."""
    if not o.disaggregation and not o.places:
        return THE_WHOLE
    return frozenset(o.disaggregation), frozenset(o.places)


def by_subject(values: Iterable[Dated]) -> list[list[Observation]]:
    """The reported values of the whole, and of each group and place, each in order of time."""
    series: dict[Hashable, list[Observation]] = {}
    for o, _ in values:
        series.setdefault(subject_of(o), []).append(o)
    return [in_time(o for o in one if o.is_reported) for one in series.values()]
