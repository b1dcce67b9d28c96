"""
The observations of a record: every cell of a baseline, milestone, target or actual, with its period and its subject.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.formats._conventions import conventions_of
from resultsframework.formats.tabular.sheet import Cell, Sheet, percentage_of_share
from resultsframework.indicator import Measure
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.subject import Disaggregation
from resultsframework.value import Missing, Ratio, text_of

from ._facts import CODES_OF_UNITS
from ._fields import KINDS, PARTS
from ._values import Notation, ReadValue, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._drafts import IndicatorDraft
    from ._headings import Times
    from ._layout import TableLayout
    from ._record import Entry, Log, Record

__all__ = ["OF_VALUES", "Observations"]

OF_VALUES = (*KINDS, *PARTS, *(f"{kind} {part}" for kind in KINDS for part in PARTS))
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
PERCENTAGE = re.compile(r"\s*(?:%|per ?cent|porcent|pourcent)", re.IGNORECASE)
SYMBOLS = {"percent": "%", "per_mille": "‰"}


class Observations:
    """Reads the values of one table."""

    def __init__(self, sheet: Sheet, table: TableLayout, notation: Notation, times: Times, log: Log) -> None:
        self.sheet = sheet
        self.table = table
        self.notation = notation
        self.times = times
        self.log = log
        self.is_long = table.shape == "long"

    def take(self, record: Record, indicators: list[IndicatorDraft], *, is_new: bool) -> None:
        """
        Add the observations of a record to its indicators.

        Args:
            record: The record.

            indicators: Its indicators: one, or one a line.

            is_new: True if the record begins them, so that an empty cell is a value that is absent.
        """
        found = [(entry, entry.bound.kind) for entry in record.entries if entry.bound.kind is not None]
        for entry, kind in found:
            if entry.is_own:
                self._own(record, entry, kind, indicators)
            elif not entry.cell.is_empty:
                if is_new:
                    self._left(entry, "it is merged over several indicators")
            elif is_new or record.is_part or (self.is_long and kind is not ObservationKind.BASELINE):
                for draft in indicators:
                    self._keep(draft, self._observation(record, entry, kind, ReadValue(Missing.ABSENT)))
        seen = {kind for _, kind in found}
        for kind in ObservationKind:
            ratio = None if kind in seen else self._ratio(record, kind)
            if ratio is not None:
                entry, value = ratio
                for draft in indicators:
                    self._keep(draft, self._observation(record, entry, kind, value))

    def _own(self, record: Record, entry: Entry, kind: ObservationKind, indicators: list[IndicatorDraft]) -> None:
        """The observations of a filled cell."""
        cell = entry.cell
        if cell.is_error:
            self._left(entry, "an error of the spreadsheet")
        cells = [cell] if len(indicators) == 1 else self._by_line(entry, len(indicators))
        for draft, one in zip(indicators, cells, strict=True):
            conventions = conventions_of(draft.measure, draft.unit, draft.statement, self.notation.decimal)
            conventions = conventions._replace(currency=self.notation.currency)
            values = self.notation.values(one, conventions) or [ReadValue(Missing.ABSENT)]
            share = percentage_of_share(one)
            if share is not None and _is_in_percent(draft, entry):
                number, percentage = text_of(values[0].value), text_of(share)
                self._left(entry, f"read as {number} percent; {percentage} percent if it is a share: it shows no %")
            for value in values:
                self._keep(draft, self._observation(record, entry, kind, value, cell.comment))

    def _by_line(self, entry: Entry, number: int) -> list[Cell]:
        """The lines of a cell of several indicators as cells; none of them where they are not as many."""
        lines = lines_of(entry.cell.text)
        if len(lines) != number:
            self._left(entry, f"it has {len(lines)} lines for {number} indicators")
            return [Cell()] * number
        return [Cell(line) for line in lines]

    def _left(self, entry: Entry, why: str) -> None:
        self.log.left(self.sheet, entry.row, entry.column, entry.cell, why)

    def _keep(self, draft: IndicatorDraft, observation: Observation) -> None:
        """Add an observation; a baseline that rows of one indicator repeat is kept once."""
        if self.is_long and observation.kind is ObservationKind.BASELINE and observation in draft.observations:
            return
        draft.observations.append(observation)

    def _observation(
        self, record: Record, entry: Entry, kind: ObservationKind, read: ReadValue, remark: str | None = None
    ) -> Observation:
        own = text_of(read.value) + SYMBOLS.get(read.unit or "", "")
        unit = read.unit or (entry.bound.layout.unit if isinstance(read.value, Decimal) else None)
        comments = (remark, read.comment, self._text(record, kind, "comment"))
        return Observation(
            kind=kind,
            period=read.period or self._period(record, entry, kind),
            value=read.value,
            unit=unit,
            raw=None if read.raw in ("", own) else read.raw,
            comment="; ".join(dict.fromkeys(filter(None, comments))) or None,
            disaggregation=tuple(self._groups(record, entry, kind, read)),
            places=tuple(self._places(record, entry, kind, read)),
            line=entry.row,
        )

    # Its period

    def _period(self, record: Record, entry: Entry, kind: ObservationKind) -> Period:
        stated = self._stated(record, kind)
        bound = entry.bound
        if stated is None:
            return bound.period or Period()
        if bound.period is None or not bound.period.is_stated:
            part = self.times.of(bound.heading, stated.year) if stated.year is not None else None
            if part is not None:
                return part  # a month or a quarter across, its year in the row
            if stated.raw is not None and bound.period is not None:
                return Period(raw=f"{stated.raw}, {bound.period}")
            return stated
        return bound.period

    def _stated(self, record: Record, kind: ObservationKind) -> Period | None:
        """The period that the row states for values of a kind; that of the whole row is none of a baseline."""
        prefixes = (f"{kind.value} ",) if kind is ObservationKind.BASELINE else (f"{kind.value} ", "")
        for prefix in prefixes:
            start, end = (self._day(record.filled(f"{prefix}{part}")) for part in ("start", "end"))
            if start is not None or end is not None:
                return Period(start=start, end=end)
            part, year = (record.filled(f"{prefix}{part}") for part in ("period", "year"))
            found = part or year
            if part is not None and year is not None:
                # A quarter or a month, whose year is in a column of its own.
                joined = self.times.of(part.cell.text, self._period_of(year).year)
                return joined or self._period_of(part)
            if found is not None:
                return self._period_of(found)
        return None

    def _day(self, entry: Entry | None) -> dt.date | None:
        if entry is None:
            return None
        found = self.times.day_of(entry.cell)
        if found is None:
            self._left(entry, "no day")
        return found

    def _period_of(self, entry: Entry) -> Period:
        """The period of a cell: a year, also where it was typed as a day, or a period in words."""
        cell = entry.cell
        if isinstance(cell.value, dt.date):
            day = cell.value
            return Period(year=day.year)
        text = cell.text.strip()
        if YEAR.fullmatch(text):
            return Period(year=int(text))
        return self.times.of(text) or Period(raw=text)

    # Its subject and its remarks

    def _text(self, record: Record, kind: ObservationKind, part: str) -> str | None:
        for field in (f"{kind.value} {part}", part):
            entry = record.filled(field)
            if entry is not None and (text := self.notation.text(entry.cell)):
                return text
        return None

    def _groups(self, record: Record, entry: Entry, kind: ObservationKind, read: ReadValue) -> Iterator[Disaggregation]:
        for group in (read.group, entry.bound.group, record.group):
            if group is not None:
                dimension, _, category = group.partition(":")
                yield Disaggregation(dimension=dimension.strip(), category=category.strip())
        for number in ("", " 2"):
            stated = self._text(record, kind, f"category{number}")
            if stated is not None:
                yield Disaggregation(dimension=self._text(record, kind, f"dimension{number}"), category=stated)

    def _places(self, record: Record, entry: Entry, kind: ObservationKind, read: ReadValue) -> Iterator[Place]:
        for name in (read.place, entry.bound.place, record.place, self._text(record, kind, "place")):
            if name is not None:
                yield Place(name=name)

    def _ratio(self, record: Record, kind: ObservationKind) -> tuple[Entry, ReadValue] | None:
        """The ratio of a numerator and a denominator in columns of their own; those of no kind are of the actual."""
        prefixes = (f"{kind.value} ", "") if kind is ObservationKind.ACTUAL else (f"{kind.value} ",)
        for prefix in prefixes:
            part, whole = (record.filled(f"{prefix}{name}") for name in ("numerator", "denominator"))
            if part is None or whole is None:
                continue
            numbers = self.notation.number(part.cell), self.notation.number(whole.cell)
            if numbers[0] is None or not numbers[1]:
                self._left(part, "no numerator of a ratio")
                self._left(whole, "no denominator of a ratio")
                continue
            return part, ReadValue(Ratio(numbers[0], numbers[1]))
        return None


def _is_in_percent(draft: IndicatorDraft, entry: Entry) -> bool:
    """True for an indicator whose numbers are percentages, by its unit, its measure or the start of its statement."""
    unit = entry.bound.layout.unit or draft.unit
    if unit in CODES_OF_UNITS:
        return unit == "percent"
    return draft.measure is Measure.PERCENTAGE or any(PERCENTAGE.match(text or "") for text in (unit, draft.statement))
