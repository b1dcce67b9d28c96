"""Sheets with a row for each indicator or observation: which rows are data, and which result they belong to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import (
    FormatError,
    Missing,
    Money,
    OtherResult,
    Outcome,
    Output,
    Period,
    Ratio,
    validate,
)
from resultsframework.formats.tabular.sheet import Cell

D = Decimal
PLAIN = """
[[table]]

[table.columns]
"Level" = "level"
"Result" = "result"
"Indicator" = "indicator"
"Baseline 2022" = "baseline"
"Target 2025" = "target"
"""
HEADS = ["Level", "Result", "Indicator", "Baseline 2022", "Target 2025"]


def shown(indicator):
    """The values of an indicator in short."""
    return [f"{o.kind.value} {o.period} {o.raw}" for o in indicator.series]


def test_a_row_is_an_indicator_of_its_result(read):
    """Level, result and values of a row; every value keeps its row, and an empty cell is a value that is absent."""
    plan = read(
        PLAIN, [HEADS, ["Outcome", "Women earn more", "Income", 10, "20"], ["Output", "Trained", "Trained", None, 5]]
    )
    outcome, output = plan.results
    assert (type(outcome), outcome.title, type(output)) == (Outcome, "Women earn more", Output)
    (income,) = outcome.indicators
    assert shown(income) == ["baseline 2022 10", "target 2025 20"]
    assert [(o.value, o.line) for o in income.series] == [(D(10), 2), (D(20), 2)]
    assert output.indicators[0].series[0].value is Missing.ABSENT
    assert plan.source.name == "plan.xlsx"


def test_an_empty_or_merged_result_continues_the_one_above(read):
    """A result over several rows is one result with several indicators."""
    rows = [HEADS, ["Outcome", "Women earn more", "Income", 1, 2], [None, None, "Jobs", 3, 4]]
    for merged in ((), [(2, 1, 3, 1), (2, 2, 3, 2)]):
        (outcome,) = read(PLAIN, rows, merged).results
        assert [indicator.statement for indicator in outcome.indicators] == ["Income", "Jobs"]


def test_what_no_field_takes_is_listed_with_its_address(read):
    """A heading that the layout does not have, cells under none, and a level that is none."""
    rows = [[*HEADS, "Colour"], ["Outcome", "R", "I", 1, 2, "red", "x"], ["Tier", "S", "J", 1, 2]]
    plan = read(PLAIN, rows)
    assert plan.source.unparsed == (
        "Sheet!F1: Colour (the layout has no such heading)",
        "Sheet!F2: red",
        "Sheet!G2: x",
        "Sheet!A3: Tier (no known level)",
    )
    assert isinstance(plan.results[1], OtherResult)


def test_rows_that_are_no_data(read):
    """Blank rows, repeated headings, HXL tags, bands, sums and titles are no indicators, and nothing is lost."""
    rows = [
        ["Plan of 2022"],
        [],
        HEADS,
        ["#level", "#result", "#indicator", "#base", "#target"],
        ["PRIORITY 1"],
        ["Outcome", "R", "I", 1, 2],
        [],
        HEADS,
        ["Total", None, None, 5, 6],
    ]
    plan = read(PLAIN + '\n[table.rows]\n"TOTAL*" = "skip"\n', rows, [(5, 1, 5, 5)])
    assert [indicator.statement for indicator in plan.indicators] == ["I"]
    assert plan.source.chrome[0] == "Sheet!A1: Plan of 2022"
    assert "Sheet!A4: #level" in plan.source.chrome
    assert "Sheet!E9: 6" in plan.source.chrome
    assert plan.source.unparsed == ("Sheet!A5: PRIORITY 1 (a row of one cell across the table)",)


def test_columns_that_are_skipped(read):
    """Computed columns are listed with what is no data; a weight that is not stated is none."""
    toml = '[[table]]\nlevel="output"\n[table.columns]\nResult="result"\nWeight="weight"\n"% met"="skip"\n'
    plan = read(toml, [["Result", "Weight", "% met"], ["A", 30, (0.5, "0%")], ["B", None, None]])
    assert [output.weight for output in plan.outputs] == [D(30), None]
    assert plan.source.chrome == ("Sheet!C2: 50%",)


def test_a_row_that_is_shifted_is_reported_and_not_read(read):
    """A level under the heading to its right means that every cell is under a wrong heading."""
    rows = [
        HEADS,
        [None, "Outcome", "Women earn more", "Income", 10],
        ["Output", "Impact", "I", 1, 2],
        [None, "R", "J", 1, 2],
    ]
    plan = read(PLAIN, rows)
    assert [indicator.statement for indicator in plan.indicators] == ["I", "J"]
    why = 'the row is shifted by a column: a level is under the heading "Result"'
    assert plan.source.unparsed == (f"Sheet!B2: Outcome | Women earn more | Income | 10 ({why})",)


def test_a_table_whose_level_is_its_last_column(read):
    """Nothing to the right of the level can be a shifted one."""
    toml = '[[table]]\n[table.columns]\nIndicator = "indicator"\nLevel = "level"\n'
    plan = read(toml, [["Indicator", "Level"], ["I", "Output"], ["J", None], ["K", "Output"]])
    (output,) = plan.outputs
    assert [indicator.statement for indicator in output.indicators] == ["I", "J", "K"]


def test_footnotes_and_comments_belong_to_their_values(read):
    """The mark behind a number leads to the note below the table; the comment of a cell is one too."""
    noted = Cell(D(20), comment="set in May")
    rows = [HEADS, ["Outcome", "R", "I", "10*", noted], ["* Estimate."], [None, None, None, "5 *", 1]]
    plan = read('marks = ["*"]\n' + PLAIN, rows)
    baseline, target = plan.indicators[0].series
    assert (baseline.value, baseline.raw, baseline.comment) == (D(10), "10*", "Estimate.")
    assert target.comment == "set in May"
    assert plan.source.chrome == ("Sheet!A3: * Estimate.",)
    assert "Sheet!D4: 5 * (the row has no indicator)" in plan.source.unparsed


def test_hidden_rows_and_columns_are_read_and_noted(read):
    """Hidden cells are part of the plan; hidden rows without a cell, and those that are skipped, are no data."""
    hidden = {"hidden_rows": frozenset({2, *range(10, 41)}), "hidden_columns": frozenset({5, 7})}
    rows = [HEADS, *(["Outcome", "R", f"I{number}", 1, 2] for number in range(30)), ["Total", None, None, 30, 60]]
    plan = read(f'{PLAIN}[table.rows]\nTotal = "skip"\n', rows, **hidden)
    assert shown(plan.indicators[0]) == ["baseline 2022 1", "target 2025 2"]
    noted = [line for line in plan.source.chrome if "hidden" in line]
    assert noted[0].startswith("sheet 'Sheet': hidden rows were read: 2, 10, 11")
    assert noted[0].endswith(" and 3 more")
    assert noted[1:] == [
        "sheet 'Sheet': hidden rows were left out: 32",
        "sheet 'Sheet': hidden columns were read: E",
    ]


def test_hidden_rows_that_are_not_for_the_reader(read):
    """With one key hidden rows stay out of the framework; the result that is merged over one is still that below it."""
    rows = [HEADS, ["Outcome", "R", "Secret", 1, 2], [None, None, "I", 3, 4]]
    skipping = PLAIN.replace("[[table]]", '[[table]]\nhidden-rows = "skip"')
    merged = [(2, 1, 3, 1), (2, 2, 3, 2)]
    plan = read(skipping, rows, merged, hidden_rows=frozenset({2}))
    assert [one.statement for one in plan.indicators] == ["I"]
    assert plan.outcomes[0].title == "R"
    assert plan.source.chrome[-1] == "sheet 'Sheet': hidden rows were left out: 2"
    assert "Sheet!C2: Secret" in plan.source.chrome
    with pytest.raises(FormatError, match="hidden rows is 'hide'; expected what to do with them: 'read', 'skip'"):
        read(PLAIN.replace("[[table]]", '[[table]]\nhidden-rows = "hide"'), rows)


def test_values_that_a_sheet_does_not_hold(read):
    """A formula that was not calculated and an error are no numbers; both are named with their cells."""
    rows = [HEADS, ["Outcome", "R", "I", Cell(is_formula_without_result=True), Cell("#REF!", is_error=True)]]
    plan = read(PLAIN, rows)
    assert [o.value for o in plan.indicators[0].series] == [Missing.ABSENT, Missing.ABSENT]
    assert plan.source.unparsed == (
        "Sheet!D2: a formula without a stored result",
        "Sheet!E2: #REF! (an error of the spreadsheet)",
    )


def test_a_value_merged_over_two_indicators_is_that_of_the_first(read):
    """The second indicator has none of its own, and that is noted."""
    rows = [HEADS, ["Outcome", "R", "I", 1, 2], ["Outcome", "R", "J", None, 3]]
    plan = read(PLAIN, rows, [(2, 4, 3, 4)])
    assert shown(plan.indicators[1]) == ["target 2025 3"]
    assert plan.source.unparsed == ("Sheet!D3: 1 (it is merged over several indicators)",)


def test_several_indicators_in_one_cell(read):
    """Lines of values belong to the lines of indicators, where the layout says so; bullets are no part of them."""
    rows = [
        [*HEADS, "Source"],
        ["Outcome", "R", "- Trained\n- of whom women", "10\n20%", "12\n25%\n3", "List\nSurvey"],
        ["Outcome", "R", "Jobs", "1\n2", 3, "Survey\nof jobs"],
    ]
    toml = PLAIN.replace("[[table]]", '[[table]]\nseveral = "lines"') + '"Source" = "means of verification"\n'
    plan = read(toml, rows)
    trained, women, jobs = plan.indicators
    assert (trained.statement, women.statement) == ("Trained", "of whom women")
    assert [o.value for o in women.series] == [D(20), Missing.ABSENT]
    assert women.series[0].unit == "percent"
    assert [i.monitoring_plan.means_of_verification for i in plan.indicators] == ["List", "Survey", "Survey\nof jobs"]
    assert jobs.series[0].value == "1\n2"
    assert plan.source.unparsed == ("Sheet!E2: 12\n25%\n3 (it has 3 lines for 2 indicators)",)
    assert len(read(PLAIN, rows).indicators) == 2


def test_parts_of_an_indicator_in_rows_below_it(read):
    """Rows of groups and places belong to the indicator above them."""
    toml = PLAIN + '\n[table.rows]\n"Female" = "group sex: Female"\n"Kenya*" = "place Kenya"\n'
    rows = [HEADS, ["Outcome", "R", "I", 1, 2], [None, None, "Female", 3, None], [None, None, "Kenya (all)", 4, 5]]
    (indicator,) = read(toml, rows).indicators
    whole, _, female, _, kenya, _ = indicator.series
    assert (whole.is_total, female.disaggregation[0].category, kenya.places[0].name) == (True, "Female", "Kenya")
    assert female.disaggregation[0].dimension == "sex"


def test_an_indicator_merged_over_rows_of_places(read):
    """A merged or empty indicator goes on where the row names a place; without one the row has no indicator."""
    toml = '[[table]]\n[table.columns]\nIndicator = "indicator"\nPlace = "place"\nActual = "actual"\n'
    rows = [["Indicator", "Place", "Actual"], ["I", "Kenya", 1], [None, "Uganda", 2], [None, None, 3]]
    for merged in ((), [(2, 1, 3, 1)]):
        plan = read(toml, rows, merged)
        (indicator,) = plan.indicators
        assert [(o.places[0].name, o.value) for o in indicator.series] == [("Kenya", D(1)), ("Uganda", D(2))]
        assert plan.source.unparsed == ("Sheet!C4: 3 (the row has no indicator)",)


def test_a_value_merged_over_the_rows_of_an_indicator(read):
    """It is one value, of its first row."""
    toml = '[[table]]\n[table.columns]\nIndicator = "indicator"\nPlace = "place"\nActual = "actual"\n'
    rows = [["Indicator", "Place", "Actual"], ["I", "Kenya", 1], [None, "Uganda", None]]
    plan = read(toml, rows, [(2, 1, 3, 1), (2, 3, 3, 3)])
    assert [o.line for o in plan.indicators[0].series] == [2]


def test_levels_in_columns_of_their_own(read):
    """Impact, outcome and output from left to right: each belongs to the one before it."""
    toml = '[[table]]\n[table.columns]\nGoal="impact"\nOutcome="outcome"\nOutput="output"\nIndicator="indicator"\n'
    rows = [
        ["Goal", "Outcome", "Output", "Indicator"],
        ["G", None, None, "g"],
        [None, "Outcome 1: A", None, "a"],
        [None, None, "B", "b"],
        [None, "C", None, "c"],
        [None, None, "B", "d"],
    ]
    (goal,) = read(toml, rows).results
    first, second = goal.outcomes
    assert (first.code, first.title, second.title) == ("1", "A", "C")
    assert [output.indicators[0].statement for output in (*first.outputs, *second.outputs)] == ["b", "d"]


@pytest.mark.each(
    "parents, codes",
    [
        ("none", [["1"], ["2"], ["2.1"], ["1.1"], ["3.1"], [None]]),
        ("code", [["1", "1.1"], ["2", "2.1"], ["3.1"], [None]]),
        ("order", [["1"], ["2", "2.1", "1.1", "3.1", None]]),
    ],
)
def test_the_result_above(read, parents, codes):
    """By code, by order, or not at all where the sheet does not state it."""
    toml = f'[[table]]\nparents = "{parents}"\n[table.columns]\nLevel = "level"\nResult = "result"\n'
    names = ["Outcome 1", "Outcome 2", "Output 2.1", "Output 1.1", "Output 3.1", "Output"]
    plan = read(toml, [["Level", "Result"], *([name, name] for name in names)])
    assert [[node.code for node in result.walk()] for result in plan.results] == codes


def test_the_only_result_of_the_level_above(read):
    """By code, outcomes without one belong to the only impact."""
    toml = '[[table]]\nparents = "code"\n[table.columns]\nLevel = "level"\nResult = "result"\n'
    (impact,) = read(toml, [["Level", "Result"], ["Impact", "a"], ["Outcome", "b"], ["Outcome", "c"]]).results
    assert [outcome.title for outcome in impact.outcomes] == ["b", "c"]


def test_the_first_output_has_no_outcome_above_it(read):
    """By order, a result before the first of the level above belongs to none."""
    toml = '[[table]]\nparents = "order"\n[table.columns]\nLevel = "level"\nResult = "result"\n'
    rows = [["Level", "Result"], *([name, name] for name in ("Output 1", "Outcome 1", "Outcome 2", "Output 2"))]
    plan = read(toml, rows)
    assert [[node.code for node in result.walk()] for result in plan.results] == [["1"], ["1"], ["2", "2"]]


def test_the_code_of_the_result_above_in_a_column(read):
    """A result belongs to the one whose code its row states, if there is just one."""
    toml = '[[table]]\n[table.columns]\nLevel = "level"\nCode = "result code"\nResult = "result"\nParent = "parent"\n'
    rows = [
        ["Level", "Code", "Result", "Parent"],
        ["outcome", "A", "a", None],
        ["output", "B", "b", "A"],
        ["output", "C", "c", "Z"],
    ]
    plan = read(toml, rows)
    assert [[node.code for node in result.walk()] for result in plan.results] == [["A", "B"], ["C"]]


def test_texts_with_level_and_code(read):
    """Level, number and statement in one cell; code and statement in one cell."""
    toml = '[[table]]\n[table.columns]\nR = "level and result"\nI = "code and indicator"\n'
    plan = read(
        toml, [["R", "I"], ["Output 1.1: Trained", "1.1.1 Youth"], ["Training", "Youth 15 to 24"], ["5% more", "5% x"]]
    )
    first, second, third = plan.results
    assert (first.code, first.title, first.indicators[0].code) == ("1.1", "Trained", "1.1.1")
    assert (second.title, second.indicators[0].code, second.indicators[0].statement) == (
        "Training",
        None,
        "Youth 15 to 24",
    )
    assert third.indicators[0].code is None
    toml = '[[table]]\nlevel = "output"\n[table.columns]\nR = "code and result"\nI = "indicator"\n'
    (output,) = read(toml, [["R", "I"], ["1.1 Trained", "x"]]).outputs
    assert (output.code, output.title) == ("1.1", "Trained")


def test_results_are_rows_of_a_hierarchy(read):
    """A row with no more than a code and a text is a result where its word or code is a level."""
    toml = """
    [[table]]
    shape = "hierarchy"
    [table.columns]
    Code = "indicator code"
    Name = "indicator"
    Target = "target"
    Assumptions = "assumptions"
    [table.levels]
    "P#" = "output"
    """
    rows = [
        ["Code", "Name", "Target", "Assumptions"],
        ["Goal: Peace"],
        ["P1", "Youth are trained", None, "Rain"],
        ["P1.1", "Trained youth", 5],
        ["x", "Output of factories", None],
        ["Outcome 2", "Women earn more"],
        ["2.1", "Income", 7],
    ]
    plan = read(toml, rows)
    goal, output, outcome = plan.results
    assert (goal.title, output.code, output.title, outcome.code, outcome.title) == (
        "Peace",
        "P1",
        "Youth are trained",
        "2",
        "Women earn more",
    )
    assert [a.text for a in output.assumptions] == ["Rain"]
    assert [i.code for i in output.indicators] == ["P1.1", "x"]


def test_levels_by_indentation(read):
    """The spaces before a text state the level of a result; a row with a value is an indicator."""
    toml = """
    [[table]]
    shape = "hierarchy"
    parents = "order"
    indents = ["outcome", "output"]
    [table.columns]
    Code = "indicator code"
    Name = "indicator"
    Target = "target"
    """
    rows = [
        ["Code", "Name", "Target"],
        [None, "1 Peace"],
        [None, "  Training"],
        [None, "    Youth", 5],
        ["B", "  Roads"],
        [],
    ]
    (outcome,) = read(toml, [*rows, [None, "    Bridges", 7], [None, None, 8]]).results
    assert (outcome.code, outcome.title) == ("1", "Peace")
    assert [(output.code, output.title) for output in outcome.outputs] == [(None, "Training"), ("B", "Roads")]
    assert [output.indicators[0].statement for output in outcome.outputs] == ["Youth", "Bridges"]


def test_bands_are_results_where_the_layout_gives_a_level(read):
    """Sections of a hierarchy that have no word of a level are results of the level that the layout states."""
    toml = '[[table]]\nshape = "hierarchy"\nlevel = "other"\n[table.columns]\nName = "indicator"\n2024 = "actual"\n'
    rows = [["Name", 2024], ["Poverty"], ["Rate", 5], ["3 Health"], ["Beds", 7]]
    merged = [(2, 1, 2, 2), (4, 1, 4, 2)]
    plan = read(toml, rows, merged)
    assert [(result.code, result.title) for result in plan.results] == [(None, "Poverty"), ("3", "Health")]


def test_a_text_that_goes_on_in_the_rows_below(read):
    """Names and values that are cut into several rows are joined line by line."""
    toml = """
    [[table]]
    shape = "hierarchy"
    level = "other"
    continued = true
    [table.columns]
    Name = "indicator"
    2024 = "actual"
    """
    rows = [["Name", 2024], ["Poverty", None], ["Below the", 5], ["line", None], [None, "(estimate)"], ["Rate", 6]]
    plan = read(toml, rows, [(2, 1, 2, 2)])
    first, second = plan.indicators
    assert (first.statement, first.series[0].value) == ("Below the\nline", "5\n(estimate)")
    assert second.series[0].value == D(6)


def test_long_tables(read):
    """Rows of one indicator are its observations; a repeated baseline is one, and a group is its own subject."""
    toml = """
    [[table]]
    shape = "long"
    [table.columns]
    Framework = "framework title"
    Type = "level"
    Result = "result"
    Indicator = "indicator"
    Baseline = "baseline"
    "Baseline year" = "baseline year"
    Start = "start"
    End = "end"
    Target = "target"
    "Target dimension" = "target dimension"
    "Target category" = "target category"
    Place = "place"
    Note = "target comment"
    [table.levels]
    1 = "output"
    """
    heads = ["Framework", "Type", "Result", "Indicator", "Baseline", "Baseline year", "Start", "End", "Target"]
    heads += ["Target dimension", "Target category", "Place", "Note"]
    same = ["Plan", 1, "R", "I", 5, 2020]
    days = [dt.date(2021, 1, 1), dt.datetime(2021, 12, 31)]  # noqa: DTZ001 - sheets have no time zones
    rows = [
        heads,
        [*same, *days, 7, "sex", "women"],
        [*same, *days],
        [*same, "2022-01-01", "no day", 8, None, None, "Kenya", "late"],
    ]
    plan = read(toml, [*rows, ["Plan", 1, "R", "I"]])
    assert plan.title == "Plan"
    (indicator,) = plan.outputs[0].indicators
    baseline, first, missing, again, second, absent = indicator.series
    assert missing.value is Missing.ABSENT
    assert baseline.period == Period(year=2020)
    assert first.period == Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
    assert (first.disaggregation[0].dimension, first.disaggregation[0].category) == ("sex", "women")
    assert (again.kind.value, again.places[0].name) == ("baseline", "Kenya")
    assert (second.places[0].name, second.comment, second.period.end) == ("Kenya", "late", None)
    assert absent.value is Missing.ABSENT
    assert "Sheet!H4: no day (no day)" in plan.source.unparsed


def test_a_long_table_without_results(read):
    """Indicators of no result are below a result without a title."""
    toml = '[[table]]\nshape = "long"\n[table.columns]\nIndicator = "indicator"\nYear = "year"\nActual = "actual"\n'
    plan = read(
        toml, [["Indicator", "Year", "Actual"], ["I", 2020, 1], ["I", dt.date(2021, 1, 1), 2], ["I", "Q1 2022", 3]]
    )
    (indicator,) = plan.indicators
    assert [str(o.period) for o in indicator.series] == ["2020", "2021", "2022-01-01..2022-03-31"]


def test_several_frameworks_in_one_sheet(read_all):
    """Each identifier is a framework of its own; what is left over is noted with the first."""
    toml = '[[table]]\n[table.columns]\nCountry = "framework"\nIndicator = "indicator"\nTarget = "target"\n'
    rows = [["Country", "Indicator", "Target", "x"], ["Kenya", "I", 1], ["Uganda", "J", 2]]
    kenya, uganda = read_all(toml, rows)
    assert (kenya.identifier, uganda.identifier) == ("Kenya", "Uganda")
    assert kenya.source.unparsed
    assert not uganda.source.unparsed


def test_months_across_take_their_year_from_the_row(read):
    """A month in the heading and a year in the row are one period; what is neither stays as it is written."""
    toml = (
        '[[table]]\nshape="long"\n[table.columns]\nIndicator="indicator"\nPeriod="period"\nJan="actual"\nq1="actual"\n'
    )
    rows = [["Indicator", "Period", "Jan", "q1"], ["I", 2024, 1, 2], ["J", "third", 3, 4]]
    first, second = read(toml, rows).indicators
    assert [str(o.period) for o in first.series] == ["2024-01-01..2024-01-31", "2024-01-01..2024-03-31"]
    assert [str(o.period) for o in second.series] == ["third, Jan", "third, q1"]


def test_a_stated_period_of_the_heading_comes_before_that_of_the_row(read):
    """The period of the row completes headings that have none."""
    toml = '[[table]]\n[table.columns]\nIndicator="indicator"\nYear="year"\n"Actual 2023"="actual"\nTarget="target"\n'
    (indicator,) = read(toml, [["Indicator", "Year", "Actual 2023", "Target"], ["I", 2024, 1, 2]]).indicators
    assert [str(o.period) for o in indicator.series] == ["2023", "2024"]


def test_ratios_of_two_columns(read):
    """Numerator and denominator make the value, where both are numbers."""
    toml = '[[table]]\n[table.columns]\nIndicator="indicator"\nN="numerator"\nD="denominator"\nTN="target numerator"\n'
    rows = [["Indicator", "N", "D", "TN"], ["I", 3, 5, 1], ["J", "x", 5], ["K", 1, 0], ["L", None, 5]]
    plan = read(toml, rows)
    assert [[o.value for o in i.series] for i in plan.indicators] == [[Ratio(D(3), D(5))], [], [], []]
    assert "Sheet!B3: x (no numerator of a ratio)" in plan.source.unparsed


def test_tables_that_are_joined_by_codes(read, sheet):
    """Results, indicators and values in sheets of their own are one framework."""
    toml = """
    [[table]]
    sheet = "Results"
    [table.columns]
    ref = "result code"
    type = "level"
    title = "result"
    [[table]]
    sheet = "Indicators"
    [table.columns]
    result = "result code"
    code = "indicator code"
    name = "indicator"
    [[table]]
    sheet = "Periods"
    shape = "long"
    [table.columns]
    code = "indicator code"
    year = "year"
    target = "target"
    """
    results = sheet([["ref", "type", "title"], ["R1", "output", "Trained"]], name="Results")
    indicators = sheet([["result", "code", "name"], ["R1", "I1", "Youth"], ["R9", "I2", "Jobs"]], name="Indicators")
    periods = sheet([["code", "year", "target"], ["I1", 2024, 5], ["I1", 2025, 6], ["I9", 2025, 7]], name="Periods")
    plan = read(toml, [results, indicators, periods])
    (output,) = plan.outputs
    assert (output.title, shown(output.indicators[0])) == ("Trained", ["target 2024 5", "target 2025 6"])
    assert [i.code for i in plan.indicators] == ["I1", "I2", "I9"]


def test_what_was_named_by_its_code_is_completed(read, sheet):
    """A result or an indicator that one table names by its code gets its title from another one."""
    toml = """
    [[table]]
    sheet = "Values"
    [table.columns]
    result = "result code"
    code = "indicator code"
    target = "target"
    [[table]]
    sheet = "Names"
    [table.columns]
    ref = "result code"
    type = "level"
    title = "result"
    code = "indicator code"
    name = "indicator"
    """
    values = sheet([["result", "code", "target"], ["R1", "I1", 5], ["R1", "I1", 6]], name="Values")
    names = sheet([["ref", "type", "title", "code", "name"], ["R1", "other", "Trained", "I1", "Youth"]], name="Names")
    (result,) = read(toml, [values, names]).results
    assert (result.title, [i.statement for i in result.indicators]) == ("Trained", ["Youth"])
    assert shown(result.indicators[0])[:2] == ["target  5", "target  6"]


def test_a_code_of_several_results(read):
    """A code that does not tell results apart is reported, and makes a result of its own."""
    toml = '[[table]]\n[table.columns]\nLevel="level"\nCode="result code"\nResult="result"\nIndicator="indicator"\n'
    rows = [["Level", "Code", "Result", "Indicator"], ["output", "1", "A", "a"], ["output", "1", "B", "b"]]
    plan = read(toml, [*rows, [None, "1", None, "c"]])
    assert [result.title for result in plan.results] == ["A", "B", None]
    assert plan.source.unparsed == ("Sheet!B4: 1 (several results have this code)",)


FACTS = """
[[table]]
several = ["lines"]
level = "output"

