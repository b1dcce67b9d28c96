"""
Write budgets: ``budget`` for planned amounts, and expenses and funding of a period as sums in ``transaction``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.money import Money

from ._kept import kept
from ._layout import OUTCOME_ACTIVITY
from ._read_money import ACTUAL_TYPE, CODE_OF_KIND
from ._read_transactions import FUNDS
from ._text import attributes_text, escape

if TYPE_CHECKING:
    import datetime as dt

    from resultsframework.budget import Budget, FundingLine
    from resultsframework.node import Extra

__all__ = ["write_budgets", "write_transactions"]

PATH = "iati-activity/budget"
EXPENDITURE = "4"
# The attributes of an actual budget, of which only the type of a planned one is written.
STATED = ["@type", "@status"]
# The schema demands a value date: that of the first day is written where none is stated, and marked as ours.
UNDATED = "<rf:value_date>null</rf:value_date>"
WRITTEN = (
    "period-start",
    "period-end",
    "value",
    "period-start/@iso-date",
    "period-end/@iso-date",
    "value/@currency",
)


def write_budgets(budgets: tuple[Budget, ...], layout: str, *, lossless: bool) -> str:
    """The ``budget`` elements: the planned amounts and, in the layout outcome-activity, the actual ones."""
    parts: list[str] = []
    for budget in budgets:
        period = budget.period
        if period is None or period.first_day is None or period.last_day is None:
            continue
        own = UNDATED if lossless and budget.value_date is None else ""
        if isinstance(budget.planned, Money):
            stated = attributes_text({"type": CODE_OF_KIND.get(budget.kind)})
            parts.append(_budget(budget.planned, budget, budget.extras, stated, own))
        if isinstance(budget.actual, Money) and layout == OUTCOME_ACTIVITY:
            extras = tuple(
                attrs.evolve(extra, name=extra.name.removeprefix("actual/"))
                for extra in budget.extras
                if extra.name.startswith("actual/")
            )
            status = next((extra.text for extra in extras if extra.name == "@status"), "2")
            stated = attributes_text({"type": ACTUAL_TYPE, "status": status or None})
            parts.append(_budget(budget.actual, budget, extras, stated, own))
    return "".join(parts)


def _budget(amount: Money, budget: Budget, extras: tuple[Extra, ...], stated: str, own: str) -> str:
    rest = kept(extras, PATH, [*WRITTEN, *([] if not stated else ["@type"] if amount is budget.planned else STATED)])
    start, end, value = rest.inside("period-start"), rest.inside("period-end"), rest.inside("value")
    first_day, last_day = (budget.period.first_day, budget.period.last_day) if budget.period else (None, None)
    valued = None if " value-date=" in value.attributes else str(budget.value_date or first_day)
    attributes = attributes_text({"currency": amount.currency, "value-date": valued})
    return (
        f"\n    <budget{stated}{rest.attributes}>"
        f'<period-start iso-date="{first_day}"{start.attributes}>{start.foreign}</period-start>'
        f'<period-end iso-date="{last_day}"{end.attributes}>{end.foreign}</period-end>'
        f"<value{attributes}{value.attributes}>{amount.nominal:f}</value>"
        f"{rest.foreign}{own}</budget>"
    )


def write_transactions(budgets: tuple[Budget, ...]) -> str:
    """One transaction for the expenses in the period of a budget, and one for each line of its funding."""
    parts: list[str] = []
    for budget in budgets:
        day = budget.period.first_day if budget.period else None
        if day is None:
            continue
        if isinstance(budget.expenses, Money):
            parts.append(_transaction(EXPENDITURE, budget.expenses, day))
        parts += (_funds(line, day) for line in budget.funding)
    return "".join(parts)


def _funds(line: FundingLine, day: dt.date) -> str:
    if not isinstance(line.amount, Money) or line.is_total:
        return ""
    body = line.organisation
    if body is None:
        return _transaction(FUNDS, line.amount, day)
    stated = attributes_text({"ref": body.reference or None, "type": body.type or None})
    name = f"<narrative>{escape(body.name)}</narrative>" if body.name else ""
    return _transaction(FUNDS, line.amount, day, f"<provider-org{stated}>{name}</provider-org>")


def _transaction(kind: str, amount: Money, day: dt.date, provider: str = "") -> str:
    """A period's sum, dated on its first day: the last of a running period lies in the future."""
    attributes = attributes_text({"currency": amount.currency, "value-date": str(day)})
    return (
        f'\n    <transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f"<value{attributes}>{amount.nominal:f}</value>{provider}</transaction>"
    )
