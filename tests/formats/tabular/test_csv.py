"""The observations of a plan as CSV, both ways."""

from __future__ import annotations

import csv as standard
import datetime as dt
import io
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats.tabular import csv
from resultsframework.testing import assert_same

D = Decimal
HEAD = "level,result,indicator,kind,period,value,unit"


def read(*lines):
    return csv.loads("\n".join(lines) + "\n")


def problems(*lines):
    with pytest.raises(rf.FormatError) as caught:
        read(*lines)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_a_plan_of_values_alone_comes_back():
    """Levels, codes, titles, statements, units, groups, places, comments and values of every kind are in the table."""
    grouped = (rf.Disaggregation(dimension="age group", category="15-24"), rf.Disaggregation(category="x"))
    places = (rf.Place(name="A"), rf.Place(name="B"))
    series = rf.ObservationSeries(
        (
            rf.Observation(kind="baseline", period=2019, value=D("1.50")),
            rf.Observation(kind="actual", period=rf.Period.quarter(2020, 1), value=rf.Ratio(D(3), D(5))),
            rf.Observation(kind="actual", period=2020, value=True, comment="=1+1"),
            rf.Observation(kind="actual", period=2021, value="adopted", disaggregation=grouped),
            rf.Observation(kind="actual", period=rf.Period(end=dt.date(2022, 5, 1)), value=D(3), places=places),
            rf.Observation(kind="actual", period=2022, value=rf.Missing.EMPTY),
            rf.Observation(kind="target", period=rf.Period(raw="2025/26"), value=rf.Range(D(1), low_included=False)),
            rf.Observation(kind="target", value=rf.Range(high=D(2), high_included=False)),
            rf.Observation(kind="target", value=rf.Range(D(1), D(2), low_included=False)),
        )
    )
    laws = rf.Indicator(code="A#1", statement="Laws", unit="law", series=series)
    mixed = rf.ObservationSeries(
        (
            rf.Observation(kind="actual", period=2020, value=D(1), unit="law"),
            rf.Observation(kind="actual", period=2021, value=D(1), unit="percent"),
        )
    )
    outcome = rf.Outcome(
        code="1",
        indicators=(rf.Indicator(statement="No code", series=mixed),),
        outputs=(rf.Output(code="1.1/2", title="Drafts", indicators=(laws,)),),
    )
    single = rf.Indicator(series=rf.ObservationSeries.parse("2020 actual 1"))
    results = (rf.Impact(outcomes=(outcome,)), rf.OtherResult(code="A", indicators=(single,)))
    plan = rf.ResultsFramework(identifier="XM-DAC-1", results=results)
    assert not rf.loss_report(plan, "csv")
    assert_same(plan, csv.loads(csv.dumps(plan)))


def test_the_report_names_what_csv_cannot_hold():
    """Budgets, results without a value and the like are lost, and listed."""
    plan = examples.load()
    fields = {loss.field for loss in rf.loss_report(plan, "csv")}
    assert {"budgets", "description", "programmes"} <= fields
    assert csv.loads(csv.dumps(rf.ResultsFramework(title="A plan"))) == rf.ResultsFramework()


def test_the_wide_table_is_read_as_well(tmp_path):
    """One row an indicator: the path names its results, and each column of a year a value."""
    plan = examples.load()
    rf.write(rf.tables.wide(plan), tmp_path / "wide.csv")
    again = rf.read(tmp_path / "wide.csv")
    assert [i.code for i in again.indicators] == [i.code for i in plan.indicators]
    assert [r.code for r in again.outputs] == [r.code for r in plan.outputs]
    assert (
        rf.tables.wide(again).select("indicator", "2021 actual").rows
        == rf.tables.wide(plan).select("indicator", "2021 actual").rows
    )


def test_a_wide_table_of_a_person():
    """Columns such as "2021 result" hold values as they are typed; a baseline may have no year."""
    again = read("statement;baseline;2021 result;2025 target;notes", "Laws;TBD;3/5;80%;ask", ";;;;")
    (result,) = again.results
    assert isinstance(result, rf.OtherResult)
    assert [(o.period.year, o.kind.value, o.value) for o in result.indicators[0].series] == [
        (None, "baseline", rf.Missing.TO_BE_DETERMINED),
        (2021, "actual", rf.Ratio(D(3), D(5))),
        (2025, "target", D(80)),
    ]


def test_several_values_of_a_year_are_left_to_the_long_table():
    """A cell of the wide table that stands for several values has none of its own."""
    series = rf.ObservationSeries.parse("2021Q1 actual 1 | 2021Q2 actual 2 | 2022 actual 5")
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),)),))
    again = csv.loads(rf.tables.wide(plan).to_csv())
    assert str(again["A"].series) == "2022 actual 5"


def test_semicolons_tabs_and_other_spellings_of_headings():
    """A spreadsheet of another country writes semicolons, and a mark before the first heading."""
    for mark in ";\t":
        again = csv.loads(
            f"\ufeffResult{mark}Indicator{mark}KIND{mark}Year{mark}value\r\n1{mark}A{mark}actual{mark}2021{mark}1,492,979\r\n"
        )
        assert again["A"].series[0].value == D(1492979)
        assert again["A"].series[0].period == rf.Period(year=2021)


