"""Reading files with a layout."""

from __future__ import annotations

import datetime as dt
import io
import time

import pytest

import resultsframework as rf
from resultsframework import FormatError, InvalidValueError, Layout
from resultsframework.formats.tabular.layout import ColumnLayout, TableLayout, frameworks_in
from resultsframework.formats.tabular.sheet import Cell, Sheet, Workbook

TOML = """
title = "A1"
year = "B1"
decimal = "."
plan = "2024-2026"
[[table]]
[table.columns]
Indicator = "indicator"
Q1 = "actual"
"""
CSV = "Plan of,2024\nIndicator,Q1\nJobs,1.000\n"


def test_a_file_is_read_with_a_layout_in_a_file(tmp_path):
    """The path of a layout, or the layout itself; its decimal mark may be given beside it."""
    plan, layout = tmp_path / "plan.csv", tmp_path / "my.toml"
    plan.write_text(CSV, encoding="utf-8")
    layout.write_text(TOML, encoding="utf-8")
    for given in (layout, str(layout), Layout.from_toml(TOML)):
        read = rf.read(plan, layout=given)
        assert read.title == "Plan of"
        assert [(str(o.period), o.value) for o in read.indicators[0].series] == [("2024-01-01..2024-03-31", 1)]
        assert read.plan_period.last_year == 2026
    assert rf.read(plan, layout=layout, decimal=",").indicators[0].series[0].value == 1000


def test_an_open_file_and_a_shipped_layout():
    """A stream is read too; a layout has a name."""
    file = io.BytesIO(b"Level,Narrative,Indicators\nOutput,Trained,Jobs\n")
    assert rf.read(file, layout="logframe").outputs[0].title == "Trained"


def test_iati_keeps_its_own_layouts(tmp_path):
    """The layout of an IATI file is none of a workbook."""
    path = tmp_path / "x.xml"
    path.write_text("<iati-activities version='2.03'/>", encoding="utf-8")
    assert not [*rf.read_all(path, layout="flat")]


JOINED = """
[[table]]
file = "results.csv"
[table.columns]
ref = "result code"
type = "level"
title = "result"
[[table]]
[table.columns]
ref = "result code"
name = "indicator"
[[table]]
file = "results.csv"
[table.columns]
ref = "result code"
title = "result"
"""


def test_tables_in_files_of_one_folder(tmp_path):
    """The layout names the other files; a stream has no folder to look in."""
    tmp_path.joinpath("results.csv").write_text("ref,type,title\nR1,output,Trained\n", encoding="utf-8")
    main = tmp_path / "indicators.csv"
    main.write_text("ref,name\nR1,Jobs\n", encoding="utf-8")
    plan = rf.read(main, layout=Layout.from_toml(JOINED))
    assert plan.outputs[0].indicators[0].statement == "Jobs"
    with pytest.raises(FormatError, match=r"the layout names the file results\.csv, and a stream has no folder"):
        rf.read(io.BytesIO(b"ref,name\nR1,Jobs\n"), layout=Layout.from_toml(JOINED))


@pytest.mark.each(
    "where, title", [("B2", "Plan"), ("'My sheet'!B2", "Plan"), ("Other!B2", None), ("here", None), ("Z99", None)]
)
def test_the_cell_of_the_title(read, where, title):
    """An address with or without the name of its sheet."""
    toml = f'title = "{where}"\n[[table]]\n[table.columns]\nIndicator = "indicator"\n'
    assert read(toml, [[], [None, "Plan"], ["Indicator"], ["I"]], name="My sheet").title == title


def test_the_year_in_a_cell(read):
    """A year typed as a day is one; a cell without a year is an error."""
    toml = 'year = "A1"\n[[table]]\n[table.columns]\nIndicator = "indicator"\nQ1 = "actual"\n'
    plan = read(toml, [[(dt.date(2024, 1, 1), "yyyy")], ["Indicator", "Q1"], ["I", 5]])
    assert plan.indicators[0].series[0].period.last_year == 2024
    with pytest.raises(InvalidValueError, match="the layout has the year in A1, where the workbook has 'x'"):
        read(toml, [["x"], ["Indicator", "Q1"]])


def test_a_sheet_without_data_is_left_out_by_the_layout(read, sheet):
    """Lists for drop-downs are no part of the source that could not be read: they are noted with what is no data."""
    toml = 'skip-sheets = ["list*", "Old"]\n[[table]]\n[table.columns]\nIndicator = "indicator"\nTarget = "target"\n'
    lists = sheet([["Yes"], ["No"]], name="Lists", hidden=True)
    plan = read(toml, [sheet([["Indicator", "Target"], ["I", 5]], name="Plan"), lists])
    assert plan.source.unparsed == ()
    assert plan.source.chrome == ("sheet 'Lists': 2 rows that the layout leaves out",)


def test_sheets_that_the_layout_does_not_read(read, sheet):
    """A sheet that is left alone is named with the number of its rows; the best of several sheets is read."""
    toml = '[[table]]\n[table.columns]\nIndicator = "indicator"\nTarget = "target"\nUnit = "unit"\n'
    hidden = sheet([["Indicator", "Target", "Unit"]], name="Old", hidden=True)
    few = sheet([["Indicator", "Target"], ["x", 1], []], name="Few")
    plan = read(toml, [hidden, few, sheet([["Indicator", "Target", "Unit"], ["I", 5, "%"]], name="Plan")])
    assert [i.statement for i in plan.indicators] == ["I"]
    assert plan.source.unparsed == (
        "sheet 'Old': 1 row that the layout does not read",
        "sheet 'Few': 2 rows that the layout does not read",
    )


def test_a_sheet_without_any_data(read):
    """Headings alone are a framework without results."""
    plan = read('[[table]]\n[table.columns]\nIndicator = "indicator"\n', [["Indicator"]])
    assert not plan.results


def test_the_title_and_the_year_are_cells_of_the_sheet_of_the_table(read, sheet):
    """A cover before the sheet that the table names has neither, whatever is in the same cells of it."""
    columns = '[table.columns]\nIndicator = "indicator"\nQ1 = "actual"\n'
    toml = f'title = "A1"\nyear = "B1"\n[[table]]\nsheet = "Plan"\n{columns}'
    cover = sheet([["Cover", "1,250"]], name="Cover")
    plan = sheet([["Plan of laws", 2024], ["Indicator", "Q1"], ["Laws", 3]], name="Plan")
    framework = read(toml, [cover, plan])
    assert framework.title == "Plan of laws"
    assert [str(o.period) for o in framework.indicators[0].series] == ["2024-01-01..2024-03-31"]


def test_the_name_of_a_sheet_has_no_signs_but_stars():
    """A star is any text in the name of a sheet; brackets are themselves, and thousands of them take no time."""
    columns = (ColumnLayout(heading="Indicator", field="indicator"),)
    sheet = Sheet(name="Plan [a] 1", rows=((Cell("Indicator"),), (Cell("W"),)))
    book = Workbook(name=None, kind="table", sheets=(sheet,))
    for name in (" plan [A]*", "*[a] 1"):
        (framework,) = frameworks_in({None: book}, Layout(tables=(TableLayout(sheet=name, columns=columns),)))
        assert [indicator.statement for indicator in framework.indicators] == ["W"]
    start = time.process_time()
    with pytest.raises(FormatError, match="there is no sheet"):
        frameworks_in({None: book}, Layout(tables=(TableLayout(sheet="[a" * 50_000, columns=columns),)))
    assert time.process_time() - start < 5
