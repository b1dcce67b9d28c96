"""
The ambition of a changed plan: more than before, or less.
"""

from __future__ import annotations

import enum

import attrs

from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import Range

from ._bounds import compare_in_unit
from ._direction import direction_of
from ._matching import compare_by_direction

__all__ = ["Ambition", "ambition_of_date", "ambition_of_value"]


class Ambition(enum.Enum):
    """
    The ambition of a changed plan, compared with that before, by the direction of improvement. Not in IATI.

    Attributes:
        MORE: A better value, or an earlier day; of a baseline, a start further from the target.

        LESS: A worse value, or a later day; of a baseline, a start nearer to the target.

        NOT_COMPARABLE: The direction is unknown, the aim is to maintain, or the values have no order.
    """

    MORE = "more_ambitious"
    LESS = "less_ambitious"
    NOT_COMPARABLE = "not_comparable"

    @property
    def inverse(self) -> Ambition:
        """The ambition of the change back."""
        return {Ambition.MORE: Ambition.LESS, Ambition.LESS: Ambition.MORE}.get(self, self)


def ambition_of_value(old: Indicator, new: Indicator, before: Observation, after: Observation) -> Ambition | None:
    """
    The ambition of another value of a target, a milestone or a baseline; None where both are the same amount.

    The direction is that of the indicator before the change, else that after it; of two thresholds "at least" means
    more, and "at most" less. Each value is in the unit of its own indicator.

    Args:
        old: The indicator before the change.

        new: The indicator after it.

        before: The value before the change.

        after: The value after it.
    """
    known = direction_of(old)
    direction = (direction_of(new) if known.is_unknown else known).direction
    first = attrs.evolve(before, unit=before.unit or old.unit)
    second = attrs.evolve(after, unit=after.unit or new.unit)
    if compare_in_unit(new, second, first) == 0:
        return None
    if (way := _way_of_thresholds(first, second)) is not None:
        first, second = _limit(first), _limit(second)
        direction = way if direction is Direction.UNKNOWN else direction
    order = compare_by_direction(new, second, first, direction)
    if not order:
        return Ambition.NOT_COMPARABLE
    is_more = order > 0 if after.kind is not ObservationKind.BASELINE else order < 0
    return Ambition.MORE if is_more else Ambition.LESS


def ambition_of_date(before: Observation, after: Observation) -> Ambition:
    """The ambition of another day by which a planned value is due: an earlier one is more ambitious."""
    days = before.period.last_day, after.period.last_day
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return Ambition.NOT_COMPARABLE
    return Ambition.MORE if days[1] < days[0] else Ambition.LESS


def _way_of_thresholds(one: Observation, other: Observation) -> Direction | None:
    """The direction that two thresholds of one side mean; None where the values are none."""
    if not isinstance(one.value, Range) or not isinstance(other.value, Range):
        return None
    if one.value.high is None and other.value.high is None:
        return Direction.INCREASE
    return Direction.DECREASE if one.value.low is None and other.value.low is None else None


def _limit(threshold: Observation) -> Observation:
    """The observation with the number of its threshold."""
    value = threshold.value
    bounds = [end for end in (value.low, value.high) if end is not None] if isinstance(value, Range) else []
    return attrs.evolve(threshold, value=bounds[0], raw=None)
