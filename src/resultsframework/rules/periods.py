"""
Rules about how the periods of an indicator lie to one another.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator

from ._engine import Found, rule
from ._given import has_days
from .report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.period import Period

    from ._context import IndicatorContext


@rule(
    "SER12",
    Severity.WARNING,
    title="Periods overlap or repeat",
    source="logic: what was achieved in a day is counted in one period",
    fix="Correct the dates, or merge the periods.",
    on=Indicator,
    given=has_days,
)
def periods_are_apart(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No period of a series is stated twice, and none begins within another and ends after it.

    A period that lies within a longer one is left alone: a plan for all years may stand beside those for each. Two
    values for one period are another rule's.

    Fires: 2020-01-01..2020-12-31 actual 1 | 2020-07-01..2021-06-30 actual 2
    Fires: 2020 actual 1 | 2020
    Silent: 2020-01-01..2020-06-30 actual 1 | 2020-07-01..2020-12-31 actual 2
    Silent: 2020-2025 target 9 | 2020 actual 1 | 2021 actual 2
    """
    places = context.places_of_periods()
    counted: dict[tuple[dt.date | None, dt.date | None], int] = {}
    whole: list[tuple[dt.date, dt.date, Period]] = []
    for period in indicator.series.periods:
        first, last = period.first_day, period.last_day
        if not period.is_stated:
            continue
        counted[first, last] = counted.get((first, last), 0) + 1
        if counted[first, last] == 2:
            yield Found(f"the period {period} is stated again", at=places[period], observed=str(period))
        elif first is not None and last is not None and first <= last:
            whole.append((first, last, period))
    latest: tuple[dt.date, dt.date, Period] | None = None
    for one in sorted(whole, key=lambda entry: (entry[0], entry[1])):
        if latest is not None and latest[0] < one[0] <= latest[1] < one[1]:
            message = f"the period {one[2]} begins within {latest[2]} and ends after it"
            yield Found(message, at=places[one[2]], observed=str(one[2]), expected=f"after {latest[1].isoformat()}")
        if latest is None or one[1] > latest[1]:
            latest = one
