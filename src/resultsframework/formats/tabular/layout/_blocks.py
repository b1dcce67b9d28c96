"""
Sheets of blocks, as donors' logframes are: headings repeated for each indicator, and below them values and sources.

A cell that is a heading names the cells below it, until the next heading in that column. A block begins with the
heading of an indicator, and a result with the heading that is its level, such as "OUTPUT 1".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.formats.tabular.sheet import Cell, Sheet

from ._fields import INDICATORS, SKIP
from ._record import Entry, Log, Record
from ._rows import Extent, RowLabels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._headings import Bound, Headings
    from ._layout import TableLayout

__all__ = ["records_in_blocks"]

RESULTS = ("result", "level and result", "code and result", "level")
# The fields whose heading begins a block.
BEGINNINGS = frozenset((*INDICATORS, *RESULTS, "funding", "budget", "expenses", "activity"))


def records_in_blocks(
    place: Extent, table: TableLayout, headings: Headings, marks: tuple[str, ...], log: Log
) -> Iterator[Record]:
    """
    The records of a sheet of blocks: one a block, and one for what is between two blocks.

    The arguments are those of `records_in_rows`.
    """
    reader = _Blocks(place.sheet, table, headings, marks, log)
    for row in range(place.first, place.last + 1):
        yield from reader.row(row)
    yield from reader.finished()


class _Blocks:
    """The block that is being read, and the headings in force."""

    def __init__(self, sheet: Sheet, table: TableLayout, headings: Headings, marks: tuple[str, ...], log: Log) -> None:
        self.sheet = sheet
        self.marks = marks
        self.headings = headings
        self.hidden = sheet.hidden_rows if table.hidden_rows == SKIP else frozenset[int]()
        self.labels = RowLabels(table)
        self.log = log
        self.in_force: dict[int, Bound] = {}
        self.block: Record | None = None
        self.wanted: dict[int, tuple[int, Bound]] = {}
        # The last row of the indicator's cell, and True once a label such as "Source" follows its values.
        self.ends = 0
        self.has_labels = False

    def row(self, row: int) -> Iterator[Record]:
        """Take a row; the records of the blocks that end with it."""
        own = [(column, cell) for column, cell in enumerate(self.sheet.rows[row - 1], 1) if not cell.is_empty]
        if not own:
            return
        texts = [cell.text for _, cell in own]
        meaning = self.labels.of(texts[0])
        is_note = len(own) == 1 and texts[0].strip().startswith(self.marks)
        if meaning == SKIP or is_note or row in self.hidden:
            for column, cell in own:
                self.log.aside(self.sheet, row, column, cell)
            return
        heads = self._heads(own)
        if heads:
            yield from self._headed(row, heads)
        if meaning is not None:
            own = own[1:]
        elif not heads and self._begins_another(row, own):
            yield from self._another(row)
        for column, cell in own:
            if column not in heads:
                self._take(row, column, cell, meaning)
        if meaning is not None and self.block is not None and meaning != "planned":
            self._missing(row, meaning, {column for column, _ in own})

    def _heads(self, own: list[tuple[int, Cell]]) -> dict[int, Bound]:
        """The headings of a row: with a pattern only where there are several, since a pattern may fit any text."""
        found = {
            column: bound
            for column, cell in own
            if isinstance(cell.value, str) and (bound := self.headings.bound(cell.text)) is not None
        }
        if len(found) > 1:
            return found
        return {column: bound for column, bound in found.items() if self.headings.is_exactly(bound.heading)}

    def _headed(self, row: int, heads: dict[int, Bound]) -> Iterator[Record]:
        fields = {bound.field for bound in heads.values()}
        if fields.intersection(BEGINNINGS):
            yield from self.finished()
            self.block = Record(row, [])
            self.has_labels = False
        else:
            self.has_labels = True
        seen: dict[object, int] = {}
        for bound in heads.values():
            seen[bound.kind] = seen.get(bound.kind, 0) + 1
        for column, bound in heads.items():
            is_undated = bound.kind is not None and bound.period is None and seen[bound.kind] > 1
            named = bound.with_label() if is_undated else bound
            area = self.sheet.area(row, column)
            for covered in range(column, (area.right if area else column) + 1):
                self.in_force[covered] = named
            if self.block is not None and (named.kind is not None or named.field in (*INDICATORS, *RESULTS)):
                self.wanted[column] = (row, named)

    def _begins_another(self, row: int, own: list[tuple[int, Cell]]) -> bool:
        """True for a row right below an indicator with the text of another one, under the same headings."""
        texts = [column for column, cell in own if isinstance(cell.value, str)]
        fields = [self.in_force[column].field for column in texts if column in self.in_force]
        return row == self.ends + 1 and not self.has_labels and any(field in INDICATORS for field in fields)

    def _another(self, row: int) -> Iterator[Record]:
        yield from self.finished()
        self.block = Record(row, [])
        self.wanted = {
            column: (row - 1, bound)
            for column, bound in self.in_force.items()
            if bound.kind is not None or bound.field in INDICATORS
        }

    def _take(self, row: int, column: int, cell: Cell, meaning: str | None) -> None:
        bound = self.in_force.get(column)
        if bound is None or self.block is None:
            if not self.in_force:
                self.log.aside(self.sheet, row, column, cell)
            else:
                self.log.left(self.sheet, row, column, cell)
            return
        if bound.field == SKIP:
            self.log.aside(self.sheet, row, column, cell)
            return
        if meaning is not None and meaning != "planned" and bound.kind is not None:
            self.block.entries.append(Entry(cell, bound.as_kind(meaning), row, column))
            return
        is_single = bound.kind is not None or bound.field in (*INDICATORS, *RESULTS)
        if is_single:
            if self.wanted.get(column, (0, None))[1] is not bound:
                self.log.left(self.sheet, row, column, cell, "a further row below the values")
                return
            del self.wanted[column]
        if bound.field in INDICATORS:
            area = self.sheet.area(row, column)
            self.ends = area.bottom if area is not None else row
        self.block.entries.append(Entry(cell, bound, row, column))

    def _missing(self, row: int, meaning: str, filled: set[int]) -> None:
        """The values of a labelled row that are not there: one for each milestone."""
        assert self.block is not None  # noqa: S101 - the caller looks
        for column, bound in self.in_force.items():
            if bound.field == "milestone" and column not in filled:
                self.block.entries.append(Entry(Cell(), bound.as_kind(meaning), row, column))

    def finished(self) -> Iterator[Record]:
        """The record of the block that ends here, with an empty cell for each value that its headings want."""
        if self.block is not None:
            has_indicator = any(entry.field in INDICATORS for entry in self.block.entries)
            if has_indicator:
                for column, (row, bound) in self.wanted.items():
                    if bound.kind is not None:
                        self.block.entries.append(Entry(Cell(), bound, row + 1, column))
            if self.block.entries:
                self.block.entries.sort(key=lambda entry: (entry.row, entry.column))
                self.block.is_result = not has_indicator
                yield self.block
        self.block = None
        self.wanted = {}
