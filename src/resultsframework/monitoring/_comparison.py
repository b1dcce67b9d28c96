"""
What an actual is held against: the milestone of its period, the target, or what was expected by then; and with it
the baseline and the direction, each as it stands or with the reason why it is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import attrs

from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import Level, Number, Undefined

from ._accumulation import comparable
from ._direction import (
    Bounds,
    InferredDirection,
    direction_of,
    inferred_direction,
)
from ._selection import (
    At,
    last_day_of,
    moment,
    observed,
    split,
    the_baseline,
)
from ._trajectory import expected_value, the_target

if TYPE_CHECKING:
    from ._answer import Inputs

__all__ = ["Against", "Evidence", "Goal", "Options", "gather"]

Against: TypeAlias = Literal["milestone", "target", "plan", "step", "linear", "growth"]
ZERO = Decimal(0)
# Looking up a member of an enumeration takes as long as comparing two numbers.
UNKNOWN, TARGET = Direction.UNKNOWN, ObservationKind.TARGET


class Goal(NamedTuple):
    """
    What an actual is held against.

    Attributes:
        name: "milestone", "target" or "expected value".

        observation: What is planned; for an expected value, an observation in whose unit it is.

        expected: The expected value, where it is one.

        inputs: What it was taken from.

        note: What has to be said about it.
    """

    name: str
    observation: Observation
    expected: Number | None
    inputs: Inputs
    note: str

    def bounds(self, of_observation: Bounds) -> Bounds:
        """The least and the most that is wanted."""
        return of_observation if self.expected is None else Bounds(self.expected, self.expected)


class Evidence(NamedTuple):
    """What there is to compare at a time: each an observation, or why there is none."""

    baseline: Observation | Undefined
    goal: Goal | Undefined
    actual: Observation
    direction: InferredDirection
    notes: tuple[str, ...]


class Options(NamedTuple):
    """The further arguments of `progress`."""

    tolerance: Decimal = ZERO
    assume_zero_baseline: bool = False
    equal_steps: bool = False
    reporting_year: int | None = None


DEFAULT = Options()


def gather(indicator: Indicator, at: object, against: str, options: Options = DEFAULT) -> Evidence | Undefined:
    """
    What there is to say about an indicator at a time, or why there is nothing.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no path of that name.
    """
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    baselines, planned, actuals = split(indicator)
    baseline = the_baseline(baselines)
    goal = _goal_of(indicator, baselines, planned, when, against)
    taken = comparable(indicator, baselines, actuals, when)
    if isinstance(taken, Undefined):
        due = options.reporting_year
        if due is not None and last_day_of(when).year > due:
            return Undefined(f"not due: {when} is after {due}, the year reported on", taken.inputs)
        return Undefined(f"{goal.reason}; {taken.reason}", taken.inputs) if isinstance(goal, Undefined) else taken
    actual, note = taken
    if options.equal_steps:
        actual = _ranked(actual)
        baseline = _ranked(baseline) if isinstance(baseline, Observation) else baseline
        goal = goal._replace(observation=_ranked(goal.observation)) if isinstance(goal, Goal) else goal
    if against == "target" and isinstance(goal, Goal) and _of_one_period_each(indicator, goal, actual):
        goal = Undefined("the target and the actual are each of their own period alone; see to_date")
    direction = _direction(indicator, baselines, planned)
    notes = (note,) if note else ()
    if isinstance(goal, Goal) and goal.note:
        notes = (*notes, goal.note)
    return Evidence(baseline, goal, actual, direction, notes)


def _direction(
    indicator: Indicator, baselines: Sequence[Observation], planned: Sequence[Observation]
) -> InferredDirection:
    """The direction of an indicator whose observations have been told apart already."""
    if indicator.direction is UNKNOWN:
        return inferred_direction(indicator, baselines, planned)
    return direction_of(indicator)


def _of_one_period_each(indicator: Indicator, goal: Goal, actual: Observation) -> bool:
    """Whether neither value is a total, and they are of two periods."""
    alone = indicator.targets_accumulation is indicator.actuals_accumulation is Accumulation.PERIODIC
    return alone and goal.observation.period.last_day != actual.period.last_day


def _goal_of(
    indicator: Indicator, baselines: Sequence[Observation], planned: Sequence[Observation], at: At, against: str
) -> Goal | Undefined:
    if against == "milestone":
        # The milestone of the last period is the target.
        milestone = observed(planned, at, "milestone", indicator.targets_accumulation)
        if isinstance(milestone, Undefined):
            return milestone
        name = "target" if milestone.kind is TARGET else "milestone"
        return Goal(name, milestone, None, ((name, milestone),), "")
    if against == "target":
        targets = the_target(indicator)
        if isinstance(targets, Undefined):
            return targets
        return Goal("target", targets[0], None, (("target", targets[0]),), "")
    found = expected_value(indicator, baselines, planned, at, against)
    if isinstance(found, Undefined):
        return found
    used = [(o.kind.value, o) for o in found.points if o.kind is not ObservationKind.BASELINE]
    return Goal("expected value", found.reference, found.value, (*used, ("expected value", found.value)), found.note)


def _ranked(observation: Observation) -> Observation:
    """A level as the number of its rank."""
    if isinstance(observation.value, Level):
        return attrs.evolve(observation, value=Decimal(observation.value.rank), raw=observation.raw)
    return observation
