"""The value expected by a time, the pace required, and the value projected."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.series import ObservationSeries

TRAINED = "2018 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59 | 2025 target 320"
TWO_BOUNDS = "target 10-20 has two bounds, and a path needs one number"
UNITS_DIFFER = "units differ: target 50% in percent, baseline 0 in no unit"
MIXED = "mixed types: yes or no, a number"
NO_BASELINE = "no baseline: to be determined"


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def said(answer):
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value


@pytest.mark.each(
    ("text", "at", "plan", "linear"),
    [
        (TRAINED, 2021, 100, Fraction(960, 7)),
        (TRAINED, 2019, 25, Fraction(320, 7)),
        (TRAINED, 2023, 210, Fraction(1600, 7)),
        (TRAINED, 2018, 0, 0),
        (TRAINED, 2025, 320, 320),
        (TRAINED, 2017, "2017 is before baseline 2018", "2017 is before baseline 2018"),
        (TRAINED, 2026, "2026 is after target 2025", "2026 is after target 2025"),
        ("2018 baseline 40 | 2022 target 20", 2021, 25, 25),
        ("2018 baseline TBD | 2020 milestone 1 | 2022 target 4", 2021, Fraction(5, 2), "no baseline: to be determined"),
        ("2018 baseline TBD | 2020 milestone 1 | 2022 target 4", 2019, "2019 is before milestone 2020", NO_BASELINE),
        ("2025 baseline 0 | 2022 milestone 3 | 2025 target 6", 2023, 4, "target 2025 is not after baseline 2025"),
        ("2018 baseline 0 | 2020 milestone TBD | 2022 target 4", 2020, 2, 2),
        ("2018 baseline 0 | 2020 milestone 1 | 2022 target TBD", 2019, Fraction(1, 2), "no target: to be determined"),
        ("2018 baseline 0 | 2020 milestone TBD", 2019, "no milestone and no target with a date", "no target"),
        ("2018 baseline 0 | - target 4", 2019, "no milestone and no target with a date", "the target has no date"),
        ("- baseline 0 | 2020 milestone 2 | 2022 target 4", 2021, *["the baseline has no date"] * 2),
        ("2018 baseline 0 | 2022 target Yes", 2020, MIXED, MIXED),
        ("2018 baseline 0 | 2022 target 10-20", 2020, TWO_BOUNDS, TWO_BOUNDS),
        ("2018 baseline 0 | 2022 target >=20", 2020, 10, 10),
        ("2018 baseline 40 | 2022 target <20", 2020, 30, 30),
        ("2018 baseline 0% | 2022 target 1/2", 2020, 25, 25),
        ("2018 baseline 0 | 2022 target 50%", 2020, UNITS_DIFFER, UNITS_DIFFER),
    ],
)
def test_an_expected_value_lies_on_the_planned_path_or_on_a_straight_line(text, at, plan, linear):
    """By the plan it goes from one planned value to the next; on a straight line from the baseline to the target."""
    assert said(rf.expected(indicator(text), at)) == plan
    assert said(rf.expected(indicator(text), at, trajectory="linear")) == linear


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (2019, "2019 is before milestone 2020"),
        (2020, 50),
        (2021, 100),
        (2024, 100),
        (2025, 320),
        (2030, 320),
        (dt.date(2021, 12, 30), 50),
        (dt.date(2021, 12, 31), 100),
    ],
)
def test_by_steps_the_last_planned_value_that_was_due_is_expected(at, expected):
    """A milestone is due at the end of its year, and stays due until the next one is."""
    assert said(rf.expected(indicator(TRAINED), at, trajectory="step")) == expected


def test_what_is_expected_says_how_it_was_found():
    """The answer names the path, the two values it lies between, and the unit."""
    answer = rf.expected(indicator(TRAINED, unit="person"), 2023)
    assert (answer.value, answer.unit, answer.basis.against) == (210, "person", "plan trajectory")
    assert answer.basis.assumptions == ("a straight line from 2021 to 2025",)
    assert [(name, str(o.period)) for name, o in answer.inputs] == [("milestone", "2021"), ("target", "2025")]
    exact = rf.expected(indicator(TRAINED), 2021)
    assert exact.basis.assumptions == ()
    assert [name for name, _ in exact.inputs] == ["milestone"]
    step = rf.expected(indicator(TRAINED), 2023, trajectory="step")
    assert step.basis.assumptions == ("due since 2021",)
    assert [(name, str(o.period)) for name, o in step.inputs] == [("milestone", "2021")]
    assert (answer.is_projection, answer.per) == (False, None)
    assert rf.expected(indicator(TRAINED)).value == 100
    assert rf.expected(indicator("2018 baseline 0 | 2022 target 3")).reason == "no actual: none is reported"


def test_time_counts_in_years_or_in_days():
    """Periods that all end on one day of the year are years apart; others are counted in days."""
    yearly = "2018-04-01..2019-03-31 baseline 0 | 2021-04-01..2022-03-31 target 9"
    assert rf.expected(indicator(yearly), 2020).value == 3
    assert rf.expected(indicator(yearly), dt.date(2020, 3, 31)).value == Fraction(9 * 366, 1096)
    halves = "2020-01-01..2020-06-30 baseline 0 | 2020-07-01..2020-12-31 target 184"
    assert rf.expected(indicator(halves), dt.date(2020, 7, 10)).value == 10
    assert rf.expected(indicator(halves), 2020).value == 184


def test_constant_growth_takes_the_same_percentage_each_year():
    """From 100 to 400 in two years is 200 after one; a root is rounded, and the answer notes it."""
    text = "2020 baseline 100 | 2022 target 400"
    answer = rf.expected(indicator(text), 2021, trajectory="growth")
    assert abs(answer.value - 200) < Decimal("1e-24")
    assert answer.basis.assumptions == ("constant growth from 2020 to 2022, a root rounded to 28 digits",)
    assert [name for name, _ in answer.inputs] == ["baseline", "target"]
    third = rf.expected(indicator("2020 baseline 1/3 | 2023 target 9/10"), 2021, trajectory="growth").value
    assert abs(third**3 - Decimal(100**3) / 3**3 * Decimal("2.7")) < Decimal("1e-20")
    with localcontext() as context:
        context.prec = 3
        assert rf.expected(indicator(text), 2021, trajectory="growth") == answer
        assert rf.expected(indicator("2020 baseline 1/3 | 2023 target 9/10"), 2021, trajectory="growth").value == third
    half = rf.expected(indicator("2020 baseline 400 | 2022 target 100"), 2021, trajectory="growth").value
    assert abs(half - 200) < Decimal("1e-24")
    small = rf.expected(indicator("2020 baseline 1 | 2022 target 0.25"), 2021, trajectory="growth").value
    assert abs(small - Decimal("0.5")) < Decimal("1e-24")


@pytest.mark.each(
    ("text", "at", "expected"),
    [
        ("2020 baseline 100 | 2022 target 400", 2020, 100),
        ("2020 baseline 100 | 2022 target 400", 2022, 400),
        ("2020 baseline 100 | 2022 target 400", 2019, "2019 is before baseline 2020"),
        ("2020 baseline 100 | 2022 target 400", 2023, "2023 is after target 2022"),
        ("2022 baseline 100 | 2022 target 400", 2022, "target 2022 is not after baseline 2022"),
        ("2023 baseline 100 | 2022 target 400", 2022, "target 2022 is not after baseline 2023"),
        ("2020 baseline 0 | 2022 target 400", 2021, "constant growth needs a baseline and a target above zero"),
        ("2020 baseline 9 | 2022 target 0", 2021, "constant growth needs a baseline and a target above zero"),
        ("2020 baseline 9 | 2022 target -1", 2022, "constant growth needs a baseline and a target above zero"),
    ],
)
def test_constant_growth_starts_and_ends_above_zero(text, at, expected):
    """Nothing grows from zero, or shrinks to it, by a constant percentage; the ends are exact."""
    answer = rf.expected(indicator(text), at, trajectory="growth")
    assert said(answer) == expected
    if not isinstance(answer, rf.Undefined):
        assert answer.basis.assumptions == ()


def test_planned_values_that_end_together_are_no_path():
    """Two planned values of one time are ambiguous."""
    twice = "2018 baseline 0 | 2020-01-01..2020-12-31 milestone 1 | 2020-07-01..2020-12-31 milestone 2 | 2022 target 4"
    assert said(rf.expected(indicator(twice), 2021)) == (
        "milestone 2020-07-01..2020-12-31 is not after milestone 2020-01-01..2020-12-31"
    )


@pytest.mark.each(
    ("text", "at", "rate", "projected"),
    [
        (TRAINED, 2021, Fraction(261, 4), Fraction(59, 3) * 7),
        (TRAINED, 2020, 64, 0),
        ("2018 baseline 40 | 2020 actual 36 | 2022 target 20", 2020, -8, 32),
        ("2018 baseline 40 | 2020 actual 36 | 2020 target 20", 2020, *["target 2020 is not after actual 2020"] * 2),
        ("2020 baseline 40 | 2020 actual 36 | 2022 target 20", 2020, -8, "actual 2020 is not after baseline 2020"),
        ("2018 baseline TBD | 2020 actual 36 | 2022 target 20", 2020, -8, "no baseline: to be determined"),
        ("2018 baseline 3 | 2020 actual - | 2022 target 20", 2020, *["no actual for 2020: empty"] * 2),
        ("2018 baseline 3 | 2020 actual 2 | 2022 target TBD", 2020, *["no target: to be determined"] * 2),
        ("2018 baseline 3 | 2020 actual Yes | 2022 target 5", 2020, MIXED, "mixed types: a number, yes or no"),
        ("2018 baseline 0% | 2020 actual 1/10 | 2022 target 20%", 2020, 5, 20),
    ],
)
def test_what_is_left_has_a_rate_and_the_pace_so_far_has_an_end(text, at, rate, projected):
    """To get from 59 to 320 in four years takes 65.25 a year; at the pace since the baseline it would end at 137.67."""
    assert said(rf.monitoring.required_pace(indicator(text), at)) == rate
    assert said(rf.monitoring.projected(indicator(text), at)) == projected


def test_a_projection_says_that_it_is_one():
    """Nobody can take what would be for what was reported."""
    answer = rf.monitoring.projected(indicator(TRAINED, unit="person"), 2021)
    assert answer.is_projection
    assert ", a projection (" in str(answer)
    assert answer.basis.assumptions[-1] == "the pace since the baseline goes on"
    assert [name for name, _ in answer.inputs] == ["baseline", "actual", "target"]
    assert (answer.unit, answer.per) == ("person", None)
    assert rf.monitoring.projected(indicator(TRAINED)).value == answer.value


def test_a_rate_says_what_it_is_by():
    """By the year where periods are years, by the day where they are not."""
    answer = rf.monitoring.required_pace(indicator(TRAINED, unit="person"), 2021)
    assert (answer.unit, answer.per, answer.is_projection) == ("person", "year", False)
    assert str(answer).startswith("65.25 people per year (actual 2021: 59, target 2025: 320;")
    days = "2020-01-01..2020-06-30 actual 0 | 2020-07-01..2020-12-31 target 92"
    by_day = rf.monitoring.required_pace(indicator(days), dt.date(2020, 6, 30))
    assert (by_day.value, by_day.per) == (Fraction(1, 2), "day")
    assert rf.monitoring.required_pace(indicator(TRAINED), dt.date(2021, 5, 1)).per == "day"
    assert rf.monitoring.required_pace(indicator("2020 target 4")).reason == "no actual: none is reported"


def test_values_of_a_period_alone_have_no_pace():
    """A year's value is no total, so the remainder is undefined; summed to a running total it is defined."""
    text = "2019 baseline 0 | 2020 actual 20 | 2021 actual 39 | 2025 target 179"
    periodic = {"actuals_accumulation": Accumulation.PERIODIC}
    alone = rf.monitoring.required_pace(indicator(text, **periodic), 2021)
    assert "each of their own period alone (2025 and 2021); see to_date" in alone.reason
    summed = indicator(text, **periodic, targets_accumulation=Accumulation.CUMULATIVE)
    assert rf.monitoring.required_pace(summed, 2021).value == 30
    assert rf.monitoring.projected(summed, 2021).value == 177


