"""
The status of an indicator in a terminal: met, not met and overdue, in words and in a colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from resultsframework import Indicator, Met, Period, gap, met
from resultsframework.charts import design
from resultsframework.monitoring import Due, IndicatorValue, ReportingStatus, in_short, reporting_by

from ._terminal import clean

__all__ = ["status_line"]


def status_line(indicator: Indicator, due: Due) -> Text:
    """
    The verdict on the latest result, and the years whose results are overdue; empty without either.

    Args:
        indicator: The indicator.

        due: The day up to which results are due.
    """
    line = Text()
    for status, words in (*_verdict(indicator), *_overdue(indicator, due)):
        line.append("; " if line else "")
        line.append(clean(words), design.TERMINAL[design.colour_of(status)])
    return line


def _verdict(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Met or not met, with what is missing; what cannot be decided has its readings elsewhere."""
    latest = indicator.latest
    verdict = met(indicator, latest.period) if latest is not None else None
    if latest is not None and isinstance(verdict, Met):
        status = "met" if verdict.is_met else "not met"
        missing = None if verdict.is_met else gap(indicator, latest.period)
        short = f", gap {in_short(missing)}" if isinstance(missing, IndicatorValue) else ""
        yield status, f"{latest.period} {status}{short}"


def _overdue(indicator: Indicator, due: Due) -> Iterator[tuple[str, str]]:
    """The years without a value that have been due for more than a year."""
    cells = reporting_by(indicator, _year, due)
    years = sorted(year for year, cell in cells.items() if cell.status is ReportingStatus.OVERDUE)
    if years:
        yield "overdue", f"overdue: {', '.join(map(str, years))}"


def _year(period: Period) -> int | None:
    return period.last_year
