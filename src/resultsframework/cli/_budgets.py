"""
Budgets as a terminal shows them and as a program reads them: amounts, shortfall and rates, or why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from resultsframework import Budget, FundingLine, Interval, Missing, Money, Result, ResultsFramework, Undefined
from resultsframework.value import text_of

from ._lines import fold
from ._terminal import clean

__all__ = ["MEANING", "budget_lines", "budget_records", "budget_table"]

ANSWERS = ("planned", "actual", "shortfall", "shortfall_rate", "mobilisation", "expenses", "delivery", "execution")
# The heading of each. Mobilisation is for programs only: it is 1 - the rate of the shortfall.
COLUMNS = {
    "planned": "planned",
    "actual": "actual",
    "shortfall": "shortfall",
    "shortfall_rate": "of plan",
    "expenses": "expenses",
    "delivery": "of actual",
    "execution": "of plan",
}
HEADING = "budget of"
GAPS = ("  ", " ")
MEANING = (
    "The shortfall is planned - actual. Expenses as a part of the actual budget are called delivery, as a part of the "
    "plan execution. Amounts show no digit that the source does not support; percentages are of the amounts as printed."
)


def budget_table(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """One row a budget, the meaning of the columns, and the reasons for missing figures."""
    rows = [(_name(path.rpartition("/")[2], budget), budget) for path, budget in _budgets(framework)]
    if not rows:
        yield Text("no budget is stated")
        return
    heads = [name for name, _ in rows]
    cells = [list(COLUMNS.values()), *([_cell(getattr(budget, name)) for name in COLUMNS] for _, budget in rows)]
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
    yield from (Text(line, "dim") for line in fold(MEANING, width))
    for reason, names in _reasons(rows).items():
        yield from (Text(line, "yellow") for line in fold(f"{reason}: {', '.join(names)}", width))


def budget_lines(budget: Budget) -> Iterator[tuple[str, str]]:
    """The budgets of a result and their funding, as labels with their text."""
    period = f"{budget.period}: " if budget.period else ""
    amounts = (f"{_words(getattr(budget, name))} {name}" for name in ("planned", "actual"))
    spent = f"{_words(budget.expenses)} spent"
    short = [f"{budget.shortfall} short"] if isinstance(budget.shortfall, Money) else []
    yield "budget", period + ", ".join([*amounts, *short, spent])
    if budget.funding:
        yield "funding", "; ".join(map(_funding, budget.funding))


def budget_records(framework: ResultsFramework) -> list[dict[str, object]]:
    """The budgets for a program: every amount with its bounds, every rate as a fraction with the digits it has."""
    return [
        {
            "result": path,
            "period": str(budget.period or ""),
            **{name: _plain(getattr(budget, name)) for name in ANSWERS},
        }
        for path, budget in _budgets(framework)
    ]


def _budgets(framework: ResultsFramework) -> Iterator[tuple[str, Budget]]:
    for budget in framework.budgets:
        yield "", budget
    for path, node in framework.walk():
        if isinstance(node, Result):
            for budget in node.budgets:
                yield path, budget


def _name(code: str, budget: Budget) -> str:
    return clean(" ".join(filter(None, (code or "the whole", str(budget.period or "")))))


def _cell(answer: Money | Missing | Interval | Undefined) -> str:
    if isinstance(answer, Interval):
        return answer.as_percent()
    return "none" if isinstance(answer, Undefined) else _words(answer)


def _words(amount: Money | Missing) -> str:
    if isinstance(amount, Missing):
        return text_of(amount) or "not stated"
    return str(amount)


def _reasons(rows: list[tuple[str, Budget]]) -> dict[str, list[str]]:
    """The reasons for missing answers, each with its budgets."""
    reasons: dict[str, list[str]] = {}
    for answer in COLUMNS:
        for name, budget in rows:
            found = getattr(budget, answer)
            if isinstance(found, Undefined):
                reasons.setdefault(f"no {answer.replace('_', ' ')}, since {found.reason}", []).append(name)
    return reasons


def _funding(line: FundingLine) -> str:
    kind = line.kind.value.replace("_", "-") if line.kind else ""
    who = "in all" if line.is_total else line.organisation.label if line.organisation else ""
    amount = str(line.amount) if isinstance(line.amount, Money) else text_of(line.amount) or "no amount stated"
    return " ".join(filter(None, (kind, who))) + f": {amount}"


def _plain(answer: Money | Missing | Interval | Undefined) -> object:
    if isinstance(answer, Money):
        ends = {name: format(getattr(answer, name), "f") for name in ("low", "nominal", "high")}
        return {**ends, "currency": answer.currency}
    if isinstance(answer, Undefined):
        return {"undefined": answer.reason}
    return str(answer) if isinstance(answer, Interval) else {"missing": answer.value}
