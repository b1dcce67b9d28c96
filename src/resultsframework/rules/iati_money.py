"""
Rules about money in an IATI activity: dates of budgets and transactions, and the items of a country's budget.

The requirements that a budget has a currency and a period of at most a year are rules on budgets of any source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.budget import Budget
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money
from resultsframework.node import FactKind

from ._facts import facts
from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from ._context import Context

WHOLE = Decimal(100)
# The elements of a transaction that state a day, the attribute, and the case of the ruleset about it.
DAYS_OF_TRANSACTION = MappingProxyType({FactKind.MOVED: "11.2.1", FactKind.VALUED: "11.2.2"})


@rule(
    "IAT12",
    Severity.ERROR,
    title="Budget ends before it starts",
    source="IATI standard ruleset 8.6.3: the start of a budget's period lies before its end",
    advice="Correct one of the two dates.",
    on=Budget,
)
def budget_ends_after_it_starts(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    No budget period ends before it starts.

    Fires: planned $500 in 2021-01-01..2020-12-31
    Silent: planned $500 in 2020-01-01..2020-12-31
    """
    first, last = (budget.period.first_day, budget.period.last_day) if budget.period else (None, None)
    if first and last and first > last:
        message = f"the budget is for {first} to {last} (8.6.3)"
        yield Found(message, at="period", observed=str(budget.period), expected="a start before the end")


@rule(
    "IAT14",
    Severity.ERROR,
    title="Transaction lies in the future",
    source="IATI standard ruleset 11.2.1 and 11.2.2: a transaction has taken place",
    advice="Correct the date; a payment to come is a planned disbursement.",
    on=(ResultsFramework, Budget),
)
def money_has_been_moved(node: ResultsFramework | Budget, context: Context) -> Iterable[Found]:
    """
    No expenses, no funding and no single transaction are later than today, which is an option (``today``).

    There is no finding if the option is not set.

    Fires: today 2021-06-30; planned $500, expenses $20 in 2022
    Silent: today 2021-06-30; planned $500, expenses $20 in 2021
    Silent: today 2021-06-30; planned $500 in 2022
    """
    today = context.validation.options.today
    if today is None:
        return
    if isinstance(node, Budget):
        first = node.period.first_day if node.period else None
        moved = isinstance(node.expenses, Money) or any(isinstance(line.amount, Money) for line in node.funding)
        if moved and first is not None and first > today:
            message = f"expenses or funding are of {node.period}, which lies in the future (11.2.1)"
            yield Found(message, at="period", observed=str(node.period), expected=f"{today} or earlier")
        return
    found = [entry for kind in DAYS_OF_TRANSACTION for entry in facts(node.extras, kind)]
    for number, fact in sorted(found, key=lambda entry: entry[0]):
        if fact.day is not None and fact.day > today:
            message = f"a transaction is of {fact.day}, which is to come ({DAYS_OF_TRANSACTION[fact.kind]})"
            yield Found(message, at=f"extras#{number}", observed=str(fact.day), expected=f"{today} or earlier")


@rule(
    "IAT15",
    Severity.WARNING,
    title="Items of a country's budget do not add up",
    source="IATI standard ruleset 7.9.1, 7.9.2 and 7.9.4: several items have percentages that add up to 100",
    advice="Correct the percentages.",
    on=ResultsFramework,
)
def budget_items_add_up(framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    If a country's budget has several items in one vocabulary, each has a percentage, and they add up to 100.

    A single item has no percentage, or 100.

    Fires: budget items 60, 30
    Fires: budget items 60, -
    Fires: budget items 60
    Silent: budget items 60, 40
    Silent: budget items -
    """
    by_vocabulary: dict[str, list[tuple[int, Decimal | None]]] = {}
    for number, fact in facts(framework.extras, FactKind.BUDGET_ITEM):
        by_vocabulary.setdefault(fact.text or "", []).append((number, fact.number))
    for items in by_vocabulary.values():
        yield from _wrong_items(items)


def _wrong_items(items: list[tuple[int, Decimal | None]]) -> Iterator[Found]:
    """The problems of the items of one vocabulary, each with the number of its extra."""
    stated = [percentage for _, percentage in items if percentage is not None]
    if len(items) == 1 and stated in ([], [WHOLE]):
        return
    at, shown = f"extras#{items[0][0]}", " + ".join(f"{percentage:f}" for percentage in stated)
    if len(items) == 1:
        yield Found(
            f"the only item of the country's budget has {shown} % (7.9.4)", at=at, observed=shown, expected="100"
        )
    elif len(stated) < len(items):
        message = f"{len(items) - len(stated)} of {len(items)} items of the country's budget have no percentage (7.9.1)"
        yield Found(message, at=at, observed=shown or None, expected="a percentage each")
    elif sum(stated) != WHOLE:
        yield Found(
            f"the items of the country's budget add up to {sum(stated):f} % (7.9.2)",
            at=at,
            observed=shown,
            expected="100",
        )
