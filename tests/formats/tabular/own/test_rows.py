"""A person adds, deletes, copies, sorts and moves rows, columns and sheets of a workbook."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats.tabular import xlsx
from resultsframework.testing import assert_same

D = Decimal
OUTPUT = "1/1.10"
SHARE = f"{OUTPUT}/007"
LAWS = f"{OUTPUT}/1A"
QUARTERS = f"{OUTPUT}/Q"


def with_indicator(plan, indicator, path=OUTPUT):
    return plan.replace(path, indicators=(*plan.at(path).indicators, indicator))


def with_observations(plan, path, *observations):
    return plan.replace(path, series=rf.ObservationSeries(observations))


# ------------------------------------------------------------------------------------------ rows that are added


def test_a_new_row_of_the_logframe_is_a_new_indicator(officer, plan):
    """An indicator has the code, the statement and the values of its row, and belongs to the result that is named."""
    officer.append(
        "Logframe",
        result="1.10",
        code="N",
        indicator="New",
        unit="law",
        responsible="Ana",
        **{"2019 baseline": 1, "2025_target": "TBD"},
    )
    series = rf.ObservationSeries.parse("2019 baseline 1 | 2025 target TBD")
    assert_same(
        with_indicator(
            plan,
            rf.Indicator(
                code="N",
                statement="New",
                unit="law",
                monitoring_plan=rf.MonitoringPlan(responsible="Ana"),
                series=series,
            ),
        ),
        officer.read(),
    )


def test_an_indicator_in_the_row_of_a_result_without_any(officer, plan):
    """A result without indicators has a row, and what is entered there is its first indicator."""
    officer.set("Logframe", "1/1.2", "indicator", "First")
    assert_same(with_indicator(plan, rf.Indicator(statement="First"), "1/1.2"), officer.read())


def test_a_new_column_is_for_values_of_that_year(officer, plan):
    """A heading such as "2026 result" makes a column; a new value is placed in the order of time."""
    sheet = officer.sheet("Logframe")
    sheet.insert_cols(7)
    sheet.cell(1, 7, " 2020  Result ")
    sheet.cell(officer.row("Logframe", LAWS), 7, 12)
    new = rf.Observation(kind="actual", period=2020, value=D(12))
    first, *others = plan.at(LAWS).series
    assert_same(with_observations(plan, LAWS, first, new, *others), officer.read())


def test_a_new_value_describes_whom_the_others_describe(officer_of):
    """Where all values of an indicator are of one group, a new one in its row is too."""
    women = (rf.Disaggregation(dimension="sex", category="women"),)
    actual = rf.Observation(kind="actual", period=2021, value=D(1), disaggregation=women)
    plan = rf.ResultsFramework(
        results=(
            rf.Output(
                code="1",
                indicators=(
                    rf.Indicator(code="A", series=rf.ObservationSeries((actual,))),
                    rf.Indicator(code="B", series=rf.ObservationSeries.parse("2022 actual 1")),
                ),
            ),
        )
    )
    officer = officer_of(plan)
    officer.set("Logframe", "1/A", "2022 actual", 2)
    new = rf.Observation(kind="actual", period=2022, value=D(2), disaggregation=women)
    assert_same(with_observations(plan, "1/A", actual, new), officer.read())


def test_a_copied_row_is_a_new_indicator(officer, plan):
    """The copy has what the row shows of the indicator; the one with the fewest changes is the indicator itself."""
    sheet = officer.sheet("Logframe")
    row, last = officer.row("Logframe", SHARE), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column, sheet.cell(row, column).value).number_format = sheet.cell(row, column).number_format
    sheet.cell(row, officer.column("Logframe", "indicator"), "Share of bills")
    sheet.cell(row, officer.column("Logframe", "2019 baseline"), 0.2)
    share = plan.at(SHARE)
    series = rf.ObservationSeries.parse("2019 baseline 20 | 2020 milestone 40.5 actual TBD")
    copy = attrs.evolve(
        share,
        statement="Share of bills",
        series=series,
        monitoring_plan=rf.MonitoringPlan(means_of_verification="Register"),
    )
    assert_same(with_indicator(plan, copy), officer.read())


def test_a_row_copied_below_another_result_belongs_to_that_one(officer, plan):
    """A copy in which the code of the result is another belongs to the result with that code."""
    sheet = officer.sheet("Logframe")
    row, last = officer.row("Logframe", QUARTERS), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        cell = sheet.cell(row, column)
        if not str(cell.value).startswith("undefined"):
            sheet.cell(last, column, cell.value)
    sheet.cell(last, officer.column("Logframe", "result"), "1.2")
    sheet.cell(last, officer.column("Logframe", "result title"), "No indicators")
    sheet.cell(last, officer.column("Logframe", "2021 actual"), None)
    found = officer.read().at("1/1.2").indicators
    assert [indicator.code for indicator in found] == ["Q"]
    assert [str(o.value) for o in found[0].series] == ["3/5"]
    assert len(officer.read().at(OUTPUT).indicators) == 3


def test_a_new_row_of_observations_is_a_new_value(officer, plan):
    """The indicator is named by its code or by its path; the value takes its place in time."""
    officer.append(
        "Observations", indicator="1A", kind="actual", period="2020", value=5, comment="late", sex="men", place="Oaxaca"
    )
    officer.append("Observations", path=LAWS, kind="target", year=2030, value="TBD", state="to_be_determined")
    first, *others = plan.at(LAWS).series
    men = rf.Observation(
        kind="actual",
        period=2020,
        value=D(5),
        comment="late",
        places=(rf.Place(name="Oaxaca", code="MX-OAX"),),
        disaggregation=(rf.Disaggregation(dimension="sex", category="men"),),
    )
    later = rf.Observation(kind="target", period=2030, value=rf.Missing.TO_BE_DETERMINED)
    assert_same(with_observations(plan, LAWS, first, men, *others, later), officer.read())


def test_an_observation_of_a_new_indicator(officer):
    """Rows of Observations may name an indicator that is new in the sheet Logframe."""
    officer.append("Logframe", result="1.10", code="N")
    officer.append("Observations", indicator="N", kind="baseline", period="2019", value=1)
    assert str(officer.read().at(f"{OUTPUT}/N").series) == "2019 baseline 1"


def test_a_copied_observation_is_another_with_what_the_row_shows(officer, plan):
    """A copy has the value, the group and the comment of the row, and not the documents that no cell shows."""
    sheet = officer.sheet("Observations")
    row, last = officer.row("Observations", f"{LAWS}/actual#2"), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column, sheet.cell(row, column).value)
    sheet.cell(last, officer.column("Observations", "period"), "2022")
    sheet.cell(last, officer.column("Observations", "value"), 9)
    women = plan.at(f"{LAWS}/actual#2")
    copy = attrs.evolve(women, period=2022, value=D(9), documents=())
    *others, target = plan.at(LAWS).series
    assert_same(with_observations(plan, LAWS, *others, copy, target), officer.read())


def test_a_row_between_unchanged_ones_is_changed_where_it_was_moved_to(officer, plan):
    """Of sorted rows one is changed and one was copied as it is: the change and the copy arrive, and nothing else."""
    sheet = officer.sheet("Observations")
    moved = [cell.value for cell in sheet[2]]
    sheet.delete_rows(2)
    sheet.append(moved)
    sheet.append([cell.value for cell in sheet[officer.row("Observations", f"{LAWS}/target")]])
    officer.set("Observations", f"{LAWS}/baseline", "comment", "counted again")
    expected = plan.replace(f"{LAWS}/baseline", comment="counted again")
    assert_same(with_observations(expected, LAWS, *expected.at(LAWS).series, plan.at(f"{LAWS}/target")), officer.read())


def test_a_new_dimension_is_a_column_with_its_name(officer, plan):
    """A column for a usual dimension, or for one that the monitoring plan names, is for its categories."""
    sheet = officer.sheet("Observations")
    column = sheet.max_column + 1
    sheet.cell(1, column, "ministry")
    sheet.cell(officer.row("Observations", f"{LAWS}/baseline"), column, "Justice")
    sheet.cell(1, column + 1, "My notes")
    sheet.cell(officer.row("Observations", f"{LAWS}/baseline"), column + 1, "ask again")
    again = officer.read()
    assert again.at(f"{LAWS}/baseline").disaggregation == (rf.Disaggregation(dimension="ministry", category="Justice"),)
    assert again.source.unparsed == (f"Observations!{sheet.cell(2, column + 1).column_letter}5: ask again",)


def test_a_new_budget_belongs_to_the_result_that_is_named(officer, plan):
    """A row without a result is a budget of the whole."""
    officer.append("Budgets", result="1.2", period="2022", currency="USD", planned=5)
    officer.append("Budgets", planned="€7")
    again = officer.read()
    usd = rf.Budget(period=2022, planned=rf.Money(nominal=D(5), currency="USD"))
    assert again.at("1/1.2").budgets == (usd,)
    assert again.budgets == (rf.Budget(planned=rf.Money.parse("€7")),)


def test_a_copied_budget_is_one_of_the_same_result(officer, plan):
    """A copy has the amounts of its row."""
    sheet = officer.sheet("Budgets")
    row, last = officer.row("Budgets", "1/budgets#1"), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column, sheet.cell(row, column).value)
    sheet.cell(last, officer.column("Budgets", "period"), "2022")
    first, second = plan.at("1").budgets
    assert officer.read().at("1").budgets == (first, second, attrs.evolve(first, period=2022))


# ------------------------------------------------------------------------------------------ rows that are deleted


def test_deleted_rows_are_deleted(officer, plan):
    """Of a deleted row the indicator, the result, the observation or the budget is gone, and nothing else."""
    for sheet, path in (
        ("Logframe", SHARE),
        ("Logframe", "1/1.2"),
        ("Observations", f"{LAWS}/actual#2"),
        ("Budgets", "1/budgets#1"),
    ):
        officer.sheet(sheet).delete_rows(officer.row(sheet, path))
    baseline, actual, _, target = plan.at(LAWS).series
    expected = with_observations(plan, LAWS, baseline, actual, target)
    output = expected.at(OUTPUT)
    expected = expected.replace(OUTPUT, indicators=output.indicators[1:])
    outcome = expected.at("1")
    expected = expected.replace("1", outputs=outcome.outputs[:1], budgets=outcome.budgets[1:])
    assert_same(expected, officer.read())


def test_a_deleted_sheet_changes_nothing(officer, plan):
    """A sheet that is sent on alone deletes nothing that the others show."""
    for name in ("Observations", "Budgets", "Read me"):
        del officer.book[name]
    assert_same(plan, officer.read())


def test_periods_of_the_source_follow_the_values(officer_of):
    """A period that the source states without a value stays, and one that no value is of any more goes."""
    series = rf.ObservationSeries.parse("2019 baseline 1 | 2020 actual 2 | 2021 | 2022 actual 3")
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),)),))
    officer = officer_of(plan)
    officer.set("Observations", "1/A/actual:2020", "period", "2018")
    officer.set("Logframe", "1/A", "2022 actual", 4)
    assert str(officer.read().at("1/A").series) == "2019 baseline 1 | 2021 | 2022 actual 4 | 2018 actual 2"
    officer.set("Observations", "1/A/actual:2020", "period", "2021")
    assert not officer.read().at("1/A").series.has_more_periods


# ------------------------------------------------------------------------------------------ what people do with sheets


def test_sorted_rows_are_the_same_rows(officer, plan):
    """Rows are found by their path, wherever they are."""
    for name in ("Logframe", "Observations", "Budgets"):
        sheet = officer.sheet(name)
        rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, (value, form) in enumerate(row, 1):
                sheet.cell(number, column, value).number_format = form
                sheet.cell(number, column).value = value
    assert_same(plan, officer.read())


def test_inserted_and_hidden_columns_and_rows_change_nothing(officer, plan):
    """Columns are found by their heading, also below a title that was put above them; empty columns are nothing."""
    for name in ("Logframe", "Observations", "Budgets"):
        sheet = officer.sheet(name)
        sheet.tables.clear()
        sheet.insert_cols(3, 2)
        sheet.insert_rows(1, 2)
        sheet.cell(1, 1, "Plan of our office")
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[5].hidden = True
    assert_same(plan, officer.read())


def test_renamed_sheets_are_known_by_their_headings(officer, plan):
    """The name of a sheet may be another one, and so may the order of the tabs."""
    for number, sheet in enumerate(officer.book.worksheets):
        sheet.title = f"Tab {number}"
    officer.book.move_sheet("Tab 0", 3)
    officer.book.create_sheet("Mine").cell(1, 1, "my own calculation")
    assert_same(plan, officer.read())


def test_other_formats_of_numbers_change_nothing(officer, plan):
    """A percentage that is shown as a plain number, and a day that is shown as a number, are what they were."""
    for name in ("Logframe", "Observations", "Budgets"):
        for row in officer.sheet(name).iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.number_format = "General" if "%" in cell.number_format else "0.0000"
    assert_same(plan, officer.read())


def test_text_that_a_spreadsheet_made_a_number_is_the_same_text(officer, plan):
    """The code 007 that has become the number 7, and 1.10 that has become 1.1, are no changes."""
    officer.set("Logframe", SHARE, "code", 7)
    for path in (SHARE, LAWS, QUARTERS):
        officer.set("Logframe", path, "result", 1.1)
    officer.set("Logframe", "1/1.2", "result", 1.2)
    for row in range(2, officer.sheet("Observations").max_row + 1):
        cell = officer.sheet("Observations").cell(row, officer.column("Observations", "period"))
        cell.value = int(cell.value) if str(cell.value).isdecimal() else cell.value
    assert_same(plan, officer.read())


def test_a_formula_counts_with_its_stored_result(plan):
    """The result that a formula has calculated is the value of its cell."""
    data = xlsx.dumps(plan, findings=False)
    again = xlsx.loads(with_formula(data, "<f>2+3</f><v>5</v>"))
    assert again.at(f"{LAWS}/baseline").value == D(5)
    with pytest.raises(rf.FormatError, match=r"Logframe!G4: the formula has no stored result"):
        xlsx.loads(with_formula(data, "<f>2+3</f>"))


def with_formula(data: bytes, cell: str) -> bytes:
    """The workbook with another content of the cell with the first value of the indicator 1A."""
    import io
    import re
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content, count = re.subn(rb'(<c r="G4"[^>]*>).*?(</c>)', rb"\g<1>" + cell.encode() + rb"\2", content)
                assert count == 1
            new.writestr(name, content)
    return made.getvalue()


def test_a_step_of_a_scale_keeps_its_rank(officer_of):
    """The name of a step that the indicator has elsewhere is that step; any other is a text."""
    series = rf.ObservationSeries(
        (
            rf.Observation(kind="baseline", period=2019, value=rf.Level(1, "low")),
            rf.Observation(kind="actual", period=2020, value=rf.Level(3, "high")),
            rf.Observation(kind="target", period=2025, value=rf.Level(3, "high")),
        )
    )
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),)),))
    officer = officer_of(plan)
    officer.set("Logframe", "1/A", "2020 actual", "low")
    officer.set("Logframe", "1/A", "2025 target", "very high")
    assert [o.value for o in officer.read()["A"].series] == [rf.Level(1, "low"), rf.Level(1, "low"), "very high"]


def test_texts_of_own_columns_are_kept_with_their_address(officer, plan):
    """A column that no field takes is nobody's change, and its texts are not dropped."""
    for name, path in (("Logframe", LAWS), ("Budgets", "1/budgets#1")):
        sheet = officer.sheet(name)
        column = sheet.max_column + 1
        sheet.cell(1, column, "Who checks")
        sheet.cell(officer.row(name, path), column, "Ana")
    again = officer.read()
    assert again.source.unparsed == ("Logframe!W4: Ana", "Budgets!O2: Ana")
    assert again.results == plan.results


def test_periods_that_the_source_does_not_list_are_not_added(officer_of):
    """A change of a value leaves the periods of the source alone, also where they lack that of the value."""
    target = rf.Observation(kind="target", period=2018, value=D(0))
    series = rf.ObservationSeries((target,), periods=())
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),)),))
    officer = officer_of(plan)
    officer.set("Observations", "1/A/target", "comment", "late")
    changed = rf.ObservationSeries((attrs.evolve(target, comment="late"),), periods=())
    assert_same(plan.replace("1/A", series=changed), officer.read())
