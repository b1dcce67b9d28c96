"""
Proposing a layout for a workbook: what its headings and cells suggest, the evidence for each choice, and the doubts.

May hold choices by words and by cells; whatever is chosen is read by the same engine as a layout written by hand.
"""

from __future__ import annotations

from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

import attrs

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._text import name_of
from resultsframework.formats.tabular.sheet import Sheet, Workbook, read_workbook

from ._fields import KINDS
from ._guess import HeadingRow, heading_rows, nearest_row
from ._headings import Headings, Times, heading_texts
from ._layout import Layout, TableLayout
from ._levels import LevelRules
from ._periods import without_periods
from ._proposal import Draft, Evidence
from ._propose_blocks import propose_blocks
from ._propose_rows import propose_rows
from ._read import frameworks_in, hidden_parts
from ._second_tables import second_tables
from ._shipped import layout_named
from ._times import times_of

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from resultsframework.framework import ResultsFramework

__all__ = ["Proposal", "proposal_for", "propose_layout"]

FORMAT = "a sheet of indicators"
# Headings without an indicator are looked for above this row.
LAST_LIKELY = 20
# Layouts of the library whose headings are fixed, and the fewest of them that show one.
TEMPLATES = ("unhcr-results", "iati-results", "prp")
FEWEST = 8
# The rows of a block, from one heading to the next.
LARGEST_BLOCK = 12


@attrs.frozen(kw_only=True)
class Proposal:
    """
    A layout that is proposed for a workbook, with the evidence for its choices and the doubts about them. Not in IATI.

    Attributes:
        layout: The layout.

        evidence: Each choice with the cells it is from.

        doubts: Sentences on what a person has to decide.

        frameworks: The frameworks as the layout reads them, to look at.
    """

    layout: Layout
    evidence: tuple[Evidence, ...]
    doubts: tuple[str, ...]
    frameworks: tuple[ResultsFramework, ...] = attrs.field(repr=False)


def propose_layout(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], *, sheets: str | Sequence[str] = (), **options: Any
) -> Proposal:
    """
    A layout for a workbook, a CSV file or a Markdown table, from its headings and cells.

    It is a proposal: a person looks at the preview and the doubts, corrects the layout, and reads with it.

    Args:
        source: A path, or a file open for reading.

        sheets: The names of the sheets of the framework, with a table proposed for each; where none is named, the sheet
            with the most headings of indicators, and those beside it with activities, budgets or the record of changes.

        options: Further arguments of `resultsframework.formats.tabular.sheet.read_workbook`.

    Raises:
        FormatError: The file cannot be read, or no sheet has a row that looks like the headings of indicators.

        NotFoundError: There is no sheet of such a name.
    """
    return proposal_for(read_workbook(source, **options), name_of(source), sheets)


def proposal_for(book: Workbook, name: str | None = None, sheets: str | Sequence[str] = ()) -> Proposal:
    """The layout that is proposed for the sheets of a workbook; see `propose_layout`."""
    chosen = [book.sheet(one) for one in ((sheets,) if isinstance(sheets, str) else sheets)]
    visible = chosen or [sheet for sheet in book.sheets if not sheet.hidden]
    draft = Draft()
    known = _shipped(draft, visible)
    if known is not None:
        return _with_reading(draft, attrs.evolve(known, skip_sheets=_left_out(draft, book, ())), book, name)
    tables: list[TableLayout] = []
    for group in [[sheet] for sheet in chosen] or [visible]:
        part = Draft()
        tables += _tables(part, group, name)
        draft.add(part, group[0].name if group else "")
    skipped = _left_out(draft, book, [table.sheet for table in tables])
    return _with_reading(draft, Layout(**draft.layout, skip_sheets=skipped, tables=tuple(tables)), book, name)


def _tables(draft: Draft, sheets: list[Sheet], name: str | None) -> tuple[TableLayout, ...]:
    """The tables that are proposed for sheets: that of the indicators, those alike, and those beside them."""
    found = [(sheet, heading) for sheet in sheets for heading in heading_rows(sheet)]
    main = max(found, key=_rank, default=None)
    if main is None or not _rank(main)[0]:
        raise FormatError(FORMAT, (Problem(_nothing_found(sheets)),), name)
    sheet, heading = main
    headings = [one for other, one in found if other is sheet]
    alike = [one.row for one in headings if one.has_indicator and _is_alike(one, heading)]
    times_of(draft, sheet, headings[0].row)
    if _are_blocks(alike):
        table = propose_blocks(draft, sheet, headings)
        rest = [pair for pair in found if pair[0] is not sheet]
    else:
        later = [one.row for one in headings if one.row > heading.row and one.row not in alike]
        table = propose_rows(draft, sheet, heading, min(later, default=sheet.height + 1) - 1)
        rest = [(other, one) for other, one in found if other is not sheet or one.row in later]
    alike_tables = _tables_alike(draft, table, heading, rest)
    rest = [pair for pair in rest if pair[0].name not in {one.sheet for one in alike_tables}]
    more = [other.where(one.row, min(one.texts)) for other, one in rest if other is not sheet and _is_of_values(one)]
    if more:
        draft.doubt("further sheets have indicators with values; name each sheet of the framework with --sheet", more)
    return (table, *alike_tables, *second_tables(draft, rest))


