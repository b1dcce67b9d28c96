"""
The cells that a person has changed, as fields of the model.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from resultsframework.cell import parse_value
from resultsframework.errors import InvalidValueError
from resultsframework.formats.tabular.sheet import Cell, quantity_of
from resultsframework.interval import EXACT
from resultsframework.money import Money, parse_money
from resultsframework.number import DecimalMark, parse_number, whole_number
from resultsframework.observation import SYMBOL_OF_UNIT
from resultsframework.period import Period
from resultsframework.value import Level, Missing, Value, text_of

from ._plain import is_cut

__all__ = ["ReadCell", "UnreadableError", "amount", "choice", "day", "number", "period", "text", "value", "year"]


class UnreadableError(Exception):
    """A cell that cannot be read; the message says why, and what to do."""


class ReadCell(NamedTuple):
    """
    The value of a cell.

    Attributes:
        value: The value.

        unit: The unit that the cell itself states; None where it states none.

        raw: The text of the cell, where it is another than that of the value.
    """

    value: Value
    unit: str | None = None
    raw: str | None = None


def text(cell: Cell) -> str | None:
    """The text of a cell as it is shown; None for an empty one."""
    if cell.is_empty:
        return None
    shown = cell.text
    if is_cut(shown):
        msg = (
            "the text was too long for a cell, and only its beginning was changed: write all of it, or change the JSON"
        )
        raise UnreadableError(msg)
    return shown


def code(cell: Cell) -> str | None:
    """The text of a cell that is no day; None for an empty one."""
    if isinstance(cell.value, dt.date):
        msg = (
            f"the spreadsheet has made the day {cell.text} of what was typed: format the cell as text and type it again"
        )
        raise UnreadableError(msg)
    return text(cell)


def choice(cell: Cell, choices: Sequence[str]) -> str | None:
    """One of the texts that a cell may have, in any letter case; None for an empty cell."""
    shown = text(cell)
    if shown is None:
        return None
    wanted = "_".join(shown.casefold().replace("-", " ").split())
    if wanted not in choices:
        msg = f"{shown!r} is none of {', '.join(choices)}"
        raise UnreadableError(msg)
    return wanted


def value(cell: Cell, years: range | None, levels: Mapping[str, Level], decimal: DecimalMark | None = None) -> ReadCell:
    """
    The value of an observation.

    Args:
        cell: The cell.

        years: The years of its period.

        levels: The steps of the indicator's scale by their names.

        decimal: The decimal mark of texts, where known.
    """
    if cell.is_empty:
        return ReadCell(Missing.ABSENT)
    if isinstance(cell.value, bool):
        return ReadCell(cell.value)
    if isinstance(cell.value, Decimal) and (quantity := quantity_of(cell)):
        return ReadCell(_whole(EXACT.multiply(quantity.number, quantity.factor)), quantity.unit)
    shown = code(cell) or ""
    if isinstance(cell.value, dt.time | dt.timedelta):
        msg = f"{shown} is a time of day, and no value: format the cell as text and type it again"
        raise UnreadableError(msg)
    if shown in levels:
        return ReadCell(levels[shown])
    found, unit = parse_value(shown, year=years, decimal=decimal)
    own = text_of(found) + SYMBOL_OF_UNIT.get(unit or "", "")
    return ReadCell(found, unit, None if shown == own else shown)


def number(cell: Cell) -> Decimal | None:
    """A number; None for an empty cell."""
    if cell.is_empty:
        return None
    if isinstance(cell.value, Decimal) and (quantity := quantity_of(cell)):
        return _whole(EXACT.multiply(quantity.number, quantity.factor))
    found = parse_number(cell.text, decimal=".")
    if found is None:
        msg = f"{cell.text!r} is no number"
        raise UnreadableError(msg)
    return found


def year(cell: Cell) -> int | None:
    """A year; None for an empty cell."""
    found = whole_number(cell.text.strip())
    if not cell.is_empty and (found is None or not dt.MINYEAR <= found <= dt.MAXYEAR):
        msg = f"{cell.text!r} is no year"
        raise UnreadableError(msg)
    return found


def day(cell: Cell) -> dt.date | None:
    """A day; None for an empty cell."""
    if cell.is_empty:
        return None
    if isinstance(cell.value, dt.date):
        return dt.date(cell.value.year, cell.value.month, cell.value.day)
    try:
        return dt.date.fromisoformat(cell.text.strip())
    except ValueError:
        msg = f"{cell.text!r} is no day; write it as 2025-12-31"
        raise UnreadableError(msg) from None


def period(cell: Cell) -> Period | None:
    """A period; None for an empty cell."""
    if cell.is_empty:
        return None
    try:
        return Period.parse(cell.text)
    except InvalidValueError as error:
        raise UnreadableError(str(error)) from None


def amount(cell: Cell, currency: str | None) -> Money | Missing:
    """An amount of money in the currency of its row, or the reason why there is none."""
    if cell.is_empty:
        return Missing.ABSENT
    if isinstance(cell.value, Decimal) and (quantity := quantity_of(cell, currency)) and quantity.unit != "percent":
        exact = _whole(EXACT.multiply(quantity.number, quantity.factor))
        return Money(nominal=exact, currency=quantity.unit or currency)
    shown = code(cell) or ""
    found = parse_money(shown, currency=currency, decimal=".")
    if found is not None:
        return found
    stated = parse_value(shown).value
    if isinstance(stated, Missing):
        return stated
    msg = f"{shown!r} is no amount of money; write it as a number, as '$934.31 K', or as TBD"
    raise UnreadableError(msg)


def _whole(exact: Decimal) -> Decimal:
    """A number without zeros behind its point."""
    whole = exact.to_integral_value()
    return whole.quantize(Decimal(1), context=EXACT) if whole == exact else exact.normalize(EXACT)
