from __future__ import annotations

import builtins
import datetime as dt
import math
import struct
import sys
from decimal import Decimal

import pytest

from resultsframework import FormatError, MissingExtraError, UnsafeInputError
from resultsframework.formats.tabular.sheet import Area, Cell, _calamine, read_workbook

D = Decimal
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture(autouse=True)
def _installed():
    pytest.importorskip("python_calamine")


def container(name, data):
    """A file of one stream, as old programs of Microsoft wrote them."""
    data = data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0")
    sectors = len(data) // 512
    table = [*range(1, sectors), END, END, TABLE]
    table += [FREE] * (128 - len(table))

    def entry(title, kind, child, first, size):
        text = (title + "\0").encode("utf-16-le")
        place = struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
        return text.ljust(64, b"\0") + place + bytes(36) + struct.pack("<IQ", first, size)

    entries = entry("Root Entry", 5, 1, END, 0) + entry(name, 2, FREE, 0, len(data)) + bytes(256)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, sectors, 0, 4096, END, 0, END, 0) + struct.pack("<I", sectors + 1)
    return head + struct.pack("<I", FREE) * 108 + data + entries + struct.pack("<128I", *table)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def xls(cells, before=b"", name="Metas"):
    """A workbook of Excel 97 with one sheet of these records."""

    def beginning(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    def head(at):
        tab = struct.pack("<IHBB", at, 0, len(name), 1) + name.encode("utf-16-le")
        return beginning(5) + before + record(0x0085, tab) + record(0x0A)

    return container("Workbook", head(len(head(0))) + beginning(0x10) + cells + record(0x0A))


def number(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def label(row, column, text):
    content = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHH", row, column, 0) + content)


def binary(kind, data=b""):
    """A record of a binary workbook of 2007."""
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        length, part = length >> 7, length & 0x7F
        size += bytes([part | (0x80 if length else 0)])
        if not length:
            return head + size + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def real(column, value):
    return binary(5, struct.pack("<IId", column, 0, value))


def row(number):
    return binary(0, struct.pack("<II", number, 0) + bytes(17))


def xlsb(packed, cells, **parts):
    """A binary workbook of 2007 with one sheet of these records."""
    tab = struct.pack("<II", 0, 1) + wide("rId1") + wide("Plan")
    book = binary(131) + binary(143) + binary(156, tab) + binary(144) + binary(132)
    extent = binary(148, struct.pack("<IIII", 0, 10, 0, 10))
    sheet = binary(129) + extent + binary(145) + cells + binary(146) + binary(130)

    def relation(kind, target):
        inner = f'<Relationship Id="rId1" Type="{KINDS}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'

    return packed(
        {
            "_rels/.rels": relation("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relation("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
        | parts
    )


def test_an_old_workbook_is_read_and_its_losses_are_remarked():
    """An .xls file has no formats of numbers: 0.775 shown as a percentage stays 0.775, and a remark says so."""
    cells = (
        number(0, 0, 0.775) + label(0, 2, "Meta definida") + number(1, 0, 4800) + record(0x0205, b"\1\0\1\0\0\0\1\0")
    )
    merged = record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    book = read_workbook(xls(cells + merged))
    (sheet,) = book.sheets
    assert sheet.rows == ((Cell(D("0.775")), Cell(), Cell("Meta definida")), (Cell(D(4800)), Cell(True)))
    assert sheet.merged == (Area(1, 1, 2, 1),)
    assert (sheet.name, book.kind, book.keeps_number_formats) == ("Metas", "xls", False)
    assert "45 % may be 0.45" in book.remarks[0]


@pytest.mark.each(
    "before",
    [record(0x2F, struct.pack("<HH", 0, 1) + bytes(4)), record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))],
)
def test_an_encrypted_old_workbook_is_refused(before):
    """A workbook with a password to open it is never read as if it had none."""
    with pytest.raises(FormatError, match="it is encrypted; open it with its password and save it without one"):
        read_workbook(xls(number(0, 0, 1), before))


def test_a_password_that_is_found_later_is_one_too(monkeypatch):
    """Where only the library finds out that a workbook is encrypted, the message is the same."""
    import python_calamine

    def refuse(_file):
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "load_workbook", refuse)
    with pytest.raises(FormatError, match="it is encrypted"):
        read_workbook(xls(number(0, 0, 1)))


def test_a_damaged_old_workbook_is_refused(capfd):
    """A file that was cut off is damaged, even where the library breaks on it."""
    with pytest.raises(FormatError, match="it is damaged"):
        read_workbook(xls(number(0, 0, 1))[:5_000])
    capfd.readouterr()


def test_an_interruption_is_none_of_the_file(monkeypatch):
    """Somebody who stops the reading gets no error of the file."""
    import python_calamine

    def stop(_file):
        raise KeyboardInterrupt

    monkeypatch.setattr(python_calamine, "load_workbook", stop)
    with pytest.raises(KeyboardInterrupt):
        read_workbook(xls(number(0, 0, 1)))


def test_a_workbook_without_a_sheet_of_cells_is_refused(monkeypatch):
    """A workbook of charts alone has nothing to read."""
    monkeypatch.setattr(_calamine, "_has_cells", lambda _found: False)
    with pytest.raises(FormatError, match="it has no sheet with cells"):
        read_workbook(xls(number(0, 0, 1)))


def test_a_file_of_another_old_program_is_refused():
    """A document of Word 97 is in the same kind of file as a workbook."""
    with pytest.raises(FormatError, match="a file of an old Microsoft program and no workbook"):
        read_workbook(container("WordDocument", b"x"))


def test_a_binary_workbook_is_read(packed):
    """An .xlsb file is read with the same losses as an old one."""
    cells = row(0) + real(0, 0.45) + binary(6, struct.pack("<II", 1, 0) + wide("TBD")) + binary(300, bytes(200))
    book = read_workbook(xlsb(packed, cells))
    assert book.sheets[0].rows == ((Cell(D("0.45")), Cell("TBD")),)
    assert (book.kind, book.sheets[0].merged) == ("xlsb", ())
    assert "save it as .xlsx" in book.remarks[0].lower()


@pytest.mark.each(
    ("cells", "error", "message"),
    [
        (row(0) + real(0, 1) + row(1_048_575) + real(16_383, 1), UnsafeInputError, "lie apart by more than 10,000,000"),
        (row(1_048_576) + real(0, 1), FormatError, "a cell in row 1,048,577 and column 1, which no sheet has"),
        (row(0) + real(16_384, 1), FormatError, "column 16,385, which no sheet has"),
        (row(0) + b"\x05\xff\xff\xff\xff\xff\xff", FormatError, "no sheet has|damaged"),
        (b"\x85", FormatError, "damaged"),
    ],
)
def test_a_binary_workbook_that_would_fill_the_memory_is_refused(cells, error, message, packed):
    """Two cells in opposite corners of a sheet never make a library take memory for all cells between them."""
    with pytest.raises(error, match=message):
        read_workbook(xlsb(packed, cells))


def test_a_sheet_of_a_binary_workbook_has_a_limit(packed, monkeypatch):
    """A part that is read whole is refused where it is too large for that."""
    monkeypatch.setattr("resultsframework.formats.tabular.sheet._xlsb.MAX_BINARY", 10)
    with pytest.raises(UnsafeInputError, match=r"save the workbook as \.xlsx"):
        read_workbook(xlsb(packed, row(0) + real(0, 1)))


@pytest.mark.each(
    ("value", "cell"),
    [
        (1e300, Cell(D(10) ** 300)),
        (3.0, Cell(D(3))),
        (7, Cell(D(7))),
        (math.inf, Cell("#NUM!", is_error=True)),
        (math.nan, Cell("#NUM!", is_error=True)),
        ("#REF!", Cell("#REF!", is_error=True)),
        (True, Cell(True)),
        (dt.datetime(2025, 1, 1), Cell(dt.date(2025, 1, 1))),  # noqa: DTZ001 - sheets know no time zones
        (dt.datetime(2025, 1, 1, 8), Cell(dt.datetime(2025, 1, 1, 8))),  # noqa: DTZ001 - as above
        (dt.time(8), Cell(dt.time(8))),
    ],
)
def test_values_of_the_library_are_those_of_other_workbooks(value, cell):
    """Numbers are exact and plain, a point in time at midnight is a day, and what is no number is an error."""
    assert _calamine._cell(value) == cell


def test_the_library_is_optional(monkeypatch):
    """Without python-calamine the message names the extra to install."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtraError, match=r"reading workbooks of the kind .xls needs .*\[excel\]"):
        read_workbook(xls(number(0, 0, 1)))


def test_a_fault_within_the_library_is_not_hidden(monkeypatch):
    """Where something that the library itself needs is missing, the message is its own."""
    real = builtins.__import__

    def broken(name, *rest):
        if name == "python_calamine":
            raise ModuleNotFoundError(name="elsewhere")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(ModuleNotFoundError) as caught:
        _calamine._library("xls")
    assert caught.value.name == "elsewhere"
