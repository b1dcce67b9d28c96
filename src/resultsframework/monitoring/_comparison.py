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
from resultsframework.indicator import Measure
from resultsframework.interval import Interval
from resultsframework.observation import Observation, ObservationKind, in_time
from resultsframework.value import Level, Number, Undefined

from ._assumptions import NOTHING_ASSUMED, Assumptions, without_baselines
from ._bounds import Bounds, Measured, measured, on_two_scales, order_of
from ._counterpart import counterpart
from ._direction import DirectionBasis, contradiction, wrong_side
from ._due import NOT_DUE
from ._selection import At, last_day_of, moment, observed, the_baseline, the_target
from ._subject import PLANNED, explaining, of_one_subject
from ._trajectory import Trajectory, ValueOnTrajectory, check_name, on_trajectory

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.period import Period

    from ._answer import Inputs
    from ._direction import InferredDirection

__all__ = [
    "Against",
    "Comparison",
    "Evidence",
    "Goal",
    "actual_at",
    "before",
    "check_direction",
    "comparison",
    "evidence",
    "expected_value",
    "planned_goal",
]

Against: TypeAlias = Literal["milestone", "target", "plan", "step", "linear", "growth"]
TO_THE_TARGET = ("linear", "growth")
WAYS_OUT = {
    DirectionBasis.DECLARED: "; correct one of them, or pass direction= for this question",
    DirectionBasis.TARGET: "; compare with the target, against='target'",
    DirectionBasis.MILESTONES: "; compare with the last planned value",
}
NO_GOAL = Undefined("the question has no goal")


# ------------------------------------------------------------------------------------------ what there is


@attrs.frozen
class Evidence:
    """
    The values of an indicator for a question about a time.

    Attributes:
        given: The indicator with all its values.

        indicator: The indicator with the values of its one subject, as the caller declares it.

        at: The year, the day or the period.

        baseline: The baseline, or why there is none.

        assumed: The declarations of the caller for this question.

        goal: The goal, or why there is none.

        actual: The actual as it compares with the goal, or why there is none.

        how: The way that was obtained, in words.
    """

    given: Indicator
    indicator: Indicator
    at: At
    baseline: Observation | Undefined
    assumed: Assumptions
    goal: Goal | Undefined = NO_GOAL
    actual: Observation | Undefined = NO_GOAL
    how: tuple[str, ...] = ()

    @property
    def direction(self) -> InferredDirection:
        """The direction in which the indicator improves."""
        return self.assumed.direction_of(self.indicator)

    @property
    def notes(self) -> tuple[str, ...]:
        """The choice among the values, the declarations of the caller, and how the actual was obtained."""
        notes = self.indicator.selection.notes if self.indicator.selection else ()
        subject, baseline = self.indicator.subject, self.baseline
        if isinstance(baseline, Observation) and self.indicator.subject_of(baseline) != subject:
            notes += (f"the baseline of the total is 0, and so that of {subject}",)
        return (*notes, *self.assumed.notes, *self.how)

    def the_target(self) -> Observation:
        """
        The target.

        Raises:
            UndefinedError: There is none, there are several, or it has no value.
        """
        with explaining(self.given, self.at, (ObservationKind.TARGET,)):
            return the_target(self.indicator.series.targets)


def check_direction(found: Evidence, goal: Goal) -> None:
    """
    Check that the direction of the evidence fits a goal.

    Raises:
        UndefinedError: It contradicts it.
    """
    contradicted = goal.contradiction(found)
    if contradicted is not None:
        raise UndefinedError(contradicted)


def evidence(
    indicator: Indicator, at: object, assumed: Assumptions = NOTHING_ASSUMED, against: Against | None = None
) -> Evidence:
    """
    Gather the values of an indicator for a question about a time.

    Args:
        indicator: The indicator.

        at: A year, a day or a period; the period of the latest actual where it is None.

        assumed: The declarations of the caller for this question.

        against: The goal; None for a question without one.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no trajectory of that name.

        UndefinedError: No time is given and no actual is reported, or the percentages of the series are on two scales.
    """
    when = moment(at, indicator)
    of_one = of_one_subject(indicator)
    scales = on_two_scales(of_one)
    if any(o.unit is None for o in scales):
        listed = ", ".join(o.raw for o in scales)
        raise UndefinedError(
            Undefined(f"the percentages are on two scales: {listed}; state all of them on one, or each with its %")
        )
    found = Evidence(indicator, assumed.declared(of_one), when, _baseline(indicator, of_one, when, assumed), assumed)
    if against is not None:
        found = _in_time(attrs.evolve(found, goal=_goal(found, against)))
    actual, how = _actual(found)
    return attrs.evolve(found, actual=actual, how=how)


