"""
Reading a workbook with a layout: its tables one after the other, and whatever is left over with its address.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

from resultsframework.errors import FormatError, InvalidValueError, Problem
from resultsframework.formats._text import name_of
from resultsframework.formats.tabular.sheet import Sheet, Workbook, address, read_workbook
from resultsframework.node import Source
from resultsframework.period import Period

from ._absent import absent_columns, note_absent
from ._blocks import records_in_blocks
from ._builder import Builder
from ._fields import INDICATORS
from ._headings import Headings, Times, heading_row_of
from ._layout import Layout, TableLayout
from ._levels import LevelRules
from ._patterns import ANY, Pattern, folded
from ._record import Log, lone_result, text_at
from ._rows import Extent, footnotes, records_in_rows
from ._shipped import layout_named
from ._values import Notation

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark

__all__ = ["FORMAT", "frameworks_in", "headings_absent", "hidden_parts", "read_with_layout"]

FORMAT = "a workbook with this layout"
OF_INDICATORS = (*INDICATORS, "indicator code")
HIDDEN = "sheet {!r}: hidden {} were {}: {}"
HIDDEN_READ = re.compile(r"sheet .*: hidden (?:rows|columns) were read: .*", re.DOTALL)


def read_with_layout(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    layout: Layout | str | os.PathLike[str],
    *,
    decimal: DecimalMark | None = None,
    **options: Any,
) -> tuple[ResultsFramework, ...]:
    """
    The frameworks of a workbook, a CSV file or a Markdown table, by a layout.

    Args:
        source: A path, or a file open for reading. Other files that the layout names are in the same folder.

        layout: A layout, the path of one in TOML, or the name of one that the library has, such as "fcdo".

        decimal: The decimal mark of numbers that are texts, in place of that of the layout.

        options: Further arguments of `resultsframework.formats.tabular.sheet.read_workbook`.

    Raises:
        FormatError: The file or the layout cannot be read, or a table of the layout is not in the file; with every
            table that was not found.

        NotFoundError: There is no layout of that name.
    """
    found, name, books = _opened(source, layout, decimal, options)
    return frameworks_in(books, found, name)


def _opened(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    layout: Layout | str | os.PathLike[str],
    decimal: DecimalMark | None,
    options: dict[str, Any],
) -> tuple[Layout, str | None, dict[str | None, Workbook]]:
    """The layout, the name of the source, and the workbooks by the names of the files in the layout."""
    found = layout if isinstance(layout, Layout) else layout_named(layout)
    found = found if decimal is None else attrs.evolve(found, decimal=decimal)
    name = name_of(source)
    folder = Path(name).parent if name else None
    books: dict[str | None, Workbook] = {None: read_workbook(source, **options)}
    for table in found.tables:
        if table.file is not None and table.file not in books:
            if folder is None:
                problem = Problem(f"the layout names the file {table.file}, and a stream has no folder; pass a path")
                raise FormatError(FORMAT, (problem,), name)
            books[table.file] = read_workbook(folder / Path(table.file).name, **options)
    return found, name, books


def headings_absent(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    layout: Layout | str | os.PathLike[str],
    **options: Any,
) -> tuple[str, ...]:
    """
    The headings of a layout that the sheets of a workbook do not have, each with its field and its sheet.

    Args:
        source: As for `read_with_layout`.

        layout: As for `read_with_layout`.

        options: Further arguments of `resultsframework.formats.tabular.sheet.read_workbook`.

    Raises:
        FormatError: As for `read_with_layout`.

        NotFoundError: There is no layout of that name.
    """
    found, name, books = _opened(source, layout, None, options)
    found = _with_year(found, books[None].sheets)
    times = _times(found)
    return tuple(
        f"{column.heading!r} ({column.field}): not in sheet {place.sheet.name!r}"
        for table, place in _places(books, found, times, name)
        for column in absent_columns(place, table, times)
    )


def hidden_parts(framework: ResultsFramework) -> tuple[str, ...]:
    """The hidden rows and columns of the sheets that a framework was read from, by their numbers and letters."""
    return tuple(line for line in framework.source.chrome if HIDDEN_READ.fullmatch(line))


def frameworks_in(
    books: dict[str | None, Workbook], layout: Layout, name: str | None = None
) -> tuple[ResultsFramework, ...]:
    """
    The frameworks of workbooks by a layout.

    Args:
        books: The workbooks by the names of the files in the layout; None for the one that is read.

        layout: The layout.

        name: The name of the source.

    Raises:
        FormatError: A table of the layout is not in the workbooks.
    """
    log = Log()
    builder = Builder(log)
    first = _sheets_of_tables_first(layout, books[None])
    layout = _with_year(layout, first)
    times = _times(layout)
    title = next(filter(None, (text_at(sheet, layout.title) for sheet in first)), None) if layout.title else None
    used: dict[int, list[Extent]] = {}
    for table, place in _places(books, layout, times, name):
        used.setdefault(id(place.sheet), []).append(place)
        _read_table(table, place, layout, times, builder)
    for book in books.values():
        skipped = [sheet for one in layout.skip_sheets for sheet in _named(one, book)]
        for sheet in book.sheets:
            if id(sheet) in used:
                _note_hidden(sheet, log, used[id(sheet)])
            else:
                _note_unread(sheet, log, is_skipped=sheet in skipped)
        log.chrome += book.remarks
    source = Source(name=name, chrome=tuple(dict.fromkeys(log.chrome)), unparsed=tuple(dict.fromkeys(log.unparsed)))
    facts = {"title": title, "language": layout.language, "plan_period": times.plan or Period()}
    drafts = [*builder.frameworks.values()] or [builder.framework(None)]
    parents = next((table.parents for table in layout.tables if table.parents != "none"), "none")
    return tuple(
        draft.framework(parents, source if number == 0 else attrs.evolve(source, chrome=(), unparsed=()), facts)
        for number, draft in enumerate(drafts)
    )


def _times(layout: Layout) -> Times:
    plan = Period.parse(layout.plan, year_start=layout.year_start) if layout.plan else None
    return Times(layout.year if isinstance(layout.year, int) else None, layout.year_start, plan)


def _read_table(table: TableLayout, place: Extent, layout: Layout, times: Times, builder: Builder) -> None:
    levels, notation = LevelRules(table.levels), Notation(layout, table)
    headings = Headings(table, levels, times)
    for row in range(place.above, place.heading):
        for column, cell in enumerate(place.sheet.rows[row - 1], 1):
            if not cell.is_empty:
                builder.log.aside(place.sheet, row, column, cell)
    note_absent(place, table, times, builder.log)
    notation.footnotes.update(footnotes(place, layout.marks))
    records = records_in_blocks if table.shape == "blocks" else records_in_rows
    taker = builder.table(place.sheet, table, levels, notation, times)
    taken = [*records(place, table, headings, layout.marks, builder.log)]
    last = max((number for number, record in enumerate(taken) if record.filled(*OF_INDICATORS)), default=len(taken))
    for number, record in enumerate(taken):
        note = lone_result(record, table, levels) if number > last else None
        if note is None:
            taker.take(record)
        else:
            builder.log.left(place.sheet, note.row, note.column, note.cell, "a note below the table")


def _places(
    books: dict[str | None, Workbook], layout: Layout, times: Times, name: str | None
) -> list[tuple[TableLayout, Extent]]:
    """The extent of each table; tables in one sheet end where the next of them begins."""
    found: list[tuple[TableLayout, Sheet, int]] = []
    missing: list[Problem] = []
    for number, table in enumerate(layout.tables, 1):
        place = _found(table, books[table.file], times)
        if place is None and table.optional:
            continue
        if place is None:
            missing.append(Problem(_not_found(table, books[table.file]), path=f"table {number}"))
        else:
            found.append((table, *place))
    if missing:
        raise FormatError(FORMAT, tuple(missing), name)
    places = []
    for table, sheet, heading in found:
        starts = sorted(row for _, other, row in found if other is sheet)
        after = next((row for row in starts if row > heading), None)
        before = max((row for row in starts if row < heading), default=0)
        last = sheet.height if after is None else _end_before(sheet, after)
        first = heading if table.shape == "blocks" else heading + table.heading_rows
        first = max(first, table.first_row or 0)
        above = _end_before(sheet, heading) + 1 if before else 1
        places.append((table, Extent(sheet, heading, first, min(last, table.last_row or last), above)))
    return places


def _end_before(sheet: Sheet, heading: int) -> int:
    """The last row of a table above another's headings, without the titles between them."""
    row = heading - 1
    while row > 1 and sum(not cell.is_empty for cell in sheet.rows[row - 1]) == 1:
        row -= 1
    is_blank = not any(not cell.is_empty for cell in sheet.rows[row - 1])
    return row if is_blank else heading - 1


