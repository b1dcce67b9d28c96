"""Cells that cannot be read are problems with their address, all of them at once, and nothing is loaded."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats.tabular import xlsx
from resultsframework.formats.tabular.sheet import read_workbook
from resultsframework.testing import assert_same

OUTPUT = "1/1.10"
SHARE = f"{OUTPUT}/007"
LAWS = f"{OUTPUT}/1A"
QUARTERS = f"{OUTPUT}/Q"
BUDGET = "1/budgets#1"


@pytest.mark.parametrize(
    ("sheet", "path", "heading", "typed", "message"),
    [
        ("Logframe", LAWS, "level", "outcome", "the level of a result, here output, is not changed"),
        ("Logframe", LAWS, "measure", "pct", "'pct' is none of unit, percentage, nominal"),
        ("Logframe", LAWS, "code", dt.date(2021, 3, 5), "has made the day 2021-03-05 of what was typed"),
        ("Logframe", LAWS, "2019 baseline", dt.date(2021, 3, 5), "has made the day"),
        ("Logframe", LAWS, "2019 baseline", dt.time(3, 5), "is a time of day, and no value"),
        ("Logframe", LAWS, "2019 baseline", "#REF!", "the cell holds the error #REF!; enter the value"),
        ("Logframe", QUARTERS, "2021 actual", 3, "2 values of 2021-01-01..2021-03-31, 2021-04-01..2021-06-30 here"),
        ("Logframe", QUARTERS, "unit", None, "the unit is that of its values, law"),
        ("Observations", f"{LAWS}/baseline", "kind", "planned", "'planned' is none of baseline, milestone"),
        ("Observations", f"{LAWS}/baseline", "kind", None, "an observation has a kind"),
        ("Observations", f"{LAWS}/baseline", "period", "soon", "'soon' is no period; write such as 2024"),
        ("Observations", f"{LAWS}/baseline", "start", "soon", "'soon' is no day; write it as 2025-12-31"),
        ("Observations", f"{LAWS}/baseline", "year", "soon", "'soon' is no year"),
        ("Observations", f"{LAWS}/baseline", "year", 20210, "'20210' is no year"),
        ("Observations", f"{LAWS}/baseline", "number", "few", "'few' is no number"),
        ("Observations", f"{SHARE}/actual", "state", "stated", "there is no value to be stated: enter it"),
        ("Observations", f"{LAWS}/target", "high", 5, "a Range from 80 to 5 holds nothing"),
        ("Observations", f"{LAWS}/target", "numerator", 5, "a ratio needs a numerator and a denominator"),
        ("Observations", f"{QUARTERS}/actual:2022", "denominator", 0, "a ratio over zero is not a value"),
        ("Observations", f"{SHARE}/actual", "unit", None, "the unit is that of the indicator"),
        ("Observations", f"{LAWS}/baseline", "statement", "Laws", "the cell repeats or follows from others"),
        ("Observations", f"{LAWS}/baseline", "result", "2", "the cell repeats or follows from others"),
        ("Observations", f"{LAWS}/baseline", "level", "outcome", "the cell repeats or follows from others"),
        ("Observations", f"{LAWS}/baseline", "path", "elsewhere", "'elsewhere' is the path of no row"),
        ("Budgets", BUDGET, "shortfall", 5, "the shortfall is calculated: change the planned"),
        ("Budgets", BUDGET, "result title", "Laws", "the cell repeats or follows from others"),
        ("Budgets", BUDGET, "planned", "a lot", "'a lot' is no amount of money"),
        ("Budgets", BUDGET, "planned", dt.date(2021, 3, 5), "has made the day"),
        ("Budgets", BUDGET, "currency", "dollars", "'dollars' is no currency"),
        ("Budgets", "1/budgets#2", "currency", "USD", "the amounts are in several currencies"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_with_its_address(typist, sheet, path, heading, typed, message):
    """The problem has the address of the cell, and says what to do."""
    address = typist.set(sheet, path, heading, typed)
    ((place, found),) = typist.problems()
    assert place == address
    assert message in found


@pytest.mark.parametrize(
    ("typed", "number_format", "value"),
    [
        (0.8, "General", "the unit is percent, and 0.8 is no percentage in the cell: type 80%, or 0.8%"),
        (1, "General", "the unit is percent, and 1 is no percentage in the cell: type 100%, or 1%"),
        (1.255, "0.00", "type 125.5%, or 1.255%"),
        (-2, "General", "type -200%, or -2%"),
        (0.8, "0%", Decimal(80)),
        ("0.8%", "General", Decimal("0.8")),
        ("0.8", "General", Decimal("0.8")),
        (0, "General", Decimal(0)),
        (80, "General", Decimal(80)),
        (2.5, "0.0", Decimal("2.5")),
    ],
)
def test_a_number_that_may_be_a_percentage_without_its_format(typist, typed, number_format, value):
    """In a row of percentages, 0.8 is 80 % where the cell has that format, and else no certain value: it is refused."""
    address = typist.set("Logframe", SHARE, "2020 actual", typed, number_format)
    if isinstance(value, Decimal):
        assert typist.read().at(f"{SHARE}/actual").value == value
    else:
        ((place, found),) = typist.problems()
        assert place == address
        assert value in found


def test_a_new_row_of_percentages_with_a_share(officer):
    """A new indicator whose unit is percent is read with the same care, in either sheet."""
    officer.append("Logframe", result="1.10", code="N", unit="percent", **{"2021 actual": 0.5})
    officer.append("Observations", indicator="007", kind="target", year=2025, value=0.5)
    assert [message.partition(":")[0] for _, message in officer.problems()] == [
        "the unit is percent, and 0.5 is no percentage in the cell"
    ] * 2


def test_a_new_row_of_no_kind(officer):
    """The problem of a kind that there is not has the address of its cell."""
    officer.append("Observations", indicator="1A", kind="planned", value=5)
    ((place, message),) = officer.problems()
    assert place.startswith("Observations!H")
    assert "'planned' is none of baseline" in message


def test_all_problems_are_listed_at_once(typist):
    """One error has the problems of all sheets, so that a workbook is corrected in one go."""
    first = typist.set("Logframe", LAWS, "measure", "pct")
    second = typist.set("Observations", f"{LAWS}/baseline", "period", "soon")
    third = typist.set("Budgets", BUDGET, "planned", "a lot")
    assert [place for place, _ in typist.problems()] == [first, second, third]


@pytest.mark.parametrize(
    ("sheet", "cells", "message"),
    [
        ("Logframe", {"result": "9", "code": "N"}, "no result is '9': a new row needs the code of one result"),
        ("Logframe", {"code": "N"}, "3 results are 'none': a new row needs the code of one result"),
        ("Logframe", {"level": "output", "code": "N"}, "2 results are 'output'"),
        ("Logframe", {"result": "1.10"}, "the row names no indicator: enter its code or its statement"),
        ("Logframe", {"code": "N", "result": "1.10", "path": "x/y"}, None),
        ("Observations", {"indicator": "1A", "value": 1}, "a new row needs a kind, one of baseline"),
        ("Observations", {"kind": "actual", "value": 1}, "3 indicators are 'nothing'"),
        ("Observations", {"kind": "actual", "indicator": "9"}, "no indicator is '9'"),
        ("Observations", {"kind": "actual", "path": "9"}, "'9' is the path of no row that was written"),
        ("Budgets", {"result": "9", "planned": 1}, "no result is '9'"),
    ],
)
def test_a_new_row_has_to_name_what_it_belongs_to(officer, sheet, cells, message):
    """The problem of a row that names nothing, or several, has the address of its path."""
    address = officer.append(sheet, **cells)
    if message is None:
        assert officer.read().at(f"{OUTPUT}/N").code == "N"
        return
    ((place, found),) = officer.problems()
    assert place == address
    assert message in found


def test_two_cells_that_state_another_change_of_one_fact_are_a_problem(typist):
    """The same value was changed in two sheets: alike it is one change, otherwise both cells are named."""
    first = typist.set("Logframe", LAWS, "2019 baseline", 5)
    typist.set("Observations", f"{LAWS}/baseline", "value", 5)
    assert typist.read().at(f"{LAWS}/baseline").value == 5
    second = typist.set("Observations", f"{LAWS}/baseline", "value", 6)
    ((place, message),) = typist.problems()
    assert place == second
    assert f"the cell states another change of the same fact than {first}" in message


@pytest.mark.parametrize(
    ("path", "cells", "agrees"),
    [
        (f"{LAWS}/baseline", {"value": 7, "number": 7}, True),
        (f"{LAWS}/baseline", {"value": 7, "number": 8}, False),
        (f"{LAWS}/baseline", {"value": "TBD", "state": "to_be_determined"}, True),
        (f"{LAWS}/baseline", {"value": None, "state": "empty"}, True),
        (f"{LAWS}/baseline", {"value": 7, "state": "empty"}, False),
        (f"{LAWS}/target", {"value": "10-20", "low": 10, "high": 20}, True),
        (f"{LAWS}/target", {"value": "10-20", "low": 11}, False),
        (f"{LAWS}/baseline", {"value": "3/5", "numerator": 3, "denominator": 5, "number": None}, True),
        (f"{QUARTERS}/actual:2022", {"numerator": None, "denominator": None}, True),
        (f"{LAWS}/baseline", {"period": "2018", "year": 2018, "start": "2018-01-01", "end": "2018-12-31"}, True),
        (f"{LAWS}/baseline", {"period": "2018", "year": 2017}, False),
        (f"{LAWS}/baseline", {"period": "2018", "end": "2018-12-30"}, False),
        (f"{LAWS}/baseline", {"start": "2018-01-01", "year": 2020}, False),
    ],
)
def test_cells_that_follow_from_each_other_have_to_agree(typist, path, cells, agrees):
    """Where several cells of one row state the same fact anew, they state it alike, or are a problem."""
    for heading, typed in cells.items():
        last = typist.set("Observations", path, heading, typed)
    if agrees:
        assert typist.read() is not None
        return
    ((place, message),) = typist.problems()
    assert place == last
    assert "the cell contradicts Observations!" in message


def test_a_repeated_cell_may_follow_the_one_that_it_repeats(officer):
    """A text that was replaced in the whole workbook is replaced once."""
    officer.set("Logframe", LAWS, "indicator", "Laws")
    for row in range(2, officer.sheet("Observations").max_row + 1):
        cell = officer.sheet("Observations").cell(row, officer.column("Observations", "statement"))
        cell.value = "Laws" if cell.value == "Number of laws" else cell.value
    assert officer.read().at(LAWS).statement == "Laws"


@pytest.mark.parametrize("delete", ["observation", "indicator", "result"])
def test_a_change_of_what_is_deleted_is_a_problem(officer, delete):
    """A changed value whose row, or that of its indicator, is deleted is a contradiction."""
    address = officer.set("Observations", f"{LAWS}/baseline", "comment", "late")
    if delete == "observation":
        address = officer.set("Logframe", LAWS, "2019 baseline", 5)
        officer.sheet("Observations").delete_rows(officer.row("Observations", f"{LAWS}/baseline"))
    elif delete == "indicator":
        officer.sheet("Logframe").delete_rows(officer.row("Logframe", LAWS))
    else:
        officer.sheet("Logframe").delete_rows(officer.row("Logframe", "1"))
        for path in (LAWS, SHARE, QUARTERS, "1/1.2"):
            officer.sheet("Logframe").delete_rows(officer.row("Logframe", path))
    assert (
        address,
        "the cell was changed, and its row, or that of its indicator or result, is deleted",
    ) in officer.problems()


def test_a_result_is_deleted_with_all_below_it(officer):
    """A result whose row is deleted has to have nothing left below it."""
    officer.sheet("Logframe").delete_rows(officer.row("Logframe", "1"))
    ((place, message),) = officer.problems()
    assert place == "Logframe"
    assert "the row of the result '1' is deleted, and not those of the results below it" in message


def test_a_text_that_was_too_long_for_a_cell(officer_of):
    """The end of a long text is in the hidden sheet; its beginning alone cannot be changed, all of it can."""
    text = "🙂" * 20_000 + "end"
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", statement=text),)),))
    officer = officer_of(plan)
    cell = officer.cell("Logframe", "1/A", "indicator")
    assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    assert officer.read() == plan
    address = officer.set("Logframe", "1/A", "indicator", cell.value[1:])
    ((place, message),) = officer.problems()
    assert place == address
    assert "the text was too long for a cell, and only its beginning was changed" in message
    officer.set("Logframe", "1/A", "indicator", "short")
    assert officer.read().at("1/A").statement == "short"


def test_a_sheet_without_its_headings_is_a_problem(officer):
    """A heading that is needed to find the rows again is named."""
    officer.sheet("Budgets").cell(1, officer.column("Budgets", "path"), "way")
    ((place, message),) = officer.problems()
    assert place == "Budgets!A1"
    assert message == "the sheet has no row with the headings 'expenses', 'path', 'planned'"


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        (2, None, r"the hidden sheet has 0 of its [0-9,]+ characters: delete the sheet"),
        (2, "x", r"the hidden sheet has 1 of its"),
        (1, "resultsframework workbook 9: 5 characters of JSON", "a later version of this library wrote the workbook"),
        (1, "resultsframework workbook 1: 0 characters of JSON", "the hidden sheet has "),
        (None, None, "the hidden sheet was changed, and is no framework any more"),
    ],
)
def test_a_hidden_sheet_that_was_changed_is_a_problem(officer, row, cell, message):
    """Pieces that are gone or changed are no framework; nothing is made of the rest."""
    hidden = officer.sheet("_resultsframework")
    if row is None:
        hidden.cell(2, 1).value = hidden.cell(2, 1).value.replace('"title"', '"tilte"')
    else:
        hidden.cell(row, 1).value = cell
    with pytest.raises(rf.FormatError, match=message) as caught:
        officer.read()
    assert caught.value.problems[0].path == "_resultsframework!A1"


def test_a_workbook_of_somebody_else_is_refused(officer):
    """A workbook without our headings is read with a layout alone, whatever its sheets are called."""
    for name in officer.book.sheetnames[1:]:
        del officer.book[name]
    officer.sheet("Logframe").cell(1, officer.column("Logframe", "path"), "way")
    with pytest.raises(rf.FormatError, match="it is no workbook of this library; name a layout for it: layout= in a"):
        officer.read()
    with pytest.raises(rf.FormatError, match=r"plan\.xlsx cannot be read as"):
        xlsx.loads(b"PK\x03\x04", source="plan.xlsx")


@pytest.mark.each(
    ("name", "content", "message"),
    [
        ("plan.xls", b"<html><table><tr><td>1</td></tr></table></html>", "it is a web page and no workbook, whatever"),
        ("plan.ods", b"PK\x03\x04 damaged", "the file is damaged"),
        ("plan.xlsb", b"a,b\n1,2\n", "it is no workbook of this library; name a layout for it"),
        ("plan.xlsm", b"%PDF-1.7", "it is a PDF; ask for the workbook or the text that it was made of"),
    ],
)
def test_a_workbook_of_any_kind_is_refused_with_what_to_do(tmp_path, name, content, message):
    """The name of a workbook says that it is none of the other formats: the error is that of a workbook."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(rf.FormatError, match=message) as caught:
        rf.read(path)
    assert caught.value.source == str(path)


