from __future__ import annotations

import datetime as dt
from collections import Counter

import attrs
import pytest

from resultsframework import (
    Disaggregation,
    Indicator,
    InvalidValueError,
    Missing,
    Observation,
    ObservationKind,
    ObservationSeries,
    Outcome,
    Output,
    Period,
    Place,
    ResultsFramework,
)
from resultsframework.examples import load
from resultsframework.monitoring import ReportingStatus
from resultsframework.monitoring._completeness import is_due, needing_actuals, reporting_in, state_of
from resultsframework.monitoring._due import Due
from resultsframework.tables import completeness

R = ReportingStatus
OCTOBER = "2020-10-01..2020-12-31"
DUE_IN_2021 = Due(None, 2021)
QUARTERS = "2020-10-01..2020-12-31 actual 1 | 2021-01-01..2021-03-31 actual 2 | 2021-04-01..2021-06-30 actual -"
FISCAL = f"{QUARTERS} | 2020-07-01..2020-09-30 actual 3 | 2020-07-01..2021-06-30 target 9"


def last_day(year):
    return None if year is None else dt.date(year, 12, 31)


def indicator(text, **fields):
    return Indicator(**{"code": "K.1", "series": ObservationSeries.parse(text)} | fields)


def framework(*indicators, **fields):
    return ResultsFramework(results=(Outcome(code="K", indicators=indicators),), **fields)


@pytest.mark.each(
    ("value", "state"),
    [
        (Missing.TO_BE_DETERMINED, R.TO_BE_DETERMINED),
        (Missing.NOT_AVAILABLE, R.NOT_AVAILABLE),
        (Missing.NOT_APPLICABLE, R.NOT_APPLICABLE),
        (False, R.REPORTED),
        ("Adopted", R.REPORTED),
    ],
)
@pytest.mark.each(("year", "reporting_year"), [(2020, 2021), (2021, 2021), (2022, 2021), (None, 2021), (2021, None)])
def test_what_the_source_says_of_a_cell_is_not_overruled(value, state, year, reporting_year):
    """To be determined, not available, not applicable and a value are what they are in every year."""
    assert state_of(value, last_day(year), Due(None, reporting_year)) is state


@pytest.mark.each("value", [Missing.EMPTY, Missing.ABSENT])
@pytest.mark.each(
    ("year", "reporting_year", "state"),
    [
        (2020, 2021, R.OVERDUE),
        (2021, 2021, R.DUE),
        (2022, 2021, R.NOT_DUE),
        (None, 2021, R.NOT_STATED),
        (2021, None, R.NOT_STATED),
    ],
)
def test_an_empty_cell_is_due_overdue_or_not_due(value, year, reporting_year, state):
    """A dash of the reporting year is due, one of a year before overdue, one of a year to come not due."""
    assert state_of(value, last_day(year), Due(None, reporting_year)) is state


@pytest.mark.each(
    ("state", "year", "reporting_year", "counted"),
    [
        (R.REPORTED, 2022, 2021, True),
        (R.NOT_APPLICABLE, 2020, 2021, False),
        (R.OVERDUE, 2020, 2021, True),
        (R.DUE, 2021, 2021, True),
        (R.NOT_DUE, 2022, 2021, False),
        (R.TO_BE_DETERMINED, 2021, 2021, True),
        (R.TO_BE_DETERMINED, 2022, 2021, False),
        (R.NOT_AVAILABLE, 2022, 2021, False),
        (R.NOT_STATED, None, 2021, True),
        (R.NOT_STATED, 2021, None, True),
    ],
)
def test_what_counts_as_due(state, year, reporting_year, counted):
    """Years to come are not held against anybody, nor is what there cannot be; all that is reported counts."""
    assert is_due(state, last_day(year), Due(None, reporting_year)) is counted


