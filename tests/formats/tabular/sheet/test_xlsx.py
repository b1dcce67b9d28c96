from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import FormatError, NotFoundError
from resultsframework.formats.tabular.sheet import Area, Cell, Workbook, _xlsx_cells, address, read_workbook

D = Decimal


def only(data):
    """The only sheet of a workbook."""
    (sheet,) = read_workbook(data).sheets
    return sheet


def row_of(cells):
    return f'<row r="1">{cells}</row>'


def test_the_cells_of_a_sheet_are_what_the_file_stores(xlsx):
    """Texts, numbers, yes and no, errors and formulas differ, and an empty cell is empty however it is formatted."""
    rows = row_of(
        '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>120</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="inlineStr"><is><r><t>At </t></r><r><t>least</t></r></is></c>'
        '<c r="F1" t="str"><f>A1</f><v>n/a</v></c>'
        '<c r="G1" s="1"/><c r="H1"><f>B1+1</f><v>121</v></c><c r="I1" t="d"><v>2024-06-30</v></c>'
        '<c r="J1" t="d"><v>2024-06-30T08:00:00Z</v></c><c r="K1" t="d"><v>2024-06-31</v></c>'
        '<c r="L1" t="d"><v>x</v></c>'
    )
    sheet = only(xlsx(rows, ["0%"], ["<t>Goal</t>"]))
    assert sheet.rows == (
        (
            Cell("Goal"),
            Cell(D(120)),
            Cell(True),
            Cell("#REF!", is_error=True),
            Cell("At least"),
            Cell("n/a", is_formula=True),
            Cell(),
            Cell(D(121), is_formula=True),
            Cell(dt.date(2024, 6, 30)),
            Cell(dt.datetime(2024, 6, 30, 8)),  # noqa: DTZ001 - sheets know no time zones
            Cell("2024-06-31"),
            Cell("x"),
        ),
    )


def test_a_formula_without_a_result_is_no_number(xlsx):
    """A sum that was never calculated has no value, whatever its format; one that results in an empty text has."""
    rows = row_of(
        '<c r="A1" s="1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1" t="str"><f>D1</f><v></v></c>'
        '<c r="D1" t="str"><f>E1</f></c>'
    )
    without = Cell(None, is_formula=True, is_formula_without_result=True)
    sheet = only(xlsx(rows, ["0%"]))
    assert sheet.rows == ((without._replace(number_format="0%"), without, Cell("", is_formula=True), without),)
    assert [cell.is_empty for cell in sheet.rows[0]] == [False, False, True, False]
    assert sheet.cell(1, 1).text == ""


def test_a_zero_that_a_program_writes_for_a_formula_is_no_result(xlsx):
    """Programs that do not calculate store 0 and ask for a calculation: of such a workbook a zero is no result."""
    rows = row_of('<c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="B1"><f>1</f><v>1</v></c><c r="C1"><v>0</v></c>')
    calculated = [cell.value for cell in only(xlsx(rows)).rows[0]]
    asked_for = only(xlsx(rows, book='<calcPr fullCalcOnLoad="1"/>')).rows[0]
    assert calculated == [D(0), D(1), D(0)]
    assert [cell.value for cell in asked_for] == [None, D(1), D(0)]
    assert asked_for[0].is_formula_without_result