def ods_of(workbook):
    """The same cells in a file of LibreOffice: each number as a percentage or not, each line of a text a paragraph."""
    tables = []
    for sheet in workbook.sheets:
        rows = ["".join(map(ods_cell, row)) for row in sheet.rows]
        inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        tables.append(f'<table:table table:name="{sheet.name}">{inner}</table:table>')
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {names}>{''.join(tables)}</office:document-content>")
    return file.getvalue()


def ods_cell(cell):
    """One of its cells."""
    if cell.is_empty:
        return "<table:table-cell/>"
    if isinstance(cell.value, Decimal):
        kind = "percentage" if "%" in cell.number_format else "float"
        return f'<table:table-cell office:value-type="{kind}" office:value="{cell.value}"/>'
    if isinstance(cell.value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.value}"/>'
    lines = (escape(line).replace(" ", "<text:s/>") for line in cell.value.split("\n"))
    return f"<table:table-cell>{''.join(f'<text:p>{line}</text:p>' for line in lines)}</table:table-cell>"


def test_a_workbook_saved_by_libreoffice_is_read_with_its_changes(officer, plan, tmp_path):
    """A colleague who saves the workbook as .ods changes nothing by that, and a percentage typed there is one."""
    path = tmp_path / "plan.ods"
    path.write_bytes(ods_of(read_workbook(officer.saved())))
    assert_same(plan, rf.read(path))
    officer.set("Logframe", SHARE, "2020 actual", 0.8)
    path.write_bytes(ods_of(read_workbook(officer.saved())))
    assert_same(plan.replace(f"{SHARE}/actual", value=Decimal(80)), rf.read(path))


