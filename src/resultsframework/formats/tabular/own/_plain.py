"""
Contents of a framework as plain cells of a sheet: a number where it comes back as the same, else text.

May hold what makes a cell; which cell is where is for the sheets.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from resultsframework.interval import EXACT
from resultsframework.value import MISSING_TEXT, Missing, Value, text_of

if TYPE_CHECKING:
    from resultsframework.money import Money

__all__ = [
    "LONGEST_TEXT",
    "NOTHING",
    "PERCENT",
    "Plain",
    "Shown",
    "amount",
    "form_of",
    "heading",
    "is_cut",
    "legible",
    "number",
    "value",
]

# A number is always a float: a file has no other.
Plain: TypeAlias = "str | float | dt.date | None"

# Characters of a cell, counted as UTF-16 does, and of a heading of an Excel table.
LONGEST_TEXT = 32_767
LONGEST_HEADING = 200
# Digits that every spreadsheet keeps, and the size of the numbers that it can hold.
MOST_DIGITS = 15
LARGEST_POWER = 300
# Decimals that a number format shows.
MOST_DECIMALS = 15
# Characters that XML does not allow, and the escapes of Excel for them, which readers take in different ways.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
LINE_ENDS = re.compile("\r\n?")
CUT = " [… too long for a cell: the hidden sheet has all of it]"
PERCENT = "percent"


class Shown(NamedTuple):
    """
    A cell as it is written.

    Attributes:
        cell: Its content.

        form: The format of its number; empty for none.
    """

    cell: Plain
    form: str = ""


NOTHING = Shown(None)


def legible(text: str | None) -> str | None:
    r"""
    A text as a cell shows it: control characters as their pictures, line ends as one character, not too long.

    >>> legible("a\r\nb\x00")
    'a\nb␀'
    """
    if not text:
        return None
    if "\r" in text:
        text = LINE_ENDS.sub("\n", text)
    if not text.isprintable() or "_x" in text:
        text = ILLEGIBLE.sub(_picture, text)
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        room = 2 * (LONGEST_TEXT - len(CUT))
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
    return text


def _picture(match: re.Match[str]) -> str:
    found = match[0]
    if found == "_x":
        return "_\u200bx"
    return chr(0x2400 + ord(found)) if ord(found) < 0x20 else "\ufffd"


def is_cut(cell: Plain) -> bool:
    """True for the beginning of a text that is too long for a cell."""
    return isinstance(cell, str) and cell.endswith(CUT)


def heading(text: str, taken: set[str]) -> str:
    """A text as the heading of a column: in one line, not too long, and another one than those that are taken."""
    line = " ".join((legible(text) or "").split())[:LONGEST_HEADING] or "group"
    found, number_of_it = line, 1
    while found.casefold() in taken:
        number_of_it += 1
        found = f"{line} ({number_of_it})"
    taken.add(found.casefold())
    return found


def number(exact: Decimal) -> Plain:
    """A number, or its digits where a spreadsheet would round it."""
    return float(exact) if _is_kept(exact) else legible(text_of(exact))


def _is_kept(exact: Decimal) -> bool:
    """True for a number that a spreadsheet gives back as it is."""
    _, digits, exponent = exact.as_tuple()
    if len(digits) > MOST_DIGITS:
        _, digits, exponent = exact.normalize(EXACT).as_tuple()
    return len(digits) <= MOST_DIGITS and abs(len(digits) + int(exponent)) < LARGEST_POWER


def value(stated: Value, unit: str | None) -> Shown:
    """
    The value of an observation in a unit: a percentage as one, TBD and - as text.

    Text of a percentage has its format too, so that 80 typed over it is 80 %, as in the cells beside it.
    """
    if isinstance(stated, Decimal):
        return _percentage(stated) if unit == PERCENT else _decimal(stated)
    text = MISSING_TEXT[stated] if isinstance(stated, Missing) else text_of(stated)
    return Shown(legible(text), form_of(unit))


def form_of(unit: str | None) -> str:
    """The format of a cell for a value in a unit, where there is no number yet."""
    return "0%" if unit == PERCENT else ""


def amount(money: Money | Missing, currency: str | None) -> Shown:
    """An amount: a number where it is exact and in the currency of its row, else as it is printed."""
    if isinstance(money, Missing):
        return Shown(legible(MISSING_TEXT[money]))
    if money.is_exact and money.currency == currency:
        return _decimal(money.nominal)
    return Shown(legible(str(money)))


def _decimal(exact: Decimal) -> Shown:
    cell = number(exact)
    return Shown(cell, f"#,##0{_decimals(exact)}") if isinstance(cell, float) else Shown(cell)


def _percentage(exact: Decimal) -> Shown:
    part = exact.scaleb(-2, EXACT)
    if _is_kept(part):
        return Shown(float(part), f"0{_decimals(exact)}%")
    return Shown(legible(text_of(exact)))


def _decimals(exact: Decimal) -> str:
    count = min(max(-int(exact.as_tuple().exponent), 0), MOST_DECIMALS)
    return "." + "0" * count if count else ""
