"""
Read the transactions of an activity: expenses and funding, in the budget of the period that their day falls into.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.budget import Budget, FundingLine, in_force
from resultsframework.formats._construction import unchecked
from resultsframework.interval import EXACT
from resultsframework.money import Money
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.value import Missing

from ._amount import amount_of, exact
from ._datatypes import day_of, stated
from ._days import period_of
from ._text import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ._amount import Amounts
    from ._xml import Element

__all__ = ["FUNDS", "SPENDING", "Movement", "movement_of", "with_movements"]

make_budget = unchecked(Budget)
make_funding_line = unchecked(FundingLine)
make_organisation = unchecked(Organisation)

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SPENDING = ("3", "4")
SUMMED = (FUNDS, *SPENDING)
ONE_DAY = dt.timedelta(days=1)


class _Giver(NamedTuple):
    """The provider, as a transaction names it."""

    name: str | None
    reference: str | None
    type: str | None


NOBODY = _Giver(None, None, None)


class Movement(NamedTuple):
    """
    A transaction that is added up.

    Attributes:
        day: Its date, or that of its value.

        currency: The currency; empty where none is known.

        amount: The amount.

        giver: The provider of incoming funds; None for expenses.
    """

    day: dt.date
    currency: str
    amount: Decimal
    giver: _Giver | None


def movement_of(element: Element, amounts: Amounts) -> Movement | None:
    """The amount that a transaction adds to the sums; None for one of another type, or without a date or an amount."""
    kind, day, value, provider = _facts_of(element)
    if value is None:
        return None
    code = value.get("currency", amounts.currency)
    amount = amount_of(value, code, amounts.decimal)
    date = day_of(day) or day_of(value.get("value-date"))
    if amount is None or date is None:
        return None
    giver = None if kind != FUNDS else NOBODY if provider is None else _giver(provider)
    return Movement(date, code or "", amount, giver)


def _facts_of(element: Element) -> tuple[str | None, str | None, Element | None, Element | None]:
    """Type, day, value and provider of a transaction; no value for a type that is not added up."""
    kind = day = value = provider = None
    for child in element[:]:
        tag = child.tag
        if tag == "transaction-type":
            kind = child.get("code")
            if kind not in SUMMED:
                break
        elif tag == "transaction-date":
            day = child.get("iso-date")
        elif tag == "value":
            value = child
        elif tag == "provider-org":
            provider = child
        if kind and value is not None and day is not None and (provider is not None or kind in SPENDING):
            break
    return kind, day, value if kind in SUMMED else None, provider


def _giver(element: Element) -> _Giver:
    name = None
    for child in element[:] if len(element) else ():
        if child.tag == "narrative" and (name := content(child)) is not None:
            break
    return _Giver(name, stated(element.get("ref")), stated(element.get("type")))


def _funding(giver: _Giver, amount: Money) -> FundingLine:
    name, number, kind = giver
    body = None if giver == NOBODY else make_organisation(name=name, reference=number, type=kind)
    return make_funding_line(organisation=body, amount=amount)


class _Sums:
    """The sums of one budget."""

    def __init__(self) -> None:
        self.spent: Decimal | None = None
        self.funds: dict[_Giver, Decimal] = {}

    def add(self, movement: Movement) -> None:
        """Add a transaction."""
        amount, giver = movement.amount, movement.giver
        if giver is None:
            self.spent = amount if self.spent is None else EXACT.add(self.spent, amount)
        else:
            self.funds[giver] = EXACT.add(self.funds[giver], amount) if giver in self.funds else amount

    def fields(self, currency: str | None) -> dict[str, Any]:
        """The fields of the budget that they are."""
        return {
            "expenses": Missing.ABSENT if self.spent is None else exact(self.spent, currency),
            "funding": tuple([_funding(giver, exact(amount, currency)) for giver, amount in self.funds.items()]),
        }


class _Calendar:
    """
    The budgets in force of one currency by their days.

    Two periods that share the last day of one, such as 2020-07-01 to 2021-07-01 and the year after, meet there: the
    shared day belongs to the later.
    """

    def __init__(self, budgets: Sequence[Budget], currency: str) -> None:
        spans = [
            (one.period.first_day, one.period.last_day, number - 1)
            for number, one in in_force(budgets)
            if one.period is not None and {_code(one.planned), _code(one.actual)} <= {currency, None}
        ]
        starts = {first for first, _, _ in spans}
        self.spans = [
            (first, last - ONE_DAY if first < last and last in starts else last, place)
            for first, last, place in spans
            if first is not None and last is not None
        ]
        self.known: dict[dt.date, int | Period] = {}

    def place_of(self, day: dt.date) -> int | Period:
        """
        The index of the only budget whose period holds a day; else the days around it, within its year, that no budget
        or the same several budgets hold.
        """
        if day not in self.known:
            holding = [place for first, last, place in self.spans if first <= day <= last]
            self.known[day] = holding[0] if len(holding) == 1 else self._around(day)
        return self.known[day]

    def _around(self, day: dt.date) -> Period:
        starts = [dt.date(day.year, 1, 1), *(first for first, _, _ in self.spans)]
        starts += [last + ONE_DAY for _, last, _ in self.spans if last < day]
        first = max(start for start in starts if start <= day)
        ends = [dt.date(day.year, 12, 31), *(last for _, last, _ in self.spans)]
        ends += [start - ONE_DAY for start, _, _ in self.spans if start > day]
        return period_of(str(first), str(min(end for end in ends if end >= day)))


def with_movements(budgets: list[Budget], movements: list[Movement]) -> list[Budget]:
    """The budgets with expenses and funding by the day that they fall into; those in no budget period stand beside."""
    sums: dict[tuple[int | Period, str], _Sums] = {}
    calendars: dict[str, _Calendar] = {}
    for movement in movements:
        currency = movement.currency
        if currency not in calendars:
            calendars[currency] = _Calendar(budgets, currency)
        key = (calendars[currency].place_of(movement.day), currency)
        if key not in sums:
            sums[key] = _Sums()
        sums[key].add(movement)
    made = list(budgets)
    beside: list[tuple[dt.date | None, str, Budget]] = []
    for (place, currency), found in sums.items():
        fields = found.fields(currency or None)
        if isinstance(place, Period):
            beside.append((place.first_day, currency, make_budget(period=place, **fields)))
        else:
            made[place] = attrs.evolve(made[place], **fields)
    beside.sort(key=lambda entry: entry[:2])
    return made + [budget for _, _, budget in beside]


def _code(amount: Money | Missing) -> str | None:
    """The currency of an amount, as the sums know it; None where there is no amount."""
    return amount.currency or "" if isinstance(amount, Money) else None
