"""
The budgets of a framework and of all its results, as a table.
"""

from __future__ import annotations

from resultsframework.framework import ResultsFramework, check_framework, rate_text
from resultsframework.interval import Interval
from resultsframework.money import Money
from resultsframework.table import Column, Table

__all__ = ["budgets"]

AMOUNTS = ("planned", "actual", "expenses", "shortfall")
RATES = ("mobilisation", "delivery", "execution")


def budgets(framework: ResultsFramework) -> Table:
    """
    The budgets of the framework and of all results, one row each: planned, actual, expenses, shortfall, rates.

    The budgets of activities are part of those of their outputs, and have no row.
    """
    check_framework(framework, "budgets")
    names = (*AMOUNTS, *RATES)
    columns = (
        Column("result"),
        Column("period"),
        *(Column(name, Money) for name in AMOUNTS),
        *(Column(name, Interval, rate_text, is_percentage=True) for name in RATES),
    )
    rows = (
        (path, str(budget.period or ""), *(getattr(budget, name) for name in names))
        for path, node in framework.levels()
        for budget in node.budgets
    )
    return Table.of(columns, rows, "budgets")
