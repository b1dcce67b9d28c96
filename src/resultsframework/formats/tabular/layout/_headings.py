"""
Headings of a sheet: where a table begins, and which column of its layout each of its columns is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.period import Period

from ._fields import kind_of_field
from ._patterns import ANY, Gap, Pattern, folded
from ._periods import period_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from resultsframework.formats.tabular.sheet import Cell, Sheet
    from resultsframework.observation import ObservationKind

    from ._layout import ColumnLayout, TableLayout
    from ._levels import LevelRules

__all__ = ["Bound", "Headings", "Times", "flat", "heading_row_of", "heading_texts"]

# A table whose headings are further down is one that the layout gives the row of.
SEARCHED = 1_000
# Columns of a row that are tried as headings, and characters of one.
SEARCHED_COLUMNS = 500
LONGEST_HEADING = 500
# The signs in a heading of a layout, for texts that differ from sheet to sheet.
GAPS = {
    "{period}": Gap("period"),
    "{place}": Gap("place"),
    "{group}": Gap("group"),
    "{code}": Gap("code", characters=re.compile(r"\S+")),
    "{level}": Gap("level"),
    "*": ANY,
}
NUMBERED = re.compile(r"(?P<text>(?:.*\S)?)\s*\[(?P<number>[1-9][0-9]?)\]")
LETTERED = re.compile(r"column (?P<letters>[A-Z]{1,3})", re.IGNORECASE)


class Times(NamedTuple):
    """
    The times that a sheet states for all of its values.

    Attributes:
        year: The year of months and quarters.

        year_start: The month in which a fiscal year begins.

        plan: The period of the plan.
    """

    year: int | None = None
    year_start: int | None = None
    plan: Period | None = None

    def stated(self, text: str, heading: str) -> Period:
        """The period that a layout states: that of the plan, one that `Period.parse` reads, else the raw text."""
        if text == "plan":
            return self.plan or Period(raw=heading)
        try:
            return Period.parse(text, year_start=self.year_start)
        except InvalidValueError:
            return self.of(text) or Period(raw=text)

    def of(self, text: str, year: int | None = None) -> Period | None:
        """The period in a text of the sheet."""
        return period_in(text, year=year or self.year, year_start=self.year_start)

    def day_of(self, cell: Cell) -> dt.date | None:
        """The day in a cell, a date or a text; None where it holds no single day."""
        if isinstance(cell.value, dt.date):
            return cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
        found = self.of(cell.text)
        return found.first_day if found is not None and found.days == 1 else None


class Bound(NamedTuple):
    """
    A column of a sheet with its layout.

    Attributes:
        layout: Its layout.

        heading: Its heading.

        period: The period that its heading or its layout states.

        place: The place that its values describe.

        group: The group that its values describe: "sex: women".

        code: The code in its heading.

        level: The level in its heading, with its number.
    """

    layout: ColumnLayout
    heading: str
    period: Period | None = None
    place: str | None = None
    group: str | None = None
    code: str | None = None
    level: str | None = None

    @property
    def field(self) -> str:
        """The field."""
        return self.layout.field

    @property
    def kind(self) -> ObservationKind | None:
        """The kind of its values; None for another field."""
        return kind_of_field(self.field)

    def with_label(self) -> Bound:
        """A copy with its heading in place of a period."""
        return self._replace(period=Period(raw=self.heading))

    def as_kind(self, kind: str) -> Bound:
        """A copy for values of another kind."""
        return self._replace(layout=attrs.evolve(self.layout, field=kind))


def flat(text: str) -> str:
    """A text in one line, with one form of each letter."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


class _Key(NamedTuple):
    """A heading of a layout, ready for comparison."""

    layout: ColumnLayout
    pattern: Pattern
    number: int | None
    letters: str | None

    @property
    def is_exact(self) -> bool:
        """True for a heading without a gap."""
        return not self.pattern.gaps


def _key(layout: ColumnLayout) -> _Key:
    if lettered := LETTERED.fullmatch(layout.heading.strip()):
        return _Key(layout, Pattern("", GAPS), None, lettered["letters"].upper())
    text = flat(layout.heading)
    numbered = NUMBERED.fullmatch(text)
    text, number = (numbered["text"], int(numbered["number"])) if numbered else (text, None)
    return _Key(layout, Pattern(text, GAPS), number, None)


