"""
Budgets as a terminal shows them and as a program reads them: amounts, shortfall and rates, or why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from resultsframework import Budget, Interval, Missing, Money, ResultsFramework, Undefined
from resultsframework.formats.document import (
    BUDGET_COLUMNS,
    MEANING_OF_BUDGETS,
    budget_cell,
    budget_reasons,
    budgets_by_name,
    budgets_by_path,
)

from ._lines import fold
from ._terminal import clean

__all__ = ["budget_records", "budget_rows", "budget_table"]

ANSWERS = ("planned", "actual", "shortfall", "shortfall_rate", "mobilisation", "expenses", "delivery", "execution")
HEADING = "budget of"
GAPS = ("  ", " ")


def budget_table(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """One row a budget, the meaning of the columns, and the reasons for missing figures."""
    rows = _named(framework)
    if not rows:
        yield Text("no budget is stated")
        return
    yield from budget_rows(framework, width)
    yield from (Text(line, "dim") for line in fold(MEANING_OF_BUDGETS, width))
    for reason, names in budget_reasons(rows).items():
        yield from (Text(line, "yellow") for line in fold(f"{reason}: {', '.join(names)}", width))


def _named(framework: ResultsFramework) -> list[tuple[str, Budget]]:
    return [(clean(name), budget) for name, budget in budgets_by_name(framework)]


def budget_rows(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """The headings, and one row a budget."""
    rows = _named(framework)
    heads = [name for name, _ in rows]
    cells = [
        list(BUDGET_COLUMNS.values()),
        *([budget_cell(getattr(budget, name)) for name in BUDGET_COLUMNS] for _, budget in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    first = max(map(len, (HEADING, *heads)))
    room = width - first - sum(widths)
    gap = GAPS[0] if room >= len(GAPS[0]) * len(widths) else GAPS[1]
    for number, (head, row) in enumerate(zip((HEADING, *heads), cells, strict=True)):
        columns = gap.join(cell.rjust(column) for cell, column in zip(row, widths, strict=True))
        style = "" if number else "bold"
        if room >= len(gap) * len(widths):
            yield Text.assemble((head.ljust(first), style or "cyan"), gap, (columns, style))
        else:
            yield Text(head, style or "cyan")
            yield Text(gap + columns, style)


def budget_records(framework: ResultsFramework) -> list[dict[str, object]]:
    """The budgets for a program: every amount with its bounds, every rate as a fraction with the digits it has."""
    return [
        {
            "result": path,
            "period": str(budget.period or ""),
            **{name: _plain(getattr(budget, name)) for name in ANSWERS},
        }
        for path, budget in budgets_by_path(framework)
    ]


def _plain(answer: Money | Missing | Interval | Undefined) -> object:
    if isinstance(answer, Money):
        ends = {name: format(getattr(answer, name), "f") for name in ("low", "nominal", "high")}
        return {**ends, "currency": answer.currency}
    if isinstance(answer, Undefined):
        return {"undefined": answer.reason}
    return str(answer) if isinstance(answer, Interval) else {"missing": answer.value}
