"""
Targets that read tables: layouts and what is read by them, our own table and workbook, records in memory.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import attrs
from promises import allowed, promise, seldom, text_of, use

import resultsframework as rf
from resultsframework.formats.tabular import csv, xlsx
from resultsframework.formats.tabular.layout import ColumnLayout, Layout, TableLayout, propose_layout, read_with_layout
from resultsframework.formats.tabular.sheet import Cell, Sheet, Workbook, read_workbook

__all__ = ["BETWEEN", "TARGETS", "pieces_of", "small_plan"]

# Between the parts of an input that has several.
BETWEEN = b"\n=====\n"
# The parts of a workbook of ours that hold texts, and the sheet Logframe.
PARTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
# Rows and columns below and beside the filled ones, which a person may fill.
MORE = 2
LOGFRAME = b"""Water for all;;;;;;
Result;Code;Indicator;Baseline 2019;Target 2021;Women 2021 actual;Comment
Outcome 1: Wells are kept;A;Wells that work;12;40 %;"9,5";a
Outcome 1: Wells are kept;B;Women;TBD;100 (2020);n.d.;
Output 1.1: Wells are dug;C;Wells;0;5 - 7;3/4;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
Total;;;12;40;9;
"""


def small_plan() -> rf.ResultsFramework:
    """A plan of one output, whose workbook is small."""
    series = rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 40% actual TBD | 2021 target 5 actual 3")
    wells = rf.Indicator(code="A", statement="Wells", series=series)
    budget = rf.Budget(planned=rf.Money.parse("USD 10"), expenses=rf.Money.parse("USD 5.5"))
    return rf.ResultsFramework(
        title="Water", results=[rf.Output(code="1.1", title="Dug", indicators=[wells], budgets=[budget])]
    )


@functools.cache
def logframe() -> Workbook:
    """A logframe of somebody else."""
    return read_workbook(LOGFRAME)


def read_layout(data: bytes) -> None:
    """A layout in TOML, by which a logframe is then read."""

    def read() -> None:
        layout = Layout.from_toml(text_of(data))
        promise(Layout.from_toml(layout.to_toml()) == layout, "a layout that was written reads back equal")
        for framework in read_with_layout(io.BytesIO(LOGFRAME), layout):
            use(framework, data)

    allowed(read)


def read_heading(data: bytes) -> None:
    """A heading and a level of a layout, for a logframe with the same text in its cells."""
    text = text_of(data)

    def read() -> None:
        columns = (ColumnLayout(heading=text, field="indicator"), ColumnLayout(heading="Target*", field="target"))
        table = TableLayout(columns=columns, levels={text: "output"}, rows={text: "skip"})
        rows = ((Cell(text), Cell("Target 2021")), (Cell(text * 2), Cell("5")), (Cell("Wells"), Cell(text)))
        book = Workbook(name=None, kind="table", sheets=(Sheet(name=text, rows=rows),))
        rf.formats.tabular.layout.frameworks_in({None: book}, Layout(tables=(attrs.evolve(table, sheet=text), table)))

    allowed(read)


def read_proposed(data: bytes) -> None:
    """A text with a table of somebody else, for which a layout is proposed."""

    def read() -> None:
        found = propose_layout(io.BytesIO(data))
        promise(Layout.from_toml(found.layout.to_toml()) == found.layout, "a proposed layout reads back equal")
        _ = (str(found), found.doubts)
        for framework in found.frameworks:
            use(framework, data)

    allowed(read)


def read_table(data: bytes) -> None:
    """Our own table, long or wide, with commas or other marks between its cells."""

    def read() -> None:
        framework = csv.loads(text_of(data))
        use(framework, data)
        again = csv.loads(csv.dumps(framework))
        promise(again == framework or rf.loss_report(framework, "csv"), "what a table lost is named")
        promise(csv.loads(csv.dumps(again)) == again, "a table that was written reads back as itself")
        for table in (rf.observations(again), rf.tables.wide(again)):
            promise(rf.from_table(table) is not None, "a table in memory is read as one in a file")

    allowed(read)


def read_records(data: bytes) -> None:
    """Records in memory, or columns, or rows below their names."""
    try:
        table = json.loads(data)
    except (ValueError, RecursionError):
        return

    def read() -> None:
        framework = rf.from_table(table)
        use(framework, data)
        again = rf.from_table(rf.observations(framework))
        promise(rf.from_table(rf.observations(again)) == again, "a table in memory reads back as itself")

    allowed(read)
    allowed(lambda: use(rf.from_table(table, "logframe"), data))


def pieces_of(workbook: bytes) -> bytes:
    """The parts of a workbook that an input for `read_own` is made of."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return BETWEEN.join(archive.read(part) for part in PARTS)


@functools.cache
def whole() -> Mapping[str, bytes]:
    """All parts of a workbook of ours."""
    with zipfile.ZipFile(io.BytesIO(xlsx.dumps(small_plan()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_own(data: bytes) -> None:
    """A workbook of ours in which two parts were changed, by whatever program."""

    def read() -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in {**whole(), **dict(zip(PARTS, data.split(BETWEEN), strict=False))}.items():
                archive.writestr(name, content)
        read_back(xlsx.loads(file.getvalue()), data)

    allowed(read)


def read_edited(data: bytes) -> None:
    """A workbook of ours in which a person changed cells: lines of a sheet, a row, a column and the text."""

    def read() -> None:
        edited = book_with(text_of(data))
        hidden = xlsx.hidden_sheet(edited)
        if hidden is None:  # it was edited too
            return
        known = xlsx.written_before(hidden)
        read_back(xlsx.framework_of(edited, known), data)
        visible = attrs.evolve(edited, sheets=tuple(sheet for sheet in edited.sheets if sheet is not hidden))
        found = xlsx.framework_of_visible(visible)
        if found is not None:
            use(found, data)

    allowed(read)


def read_back(framework: rf.ResultsFramework, data: bytes) -> None:
    """Do with the framework of a workbook what users do, and write it again."""
    use(framework, data)
    if seldom(data):
        promise(xlsx.loads(xlsx.dumps(framework)) == framework, "a workbook reads back equal")


def book_with(text: str) -> Workbook:
    """Our workbook with changed cells."""
    changed = {(name, row, column): new for name, row, column, new in edits_in(text)}
    sheets = []
    for sheet in own_book().sheets:
        height, width = sheet.height, max(map(len, sheet.rows))
        if not sheet.name.startswith("_"):
            height, width = height + MORE, width + MORE
        rows = tuple(
            tuple(
                Cell(changed[place]) if (place := (sheet.name, row, column)) in changed else sheet.cell(row, column)
                for column in range(1, width + 1)
            )
            for row in range(1, height + 1)
        )
        sheets.append(attrs.evolve(sheet, rows=rows))
    return attrs.evolve(own_book(), sheets=tuple(sheets))


def edits_in(text: str) -> Iterator[tuple[str, int, int, str]]:
    """The edits of a text; what is none is left out."""
    for line in text.split("\n"):
        parts = line.split("\t", 3)
        if len(parts) == 4 and all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts[1:3]):
            yield parts[0], int(parts[1]), int(parts[2]), parts[3]


@functools.cache
def own_book() -> Workbook:
    """The sheets of a workbook of ours."""
    return read_workbook(xlsx.dumps(small_plan()))


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {
        "layout": read_layout,
        "heading": read_heading,
        "proposed": read_proposed,
        "table": read_table,
        "records": read_records,
        "own": read_own,
        "edited": read_edited,
    }
)
