"""
Headings that a layout has and a sheet lacks: a slip in the layout, or a column that this workbook goes without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ._fields import INDICATORS
from ._headings import Headings
from ._levels import LevelRules
from ._rows import numbered_headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._headings import Times
    from ._layout import ColumnLayout, TableLayout
    from ._record import Log
    from ._rows import Extent

__all__ = ["absent_columns", "note_absent"]

# Without any column of these a table has no indicators.
REQUIRED = frozenset((*INDICATORS, "indicator code"))


def absent_columns(place: Extent, table: TableLayout, times: Times) -> Iterator[ColumnLayout]:
    """
    The columns of a table's layout whose heading is not in the sheet.

    Args:
        place: The part of its sheet that the table takes.

        table: The layout of the table.

        times: The times of the sheet.
    """
    heads = [*_heads(place, table)]
    for column in table.columns:
        alone = Headings(attrs.evolve(table, columns=(column,)), LevelRules(table.levels), times)
        if all(alone.bound(*head) is None for head in heads):
            yield column


def _heads(place: Extent, table: TableLayout) -> Iterator[tuple[str, int, str]]:
    """The headings of a table; in blocks, where they come again for each indicator, every text may be one."""
    if table.shape == "blocks":
        rows = place.sheet.rows[place.first - 1 : place.last]
        texts = {cell.text for cells in rows for cell in cells if isinstance(cell.value, str)}
        yield from ((text, 1, "") for text in texts)
    else:
        yield from ((text, number, letters) for _, text, number, letters in numbered_headings(place, table))


def note_absent(place: Extent, table: TableLayout, times: Times, log: Log) -> None:
    """
    Note a table that has no indicators, since none of the headings for them is in the sheet.

    Any other column is one that a workbook may go without; blocks are found by the heading of an indicator.
    """
    absent = [*absent_columns(place, table, times)]
    stated = [column for column in table.columns if column.field in REQUIRED]
    if table.shape != "blocks" and stated and all(column in absent for column in stated):
        names = " or ".join(repr(column.heading) for column in stated)
        log.unparsed.append(f"sheet {place.sheet.name!r}: no heading is {names}, so that its rows have no indicators")