@pytest.mark.each(
    ("cells", "message"),
    [
        ("output,1,A,planned,2021,5,", "'planned'"),
        ("output,1,A,,2021,5,", "the row has no kind, one of baseline"),
        ("goal,1,A,actual,2021,5,", "the level 'goal' is none of impact, outcome, output, other"),
        ("output,1,A,actual,2021,5,,more", "the row has 8 cells, and there are 7 headings"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_problem_with_its_line(cells, message):
    """All rows that cannot be read are named at once."""
    found = problems(HEAD, "output,1,A,actual,2020,5,", cells, cells)
    assert [line for line, _ in found] == [3, 4]
    assert all(message in text for _, text in found)


@pytest.mark.each(
    ("lines", "message"),
    [
        (
            ("framework,indicator,kind,value", "X-1,A,actual,1", "X-2,A,actual,1"),
            "the identifier is 'X-2' here, and 'X-1' in an",
        ),
        (
            ("level,result,indicator,kind,value", "output,1,A,actual,1", "outcome,1,A,actual,1"),
            "the level of the result is outcome here",
        ),
        (("indicator,statement,kind,value", "A,Laws,actual,1", "A,Bills,actual,1"), "the statement is 'Bills' here"),
        (
            ("indicator,kind,value,number,state", "A,actual,1,1,stated", "A,actual,5,6,stated"),
            "the value '5' and the number 6, which is another",
        ),
        (
            ("indicator,kind,value,number,state", "A,actual,1,1,stated", "A,actual,5,few,stated"),
            "'few' in the column number is no number",
        ),
        (
            ("indicator,kind,value,state", "A,actual,1,stated", "A,actual,5,empty"),
            "has the value '5' and the state empty",
        ),
        (("indicator,kind,value,state", "A,actual,1,stated", "A,actual,,gone"), "'gone'"),
        (("indicator,kind,value,start", "A,actual,1,2020-01-01", "A,actual,1,soon"), "'soon'"),
    ],
)
def test_rows_that_contradict_each_other_are_problems(lines, message):
    """A fact that two rows state in two ways is none."""
    ((line, text),) = problems(*lines)
    assert line == 3
    assert message in text


def test_levels_that_cannot_be_below_each_other():
    """An outcome is below an impact alone, an output below an outcome; whatever rows state otherwise is refused."""
    head = "level,path,kind,value"
    ((_, message),) = problems(head, "output,1/A/actual,actual,1", "impact,1/2/A/actual,actual,1")
    assert message == "'2' of the level impact cannot be below '1' of the level output"
    ((_, message),) = problems(head, "outcome,1/A/actual,actual,1", "outcome,1/2/A/actual,actual,1")
    assert "'2' of the level outcome cannot be below '1'" in message
    again = read("path,kind,value", "1/2/3/A/actual,actual,1")
    assert [type(node).__name__ for _, node in again.walk()] == ["Impact", "Outcome", "Output", "Indicator"]


def test_a_value_without_a_state_is_read_as_it_is_typed():
    """Least of all the table has an indicator, a kind and a value."""
    again = read("indicator,kind,value,number", "A,actual,,5", "A,actual,45%,", "A,actual,,")
    assert [o.value for o in again["A"].series] == [D(5), D(45), rf.Missing.ABSENT]


def test_a_table_of_something_else_is_refused():
    """The error names the columns that are needed."""
    ((line, message),) = problems("name,age", "x,5")
    assert line == 1
    assert "its columns are neither those of rf.observations nor of rf.tables.wide" in message


def test_a_table_with_an_open_quotation_mark_is_refused():
    """Nothing behind a quotation mark that is not closed is lost, and a cell has at most 131,072 characters."""
    head = "indicator,kind,value\n"
    with pytest.raises(
        rf.FormatError, match=r"A2: a quotation mark \(\"\) opens a cell in this row and is closed nowhere"
    ):
        csv.loads(f'{head}"A,actual,1\n')
    with pytest.raises(rf.UnsafeInputError, match="A2: a cell is longer than any"):
        csv.loads(f'{head}"{"x" * 200_000}')
    assert not csv.recognises('"' + "x" * 200_000)


def test_no_limit_of_the_whole_process_is_changed(monkeypatch):
    """A program that reads CSV in another thread keeps its own limit on the length of cells, also meanwhile."""
    monkeypatch.setattr(standard, "field_size_limit", None)  # a call would fail
    assert read("indicator,kind,value", "A,actual,1")["A"].series[0].value == D(1)


def test_a_file_that_states_its_delimiter():
    """The line by which Excel states a delimiter is no row; a bar between cells is found like a semicolon."""
    assert read("sep=;", "indicator;kind;value", "A;actual;1,492")["A"].series[0].value == D(1492)
    assert read("indicator|kind|value", "A|actual|5")["A"].series[0].value == D(5)


def test_csv_is_recognised_by_its_headings(tmp_path):
    """A file without a name is read by its content; load and dump take paths and open files."""
    indicator = rf.Indicator(code="A", series=rf.ObservationSeries.parse("2019 baseline 1 | 2020 actual TBD"))
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(indicator,)),))
    text = csv.dumps(plan)
    assert csv.recognises(text)
    assert not csv.recognises("name,age\n")
    assert_same(plan, rf.read(io.StringIO(text)))
    csv.dump(plan, tmp_path / "plan.csv", safe=True)
    assert_same(plan, csv.load(tmp_path / "plan.csv"))
