"""
What a result was planned to cost, what came in, what was spent; and every rate between them, by name.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import attrs

from ._undefined import UndefinedError, defined, or_undefined
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
    What sort of money a line of funding is.

    Attributes:
        CORE: Regular resources, not tied to a purpose.

        NON_CORE: Other resources, given for a purpose.
    """

    CORE = "core"
    NON_CORE = "non_core"


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class FundingLine(Node):
    """
    Who gives how much. IATI: a ``transaction`` of incoming funds, by provider.

    Attributes:
        kind: Core or non-core; None where the source does not say.

        organisation: Who gives; None for a total.

        amount: How much; a line printed without an amount has none, which is not zero.

        is_total: Whether the line adds up others of its kind.
    """

    kind: FundingKind | None = None
    organisation: Organisation | None = None
    amount: Money | Missing = Missing.ABSENT
    is_total: bool = False


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Budget(Node):
    """
    Planned budget, actual budget and expenses of one period, in the words of the UN Women page. IATI: ``budget`` of
    type 1 and 2, and ``transaction`` of type 4, by year.

    The rates name their denominator; each is an interval that holds every value the printed amounts allow, or says
    why there is none.

    Attributes:
        planned: What it is planned to cost.

        actual: What is available, of what was planned.

        expenses: What was spent.

        period: When; None where the source does not say, in which case nothing is forecast.

        funding: Where the money comes from.
    """

    planned: Money | Missing = Missing.ABSENT
    actual: Money | Missing = Missing.ABSENT
    expenses: Money | Missing = Missing.ABSENT
    period: Period | None = None
    funding: tuple[FundingLine, ...] = ()

    @property
    def shortfall(self) -> Money | Undefined:
        """The funding gap: planned - actual. Negative where more came in than was planned."""
        return self._pair("planned", "actual", lambda planned, actual: planned - actual)

    @property
    def shortfall_rate(self) -> Interval | Undefined:
        """The funding gap as a part of the plan: 1 - actual / planned, as one quotient so that it is not widened."""
        rate = self.mobilisation
        return Interval.exactly(Decimal(1)) - rate if isinstance(rate, Interval) else rate

    @property
    def mobilisation(self) -> Interval | Undefined:
        """The part of the plan that is funded: actual / planned."""
        return self._pair("actual", "planned", Money.divided_by)

    @property
    def delivery(self) -> Interval | Undefined:
        """The part of the available money that was spent: expenses / actual."""
        return self._pair("expenses", "actual", Money.divided_by)

    @property
    def execution(self) -> Interval | Undefined:
        """The part of the plan that was spent: expenses / planned."""
        return self._pair("expenses", "planned", Money.divided_by)

    @property
    def unspent(self) -> Money | Undefined:
        """What is left: actual - expenses. Negative where more was spent than was there."""
        return self._pair("actual", "expenses", lambda actual, expenses: actual - expenses)

    @property
    def overspend(self) -> Money | Undefined:
        """What was spent beyond what was there: expenses - actual. Negative where money is left."""
        return self._pair("expenses", "actual", lambda expenses, actual: expenses - actual)

    @property
    def unspent_of_plan(self) -> Money | Undefined:
        """What the plan still allows: planned - expenses."""
        return self._pair("planned", "expenses", lambda planned, expenses: planned - expenses)

    def cost_per_result(self, achieved: Number) -> Interval | Undefined:
        """What one unit of the result cost: expenses / achieved. Undefined at nothing achieved."""
        if isinstance(self.expenses, Missing):
            return Undefined(f"expenses are {_state(self.expenses)}")
        if not achieved:
            return Undefined("nothing was achieved")
        return self.expenses.interval.divided_by(Interval.exactly(achieved))

    @or_undefined
    def burn_rate(self, on: dt.date) -> Interval | Undefined:
        """The expenses a day, up to the day: expenses / days elapsed. Needs a period with dates."""
        elapsed, _ = self._days(on)
        if isinstance(self.expenses, Missing):
            return Undefined(f"expenses are {_state(self.expenses)}")
        return self.expenses.interval.divided_by(Interval.exactly(Decimal(elapsed)))

    @or_undefined
    def forecast(self, on: dt.date) -> Interval | Undefined:
        """The expenses at the end if spending goes on as it did up to the day: a straight line."""
        return defined(self.burn_rate(on)).times(Decimal(sum(self._days(on))))

    @or_undefined
    def required_rate(self, on: dt.date) -> Interval | Undefined:
        """The expenses a day from here that use up the rest: (actual - expenses) / days remaining."""
        left, (_, remaining) = defined(self.unspent), self._days(on)
        if not remaining:
            return Undefined("the period is over")
        return left.interval.divided_by(Interval.exactly(Decimal(remaining)))

    def _days(self, on: dt.date) -> tuple[int, int]:
        """Days elapsed and days remaining, both counted with the day itself as over."""
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
    The only budget, or the sum of several: an amount is in it only where every budget states it, in one currency.

    The sum's period spans all of theirs where each has one.
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
    """The sum where every amount is stated; the reason all of them share, or that the sum is not to be had."""
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
    """From the first day of all periods to the last; None where one of them is not known."""
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
