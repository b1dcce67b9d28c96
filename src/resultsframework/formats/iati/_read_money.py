"""
From the budgets and transactions of an activity to the model: what was planned, what came in, what was spent, by year.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework.budget import Budget, FundingLine
from resultsframework.interval import EXACT
from resultsframework.money import Money
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.source import Extra
from resultsframework.value import Missing, parse_number

from ._construction import exact_money
from ._days import day_of, period_of
from ._text import content, keep, kept_attributes, stated

if TYPE_CHECKING:
    from ._xml import Element

__all__ = ["FUNDS", "SPENDING", "Sums", "read_budgets"]

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SPENDING = ("3", "4")
SUMMED = (FUNDS, *SPENDING)
# Code list BudgetType.
ORIGINAL, REVISED = "1", "2"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
CURRENCY = re.compile("[A-Z]{3}")
# What a budget has to have.
PARTS = ("period-start", "period-end", "value")
# What most budgets say, and no more than where they say nothing.
USUAL = (("type", ORIGINAL), ("status", ORIGINAL))


def read_budgets(
    elements: list[Element], currency: str | None, sums: Sums, *, layout: str
) -> tuple[tuple[Budget, ...], list[Element]]:
    """
    The budgets of an activity, and the elements that cannot be told by them.

    In the layout outcome-activity a budget of type 1 is the planned and one of type 2 the actual budget, as UN Women
    publishes them. Else both are planned, and where a period has an original and a revised one, the revised counts.

    Args:
        elements: The ``budget`` elements.

        currency: The default currency of the activity.

        sums: What its transactions add up to.

        layout: The layout to read it in.
    """
    found: list[Budget] = []
    told: list[Element] = []
    rest: list[Element] = []
    for element in elements:
        budget = _budget(element, currency)
        if budget is None:
            rest.append(element)
        else:
            found.append(budget)
            told.append(element)
    if layout == "outcome-activity":
        found = _paired(found)
    else:
        revised = {(b.period, _currency(b)) for b in found if b.extras and _type(b) == REVISED}
        if revised:
            originals = [_type(b) == ORIGINAL and (b.period, _currency(b)) in revised for b in found]
            rest += (element for element, is_original in zip(told, originals, strict=True) if is_original)
            found = [b for b, is_original in zip(found, originals, strict=True) if not is_original]
    return tuple(_with_transactions(found, sums)), rest


# ------------------------------------------------------------------------------------------------- budgets


def _budget(element: Element, currency: str | None) -> Budget | None:
    """The budget that an element is, as planned; None where it has no dates or no amount."""
    attributes = element.items()
    extras = kept_attributes([pair for pair in attributes if pair not in USUAL]) if attributes else []
    first: dict[str, Element] = {}
    for child in element[:]:
        tag = child.tag
        if tag in PARTS and tag not in first:
            first[tag] = child
        else:
            keep(child, extras)
    if len(first) < len(PARTS):
        return None
    start, end, value = map(first.__getitem__, PARTS)
    told = dict(value.items())
    span = _span(start.get("iso-date"), end.get("iso-date"))
    amount = _amount(value, told.pop("currency", currency))
    if span is None or amount is None:
        return None
    period, first_day = span
    for bound in (start, end):
        if len(bound.attrib) > 1 or len(bound):
            _keep_rest(bound, extras)
    # An amount is usually valued on the first day of its period.
    if told.get("value-date") == first_day:
        del told["value-date"]
    if told:
        extras += kept_attributes(told.items(), "value/")
    return Budget(planned=exact_money(*amount), period=period, extras=tuple(extras), line=element.sourceline)


@functools.lru_cache(maxsize=4096)
def _span(start: str | None, end: str | None) -> tuple[Period, str] | None:
    """The period between two dates, and its first day as text; None where one of them is no date."""
    if day_of(start) is None or day_of(end) is None:
        return None
    period = period_of(start, end)
    return period, str(period.first_day)


def _keep_rest(element: Element, extras: list[Extra]) -> None:
    """Keep what a bound of a budget's period says beyond its day."""
    path = f"{element.tag}/"
    extras += kept_attributes([pair for pair in element.items() if pair[0] != "iso-date"], path)
    for odd in element:
        keep(odd, extras, path)


def _type(budget: Budget) -> str:
    return next((extra.text for extra in budget.extras if extra.name == "@type"), ORIGINAL)


def _currency(budget: Budget) -> str | None:
    return budget.planned.currency if isinstance(budget.planned, Money) else None


