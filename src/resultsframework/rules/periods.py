"""
Rules about the dates of periods: their order, and how the periods of an indicator relate to each other.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator

from ._finding import Severity
from ._given import has_dates, has_periods
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._context import IndicatorContext


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
    if not any(map(is_backwards, [*context.periods, *(o.period for o, _ in context.baselines)])):
        return ()
    places: dict[Period, Observation | str] = {o.period: o for o, _ in context.baselines}
    places |= context.places_of_periods()
    return [
        Found(f"the period {period} starts after its end", at=place, observed=str(period), expected="start, then end")
        for period, place in places.items()
        if is_backwards(period)
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
def periods_are_apart(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No period of a series is stated twice, and none begins within another and ends after it.

    A period within a longer one is accepted: a plan for all years may go with plans for each. Two values for one period
    are the subject of SER04.

    Fires: 2020-01-01..2020-12-31 actual 1 | 2020-07-01..2021-06-30 actual 2
    Fires: 2020 actual 1 | 2020
    Silent: 2020-01-01..2020-06-30 actual 1 | 2020-07-01..2020-12-31 actual 2
    Silent: 2020-2025 target 9 | 2020 actual 1 | 2021 actual 2
    """
    found: list[tuple[Period, str, str | None]] = []
    counted: dict[tuple[dt.date | None, dt.date | None], int] = {}
    whole: list[tuple[dt.date, dt.date, Period]] = []
    for period in indicator.series.periods:
        first, last = period.first_day, period.last_day
        if first is None and last is None:
            continue
        counted[first, last] = counted.get((first, last), 0) + 1
        if counted[first, last] == 2:
            found.append((period, f"the period {period} is stated again", None))
        elif first is not None and last is not None and first <= last:
            whole.append((first, last, period))
    latest: tuple[dt.date, dt.date, Period] | None = None
    for one in sorted(whole, key=lambda entry: (entry[0], entry[1])):
        if latest is not None and latest[0] < one[0] <= latest[1] < one[1]:
            message = f"the period {one[2]} begins within {latest[2]} and ends after it"
            found.append((one[2], message, f"after {latest[1].isoformat()}"))
        if latest is None or one[1] > latest[1]:
            latest = one
    places = context.places_of_periods() if found else {}
    return [Found(message, at=places[p], observed=str(p), expected=expected) for p, message, expected in found]


def is_backwards(period: Period) -> bool:
    """True if a period starts after its last day."""
    return (period.first_day or dt.date.min) > (period.last_day or dt.date.max)
