"""
Read the budgets and transactions of an activity: planned budgets, funding and expenses by year.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework.budget import Budget, FundingLine
from resultsframework.formats._construction import unchecked
from resultsframework.interval import EXACT
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.number import MAX_DIGITS, has_too_many_digits, parse_number
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.value import Missing

from ._datatypes import day_of, stated
from ._days import bound, period_of
from ._text import content, keep, kept_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._xml import Element

__all__ = ["FUNDS", "ORIGINAL", "REVISED", "SPENDING", "Sums", "read_budgets", "type_of"]

make_budget = unchecked(Budget)
make_funding_line = unchecked(FundingLine)
make_money = unchecked(Money)
make_organisation = unchecked(Organisation)

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SPENDING = ("3", "4")
SUMMED = (FUNDS, *SPENDING)
# Code list BudgetType.
ORIGINAL, REVISED = "1", "2"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
CURRENCY = re.compile("[A-Z]{3}")
# The elements that a budget requires; nearly all budgets have exactly these.
PARTS = ["period-start", "period-end", "value"]
# The attributes of most budgets, which mean the same as none.
USUAL = (("type", ORIGINAL), ("status", ORIGINAL))


def read_budgets(
    elements: list[Element], currency: str | None, sums: Sums, *, layout: str
) -> tuple[tuple[Budget, ...], list[Element]]:
    """
    The budgets of an activity, and the elements that they cannot represent.

    In the layout outcome-activity a budget of type 1 is the planned and one of type 2 the actual budget, as UN Women
    publishes them. Else both are planned, and where a period has an original and a revised one, the revised counts.

    Args:
        elements: The ``budget`` elements.

        currency: The default currency of the activity.

        sums: The sums of its transactions.

        layout: The layout to read it in.
    """
    found: list[Budget] = []
    read: list[Element] = []
    rest: list[Element] = []
    for element in elements:
        made = _budget(element, currency)
        if made is None:
            rest.append(element)
        else:
            found.append(made)
            read.append(element)
    if layout == "outcome-activity":
        found = _paired(found)
    elif revised := {_key(b) for b in found if b.extras and type_of(b) == REVISED}:
        originals = [_key(b) in revised and type_of(b) == ORIGINAL for b in found]
        rest += (element for element, is_original in zip(read, originals, strict=True) if is_original)
        found = [b for b, is_original in zip(found, originals, strict=True) if not is_original]
    return tuple(_with_transactions(found, sums)), rest


# ------------------------------------------------------------------------------------------------- budgets


def _budget(element: Element, currency: str | None) -> Budget | None:
    """The budget that an element is, as planned; None where it has no dates or no amount."""
    attributes = element.items()
    extras = [*_extras_of_budget(tuple(attributes))] if attributes else []
    children = element[:]
    if [child.tag for child in children] != PARTS:
        children = _parts(children, extras)
        if len(children) < len(PARTS):
            return None
    start, end, value = children
    span = _span(bound(start, extras), bound(end, extras))
    odd: list[tuple[str, str]] = []
    for attribute in value.items():
        name, text = attribute
        if name == "currency":
            currency = text
        # An amount is usually valued on the first day of its period.
        elif name != "value-date" or span is None or text != span[1]:
            odd.append(attribute)
    amount = _amount(value, currency)
    if span is None or amount is None:
        return None
    if odd:
        extras += kept_attributes(odd, "value/")
    return make_budget(planned=_exact(amount, currency), period=span[0], extras=tuple(extras), line=element.sourceline)


@functools.lru_cache(maxsize=256)
def _extras_of_budget(attributes: tuple[tuple[str, str], ...]) -> tuple[Extra, ...]:
    """The attributes of a budget beyond the usual, as extras."""
    return tuple(kept_attributes([pair for pair in attributes if pair not in USUAL]))


def _parts(children: Sequence[Element], extras: list[Extra]) -> Sequence[Element]:
    """Start, end and value of a budget that has others too; less where it lacks one."""
    first: dict[str, Element] = {}
    for child in children:
        tag = child.tag
        if tag in PARTS and tag not in first:
            first[tag] = child
        else:
            keep(child, extras)
    return [first[tag] for tag in PARTS if tag in first]


@functools.lru_cache(maxsize=4096)
def _span(start: str | None, end: str | None) -> tuple[Period, str] | None:
    """The period between two dates, and its first day as text; None unless both are dates."""
    if day_of(start) is None or day_of(end) is None:
        return None
    period = period_of(start, end)
    return period, str(period.first_day)


def type_of(one: Budget) -> str:
    """The type of a budget, as the standard codes it: original where nothing else is stated."""
    return next((extra.text for extra in one.extras if extra.name == "@type"), ORIGINAL)


def _currency(one: Budget) -> str | None:
    return one.planned.currency if isinstance(one.planned, Money) else None


def _key(one: Budget) -> tuple[Period | None, str | None]:
    return one.period, _currency(one)


def _paired(budgets: list[Budget]) -> list[Budget]:
    """Planned and actual budget of one period as one; those of type 2 are the actual ones."""
    kinds = Counter((*_key(one), type_of(one)) for one in budgets)
    made: list[Budget] = []
    places: dict[tuple[Period | None, str | None], int] = {}
    for one in budgets:
        key = _key(one)
        is_actual = type_of(one) == REVISED
        found = _as_actual(one) if is_actual else one
        if key in places and kinds[*key, ORIGINAL] == kinds[*key, REVISED] == 1:
            other = made[places[key]]
            plan, actual = (other, found) if is_actual else (found, other)
            extras = (*plan.extras, *actual.extras)
            made[places[key]] = attrs.evolve(plan, actual=actual.actual, extras=extras, line=other.line)
        else:
            places[key] = len(made)
            made.append(found)
    return made


def _as_actual(one: Budget) -> Budget:
    """The actual budget of one that was read as planned."""
    usual = {"@type": REVISED, "@status": "2"}
    extras = tuple(attrs.evolve(e, name=f"actual/{e.name}") for e in one.extras if usual.get(e.name) != e.text)
    if not any(e.name == "@status" for e in one.extras):
        extras = (Extra(name="actual/@status", text=""), *extras)
    return attrs.evolve(one, planned=Missing.ABSENT, actual=one.planned, extras=extras)


# -------------------------------------------------------------------------------------------- transactions


class _Giver(NamedTuple):
    """The provider, as a transaction names it."""

    name: str | None
    reference: str | None
    type: str | None


NOBODY = _Giver(None, None, None)


class Sums:
    """The sums of the transactions of an activity, by year and currency."""

    def __init__(self) -> None:
        self.spent: dict[tuple[int, str], Decimal] = {}
        self.funds: dict[tuple[int, str], dict[_Giver, Decimal]] = {}

    def add(self, element: Element, currency: str | None) -> bool:
        """Add a transaction. Return False for one of another type, or without a date or an amount."""
        kind, day, value, provider = _facts_of(element)
        if value is None:
            return False
        code = value.get("currency", currency)
        number = _amount(value, code)
        date = day_of(day) or day_of(value.get("value-date"))
        if number is None or date is None:
            return False
        key = (date.year, code or "")
        if kind == FUNDS:
            givers = self.funds.setdefault(key, {})
            giver = NOBODY if provider is None else _giver(provider)
            givers[giver] = EXACT.add(givers[giver], number) if giver in givers else number
        else:
            self.spent[key] = EXACT.add(self.spent[key], number) if key in self.spent else number
        return True


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


def _with_transactions(budgets: list[Budget], sums: Sums) -> list[Budget]:
    """The budgets with expenses and funding, in the budget of the same year or in one of their own."""
    if not sums.spent and not sums.funds:
        return budgets
    made = list(budgets)
    places: dict[Period | None, list[int]] = {}
    for index, one in enumerate(budgets):
        places.setdefault(one.period, []).append(index)
    for key in sorted({*sums.spent, *sums.funds}):
        year, currency = key
        period = Period(year=year)
        spent = sums.spent.get(key)
        expenses = Missing.ABSENT if spent is None else _exact(spent, currency or None)
        funding = tuple(
            [_funding(giver, _exact(amount, currency or None)) for giver, amount in sums.funds.get(key, {}).items()]
        )
        same = [
            index
            for index in places.get(period, ())
            if {_code(budgets[index].planned), _code(budgets[index].actual)} <= {currency, None}
        ]
        if len(same) == 1:
            made[same[0]] = attrs.evolve(made[same[0]], expenses=expenses, funding=funding)
        else:
            made.append(make_budget(period=period, expenses=expenses, funding=funding))
    return made


def _code(amount: Money | Missing) -> str | None:
    """The currency of an amount, as the sums know it; None where there is no amount."""
    return amount.currency or "" if isinstance(amount, Money) else None


# ------------------------------------------------------------------------------------------------- amounts


def _amount(element: Element, currency: str | None) -> Decimal | None:
    """The amount that a ``value`` is; None where it is no number or its currency is no currency."""
    text = (content(element) or "").strip()
    if not (currency is None or _is_currency(currency)):
        return None
    number = Decimal(text) if len(text) <= MAX_DIGITS and NUMBER.fullmatch(text) else parse_number(text)
    return None if number is None or has_too_many_digits(number) else number


def _exact(amount: Decimal, currency: str | None) -> Money:
    return make_money(nominal=amount, low=amount, high=amount, currency=currency)


@functools.lru_cache(maxsize=256)
def _is_currency(text: str) -> bool:
    return CURRENCY.fullmatch(text) is not None
