"""The observations of one indicator that may be compared: of one unit, one subject and one period."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.indicator import Direction
from resultsframework.monitoring import (
    belong_together,
    by_subject,
    compare_by_direction,
    direction_of,
    has_same_unit,
    matches,
    period_and_subject,
    supposed_direction,
)

SEX = {name: (rf.Disaggregation(dimension="sex", category=name),) for name in ("women", "men")}
AGE = rf.Disaggregation(dimension="age", category="15-24")
UP, DOWN = Direction.INCREASE, Direction.DECREASE


def indicator(text, *names, **fields):
    """An indicator with this series; names are the groups of its observations, None for the total."""
    series = rf.ObservationSeries.parse(text)
    if names:
        series = rf.ObservationSeries(
            tuple(
                o if name is None else attrs.evolve(o, disaggregation=SEX[name])
                for o, name in zip(series, names, strict=True)
            )
        )
    return rf.Indicator(series=series, **fields)


@pytest.mark.each(
    ("text", "pairs"),
    [
        ("2021 milestone 4 actual 5", [("4", "5", 2021)]),
        ("2021 milestone 4 actual 4", [("4", "4", 2021)]),
        ("2021 milestone - actual 4", []),
        ("2021 milestone 4 actual -", []),
        ("2021 baseline 4 actual 5", []),
        ("2021 milestone 4 | 2022 actual 5", []),
        ("- milestone 4 actual 5", []),
        ("2021 milestone 4 | 2021-01-01..2021-12-31 actual 5", [("4", "5", 2021)]),
        ("2021 milestone 4 | 2021-01-02..2021-12-31 actual 5", [("4", "5", 2021)]),
        ("2021 milestone 4 | 2020-07-01..2021-06-30 actual 5", [("4", "5", 2021)]),
        ("2021 milestone 4 | 2021 milestone 3 | 2020-07-01..2021-06-30 actual 5", []),
        ("2021Q1 milestone 4 | 2021-01-03..2021-04-01 actual 5", [("4", "5", 2021)]),
        ("2021Q1 milestone 4 | 2021Q2 actual 5", []),
        ("2021 milestone 4 | 2021-07-01..2021-12-31 actual 5", []),
        ("2021 milestone 4 | 2020-01-01..2021-12-31 actual 5", []),
        ("2021 milestone 4 | ..2021-12-31 actual 5", []),
        ("..2021-12-31 milestone 4 actual 5", [("4", "5", 2021)]),
        ("2021-01-01..2021-06-30 milestone 4 actual 5 | 2021-07-01..2021-12-31 milestone 6", [("4", "5", 2021)]),
        ("2021 milestone 4 | 2021 target 6 | 2021 actual 5", []),
        ("2022 target 6 actual 5 | 2021 milestone 4 actual 3", [("6", "5", 2022), ("4", "3", 2021)]),
    ],
)
def test_an_actual_matches_the_plan_of_its_days(text, pairs):
    """A year is its first to its last day, or any year that ends in it; a part of it, or an open start, is another."""
    assert [(m.planned.raw, m.actual.raw, m.year) for m in matches(indicator(text))] == pairs


def test_an_actual_matches_the_plan_of_its_group():
    """Women match the plan for women and men that for men, whichever comes first, and neither matches the total."""
    planned = "2021 milestone 10 | 2021 milestone 6 | 2021 milestone 4"
    found = indicator(f"{planned} | 2021 actual 9 | 2021 actual 6 | 2021 actual 3", *(None, "women", "men") * 2)
    assert [(m.planned.raw, m.actual.raw) for m in matches(found)] == [("10", "9"), ("6", "6"), ("4", "3")]
    assert list(matches(indicator("2021 milestone 10 | 2021 actual 3", None, "men"))) == []
    for names in (("women", "men"), ("men", "women")):
        found = indicator("2021 milestone 6 | 2021 milestone 4 | 2021 actual 5 | 2021 actual 5", *names, *names)
        by_group = {m.actual.disaggregation: m.planned.value for m in matches(found)}
        assert by_group == {SEX[names[0]]: Decimal(6), SEX[names[1]]: Decimal(4)}


def test_the_subject_is_the_groups_and_places_in_any_order():
    """Young women are young women in whichever order a source lists the dimensions; a place makes another subject."""
    (value,) = rf.ObservationSeries.parse("2021 actual 4")
    one = attrs.evolve(value, disaggregation=(*SEX["women"], AGE))
    other = attrs.evolve(value, disaggregation=(AGE, *SEX["women"]), kind=rf.ObservationKind.TARGET)
    there = attrs.evolve(one, places=(rf.Place(code="MX-OAX"),))
    assert one.subject == other.subject != value.subject
    assert period_and_subject(rf.Indicator(), one) == period_and_subject(rf.Indicator(), other)
    assert len({o.subject for o in (value, one, there)}) == 3


def test_values_of_each_group_in_time():
    """The reported values of the total and of each group are a series each, in order of time, without empty cells."""
    text = "2022 actual 3 | 2020 actual 1 | 2021 actual - | 2021 actual 7 | 2020 actual 6 | - actual 9"
    found = indicator(text, None, None, None, "women", "women", None)
    found = by_subject(found, found.series.actuals)
    assert [[o.raw for o in one] for one in found] == [["1", "3"], ["6", "7"]]


@pytest.mark.parametrize(
    ("units", "own", "same"),
    [
        ((None, None), None, True),
        (("percent", "percent"), "kg", True),
        (("percent", None), "percent", True),
        ((None, "percent"), "kg", False),
        (("percent", None), None, False),
    ],
)
def test_a_value_without_a_unit_is_in_that_of_the_indicator(units, own, same):
    """Two values are in one unit as stated, or by the unit of the indicator."""
    one, other = indicator("2020 actual 4 | 2021 actual 5").series
    one, other = attrs.evolve(one, unit=units[0]), attrs.evolve(other, unit=units[1])
    assert has_same_unit(rf.Indicator(unit=own), one, other) is same


@pytest.mark.parametrize(
    ("values", "direction", "order"),
    [
        (("5", "4"), UP, 1),
        (("5", "4"), DOWN, -1),
        (("3", "4"), UP, -1),
        (("3", "4"), DOWN, 1),
        (("4", "4.0"), UP, 0),
        (("4", "4.0"), DOWN, 0),
        (("4", "4"), Direction.MAINTAIN, None),
        (("5", "4"), Direction.UNKNOWN, None),
        (("5%", "4"), UP, None),
        (("ready", "4"), UP, None),
        (("ready", "4"), DOWN, None),
    ],
)
def test_values_are_compared_by_the_direction_in_one_unit(values, direction, order):
    """More is better, or less; nothing is better where the aim is to maintain, or between units or kinds of values."""
    one, other = indicator(f"2020 actual {values[0]} | 2021 actual {values[1]}").series
    assert compare_by_direction(rf.Indicator(), one, other, direction) == order


@pytest.mark.parametrize(
    ("planned", "declared", "direction"),
    [
        ("5", Direction.UNKNOWN, UP),
        ("<=5", Direction.UNKNOWN, DOWN),
        (">=5", Direction.UNKNOWN, UP),
        ("<=5", UP, UP),
        ("5", DOWN, DOWN),
        ("5", Direction.MAINTAIN, Direction.MAINTAIN),
    ],
)
def test_an_unknown_direction_is_supposed_to_be_an_increase_unless_a_limit_is_planned(planned, declared, direction):
    """A plan of at most 5 is met by less; a known direction is never replaced."""
    found = indicator(f"2021 milestone {planned}", direction=declared)
    assert supposed_direction(direction_of(found), found.series.observations[0]) is direction


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("2021 milestone 4 actual 5", True),
        ("2021 milestone 4 | 2021-07-01..2021-12-31 actual 5", True),
        ("2021-01-01..2021-12-31 milestone 4 | 2021-07-01..2021-12-31 actual 5", True),
        ("2021-01-01..2021-12-31 milestone 4 | 2020-07-01..2021-06-30 actual 5", True),
        ("2021-01-01..2021-06-30 milestone 4 | 2021-07-01..2021-12-31 actual 5", False),
    ],
)
def test_periods_of_one_year_end_together_unless_their_days_differ(text, together):
    """A year without days may end on any day of it."""
    one, other = indicator(text).series
    assert belong_together(one, other) is together
