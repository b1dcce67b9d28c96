from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

from resultsframework import (
    Disaggregation,
    Impact,
    Indicator,
    InvalidValueError,
    Missing,
    Observation,
    ObservationSeries,
    OtherResult,
    Outcome,
    Output,
    Period,
    Place,
    Range,
    Ratio,
    ResultsFramework,
    tables,
)
from resultsframework.examples import load
from resultsframework.observation import ObservationKind
from resultsframework.tables import observations, wide

D = Decimal
NAMES = (
    "framework, level, result, result title, indicator, statement, path, kind, period, start, end, year, number, "
    "value, state, low, high, numerator, denominator, unit, place, comment, line"
)


def plan(*values, **fields):
    """A framework of one indicator with these observations."""
    indicator = Indicator(code="K.1", series=ObservationSeries(values), **fields)
    return ResultsFramework(identifier="F", results=(Outcome(code="K", title="Schools", indicators=(indicator,)),))


def actual(value, *groups, **fields):
    """An actual of 2021 of these groups."""
    disaggregation = tuple(Disaggregation(dimension=d, category=c) for d, c in groups)
    return Observation(
        kind=ObservationKind.ACTUAL, period=Period(year=2021), value=value, disaggregation=disaggregation, **fields
    )


def rows(framework):
    return observations(framework).to_records()


def test_every_observation_is_a_row():
    """The example has 353 observations, empty ones too, and each path leads to one of them."""
    framework = load()
    table = observations(framework)
    assert ", ".join(table.names) == NAMES
    assert len(table) == 353
    every = [o for indicator in framework.indicators for o in indicator.series]
    assert [framework.at(row["path"]) for row in table.to_records()] == every


def test_a_row_says_where_it_is_from():
    """Framework, level, result, indicator, kind and time are columns, and the line of the source."""
    (row,) = rows(plan(actual(D("5.00"), unit="percent", comment="audited", line=7), statement="Schools built"))
    assert row == {
        "framework": "F",
        "level": "outcome",
        "result": "K",
        "result title": "Schools",
        "indicator": "K.1",
        "statement": "Schools built",
        "path": "K/K.1/actual",
        "kind": "actual",
        "period": "2021",
        "start": dt.date(2021, 1, 1),
        "end": dt.date(2021, 12, 31),
        "year": 2021,
        "number": D("5.00"),
        "value": "5.00",
        "state": "stated",
        "low": None,
        "high": None,
        "numerator": None,
        "denominator": None,
        "unit": "percent",
        "place": None,
        "comment": "audited",
        "line": 7,
    }


def test_only_a_plain_number_is_a_number():
    """Yes, a ratio, a range, text and what is missing have columns of their own, and no number is made of them."""
    values = (D(0), True, Ratio(D(3), D(5)), Range(D(1), D(2)), "many", Missing.TO_BE_DETERMINED)
    found = rows(plan(*map(actual, values)))
    wanted = ("number", "value", "state", "low", "high", "numerator", "denominator")
    assert [tuple(row[name] for name in wanted) for row in found] == [
        (D(0), "0", "stated", None, None, None, None),
        (None, "Yes", "stated", None, None, None, None),
        (None, "3/5", "stated", None, None, D(3), D(5)),
        (None, "1-2", "stated", D(1), D(2), None, None),
        (None, "many", "stated", None, None, None, None),
        (None, None, "to_be_determined", None, None, None, None),
    ]


def test_each_dimension_is_a_column():
    """Sex and gender are one dimension; one without a name, or called like a column, has a name of its own."""
    framework = plan(
        actual(D(1), ("Sex", "women"), ("Age_group", "15-24")),
        actual(D(2), ("Gender", "men"), ("sex", "boys"), ("year", "first"), (None, "refugees")),
        actual(D(3), places=(Place(name="Oaxaca"), Place(code="MX-PUE"))),
    )
    table = observations(framework)
    assert table.select("sex", "age group", "year group", "group", "place").rows == (
        ("women", "15-24", None, None, None),
        ("men; boys", None, "first", "refugees", None),
        (None, None, None, None, "Oaxaca; MX-PUE"),
    )
    assert "age_group" in table.flat().names


def test_many_frameworks_are_one_table():
    """Frameworks with different dimensions share the columns, in the order given."""
    one, other = plan(actual(D(1), ("sex", "women"))), attrs.evolve(plan(actual(D(2), ("age", "5"))), identifier="G")
    table = observations(f for f in (one, other))
    assert table.select("framework", "number", "sex", "age").rows == (
        ("F", D(1), "women", None),
        ("G", D(2), None, "5"),
    )
    assert observations([]).rows == ()


def test_a_framework_without_identifier_is_named_by_its_title():
    """Rows of several plans are kept apart by the identifier, else by the title."""
    framework = attrs.evolve(plan(actual(D(1))), identifier=None, title="Schools for all")
    assert rows(framework)[0]["framework"] == "Schools for all"


