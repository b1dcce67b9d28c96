"""
Numbers of a document in one style, so that 1.200 of one sheet and 1,050 of another are not read by different rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework import Ratio
from resultsframework.value import Range

if TYPE_CHECKING:
    from resultsframework import Value

__all__ = ["in_one_style"]

# Digits with the marks that people group them by: comma, point, apostrophe and spaces.
DIGITS = re.compile(r"[0-9](?:[0-9.,'’\u00a0\u202f ]*[0-9])?")
# More digits are no figure that a person reads.
MOST = 25
YEARS = range(1900, 2101)


def in_one_style(text: str, value: Value) -> str:
    """
    The text of a value with its numbers as 1,234.5; unchanged where they are not written out, as in "1.2 million".

    As many decimals are kept as the text has. Four digits that may be a year are left as they are.

    Args:
        text: The text as the source writes it.

        value: The value that was read from it.

    >>> in_one_style("11.930 people", Decimal(11930)), in_one_style("57,50 %", Decimal("57.5"))
    ('11,930 people', '57.50 %')
    """
    numbers = _numbers(value)
    found = list(DIGITS.finditer(text))
    if len(found) != len(numbers) or any(match[0].isdecimal() and int(match[0][:MOST]) in YEARS for match in found):
        return text
    parts, at = [], 0
    for match, number in zip(found, numbers, strict=True):
        parts += [text[at : match.start()], _styled(match[0], abs(number))]
        at = match.end()
    return "".join((*parts, text[at:]))


def _numbers(value: Value) -> Sequence[Decimal]:
    """The numbers that a value consists of."""
    if isinstance(value, Decimal):
        return (value,)
    if isinstance(value, Ratio):
        return (value.numerator, value.denominator)
    if isinstance(value, Range):
        return [end for end in (value.low, value.high) if end is not None]
    return ()


def _styled(written: str, number: Decimal) -> str:
    """A number of a text in the style of documents; as it is written where its digits are not those of the number."""
    digits = "".join(filter(str.isdecimal, written))
    if len(digits) > MOST or not number:
        return written
    for decimals in range(len(digits)):
        if int(digits) == number.scaleb(decimals):
            return f"{number:,.{decimals}f}"
    return written
