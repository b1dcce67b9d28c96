"""
Rules about the dates of periods: their order, and how the periods of an indicator relate to each other.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator

from ._finding import Severity
from ._given import has_dates, has_periods
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._context import IndicatorContext

# What systems print for an empty date, and the end of the longest plans.
OLDEST, LATEST = 1900, 2045
NO_DAYS = (None, None)


@rule(
    "SER10",
    Severity.ERROR,
    title="Period ends before it starts",
    source="IATI standard ruleset 8.6.1: the start of a period is not after its end",
    advice="Correct the dates.",
    on=Indicator,
    given=has_dates,
)
def period_starts_before_it_ends(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No period, that of a baseline included, starts after its last day.

    Fires: 2021-12-31..2021-01-01 milestone 4
    Silent: 2021-01-01..2021-12-31 milestone 4
    """
    return [
        Found(f"the period {period} starts after its end", at=place, observed=str(period), expected="start, then end")
        for period, place in periods_that(is_backwards, context)
    ]


@rule(
    "SER12",
    Severity.WARNING,
    title="Periods overlap or repeat",
    source="logic: an achievement is counted in one period",
    advice="Correct the dates, or merge the periods.",
    on=Indicator,
    given=has_periods,
)
def periods_are_apart(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No two planned values of one group and place, and no two results, are of periods that overlap in part.

    A period within a longer one is accepted: a plan for all years may go with plans for each. Plans and results may
    have different periods. Where periods share one day only, the finding is an info. A period that is stated more often
    than it has groups and places is found as well; two values for one period are the subject of SER04.

    Fires: 2020-01-01..2020-12-31 actual 1 | 2020-07-01..2021-06-30 actual 2
    Fires: 2020 actual 1 | 2020
    Silent: 2020-01-01..2020-12-31 milestone 1 | 2020-07-01..2021-06-30 actual 2
    Silent: 2020-01-01..2020-06-30 actual 1 | 2020-07-01..2020-12-31 actual 2
    Silent: 2020-2025 target 9 | 2020 actual 1 | 2021 actual 2
    """
    found = list(stated_again(context)) if context.indicator.series.has_more_periods else []
    for values in (context.planned, context.actuals):
        by_subject: dict[Hashable, dict[Period, Observation]] = {}
        for o, _ in values if len(values) > 1 else ():
            by_subject.setdefault(context.subject_of(o), {}).setdefault(o.period, o)
        for places in by_subject.values():
            found += overlapping(places)
    return found


@rule(
    "SER13",
    Severity.WARNING,
    title="Period is not plausible",
    source="practice: systems print 1900 or 9999 for an empty date",
    advice="Supply the dates.",
    on=Indicator,
    implied_by=("BAS01",),
)
def periods_are_plausible(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No period, that of a baseline included, begins in 1900 or before, or ends after 2045.

    Fires: 1900 milestone 4
    Fires: 2020-01-01..9999-12-31 milestone 4
    Silent: 2020 milestone 4 | 2030 target 5
    Silent: 1990 baseline 4 | 2030 target 5
    """
    return [
        Found(f"the period {period} is not plausible", at=place, observed=str(period), expected="dates of the plan")
        for period, place in periods_that(is_implausible, context)
    ]


@rule(
    "SER15",
    Severity.INFO,
    title="Value is listed under another period",
    source="IATI standard: a value is in the element of its period",
    advice="Move the value into its period, without the year in the cell.",
    on=Indicator,
)
def values_are_in_their_period(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No cell names another period than the one that it is listed under.

    The value counts for the period that the cell names, "2021:27900" for 2021. Other programs take it for a value of
    the period around it, or for text.

    Fires: 2020 actual 2021:27900
    Fires: 2020-2025 target 2024: 90%
    Silent: 2021 actual 2021:27900
    Silent: 2020-07-01..2021-06-30 actual 2021:27900
    """
    return [
        Found(
            f"the {o.kind.value} {o.raw!r} is of {o.period}, and listed under {o.listed_under}",
            at=o,
            observed=str(o.listed_under),
            expected=str(o.period),
        )
        for o in context.observations
        if o.listed_under is not None
    ]


@rule(
    "SER16",
    Severity.WARNING,
    title="Period cannot be read",
    source="logic: a value is compared with others by its period",
    advice="Supply the year, or the first and the last day.",
    on=Indicator,
    implied_by=("IAT19",),
    given=has_periods,
)
def periods_can_be_read(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every period is a year or has a date, and is no other text.

    The value of such a period is compared with nothing. The year of a baseline is the subject of BAS01.

    Fires: soon actual 4
    Fires: 2020-13-45 milestone 4
    Silent: 2020 actual 4
    Silent: 2020-01-01.. actual 4
    Silent: soon baseline 4 | 2020 actual 4
    """
    return [
        Found(f"the period {str(period)!r} is no year and no date", at=place, observed=str(period), expected="a year")
        for period, place in periods_that(is_unreadable, context, of_baselines=False)
    ]


def periods_that(
    is_wrong: Callable[[Period], bool], context: IndicatorContext, *, of_baselines: bool = True
) -> Iterator[tuple[Period, Observation | str]]:
    """The periods for which something holds, those of the baselines included unless left aside, each with its place."""
    baselines = [o for o, _ in context.baselines] if of_baselines else []
    if any(map(is_wrong, (*(o.period for o in baselines), *context.periods))):
        places = {o.period: o for o in baselines} | context.places_of_periods()
        yield from ((period, place) for period, place in places.items() if is_wrong(period))


def stated_again(context: IndicatorContext) -> Iterator[Found]:
    """The cases of a period that the source states more often than there are kinds, groups and places in it."""
    series, subject_of = context.indicator.series, context.subject_of
    counted = Counter(days_of(period) for period in series.periods)
    repeated = {days: count for days, count in counted.items() if count > 1 and days != NO_DAYS}
    values_of = kinds_of(context) if repeated else ()
    cells = [(days_of(o.period), (is_planned, subject_of(o)), o) for is_planned, o in values_of]
    for period, place in context.places_of_periods().items() if repeated else ():
        here = days_of(period)
        count = repeated.pop(here, 0)
        kinds = Counter(kind for days, kind, _ in cells if days == here)
        values = Counter(kind for days, kind, o in cells if days == here and o.is_reported)
        # Two values of one group for one period are the subject of SER04.
        is_again = count > max(len(kinds), 1) or max(kinds.values(), default=0) > 1
        if count and is_again and max(values.values(), default=0) < 2:
            yield Found(f"the period {period} is stated again", at=place, observed=str(period))


def kinds_of(context: IndicatorContext) -> Iterator[tuple[bool, Observation]]:
    """The planned values and the results, each with true if it is planned."""
    yield from ((True, o) for o, _ in context.planned)
    yield from ((False, o) for o, _ in context.actuals)


def days_of(period: Period) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of a period."""
    return period.first_day, period.last_day


def overlapping(places: Mapping[Period, Observation]) -> Iterator[Found]:
    """The cases of a period that begins within another and ends after it."""
    if len(places) < 2:
        return
    whole = [
        (first, last, o)
        for period, o in places.items()
        if (first := period.first_day) is not None and (last := period.last_day) is not None and first <= last
    ]
    latest: tuple[dt.date, dt.date, Observation] | None = None
    for one in sorted(whole, key=lambda entry: entry[:2]):
        if latest is not None and latest[0] < one[0] <= latest[1] < one[1]:
            message = f"the period {one[2].period} begins within {latest[2].period} and ends after it"
            severity = Severity.INFO if one[0] == latest[1] else None
            expected = f"after {latest[1].isoformat()}"
            yield Found(message, at=one[2], observed=str(one[2].period), expected=expected, severity=severity)
        if latest is None or one[1] > latest[1]:
            latest = one


def is_implausible(period: Period) -> bool:
    """True if a period begins in 1900 or before, or ends after 2045."""
    first, last = period.first_year, period.last_year
    return not ((first is None or OLDEST < first <= LATEST) and (last is None or OLDEST < last <= LATEST))


def is_unreadable(period: Period) -> bool:
    """True if a period is a text that is no year and no date."""
    return period.raw is not None and not period.is_stated


def is_backwards(period: Period) -> bool:
    """True if a period starts after its last day."""
    return (period.first_day or dt.date.min) > (period.last_day or dt.date.max)
