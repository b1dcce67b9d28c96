"""The sheets of a workbook as a person sees them."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats.tabular import xlsx
from resultsframework.formats.tabular.own import _write
from resultsframework.testing import assert_same

D = Decimal
OUTPUT = "1/1.10"
LAWS = f"{OUTPUT}/1A"
SHARE = f"{OUTPUT}/007"
QUARTERS = f"{OUTPUT}/Q"


def headings(sheet):
    return [cell.value for cell in sheet[1]]


def plan_of(**fields):
    return rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", **fields),)),))


def test_the_sheets_and_their_columns(officer):
    """The logframe comes first, in the order in which a logframe is read; the JSON is in a hidden sheet."""
    assert [(sheet.title, sheet.sheet_state) for sheet in officer.book.worksheets] == [
        ("Logframe", "visible"),
        ("Observations", "visible"),
        ("Budgets", "visible"),
        ("Read me", "visible"),
        ("_resultsframework", "hidden"),
    ]
    assert headings(officer.sheet("Logframe")) == [
        "result",
        "result title",
        "level",
        "code",
        "indicator",
        "unit",
        "2019 baseline",
        "2020 milestone",
        "2020 actual",
        "2021 actual",
        "2022 actual",
        "2025 target",
        "means of verification",
        "baseline source",
        "collection frequency",
        "responsible",
        "assumptions",
        "measure",
        "direction",
        "actuals accumulation",
        "targets accumulation",
        "path",
    ]
    columns = ["sex" if name == "line" else name for name in rf.observations(rf.ResultsFramework()).names]
    assert sorted(headings(officer.sheet("Observations"))) == sorted(columns)


@pytest.mark.each(
    ("sheet", "path", "heading", "value", "number_format"),
    [
        ("Logframe", SHARE, "2019 baseline", 0.1, "0%"),
        ("Logframe", SHARE, "2020 milestone", 0.405, "0.0%"),
        ("Logframe", SHARE, "2020 actual", "TBD", "0%"),
        ("Logframe", SHARE, "unit", "percent", "@"),
        ("Logframe", SHARE, "code", "007", "@"),
        ("Logframe", LAWS, "2021 actual", 1492979, "#,##0"),
        ("Logframe", LAWS, "2025 target", "≥80", "General"),
        ("Logframe", LAWS, "2020 actual", None, "General"),
        (
            "Logframe",
            QUARTERS,
            "2021 actual",
            "undefined (2 values of 2021-01-01..2021-03-31, 2021-04-01..2021-06-30)",
            "General",
        ),
        ("Logframe", "1", "assumptions", "Parliament sits\nThe budget is approved", "General"),
        ("Logframe", "1", "indicator", None, "General"),
        ("Observations", f"{LAWS}/actual#2", "sex", "women", "@"),
        ("Observations", f"{LAWS}/actual#2", "place", "Oaxaca", "@"),
        ("Observations", f"{LAWS}/baseline", "start", dt.datetime(2019, 1, 1), "yyyy-mm-dd"),  # noqa: DTZ001 - as openpyxl reads it
        ("Observations", f"{SHARE}/actual", "state", "to_be_determined", "General"),
        ("Observations", f"{SHARE}/actual", "value", None, "0%"),
        ("Observations", f"{LAWS}/target", "low", 80, "General"),
        ("Budgets", "1/budgets#1", "planned", 1000, "#,##0"),
        ("Budgets", "1/budgets#1", "actual", "$0.8 K", "General"),
        ("Budgets", "1/budgets#1", "expenses", None, "General"),
        ("Budgets", "1/budgets#1", "shortfall", "$0.2 K", "General"),
        ("Budgets", "1/budgets#1", "mobilisation", "80 %", "General"),
        ("Budgets", "1/budgets#1", "delivery", "expenses is absent", "General"),
        ("Budgets", "1/budgets#2", "planned", "$5", "General"),
        ("Budgets", "1/budgets#2", "currency", None, "@"),
    ],
)
def test_what_a_cell_shows(officer, sheet, path, heading, value, number_format):
    """Numbers are numbers, percentages percentages, what is missing its words, a rounded amount as it is printed."""
    cell = officer.cell(sheet, path, heading)
    assert cell.value == value
    if value is not None:
        assert cell.number_format == number_format


def test_exact_amounts_have_rates_as_percentages(officer_of):
    """A rate of exact amounts is a percentage; one beyond any sense is text."""
    budget = rf.Budget(
        planned=rf.Money(nominal=D(300), currency="USD"),
        actual=rf.Money(nominal=D("100.50"), currency="USD"),
        expenses=rf.Money(nominal=D(10**9), currency="USD"),
        value_date=dt.date(1899, 1, 1),
    )
    officer = officer_of(rf.ResultsFramework(budgets=(budget,)))
    rate = officer.cell("Budgets", "budgets#1", "mobilisation")
    assert (rate.value, rate.number_format) == (0.335, "0.0%")
    assert officer.cell("Budgets", "budgets#1", "shortfall").number_format == "#,##0.00"
    assert officer.cell("Budgets", "budgets#1", "execution").value == "333,333,333.33 %"
    assert officer.cell("Budgets", "budgets#1", "value date").value == "1899-01-01"
    assert officer.read().budgets == (budget,)


def test_a_number_is_one_where_it_comes_back_as_the_same(officer_of):
    """A number that a spreadsheet would round is the text of its digits."""
    cells = {
        "0.1": 0.1,
        "123456789012345": 123456789012345,
        "1234567890123456": "1234567890123456",
        "1E+400": "1" + "0" * 400,
        "1E-301": "0." + "0" * 300 + "1",
        "-0": 0,
        "1.500": 1.5,
        "0.00000000000000001": 1e-17,
    }
    plan = rf.ResultsFramework(
        results=tuple(
            rf.Output(
                code=unit,
                indicators=tuple(
                    rf.Indicator(
                        code=number,
                        unit=unit,
                        series=rf.ObservationSeries((rf.Observation(kind="actual", period=2021, value=D(number)),)),
                    )
                    for number in cells
                ),
            )
            for unit in ("person", "percent")
        )
    )
    officer = officer_of(plan)
    for number, cell in cells.items():
        path = f"person/{number}/actual"
        assert officer.cell("Observations", path, "number").value == cell, number
        typed = officer.cell("Observations", path, "value").value
        assert type(typed) is type(cell) or isinstance(cell, float), number
    assert_same(plan, officer.read())


def test_nothing_in_a_workbook_is_run_or_followed(plan):
    """A text that begins with = is no formula, and an address no link; the links of findings lead to cells alone."""
    hostile = plan.replace(LAWS, statement="=1+1", code="@SUM(A1)", description="http://example.org")
    with zipfile.ZipFile(io.BytesIO(xlsx.dumps(hostile))) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode()
            assert "<f>" not in content
            assert 'TargetMode="External"' not in content
    assert_same(hostile, xlsx.loads(xlsx.dumps(hostile)))


def test_hostile_texts_come_back(officer_of):
    """Whatever a text holds, it is the same after another program has saved the workbook."""
    texts = [
        "=1+1",
        "007",
        "1.10",
        "a\r\nb",
        "\x00\x0b\ufffe",
        "_x0041_",
        "x" * 40_000,
        "  ",
        "\t",
        "'quoted",
        "1/2",
        "-",
    ]
    results = tuple(
        rf.Output(
            code=text,
            title=text,
            indicators=(
                rf.Indicator(
                    code="A",
                    statement=text,
                    description=text + "  " + text,
                    series=rf.ObservationSeries(
                        (rf.Observation(kind="actual", value=text, comment=text, period=rf.Period(raw=text)),)
                    ),
                ),
            ),
        )
        for text in texts
    )
    plan = rf.ResultsFramework(results=results)
    assert_same(plan, officer_of(plan).read())


def test_codes_that_are_alike_in_a_cell_have_rows_of_their_own(officer_of):
    """Two results whose codes differ beyond the end of a cell have rows of their own."""
    long = "x" * 40_000
    plan = rf.ResultsFramework(
        results=tuple(
            rf.Output(
                code=long + end,
                indicators=(rf.Indicator(code=end, series=rf.ObservationSeries.parse("2019 baseline 1")),),
            )
            for end in "ab"
        )
    )
    assert_same(plan, officer_of(plan).read())


def test_frozen_heads_filters_widths_and_drop_downs(officer):
    """Headings stay in view, every column has a filter and a width, and closed lists a drop-down."""
    logframe, table = officer.sheet("Logframe"), officer.sheet("Observations")
    assert (logframe.freeze_panes, table.freeze_panes) == ("F2", "A2")
    assert (logframe.page_setup.orientation, logframe.print_title_rows) == ("landscape", "$1:$1")
    assert logframe.auto_filter.ref == "A1:V6"
    assert list(table.tables) == ["Observations"]
    assert table.tables["Observations"].ref == f"A1:W{table.max_row}"
    assert logframe.column_dimensions["E"].width == pytest.approx(45.7, abs=1)
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in table.data_validations.dataValidation}
    assert lists == {
        "H2": '"baseline,milestone,target,actual"',
        "O2": '"stated,to_be_determined,not_available,not_applicable,empty,absent"',
    }
    assert len(logframe.data_validations.dataValidation) == 5


def test_findings_have_links_to_the_cells_that_they_are_about():
    """Each finding of the rules is a row; its link leads to the value, the indicator, the result or the budget."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    whole = examples.load()
    outcome = whole.outcomes[0]
    framework = attrs.evolve(whole, results=(attrs.evolve(outcome, outputs=outcome.outputs[:2]),))
    data = xlsx.dumps(framework)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Findings"]
    report = rf.validate(framework)
    assert sheet.max_row == len(list(report)) + 1
    for number, finding in enumerate(report, 2):
        assert sheet.cell(number, 3).value == finding.code
        target = sheet.cell(number, 1).value
        if target is None:
            assert not finding.path.startswith("MEX_D_2.1")
            continue
        assert sheet.cell(number, 1).hyperlink.location == target
        name, _, address = target.partition("!")
        row = book[name][address].row
        column = next(cell.column for cell in book[name][1] if cell.value == "path")
        assert finding.path.startswith(book[name].cell(row, column).value.rpartition("/")[0])
    assert_same(framework, xlsx.loads(data))


