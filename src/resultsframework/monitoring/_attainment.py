"""
Attainment of what was planned: met or not, the gap to it, the change since the baseline, and the trend.
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework._undefined import UndefinedError, defined, naming, or_undefined
from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.interval import add, negate
from resultsframework.spelling import folded
from resultsframework.value import Cause, Level, Undefined, is_numeric, kind_of

from ._answer import Basis, IndicatorValue, Met
from ._assumptions import Assumptions
from ._bounds import CATEGORIES, Bounds, compare, measured
from ._comparison import Comparison, comparison
from ._direction import end_of_plan
from ._due import NOT_DUE, Due
from ._evidence import Evidence, before, evidence, gathered
from ._goal import Against, Goal, planned_goal

if TYPE_CHECKING:
    from resultsframework.observation import Observation
    from resultsframework.period import Period

__all__ = ["Trend", "change", "gap", "gap_by", "met", "met_by", "trend"]

ZERO = Decimal(0)
DECLARE = "declare the direction, or pass direction="


def met(  # noqa: PLR0913 - each is an assumption that a caller may have to declare
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    against: Against = "milestone",
    *,
    tolerance: Decimal = ZERO,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> Met | Undefined:
    """
    Attainment of what was planned for a time: at least reached where more is better, at most where less is, within the
    tolerance where the aim is to maintain, within the bounds of a range. Not in IATI.

    Before it is due, what is reached is met, and nothing is not met.

    Yes or no is met by the same answer, a level by the same or a higher one (a lower one where less is better), a
    category by the same words. On an ordinal scale whose order is not declared only the same step is certain. A range
    needs no direction; one number whose direction is not known is certainly met by the same number only.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        against: As for `progress`.

        tolerance: The distance to the target that still counts as kept, if the aim is to maintain.

        direction: The direction of improvement for this question, such as "decrease"; that of the indicator where not
            given.

        accumulation: The accumulation of the values for this question, such as "periodic"; as declared where not given.
            It counts for the planned values only where theirs is not declared. The answer's basis names it.

        baseline: The baseline to use, or its year, where there are several.

        today: The day by which results are due; see `reporting_year`.

        reporting_year: The last year whose results are due. With neither, everything counts as due.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no trajectory or direction of that name.
    """
    due = Due(today, reporting_year)
    assumed = Assumptions(
        tolerance=tolerance, direction=direction, accumulation=accumulation, baseline=baseline, due=due
    )
    return met_by(gathered(indicator, at, assumed), against)


@or_undefined
def met_by(found: Evidence | Undefined, against: Against = "milestone") -> Met | Undefined:
    """The answer of `met` from evidence that is gathered already."""
    found = defined(found)
    compared = comparison(found, against)
    goal, tolerance = compared.believed_goal, found.assumed.tolerance
    with naming(compared.inputs):
        answer = _is_met(compared, goal, tolerance)
        if not answer and compared.not_due_until is not None:
            raise UndefinedError(Undefined(f"{NOT_DUE} {compared.not_due_until}", cause=Cause.NOT_DUE))
    return Met(answer, compared.inputs, _basis(compared, goal, found.assumed.due))


def _basis(compared: Comparison, goal: Goal, due: Due) -> Basis:
    """The basis of an answer for which it matters whether the goal is due."""
    notes = [*compared.notes]
    if compared.not_due_until is not None:
        notes.append(f"{NOT_DUE} {compared.not_due_until}")
    elif due.last is None:
        notes.append("counted as due: neither today= nor reporting_year= is given")
    return Basis(compared.direction, goal.name, assumptions=tuple(notes), parts=compared.parts)


def _is_met(compared: Comparison, goal: Goal, tolerance: Decimal) -> bool:
    planned, actual = goal.observation.value, compared.actual.value
    direction, measure = compared.direction.direction, compared.indicator.measure
    if is_numeric(planned) and is_numeric(actual) and measure not in CATEGORIES:
        return _number_is_met(compared, tolerance)
    kinds = (kind_of(planned), kind_of(actual))
    if kinds[0] != kinds[1]:
        raise UndefinedError(Undefined(f"mixed types: {', '.join(kinds)}"))
    if isinstance(planned, Level):
        return _level_is_met(compare(actual, planned), direction)
    if isinstance(planned, bool):
        return actual is planned
    is_same = folded(str(actual)) == folded(str(planned))
    if measure is Measure.NOMINAL or (measure is Measure.ORDINAL and is_same):
        return is_same
    if measure is Measure.ORDINAL:
        reason = "the order of the steps is not declared: only the same step would be certain to meet it; use Level"
        raise UndefinedError(Undefined(reason))
    raise UndefinedError(Undefined("text is compared only where the measure is nominal"))


def _level_is_met(order: int | None, direction: Direction) -> bool:
    """True if a level above (1), below (-1) or equal to the planned one meets it: a scale goes upwards."""
    if direction is Direction.DECREASE:
        return order in {0, -1}
    return order == 0 or (order == 1 and direction is not Direction.MAINTAIN)


def _number_is_met(compared: Comparison, tolerance: Decimal) -> bool:
    planned, actual = compared.measured().bounds
    wanted = _wanted(planned, compared.direction.direction, tolerance)
    if wanted is None:
        if planned.low == planned.high == actual.low == actual.high:
            return True
        reason = f"direction unknown: only the same number would be certain to meet it; {DECLARE}"
        raise UndefinedError(Undefined(reason, cause=Cause.DIRECTION))
    if actual.exceeds(wanted) or wanted.exceeds(actual):
        return False
    if actual.lies_within(wanted):
        return True
    raise UndefinedError(Undefined(f"actual {compared.actual.raw} may or may not meet it"))


def _wanted(planned: Bounds, direction: Direction, tolerance: Decimal) -> Bounds | None:
    """The bounds that meet the plan; None where one number is planned and the direction is not known."""
    number = planned.number
    if number is None:
        return planned
    if direction is Direction.INCREASE:
        return Bounds(number, None)
    if direction is Direction.DECREASE:
        return Bounds(None, number)
    return Bounds(add(number, negate(tolerance)), add(number, tolerance)) if direction is Direction.MAINTAIN else None


def gap(  # noqa: PLR0913 - each is an assumption that a caller may have to declare
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    against: Against = "milestone",
    *,
    tolerance: Decimal = ZERO,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> IndicatorValue | Undefined:
    """
    The gap to what is planned: target - actual where more is better, actual - target where less is.

    Zero or less where it is reached; below zero by the achievement beyond it. To a range, it is the distance to the
    nearer bound. Not in IATI.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        against: As for `progress`.

        tolerance: The distance to the target that still counts as kept, if the aim is to maintain.

        direction: The direction of improvement for this question, such as "decrease"; that of the indicator where not
            given.

        accumulation: The accumulation of the values for this question, such as "periodic"; as declared where not given.
            It counts for the planned values only where theirs is not declared. The answer's basis names it.

        baseline: The baseline to use, or its year, where there are several.

        today: The day by which results are due; see `reporting_year`.

        reporting_year: The last year whose results are due. With neither, everything counts as due.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no trajectory or direction of that name.
    """
    due = Due(today, reporting_year)
    assumed = Assumptions(
        tolerance=tolerance, direction=direction, accumulation=accumulation, baseline=baseline, due=due
    )
    return gap_by(gathered(indicator, at, assumed), against)


@or_undefined
def gap_by(found: Evidence | Undefined, against: Against = "milestone") -> IndicatorValue | Undefined:
    """The answer of `gap` from evidence that is gathered already."""
    found = defined(found)
    compared = comparison(found, against)
    goal, tolerance = compared.believed_goal, found.assumed.tolerance
    with naming(compared.inputs):
        (planned, actual), unit = compared.measured()
        reached, wanted = actual.number, _wanted(planned, compared.direction.direction, tolerance)
        if reached is None:
            raise UndefinedError(Undefined(f"the actual is a range ({compared.actual.raw}), no one number"))
        if wanted is None:
            reason = f"direction unknown: it is not known what is missing; {DECLARE}"
            raise UndefinedError(Undefined(reason, cause=Cause.DIRECTION))
    missing = [] if wanted.low is None else [add(wanted.low, negate(reached))]
    missing += [] if wanted.high is None else [add(reached, negate(wanted.high))]
    basis = _basis(compared, goal, found.assumed.due)
    return IndicatorValue(max(missing), unit, compared.inputs, basis, is_difference=True)


@or_undefined
def change(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    relative: bool = False,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
) -> IndicatorValue | Undefined:
    """
    The change since the baseline: actual - baseline, or that as a part of the baseline. Not in IATI.

    The change of a percentage is in percentage points: from 15 % to 50 % it is 35. The relative change is another
    quantity, (actual - baseline) / baseline, here 7/3; it needs a baseline above zero.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        relative: True to divide by the baseline; the answer is then a fraction.

        accumulation: As for `met`.

        baseline: As for `met`.

    Raises:
        InvalidValueError: `at` is no year, date or period.
    """
    assumed = Assumptions(accumulation=accumulation, baseline=baseline)
    return _change(evidence(indicator, at, assumed), relative=relative)


def _change(found: Evidence, *, relative: bool = False) -> IndicatorValue:
    """The change since the baseline of the evidence."""
    reported = found.actual()
    actual = reported.observation
    baseline = defined(found.baseline)
    defined(before(baseline, actual))
    inputs = (("baseline", baseline), ("actual", actual))
    with naming(inputs):
        bounds, unit = measured(found.indicator, [baseline, actual])
        start, end = (of_one.fraction for of_one in bounds)
        if start is None or end is None:
            raise UndefinedError(Undefined("a range is no one number"))
        if relative and start <= 0:
            reason = f"the baseline is {'below ' if start else ''}zero: nothing to be a part of"
            raise UndefinedError(Undefined(reason))
    basis = Basis(found.direction, "baseline", assumptions=(*found.notes, *reported.notes))
    if relative:
        return IndicatorValue((end - start) / start, "fraction", inputs, basis)
    if unit == "fraction":
        return IndicatorValue((end - start) * 100, "percent", inputs, basis, is_difference=True)
    return IndicatorValue(end - start, unit, inputs, basis, is_difference=True)


class Trend(enum.Enum):
    """The way that an indicator has gone since its baseline. Not in IATI."""

    IMPROVED = "improved"
    MAINTAINED = "maintained"
    DECLINED = "declined"


@or_undefined
def trend(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
) -> Trend | Undefined:
    """
    The trend since the baseline: better, the same or worse, also where no change was targeted.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        direction: As for `met`.

        accumulation: As for `met`.

        baseline: As for `met`.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no such direction.
    """
    assumed = Assumptions(direction=direction, accumulation=accumulation, baseline=baseline)
    found = evidence(indicator, at, assumed)
    changed = _change(found)
    end = end_of_plan(indicator)
    if end is not None:
        planned_goal(end).check(found, changed.basis.direction)
    if not changed.value:
        return Trend.MAINTAINED
    known = changed.basis.direction.direction
    if known is Direction.INCREASE:
        return Trend.IMPROVED if changed.value > 0 else Trend.DECLINED
    if known is Direction.DECREASE:
        return Trend.IMPROVED if changed.value < 0 else Trend.DECLINED
    if known is Direction.MAINTAIN:
        return Undefined("the aim is to maintain, and it was not kept as it was", changed.inputs)
    reason = f"direction unknown: it has changed, for better or worse; {DECLARE}"
    return Undefined(reason, changed.inputs, Cause.DIRECTION)
