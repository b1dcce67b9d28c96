"""
Defects of budgets and their funding: one for each rule of the families BUD and FND.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import attrs

from resultsframework.budget import Budget, FundingKind, FundingLine
from resultsframework.money import Money
from resultsframework.period import Period
from resultsframework.testing._plan import Needs, Plan
from resultsframework.testing._vocabulary import PARTNERS
from resultsframework.value import Missing

from ._defect import Defect, when_published

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.framework import ResultsFramework

__all__ = ["DEFECTS"]

# More than any rounding, in whatever way amounts are printed.
MUCH = 10_000


def in_budget(edit: Callable[[Budget, int], Budget], **needs: Any) -> Defect:
    """A defect of one budget of one result; of results side by side, so that no sum of budgets is wrong as well."""

    def edit_framework(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
        results = framework.results
        place = pick % len(results)
        first, *others = results[place].budgets
        budgets = (edit(first, pick), *others)
        if pick % 2:
            budgets = budgets[::-1]
        changed = attrs.evolve(results[place], budgets=budgets)
        return attrs.evolve(framework, results=(*results[:place], changed, *results[place + 1 :]))

    return Defect(Needs(layouts=("flat",), budget_years=(1, 2), whole=(False,), **needs), edit_framework)


def stated(amount: Money | Missing) -> Money:
    """The amount; a sound budget states all of its amounts."""
    return cast("Money", amount)


def shifted(amount: Money | Missing, by: Decimal | int) -> Money:
    """The amount and so much more, known as well as before."""
    return stated(amount) + Money(nominal=Decimal(by), currency=stated(amount).currency)


def without_currency(amount: Money | Missing) -> Money:
    """The amount as a source states it that names no currency."""
    return attrs.evolve(stated(amount), currency=None)


def _negative(budget: Budget, pick: int) -> Budget:
    below = -stated(budget.expenses).nominal - MUCH - pick
    return attrs.evolve(budget, expenses=shifted(budget.expenses, below))


def _no_currency(budget: Budget, pick: int) -> Budget:
    if pick % 2:
        return attrs.evolve(budget, planned=without_currency(budget.planned))
    return attrs.evolve(
        budget,
        planned=without_currency(budget.planned),
        actual=without_currency(budget.actual),
        expenses=without_currency(budget.expenses),
        funding=tuple(attrs.evolve(line, amount=without_currency(line.amount)) for line in budget.funding),
    )


def _spent_more_than_there(budget: Budget, pick: int) -> Budget:
    return attrs.evolve(
        budget,
        planned=shifted(budget.actual, 3 * MUCH),
        expenses=shifted(budget.actual, MUCH + pick),
    )


def _spent_more_than_planned(budget: Budget, pick: int) -> Budget:
    # More than is there as well, if that were known.
    return attrs.evolve(budget, actual=Missing.NOT_AVAILABLE, expenses=shifted(budget.planned, MUCH + pick))


def _more_than_planned(budget: Budget, pick: int) -> Budget:
    return attrs.evolve(budget, actual=shifted(budget.planned, MUCH + pick))


def _children_do_not_add_up(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    (top,) = framework.results
    place = pick % len(top.budgets)
    wrong = attrs.evolve(top.budgets[place], planned=shifted(top.budgets[place].planned, MUCH + pick))
    budgets = (*top.budgets[:place], wrong, *top.budgets[place + 1 :])
    return attrs.evolve(framework, results=(attrs.evolve(top, budgets=budgets),))


def _no_period(budget: Budget, pick: int) -> Budget:
    return attrs.evolve(budget, period=(None, Period(), Period(raw="to be agreed"))[pick % 3], value_date=None)


def _several_years(budget: Budget, pick: int) -> Budget:
    return attrs.evolve(budget, period=Period.between(2001, 2002 + pick), value_date=None)


def _vague_plan(budget: Budget, pick: int) -> Budget:
    planned, vague = shifted(budget.planned, MUCH), 5_000 + pick
    planned = attrs.evolve(planned, low=planned.nominal - vague, high=planned.nominal + vague)
    return attrs.evolve(budget, planned=planned)


def _little_funded(budget: Budget, pick: int) -> Budget:
    more = stated(budget.actual).nominal * 3 + MUCH + pick
    return attrs.evolve(budget, planned=shifted(budget.actual, more))


def _spent_unnamed_money(budget: Budget, pick: int) -> Budget:
    core = (FundingLine(kind=FundingKind.CORE, amount=Missing.NOT_APPLICABLE),) if pick % 2 else ()
    other = FundingLine(kind=FundingKind.NON_CORE, organisation=PARTNERS[0], amount=budget.expenses)
    return attrs.evolve(
        budget,
        planned=shifted(budget.planned, 2 * MUCH),
        # More than was named as well, if it were known.
        actual=Missing.NOT_AVAILABLE,
        expenses=shifted(budget.expenses, MUCH + pick),
        funding=(other, *core),
    )


def _funding_does_not_add_up(budget: Budget, pick: int) -> Budget:
    # Printed totals take precedence over their lines.
    first, *others = (line for line in budget.funding if not line.is_total)
    return attrs.evolve(budget, funding=(attrs.evolve(first, amount=shifted(first.amount, MUCH + pick)), *others))


def _line_without_amount(budget: Budget, pick: int) -> Budget:
    missing = (Missing.EMPTY, Missing.ABSENT, Missing.TO_BE_DETERMINED)[pick % 3]
    return attrs.evolve(budget, funding=(*budget.funding, FundingLine(organisation=PARTNERS[1], amount=missing)))


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "BUD01": in_budget(_negative),
        "BUD02": in_budget(_no_currency),
        "BUD03": in_budget(_spent_more_than_there),
        "BUD04": in_budget(_spent_more_than_planned),
        "BUD05": in_budget(_more_than_planned, funded=(False,)),
        "BUD06": Defect(
            Needs(results=2, layouts=("nested",), budget_years=(1, 2), whole=(False,)), _children_do_not_add_up
        ),
        "BUD08": in_budget(_no_period),
        "BUD09": when_published(in_budget(_several_years)),
        "BUD10": in_budget(_vague_plan),
        "BUD11": in_budget(_little_funded),
        "FND01": in_budget(_spent_unnamed_money),
        "FND02": in_budget(_funding_does_not_add_up, funded=(True,)),
        "FND03": in_budget(_line_without_amount),
    }
)
