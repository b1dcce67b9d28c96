"""
Sheets with a heading and rows below it: which rows are data, which are sums, notes, bands or repeated headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.formats.tabular.sheet import Cell, Sheet, address

from ._fields import INDICATORS, SKIP
from ._headings import Bound, Headings, flat, heading_texts
from ._patterns import ANY, Pattern, folded
from ._record import Entry, Log, Record
from ._words import plain, word_table, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._layout import TableLayout

__all__ = ["Extent", "RowLabels", "footnotes", "numbered_headings", "records_in_rows"]

# Fields of a row of the shape "hierarchy" that is a result; any other filled cell makes it an indicator.
OF_RESULTS = frozenset(
    {
        "assumptions",
        "risks",
        "weight",
        "organisations",
        "result description",
        "budget",
        "budget actual",
        "expenses",
        "funding",
    }
)
# A row about the table, such as "n.d.: not available".
ABOUT_TABLE = re.compile(r"\s*+(?P<word>[^\s:=][^:=]{0,19}?)\s*[:=]\s*\S")
# The sign for any text in the beginning of a special row.
GAPS = {"*": ANY}
BUDGETS = ("budget", "budget actual", "expenses")
LABELLED = (*INDICATORS, "indicator code", "result", "level and result", "result code", "level")


RESULT_ROWS = OF_RESULTS | frozenset(LABELLED)


class Extent(NamedTuple):
    """
    The part of a sheet that a table takes.

    Attributes:
        sheet: Its sheet.

        heading: The first heading row.

        first: The first row below the headings.

        last: The last row.

        above: The first row between it and the table above it in the sheet.
    """

    sheet: Sheet
    heading: int
    first: int
    last: int
    above: int = 1


class RowLabels:
    """
    The special rows of a table, by the text they begin with.

    Attributes:
        meanings: The patterns with their meanings.
    """

    def __init__(self, table: TableLayout) -> None:
        self.meanings = [(Pattern(flat(key), GAPS), meaning) for key, meaning in table.rows.items()]

    def of(self, *texts: str) -> str | None:
        """The meaning of the row with one of the texts; None for an ordinary row."""
        for text in texts:
            one_line = flat(text) if self.meanings else ""
            lower = folded(one_line)
            for pattern, meaning in self.meanings:
                if one_line and pattern.match(one_line, lower) is not None:
                    return meaning
        return None


def footnotes(place: Extent, marks: tuple[str, ...]) -> dict[str, str]:
    """The footnotes below a table by their marks: rows with one text alone that begins with a mark."""
    found: dict[str, str] = {}
    for row in range(place.first, place.sheet.height + 1):
        text = _only_text(place.sheet, row)
        mark = next((mark for mark in marks if text.startswith(mark)), None)
        if mark is not None:
            found.setdefault(mark, text.removeprefix(mark).strip())
    return found


def _only_text(sheet: Sheet, row: int) -> str:
    texts = [cell.text.strip() for cell in sheet.rows[row - 1] if not cell.is_empty]
    return texts[0] if len(texts) == 1 else ""


def columns_of(place: Extent, table: TableLayout, headings: Headings, log: Log) -> dict[int, Bound]:
    """The columns of a sheet with their layouts, by their numbers; headings without one are noted."""
    found: dict[int, Bound] = {}
    for column, text, number, letters in numbered_headings(place, table):
        bound = headings.bound(text, number, letters)
        if bound is not None:
            found[column] = bound
        elif text:
            cell = place.sheet.merged_cell(place.heading, column)
            log.left(place.sheet, place.heading, column, cell, "the layout has no such heading")
    return _labelled(found)


def numbered_headings(place: Extent, table: TableLayout) -> Iterator[tuple[int, str, int, str]]:
    """Each column of a sheet: its number, its heading, the number of that among its equals, and its letters."""
    texts = heading_texts(place.sheet, place.heading, table.heading_rows)
    seen: dict[str, int] = {}
    for column in range(1, place.sheet.width + 1):
        text = texts.get(column, "")
        seen[plain(text)] = number = seen.get(plain(text), 0) + 1
        yield column, text, number, address(1, column).rstrip("1")


def _labelled(columns: dict[int, Bound]) -> dict[int, Bound]:
    """The columns, of which each of several of one kind without a period has its heading in place of it."""
    undated: dict[object, list[int]] = {}
    for column, bound in columns.items():
        if (bound.kind is not None or bound.field in BUDGETS) and bound.period is None:
            undated.setdefault((bound.field, bound.group, bound.place), []).append(column)
    for several in undated.values():
        if len(several) > 1:
            for column in several:
                columns[column] = columns[column].with_label()
    return columns


class _Row(NamedTuple):
    """A row of a sheet: its cells under the columns of the layout, and its cells under none."""

    number: int
    entries: list[Entry]
    others: list[tuple[int, Cell]]

    @property
    def own(self) -> list[tuple[int, Cell]]:
        """The filled cells of the row itself, by their columns."""
        filled = [(entry.column, entry.cell) for entry in self.entries if entry.is_own]
        return sorted((*filled, *self.others), key=lambda pair: pair[0])


def _row(sheet: Sheet, number: int, columns: Mapping[int, Bound]) -> _Row:
    """A row, with the cells of merged areas filled downwards, and none of them to the right."""
    entries, others = [], []
    for column in range(1, sheet.width + 1):
        area = sheet.area(number, column)
        is_filled = area is not None and number > area.top
        cell = sheet.cell(number, column) if area is None else sheet.cell(area.top, area.left)
        if area is not None and column > area.left:
            cell = Cell()
        if column in columns:
            entries.append(Entry(cell, columns[column], number, column, is_filled))
        elif not cell.is_empty and not is_filled:
            others.append((column, cell))
    return _Row(number, entries, others)


def records_in_rows(
    place: Extent, table: TableLayout, headings: Headings, marks: tuple[str, ...], log: Log
) -> Iterator[Record]:
    """
    The records of a table with rows: one a row, without sums, notes, bands, repeated headings and shifted rows.

    Args:
        place: The part of its sheet that the table takes.

        table: The layout of the table.

        headings: Its headings.

        marks: The footnote marks; a row of one text that begins with one is a note.

        log: Whatever is left over.
    """
    reader = _Reader(place, table, headings, log)
    pending: Record | None = None
    for number in range(place.first, place.last + 1):
        row = _row(place.sheet, number, reader.columns)
        if not row.own:
            continue
        is_hidden = table.hidden_rows == SKIP and number in place.sheet.hidden_rows
        if is_hidden or _only_text(place.sheet, number).startswith(marks):
            for column, cell in row.own:
                log.aside(place.sheet, number, column, cell)
            continue
        record = reader.record(row)
        if record is None:
            continue
        if pending is not None and table.continued and _goes_on(record):
            _continue(pending, record)
            continue
        if pending is not None:
            yield pending
        pending = record
    if pending is not None:
        yield pending


def _goes_on(record: Record) -> bool:
    """True for a row that has no indicator of its own, or one without any value."""
    has_name = any(entry.is_own for entry in record.of(*INDICATORS))
    has_values = any(entry.is_own for entry in record.entries if entry.bound.kind is not None)
    return not record.is_result and not (has_name and has_values)


def _continue(pending: Record, record: Record) -> None:
    """Append the texts of a row to those above them."""
    for i, entry in enumerate(record.entries):
        if entry.is_own:
            above = pending.entries[i].cell.text.strip()
            text = "\n".join(filter(None, (above, entry.cell.text.strip())))
            pending.replace(i, pending.entries[i]._replace(cell=Cell(text), is_filled=False))


def _indent_of(row: _Row) -> int:
    """The spaces before the last text of a row that is a statement or a code; -1 for a row without one."""
    texts = [str(entry.cell.value) for entry in row.entries if entry.is_own and entry.field in LABELLED]
    return len(texts[-1]) - len(texts[-1].lstrip()) if texts else -1


class _Reader:
    """The reader of single rows of a table."""

    def __init__(self, place: Extent, table: TableLayout, headings: Headings, log: Log) -> None:
        self.place = place
        self.sheet = place.sheet
        self.table = table
        self.levels = headings.levels
        self.log = log
        self.labels = RowLabels(table)
        self.columns = columns_of(place, table, headings, log)
        self.texts = heading_texts(place.sheet, place.heading, table.heading_rows)
        self.indents = self._levels_by_indent()
        self.level_column = next((number for number, bound in self.columns.items() if bound.field == "level"), None)

    def record(self, row: _Row) -> Record | None:
        """The record of a row; None for one that is no data, which is noted."""
        if self._is_of_head(row):
            why = "a merged heading reaches down to this row"
            self.log.row_left(self.sheet, row.number, (column for column, _ in row.own), why)
            return None
        meaning = self.labels.of(row.own[0][1].text, *self._statements(row))
        if meaning == SKIP or self._is_no_data(row) or self._is_note(row):
            for column, cell in row.own:
                self.log.aside(self.sheet, row.number, column, cell)
            return None
        if shift := self._shift(row):
            self.log.row_left(self.sheet, row.number, (column for column, _ in row.own), shift)
            return None
        record = Record(row.number, row.entries)
        if self.table.shape == "hierarchy":
            record.is_result = self._is_result(row)
            record.level = self.indents.get(_indent_of(row)) if record.is_result else None
        elif self._is_band(row):
            self.log.left(self.sheet, row.number, *row.own[0], "a row of one cell across the table")
            return None
        for column, cell in row.others:
            self.log.left(self.sheet, row.number, column, cell)
        if meaning is not None:
            word, _, name = meaning.partition(" ")
            record.is_part = True
            record.group, record.place = (name, None) if word == "group" else (None, name)
        return record

    def _statements(self, row: _Row) -> list[str]:
        return [entry.cell.text for entry in row.entries if entry.field in INDICATORS and entry.is_own]

    def _is_of_head(self, row: _Row) -> bool:
        """True for a row that a heading is merged over: it is part of the headings, and its words are no values."""
        areas = (self.sheet.area(row.number, column) for column in self.columns)
        return any(area is not None and area.top < self.place.first and area.bottom >= row.number for area in areas)

    def _is_note(self, row: _Row) -> bool:
        """True for one text alone about the table: "Note: ...", or the meaning of an abbreviation of its cells."""
        match = ABOUT_TABLE.match(row.own[0][1].text) if len(row.own) == 1 else None
        if match is None:
            return False
        return plain(match["word"]) in words_of("notes", "words") or plain(match["word"]) in word_table("cells")

    def _is_no_data(self, row: _Row) -> bool:
        """True for a repeated heading, and for a row of HXL tags."""
        texts = [cell.text.strip() for _, cell in row.own]
        if all(text.startswith("#") and len(text) > 1 and text[1].isalpha() for text in texts):
            return True
        return len(texts) > 1 and all(flat(cell.text) == self.texts.get(column) for column, cell in row.own)

    def _is_band(self, row: _Row) -> bool:
        """True for one text in a cell that is merged over most of the table."""
        if len(row.own) > 1:
            return False
        area = self.sheet.area(row.number, row.own[0][0])
        return area is not None and (area.right - area.left + 1) * 2 > len(self.columns) > 1

    def _is_result(self, row: _Row) -> bool:
        """True for a row of a hierarchy that is a result: its level is known, and it has no more than a result has."""
        own = [entry for entry in row.entries if entry.is_own]
        texts = [entry for entry in own if entry.field in LABELLED]
        if any(entry.field not in OF_RESULTS for entry in own if entry not in texts):
            return False
        if self.indents:
            return _indent_of(row) in self.indents
        return any(
            self.levels.of_code(entry.cell.text) is not None or self._is_leveled(entry.cell.text) for entry in texts
        ) or (self.table.level is not None and self._is_band(row))

    def _levels_by_indent(self) -> dict[int, str]:
        """The levels of results by the spaces before their texts; none where the layout states none."""
        if not self.table.indents:
            return {}
        rows = (_row(self.sheet, number, self.columns) for number in range(self.place.first, self.place.last + 1))
        alone = [
            row for row in rows if row.own and all(entry.field in RESULT_ROWS for entry in row.entries if entry.is_own)
        ]
        return dict(zip(sorted(set(map(_indent_of, alone))), self.table.indents, strict=False))

    def _is_leveled(self, text: str) -> bool:
        found = self.levels.of_text(text)
        return found is not None and found.is_apart

    def _shift(self, row: _Row) -> str | None:
        """The way in which a row is shifted: a cell to the right of the level's is a level, and its own is none."""
        if self.level_column is None:
            return None
        entries = {entry.column: entry for entry in row.entries}
        own, right = entries[self.level_column], entries.get(self.level_column + 1)
        if right is None or right.cell.is_empty or self._is_level(own.cell):
            return None
        if not own.cell.is_empty or not self._is_level(right.cell):
            return None
        return f'the row is shifted by a column: a level is under the heading "{right.bound.heading}"'

    def _is_level(self, cell: Cell) -> bool:
        found = self.levels.of_text(cell.text)
        return found is not None and found.title is None
