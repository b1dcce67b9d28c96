"""
Cost per result: the expenses of a period for one unit of what was achieved in it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, final

import attrs

from resultsframework._undefined import UndefinedError, defined, or_undefined
from resultsframework.budget import Budget, in_force
from resultsframework.expression import repr_of
from resultsframework.indicator import Accumulation
from resultsframework.interval import EXACT, Interval
from resultsframework.monitoring import actual_at, has_same_unit
from resultsframework.observation import in_time
from resultsframework.value import HoldsItsNumber, Missing, Number, Undefined

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.period import Period
    from resultsframework.result import Result

__all__ = ["CostPerResult", "cost_per_result"]

# Periods whose first and last days differ by no more are of the same time.
SLACK = dt.timedelta(days=3)


@final
@attrs.frozen
class CostPerResult(HoldsItsNumber):
    """
    The cost of one unit of an indicator's achievement. Not in IATI.

    Attributes:
        value: Expenses / achieved, as a plain number; an interval where the expenses are rounded.

        currency: The currency of the expenses; None where the source states none.

        inputs: The budget, the actual, and the value that was taken off a running total.

        basis: The calculation in words.
    """

    value: Number | Interval
    currency: str | None
    inputs: tuple[tuple[str, object], ...]
    basis: str

    __repr__ = repr_of

    def __str__(self) -> str:
        value = self.value if isinstance(self.value, Interval) else Interval.exactly(self.value)
        return f"{value}{f' {self.currency}' if self.currency else ''} ({self.basis})"


class Achieved(NamedTuple):
    """The number achieved in a period, the value that was taken off, and the basis of both in words."""

    number: Decimal
    before: Observation | None
    basis: str


@or_undefined
def cost_per_result(
    result: Result | Budget,
    indicator: Indicator,
    at: int | dt.date | None = None,
    *,
    accumulation: Accumulation | str | None = None,
) -> CostPerResult | Undefined:
    """
    The expenses for one unit of an indicator's achievement, or why that means nothing: expenses / achieved. Not in
    IATI.

    The budget and the actual have to be of the same period, the actual a count of the total above zero. Of a running
    total the achievement is the increase since the last value before the period, or since the baseline. All expenses
    are divided by one indicator, though they paid for others too: compare, and do not add up.

    Args:
        result: The result that the money was spent on, or its budget; of several budgets that of the actual's period.

        indicator: The indicator of what was achieved with it.

        at: The year or the day of the actual; the latest reported where not given.

        accumulation: The accumulation of the actuals for this question: "cumulative", "periodic" or "snapshot"; that of
            the indicator where not given.

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no such accumulation.
    """
    if accumulation is not None:
        declared: Any = accumulation  # the constructor takes the name of a member too
        indicator = attrs.evolve(indicator, actuals_accumulation=declared)
    subject = indicator.subject
    if subject is not None and not subject.is_total:
        return Undefined(f"the budget is of the total, the actual of {subject}")
    actual = defined(actual_at(indicator, at))
    if not isinstance(actual.value, Decimal) or indicator.is_share(actual):
        return Undefined(f"actual {actual.raw} counts nothing that has a cost")
    budget = _budget_of(result, actual)
    if isinstance(budget.expenses, Missing):
        return Undefined(f"expenses are {budget.expenses.value.replace('_', ' ')}")
    achieved = _achieved(indicator, actual, actual.value)
    if achieved.number <= 0:
        return Undefined(f"nothing was achieved: {achieved.basis}")
    cost = budget.expenses.interval.divided_by(Interval.exactly(achieved.number))
    interval = defined(cost)
    before = () if achieved.before is None else (("before", achieved.before),)
    return CostPerResult(
        value=interval.nominal if budget.expenses.is_exact else interval,
        currency=budget.expenses.currency,
        inputs=(("budget", budget), ("actual", actual), *before),
        basis=f"expenses {budget.expenses} of {budget.period} / {achieved.basis}",
    )


def _budget_of(result: Result | Budget, actual: Observation) -> Budget:
    """
    The budget of the period of an actual: that of a result in force, or the total of all.

    Raises:
        UndefinedError: There is none.
    """
    if isinstance(result, Budget):
        budget = result
    else:
        same = [one for _, one in in_force(result.budgets) if _is_same_time(one.period, actual.period)]
        budget = same[0] if len(same) == 1 else defined(result.budget)
    if not _is_same_time(budget.period, actual.period):
        stated = budget.period is not None and budget.period.is_stated
        own = f"the budget is for {budget.period}" if stated else "the budget states no period"
        raise UndefinedError(Undefined(f"{own}, the actual is for {actual.period}"))
    return budget


def _is_same_time(one: Period | None, other: Period) -> bool:
    """True if two periods begin and end on the same days, or nearly so."""
    days = (one.first_day, one.last_day, other.first_day, other.last_day) if one is not None else (None,)
    if None in days:
        return False
    first, last, other_first, other_last = (day for day in days if day is not None)
    return abs(first - other_first) <= SLACK and abs(last - other_last) <= SLACK


def _achieved(indicator: Indicator, actual: Observation, value: Decimal) -> Achieved:
    """
    The number achieved in the period of an actual.

    Raises:
        UndefinedError: It may or may not include what was there before.
    """
    before = _value_before(indicator, actual)
    shown = f"the actual {actual.raw} of {actual.period}"
    is_running = indicator.actuals_accumulation is Accumulation.CUMULATIVE
    if before is None or not isinstance(before.value, Decimal) or not before.value:
        note = "; no value before it is known" if is_running and before is None else ""
        return Achieved(value, None, f"{shown}{note}")
    if indicator.actuals_accumulation is Accumulation.UNKNOWN:
        reason = (
            f"{shown} may include the {before.raw} of {before.period}; declare whether values accumulate, or pass "
            "accumulation="
        )
        raise UndefinedError(Undefined(reason, (("actual", actual), ("before", before))))
    if not is_running:
        return Achieved(value, None, shown)
    if not has_same_unit(indicator, before, actual):
        reason = f"{shown} and the {before.raw} of {before.period} are in different units"
        raise UndefinedError(Undefined(reason, (("actual", actual), ("before", before))))
    return Achieved(EXACT.subtract(value, before.value), before, f"({shown} less {before.raw} of {before.period})")


def _value_before(indicator: Indicator, actual: Observation) -> Observation | None:
    """The last actual of a period that ends before that of an actual, else the baseline; None without either."""
    first = actual.period.first_day
    earlier = [
        o
        for o in indicator.actuals
        if o.is_reported and first is not None and o.period.last_day is not None and o.period.last_day < first
    ]
    return in_time(earlier)[-1] if earlier else indicator.baseline
