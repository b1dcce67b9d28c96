"""
The value expected by now, the pace required from now on, and the value projected for the end.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

from resultsframework._undefined import defined, or_undefined

from ._answer import Basis, IndicatorValue
from ._assumptions import Assumptions
from ._comparison import comparison
from ._evidence import evidence
from ._goal import expected_value
from ._trajectory import Line, Trajectory, dated_line, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.indicator import Accumulation, Direction, Indicator
    from resultsframework.observation import Observation
    from resultsframework.period import Period
    from resultsframework.value import Undefined

    from ._answer import Inputs
    from ._comparison import Comparison
    from ._selection import At

__all__ = ["expected", "projected", "required_pace"]


@or_undefined
def expected(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    trajectory: Trajectory = "plan",
    direction: Direction | str | None = None,
    baseline: Observation | int | None = None,
) -> IndicatorValue | Undefined:
    """
    The value that an indicator is expected to have reached at a time. Not in IATI.

    Times are counted in years; in days where periods end on different days of the year.

    Args:
        indicator: The indicator.

        at: A year, a day, or a period; the period of the latest actual where not given.

        trajectory: "plan" goes straight from one planned value to the next, beginning at the baseline; "step" keeps the
            last planned value until the next is due; "linear" goes straight from the baseline to the target;
            "growth" gets there by the same percentage each year, which needs both to be above zero.

        direction: The direction of improvement for this question; that of the indicator where not given.

        baseline: The baseline to use, or its year, where there are several.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no such trajectory or direction.
    """
    found = evidence(indicator, at, Assumptions(direction=direction, baseline=baseline))
    (value, unit, points, note), goal = expected_value(found, trajectory)
    known = found.direction
    goal.check(found, known)
    assumptions = (*found.notes, note) if note else found.notes
    basis = Basis(known, f"{trajectory} trajectory", assumptions=assumptions)
    return IndicatorValue(value, unit, _inputs(points), basis)


@or_undefined
def required_pace(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
) -> IndicatorValue | Undefined:
    """
    The change in each year left that reaches the target: (target - actual) / time left.

    The unit of time is a year where all periods end on one day of the year, a day otherwise. Not in IATI.

    Args:
        indicator: The indicator.

        at: The year or the day of the actual that it starts from; the latest reported where not given.

        direction: The direction of improvement for this question; that of the indicator where not given.

        accumulation: The accumulation of the values for this question, such as "periodic"; as declared where not given.
            It counts for the planned values only where theirs is not declared. The answer's basis names it.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no such direction or accumulation.
    """
    found = evidence(indicator, at, Assumptions(direction=direction, accumulation=accumulation))
    compared = comparison(found, "target")
    line = _line(compared, found.at, with_baseline=False)
    actual, target = line.points
    pace = (Fraction(target.value) - Fraction(actual.value)) / (target.when - actual.when)
    return _answer(compared, line, pace, per=line.per)


@or_undefined
def projected(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
) -> IndicatorValue | Undefined:
    """
    The value at the target's time if the pace since the baseline continues:
    actual + (actual - baseline) / time passed * time left. A projection, not a result. Not in IATI.

    Args:
        indicator: The indicator.

        at: The year or the day of the actual that it starts from; the latest reported where not given.

        direction: The direction of improvement for this question; that of the indicator where not given.

        accumulation: The accumulation of the values for this question, such as "periodic"; as declared where not given.
            It counts for the planned values only where theirs is not declared. The answer's basis names it.

        baseline: The baseline to use, or its year, where there are several.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no such direction or accumulation.
    """
    assumed = Assumptions(direction=direction, accumulation=accumulation, baseline=baseline)
    found = evidence(indicator, at, assumed)
    compared = comparison(found, "target")
    line = _line(compared, found.at, with_baseline=True)
    start, actual, target = line.points
    pace = (Fraction(actual.value) - Fraction(start.value)) / (actual.when - start.when)
    value = Fraction(actual.value) + pace * (target.when - actual.when)
    return _answer(compared, line, value, assumption="the pace since the baseline goes on")


def _line(compared: Comparison, at: At, *, with_baseline: bool) -> Line:
    """The baseline where wanted, the actual at a time and the target, one after the other."""
    target = compared.believed_goal.observation
    start = [defined(compared.baseline)] if with_baseline else []
    line = dated_line(compared.indicator, [*start, compared.actual, target], at)
    in_order(line.points)
    return line


def _answer(
    compared: Comparison, line: Line, value: Fraction, *, per: str | None = None, assumption: str = ""
) -> IndicatorValue:
    """A number calculated from a line from the baseline or the actual to the target."""
    assumptions = (*compared.notes, assumption) if assumption else compared.notes
    basis = Basis(compared.direction, "target", assumptions=assumptions, parts=compared.parts)
    inputs = _inputs(point.observation for point in line.points)
    return IndicatorValue(
        value, line.unit, inputs, basis, per=per, is_projection=bool(assumption), is_difference=per is not None
    )


def _inputs(observations: Iterable[Observation]) -> Inputs:
    """Observations as the inputs of an answer, each under the name of its kind."""
    return tuple((o.kind.value, o) for o in observations)