class Headings:
    """
    The headings of a table's layout.

    Attributes:
        levels: The rules of its levels.

        times: The times of its sheet.
    """

    def __init__(self, table: TableLayout, levels: LevelRules, times: Times) -> None:
        self.levels = levels
        self.times = times
        keys = [_key(column) for column in table.columns]
        # A heading with its number or its letter comes first, then plain headings, then patterns.
        self._keys = sorted(keys, key=lambda key: (not key.letters, key.number is None, not key.is_exact))

    def bound(self, text: str, number: int = 1, letters: str = "") -> Bound | None:
        """
        The column that a heading is.

        Args:
            text: The heading.

            number: Its number among the columns with that heading, from 1.

            letters: The letters of the column.
        """
        one_line = flat(text[:LONGEST_HEADING])
        lower = folded(one_line)
        for key in self._keys:
            if key.letters is not None:
                if key.letters == letters:
                    return self._with(key.layout, one_line, {})
                continue
            named = key.pattern.match(one_line, lower) if one_line and key.number in (None, number) else None
            if named is None or (named.get("level") and not self._is_level(named["level"])):
                continue
            if named.get("period") and self.times.of(named["period"]) is None:
                continue
            return self._with(key.layout, one_line, named)
        return None

    def _is_level(self, text: str) -> bool:
        """True if a text is the word of a level with its number, and no more than a remark in brackets."""
        found = self.levels.of_text(text)
        return found is not None and (found.title is None or found.title.startswith("("))

    def is_exactly(self, text: str) -> bool:
        """True if a text is a heading of the layout without a pattern."""
        one_line = flat(text)
        lower = folded(one_line)
        exact = (key for key in self._keys if key.is_exact and key.letters is None)
        return any(key.pattern.match(one_line, lower) is not None for key in exact)

    def _with(self, layout: ColumnLayout, heading: str, named: Mapping[str, str]) -> Bound:
        period = self.times.of(named.get("period") or heading)
        if layout.period is not None:
            period = self.times.stated(layout.period, heading)
        category = named.get("group")
        group = f"{layout.group or 'group'}: {category}" if category else layout.group
        place = layout.place or named.get("place")
        return Bound(layout, heading, period, place, group, named.get("code"), named.get("level"))


def heading_texts(sheet: Sheet, row: int, rows: int) -> dict[int, str]:
    """
    The headings from a row on, by the number of the column; those of several rows joined by " / ".

    Args:
        sheet: The sheet.

        row: The first heading row.

        rows: The number of heading rows.
    """
    found: dict[int, str] = {}
    before = ""
    areas = [area.right for area in sheet.merged if area.top < row + rows and area.bottom >= row]
    filled = [len(cells) for cells in sheet.rows[row - 1 : row - 1 + rows]]
    for column in range(1, max((*areas, *filled), default=0) + 1):
        parts = [flat(sheet.merged_cell(row + i, column).text) for i in range(rows)]
        if parts[0]:
            area = sheet.area(row, column)
            before = "" if area is not None and area.bottom > row else parts[0]
        elif any(parts[1:]) and rows > 1:
            parts[0] = before  # written once over the first of its columns
        text = " / ".join(dict.fromkeys(filter(None, parts)))
        if text:
            found[column] = text
    return found


def heading_row_of(sheet: Sheet, table: TableLayout, headings: Headings) -> tuple[int, int]:
    """
    The row in which the headings of a table begin, with their number: the first with the most of them, two at least.

    The number is 0 where no row has them.
    """
    if table.heading_row is not None and table.heading_row > sheet.height:
        return table.heading_row, 0
    best, most = 0, min(1, len(table.columns) - 1)
    rows = _likely(sheet) if table.heading_row is None else [table.heading_row]
    for row in rows:
        texts = heading_texts(sheet, row, table.heading_rows)
        found = sum(headings.bound(text) is not None for text in islice(texts.values(), SEARCHED_COLUMNS))
        if found > most:
            best, most = row, found
    return (table.heading_row, max(most, 1)) if table.heading_row is not None else (best, most if best else 0)


def _likely(sheet: Sheet) -> Iterator[int]:
    """The rows that may be headings: with a text."""
    for row in range(1, min(sheet.height, SEARCHED) + 1):
        if (
            any(isinstance(cell.value, str) or cell.number_format != "General" for cell in sheet.rows[row - 1])
            or row < 20
        ):
            yield row