[table.columns]
Result = "result"
Description = "result description"
Assumptions = "assumptions"
Risks = "risks"
Weight = "weight"
Partners = "organisations"
Indicator = "indicator"
Unit = "unit"
Measure = "measure"
Direction = "direction"
Sum = "aggregation"
SDG = "reference"
List = "reference vocabulary"
Groups = "disaggregation"
Note = "note"
Definition = "indicator description"
Source = "means of verification"
Source 2 = "means of verification"
"""


def test_facts_of_results_and_indicators(read):
    """Every column of a logframe has its field; a word for a missing text is no text."""
    toml = FACTS.replace("Source 2 =", '"Source 2" =')
    heads = ["Result", "Description", "Assumptions", "Risks", "Weight", "Partners", "Indicator", "Unit", "Measure"]
    heads += ["Direction", "Sum", "SDG", "List", "Groups", "Note", "Definition", "Source", "Source 2"]
    facts = [
        "R",
        "long",
        "1. Rain\n2. Peace",
        "War",
        (0.3, "0%"),
        "Ministry",
        "I",
        "Persons",
        "2",
        "reduce",
        "yes",
        "5.2",
    ]
    facts += ["SDG", "sex, age", "see annex", "All who", "List", "Survey"]
    more = ["R", None, "Rain", "War", "half", "Ministry\nCouncil", "J", "Centres", "x", "maybe", "perhaps", None, "SDG"]
    plan = read(toml, [heads, facts, [*more, None, None, None, "n/a"]])
    (output,) = plan.outputs
    assert (output.description, output.weight) == ("long", D(30))
    assert [a.text for a in output.assumptions] == ["Rain", "Peace"]
    assert [(r.text, r.line) for r in output.risks] == [("War", 2)]
    assert [o.organisation.name for o in output.organisations] == ["Ministry", "Council"]
    first, second = output.indicators
    assert (first.unit, first.measure.value, first.direction.value) == ("person", "percentage", "decrease")
    assert (first.aggregation_status, first.references[0].code, first.references[0].vocabulary) == (True, "5.2", "SDG")
    assert (first.notes[0].text, first.description) == ("see annex", "All who")
    assert first.monitoring_plan.planned_disaggregation == ("sex", "age")
    assert first.monitoring_plan.means_of_verification == "List; Survey"
    assert (second.unit, second.monitoring_plan) == ("Centres", None)
    assert plan.source.unparsed == (
        "Sheet!E3: half (no number)",
        "Sheet!I3: x (no known measure)",
        "Sheet!J3: maybe (no known direction)",
        "Sheet!K3: perhaps (no known aggregation)",
        "Sheet!M3: SDG (no known reference vocabulary)",
    )


def test_a_unit_that_is_in_no_list_is_kept_as_the_sheet_writes_it(read):
    """Committees and answers of yes or no are units of an officer: they are shown, and only a share changes numbers."""
    toml = '[[table]]\nlevel="output"\n[table.columns]\nIndicator="indicator"\nUnit="unit"\nTarget="target"\n'
    rows = [["Committees", "committees", D(4)], ["Plan", "Yes/No", "Yes"], ["Births", "percent of births", "45%"]]
    plan = read(toml, [["Indicator", "Unit", "Target"], *rows])
    assert [one.unit for one in plan.indicators] == ["committees", "Yes/No", "percent of births"]
    assert [one.target.value for one in plan.indicators] == [D(4), True, D(45)]
    assert not validate(plan, select=["VAL10"]).findings


def test_sentences_stay_whole_where_the_layout_says_nothing_of_lines(read):
    """Lines of a text are several assumptions only where the layout says so."""
    toml = '[[table]]\nlevel="output"\n[table.columns]\nResult="result"\nAssumptions="assumptions"\n'
    (output,) = read(toml, [["Result", "Assumptions"], ["R", "Rain\nPeace"]]).outputs
    assert [a.text for a in output.assumptions] == ["Rain\nPeace"]


def test_budgets_by_period_and_source(read):
    """Amounts with the currency of their format, heading, row or layout; words are reasons, sentences are reported."""
    toml = """
    currency = "USD"
    [[table]]
    level = "output"
    [table.columns]
    Result = "result"
    "Budget 2024" = "budget"
    "Budget 2025" = "budget"
    Spent = "expenses"
    "Donor (£)" = "funding"
    Currency = "currency"
    """
    heads = ["Result", "Budget 2024", "Budget 2025", "Spent", "Donor (£)", "Currency"]
    rows = [
        heads,
        ["A", (100, "#,##0 [$€-1]"), "2,000", "TBD", 5],
        ["B", "ask finance", Cell(is_formula_without_result=True), 7, None, "KES"],
        ["C", "1,5 million", "$3"],
        ["D", None, None, None, 8],
    ]
    plan = read(toml, rows)
    first, second, third, fourth = (output.budgets for output in plan.outputs)
    assert [(str(b.period), b.planned and str(b.planned)) for b in first][:2] == [("2024", "€100"), ("2025", "$2,000")]
    assert first[2].expenses is Missing.TO_BE_DETERMINED
    (line,) = first[0].funding
    assert (line.organisation.name, line.amount) == ("Donor", Money(nominal=5, currency="GBP"))
    assert [b.expenses for b in second] == [Money(nominal=7, currency="KES")]
    assert [b.planned.nominal for b in third] == [D(1500000), D(3)]
    assert (fourth[0].planned, len(fourth[0].funding)) == (Missing.ABSENT, 1)
    assert plan.source.unparsed == (
        "Sheet!C3: a formula without a stored result",
        "Sheet!B3: ask finance (no amount)",
    )


def test_columns_of_years_that_have_no_date(read):
    """Several budgets without a period have their headings in its place."""
    toml = '[[table]]\nlevel="output"\n[table.columns]\nResult="result"\n"Year *"="budget"\n'
    (output,) = read(toml, [["Result", "Year 1", "Year 2"], ["R", 1, 2]]).outputs
    assert [(budget.period.raw, budget.planned.nominal) for budget in output.budgets] == [("Year 1", 1), ("Year 2", 2)]


def test_budgets_of_the_framework(read):
    """A budget whose row names no result is that of the framework."""
    toml = (
        '[[table]]\nshape="long"\n[table.columns]\nId="framework"\nFrom="budget start"\nTo="budget end"\nX="budget"\n'
    )
    rows = [["Id", "From", "To", "X"], ["A", "2024-01-01", dt.date(2024, 12, 31), "5"], ["A", "soon", None, 6]]
    plan = read(toml, rows)
    assert [str(budget.period) for budget in plan.budgets] == ["2024-01-01..2024-12-31", "None"]
    assert plan.source.unparsed == ("Sheet!B3: soon (no day)",)


def test_activities_of_outputs(read):
    """An activity belongs to the output of its row; one of another result is reported."""
    toml = """
    [[table]]
    [table.columns]
    Level = "level"
    No = "activity code"
    Activity = "activity"
    Start = "activity start"
    Cost = "activity budget"
    """
    day = dt.datetime(2024, 1, 1)  # noqa: DTZ001 - sheets have no time zones
    rows = [
        ["Level", "No", "Activity", "Start", "Cost"],
        ["Output 1", "A1", "Train", day, 5],
        ["Outcome 1", "A2", "Meet", None, None],
        ["Output 1", "A1", "Train", None, None],
    ]
    plan = read(toml, rows)
    first, second = plan.outputs[0].activities
    assert (first.code, first.title, first.period.start.year) == ("A1", "Train", 2024)
    assert (first.budgets[0].planned.nominal, second.budgets) == (5, ())
    assert plan.source.unparsed == ("Sheet!C3: Meet (an activity of no output)",)
    merged = read(toml, [rows[0], rows[1], ["Output 1", None, None]], [(2, 3, 3, 3), (2, 2, 3, 2)])
    assert len(merged.outputs[0].activities) == 1


def test_the_record_of_changes(read):
    """Each row is a revision; a day that is none is reported."""
    toml = '[[table]]\n[table.columns]\nDate="revision day"\nVersion="revision version"\nBy="revision approved by"\n'
    rows = [
        ["Date", "Version", "By"],
        [dt.date(2024, 5, 1), 1, "Board"],
        ["2 June 2024", None, None],
        ["May", 2],
        [None, None, "x"],
    ]
    plan = read(toml, rows)
    assert [(str(r.day), r.version, r.approved_by) for r in plan.revisions] == [
        ("2024-05-01", "1", "Board"),
        ("2024-06-02", None, None),
        ("None", "2", None),
    ]
    assert plan.source.unparsed == ("Sheet!A4: May (no day)",)


def test_two_tables_in_one_sheet(read):
    """The first table ends above the title of the second; a table that may lack is not missed."""
    toml = """
    [[table]]
    level = "output"
    [table.columns]
    Indicator = "indicator"
    Target = "target"
    [[table]]
    [table.columns]
    Level = "level"
    Activity = "activity"
    [[table]]
    optional = true
    [table.columns]
    Risk = "risks"
    Rating = "skip"
    """
    rows = [["Indicator", "Target"], ["I", 1], [], ["Activities"], ["Level", "Activity"], ["Output 1", "Train"]]
    plan = read(toml, rows)
    assert [i.statement for i in plan.indicators] == ["I"]
    assert plan.source.chrome == ("Sheet!A4: Activities",)
    close = read(toml, [*rows[:2], ["Activities"], *rows[4:]])
    assert [i.statement for i in close.indicators] == ["I", "Activities"]


def test_a_table_that_is_not_there(read):
    """The error names the table, its headings and the sheets; or that there is no such sheet."""
    with pytest.raises(FormatError, match=r"table 1: no row of 'Sheet' has its headings, such as 'Level', 'Result'"):
        read(PLAIN, [["Name", "Value"]])
    with pytest.raises(FormatError, match=r"table 1: there is no sheet 'Plan'; the sheets are 'Sheet'"):
        read(PLAIN.replace("[[table]]", '[[table]]\nsheet = "Plan"'), [HEADS])


def test_rows_that_the_layout_limits(read):
    """The first and the last row of a table may be stated."""
    toml = PLAIN.replace("[[table]]", "[[table]]\nfirst-row = 3\nlast-row = 3")
    rows = [HEADS, ["Outcome", "R", "example", 1, 2], ["Outcome", "R", "I", 1, 2], ["Outcome", "R", "end", 1, 2]]
    assert [i.statement for i in read(toml, rows).indicators] == ["I"]


def test_a_lone_text_below_the_last_indicator_is_a_note(read):
    """A remark below the table in the column of the results is no result; one with a level is, and so is one above."""
    toml = '[[table]]\n[table.columns]\nLogic = "level and result"\nIndicator = "indicator"\nTarget = "target"\n'
    rows = [
        ["Logic", "Indicator", "Target"],
        ["Outcome 1: Women earn", "Income", 4],
        ["Better lives"],
        ["Output 1.1: Women learn", "Skills", 5],
        ["Figures of the year are preliminary"],
        ["Output 1.2: Women save"],
        ["+ TBX = to be seen"],
    ]
    framework = read(toml, rows)
    assert [result.title for result in framework.results] == ["Women earn", "Better lives", "Women learn", "Women save"]
    assert framework.source.unparsed == (
        "Sheet!A3: Better lives (no known level)",
        "Sheet!A5: Figures of the year are preliminary (a note below the table)",
        "Sheet!A7: + TBX = to be seen (a note below the table)",
    )


def test_a_lone_result_below_the_last_indicator_has_its_level_elsewhere(read):
    """Where a column has the levels, a text without one is a note; where the layout states one, it is a result."""
    columns = '[table.columns]\nResult = "result"\nIndicator = "indicator"\n'
    rows = [["Result", "Indicator", "Level"], ["Women earn", "Income", "Output"], ["Preliminary"]]
    (result,) = read(f'[[table]]\n{columns}Level = "level"\n', rows).results
    assert result.title == "Women earn"
    results = read(f'[[table]]\nlevel = "output"\n{columns}', rows).results
    assert [result.title for result in results] == ["Women earn", "Preliminary"]


def test_a_lone_text_in_the_column_of_levels_is_a_note(read):
    """Where a level alone is a result, a remark below the last indicator in that column is no level."""
    toml = '[[table]]\n[table.columns]\nLevel = "level"\nIndicator = "indicator"\n'
    framework = read(toml, [["Level", "Indicator"], ["Output 1", "Skills"], ["Preliminary"], ["Output 2"]])
    assert [result.code for result in framework.results] == ["1", "2"]
    assert framework.source.unparsed == ("Sheet!A3: Preliminary (a note below the table)",)


def test_a_lone_result_below_the_last_indicator_with_a_merged_level_is_one(read):
    """The level of the row is in the cell that reaches down to it."""
    toml = '[[table]]\n[table.columns]\nLevel = "level"\nResult = "result"\nIndicator = "indicator"\n'
    rows = [["Level", "Result", "Indicator"], ["Output", "Women learn", "Skills"], [None, "Women save"]]
    assert [result.title for result in read(toml, rows, [(2, 1, 3, 1)]).outputs] == ["Women learn", "Women save"]


@pytest.mark.each(
    "levels", ['"Result 1.1" = "output"\n"Result 1.2" = "output"', '"Result #.#" = "output"', '"Result *" = "output"']
)
def test_results_that_the_layout_names_by_their_numbers_are_not_joined(read, levels):
    """Two results of one statement, or of none, are two by the number in the words of their level."""
    columns = '[table.columns]\nLevel = "level"\nResult = "result"\nIndicator = "indicator"\nTarget = "target"'
    toml = f"[[table]]\n{columns}\n[table.levels]\n{levels}"
    heads = ["Level", "Result", "Indicator", "Target"]
    plan = read(toml, [heads, ["Result 1.1", "Trained", "I", 1], ["Result 1.2", "Trained", "J", 2]])
    assert [(output.code, output.title, len(output.indicators)) for output in plan.outputs] == [
        ("1.1", "Trained", 1),
        ("1.2", "Trained", 1),
    ]
    alone = read(
        toml.replace('Result = "result"\n', ""), [heads[:1] + heads[2:], ["Result 1.1", "I", 1], ["Result 1.2", "J", 2]]
    )
    assert [(output.code, len(output.indicators)) for output in alone.outputs] == [("1.1", 1), ("1.2", 1)]


@pytest.mark.each("address", ["A1", "B7", "Other!A1"])
def test_a_result_in_a_cell_that_is_empty_is_reported(read, address):
    """Indicators keep their values below a result without a name, and the address in the layout is named."""
    columns = '[table.columns]\nIndicator = "indicator"\nTarget = "target"'
    toml = f'[[table]]\nlevel = "output"\nresult = "{address}"\n{columns}'
    plan = read(toml, [[None], ["Indicator", "Target"], ["I", 1], ["J", 2]])
    (output,) = plan.outputs
    assert (output.title, len(output.indicators)) == (None, 2)
    why = "so that its indicators are below a result without a name"
    assert plan.source.unparsed == (f"sheet 'Sheet': {address}, the cell of the result, holds no text, {why}",)


def test_a_second_column_of_the_same_field_is_listed(read):
    """One result a row: what another column states for it is left over with its address, and nothing is lost."""
    toml = """
[[table]]
[table.columns]
Chain = "level and result"
"Result [1]" = "result"
"Result [2]" = "result"
Indicator = "indicator"
"""
    rows = [
        ["Chain", "Result", "Result", "Indicator"],
        ["Output 1.1: Wells", "Boreholes", "Pumps", "Wells dug"],
        ["Output 1.2", "Taps", "Taps", "Taps put in"],
    ]
    framework = read(toml, rows)
    assert [result.title for result in framework.results] == ["Boreholes", "Taps"]
    assert framework.source.unparsed == (
        "Sheet!C2: Pumps (another column is the result)",
        "Sheet!A2: Output 1.1: Wells (another column is the result)",
    )
