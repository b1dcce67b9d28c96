from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import FormatError, UnsafeInputError
from resultsframework.formats.tabular.sheet import Area, Cell, quantity_of, read_workbook

D = Decimal
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:t" xmlns:style="urn:s" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:n"'
)
STYLES = (
    '<number:date-style style:name="N1"><number:year number:style="long"/></number:date-style>'
    '<number:date-style style:name="N2"><number:day/><number:text>/</number:text><number:month/><number:year/>'
    "</number:date-style>"
    '<style:style style:name="ce1" style:data-style-name="N1"/><style:style style:name="ce2"/>'
    '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
)


@pytest.fixture
def ods(packed):
    """The bytes of a workbook whose first sheet has these rows."""

    def made(rows, tables=None, content=None):
        table = f'<table:table table:name="Plan">{rows}</table:table>' if tables is None else tables
        body = f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body>{table}</office:body>"
        text = f"<office:document-content {SPACES}>{body}</office:document-content>" if content is None else content
        return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": text})

    return made


def only(data):
    (sheet,) = read_workbook(data).sheets
    return sheet


def cell(inner="", **given):
    attributes = "".join(f' {key.replace("__", ":").replace("_", "-")}="{value}"' for key, value in given.items())
    return f"<table:table-cell{attributes}>{inner}</table:table-cell>"


def row(*cells, **given):
    attributes = "".join(f' {key.replace("__", ":").replace("_", "-")}="{value}"' for key, value in given.items())
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def value(kind, stored, inner="", **given):
    name = {"percentage": "value", "float": "value", "currency": "value"}.get(kind, f"{kind}_value")
    return cell(inner, **{"office__value_type": kind, f"office__{name}": stored}, **given)


def test_a_cell_states_its_kind(ods):
    """Percentages, amounts, days, times, yes and no are kinds of cells, whatever their format shows."""
    cells = (
        value("float", "3.5", "<text:p>3,5</text:p>"),
        value("percentage", "0.405", "<text:p>40,50 %</text:p>"),
        value("currency", "1240", office__currency="EUR"),
        value("currency", "1240", office__currency="?"),
        value("date", "2025-01-01", table__style_name="ce1"),
        value("date", "2025-03-09"),
        value("date", "2025-03-09T14:30:00", table__style_name="ce2"),
        value("time", "PT26H30M00S"),
        value("time", "soon", "<text:p>soon</text:p>"),
        value("boolean", "true"),
        value("boolean", "false"),
        cell(
            "<text:p>Goal<text:s/><text:s text:c='2'/><text:span>1</text:span><text:tab/>x</text:p>"
            "<text:p>two<text:line-break/>3</text:p>"
        ),
        value("string", "kept"),
    )
    found = only(ods(row(*cells))).rows[0]
    assert [one.value for one in found] == [
        D("3.5"),
        D("0.405"),
        D(1240),
        D(1240),
        dt.date(2025, 1, 1),
        dt.date(2025, 3, 9),
        dt.datetime(2025, 3, 9, 14, 30),  # noqa: DTZ001 - sheets know no time zones
        dt.timedelta(hours=26, minutes=30),
        "soon",
        True,
        False,
        "Goal   1\tx\ntwo\n3",
        "kept",
    ]
    assert [quantity_of(one).unit for one in found[:4]] == [None, "percent", "EUR", None]
    assert [one.text for one in found[4:8]] == ["2025", "2025-03-09", "2025-03-09", "26:30"]


def test_formulas_errors_and_comments_are_read(ods):
    """A formula without a result has no value, an error is its name, and a comment belongs to its cell."""
    cells = (
        cell(table__formula="of:=SUM([.B1])"),
        value("float", "5", table__formula="of:=5"),
        cell("<text:p>#REF!</text:p>", table__formula="of:=A", office__value_type="string"),
        cell("<text:p>Err:502</text:p>", table__formula="of:=A"),
        cell("<office:annotation><text:p>By</text:p><text:p>2025</text:p></office:annotation><text:p>TBD</text:p>"),
        cell("\n  <table:table><table:table-row><table:table-cell/></table:table-row></table:table>"),
    )
    assert only(ods(row(*cells))).rows[0] == (
        Cell(None, is_formula=True, is_formula_without_result=True),
        Cell(D(5), is_formula=True),
        Cell("#REF!", is_formula=True, is_error=True),
        Cell("Err:502", is_formula=True, is_error=True),
        Cell("TBD", comment="By\n2025"),
    )


def test_repeated_merged_and_hidden_rows_and_columns(ods):
    """A cell, row or column that is stated once for several holds for each; merged cells are an area."""
    column = '<table:table-column table:visibility="collapse" table:number-columns-repeated="{}"/>'
    rows = (
        '<table:table-column table:default-cell-style-name="ce1"/>'
        + column.format(2)
        + '<table:table-column table:number-columns-repeated="16381"/>'
        + row(value("date", "2025-01-01"), value("float", "7", table__number_columns_repeated="2"))
        + row(cell("<text:p>x</text:p>", table__number_rows_spanned="2", table__number_columns_spanned="2"))
        + row(value("float", "1"), table__number_rows_repeated="2", table__visibility="filter")
        + row(cell(table__number_columns_repeated="16384"), table__number_rows_repeated="1048572")
    )
    sheet = only(ods(rows))
    assert [[one.value for one in cells] for cells in sheet.rows] == [[dt.date(2025, 1, 1), 7, 7], ["x"], [1], [1]]
    assert sheet.cell(1, 1).text == "2025"
    assert sheet.merged == (Area(2, 1, 3, 2),)
    assert sheet.hidden_rows == {3, 4}
    assert sheet.hidden_columns == {2, 3}


def test_hidden_sheets_are_read(ods):
    """A hidden sheet is read like any other, and marked."""
    tables = (
        '<table:table table:name="Plan"/><table:table table:name="Lists" table:style-name="ta1"/><office:annotation/>'
    )
    book = read_workbook(ods("", tables))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Plan", False), ("Lists", True)]
    assert book.kind == "ods"
    assert book.keeps_number_formats
    assert "percentages, currencies" in book.remarks[0]


@pytest.mark.each(
    ("cells", "error", "message"),
    [
        (value("float", "x"), FormatError, "Plan!A1: it holds 'x', which is no number"),
        (cell(table__number_columns_repeated="20000") + value("float", "1"), FormatError, "a sheet has 16,384 columns"),
        (value("float", "1", table__number_columns_repeated="16384"), UnsafeInputError, "Plan!A1: a cell is repeated"),
    ],
)
def test_a_cell_beyond_a_sheet_is_refused(cells, error, message, ods):
    """A number that is none is named with its cell; a cell repeated over a whole sheet never fills the memory."""
    with pytest.raises(error, match=message):
        read_workbook(ods(row(cells, table__number_rows_repeated="1000")))


def test_a_row_beyond_the_last_is_refused(ods):
    """A sheet has no more than 1,048,576 rows."""
    rows = row(table__number_rows_repeated="1048576") + row(value("float", "1"))
    with pytest.raises(FormatError, match="Plan: it has a row 1,048,577"):
        read_workbook(ods(rows))


def test_a_workbook_without_a_sheet_is_refused(ods):
    """A file with the name and the parts of a workbook and no sheet is no workbook."""
    with pytest.raises(FormatError, match="it has no sheet"):
        read_workbook(ods("", ""))
    with pytest.raises(FormatError, match="no well-formed XML"):
        read_workbook(ods("", content="<a>"))
