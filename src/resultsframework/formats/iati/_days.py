"""
Dates and years of the standard, and the periods that they make.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from resultsframework.number import whole_number
from resultsframework.period import Period

from ._datatypes import day_of, stated
from ._text import keep_rest

if TYPE_CHECKING:
    from resultsframework.node import Extra

    from ._xml import Element

__all__ = ["baseline_period", "bound", "period_and_end", "period_of"]

# The attributes of an element that states a day.
DATED = ["iso-date"]


def bound(element: Element, extras: list[Extra], above: str = "") -> str | None:
    """
    The day that an element such as ``period-start`` states, as text; the rest is preserved.

    Args:
        element: The element.

        extras: Receives the rest.

        above: The path of the element from its node.
    """
    if element.keys() != DATED or len(element):
        keep_rest(element, DATED, extras, f"{above}{element.tag}/")
    return element.get("iso-date")


@functools.lru_cache(maxsize=4096)
def period_of(start: str | None, end: str | None) -> Period:
    """
    The period between two dates: a calendar year where that is what they span.

    Dates that are none are kept as the raw text, with two dots between.
    """
    first, last = day_of(start), day_of(end)
    raw = None
    if (first is None and stated(start)) or (last is None and stated(end)):
        raw = f"{start or ''}..{end or ''}"
    if first and last and first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return Period(year=first.year)
    return Period(start=first, end=last, raw=raw)


@functools.lru_cache(maxsize=4096)
def period_and_end(start: str | None, end: str | None) -> tuple[Period, dt.date]:
    """The period between two dates, and its last day; where that is not known, the first of all days."""
    period = period_of(start, end)
    return period, period.last_day or dt.date.min


@functools.lru_cache(maxsize=4096)
def baseline_period(year: str | None, day: str | None) -> Period:
    """The year of a baseline, its day, or both."""
    date = day_of(day)
    number = whole_number((year or "").strip())
    if number is not None and 1 <= number <= 9999:
        return Period(year=number, start=date, end=date)
    return Period(start=date, end=date, raw=stated(year))
