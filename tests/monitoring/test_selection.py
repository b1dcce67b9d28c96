"""The observation of a year or a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework._undefined import or_undefined
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring._selection import moment, observed, the_baseline, the_target
from resultsframework.series import ObservationSeries

QUARTERS = (
    "2021-01-01..2021-03-31 actual 1 | 2021-04-01..2021-06-30 actual 2 | "
    "2021-07-01..2021-09-30 actual 3 | 2021-10-01..2021-12-31 actual 4"
)
TOTAL, ALONE = Accumulation.CUMULATIVE, Accumulation.PERIODIC
STATE, UNSAID = Accumulation.SNAPSHOT, Accumulation.UNKNOWN


def observation(text, at, accumulation=UNSAID):
    found = or_undefined(observed)(ObservationSeries.parse(text).actuals, at, "actual", accumulation)
    return found.reason if isinstance(found, rf.Undefined) else found.raw


@pytest.mark.each(
    ("text", "at", "expected"),
    [
        ("2021 actual 1 | 2022 actual 2", 2021, "1"),
        ("2021-01-01..2022-03-31 actual 1", 2022, "1"),
        ("2021-01-01..2022-03-31 actual 1", 2021, "no actual for 2021"),
        ("..2021-03-31 actual 1", 2021, "1"),
        ("2021-03-31.. actual 1", 2021, "no actual for 2021"),
        ("- actual 1", 2021, "no actual for 2021"),
        (QUARTERS, dt.date(2021, 6, 30), "2"),
        (QUARTERS, dt.date(2021, 7, 1), "3"),
        (QUARTERS, dt.date(2022, 1, 1), "no actual for 2022-01-01"),
        ("2021 actual 1", dt.date(2021, 1, 1), "1"),
        ("2021 actual 1", dt.date(2020, 12, 31), "no actual for 2020-12-31"),
        ("..2021-03-31 actual 1", dt.date(2021, 3, 31), "1"),
        ("..2021-03-31 actual 1", dt.date(2021, 3, 30), "no actual for 2021-03-30"),
        ("2021-03-31.. actual 1", dt.date(2021, 4, 1), "no actual for 2021-04-01"),
        (f"2021 actual 9 | {QUARTERS}", dt.date(2021, 6, 30), "2"),
        (f"2021 actual 9 | {QUARTERS}", dt.date(2021, 12, 31), "9"),
        (f"{QUARTERS} | 2021 actual 9", 2021, "9"),
        (f"{QUARTERS} | 2021 actual -", 2021, "several"),
        ("2021 actual TBD | 2021 actual 4", 2021, "4"),
        ("2021-01-01..2021-12-31 actual TBD | 2021-10-01..2021-12-31 actual 4", 2021, "4"),
        ("2021 actual TBD", 2021, "no actual for 2021: to be determined"),
    ],
)
def test_a_period_gives_the_value_of_the_year_it_ends_in_and_of_the_days_it_holds(text, at, expected):
    """A year is the period that ends in it; a day is in the period that holds it, the shortest first."""
    got = observation(text, at)
    assert "there are several" in got if expected == "several" else got == expected


@pytest.mark.parametrize(("mode", "expected"), [(TOTAL, "4"), (STATE, "4"), (ALONE, None), (UNSAID, None)])
def test_of_several_periods_in_a_year_the_last_counts_only_for_totals_and_states(mode, expected):
    """Four quarters that are not running totals have no one value for the year."""
    several = "no one actual for 2021: there are several (2021-01-01..2021-03-31, 2021-04-01..2021-06-30, "
    got = observation(QUARTERS, 2021, mode)
    assert got == expected if expected else got.startswith(several) and got.endswith("-12-31); choose a day")


@pytest.mark.parametrize("mode", list(Accumulation))
def test_of_values_that_end_together_the_longest_counts_in_either_order(mode):
    """The value of a year comes before that of its last quarter, and neither before one whose start is unknown."""
    year, quarter = "2021 actual 9", "2021-10-01..2021-12-31 actual 4"
    assert observation(f"{year} | {quarter}", 2021, mode) == observation(f"{quarter} | {year}", 2021, mode) == "9"
    assert "there are several" in observation(f"{year} | ..2021-12-31 actual 4", 2021, mode)


def test_two_values_of_one_period_are_both_named():
    """Original and revised values of one subject and period are never chosen between."""
    one, other = (
        observation(text, 2021) for text in ("2021 actual 9 | 2021 actual 4", "2021 actual 4 | 2021 actual 9")
    )
    assert one == "no one actual for 2021: there are several: 9 and 4"
    assert other == "no one actual for 2021: there are several: 4 and 9"


@pytest.mark.each(
    ("text", "expected"),
    [
        ("2020 target 5 | 2025 target 10", "10"),
        ("2025 target 10 | 2025-10-01..2025-12-31 target 3", "10"),
        ("2025-10-01..2025-12-31 target 3 | 2025-07-01..2025-12-31 target 4 | 2025 target 10", "10"),
        ("2025 target 10 | 2025 target 8 | 2024 target 1", "no one target: there are several: 10 and 8"),
        ("2025 target 10 | ..2025-12-31 target 8", "no one target: there are several: 10 and 8"),
        ("2025 target TBD | 2025 target 8", "8"),
        ("2025 target TBD", "no target: to be determined"),
        ("2025 target N/A | 2025 target TBD", "no target: not available"),
        ("- target 3", "3"),
        ("- target 3 | 2020 target 2", "2"),
        ("2020 milestone 2", "no target"),
    ],
)
def test_the_target_is_the_value_of_the_period_that_ends_last(text, expected):
    """Of targets that end together the longest counts, whatever their order; two for one period are no target."""
    targets = ObservationSeries.parse(text).targets
    for order in (targets, targets[::-1]):
        found = or_undefined(the_target)(order)
        got = found.reason if isinstance(found, rf.Undefined) else found.raw
        assert got == expected or (" and " in expected and " and " in got)


def test_the_time_of_a_question_may_be_a_date_with_a_time():
    """A date and time is its day."""
    nobody = Indicator()
    assert moment(dt.datetime(2021, 6, 30, 12, tzinfo=dt.UTC), nobody) == dt.date(2021, 6, 30)
    assert type(moment(dt.datetime(2021, 6, 30, 12, tzinfo=dt.UTC), nobody)) is dt.date
    assert (moment(1, nobody), moment(9999, nobody)) == (1, 9999)
    latest = Indicator(series=ObservationSeries.parse("2020 actual 1 | 2021 actual 2"))
    assert moment(None, latest) == 2021
    dated = Indicator(series=ObservationSeries.parse("2020 actual 1 | 2021-01-01..2021-06-30 actual 2"))
    assert moment(None, dated) == dt.date(2021, 6, 30)


def test_there_is_one_baseline_or_a_reason():
    """None, several, or one that is not known yet: each is a reason."""
    found = {
        text: or_undefined(the_baseline)(ObservationSeries.parse(text).baselines)
        for text in ("", "2018 baseline 1 | 2019 baseline 2", "2018 baseline TBD", "2018 baseline 7")
    }
    reasons = [answer.reason for answer in found.values() if isinstance(answer, rf.Undefined)]
    assert reasons == [
        "no baseline",
        "several baselines: 1 of 2018 and 2 of 2019; choose one with baseline=",
        "no baseline: to be determined",
    ]
    assert found["2018 baseline 7"].raw == "7"
    assert [name for name, _ in found["2018 baseline TBD"].inputs] == ["baseline"]


@pytest.mark.each(
    "at", [0, -1, 10_000, True, False, "2021", 2021.0, Decimal(2021), (2021,), rf.Period(start=dt.date(2021, 1, 1))]
)
def test_what_is_no_year_and_no_day_is_refused(at):
    """A year is a whole number that a calendar has; the error names what was given and what is expected."""
    with pytest.raises(rf.InvalidValueError) as caught:
        moment(at, Indicator())
    assert str(caught.value) == f"`at` is a year such as 2021, a datetime.date or a Period with a last day, not {at!r}"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("TBD", "no baseline: to be determined"),
        ("N/A", "no baseline: not available"),
        ("not applicable", "no baseline: not applicable"),
        ("-", "no baseline: empty"),
        ("0", None),
        ("-3", None),
        ("No", None),
        ("<5", None),
    ],
)
def test_each_reason_for_no_baseline_is_the_stated_one(cell, reason):
    """A measured nil, a no and a threshold are baselines; what is empty is not called zero."""
    found = or_undefined(the_baseline)(ObservationSeries.parse(f"2018 baseline {cell}").baselines)
    assert (found.reason if isinstance(found, rf.Undefined) else None) == reason


def test_a_value_that_was_never_there_is_absent():
    """A cell that a program made without a value states nothing, and the reason names its kind."""
    bare = rf.Observation(kind=rf.ObservationKind.MILESTONE, period=rf.Period(year=2021))
    found = or_undefined(observed)([bare], 2021, "milestone", UNSAID)
    assert (found.reason, found.inputs) == ("no milestone for 2021: absent", (("milestone", bare),))
