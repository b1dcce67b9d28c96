from __future__ import annotations

import io
import struct
import time
import tracemalloc

import pytest

from resultsframework import FormatError, UnsafeInputError
from resultsframework.formats.tabular.sheet import _file, _package, _read, _xlsx, _xlsx_sheet, read_workbook

ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.each(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (ENCRYPTED, "it is encrypted; open it with its password"),
        (b"%PDF-1.7", "it is a PDF; ask for the workbook"),
        (b"\x1f\x8b\x08\0", "it is compressed by gzip; unpack it"),
        (b"{\\rtf1 x}", "it is a text document"),
        (
            b"<html><table><tr><td>5</td></tr></table></html>",
            "it is a web page and no workbook, whatever its name",
        ),
        (b"\n <!DOCTYPE HTML><html></html>", "it is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "it is XML and no workbook"),
        (b'{"a": 1}', "it is JSON"),
        (b"\x09\0\x04\0\0\0\x10\0", "neither a workbook nor text: a zero byte was found"),
        (b"PK\x05\x06" + bytes(18), "it is an archive and no workbook"),
        (b"PK\x03\x04 broken", "the file is damaged"),
    ],
)
def test_a_file_of_another_kind_is_named(data, message):
    """Whatever a file's name says, its content decides; an error says what it is and what to do."""
    with pytest.raises(FormatError) as caught:
        read_workbook(data)
    assert message in str(caught.value)


def test_a_wrong_suffix_is_no_obstacle(tmp_path, xlsx):
    """Comma-separated values named .xlsx, and a workbook named .csv, are read as what they are."""
    csv, book = tmp_path / "plan.xlsx", tmp_path / "plan.csv"
    csv.write_bytes(b"a,b\n1,2\n")
    book.write_bytes(xlsx('<row r="1"><c r="A1"><v>5</v></c></row>'))
    assert (read_workbook(csv).kind, read_workbook(book).kind) == ("csv", "xlsx")


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    """A missing file and a folder are refused like a damaged file, with the reason."""
    with pytest.raises(FormatError, match="there is no such file"):
        read_workbook(tmp_path / "none.xlsx")
    with pytest.raises(FormatError, match="it is a directory"):
        read_workbook(tmp_path)
    with pytest.raises(FormatError, match="no file's name holds a zero byte"):
        read_workbook("a\0b.xlsx")


def test_a_file_has_a_limit(tmp_path):
    """A file beyond the limit is not read to its end; the limit can be raised, or left out."""
    path = tmp_path / "plan.csv"
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(UnsafeInputError, match="larger than the limit of 5e-06 MB"):
        read_workbook(path, limit=5)
    assert read_workbook(path, limit=8) == read_workbook(path, limit=None)
    assert _read.LIMIT == 200_000_000


