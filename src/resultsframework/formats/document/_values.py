"""
Values as the cells of a document: as the source writes them, numbers in one style, with notes on what is no number.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework import Indicator, Missing, Observation
from resultsframework.value import text_of

from ._blocks import Cell, Grid, Head, Notes, Row, plain
from ._census import STATES
from ._numbers import in_one_style

if TYPE_CHECKING:
    from resultsframework import Period, Result

__all__ = [
    "BLANK",
    "baseline_cell",
    "further_values",
    "indicator_text",
    "is_entered",
    "noted",
    "number_text",
    "observation_text",
    "of_indicator",
    "period_text",
    "value_cell",
]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A longer value is a note below the table.
LONGEST_VALUE = 60
YES_OR_NO = "{}: an answer of yes or no, no number"
# Nothing was entered: the sign for it needs no note.
BLANK = (Missing.EMPTY, Missing.ABSENT)


def observation_text(observation: Observation) -> str:
    """A value as the source writes it, with numbers in one style; its own text where the source has blank space."""
    text = plain(observation.raw) or plain(attrs.evolve(observation, raw=None).raw)
    return in_one_style(text, observation.value)


def number_text(observation: Observation) -> str:
    """A value as `observation_text` has it, a plain number with commas between thousands."""
    text, value = observation_text(observation), observation.value
    return f"{value:,f}" if isinstance(value, Decimal) and text == f"{value:f}" else text


def value_cell(observation: Observation | None, notes: Notes, after: str = "", *, is_strong: bool = False) -> Cell:
    """The cell of a value, with notes on its state, its comment, and its text where that is long."""
    if observation is None:
        return Cell()
    text = observation_text(observation)
    numbers = [notes.number(note) for note in _notes(observation, text)]
    if len(text) > LONGEST_VALUE:
        numbers.insert(0, notes.number(text))
        text = "see note"
    return Cell(f"{text}{after}", tuple(numbers), is_strong=is_strong)


def baseline_cell(observation: Observation | None, notes: Notes) -> Cell:
    """The cell of a baseline with its time; one that is no time, such as a year 0, is left out beside an empty cell."""
    if observation is None:
        return Cell()
    is_empty = observation.value in BLANK and not observation.period.is_stated
    when = "" if is_empty else plain(str(observation.period))
    return value_cell(observation, notes, f" ({when})" if when else "")


def _notes(observation: Observation, text: str) -> Iterator[str]:
    value = observation.value
    if isinstance(value, bool):
        yield YES_OR_NO.format(text)
    elif isinstance(value, Missing) and value not in BLANK:
        yield f"{text or text_of(value)}: {STATES[value]}"
    if observation.comment:
        yield f"{observation.period}: {observation.comment}".removeprefix(": ")


def is_entered(observation: Observation) -> bool:
    """True if there is a value, a comment, or a reason why there is none."""
    return observation.value not in BLANK or bool(observation.comment)


def noted(text: str, notes: Iterable[int]) -> Cell:
    """A text with notes, each once."""
    return Cell(plain(text), tuple(dict.fromkeys(notes)))


def indicator_text(indicator: Indicator) -> str:
    """An indicator by its code, its statement and its unit."""
    unit = f"(unit: {indicator.unit})" if indicator.unit else None
    name = " ".join(filter(None, (indicator.code, indicator.statement, unit)))
    return plain(name) or "an indicator without code and statement"


def of_indicator(indicator: Indicator, notes: Notes, more: Iterable[int] = ()) -> Cell:
    """The cell that names an indicator, with a note where its values are those of a group or a place."""
    subject = indicator.subject
    is_of_part = subject is not None and not subject.is_total and len(indicator.series) > 0
    numbers = [notes.number(f"all values are of {subject}")] if is_of_part else []
    return noted(indicator_text(indicator), [*numbers, *more])


def further_values(result: Result, caption: str) -> Iterator[Grid]:
    """The values that the table of indicators has no cell for: of groups and places, and several of one period."""
    notes = Notes()
    rows = [row for indicator in result.indicators for row in _rows(indicator, notes)]
    if rows:
        heads = (
            Head("Indicator", 5),
            Head("Kind", 1.3),
            Head("Period", 1.5),
            Head("Of", 3),
            Head("Value", 2, is_numeric=True),
        )
        yield Grid(caption, heads, tuple(rows), notes.texts)


def _rows(indicator: Indicator, notes: Notes) -> Iterator[Row]:
    in_cells = {id(o) for o in (indicator.baseline, *indicator.planned, *indicator.actuals)}
    rest = [o for o in indicator.series if id(o) not in in_cells and is_entered(o)]
    for number, observation in enumerate(rest):
        yield Row(
            (
                Cell(plain(indicator.code or "") or indicator_text(indicator)) if number == 0 else Cell(),
                Cell(observation.kind.value),
                Cell(plain(str(observation.period))),
                Cell(plain(str(observation.subject))),
                value_cell(observation, notes),
            ),
            goes_on=number > 0,
        )


def period_text(period: Period) -> str:
    """A period of whole months as a person writes it, such as "Jan to Mar 2022"; any other as it is printed."""
    first, last = period.first_day, period.last_day
    if (
        first is None
        or last is None
        # A start that is not stated beside an end would be made up of the year.
        or (period.start is None) != (period.end is None)
        or first > last
        or first.day != 1
        or last.day < monthrange(last.year, last.month)[1]
    ):
        return str(period)
    if (first.month, last.month) == (1, len(MONTHS)):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    begins, ends = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{begins} {first.year} to {ends}"
    return ends if first.month == last.month else f"{begins} to {ends}"
