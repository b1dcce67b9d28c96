"""
What was to be expected of an indicator at a time between its baseline and its target, how fast it would have to go,
and where it would end at the pace it has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias, get_args

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.interval import EXACT
from resultsframework.observation import Observation, in_order, one_a_period, the_one
from resultsframework.value import Number, Undefined

from ._accumulation import comparable
from ._answer import Basis, IndicatorValue, Inputs
from ._direction import direction_of
from ._selection import (
    At,
    in_one_unit,
    last_day_of,
    moment,
    split,
    stated,
    the_baseline,
)

__all__ = ["Trajectory", "expected", "projected", "required_pace"]

Trajectory: TypeAlias = Literal["plan", "step", "linear", "growth"]
DIGITS_OF_A_ROOT = 28


class Point(NamedTuple):
    """A value at a time: the year, or the number of the day."""

    when: int
    value: Number
    observation: Observation


class Drawn(NamedTuple):
    """A value on a path, the points that it lies between, and what has to be said about it."""

    value: Number
    points: tuple[Observation, ...]
    note: str


class Expected(NamedTuple):
    """An expected value, what it was worked out from, what has to be said about it, an observation in its unit."""

    value: Number
    unit: str | None
    points: tuple[Observation, ...]
    note: str
    reference: Observation


def expected(
    indicator: Indicator, at: int | dt.date | None = None, *, trajectory: Trajectory = "plan"
) -> IndicatorValue | Undefined:
    """
    What the indicator was expected to have reached at a time. Not in IATI.

    Years are told apart by their numbers; periods that end on different days of the year, by days.

    Args:
        indicator: What is measured.

        at: A year, or a day; the period of the latest actual where not given.

        trajectory: "plan" goes straight from one planned value to the next, beginning at the baseline; "step" keeps the
            last planned value until the next is due; "linear" goes straight from the baseline to the target;
            "growth" gets there by the same percentage each year, which needs both to be above zero.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no such path.
    """
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    baselines, planned, _ = split(indicator)
    found = expected_value(indicator, baselines, planned, when, trajectory)
    if isinstance(found, Undefined):
        return found
    basis = Basis(direction_of(indicator), f"{trajectory} trajectory", assumptions=(found.note,) if found.note else ())
    return IndicatorValue(found.value, found.unit, inputs_of(found.points), basis)


def expected_value(
    indicator: Indicator, baselines: Sequence[Observation], planned: Sequence[Observation], at: At, trajectory: str
) -> Expected | Undefined:
    """The expected value at a time by a path, from the baselines and the planned values of an indicator."""
    if trajectory not in get_args(Trajectory):
        msg = f"there is no trajectory {trajectory!r} to expect a value by; there are {', '.join(get_args(Trajectory))}"
        raise InvalidValueError(msg)
    along = trajectory in ("plan", "step")
    ends = _planned(planned) if along else the_target(indicator)
    if isinstance(ends, Undefined):
        return ends
    baseline = the_baseline(baselines)
    if not along and isinstance(baseline, Undefined):
        return baseline
    start = [baseline] if isinstance(baseline, Observation) and trajectory != "step" else []
    points = _points(indicator, [*ends, *start], at)
    if isinstance(points, Undefined):
        return points
    when, line, unit = points
    # A baseline that is not dated before what is planned starts no path; one that must start it says so.
    if along and start:
        line = [line[-1], *line[:-1]] if line[-1].when < line[0].when else line[:-1]
    elif start:
        line.reverse()
    if trajectory == "growth":
        drawn = _grown(line[0], line[1], when, at)
    else:
        drawn = _stepped(line, when, at) if trajectory == "step" else _between(line, when, at)
    return drawn if isinstance(drawn, Undefined) else Expected(drawn.value, unit, drawn.points, drawn.note, ends[0])


def the_target(indicator: Indicator) -> list[Observation] | Undefined:
    """The target as a list of one, or why there is none."""
    target = the_one(indicator.series.targets)
    if target is None:
        return Undefined("no target")
    found = stated("target", target)
    return found if isinstance(found, Undefined) else [found]


def _planned(planned: Sequence[Observation]) -> list[Observation] | Undefined:
    """What is planned and stated, in order of time."""
    found = [o for o in in_order(one_a_period(tuple(planned))) if o.is_reported and o.period.last_day is not None]
    return found or Undefined("no milestone and no target with a date")


def _points(
    indicator: Indicator, observations: Sequence[Observation], at: At
) -> tuple[int, list[Point], str | None] | Undefined:
    """The time asked about and the values with theirs, in one unit, in the order given."""
    measured = in_one_unit(indicator, observations)
    if isinstance(measured, Undefined):
        return measured
    days: list[dt.date] = []
    values: list[Number] = []
    for o, (low, high, *_) in zip(observations, measured.bounds, strict=True):
        day, value = o.period.last_day, low if high is None else high
        if day is None:
            return Undefined(f"the {o.kind.value} has no date")
        if value is None or (low is not None and low != value):
            return Undefined(f"{o.kind.value} {o.raw} has two bounds, and a path needs one number")
        days.append(day)
        values.append(value)
    in_years = isinstance(at, int) and len({(day.month, day.day) for day in days}) == 1
    when = at if in_years and isinstance(at, int) else last_day_of(at).toordinal()
    times = [day.year if in_years else day.toordinal() for day in days]
    line = [Point(*triple) for triple in zip(times, values, observations, strict=True)]
    return when, line, measured.unit


def _between(line: Sequence[Point], when: int, at: At) -> Drawn | Undefined:
    """The value at a time on the straight line between the two points around it."""
    if any(a.when >= b.when for a, b in pairwise(line)):
        return Undefined(_out_of_order(line))
    for point in line:
        if point.when == when:
            return Drawn(point.value, (point.observation,), "")
    for a, b in pairwise(line):
        if a.when < when < b.when:
            value = Fraction(a.value) + (Fraction(b.value) - Fraction(a.value)) * Fraction(
                when - a.when, b.when - a.when
            )
            note = f"a straight line from {a.observation.period} to {b.observation.period}"
            return Drawn(value, (a.observation, b.observation), note)
    return Undefined(_outside(line, when, at))


def _stepped(line: Sequence[Point], when: int, at: At) -> Drawn | Undefined:
    """The last value that was due at a time."""
    due = [point for point in line if point.when <= when]
    if not due:
        return Undefined(_outside(line, when, at))
    return Drawn(due[-1].value, (due[-1].observation,), f"due since {due[-1].observation.period}")


def _grown(start: Point, end: Point, when: int, at: At) -> Drawn | Undefined:
    """The value at a time if it grows by the same percentage each year from one point to the other."""
    if start.when >= end.when:
        return Undefined(_out_of_order((start, end)))
    if not start.when <= when <= end.when:
        return Undefined(_outside((start, end), when, at))
    if start.value <= 0 or end.value <= 0:
        return Undefined("constant growth needs a baseline and a target above zero")
    points = (start.observation, end.observation)
    if when in (start.when, end.when):
        return Drawn(start.value if when == start.when else end.value, points, "")
    with localcontext(EXACT) as context:
        context.prec = DIGITS_OF_A_ROOT
        first, last = _rounded(start.value), _rounded(end.value)
        value = first * (last / first) ** (Decimal(when - start.when) / (end.when - start.when))
    note = f"constant growth from {start.observation.period} to {end.observation.period}"
    return Drawn(value, points, f"{note}, a root rounded to {DIGITS_OF_A_ROOT} digits")


def _rounded(number: Number) -> Decimal:
    """A number with as many digits as the context has."""
    return +number if isinstance(number, Decimal) else Decimal(number.numerator) / number.denominator


def _out_of_order(line: Sequence[Point]) -> str:
    first, second = next((a, b) for a, b in pairwise(line) if a.when >= b.when)
    a, b = first.observation, second.observation
    return f"{b.kind.value} {b.period} is not after {a.kind.value} {a.period}"


def _outside(line: Sequence[Point], when: int, at: At) -> str:
    first, last = line[0].observation, line[-1].observation
    if when < line[0].when:
        return f"{at} is before {first.kind.value} {first.period}"
    return f"{at} is after {last.kind.value} {last.period}"


def inputs_of(observations: Sequence[Observation]) -> Inputs:
    """Observations as the inputs of an answer, each under the name of its kind."""
    return tuple((o.kind.value, o) for o in observations)


# ------------------------------------------------------------------------------------------ pace


def required_pace(indicator: Indicator, at: int | dt.date | None = None) -> IndicatorValue | Undefined:
    """
    How much the indicator has to change in each year left to reach its target: (target - actual) / time left.

    A year is the unit of time where all periods end on one day of the year, a day otherwise. Not in IATI.

    Args:
        indicator: What is measured.

        at: The year or the day whose actual it starts from; the latest reported where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    run = _run(indicator, at, with_baseline=False)
    if isinstance(run, Undefined):
        return run
    actual, target = run.line
    rate = (Fraction(target.value) - Fraction(actual.value)) / (target.when - actual.when)
    inputs = inputs_of((actual.observation, target.observation))
    return IndicatorValue(rate, run.unit, inputs, Basis(direction_of(indicator), "target"), per=run.per)


