"""
The section "Due next" of a page: what is planned for the next year, and the indicators for which nothing is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from resultsframework import Indicator, Period, ResultsFramework
from resultsframework.formats.document import number_text, plain
from resultsframework.tables import plans_of

if TYPE_CHECKING:
    from resultsframework import Observation

__all__ = ["DueNext", "Planned", "due_next"]

Time: TypeAlias = int | dt.date | Period


@attrs.frozen
class Planned:
    """An indicator with what is planned for the year, and its last result with its period."""

    anchor: str
    code: str
    statement: str
    planned: str
    last: str


@attrs.frozen
class DueNext:
    """
    The content of the section.

    Attributes:
        year: The next year for which a value is planned; empty without one.

        after: The year of the page, after which nothing may be planned.

        planned: The indicators that have a planned value for it.

        without: Those that have none.
    """

    year: str
    after: str
    planned: tuple[Planned, ...]
    without: tuple[Planned, ...]


def due_next(framework: ResultsFramework, anchors: Mapping[str, str], time: Time) -> DueNext | None:
    """
    The section of a framework; None without indicators.

    Args:
        framework: The framework.

        anchors: The anchors by path.

        time: The time of the page; the next year is the first one after it for which a value is planned.
    """
    found = [(path, node, list(plans_of(node))) for path, node in framework.walk() if isinstance(node, Indicator)]
    year = _year(time)
    if not found:
        return None
    years = (plan.period.last_year for _, _, plans in found for plan in plans)
    following = min((later for later in years if later is not None and later > year), default=None)
    parts = [_planned(anchors[path], node, plans, following) for path, node, plans in found]
    return DueNext(
        year="" if following is None else str(following),
        after=str(year),
        planned=tuple(part for part in parts if part.planned),
        without=tuple(part for part in parts if not part.planned),
    )


def _year(time: Time) -> int:
    """The year in which a time ends; that of verdicts always has an end."""
    if isinstance(time, int):
        return time
    day = time.last_day if isinstance(time, Period) else time
    return dt.MINYEAR if day is None else day.year


def _planned(anchor: str, indicator: Indicator, plans: Sequence[Observation], year: int | None) -> Planned:
    of_year = [plan for plan in plans if plan.period.last_year == year]
    last = indicator.latest
    return Planned(
        anchor=anchor,
        code=plain(indicator.code or ""),
        statement=plain(indicator.statement or "") or "without a statement",
        planned="; ".join(_texts(of_year, year)),
        last="" if last is None else f"{number_text(last)} ({plain(str(last.period))})",
    )


def _texts(plans: Sequence[Observation], year: int | None) -> Iterator[str]:
    """Each planned value, with its period where that is not the whole year, and with its group."""
    for plan in plans:
        of = [] if plan.period == Period(year=year) else [str(plan.period)]
        of += [] if plan.subject.is_total else [str(plan.subject)]
        yield number_text(plan) + (f" ({plain(', '.join(of))})" if of else "")
