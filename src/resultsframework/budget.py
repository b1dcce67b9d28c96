"""
Budgets: planned budget, resources mobilised, expenses, sources of funding, and the rates between them.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ._undefined import UndefinedError, defined, or_undefined
from .construction import typed
from .interval import Interval
from .money import Money
from .node import Node, shared_fields_last
from .period import Period
from .value import Missing, Number, Undefined

if TYPE_CHECKING:
    from .organisation import Organisation

__all__ = ["Budget", "BudgetKind", "FundingKind", "FundingLine"]

Answer = TypeVar("Answer")
AMOUNTS = ("planned", "actual", "expenses")


class BudgetKind(enum.Enum):
    """
    The kind of a budget among several of one period. IATI: ``budget/@type``.

    Attributes:
        ORIGINAL: The budget as it was first agreed.

        REVISED: A later revision; the one with the latest value date is in force.

        UNKNOWN: Not stated.
    """

    ORIGINAL = "original"
    REVISED = "revised"
    UNKNOWN = "unknown"


class FundingKind(enum.Enum):
    """
    The kind of funding, in the terms of the UN development system. Not in IATI.

    Attributes:
        CORE: Core (regular) resources, not earmarked.

        NON_CORE: Non-core (other) resources, earmarked by the donor.
    """

    CORE = "core"
    NON_CORE = "non_core"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class FundingLine(Node):
    """
    A source of funding and its amount. IATI: a ``transaction`` of incoming funds, by provider.

    Attributes:
        kind: Core or non-core; None where the source states none.

        organisation: The provider of the funds; None for a total.

        amount: The amount, in its currency, or the reason why it is missing.

        is_total: True for the total of the lines of its kind.
    """

    kind: FundingKind | None = None
    organisation: Organisation | None = None
    amount: Money | Missing = Missing.ABSENT
    is_total: bool = False


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Budget(Node):
    """
    The planned budget, the actual budget and the expenses of one period. IATI: ``budget``, and ``transaction`` of
    type 4.

    Each rate is an interval that contains every value that the rounded amounts allow, or undefined with a reason.

    Attributes:
        planned: The planned budget, or the reason why it is missing.

        actual: The actual budget: the resources mobilised, of those planned.

        expenses: The expenses.

        period: The budget period; None where the source states none, in which case nothing is forecast.

        kind: Original or revised; unknown where the source does not state it.

        value_date: The day whose exchange rate holds for the planned amount, and by which revisions follow each other;
            None where the source states none. IATI: ``value/@value-date``.

        funding: The sources of funding, in source order.
    """

    planned: Money | Missing = Missing.ABSENT
    actual: Money | Missing = Missing.ABSENT
    expenses: Money | Missing = Missing.ABSENT
    period: Period | None = None
    kind: BudgetKind = BudgetKind.UNKNOWN
    value_date: dt.date | None = None
    funding: tuple[FundingLine, ...] = ()

    def _repr_html_(self) -> str:
        from html import escape

        named = ((name, getattr(self, name)) for name in (*AMOUNTS, "shortfall"))
        words = ", ".join(f"{name} {amount.as_printed()}" for name, amount in named if isinstance(amount, Money))
        of = f"budget {self.period}" if self.period else "budget"
        return f"<p>{escape(f'{of}: {words}' if words else f'{of} without an amount')}</p>"

    @property
    def shortfall(self) -> Money | Undefined:
        """The funding gap: planned - actual. Negative where more was mobilised than planned."""
        return self._pair("planned", "actual", lambda planned, actual: planned - actual)

    @property
    def shortfall_rate(self) -> Interval | Undefined:
        """The funding gap as a share of the plan: 1 - actual / planned, with the tightest bounds."""
        rate = self.mobilisation
        return Interval.exactly(Decimal(1)) - rate if isinstance(rate, Interval) else rate

    @property
    def mobilisation(self) -> Interval | Undefined:
        """Resources mobilised as a share of the plan: actual / planned."""
        return self._pair("actual", "planned", Money.divided_by)

    @property
    def delivery(self) -> Interval | Undefined:
        """Expenses as a share of the resources mobilised (delivery rate): expenses / actual."""
        return self._pair("expenses", "actual", Money.divided_by)

    @property
    def execution(self) -> Interval | Undefined:
        """Expenses as a share of the plan (execution rate): expenses / planned."""
        return self._pair("expenses", "planned", Money.divided_by)

    @property
    def unspent(self) -> Money | Undefined:
        """The unspent balance: actual - expenses. Negative where more was spent than mobilised."""
        return self._pair("actual", "expenses", lambda actual, expenses: actual - expenses)

    @property
    def overspend(self) -> Money | Undefined:
        """The expenses beyond the resources mobilised: expenses - actual. Negative where a balance is left."""
        return self._pair("expenses", "actual", lambda expenses, actual: expenses - actual)

    @property
    def unspent_of_plan(self) -> Money | Undefined:
        """The unspent part of the plan: planned - expenses."""
        return self._pair("planned", "expenses", lambda planned, expenses: planned - expenses)

    def cost_per_result(self, achieved: Number) -> Interval | Undefined:
        """The cost of one unit of the result: expenses / achieved. Undefined unless more than nothing was achieved."""
        if isinstance(self.expenses, Missing):
            return Undefined(f"expenses are {_state(self.expenses)}")
        if achieved <= 0:
            return Undefined("nothing was achieved")
        return self.expenses.interval.divided_by(Interval.exactly(achieved))

    @or_undefined
    def burn_rate(self, on: dt.date) -> Interval | Undefined:
        """The expenses a day up to a day: expenses / days elapsed. Needs a period with dates."""
        elapsed, _ = self._days(on)
        if isinstance(self.expenses, Missing):
            return Undefined(f"expenses are {_state(self.expenses)}")
        return self.expenses.interval.divided_by(Interval.exactly(Decimal(elapsed)))

    @or_undefined
    def forecast(self, on: dt.date) -> Interval | Undefined:
        """The expenses at the end of the period at the burn rate of a day: a straight line."""
        return defined(self.burn_rate(on)).times(Decimal(sum(self._days(on))))

    @or_undefined
    def required_rate(self, on: dt.date) -> Interval | Undefined:
        """The expenses a day needed to spend the balance: (actual - expenses) / days remaining."""
        left, (_, remaining) = defined(self.unspent), self._days(on)
        if not remaining:
            return Undefined("the period is over")
        return left.interval.divided_by(Interval.exactly(Decimal(remaining)))

    def _days(self, on: dt.date) -> tuple[int, int]:
        """The days elapsed and the days remaining, with the day itself counted as elapsed."""
        first, last = (self.period.first_day, self.period.last_day) if self.period else (None, None)
        if first is None or last is None or last < first:
            raise UndefinedError(Undefined("the budget has no period with a first and a last day"))
        if on < first:
            raise UndefinedError(Undefined("the period has not begun"))
        return min((on - first).days, (last - first).days) + 1, max((last - on).days, 0)

    def _pair(self, first: str, second: str, answer: Callable[[Money, Money], Answer]) -> Answer | Undefined:
        a, b = getattr(self, first), getattr(self, second)
        for name, amount in ((first, a), (second, b)):
            if isinstance(amount, Missing):
                return Undefined(f"{name} is {_state(amount)}", ((first, a), (second, b)))
        if a.currency != b.currency:
            return Undefined(f"{first} and {second} are in different currencies", ((first, a), (second, b)))
        return answer(a, b)


def in_force(budgets: Iterable[Budget]) -> tuple[tuple[int, Budget], ...]:
    """
    The budgets in force, each with its number in the source from 1: of several of one period in one currency the latest
    revision, completed by the amounts that only an earlier one states.

    The latest revision is the revised budget with the latest value date. Where two have it, or none has a date, it is
    not known which holds, and both are in force.
    """
    return tuple((number, budget) for number, budget, _ in with_revised(budgets))


def with_revised(budgets: Iterable[Budget]) -> tuple[tuple[int, Budget, tuple[Budget, ...]], ...]:
    """The budgets in force as `in_force` has them, each with the earlier ones of its period that it revises."""
    groups: dict[object, list[tuple[int, Budget]]] = {}
    for number, budget in enumerate(budgets, 1):
        groups.setdefault((_time_of(budget.period), currency_of(budget)), []).append((number, budget))
    found = []
    for group in groups.values():
        latest = _latest(group)
        numbers = {number for number, _ in latest}
        earlier = tuple(budget for number, budget in group if number not in numbers)
        found += [(number, budget, earlier) for number, budget in latest]
    return tuple(sorted(found, key=lambda entry: entry[0]))


def _latest(group: list[tuple[int, Budget]]) -> list[tuple[int, Budget]]:
    """The latest revision among the budgets of one period; all of them where none is a revision."""
    revised = [entry for entry in group if entry[1].kind is BudgetKind.REVISED]
    if len(group) == 1 or not revised:
        return group
    newest = max(entry[1].value_date or dt.date.min for entry in revised)
    latest = [entry for entry in revised if (entry[1].value_date or dt.date.min) == newest]
    if len(latest) > 1:
        return latest
    ((number, budget),) = latest
    earlier = [other for other_number, other in reversed(group) if other_number != number]
    changes: dict[str, Any] = {}
    for name in (*AMOUNTS, "funding"):
        stated = next((getattr(other, name) for other in earlier if _is_stated(getattr(other, name))), None)
        if stated is not None and not _is_stated(getattr(budget, name)):
            changes[name] = stated
    return [(number, attrs.evolve(budget, **changes) if changes else budget)]


def _is_stated(amount: object) -> bool:
    """True for an amount, or for funding lines."""
    return isinstance(amount, Money) or (isinstance(amount, tuple) and bool(amount))


def currency_of(budget: Budget) -> str | None:
    """The currency of the first amount that a budget states."""
    amounts = (budget.planned, budget.actual, budget.expenses, *(line.amount for line in budget.funding))
    return next((amount.currency for amount in amounts if isinstance(amount, Money)), None)


def _time_of(period: Period | None) -> object:
    """The first and the last day of a period; without them the period itself."""
    days = (period.first_day, period.last_day) if period is not None else (None, None)
    return period if None in days else days


def overlapping(budgets: Iterable[Budget]) -> tuple[Budget, Budget] | None:
    """
    Two budgets that state the same amount for periods that overlap; None where there are none.

    A last day that is the first day of the next period is no overlap. Periods without two days are not compared.
    """
    parts = tuple(budgets)
    for name in AMOUNTS:
        spans = [
            (first, last, part)
            for part in parts
            if isinstance(getattr(part, name), Money) and part.period is not None
            for first, last in [(part.period.first_day, part.period.last_day)]
            if first is not None and last is not None
        ]
        spans.sort(key=lambda span: span[:2])
        for (first, last, one), (other_first, other_last, other) in pairwise(spans):
            if other_first < last or (first, last) == (other_first, other_last):
                return one, other
    return None


def total(budgets: Iterable[Budget]) -> Budget | Undefined:
    """
    The only budget in force of one node, or the sum of several, as `summed` makes it.

    Of several budgets of one period the latest revision counts; periods that overlap otherwise have no sum.
    """
    parts = tuple(budget for _, budget in in_force(budgets))
    if (pair := overlapping(parts)) is not None and len({currency_of(part) for part in parts}) == 1:
        return Undefined(f"the budgets of {_shown(pair[0])} and {_shown(pair[1])} overlap", (("budgets", pair),))
    return summed(parts)


def summed(parts: Sequence[Budget]) -> Budget | Undefined:
    """
    The only budget, or the sum of several: it has an amount only where every budget states it, in one currency.

    The period of the sum spans all periods, where every budget has one.
    """
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Undefined("there is no budget")
    stated = [amount for part in parts for amount in (part.planned, part.actual, part.expenses)]
    if len({amount.currency for amount in stated if isinstance(amount, Money)}) > 1:
        return Undefined("the budgets are in different currencies")
    return Budget(
        planned=_sum([part.planned for part in parts]),
        actual=_sum([part.actual for part in parts]),
        expenses=_sum([part.expenses for part in parts]),
        period=_span(part.period for part in parts),
        funding=tuple(line for part in parts for line in part.funding),
    )


def _shown(budget: Budget) -> str:
    """The period and the first amount of a budget."""
    amounts = (amount for amount in (budget.planned, budget.actual, budget.expenses) if isinstance(amount, Money))
    return f"{budget.period} ({next(amounts)})"


def _sum(amounts: list[Money | Missing]) -> Money | Missing:
    """The sum where every amount is stated; else the reason that all share, or that the sum is not available."""
    money = [amount for amount in amounts if isinstance(amount, Money)]
    if len(money) == len(amounts):
        return sum_of(money)
    states = {amount for amount in amounts if isinstance(amount, Missing)}
    return states.pop() if not money and len(states) == 1 else Missing.NOT_AVAILABLE


def sum_of(amounts: Iterable[Money]) -> Money:
    """The sum of at least one amount; half-widths add up."""
    first, *others = amounts
    return sum(others, start=first)


def _span(periods: Iterable[Period | None]) -> Period | None:
    """The period from the first day of all periods to the last; None where a bound is unknown."""
    days = [(p.first_day, p.last_day) if p else (None, None) for p in periods]
    starts = [first for first, _ in days if first is not None]
    ends = [last for _, last in days if last is not None]
    if len(starts) < len(days) or len(ends) < len(days):
        return None
    first, last = min(starts), max(ends)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return Period.between(first.year, last.year)
    return Period(start=first, end=last)


def _state(amount: Missing) -> str:
    return str(amount.value).replace("_", " ")
