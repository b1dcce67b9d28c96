"""
Budgets over the tree: sums over the results below a result, and their reconciliation with its own budget.

Printed amounts are rounded, so every sum and every rate is known between two bounds, and a comparison answers yes, no
or unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from resultsframework._undefined import UndefinedError, defined, or_undefined
from resultsframework.budget import Budget, summed
from resultsframework.expression import repr_of
from resultsframework.framework import ResultsFramework, results_below
from resultsframework.money import Money
from resultsframework.value import Missing, Undefined

if TYPE_CHECKING:
    from resultsframework.interval import Interval
    from resultsframework.period import Period
    from resultsframework.result import Result

__all__ = ["Reconciliation", "budget_below", "reconcile"]

AMOUNTS = ("planned", "actual", "expenses")


@attrs.frozen(kw_only=True)
class Reconciliation:
    """
    One amount of a result beside the sum of the same amount over the results right below it. Not in IATI.

    Attributes:
        path: The result; empty for the framework itself.

        amount: "planned", "actual" or "expenses".

        own: The result's own amount, or why that is not one amount.

        below: The sum over the results right below, or why there is none.

        parts: The number of results right below.

        note: A caveat, such as that the budgets do not state their periods.
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
        True where both are exact and equal, False where their bounds share no number, None where rounding leaves it
        open or they cannot be compared.
        """
        try:
            own, below = self._pair()
        except UndefinedError:
            return None
        if not own.overlaps(below):
            return False
        return True if own.is_exact and below.is_exact else None

    @property
    def exceeds(self) -> bool | None:
        """True where the results below certainly cost more together, False where certainly not, else None."""
        try:
            own, below = self._pair()
        except UndefinedError:
            return None
        return below.exceeds(own)

    @property
    @or_undefined
    def difference(self) -> Money | Undefined:
        """The excess of the results below: their sum - the result's own amount."""
        own, below = self._pair()
        return below - own

    @property
    @or_undefined
    def factor(self) -> Interval | Undefined:
        """The results below as a multiple: their sum / the result's own amount."""
        own, below = self._pair()
        return below.divided_by(own)

    def _pair(self) -> tuple[Money, Money]:
        """Both amounts."""
        return defined(self.own), defined(self.below)

    def __str__(self) -> str:
        verdict = {True: "the same", False: "not the same", None: "not certain"}[self.agrees]
        place = self.path or "the whole"
        note = f"; {self.note}" if self.note else ""
        return f"{place}, {self.amount}: {self.own}, and below it {self.below}: {verdict}{note}"


# ------------------------------------------------------------------------------------------ sums


@or_undefined
def budget_below(node: ResultsFramework | Result) -> Budget | Undefined:
    """
    The sum of the budgets right below: an amount is in it only where each result states it, in one currency.

    Results of different levels would count twice, and a result without a budget leaves the sum open. The budgets of
    activities are part of those of their outputs, and are not added. Not in IATI.
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
    return summed(budgets)


def reconcile(framework: ResultsFramework) -> tuple[Reconciliation, ...]:
    """
    Compare each budget with the sum of the budgets right below: planned, actual and expenses of every result that has
    a budget and results below, depth first, the framework itself before them.

    Amounts of different times are not compared; unknown times are, with a note. Not in IATI.
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


@or_undefined
def _amount(budget: Budget | Undefined, name: str) -> Money | Undefined:
    """One amount of a budget, or why it has none."""
    amount: Money | Missing = getattr(defined(budget), name)
    if isinstance(amount, Missing):
        return Undefined(f"{name} is {amount.value.replace('_', ' ')}")
    return amount


def _time(period: Period | None) -> tuple[dt.date | None, dt.date | None] | None:
    """The first and the last day of a period, where it states any."""
    return (period.first_day, period.last_day) if period is not None and period.is_stated else None
