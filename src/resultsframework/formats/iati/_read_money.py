"""
Read the budgets of an activity, with the expenses and funding of its transactions.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

import attrs

from resultsframework.budget import Budget, BudgetKind
from resultsframework.formats._construction import unchecked
from resultsframework.formats._facts import preserved
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.value import Missing

from ._datatypes import day_of
from ._days import bound, period_of
from ._extension import with_own_fields
from ._layout import OUTCOME_ACTIVITY
from ._mapping import DAY, UNKNOWN, VERBATIM, Codec, Entry, coded
from ._parts import Parts
from ._read_plain import attributes_reader, remembering
from ._read_transactions import amount_of, exact, movement_of, with_movements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from resultsframework.period import Period

    from ._read_transactions import Amounts
    from ._xml import Element

__all__ = ["ACTUAL_TYPE", "CODE_OF_KIND", "read_budgets"]

Read = TypeVar("Read")

make_budget = unchecked(Budget)

# Code list BudgetType.
KINDS = {"1": BudgetKind.ORIGINAL, "2": BudgetKind.REVISED}
CODE_OF_KIND = {kind: code for code, kind in KINDS.items()}
# The type and the status of an actual budget, as UN Women publishes it.
ACTUAL_TYPE = "2"
# The elements that a budget requires.
PARTS = frozenset(("period-start", "period-end", "value"))
# The status of most budgets, which means the same as none.
USUAL = Codec(parse=lambda text: text if text == "1" else UNKNOWN)
OF_BUDGET = remembering(
    attributes_reader(
        (Entry("@type", "kind", coded("1, 2", KINDS)), Entry("@status", "status", USUAL)), {"kind": BudgetKind.UNKNOWN}
    )
)
OF_VALUE = remembering(
    attributes_reader(
        (Entry("@currency", "currency", VERBATIM), Entry("@value-date", "value_date", DAY)), path="value/"
    )
)


def read_budgets(
    elements: list[Element], transactions: list[Element], amounts: Amounts, *, layout: str
) -> tuple[tuple[Budget, ...], list[Element], list[Element]]:
    """
    The budgets of an activity; the ``budget`` elements that they cannot represent; and the transactions that are in no
    sum.

    In the layout outcome-activity a budget of type 1 is the planned and one of type 2 the actual budget, as UN Women
    publishes them. Else both are planned, original and revised.

    Args:
        elements: The ``budget`` elements.

        transactions: The ``transaction`` elements.

        amounts: The conventions of its amounts.

        layout: The layout to read it in.
    """
    found, rest = _read_by(_budget, elements, amounts)
    if layout == OUTCOME_ACTIVITY:
        found = _paired(found)
    moved, unsummed = _read_by(movement_of, transactions, amounts)
    return tuple(with_movements(found, moved)), rest, unsummed


def _read_by(
    read: Callable[[Element, Amounts], Read | None], elements: Iterable[Element], amounts: Amounts
) -> tuple[list[Read], list[Element]]:
    """The parts that a reader makes of elements, and the elements that it makes none of."""
    found: list[Read] = []
    rest: list[Element] = []
    for element in elements:
        made = read(element, amounts)
        if made is None:
            rest.append(element)
        else:
            found.append(made)
    return found, rest


# ------------------------------------------------------------------------------------------------- budgets


def _budget(element: Element, amounts: Amounts) -> Budget | None:
    """The budget that an element is, as planned; None where it has no dates or no amount."""
    stated, known = OF_BUDGET(tuple(element.items()))
    extras = [*known]
    parts = Parts(element, None, PARTS, extras)
    value, start, end = map(parts.first, ("value", "period-start", "period-end"))
    own = parts.own()
    if start is None or end is None or value is None:
        return None
    first, last = bound(start, extras), bound(end, extras)
    of_value, odd = OF_VALUE(tuple(value.items()))
    currency = of_value.get("currency", amounts.currency)
    amount = amount_of(value, currency, amounts.decimal)
    if amount is None or day_of(first) is None or day_of(last) is None:
        return None
    made = make_budget(
        planned=exact(amount, currency),
        period=period_of(first, last),
        kind=stated["kind"],
        value_date=of_value.get("value_date"),
        extras=(*extras, *odd),
        line=element.sourceline,
    )
    return with_own_fields(made, own) if own else made


def _currency(one: Budget) -> str | None:
    return one.planned.currency if isinstance(one.planned, Money) else None


def _key(one: Budget) -> tuple[Period | None, str | None]:
    return one.period, _currency(one)


def _paired(budgets: list[Budget]) -> list[Budget]:
    """Planned and actual budget of one period as one; those of type 2 are the actual ones."""
    actual = [one.kind is BudgetKind.REVISED for one in budgets]
    counts = Counter((*_key(one), is_actual) for one, is_actual in zip(budgets, actual, strict=True))
    made: list[Budget] = []
    places: dict[tuple[Period | None, str | None], int] = {}
    for one, is_actual in zip(budgets, actual, strict=True):
        key = _key(one)
        found = _as_actual(one) if is_actual else one
        if key in places and counts[*key, False] == counts[*key, True] == 1:
            other = made[places[key]]
            plan, available = (other, found) if is_actual else (found, other)
            extras = (*plan.extras, *_valued(available, plan), *available.extras)
            made[places[key]] = attrs.evolve(plan, actual=available.actual, extras=extras, line=other.line)
        else:
            places[key] = len(made)
            made.append(found)
    return made


def _as_actual(one: Budget) -> Budget:
    """The actual budget of one that was read as planned."""
    extras = tuple(
        attrs.evolve(e, name=f"actual/{e.name}") for e in one.extras if (e.name, e.text) != ("@status", ACTUAL_TYPE)
    )
    if not any(e.name == "@status" for e in one.extras):
        extras = (Extra(name="actual/@status", text=""), *extras)
    return attrs.evolve(one, planned=Missing.ABSENT, actual=one.planned, kind=BudgetKind.UNKNOWN, extras=extras)


def _valued(available: Budget, plan: Budget) -> tuple[Extra, ...]:
    """The value date of an actual budget, where it is not that of the plan beside it."""
    day = available.value_date
    if day == plan.value_date or day is None:
        return ()
    return (preserved("actual/value/@value-date", str(day)),)