@pytest.mark.each("path", ["plan", "step", "linear", "growth"])
@pytest.mark.each(
    ("cell", "state"),
    [("TBD", "to be determined"), ("N/A", "not available"), ("not applicable", "not applicable"), ("-", "empty")],
)
def test_a_target_that_is_not_stated_ends_no_path(path, cell, state):
    """None of the reasons for no target is a target of zero; the straight trajectories name the reason."""
    answer = rf.expected(indicator(f"2018 baseline 5 | 2022 target {cell}"), 2020, trajectory=path)
    along = path in ("plan", "step")
    assert said(answer) == ("no milestone and no target with a date" if along else f"no target: {state}")


@pytest.mark.parametrize("path", ["straight", "", "Plan", None])
def test_a_path_that_nobody_knows_is_a_mistake_of_the_caller(path):
    """The error names the paths that there are, also where the indicator could not be answered for anyway."""
    with pytest.raises(rf.InvalidValueError, match=r"^there is no trajectory .*; choose one of 'plan'"):
        rf.expected(indicator("2018 baseline TBD"), 2020, trajectory=path)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("2018 baseline -10 | 2022 target 10", 2020, 0),
        ("2018 baseline 0 | 2022 target 0", 2021, 0),
        ("2018 baseline 7 | 2022 target 7", 2019, 7),
        ("2018 baseline 0.1 | 2021 target 0.4", 2020, Fraction(3, 10)),
        ("2018 baseline 0 | 2021 target 1", 2019, Fraction(1, 3)),
        ("1001 baseline 0 | 9999 target 8998", 9998, 8997),
    ],
)
def test_a_straight_line_is_exact_and_may_cross_zero(text, at, expected):
    """A third is a third, a fall below zero is passed through, and what stays the same is expected to."""
    assert said(rf.expected(indicator(text), at, trajectory="linear")) == expected


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(2019, 2024))
def test_on_a_straight_line_what_is_expected_and_what_is_left_make_the_whole(start, end, year):
    """The way from the baseline to a year and that from the year to the target have one slope."""
    plan = indicator(f"2018 baseline {start} | 2025 target {end}")
    value = rf.expected(plan, year, trajectory="linear").value
    assert (value - start) * (2025 - year) == (end - value) * (year - 2018)
    assert min(start, end) <= value <= max(start, end)
    assert value == rf.expected(plan, year).value


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_who_keeps_the_required_pace_reaches_the_target(actual, target):
    """The rate, year for year, added to what was achieved is the target, upwards and downwards."""
    plan = indicator(f"2020 baseline 0 | 2021 actual {actual} | 2025 target {target}")
    assert actual + 4 * rf.monitoring.required_pace(plan, 2021).value == target
    assert rf.monitoring.projected(plan, 2021).value == 5 * actual


def test_the_worked_example_of_the_plan_page():
    """59 of 320 women by 2021: 100 by the plan, some 137 on a straight line, of which 59 are 59 % and 43.02 %."""
    plan = indicator(TRAINED)
    by_plan, straight = (rf.expected(plan, 2021, trajectory=path).value for path in ("plan", "linear"))
    assert Fraction(59) / Fraction(by_plan) == Fraction(59, 100)
    assert round(float(Fraction(59) / straight), 4) == 0.4302
