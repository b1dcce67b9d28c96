"""
The number of a cell with the unit that its format adds, without any guess.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.currency import currency_of
from resultsframework.interval import EXACT
from resultsframework.number import Quantity

from ._number_format import number_format, shown_number

if TYPE_CHECKING:
    from ._workbook import Cell

__all__ = ["percentage_of_share", "quantity_of"]

# A number up to this one may be a share that has lost its format: 1.2 for 120 %.
LARGEST_SHARE = 2


def quantity_of(cell: Cell, currency: str | None = None) -> Quantity | None:
    """
    The number of a cell that holds one, as its format shows it: 45 percent for 0.45 in ``0%``, 1240 EUR for 1240 in
    ``#,##0 [$€-1]``.

    None for every other cell: texts are read by `resultsframework.parse_value`, with the decimal mark of their source,
    which a number has none of.

    Args:
        cell: The cell.

        currency: The currency of the file or country, which settles what a bare dollar sign means.

    >>> from decimal import Decimal
    >>> from resultsframework.formats.tabular.sheet import Cell
    >>> quantity_of(Cell(Decimal("0.405"), "0.00%"))
    Quantity(number=Decimal('40.5'), factor=Decimal('1'), unit='percent')
    """
    if not isinstance(cell.value, Decimal):
        return None
    form = number_format(cell.number_format)
    if form.word_for(cell.value):
        return None
    section = form.section_for(cell.value)
    if section.thousands:  # shown in thousands or millions: the stored number is the whole one
        section = section._replace(thousands=0)
    additions = section.before.strip(), section.after.strip()
    unit = "percent" if "%" in additions[1] or "%" in additions[0] else None
    codes = {code for text in additions if text and (code := currency_of(text, currency))}
    if unit is None and len(codes) == 1:
        unit = codes.pop()
    return Quantity(shown_number(cell.value, section), unit=unit)


def percentage_of_share(cell: Cell) -> Decimal | None:
    """
    The percentage that a number would be with that format, which it does not have: 45 for 0.45; None for any other.

    >>> from decimal import Decimal
    >>> from resultsframework.formats.tabular.sheet import Cell
    >>> percentage_of_share(Cell(Decimal("0.45"))), percentage_of_share(Cell(Decimal("0.45"), "0%"))
    (Decimal('45'), None)
    """
    if not isinstance(cell.value, Decimal) or not 0 < abs(cell.value) <= LARGEST_SHARE:
        return None
    found = quantity_of(cell)
    return None if found is not None and found.unit == "percent" else cell.value.scaleb(2, EXACT)
