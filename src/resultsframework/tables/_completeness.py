"""
Completeness of reporting, as a matrix of indicators and years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from resultsframework.errors import InvalidValueError
from resultsframework.framework import check_framework, with_territory
from resultsframework.indicator import Indicator
from resultsframework.monitoring import Coverage, Due, ReportedCell, ReportingStatus, reporting_by, state_of_kind
from resultsframework.observation import ObservationKind
from resultsframework.period import Period
from resultsframework.table import Column, Table

from ._identity import IDENTITY, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.subject import Subject

__all__ = ["completeness"]


def completeness(
    framework: ResultsFramework,
    *,
    by: Literal["year", "period"] = "year",
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> Table:
    """
    Completeness of reporting: one row an indicator, with its baseline, the actuals of every year, and its target.

    A cell is a `ReportingStatus`, or None where the source has no such cell. A year is reported if every period that
    ends in it and needs a value has one; a period that only carries the target of the whole needs none. The column
    "reported" counts the actuals of years that are due; years to come are not held against anybody. Baselines and
    targets have no due date, so an empty one is not stated. A value that is reported by groups only is reported; the
    column "by group" names the dimensions, such as "2021 by sex". Path, statement and unit are at the end.

    Args:
        framework: The framework.

        by: "year" for a column for each year in which periods end; "period" for one for each period, such as quarters
            or fiscal years.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given. Without it and
            `today`, the day of the framework's last update counts; where that is not known either, nothing is overdue
            and nothing is not due.

    Raises:
        InvalidValueError: ``by`` is neither, ``today`` is no date, or ``reporting_year`` no year.
    """
    check_framework(framework, "completeness")
    if by not in ("year", "period"):
        msg = f"`by` is 'year' or 'period', not {by!r}"
        raise InvalidValueError(msg)
    due = Due.of(framework, today, reporting_year)
    key: Callable[[Period], Period | None] = _year if by == "year" else _days
    found = [
        (path, node, reporting_by(node, key, due))
        for path, node in with_territory(framework).walk()
        if isinstance(node, Indicator)
    ]
    keys = sorted({name for _, _, cells in found for name in cells}, key=lambda period: period.time_key)
    columns = (
        Column("result"),
        Column("indicator"),
        Column("baseline", ReportingStatus),
        *(Column(str(name), ReportingStatus) for name in keys),
        Column("target", ReportingStatus),
        Column("reported", Coverage),
        Column("by group"),
        *IDENTITY,
    )
    rows = (_row(path, indicator, cells, keys, key) for path, indicator, cells in found)
    return Table.of(columns, rows, ", ".join(filter(None, ("completeness", str(due)))))


def _year(period: Period) -> Period | None:
    """The year in which a period ends."""
    return None if period.last_year is None else Period(year=period.last_year)


def _days(period: Period) -> Period | None:
    """The period itself, a year as a year; None where its end is not known."""
    year = Period(year=period.last_year) if period.last_year else period
    return None if period.last_day is None else year if year.has_days_of(period) else period


def _row(
    path: str,
    indicator: Indicator,
    cells: Mapping[Period, ReportedCell],
    keys: Sequence[Period],
    key: Callable[[Period], Period | None],
) -> tuple[object, ...]:
    result, _, step = path.rpartition("/")
    counted = [cell.status for cell in cells.values() if cell.is_due]
    coverage = Coverage(sum(state is ReportingStatus.REPORTED for state in counted), len(counted))
    baseline, target = (state_of_kind(indicator, kind) for kind in (ObservationKind.BASELINE, ObservationKind.TARGET))
    states = [cells[name].status if name in cells else None for name in keys]
    groups = "; ".join(_by_group(indicator, key))
    return (result, step, baseline, *states, target, coverage, groups, *identity(path, indicator))


def _by_group(indicator: Indicator, key: Callable[[Period], Period | None]) -> Iterator[str]:
    """The baseline, the columns and the target with values of groups alone, and their dimensions."""
    series, wanted = indicator.series, indicator.subject
    reported: dict[str, list[Subject]] = {}
    for kind, observations in (("baseline", series.baselines), ("", series.actuals), ("target", series.targets)):
        for o in filter(attrgetter("is_reported"), observations):
            reported.setdefault(kind or str(key(o.period) or ""), []).append(indicator.subject_of(o))
    for name, subjects in reported.items():
        if name and wanted not in subjects:
            dimensions = dict.fromkeys(dimension for subject in subjects for dimension in subject.dimensions)
            yield f"{name} by {', '.join(dimensions)}"
