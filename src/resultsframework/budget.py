"""
Budgets: planned budget, resources mobilised, expenses, sources of funding, and the rates between them.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

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

__all__ = ["Budget", "FundingKind", "FundingLine"]

Answer = TypeVar("Answer")


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

        funding: The sources of funding, in source order.
    """

    planned: Money | Missing = Missing.ABSENT
    actual: Money | Missing = Missing.ABSENT
    expenses: Money | Missing = Missing.ABSENT
    period: Period | None = None
    funding: tuple[FundingLine, ...] = ()

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
        """The cost of one unit of the result: expenses / achieved. Undefined where nothing was achieved."""
        if isinstance(self.expenses, Missing):
            return Undefined(f"expenses are {_state(self.expenses)}")
        if not achieved:
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


def total(budgets: Iterable[Budget]) -> Budget | Undefined:
    """
    The only budget, or the sum of several: it has an amount only where every budget states it, in one currency.

    The period of the sum spans all periods, where every budget has one.
    """
    parts = tuple(budgets)
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
