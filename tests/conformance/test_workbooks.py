"""Real workbooks read with a layout: the counts and values that were worked out by hand from their cells."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from resultsframework import (
    Impact,
    Layout,
    Missing,
    ObservationKind,
    OtherResult,
    Outcome,
    Output,
    Range,
    Ratio,
    Result,
)
from resultsframework.formats.tabular import layout as layouts

D = Decimal
OWN = Path(__file__).parents[1] / "layouts"
CLASSES = {"impact": Impact, "outcome": Outcome, "output": Output, "other": OtherResult}


@pytest.fixture(scope="module")
def reading(shared):
    """A function that reads a workbook with a layout, once."""
    kept = {}

    def read(name, layout, **changes):
        if (name, layout) not in kept:
            pytest.importorskip("python_calamine")
            own = OWN / f"{layout}.toml"
            found = layouts.layout_named(own if own.exists() else layout)
            found = attrs.evolve(found, **changes)
            kept[name, layout] = layouts.read_with_layout(shared / "data" / "workbooks" / name, found)
        return kept[name, layout]

    return read


def results_of(frameworks):
    return [node for framework in frameworks for _, node in framework.walk() if isinstance(node, Result)]


def indicators_of(frameworks):
    return [indicator for framework in frameworks for indicator in framework.indicators]


def observations_of(frameworks):
    return [o for indicator in indicators_of(frameworks) for o in indicator.series]


def counts_of(frameworks, kind):
    """The stated and the missing values of a kind, of the whole and of groups and places."""
    found = [o for o in observations_of(frameworks) if o.kind.value == kind]
    counted = Counter((o.is_total, o.is_reported) for o in found)
    return counted[True, True], counted[True, False], counted[False, True], counted[False, False]


def levels_of(frameworks):
    found = Counter(type(result) for result in results_of(frameworks))
    return {name: found[kind] for name, kind in CLASSES.items() if found[kind]}


def budgets_of(frameworks):
    """The amounts of the budgets of results: planned, spent and by source; missing ones with a reason too."""
    found = [budget for result in results_of(frameworks) for budget in result.budgets]
    amounts = [amount for b in found for amount in (b.planned, b.expenses, *(line.amount for line in b.funding))]
    return [amount for amount in amounts if amount is not Missing.ABSENT]


def at_row(frameworks, row, kind, number=0):
    """The values of a kind of a row, those of the indicator with a number among those of that row."""
    rows = [i for i in indicators_of(frameworks) if any(o.line == row for o in i.series)]
    return [o for o in rows[number].series if o.line == row and o.kind.value == kind]


MADE = {
    "made-fcdo": (
        {"impact": 1, "outcome": 1, "output": 3},
        {"baseline": (10, 2, 0, 0), "milestone": (20, 4, 2, 0), "target": (12, 0, 1, 0), "actual": (3, 1, 0, 0)},
        {"indicators": 12, "assumptions": (7, 5), "means": 11, "budgets": 9},
    ),
    "made-eu": (
        {"impact": 1, "outcome": 2, "output": 3},
        {"baseline": (12, 2, 0, 0), "milestone": (0, 0, 0, 0), "target": (13, 1, 0, 0), "actual": (10, 4, 0, 0)},
        {"indicators": 14, "assumptions": (4, 3), "means": 13, "budgets": 0},
    ),
    "made-iptt": (
        {"impact": 1, "outcome": 2, "output": 3},
        {"baseline": (8, 3, 4, 0), "milestone": (25, 8, 12, 0), "target": (11, 0, 4, 0), "actual": (24, 20, 12, 4)},
        {"indicators": 11, "assumptions": (2, 2), "means": 10, "budgets": 9},
    ),
    "made-donor-merged": (
        {"impact": 1, "outcome": 2, "output": 3},
        {"baseline": (14, 1, 9, 0), "milestone": (0, 0, 0, 0), "target": (14, 0, 12, 0), "actual": (10, 5, 7, 2)},
        {"indicators": 18, "assumptions": (5, 4), "means": 17, "budgets": 4},
    ),
    "made-unsdcf-fr": (
        {"outcome": 2, "output": 4},
        {"baseline": (12, 1, 0, 0), "milestone": (12, 1, 0, 0), "target": (12, 1, 0, 0), "actual": (10, 3, 0, 0)},
        {"indicators": 13, "assumptions": (5, 4), "means": 11, "budgets": 3},
    ),
    "made-quarterly-es": (
        {"outcome": 1, "output": 3},
        {"baseline": (8, 1, 0, 0), "milestone": (0, 0, 0, 0), "target": (8, 1, 0, 0), "actual": (69, 39, 0, 0)},
        {"indicators": 9, "assumptions": (3, 3), "means": 7, "budgets": 6},
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_a_filled_logframe_has_its_counts(reading, name):
    """Results, indicators, values, assumptions, sources and amounts are as many as the workbook has."""
    made = reading(f"{name}.xlsx", name if (OWN / f"{name}.toml").exists() else name.removeprefix("made-"))
    levels, values, more = MADE[name]
    assert levels_of(made) == levels
    assert {kind: counts_of(made, kind) for kind in values} == values
    holders = [result for result in results_of(made) if result.assumptions]
    plans = [i.monitoring_plan for i in indicators_of(made) if i.monitoring_plan]
    assert {
        "indicators": len(indicators_of(made)),
        "assumptions": (sum(len(result.assumptions) for result in holders), len(holders)),
        "means": sum(plan.means_of_verification is not None for plan in plans),
        "budgets": len(budgets_of(made)),
    } == more


# Row, kind, value, unit; of a group or place with its name.
EXACT = {
    "made-fcdo": [
        (4, "baseline", D(24), "percent"), (4, "milestone", D(21), "percent"), (8, "target", D("80.5"), "percent"),
        (13, "milestone", D(120), None), (17, "milestone", D(45), "percent"), (21, "target", D(2025), None),
        (29, "milestone", D(1200), None), (44, "target", Range(high=D(50)), None), (40, "actual", D(87), None),
        (55, "milestone", D(4500), "KES"), (55, "baseline", Missing.ABSENT, None), (33, "target", "96.000", None),
    ],
    "made-eu": [
        (6, "baseline", D(45), "percent"), (6, "actual", D(41), "percent"), (7, "baseline", D(1240), "EUR"),
        (9, "baseline", D(61), "percent"), (10, "baseline", D(0), None), (10, "actual", D(1115), None),
        (12, "target", Range(low=D(75)), "percent"), (15, "baseline", D(180000), None),
        (16, "actual", Missing.EMPTY, None),
        (7, "target", "1.700", None), (11, "actual", Ratio(D(9), D(18)), None),
    ],
    "made-iptt": [
        (8, "baseline", D("31.2"), "percent"), (13, "baseline", Missing.TO_BE_DETERMINED, None),
        (13, "target", D(60), "percent"), (13, "actual", D(44), "percent"), (15, "actual", D(1040), None),
        (15, "actual", D(2115), None), (15, "actual", D(3155), None), (11, "actual", D(252), None),
        (26, "target", True, None), (26, "actual", False, None), (27, "milestone", Missing.TO_BE_DETERMINED, None),
        (24, "milestone", D(0), None), (28, "target", D(2025), None),
    ],
    "made-donor-merged": [
        (6, "baseline", D(58), "percent"), (8, "baseline", D(12500), None),
        (8, "target", Range(high=D(4000), high_included=False), None), (18, "actual", D("213450.5"), None),
        (14, "baseline", False, None), (13, "actual", D(212), None), (15, "target", D(9600), None),
    ],
    "made-unsdcf-fr": [
        (6, "baseline", D("61.4"), "percent"), (6, "actual", D("63.5"), "percent"), (8, "baseline", D(12500), None),
        (8, "milestone", D(150000), None), (8, "actual", D(96400), None), (9, "actual", Ratio(D(57), D(118)), None),
        (10, "actual", D(120), None), (12, "baseline", D("3.5"), None),
        (16, "target", Range(high=D(10), high_included=False), None), (20, "milestone", D("1250.5"), None),
        (19, "actual", D(845000), None), (17, "actual", Missing.NOT_APPLICABLE, None),
        (15, "milestone", Missing.TO_BE_DETERMINED, None),
    ],
    "made-quarterly-es": [
        (7, "baseline", D("48.5"), "percent"), (7, "actual", D(49), "percent"), (7, "actual", D(51), "percent"),
        (8, "baseline", D(11340), None), (8, "target", D(14000), None), (8, "actual", D(1240), None),
        (10, "actual", D(0), None), (11, "actual", D(515), None), (15, "baseline", Missing.NOT_AVAILABLE, None),
        (15, "actual", Missing.NOT_AVAILABLE, None), (16, "target", Missing.TO_BE_DETERMINED, None),
        (18, "target", D(1200), None), (18, "actual", Missing.EMPTY, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_a_filled_logframe_has_its_exact_values(reading, name):
    """Percent, thousands, ratios, thresholds, years and reasons of missing values are read as the maker meant them."""
    made = reading(f"{name}.xlsx", name if (OWN / f"{name}.toml").exists() else name.removeprefix("made-"))
    for row, kind, value, unit in EXACT[name]:
        found = [(type(o.value), o.value, o.unit) for o in at_row(made, row, kind)]
        assert (type(value), value, unit) in found, (row, kind, found)


def test_values_of_several_indicators_and_places_in_one_cell(reading):
    """Lines belong to the indicators of the cell in their order, and "KE: 7; UG: 4; TZ: -" to three countries."""
    donor = reading("made-donor-merged.xlsx", "made-donor-merged")
    assert [o.value for o in (at_row(donor, 6, "actual", 0)[0], at_row(donor, 6, "actual", 1)[0])] == [
        D(61),
        Missing.NOT_AVAILABLE,
    ]
    by_place = [(o.places[0].name, o.value) for o in at_row(donor, 9, "actual", 0)]
    assert by_place == [("Kenya", D(7)), ("Uganda", D(4)), ("Tanzania", Missing.EMPTY)]
    assert [at_row(donor, 9, "actual", number)[0].value for number in (1, 2)] == [D(38), Missing.TO_BE_DETERMINED]
    assert [o.value for o in at_row(donor, 12, "target")] == [D(4), D(3), D(3)]
    eu = reading("made-eu.xlsx", "eu")
    assert [at_row(eu, 17, "actual", number)[0].value for number in (0, 1)] == [D(1860), D(47)]
    fcdo = reading("made-fcdo.xlsx", "fcdo")
    women = at_row(fcdo, 29, "milestone")[-1]
    assert (women.value, women.disaggregation[0].category) == (D(620), "women")


def test_weights_revisions_and_activities(reading):
    """Weights are in percent however they are typed; the record of changes and the activities are read too."""
    (fcdo,) = reading("made-fcdo.xlsx", "fcdo")
    assert [output.weight for output in fcdo.outputs] == [D(30), D(45), D(25)]
    assert [revision.version for revision in fcdo.revisions] == ["1", "2", "2.1", "3"]
    assert "'Record of changes'!A4: March 2023 (no day)" in fcdo.source.unparsed
    (eu,) = reading("made-eu.xlsx", "eu")
    activities = [activity for output in eu.outputs for activity in output.activities]
    assert [activity.code for activity in activities] == ["A1", "A2", "A3", "A4"]
    assert [str(activity.budgets[0].planned) for activity in activities] == [
        "€420,000",
        "€85,500",
        "€160,000",
        "€74,250",
    ]


def test_totals_computed_cells_and_formulas_without_result_are_no_values(reading):
    """Sums, shares and formulas that were not calculated are listed, and no value of an indicator."""
    spanish = reading("made-quarterly-es.xlsx", "made-quarterly-es")
    assert not {15320, 7883, 3097} & {int(o.value) for o in observations_of(spanish) if isinstance(o.value, Decimal)}
    (fcdo,) = reading("made-fcdo.xlsx", "fcdo")
    assert "Logframe!E59: a formula without a stored result" in fcdo.source.chrome
    assert "sheet 'Logframe': hidden columns were left out: H" in fcdo.source.chrome
    assert not [amount for amount in budgets_of([fcdo]) if amount.nominal in (255000, 515000, 925000)]


# Layout, results, indicators, and of each kind the values stated (texts too) and missing.
REAL = [
    ("dfid-logframe-template.xlsx", "fcdo", {}, 0, {}),
    ("cohrie-logframe.csv", "cohrie", {"impact": 1, "outcome": 5, "output": 10}, 25, {}),
    ("cohrie-logframe.csv", "logframe", {"impact": 1, "outcome": 5, "output": 10}, 25, {}),
    ("tra-kpis.csv", "tra", {"impact": 7, "outcome": 29, "output": 102}, 258,
     {"baseline": (258, 0), "target": (1278, 12)}),
    ("mcc-kpis.csv", "mcc-kpis", None, 350, {"actual": (305, 45)}),
    ("unhcr-results-2016.xlsx", "unhcr-results", {"outcome": 88, "output": 59}, 338,
     {"baseline": (169, None), "target": (400, None), "actual": (397, 3)}),
    ("unhcr-results-2019.xlsx", "unhcr-results", {"outcome": 93, "output": 69}, 314,
     {"baseline": (186, None), "target": (396, None), "actual": (398, 2)}),
    ("unhcr-results-2022.xlsx", "unhcr-results", {"impact": 46, "outcome": 94}, 307,
     {"baseline": (321, None), "target": (218, None), "actual": (400, 0)}),
    ("kosovo-mdg.xlsx", "kosovo", None, 57, {"baseline": (0, 0), "target": (0, 0)}),
    ("saopaulo-goals-tracking.xls", "saopaulo-tracking", {"other": 26}, 87, {"target": (87, 0), "actual": (437, None)}),
    ("saopaulo-goals.csv", "saopaulo-goals", {"other": 123}, 123, {"milestone": (188, None)}),
    ("cauca-indicadores.xlsx", "cauca", None, 28, {"target": (101, 0), "actual": (101, 0)}),
    ("togo-indicateurs.xlsx", "togo", None, 12, {"actual": (744, 0)}),
    ("rwanda-programme-monitoring.csv", "rwanda", None, 10, {"target": (30, 0), "actual": (30, 0), "baseline": (0, 0)}),
    ("ngoma-quarter-targets.md", "ngoma", None, 160, {"milestone": (497, 143), "target": (160, 0)}),
    ("merl-indicator-targets.csv", "merl", None, 5, {"target": (5, 0)}),
    ("indicator-register.csv", "indicator-register", None, 5, {}),
    ("elogframe-annual-plan.xlsx", "elogframe", {"output": 1}, 2, {"target": (2, 0)}),
    ("caf-indicators.csv", "caf", {"impact": 150}, 150, {"baseline": (150, 0), "target": (150, 0), "actual": (0, 150)}),
    ("aidstream-results-2.01.csv", "iati-results", {}, 0, {}),
    ("aidstream-results-2.02.csv", "iati-results", {}, 0, {}),
    ("aidstream-results-2.03.csv", "iati-results", {}, 0, {}),
    ("iati-2.02-flat-template.xls", "iati-results", {"output": 1}, 1,
     {"baseline": (1, 0), "target": (1, 0), "actual": (1, 0)}),
    ("iati-2.02-workbook-template.xls", "iati-results", {"output": 1}, 1,
     {"baseline": (1, 0), "target": (1, 0), "actual": (1, 0)}),
    ("iati-workbench-results-template.xlsx", "iati-results", {"impact": 1, "output": 1}, 2,
     {"baseline": (2, 0), "target": (5, 0), "actual": (5, 0)}),
    ("prp-progress-report-template.xlsx", "prp", {}, 0, {}),
    ("tola-indicator-import-template.xlsx", "tola", {}, 0, {}),
    ("logframelab-indicators.xlsx", "logframelab", {"impact": 1, "outcome": 1, "output": 1}, 9, {"target": (0, 0)}),
    ("logframelab-template.xlsx", "logframelab", {}, 0, {}),
    ("unido-indicator-library.xlsx", "unido", None, 110, {"baseline": (0, 0), "target": (0, 0)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "layout", "levels", "indicators", "values"), REAL)
def test_a_real_sheet_has_its_counts(reading, name, layout, levels, indicators, values):
    """Results, indicators and values are as many as were counted in the raw cells."""
    found = reading(name, layout)
    if levels is not None:
        assert levels_of(found) == levels
    assert len(indicators_of(found)) == indicators
    for kind, (stated, missing) in values.items():
        whole, whole_missing, part, part_missing = counts_of(found, kind)
        assert whole + part == stated, kind
        if missing is not None:
            assert whole_missing + part_missing == missing, kind


def value_of(frameworks, row, kind, number=0):
    return at_row(frameworks, row, kind)[number].value


def test_corporate_plan_in_three_tables(reading):
    """The tables of objectives, results and indicators are one framework; fiscal years begin in July."""
    tra = reading("tra-kpis.csv", "tra")
    assert [o.raw for o in at_row(tra, 2, "baseline")] == ["9.5%"]
    first = at_row(tra, 2, "target")
    assert (first[0].value, str(first[0].period)) == (D("10.0"), "2026-07-01..2027-06-30")
    assert first[-1].value == D("13.0")
    assert value_of(tra, 12, "target") == Range(high=D(3))
    assert at_row(tra, 12, "target")[0].unit == "percent"
    assert at_row(tra, 30, "baseline")[0].raw == "752,886.79 Mlls"
    assert [o.value for o in at_row(tra, 136, "target")[:4]] == [Missing.EMPTY] * 4
    assert all(len(result.children) for result in tra[0].outcomes if result.code == "1.1")


def test_tracking_table_of_the_millennium_challenge_corporation(reading):
    """Rows that are shifted by a column are reported with their cells, and none of their numbers is read."""
    frameworks = reading("mcc-indicators.csv", "mcc-indicators")
    of_country = {framework.identifier: [framework] for framework in frameworks}
    kinds = ("baseline", "actual", "target")
    assert {
        country: [sum(o.kind.value == kind and o.raw != "" for o in observations_of(found)) for kind in kinds]
        for country, found in of_country.items()
    } == {"Armenia": [39, 58, 55], "Honduras": [37, 27, 23], "Vanuatu": [42, 68, 56]}
    by_level = Counter(type(r) for r in results_of(of_country["Armenia"]) for _ in r.indicators)
    assert by_level == {OtherResult: 22, Output: 19, Outcome: 18, Impact: 2}
    shifted = [text for text in frameworks[0].source.unparsed if "shifted by a column" in text]
    assert len(shifted) == 43
    assert shifted[0].startswith("'mcc-indicators'!A63: Honduras")
    assert (value_of(frameworks, 2, "baseline"), value_of(frameworks, 2, "target")) == (D("22.9"), D("22.8"))
    assert value_of(frameworks, 23, "target") == "31-May-08"
    assert value_of(frameworks, 114, "baseline") is Missing.TO_BE_DETERMINED
    assert value_of(frameworks, 143, "baseline") == D("1291.00")


def test_quarters_of_the_millennium_challenge_corporation(reading):
    """1,082 quarters and 357 yearly targets are filled; a year of a compact is no calendar year and stays its words."""
    found = reading("mcc-indicator-details.csv", "mcc-details")
    actuals = [o for o in observations_of(found) if o.kind is ObservationKind.ACTUAL and o.raw]
    targets = [o for o in observations_of(found) if o.kind is ObservationKind.MILESTONE and o.raw]
    assert (len(actuals), len(targets)) == (1082, 357)
    assert (at_row(found, 6, "milestone")[0].value, at_row(found, 6, "actual")[3].value) == (D("22.8"), D("22.2"))
    assert str(at_row(found, 6, "actual")[3].period) == "5, q4"


def test_results_of_the_refugee_agency(reading):
    """A group and a goal are the subject of each value; a value of a year is compared with one of that year."""
    found = reading("unhcr-results-2016.xlsx", "unhcr-results")
    assert len(found) == 7
    first = at_row(found, 2, "target")[0]
    assert (first.value, str(first.period)) == (D(35), "2016-01-01..2016-12-31")
    assert [d.dimension for d in first.disaggregation] == ["Population targeted", "Goal"]
    assert value_of(found, 2, "actual") is Missing.ABSENT
    assert value_of(found, 14, "actual") == D("98.305084")
    assert (value_of(found, 401, "target"), value_of(found, 401, "actual")) == (D(4853), D(1403))
    assert len(reading("unhcr-budget-2022.xlsx", "unhcr-budget")) == 123
    amounts = [b.planned.nominal for f in reading("unhcr-budget-2022.xlsx", "unhcr-budget") for b in f.budgets]
    assert sum(amounts) == 10_286_500_258


def test_tables_of_the_un_team_in_kosovo(reading):
    """A percent format counts, a number without it stays, text beside a number is text; sheets left are named."""
    found = reading("kosovo-mdg.xlsx", "kosovo")
    assert (at_row(found, 12, "actual")[0].value, at_row(found, 12, "actual")[0].unit) == (D("29.7"), "percent")
    assert [o.value for o in at_row(found, 42, "actual")][2] == D("40.5")
    assert at_row(found, 16, "actual")[0].unit is None
    assert value_of(found, 48, "actual", 3).startswith("41.6% for females\n33.1% for males")
    assert sum("rows that the layout does not read" in text for text in found[0].source.unparsed) == 11


def test_grids_of_months_and_places(reading):
    """A month across is its period, a district across its place; totals of regions are no places."""
    months = reading("saopaulo-goals-tracking.xls", "saopaulo-tracking")
    december = next(o for o in at_row(months, 19, "actual") if str(o.period) == "2013-12-01..2013-12-31")
    assert (value_of(months, 19, "target"), december.value) == (D(310), D(3))
    togo = reading("togo-indicateurs.xlsx", "togo")
    values = {o.places[0].name if o.places else None: o.value for o in at_row(togo, 2, "actual")}
    assert (values["LOME_AEROPORT"], values["AGOENYIVE_EST"], values[None]) == (D(100), D("92.09"), D("85.41"))
    assert not {"MARITIME", "KARA"} & set(values)


def test_ratios_quarters_and_budgets(reading):
    """Numerator and denominator make a ratio; "Q1: 3,340" names its quarter; an amount is that of its row."""
    cauca = reading("cauca-indicadores.xlsx", "cauca")
    assert value_of(cauca, 2, "actual") == Ratio(D(6198), D(9109))
    ngoma = reading("ngoma-quarter-targets.md", "ngoma")
    row = at_row(ngoma, 19, "milestone")
    assert [(str(o.period), o.value) for o in row][:2] == [("Q1", D(3340)), ("Q2", D(17568))]
    plan = reading("elogframe-annual-plan.xlsx", "elogframe")[0].outputs[0]
    assert [activity.budgets[0].planned.nominal for activity in plan.activities] == [2112000, 3060000]
    assert [indicator.monitoring_plan.means_of_verification for indicator in plan.indicators] == [
        "KEPH document",
        "KEPH costed document",
    ]


@pytest.mark.parametrize("name", layouts.SHIPPED)
def test_a_layout_is_written_as_it_is_read(name):
    """A layout of the library comes back equal from the TOML that it is written as."""
    layout = layouts.layout_named(name)
    assert Layout.from_toml(layout.to_toml()) == layout
