"""Bounds of values, in one unit, and which of two values is more or better."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework._undefined import or_undefined
from resultsframework.cell import parse_value
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.monitoring import bounds_of, compare, compare_in_unit, is_better, on_two_scales
from resultsframework.monitoring._bounds import Bounds, measured
from resultsframework.series import ObservationSeries
from resultsframework.value import Level, Missing, Range, Ratio

UP, DOWN, KEEP, UNKNOWN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.UNKNOWN
LOW, HIGH = Level(1, "low"), Level(2, "high")


def value(text):
    return parse_value(text).value


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("3", "2", 1),
        ("2", "3", -1),
        ("2", "2.0", 0),
        ("Yes", "No", 1),
        ("No", "Yes", -1),
        ("Yes", "Yes", 0),
        ("Yes", "1", None),
        ("1", "Yes", None),
        ("3/5", "1/2", 1),
        ("1/2", "0.5", 0),
        (">80", "80", 1),
        ("80", ">80", -1),
        (">=80", "80", None),
        ("<80", "80", -1),
        ("<=80", "80", None),
        ("10-20", "21-30", -1),
        ("10-20", "20-30", None),
        ("<10", "5", None),
        ("5", "text", None),
        ("text", "text", None),
        ("-", "5", None),
        ("5", "TBD", None),
    ],
)
def test_two_values_are_compared_where_that_is_certain(one, other, order):
    """Numbers, ratios, ranges and yes or no are compared among themselves; what may be either way is not decided."""
    assert compare(value(one), value(other)) == order


def test_levels_are_compared_by_rank():
    """A level is more than those below it, whatever they are called; a level and a number are not compared."""
    assert (compare(HIGH, LOW), compare(LOW, HIGH), compare(HIGH, Level(2, "top"))) == (1, -1, 0)
    assert compare(HIGH, Decimal(2)) is None
    assert compare(Decimal(2), HIGH) is None


@pytest.mark.parametrize(
    ("direction", "more", "less", "same"),
    [(UP, True, False, False), (DOWN, False, True, False), (KEEP, None, None, False), (UNKNOWN, None, None, False)],
)
def test_what_is_better_depends_on_the_direction(direction, more, less, same):
    """More is better, or less is; where neither is said, only the same is known not to be better."""
    one, two = Decimal(1), Decimal(2)
    assert is_better(two, one, direction) is more
    assert is_better(one, two, direction) is less
    assert is_better(one, one, direction) is same
    assert is_better(one, "text", direction) is None


def test_bounds_are_of_numbers_only():
    """A number is its own least and most; text, yes or no, levels and missing values have no bounds."""
    assert bounds_of(Decimal(2)) == Bounds(Decimal(2), Decimal(2))
    assert bounds_of(Ratio(Decimal(1), Decimal(4))) == Bounds(Fraction(1, 4), Fraction(1, 4))
    assert bounds_of(Range(low=Decimal(1), low_included=False)) == Bounds(Decimal(1), None, False, True)
    assert [bounds_of(v) for v in ("text", True, LOW, Missing.EMPTY)] == [None] * 4
    assert Bounds(Decimal("0.5"), Decimal("0.5")).fraction == Fraction(1, 2)
    assert Bounds(None, Decimal(1)).fraction is Bounds(Decimal(1), None).fraction is Bounds(None, None).fraction is None
    assert Bounds(Decimal(1), Decimal(2)).fraction is None


def test_bounds_that_meet_leave_one_number():
    """Ten to ten is ten; ten to eleven, and at least ten, is no one number."""
    ten, eleven = Decimal(10), Decimal(11)
    assert Bounds(ten, ten).number == ten
    assert Bounds(ten, eleven).number is Bounds(ten, None).number is Bounds(None, ten).number is None


def test_bounds_that_touch_exceed_only_if_one_leaves_the_point_out():
    """At least 80 and at most 80 share a number; more than 80 and at most 80 do not."""
    eighty = Decimal(80)
    assert not Bounds(eighty, None).exceeds(Bounds(None, eighty))
    assert Bounds(eighty, None, False).exceeds(Bounds(None, eighty))
    assert Bounds(eighty, None).exceeds(Bounds(None, eighty, True, False))
    assert Bounds(eighty, None).exceeds(Bounds(None, Decimal(79)))
    assert not Bounds(None, None).exceeds(Bounds(None, eighty))
    assert not Bounds(eighty, None).exceeds(Bounds(eighty, None))


def brought(text, **fields):
    one = Indicator(series=ObservationSeries.parse(text), **fields)
    found = or_undefined(measured)(one, one.series.observations)
    return found.reason if isinstance(found, rf.Undefined) else ([b.low for b in found.bounds], found.unit)


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("2021 target 5 actual 3", {}, ([5, 3], None)),
        ("2021 target 5 actual 3", {"unit": "person"}, ([5, 3], "person")),
        ("2021 target 5% actual 3%", {"unit": "person"}, ([5, 3], "percent")),
        ("2021 target 1/2 actual 3%", {}, ([50, 3], "percent")),
        ("2021 target 3% actual 1/2", {}, ([3, 50], "percent")),
        ("2021 target 5‰ actual 3%", {}, ([5, 30], "per_mille")),
        ("2021 target 3 actual 50%", {"unit": "fraction"}, ([3, Decimal("0.5")], "fraction")),
        ("2021 target 3 actual 1/2", {"unit": "fraction"}, ([3, Decimal("0.5")], "fraction")),
        ("2021 target >5% actual 30‰", {}, ([5, 3], "percent")),
        ("2021 target 5 actual 3%", {"measure": Measure.PERCENTAGE}, ([5, 3], "percent")),
        ("2021 target 5% actual 3", {}, "units differ: target 5% in percent, actual 3 in no unit"),
        ("2021 target 5 actual 3%", {}, "units differ: target 5 in no unit, actual 3% in percent"),
        ("2021 target 5 actual 3%", {"unit": "person"}, "units differ: target 5 in person, actual 3% in percent"),
        ("2021 target 5 actual 3%", {"unit": "furlong"}, "units differ: target 5 in furlong, actual 3% in percent"),
        ("2021 target 5% actual 3", {"unit": "furlong"}, "units differ: target 5% in percent, actual 3 in furlong"),
        ("2021 target Yes actual 3", {}, "mixed types: yes or no, a number"),
        ("2021 target Yes actual No", {}, "yes or no is no number"),
    ],
)
def test_values_are_brought_to_the_unit_of_the_first(text, fields, expected):
    """Percent, per mille, fractions and ratios are one dimension; people and percent are not."""
    assert brought(text, **fields) == expected


def test_a_number_too_large_to_convert_is_no_error():
    """A value that no conversion can hold is a reason, not an exception."""
    target, actual = ObservationSeries.parse("2021 target 5 actual 3%")
    one = Indicator(unit="fraction", series=[target, attrs.evolve(actual, value=Decimal("9" * 1200))])
    found = or_undefined(measured)(one, one.series.observations)
    assert found.reason == "the actual has too many digits to convert"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2021 target >=80% actual 1/2", [(80, None), (50, 50)]),
        ("2021 target <545 actual 0", [(None, 545), (0, 0)]),
        ("2021 target 10-20 actual -5", [(10, 20), (-5, -5)]),
        ("2021 target 1/3 actual 0/7", [(Fraction(100, 3), Fraction(100, 3)), (0, 0)]),
        ("2021 target 5‰ actual >1%", [(5, 5), (10, None)]),
    ],
)
def test_a_threshold_stays_open_where_it_was_open(text, bounds):
    """At least and at most have one bound in whatever unit, and a third has no digits cut off."""
    found = measured(Indicator(), ObservationSeries.parse(text).observations)
    assert [(b.low, b.high) for b in found.bounds] == bounds


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021 target $5 actual €5", "units differ: target $5 in USD, actual €5 in EUR"),
        ("2021 target 5 actual 5 laws", "mixed types: a number, text"),
        ("2021 target low actual high", "text is no number"),
        ("2021 target 1,492,979 actual 2020/21", "mixed types: a number, text"),
    ],
)
def test_money_of_two_currencies_and_words_are_not_measured_together(text, reason):
    """No rate of exchange is guessed, and text that begins like a number is text."""
    assert brought(text) == reason


@pytest.mark.each(
    ("text", "fields", "mixed"),
    [
        ("2019 baseline 0.4 | 2021 target 55 actual 50", {"measure": "percentage"}, "0.4, 55, 50"),
        ("2019 baseline 0.4 | 2021 target 55 actual 50", {"unit": "percent"}, "0.4, 55, 50"),
        ("2019 baseline 45 | 2021 target 0.55 actual 0.5", {"measure": "percentage"}, "45, 0.55, 0.5"),
        ("2019 baseline 0.4 | 2021 target 55 actual 50", {}, ""),
        ("2019 baseline 0.4 | 2021 target 0.6 actual 0.5", {"measure": "percentage"}, ""),
        ("2019 baseline 0.4 | 2021 target 3 actual 2", {"measure": "percentage"}, ""),
        ("2019 baseline 0.4 | 2021 target 81 actual 90", {"measure": "percentage"}, ""),
        ("2019 baseline 0.4 | 2021 target 80 actual 1", {"measure": "percentage"}, "0.4, 80"),
        ("2019 baseline 0.4 | 2021 target 20 actual -", {"measure": "percentage"}, "0.4, 20"),
        ("2019 baseline 0 | 2021 target 3/5 actual 55", {"measure": "percentage"}, ""),
    ],
)
def test_percentages_on_two_scales_have_no_answer(text, fields, mixed):
    """0.4 and 55 are two scales of one percentage: nobody knows whether the first is 0.4 % or 40 %."""
    one = Indicator(series=ObservationSeries.parse(text), **fields)
    assert ", ".join(o.raw for o in on_two_scales(one)) == mixed
    reason = f"the percentages are on two scales: {mixed}; state all of them on one, or each with its %"
    for answer in (rf.progress(one, 2021), rf.met(one, 2021), rf.gap(one, 2021), rf.change(one, 2021)):
        assert (isinstance(answer, rf.Undefined) and answer.reason == reason) is bool(mixed)


def test_a_percentage_that_is_printed_with_its_sign_is_certain():
    """0.8 % is no 80 %, and grows to 60 %; a rule may doubt it all the same."""
    one = Indicator(series=ObservationSeries.parse("2019 baseline 0.8% | 2021 target 60% actual 30.4%"))
    assert on_two_scales(one)
    assert rf.progress(one, 2021).value == Fraction(1, 2)


@pytest.mark.each(
    ("one", "other", "fields", "order"),
    [
        ("4/5", "50%", {}, 1),
        ("1/2", "50%", {}, 0),
        ("1/4", "30", {"measure": "percentage"}, -1),
        ("1/4", "30", {"unit": "persons"}, None),
        ("0.3", "1/4", {"unit": "fraction"}, 1),
        ("5", "4", {"measure": "nominal"}, None),
        ("5", "4", {"measure": "ordinal"}, None),
        ("5", "4", {"measure": "unit"}, 1),
        ("$5", "€4", {}, None),
        ("Yes", "No", {}, 1),
        ("10-20", "5", {}, 1),
        ("10-20", "15", {}, None),
        ("few", "5", {}, None),
    ],
)
def test_values_are_compared_in_one_unit(one, other, fields, order):
    """4 of 5 is 80 %; categories, and units that have nothing in common, are in no order."""
    plan = Indicator(series=ObservationSeries.parse(f"2021 target {one} actual {other}"), **fields)
    first, second = plan.series.observations
    assert compare_in_unit(plan, first, second) == order
    assert compare_in_unit(plan, second, first) == (None if order is None else -order)
