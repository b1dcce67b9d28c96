"""
The one room that decides what is compared with what.

A question about an indicator names a time and a goal. `evidence` gathers once what there is for it: the baseline, the
planned values and the actual, each of that time or with the reason why it is missing. `comparison` holds the actual
against the goal: the milestone of the period, the target, or the value expected by then. Formulas, progress,
attainment, trend, pace and cost per result all work on these two answers, so they agree on which values they use.
Rules look at every period at once: `_matching` pairs the actuals of an indicator with their plans for them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from resultsframework._undefined import UndefinedError, defined, or_undefined
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.observation import Observation, ObservationKind, in_time
from resultsframework.value import Level, Number, Undefined

from ._accumulation import as_cumulative, as_periodic
from ._assumptions import NOTHING_ASSUMED, Assumptions
from ._bounds import Bounds, Measured, measured
from ._selection import At, last_day_of, moment, observed, the_baseline, the_target
from ._trajectory import Trajectory, ValueOnTrajectory, check_name, on_trajectory

if TYPE_CHECKING:
    from ._answer import Inputs
    from ._direction import InferredDirection

__all__ = ["Against", "Comparison", "Evidence", "Goal", "actual_at", "comparison", "evidence", "expected_by"]

Against: TypeAlias = Literal["milestone", "target", "plan", "step", "linear", "growth"]
TOTALS = {Accumulation.CUMULATIVE, Accumulation.PERIODIC}


# ------------------------------------------------------------------------------------------ what there is


@attrs.frozen
class Evidence:
    """
    The values of an indicator for a question about a time.

    Attributes:
        indicator: The indicator.

        at: The year or the day.

        baseline: The baseline, or why there is none.

        actual: The actual, or why there is none; turned into what the plan is, where one of the two is declared a
            running total and the other is not.

        note: The conversion of the actual, in words; empty without one.

        assumed: What the caller declares for this question.
    """

    indicator: Indicator
    at: At
    baseline: Observation | Undefined
    actual: Observation | Undefined
    note: str
    assumed: Assumptions = NOTHING_ASSUMED

    @property
    def direction(self) -> InferredDirection:
        """The direction in which the indicator improves."""
        return self.assumed.direction_of(self.indicator)

    @property
    def notes(self) -> tuple[str, ...]:
        """The conversion of the actual, where there was one."""
        return (self.note,) if self.note else ()


def evidence(indicator: Indicator, at: object, assumed: Assumptions = NOTHING_ASSUMED) -> Evidence:
    """
    Gather the values of an indicator for a question about a time.

    Args:
        indicator: The indicator.

        at: A year or a day; the period of the latest actual where it is None.

        assumed: What the caller declares for this question.

    Raises:
        InvalidValueError: `at` is no year and no date.

        UndefinedError: No time is given, and no actual is reported.
    """
    when = moment(at, indicator)
    actual, note = _actual(indicator, when)
    return Evidence(indicator, when, or_undefined(the_baseline)(indicator.series.baselines), actual, note, assumed)


def _actual(indicator: Indicator, at: At) -> tuple[Observation | Undefined, str]:
    """The actual at a time as it compares with what is planned, and the conversion that this needed."""
    try:
        return _comparable_actual(indicator, at)
    except UndefinedError as stopped:
        return stopped.answer, ""


def _comparable_actual(indicator: Indicator, at: At) -> tuple[Observation, str]:
    wanted, reported = indicator.targets_accumulation, indicator.actuals_accumulation
    found = observed(indicator.series.actuals, at, "actual", reported)
    if wanted is reported or not {wanted, reported} <= TOTALS:
        return found, ""
    if wanted is Accumulation.PERIODIC:
        converted = as_periodic(indicator)
        note = "the actual is what its running total grew by"
    else:
        if any(o.is_reported and o.value != 0 for o in indicator.series.baselines):
            raise UndefinedError(Undefined("whether running totals include the baseline is not declared"))
        converted = as_cumulative(indicator, baseline_included=False)
        note = f"the actual is the sum up to {found.period}"
    return observed(defined(converted).series.actuals, at, "actual", wanted), note


@or_undefined
def actual_at(indicator: Indicator, at: int | dt.date | None = None) -> Observation | Undefined:
    """
    The actual of a year or a day as it was reported.

    Args:
        indicator: The indicator.

        at: A year or a day; the period of the latest actual where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    when = moment(at, indicator)
    return observed(indicator.series.actuals, when, "actual", indicator.actuals_accumulation)


# ------------------------------------------------------------------------------------------ what it is compared with


@attrs.frozen
class Goal:
    """
    The planned side of a comparison.

    Attributes:
        name: "milestone", "target" or "expected value".

        observation: The planned value; for an expected value, an observation in whose unit it is.

        expected: The expected value, where it is one.

        inputs: The observations that it comes from.

        note: The kind of line that an expected value lies on, in words.
    """

    name: str
    observation: Observation
    expected: Number | None
    inputs: Inputs
    note: str = ""