@or_undefined
def _baseline(given: Indicator, of_one: Indicator, at: At, assumed: Assumptions) -> Observation | Undefined:
    """The baseline, the chosen one of several, or why there is none."""
    there_are, left = of_one.series.baselines, assumed.declared(of_one).series.baselines
    if there_are and not left:
        listed = ", ".join(f"{o.raw} of {o.period}" for o in there_are)
        return Undefined(f"no such baseline: there are {listed}", tuple(("baseline", o) for o in there_are))
    with explaining(given, at, (ObservationKind.BASELINE,)):
        return the_baseline(left)


def _in_time(found: Evidence) -> Evidence:
    """The evidence without a baseline that is from after the planned value."""
    baseline, goal = found.baseline, found.goal
    if isinstance(baseline, Undefined) or isinstance(goal, Undefined) or goal.on_line is not None:
        return found
    checked = before(baseline, goal.observation)
    if checked is baseline:
        return found
    return attrs.evolve(found, baseline=checked, indicator=without_baselines(found.indicator, [baseline]))


def before(baseline: Observation, end: Observation) -> Observation | Undefined:
    """
    The baseline itself, if it is from before another value: not of a day on or after its last day, nor of a later year.

    A baseline of the same year, without a day, passes: many publishers state no more.
    """
    period, last = baseline.period, end.period.last_day
    if last is None or period.last_day is None:
        return baseline
    is_of_a_year = period.start is None and period.end is None
    if period.last_day.year > last.year if is_of_a_year else period.last_day >= last:
        reason = f"the baseline is of {period}, not from before the {end.kind.value} of {end.period}"
        return Undefined(reason, (("baseline", baseline), (end.kind.value, end)))
    return baseline


def _actual(found: Evidence) -> tuple[Observation | Undefined, tuple[str, ...]]:
    """The actual as it compares with what is planned, and how it was obtained, in words."""
    goal = found.goal
    planned = None if isinstance(goal, Undefined) or goal.on_line is not None else goal.observation
    try:
        with explaining(found.given, found.at, (ObservationKind.ACTUAL,)):
            return counterpart(found.indicator, found.at, planned)
    except UndefinedError as stopped:
        return stopped.answer, ()


@or_undefined
def actual_at(indicator: Indicator, at: int | dt.date | Period | None = None) -> Observation | Undefined:
    """
    The actual of a year or a day as it was reported.

    Args:
        indicator: The indicator.

        at: A year, a day, or a period; the period of the latest actual where not given.

    Raises:
        InvalidValueError: `at` is no year, date or period.
    """
    when = moment(at, indicator)
    with explaining(indicator, when, (ObservationKind.ACTUAL,)):
        actuals = of_one_subject(indicator).series.actuals
        return observed(actuals, when, "actual", indicator.actuals_accumulation)


# ------------------------------------------------------------------------------------------ what it is compared with


@attrs.frozen
class Goal:
    """
    The planned side of a comparison.

    Attributes:
        name: "milestone", "target" or "expected value".

        observation: The planned value; for an expected value, an observation in whose unit it is.

        inputs: The observations that it comes from.

        planned: The planned value that it is, or that its line leads to; None for a value between two planned ones.

        on_line: The value on a trajectory, where it is one.
    """

    name: str
    observation: Observation
    inputs: Inputs
    planned: Observation | None
    on_line: ValueOnTrajectory | None = None

    @property
    def expected(self) -> Number | None:
        """The expected value, where it is one."""
        return None if self.on_line is None else self.on_line.value

    def contradiction(self, found: Evidence) -> Undefined | None:
        """The reason why the direction of the evidence is not believed for this goal; None where it is."""
        indicator, known = found.indicator, found.direction
        baseline = None if isinstance(found.baseline, Undefined) else found.baseline
        if self.planned is not None:
            reason = contradiction(indicator, known, baseline, self.planned)
        elif baseline is None or self.expected is None:
            return None
        else:
            start = measured(indicator, [self.observation, baseline]).bounds[1]
            order = order_of(Bounds(self.expected, self.expected), start)
            reason = wrong_side(known, order, f"{self.name} of {Interval.exactly(self.expected)}", baseline)
        if reason is None:
            return None
        inputs = self.inputs if baseline is None else (("baseline", baseline), *self.inputs)
        return Undefined(f"{reason}{WAYS_OUT.get(known.basis, '')}", inputs)


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

        notes: The assumptions, conversions and lines behind the values, in words.

        contradiction: The reason why the goal contradicts the direction; None where it does not.

        not_due_until: The day on which the goal is due; None where it is due, or where that is not known.
    """

    indicator: Indicator
    baseline: Observation | Undefined
    goal: Goal | Undefined
    actual: Observation
    direction: InferredDirection
    notes: tuple[str, ...]
    contradiction: Undefined | None = None
    not_due_until: dt.date | None = None

    @property
    def has_baseline(self) -> bool:
        """True if some baseline has a value, be it one of several, or one that is from after the goal."""
        found = self.baseline
        if not isinstance(found, Undefined):
            return True
        return any(isinstance(o, Observation) and o.is_reported for _, o in found.inputs)

    @property
    def believed_goal(self) -> Goal:
        """
        The goal, where the direction fits it.

        Raises:
            UndefinedError: There is no goal, or it contradicts the direction.
        """
        if self.contradiction is not None:
            raise UndefinedError(self.contradiction)
        return defined(self.goal)

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

        assumed: The declarations of the caller for this question.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no trajectory of that name.

        UndefinedError: There is no actual.
    """
    found = evidence(indicator, at, assumed, against)
    goal, actual, baseline = found.goal, found.actual, found.baseline
    if isinstance(actual, Undefined):
        reasons = (goal.reason, actual.reason) if isinstance(goal, Undefined) else (actual.reason,)
        day = last_day_of(found.at)
        reason = "; ".join(dict.fromkeys(reasons)) if assumed.due.holds(day) else f"{NOT_DUE} {day}"
        raise UndefinedError(Undefined(reason, actual.inputs))
    notes, contradicted = found.notes, None
    if isinstance(goal, Goal):
        contradicted = goal.contradiction(found)
        notes += (goal.on_line.note,) if goal.on_line is not None and goal.on_line.note else ()
        goal = attrs.evolve(goal, observation=_ranked(goal.observation)) if assumed.equal_steps else goal
    if assumed.equal_steps:
        actual = _ranked(actual)
        baseline = baseline if isinstance(baseline, Undefined) else _ranked(baseline)
    not_due, indicator = _not_due_until(found), found.indicator
    if assumed.equal_steps and indicator.measure is Measure.ORDINAL:  # numbers of equal steps have a distance
        indicator = attrs.evolve(indicator, measure=None)
    return Comparison(indicator, baseline, goal, actual, found.direction, notes, contradicted, not_due)


