"""
The section "Money" of a page: each budget in words and bars, and the reasons for figures that there are none of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from markupsafe import Markup

from resultsframework import Budget, Money, Result, ResultsFramework
from resultsframework.charts import design
from resultsframework.formats.document import (
    BUDGET_COLUMNS,
    budget_cell,
    budget_reasons,
    budgets_by_path,
    level_of,
    plain,
)

__all__ = ["MoneyPart", "money_notes", "money_parts"]

BARS = ("planned", "actual", "expenses")


@attrs.frozen
class MoneyPart:
    """A budget: of whom, amounts and rates in words, amounts rounded to a coin exactly, bars, the number of amounts."""

    name: str
    anchor: str
    cells: Mapping[str, str]
    exact: Mapping[str, str]
    bars: Markup | None
    stated: int


def money_parts(framework: ResultsFramework, anchors: Mapping[str, str]) -> Iterator[MoneyPart]:
    """The budgets of a framework and of its results."""
    names = _names(framework)
    for path, budget in budgets_by_path(framework):
        stated = _stated(budget)
        is_one = len({amount.currency for amount in stated.values()}) == 1
        cells = {column: budget_cell(getattr(budget, column)) for column in BUDGET_COLUMNS}
        found = ((column, getattr(budget, column)) for column in (*BARS, "shortfall"))
        yield MoneyPart(
            name=_name(names.get(path), budget),
            anchor=anchors.get(path, ""),
            cells=cells,
            exact={name: str(a) for name, a in found if isinstance(a, Money) and str(a) != cells[name]},
            bars=Markup(design.bars_svg(stated)) if is_one else None,  # noqa: S704 - as for the picture of a series
            stated=len(stated),
        )


def money_notes(framework: ResultsFramework) -> Iterator[str]:
    """The reasons for figures that there are none of, where two amounts are stated."""
    names = _names(framework)
    rows = [
        (_name(names.get(path), budget), budget)
        for path, budget in budgets_by_path(framework)
        if len(_stated(budget)) > 1
    ]
    return (plain(f"{reason}: {', '.join(names)}") for reason, names in budget_reasons(rows).items())


def _names(framework: ResultsFramework) -> dict[str, str]:
    """The level and the code of each result by its path, such as "Output 1.2"; its place where it has no code."""
    return {
        path: f"{level_of(node)} {node.code or path.rpartition('/')[2]}"
        for path, node in framework.walk()
        if isinstance(node, Result)
    }


def _name(of: str | None, budget: Budget) -> str:
    return plain(" ".join(filter(None, (of or "the whole", str(budget.period or "")))))


def _stated(budget: Budget) -> dict[str, Money]:
    """The amounts of a budget that are stated, by their names."""
    amounts = {name: getattr(budget, name) for name in BARS}
    return {name: amount for name, amount in amounts.items() if isinstance(amount, Money)}
