"""
The budgets, activities and revisions of a record.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from resultsframework.budget import Budget, FundingLine
from resultsframework.currency import CURRENCIES, currency_of
from resultsframework.formats.tabular.sheet import Sheet, quantity_of
from resultsframework.money import Money, parse_money
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.planned_activity import PlannedActivity
from resultsframework.revision import Revision
from resultsframework.value import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._headings import Times
    from ._record import Entry, Log, Record
    from ._values import Notation

__all__ = ["Amounts"]

AMOUNTS = {"budget": "planned", "budget actual": "actual", "expenses": "expenses"}
IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\(([^()]*)\)\s*")


class Amounts:
    """Reads the amounts of one table."""

    def __init__(self, sheet: Sheet, notation: Notation, times: Times, log: Log) -> None:
        self.sheet = sheet
        self.notation = notation
        self.times = times
        self.log = log

    def budgets(self, record: Record) -> list[Budget]:
        """The budgets of a record: one for each period; amounts of merged cells only in their first row."""
        by_period: dict[Period | None, dict[str, Any]] = {}
        funding: list[FundingLine] = []
        first_line = record.row
        for entry in record.of(*AMOUNTS):
            amount = self._amount(record, entry)
            if amount is not None:
                period = self._period(record, "budget start", "budget end") or entry.bound.period
                by_period.setdefault(period, {})[AMOUNTS[entry.field]] = amount
                first_line = entry.row
        for entry in record.of("funding"):
            amount = self._amount(record, entry)
            if amount is not None:
                name = IN_BRACKETS.sub(" ", entry.bound.heading).strip()
                funding.append(FundingLine(organisation=Organisation(name=name), amount=amount, line=entry.row))
        if funding and not by_period:
            by_period[None] = {}
        return [
            Budget(period=period, line=first_line, funding=tuple(funding if not number else ()), **amounts)
            for number, (period, amounts) in enumerate(by_period.items())
        ]

    def activities(self, record: Record) -> Iterator[tuple[PlannedActivity, Entry]]:
        """The planned activity of a record, with its cell."""
        entry = record.filled("activity", "activity code")
        if entry is None or entry.is_filled:
            return
        amount = next((self._amount(record, one) for one in record.of("activity budget")), None)
        activity = PlannedActivity(
            code=record.text("activity code") or None,
            title=record.text("activity") or None,
            period=self._period(record, "activity start", "activity end"),
            budgets=() if amount is None else (Budget(planned=amount, line=record.row),),
            line=record.row,
        )
        yield activity, entry

    def revisions(self, record: Record) -> list[Revision]:
        """The revision that a record is, as a list."""
        texts: dict[str, Any] = {
            name: record.text(f"revision {name}") or None for name in ("version", "path", "reason")
        }
        day = record.filled("revision day")
        if day is None and not any(texts.values()):
            return []
        found = None if day is None else self._day(day)
        approved = record.text("revision approved by") or None
        return [Revision(day=found, **texts, approved_by=approved, line=record.row)]

    def _amount(self, record: Record, entry: Entry) -> Money | Missing | None:
        """The amount of a cell; None for one that is empty, continues another or cannot be read."""
        cell = entry.cell
        if not entry.is_own or cell.is_formula_without_result:
            return None
        stated = record.text("currency")
        in_heading = next(filter(None, map(currency_of, IN_BRACKETS.findall(entry.bound.heading))), None)
        currency = stated if stated in CURRENCIES else in_heading or self.notation.currency
        quantity = quantity_of(cell, currency)
        if quantity is not None:
            unit = quantity.unit if quantity.unit in CURRENCIES else currency
            return Money(nominal=quantity.number, currency=unit)
        text = cell.text.strip()
        meaning = self.notation.meaning(text)
        if isinstance(meaning, Missing):
            return meaning
        found = parse_money(text, currency=currency, decimal=self.notation.decimal)
        if found is None:
            self.log.left(self.sheet, entry.row, entry.column, cell, "no amount")
        return found

    def _period(self, record: Record, first: str, last: str) -> Period | None:
        """The period between two days of a record."""
        start, end = (
            None if entry is None else self._day(entry) for entry in (record.filled(first), record.filled(last))
        )
        return None if start is None and end is None else Period(start=start, end=end)

    def _day(self, entry: Entry) -> dt.date | None:
        """The day of a cell; what is no day is noted."""
        found = self.times.day_of(entry.cell)
        if found is None:
            self.log.left(self.sheet, entry.row, entry.column, entry.cell, "no day")
        return found