@pytest.mark.each(
    ("text", "year", "state"),
    [
        ("2021 milestone 5 actual 0", 2021, R.REPORTED),
        ("2021 milestone 5 actual -", 2021, R.DUE),
        ("2021 milestone 5", 2021, R.DUE),
        ("2021", 2021, R.DUE),
        ("2020 milestone 5", 2020, R.OVERDUE),
        ("2022 milestone 5", 2022, R.NOT_DUE),
        ("2021 actual TBD", 2021, R.TO_BE_DETERMINED),
        ("2020 actual 5", 2021, None),
        ("2021 baseline 5", 2021, None),
        ("2021-01-01..2021-06-30 actual 3 | 2021-07-01..2021-12-31 actual -", 2021, R.DUE),
        ("2021-01-01..2021-06-30 actual - | 2021-07-01..2021-12-31 actual 3", 2021, R.DUE),
        ("2021-01-01..2021-06-30 actual N/A | 2021-07-01..2021-12-31 actual not applicable", 2021, R.NOT_AVAILABLE),
        ("2021-01-01..2021-06-30 actual 3 | 2021-07-01..2021-12-31 actual 3", 2021, R.REPORTED),
    ],
)
def test_a_year_is_reported_if_all_its_periods_are(text, year, state):
    """Of several periods in a year, the state that most needs attention is that of the year; without one, none."""
    assert reporting_in(indicator(text), year, DUE_IN_2021) is state


@pytest.mark.each(
    ("text", "needing"),
    [
        ("2020Q4 actual 1 | 2021Q1 | 2020-07-01..2021-06-30 target 9", [OCTOBER, "2021-01-01..2021-03-31"]),
        ("2020 actual 1 | 2021 actual - | 2020-2025 target 5", ["2020", "2021"]),
        ("2020 actual 1 | 2021 actual 2 | 2020-2021 actual 3", ["2020", "2021", "2020-2021"]),
        ("2020 actual 1 | 2020-2021 target 3 | 2020-2022 target 3", ["2020", "2020-2021", "2020-2022"]),
        ("2020-2022 target 3 | 2020-2021 actual 1 | 2021-2022 actual 1", ["2020-2022", "2020-2021", "2021-2022"]),
        ("..2025-12-31 target 5 | 2020 actual 1 | 2021 actual 2", ["..2025-12-31", "2020", "2021"]),
        ("2025-12-31..2020-01-01 target 5 | 2020 actual 1 | 2021 actual 2", ["2025-12-31..2020-01-01", "2020", "2021"]),
        ("2020 target 5", ["2020"]),
        ("", []),
    ],
)
def test_a_period_that_only_carries_the_target_of_the_whole_needs_no_actual(text, needing):
    """It covers two or more periods that have no day in common; totals that begin together are no parts."""
    series = ObservationSeries.parse(text)
    assert [str(period) for period in needing_actuals(series)] == needing


@pytest.mark.each(
    ("at", "today", "state"),
    [
        (2021, None, R.NOT_STATED),
        (2020, None, R.REPORTED),
        (2021, dt.date(2021, 6, 29), R.NOT_DUE),
        (2021, dt.date(2021, 6, 30), R.DUE),
        (2021, dt.date(2022, 6, 29), R.DUE),
        (2021, dt.date(2022, 6, 30), R.OVERDUE),
        (dt.date(2021, 6, 30), dt.date(2021, 6, 30), R.DUE),
        (dt.date(2021, 1, 1), dt.date(2021, 6, 30), R.REPORTED),
        (dt.date(2021, 7, 1), dt.date(2021, 6, 30), None),
        (dt.date(2020, 8, 1), None, R.REPORTED),
        (Period.parse("2020-07-01..2021-06-30"), dt.date(2021, 6, 30), R.DUE),
        (Period.parse("2021-01-01..2021-03-31"), dt.date(2021, 6, 30), R.REPORTED),
        (Period.parse("2022Q1"), dt.date(2021, 6, 30), None),
    ],
)
def test_a_time_is_reported_if_the_periods_that_need_a_value_are(at, today, state):
    """Quarters decide about their year, and nothing is missing before its last day."""
    for text in (FISCAL, f"{FISCAL} actual -"):
        assert reporting_in(indicator(text), at, Due(today)) is state


def test_the_table_has_a_column_for_each_year_or_each_period():
    """Quarters and fiscal years are periods as any other; the last column counts those that are due."""
    plan = framework(indicator(FISCAL), indicator("2020 actual 1 | - actual 3"))
    by_year = completeness(plan, today=dt.date(2021, 5, 1))
    assert by_year.title == "completeness, results due up to 2021-05-01"
    assert by_year.names[3:-6] == ("2020", "2021")
    assert [(*row[3:5], str(row[6])) for row in by_year] == [
        (R.REPORTED, R.NOT_DUE, "1 of 1"),
        (R.REPORTED, None, "1 of 1"),
    ]
    by_period = completeness(plan, by="period", today=dt.date(2021, 6, 30))
    assert by_period.names[3:-6] == (
        "2020-07-01..2020-09-30",
        "2020",
        "2020-10-01..2020-12-31",
        "2021-01-01..2021-03-31",
        "2021-04-01..2021-06-30",
    )
    assert [str(row[-5]) for row in by_period] == ["3 of 4", "1 of 1"]
    with pytest.raises(InvalidValueError, match="`by` is 'year' or 'period', not 'quarter'"):
        completeness(plan, by="quarter")


