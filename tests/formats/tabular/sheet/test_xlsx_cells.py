from __future__ import annotations

import pytest

from resultsframework import FormatError
from resultsframework.formats.tabular.sheet import _package, _xlsx_cells, read_workbook

ROWS = (
    '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.405</v></c><c r="D1" t="b"><v>1</v></c>'
    "</row>"
    '<row r="2" s="1" customFormat="1"/><row r="3" hidden="1"><c r="A3"><f>1+1</f><v>2</v></c></row><row r="4"></row>'
    '<row r="5"><c r="A5" s="1"/><c r="B5"/><c r="C5" t="str"><f t="shared" si="0"/><v></v></c><c r="D5"><f>A1</f></c>'
    "</row>"
    '<row r="6"><c r="A6" t="str"><v>A &amp; B</v></c><c r="B6" t="inlineStr"><is><t xml:space="preserve"> x</t></is>'
    "</c>"
    '<c r="C6" t="inlineStr"><is><r><t>y</t></r></is></c><c r="D6"><v></v></c><c r="E6" cm="1"><v>7</v></c></row>'
    '<row r="7"><c r="B7" t="e"><v>#N/A</v></c><c r="A7"><f>2</f><v/></c></row>'
)


@pytest.fixture
def both(xlsx):
    """The sheet of rows as they are, and of rows that a parser alone reads, since there is a comment before them."""

    def read(rows, before=""):
        found = []
        for comment in ("", "<!-- a comment -->"):
            data = xlsx(rows, ["0.0%"], ["<t>Goal</t>"], before=comment + before)
            found.append(read_workbook(data).sheets[0])
        return found

    return read


def test_plain_cells_are_read_as_a_parser_reads_them(both):
    """The quick reading of cells in the usual notation gives what the parser of XML gives."""
    quick, parsed = both(ROWS)
    assert quick == parsed
    assert [len(row) for row in quick.rows] == [4, 0, 1, 0, 4, 5, 2]
    assert quick.hidden_rows == {3}


@pytest.mark.parametrize("size", [1, 7, 40, 150])
def test_a_part_may_come_in_pieces_of_any_size(size, both, monkeypatch):
    """A cell that is cut in two is read like any other."""
    whole = both(ROWS)[0]
    monkeypatch.setattr(_package, "CHUNK", size)
    monkeypatch.setattr(_xlsx_cells, "LONGEST_REST", 120)
    assert both(ROWS) == [whole, whole]


@pytest.mark.each(
    "odd",
    [
        '<!-- <c r="C9"><v>9</v></c> -->',
        '<?x <c r="C9"><v>9</v></c> ?>',
        '<c r="C9" t="str"><v><![CDATA[<c r="D9"><v>9</v></c>]]></v></c>',
    ],
)
def test_tags_that_are_none_are_no_cells(odd, xlsx):
    """A comment, an instruction or an unparsed part holds no cell, however it looks."""
    rows = f'<row r="8"><c r="A8"><v>1</v></c></row><row r="9">{odd}</row><row r="10"><c r="A10"><v>3</v></c></row>'
    (sheet,) = read_workbook(xlsx(rows)).sheets
    values = [cell.value for row in sheet.rows for cell in row if cell.value is not None]
    assert values in ([1, 3], [1, '<c r="D9"><v>9</v></c>', 3])


def test_the_address_of_a_cell_decides_on_its_row(both):
    """A cell whose address names another row than the one it is in belongs where its address says."""
    quick, parsed = both('<row r="1"><c r="B4"><v>2</v></c></row>')
    assert quick == parsed
    assert quick.cell(4, 2).value == 2


@pytest.mark.each(
    "rows",
    [
        '<row r="3"><c r="A3"><v>1</v></c></row><row><c r="B4"><v>2</v></c></row>',
        '<row r="4"><c r="A4"><v>1</v></c><c><v>2</v></c></row>',
    ],
)
def test_a_place_that_follows_from_the_cells_before_is_found(rows, both):
    """Some cells and rows have an address and others follow them without one: all are read in order."""
    quick, parsed = both(rows)
    assert quick == parsed
    assert quick.cell(4, 2).value == 2


@pytest.mark.each("encoding", ["UTF-16", "ISO-8859-1", "utf-8"])
def test_a_part_may_be_in_any_encoding(encoding, xlsx):
    """A part that declares another encoding than UTF-8 is read by its declaration."""
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?><worksheet><sheetData><row r='1'>"
        '<c r="A1" t="str"><v>Año</v></c></row></sheetData></worksheet>'
    )
    (sheet,) = read_workbook(xlsx(**{"xl/worksheets/sheet1.xml": text.encode(encoding)})).sheets
    assert sheet.cell(1, 1).value == "Año"


def test_a_long_beginning_is_left_to_the_parser(xlsx, monkeypatch):
    """Where no rows begin within the first bytes of a part, all of it is parsed."""
    monkeypatch.setattr(_xlsx_cells, "LONGEST_REST", 50)
    (sheet,) = read_workbook(xlsx(ROWS, ["0.0%"], ["<t>Goal</t>"], before="<a/>" * 100)).sheets
    assert sheet.cell(1, 1).value == "Goal"


def test_an_address_beyond_the_last_column_is_named(xlsx):
    """A column that no sheet has is an error, in whichever way it is read."""
    with pytest.raises(FormatError, match="a cell has the address 'XFE'"):
        read_workbook(xlsx('<row r="1"><c r="XFE1"><v>1</v></c></row>'))


def test_rows_that_are_not_needed_are_left_out(xlsx, monkeypatch):
    """The cells of a row that need not be read are not there; where a piece of the part cuts the row, they are."""
    data = xlsx(ROWS, ["0.0%"], ["<t>Goal</t>"])
    whole = read_workbook(data).sheets[0].rows
    without = {"Plan": {5}}
    assert read_workbook(data, without=without).sheets[0].rows == (*whole[:4], (), *whole[5:])
    monkeypatch.setattr(_package, "CHUNK", 60)
    monkeypatch.setattr(_xlsx_cells, "LONGEST_REST", 40)
    assert read_workbook(data, without=without).sheets[0].rows == whole