def _paired(budgets: list[Budget]) -> list[Budget]:
    """Planned and actual budget of one period as one; those of type 2 are the actual ones."""
    kinds = Counter((b.period, _currency(b), _type(b)) for b in budgets)
    made: list[Budget] = []
    places: dict[tuple[Period | None, str | None], int] = {}
    for budget in budgets:
        key = (budget.period, _currency(budget))
        actual = _type(budget) == REVISED
        if actual:
            told = {"@type": REVISED, "@status": "2"}
            extras = tuple(
                attrs.evolve(e, name=f"actual/{e.name}") for e in budget.extras if told.get(e.name) != e.text
            )
            if not any(e.name == "@status" for e in budget.extras):
                extras = (Extra(name="actual/@status", text=""), *extras)
            budget = attrs.evolve(budget, planned=Missing.ABSENT, actual=budget.planned, extras=extras)  # noqa: PLW2901
        if key in places and kinds[*key, ORIGINAL] == kinds[*key, REVISED] == 1:
            other = made[places[key]]
            one, two = (other, budget) if actual else (budget, other)
            made[places[key]] = attrs.evolve(one, actual=two.actual, extras=(*one.extras, *two.extras), line=other.line)
        else:
            places[key] = len(made)
            made.append(budget)
    return made


# -------------------------------------------------------------------------------------------- transactions


class _Giver(NamedTuple):
    """Who gives, as a transaction names the body."""

    name: str | None
    reference: str | None
    type: str | None


NOBODY = _Giver(None, None, None)


class Sums:
    """What the transactions of an activity add up to, by year and currency."""

    def __init__(self) -> None:
        self.spent: dict[tuple[int, str], Decimal] = {}
        self.funds: dict[tuple[int, str], dict[_Giver, Decimal]] = {}

    def add(self, element: Element, currency: str | None) -> bool:
        """Add a transaction; not one of another type, or without a date or an amount, of which it answers False."""
        kind = day = value = provider = None
        for child in element:
            tag = child.tag
            if tag == "transaction-type":
                kind = child.get("code")
                if kind not in SUMMED:
                    return False
            elif tag == "transaction-date":
                day = child.get("iso-date")
            elif tag == "value":
                value = child
            elif tag == "provider-org":
                provider = child
            if kind and value is not None and day is not None and (provider is not None or kind in SPENDING):
                break
        amount = None if kind is None or value is None else _amount(value, value.get("currency", currency))
        date = None if value is None else day_of(day) or day_of(value.get("value-date"))
        if amount is None or date is None:
            return False
        number, told = amount
        key = (date.year, told or "")
        if kind == FUNDS:
            givers = self.funds.setdefault(key, {})
            giver = NOBODY if provider is None else _giver(provider)
            givers[giver] = EXACT.add(givers[giver], number) if giver in givers else number
        else:
            self.spent[key] = EXACT.add(self.spent[key], number) if key in self.spent else number
        return True


def _giver(element: Element) -> _Giver:
    name = None
    for child in element[:] if len(element) else ():
        if child.tag == "narrative" and (name := content(child)) is not None:
            break
    return _Giver(name, stated(element.get("ref")), stated(element.get("type")))


def _funding(giver: _Giver, amount: Money) -> FundingLine:
    name, reference, kind = giver
    body = None if giver == NOBODY else Organisation(name=name, reference=reference, type=kind)
    return FundingLine(organisation=body, amount=amount)


def _with_transactions(budgets: list[Budget], sums: Sums) -> list[Budget]:
    """The budgets with what was spent and what came in, in the year of the budget or in one of its own."""
    made = list(budgets)
    for key in sorted({*sums.spent, *sums.funds}):
        year, currency = key
        spent = sums.spent.get(key)
        expenses = Missing.ABSENT if spent is None else exact_money(spent, currency or None)
        funding = tuple(
            _funding(giver, exact_money(amount, currency or None)) for giver, amount in sums.funds.get(key, {}).items()
        )
        same = [
            i
            for i, b in enumerate(budgets)
            if b.period is not None
            and b.period.year == year
            and b.period == Period(year=year)
            and {_code(b.planned), _code(b.actual)} <= {currency, None}
        ]
        if len(same) == 1:
            made[same[0]] = attrs.evolve(made[same[0]], expenses=expenses, funding=funding)
        else:
            made.append(Budget(period=Period(year=year), expenses=expenses, funding=funding))
    return made


def _code(amount: Money | Missing) -> str | None:
    """The currency of an amount, as the sums know it; None where there is no amount."""
    return amount.currency or "" if isinstance(amount, Money) else None


# ------------------------------------------------------------------------------------------------- amounts


def _amount(element: Element, currency: str | None) -> tuple[Decimal, str | None] | None:
    """The amount that a ``value`` is in its currency; None where it is no number or its currency is no currency."""
    text = (content(element) or "").strip()
    number = Decimal(text) if NUMBER.fullmatch(text) else parse_number(text)
    if number is None or not (currency is None or _is_currency(currency)):
        return None
    return number, currency


@functools.lru_cache(maxsize=256)
def _is_currency(text: str) -> bool:
    return CURRENCY.fullmatch(text) is not None
