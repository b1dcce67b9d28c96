"""
Amounts to date: the sum over all budgets of a node until the end of the period of each.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from resultsframework.budget import sum_of
from resultsframework.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from resultsframework.budget import Budget

__all__ = ["spent_to_date"]


def spent_to_date(
    budgets: Sequence[tuple[int, Budget]], limits: Mapping[int, Money]
) -> Mapping[int, tuple[Money, Money]]:
    """
    For each budget with a limit: the limits and the expenses to date, in the currency of its limit.

    A budget is left out where no expenses are stated until then.

    Args:
        budgets: The budgets of a node, each with its number.

        limits: The amounts that expenses are not to exceed, by the number of their budget.
    """
    expenses = {number: amount for number, budget in budgets if isinstance(amount := budget.expenses, Money)}
    found: dict[int, tuple[Money, Money]] = {}
    for currency in {limit.currency for limit in limits.values()}:
        allowed, spent = (_amounts_to_date(budgets, amounts, currency) for amounts in (limits, expenses))
        numbers = (number for number, limit in limits.items() if limit.currency == currency and number in spent)
        found |= {number: (allowed[number], spent[number]) for number in numbers}
    return found


def _amounts_to_date(
    budgets: Iterable[tuple[int, Budget]], amounts: Mapping[int, Money], currency: str | None
) -> Mapping[int, Money]:
    """
    The sums in one currency until the end of the period of each budget, by its number.

    A budget without a last day has its own amount alone. A budget is left out where nothing is stated until then.

    Args:
        budgets: The budgets of a node, each with its number.

        amounts: The amounts by the number of their budget, as far as they are stated.

        currency: The currency of the sums; amounts in others are left aside.
    """
    stated = {number: amount for number, amount in amounts.items() if amount.currency == currency}
    days = [(budget.period.last_day if budget.period else None, number) for number, budget in budgets]
    sums = {number: stated[number] for day, number in days if day is None and number in stated}
    so_far: list[Money] = []
    dated = sorted((day, number) for day, number in days if day is not None)
    for _, group in groupby(dated, key=itemgetter(0)):
        numbers = [number for _, number in group]
        so_far += [stated[number] for number in numbers if number in stated]
        if so_far:
            so_far = [sum_of(so_far)]
            sums |= dict.fromkeys(numbers, so_far[0])
    return sums
