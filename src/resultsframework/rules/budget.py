"""
Rules about the budgets of results: impossible, contradictory and incomparable amounts.

Printed amounts are rounded, so each lies between two bounds. A warning or an error is only given where it holds for
every amount between them; where it holds for some, the finding is an info. An amount that is not stated is not zero.
Of several budgets of one period the latest revision is compared.

There is no rule BUD07, a printed shortfall that differs from planned less actual: the shortfall is always derived and
never stored, so that no framework can violate it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework.budget import Budget, sum_of
from resultsframework.framework import ResultsFramework
from resultsframework.interval import Interval
from resultsframework.money import Money
from resultsframework.result import Result

from ._finding import Severity
from ._rule import Found, rule
from ._to_date import spent_to_date

if TYPE_CHECKING:
    from resultsframework.period import Period

    from ._context import Context

NAMES = {"planned": "planned budget", "actual": "actual budget", "expenses": "expenses"}
EXACT_HALF_WIDTH = Decimal("0.5")
CENT = Decimal("0.01")


@rule(
    "BUD01",
    Severity.ERROR,
    title="Amount is negative",
    source="IATI guidance on budgets: a budget is not negative",
    advice="Correct the sign; a correction of an earlier amount is not a budget of its own.",
    on=Budget,
)
def amounts_are_not_negative(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    Planned budget, actual budget and expenses are not below zero.

    An amount printed as zero is accepted, although it may be a rounded negative one. Expenses below zero are an info:
    more was paid back in the period than was spent.

    Fires: planned -$500
    Fires: expenses -$500
    Silent: planned $500
    Silent: planned $0 K
    """
    for name, amount in amounts_of(budget):
        if amount.nominal < 0:
            verb, severity = ("are", Severity.INFO) if name == "expenses" else ("is", None)
            message = f"the {NAMES[name]} of {amount} {verb} below zero"
            certain = amount.high < 0
            yield Found(message, at=name, observed=amount, expected="zero or more", severity=severity, certain=certain)


