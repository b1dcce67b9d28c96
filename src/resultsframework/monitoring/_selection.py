"""
What a calculation on an indicator works with: which observation speaks for a time, and its value in one unit with
the others. Nothing is calculated here, and what is missing stays missing, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Accumulation, Indicator, Measure
from resultsframework.interval import multiply
from resultsframework.observation import (
    Observation,
    ObservationKind,
    in_order,
    one_a_period,
    the_one,
)
from resultsframework.unit import DEFAULT_UNITS
from resultsframework.value import (
    Level,
    Missing,
    Ratio,
    Undefined,
    Value,
)

from ._direction import Bounds, bounds_of

if TYPE_CHECKING:
    from resultsframework.period import Period

__all__ = ["At", "Measured", "in_one_unit", "kind_of", "moment", "observed", "states_of", "the_baseline"]

At: TypeAlias = "int | dt.date"
HUNDRED = Decimal(100)
# Looking up a member of an enumeration takes as long as comparing two numbers.
ACTUAL, BASELINE = ObservationKind.ACTUAL, ObservationKind.BASELINE
PERCENTAGE = Measure.PERCENTAGE
ALL_OR_LAST = (Accumulation.CUMULATIVE, Accumulation.SNAPSHOT)


class Measured(NamedTuple):
    """
    Values brought to one unit.

    Attributes:
        bounds: The least and the most that each value can be, in the order asked for.

        unit: The code of the unit; None where none is known.
    """

    bounds: tuple[Bounds, ...]
    unit: str | None


# ------------------------------------------------------------------------------------------ when


def moment(at: object, indicator: Indicator) -> At | Undefined:
    """
    The time that is asked about: a year or a day as given, else the period of the latest reported actual.

    Raises:
        InvalidValueError: It is neither a year nor a date.
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
        return Undefined("no actual: none is reported")
    return latest.period.year if latest.period.end is None and latest.period.year else latest.period.last_day or 0


def last_day_of(at: At) -> dt.date:
    """The day itself, or the last one of the year."""
    return dt.date(at, 12, 31) if isinstance(at, int) else at


def _holds(period: Period, day: dt.date) -> bool:
    """Whether a day lies within a period; where only its end is known, whether it is that day."""
    first, last = period.first_day, period.last_day
    return last is not None and (last == day if first is None else first <= day <= last)


# ------------------------------------------------------------------------------------------ which observation


def the_baseline(observations: Sequence[Observation]) -> Observation | Undefined:
    """Where it started, or why that is not known."""
    found = the_one(observations)
    if found is None:
        return Undefined("no baseline: there are several" if observations else "no baseline")
    return stated("baseline", found)


def observed(
    observations: Sequence[Observation], at: At, name: str, accumulation: Accumulation
) -> Observation | Undefined:
    """
    The observation that speaks for a year or a day, or why none does: a year by the period that ends in it, a day by
    the period that holds it.

    Of several periods that end in a year the last one speaks for it where values are running totals or states; where
    they are not, or nobody says, there is no one value. Of several periods that hold a day the first to end does.
    """
    if isinstance(at, int):
        matching = [o for o in observations if (o.period.year if (end := o.period.end) is None else end.year) == at]
    else:
        matching = [o for o in observations if _holds(o.period, at)]
    if len(matching) != 1:
        totals = in_order(one_a_period(matching))
        if not totals:
            of_groups = ": only values of groups or places" if matching else ""
            return Undefined(f"no {name} for {at}{of_groups}")
        if isinstance(at, dt.date):
            totals.reverse()
        one_end = len(totals) > 1 and totals[-1].period.last_day == totals[-2].period.last_day
        if one_end or (len(totals) > 1 and isinstance(at, int) and accumulation not in ALL_OR_LAST):
            periods = ", ".join(str(o.period) for o in totals)
            return Undefined(f"no one {name} for {at}: there are several ({periods}); ask for a day")
        matching = totals
    return stated(name, matching[-1], at)


