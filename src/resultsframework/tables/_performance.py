"""
The indicator performance tracking table: planned values, actuals and progress of one year.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.framework import with_territory
from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import (
    RATINGS,
    BandTable,
    Formula,
    JudgementScale,
    Progress,
    Reading,
    ReportingStatus,
    direction_of,
    in_words,
    met,
    progress,
    readings,
    reporting_in,
)
from resultsframework.table import Column, Table, cell_text
from resultsframework.value import Undefined, Value

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation

__all__ = ["performance"]

NOTHING_TO_RATE = (None, ReportingStatus.NOT_DUE, ReportingStatus.NOT_APPLICABLE)


def performance(
    framework: ResultsFramework,
    year: int,
    *,
    formula: str | Formula | None = None,
    rating: str | BandTable | JudgementScale | None = None,
    direction: Direction | str | None = None,
    reporting_year: int | None = None,
) -> Table:
    """
    Performance of every indicator in a year: baseline, milestone, actual, progress towards the milestone and the
    target, whether the milestone was met, and the comment of the source.

    A percentage is a `Progress`, or `Undefined`, with the reason in the comment. The status is "met", "not met" or
    "undecided" where a value is there, else whether one should be; it is empty where the source has no such period.
    Where a declaration is lacking, the column of readings has the answers under each, as a tuple of `Reading`. Rows are
    in source order, one an indicator.

    Args:
        framework: The framework.

        year: The year in which the periods end.

        formula: The name of a formula, or one of your own; the one that fits each indicator where not given, see
            `progress`.

        rating: The name of a table of bands, or one of your own; it adds a column that rates what was achieved of the
            milestone. None is a default, and where no value is due, nothing is rated.

        direction: The direction of improvement of indicators whose own is neither declared nor inferred.

        reporting_year: The last year whose results are due; the framework's own where not given.

    Raises:
        InvalidValueError: There is no such formula, rating or direction, or `year` is no year.
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
        Column("of milestone", Progress, _percent),
        Column("of target", Progress, _percent),
        Column("status"),
        *([Column("rating")] if bands else []),
        Column("readings", tuple, _in_words),
        Column("comment"),
    )
    due = framework.reporting_year if reporting_year is None else reporting_year
    rows: list[tuple[object, ...]] = []
    for path, node in with_territory(framework).walk():
        if isinstance(node, Indicator):
            result, _, step = path.rpartition("/")
            way = direction if direction_of(node).is_unknown else None
            of_milestone = partial(progress, node, year, formula=formula, direction=way, reporting_year=due)
            answers = (of_milestone("milestone"), of_milestone("target"))
            state = reporting_in(node, year, reporting_year=due)
            rated = [None if state in NOTHING_TO_RATE else bands.rate(answers[0]).name] if bands else []
            actual = _of_year(node.actuals, year)
            rows.append(
                (
                    result,
                    step,
                    None if node.baseline is None else node.baseline.value,
                    _value(_of_year(node.planned, year)),
                    _value(actual),
                    *answers,
                    _status(node, year, state, way),
                    *rated,
                    _readings(node, year, way, formula) if state is ReportingStatus.REPORTED else None,
                    _comment(actual, answers, state),
                )
            )
    rated_by = f", rated by {bands.name}" if bands else ""
    return Table.of(columns, rows, f"performance in {year}{by_name}{rated_by}")


def _table_called(rating: str | BandTable | JudgementScale | None) -> BandTable | JudgementScale | None:
    if not isinstance(rating, str):
        return rating
    if rating not in RATINGS:
        msg = f"there is no rating {rating!r}; there are {', '.join(RATINGS)}, and you can pass a BandTable of your own"
        raise InvalidValueError(msg)
    return RATINGS[rating]


def _of_year(observations: Iterable[Observation], year: int) -> Observation | None:
    """The last observation whose period ends in the year."""
    found = [o for o in observations if o.period.last_year == year]
    return max(found, key=lambda o: o.period.sort_key, default=None)


def _value(observation: Observation | None) -> Value | None:
    return None if observation is None else observation.value


def _status(
    indicator: Indicator, year: int, state: ReportingStatus | None, direction: Direction | str | None
) -> str | None:
    """Met or not met where a value is there, else whether one should be; nothing where the source has no cell."""
    if state is not ReportingStatus.REPORTED:
        return None if state is None else str(state)
    answer = met(indicator, year, direction=direction)
    if isinstance(answer, Undefined):
        return "undecided"
    return "met" if answer.is_met else "not met"


def _readings(
    indicator: Indicator, year: int, direction: Direction | str | None, formula: str | Formula | None
) -> tuple[Reading, ...] | None:
    """The readings of the progress towards the milestone, and of whether it was met; None without any."""
    of_progress = readings(indicator, year, direction=direction, formula=formula)
    return (*of_progress, *readings(indicator, year, question=met, direction=direction)) or None


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
