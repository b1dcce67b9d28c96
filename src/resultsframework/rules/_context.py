"""
What a rule may know beside the node that it looks at: the framework around it, the settings, and the facts about an
indicator that many rules ask for, gathered in one look at its series.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from resultsframework.achievement import in_time
from resultsframework.alignment import comparable
from resultsframework.direction import InferredDirection, direction_of
from resultsframework.indicator import Direction, Indicator, Scope
from resultsframework.observation import ObservationKind
from resultsframework.result import Outcome, Result
from resultsframework.value import Missing

from ._index import Index

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation, ObservationSeries
    from resultsframework.organisation import Organisation
    from resultsframework.period import Period

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

BASELINE, ACTUAL = ObservationKind.BASELINE, ObservationKind.ACTUAL
TARGET = ObservationKind.TARGET

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


@attrs.frozen(kw_only=True)
class Options:
    """
    From where on rules speak up.

    Attributes:
        stale_baseline_years: A baseline may be this many years older than the plan.

        precision_ratio: Amounts of one budget may differ this many times in how exactly they are known, less one.

        least_mobilisation: The least part of the plan that should be funded, 0 to 1; None for no such demand.

        over_achievement_ratio: From how many times what was planned on a result is a warning rather than an info.

        duplicate_series_cells: How many numbers two series have to share at the least to be suspected of being one.

        code_patterns: The forms that codes may have, as regular expressions; none for any form.

        complete_dimensions: The dimensions whose groups do not overlap and are all there is, such as "sex".

        exempt_desk_review: Whether indicators that headquarters report from a desk review may be without values.
    """

    stale_baseline_years: int = 1
    precision_ratio: int = 100
    least_mobilisation: Decimal | None = None
    over_achievement_ratio: Decimal = Decimal(2)
    duplicate_series_cells: int = 5
    code_patterns: tuple[str, ...] = ()
    complete_dimensions: tuple[str, ...] = ()
    exempt_desk_review: bool = False


@attrs.frozen(kw_only=True)
class Run:
    """
    What all rules of one validation share.

    Attributes:
        framework: The framework that is validated.

        options: The thresholds.

        reporting_year: The last year whose values are due; None where nobody says, and then nothing is overdue.

        against: The frameworks of partners, or earlier ones.
    """

    framework: ResultsFramework
    options: Options = attrs.field(factory=Options)
    reporting_year: int | None = None
    against: tuple[ResultsFramework, ...] = ()

    @functools.cached_property
    def plan_start(self) -> int | None:
        """The first year of the plan."""
        return self.framework.plan_period.first_year

    @functools.cached_property
    def plan_end(self) -> int | None:
        """The last year of the plan."""
        return self.framework.plan_period.last_year

    @functools.cached_property
    def index(self) -> Index:
        """What stands in the framework, by code, by words and by series."""
        return Index(self.framework)

    @functools.cached_property
    def indices_against(self) -> tuple[Index, ...]:
        """The same of every framework to compare with."""
        return tuple(Index(framework) for framework in self.against)

    @functools.cached_property
    def statements_against(self) -> tuple[tuple[Organisation, Mapping[str, str]], ...]:
        """For each other framework whose owner is known: the owner, and its statements by how they are compared."""
        owned = ((other.reporting_organisation, other) for other in self.against)
        return tuple(
            (owner, {comparable(i.statement): i.statement for i in other.indicators if i.statement})
            for owner, other in owned
            if owner is not None
        )


class Context:
    """
    Where a node stands.

    Attributes:
        run: What all rules of this validation share.

        ancestors: The results that the node stands in, the highest first; none for the framework itself.
    """

    __slots__ = ("ancestors", "run")

    def __init__(self, run: Run, ancestors: tuple[Result, ...] = ()) -> None:
        self.run = run
        self.ancestors = ancestors

    @property
    def outcome(self) -> Outcome | None:
        """The nearest outcome that the node stands in."""
        return next((node for node in reversed(self.ancestors) if isinstance(node, Outcome)), None)


class IndicatorContext(Context):
    """
    Where an indicator stands, and what many rules ask of its series.

    Attributes:
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

        types: The Python types of what is planned and achieved, `Missing` among them.

        has_dates: Whether some period has a first or a last day, and so may be more or less than a year.

        has_parts: Whether some value is about a group or a place.

        has_target: Whether some target states a value.

        units: The units that stand in cells.

        starts_well: Whether there is one baseline, with a value and a year before the first period: then most of what
            can be wrong with a baseline is not.

        number: How many indicators stand before it in the framework, in source order.
    """

    __slots__ = (
        "_deviations",
        "_direction",
        "_rises",
        "actual_years",
        "actuals",
        "baselines",
        "first_year",
        "has_dates",
        "has_parts",
        "has_target",
        "indicator",
        "last_year",
        "number",
        "planned",
        "planned_years",
        "reported_years",
        "starts_well",
        "target_year",
        "types",
        "units",
        "years",
    )

    def __init__(self, run: Run, ancestors: tuple[Result, ...], indicator: Indicator, number: int = 0) -> None:
        self.run = run
        self.ancestors = ancestors
        self.indicator = indicator
        self.number = number
        self._direction: InferredDirection | None = None
        self._deviations: list[Match] | None = None
        self._rises: bool | None = None
        self.baselines: list[Dated] = []
        self.planned: list[Dated] = []
        self.actuals: list[Dated] = []
        self.planned_years: set[int] = set()
        self.actual_years: set[int] = set()
        self.reported_years: set[int] = set()
        self.types: set[type] = set()
        self.target_year: int | None = None
        self.has_dates = False
        self._gather(indicator.series)
        self.years = self.planned_years | self.actual_years
        if indicator.series.has_more_periods:
            self._gather_periods(indicator.series.periods)
        self.first_year: int | None = min(self.years, default=None)
        self.last_year: int | None = max(self.years, default=None)
        observations = indicator.series.observations
        self.units = {o.unit for o in observations}
        self.units.discard(None)
        self.has_parts = bool([o for o in observations if o.disaggregation or o.places])
        self.has_target = bool([o for o, _ in self.planned if o.kind is TARGET and o.is_reported])
        self.starts_well = False
        if len(self.baselines) == 1 and self.first_year is not None:
            baseline, year = self.baselines[0]
            in_time = year is not None and 1900 <= year <= 2200 and year < self.first_year
            self.starts_well = in_time and baseline.is_reported

    def _gather(self, series: ObservationSeries) -> None:
        # One plain loop over local names: it runs for every observation of every indicator, whatever the rules.
        baselines, planned, actuals, types = self.baselines, self.planned, self.actuals, self.types
        planned_years, actual_years, reported_years = self.planned_years, self.actual_years, self.reported_years
        for o in series.observations:
            period, kind, sort = o.period, o.kind, type(o.value)
            if period.start is None and period.end is None:
                year = period.year
            else:
                year, self.has_dates = period.last_year, True
            if kind is BASELINE:
                baselines.append((o, year))
                continue
            types.add(sort)
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
                if kind is TARGET and (self.target_year is None or year > self.target_year):
                    self.target_year = year

    def _gather_periods(self, periods: tuple[Period, ...]) -> None:
        for period in periods:
            self.has_dates = self.has_dates or period.start is not None or period.end is not None
            if (year := period.last_year) is not None:
                self.years.add(year)

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
            plans = {_same(o, year): o for o, year in self.planned if year is not None and o.is_reported}
            self._deviations = [
                Match(plan, o, year)
                for o, year in self.actuals
                if year is not None
                and type(o.value) is not Missing
                and (plan := plans.get(_same(o, year))) is not None
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

    def _do_rise(self) -> bool:
        return bool(self.planned) and self.never_fall([*self.baselines, *self.planned])

    def never_fall(self, values: Iterable[Dated]) -> bool:
        """Whether values are plain numbers of the whole in order of time, none below the one before it."""
        if self.has_parts or self.units:
            return False
        last, when = None, 0
        for o, year in values:
            value = o.value
            if not isinstance(value, Decimal) or year is None or year <= when or (last is not None and value < last):
                return False
            last, when = value, year
        return True

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
    return frozenset(o.disaggregation), frozenset(o.places)


def by_subject(values: Iterable[Dated]) -> list[list[Observation]]:
    """The reported values of the whole, and of each group and place, each in order of time."""
    series: dict[Hashable, list[Observation]] = {}
    for o, _ in values:
        series.setdefault(subject_of(o), []).append(o)
    return [in_time(o for o in one if o.is_reported) for one in series.values()]