def test_a_framework_is_judged_by_the_day_of_its_last_update_where_nothing_else_is_known():
    """The arguments of the caller and a reporting year come first."""
    updated = {"last_updated": dt.date(2021, 5, 1)}
    plan = framework(indicator("2020 actual - | 2021 actual -"), **updated)
    assert [row[3:5] for row in completeness(plan)] == [(R.DUE, R.NOT_DUE)]
    assert [row[3:5] for row in completeness(plan, reporting_year=2021)] == [(R.OVERDUE, R.DUE)]
    assert [row[3:5] for row in completeness(plan, today=dt.date(2019, 1, 1))] == [(R.NOT_DUE, R.NOT_DUE)]
    own = framework(indicator("2020 actual - | 2021 actual -"), reporting_year=2021, **updated)
    assert [row[3:5] for row in completeness(own)] == [(R.OVERDUE, R.DUE)]
    assert completeness(own).title == "completeness, results due up to 2021"


def test_without_a_reporting_year_nothing_is_overdue():
    """Without a reporting year, an empty cell is only not stated."""
    assert reporting_in(indicator("1999 actual -"), 1999) is R.NOT_STATED


def test_a_value_of_a_group_or_place_is_a_value():
    """Where women are reported and men are not, something is reported for the period."""
    year = Period(year=2021)
    women = Observation(
        kind=ObservationKind.ACTUAL, period=year, value=True, disaggregation=(Disaggregation(category="women"),)
    )
    men = Observation(
        kind=ObservationKind.ACTUAL, period=year, value=Missing.EMPTY, disaggregation=(Disaggregation(category="men"),)
    )
    there = Observation(
        kind=ObservationKind.ACTUAL, period=year, value=Missing.TO_BE_DETERMINED, places=(Place(name="Oaxaca"),)
    )
    for observations in ((women, men), (men, women)):
        assert reporting_in(Indicator(series=ObservationSeries(observations)), 2021, DUE_IN_2021) is R.REPORTED
    for observations in ((men, there), (there, men)):
        assert reporting_in(Indicator(series=ObservationSeries(observations)), 2021, DUE_IN_2021) is R.DUE


def test_the_cells_of_the_page_are_counted_as_on_the_page():
    """Of 157 result cells 19 are reported and 138 are dashes of years to come; nothing is due and missing."""
    table = completeness(load())
    assert table.title == "completeness, results due up to 2021"
    assert table.names == (
        "result",
        "indicator",
        "baseline",
        *map(str, range(2020, 2026)),
        "target",
        "reported",
        "by group",
        "path",
        "statement",
        "unit",
    )
    assert len(table) == 39
    assert all((row[-3], row[-2]) == (f"{row[0]}/{row[1]}", load().at(row[-3]).statement) for row in table.rows[:3])
    cells = Counter(cell for row in table for cell in row[3:9])
    assert cells == {R.REPORTED: 19, R.NOT_DUE: 138, None: 39 * 6 - 157}
    assert Counter(row[2] for row in table) == {R.REPORTED: 20, R.TO_BE_DETERMINED: 11, R.NOT_STATED: 8}
    assert Counter(row[9] for row in table) == {R.REPORTED: 14, R.TO_BE_DETERMINED: 10, R.NOT_STATED: 15}
    assert sum(row[10].reported for row in table) == sum(row[10].due for row in table) == 19


def test_two_years_later_what_was_not_due_is_overdue():
    """In 2023 the 30 dashes of 2022 are overdue, and the 30 of 2023 due."""
    table = completeness(load(), reporting_year=2023)
    columns = table.to_columns()
    assert Counter(columns["2022"]) == {R.OVERDUE: 30, None: 9}
    assert Counter(columns["2023"]) == {R.DUE: 30, None: 9}
    assert Counter(columns["2024"])[R.NOT_DUE] == 39 - Counter(columns["2024"])[None]
    assert sum(c.reported for c in columns["reported"]) == 19
    assert sum(c.due for c in columns["reported"]) == 79