def _found(table: TableLayout, book: Workbook, times: Times) -> tuple[Sheet, int] | None:
    """The sheet and the heading row of a table: of several sheets the one with most of its headings."""
    headings = Headings(table, LevelRules(table.levels), times)
    found: tuple[Sheet, int] | None = None
    most = 0
    for sheet in _named(table.sheet, book):
        is_search = table.shape == "blocks" and table.heading_row is None
        row, number = _first_block(sheet, headings) if is_search else heading_row_of(sheet, table, headings)
        if number > most:
            found, most = (sheet, row), number
    return found


def _named(name: str | None, book: Workbook) -> Iterator[Sheet]:
    if name is None:
        yield from (sheet for sheet in book.sheets if not sheet.hidden)
        return
    wanted = Pattern(name.strip(), {"*": ANY})
    for sheet in book.sheets:
        own = sheet.name.strip()
        if wanted.match(own, folded(own)) is not None:
            yield sheet


def _first_block(sheet: Sheet, headings: Headings) -> tuple[int, int]:
    """The first row with several headings, of which one is an indicator's, and their number; 0 where there is none."""
    for row, cells in enumerate(sheet.rows, 1):
        bound = [headings.bound(cell.text) for cell in cells if isinstance(cell.value, str)]
        fields = [one.field for one in bound if one is not None]
        if len(fields) > 1 and not set(INDICATORS).isdisjoint(fields):
            return row, len(fields)
    return 0, 0


