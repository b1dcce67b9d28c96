from __future__ import annotations

import io

import pytest

from resultsframework import FormatError, InvalidValueError, UnsafeInputError
from resultsframework.formats.tabular.sheet import _csv, read_workbook


def rows(data, **options):
    """The texts of the only sheet of a file."""
    (sheet,) = read_workbook(data, **options).sheets
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.each(
    "data",
    [
        b"Indicator,Target\nWomen,5\n",
        b"Indicator,Target\r\nWomen,5",
        b"Indicator,Target\rWomen,5\r",
        b"\xef\xbb\xbfIndicator,Target\nWomen,5\n",
        "Indicator\tTarget\nWomen\t5\n".encode("utf-16"),
        b"Indicator;Target\nWomen;5\n",
        b"Indicator|Target\nWomen|5\n",
        b"sep=;\r\nIndicator;Target\r\nWomen;5\r\n",
        b'"Indicator","Target"\n"Women","5"\n',
    ],
)
def test_any_delimiter_line_end_and_encoding_is_read(data):
    """CSV is written with commas, semicolons, tabs or bars, three kinds of line ends, with a byte order mark or not."""
    assert rows(data) == [["Indicator", "Target"], ["Women", "5"]]


def test_a_decimal_comma_is_no_delimiter():
    """Where semicolons separate the cells of each row, the commas in them belong to numbers and sentences."""
    text = "Indicador;Meta\nMujeres, en total;0,5\nHombres;0,7\n"
    assert rows(text.encode()) == [["Indicador", "Meta"], ["Mujeres, en total", "0,5"], ["Hombres", "0,7"]]


def test_the_delimiter_that_was_found_is_remarked():
    """Whoever trusts the reading learns of a delimiter that was found; a stated one and a comma need no remark."""
    data = b"a;b\n1;2\n"
    assert read_workbook(data).remarks == ("A semicolon is taken for the delimiter between cells.",)
    assert read_workbook(data, delimiter=";").remarks == read_workbook(b"a,b\n").remarks == ()


def test_a_tsv_file_is_delimited_by_tabs(tmp_path):
    """The name of a file of tab-separated values decides, however many commas are in its cells."""
    path = tmp_path / "plan.tsv"
    path.write_bytes(b"a,b\t1\nc,d\t2\n")
    assert rows(path) == [["a,b", "1"], ["c,d", "2"]]
    assert read_workbook(path).sheets[0].name == "plan"
    assert read_workbook(path).name == str(path)


def test_a_delimiter_may_be_stated():
    """A file with an unusual delimiter is read by the one that the caller states."""
    assert rows(b"a:b\n1:2\n", delimiter=":") == [["a", "b"], ["1", "2"]]
    with pytest.raises(InvalidValueError, match="a delimiter is one character"):
        rows(b"a::b", delimiter="::")


def test_cells_keep_their_line_breaks_and_quotation_marks():
    """A quoted cell may hold line breaks, delimiters and doubled quotation marks; the row of a record is its number."""
    data = b'Goal,"one\r\ntwo, ""three"""\n\nOutcome,5\n'
    assert rows(data) == [["Goal", 'one\r\ntwo, "three"'], [], ["Outcome", "5"]]


def test_rows_may_differ_in_length():
    """A short record is a short row, and a record of empty cells an empty one."""
    assert rows(b"a,b,c\n1\n,,\n,2\n") == [["a", "b", "c"], ["1"], [], ["", "2"]]


def test_text_of_windows_is_read_and_remarked():
    """A file that is not UTF-8 is read as Windows-1252, with a remark; one that is neither is refused with its line."""
    book = read_workbook("Meta,Año\n1,2\n".encode("cp1252"))
    assert book.sheets[0].cell(1, 2).value == "Año"
    assert "Windows-1252" in book.remarks[0]
    with pytest.raises(FormatError, match=r"line 2: it is neither .* 0x81 was found"):
        read_workbook(b"a,b\n\x81,\xff\n")


def test_a_file_may_be_open_already():
    """A file open for reading text or bytes is read like a path."""
    assert rows(io.StringIO("a,b\n1,2")) == rows(io.BytesIO(b"a,b\n1,2")) == [["a", "b"], ["1", "2"]]


def test_a_quotation_mark_that_is_not_closed_loses_nothing():
    """Everything behind an open quotation mark would be one cell: its address is named instead."""
    with pytest.raises(FormatError, match=r"B2: a quotation mark \(\"\) opens a cell"):
        read_workbook(b'a,b\n1,"2\n3,4\n')


def test_a_file_of_too_many_cells_is_refused(monkeypatch):
    """The cells of a file are limited like those of a workbook; equal ones are one in memory."""
    monkeypatch.setattr(_csv, "MAX_KNOWN", 2)
    assert rows(b"a,b\nc,c\n") == [["a", "b"], ["c", "c"]]
    monkeypatch.setattr(_csv, "MAX_PLACES", 5)
    with pytest.raises(UnsafeInputError, match="its rows have more than 5 cells"):
        rows(b"a,b\nc,d\n")


def test_a_cell_longer_than_any_is_refused():
    """A cell of more characters than any spreadsheet takes is refused with its row."""
    with pytest.raises(UnsafeInputError, match="A2: a cell is longer than any"):
        read_workbook(b"a,b\n" + b"x" * 200_000 + b"\n", delimiter=",")
    with pytest.raises(UnsafeInputError, match="A1: a cell is longer than any"):
        read_workbook(b"x" * 200_000)
    assert len(rows(b"x" * 100_000)[0][0]) == 100_000
