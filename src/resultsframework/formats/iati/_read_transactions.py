"""
Read the transactions of an activity: expenses and funding, in the budget of the period that their day falls into.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.budget import Budget, FundingLine, in_force
from resultsframework.formats._construction import unchecked
from resultsframework.interval import EXACT
from resultsframework.money import Money
from resultsframework.number import parse_number, plain_number
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.value import Missing

from ._datatypes import day_of, stated
from ._days import period_of
from ._text import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from resultsframework.number import DecimalMark

    from ._xml import Element

__all__ = ["FUNDS", "Amounts", "Movement", "amount_of", "exact", "movement_of", "with_movements"]

make_budget = unchecked(Budget)
make_funding_line = unchecked(FundingLine)
make_money = unchecked(Money)
make_organisation = unchecked(Organisation)

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SUMMED = (FUNDS, "3", "4")
CURRENCY = re.compile("[A-Z]{3}")
ONE_DAY = dt.timedelta(days=1)


NOBODY = Organisation()


class Amounts(NamedTuple):
    """
    The conventions of the amounts of an activity.

    Attributes:
        currency: The default currency.

        decimal: The decimal mark, where it is known.
    """

    currency: str | None
    decimal: DecimalMark | None = None


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
    giver: Organisation | None


def amount_of(element: Element, currency: str | None, decimal: DecimalMark | None) -> Decimal | None:
    """The amount that a ``value`` is; None where it is no number or its currency is no currency."""
    if not (currency is None or CURRENCY.fullmatch(currency)):
        return None
    text = (content(element) or "").strip()
    # The schema demands a decimal point, and publishers that write three decimals mean them.
    plain = None if decimal == "," else plain_number(text)
    return parse_number(text, decimal=decimal) if plain is None else plain


def exact(amount: Decimal, currency: str | None) -> Money:
    """The amount as money that is known exactly."""
    return make_money(nominal=amount, low=amount, high=amount, currency=currency)


def movement_of(element: Element, amounts: Amounts) -> Movement | None:
    """The amount that a transaction adds to the sums; None for one of another type, or without a date or an amount."""
    parts = {child.tag: child for child in element[:]}
    kind, value = parts.get("transaction-type"), parts.get("value")
    if kind is None or value is None or kind.get("code") not in SUMMED:
        return None
    currency = value.get("currency", amounts.currency)
    amount = amount_of(value, currency, amounts.decimal)
    dated = parts.get("transaction-date")
    day = (None if dated is None else day_of(dated.get("iso-date"))) or day_of(value.get("value-date"))
    if amount is None or day is None:
        return None
    giver = _giver(parts.get("provider-org")) if kind.get("code") == FUNDS else None
    return Movement(day, currency or "", amount, giver)


def _giver(element: Element | None) -> Organisation:
    """The provider, as a transaction names it."""
    if element is None:
        return NOBODY
    names = [child for child in element[:] if child.tag == "narrative"]
    return make_organisation(
        name=next(filter(None, map(content, names)), None),
        reference=stated(element.get("ref")),
        type=stated(element.get("type")),
    )


class _Sums:
    """The sums of one budget."""

    def __init__(self) -> None:
        self.spent: Decimal | None = None
        self.funds: dict[Organisation, Decimal] = {}

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
            "funding": tuple(
                [
                    make_funding_line(organisation=None if giver == NOBODY else giver, amount=exact(amount, currency))
                    for giver, amount in self.funds.items()
                ]
            ),
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
