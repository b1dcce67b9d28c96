"""
Whether money certainly comes back as it is, so that what was written of it need not be read to see.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from resultsframework.value import Missing

from ._days import period_of
from ._read_money import ORIGINAL, REVISED, type_of
from ._text import is_clean
from ._write_details import is_plain
from ._write_series import as_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resultsframework.budget import Budget, FundingLine
    from resultsframework.money import Money
    from resultsframework.period import Period

    # The reader joins what has the same period and currency.
    Key = tuple[Period, str | None]
    Giver = tuple[str | None, str | None, str | None]

__all__ = ["are_budgets_restored"]

NOBODY: Giver = (None, None, None)
# A kept budget of type 1 in canonical form, as most are.
KEPT = re.compile(
    r"""<budget(?:[ ]status="[^"<>]*")?(?:[ ]type="1")?>\s*
        <period-start[ ]iso-date="([0-9-]{10})"></period-start>\s*
        <period-end[ ]iso-date="([0-9-]{10})"></period-end>\s*
        <value(?:[ ]currency="([A-Z]{3})")?(?:[ ]value-date="[^"<>]*")?>[0-9]+(?:\.[0-9]+)?</value>\s*
        </budget>""",
    re.VERBOSE,
)


def are_budgets_restored(budgets: Sequence[Budget], kept: Sequence[str], currency: str | None) -> bool:
    """
    Whether budgets certainly come back, where each of their elements does and those of both types are planned.

    Args:
        budgets: The budgets of an activity.

        kept: Its kept budgets, as text. Of these, only originals that do not count beside a revised one are certain.

        currency: The default currency of the activity.
    """
    keys: list[Key] = []
    for budget in budgets:
        period, amounts = budget.period, _amounts(budget, currency)
        if period is None or not (amounts and _is_restored(budget, period, amounts)):
            return False
        keys.append((period, amounts[0].currency))
    return _are_sums_restored(budgets, keys) and _are_replaced(budgets, keys, kept, currency)


def _amounts(budget: Budget, currency: str | None) -> list[Money]:
    """All amounts of a budget; none where any would come back otherwise: in the default currency, for example."""
    named = [amount for amount in (budget.planned, budget.expenses) if amount is not Missing.ABSENT]
    exact: list[Money] = []
    for amount in [*named, *(line.amount for line in budget.funding)]:
        if (
            isinstance(amount, Missing)
            or amount.raw is not None
            or not amount.low == amount.nominal == amount.high
            or (amount.currency is None and currency is not None)
        ):
            return []
        exact.append(amount)
    return exact


def _is_restored(budget: Budget, period: Period, amounts: Sequence[Money]) -> bool:
    """Whether a budget of this period and with these amounts would come back if there were no other."""
    read = as_written(period)
    if not (read is period or read == period) or budget.actual is not Missing.ABSENT or budget.translations:
        return False
    if budget.planned is Missing.ABSENT and budget.extras:
        return False
    return not _has_sums(budget) or (
        # Sums are those of a calendar year, and by giver.
        period.year is not None
        and len({amount.currency for amount in amounts}) == 1
        and all(map(_is_line_restored, budget.funding))
        and len(set(map(_giver, budget.funding))) == len(budget.funding)
    )


def _has_sums(budget: Budget) -> bool:
    return budget.expenses is not Missing.ABSENT or bool(budget.funding)


def _is_line_restored(line: FundingLine) -> bool:
    """Whether a line of funding says who gives and how much, and nothing else."""
    if line.kind is not None or line.is_total or line.translations or line.extras:
        return False
    body = line.organisation
    return body is None or (
        is_plain(body) and is_clean(body.name) and not (body.translations or body.extras) and _giver(line) != NOBODY
    )


def _giver(line: FundingLine) -> Giver:
    body = line.organisation
    return NOBODY if body is None else (body.name, body.reference, body.type)


def _are_sums_restored(budgets: Sequence[Budget], keys: Sequence[Key]) -> bool:
    """Whether sums join the one budget of their year and currency or, without one, come after all, in order."""
    with_sums = [key for budget, key in zip(budgets, keys, strict=True) if _has_sums(budget)]
    if not with_sums:
        return True
    counts = Counter(keys)
    number = sum(budget.planned is not Missing.ABSENT for budget in budgets)
    alone = [(period.year or 0, currency or "") for period, currency in keys[number:]]
    return (
        all(counts[key] == 1 for key in with_sums)
        and all(budget.planned is Missing.ABSENT for budget in budgets[number:])
        and alone == sorted(alone)
    )


def _are_replaced(budgets: Sequence[Budget], keys: Sequence[Key], kept: Sequence[str], currency: str | None) -> bool:
    """Whether each kept budget is the original of a revised one, and none of the others is."""
    types = [type_of(budget) for budget in budgets]
    if not kept and (REVISED not in types or ORIGINAL not in types):
        return True
    revised = {key for key, kind in zip(keys, types, strict=True) if kind == REVISED}
    if any(key in revised for key, kind in zip(keys, types, strict=True) if kind == ORIGINAL):
        return False
    found = map(KEPT.fullmatch, kept)
    return all(match and (period_of(match[1], match[2]), match[3] or currency) in revised for match in found)