def _left_out(draft: Draft, book: Workbook, used: Sequence[str | None]) -> tuple[str, ...]:
    """The hidden sheets that no table is in, such as lists for drop-downs."""
    hidden = tuple(sheet.name for sheet in book.sheets if sheet.hidden and sheet.name and sheet.name not in used)
    if hidden:
        draft.choose(f"hidden sheets are left out: {', '.join(map(repr, hidden))}")
    return hidden


def _rank(pair: tuple[Sheet, HeadingRow]) -> tuple[int, float]:
    """Headings of indicators before those of values by codes, and before those of results alone near the top."""
    _, heading = pair
    is_of_results = "result" in heading.fields and heading.row < LAST_LIKELY
    kind = 3 if heading.has_indicator else 2 if heading.has_values_by_code else int(is_of_results)
    return kind, heading.weight


def _is_of_values(heading: HeadingRow) -> bool:
    return heading.has_indicator and not heading.fields.isdisjoint(KINDS)


def _nothing_found(sheets: list[Sheet]) -> str:
    """The reason why nothing is proposed: the row that comes nearest, and what is missing in it."""
    rows = [(sheet, one) for sheet in sheets if (one := nearest_row(sheet)) is not None]
    advice = "write a layout by hand, with the field of each column (docs/layouts.md)"
    if not rows:
        names = ", ".join(repr(sheet.name) for sheet in sheets) or "none"
        return f"no row has headings that are known, such as Indicator and Target; the sheets are {names}: {advice}"
    sheet, one = max(rows, key=lambda pair: pair[1].likeness)
    known = [f"{one.texts[column]!r} ({guess.field.strip('{}')})" for column, guess in one.guesses.items()]
    unknown = [repr(text) for column, text in one.texts.items() if column not in one.guesses]
    others = f", but not {_some(unknown)}" if unknown else ""
    return (
        f"no row looks like the headings of indicators and their values; the nearest is "
        f"{sheet.where(one.row, min(one.texts))}, of which {_some(known)} is known{others}: if the rows below are "
        f"indicators or results, {advice}"
    )


def _some(texts: list[str]) -> str:
    return ", ".join(texts[:4]) + (f" and {len(texts) - 4} more" if len(texts) > 4 else "")


def _tables_alike(
    draft: Draft, table: TableLayout, heading: HeadingRow, rest: list[tuple[Sheet, HeadingRow]]
) -> list[TableLayout]:
    """The tables of other sheets with the same headings, each below the result of its own sheet."""
    if table.result is None or "year" in draft.layout:
        return []
    texts = [*map(without_periods, heading.texts.values())]
    tables = []
    for sheet, one in rest:
        if sheet.name == table.sheet or [*map(without_periods, one.texts.values())] != texts:
            continue
        found = propose_rows(draft, sheet, one, sheet.height)
        if found.result is not None:
            draft.choose("a sheet with the same headings", sheet.where(one.row, min(one.texts)))
            tables.append(found)
    return tables


def _is_alike(one: HeadingRow, other: HeadingRow) -> bool:
    """True if two rows have the same fields, at least two of them those of values."""
    shared = one.fields & other.fields
    return len(shared & {"baseline", "milestone", "target", "actual"}) > 1 or shared == other.fields


def _are_blocks(rows: list[int]) -> bool:
    """True for headings that are repeated every few rows; repeated once in many they are headings of one table."""
    gaps = sorted(after - before for before, after in pairwise(rows))
    return bool(gaps) and 1 < gaps[len(gaps) // 2] <= LARGEST_BLOCK


def _shipped(draft: Draft, sheets: list[Sheet]) -> Layout | None:
    """The layout of the library whose headings are nearly all that a sheet has."""
    for name in TEMPLATES:
        layout = layout_named(name)
        headings = Headings(layout.tables[0], LevelRules({}), Times())
        for sheet in sheets:
            texts = heading_texts(sheet, 1, 1) if sheet.height else {}
            known = sum(headings.bound(text) is not None for text in texts.values())
            if known >= FEWEST and known * 10 >= len(texts) * 8:
                draft.choose(f"the headings are those of the layout {name!r}", sheet.where(1, min(texts)))
                draft.doubt(f"{known} of {len(texts)} headings are known; look whether the others matter")
                return layout
    return None


def _with_reading(draft: Draft, layout: Layout, book: Workbook, name: str | None) -> Proposal:
    """The proposal with what it reads, and the doubts that reading raises."""
    frameworks = frameworks_in({None: book}, layout, name)
    texts = [
        f"line {o.line}: {o.raw}"
        for framework in frameworks
        for indicator in framework.indicators
        for o in indicator.series
        if isinstance(o.value, str)
    ]
    if texts:
        read = "value was" if len(texts) == 1 else "values were"
        draft.doubt(f"{len(texts)} {read} read as text, such as {'; '.join(texts[:3])}")
    left = frameworks[0].source.unparsed
    if left:
        not_taken = "cell or row is" if len(left) == 1 else "cells or rows are"
        draft.doubt(f"{len(left)} {not_taken} not taken, or not certain, such as {'; '.join(left[:3])}")
    hidden = hidden_parts(frameworks[0])
    if hidden:
        advice = 'hidden-rows = "skip" below [[table]] leaves rows out, and the field skip a column'
        draft.doubt(f"hidden rows or columns are read, {advice}: {'; '.join(hidden)}")
    if book.kind in {"xls", "xlsb"}:
        draft.doubts += book.remarks
    return Proposal(layout=layout, evidence=tuple(draft.evidence), doubts=tuple(draft.doubts), frameworks=frameworks)
