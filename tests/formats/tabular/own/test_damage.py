"""Workbooks of ours that a program damaged, or that somebody made to harm: one error, or what the sheets hold."""

from __future__ import annotations

import io
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats.tabular import xlsx
from resultsframework.formats.tabular.own import written_in
from resultsframework.formats.tabular.sheet import Package

OBSERVATIONS = "xl/worksheets/sheet2.xml"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.fixture(scope="module")
def workbook():
    """The parts of a small plan's workbook."""
    pytest.importorskip("python_calamine", reason="reading values alone needs the extra excel")
    pytest.importorskip("xlsxwriter", reason="writing a workbook needs the extra excel")
    wells = rf.Indicator(code="A", statement="Wells", series=rf.ObservationSeries.parse("2019 baseline 0"))
    plan = rf.ResultsFramework(title="Water", results=[rf.Output(code="1.1", title="Dug", indicators=[wells])])
    with zipfile.ZipFile(io.BytesIO(xlsx.dumps(plan))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    """The workbook of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def hidden_part(parts):
    """The name of the part of the hidden sheet, the last one."""
    return max(name for name in parts if name.startswith("xl/worksheets/sheet"))


@pytest.mark.no_cover
def test_a_far_cell_takes_no_room(workbook):
    """A cell in the last row and column of a sheet is read as any other, without room for all cells between."""
    changed = {name: workbook[name].replace(b"</sheetData>", FAR) for name in (hidden_part(workbook), OBSERVATIONS)}
    for name, sheet in changed.items():
        assert written_in(packed({**workbook, name: sheet})) is None
    assert xlsx.loads(packed({**workbook, hidden_part(workbook): changed[hidden_part(workbook)]})).title == "Water"
    with pytest.raises(rf.FormatError, match="a new row needs the code of one indicator"):
        xlsx.loads(packed({**workbook, OBSERVATIONS: changed[OBSERVATIONS]}))


@pytest.mark.each(
    "cell",
    [
        b"<c r='XFD1048576'/>",
        b'<c r = "XFD1048576"/>',
        b'<c r="&#88;FD1048576"/>',
        b"<c/>",
        b'<x:c r="XFD1"/>',
        b'<c r="DA1"/>',
        b'<c r="Z1000000"/>',
        b"<c" + b" " * 200 + b'r="A1"/>',
        b"<f/>",
    ],
)
def test_a_cell_that_is_written_unusually_is_read_with_care(workbook, cell):
    """Only cells as spreadsheets write them, near the others, are read by their values alone."""
    sheet = workbook[OBSERVATIONS].replace(b"</sheetData>", cell + b"</sheetData>")
    assert written_in(packed({**workbook, OBSERVATIONS: sheet})) is None
    assert written_in(packed({**workbook, "custom/sheet.xml": b"<sheetData>" + cell})) is None
    assert written_in(packed(workbook)).is_unchanged


def test_cells_on_both_sides_of_a_piece_are_seen(workbook, monkeypatch):
    """A part is read in pieces, and a cell may begin in one and end in the next."""
    whole = Package.chunks

    def in_bytes(package, part):
        for chunk in whole(package, part):
            yield from (chunk[i : i + 7] for i in range(0, len(chunk), 7))

    monkeypatch.setattr(Package, "chunks", in_bytes)
    assert written_in(packed(workbook)).is_unchanged
    sheet = workbook[OBSERVATIONS].replace(b"</sheetData>", FAR)
    assert written_in(packed({**workbook, OBSERVATIONS: sheet})) is None


@pytest.mark.each(
    ("part", "old", "new", "reason"),
    [
        (OBSERVATIONS, b"<v>1</v>", b"<v>999</v>", "999"),
        ("xl/sharedStrings.xml", b"</sst>", b"", "xl/sharedStrings.xml, line 2: it is no well-formed XML"),
        ("xl/workbook.xml", b"<sheet ", b"<shoot ", "it has no sheet"),
        (
            "xl/sharedStrings.xml",
            b"resultsframework workbook 1: ",
            b"resultsframework workbook 1: 9",
            "the hidden sheet has",
        ),
    ],
)
def test_a_damaged_workbook_is_one_error(workbook, part, old, new, reason):
    """The reader of all cells words what is wrong, wherever it was found."""
    assert old in workbook[part]
    with pytest.raises(rf.FormatError) as caught:
        xlsx.loads(packed({**workbook, part: workbook[part].replace(old, new)}))
    assert reason in str(caught.value)


def test_an_interruption_is_no_damage(workbook, monkeypatch):
    """Somebody who stops the reading gets no error of the file."""
    import python_calamine

    def stop(*_arguments):
        raise KeyboardInterrupt

    class Book:
        sheet_names = ("_resultsframework",)
        get_sheet_by_name = stop

    for from_filelike in (stop, lambda _file: Book()):
        library = type("Library", (), {"from_filelike": staticmethod(from_filelike)})
        monkeypatch.setattr(python_calamine, "CalamineWorkbook", library)
        with pytest.raises(KeyboardInterrupt):
            written_in(packed(workbook))
