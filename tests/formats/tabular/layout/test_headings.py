from __future__ import annotations

import pytest

from resultsframework import Layout
from resultsframework.formats.tabular.layout import ColumnLayout, TableLayout, headings_absent
from resultsframework.formats.tabular.layout._headings import Headings, Times, heading_row_of, heading_texts
from resultsframework.formats.tabular.layout._levels import LevelRules
from resultsframework.formats.tabular.sheet import Cell, Sheet
from resultsframework.period import Period


def headings(columns, times=None):
    made = tuple(
        ColumnLayout(heading=heading, **(field if isinstance(field, dict) else {"field": field}))
        for heading, field in columns.items()
    )
    return Headings(TableLayout(columns=made), LevelRules({}), times or Times())


def test_a_heading_is_found_in_any_spelling():
    """Letter case, line breaks and spaces do not matter; any other text is no heading."""
    found = headings({"Means of Verification": "means of verification"})
    assert found.bound("MEANS  OF\nverification").field == "means of verification"
    assert found.bound("Means") is None
    assert found.bound("") is None


def test_plain_headings_come_before_patterns():
    """An exact heading is that column, whatever pattern is written before it."""
    found = headings({"Target*": "target", "{period}": "actual", "Target comment": "target comment"})
    assert found.bound("Target comment").field == "target comment"
    assert found.bound("Target 2025").field == "target"
    assert found.bound("2024").field == "actual"
    assert found.bound("twenty") is None
    assert found.is_exactly("target comment")
    assert not found.is_exactly("Target 2025")


def test_placeholders_are_the_facts_of_a_column():
    """A place, a group, a code and a level in the heading describe the values below it."""
    found = headings(
        {
            "Baseline / {group}": {"field": "baseline", "group": "sex"},
            "Values / {group}": "actual",
            "in {place}": "actual",
            "Indicator {code}": "indicator",
            "{level}": "result",
            "* - {level}": "result",
        }
    )
    assert found.bound("Baseline / Female").group == "sex: Female"
    assert found.bound("Values / Female").group == "group: Female"
    assert found.bound("in Kenya").place == "Kenya"
    assert found.bound("Indicator 1.1").code == "1.1"
    assert found.bound("OUTPUT 1").level == "OUTPUT 1"
    assert found.bound("Impact (goal)").level == "Impact (goal)"
    assert found.bound("IMPACT WEIGHTING (%)") is None
    assert found.bound("anything") is None


def test_a_period_is_stated_or_in_the_heading():
    """The layout states a period, or the plan's, or the heading has it; a text that is none is kept as raw text."""
    columns = {
        "a": {"field": "target", "period": "2025"},
        "b 2024": {"field": "target", "period": "June 2023"},
        "c": {"field": "target", "period": "some time"},
        "d": {"field": "target", "period": "plan"},
        "e 2021": "target",
    }
    found = headings(columns, Times(plan=Period(year=2030)))
    shown = [str(found.bound(name).period) for name in ("a", "b 2024", "c", "d", "e 2021")]
    assert shown == ["2025", "2023-06-01..2023-06-30", "some time", "2030", "2021"]
    assert headings(columns).bound("d").period == Period(raw="d")


def test_columns_by_number_and_letter():
    """The second column with a heading, and a column without one."""
    found = headings({"Results": "level", "Results [2]": "result", "column C": "skip"})
    assert [found.bound("Results", number).field for number in (1, 2)] == ["level", "result"]
    assert found.bound("", 1, "C").field == "skip"
    assert found.bound("", 1, "D") is None


def test_headings_in_two_rows(sheet):
    """A merged heading is over all of its columns, and so is one that is written once without merging."""
    rows = [["No.", "Year 1", None, "Year 2"], [None, "Target", "Actual", "Target", "Actual"]]
    texts = {1: "No.", 2: "Year 1 / Target", 3: "Year 1 / Actual", 4: "Year 2 / Target", 5: "Year 2 / Actual"}
    assert heading_texts(sheet(rows), 1, 2) == texts
    merged = [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)]
    assert heading_texts(sheet(rows, merged), 1, 2) == texts
    beside = [["Source", None], [None, "2024"]]
    assert heading_texts(sheet(beside, [(1, 1, 2, 1)]), 1, 2) == {1: "Source", 2: "2024"}