@pytest.mark.each(
    ("stored", "number"),
    [
        ("0.40500000000000003", "0.405"),
        ("0.29699999999999999", "0.297"),
        ("0.1", "0.1"),
        ("2.9700000000000001E-2", "0.0297"),
        ("1E+3", "1000"),
        ("-5", "-5"),
        ("12345678901234567890", "12345678901234567890"),
        ("1." + "3" * 30, "1." + "3" * 30),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_the_one_that_was_typed(stored, number, xlsx):
    """The noise of binary numbers is left out: 0.405 is stored as 0.40500000000000003. All other digits are kept."""
    value = only(xlsx(row_of(f'<c r="A1"><v>{stored}</v></c>'))).cell(1, 1).value
    assert str(value) == number


@pytest.mark.each(
    ("serial", "code", "value"),
    [
        ("45658", "yyyy", dt.date(2025, 1, 1)),
        ("45658.5", "yyyy-mm-dd h:mm", dt.datetime(2025, 1, 1, 12)),  # noqa: DTZ001 - sheets know no time zones
        ("1", "yyyy-mm-dd", dt.date(1900, 1, 1)),
        ("59", "yyyy-mm-dd", dt.date(1900, 2, 28)),
        ("60", "yyyy-mm-dd", D(60)),
        ("61", "yyyy-mm-dd", dt.date(1900, 3, 1)),
        ("0.25", "h:mm", dt.time(6)),
        ("1.5", "[h]:mm", dt.timedelta(hours=36)),
        ("-1", "yyyy", D(-1)),
        ("2958465", "yyyy", dt.date(9999, 12, 31)),
        ("2958466", "yyyy", D(2958466)),
        ("45657.9999999999", "yyyy", dt.date(2025, 1, 1)),
    ],
)
def test_a_number_in_a_format_of_days_is_a_day(serial, code, value, xlsx):
    """Days are counted from the end of 1899; a number that is no day of the calendar stays a number."""
    assert only(xlsx(row_of(f'<c r="A1" s="1"><v>{serial}</v></c>'), [code])).cell(1, 1).value == value


def test_days_may_be_counted_from_1904(xlsx):
    """A workbook of an old Mac counts its days from 1904, which is said; its last years are beyond the calendar."""
    rows = row_of('<c r="A1" s="1"><v>44196</v></c><c r="B1" s="1"><v>2958465</v></c>')
    book = read_workbook(xlsx(rows, ["yyyy"], book='<workbookPr date1904="1"/>'))
    assert [cell.value for cell in book.sheets[0].rows[0]] == [dt.date(2025, 1, 1), D(2958465)]
    assert "1904" in book.remarks[0]


def test_texts_have_neither_formatting_nor_escapes(xlsx):
    """A text of several formats is one text, without aids for reading East Asian characters and without escapes."""
    texts = (
        "<r><t>Share of </t></r><r><t>women</t></r>",
        "<t>東京</t><rPh><t>トウキョウ</t></rPh>",
        "<t>Jan_x000A_2013 _xD83D__xDE00_ _xZZZZ_</t>",
    )
    rows = row_of(
        "".join(f'<c t="s"><v>{i}</v></c>' for i in range(3))
        + '<c t="inlineStr"><is><t>東京</t><rPh><t>トウキョウ</t></rPh></is></c>'
    )
    assert [cell.value for cell in only(xlsx(rows, texts=texts)).rows[0]] == [
        "Share of women",
        "東京",
        "Jan\n2013 \U0001f600 _xZZZZ_",
        "東京",
    ]


def test_a_sheet_states_what_is_merged_hidden_and_commented(xlsx, packed):
    """Merged areas, hidden rows and columns, hidden sheets and comments are read beside the cells."""
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Outcome</v></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="B2"><v>2</v></c></row><row r="3" hidden="1"/><row r="5" hidden="true"/>'
        '<row r="6"><c r="A6"><v>6</v></c></row><row r="9" hidden="1"/>'
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    comments = (
        '<comments><commentList><comment ref="A1"><text><r><t>Author:</t></r><r><t>\nBy end of 2025 </t></r></text>'
        "</comment>"
        '<comment ref="D8"><text><t>Empty</t></text></comment><comment ref="?"><text><t>lost</t></text></comment>'
        "</commentList></comments>"
    )
    references = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="r2" Type="{kinds}/comments" Target="../none.xml"/>'
        f'<Relationship Id="r3" Type="{kinds}/hyperlink" Target="http://example.org" TargetMode="External"/>'
        "</Relationships>"
    )
    data = xlsx(
        rows,
        before='<cols><col min="2" max="16384" hidden="1"/><col min="1" max="1"/><col min="x" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A6:A9"/><mergeCell ref="C7"/></mergeCells>',
        state="veryHidden",
        **{"xl/worksheets/_rels/sheet1.xml.rels": references, "xl/comments1.xml": comments},
    )
    sheet = only(data)
    assert sheet.hidden
    assert (sheet.height, sheet.width) == (8, 4)
    assert sheet.hidden_rows == {2, 3, 5}
    assert sheet.hidden_columns == {2, 3, 4}
    assert sheet.merged == (Area(1, 1, 2, 2), Area(6, 1, 9, 1), Area(7, 3, 7, 3))
    assert sheet.merged[0].address == "A1:B2"
    assert sheet.merged[0].contains(2, 2)
    assert sheet.merged_cell(2, 2) == Cell("Outcome", comment="Author:\nBy end of 2025")
    assert sheet.merged_cell(1, 3) == sheet.cell(1, 3) == Cell(D(1))
    assert sheet.area(8, 1) == Area(6, 1, 9, 1)
    assert sheet.area(8, 2) is sheet.area(100, 1) is None
    assert sheet.cell(8, 4) == Cell(comment="Empty")
    assert sheet.cell(100, 1) == sheet.cell(1, 100) == sheet.cell(0, 1) == Cell()


def test_sheets_of_charts_are_left_out(xlsx):
    """A sheet that is a chart alone has no cells; one to which nothing refers is missing."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    references = (
        f'<Relationships><Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kinds}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'
    )
    data = xlsx(names=("Plan", "Chart"), **{"xl/_rels/workbook.xml.rels": references})
    assert [sheet.name for sheet in read_workbook(data).sheets] == ["Plan"]


def test_many_different_cells_are_read(xlsx, monkeypatch):
    """Equal cells are one in memory, up to a number of different ones."""
    monkeypatch.setattr(_xlsx_cells, "MAX_KNOWN", 1)
    rows = row_of("".join(f'<c r="{c}1"><v>{i}</v></c>' for c, i in zip("ABCD", (1, 2, 1, 2), strict=True)))
    assert [cell.value for cell in only(xlsx(rows)).rows[0]] == [1, 2, 1, 2]


def test_cells_and_rows_may_be_in_any_order_and_without_an_address(xlsx):
    """Some programs leave addresses out, or write cells in another order."""
    rows = (
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c></row>'
        + row_of('<c r="D1"><v>4</v></c>')
    )
    sheet = only(xlsx(rows))
    assert [[cell.value for cell in row] for row in sheet.rows] == [[1, 2, None, 4], [], [1, None, 3]]


def test_names_of_elements_may_have_a_prefix(xlsx):
    """Some programs write every element with the prefix of its namespace."""
    part = (
        '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    sheet = only(xlsx(**{"xl/worksheets/sheet1.xml": part}))
    assert (sheet.cell(1, 1).value, sheet.merged) == (D(5), (Area(1, 1, 2, 1),))


def test_formats_are_those_of_the_cells_and_not_of_the_named_styles(xlsx):
    """A cell refers to the formats of cells; one without a known format has none."""
    styles = (
        '<styleSheet><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="9"/>'
        '<xf numFmtId="999"/><xf numFmtId="x"/></cellXfs><cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>'
    )
    rows = row_of("".join(f'<c s="{i}"><v>1</v></c>' for i in range(5)))
    sheet = only(xlsx(rows, **{"xl/styles.xml": styles}))
    assert [cell.number_format for cell in sheet.rows[0]] == ["General", "0%", "General", "General", "General"]


def test_a_workbook_may_have_neither_styles_nor_texts(xlsx):
    """Small programs leave out parts that a workbook of theirs does not need."""
    rows = row_of('<c r="A1" s="3"><v>1</v></c>')
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    references = (
        f'<Relationships><Relationship Id="rId1" Type="{kinds}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        "</Relationships>"
    )
    data = xlsx(rows, **{"xl/_rels/workbook.xml.rels": references, "xl/styles.xml": None, "xl/sharedStrings.xml": None})
    assert only(data).cell(1, 1) == Cell(D(1))


def test_macros_and_links_to_other_workbooks_are_remarked(xlsx):
    """Whoever trusts the numbers learns that macros were not run and that some may come from other workbooks."""
    book = read_workbook(
        xlsx(row_of("<c><v>1</v></c>"), **{"xl/vbaProject.bin": "", "xl/externalLinks/externalLink1.xml": ""})
    )
    assert [remark.split()[3] for remark in book.remarks] == ["macros;", "to"]
    assert book.kind == "xlsx"
    assert book.keeps_number_formats


def test_sheets_are_found_by_name(xlsx):
    """Letter case does not matter in the name of a sheet, and a wrong one is answered by the nearest."""
    book = read_workbook(xlsx(names=("Logframe", "Budget")))
    assert book.sheet(" logframe ").name == "Logframe"
    with pytest.raises(NotFoundError, match="Logframe"):
        book.sheet("Logfrme")
    with pytest.raises(NotFoundError, match="Budget"):
        book.sheet("x")


def test_addresses_are_those_of_spreadsheets(xlsx):
    """A sheet whose name is more than a word is quoted, as a spreadsheet wants it."""
    book = read_workbook(xlsx(names=("Logframe", "Cadre de résultats", "O'Neil")))
    assert [sheet.where(14, 7) for sheet in book.sheets] == [
        "Logframe!G14",
        "'Cadre de résultats'!G14",
        "'O''Neil'!G14",
    ]
    assert [address(1, column) for column in (1, 26, 27, 702, 703, 16_384)] == [
        "A1",
        "Z1",
        "AA1",
        "ZZ1",
        "AAA1",
        "XFD1",
    ]


@pytest.mark.each(
    ("cells", "message"),
    [
        ('<c r="G14"><v>12a</v></c>', "Plan!G14: it holds '12a', which is no number"),
        ('<c r="G14"><v>NaN</v></c>', "Plan!G14: it holds 'NaN'"),
        (f'<c r="G14"><v>{"9" * 1_001}</v></c>', "no number of at most 1,000 digits"),
        ('<c r="G14"><v>1E+5000</v></c>', "no number of at most 1,000 digits"),
        (f'<c r="G14"><v>{"9" * 2_000}</v></c>', "no number of at most 1,000 digits"),
        ('<c r="G14" t="s"><v>7</v></c>', "Plan!G14: it refers to the text '7' of the workbook, and there are 0"),
        ('<c r="G14" t="s"><v>-1</v></c>', "Plan!G14: it refers to the text '-1'"),
        ('<c r="XFE14"><v>7</v></c>', "Plan: a cell has the address 'XFE'"),
        ('<c r="é14"><v>7</v></c>', "Plan: a cell has the address 'é'"),
    ],
)
def test_a_cell_that_no_spreadsheet_writes_is_named(cells, message, xlsx):
    """The content of a cell is never guessed: the error names the sheet, the cell and what to do."""
    with pytest.raises(FormatError) as caught:
        read_workbook(xlsx(f'<row r="14">{cells}</row>'))
    assert message in str(caught.value)


def test_an_empty_sheet_is_a_sheet(xlsx):
    """A workbook may have sheets without a cell."""
    assert only(xlsx()).rows == ()
    assert only(xlsx()).width == 0
    assert isinstance(read_workbook(xlsx()), Workbook)
