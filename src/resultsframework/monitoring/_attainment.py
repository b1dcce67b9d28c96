"""
Whether what was planned was achieved, what is missing to it, what has changed since the baseline.
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.interval import add, negate
from resultsframework.value import Undefined

from ._accumulation import comparable
from ._answer import Basis, IndicatorValue, Met
from ._comparison import Against, Goal, gather
from ._direction import (
    Bounds,
    compare,
    direction_of,
    exactly,
    exceeds,
)
from ._selection import (
    in_one_unit,
    kind_of,
    moment,
    split,
    the_baseline,
)

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = ["Trend", "change", "gap", "met", "trend"]

ZERO = Decimal(0)


def met(
    indicator: Indicator,
    at: int | dt.date | None = None,
    against: Against = "milestone",
    *,
    tolerance: Decimal = ZERO,
) -> Met | Undefined:
    """
    Whether what was planned for a time was achieved: at least reached where more is better, at most where less is,
    within the tolerance where the aim is to maintain, within the bounds of a range. Not in IATI.

    Yes or no is met by the same answer, a level by the same or a higher one (a lower one where less is better), a
    category by the same words. A range says by itself what meets it; of one number whose direction is not known, only
    the same number is certain to.

    Args:
        indicator: What is measured.

        at: A year, or a day within a period; the period of the latest reported actual where not given.

        against: As for `progress`.

        tolerance: Where the aim is to maintain: how far from the target still counts as kept.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no path of that name.
    """
    found = gather(indicator, at, against)
    if isinstance(found, Undefined):
        return found
    goal, actual = found.goal, found.actual
    if isinstance(goal, Undefined):
        return goal
    inputs = (*goal.inputs, ("actual", actual))
    kinds = {kind_of(goal.observation.value), kind_of(actual.value)}
    direction = found.direction
    if kinds == {"a number"}:
        answer = _number_met(indicator, goal, actual, direction.direction, tolerance)
    elif len(kinds) > 1:
        return Undefined(f"mixed types: {kind_of(goal.observation.value)}, {kind_of(actual.value)}", inputs)
    elif kinds == {"a level"}:
        answer = _level_met(compare(actual.value, goal.observation.value), direction.direction)
    elif kinds == {"yes or no"}:
        answer = actual.value == goal.observation.value
    elif indicator.measure is Measure.NOMINAL:
        answer = str(actual.value).strip().casefold() == str(goal.observation.value).strip().casefold()
    else:
        answer = Undefined("text is compared only where the measure is nominal")
    if isinstance(answer, Undefined):
        return attrs.evolve(answer, inputs=inputs)
    return Met(answer, inputs, Basis(direction, goal.name, assumptions=found.notes))


def _level_met(order: int | None, direction: Direction) -> bool:
    """Whether a level meets the planned one, above which (1) or below which (-1) it is: a scale goes upwards."""
    if direction is Direction.DECREASE:
        return order in (0, -1)
    return order == 0 or (order == 1 and direction is not Direction.MAINTAIN)


def _number_met(
    indicator: Indicator, goal: Goal, actual: Observation, direction: Direction, tolerance: Decimal
) -> bool | Undefined:
    measured = in_one_unit(indicator, [goal.observation, actual])
    if isinstance(measured, Undefined):
        return measured
    planned, reached = goal.bounds(measured.bounds[0]), measured.bounds[1]
    wanted = _wanted(planned, direction, tolerance)
    if wanted is None:
        if planned.low == planned.high == reached.low == reached.high:
            return True
        return Undefined("direction unknown: only the same number would be certain to meet it")
    if exceeds(reached, wanted) or exceeds(wanted, reached):
        return False
    if _lies_within(reached, wanted):
        return True
    return Undefined(f"actual {actual.raw} may or may not meet it")


def _wanted(planned: Bounds, direction: Direction, tolerance: Decimal) -> Bounds | None:
    """The bounds that what is planned asks for; None where one number is planned and the direction is not known."""
    number = planned.low
    if number is None or number != planned.high:
        return planned
    if direction is Direction.INCREASE:
        return Bounds(number, None)
    if direction is Direction.DECREASE:
        return Bounds(None, number)
    return Bounds(add(number, -tolerance), add(number, tolerance)) if direction is Direction.MAINTAIN else None


def _lies_within(inner: Bounds, outer: Bounds) -> bool:
    """Whether every number of the one is one of the other."""
    above = outer.low is None or (
        inner.low is not None
        and (inner.low > outer.low or (inner.low == outer.low and (outer.low_included or not inner.low_included)))
    )
    below = outer.high is None or (
        inner.high is not None
        and (inner.high < outer.high or (inner.high == outer.high and (outer.high_included or not inner.high_included)))
    )
    return above and below


def gap(
    indicator: Indicator,
    at: int | dt.date | None = None,
    against: Against = "milestone",
    *,
    tolerance: Decimal = ZERO,
) -> IndicatorValue | Undefined:
    """
    How much is missing to what is planned: target - actual where more is better, actual - target where less is.

    Zero or less where it is reached; below zero by what was achieved beyond it. To a range, it is the distance to
    the nearer bound. Not in IATI.

    Args:
        indicator: What is measured.

        at: A year, or a day within a period; the period of the latest reported actual where not given.

        against: As for `progress`.

        tolerance: Where the aim is to maintain: how far from the target still counts as kept.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no path of that name.
    """
    found = gather(indicator, at, against)
    if isinstance(found, Undefined):
        return found
    goal, actual, direction = found.goal, found.actual, found.direction
    if isinstance(goal, Undefined):
        return goal
    inputs = (*goal.inputs, ("actual", actual))
    measured = in_one_unit(indicator, [goal.observation, actual])
    if isinstance(measured, Undefined):
        return attrs.evolve(measured, inputs=inputs)
    wanted = _wanted(goal.bounds(measured.bounds[0]), direction.direction, tolerance)
    reached = measured.bounds[1].low
    if reached is None or reached != measured.bounds[1].high:
        return Undefined(f"the actual is a range ({actual.raw}), no one number", inputs)
    if wanted is None:
        return Undefined("direction unknown: it is not known what is missing", inputs)
    missing = [] if wanted.low is None else [add(wanted.low, negate(reached))]
    missing += [] if wanted.high is None else [add(reached, negate(wanted.high))]
    return IndicatorValue(max(missing), measured.unit, inputs, Basis(direction, goal.name, assumptions=found.notes))


def change(
    indicator: Indicator, at: int | dt.date | None = None, *, relative: bool = False
) -> IndicatorValue | Undefined:
    """
    What has changed since the baseline: actual - baseline, or as a part of the baseline. Not in IATI.

    The change of a percentage is in percentage points: from 15 % to 50 % it is 35. The relative change is another
    quantity, (actual - baseline) / baseline, here 7/3; it needs a baseline above zero.

    Args:
        indicator: What is measured.

        at: A year, or a day within a period; the period of the latest reported actual where not given.

        relative: Whether to divide by the baseline; the answer is then a fraction.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    found = _since_baseline(indicator, at)
    if isinstance(found, Undefined):
        return found
    baseline, actual, note = found
    inputs = (("baseline", baseline), ("actual", actual))
    measured = in_one_unit(indicator, [baseline, actual])
    if isinstance(measured, Undefined):
        return attrs.evolve(measured, inputs=inputs)
    start, end = (exactly(bounds) for bounds in measured.bounds)
    if start is None or end is None:
        return Undefined("a range is no one number", inputs)
    basis = Basis(direction_of(indicator), "baseline", assumptions=(note,) if note else ())
    if not relative:
        in_points = measured.unit == "fraction"
        unit = "percent" if in_points else measured.unit
        return IndicatorValue((end - start) * (100 if in_points else 1), unit, inputs, basis)
    if start <= 0:
        return Undefined(f"the baseline is {'below ' if start else ''}zero: nothing to be a part of", inputs)
    return IndicatorValue((end - start) / start, "fraction", inputs, basis)


