"""
Completeness of reporting: the status of each value, reported, due, overdue or not expected.
"""

from __future__ import annotations

import datetime as dt
import enum
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from resultsframework.value import Missing, Value

from ._due import ALL_DUE, Due
from ._selection import is_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import ObservationKind
    from resultsframework.period import Period
    from resultsframework.series import ObservationSeries

    from ._selection import At

__all__ = [
    "ReportedCell",
    "ReportingStatus",
    "is_due",
    "needing_actuals",
    "reporting_by",
    "reporting_in",
    "state_of",
    "state_of_kind",
]

Key = TypeVar("Key", bound=Hashable)


class ReportingStatus(enum.Enum):
    """
    The reporting status of a value. Derived and never stored; not in IATI.

    The order is that of attention: of several values in one year, the first of these that occurs is the year's status.

    Attributes:
        OVERDUE: There is no value, for a period that has been due for more than a year.

        DUE: There is no value for a period of the last year that is due, such as the reporting year.

        NOT_STATED: There is no value, and it is not known what is due.

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


class ReportedCell(NamedTuple):
    """
    The reporting status of a year or a period.

    Attributes:
        status: The status.

        is_due: True where it counts among those that are due.
    """

    status: ReportingStatus
    is_due: bool


def state_of(value: Value, day: dt.date | None, due: Due = ALL_DUE) -> ReportingStatus:
    """
    The reporting status of one value.

    Args:
        value: The value of the cell.

        day: The last day of its period.

        due: The day up to which results are due.
    """
    if not isinstance(value, Missing):
        return ReportingStatus.REPORTED
    if value in STATED:
        return STATED[value]
    if day is None or due.last is None:
        return ReportingStatus.NOT_STATED
    if not due.holds(day):
        return ReportingStatus.NOT_DUE
    return ReportingStatus.DUE if due.is_latest(day) else ReportingStatus.OVERDUE


def is_due(state: ReportingStatus, day: dt.date | None, due: Due) -> bool:
    """
    True where a cell counts among those that are due.

    Reported values count; values that there cannot be do not, and neither does anything else of a period that has not
    ended. Where it is not known what is due, every cell of the source counts.
    """
    if state is ReportingStatus.REPORTED:
        return True
    return state is not ReportingStatus.NOT_APPLICABLE and due.holds(day)


def needing_actuals(series: ObservationSeries) -> tuple[Period, ...]:
    """
    The stated periods that need an actual, each once: all but those that only carry the target of the whole.

    That is a period without a value in it that covers two or more others which have no day in common.
    """
    periods = tuple(dict.fromkeys(series.periods))
    known = [(first, last) for p in periods if p.days and (first := p.first_day) and (last := p.last_day)]
    by_start, by_end = sorted(known), sorted(known, key=lambda days: days[1])
    # Of the periods that begin on a day or later, the first end; of those that end on a day or before, the last start.
    first_ends = list(accumulate((last for _, last in reversed(by_start)), min))[::-1]
    last_starts = list(accumulate((first for first, _ in by_end), max))
    starts, ends = [first for first, _ in by_start], [last for _, last in by_end]
    reported = {o.period for o in series.actuals if o.is_reported}

    def is_divided(period: Period) -> bool:
        first, last = period.first_day, period.last_day
        if not period.days or first is None or last is None:
            return False
        return first_ends[bisect_left(starts, first)] < last_starts[bisect_right(ends, last) - 1]

    return tuple(p for p in periods if p in reported or not is_divided(p))


def reporting_in(indicator: Indicator, at: At, due: Due = ALL_DUE) -> ReportingStatus | None:
    """
    The reporting status of the actuals of a year, a day or a period.

    A period that is stated without an actual counts as one in which nothing was entered; a value of one group or place
    is a value. Of several periods, the one that most needs attention decides. A period that only carries the target
    of the whole needs no actual: its parts do.

    Args:
        indicator: The indicator.

        at: The year in which the periods end, the day that they hold, or the period.

        due: The day up to which results are due.

    Returns:
        The status, or None where the source states no such period.
    """
    cells = _cells(indicator, due)
    found = [cell for period, cell in cells.items() if is_of(period, at)]
    if not found and not isinstance(at, int):
        wholes = [p for p in indicator.series.periods if is_of(p, at)]
        found = [cell for period, cell in cells.items() if any(whole.covers(period) for whole in wholes)]
    return None if not found else _decisive(found).status


def reporting_by(
    indicator: Indicator, key: Callable[[Period], Key | None], due: Due = ALL_DUE
) -> dict[Key, ReportedCell]:
    """
    The reporting status of the actuals of each year, or of anything else that periods have; see `reporting_in`.

    Args:
        indicator: The indicator.

        key: The year of a period, or whatever else its status is sought for; None for no such thing.

        due: The day up to which results are due.
    """
    found: dict[Key, list[ReportedCell]] = {}
    for period, cell in _cells(indicator, due).items():
        if (name := key(period)) is not None:
            found.setdefault(name, []).append(cell)
    return {name: _decisive(cells) for name, cells in found.items()}


def _cells(indicator: Indicator, due: Due) -> dict[Period, ReportedCell]:
    """The cell of each period that needs an actual."""
    values: dict[Period, list[Value]] = {period: [] for period in needing_actuals(indicator.series)}
    for o in indicator.series.actuals:
        if o.period in values:
            values[o.period].append(o.value)
    cells: dict[Period, ReportedCell] = {}
    for period, of_period in values.items():
        day = period.last_day
        states = [state_of(value, day, due) for value in of_period or [Missing.ABSENT]]
        # Anything that is reported counts; else the actual that most needs attention.
        state = ReportingStatus.REPORTED if ReportingStatus.REPORTED in states else min(states, key=ORDER.index)
        cells[period] = ReportedCell(state, is_due(state, day, due))
    return cells


def _decisive(cells: Sequence[ReportedCell]) -> ReportedCell:
    """The cell that most needs attention."""
    return min(cells, key=lambda cell: ORDER.index(cell.status))


def state_of_kind(indicator: Indicator, kind: ObservationKind) -> ReportingStatus | None:
    """The reporting status of the baseline or the target; None where there is no cell for one."""
    states = [state_of(o.value, None) for o in indicator.series.of(kind)]
    if ReportingStatus.REPORTED in states:
        return ReportingStatus.REPORTED
    return min(states, key=ORDER.index, default=None)