def test_the_row_of_the_headings(sheet):
    """The first row with the most of them; two at least, or the only one of the layout."""
    table = TableLayout(
        columns=(ColumnLayout(heading="Indicator", field="indicator"), ColumnLayout(heading="Target*", field="target"))
    )
    found = Headings(table, LevelRules({}), Times())
    rows = [["Target group"], ["Indicator", "Target 2025", "Target 2026"], ["Indicator", "Target 2025"]]
    assert heading_row_of(sheet(rows), table, found) == (2, 3)
    assert heading_row_of(sheet([["Target"]]), table, found) == (0, 0)
    assert heading_row_of(sheet([[1]] * 30), table, found) == (0, 0)
    stated = TableLayout(columns=table.columns, heading_row=3)
    assert heading_row_of(sheet(rows), stated, found) == (3, 2)
    assert heading_row_of(sheet([["x"]] * 3), stated, found) == (3, 1)
    only = TableLayout(columns=table.columns[:1])
    assert heading_row_of(sheet([["Indicator"]]), only, Headings(only, LevelRules({}), Times())) == (1, 1)


def test_a_column_that_is_used_twice_is_labelled():
    """A copy of a column has its heading in place of a period, or another kind."""
    bound = headings({"Milestone 1": "milestone"}).bound("Milestone 1")
    assert bound.with_label().period == Period(raw="Milestone 1")
    assert bound.as_kind("actual").kind.value == "actual"


@pytest.mark.each("field, kind", [("target", "target"), ("target comment", None)])
def test_only_values_have_a_kind(field, kind):
    """The comment on a target is no target."""
    found = headings({"x": field}).bound("x").kind
    assert (found and found.value) == kind


def test_a_table_without_the_headings_of_its_indicators_is_mentioned(read):
    """An optional column that a sheet lacks is no matter; without the indicator's, its rows have none."""
    toml = (
        '[[table]]\n[table.columns]\nResult = "result"\nTitle = "indicator"\nCode = "indicator code"\nUnit = "unit"\n'
    )
    without = read(toml, [("Result", "Unit", "Name"), ("Women learn", "women", "Skills")])
    expected = "sheet 'Sheet': no heading is 'Title' or 'Code', so that its rows have no indicators"
    assert expected in without.source.unparsed
    assert read(toml, [("Result", "Title"), ("Women learn", "Skills")]).source.unparsed == ()


def test_the_headings_that_a_sheet_of_blocks_lacks(tmp_path):
    """In blocks any text may be a heading; a heading with a pattern is absent where nothing fits it."""
    path = tmp_path / "plan.csv"
    path.write_text("OUTPUT 1,Indicator,Baseline 2021\nWomen learn,Skills,4\n", encoding="utf-8")
    columns = (
        '"{level}" = "result"\nIndicator = "indicator"\n"Baseline {period}" = "baseline"\n"Milestone*" = "milestone"'
    )
    layout = Layout.from_toml(f'[[table]]\nshape = "blocks"\n[table.columns]\n{columns}\n')
    assert headings_absent(path, layout) == ("'Milestone*' (milestone): not in sheet 'plan'",)


def test_a_heading_row_below_the_sheet_is_not_there():
    """A row that the layout names and the sheet does not have holds no headings."""
    table = TableLayout(heading_row=9, columns=(ColumnLayout(heading="Indicator", field="indicator"),))
    sheet = Sheet(name="Plan", rows=((Cell("Indicator"),),))
    assert heading_row_of(sheet, table, Headings(table, LevelRules({}), Times())) == (9, 0)
