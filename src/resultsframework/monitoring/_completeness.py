"""
Completeness of reporting: the status of each value, reported, due, overdue or not expected.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from resultsframework.value import Missing, Value

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation, ObservationKind
    from resultsframework.period import Period

__all__ = ["ReportingStatus", "is_due", "reporting_by_year", "reporting_in", "state_of", "state_of_kind"]


class ReportingStatus(enum.Enum):
    """
    The reporting status of a value. Derived and never stored; not in IATI.

    The order is that of attention: of several values in one year, the first of these that occurs is the year's status.

    Attributes:
        OVERDUE: There is no value, for a year before the reporting year.

        DUE: There is no value for the reporting year.

        NOT_STATED: There is no value, and no reporting year is known.

        TO_BE_DETERMINED: The source states that the value will be set.

        NOT_AVAILABLE: The source states that the value cannot be had.

        NOT_DUE: There is no value, and none is expected yet.

        NOT_APPLICABLE: The source states that there can be none.

        REPORTED: There is a value; zero is one.
    """

    OVERDUE = "overdue"
    DUE = "due"
    NOT_STATED = "not_stated"
    TO_BE_DETERMINED = "to_be_determined"
    NOT_AVAILABLE = "not_available"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    REPORTED = "reported"

    def __str__(self) -> str:
        return str(self.value).replace("_", " ")


ORDER = tuple(ReportingStatus)
STATED = {
    Missing.TO_BE_DETERMINED: ReportingStatus.TO_BE_DETERMINED,
    Missing.NOT_AVAILABLE: ReportingStatus.NOT_AVAILABLE,
    Missing.NOT_APPLICABLE: ReportingStatus.NOT_APPLICABLE,
}


def state_of(value: Value, year: int | None, reporting_year: int | None) -> ReportingStatus:
    """
    The reporting status of one value.

    Args:
        value: The value of the cell.

        year: The year in which its period ends.

        reporting_year: The last year whose results are due; None where none is known.
    """
    if not isinstance(value, Missing):
        return ReportingStatus.REPORTED
    if value in STATED:
        return STATED[value]
    if year is None or reporting_year is None:
        return ReportingStatus.NOT_STATED
    if year > reporting_year:
        return ReportingStatus.NOT_DUE
    return ReportingStatus.DUE if year == reporting_year else ReportingStatus.OVERDUE


def is_due(state: ReportingStatus, year: int | None, reporting_year: int | None) -> bool:
    """
    True where a cell counts among those that are due.

    Reported values count; values that there cannot be do not, and neither does anything else of a year that is still to
    come. Without a reporting year, every cell of the source counts.
    """
    if state is ReportingStatus.REPORTED:
        return True
    if state is ReportingStatus.NOT_APPLICABLE:
        return False
    return year is None or reporting_year is None or year <= reporting_year


def reporting_in(indicator: Indicator, year: int, *, reporting_year: int | None = None) -> ReportingStatus | None:
    """
    The reporting status of the actuals of a year.

    A period that is stated without an actual counts as one in which nothing was entered; a value of one group or place
    is a value. Where several periods end in the year, the one that most needs attention decides.

    Args:
        indicator: The indicator.

        year: The year in which the periods end.

        reporting_year: The last year whose results are due; None where none is known.

    Returns:
        The status, or None where the source states no period that ends in the year.
    """
    return reporting_by_year(indicator, reporting_year=reporting_year).get(year)


def reporting_by_year(indicator: Indicator, *, reporting_year: int | None = None) -> dict[int, ReportingStatus]:
    """The reporting status of the actuals of each year in which a stated period ends; see `reporting_in`."""
    found: dict[Period, list[Observation]] = {period: [] for period in indicator.series.periods}
    for o in indicator.series.actuals:
        if o.period in found:
            found[o.period].append(o)
    states: dict[int, list[ReportingStatus]] = {}
    for period, actuals in found.items():
        if (year := period.last_year) is not None:
            states.setdefault(year, []).append(_state_of_period(actuals, year, reporting_year))
    return {year: min(of_year, key=ORDER.index) for year, of_year in states.items()}


def _state_of_period(actuals: list[Observation], year: int, reporting_year: int | None) -> ReportingStatus:
    """The state of one period: reported if anything is, else that of the actual that most needs attention."""
    values = [o.value for o in actuals] or [Missing.ABSENT]
    states = [state_of(value, year, reporting_year) for value in values]
    return ReportingStatus.REPORTED if ReportingStatus.REPORTED in states else min(states, key=ORDER.index)


def state_of_kind(indicator: Indicator, kind: ObservationKind) -> ReportingStatus | None:
    """The reporting status of the baseline or the target; None where there is no cell for one."""
    states = [state_of(o.value, None, None) for o in indicator.series.of(kind)]
    if ReportingStatus.REPORTED in states:
        return ReportingStatus.REPORTED
    return min(states, key=ORDER.index, default=None)
