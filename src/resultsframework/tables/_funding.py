"""
Funding, as a table: each budget, and the sum over the results right below.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resultsframework.aggregation import budget_below, reconcile
from resultsframework.framework import ResultsFramework, check_framework, rate_text, results_below
from resultsframework.interval import Interval
from resultsframework.money import Money
from resultsframework.table import Column, Table
from resultsframework.value import Undefined

if TYPE_CHECKING:
    from resultsframework.budget import Budget

__all__ = ["funding"]

MONEY = ("planned", "actual", "expenses", "shortfall")
RATES = ("shortfall_rate", "mobilisation", "delivery", "execution")


def funding(framework: ResultsFramework, *, on: dt.date | None = None) -> Table:
    """
    Funding: for each result its budget, and the sum over the results right below it, with every rate.

    The column "agrees" compares the amounts of a result with the sums below it: "yes", "no" where rounding cannot be
    the reason, "unknown" where it can, or where nothing can be compared. A sum that cannot be had gives the reason in
    every cell.

    Args:
        framework: The framework.

        on: The day up to which was spent; it adds a column with the expenses at the end if spending goes on as it did,
            which needs budgets with periods.
    """
    check_framework(framework, "funding")
    columns = (
        Column("result"),
        Column("of"),
        Column("period"),
        *(Column(name, Money) for name in MONEY),
        *(Column(name.replace("_", " "), Interval, rate_text, is_percentage=True) for name in RATES),
        Column("unspent", Money),
        *([Column("forecast", Interval)] if on else []),
        Column("agrees"),
    )
    verdicts: dict[str, list[bool | None]] = {}
    for answer in reconcile(framework):
        verdicts.setdefault(answer.path, []).append(answer.agrees)
    rows: list[tuple[object, ...]] = []
    for path, node in framework.levels():
        children = results_below(node)
        if node.budgets:
            rows.append(_row(path, "itself", node.budget, on, ""))
        if any(child.budgets for child in children) and (len(children) > 1 or node.budgets):
            rows.append(_row(path, f"{len(children)} below", budget_below(node), on, _verdict(verdicts.get(path, []))))
    return Table.of(columns, rows, "funding")


def _row(path: str, of: str, budget: Budget | Undefined, on: dt.date | None, verdict: str) -> tuple[object, ...]:
    names = (*MONEY, *RATES, "unspent")
    cells = [budget if isinstance(budget, Undefined) else getattr(budget, name) for name in names]
    if on is not None:
        cells.append(budget if isinstance(budget, Undefined) else budget.forecast(on))
    period = "" if isinstance(budget, Undefined) else str(budget.period or "")
    return (path, of, period, *cells, verdict)


def _verdict(answers: list[bool | None]) -> str:
    """No if one amount does not agree, unknown where that is not certain, else yes; nothing without a comparison."""
    if False in answers:
        return "no"
    return ("unknown" if None in answers else "yes") if answers else ""