@rule(
    "BUD02",
    Severity.ERROR,
    title="Currency is missing",
    source="IATI standard ruleset 7.8.1: every amount states its currency, or the activity does",
    advice="State the currency.",
    on=Budget,
)
def amounts_have_a_currency(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    Every amount of a budget and of its funding states its currency.

    Amounts without a currency cannot be added up. There is one finding a budget. Amounts in different currencies are no
    finding: they are never mixed, and rates between them are undefined with that reason.

    Fires: planned 500
    Silent: planned $500
    """
    missing = [name for name, amount in stated_in(budget) if amount.currency is None]
    if missing:
        listed = ", ".join(missing)
        yield Found(f"there is no currency for {listed}", observed=listed, expected="a currency")


@rule(
    "BUD03",
    Severity.WARNING,
    title="Expenses exceed the actual budget",
    source="logic: expenses are paid from available resources",
    advice="Check the periods and the coding of both amounts.",
    on=Budget,
)
def expenses_within_actual(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    Expenses do not exceed the actual budget.

    The two amounts may be of different periods, or paid from other resources.

    Fires: actual $480.75 K, expenses $600.36 K
    Silent: actual $600.36 K, expenses $480.75 K
    Silent: actual -, expenses $480.75 K
    """
    return exceeding(budget, "expenses", "actual")


@rule(
    "BUD04",
    Severity.WARNING,
    title="Expenses exceed the planned budget",
    source="logic: expenses follow the planned budget",
    advice="Revise the planned budget, or correct the expenses.",
    on=(ResultsFramework, Result),
)
def expenses_within_planned(_node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    Expenses do not exceed the planned budget.

    One year of a longer plan may spend what earlier years left: there is only a finding where the expenses to date
    exceed the plan to date as well, and one for all years, at the last of them. Less than a hundredth of the currency's
    unit is a matter of calculation.

    Fires: planned $550.73 K, expenses $600.36 K
    Silent: planned $600.36 K, expenses $550.73 K
    Silent: planned $600.3600000001, expenses $600.3600000002
    Silent: planned $600.36 K, expenses -
    """
    budgets = context.budgets
    planned = {number: amount for number, budget in budgets if isinstance(amount := budget.planned, Money)}
    sums = spent_to_date(budgets, planned)
    founds: list[Found] = []
    for number, budget in budgets:
        for found in exceeding(budget, "expenses", "planned"):
            plan, spent = sums[number]
            exceeds = spent.exceeds(plan)
            is_noise = exceeds is True and spent.nominal - plan.nominal < CENT
            if exceeds is not False and not is_noise:
                to_date = "" if (plan, spent) == (budget.planned, budget.expenses) else f"; to date {spent} of {plan}"
                certain = found.certain and exceeds is True
                at = f"budgets#{number}/expenses"
                founds.append(attrs.evolve(found, message=f"{found.message}{to_date}", at=at, certain=certain))
    yield from founds[-1:]


@rule(
    "BUD05",
    Severity.INFO,
    title="Actual budget exceeds the planned budget",
    source="logic: more resources were mobilised than planned",
    advice="Record the result as over-funded, or revise the planned budget.",
    on=(ResultsFramework, Result),
)
def actual_within_planned(_node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    The actual budget does not exceed the planned budget.

    This is worth knowing rather than wrong. Two equal rounded amounts, of which one may exceed the other slightly, mean
    a fully funded result, so there is only a finding where the excess is certain.

    Fires: planned $500 K, actual $600 K
    Silent: planned $600 K, actual $500 K
    Silent: planned $600 K, actual $600 K
    """
    return [
        attrs.evolve(found, at=f"budgets#{number}/actual")
        for number, budget in context.budgets
        for found in exceeding(budget, "actual", "planned")
        if found.certain
    ]


@rule(
    "BUD06",
    Severity.WARNING,
    title="Budgets below do not add up",
    source="logic: the budget of a result covers the results below it",
    advice="State the periods of the budgets; if they are the same, explain the difference.",
    on=(ResultsFramework, Result),
)
def budgets_below_add_up(node: ResultsFramework | Result, _context: Context) -> Iterable[Found]:
    """
    The budget of a result equals the sum of the budgets of the results below it, if all are for the same period.

    A difference within the rounding of the amounts is accepted. Nothing is compared where stated periods differ, or
    where a result below does not state the amount. Results of different levels are not added up, since that would count
    amounts twice. All amounts of a budget are one finding.

    Fires: outcome planned $900 K; output planned $400 K; output planned $100 K
    Silent: outcome planned $900 K; output planned $400 K; output planned $500 K
    Silent: outcome planned $900 K; output planned $400 K; output planned -
    Silent: outcome planned $900 K in 2021; output planned $2 M in 2020-2025
    """
    children = node.results if isinstance(node, ResultsFramework) else node.children
    if not children or not all(child.budgets for child in children) or len(set(map(type, children))) > 1:
        return
    own, below = node.budget, [budget for child in children if isinstance(budget := child.budget, Budget)]
    if not isinstance(own, Budget) or len(below) < len(children):
        return
    periods = {time_of(budget.period) for budget in (own, *below)}
    if len(periods - {None}) > 1:
        return
    if wrong := list(_unequal_sums(own, below)):
        listed = "; ".join(f"{NAMES[name]}: {amount} here, and {total}" for name, amount, total in wrong)
        unknown = "; the periods of the budgets are not known" if None in periods else ""
        message = f"{listed} for the results below together{unknown}"
        name, amount, total = wrong[0]
        yield Found(message, at=f"budget/{name}", observed=amount, expected=total)


def _unequal_sums(own: Budget, below: Sequence[Budget]) -> Iterator[tuple[str, Money, Money]]:
    """Each amount of a budget that all below it state as well, and that is not their sum; with its name and the sum."""
    for name, amount in amounts_of(own):
        parts = [part for budget in below for kind, part in amounts_of(budget) if kind == name]
        if len(parts) == len(below) and all(part.currency == amount.currency for part in parts):
            total = sum_of(parts)
            if not total.overlaps(amount):
                yield name, amount, total


@rule(
    "BUD08",
    Severity.INFO,
    title="Budget has no period",
    source="IATI 2.03 schema: a budget states its period",
    advice="State the period of the amounts.",
    on=Budget,
)
def budget_has_a_period(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    Every budget states its period.

    Otherwise amounts of one year are compared with amounts of the whole plan.

    Fires: planned $500 K
    Silent: planned $500 K in 2021
    """
    if budget.period is None or not budget.period.is_stated:
        yield Found("the budget has no period", expected="a period")


@rule(
    "BUD09",
    Severity.ERROR,
    title="Budget is for more than a year",
    source="IATI standard ruleset 7.5.3: a budget period is not longer than a year",
    advice="Split the budget by years.",
    on=Budget,
)
def budget_is_for_a_year_at_most(budget: Budget, _context: Context) -> Iterable[Found]:
    """
    No budget covers more than a year.

    This only concerns IATI files. The last day may be the same day of the next year.

    Fires: planned $500 K in 2020-2025
    Silent: planned $500 K in 2021
    Silent: planned $500 K in 2020-07-01..2021-07-01
    """
    first, last = (budget.period.first_day, budget.period.last_day) if budget.period else (None, None)
    if first and last and (last.year - 1, last.month, last.day) > (first.year, first.month, first.day):
        message = f"the budget is for {budget.period}, which is more than a year"
        yield Found(message, at="period", observed=str(budget.period), expected="a year at most")


@rule(
    "BUD10",
    Severity.INFO,
    title="Amounts are known to very different precision",
    source="logic: a difference is known no better than the coarser of the two amounts",
    advice="Supply the amount to the last unit.",
    on=Budget,
)
def amounts_are_equally_precise(budget: Budget, context: Context) -> Iterable[Found]:
    """
    The amounts of one budget, its funding included, are rounded alike.

    "$3.07 M" may be 5,000 more or less, "$804.98 K" only 5, so that the shortfall is as uncertain as the first amount.
    An exact amount counts as known to half a unit. The ratio from which this is reported is an option
    (``precision_ratio``).

    Fires: planned $3.07 M, actual $804.98 K
    Silent: planned $550.73 K, actual $480.75 K
    Silent: planned $550.73 K, actual $267,469
    """
    widths = {EXACT_HALF_WIDTH if a.is_exact else a.half_width: a for _, a in stated_in(budget)}
    if not widths:
        return
    finest, coarsest = min(widths), max(widths)
    if coarsest >= finest * context.validation.options.precision_ratio:
        most, least = (format(width.normalize(), ",f") for width in (coarsest, finest))
        message = f"{widths[coarsest]} is known to {most} only, and {widths[finest]} to {least}"
        yield Found(message, observed=widths[coarsest], expected=f"known to about {least}")


@rule(
    "BUD11",
    Severity.INFO,
    title="Too little of the plan is funded",
    source="the threshold set by a project",
    advice="Mobilise resources, or revise the plan.",
    on=(ResultsFramework, Result),
)
def plan_is_funded(_node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    At least the required share of the planned budget is funded.

    There is no such requirement unless an option sets one (``least_mobilisation``).

    Fires: least funding 0.5; planned $900 K, actual $300 K
    Silent: least funding 0.5; planned $900 K, actual $500 K
    Silent: planned $900 K, actual $300 K
    """
    least = context.validation.options.least_mobilisation
    for number, budget in context.budgets if least is not None else ():
        rate = budget.mobilisation
        if least is not None and isinstance(rate, Interval) and rate.high < least:
            wanted = Interval.exactly(least).as_percent()
            message = f"{rate.as_percent()} of the plan is funded, and at least {wanted} is required"
            yield Found(message, at=f"budgets#{number}", observed=rate.as_percent(), expected=f"at least {wanted}")


def amounts_of(budget: Budget) -> list[tuple[str, Money]]:
    """The stated amounts of a budget, by name."""
    amounts = (("planned", budget.planned), ("actual", budget.actual), ("expenses", budget.expenses))
    return [(name, amount) for name, amount in amounts if isinstance(amount, Money)]


def stated_in(budget: Budget) -> list[tuple[str, Money]]:
    """The same with the amounts of its funding, named by the number of the line."""
    amounts = amounts_of(budget)
    for number, line in enumerate(budget.funding, 1):
        if isinstance(line.amount, Money):
            amounts.append((f"funding {number}", line.amount))
    return amounts


def exceeding(budget: Budget, more: str, limit: str) -> list[Found]:
    """The case that one amount of a budget exceeds another, certainly or possibly."""
    high, low = getattr(budget, more), getattr(budget, limit)
    if not isinstance(high, Money) or not isinstance(low, Money) or high.currency != low.currency:
        return []
    exceeds = high.exceeds(low)
    if exceeds is False:
        return []
    verb = "exceed" if more == "expenses" else "exceeds"
    message = f"the {NAMES[more]}, {high}, {verb if exceeds else 'may exceed'} the {NAMES[limit]}, {low}"
    return [Found(message, at=more, observed=high, expected=f"{low} at most", certain=exceeds is True)]


def time_of(period: Period | None) -> tuple[object, object] | None:
    """The first and the last day of a period; None where it states neither."""
    return (period.first_day, period.last_day) if period is not None and period.is_stated else None
