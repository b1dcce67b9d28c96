"""
The sheet Budgets: one row a budget of the framework or of a result, with shortfall and rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from resultsframework.budget import Budget, BudgetKind
from resultsframework.money import Money
from resultsframework.result import Result
from resultsframework.value import Undefined

from ._grid import PATH, Grid, Row, SheetColumn, unique
from ._observations import day_cell
from ._plain import Plain, Shown, amount, legible

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.interval import Interval

__all__ = ["AMOUNTS", "CALCULATED", "NAME", "budget_grid", "budgets_of", "currency_of"]

NAME = "Budgets"
AMOUNTS = ("planned", "actual", "expenses")
RATES = ("mobilisation", "delivery", "execution")
CALCULATED = ("shortfall", *RATES)
COLUMNS = (
    SheetColumn("result", 14, is_text=True, is_derived=True),
    SheetColumn("result title", 35, is_derived=True),
    SheetColumn("period", 14, is_text=True),
    SheetColumn("kind", 12, choices=tuple(kind.value for kind in BudgetKind)),
    SheetColumn("value date", 12),
    SheetColumn("currency", 10, is_text=True),
    *(SheetColumn(name, 16) for name in AMOUNTS),
    *(SheetColumn(name, 14, is_derived=True) for name in CALCULATED),
    SheetColumn(PATH, 30, is_text=True, is_derived=True),
)
FIRST_AMOUNT = 6
# A rate beyond it is the rate of another number.
LARGEST_RATE = 1_000_000


def budgets_of(framework: ResultsFramework) -> Iterator[tuple[str, ResultsFramework | Result, int, Budget]]:
    """All budgets: the path of the node that has each, the node, its number among the budgets there, and the budget."""
    for path, node in framework.levels():
        for number, budget in enumerate(node.budgets, 1):
            yield path, node, number, budget


def budget_path(path: str, number: int) -> str:
    """The path of a budget of the node at a path."""
    return f"{path}/budgets#{number}" if path else f"budgets#{number}"


def budget_grid(framework: ResultsFramework) -> Grid:
    """The sheet of a framework."""
    found = list(budgets_of(framework))
    paths = [budget_path(path, number) for path, _, number, _ in found]
    rows = []
    for path, shown, (_, node, _, budget) in zip(paths, unique(paths), found, strict=True):
        currency = currency_of(budget)
        amounts = [amount(getattr(budget, name), currency) for name in AMOUNTS]
        calculated = [_shortfall(budget.shortfall, currency), *(_rate(getattr(budget, name)) for name in RATES)]
        forms = {FIRST_AMOUNT + i: cell.form for i, cell in enumerate((*amounts, *calculated)) if cell.form}
        cells: tuple[Plain, ...] = (
            legible(node.code) if isinstance(node, Result) else None,
            legible(node.title),
            legible(str(budget.period or "")),
            budget.kind.value,
            day_cell(budget.value_date),
            currency,
            *(cell.cell for cell in (*amounts, *calculated)),
            shown,
        )
        rows.append(Row(path, cells, forms))
    return Grid(NAME, COLUMNS, rows)


def currency_of(budget: Budget) -> str | None:
    """The currency that all amounts of a budget are in; None without one, and of several."""
    amounts = (getattr(budget, name) for name in AMOUNTS)
    found = {money.currency for money in amounts if isinstance(money, Money)}
    return found.pop() if len(found) == 1 else None


def _shortfall(answer: Money | Undefined, currency: str | None) -> Shown:
    return amount(answer, currency) if isinstance(answer, Money) else Shown(legible(answer.reason))


def _rate(answer: Interval | Undefined) -> Shown:
    """A rate as a percentage; where rounded amounts leave it open, as text."""
    if isinstance(answer, Undefined):
        return Shown(legible(answer.reason))
    if answer.low == answer.high and -LARGEST_RATE < answer.nominal < LARGEST_RATE:
        return Shown(float(f"{float(answer.nominal):.15g}"), "0.0%")
    return Shown(legible(answer.as_percent()))