def _not_found(table: TableLayout, book: Workbook) -> str:
    wanted = ", ".join(repr(column.heading) for column in table.columns[:4])
    sheets = ", ".join(repr(sheet.name) for sheet in book.sheets) or "none"
    if table.sheet is not None and not [*_named(table.sheet, book)]:
        return f"there is no sheet {table.sheet!r}; the sheets are {sheets}"
    return f"no row of {table.sheet or sheets} has its headings, such as {wanted}; state heading-row with its number"


def _sheets_of_tables_first(layout: Layout, book: Workbook) -> list[Sheet]:
    """The sheets, those first that the tables name: a cell with the title or the year is one of theirs."""
    own = {id(sheet) for table in layout.tables if table.sheet is not None for sheet in _named(table.sheet, book)}
    return sorted(book.sheets, key=lambda sheet: id(sheet) not in own)


def _with_year(layout: Layout, sheets: Sequence[Sheet]) -> Layout:
    """The layout with the year that a cell states."""
    if not isinstance(layout.year, str):
        return layout
    text = next(filter(None, (text_at(sheet, layout.year) for sheet in sheets)), None)
    found = Times().of(text or "")
    if found is None or found.last_year is None:
        msg = f"the layout has the year in {layout.year}, where the workbook has {text!r}; write the year itself"
        raise InvalidValueError(msg)
    return attrs.evolve(layout, year=found.last_year)


def _note_unread(sheet: Sheet, log: Log, *, is_skipped: bool) -> None:
    """Note a sheet that no table is in: as no data where the layout says so."""
    filled = sum(any(not cell.is_empty for cell in row) for row in sheet.rows)
    rows = "1 row" if filled == 1 else f"{filled} rows"
    if is_skipped:
        log.chrome.append(f"sheet {sheet.name!r}: {rows} that the layout leaves out")
    else:
        log.unparsed.append(f"sheet {sheet.name!r}: {rows} that the layout does not read")


def _note_hidden(sheet: Sheet, log: Log, places: Sequence[Extent]) -> None:
    """Note the hidden rows and columns of a sheet that were read, and those that were left out."""
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    inside = [row for place in places for row in range(place.first, min(place.last, sheet.height) + 1)]
    cells = [(row, column) for row in inside for column, cell in enumerate(sheet.rows[row - 1], 1) if not cell.is_empty]
    taken = [(row, column) for row, column in cells if (sheet.name, row, column) not in log.passed]
    of_rows = ({row for row, _ in some} & sheet.hidden_rows for some in (taken, cells))
    of_columns = ({column for _, column in some} & sheet.hidden_columns for some in (taken, cells))
    for noun, (read, there) in (("rows", of_rows), ("columns", of_columns)):
        for verb, numbers in (("read", read), ("left out", there - read)):
            names = sorted(numbers)
            shown = names if noun == "rows" else [address(1, column).rstrip("1") for column in names]
            if names:
                log.chrome.append(HIDDEN.format(sheet.name, noun, verb, _in_words(shown)))


def _in_words(names: Sequence[int | str]) -> str:
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return ", ".join(map(str, names[:20])) + more
