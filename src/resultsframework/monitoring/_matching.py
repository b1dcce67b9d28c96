"""
The observations of one indicator that may be compared: those of one unit, one subject and one period.

Calculations and rules both use these conditions, so that neither compares two values that the other keeps apart. The
subject is the groups and the places that a value describes; without any, it is the total.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import Observation, ObservationKind, in_time

from ._bounds import compare_in_unit

__all__ = [
    "ComparedPair",
    "belong_together",
    "by_subject",
    "compare_by_direction",
    "has_same_unit",
    "matches",
    "period_and_subject",
]

ACTUAL, MILESTONE, TARGET = ObservationKind.ACTUAL, ObservationKind.MILESTONE, ObservationKind.TARGET


class ComparedPair(NamedTuple):
    """
    An actual and the planned value for the same period and subject.

    Attributes:
        planned: The milestone or target.

        actual: The actual.

        year: The year in which the period ends.
    """

    planned: Observation
    actual: Observation
    year: int


def matches(indicator: Indicator) -> Iterator[ComparedPair]:
    """
    Each reported actual with the planned value for the same period and subject, in source order.

    A year is the same period as its first to its last day. Where nothing is planned for the days of the actual, it is
    the planned value of a period alike that ends in the same year and has days in common with it. Where several values
    are planned, there is no match; cells without a value and values without a date are left aside.
    """
    plans: dict[Hashable, list[Observation]] = {}
    actuals: list[tuple[Observation, int]] = []
    for o in indicator.series.observations:
        year = o.period.last_year
        if year is None or not o.is_reported:
            continue
        if o.kind is ACTUAL:
            actuals.append((o, year))
        elif o.kind is MILESTONE or o.kind is TARGET:
            plans.setdefault((year, indicator.subject_of(o)), []).append(o)
    for actual, year in actuals if plans else ():
        of_year = plans.get((year, indicator.subject_of(actual)), [])
        planned = [o for o in of_year if o.period.has_days_of(actual.period)]
        planned = planned or [o for o in of_year if _are_alike(o, actual)]
        if len(planned) == 1:
            yield ComparedPair(planned[0], actual, year)


def _are_alike(one: Observation, other: Observation) -> bool:
    """True if two values are of periods alike that have days in common."""
    first, second = sorted((one.period, other.period), key=lambda period: period.sort_key)
    return bool(first.is_alike(second)) and (second.first_day or second.sort_key) <= first.sort_key


def compare_by_direction(
    indicator: Indicator, one: Observation, other: Observation, direction: Direction
) -> int | None:
    """
    1 where the first value of an indicator is certainly better than the second, -1 where it is worse, 0 where equal.

    Both are brought to one unit. None where they cannot be compared: their units have nothing in common, their order is
    not certain (see `compare`), or neither more nor less is better.

    Args:
        indicator: The indicator of both, in whose unit a value without a unit is.

        one: The first observation.

        other: The second.

        direction: The direction of improvement.
    """
    if direction is Direction.UNKNOWN or direction is Direction.MAINTAIN:
        return None
    order = compare_in_unit(indicator, one, other)
    return -order if order and direction is Direction.DECREASE else order


def has_same_unit(indicator: Indicator, one: Observation, other: Observation) -> bool:
    """True if two values of an indicator are in the same unit; one without a unit is in that of the indicator."""
    return one.unit == other.unit or (one.unit or indicator.unit) == (other.unit or indicator.unit)


def period_and_subject(indicator: Indicator, observation: Observation) -> Hashable:
    """The days and the subject of a value of an indicator; equal for values of one period and subject."""
    period = observation.period
    return period.first_day, period.last_day, indicator.subject_of(observation)


def belong_together(one: Observation, other: Observation) -> bool:
    """
    True if two values of one year are of periods that end on the same day, as far as the days are known, or of periods
    alike that have days in common.
    """
    ends = one.period.end, other.period.end
    return None in ends or ends[0] == ends[1] or _are_alike(one, other)


def by_subject(indicator: Indicator, observations: Iterable[Observation]) -> list[list[Observation]]:
    """The reported values of each subject of an indicator, the total included, each in order of time."""
    series: dict[Hashable, list[Observation]] = {}
    for o in observations:
        series.setdefault(indicator.subject_of(o), []).append(o)
    return [in_time(o for o in one if o.is_reported) for one in series.values()]