def test_one_plan_makes_one_workbook(plan):
    """The same plan is the same bytes, so that a file under version control changes with its content alone."""
    assert xlsx.dumps(plan) == xlsx.dumps(plan)


def test_an_empty_framework_is_a_workbook_of_headings(officer_of):
    """A plan without anything comes back, and so does what is entered into it."""
    officer = officer_of(rf.ResultsFramework())
    assert officer.read() == rf.ResultsFramework()
    officer.set("Read me", "title", "of the plan", "Plan")
    assert officer.read() == rf.ResultsFramework(title="Plan")


def test_notes_of_a_reader_are_no_changes(plan):
    """A selection among the values of an indicator, and a territory that only it has, are not written."""
    chosen = plan.replace(
        OUTPUT,
        indicators=tuple(
            attrs.evolve(indicator.where(sex="women"), territory=rf.Place(code="MX-OAX"))
            for indicator in plan.at(OUTPUT).indicators
        ),
    )
    assert xlsx.loads(xlsx.dumps(chosen, findings=False)) == chosen


def test_a_plan_that_does_not_fit_in_a_sheet_is_refused(plan, monkeypatch):
    """Nothing is cut: the error names the sheet and its size."""
    monkeypatch.setattr(_write, "MOST_ROWS", 4)
    with pytest.raises(
        rf.InvalidValueError, match="the sheet Logframe has room for 3 rows and 16,384 columns, and the fr"
    ):
        xlsx.dumps(plan)


