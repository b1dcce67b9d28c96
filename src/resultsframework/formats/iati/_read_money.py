"""
From the budgets and transactions of an activity to the model: what was planned, what came in, what was spent, by year.
"""

from __future__ import annotations

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

from ._days import day_of, period_of
from ._text import content, keep, keep_attributes, stated

if TYPE_CHECKING:
    from ._xml import Element

__all__ = ["FUNDS", "SPENDING", "amount_of", "kind_of", "read_budgets"]

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SPENDING = ("3", "4")
# Code list BudgetType.
ORIGINAL, REVISED = "1", "2"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
CURRENCY = re.compile("[A-Z]{3}")


class _Sum(NamedTuple):
    """A transaction, as far as it is summed."""

    kind: str
    year: int
    money: Money
    provider: Organisation | None


def read_budgets(
    budgets: list[Element], transactions: list[Element], currency: str | None, *, layout: str
) -> tuple[tuple[Budget, ...], list[Element]]:
    """
    The budgets of an activity, and the elements that cannot be told by them.

    In the layout outcome-activity a budget of type 1 is the planned and one of type 2 the actual budget, as UN Women
    publishes them. Else both are planned, and where a period has an original and a revised one, the revised counts.

    Args:
        budgets: The ``budget`` elements.

        transactions: The ``transaction`` elements that are to be summed.

        currency: The default currency of the activity.

        layout: The layout to read it in.
    """
    found: list[Budget] = []
    rest: list[Element] = []
    elements: list[Element] = []
    for element in budgets:
        budget = _budget(element, currency)
        if budget is None:
            rest.append(element)
        else:
            found.append(budget)
            elements.append(element)
    if layout == "outcome-activity":
        found = _paired(found)
    else:
        revised = {(b.period, _currency(b)) for b in found if _type(b) == REVISED}
        originals = [_type(b) == ORIGINAL and (b.period, _currency(b)) in revised for b in found]
        rest += (element for element, is_original in zip(elements, originals, strict=True) if is_original)
        found = [b for b, is_original in zip(found, originals, strict=True) if not is_original]
    sums: list[_Sum] = []
    for element in transactions:
        one = _sum_of(element, currency)
        if one is None:
            rest.append(element)
        else:
            sums.append(one)
    return tuple(_with_transactions(found, sums)), rest


# ------------------------------------------------------------------------------------------------- budgets


def _budget(element: Element, currency: str | None) -> Budget | None:
    """The budget that an element is, as planned; None where it has no dates or no amount."""
    extras: list[Extra] = []
    days: dict[str, str | None] = {}
    money: Money | None = None
    keep_attributes(_telling(element), extras)
    for child in element:
        tag = child.tag
        if tag in ("period-start", "period-end") and tag not in days:
            days[tag] = child.get("iso-date")
            keep_attributes(((n, t) for n, t in child.items() if n != "iso-date"), extras, f"{tag}/")
            for odd in child:
                keep(odd, extras, f"{tag}/")
        elif tag == "value" and money is None:
            money = amount_of(child, currency)
            keep_attributes(((n, t) for n, t in child.items() if n != "currency"), extras, "value/")
        else:
            keep(child, extras)
    start, end = days.get("period-start"), days.get("period-end")
    if money is None or day_of(start) is None or day_of(end) is None:
        return None
    period = period_of(start, end)
    # An amount is usually valued on the first day of its period.
    usual = Extra(name="value/@value-date", text=str(period.first_day))
    return Budget(planned=money, period=period, extras=tuple(e for e in extras if e != usual), line=element.sourceline)


def _telling(element: Element) -> list[tuple[str, str]]:
    """The attributes of a budget that say more than the standard's defaults."""
    return [(n, t) for n, t in element.items() if not (n in ("type", "status") and t == ORIGINAL)]


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


def kind_of(element: Element) -> str | None:
    """The code of the type of a transaction."""
    found = element.find("transaction-type")
    return None if found is None else found.get("code")


def _sum_of(element: Element, currency: str | None) -> _Sum | None:
    """What a transaction adds to a sum; None where it has no date or no amount."""
    date = value = provider = None
    for child in element:
        if child.tag == "transaction-date":
            date = child.get("iso-date")
        elif child.tag == "value":
            value = child
        elif child.tag == "provider-org":
            provider = child
    if value is None:
        return None
    day = day_of(date) or day_of(value.get("value-date"))
    money = amount_of(value, currency)
    if day is None or money is None:
        return None
    return _Sum(kind_of(element) or "", day.year, money, None if provider is None else _provider(provider))


def _provider(element: Element) -> Organisation | None:
    names = [text for child in element if child.tag == "narrative" and (text := content(child)) is not None]
    found = Organisation(
        name=names[0] if names else None, reference=stated(element.get("ref")), type=stated(element.get("type"))
    )
    return None if found == Organisation() else found


def _with_transactions(budgets: list[Budget], sums: list[_Sum]) -> list[Budget]:
    """The budgets with what was spent and what came in, in the year of the budget or in one of its own."""
    made = list(budgets)
    for year, currency in sorted({(s.year, s.money.currency or "") for s in sums}):
        here = [s for s in sums if (s.year, s.money.currency or "") == (year, currency)]
        spent = [s.money for s in here if s.kind in SPENDING]
        expenses = _total(spent) if spent else Missing.ABSENT
        providers = dict.fromkeys(s.provider for s in here if s.kind == FUNDS)
        funding = tuple(
            FundingLine(
                organisation=one, amount=_total([s.money for s in here if s.kind == FUNDS and s.provider == one])
            )
            for one in providers
        )
        period = Period(year=year)
        same = [
            i
            for i, b in enumerate(made)
            if b.period == period and {_code(b.planned), _code(b.actual)} <= {currency, None}
        ]
        if len(same) == 1:
            made[same[0]] = attrs.evolve(made[same[0]], expenses=expenses, funding=funding)
        else:
            made.append(Budget(period=period, expenses=expenses, funding=funding))
    return made


def _code(amount: Money | Missing) -> str | None:
    """The currency of an amount, as the sums know it; None where there is no amount."""
    return amount.currency or "" if isinstance(amount, Money) else None


def _total(amounts: list[Money]) -> Money:
    total = amounts[0].nominal
    for amount in amounts[1:]:
        total = EXACT.add(total, amount.nominal)
    return Money(nominal=total, currency=amounts[0].currency)


def amount_of(element: Element, currency: str | None) -> Money | None:
    """The amount that a ``value`` is; None where it is no number or its currency is no currency."""
    text = (content(element) or "").strip()
    number = Decimal(text) if NUMBER.fullmatch(text) else parse_number(text)
    told = element.get("currency", currency)
    if number is None or not (told is None or CURRENCY.fullmatch(told)):
        return None
    return Money(nominal=number, currency=told)