def test_a_row_says_what_is_there_of_one_indicator():
    """Its result, its step of the path, and the status of each of its cells."""
    one = indicator(
        "2019 baseline TBD | 2020 actual 3 | 2021 actual - | 2022 actual - | 2023 actual TBD | 2025 target N/A"
    )
    two = indicator("2020 actual not applicable", code=None)
    table = completeness(framework(one, two, reporting_year=2021))
    assert table.rows[0][:-5] == (
        "K", "K.1", R.TO_BE_DETERMINED, R.REPORTED, R.DUE, R.NOT_DUE, R.TO_BE_DETERMINED, R.NOT_DUE, R.NOT_AVAILABLE,
    )  # fmt: skip
    assert str(table.rows[0][-5]) == "1 of 2"
    assert table.rows[1][:5] == ("K", "#1", None, R.NOT_APPLICABLE, None)
    assert str(table.rows[1][-5]) == "0 of 0"


def test_a_year_that_nobody_reports_on_makes_no_cell_overdue():
    """Without a reporting year the matrix notes it in its title, and counts every cell there is."""
    table = completeness(framework(indicator("2020 actual 3 | 2021 actual -")))
    assert table.title == "completeness"
    assert table.rows[0][3:5] == (R.REPORTED, R.NOT_STATED)
    assert str(table.rows[0][-5]) == "1 of 2"


def test_one_of_several_baselines_is_enough():
    """A baseline by year or group is stated if one of them is; else the one that most needs attention decides."""
    table = completeness(
        framework(indicator("2018 baseline - | 2019 baseline 3"), indicator("2018 baseline TBD | 2019 baseline -"))
    )
    assert [row[2] for row in table] == [R.REPORTED, R.NOT_STATED]


def test_a_value_that_is_reported_by_groups_only_is_reported_and_the_dimension_is_named():
    """Where women and men are known and not everybody, the year is reported, by sex; a lone group of all is no part."""
    sex = {name: (Disaggregation(dimension="sex", category=name),) for name in ("female", "male")}
    there = {"places": (Place(code="KE-01"),)}
    whole = list(ObservationSeries.parse("2018 baseline 0 | 2019 actual 5 | 2020 actual -"))
    women = [
        attrs.evolve(o, disaggregation=sex["female"]) for o in ObservationSeries.parse("2020 actual 3 | 2021 actual -")
    ]
    men = [
        attrs.evolve(o, disaggregation=sex["male"], **there) for o in ObservationSeries.parse("2020 actual 4 target 9")
    ]
    table = completeness(framework(Indicator(series=[*whole, *women, *men]), Indicator(series=women)))
    assert table.rows[0][2:-5] == (R.REPORTED, R.REPORTED, R.REPORTED, R.NOT_STATED, R.REPORTED)
    assert table.rows[0][-4] == "2020 by sex, place; target by sex, place"
    assert table.rows[1][-4] == ""


def test_indicators_of_outputs_have_their_path():
    """The result of a row is a path that leads to it in the framework."""
    output = Output(code="K.1", indicators=(indicator("2021 actual 3", code="A"),))
    whole = framework()
    whole = attrs.evolve(whole, results=(Outcome(code="K", outputs=(output,)),))
    table = completeness(whole)
    assert table.rows[0][:2] == ("K/K.1", "A")
    assert whole.at(table.rows[0][0]) == output


def test_years_are_in_order_of_time():
    """Whichever indicator and period comes first in the source, the columns go from year to year."""
    table = completeness(
        framework(indicator("2031 actual 1 | 2008 actual 1"), indicator("2019 actual 1 | 1999 actual 1"))
    )
    assert table.names[3:-6] == ("1999", "2008", "2019", "2031")


def test_states_have_names_for_programs():
    """The values are what a program reads, in the order in which they need attention."""
    assert [state.value for state in R] == [
        "overdue", "due", "not_stated", "to_be_determined", "not_available", "not_due", "not_applicable", "reported",
    ]  # fmt: skip


def test_states_are_printed_in_words():
    """In print a state is two or three words without signs, also in a notebook."""
    assert str(R.TO_BE_DETERMINED) == "to be determined"
    text = str(completeness(framework(indicator("2022 actual -"), reporting_year=2021)))
    assert text.splitlines()[-1].split() == ["K", "K.1", "not", "due", "0", "of", "0", "K/K.1"]
