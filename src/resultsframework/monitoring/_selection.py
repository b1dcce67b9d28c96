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
from resultsframework.framework import ResultsFramework
from resultsframework.groups import ending_last
from resultsframework.indicator import Indicator
from resultsframework.message import shown
from resultsframework.observation import Observation, in_order, in_time
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.series import ObservationSeries
from resultsframework.value import Missing, Undefined

if TYPE_CHECKING:
    from resultsframework.indicator import Accumulation

__all__ = [
    "At",
    "check_indicator",
    "is_of",
    "last_day_of",
    "matching",
    "moment",
    "observed",
    "stated",
    "the_baseline",
    "the_one_of",
    "the_target",
]

At: TypeAlias = "int | dt.date | Period"

# By the class of what is no indicator, the way to have one.
WAYS_TO_AN_INDICATOR: tuple[tuple[type, str], ...] = (
    (str, "look it up: framework.indicator(code)"),
    (ResultsFramework, "take one of .indicators, or look one up: framework.indicator(code)"),
    (Result, "take one of its .indicators"),
    (ObservationSeries, "make one: Indicator(series=series)"),
    (object, "take one of framework.indicators"),
)


def check_indicator(given: object) -> None:
    """
    Refuse what is no indicator.

    Raises:
        InvalidValueError: It is something else; the error names the way to an indicator.
    """
    if not isinstance(given, Indicator):
        way = next(way for kind, way in WAYS_TO_AN_INDICATOR if isinstance(given, kind))
        article = "an" if type(given).__name__[0].upper() in "AEIO" else "a"
        msg = f"an Indicator is needed, not {article} {type(given).__name__} ({shown(given)}): {way}"
        raise InvalidValueError(msg)


# ------------------------------------------------------------------------------------------ when


def moment(at: object, indicator: Indicator) -> At:
    """
    The time of a question: the year, day or period given, else the period of the latest reported actual.

    Raises:
        InvalidValueError: It is neither a year nor a date nor a period with a last day, or there is no indicator.

        UndefinedError: None is given, and no actual is reported.
    """
    check_indicator(indicator)
    if isinstance(at, int) and not isinstance(at, bool) and dt.MINYEAR <= at <= dt.MAXYEAR:
        return at
    if isinstance(at, dt.date):
        return at.date() if isinstance(at, dt.datetime) else at
    if isinstance(at, Period) and at.last_day is not None:
        return _year_or(at, at)
    if at is not None:
        msg = f"`at` is a year such as 2021, a datetime.date or a Period with a last day, not {at!r}"
        raise InvalidValueError(msg)
    # Where its subject has no actual, the time is that of another one, which the reason then names.
    reported = [o for o in indicator.series.actuals if o.is_reported]
    last = indicator.latest or next(reversed(in_time(reported)), None)
    if last is None:
        raise UndefinedError(Undefined("no actual: none is reported"))
    return _year_or(last.period, last.period.sort_key)


def _year_or(period: Period, otherwise: At) -> At:
    """The year of a period that states nothing else, else the other."""
    return period.year if period.year and period.start is None and period.end is None else otherwise


def last_day_of(at: At) -> dt.date:
    """The day itself, or the last day of the year or period."""
    if isinstance(at, Period):
        return at.sort_key
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
    if not observations:
        raise UndefinedError(Undefined("no baseline"))
    found = [o for o in observations if o.is_reported] or observations
    if len(found) > 1:
        listed = _listed(f"{o.raw} of {o.period}" for o in in_order(found))
        reason = f"several baselines: {listed}; choose one with baseline="
        raise UndefinedError(Undefined(reason, tuple(("baseline", o) for o in found)))
    return stated("baseline", found[0])


def the_target(observations: Sequence[Observation]) -> Observation:
    """
    The target: the one whose period ends last, the longest of those that end together.

    Raises:
        UndefinedError: There is none, there are several, or it has no value.
    """
    if not observations:
        raise UndefinedError(Undefined("no target"))
    return stated("target", _sole(ending_last(observations), "target"))


def _sole(observations: Sequence[Observation], name: str, at: At | None = None) -> Observation:
    """
    The one of several observations of one period that has a value; where none has, any of them.

    Raises:
        UndefinedError: Several have a value.
    """
    reported = [o for o in observations if o.is_reported]
    if not reported:
        return min(observations, key=lambda o: o.raw)
    if len(reported) > 1:
        values, when = _listed(o.raw for o in reported), "" if at is None else f" for {at}"
        reason = f"no one {name}{when}: there are several: {values}"
        raise UndefinedError(Undefined(reason, tuple((name, o) for o in reported)))
    return reported[0]


def _listed(texts: Iterable[str]) -> str:
    """Texts as a list in words: "100, 90 and 80"."""
    *rest, last = texts
    return f"{', '.join(rest)} and {last}"


def matching(observations: Iterable[Observation], at: At) -> list[Observation]:
    """The observations of a year, whose periods end in it, of a day, whose periods hold it, or of a period."""
    return [o for o in observations if is_of(o.period, at)]


def is_of(period: Period, at: At) -> bool:
    """True if a period ends in a year, holds a day, or has the days of a period."""
    if isinstance(at, int):
        return period.last_year == at
    return at.has_days_of(period) if isinstance(at, Period) else _holds(period, at)


def observed(observations: Sequence[Observation], at: At, name: str, accumulation: Accumulation) -> Observation:
    """
    The observation of a year, which is the one whose period ends in it, or of a day, whose period holds it.

    Of several periods that end in a year, the one that covers the others counts, and for running totals and states the
    last; otherwise the year has no one value. Of several periods that hold a day, the first to end counts. Of periods
    that end together it is always the longest.

    Raises:
        UndefinedError: There is none, there are several, or it has no value.
    """
    return stated(name, the_one_of(matching(observations, at), at, name, is_as_of_end=accumulation.is_as_of_end), at)


def the_one_of(candidates: Sequence[Observation], at: At, name: str, *, is_as_of_end: bool) -> Observation:
    """
    The one of several observations of a time that counts for it, with a value or without; see `observed`.

    Raises:
        UndefinedError: There is none, or several.
    """
    if len(candidates) == 1:
        return candidates[0]
    found = _without_empty_covers(candidates)
    if not found:
        raise UndefinedError(Undefined(f"no {name} for {at}"))
    is_of_a_day = isinstance(at, dt.date)
    first = min(o.period.sort_key for o in found)
    chosen = ending_last([o for o in found if o.period.sort_key == first] if is_of_a_day else found)
    # A year and its first to its last day are one period.
    is_one = all(chosen[0].period.has_days_of(o.period) for o in chosen)
    if not is_one or not (is_of_a_day or is_as_of_end or all(_is_within(o, chosen[0]) for o in found)):
        listed = ", ".join(dict.fromkeys(str(o.period) for o in in_order(found)))
        raise UndefinedError(Undefined(f"no one {name} for {at}: there are several ({listed}); choose a day"))
    return _sole(chosen, name, at)


def _is_within(one: Observation, whole: Observation) -> bool:
    return one.period == whole.period or whole.period.covers(one.period)


def _without_empty_covers(observations: Sequence[Observation]) -> list[Observation]:
    """Leave out the empty cells of periods for whose parts, or in which a second time, a value is reported."""
    reported = [o for o in observations if o.is_reported]
    return [o for o in observations if o.is_reported or not any(_is_within(r, o) for r in reported)]


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
