"""Kinds of sheets that offices keep, as a proposed layout reads them: quarters in pairs, sections, sheets alike."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from resultsframework import Layout
from resultsframework.formats.tabular.layout._guess import NUMBER, Guess, field_of
from resultsframework.formats.tabular.layout._propose import proposal_for
from resultsframework.formats.tabular.layout._survey import OF_PLACES
from resultsframework.formats.tabular.layout._values import BULLET
from resultsframework.formats.tabular.sheet import Sheet, Workbook


@pytest.fixture
def propose(sheet):
    """A function that proposes a layout for rows, or for sheets; the proposal reads what its layout reads."""

    def made(rows, merged=(), **more):
        sheets = rows if isinstance(rows[0], Sheet) else [sheet(rows, merged, **more)]
        proposal = proposal_for(Workbook(kind="xlsx", sheets=tuple(sheets)), "plan.xlsx")
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


QUARTERS = [
    ["Suivi 2024"],
    ["N°", "Résultats / Indicateurs", "Réf. 2023", "T1", None, "T2", None, "Cible annuelle"],
    [None, None, None, "Prévu", "Réalisé", "Prévu", "Réalisé", None],
    ["1", "Effet 1 : Les enfants sont en bonne santé"],
    ["1.a", "Taux de guérison", "70 %", "72 %", "71 %", "75 %", "n.d.", "80 %"],
    ["1.1", "Produit 1.1 : Les centres traitent les enfants"],
    ["1.1.a", "Enfants traités", 340, 90, 87, 100, None, 400],
    [],
    ["n.d. : non disponible"],
    ["Note : chiffres provisoires"],
]
HEADS_OF_QUARTERS = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 2, 5), (2, 6, 2, 7), (2, 8, 3, 8)]


def test_planned_and_achieved_below_each_quarter(propose):
    """A pair below each period is part of the headings; merged rows are results; a legend is no indicator."""
    bands = [(row, 2, row, 8) for row in (4, 6)]
    proposal = propose(QUARTERS, merged=(*HEADS_OF_QUARTERS, *bands), name="Suivi 2024")
    assert proposal.layout.tables[0].heading_rows == 2
    assert (proposal.layout.tables[0].shape, proposal.layout.year) == ("hierarchy", 2024)
    assert fields(proposal)["T1 / Prévu"] == "milestone"
    framework = proposal.frameworks[0]
    assert [(one.code, type(one).__name__) for one in framework.results] == [("1", "Outcome")]
    assert [one.code for one in framework.indicators] == ["1.a", "1.1.a"]
    first, second = "2024-01-01..2024-03-31", "2024-04-01..2024-06-30"
    assert shown(proposal)[0][1] == [
        "baseline 2023 70 %",
        f"milestone {first} 72 %",
        f"actual {first} 71 %",
        f"milestone {second} 75 %",
        f"actual {second} n.d.",
        "target 2024 80 %",
    ]
    notes = [text.partition("!")[2] for text in framework.source.chrome[-2:]]
    assert notes == ["A9: n.d. : non disponible", "A10: Note : chiffres provisoires"]


@pytest.mark.each(
    "heading, field",
    [
        ("Q1 / Planned", "milestone"),
        ("Q1 / Prog.", "milestone"),
        ("T1 / Previsto", "milestone"),
        ("T1 / Meta", "target"),
        ("T1 / Logro", "actual"),
        ("Q1 / Achieved", "actual"),
        ("Budget / Planned", "budget"),
        ("Budget / Actual", "expenses"),
        ("2024 / Budget / Actual", "expenses"),
    ],
)
def test_a_pair_of_headings_below_a_period(heading, field):
    """Planned beside achieved is a value before the end; of a budget it is the plan, and what was spent."""
    assert field_of(heading) == Guess(field)


@pytest.mark.each(
    "heading, field, is_certain",
    [
        ("Réf. 2023", "baseline", False),
        ("Ref.", "indicator code", True),
        ("Fonte", "means of verification", False),
        ("Source", "means of verification", False),
    ],
)
def test_short_headings_with_two_meanings(heading, field, is_certain):
    """A reference with a year is a baseline, and a source beside values the means of verification: with a doubt."""
    assert field_of(heading) == Guess(field, is_certain)


def test_a_second_row_of_headings_is_never_data(read):
    """A row that headings are merged down to is left out with its reason, where the layout has one row of headings."""
    toml = '[[table]]\ncolumns = { "N°" = "indicator code", "Indicator" = "indicator", "Q1 2024" = "actual" }'
    rows = [["N°", "Indicator", "Q1 2024"], [None, None, "Prévu"], ["1", "Wells", 5]]
    framework = read(toml, rows, merged=[(1, 1, 2, 1), (1, 2, 2, 2)])
    assert [one.code for one in framework.indicators] == ["1"]
    assert framework.source.unparsed == ("Sheet!C2: Prévu (a merged heading reaches down to this row)",)


SECTIONS = [
    ["Annex 1: Results Framework"],
    ["Better roads in three provinces"],
    ["Indicator Name", "Core", "Unit of Measure", "Baseline", "YR1", "YR2", "End Target", "Data Source/Methodology"],
    ["PDO Level Results Indicators"],
    ["Road users", "x", "Number", 0, 50, "120,000", 400, "Reports"],
    ["  of which female", None, "Number", 0, 25, "60,000", 200, "Reports"],
    ["Intermediate Results Indicators - Component 1: Roads"],
    ["Roads rehabilitated", None, "Kilometers", 0, "80", "TBD", 400, "Reports"],
]


@pytest.mark.parametrize("merged", [(), ((4, 1, 4, 8), (7, 1, 7, 8))])
def test_sections_of_indicators_are_results(propose, merged):
    """The results framework of a bank: sections by the kind of indicator, and years of the plan by their labels."""
    proposal = propose(SECTIONS, merged=merged)
    framework = proposal.frameworks[0]
    (outcome,) = framework.results
    assert (type(outcome).__name__, outcome.title) == ("Outcome", "PDO Level Results Indicators")
    assert [one.title for one in outcome.outputs] == ["Intermediate Results Indicators - Component 1: Roads"]
    users, roads = shown(proposal)
    assert roads == (
        "Roads rehabilitated",
        ["baseline  0", "milestone YR1 80", "milestone YR2 TBD", "target  400"],
    )
    assert len(users[1]) == 8
    assert [o.raw for o in framework.indicators[0].series if not o.is_total] == ["0", "25", "60,000", "200"]
    assert fields(proposal)["Data Source/Methodology"] == "means of verification"
    doubts = " ".join(proposal.doubts)
    for part in ("'Core' has no known field", "'YR1' was taken for milestone", "sections of indicators were taken"):
        assert part in doubts


@pytest.mark.each("heading", ["YR1", "Yr. 2", "Year 3", "Année 1", "Año 2", "Ano 1"])
def test_a_year_of_the_plan_is_planned(heading):
    """A year without a year of the calendar is a milestone, with a doubt."""
    assert field_of(heading) == Guess("milestone", is_certain=False)


def test_results_below_specific_objectives_are_outputs(propose):
    """In a logframe of objectives, a result below a specific objective is an output: proposed with a doubt."""
    rows = [
        ["Results level", "Description", "Indicator", "Baseline 2022", "Target 2025"],
        ["Overall objective", "Youth earn a living", "Youth in work", 3, 4],
        ["Specific objective 1", "Graduates have a job", "Graduates in work", 3, 4],
        ["Result 1.1", "Courses that employers want", "Courses", 3, 4],
        ["Result 1.2", "Groups that lend", "Groups", 3, 4],
    ]
    proposal = propose(rows)
    (impact,) = proposal.frameworks[0].results
    (outcome,) = impact.outcomes
    assert [(one.code, [i.statement for i in one.indicators]) for one in outcome.outputs] == [
        ("1.1", ["Courses"]),
        ("1.2", ["Groups"]),
    ]
    assert "these words may mean another level: Result as output" in proposal.doubts


HEADS = ["#", "Indicator", "Baseline (2021)", "Milestone 2023", "Target (2026)", "Status Dec 2023"]


def of_outcome(sheet, number, *above, heads=HEADS):
    rows = [*above, heads, [f"{number}.1", f"Courts of outcome {number}", 2, 5, 12, 6]]
    return sheet(rows, merged=[(1, 1, 1, 6)], name=f"Outcome {number}")


def test_a_sheet_for_each_outcome(sheet, propose):
    """Sheets with the same headings are read each below the result above them, and a status by a day is an actual."""
    proposal = propose(
        [
            sheet([["Country Programme"]], name="Cover"),
            of_outcome(sheet, 1, ["Outcome 1: Courts hear cases"]),
            of_outcome(sheet, 2, ["Outcome 2: Survivors reach services"]),
            of_outcome(sheet, 3, ["A list"]),
            of_outcome(sheet, 5, ["Outcome 5: Far above"], ["Prepared", "by hand"]),
            of_outcome(
                sheet, 4, ["Outcome 4: Other columns"], heads=["#", "Indicator", "Baseline", "x", "Target", "y"]
            ),
        ]
    )
    assert [(one.sheet, one.result, one.level) for one in proposal.layout.tables] == [
        ("Outcome 1", "A1", None),
        ("Outcome 2", "A1", None),
    ]
    framework = proposal.frameworks[0]
    assert framework.title is None
    assert [(type(one).__name__, one.code, one.title) for one in framework.results] == [
        ("Outcome", "1", "Courts hear cases"),
        ("Outcome", "2", "Survivors reach services"),
    ]
    values = ["baseline 2021 2", "milestone 2023 5", "target 2026 12", "actual 2023-12-01..2023-12-31 6"]
    assert sorted(shown(proposal)[1][1]) == sorted(values)
    assert any("'Status Dec 2023' was taken for actual" in doubt for doubt in proposal.doubts)
    assert any("sheet 'Outcome 3': 3 rows" in text for text in framework.source.unparsed)


def test_sheets_of_years_are_not_read_as_one(sheet, propose):
    """The year of months would be that of the first sheet for all, so that the other sheets are left, and noted."""
    sheets = [
        sheet([["Outcome 1: Courts"], ["2023"], *rows], name=name)
        for name in ("2023", "2024")
        for rows in [[["Indicator", "Target", "Actual"], ["Courts", 5, 6]]]
    ]
    proposal = propose(sheets)
    assert [one.sheet for one in proposal.layout.tables] == ["2023"]
    assert any("sheet '2024'" in text for text in proposal.frameworks[0].source.unparsed)


def test_the_result_of_a_cell(read):
    """The layout states the cell of the result: a level with its number, or a statement of the level of the table."""
    toml = '[[table]]\nresult = "A1"\nlevel = "output"\n[table.columns]\nNo = "indicator code"\nTarget = "target"'
    for text, expected in {
        "Outcome 2: Services": ("2", "Services"),
        "Services reach all": (None, "Services reach all"),
    }.items():
        (result,) = read(toml, [[text], [], ["No", "Target"], ["1", 5]]).results
        assert (result.code, result.title) == expected


@pytest.mark.each(
    "heading", ["Status Dec 2023", "Situation au 30/06/2024", "Status as of June 2023", "Situación al 30/06/2024"]
)
def test_a_status_with_its_period_is_an_actual(heading):
    """A state by a day is the value achieved by then, with a doubt; without a period it may be anything."""
    assert field_of(heading) == Guess("actual", is_certain=False)
    assert field_of("Status") is None


def test_a_quarter_beside_its_year(propose):
    """In a long table the year and the quarter in two columns are one period; a text that is none is kept as it is."""
    heads = ["Produto", "Indicador", "Ano", "Trimestre", "Meta", "Realizado", "Fonte"]
    rows = [["P1 Escolas", "Escolas ligadas", 2023, part, 15, 14, "Relatório"] for part in ("T1", "T2", "seca")]
    proposal = propose([heads, *rows])
    assert proposal.layout.tables[0].shape == "long"
    (indicator,) = proposal.frameworks[0].indicators
    assert [str(o.period) for o in indicator.series if o.kind.value == "target"] == [
        "2023-01-01..2023-03-31",
        "2023-04-01..2023-06-30",
        "seca",
    ]
    assert indicator.monitoring_plan.means_of_verification == "Relatório"


@pytest.mark.each("other, is_thousands", [("40,5 %", True), ("40 %", False), ("40.5 %", False)])
def test_thousands_beside_a_decimal_comma(propose, other, is_thousands):
    """A decimal comma in the sheet shows that a point before three digits is of thousands: with a doubt."""
    rows = [["Indicador", "Meta", "Realizado"], ["Comités", other, "44 %"], ["Pessoas", "1.250", "900"]]
    proposal = propose(rows)
    assert (proposal.layout.thousands == (".",)) is is_thousands
    cells = [set(one.cells) for one in proposal.evidence if "are thousands" in one.choice]
    assert cells == ([{"Sheet!B3", "Sheet!B2"}] if is_thousands else [])
    assert any("a point before three digits" in doubt for doubt in proposal.doubts)


def test_levels_values_and_years_below_merged_headings(propose):
    """Value and year below the baseline, level and statement below the results: two rows of headings are one."""
    rows = [
        ["WASH and Livelihoods in Karamoja - Logical Framework"],
        ["Version 3"],
        [
            "Results chain",
            None,
            "Indicator",
            "Baseline",
            None,
            "Annual targets",
            None,
            "Target (end of project)",
            "Resp.",
        ],
        ["Level", "Statement", None, "Value", "Year", 2024, 2025, None, None],
        ["Output 1.1", "Boreholes work", "Boreholes repaired", 0, 2023, 12, "24", "30", "Eng."],
    ]
    heads = [(3, 1, 3, 2), (3, 4, 3, 5), (3, 6, 3, 7), *((3, column, 4, column) for column in (3, 8, 9))]
    proposal = propose(rows, merged=heads)
    assert fields(proposal) == {
        "Results chain / Level": "level",
        "Results chain / Statement": "result",
        "Indicator": "indicator",
        "Baseline / Value": "baseline",
        "Baseline / Year": "baseline year",
        "Annual targets / 2024": "milestone",
        "Annual targets / 2025": "milestone",
        "Target (end of project)": "target",
        "Resp.": "responsible",
    }
    values = ["baseline 2023 0", "milestone 2024 12", "milestone 2025 24", "target Target (end of project) 30"]
    assert shown(proposal) == [("Boreholes repaired", values)]
    assert proposal.frameworks[0].title == "WASH and Livelihoods in Karamoja - Logical Framework"


def test_codes_in_the_column_of_levels(propose):
    """Codes that offices use for their levels are taken for them, with a doubt; any other text is no level."""
    rows = [
        ["Niveau", "Chaîne de résultats", "Indicateurs", "Valeur initiale", "Cible 2025", "Hypothèses / Risques"],
        ["OG", "Les femmes vivent mieux", "Revenu moyen", "85 000", "110 000", "Stabilité"],
        ["OS 1", "Les entreprises vivent", "Part des entreprises actives", "42,5 %", "60 %", None],
        ["R1", "Les femmes sont formées", "Femmes formées", 0, "2 400", None],
        ["zone rurale", "Les femmes sont formées", "Note moyenne", "n.d.", "14", None],
    ]
    proposal = propose(rows)
    assert proposal.layout.tables[0].levels == {"OG": "impact", "OS #": "outcome", "R#": "output"}
    assert "these words may mean another level: OG as impact, OS # as outcome, R# as output" in proposal.doubts
    (impact,) = proposal.frameworks[0].impacts
    assert [(one.title, one.assumptions[0].text) for one in [impact]] == [("Les femmes vivent mieux", "Stabilité")]
    assert [one.title for one in proposal.frameworks[0].outcomes] == ["Les entreprises vivent"]


def test_results_as_rows_beside_a_column_of_their_codes(propose):
    """A column with codes alone does not hide the rows that name the results; a day is that of its baseline."""
    rows = [
        ["Nivel de resultado", "Indicador", "Valor inicial", None, "Meta 2024"],
        [None, None, "Valor", "Fecha", None],
        ["RESULTADO INTERMEDIO 1: Las comunidades manejan sus cuencas"],
        ["RI1", "Hectáreas", 1250, dt.date(2023, 6, 30), 2000],
        ["PRODUCTO 1.1: Comités capacitados"],
        ["P1.1", "Personas capacitadas", 0, dt.date(2023, 6, 30), 1200],
    ]
    heads = [(1, 3, 1, 4), *((1, column, 2, column) for column in (1, 2, 5)), (3, 1, 3, 5), (5, 1, 5, 5)]
    proposal = propose(rows, merged=heads)
    framework = proposal.frameworks[0]
    assert [(one.code, one.title) for one in framework.outcomes] == [("1", "Las comunidades manejan sus cuencas")]
    assert [(one.code, one.title) for one in framework.outputs] == [("1.1", "Comités capacitados")]
    assert shown(proposal) == [
        ("Hectáreas", ["baseline 2023 1250", "target 2024 2000"]),
        ("Personas capacitadas", ["baseline 2023 0", "target 2024 1200"]),
    ]
    rows[2][0] = "A note"
    rows[4][0] = "Another note"
    assert propose(rows, merged=heads).layout.tables[0].shape == "rows"


def test_periods_in_a_further_table_are_not_read(propose):
    """Amounts below a quarter alone have no field in a table of budgets, and the budget is read all the same."""
    indicators = [["Level", "Result", "Indicator", "Target 2025"], ["Output", "Laws", "Laws passed", 3]]
    budgets = [["Result", "Budget", "Currency", "Q1 2024"], ["Laws", 500, "USD", 100]]
    proposal = propose([*indicators, [], [], *budgets])
    assert fields(proposal, 1)["Q1 2024"] == "skip"
    (output,) = proposal.frameworks[0].outputs
    assert [str(budget.planned) for budget in output.budgets] == ["$500"]


@pytest.mark.each("text", ["\n", " ", "AB", "1", "KE: ", "- ", ".1"])
def test_a_long_cell_is_searched_once(text):
    """The time of a search grows with the length of a cell; with its square it would take minutes here."""
    start = time.process_time()
    for before in ("", "AB", ";"):
        long = before + text * (100_000 // len(text)) + "x"
        BULLET.sub("", long, count=1)
        NUMBER.sub("", long)
        OF_PLACES.findall(long)
    assert time.process_time() - start < 5
