"""
Progress at a glance: how many indicators met what was planned, by year and result.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from resultsframework.framework import check_framework, with_territory
from resultsframework.monitoring import Assumptions, Due, ReportingStatus, gathered, met_by, reporting_by
from resultsframework.result import Result
from resultsframework.table import Column, Table

from ._status import STATUSES, plans_by_year, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["status_by_year"]


def status_by_year(
    framework: ResultsFramework, *, today: dt.date | None = None, reporting_year: int | None = None
) -> Table:
    """
    The numbers of indicators that met what was planned for each year, by result: met, not met, undecided, without data,
    without plan, not due.

    For each year, the first row is the whole framework, with an empty result; the others are the results that have
    indicators for that year, each with its own indicators alone, so that rows of results add up to the whole. The last
    column is the number of all indicators of the row. An indicator for which a year plans and reports nothing is in no
    row of it; an empty cell plans nothing, and one that is to be determined does. The status is that of `performance`.

    Args:
        framework: The framework.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given. Without it and
            `today`, the day of the framework's last update counts, and everything is due where that is not known.

    Raises:
        InvalidValueError: ``today`` is no date, or ``reporting_year`` no year.
    """
    check_framework(framework, "status_by_year")
    due = Due.of(framework, today, reporting_year)
    levels: dict[str, str] = {"": "whole"}
    counts: dict[int, dict[str, Counter[str]]] = {}
    for path, node in with_territory(framework).walk():
        if isinstance(node, Result):
            levels[path] = type(node).__name__.removeprefix("Other").lower()
            continue
        for year, status in _statuses(node, due):
            of_year = counts.setdefault(year, {"": Counter()})
            for result in ("", path.rpartition("/")[0]):
                of_year.setdefault(result, Counter())[status] += 1
    columns = (
        Column("year", int),
        Column("result"),
        Column("level"),
        *(Column(name, int) for name in (*STATUSES, "indicators")),
    )
    rows = (
        (year, result, level, *(of_year[result][name] for name in STATUSES), of_year[result].total())
        for year, of_year in sorted(counts.items())
        for result, level in levels.items()
        if result in of_year
    )
    return Table.of(columns, rows, ", ".join(filter(None, ("status by year", str(due)))))


def _statuses(indicator: Indicator, due: Due) -> Iterator[tuple[int, str]]:
    """The status of an indicator in each year that plans or reports a value."""
    plans = plans_by_year(indicator)
    reporting = reporting_by(indicator, lambda period: period.last_year, due)
    for year in indicator.series.years:
        is_reported = year in reporting and reporting[year].status is ReportingStatus.REPORTED
        if is_reported or year in plans:
            verdict = met_by(gathered(indicator, year, Assumptions(due=due))) if is_reported else None
            yield year, status_of(verdict, plans.get(year, ()), due)
