"""
The tables of a year: what was planned and achieved, in words, with the certainty of each verdict.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from resultsframework import Direction, Observation, Period, Progress, Undefined
from resultsframework.monitoring import IndicatorValue, Met, ReportingStatus, in_short, in_words
from resultsframework.tables import MEANING_OF_STATUS, NOT_SCHEDULED, worst_first
from resultsframework.value import is_numeric, is_reported

from ._blocks import Cell, Grid, Head, Items, Notes, Paragraph, Row, plain
from ._values import BLANK, baseline_cell, indicator_text, noted, number_text, of_indicator, value_cell

if TYPE_CHECKING:
    from resultsframework.tables import Assessment

__all__ = [
    "counts_of_status",
    "is_of_time",
    "nothing_off_track",
    "off_track_items",
    "performance_grid",
    "reason_text",
    "status_text",
    "time_text",
    "undecided_items",
]

Time: TypeAlias = int | dt.date | Period
UNDECIDED, WITHOUT_DATA = "undecided", "without data"
INFERRED = "the direction of improvement ({}) is inferred from the plan, not declared"


def time_text(at: Time) -> str:
    """A time as the heading of a table names it."""
    return f"on {at}" if isinstance(at, dt.date) else f"in {plain(str(at))}"


def counts_of_status(found: Sequence[Assessment], at: Time) -> Grid:
    """The number of indicators of each status."""
    counts = Counter(one.status for one in found)
    rows = tuple(
        Row((Cell(status), Cell(str(counts[status])), Cell(meaning))) for status, meaning in MEANING_OF_STATUS.items()
    )
    heads = (Head("Status", 2), Head("Indicators", 1.5, is_numeric=True), Head("Meaning", 8))
    return Grid(f"Indicators by status {time_text(at)}", heads, rows)


def off_track_items(found: Sequence[Assessment], at: Time) -> Iterator[Items | Paragraph]:
    """The indicators that did not meet what was planned, the worst first."""
    yield _listed(found, "not met") or Paragraph(nothing_off_track(found, at))


def undecided_items(found: Sequence[Assessment]) -> Iterator[Items]:
    """The indicators of which it cannot be decided whether they met what was planned; nothing where there is none."""
    items = _listed(found, UNDECIDED)
    if items is not None:
        yield items


def _listed(found: Sequence[Assessment], status: str) -> Items | None:
    listed = [one for one in worst_first(found) if one.status == status]
    return (
        Items(tuple(f"{indicator_text(one.indicator)} ({status_text(one)}{_doubt(one)})" for one in listed))
        if listed
        else None
    )


def _doubt(one: Assessment) -> str:
    return f"; doubtful, since {one.doubt}" if one.status == "not met" and one.doubt else ""


def nothing_off_track(found: Iterable[Assessment], at: Time) -> str:
    """The sentence for an empty list of what is off track: no praise where no indicator could be judged."""
    counts = Counter(one.status for one in found)
    if counts["met"] and counts[UNDECIDED]:
        judged = "The one" if counts["met"] == 1 else f"None of the {counts['met']} indicators"
        is_met = (
            "indicator that could be judged is on track" if counts["met"] == 1 else "that could be judged is off track"
        )
        return f"{judged} {is_met}; {counts[UNDECIDED]} could not be judged."
    if counts["met"]:
        return "No indicator is off track."
    if counts[UNDECIDED]:
        return "No indicator could be judged: those with a planned and a reported value are undecided."
    return f"No indicator could be judged: none has both a planned and a reported value {time_text(at)} that are due."


def reason_text(answer: Undefined) -> str:
    """The reason why there is no answer, without the advice after it, which is for programs: "pass direction="."""
    return plain(answer.reason.partition("; ")[0])


def performance_grid(found: Sequence[Assessment], at: Time, caption: str) -> Grid:
    """The performance of some indicators of a result at a time."""
    notes = Notes()
    heads = (
        Head("Indicator", 6),
        Head("Baseline", 1.6),
        Head(f"Planned {time_text(at)}", 1.6, is_numeric=True),
        Head(f"Achieved {time_text(at)}", 1.6, is_numeric=True),
        Head("Of milestone", 1.5, is_numeric=True),
        Head("Of target", 1.5, is_numeric=True),
        Head("Status", 3),
        Head("Certainty", 1.6),
    )
    rows = tuple(_row(one, notes) for one in found)
    return Grid(caption, heads, rows, notes.texts)


def _row(one: Assessment, notes: Notes) -> Row:
    own = one.own
    return Row(
        (
            of_indicator(one.indicator, notes),
            baseline_cell(own.baseline, notes),
            value_cell(one.planned, notes),
            value_cell(one.actual, notes),
            _percent(one.of_milestone, notes),
            _percent(one.of_target, notes),
            _status(one, notes),
            _certainty(one, notes),
        )
    )


def _percent(answer: Progress | Undefined, notes: Notes) -> Cell:
    """A percentage, or a note with the reason why there is none."""
    if isinstance(answer, Progress):
        return Cell(answer.percent)
    return noted("none", [notes.number(reason_text(answer))])


def _status(one: Assessment, notes: Notes) -> Cell:
    numbers = []
    if isinstance(one.verdict, Undefined) and one.status == UNDECIDED:
        numbers.append(notes.number(reason_text(one.verdict)))
    if one.readings:
        numbers.append(notes.number(in_words(one.readings)))
    cell = noted(status_text(one), numbers)
    return Cell(cell.text, cell.notes, is_strong=one.status == "not met")


def _certainty(one: Assessment, notes: Notes) -> Cell:
    if not isinstance(one.verdict, Met):
        return Cell()
    direction = one.verdict.basis.direction
    numbers = [notes.number(INFERRED.format(direction.direction.value))] if direction.source == "inferred" else []
    return noted(one.certainty, numbers)


def status_text(one: Assessment) -> str:
    """The status of an indicator in words: "not met: 59 of 100, gap 41"."""
    planned, actual = one.planned, one.actual
    is_known = planned is not None and planned.value not in BLANK
    if actual is not None and is_reported(actual.value):
        words = [_achieved(one, actual, planned if is_known else None)]
    else:
        words = [f"{number_text(planned)} planned"] if planned is not None and is_known else []
        words += [f"reported {number_text(actual)}"] if actual is not None and actual.value not in BLANK else []
        words += ["reported by group"] if one.verdict is not None else []
        words += ["overdue"] if one.status == WITHOUT_DATA and one.state is ReportingStatus.OVERDUE else []
    gap = one.gap
    if one.status == "not met" and isinstance(gap, IndicatorValue):
        words.append(f"gap {in_short(gap)}")
    return ": ".join(filter(None, (one.status, ", ".join(words))))


def _achieved(one: Assessment, actual: Observation, planned: Observation | None) -> str:
    """The actual beside the planned value: "59 of 100", or "30, planned 20" where less may be better."""
    if planned is None:
        return f"{number_text(actual)}, nothing planned"
    join = " of " if _is_part(one, planned, actual) else ", planned "
    return f"{number_text(actual)}{join}{number_text(planned)}"


def _is_part(one: Assessment, planned: Observation, actual: Observation) -> bool:
    """True for counts of which more is better, so that the one may be called a part of the other."""
    is_more = isinstance(one.verdict, Met) and one.verdict.basis.direction.direction is Direction.INCREASE
    is_number = is_numeric(planned.value) and is_numeric(actual.value)
    return is_more and is_number and not one.indicator.is_share(planned)


def is_of_time(one: Assessment) -> bool:
    """True if something is planned or reported for the time."""
    return one.status != NOT_SCHEDULED