def _not_due_until(found: Evidence) -> dt.date | None:
    """The day on which the goal is due, where that is still to come; that of the question for an expected value."""
    goal = found.goal
    is_planned = isinstance(goal, Goal) and goal.on_line is None
    day = goal.observation.period.last_day if isinstance(goal, Goal) and is_planned else last_day_of(found.at)
    return None if found.assumed.due.holds(day) else day


@or_undefined
def _goal(found: Evidence, against: Against) -> Goal | Undefined:
    """The goal, or why there is none."""
    indicator = found.indicator
    if against == "target":
        return planned_goal(found.the_target())
    if against == "milestone":
        planned = [o for o in indicator.series if o.kind in PLANNED]
        with explaining(found.given, found.at, PLANNED):
            return planned_goal(observed(planned, found.at, "milestone", indicator.targets_accumulation))
    return _expected(found, against)[1]


def planned_goal(planned: Observation) -> Goal:
    """A milestone or target as a goal."""
    name = planned.kind.value
    return Goal(name, planned, ((name, planned),), planned)


def expected_value(found: Evidence, trajectory: Trajectory) -> ValueOnTrajectory:
    """
    The value expected at the time of the evidence.

    Raises:
        InvalidValueError: There is no trajectory of that name.

        UndefinedError: A value that the trajectory needs is missing, it does not reach the time, or it leads the wrong
            way.
    """
    expected, goal = _expected(found, trajectory)
    check_direction(found, goal)
    return expected


def _expected(found: Evidence, trajectory: Trajectory) -> tuple[ValueOnTrajectory, Goal]:
    """The value expected at the time of the evidence, and the same as a goal."""
    check_name(trajectory)
    if trajectory in TO_THE_TARGET:
        planned = [found.the_target()]
        baseline: Observation | None = defined(found.baseline)
    else:
        planned = [o for o in in_time(found.indicator.planned) if o.is_reported]
        baseline = None if isinstance(found.baseline, Undefined) else found.baseline
    if not planned:
        with explaining(found.given, found.at, PLANNED):
            raise UndefinedError(Undefined("no milestone and no target with a date"))
    expected = on_trajectory(found.indicator, trajectory, found.at, baseline, planned)
    points = [o for o in expected.points if o.kind is not ObservationKind.BASELINE]
    if trajectory in TO_THE_TARGET:
        leads_to: Observation | None = planned[0]
    else:
        leads_to = points[0] if len(expected.points) == len(points) == 1 else None
    inputs = (*((o.kind.value, o) for o in points), ("expected value", expected.value))
    return expected, Goal("expected value", planned[0], inputs, leads_to, expected)


def _ranked(observation: Observation) -> Observation:
    """A level as the number of its rank."""
    if isinstance(observation.value, Level):
        return attrs.evolve(observation, value=Decimal(observation.value.rank), raw=observation.raw)
    return observation