def test_results_of_every_level_are_named():
    """An indicator is of the result right above it, at any depth."""
    indicator = Indicator(code="I", series=ObservationSeries((actual(D(1)),)))
    output = Output(code="3", indicators=(indicator,))
    impact = Impact(code="1", outcomes=(Outcome(code="2", outputs=(output,), indicators=(indicator,)),))
    other = OtherResult(code="4", indicators=(indicator,))
    table = observations(ResultsFramework(results=(impact, other)))
    assert table.select("level", "result", "path").rows == (
        ("outcome", "2", "1/2/I/actual"),
        ("output", "3", "1/2/3/I/actual"),
        ("other", "4", "4/I/actual"),
    )


def test_a_period_without_dates_has_none():
    """A value that the source puts under no period has no year, no day and no text for it."""
    (row,) = rows(plan(Observation(kind=ObservationKind.BASELINE, value=D(1))))
    assert [row[name] for name in ("period", "start", "end", "year")] == [None] * 4


NOT_ONE = r"needs a ResultsFramework, not \w+; (read one with|make one|pass the)"


@pytest.mark.each("given", [Indicator(), (Indicator(),), [load().outcomes[0]], (None,), "plan.json", 7])
def test_a_table_is_made_of_frameworks_alone(given):
    """The error names what was found instead."""
    with pytest.raises(InvalidValueError, match=f"observations {NOT_ONE}"):
        observations(given)


@pytest.mark.each("name", ["wide", "performance", "off_track", "completeness", "budgets", "funding"])
@pytest.mark.each("given", [Indicator(), [ResultsFramework()], None])
def test_each_table_names_the_framework_that_it_needs(name, given):
    """An indicator or a list of frameworks is refused in one sentence."""
    at = (2021,) if name in ("performance", "off_track") else ()
    with pytest.raises(InvalidValueError, match=f"{name} {NOT_ONE}"):
        getattr(tables, name)(given, *at)


# ------------------------------------------------------------------------------------------ wide


def test_a_wide_table_has_one_row_an_indicator():
    """No indicator is dropped, also one without any value, and each year and kind that is stated is a column."""
    framework = load()
    table = wide(framework)
    assert [row[3] for row in table] == [path for path, node in framework.walk() if isinstance(node, Indicator)]
    row = table.filter(indicator="MEX_D_2.1.2A").to_records()[0]
    found = {name: row[name] for name in ("2018 baseline", "2021 milestone", "2021 actual")}
    assert found == {"2018 baseline": D(0), "2021 milestone": D(100), "2021 actual": D(59)}


def test_years_are_in_order_and_kinds_within_a_year():
    """Values without a year come first, then time runs to the right; the baseline is before the plan and the actual."""
    series = ObservationSeries.parse("- baseline 1 | 2020 milestone 4 actual 3 | 2019 actual 2 | 2021 target 9")
    assert wide(plan(*series)).names[5:] == ("baseline", "2019 actual", "2020 milestone", "2020 actual", "2021 target")


def test_a_cell_is_of_the_total_and_of_the_period_that_ends_last():
    """Women are no total, and the value of the year comes before that of its last quarter."""
    quarter = attrs.evolve(actual(D(7)), period=Period.quarter(2021, 4))
    framework = plan(actual(D(1), ("sex", "women")), quarter, actual(D(9)))
    assert wide(framework).to_records()[0]["2021 actual"] == D(9)
    assert wide(plan(quarter)).to_records()[0]["2021 actual"] == D(7)


def test_quarters_are_no_year():
    """Quarters that nobody declared to add up make no value of the year, but the reason."""
    quarters = ObservationSeries.parse("2021-Q1 actual 2 | 2021-Q2 actual 3 | 2021 milestone 10")
    twice = ObservationSeries.parse("2021 actual 2 | 2021 actual 3")
    undated = ObservationSeries.parse("- baseline 1 | - baseline 2")
    assert wide(plan(*quarters)).to_records()[0]["2021 milestone"] == D(10)
    reason = wide(plan(*quarters)).to_records()[0]["2021 actual"].reason
    assert reason == "2 values of 2021-01-01..2021-03-31, 2021-04-01..2021-06-30"
    assert wide(plan(*twice)).to_records()[0]["2021 actual"].reason == "2 values of 2021"
    assert wide(plan(*undated)).to_records()[0]["baseline"].reason == "2 values of no period"


def test_an_indicator_of_several_groups_has_no_cell():
    """Without a total no group is put in its place; the long table has them."""
    framework = plan(actual(D(1), ("sex", "women")), actual(D(2), ("sex", "men")))
    assert wide(framework).rows == (("K", "K.1", None, "K/K.1", None),)
