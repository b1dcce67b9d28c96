"""
The goal of a question: the milestone of its time, the target, or the value expected by then.

A goal that the direction contradicts, because it lies on the wrong side of the baseline, is not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from resultsframework._undefined import UndefinedError, defined, or_undefined
from resultsframework.errors import check_option
from resultsframework.interval import Interval
from resultsframework.observation import Observation, ObservationKind, in_time
from resultsframework.value import Number, Undefined

from ._bounds import Bounds, measured, order_of
from ._direction import DirectionBasis, contradiction, is_wrong_side, wrong_side
from ._selection import observed
from ._subject import PLANNED
from ._trajectory import Trajectory, ValueOnTrajectory, on_trajectory

if TYPE_CHECKING:
    from ._answer import Inputs
    from ._direction import InferredDirection
    from ._evidence import Evidence

__all__ = ["Against", "Goal", "expected_value", "goal_of", "planned_goal"]

Against: TypeAlias = Literal["milestone", "target", "plan", "step", "linear", "growth"]
GOALS, TRAJECTORIES = get_args(Against), get_args(Trajectory)
TO_THE_TARGET = ("linear", "growth")
WAYS_OUT = {
    DirectionBasis.DECLARED: "; correct one of them, or pass direction= for this question",
    DirectionBasis.TARGET: "; compare with the target, against='target'",
    DirectionBasis.MILESTONES: "; compare with the last planned value",
}


@attrs.frozen
class Goal:
    """
    The planned side of a comparison.

    Attributes:
        name: "milestone", "target" or "expected value".

        observation: The planned value; for an expected value, an observation in whose unit it is.

        inputs: The observations that it comes from.

        end: The planned value that it is, or that its line leads to; None for a value between two planned ones.

        on_line: The value on a trajectory, where it is one.
    """

    name: str
    observation: Observation
    inputs: Inputs
    end: Observation | None
    on_line: ValueOnTrajectory | None = None

    @property
    def expected(self) -> Number | None:
        """The expected value, where it is one."""
        return None if self.on_line is None else self.on_line.value

    @property
    def planned(self) -> Observation | None:
        """The milestone or target; None for an expected value."""
        return self.observation if self.on_line is None else None

    def contradiction(self, found: Evidence, known: InferredDirection) -> Undefined | None:
        """
        The reason why a direction is not believed for this goal; None where it is.

        Args:
            found: The evidence, with the baseline.

            known: The direction in which the indicator improves.
        """
        baseline = None if isinstance(found.baseline, Undefined) else found.baseline
        if self.end is not None:
            reason = contradiction(found.indicator, known, baseline, self.end)
        elif baseline is None or self.expected is None:
            return None
        else:
            start = measured(found.indicator, [self.observation, baseline]).bounds[1]
            order = order_of(Bounds(self.expected, self.expected), start)
            if not is_wrong_side(known, order):
                return None
            reason = wrong_side(known, order, f"{self.name} of {Interval.exactly(self.expected)}", baseline)
        if reason is None:
            return None
        inputs = self.inputs if baseline is None else (("baseline", baseline), *self.inputs)
        return Undefined(f"{reason}{WAYS_OUT.get(known.basis, '')}", inputs)

    def check(self, found: Evidence, known: InferredDirection) -> None:
        """
        Check that a direction fits the goal.

        Args:
            found: The evidence, with the baseline.

            known: The direction in which the indicator improves.

        Raises:
            UndefinedError: It contradicts it.
        """
        contradicted = self.contradiction(found, known)
        if contradicted is not None:
            raise UndefinedError(contradicted)


def planned_goal(planned: Observation) -> Goal:
    """A milestone or target as a goal."""
    name = planned.kind.value
    return Goal(name, planned, ((name, planned),), planned)


@or_undefined
def goal_of(found: Evidence, against: Against) -> Goal | Undefined:
    """
    The goal, or why there is none.

    Args:
        found: The evidence.

        against: The name of the goal; see `progress`.

    Raises:
        InvalidValueError: There is no goal of that name.
    """
    check_option("goal", against, GOALS)
    indicator = found.indicator
    if against == "target":
        return planned_goal(found.the_target())
    if against == "milestone":
        planned = [o for o in indicator.series if o.kind in PLANNED]
        with found.explaining(*PLANNED):
            return planned_goal(observed(planned, found.at, "milestone", indicator.targets_accumulation))
    return expected_value(found, against)[1]


def expected_value(found: Evidence, trajectory: Trajectory) -> tuple[ValueOnTrajectory, Goal]:
    """
    The value expected at the time of the evidence, and the same as a goal.

    Raises:
        InvalidValueError: There is no trajectory of that name.

        UndefinedError: A value that the trajectory needs is missing, or it does not reach the time.
    """
    check_option("trajectory", trajectory, TRAJECTORIES)
    if trajectory in TO_THE_TARGET:
        planned = [found.the_target()]
        baseline: Observation | None = defined(found.baseline)
    else:
        planned = [o for o in in_time(found.indicator.planned) if o.is_reported]
        baseline = None if isinstance(found.baseline, Undefined) else found.baseline
    if not planned:
        with found.explaining(*PLANNED):
            raise UndefinedError(Undefined("no milestone and no target with a date"))
    expected = on_trajectory(found.indicator, trajectory, found.at, baseline, planned)
    points = [o for o in expected.points if o.kind is not ObservationKind.BASELINE]
    if trajectory in TO_THE_TARGET:
        end: Observation | None = planned[0]
    else:
        end = points[0] if len(expected.points) == len(points) == 1 else None
    inputs = (*((o.kind.value, o) for o in points), ("expected value", expected.value))
    return expected, Goal("expected value", planned[0], inputs, end, expected)
