"""
A line of a portal page that states one amount: "$934.31 K Planned Budget" or "Planned Budget: $3.07 M".
"""

from __future__ import annotations

import re

from resultsframework.cell import parse_value
from resultsframework.money import Money, parse_money
from resultsframework.value import Missing, text_of

from ._words import LONGEST_HEADING, plain

__all__ = ["amount_in", "amount_of", "printed_amount"]

FIELDS = {
    "Planned Budget": "planned",
    "Actual Budget": "actual",
    "Actual Budget and Shortfall": "actual",
    "Expenses": "expenses",
}
LABELS = "|".join(label.replace(" ", r"\s+") for label in FIELDS)
LABEL_FIRST = re.compile(rf"(?P<label>{LABELS})\s*:\s*(?P<amount>.*)")
AMOUNT_FIRST = re.compile(rf"(?P<amount>\S.*?)\s*(?P<label>{LABELS})")


def amount_in(text: str) -> tuple[str, Money | Missing] | None:
    """The amount that a line states, behind the name of what it is an amount of; None where it states none."""
    if len(text) > LONGEST_HEADING:
        return None
    match = LABEL_FIRST.fullmatch(text) or AMOUNT_FIRST.fullmatch(text)
    amount = amount_of(match["amount"]) if match else None
    return None if match is None or amount is None else (FIELDS[plain(match["label"])], amount)


def amount_of(text: str) -> Money | Missing | None:
    """The money that a text is, or why there is none; None where it is neither."""
    money = parse_money(text, decimal=".")
    if money is not None:
        return money
    value = parse_value(text, decimal=".").value
    return value if isinstance(value, Missing) else None


def printed_amount(amount: Money | Missing) -> str:
    """An amount as a page prints it: as it was read, else with the digits its bounds support."""
    if isinstance(amount, Missing):
        return text_of(amount)
    if amount.raw is not None and parse_money(amount.raw, decimal=".") == amount:
        return amount.raw
    return str(amount)
