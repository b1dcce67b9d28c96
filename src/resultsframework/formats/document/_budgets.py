"""
Budgets in words: amounts as the source rounds them, shortfall and rates, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resultsframework import Budget, FundingLine, Interval, Missing, Money, ResultsFramework, Undefined
from resultsframework.value import text_of

from ._values import period_text

__all__ = [
    "BUDGET_COLUMNS",
    "MEANING_OF_BUDGETS",
    "budget_cell",
    "budget_facts",
    "budget_reasons",
    "budgets_by_name",
    "budgets_by_path",
    "stated_amounts",
]

# The heading of each. Mobilisation is for programs only: it is 1 - the rate of the shortfall.
BUDGET_COLUMNS = {
    "planned": "planned",
    "actual": "actual",
    "shortfall": "shortfall",
    "shortfall_rate": "of plan",
    "expenses": "expenses",
    "delivery": "of actual",
    "execution": "of plan",
}
# The amounts that a source states; the other figures follow from them.
STATED = ("planned", "actual", "expenses")
MEANING_OF_BUDGETS = (
    "The shortfall is planned - actual. Expenses as a part of the actual budget are called delivery, as a part of the "
    "plan execution. Amounts show no digit that the source does not support and no part of a coin; percentages are of "
    "the amounts as stated."
)


def budget_facts(budget: Budget) -> Iterator[tuple[str, str]]:
    """The budgets of a result and their funding, as labels with their text."""
    period = f"{period_text(budget.period)}: " if budget.period else ""
    amounts = (f"{_words(getattr(budget, name))} {name}" for name in ("planned", "actual"))
    spent = f"{_words(budget.expenses)} spent"
    short = [f"{budget.shortfall.as_printed()} short"] if isinstance(budget.shortfall, Money) else []
    has_funding_alone = bool(budget.funding) and all(getattr(budget, name) is Missing.ABSENT for name in STATED)
    stated = "its funding alone is stated" if has_funding_alone else ", ".join([*amounts, *short, spent])
    yield "budget", period + stated
    if budget.funding:
        yield "funding", "; ".join(map(_funding, budget.funding))


def stated_amounts(budget: Budget) -> str:
    """The amounts that a budget states, in a line; empty where it states none."""
    period = f"{period_text(budget.period)}: " if budget.period else ""
    named = (("planned", budget.planned), ("actual", budget.actual), ("spent", budget.expenses))
    stated = ", ".join(f"{amount.as_printed()} {name}" for name, amount in named if isinstance(amount, Money))
    return f"{period}{stated}" if stated else ""


def budgets_by_path(framework: ResultsFramework) -> Iterator[tuple[str, Budget]]:
    """Every budget with the path of what it is of; the path of the whole is empty."""
    return ((path, budget) for path, node in framework.levels() for budget in node.budgets)


def budgets_by_name(framework: ResultsFramework) -> list[tuple[str, Budget]]:
    """Every budget with the code of what it is of and its period."""
    return [(_name(path.rpartition("/")[2], budget), budget) for path, budget in budgets_by_path(framework)]


def _name(code: str, budget: Budget) -> str:
    return " ".join(filter(None, (code or "the whole", str(budget.period or ""))))


def budget_cell(answer: Money | Missing | Interval | Undefined) -> str:
    """An amount or a rate of a budget as it is printed."""
    if isinstance(answer, Interval):
        return answer.as_percent()
    return "none" if isinstance(answer, Undefined) else _words(answer)


def _words(amount: Money | Missing) -> str:
    if isinstance(amount, Missing):
        return text_of(amount) or "not stated"
    return amount.as_printed()


def budget_reasons(rows: Iterable[tuple[str, Budget]]) -> dict[str, list[str]]:
    """The reasons for missing answers, each with its budgets; answers that lack for the same budgets together."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for answer in BUDGET_COLUMNS:
        for name, budget in rows:
            found = getattr(budget, answer)
            if isinstance(found, Undefined):
                reasons.setdefault(found.reason, {}).setdefault(answer.replace("_", " "), []).append(name)
    merged: dict[str, list[str]] = {}
    for reason, by_answer in reasons.items():
        for names in by_answer.values():
            answers = [answer for answer, others in by_answer.items() if others == names]
            merged[f"no {' or '.join(filter(None, (', '.join(answers[:-1]), answers[-1])))}, since {reason}"] = names
    return merged


def _funding(line: FundingLine) -> str:
    kind = line.kind.value.replace("_", "-") if line.kind else ""
    who = "in all" if line.is_total else line.organisation.label if line.organisation else ""
    amount = text_of(line.amount) if isinstance(line.amount, Missing) else line.amount.as_printed()
    return " ".join(filter(None, (kind, who))) + f": {amount or 'no amount stated'}"