@attrs.frozen
class Comparison:
    """
    An actual and its goal, with the baseline and the direction.

    Attributes:
        indicator: The indicator.

        baseline: The baseline, or why there is none.

        goal: The goal, or why there is none.

        actual: The actual.

        direction: The direction in which the indicator improves.

        notes: The conversions and lines behind the values, in words.
    """

    indicator: Indicator
    baseline: Observation | Undefined
    goal: Goal | Undefined
    actual: Observation
    direction: InferredDirection
    notes: tuple[str, ...]

    @property
    def inputs(self) -> Inputs:
        """The goal and the actual, as the inputs of an answer or of a reason."""
        return (*self.goal.inputs, ("actual", self.actual))

    @property
    def inputs_with_baseline(self) -> Inputs:
        """The baseline, where there is one, before the goal and the actual."""
        return self.inputs if isinstance(self.baseline, Undefined) else (("baseline", self.baseline), *self.inputs)

    def measured(self, *more: Observation) -> Measured:
        """
        The bounds of the goal, where there is one, of the actual, and of more observations, in the unit of the first.

        Raises:
            UndefinedError: A value is no number, or the units have nothing in common.
        """
        if isinstance(self.goal, Undefined):
            return measured(self.indicator, [self.actual, *more])
        bounds, unit = measured(self.indicator, [self.goal.observation, self.actual, *more])
        expected = self.goal.expected
        return Measured(bounds if expected is None else (Bounds(expected, expected), *bounds[1:]), unit)


def comparison(
    indicator: Indicator, at: object, against: Against, assumed: Assumptions = NOTHING_ASSUMED
) -> Comparison:
    """
    Compare the actual of a time with a goal.

    Args:
        indicator: The indicator.

        at: A year or a day; the period of the latest actual where it is None.

        against: The goal; see `progress`.

        assumed: What the caller declares for this question.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no trajectory of that name.

        UndefinedError: There is no actual.
    """
    found = evidence(indicator, at, assumed)
    goal = _goal(found, against)
    actual, baseline = found.actual, found.baseline
    if isinstance(actual, Undefined):
        reporting_year = assumed.reporting_year
        if reporting_year is not None and last_day_of(found.at).year > reporting_year:
            reason = f"not due: {found.at} is after {reporting_year}, the year reported on"
        else:
            reason = f"{goal.reason}; {actual.reason}" if isinstance(goal, Undefined) else actual.reason
        raise UndefinedError(Undefined(reason, actual.inputs))
    if isinstance(goal, Goal) and against == "target" and _are_of_two_periods(indicator, goal, actual):
        goal = Undefined("the target and the actual are each of their own period alone; see to_date")
    notes = found.notes
    if isinstance(goal, Goal):
        notes += (goal.note,) if goal.note else ()
        goal = attrs.evolve(goal, observation=_ranked(goal.observation)) if assumed.equal_steps else goal
    if assumed.equal_steps:
        actual = _ranked(actual)
        baseline = baseline if isinstance(baseline, Undefined) else _ranked(baseline)
    return Comparison(indicator, baseline, goal, actual, found.direction, notes)


@or_undefined
def _goal(found: Evidence, against: Against) -> Goal | Undefined:
    """The goal, or why there is none."""
    indicator = found.indicator
    if against == "target":
        target = the_target(indicator.series.targets)
        return Goal("target", target, None, (("target", target),))
    if against == "milestone":
        planned = [o for o in indicator.series if o.kind in {ObservationKind.MILESTONE, ObservationKind.TARGET}]
        milestone = observed(planned, found.at, "milestone", indicator.targets_accumulation)
        # The milestone of the last period is the target.
        name = milestone.kind.value
        return Goal(name, milestone, None, ((name, milestone),))
    expected, reference = expected_by(found, against)
    used = [(o.kind.value, o) for o in expected.points if o.kind is not ObservationKind.BASELINE]
    inputs = (*used, ("expected value", expected.value))
    return Goal("expected value", reference, expected.value, inputs, expected.note)


def expected_by(found: Evidence, trajectory: Trajectory) -> tuple[ValueOnTrajectory, Observation]:
    """
    The value expected at the time of the evidence, and an observation in whose unit it is.

    Raises:
        InvalidValueError: There is no trajectory of that name.

        UndefinedError: A value that the trajectory needs is missing, or it does not reach the time.
    """
    check_name(trajectory)
    series = found.indicator.series
    if trajectory in {"linear", "growth"}:
        planned = [the_target(series.targets)]
        baseline: Observation | None = defined(found.baseline)
    else:
        planned = [o for o in in_time(found.indicator.planned) if o.is_reported]
        baseline = None if isinstance(found.baseline, Undefined) else found.baseline
    if not planned:
        raise UndefinedError(Undefined("no milestone and no target with a date"))
    return on_trajectory(found.indicator, trajectory, found.at, baseline, planned), planned[0]


def _are_of_two_periods(indicator: Indicator, goal: Goal, actual: Observation) -> bool:
    """True if neither value is a total, and they are of two periods."""
    periodic = indicator.targets_accumulation is indicator.actuals_accumulation is Accumulation.PERIODIC
    return periodic and goal.observation.period.last_day != actual.period.last_day


def _ranked(observation: Observation) -> Observation:
    """A level as the number of its rank."""
    if isinstance(observation.value, Level):
        return attrs.evolve(observation, value=Decimal(observation.value.rank), raw=observation.raw)
    return observation
