"""
The indicator performance tracking table: planned values, actuals and progress of one year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

from resultsframework.errors import InvalidValueError
from resultsframework.framework import with_territory
from resultsframework.groups import ending_last
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring import (
    RATINGS,
    BandTable,
    Due,
    Formula,
    JudgementScale,
    Met,
    Progress,
    Reading,
    ReportingStatus,
    direction_of,
    in_words,
    is_of,
    met,
    progress,
    readings_of,
    reporting_in,
)
from resultsframework.observation import Observation
from resultsframework.table import Column, Table, cell_text
from resultsframework.value import Cause, Undefined, Value

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

__all__ = ["performance"]


class _Assumed(TypedDict):
    """The declarations of the caller, as far as an indicator lacks them."""

    direction: Direction | str | None
    accumulation: Accumulation | str | None
    today: dt.date | None
    reporting_year: int | None


NOTHING_TO_RATE = (None, ReportingStatus.NOT_DUE, ReportingStatus.NOT_APPLICABLE)


def performance(
    framework: ResultsFramework,
    at: int | dt.date | Period,
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

    A percentage is a `Progress`, or `Undefined`, with the reason in the comment. The status is "met", "not met",
    "not due" or "undecided" where a value is there, else whether one should be; it is empty where the source has no
    such period. Nothing is "not met" before it is due. The actual is the one that was compared, such as the sum of
    four quarters. Where a declaration is lacking, the column of readings has the answers under each, as a tuple of
    `Reading`. Rows are in source order, one an indicator.

    Args:
        framework: The framework.

        at: The year in which the periods end, a day within them, or a period, such as a quarter or a fiscal year.

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
    name = formula.name if isinstance(formula, Formula) else formula
    by_name = f", formula {name}" if name else ""
    columns = (
        Column("result"),
        Column("indicator"),
        Column("baseline", object),
        Column("milestone", object),
        Column("actual", object),
        Column("of milestone", Progress, _percent, is_percentage=True),
        Column("of target", Progress, _percent, is_percentage=True),
        Column("status"),
        *([Column("rating")] if bands else []),
        Column("readings", tuple, _in_words),
        Column("comment"),
    )
    due = Due.of(framework, today, reporting_year)
    rows: list[tuple[object, ...]] = []
    for path, node in with_territory(framework).walk():
        if isinstance(node, Indicator):
            result, _, step = path.rpartition("/")
            assumed = _Assumed(
                direction=direction if direction_of(node).is_unknown else None,
                accumulation=accumulation if node.actuals_accumulation is Accumulation.UNKNOWN else None,
                today=due.today,
                reporting_year=due.reporting_year,
            )
            towards = partial(progress, node, at, formula=formula, **assumed)
            answers = (towards("milestone"), towards("target"))
            state = reporting_in(node, at, due)
            verdict = met(node, at, **assumed) if state is ReportingStatus.REPORTED else None
            rated = [None if state in NOTHING_TO_RATE else bands.rate(answers[0]).name] if bands else []
            actual = _of_time(node.actuals, at)
            rows.append(
                (
                    result,
                    step,
                    None if node.baseline is None else node.baseline.value,
                    _value(_of_time(node.planned, at)),
                    _value(_compared(answers[0]) or actual),
                    *answers,
                    _status(state, verdict),
                    *rated,
                    None if verdict is None else _readings(node, at, assumed, formula, answers[0], verdict),
                    _comment(actual, answers, state),
                )
            )
    when = f"on {at}" if isinstance(at, dt.date) else f"in {at}"
    rated_by = f", rated by {bands.name}" if bands else ""
    return Table.of(columns, rows, f"performance {when}{by_name}{rated_by}")


def _table_called(rating: str | BandTable | JudgementScale | None) -> BandTable | JudgementScale | None:
    if not isinstance(rating, str):
        return rating
    if rating not in RATINGS:
        msg = f"there is no rating {rating!r}; there are {', '.join(RATINGS)}, and you can pass a BandTable of your own"
        raise InvalidValueError(msg)
    return RATINGS[rating]


def _of_time(observations: Iterable[Observation], at: int | dt.date | Period) -> Observation | None:
    """The observation of a time whose period ends last, the longest of those that end together."""
    found = ending_last(o for o in observations if is_of(o.period, at))
    return found[-1] if found else None


def _compared(answer: Progress | Undefined) -> Observation | None:
    """The actual of an answer, where there is one."""
    found = dict(answer.inputs).get("actual") if isinstance(answer, Progress) else None
    return found if isinstance(found, Observation) else None


def _value(observation: Observation | None) -> Value | None:
    return None if observation is None else observation.value


def _status(state: ReportingStatus | None, verdict: Met | Undefined | None) -> str | None:
    """Met or not met where a value is there, else whether one should be; nothing where the source has no cell."""
    if verdict is None:
        return None if state is None else str(state)
    if isinstance(verdict, Undefined):
        return str(ReportingStatus.NOT_DUE) if verdict.cause is Cause.NOT_DUE else "undecided"
    return "met" if verdict.is_met else "not met"


def _readings(
    indicator: Indicator,
    at: int | dt.date | Period,
    assumed: _Assumed,
    formula: str | Formula | None,
    answer: Progress | Undefined,
    verdict: Met | Undefined,
) -> tuple[Reading, ...] | None:
    """The readings of the progress towards the milestone, and of whether it was met; None without any."""

    def progressed(declared: Mapping[str, Any]) -> Progress | Undefined:
        return progress(indicator, at, formula=formula, **{**assumed, **declared})

    def attained(declared: Mapping[str, Any]) -> Met | Undefined:
        return met(indicator, at, **{**assumed, **declared})

    arguments = [name for name, value in assumed.items() if value is None]
    found = (
        *readings_of(answer, indicator, progressed, arguments),
        *readings_of(verdict, indicator, attained, arguments),
    )
    return found or None


def _comment(actual: Observation | None, answers: Iterable[Progress | Undefined], state: ReportingStatus | None) -> str:
    """The comment on the actual, and why a reported actual has no percentage."""
    remarks = [actual.comment] if actual is not None and actual.comment else []
    if state is ReportingStatus.REPORTED:
        remarks += [reason for a in answers if isinstance(a, Undefined) for reason in a.reason.split("; ")]
    return "; ".join(dict.fromkeys(remarks))


def _in_words(cell: object) -> str:
    """Readings in one line; nothing without any."""
    return in_words(cell) if isinstance(cell, tuple) else cell_text(None)


def _percent(answer: object) -> str:
    """A percentage; what is undefined is explained in the comment."""
    return answer.percent if isinstance(answer, Progress) else cell_text(None)
