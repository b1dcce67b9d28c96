"""
The one room that decides what is compared with what: the actual of a time with the goal of a question.

It joins the evidence (`_evidence`) with the goal (`_goal`) and the direction. Progress and attainment work on this
answer; trend, pace and cost per result on the evidence itself, so all agree on which values they use. Rules look at
every period at once: `_matching` pairs the actuals of an indicator with their plans for them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework._undefined import UndefinedError, defined
from resultsframework.indicator import Measure
from resultsframework.observation import Observation
from resultsframework.value import Cause, Level, Undefined

from ._bounds import Bounds, Measured, measured
from ._due import NOT_DUE
from ._goal import Against, Goal, goal_of
from ._selection import last_day_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

    from ._answer import Inputs
    from ._direction import InferredDirection
    from ._evidence import Evidence

__all__ = ["Comparison", "comparison"]


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

        parts: The actuals that the actual is the sum of; empty where it is one of those reported.

        contradiction: The reason why the goal contradicts the direction; None where it does not.

        not_due_until: The day on which the goal is due; None where it is due, or where that is not known.
    """

    indicator: Indicator
    baseline: Observation | Undefined
    goal: Goal | Undefined
    actual: Observation
    direction: InferredDirection
    notes: tuple[str, ...]
    parts: tuple[Observation, ...]
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


def comparison(found: Evidence, against: Against) -> Comparison:
    """
    Compare the actual of a time with a goal.

    Args:
        found: The evidence for the time.

        against: The goal; see `progress`.

    Raises:
        InvalidValueError: There is no trajectory of that name.

        UndefinedError: There is no actual.
    """
    goal = goal_of(found, against)
    planned = None if isinstance(goal, Undefined) else goal.planned
    if planned is not None:
        found = found.towards(planned)
    try:
        actual = found.actual(planned)
    except UndefinedError as stopped:
        raise UndefinedError(_no_actual(found, goal, stopped.answer)) from None
    notes, direction, contradicted = (*found.notes, *actual.notes), found.direction, None
    if isinstance(goal, Goal):
        contradicted = goal.contradiction(found, direction)
        notes += (goal.on_line.note,) if goal.on_line is not None and goal.on_line.note else ()
    day = last_day_of(found.at) if planned is None else planned.period.last_day
    not_due = None if found.assumed.due.holds(day) else day
    compared = Comparison(
        indicator=found.indicator,
        baseline=found.baseline,
        goal=goal,
        actual=actual.observation,
        direction=direction,
        notes=notes,
        parts=actual.parts,
        contradiction=contradicted,
        not_due_until=not_due,
    )
    return _in_equal_steps(compared) if found.assumed.equal_steps else compared


def _no_actual(found: Evidence, goal: Goal | Undefined, actual: Undefined) -> Undefined:
    """The reason where there is no actual: the goal may be missing as well, or nothing be due yet."""
    day = last_day_of(found.at)
    if not found.assumed.due.holds(day):
        return Undefined(f"{NOT_DUE} {day}", actual.inputs, Cause.NOT_DUE)
    reasons = [goal.reason] if isinstance(goal, Undefined) else []
    return attrs.evolve(actual, reason="; ".join(dict.fromkeys([*reasons, actual.reason])))


def _in_equal_steps(compared: Comparison) -> Comparison:
    """The comparison with the ranks of levels as numbers; those of equal steps have a distance."""
    indicator, baseline, goal = compared.indicator, compared.baseline, compared.goal
    return attrs.evolve(
        compared,
        indicator=attrs.evolve(indicator, measure=None) if indicator.measure is Measure.ORDINAL else indicator,
        baseline=baseline if isinstance(baseline, Undefined) else _ranked(baseline),
        goal=goal if isinstance(goal, Undefined) else attrs.evolve(goal, observation=_ranked(goal.observation)),
        actual=_ranked(compared.actual),
    )


def _ranked(observation: Observation) -> Observation:
    """A level as the number of its rank."""
    if isinstance(observation.value, Level):
        return attrs.evolve(observation, value=Decimal(observation.value.rank), raw=observation.raw)
    return observation
