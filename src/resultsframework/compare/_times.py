"""
The times that two versions of a framework are about: a plan that was revised, or the plan of the next time.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable
from typing import TYPE_CHECKING

import attrs

from resultsframework.observation import ObservationKind

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

__all__ = ["Times", "same_days"]

# So many indicators with planned values are evidence for the time of a plan without actuals.
FEWEST = 5


def same_days(period: Period | None) -> Hashable:
    """The key by which two periods are the same: their days; their text where they state none."""
    if period is None:
        return None
    return (period.first_day, period.last_day, "" if period.is_stated else period.raw)


@attrs.frozen(eq=False, slots=False)
class Times:
    """
    The times of two versions of a framework.

    Attributes:
        old: The earlier version.

        new: The later version.
    """

    old: ResultsFramework
    new: ResultsFramework

    @functools.cached_property
    def is_next(self) -> bool:
        """
        True if the later version is a plan of another time: no period of its values is one of the earlier version.

        Both have actuals then, or several indicators with planned values: the only target of a plan may be put off.
        """
        before, after = _Covered.of(self.old), _Covered.of(self.new)
        are_enough = (before.has_actuals and after.has_actuals) or min(before.planned, after.planned) >= FEWEST
        return are_enough and not before.periods & after.periods


@attrs.frozen
class _Covered:
    periods: frozenset[Hashable]
    planned: int
    has_actuals: bool

    @classmethod
    def of(cls, framework: ResultsFramework) -> _Covered:
        """The times of the values of a framework, without those of baselines."""
        kinds = [
            {o.kind for o in indicator.series if o.is_reported} - {ObservationKind.BASELINE}
            for indicator in framework.indicators
        ]
        values = (o for indicator in framework.indicators for o in indicator.series)
        periods = {same_days(o.period) for o in values if o.kind is not ObservationKind.BASELINE}
        planned = sum(bool(of_one - {ObservationKind.ACTUAL}) for of_one in kinds)
        return cls(frozenset(periods), planned, any(ObservationKind.ACTUAL in of_one for of_one in kinds))
