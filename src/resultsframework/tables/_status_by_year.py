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
from resultsframework.value import Cause, Undefined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["STATUSES", "status_by_year"]

# Each status in which an indicator is counted, with its meaning, in the order of the columns.
STATUSES = {
    "met": "what was planned is reached",
    "not met": "what was planned is not reached",
    "undecided": "reported, without the facts that a verdict needs",
    "not reported": "a value is planned or expected, and none is reported",
    "not due": "the period has not ended",
}


def status_by_year(
    framework: ResultsFramework, *, today: dt.date | None = None, reporting_year: int | None = None
) -> Table:
    """
    The numbers of indicators that met what was planned for each year, by result: met, not met, undecided, not reported,
    not due.

    For each year, the first row is the whole framework, with an empty result; the others are the results that have
    indicators for that year, each with its own indicators alone, so that rows of results add up to the whole. The last
    column is the number of all indicators of the row. An indicator for which a year plans and reports nothing is in no
    row of it. The status is that of `performance`; one that is to be determined, not available or empty is "not
    reported".

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
    """The status of an indicator in each year that plans or reports something."""
    reporting = reporting_by(indicator, lambda period: period.last_year, due)
    planned = {o.period.last_year for o in indicator.planned}
    for year in indicator.series.years:
        if year in reporting:
            yield year, _status(indicator, year, reporting[year].status, due)
        elif year in planned:
            # A period that only carries the target of the whole needs no actual, and has no status of reporting.
            yield year, "not reported"


def _status(indicator: Indicator, year: int, state: ReportingStatus, due: Due) -> str:
    if state is ReportingStatus.NOT_DUE:
        return "not due"
    if state is not ReportingStatus.REPORTED:
        return "not reported"
    verdict = met_by(gathered(indicator, year, Assumptions(due=due)))
    if isinstance(verdict, Undefined):
        return "not due" if verdict.cause is Cause.NOT_DUE else "undecided"
    return "met" if verdict.is_met else "not met"
