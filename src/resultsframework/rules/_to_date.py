"""
Amounts to date: the sum over all budgets of a node until the end of the period of each.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from resultsframework.budget import sum_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from resultsframework.budget import Budget
    from resultsframework.money import Money

__all__ = ["amounts_to_date"]


def amounts_to_date(
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