def _since_baseline(indicator: Indicator, at: int | dt.date | None) -> tuple[Observation, Observation, str] | Undefined:
    """The baseline, the actual, and what was done to make it comparable."""
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    baselines, _, actuals = split(indicator)
    taken = comparable(indicator, baselines, actuals, when)
    if isinstance(taken, Undefined):
        return taken
    baseline = the_baseline(baselines)
    return baseline if isinstance(baseline, Undefined) else (baseline, *taken)


class Trend(enum.Enum):
    """Which way an indicator has gone since its baseline. Not in IATI."""

    IMPROVED = "improved"
    MAINTAINED = "maintained"
    DECLINED = "declined"


def trend(indicator: Indicator, at: int | dt.date | None = None) -> Trend | Undefined:
    """
    Whether things are better than at the baseline, the same, or worse; also where no change was targeted.

    Args:
        indicator: What is measured.

        at: A year, or a day within a period; the period of the latest reported actual where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    found = change(indicator, at)
    if isinstance(found, Undefined):
        return found
    if not found.value:
        return Trend.MAINTAINED
    direction = found.basis.direction.direction
    if direction in (Direction.INCREASE, Direction.DECREASE):
        is_up = found.value > 0
        return Trend.IMPROVED if is_up == (direction is Direction.INCREASE) else Trend.DECLINED
    if direction is Direction.MAINTAIN:
        return Undefined("the aim is to maintain, and it was not kept as it was", found.inputs)
    return Undefined("direction unknown: it has changed, for better or worse", found.inputs)
