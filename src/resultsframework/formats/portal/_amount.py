"""
Amounts of a portal page and their labels: "$934.31 K Planned Budget", or "Planned Budget: $3.07 M".

A label with a colon is followed by its amount; one without a colon follows it. So an amount whose own label is missing
is never taken for that of the next.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import attrs

from resultsframework.cell import parse_value
from resultsframework.money import Money, parse_money
from resultsframework.value import Missing, text_of

from ._cell import shown_and_exact

__all__ = ["Amount", "Label", "amount_of", "is_money", "money_in", "more_exact", "printed_amount"]

FIELDS = {
    "Planned Budget": "planned",
    "Actual Budget and Shortfall": "actual",
    "Actual Budget": "actual",
    "Expenses": "expenses",
}
LABEL = re.compile(rf"(?<!\S)(?P<label>{'|'.join(FIELDS)})(?: ?(?P<colon>:)|(?!\S))")
LONGEST_LINE = 300


class Label(NamedTuple):
    """
    The label of an amount.

    Attributes:
        field: The field of a budget.

        text: The label as printed.

        precedes: True if the amount follows the label.
    """

    field: str
    text: str
    precedes: bool


class Amount(NamedTuple):
    """
    An amount, or the reason why there is none.

    Attributes:
        text: The amount as printed.

        amount: Its value.
    """

    text: str
    amount: Money | Missing


def money_in(text: str) -> tuple[Label | Amount, ...]:
    """The labels and amounts that a line strings together; nothing where it is no such line."""
    if len(text) > LONGEST_LINE or not ("Budget" in text or "Expenses" in text):
        return ()
    labels = list(LABEL.finditer(text))
    found: list[Label | Amount] = []
    end = 0
    for label in [*labels, None]:
        between = text[end : label.start() if label else len(text)].strip()
        amount = amount_of(between)
        if amount is None:
            return ()
        found += [Amount(between, amount)] if between else []
        if label is not None:
            found.append(Label(FIELDS[label["label"]], label[0], precedes=label["colon"] is not None))
            end = label.end()
    return tuple(found) if labels else ()


def is_money(text: str) -> bool:
    """True if a line has the label of an amount, with or without the amount, and nothing else."""
    return bool(money_in(text))


def amount_of(text: str) -> Money | Missing | None:
    """The money that a text is, or why there is none; None where it is neither."""
    money = parse_money(text, decimal=".")
    if money is not None:
        return money
    if both := shown_and_exact(text):
        shown, exact = parse_money(both[0], decimal="."), parse_money(both[1], decimal=".")
        return more_exact(shown, exact) if shown is not None and exact is not None else None
    value = parse_value(text, decimal=".").value
    return value if isinstance(value, Missing) else None


def more_exact(shown: Money, exact: Money) -> Money | None:
    """The exact one of two printings of an amount, with the shown one as its text; None where they are two amounts."""
    if exact.currency not in (None, shown.currency) or not shown.low <= exact.low <= exact.high <= shown.high:
        return None
    return attrs.evolve(exact, currency=shown.currency, raw=str(shown.raw))


def printed_amount(amount: Money | Missing) -> str:
    """An amount as a page prints it: as it was read, else with the digits its bounds support."""
    if isinstance(amount, Missing):
        return text_of(amount)
    for text in (amount.raw, f"{amount.raw} {attrs.evolve(amount, raw=None)}"):
        if amount.raw is not None and text is not None and amount_of(text) == amount:
            return text
    return str(amount)
