"""
The status of an indicator at a time, and the meaning of each: the one home of what is due.

Only a planned value is due: a value, or one that is to be determined. An empty cell plans nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from resultsframework.monitoring import Met
from resultsframework.observation import ObservationKind
from resultsframework.value import Cause, Missing

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.monitoring import Due
    from resultsframework.observation import Observation
    from resultsframework.value import Undefined

__all__ = ["MEANING_OF_STATUS", "NOT_SCHEDULED", "STATUSES", "plans_by_year", "plans_of", "status_of"]

# Each status in which an indicator of a year is counted, with its meaning, in the order of the columns.
STATUSES = {
    "met": "what was planned is reached",
    "not met": "what was planned is not reached",
    "undecided": "planned and reported, without the facts that a verdict needs",
    "without data": "a value is planned and due, and none is reported",
    "without plan": "a value is reported, and none is planned",
    "not due": "a value is planned, and the period has not ended",
}
NOT_SCHEDULED = "not scheduled"
MEANING_OF_STATUS = {**STATUSES, NOT_SCHEDULED: "nothing is planned or reported for this time"}


def plans_of(indicator: Indicator) -> Iterator[Observation]:
    """The milestones and targets that are stated or to be determined, of groups and places too."""
    for kind in (ObservationKind.MILESTONE, ObservationKind.TARGET):
        yield from (o for o in indicator.series.of(kind) if o.is_reported or o.value is Missing.TO_BE_DETERMINED)


def plans_by_year(indicator: Indicator) -> dict[int | None, list[Observation]]:
    """The plans of an indicator by the year in which their period ends; None for those without a date."""
    plans: dict[int | None, list[Observation]] = {}
    for plan in plans_of(indicator):
        plans.setdefault(plan.period.last_year, []).append(plan)
    return plans


def status_of(verdict: Met | Undefined | None, plans: Sequence[Observation], due: Due) -> str:
    """
    The status of an indicator at a time, see `MEANING_OF_STATUS`.

    Args:
        verdict: The attainment of what was planned; None where no value is reported.

        plans: Those of `plans_of` that are of the time.

        due: The day up to which results are due.
    """
    if isinstance(verdict, Met):
        return "met" if verdict.is_met else "not met"
    if verdict is not None:
        if verdict.cause is Cause.NOT_DUE:
            return "not due"
        return "undecided" if plans else "without plan"
    if not plans:
        return NOT_SCHEDULED
    return "without data" if any(due.holds(plan.period.last_day) for plan in plans) else "not due"
