"""
Write budgets: ``budget`` for planned amounts, and a year's expenses and funding as sums in ``transaction``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.money import Money

from ._activity import LAYOUTS
from ._kept import kept
from ._read_money import FUNDS, REVISED
from ._text import attribute, escape

if TYPE_CHECKING:
    import datetime as dt

    from resultsframework.budget import Budget, FundingLine
    from resultsframework.node import Extra
    from resultsframework.period import Period

__all__ = ["write_budgets", "write_transactions"]

PATH = "iati-activity/budget"
_, OUTCOME_ACTIVITY, _ = LAYOUTS
EXPENDITURE = "4"
WRITTEN = (
    "period-start",
    "period-end",
    "value",
    "period-start/@iso-date",
    "period-end/@iso-date",
    "value/@currency",
)


def write_budgets(budgets: tuple[Budget, ...], layout: str) -> str:
    """The ``budget`` elements: the planned amounts and, in the layout outcome-activity, the actual ones."""
    parts: list[str] = []
    for budget in budgets:
        period = budget.period
        if period is None or period.first_day is None or period.last_day is None:
            continue
        if isinstance(budget.planned, Money):
            parts.append(_budget(budget.planned, period, budget.extras))
        if isinstance(budget.actual, Money) and layout == OUTCOME_ACTIVITY:
            own = tuple(
                attrs.evolve(extra, name=extra.name.removeprefix("actual/"))
                for extra in budget.extras
                if extra.name.startswith("actual/")
            )
            status = next((extra.text for extra in own if extra.name == "@status"), "2")
            stated = f' type="{REVISED}"' + (f' status="{attribute(status)}"' if status else "")
            parts.append(_budget(budget.actual, period, own, stated))
    return "".join(parts)


def _budget(amount: Money, period: Period, extras: tuple[Extra, ...], stated: str = "") -> str:
    rest = kept(extras, PATH, [*WRITTEN, *(["@type", "@status"] if stated else [])])
    start, end, value = rest.inside("period-start"), rest.inside("period-end"), rest.inside("value")
    first_day = period.first_day
    valued = "" if " value-date=" in value.attributes else f' value-date="{first_day}"'
    return (
        f"\n    <budget{stated}{rest.attributes}>"
        f'<period-start iso-date="{first_day}"{start.attributes}>{start.foreign}</period-start>'
        f'<period-end iso-date="{period.last_day}"{end.attributes}>{end.foreign}</period-end>'
        f"<value{_currency(amount)}{valued}{value.attributes}>{amount.nominal:f}</value>"
        f"{rest.foreign}</budget>"
    )


def _currency(amount: Money) -> str:
    return "" if amount.currency is None else f' currency="{amount.currency}"'


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
    stated = "".join(
        f' {name}="{attribute(text)}"' for name, text in (("ref", body.reference), ("type", body.type)) if text
    )
    name = f"<narrative>{escape(body.name)}</narrative>" if body.name else ""
    return _transaction(FUNDS, line.amount, day, f"<provider-org{stated}>{name}</provider-org>")


def _transaction(kind: str, amount: Money, day: dt.date, provider: str = "") -> str:
    """A year's sum, dated on the first day of its period: the last of a running year lies in the future."""
    return (
        f'\n    <transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value{_currency(amount)} value-date="{day}">{amount.nominal:f}</value>{provider}</transaction>'
    )