def stated(name: str, observation: Observation, at: At | None = None) -> Observation | Undefined:
    """The observation if it states a value, else why there is none."""
    if type(observation.value) is not Missing:
        return observation
    when = "" if at is None else f" for {at}"
    state = observation.value.value.replace("_", " ")
    return Undefined(f"no {name}{when}: {state}", ((name, observation),))


def split(indicator: Indicator) -> tuple[list[Observation], list[Observation], list[Observation]]:
    """The observations of an indicator: where it started, what is planned, what was achieved."""
    baselines: list[Observation] = []
    planned: list[Observation] = []
    actuals: list[Observation] = []
    for o in indicator.series.observations:
        kind = o.kind
        (actuals if kind is ACTUAL else baselines if kind is BASELINE else planned).append(o)
    return baselines, planned, actuals


# ------------------------------------------------------------------------------------------ which unit


def kind_of(value: Value) -> str:
    """What sort of value it is, in words; values of two sorts are never compared."""
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, str):
        return "text"
    return "a level" if isinstance(value, Level) else "a number"


def plain_numbers(indicator: Indicator, observations: Sequence[Observation]) -> list[Decimal] | None:
    """The numbers of observations if all are numbers with one unit, as most are; None where there is more to do."""
    numbers: list[Decimal] = []
    first = observations[0].unit or indicator.unit
    for o in observations:
        value = o.value
        if not isinstance(value, Decimal) or (o.unit or indicator.unit) != first:
            return None
        numbers.append(value)
    return numbers


def in_one_unit(indicator: Indicator, observations: Sequence[Observation]) -> Measured | Undefined:
    """
    The values of observations in the unit of the first, or why they have none in common.

    Percent and fractions are one dimension, and so is a ratio, which counts in percent. A number without a unit is
    in that of the indicator; where the indicator measures a percentage and names none, in percent.
    """
    bounds: list[Bounds] = []
    units: list[str | None] = []
    own = indicator.unit or ("percent" if indicator.measure is PERCENTAGE else None)
    for o in observations:
        found = bounds_of(o.value)
        if found is None:
            kinds = dict.fromkeys(kind_of(other.value) for other in observations)
            if len(kinds) > 1:
                return Undefined(f"mixed types: {', '.join(kinds)}")
            return Undefined(f"{kind_of(o.value)} is no number")
        is_ratio = isinstance(o.value, Ratio)
        bounds.append(scaled(found, "fraction", "percent") if is_ratio else found)
        units.append("percent" if is_ratio else o.unit or own)
    common = units[0]
    for number, other in enumerate(units):
        if other != common:
            if other is None or common is None or not _compatible(other, common):
                return Undefined(f"units differ: {states_of(observations, units)}")
            try:
                bounds[number] = scaled(bounds[number], other, common)
            except InvalidValueError:  # nobody means such a number, and converting it could take forever
                return Undefined(f"the {observations[number].kind.value} has too many digits to convert")
    return Measured(tuple(bounds), common)


def states_of(observations: Sequence[Observation], units: Sequence[str | None]) -> str:
    """What stands in which unit, in words."""
    pairs = zip(observations, units, strict=True)
    return ", ".join(f"{o.kind.value} {o.raw} in {unit or 'no unit'}" for o, unit in pairs)


def _compatible(one: str, other: str) -> bool:
    return one in DEFAULT_UNITS and other in DEFAULT_UNITS and DEFAULT_UNITS.compatible(one, other)


def scaled(bounds: Bounds, source: str, target: str) -> Bounds:
    if (source, target) == ("fraction", "percent"):  # so common that it need not wait for pint
        low, high = (None if end is None else multiply(end, HUNDRED) for end in bounds[:2])
    else:
        convert = DEFAULT_UNITS.converter(source, target)
        low, high = (None if end is None else convert(end) for end in bounds[:2])
    return bounds._replace(low=low, high=high)
