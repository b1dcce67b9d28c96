"""A person changes a workbook, and each change arrives as exactly that change."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats.tabular import xlsx
from resultsframework.formats.tabular.own._compare import is_same
from resultsframework.formats.tabular.sheet import Cell
from resultsframework.testing import assert_same

D = Decimal
OUTPUT = "1/1.10"
SHARE = f"{OUTPUT}/007"
LAWS = f"{OUTPUT}/1A"
DAY = dt.date(2021, 5, 1)


def changed(path, **changes):
    """The function that changes fields of a node of the plan."""
    return lambda plan: plan.replace(path, **changes)


def planned(path, **changes):
    """The function that changes the monitoring plan of an indicator."""
    return lambda plan: plan.replace(
        path, monitoring_plan=attrs.evolve(plan.at(path).monitoring_plan or rf.MonitoringPlan(), **changes)
    )


def test_a_workbook_that_a_person_saved_is_the_plan(officer, plan):
    """Another program that opens and saves the file changes nothing."""
    assert_same(plan, officer.read())


@pytest.mark.each("edited", [False, True])
def test_a_second_sheet_of_budgets_is_named_as_not_read(officer_of, plan, edited):
    """A copy of a sheet is read in no case, which the source of the plan says; the changes of the first arrive."""
    officer = officer_of(plan)
    officer.book.copy_worksheet(officer.sheet("Budgets"))
    if edited:
        officer.set("Budgets", "1/budgets#1", "expenses", "$12 K")
    read = officer.read()
    (left,) = read.source.unparsed
    assert left.startswith("the sheet 'Budgets Copy' was not read, since the sheet Budgets has the same headings")
    assert read.at("1/budgets#1").expenses == (rf.Money.parse("$12 K") if edited else rf.Missing.ABSENT)


def test_a_row_typed_over_the_headings_of_an_empty_sheet_is_not_lost(officer_of):
    """A sheet without a row is as it was written only with its headings; what is in their place is named."""
    officer = officer_of(rf.ResultsFramework(results=(rf.Output(code="1", title="Wells"),)))
    page = officer.sheet("Budgets")
    for cell, typed in zip(page[1], ["", "Output", "1", "Wells", *[5] * page.max_column], strict=False):
        cell.value = typed
    ((where, why),) = officer.problems()
    assert where == "Budgets!A1"
    assert why.startswith("the sheet has no row with the headings")


def test_sheets_of_a_persons_own_change_nothing(officer, plan):
    """Notes in a sheet of their own, and a sheet that is deleted beside unchanged ones, leave the plan as it is."""
    officer.book.create_sheet("Notes").append(["call the ministry"])
    del officer.book["Budgets"]
    assert officer.read() == plan


@pytest.mark.parametrize(
    ("sheet", "path", "heading", "typed", "expected"),
    [
        ("Logframe", LAWS, "indicator", "Laws", changed(LAWS, statement="Laws")),
        ("Logframe", LAWS, "level", "Output", changed("")),
        ("Logframe", LAWS, "2021 actual", "1,492,979", changed("")),
        ("Logframe", LAWS, "indicator", None, changed(LAWS, statement=None)),
        ("Logframe", LAWS, "code", "1.1", changed(LAWS, code="1.1")),
        ("Logframe", LAWS, "unit", "law", changed(LAWS, unit="law")),
        ("Logframe", LAWS, "measure", "unit", changed(LAWS, measure="unit")),
        ("Logframe", LAWS, "direction", "Increase", changed(LAWS, direction="increase")),
        ("Logframe", LAWS, "2019 baseline", 5, changed(f"{LAWS}/baseline", value=D(5))),
        (
            "Logframe",
            LAWS,
            "2019 baseline",
            "n/a",
            changed(f"{LAWS}/baseline", value=rf.Missing.NOT_AVAILABLE, raw="n/a"),
        ),
        ("Logframe", LAWS, "2019 baseline", None, changed(f"{LAWS}/baseline", value=rf.Missing.ABSENT)),
        ("Logframe", LAWS, "2019 baseline", True, changed(f"{LAWS}/baseline", value=True)),
        (
            "Logframe",
            LAWS,
            "2025 target",
            ">=90%",
            changed(f"{LAWS}/target", value=rf.Range(low=D(90)), raw=">=90%", unit="percent"),
        ),
        ("Logframe", SHARE, "2020 actual", 0.8, changed(f"{OUTPUT}/007/actual", value=D(80))),
        ("Logframe", SHARE, "2020 milestone", 0.455, changed(f"{OUTPUT}/007/milestone", value=D("45.5"))),
        ("Logframe", SHARE, "direction", None, changed(SHARE)),
        ("Logframe", SHARE, "measure", None, changed(SHARE, measure=None)),
        (
            "Logframe",
            SHARE,
            "responsible",
            "The ministry",
            planned(SHARE, responsible="The ministry"),
        ),
        ("Logframe", LAWS, "means of verification", "Gazette", planned(LAWS, means_of_verification="Gazette")),
        ("Logframe", LAWS, "result title", "Bills", changed(OUTPUT, title="Bills")),
        ("Logframe", LAWS, "result", "1.11", changed(OUTPUT, code="1.11")),
        ("Logframe", "1/1.2", "result title", None, changed("1/1.2", title=None)),
        (
            "Logframe",
            "1",
            "assumptions",
            "Parliament sits\nElections are held",
            changed("1", assumptions=("Parliament sits", "Elections are held")),
        ),
        ("Logframe", "1", "assumptions", "Elections are held", changed("1", assumptions=("Elections are held",))),
        ("Logframe", "1", "assumptions", None, changed("1", assumptions=())),
        ("Observations", f"{LAWS}/baseline", "value", 7, changed(f"{LAWS}/baseline", value=D(7))),
        ("Observations", f"{LAWS}/baseline", "value", None, changed(f"{LAWS}/baseline", value=rf.Missing.ABSENT)),
        (
            "Observations",
            f"{LAWS}/baseline",
            "state",
            "to_be_determined",
            changed(f"{LAWS}/baseline", value=rf.Missing.TO_BE_DETERMINED),
        ),
        ("Observations", f"{LAWS}/baseline", "number", 7, changed(f"{LAWS}/baseline", value=D(7))),
        ("Observations", f"{LAWS}/baseline", "number", None, changed(f"{LAWS}/baseline", value=rf.Missing.ABSENT)),
        ("Observations", f"{LAWS}/target", "low", 85, changed(f"{LAWS}/target", value=rf.Range(low=D(85)))),
        (
            "Observations",
            f"{LAWS}/target",
            "high",
            99,
            changed(f"{LAWS}/target", value=rf.Range(low=D(80), high=D(99))),
        ),
        ("Observations", f"{LAWS}/target", "low", None, changed(f"{LAWS}/target", value=rf.Missing.ABSENT)),
        ("Observations", f"{LAWS}/baseline", "high", 9, changed(f"{LAWS}/baseline", value=rf.Range(high=D(9)))),
        (
            "Observations",
            f"{OUTPUT}/Q/actual:2022",
            "numerator",
            4,
            changed(f"{OUTPUT}/Q/actual:2022", value=rf.Ratio(D(4), D(5))),
        ),
        ("Observations", f"{LAWS}/baseline", "number", "1,000", changed(f"{LAWS}/baseline", value=D(1000))),
        ("Observations", f"{LAWS}/baseline", "kind", "target", changed(f"{LAWS}/baseline", kind="target")),
        (
            "Observations",
            f"{LAWS}/baseline",
            "period",
            "2018Q1",
            changed(f"{LAWS}/baseline", period=rf.Period.quarter(2018, 1)),
        ),
        ("Observations", f"{LAWS}/baseline", "period", None, changed(f"{LAWS}/baseline", period=rf.Period())),
        ("Observations", f"{LAWS}/baseline", "year", 2018, changed(f"{LAWS}/baseline", period=2018)),
        ("Observations", f"{LAWS}/baseline", "year", None, changed(f"{LAWS}/baseline", period=rf.Period())),
        (
            "Observations",
            f"{LAWS}/baseline",
            "start",
            dt.date(2019, 3, 1),
            changed(f"{LAWS}/baseline", period=rf.Period(start=dt.date(2019, 3, 1), end=dt.date(2019, 12, 31))),
        ),
        (
            "Observations",
            f"{LAWS}/baseline",
            "end",
            "2019-06-30",
            changed(f"{LAWS}/baseline", period=rf.Period(start=dt.date(2019, 1, 1), end=dt.date(2019, 6, 30))),
        ),
        ("Observations", f"{LAWS}/baseline", "unit", "law", changed(f"{LAWS}/baseline", unit="law")),
        ("Observations", f"{LAWS}/actual#1", "comment", None, changed(f"{LAWS}/actual#1", comment=None)),
        (
            "Observations",
            f"{LAWS}/actual#2",
            "place",
            "Puebla",
            changed(f"{LAWS}/actual#2", places=(rf.Place(name="Puebla"),)),
        ),
        (
            "Observations",
            f"{LAWS}/actual#1",
            "place",
            "Oaxaca",
            changed(f"{LAWS}/actual#1", places=(rf.Place(name="Oaxaca", code="MX-OAX"),)),
        ),
        ("Observations", f"{LAWS}/actual#2", "place", None, changed(f"{LAWS}/actual#2", places=())),
        (
            "Observations",
            f"{LAWS}/actual#2",
            "sex",
            "men",
            changed(f"{LAWS}/actual#2", disaggregation=(rf.Disaggregation(dimension="Sex", category="men"),)),
        ),
        ("Observations", f"{LAWS}/actual#2", "sex", None, changed(f"{LAWS}/actual#2", disaggregation=())),
        (
            "Observations",
            f"{LAWS}/baseline",
            "sex",
            "men",
            changed(f"{LAWS}/baseline", disaggregation=(rf.Disaggregation(dimension="sex", category="men"),)),
        ),
        (
            "Budgets",
            "1/budgets#1",
            "planned",
            1200.5,
            changed("1/budgets#1", planned=rf.Money(nominal=D("1200.5"), currency="USD")),
        ),
        ("Budgets", "1/budgets#1", "planned", "TBD", changed("1/budgets#1", planned=rf.Missing.TO_BE_DETERMINED)),
        ("Budgets", "1/budgets#1", "planned", None, changed("1/budgets#1", planned=rf.Missing.ABSENT)),
        ("Budgets", "1/budgets#1", "expenses", "$12 K", changed("1/budgets#1", expenses=rf.Money.parse("$12 K"))),
        (
            "Budgets",
            "1/budgets#1",
            "currency",
            "EUR",
            changed(
                "1/budgets#1",
                planned=rf.Money(nominal=D(1000), currency="EUR"),
                actual=attrs.evolve(rf.Money.parse("$0.8 K"), currency="EUR", raw=None),
            ),
        ),
        ("Budgets", "1/budgets#1", "period", "2021-2022", changed("1/budgets#1", period=rf.Period.between(2021, 2022))),
        ("Budgets", "1/budgets#1", "period", None, changed("1/budgets#1", period=None)),
        ("Budgets", "1/budgets#1", "kind", "original", changed("1/budgets#1", kind="original")),
        ("Budgets", "1/budgets#1", "kind", None, changed("1/budgets#1", kind="unknown")),
        (
            "Budgets",
            "1/budgets#1",
            "value date",
            dt.date(2021, 5, 1),
            changed("1/budgets#1", value_date=dt.date(2021, 5, 1)),
        ),
        ("Budgets", "1/budgets#1", "value date", "2021-05-01", changed("1/budgets#1", value_date=dt.date(2021, 5, 1))),
        ("Read me", "title", "of the plan", "New plan", changed("", title="New plan")),
        ("Read me", "description", "of the plan", "Text", changed("", description="Text")),
    ],
)
def test_a_changed_cell_is_that_change(typist, plan, sheet, path, heading, typed, expected):
    """A new entry in one cell changes the fact that the cell shows, and no other."""
    typist.set(sheet, path, heading, typed)
    assert_same(expected(plan), typist.read())


def test_an_emptied_day_leaves_a_bound_open(typist, plan):
    """A period whose first day is emptied has its last day alone, and one without both is none."""
    typist.set("Observations", f"{LAWS}/baseline", "start", None)
    assert typist.read().at(f"{LAWS}/baseline").period == rf.Period(end=dt.date(2019, 12, 31))
    typist.set("Observations", f"{LAWS}/baseline", "end", None)
    assert typist.read().at(f"{LAWS}/baseline").period == rf.Period()


@pytest.mark.each(
    ("written", "cell", "is_same_cell"),
    [
        (None, Cell(), True),
        (None, Cell("  "), True),
        (None, Cell(is_formula_without_result=True), False),
        ("text", Cell("text"), True),
        ("text", Cell("Text"), False),
        ("  ", Cell(), True),
        ("007", Cell(D(7)), True),
        ("1,000", Cell(D(1000)), True),
        ("1E5", Cell(D(100000)), True),
        ("NaN", Cell(D(1)), False),
        ("one", Cell(D(1)), False),
        ("1" * 500, Cell(D(1)), False),
        (0.1, Cell(D("0.1")), True),
        (0.1, Cell(D("0.10000001")), False),
        (0.1, Cell("0.1"), False),
        (DAY, Cell(DAY), True),
        (DAY, Cell(dt.datetime(2021, 5, 1)), True),  # noqa: DTZ001 - spreadsheets have no time zones
        (DAY, Cell(dt.datetime(2021, 5, 1, 12)), False),  # noqa: DTZ001 - as above
        (DAY, Cell(D(44317)), False),
    ],
)
def test_cells_that_hold_what_was_written(written, cell, is_same_cell):
    """Digits that became a number, and a day that became a point in time, are the same; anything else is a change."""
    assert is_same(written, cell) is is_same_cell


def test_a_workbook_is_read_without_calamine(plan, monkeypatch):
    """Without the library that gives values quickly, the reader of all cells finds the same; with damage too."""
    pytest.importorskip("xlsxwriter")
    data = xlsx.dumps(plan, findings=False)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert_same(plan, xlsx.loads(data))