def test_a_workbook_needs_its_extra(plan, monkeypatch):
    """Without XlsxWriter the error is a line to install it with."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(rf.MissingExtraError, match=r"a framework as a workbook needs .*resultsframework\[excel\]"):
        xlsx.dumps(plan)


def test_load_and_dump_take_paths_and_open_files(plan, tmp_path):
    """A workbook is a file of bytes, by its path or open."""
    path = tmp_path / "plan.xlsx"
    xlsx.dump(plan, path, findings=False)
    assert xlsx.load(path) == plan
    assert xlsx.load(path).source.name == str(path)
    with path.open("rb") as file:
        assert rf.read(file) == plan
    with pytest.raises(rf.FormatError, match="it is open for reading text; open it for reading bytes"):
        xlsx.load(io.StringIO("text"))
    with pytest.raises(rf.FormatError, match="it is empty"):
        xlsx.load(io.BytesIO())
    assert xlsx.recognises(path.read_bytes())
    assert not xlsx.recognises("PK")


def test_dimensions_that_are_alike_in_a_heading_have_columns_of_their_own(officer_of):
    """Every dimension has a column of its own, also where headings cannot show the difference."""
    series = rf.ObservationSeries(
        tuple(
            rf.Observation(
                kind="actual", period=2021, disaggregation=(rf.Disaggregation(dimension=name, category="x"),)
            )
            for name in ("a\x00", "a\u2400", "kind", "A  b", None)
        )
    )
    officer = officer_of(plan_of(series=series))
    assert headings(officer.sheet("Observations"))[20:25] == ["a\u2400", "a\u2400 (2)", "kind group", "a b", "group"]
    assert_same(plan_of(series=series), officer.read())


def test_no_piece_of_the_hidden_sheet_begins_or_ends_with_a_space(officer_of):
    """A space at an end of a cell may be lost on the way; the text between is whole all the same."""
    plan = plan_of(statement="a b  c   " * 10_000)
    officer = officer_of(plan)
    cells = [cell.value for (cell,) in officer.sheet("_resultsframework").iter_rows(max_col=1)]
    assert len(cells) > 3
    assert all(cell == cell.strip() and len(cell) <= 32_767 for cell in cells)
    assert_same(plan, officer.read())
