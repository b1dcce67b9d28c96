"""
What the results of a tree cost together: sums over those below a result, whether they are what the result itself is
said to cost, what one unit of a result cost, and all of it as a table.

Printed amounts are rounded, so every sum and every rate is known between two bounds, and a comparison answers yes, no
or unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework.budget import Budget, total
from resultsframework.framework import ResultsFramework, results_below
from resultsframework.money import Money
from resultsframework.monitoring import moment, observed
from resultsframework.result import Result
from resultsframework.value import Missing, Undefined, repr_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.interval import Interval
    from resultsframework.period import Period

__all__ = ["Reconciliation", "budget_below", "cost_per_result", "reconcile"]

AMOUNTS = ("planned", "actual", "expenses")
MONEY = (*AMOUNTS, "shortfall")
RATES = ("shortfall_rate", "mobilisation", "delivery", "execution")


@attrs.frozen(kw_only=True)
class Reconciliation:
    """
    One amount of a result beside the sum of the same amount over the results right below it. Not in IATI.

    Attributes:
        path: The result; empty for the framework itself.

        amount: "planned", "actual" or "expenses".

        own: What the result states, or why that is not one amount.

        below: The sum over the results right below, or why there is none.

        parts: How many results are right below.

        note: What has to be known to judge it, such as that the budgets do not state their periods.
    """

    path: str
    amount: str
    own: Money | Undefined
    below: Money | Undefined
    parts: int
    note: str = ""

    __repr__ = repr_of

    @property
    def agrees(self) -> bool | None:
        """
        Whether both are the same amount: no where their bounds share no number, yes where both are exact and equal,
        None where rounding leaves it open or they cannot be compared.
        """
        pair = self._pair()
        if isinstance(pair, Undefined):
            return None
        own, below = pair
        if not own.overlaps(below):
            return False
        return True if own.is_exact and below.is_exact else None

    @property
    def exceeds(self) -> bool | None:
        """Whether those below cost certainly more together (yes), certainly not (no), or that cannot be told (None)."""
        pair = self._pair()
        return None if isinstance(pair, Undefined) else pair[1].exceeds(pair[0])

    @property
    def difference(self) -> Money | Undefined:
        """By how much those below cost more together: their sum - the result's own amount."""
        pair = self._pair()
        return pair if isinstance(pair, Undefined) else pair[1] - pair[0]

    @property
    def factor(self) -> Interval | Undefined:
        """How many times the result's own amount those below cost together: their sum / the result's own amount."""
        pair = self._pair()
        return pair if isinstance(pair, Undefined) else pair[1].divided_by(pair[0])

    def _pair(self) -> tuple[Money, Money] | Undefined:
        """Both amounts, or why there are no two."""
        if isinstance(self.own, Undefined):
            return self.own
        return self.below if isinstance(self.below, Undefined) else (self.own, self.below)

    def __str__(self) -> str:
        verdict = {True: "the same", False: "not the same", None: "not certain"}[self.agrees]
        place = self.path or "the whole"
        note = f"; {self.note}" if self.note else ""
        return f"{place}, {self.amount}: {self.own}, and below it {self.below}: {verdict}{note}"


# ------------------------------------------------------------------------------------------ sums


def budget_below(node: ResultsFramework | Result) -> Budget | Undefined:
    """
    What the results right below cost together: an amount is in it only where each of them states it, in one currency.

    Results of different levels would count twice, and a result without a budget leaves the sum open. Not in IATI.
    """
    children = results_below(node)
    if not children:
        return Undefined("there are no results below")
    if len(set(map(type, children))) > 1:
        return Undefined("the results below are of different levels")
    budgets: list[Budget] = []
    for child in children:
        budget = child.budget
        if isinstance(budget, Undefined):
            return Undefined(f"{child.code or 'a result below'}: {budget.reason}")
        budgets.append(budget)
    return total(budgets)


def reconcile(framework: ResultsFramework) -> tuple[Reconciliation, ...]:
    """
    Whether each result costs what the results right below it cost together: planned, actual and expenses of every
    result that has a budget and others below, depth first, the framework itself before them.

    Amounts of different times are not compared; where times are not known they are, and the note says so. Not in IATI.
    """
    return tuple(
        answer
        for path, node in framework.levels()
        if node.budgets and results_below(node)
        for answer in _reconciled(path, node)
    )


def _reconciled(path: str, node: ResultsFramework | Result) -> Iterator[Reconciliation]:
    own, below = node.budget, budget_below(node)
    children = results_below(node)
    periods = {
        _time(budget.period) for part in (node, *children) for budget in [part.budget] if isinstance(budget, Budget)
    }
    for name in AMOUNTS:
        mine, theirs, note = _amount(own, name), _amount(below, name), ""
        if isinstance(mine, Money) and isinstance(theirs, Money):
            if len(periods - {None}) > 1:
                theirs = Undefined("the budgets are for different periods")
            elif mine.currency != theirs.currency:
                theirs = Undefined("the budgets are in different currencies")
            elif None in periods:
                note = "the periods of the budgets are not known"
        yield Reconciliation(path=path, amount=name, own=mine, below=theirs, parts=len(children), note=note)


def _amount(budget: Budget | Undefined, name: str) -> Money | Undefined:
    """One amount of a budget, or why it has none."""
    if isinstance(budget, Undefined):
        return budget
    amount: Money | Missing = getattr(budget, name)
    if isinstance(amount, Missing):
        return Undefined(f"{name} is {amount.value.replace('_', ' ')}")
    return amount


def _time(period: Period | None) -> tuple[dt.date | None, dt.date | None] | None:
    """The first and the last day of a period, where it states any."""
    return (period.first_day, period.last_day) if period is not None and period.is_stated else None


# ------------------------------------------------------------------------------------------ results for money


def cost_per_result(
    result: Result | Budget, indicator: Indicator, at: int | dt.date | None = None
) -> Interval | Undefined:
    """
    What one unit of what an indicator counts has cost: expenses / actual, or why that means nothing. Not in IATI.

    All expenses are divided by one indicator, though they paid for others too: compare, and do not add up.

    Args:
        result: The result that the money was spent on, or its budget.

        indicator: What was achieved with it.

        at: The year or the day of the actual; the latest reported where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    budget = result.budget if isinstance(result, Result) else result
    if isinstance(budget, Undefined):
        return budget
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    actual = observed(indicator.series.actuals, when, "actual", indicator.actuals_accumulation)
    if isinstance(actual, Undefined):
        return actual
    if not isinstance(actual.value, Decimal) or indicator.is_share(actual):
        return Undefined(f"actual {actual.raw} counts nothing that has a cost")
    year = actual.period.last_year
    if budget.period is not None and year is not None and budget.period.holds(year) is False:
        return Undefined(f"the budget is for {budget.period}, the actual for {actual.period}")
    return budget.cost_per_result(actual.value)
