"""
The indicator performance tracking table: planned values, actuals and progress of one year.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resultsframework.errors import check_option
from resultsframework.framework import check_framework
from resultsframework.monitoring import RATINGS, BandTable, Due, JudgementScale, Progress, ReportingStatus, in_words
from resultsframework.table import Column, Table, cell_text

from ._assessment import Assessment, assessments, time_of, title_of
from ._identity import IDENTITY, identity
from ._status import NOT_SCHEDULED

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Accumulation, Direction
    from resultsframework.monitoring import Formula
    from resultsframework.observation import Observation
    from resultsframework.period import Period
    from resultsframework.value import Value

__all__ = ["percent_text", "performance", "readings_text", "value_of"]

NOTHING_TO_RATE = (None, ReportingStatus.NOT_DUE, ReportingStatus.NOT_APPLICABLE)
NO_PLAN = ("without plan", NOT_SCHEDULED)


def performance(
    framework: ResultsFramework,
    at: int | dt.date | Period | None = None,
    *,
    formula: str | Formula | None = None,
    rating: str | BandTable | JudgementScale | None = None,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> Table:
    """
    Performance of every indicator at a time: baseline, milestone, actual, progress towards the milestone and the
    target, whether the milestone was met, and the comment of the source.

    A percentage is a `Progress`, or `Undefined`, with the reason in the comment. The status is "met", "not met" or
    "undecided" where a value is planned and reported, "without data" where it is planned, due and not reported, "not
    due" before, "without plan" where it is reported alone, and "not scheduled" where there is neither. An empty cell
    plans nothing; one that is to be determined does. Nothing is "not met" before it is due; `completeness` has the
    reporting status of every cell. The actual is the one that was compared, such as the sum of four quarters. Where a
    declaration is lacking, the column of readings has the answers under each, as a tuple of `Reading`. Rows are in
    source order, one an indicator, with its path, statement and unit at the end.

    Args:
        framework: The framework.

        at: The year in which the periods end, a day within them, or a period, such as a quarter or a fiscal year;
            the reporting year where not given.

        formula: The name of a formula, or one of your own; the one that fits each indicator where not given, see
            `progress`.

        rating: The name of a table of bands, or one of your own; it adds a column that rates what was achieved of the
            milestone. None is a default, and where no value is due, nothing is rated.

        direction: The direction of improvement of indicators whose own is neither declared nor inferred.

        accumulation: The accumulation of the values of indicators that do not declare it.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given. Without it and
            `today`, the day of the framework's last update counts, and everything is due where that is not known.

    Raises:
        InvalidValueError: There is no such formula, rating, direction or accumulation, or `at` is no time.
    """
    bands = _table_called(rating)
    columns = (
        Column("result"),
        Column("indicator"),
        Column("baseline", object),
        Column("milestone", object),
        Column("actual", object),
        Column("of milestone", Progress, percent_text, is_percentage=True),
        Column("of target", Progress, percent_text, is_percentage=True),
        Column("status"),
        *([Column("rating")] if bands else []),
        Column("readings", tuple, readings_text),
        Column("comment"),
        *IDENTITY,
    )
    check_framework(framework, "performance")
    at = time_of(framework, at)
    due = Due.of(framework, today, reporting_year)
    rows = (_row(one, bands) for one in assessments(framework, at, formula, direction, accumulation, due))
    rated_by = f", rated by {bands.name}" if bands else ""
    return Table.of(columns, rows, f"{title_of('performance', at, formula)}{rated_by}")


def _table_called(rating: str | BandTable | JudgementScale | None) -> BandTable | JudgementScale | None:
    if not isinstance(rating, str):
        return rating
    check_option("rating", rating, RATINGS, "pass a BandTable of your own")
    return RATINGS[rating]


def _row(one: Assessment, bands: BandTable | JudgementScale | None) -> tuple[object, ...]:
    is_rated = one.state not in NOTHING_TO_RATE and one.status not in NO_PLAN
    rated = [bands.rate(one.of_milestone).name if is_rated else None] if bands else []
    return (
        *one.place,
        value_of(one.own.baseline),
        value_of(one.planned),
        value_of(one.actual),
        one.of_milestone,
        one.of_target,
        one.status,
        *rated,
        one.readings,
        one.remarks(one.of_milestone, one.of_target),
        *identity(one.path, one.indicator),
    )


def value_of(observation: Observation | None) -> Value | None:
    """The value of an observation; nothing without one."""
    return None if observation is None else observation.value


def readings_text(cell: object) -> str:
    """Readings in one line; nothing without any."""
    return in_words(cell) if isinstance(cell, tuple) else cell_text(None)


def percent_text(answer: object) -> str:
    """A percentage; what is undefined is explained in the comment."""
    return answer.percent if isinstance(answer, Progress) else cell_text(None)
