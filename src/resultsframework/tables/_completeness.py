"""
Completeness of reporting, as a matrix of indicators and years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.framework import with_territory
from resultsframework.indicator import Indicator
from resultsframework.monitoring import Coverage, ReportingStatus, is_due, reporting_by_year, state_of_kind
from resultsframework.observation import ObservationKind
from resultsframework.table import Column, Table

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["completeness"]


def completeness(framework: ResultsFramework, *, reporting_year: int | None = None) -> Table:
    """
    Completeness of reporting: one row an indicator, with its baseline, the actuals of every year, and its target.

    A cell is a `ReportingStatus`, or None where the source has no such cell. The last column counts the actuals of
    years that are due; years to come are not held against anybody. Baselines and targets have no due date, so an
    empty one is not stated.

    Args:
        framework: The framework.

        reporting_year: The last year whose results are due; the framework's own where not given. Where neither is
            known, nothing is overdue and nothing is not due.
    """
    last = framework.reporting_year if reporting_year is None else reporting_year
    nodes = [(path, node) for path, node in with_territory(framework).walk() if isinstance(node, Indicator)]
    years = sorted({year for _, indicator in nodes for year in indicator.series.years})
    columns = (
        Column("result"),
        Column("indicator"),
        Column("baseline", ReportingStatus),
        *(Column(str(year), ReportingStatus) for year in years),
        Column("target", ReportingStatus),
        Column("reported", Coverage),
    )
    rows = (_row(path, indicator, years, last) for path, indicator in nodes)
    return Table.of(columns, rows, "completeness" if last is None else f"completeness, results due up to {last}")


def _row(path: str, indicator: Indicator, years: list[int], last: int | None) -> tuple[object, ...]:
    result, _, step = path.rpartition("/")
    found = reporting_by_year(indicator, reporting_year=last)
    cells = {year: found.get(year) for year in years}
    counted = [state for year, state in cells.items() if state is not None and is_due(state, year, last)]
    coverage = Coverage(sum(state is ReportingStatus.REPORTED for state in counted), len(counted))
    baseline, target = (state_of_kind(indicator, kind) for kind in (ObservationKind.BASELINE, ObservationKind.TARGET))
    return (result, step, baseline, *cells.values(), target, coverage)
