"""
Amounts of money in an activity: the content of a ``value``, with its currency.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.formats._construction import unchecked
from resultsframework.money import Money
from resultsframework.number import MAX_DIGITS, has_too_many_digits, parse_number

from ._text import content

if TYPE_CHECKING:
    from resultsframework.number import DecimalMark

    from ._xml import Element

__all__ = ["Amounts", "amount_of", "exact"]

make_money = unchecked(Money)

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
CURRENCY = re.compile("[A-Z]{3}")


class Amounts(NamedTuple):
    """
    The conventions of the amounts of an activity.

    Attributes:
        currency: The default currency.

        decimal: The decimal mark, where it is known.
    """

    currency: str | None
    decimal: DecimalMark | None = None


def amount_of(element: Element, currency: str | None, decimal: DecimalMark | None) -> Decimal | None:
    """The amount that a ``value`` is; None where it is no number or its currency is no currency."""
    text = (content(element) or "").strip()
    if not (currency is None or CURRENCY.fullmatch(currency)):
        return None
    # The schema demands a decimal point, and publishers that write three decimals mean them.
    is_plain = decimal != "," and len(text) <= MAX_DIGITS and NUMBER.fullmatch(text)
    number = Decimal(text) if is_plain else parse_number(text, decimal=decimal)
    return None if number is None or has_too_many_digits(number) else number


def exact(amount: Decimal, currency: str | None) -> Money:
    """The amount as money that is known exactly."""
    return make_money(nominal=amount, low=amount, high=amount, currency=currency)
