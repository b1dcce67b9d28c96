"""
Trajectories from the baseline to the target, and the value expected at a time on one of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from resultsframework._undefined import UndefinedError
from resultsframework.interval import EXACT
from resultsframework.value import Number, Undefined

from ._bounds import measured
from ._selection import At, last_day_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation

__all__ = ["Line", "Point", "Trajectory", "ValueOnTrajectory", "dated_line", "on_trajectory"]

Trajectory: TypeAlias = Literal["plan", "step", "linear", "growth"]
DIGITS_OF_A_ROOT = 28


class Point(NamedTuple):
    """A value at a time: a year, or the number of a day."""

    when: int
    value: Number
    observation: Observation


class Line(NamedTuple):
    """
    Values with their times, in one unit.

    Attributes:
        points: The values, in the order given.

        when: The time of the question, in the same count.

        unit: The code of the unit; None where none is known.

        per: "year" or "day", whichever the times count.
    """

    points: list[Point]
    when: int
    unit: str | None
    per: str


class ValueOnTrajectory(NamedTuple):
    """
    The value expected at a time.

    Attributes:
        value: The value.

        unit: The code of its unit; None where none is known.

        points: The observations that it was calculated from.

        note: The kind of line that it lies on, in words; empty for a planned value itself.
    """

    value: Number
    unit: str | None
    points: tuple[Observation, ...]
    note: str


def on_trajectory(
    indicator: Indicator, trajectory: Trajectory, at: At, baseline: Observation | None, planned: Sequence[Observation]
) -> ValueOnTrajectory:
    """
    The value expected at a time.

    Args:
        indicator: The indicator.

        trajectory: "plan", "step", "linear" or "growth"; see `expected`.

        at: A year or a day.

        baseline: The baseline; None for a plan without one.

        planned: The milestones and the target in order of time; for "linear" and "growth" the target alone.

    Raises:
        UndefinedError: The time lies outside of the trajectory, or the values make none.
    """
    start = [] if baseline is None or trajectory == "step" else [baseline]
    points, when, unit, _ = dated_line(indicator, [*planned, *start], at)
    if start:
        points = [points[-1], *points[:-1]]
        # The plan goes on without a baseline that is dated after its first milestone.
        if trajectory == "plan" and points[0].when >= points[1].when:
            points = points[1:]
    if trajectory == "step":
        return _stepped(points, when, at, unit)
    in_order(points)
    if not points[0].when <= when <= points[-1].when:
        raise UndefinedError(Undefined(_outside(points, when, at)))
    return _grown(points, when, unit) if trajectory == "growth" else _between(points, when, unit)


def dated_line(indicator: Indicator, observations: Sequence[Observation], at: At) -> Line:
    """
    Values in one unit with their times: years where all periods end on one day of the year, else days.

    Raises:
        UndefinedError: A value is no number or has no date, or the units have nothing in common.
    """
    bounds, unit = measured(indicator, observations)
    days: list[dt.date] = []
    values: list[Number] = []
    for o, (low, high, *_) in zip(observations, bounds, strict=True):
        day, value = o.period.last_day, low if high is None else high
        if day is None:
            raise UndefinedError(Undefined(f"the {o.kind.value} has no date"))
        if value is None or (low is not None and low != value):
            raise UndefinedError(Undefined(f"{o.kind.value} {o.raw} has two bounds, and a path needs one number"))
        days.append(day)
        values.append(value)
    if isinstance(at, int) and len({(day.month, day.day) for day in days}) == 1:
        times, when, per = [day.year for day in days], at, "year"
    else:
        times, when, per = [day.toordinal() for day in days], last_day_of(at).toordinal(), "day"
    points = [Point(*triple) for triple in zip(times, values, observations, strict=True)]
    return Line(points, when, unit, per)


def in_order(points: Sequence[Point]) -> None:
    """
    Check that each point comes after the one before it.

    Raises:
        UndefinedError: One does not.
    """
    for a, b in pairwise(points):
        if a.when >= b.when:
            earlier, later = a.observation, b.observation
            reason = f"{later.kind.value} {later.period} is not after {earlier.kind.value} {earlier.period}"
            raise UndefinedError(Undefined(reason))


def _between(points: Sequence[Point], when: int, unit: str | None) -> ValueOnTrajectory:
    """The value at a time on the straight line between the two points around it."""
    for point in points:
        if point.when == when:
            return ValueOnTrajectory(point.value, unit, (point.observation,), "")
    a, b = next((a, b) for a, b in pairwise(points) if a.when < when < b.when)
    slope = (Fraction(b.value) - Fraction(a.value)) / (b.when - a.when)
    value = Fraction(a.value) + slope * (when - a.when)
    note = f"a straight line from {a.observation.period} to {b.observation.period}"
    return ValueOnTrajectory(value, unit, (a.observation, b.observation), note)


def _stepped(points: Sequence[Point], when: int, at: At, unit: str | None) -> ValueOnTrajectory:
    """The last value that was due at a time."""
    due = [point for point in points if point.when <= when]
    if not due:
        raise UndefinedError(Undefined(_outside(points, when, at)))
    last = due[-1]
    return ValueOnTrajectory(last.value, unit, (last.observation,), f"due since {last.observation.period}")


def _grown(points: Sequence[Point], when: int, unit: str | None) -> ValueOnTrajectory:
    """The value at a time if it grows by the same percentage each year from the first point to the last."""
    start, end = points
    if start.value <= 0 or end.value <= 0:
        raise UndefinedError(Undefined("constant growth needs a baseline and a target above zero"))
    observations = (start.observation, end.observation)
    if when in (start.when, end.when):
        return ValueOnTrajectory(start.value if when == start.when else end.value, unit, observations, "")
    with localcontext(EXACT) as context:
        context.prec = DIGITS_OF_A_ROOT
        first, last = (_rounded(point.value) for point in points)
        value = first * (last / first) ** (Decimal(when - start.when) / (end.when - start.when))
    note = f"constant growth from {start.observation.period} to {end.observation.period}"
    return ValueOnTrajectory(value, unit, observations, f"{note}, a root rounded to {DIGITS_OF_A_ROOT} digits")


def _rounded(number: Number) -> Decimal:
    """A number with as many digits as the context has."""
    return +number if isinstance(number, Decimal) else Decimal(number.numerator) / number.denominator


def _outside(points: Sequence[Point], when: int, at: At) -> str:
    first, last = points[0].observation, points[-1].observation
    if when < points[0].when:
        return f"{at} is before {first.kind.value} {first.period}"
    return f"{at} is after {last.kind.value} {last.period}"
