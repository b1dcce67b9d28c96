"""
Read the budgets and transactions of an activity: planned budgets, and funding and expenses by budget period.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.budget import Budget, BudgetKind, FundingLine, in_force
from resultsframework.formats._construction import unchecked
from resultsframework.formats._facts import preserved
from resultsframework.interval import EXACT
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.number import MAX_DIGITS, has_too_many_digits, parse_number
from resultsframework.organisation import Organisation
from resultsframework.period import Period
from resultsframework.value import Missing

from ._datatypes import day_of, stated
from ._days import bound, period_of
from ._extension import decoded, own_name
from ._text import content, keep, kept_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._xml import Element

__all__ = ["ACTUAL_TYPE", "CODE_OF_KIND", "FUNDS", "SPENDING", "movement_of", "read_budgets"]

make_budget = unchecked(Budget)
make_funding_line = unchecked(FundingLine)
make_money = unchecked(Money)
make_organisation = unchecked(Organisation)

# Code list TransactionType: incoming funds; disbursements and expenditure, which together are what was spent.
FUNDS = "1"
SPENDING = ("3", "4")
SUMMED = (FUNDS, *SPENDING)
# Code list BudgetType.
KINDS = {"1": BudgetKind.ORIGINAL, "2": BudgetKind.REVISED}
CODE_OF_KIND = {kind: code for code, kind in KINDS.items()}
# The type and the status of an actual budget, as UN Women publishes it.
ACTUAL_TYPE = "2"
ONE_DAY = dt.timedelta(days=1)
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
CURRENCY = re.compile("[A-Z]{3}")
# The elements that a budget requires; nearly all budgets have exactly these.
PARTS = ["period-start", "period-end", "value"]
# The attribute of most budgets that means the same as none.
USUAL = ("status", "1")


def read_budgets(
    elements: list[Element], transactions: list[Element], currency: str | None, *, layout: str
) -> tuple[tuple[Budget, ...], list[Element], list[Element]]:
    """
    The budgets of an activity; the ``budget`` elements that they cannot represent; and the transactions that are in no
    sum.

    In the layout outcome-activity a budget of type 1 is the planned and one of type 2 the actual budget, as UN Women
    publishes them. Else both are planned, original and revised.

    Args:
        elements: The ``budget`` elements.

        transactions: The ``transaction`` elements.

        currency: The default currency of the activity.

        layout: The layout to read it in.
    """
    found: list[Budget] = []
    rest: list[Element] = []
    for element in elements:
        made = _budget(element, currency)
        if made is None:
            rest.append(element)
        else:
            found.append(made)
    if layout == "outcome-activity":
        found = _paired(found)
    moved: list[Movement] = []
    unsummed: list[Element] = []
    for element in transactions:
        movement = movement_of(element, currency)
        if movement is None:
            unsummed.append(element)
        else:
            moved.append(movement)
    return tuple(_with_movements(found, moved)), rest, unsummed


# ------------------------------------------------------------------------------------------------- budgets


def _budget(element: Element, currency: str | None) -> Budget | None:
    """The budget that an element is, as planned; None where it has no dates or no amount."""
    attributes = element.items()
    kind, known = _stated_by(tuple(attributes)) if attributes else (BudgetKind.UNKNOWN, ())
    extras = [*known]
    children = element[:]
    own: list[Element] = []
    if [child.tag for child in children] != PARTS:
        children, own = _parts(children, extras)
        if len(children) < len(PARTS):
            return None
    start, end, value = children
    first, last = bound(start, extras), bound(end, extras)
    odd: list[tuple[str, str]] = []
    value_date: dt.date | None = None
    for name, text in value.items():
        if name == "currency":
            currency = text
        elif name != "value-date" or (value_date := day_of(text)) is None:
            odd.append((name, text))
    amount = _amount(value, currency)
    if amount is None or day_of(first) is None or day_of(last) is None:
        return None
    if odd:
        extras += kept_attributes(odd, "value/")
    made = make_budget(
        planned=_exact(amount, currency),
        period=period_of(first, last),
        kind=kind,
        value_date=value_date,
        extras=tuple(extras),
        line=element.sourceline,
    )
    return _with_own_fields(made, own) if own else made


@functools.lru_cache(maxsize=256)
def _stated_by(attributes: tuple[tuple[str, str], ...]) -> tuple[BudgetKind, tuple[Extra, ...]]:
    """The kind that the attributes of a budget state, and the others as extras."""
    kind = BudgetKind.UNKNOWN
    others: list[tuple[str, str]] = []
    for pair in attributes:
        if pair[0] == "type" and pair[1] in KINDS:
            kind = KINDS[pair[1]]
        elif pair != USUAL:
            others.append(pair)
    return kind, tuple(kept_attributes(others))


def _parts(children: Sequence[Element], extras: list[Extra]) -> tuple[Sequence[Element], list[Element]]:
    """Start, end and value of a budget that has others too, less where it lacks one; and its extension elements."""
    first: dict[str, Element] = {}
    own: list[Element] = []
    for child in children:
        tag = child.tag
        if tag in PARTS and tag not in first:
            first[tag] = child
        elif own_name(tag) is not None:
            own.append(child)
        else:
            keep(child, extras)
    return [first[tag] for tag in PARTS if tag in first], own


def _with_own_fields(budget: Budget, own: list[Element]) -> Budget:
    """The budget with the fields of its extension elements."""
    fields: dict[str, Any] = {}
    for child in own:
        name = own_name(child.tag) or ""
        fields[name] = decoded(Budget, name, child.text, child.sourceline)
    return attrs.evolve(budget, **fields)


def _currency(one: Budget) -> str | None:
    return one.planned.currency if isinstance(one.planned, Money) else None


def _key(one: Budget) -> tuple[Period | None, str | None]:
    return one.period, _currency(one)


def _paired(budgets: list[Budget]) -> list[Budget]:
    """Planned and actual budget of one period as one; those of type 2 are the actual ones."""
    actual = [one.kind is BudgetKind.REVISED for one in budgets]
    counts = Counter((*_key(one), is_actual) for one, is_actual in zip(budgets, actual, strict=True))
    made: list[Budget] = []
    places: dict[tuple[Period | None, str | None], int] = {}
    for one, is_actual in zip(budgets, actual, strict=True):
        key = _key(one)
        found = _as_actual(one) if is_actual else one
        if key in places and counts[*key, False] == counts[*key, True] == 1:
            other = made[places[key]]
            plan, available = (other, found) if is_actual else (found, other)
            extras = (*plan.extras, *_valued(available, plan), *available.extras)
            made[places[key]] = attrs.evolve(plan, actual=available.actual, extras=extras, line=other.line)
        else:
            places[key] = len(made)
            made.append(found)
    return made


def _as_actual(one: Budget) -> Budget:
    """The actual budget of one that was read as planned."""
    extras = tuple(
        attrs.evolve(e, name=f"actual/{e.name}") for e in one.extras if (e.name, e.text) != ("@status", ACTUAL_TYPE)
    )
    if not any(e.name == "@status" for e in one.extras):
        extras = (Extra(name="actual/@status", text=""), *extras)
    return attrs.evolve(one, planned=Missing.ABSENT, actual=one.planned, kind=BudgetKind.UNKNOWN, extras=extras)


def _valued(available: Budget, plan: Budget) -> tuple[Extra, ...]:
    """The value date of an actual budget, where it is not that of the plan beside it."""
    day = available.value_date
    if day == plan.value_date or day is None:
        return ()
    return (preserved("actual/value/@value-date", str(day)),)


# -------------------------------------------------------------------------------------------- transactions


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


def movement_of(element: Element, currency: str | None) -> Movement | None:
    """The amount that a transaction adds to the sums; None for one of another type, or without a date or an amount."""
    kind, day, value, provider = _facts_of(element)
    if value is None:
        return None
    code = value.get("currency", currency)
    amount = _amount(value, code)
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
            "expenses": Missing.ABSENT if self.spent is None else _exact(self.spent, currency),
            "funding": tuple([_funding(giver, _exact(amount, currency)) for giver, amount in self.funds.items()]),
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


def _with_movements(budgets: list[Budget], movements: list[Movement]) -> list[Budget]:
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
