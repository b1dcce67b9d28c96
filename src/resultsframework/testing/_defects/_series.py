"""
Defects of baselines and of the years of a series: one for each rule of the families BAS and SER.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Accumulation, Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.testing._plan import Needs, Plan, Timeline
from resultsframework.testing._shape import AT_LEAST, COUNT, FALLING, KEPT, LEVEL, PART, PERCENT, REACHED, TEXT, YEARLY
from resultsframework.value import Level, Missing

from ._defect import Defect, in_indicator, with_baseline, with_observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.framework import ResultsFramework

__all__ = ["DEFECTS"]

BASELINE, ACTUAL = ObservationKind.BASELINE, ObservationKind.ACTUAL
NUMBERS = (COUNT, PERCENT, YEARLY, FALLING, KEPT, PART, AT_LEAST)
COMPARED = (*NUMBERS, REACHED)
# Whose targets do not need a baseline to be measured from.
WORDS = (TEXT, LEVEL)
ONE_PLACE = Place(name="Turkana")
# Texts that pages print in place of a year.
NO_YEARS = ("0", "0000", "9999-99-99", "20")


def _baseline_year_is_none(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if indicator.target is not None and isinstance(indicator.target.value, str | Level) and pick % 2:
        # A value would lack its year then, which is another rule.
        raw = NO_YEARS[pick % len(NO_YEARS)]
        return with_baseline(indicator, value=Missing.NOT_AVAILABLE, period=Period(raw=raw))
    return with_baseline(indicator, period=Period(year=1899 - pick))


def _baseline_after_first_year(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    between = range(timeline.first + 1, timeline.last)
    return with_baseline(indicator, period=timeline.period(between[pick % len(between)]))


def _baseline_in_target_year(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    # A later year would also lie after the first period.
    last_day = dt.date(timeline.last, 12, 31)
    return with_baseline(
        indicator, period=Period(start=last_day, end=last_day) if pick % 2 else Period(year=timeline.last)
    )


def _baseline_in_first_year(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, period=timeline.period(timeline.first))


def _old_baseline(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, period=timeline.period(timeline.first - 2 - pick))


def _undetermined_baseline(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, value=Missing.TO_BE_DETERMINED)


def _no_baseline(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if pick % 2:
        return with_baseline(indicator, value=Missing.EMPTY)
    return with_observations(indicator, lambda o: None if o.kind is BASELINE else o)


def _baseline_without_year(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, period=Period())


def _baseline_of_another_kind(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=("none yet", Level(1, "low"))[pick % 2])


def _plan_ends_early(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    first, last = plan.timeline.first, plan.timeline.last
    return attrs.evolve(framework, plan_period=Period.between(first, last - 1 - pick % (last - first)))


def _hole(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    # A hole in the reporting year is also a result that is not up to date.
    between = [year for year in range(timeline.first + 1, timeline.last) if year != timeline.reporting_year]
    year = between[pick % len(between)]
    return with_observations(indicator, lambda o: None if o.period.last_year == year else o)


def _plan_starts_earlier(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    first, last = plan.timeline.first, plan.timeline.last
    return attrs.evolve(framework, plan_period=Period.between(first - 1 - pick, last))


def _same_period_twice(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    values = [o for o in indicator.series if o.kind is not BASELINE and o.is_total]
    return with_observations(indicator, lambda o: o, attrs.evolve(values[pick % len(values)], comment="again"))


def _actual_of_the_future(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    ahead = [o for o in indicator.planned if (o.period.last_year or 0) > timeline.reporting_year]
    planned = ahead[pick % len(ahead)]
    return with_observations(indicator, lambda o: o, attrs.evolve(planned, kind=ACTUAL))


def _overdue(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    due = range(timeline.first, timeline.reporting_year)
    year = due[pick % len(due)]
    return with_observations(indicator, lambda o: None if o.kind is ACTUAL and o.period.last_year == year else o)


def _falling_total(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    # The total of one place falls. Were it that of the whole, it would also miss or exceed what was planned; were it
    # more than the whole, that would be another finding.
    first = next(o.value for o in indicator.actuals)
    falling = [
        Observation(kind=ACTUAL, period=timeline.period(timeline.first + year), value=value, places=(ONE_PLACE,))
        for year, value in enumerate((first, Decimal(0)))
    ]
    return with_observations(indicator, lambda o: o, *falling)


def _undeclared_total(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    indicator = attrs.evolve(indicator, targets_accumulation=Accumulation.UNKNOWN)
    return attrs.evolve(indicator, actuals_accumulation=Accumulation.UNKNOWN) if pick % 2 else indicator


def _day_of_another_year(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    day = dt.date(timeline.first - 2, 12, 31)
    return with_baseline(indicator, period=Period(year=timeline.first - 1, start=day, end=day))


def _in_another_column(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, listed_under=Period(year=timeline.first - 2 - pick))


def _since_1900(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    periods = [o.period for o in indicator.planned]
    right = periods[pick % len(periods)]
    wrong = Period(start=dt.date(1900, 1, 1), end=right.last_day)
    return with_observations(indicator, lambda o: attrs.evolve(o, period=wrong) if o.period == right else o)


def _unreadable_period(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    # One without a value: a value of no year would be missing from its own.
    period = Period(raw=("soon", "2020-13-45", "Phase 2")[pick % 3])
    series = ObservationSeries(indicator.series.observations, (*indicator.series.periods, period))
    return attrs.evolve(indicator, series=series)


def _no_values(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if pick % 2:
        return attrs.evolve(indicator, series=ObservationSeries(), printed_result=None)
    return with_observations(indicator, lambda o: attrs.evolve(o, value=Missing.EMPTY))


def _wrong_summary_line(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    text = ("-", "100001", "TBD")[pick % 3]
    return attrs.evolve(indicator, printed_result=f"{timeline.reporting_year} Result {text}")


def _reversed_period(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    periods = [o.period for o in indicator.series]
    right = periods[pick % len(periods)]
    wrong = Period(start=right.last_day, end=right.first_day)
    return with_observations(indicator, lambda o: attrs.evolve(o, period=wrong) if o.period == right else o)


def _reporting_stopped(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    year = plan.timeline.last + 1 + pick
    notes = tuple(attrs.evolve(note, year=year) for note in framework.progress_notes)
    return attrs.evolve(framework, reporting_year=year, progress_notes=notes)


def _period_twice(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    # Once more for each kind of value, group and place that might have a period of its own.
    periods = indicator.series.periods
    again = (periods[0],) * len(indicator.series)
    return attrs.evolve(indicator, series=ObservationSeries(indicator.series.observations, (*periods, *again)))


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "BAS01": in_indicator(_baseline_year_is_none),
        "BAS02": in_indicator(_baseline_after_first_year, Needs(years=3)),
        "BAS03": in_indicator(_baseline_in_target_year, Needs(most_years=1)),
        "BAS04": in_indicator(_baseline_in_first_year, Needs(years=2)),
        "BAS05": in_indicator(_old_baseline, Needs(has_plan=True), alone=False),
        "BAS06": in_indicator(_undetermined_baseline, Needs(shapes=WORDS)),
        "BAS07": in_indicator(_no_baseline, Needs(shapes=WORDS)),
        "BAS08": in_indicator(_baseline_without_year),
        "BAS09": in_indicator(_baseline_of_another_kind, Needs(shapes=NUMBERS[1:])),
        "BAS10": in_indicator(_day_of_another_year, Needs(has_plan=False)),
        "SER01": Defect(Needs(years=2, has_plan=True), _plan_ends_early),
        "SER02": in_indicator(_hole, Needs(years=3, due=3)),
        "SER03": Defect(Needs(has_plan=True), _plan_starts_earlier),
        "SER04": in_indicator(_same_period_twice),
        "SER05": in_indicator(_actual_of_the_future, Needs(ahead=1, has_year=True), alone=False),
        "SER06": in_indicator(_overdue, Needs(due=2, has_year=True, shapes=COMPARED), alone=False),
        "SER07": in_indicator(_falling_total, Needs(due=2, least_step=1, shapes=(COUNT,))),
        "SER08": in_indicator(_undeclared_total, Needs(years=3, least_step=1, shapes=(COUNT, YEARLY))),
        "SER09": in_indicator(_wrong_summary_line, Needs(due=1)),
        "SER10": in_indicator(_reversed_period),
        "SER12": in_indicator(_period_twice),
        "SER13": in_indicator(_since_1900),
        "SER14": in_indicator(_no_values),
        "SER15": in_indicator(_in_another_column),
        "SER16": in_indicator(_unreadable_period),
        "SER11": Defect(Needs(due=1, all_due=True, has_year=True), _reporting_stopped),
    }
)
