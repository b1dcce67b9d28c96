"""
The observation of a year or a day: which one it is, or why there is none.

Nothing is calculated here, and nothing that is missing is replaced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from resultsframework._undefined import UndefinedError
from resultsframework.errors import InvalidValueError
from resultsframework.observation import Observation, in_order, one_a_period, the_one
from resultsframework.value import Missing, Undefined

if TYPE_CHECKING:
    from resultsframework.indicator import Accumulation, Indicator
    from resultsframework.period import Period

__all__ = ["At", "ending_in", "last_day_of", "moment", "observed", "the_baseline", "the_target"]

At: TypeAlias = "int | dt.date"


# ------------------------------------------------------------------------------------------ when


def moment(at: object, indicator: Indicator) -> At:
    """
    The time of a question: the year or the day given, else the period of the latest reported actual.

    Raises:
        InvalidValueError: It is neither a year nor a date.

        UndefinedError: None is given, and no actual is reported.
    """
    if isinstance(at, int) and not isinstance(at, bool) and dt.MINYEAR <= at <= dt.MAXYEAR:
        return at
    if isinstance(at, dt.date):
        return at.date() if isinstance(at, dt.datetime) else at
    if at is not None:
        msg = f"`at` is a year such as 2021 or a datetime.date, not {at!r}"
        raise InvalidValueError(msg)
    latest = indicator.series.latest
    if latest is None:
        raise UndefinedError(Undefined("no actual: none is reported"))
    period = latest.period
    return period.year if period.end is None and period.year else period.sort_key


def last_day_of(at: At) -> dt.date:
    """The day itself, or the last day of the year."""
    return dt.date(at, 12, 31) if isinstance(at, int) else at


def _holds(period: Period, day: dt.date) -> bool:
    """True if a day lies within a period; if only its end is known, True for that day alone."""
    first, last = period.first_day, period.last_day
    return last is not None and (last == day if first is None else first <= day <= last)


# ------------------------------------------------------------------------------------------ which observation


def the_baseline(observations: Sequence[Observation]) -> Observation:
    """
    The baseline.

    Raises:
        UndefinedError: There is none, there are several, or it has no value.
    """
    found = the_one(observations)
    if found is None:
        raise UndefinedError(Undefined("no baseline: there are several" if observations else "no baseline"))
    return stated("baseline", found)


def the_target(observations: Sequence[Observation]) -> Observation:
    """
    The target.

    Raises:
        UndefinedError: There is none, there are several, or it has no value.
    """
    found = the_one(observations)
    if found is None:
        raise UndefinedError(Undefined("no target"))
    return stated("target", found)


def ending_in(observations: Iterable[Observation], year: int) -> list[Observation]:
    """The observations whose periods end in a year, those that end first before the others, one a period."""
    return in_order(one_a_period([o for o in observations if o.period.last_year == year]))


def observed(observations: Sequence[Observation], at: At, name: str, accumulation: Accumulation) -> Observation:
    """
    The observation of a year, which is the one whose period ends in it, or of a day, whose period holds it.

    Of several periods that end in a year, the last one counts for running totals and states; otherwise the year has no
    one value. Of several periods that hold a day, the first to end counts.

    Raises:
        UndefinedError: There is none, there are several, or it has no value.
    """
    if isinstance(at, int):
        matching = [o for o in observations if o.period.last_year == at]
    else:
        matching = [o for o in observations if _holds(o.period, at)]
    found = matching if len(matching) == 1 else in_order(one_a_period(matching))
    if not found:
        of_groups = ": only values of groups or places" if matching else ""
        raise UndefinedError(Undefined(f"no {name} for {at}{of_groups}"))
    if isinstance(at, dt.date):
        found.reverse()
    several_ends = len(found) > 1 and isinstance(at, int) and not accumulation.is_as_of_end
    if several_ends or (len(found) > 1 and found[-1].period.last_day == found[-2].period.last_day):
        periods = ", ".join(str(o.period) for o in found)
        raise UndefinedError(Undefined(f"no one {name} for {at}: there are several ({periods}); choose a day"))
    return stated(name, found[-1], at)


def stated(name: str, observation: Observation, at: At | None = None) -> Observation:
    """
    The observation itself, if it has a value.

    Raises:
        UndefinedError: It has none; the reason is the one that the source states.
    """
    if not isinstance(observation.value, Missing):
        return observation
    when = "" if at is None else f" for {at}"
    state = observation.value.value.replace("_", " ")
    raise UndefinedError(Undefined(f"no {name}{when}: {state}", ((name, observation),)))