def test_a_workbook_saved_without_formats_of_numbers_is_refused(officer, monkeypatch):
    """Saved as .xls it would have 0.45 in place of 45 %: the error says how to save it."""
    officer.set("Logframe", SHARE, "2020 actual", 0.8)
    old = attrs.evolve(read_workbook(officer.saved()), kind="xls")
    monkeypatch.setattr("resultsframework.formats.tabular.sheet.read_workbook", lambda *_, **__: old)
    with pytest.raises(rf.FormatError, match=r"saved as \.xls, .* save it as \.xlsx"):
        officer.read()


def test_without_the_hidden_sheet_the_logframe_is_read(officer, plan):
    """The content of the sheet Logframe is read as that of others is, with its new values; the rest is lost."""
    del officer.book["_resultsframework"]
    officer.set("Logframe", LAWS, "2025 target", "TBD")
    again = officer.read()
    assert [type(node).__name__ for _, node in again.walk()] == [type(node).__name__ for _, node in plan.walk()]
    assert [node.code for _, node in again.walk()] == [node.code for _, node in plan.walk()]
    assert str(again.at(SHARE).series) == "2019 baseline 10% | 2020 milestone 40.5% actual TBD"
    assert str(again.at(LAWS).series) == "2019 baseline 0 | 2021 actual 1492979 | 2025 target TBD"
    assert again.at(SHARE).monitoring_plan.means_of_verification == "Register"
    assert [one.text for one in again.at("1").assumptions] == ["Parliament sits", "The budget is approved"]
