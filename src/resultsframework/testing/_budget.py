"""
Money and budgets as publishers state them: rounded, in several currencies, in part.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.budget import Budget, BudgetKind, FundingKind, FundingLine
from resultsframework.interval import EXACT
from resultsframework.money import Money

from ._construction import budget_of
from ._organisation import organisations
from ._plan import Cost, Purse, Timeline, costs, purses, timelines
from ._text import made, nodes, several, texts
from ._value import decimals, missing, periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from resultsframework.value import Missing

__all__ = ["budgets", "funding_lines", "money"]

CURRENCIES = ("USD", "EUR", "MXN", "XOF", None)
_DOUBTS = st.sampled_from(tuple(map(Decimal, ("0", "0.5", "5", "5000", "0.005", "1234567.89"))))


def _money(nominal: Decimal, below: Decimal, above: Decimal, currency: str | None, raw: str | None) -> Money:
    return Money(
        nominal=nominal,
        low=EXACT.subtract(nominal, below),
        high=EXACT.add(nominal, above),
        currency=currency,
        raw=raw,
    )


def money(currencies: Sequence[str | None] = CURRENCIES) -> SearchStrategy[Money]:
    """
    Amounts, exact and rounded, negative ones included.

    Args:
        currencies: The currencies to draw from; amounts of one currency can be added.
    """
    return made(_money, decimals(), _DOUBTS, _DOUBTS, st.sampled_from(currencies), st.none() | texts())


_AMOUNTS: SearchStrategy[Money | Missing] = money() | missing()
_FUNDING_LINES = nodes(
    FundingLine,
    {},
    kind=st.sampled_from(FundingKind),
    organisation=organisations(),
    amount=_AMOUNTS,
    is_total=st.just(value=True),
)
_BUDGETS = nodes(
    Budget,
    {},
    planned=_AMOUNTS,
    actual=_AMOUNTS,
    expenses=_AMOUNTS,
    period=periods(),
    kind=st.sampled_from(BudgetKind),
    value_date=st.dates(),
    funding=several(_FUNDING_LINES, 1),
)


def _valid(cost: Cost, purse: Purse, timeline: Timeline) -> Budget:
    return budget_of(cost, purse, timeline.period(timeline.first))


_VALID_BUDGETS = made(_valid, costs(), purses(), timelines())


def funding_lines() -> SearchStrategy[FundingLine]:
    """Funders and their amounts; some lines have no amount, some are the total of others."""
    return _FUNDING_LINES


def budgets(*, valid: bool = True) -> SearchStrategy[Budget]:
    """
    Budgets: planned, available and spent amounts.

    Args:
        valid: True if spending stays within the available amount, that within the plan, and the funding adds up;
            otherwise anything that a publisher could state.
    """
    return _VALID_BUDGETS if valid else _BUDGETS