def test_a_document_of_word_is_no_workbook(packed):
    """A document with a table is in the same kind of archive."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    target = f'Type="{kinds}/officeDocument" Target="word/document.xml"'
    relation = f'<Relationships><Relationship Id="r" {target}/></Relationships>'
    with pytest.raises(FormatError, match="it is a document of Word; copy its table into a spreadsheet"):
        read_workbook(packed({"_rels/.rels": relation, "word/document.xml": "<a/>"}))


def test_a_part_that_unpacks_to_a_multiple_of_its_size_is_refused(xlsx, monkeypatch):
    """A small file that unpacks to a multiple is refused after a few megabytes, in little memory."""
    monkeypatch.setattr(_package, "BOMB_FROM", 1_000_000)
    bomb = "<worksheet>" + ("<!--" + " " * 9_993 + "-->") * 600 + "</worksheet>"
    data = xlsx(**{"xl/worksheets/sheet1.xml": bomb})
    assert len(data) < 20_000
    tracemalloc.start()
    with pytest.raises(UnsafeInputError, match=r"xl/worksheets/sheet1.xml: it unpacks to more than 250 times its size"):
        read_workbook(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_size_that_the_archive_understates_is_found_out(xlsx):
    """The limits are on what a part unpacks to, and not on what the archive states."""
    part = "<worksheet>" + ("<!--" + " " * 9_993 + "-->") * 200 + "</worksheet>"
    data = bytearray(xlsx(**{"xl/worksheets/sheet1.xml": part}))
    stated = struct.pack("<I", 2_000_000 + len("<worksheet></worksheet>"))
    assert data.count(stated) == 2
    with pytest.raises(FormatError, match=r"damaged|unpacks to more than"):
        read_workbook(bytes(data.replace(stated, struct.pack("<I", 1_000))))


def test_parts_have_a_limit_together(xlsx, monkeypatch):
    """Many parts are limited together, so that none has to be large for a file to be."""
    monkeypatch.setattr(_package, "MAX_UNPACKED", 5_000)
    rows = '<row r="1"><c r="A1"><v>5</v></c></row>' + " " * 1_000
    with pytest.raises(UnsafeInputError, match="delete the sheets and rows"):
        read_workbook(xlsx(rows, names=("A", "B", "C", "D", "E")))


def test_an_archive_of_too_many_files_is_refused(packed, monkeypatch):
    """An archive is not looked through for ever."""
    monkeypatch.setattr(_package, "MEMBERS", 2)
    with pytest.raises(UnsafeInputError, match="an archive of 3 files"):
        read_workbook(packed({"a": "", "b": "", "c": ""}))


@pytest.mark.each(
    ("declaration", "message"),
    [
        (
            '<!DOCTYPE worksheet [<!ENTITY a "b">]>',
            "sheet1.xml: it declares a document type ('worksheet')",
        ),
        ('<!DOCTYPE lolz SYSTEM "file:///etc/passwd">', "it declares a document type ('lolz')"),
    ],
)
def test_a_document_type_is_refused(declaration, message, xlsx):
    """Nothing in a workbook can have its reader build or fetch anything."""
    part = f"{declaration}<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>"
    with pytest.raises(UnsafeInputError) as caught:
        read_workbook(xlsx(**{"xl/worksheets/sheet1.xml": part}))
    assert message in str(caught.value)


def test_elements_within_each_other_cost_nothing(xlsx):
    """No tree is built: ten thousand elements within each other are read like any others."""
    deep = "<x>" * 10_000 + "</x>" * 10_000
    assert read_workbook(xlsx(after=deep)).sheets[0].rows == ()


def test_a_tag_without_an_end_is_refused_in_time(xlsx):
    """A tag of many megabytes is not scanned again with each piece."""
    noise = "".join(map(chr, range(0x100, 0x1100)))
    part = '<worksheet a="' + noise * 1_000
    begun = time.monotonic()
    with pytest.raises(UnsafeInputError, match="a tag or a text in it is longer than 2,000,000 bytes"):
        read_workbook(xlsx(**{"xl/worksheets/sheet1.xml": part}))
    assert time.monotonic() - begun < 10


@pytest.mark.each(
    ("parts", "message"),
    [
        ({"xl/worksheets/sheet1.xml": "<worksheet><a></worksheet>"}, "no well-formed XML: mismatched tag"),
        ({"xl/worksheets/sheet1.xml": "<worksheet>"}, "no well-formed XML: no element found"),
        ({"xl/worksheets/sheet1.xml": ""}, "no well-formed XML"),
        ({"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="x-y"?><a/>'}, "its encoding cannot be read"),
        ({"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="big5"?><a/>'}, "its encoding cannot be read"),
        ({"xl/worksheets/sheet1.xml": None}, "xl/worksheets/sheet1.xml: this part of the workbook is missing"),
        ({"xl/workbook.xml": None}, "xl/workbook.xml: this part of the workbook is missing"),
        ({"xl/styles.xml": None}, "xl/styles.xml: this part of the workbook is missing"),
        ({"xl/workbook.xml": "<workbook/>"}, "xl/workbook.xml: it has no sheet with cells"),
    ],
)
def test_a_part_that_is_missing_or_broken_is_named(parts, message, xlsx):
    """An error names the part of the workbook and what to do."""
    with pytest.raises(FormatError) as caught:
        read_workbook(xlsx(**parts))
    assert message in str(caught.value)


def test_a_damaged_part_is_named(xlsx):
    """A part whose bytes were changed on the way is damaged, not empty."""
    data = bytearray(xlsx('<row r="1"><c r="A1"><v>5</v></c></row>', compressed=False))
    at = data.rindex(b"<v>5</v>")
    data[at + 3] = ord("7")
    with pytest.raises(FormatError, match=r"xl/worksheets/sheet1.xml: the file is damaged \(Bad CRC-32"):
        read_workbook(bytes(data))


def test_an_encrypted_part_is_named(xlsx):
    """An archive that was packed with a password has to be unpacked first."""
    data = bytearray(xlsx())
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(FormatError, match="it is encrypted; unpack it with its password"):
        read_workbook(bytes(data))


def test_a_text_between_cells_is_not_gathered(xlsx):
    """Megabytes of text where no text belongs are refused before they fill the memory."""
    noise = "".join(map(chr, range(0x100, 0x1100)))
    with pytest.raises(UnsafeInputError, match="a text in it is longer than 2,000,000 characters"):
        read_workbook(xlsx(noise * 500))


def test_names_of_members_are_escaped(xlsx):
    """A name within the file acts on no terminal."""
    part = "xl/worksheets/sheet\x1b[31m.xml"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    references = (
        f'<Relationships><Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet%1B[31m.xml"/>'
        "</Relationships>"
    )
    with pytest.raises(FormatError) as caught:
        read_workbook(xlsx(**{"xl/_rels/workbook.xml.rels": references, part: "<a"}))
    assert "\x1b" not in str(caught.value)
    assert "\\x1b[31m.xml" in str(caught.value)


def test_ten_thousand_columns_are_read(xlsx):
    """A sheet may be very wide."""
    row = '<row r="1">' + "<c><v>5</v></c>" * 10_000 + "</row>"
    (sheet,) = read_workbook(xlsx(row)).sheets
    assert (sheet.height, sheet.width, sheet.cell(1, 10_000).value) == (1, 10_000, 5)


@pytest.mark.each(
    ("rows", "error", "message"),
    [
        ('<row><c r="XFD1"><v>5</v></c><c><v>5</v></c></row>', FormatError, "Plan: it has a column 16,385"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', FormatError, "Plan: it has a row 1,048,577"),
        ('<row r="1048576"/><row><c><v>5</v></c></row>', FormatError, "Plan: it has a row 1,048,577"),
        ("<c><v>5</v></c>", FormatError, "Plan: it has a cell outside of any row"),
        (
            "".join(f'<row r="{i}"><c r="XFD{i}"><v>5</v></c></row>' for i in range(1, 20)),
            UnsafeInputError,
            "Plan: its rows have room for more than 200,000 cells",
        ),
        (
            "<row><c><v>1</v></c></row>" * 20
            + "".join(f'<row r="{i}"><c r="XFD{i}"><v>5</v></c></row>' for i in range(1, 20)),
            UnsafeInputError,
            "Plan: its rows have room for more than 200,000 cells",
        ),
    ],
)
def test_cells_outside_of_any_sheet_are_refused(rows, error, message, xlsx, monkeypatch):
    """Cells in the farthest columns of many rows never fill the memory with what lies between."""
    monkeypatch.setattr(_file, "MAX_PLACES", 200_000)
    with pytest.raises(error) as caught:
        read_workbook(xlsx(rows))
    assert message in str(caught.value)


def test_one_cell_in_a_far_corner_is_read(xlsx):
    """A cell in the last column and a hundred thousand rows below the others takes a few megabytes."""
    (sheet,) = read_workbook(xlsx('<row r="104857"><c r="XFD104857"><v>5</v></c></row>')).sheets
    assert (sheet.height, sheet.width) == (104_857, 16_384)
    assert sheet.where(sheet.height, sheet.width) == "Plan!XFD104857"


def test_a_million_empty_formatted_rows_take_no_memory(xlsx):
    """Rows that were formatted and never filled leave no trace, hidden or not."""
    rows = "".join(f'<row r="{i}" s="1" hidden="1"><c r="A{i}" s="1"/></row>' for i in range(2, 3_001))
    data = xlsx('<row r="1"><c r="A1"><v>5</v></c></row>' + rows, ["0%"])
    tracemalloc.start()
    (sheet,) = read_workbook(data).sheets
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (sheet.height, sheet.hidden_rows) == (1, frozenset())
    assert peak < 2_000_000


@pytest.mark.each(
    ("after", "error", "message"),
    [
        ('<mergeCell ref="A1:Z"/>', FormatError, "Plan: merged cells are stated as 'A1:Z', which is no area"),
        ('<mergeCell ref="A1:B2"/>' * 3, UnsafeInputError, "Plan: it has more than 2 areas of merged cells"),
    ],
)
def test_merged_cells_that_are_no_area_are_refused(after, error, message, xlsx, monkeypatch):
    """An area of merged cells has two addresses, and a sheet has not hundreds of thousands of them."""
    monkeypatch.setattr(_xlsx_sheet, "MAX_AREAS", 2)
    with pytest.raises(error) as caught:
        read_workbook(xlsx(after=f"<mergeCells>{after}</mergeCells>"))
    assert message in str(caught.value)


def test_an_area_over_a_whole_sheet_costs_its_rows_alone(xlsx):
    """Merged cells are looked up within the rows that are filled."""
    data = xlsx(
        '<row r="1"><c r="A1"><v>5</v></c></row>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    (sheet,) = read_workbook(data).sheets
    assert sheet.merged_cell(1, 16_384).value == 5
    assert sheet.area(2, 1) is None


def test_texts_have_a_limit(xlsx, monkeypatch):
    """A text that is longer than any of a spreadsheet is refused with its place."""
    monkeypatch.setattr(_xlsx, "LONGEST_TEXT", 100)
    monkeypatch.setattr(_xlsx_sheet, "LONGEST_TEXT", 100)
    with pytest.raises(UnsafeInputError, match=r"xl/sharedStrings.xml: its text 2 is longer than 100 characters"):
        read_workbook(xlsx(texts=["<t>a</t>", "<t>" + "x" * 101 + "</t>"]))
    with pytest.raises(UnsafeInputError, match="Plan!B7: its text is longer than 100 characters"):
        read_workbook(xlsx('<row r="7"><c r="B7" t="str"><v>' + "x" * 101 + "</v></c></row>"))


def test_a_stream_that_breaks_is_an_error_of_the_file():
    """A file on a disk or a connection that fails cannot be read."""

    class Broken(io.BytesIO):
        def read(self, *_args):
            raise OSError(5, "Input/output error")

    with pytest.raises(FormatError, match="it could not be read: Input/output error"):
        read_workbook(Broken(b"x"))
