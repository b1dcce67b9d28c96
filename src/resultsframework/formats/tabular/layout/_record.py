"""
Records: what one row, or one block of rows, states, before it is known which result and indicator it belongs to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.formats.tabular.sheet import Cell, Sheet

    from ._headings import Bound
    from ._layout import TableLayout
    from ._levels import LevelRules

__all__ = ["Entry", "Log", "Record", "lone_result", "text_at"]

ADDRESS = re.compile(r"(?P<letters>[A-Za-z]{1,3})(?P<row>[1-9][0-9]{0,6})")


class Entry(NamedTuple):
    """
    A cell with what its heading makes of it.

    Attributes:
        cell: The cell.

        bound: Its column.

        row: Its row.

        column: The number of its column.

        is_filled: True if it is part of an area of merged cells that begins in a row above.
    """

    cell: Cell
    bound: Bound
    row: int
    column: int
    is_filled: bool = False

    @property
    def field(self) -> str:
        """The field."""
        return self.bound.field

    @property
    def is_own(self) -> bool:
        """True if the cell is filled, in this row itself."""
        return not self.is_filled and not self.cell.is_empty


@attrs.define
class Record:
    """
    The statements of one row, or of one block of rows.

    Attributes:
        row: The number of its first row.

        entries: Its cells, by the order of their columns, empty ones too.

        group: The group that the row is of, as "sex: women".

        place: The place that the row is of.

        is_result: True if the row is a result alone.

        level: The level of that result, where its indentation states it.

        is_part: True if the row continues the indicator above: a group of it, or a further period.
    """

    row: int
    entries: list[Entry]
    group: str | None = None
    place: str | None = None
    is_result: bool = False
    level: str | None = None
    is_part: bool = False
    _by_field: dict[str, list[Entry]] = attrs.Factory(dict)

    def of(self, *fields: str) -> Iterator[Entry]:
        """The entries of some fields, those of one field after the other."""
        if not self._by_field:
            for entry in self.entries:
                self._by_field.setdefault(entry.field, []).append(entry)
        return (entry for field in fields for entry in self._by_field.get(field, ()))

    def replace(self, number: int, entry: Entry) -> None:
        """Put another entry in the place of one."""
        self.entries[number] = entry
        self._by_field.clear()

    def filled(self, *fields: str) -> Entry | None:
        """The first entry of some fields that is not empty."""
        return next((entry for entry in self.of(*fields) if not entry.cell.is_empty), None)

    def text(self, *fields: str) -> str:
        """The text of the first entry of some fields that is not empty; else an empty one."""
        entry = self.filled(*fields)
        return "" if entry is None else entry.cell.text.strip()


def lone_result(record: Record, table: TableLayout, levels: LevelRules) -> Entry | None:
    """The only text of a record, where it is in a column of results and nothing states a level of it."""
    own = [entry for entry in record.entries if entry.is_own]
    if len(own) != 1 or record.is_result or record.is_part or table.level is not None:
        return None
    (entry,) = own
    if any(other is not entry and not other.cell.is_empty for other in record.of("level")):
        return None
    found = levels.of_text(entry.cell.text)
    if entry.field == "level and result":
        return None if found is not None and found.is_apart else entry
    is_result = entry.field == "level" or (entry.field == "result" and table.has("level"))
    return entry if is_result and (found is None or entry.field == "result") else None


class Log:
    """
    The texts of a workbook that are no data, or that no field takes.

    Attributes:
        chrome: Titles, notes and sums, and what the layout skips.

        unparsed: Text that no field takes, and whatever could not be read, or in two ways, each with its address.

        passed: The places of the cells of both: the name of the sheet, the row and the column.
    """

    def __init__(self) -> None:
        self.chrome: list[str] = []
        self.unparsed: list[str] = []
        self.passed: set[tuple[str, int, int]] = set()

    def aside(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        """Note a text that is no data."""
        self.passed.add((sheet.name, row, column))
        self.chrome.append(f"{sheet.where(row, column)}: {_shown(cell)}")

    def left(self, sheet: Sheet, row: int, column: int, cell: Cell, why: str = "") -> None:
        """Note a cell that no field takes, or that cannot be read, and why."""
        self.passed.add((sheet.name, row, column))
        self.unparsed.append(f"{sheet.where(row, column)}: {_shown(cell)}{f' ({why})' if why else ''}")

    def row_left(self, sheet: Sheet, row: int, columns: Iterable[int], why: str) -> None:
        """Note a row that is not read."""
        there = [*columns]
        self.passed.update((sheet.name, row, column) for column in there)
        shown = " | ".join(f"{_shown(sheet.cell(row, column))}" for column in there)
        self.unparsed.append(f"{sheet.where(row, there[0])}: {shown} ({why})")


def _shown(cell: Cell) -> str:
    return "a formula without a stored result" if cell.is_formula_without_result else cell.text.strip()


def text_at(sheet: Sheet, address: str) -> str | None:
    """The text of the cell at an address: of any sheet, or of the one that the address names."""
    name, _, place = address.rpartition("!")
    there = ADDRESS.fullmatch(place.strip())
    if there is None or (name and name.strip("'").casefold() != sheet.name.casefold()):
        return None
    column = 0
    for letter in there["letters"].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return sheet.cell(int(there["row"]), column).text.strip() or None