def projected(indicator: Indicator, at: int | dt.date | None = None) -> IndicatorValue | Undefined:
    """
    Where the indicator would be at its target's time if it went on at the pace it has had since the baseline:
    actual + (actual - baseline) / time passed * time left. A projection, not a result. Not in IATI.

    Args:
        indicator: What is measured.

        at: The year or the day whose actual it starts from; the latest reported where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    run = _run(indicator, at, with_baseline=True)
    if isinstance(run, Undefined):
        return run
    baseline, actual, target = run.line
    made = Fraction(actual.value) - Fraction(baseline.value)
    value = Fraction(actual.value) + made * Fraction(target.when - actual.when, actual.when - baseline.when)
    inputs = inputs_of((baseline.observation, actual.observation, target.observation))
    basis = Basis(direction_of(indicator), "target", assumptions=("the pace since the baseline goes on",))
    return IndicatorValue(value, run.unit, inputs, basis, is_projection=True)


class Run(NamedTuple):
    """Points one after the other, the unit of their values, and what their times count in."""

    line: list[Point]
    unit: str | None
    per: str


def _run(indicator: Indicator, at: int | dt.date | None, *, with_baseline: bool) -> Run | Undefined:
    """The baseline where asked for, the actual at a time and the target, one after the other."""
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    wanted = _run_of(indicator, when, with_baseline=with_baseline)
    if isinstance(wanted, Undefined):
        return wanted
    points = _points(indicator, wanted, when)
    if isinstance(points, Undefined):
        return points
    reached, line, unit = points
    if any(a.when >= b.when for a, b in pairwise(line)):
        return Undefined(_out_of_order(line))
    return Run(line, unit, "year" if reached == when else "day")


def _run_of(indicator: Indicator, at: At, *, with_baseline: bool) -> list[Observation] | Undefined:
    baselines, _, actuals = split(indicator)
    taken = comparable(indicator, baselines, actuals, at)
    if isinstance(taken, Undefined):
        return taken
    actual, note = taken
    if not note and indicator.actuals_accumulation is Accumulation.PERIODIC:
        return Undefined("the actual is that of its period alone; see to_date")
    target = the_target(indicator)
    if isinstance(target, Undefined):
        return target
    baseline = the_baseline(baselines)
    if with_baseline and isinstance(baseline, Undefined):
        return baseline
    return [*([baseline] if with_baseline and isinstance(baseline, Observation) else []), actual, *target]
