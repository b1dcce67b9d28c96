"""
Rules about the sources of funds: funding lines compared with the actual budget and the expenses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.budget import Budget, FundingKind, sum_of
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money
from resultsframework.result import Result
from resultsframework.value import Missing

from ._finding import Severity
from ._rule import Found, rule
from ._to_date import spent_to_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.budget import FundingLine

    from ._context import Context


@rule(
    "FND01",
    Severity.WARNING,
    title="Expenses exceed the named funding",
    source="logic: expenses are paid from some funding",
    advice="State the core resources.",
    on=(ResultsFramework, Result),
)
def expenses_within_named_funding(_node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    Expenses do not exceed the sum of all named funding, where core resources are not stated.

    The remainder was most likely paid from core resources, of an amount that cannot be derived. Funding that earlier
    years left may be spent: there is only a finding where expenses to date exceed the funding to date as well, and one
    for all years, at the last of them. It is an info where no core line is printed, as in IATI, whose list of incoming
    funds is seldom complete.

    Fires: expenses $268.51 K; non-core total $267,469; core -
    Silent: expenses $267.46 K; non-core total $267,469; core -
    Silent: expenses $268.51 K; non-core total $267,469; core $2 K
    """
    named = {number: money for number, budget in context.budgets if (money := named_funding(budget)) is not None}
    sums = spent_to_date(context.budgets, named)
    cases = [
        attrs.evolve(case, at=f"budgets#{number}")
        for number, budget in context.budgets
        if number in sums and (case := _beyond_named(budget, named[number], *sums[number])) is not None
    ]
    return cases[-1:]


def _beyond_named(budget: Budget, funding: Money, given: Money, spent: Money) -> Found | None:
    """The case that expenses exceed the named funding, also to date, and core resources are not stated."""
    expenses = budget.expenses
    core = [line.amount for line in budget.funding if line.kind is FundingKind.CORE]
    is_stated = any(isinstance(amount, Money) for amount in core)
    if is_stated or not isinstance(expenses, Money) or funding.currency != expenses.currency:
        return None
    exceeds = (expenses.exceeds(funding), spent.exceeds(given))
    if False in exceeds:
        return None
    is_certain = exceeds == (True, True)
    verb = "exceed" if is_certain else "may exceed"
    to_date = "" if (given, spent) == (funding, expenses) else f"; to date {spent} of {given}"
    message = f"the expenses, {expenses}, {verb} all named funding, {funding}{to_date}; core resources are not stated"
    return Found(message, observed=expenses, expected=f"{funding} at most", certain=is_certain and bool(core))


@rule(
    "FND02",
    Severity.INFO,
    title="Funding does not add up to the actual budget",
    source="logic: available resources come from some funding",
    advice="State the core resources and every other funding line.",
    on=Budget,
    implied_by=("FND01", "FND03"),
)
def funding_adds_up_to_actual(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    All named funding adds up to the actual budget, within the bounds of rounding.

    Fires: actual $289.56 K; non-core total $267,469; core -
    Silent: actual $289.56 K; non-core total $267,469; core $22,091
    """
    actual = budget.actual
    if not isinstance(actual, Money) or (named := named_funding(budget)) is None:
        return
    if named.currency == actual.currency and not named.overlaps(actual):
        message = f"the actual budget is {actual}, and all named funding adds up to {named}"
        yield Found(message, observed=actual, expected=named)


@rule(
    "FND03",
    Severity.INFO,
    title="Funding line has no amount",
    source="practice: a named funding line has an amount",
    advice="Supply the amount, or mark the line as not applicable.",
    on=Budget,
    implied_by=("FND01",),
)
def funding_lines_have_amounts(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    Every funding line states its amount, unless a total of its kind does.

    A line without an amount is not a line of zero. There is one finding a budget, with all of its lines.

    Fires: expenses $268.51 K; non-core total $267,469; core -
    Silent: expenses $268.51 K; non-core total $267,469; core $0
    Silent: expenses $268.51 K; non-core total $267,469; non-core -
    """
    with_total = {line.kind for line in budget.funding if line.is_total and isinstance(line.amount, Money)}
    names: list[str] = []
    for line in budget.funding:
        is_open = isinstance(line.amount, Missing) and line.amount is not Missing.NOT_APPLICABLE
        if is_open and (line.is_total or line.kind not in with_total):
            who = line.organisation.label if line.organisation is not None else ""
            kind = line.kind.value.replace("_", "-") if line.kind is not None else "unnamed"
            names.append(f"the {kind} funding{f' of {who}' if who else ''}")
    if names:
        verb = "has" if len(names) == 1 else "have"
        yield Found(f"{' and '.join(names)} {verb} no amount", expected="an amount")


def named_funding(budget: Budget) -> Money | None:
    """
    The sum of all named funding: for each kind its printed total, else the sum of its lines.

    None where nothing is named, currencies differ, or a line without an amount is not covered by a total; core
    resources may be left open altogether. A total of no kind covers all funding.
    """
    totals = [line.amount for line in budget.funding if line.is_total and line.kind is None]
    if len(totals) == 1 and isinstance(totals[0], Money):
        return totals[0]
    amounts: list[Money | None] = []
    for kind in dict.fromkeys(line.kind for line in budget.funding):
        lines = [line for line in budget.funding if line.kind is kind]
        if kind is not FundingKind.CORE or any(isinstance(line.amount, Money) for line in lines):
            amounts.append(_of_kind(lines))
    return _sum(amounts)


def _of_kind(lines: list[FundingLine]) -> Money | None:
    """The total of one kind of funding where one is printed, else the sum of its lines."""
    totals = [line.amount for line in lines if line.is_total and isinstance(line.amount, Money)]
    if totals:
        return totals[0] if len(totals) == 1 else None
    return _sum([line.amount if isinstance(line.amount, Money) else None for line in lines if not line.is_total])


def _sum(amounts: list[Money | None]) -> Money | None:
    """The sum of one or more amounts in one currency; None where one is not stated."""
    stated = [amount for amount in amounts if amount is not None]
    if not stated or len(stated) < len(amounts) or len({amount.currency for amount in stated}) > 1:
        return None
    return sum_of(stated)
