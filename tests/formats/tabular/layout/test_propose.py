"""Proposed layouts: what the headings and cells of a sheet suggest, the evidence, and the doubts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import FormatError, Layout
from resultsframework.formats.tabular.layout import Evidence, layout_named
from resultsframework.formats.tabular.layout._guess import Guess, field_of, heading_rows
from resultsframework.formats.tabular.layout._propose import proposal_for
from resultsframework.formats.tabular.sheet import Area, Cell, Sheet, Workbook

D = Decimal


def formula(value, number_format="General"):
    return Cell(D(str(value)), number_format, is_formula=True)


@pytest.fixture
def propose(sheet):
    """A function that proposes a layout for rows, or for sheets; the proposal reads what its layout reads."""

    def made(rows, merged=(), sheets=(), **more):
        there = rows if isinstance(rows[0], Sheet) else [sheet(rows, merged, **more)]
        proposal = proposal_for(Workbook(kind="xlsx", sheets=tuple(there)), "plan.xlsx", sheets)
        assert Layout.from_toml(proposal.layout.to_toml()) == proposal.layout
        return proposal

    return made


def fields(proposal, number=0):
    return {column.heading: column.field for column in proposal.layout.tables[number].columns}


def shown(proposal):
    """The indicators and values as the proposal reads them."""
    return [
        (i.statement, [f"{o.kind.value} {o.period} {o.raw}" for o in i.series])
        for framework in proposal.frameworks
        for i in framework.indicators
    ]


@pytest.mark.each(
    "heading, field, is_certain",
    [
        ("Baseline (2021)", "baseline", True),
        ("LÍNEA DE BASE 2023", "baseline", True),
        ("Output Indicator 1.1", "indicator", True),
        ("Milestone 2", "milestone", True),
        ("Baseline / Value", "baseline", True),
        ("Baseline / Year", "baseline year", True),
        ("Unit / Value", "unit", True),
        ("2024 / Target", "target", True),
        ("Results / 2023", "actual", False),
        ("Résultats 2024", "actual", False),
        ("Results", "result", True),
        ("Março", "{period}", False),
        ("Marco", "milestone", True),
        ("2024 / Q1", "{period}", True),
        ("2024", "{period}", True),
        ("Sources of data used", "means of verification", False),
        ("خط الأساس 2022", "baseline", True),
        ("Meios de verificação", "means of verification", True),
    ],
)
def test_the_likely_field_of_a_heading(heading, field, is_certain):
    """Words of five languages, with or without a period, a number, or a word of a level."""
    assert field_of(heading) == Guess(field, is_certain)


@pytest.mark.each("heading", ["Colour", "Target language", "Rationale for target", "x / y", "", "No cholera"])
def test_headings_that_are_not_known(heading):
    """The comment on a target is no target."""
    assert field_of(heading) is None


def test_rows_that_look_like_headings(sheet):
    """A row of headings has known words, and neither numbers nor sentences; a second row goes on with it."""
    rows = [
        ["Plan", None],
        ["Indicator", "Target", "long " * 30],
        ["Indicator", "Target", "12"],
        ["Indicator", "a", "b", "c", "d", "e", "f"],
        ["Indicator", "2024", "2025"],
        ["Indicator", "Result", "Year 1", None],
        [None, None, "Target", "Actual"],
        ["x", "y", 1, 2],
        ["Indicator", "Result", "Target"],
    ]
    found = heading_rows(sheet(rows))
    assert [(one.row, one.rows) for one in found] == [(5, 1), (6, 2), (9, 1)]


ROWS = [
    ["Annex: Logical framework"],
    ["Women and work, 2022-2026"],
    [],
    [
        "Level",
        "Result",
        "Indicators",
        "Baseline 2022",
        "Target 2024",
        "Target 2026",
        "Actual 2024",
        "Sources of data used",
        "X",
    ],
    ["Outcome", "Women earn more", "Income (USD)", "1,200", 1300, "1.500*", 1250, "Survey"],
    ["Output", "Women are trained", "Trained\nof whom rural", "0\n0%", "10\n5%", "20\n7%", "TBD", "Lists"],
    [None, "TOTAL", None, 1, 2],
    ["* Estimate."],
]


def test_a_logframe_with_a_row_for_each_indicator(propose):
    """Headings, title, period, marks, lines, thousands and sums are proposed, each with its cells."""
    proposal = propose(ROWS)
    layout = proposal.layout
    assert (layout.title, layout.plan, layout.marks) == ("A2", "2022-01-01..2026-12-31", ("*",))
    assert layout.thousands == (".",)
    table = layout.tables[0]
    assert (table.shape, table.several, table.parents, dict(table.rows)) == (
        "rows",
        ("lines",),
        "none",
        {"TOTAL*": "skip"},
    )
    assert fields(proposal)["Target 2024"] == "milestone"
    assert fields(proposal)["Target 2026"] == "target"
    assert shown(proposal)[0] == (
        "Income (USD)",
        ["baseline 2022 1,200", "milestone 2024 1300", "target 2026 1.500*", "actual 2024 1250"],
    )
    assert Evidence("the title of the framework", ("Sheet!A2",)) in proposal.evidence
    assert str(Evidence("a choice")) == "a choice"
    assert "the footnote mark * (Sheet!A8, Sheet!F5)" in map(str, proposal.evidence)
    assert any(doubt.startswith("the heading 'X' has no known field") for doubt in proposal.doubts)
    assert any("'Sources of data used' was taken for means of verification" in doubt for doubt in proposal.doubts)
    assert any("side by side" in doubt for doubt in proposal.doubts)


def test_the_matrix_of_the_european_union(propose):
    """A heading over two columns: the level and its result, the value and its year; years in brackets."""
    rows = [
        ["Results chain", None, "Indicators", "Baselines (value and year)", None, "Targets", None, "Notes", None],
        ["Outcome 1", "Milk", "1.1 Litres", 5, 2020, 7, dt.date(2026, 1, 1), "x", "y"],
        ["Output 1.1", "Tanks", "1.1.1 Tanks\n1.1.2 Tests", "3 (2021)\n4", None, "8\n9", 2025],
    ]
    merged = [(1, 1, 1, 2), (1, 4, 1, 5), (1, 6, 1, 7), (1, 8, 1, 9)]
    proposal = propose(rows, merged)
    assert fields(proposal) == {
        "Results chain": "level",
        "Results chain [2]": "result",
        "Indicators": "code and indicator",
        "Baselines (value and year)": "baseline",
        "Baselines (value and year) [2]": "baseline year",
        "Targets": "target",
        "Targets [2]": "target year",
        "Notes": "note",
    }
    assert proposal.layout.tables[0].parents == "code"
    assert proposal.frameworks[0].outputs[0].indicators[1].code == "1.1.2"


def test_levels_in_the_text_of_results(propose):
    """Results that begin with the word of their level; a column of levels that has no heading."""
    rows = [
        ["Résultats", "Indicateurs", "Cible 2027"],
        ["Effet 1 : Soins", "Taux", "5"],
        ["Produit 1.1 : Lits", "Lits", "7"],
    ]
    proposal = propose(rows)
    assert fields(proposal)["Résultats"] == "level and result"
    assert len(proposal.frameworks[0].outcomes[0].outputs) == 1
    rows = [[None, "Result", "Indicator", "Target"], ["Outcome", "A", "a", 1], ["Output", "B", "b", 2]]
    assert fields(propose(rows))["column A"] == "level"


def test_a_level_that_may_mean_several(propose):
    """An objective is an impact in one office and an outcome in another: proposed with a doubt."""
    rows = [["Level", "Result", "Indicator", "Target"], ["Objective 1", "A", "a", 1], ["Output", "B", "b", 2]]
    proposal = propose(rows)
    assert dict(proposal.layout.tables[0].levels) == {"Objective": "impact"}
    assert any("these words may mean another level" in doubt for doubt in proposal.doubts)
    rows = [["Result", "Indicator", "Target"], ["A", "a", 1], ["B", "b", 2]]
    proposal = propose(rows)
    assert proposal.layout.tables[0].level == "other"
    assert any("nothing states the level" in doubt for doubt in proposal.doubts)


def test_periods_in_two_rows_of_headings(propose):
    """Years across with a target and an actual each; that of the whole programme is the target."""
    rows = [
        ["Programme period: 1 January 2024 to 31 December 2025. Youth"],
        ["No.", "Indicator", "Life of Programme", None, None, "Year 1 (2024)", None, "Year 2 (2025)"],
        [None, None, "Target", "Actual", "% met", "Target", "Actual", "Target", "Actual"],
        ["Outcome 1: Youth work"],
        ["1.1", "Jobs", 5, 3, formula(0.6), 2, 3, 3],
        [None, "Female", 2, 1, formula(0.5), 1, 1, 1],
        ["1.2", "Firms", 5, 3, formula(0.6), 2, 3, 3],
        ["1.3", "Shops", 5, 3, formula(0.6), 2, 3, 3],
        [],
        [None, "Sum", formula(7), formula(4), None, formula(3), formula(4), formula(4)],
    ]
    merged = [(2, 3, 2, 5), (2, 6, 2, 7), (2, 8, 2, 9), (4, 1, 4, 9)]
    proposal = propose(rows, merged)
    table = proposal.layout.tables[0]
    assert (table.shape, table.heading_rows) == ("hierarchy", 2)
    assert fields(proposal)["Year 1 (2024) / Target"] == "milestone"
    assert table.columns[2].period == "plan"
    assert dict(table.rows) == {"Female": "group sex: Female", "Sum": "skip"}
    jobs = proposal.frameworks[0].indicators[0]
    assert [f"{o.kind.value} {o.period} {o.raw}" for o in jobs.series][:3] == [
        "target 2024-2025 5",
        "actual 2024-2025 3",
        "milestone 2024 2",
    ]


def test_months_across_and_results_by_their_codes(propose):
    """Months below a year in a cell; formulas are computed columns; codes are levels, with a doubt."""
    rows = [
        ["Año:", 2024],
        ["Código", "Resultado / Indicador", "Meta del año", "Ene", "Feb", "T1"],
        ["OE", "Las familias"],
        ["OE.1", "Niñas con control", 5, 1, 2, formula(3)],
        ["P1", "Promotores"],
        ["P1.1", "Promotores formados", 7, 3, None, formula(3)],
    ]
    proposal = propose(rows)
    table = proposal.layout.tables[0]
    assert (proposal.layout.year, dict(table.levels)) == ("B1", {"OE": "outcome", "P#": "output"})
    assert (fields(proposal)["Ene"], fields(proposal)["T1"]) == ("actual", "skip")
    assert shown(proposal)[0] == (
        "Niñas con control",
        ["target 2024 5", "actual 2024-01-01..2024-01-31 1", "actual 2024-02-01..2024-02-29 2"],
    )
    assert any("codes of results were taken for levels" in doubt for doubt in proposal.doubts)


def test_results_by_words_whose_codes_have_a_column(propose):
    """A result row with a code and a text that begins with its level; rows of notes are neither."""
    rows = [
        ["Code", "Results / indicators", "Target"],
        ["A", "Outcome 1: Youth work"],
        ["1.1", "Jobs", 5],
        ["see annex"],
    ]
    proposal = propose(rows)
    assert proposal.layout.tables[0].shape == "hierarchy"
    assert proposal.frameworks[0].outcomes[0].title == "Youth work"


def test_a_sheet_whose_values_are_all_formulas(propose):
    """Links to other sheets are read as their stored results, with a doubt."""
    rows = [["Indicator", "Baseline", "Target"], *([f"I{n}", formula(n), formula(n + 1)] for n in range(4))]
    proposal = propose(rows)
    assert len(shown(proposal)) == 4
    assert not proposal.layout.tables[0].rows
    assert any("every value is a formula" in doubt for doubt in proposal.doubts)


def test_the_year_in_the_name_of_a_sheet(propose):
    """Months without a year take it from the tab; periods beside actuals are milestones."""
    rows = [["Indicator", "Actual", "Target of the year", "Jan", "Feb"], ["Jobs", 3, 5, 1, 2]]
    proposal = propose(rows, name="Plan 2024")
    assert proposal.layout.year == 2024
    assert fields(proposal)["Jan"] == "milestone"
    assert proposal.layout.tables[0].columns[2].period == "2024"
    unknown = propose(rows, name="Plan")
    assert unknown.layout.tables[0].columns[2].period is None


def test_targets_without_periods(propose):
    """Of several targets without a year the first is the target, and nothing is said of the others."""
    rows = [["Indicator", "Target", "Cible"], ["Jobs", 3, 5]]
    assert set(fields(propose(rows)).values()) == {"indicator", "target"}


def test_values_of_places_and_groups_in_one_cell(propose):
    """Places by their abbreviations, with names as far as the sheet has them; women in brackets; other brackets."""
    rows = [
        ["KE = Kenya"],
        ["Indicator", "Baseline", "Target", "Actual"],
        ["Patrols", "KE: 4; UG: 5", "KE: 7; UG: TBD", None],
        ["Members (of whom women)", "10 (5)", "20 (12)", "15 (7)"],
        ["Tests", "7 (old)", "8 (9)", 5],
    ]
    proposal = propose(rows)
    assert dict(proposal.layout.places) == {"KE": "Kenya", "UG": "UG"}
    assert propose([["KE = Kenya, UG = Uganda"], *rows[1:3]]).layout.places["UG"] == "Uganda"
    assert proposal.layout.tables[0].brackets == "sex: women"
    assert "the sheet does not say what these places are: UG" in proposal.doubts
    assert sum("whose meaning is open" in doubt for doubt in proposal.doubts) == 2
    assert any(doubt.startswith("1 value was read as text, such as line 5: 7 (old)") for doubt in proposal.doubts)


def test_points_that_may_be_decimal(propose):
    """Beside a decimal point, "1.500" is left open, with a doubt."""
    rows = [["Indicator", "Baseline", "Target"], ["Income", "1.5", "1.500"], ["Jobs", 2000, 5]]
    proposal = propose(rows)
    assert proposal.layout.thousands == ()
    assert any("may be a decimal point or thousands: Sheet!C2" in doubt for doubt in proposal.doubts)


def test_lines_without_values_of_their_own(propose):
    """An indicator of two lines with one value is no list of indicators."""
    rows = [["Indicator", "Target"], ["Jobs\nof youth", 5], ["Income", 7]]
    proposal = propose(rows)
    assert proposal.layout.tables[0].several == ()
    assert any("have no line of values each: Sheet!A2" in doubt for doubt in proposal.doubts)


BLOCKS = [
    ["PROGRAMME TITLE", "Water in schools"],
    ["OUTCOME", "Outcome Indicator 1", "Baseline", "Milestone 1 (2024)", "Target (2026)", "Assumptions"],
    ["Pupils drink", "Schools with water", 5, 6, "7*", "Rain"],
    [None, None, "Source"],
    [None, None, "Census"],
    ["OUTPUT 1", "Output Indicator 1.1", "Baseline", "Milestone 1 (2024)", "Target (2026)"],
    ["Pumps work", "Pumps", 1, 2, 3],
    [None, "Achieved", None, 2],
    ["IMPACT WEIGHTING (%)", None, "Source"],
    [30, None, "Lists"],
    ["INPUTS (£)", "Donor (£)", "State (£)", "Total (£)"],
    [None, 100, 50, formula(150)],
    [None, "Output Indicator 1.2", "Baseline", "Milestone 1 (2024)", "Target (2026)"],
    [None, "Taps", 4, 5, 6],
]


def test_headings_that_are_repeated_for_each_indicator(propose):
    """A logframe of blocks: levels, codes, sources, weights and amounts have headings of their own."""
    proposal = propose(BLOCKS)
    assert proposal.layout.title == "B1"
    assert proposal.layout.tables[0].shape == "blocks"
    assert fields(proposal) == {
        "{level}": "result",
        "* Indicator {code}": "indicator",
        "* Indicator": "indicator",
        "Baseline*": "baseline",
        "Milestone*": "milestone",
        "Target*": "target",
        "Assumptions": "assumptions",
        "Source": "means of verification",
        "IMPACT WEIGHTING (%)": "weight",
        "INPUTS (£)": "skip",
        "Donor (£)": "funding",
        "State (£)": "funding",
        "Total (£)": "skip",
    }
    (framework,) = proposal.frameworks
    assert [i.statement for i in framework.indicators] == ["Schools with water", "Pumps", "Taps"]
    assert framework.outputs[0].weight == 30
    assert dict(proposal.layout.tables[0].rows) == {"Achieved": "actual"}
    assert shown(proposal)[1][1][-1] == "actual 2024 2"


def test_blocks_without_a_word_of_a_level(propose):
    """Indicators whose headings begin with their own word."""
    rows = []
    for number in ("1", "2"):
        rows += [[f"Indicador {number}", "Línea de base", "Meta"], [f"Niñas {number}", 5, 6], []]
    proposal = propose(rows)
    assert fields(proposal)["*Indicador {code}"] == "indicator"
    assert [name for name, _ in shown(proposal)] == ["Niñas 1", "Niñas 2"]


def test_headings_repeated_on_a_further_page_are_no_blocks(propose):
    """Headings of one long table that are printed again."""
    heads = ["Indicator", "Baseline", "Target"]
    rows = [heads, *([f"I{n}", n, n] for n in range(20)), heads, *([f"J{n}", n, n] for n in range(3))]
    assert propose(rows).layout.tables[0].shape == "rows"


def test_long_tables(propose):
    """Rows that repeat their indicators for places; the last of several places; activities in place of results."""
    rows = [["Country", "District", "Activity", "Indicator", "Year", "Target", "Actual"]]
    rows += [["KE", name, "Training", "Teachers", 2024, 5, 4] for name in "ABCDE"]
    proposal = propose(rows)
    assert proposal.layout.tables[0].shape == "long"
    assert fields(proposal)["Country"] == "skip"
    assert fields(proposal)["Activity"] == "result"
    (indicator,) = proposal.frameworks[0].indicators
    assert [o.places[0].name for o in indicator.series][:2] == ["A", "A"]


def test_templates_that_the_library_knows(propose):
    """A sheet with nearly all headings of a layout of the library has that layout."""
    heads = [column.heading for column in layout_named("unhcr-results").tables[0].columns]
    proposal = propose([heads])
    assert proposal.layout == layout_named("unhcr-results")
    assert "the headings are those of the layout 'unhcr-results' (Sheet!A1)" in map(str, proposal.evidence)


def test_further_tables(propose, sheet):
    """Activities, budgets and the record of changes beside the indicators; other sheets are left alone."""
    plan = sheet(
        [
            ["Level", "Result", "Indicator", "Target"],
            ["Output 1", "Trained", "Youth", 5],
            ["Output 2", "Hired", "Jobs", 5],
            [],
            ["No.", "Activity", "Output", "Budget", "Colour"],
            ["A1", "Train", "Output 1", 100, "red"],
        ],
        name="Plan",
    )
    money = sheet([["Code", "Budget", "Actual"], ["1", 100, 50]], name="Money")
    changes = sheet([["Date", "Version", "Reason"], [dt.date(2024, 1, 1), 2, "Review"]], name="Changes")
    other = sheet([["Level", "Result"], ["x", "y"]], name="Other")
    proposal = propose([plan, money, changes, other])
    assert [table.sheet for table in proposal.layout.tables] == ["Plan", "Plan", "Money", "Changes"]
    assert fields(proposal, 1)["Budget"] == "activity budget"
    assert fields(proposal, 2) == {"Code": "result code", "Budget": "budget", "Actual": "expenses"}
    (framework,) = proposal.frameworks
    assert framework.outputs[0].activities[0].title == "Train"
    assert framework.revisions[0].version == "2"


def test_a_further_sheet_of_indicators_is_a_doubt(propose, sheet):
    """Indicators of another sheet with other headings are not proposed for, and the doubt has their address."""
    first = sheet([["Outcome", "Indicator", "Baseline", "Target"], ["Learning", "Girls at school", 4, 6]], name="A")
    second = sheet([["Resultado", "Indicador", "Meta"], ["Salud", "Consultas", 9]], name="B")
    notes = sheet([["Indicator", "Definition", "Unit"], ["Girls at school", "Enrolled", "girl"]], name="C")
    doubts = [doubt for doubt in propose([first, second, notes]).doubts if doubt.startswith("further sheets")]
    assert doubts == ["further sheets have indicators with values; name each sheet of the framework with --sheet: B!A1"]


def test_a_table_for_each_sheet_that_is_named(propose, sheet):
    """Each sheet has a table as if it were alone; what differs between them in the keys of all is a doubt."""
    heads = ["Outcome", "Indicator", "Unit", "Baseline 2022", "Target 2025"]
    first = sheet([["Girls learn"], heads, ["Learning", "Girls at school", "%", 4, "6*"], ["* Estimate."]], name="A")
    second = [
        ["Mujeres sanas"],
        ["Resultado", "Indicador", "Unidad", "Línea de base 2022", "Meta 2025"],
        ["Resultado 1. Salud", "Consultas", "consultas", "1.200", "11.930"],
        [None, "Partos", "partos", "40,5", "20.000†"],
        ["† Estimado."],
    ]
    notes = sheet([["Yes"]], name="Lists", hidden=True)
    book = [first, sheet(second, name="Componente B"), notes]
    proposal = propose(book, sheets=["a", "Componente B"])
    assert [table.sheet for table in proposal.layout.tables] == ["A", "Componente B"]
    layout = proposal.layout
    assert (layout.title, layout.marks, layout.thousands) == ("A1", ("*", "†"), (".",))
    assert layout.skip_sheets == ("Lists",)
    read = dict(shown(proposal))
    assert read["Consultas"] == ["baseline 2022 1.200", "target 2025 11.930"]
    assert "hidden sheets are left out: 'Lists'" in map(str, proposal.evidence)
    assert [table.sheet for table in propose(book, sheets="Componente B").layout.tables] == ["Componente B"]
    with pytest.raises(rf.NotFoundError, match="Componente B"):
        propose(book, sheets=["Componente"])


def test_keys_that_sheets_do_not_share(propose, sheet):
    """A layout has one year of months: that of the first sheet, with the other one as a doubt; places are of both."""
    heads = ["Output", "Indicator", "Target"]
    rows = [heads, ["Output 1. Wells", "Wells", "KE: 40; UG: 25"], ["Kenya (KE), Uganda (UG)"]]
    other = [heads, ["Output 2. Pumps", "Pumps", "TZ: 4; UG: 2"], ["Tanzania (TZ), Uganda (UG)"]]
    proposal = propose(
        [sheet(rows, name="Year 2024"), sheet(other, name="Year 2025")], sheets=["Year 2024", "Year 2025"]
    )
    assert proposal.layout.year == 2024
    assert "the layout has year 2024 for all sheets, and 'Year 2025' would have 2025" in proposal.doubts
    assert set(proposal.layout.places) == {"KE", "UG", "TZ"}


def test_blocks_with_a_record_of_changes(propose, sheet):
    """A further sheet of a workbook of blocks is read as well."""
    changes = sheet([["Date", "Version", "Reason"], [dt.date(2024, 1, 1), 2, "Review"]], name="Changes")
    proposal = propose([sheet(BLOCKS, name="Logframe"), changes])
    assert proposal.frameworks[0].revisions


def test_a_sheet_in_arabic(propose):
    """Headings, levels, sums and missing values in Arabic."""
    rows = [
        ["المستوى", "النتيجة", "المؤشر", "خط الأساس 2022", "المستهدف 2025", "وسائل التحقق"],
        ["المخرج 1.1", "تدريب النساء", "عدد النساء", "٠", "غير متوفر", "القوائم"],
        ["المخرج 1.2", "فتح مركز", "مركز مفتوح", "لا", "نعم", "زيارة"],
        ["المجموع", None, None, 1, 2],
    ]
    proposal = propose(rows)
    outputs = proposal.frameworks[0].outputs
    assert [(output.code, output.title) for output in outputs] == [("1.1", "تدريب النساء"), ("1.2", "فتح مركز")]
    assert [o.value for o in outputs[1].indicators[0].series] == [False, True]
    assert [o.value for o in outputs[0].indicators[0].series] == [D(0), rf.Missing.NOT_AVAILABLE]


def test_a_sheet_in_portuguese(propose):
    """Each level in a column of its own, in Portuguese."""
    rows = [
        [
            "Efeito",
            "Produto",
            "Indicadores",
            "Linha de base (2022)",
            "Meta 2025",
            "Meios de verificação",
            "Pressupostos",
        ],
        ["Mulheres ganham mais", "Formação", "Mulheres formadas", "12", "1.200,5", "Listas", "Paz"],
    ]
    proposal = propose(rows)
    (outcome,) = proposal.frameworks[0].outcomes
    assert outcome.outputs[0].indicators[0].series[1].value == D("1200.5")
    assert [a.text for a in outcome.outputs[0].assumptions] == ["Paz"]


def test_a_row_of_hundreds_of_cells_is_no_heading(propose):
    """Whoever writes headings by hand writes fewer."""
    with pytest.raises(FormatError):
        propose([["Level", "Result", "Indicator", "Target", *map(str, range(300))], ["Output", "R", "I", 5]])


def test_a_workbook_of_a_kind_without_formats_of_numbers(sheet):
    """The formats that an .xls file does not keep are a doubt: its 0.45 may be 45 %."""
    table = sheet([["Outcome", "Indicator", "Baseline", "Target"], ["Learning", "% of girls at school", 0.45, 0.6]])
    remark = "An .xls file is read without the formats of its numbers"
    proposal = proposal_for(Workbook(kind="xls", sheets=(table,), remarks=(remark,)), "plan.xls")
    assert remark in proposal.doubts
    assert any("Sheet!C2: 0.45 (read as 0.45 percent; 45 percent" in doubt for doubt in proposal.doubts)


def test_a_workbook_without_indicators(propose, sheet):
    """There is nothing to propose; the error names the row that comes nearest, its words, and what to do."""
    with pytest.raises(FormatError) as caught:
        propose([sheet([["Notes"], ["2021", "2022"]]), sheet([["Country", "2021", *"ABCDE"], ["Kenya", 5]], name="B")])
    assert str(caught.value).endswith(
        "no row looks like the headings of indicators and their values; the nearest is B!A1, of which 'Country' "
        "(place), '2021' (period) is known, but not 'A', 'B', 'C', 'D' and 1 more: if the rows below are indicators or "
        "results, write a layout by hand, with the field of each column (docs/layouts.md)"
    )
    with pytest.raises(FormatError, match=r"'Target' \(target\), '2021' \(period\) is known: if"):
        propose([["Target", "2021"]])
    with pytest.raises(FormatError, match=r"no row has headings that are known.*; the sheets are 'Sheet': write"):
        propose([["Colour", "Size"]])
    with pytest.raises(FormatError, match="the sheets are none"):
        propose([Sheet(name="Old", hidden=True)])


def test_values_of_indicators_that_a_code_names(propose):
    """A table beside that of the indicators names them by a code; one with activities has no indicators."""
    heading = ["Indicator ref", "Period start", "Period end", "Target value", "Actual value"]
    days = [("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31")]
    proposal = propose([heading, *(["I.1", *year, 5, 4] for year in days), *(["I.2", *year, 3, 2] for year in days)])
    assert proposal.layout.tables[0].shape == "long"
    assert [(i.code, len(i.series)) for i in proposal.frameworks[0].indicators] == [("I.1", 4), ("I.2", 4)]
    with pytest.raises(FormatError, match="no row looks like the headings"):
        propose([["Code", "Activity", "Budget", "Actual"], ["A.1", "Training", 5, 4]])


def test_the_proposal_of_a_file(tmp_path):
    """A CSV file has one too."""
    path = tmp_path / "plan.csv"
    path.write_text("Level,Narrative,Indicator,Target\nOutput,Trained,Jobs,5\n", encoding="utf-8")
    proposal = rf.propose_layout(path)
    assert proposal.frameworks == (rf.read(path, layout=proposal.layout),)


def test_results_without_indicators(propose):
    """A sheet of results alone is proposed for too; a sheet without rows has none."""
    proposal = propose([Sheet(name="Empty"), Sheet(name="Plan", rows=(
        tuple(map(Cell, ("Level", "Result", "Assumptions"))),
        tuple(map(Cell, ("Output", "Trained", "Peace"))),
    ), merged=(Area(2, 1, 2, 1),))])  # fmt: skip
    assert proposal.frameworks[0].outputs[0].title == "Trained"


@pytest.mark.each(
    ("name", "year"), [("Plan 2024", 2024), ("Matrix 2023-25", None), ("2023 to 2025", None), ("2024 (v2, 2024)", 2024)]
)
def test_a_sheet_named_by_the_years_of_its_plan(propose, sheet, name, year):
    """One year in the name of a sheet is that of its quarters; the years of a plan are none."""
    table = sheet([["Level", "Result", "Indicator", "Target 2025"], ["Output", "R", "I", 5]], name=name)
    assert propose([table]).layout.year == year


def test_hidden_rows_that_are_read_are_to_be_decided(propose, sheet):
    """A hidden row may be of no concern to a donor, or the one that matters: a person decides."""
    rows = [["Level", "Result", "Indicator", "Target 2025"], ["Output", "R", "I", 5], ["Output", "R", "J", 6]]
    (doubt,) = [one for one in propose(rows, hidden_rows=frozenset({3})).doubts if one.startswith("hidden")]
    assert doubt.endswith("a column: sheet 'Sheet': hidden rows were read: 3")
