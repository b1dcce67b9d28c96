"""
The indicators that are off track: what was planned for a time and not reached, the worst first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from resultsframework.framework import check_framework
from resultsframework.monitoring import Due, IndicatorValue, Progress, in_short
from resultsframework.table import Column, Table, cell_text

from ._assessment import Assessment, assessments, time_of, title_of
from ._performance import percent_text, readings_text, value_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Accumulation, Direction
    from resultsframework.monitoring import Formula
    from resultsframework.period import Period

__all__ = ["off_track", "worst_first"]

OFF_TRACK = ("not met", "undecided")


def off_track(
    framework: ResultsFramework,
    at: int | dt.date | Period | None = None,
    *,
    formula: str | Formula | None = None,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> Table:
    """
    The indicators that did not meet what was planned for a time, or of which that cannot be decided; the worst first.

    They are the rows of `performance` with the status "not met", those with the lowest percentage of the milestone
    first and those without one after them, last those by a direction that most of the plan contradicts, and then those
    that are "undecided", in the order of their percentages if more is better. What is met, not due, or without data or
    plan is left out; `completeness` has the values that are missing, and the title says so where nothing was planned
    for the time. The gap is what is missing to the milestone, in its unit. The certainty is "declared" where the source
    or the caller declares the direction or none is needed, "inferred" where it follows from the plan, and "undecided";
    the reason is then in the comment.

    Args:
        framework: The framework.

        at: The year in which the periods end, a day within them, or a period, such as a quarter or a fiscal year;
            the reporting year where not given.

        formula: As for `performance`.

        direction: The direction of improvement of indicators whose own is neither declared nor inferred.

        accumulation: The accumulation of the values of indicators that do not declare it.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; as for `performance`.

    Raises:
        InvalidValueError: There is no such formula, direction or accumulation, or `at` is no time.
    """
    columns = (
        Column("result"),
        Column("indicator"),
        Column("statement"),
        Column("unit"),
        Column("planned", object),
        Column("actual", object),
        Column("gap", IndicatorValue, _gap_text),
        Column("percent", Progress, percent_text, is_percentage=True),
        Column("status"),
        Column("certainty"),
        Column("readings", tuple, readings_text),
        Column("comment"),
        Column("path"),
    )
    check_framework(framework, "off_track")
    at = time_of(framework, at)
    due = Due.of(framework, today, reporting_year)
    found = list(assessments(framework, at, formula, direction, accumulation, due))
    nothing_planned = "" if any(one.plans for one in found) else ", where no indicator has a planned value"
    return Table.of(columns, map(_row, worst_first(found)), title_of("off track", at, formula) + nothing_planned)


def worst_first(found: Iterable[Assessment]) -> list[Assessment]:
    """
    The indicators that are off track: not met before undecided, and the lowest percentage first.

    Those whose declared direction most of the plan contradicts come after the others that are not met.
    """
    return sorted((one for one in found if one.status in OFF_TRACK), key=_rank)


def _rank(one: Assessment) -> tuple[object, ...]:
    """The place in that order; without a percentage, that under the first declaration that is lacking counts."""
    answers = (one.of_milestone, *(reading.answer for reading in one.readings or ()))
    share = next((answer.value for answer in answers if isinstance(answer, Progress)), None)
    return (OFF_TRACK.index(one.status), one.status == "not met" and bool(one.doubt), share is None, share or 0)


def _row(one: Assessment) -> tuple[object, ...]:
    return (
        *one.place,
        one.indicator.statement,
        one.indicator.unit_in_use,
        value_of(one.planned),
        value_of(one.actual),
        one.gap,
        one.of_milestone,
        one.status,
        one.certainty,
        one.readings,
        one.remarks(one.verdict, one.of_milestone),
        one.path,
    )


def _gap_text(answer: object) -> str:
    """The gap with its unit; nothing where it is undefined."""
    return in_short(answer) if isinstance(answer, IndicatorValue) else cell_text(None)
