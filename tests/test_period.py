from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest

from resultsframework import InvalidValueError, Period

FISCAL = Period(start=dt.date(2020, 7, 1), end=dt.date(2021, 6, 30))
PLAN = Period.between(2020, 2025)
BACKWARDS = Period(start=dt.date(2022, 1, 1), end=dt.date(2020, 12, 31))
SENTINEL = Period(raw="0")
OPEN = Period(start=dt.date(2020, 7, 1))


@pytest.mark.each(
    ("period", "first_day", "last_day"),
    [
        (Period(year=2021), dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        (FISCAL, dt.date(2020, 7, 1), dt.date(2021, 6, 30)),
        (PLAN, dt.date(2020, 1, 1), dt.date(2025, 12, 31)),
        (BACKWARDS, dt.date(2022, 1, 1), dt.date(2020, 12, 31)),
        (OPEN, dt.date(2020, 7, 1), None),
        (Period(year=2020, start=dt.date(2020, 7, 1)), dt.date(2020, 7, 1), dt.date(2020, 12, 31)),
        (Period(year=2020, end=dt.date(2020, 6, 30)), dt.date(2020, 1, 1), dt.date(2020, 6, 30)),
        (SENTINEL, None, None),
        (Period(), None, None),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(period, first_day, last_day):
    """A year is all its days; stated days come before it; what could not be read has none."""
    assert (period.first_day, period.last_day) == (first_day, last_day)
    assert (period.first_year, period.last_year) == (
        first_day.year if first_day else None,
        last_day.year if last_day else None,
    )


@pytest.mark.each(
    ("period", "text"),
    [
        (Period(year=2021), "2021"),
        (PLAN, "2020-2025"),
        (FISCAL, "2020-07-01..2021-06-30"),
        (Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31)), "2021-01-01..2021-12-31"),
        (BACKWARDS, "2022-01-01..2020-12-31"),
        (OPEN, "2020-07-01.."),
        (Period(end=dt.date(2020, 7, 1)), "..2020-07-01"),
        (SENTINEL, "0"),
        (Period(), ""),
    ],
)
def test_a_period_prints_as_it_is_spoken_of(period, text):
    """Whole years are a year or two years, anything else its days, and a text that is no date stays as it is."""
    assert str(period) == text


@pytest.mark.parametrize(
    ("period", "years"),
    [
        (Period(year=2021), [2021]),
        (FISCAL, [2020, 2021]),
        (PLAN, [2020, 2021, 2022, 2023, 2024, 2025]),
        (BACKWARDS, None),
        (OPEN, None),
        (Period(end=dt.date(2020, 7, 1)), None),
        (SENTINEL, None),
    ],
)
def test_a_period_holds_its_years(period, years):
    """A year is in a period, outside of it, or undecided where a bound is missing or the bounds are swapped."""
    if years is None:
        assert period.years is None
        assert period.holds(2020) is None
    else:
        assert list(period.years) == years
        assert all(period.holds(year) for year in years)
        assert period.holds(years[0] - 1) is False
        assert period.holds(years[-1] + 1) is False


def test_a_period_is_stated_where_a_year_or_a_day_is_known():
    """The raw text of an unreadable year states nothing about time."""
    assert Period(year=2021).is_stated
    assert OPEN.is_stated
    assert Period(end=dt.date(2020, 7, 1)).is_stated
    assert not SENTINEL.is_stated
    assert not Period().is_stated


def test_from_a_year_to_the_same_year_is_that_year():
    """A plan of one year is that year."""
    assert Period.between(2021, 2021) == Period(year=2021)


@pytest.mark.parametrize("year", [0, 10000, -5])
def test_a_year_that_no_calendar_has_is_refused(year):
    """A year 0 in a source is no year; the error names the field that keeps the text."""
    with pytest.raises(InvalidValueError, match=r"a year from 1 to 9999, not .+; keep what a source wrote instead in"):
        Period(year=year)


@pytest.mark.parametrize("year", [1, 1900, 2025, 9999])
def test_any_year_that_a_calendar_has_is_taken(year):
    """A plan may look back or ahead as far as a calendar goes; whether that makes sense is for a rule to say."""
    period = Period(year=year)
    assert (period.first_day.year, period.last_day.year) == (year, year)
    assert list(period.years) == [year]


@pytest.mark.parametrize("years", [(0, 2020), (2020, 10000)])
def test_a_span_of_years_has_years_that_a_calendar_has(years):
    """Both years of a span are checked like any other."""
    with pytest.raises(InvalidValueError, match=r"Period\.year must be a year"):
        Period.between(*years)


def test_periods_are_compared_by_what_the_source_stated():
    """A year is not the same statement as its two days, nor as the same digits that were no year."""
    days = Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
    assert days != Period(year=2021)
    assert days.years == Period(year=2021).years
    assert Period(raw="2021") != Period(year=2021)
    assert Period.between(2020, 2025) == Period(start=dt.date(2020, 1, 1), end=dt.date(2025, 12, 31))


def test_a_period_that_crosses_a_new_year_belongs_to_both_years():
    """A value of July to June is looked for in either year, and is that of the year in which the period ends."""
    assert FISCAL.holds(2020)
    assert FISCAL.holds(2021)
    assert (FISCAL.first_year, FISCAL.last_year) == (2020, 2021)


def test_a_backward_span_has_no_years_but_keeps_both_days():
    """A source that swapped its dates is kept as it is; nothing is turned around in silence."""
    assert (BACKWARDS.first_year, BACKWARDS.last_year) == (2022, 2020)
    assert BACKWARDS.years is None
    assert Period.between(2025, 2020).years is None
    assert str(Period.between(2025, 2020)) == "2025-01-01..2020-12-31"


@pytest.mark.parametrize("period", [Period(year=2021), FISCAL, SENTINEL, Period()], ids=str)
def test_a_period_can_be_hashed_copied_and_sent(period):
    """Periods are keys of a series, also after a copy or a journey to another process."""
    for again in (copy.deepcopy(period), pickle.loads(pickle.dumps(period))):  # noqa: S301  our own bytes
        assert again == period
        assert hash(again) == hash(period)


def test_a_period_shows_only_what_is_known_of_it():
    """In a notebook a year is a year, without three empty fields."""
    assert repr(Period(year=2021)) == "Period(year=2021)"
    assert repr(SENTINEL) == "Period(raw='0')"


def test_periods_are_ordered_by_their_last_day():
    """A quarter comes before the year that it ends in, and a period without an end before any other."""
    quarter = Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 3, 31))
    periods = [Period(year=2021), quarter, Period(raw="soon")]
    assert sorted(periods, key=lambda period: period.sort_key) == periods[::-1]


def test_periods_are_sorted_by_their_end_and_undated_ones_last():
    """In order of time come the periods that end first, of these the ones that begin first; unknown days come last."""
    year, half = Period(year=2021), Period(start=dt.date(2021, 7, 1), end=dt.date(2021, 12, 31))
    open_end, unread = Period(start=dt.date(2020, 1, 1)), Period(raw="n/a")
    mixed = [Period(), unread, open_end, half, year, Period(year=2020)]
    assert sorted(mixed, key=lambda period: period.time_key) == [
        Period(year=2020),
        year,
        half,
        open_end,
        Period(),
        unread,
    ]
    days = Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
    assert year.time_key == days.time_key


def test_a_month_a_quarter_and_a_half_year_are_their_days():
    """A quarter is three months from its first day to its last, February ends when it does."""
    made = (Period.quarter(2024, 1), Period.quarter(2024, 4), Period.month(2024, 2), Period.parse("2024H2"))
    assert [str(period) for period in made] == [
        "2024-01-01..2024-03-31",
        "2024-10-01..2024-12-31",
        "2024-02-01..2024-02-29",
        "2024-07-01..2024-12-31",
    ]


def test_the_text_of_a_period_is_read():
    """Years, quarters, months, spans, days and fiscal years as people write them."""
    forms = {
        "2024": "2024",
        "2024Q1": "2024-01-01..2024-03-31",
        "2024-q4": "2024-10-01..2024-12-31",
        "2024 Q2": "2024-04-01..2024-06-30",
        "2024-03": "2024-03-01..2024-03-31",
        "2020-2025": "2020-2025",
        "2024-07-01..2025-06-30": "2024-07-01..2025-06-30",
        "2024-07-01..": "2024-07-01..",
        "..2024-07-01": "..2024-07-01",
        "2024-07-01": "2024-07-01..2024-07-01",
    }
    assert {text: str(Period.parse(text)) for text in forms} == forms
    fiscal = [str(Period.parse(text, year_start=7)) for text in ("FY2019/20", "FY 2019-2020", "FY2020")]
    assert fiscal == ["2019-07-01..2020-06-30"] * 3
    assert str(Period.parse("FY2020", year_start=1)) == "2020-01-01..2020-12-31"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "'soon' is no period; write such as"),
        ("2024-13", "a month is a number from 1 to 12, not 13"),
        ("2024Q5", "a quarter is a number from 1 to 4, not 5"),
        ("2024H3", "a half-year is a number from 1 to 2, not 3"),
        ("2024-02-30..", "'2024-02-30..' is no period: "),
        ("FY2020", "the month in which the fiscal year begins is not known; pass year_start=, from 1 to 12"),
        ("FY2019/21", "a fiscal year ends in the year after it begins"),
    ],
)
def test_a_text_that_states_no_period_is_refused(text, said):
    """The error says what is wrong with the text, and how periods are written."""
    with pytest.raises(InvalidValueError) as caught:
        Period.parse(text, year_start=7 if "/" in text else None)
    assert said in str(caught.value)


def test_a_fiscal_year_begins_in_a_month():
    """A month that no calendar has is refused."""
    with pytest.raises(InvalidValueError, match="from 1 to 12"):
        Period.parse("FY2020", year_start=13)


@pytest.mark.each(
    ("one", "other", "alike"),
    [
        ("2021", "2025", True),
        ("2021", "2020-07-01..2021-06-30", True),
        ("2021", "2021-01-01..2022-01-06", True),
        ("2021", "2021-01-01..2022-01-10", False),
        ("2021", "2021-01-01..2021-12-26", True),
        ("2021", "2021-01-01..2021-12-25", False),
        ("2021-02", "2021-03", True),
        ("2021Q1", "2021Q3", True),
        ("2021Q1", "2021H1", False),
        ("2021H1", "2020-12-30..2021-06-30", True),
        ("2021Q1", "2021", False),
        ("2020-2021", "2019-2020", True),
        ("2020-2021", "2019-2021", False),
        ("2021-03-01..2021-04-02", "2021-03", True),
        ("2021-03-01..2021-04-06", "2021-03", False),
        ("2021-03-01", "2021-05-03", True),
        ("2021-03-01..2021-03-10", "2021-04-01..2021-04-13", True),
        ("2021-03-01..2021-03-10", "2021-04-01..2021-04-14", False),
        ("2021-03-01", "2021", False),
        ("2021", "..2021-12-31", None),
        ("2021", "2021-12-31..2021-01-01", None),
    ],
)
def test_periods_are_alike_where_they_have_one_usual_length(one, other, alike):
    """Months, quarters, half-years and years wherever they begin, anything else within three days; symmetrically."""
    first, second = (Period.parse(text) for text in (one, other))
    assert first.is_alike(second) is alike
    assert second.is_alike(first) is alike


def test_a_period_has_as_many_days_as_it_is_long_and_covers_what_lies_in_it():
    """Unknown and reversed bounds have no length, and cover nothing."""
    assert (Period(year=2020).days, Period(year=2020).length) == (366, "year")
    assert (PLAN.days, PLAN.length) == (2192, None)
    assert (OPEN.days, BACKWARDS.days, SENTINEL.days) == (None, None, None)
    assert PLAN.covers(FISCAL)
    assert PLAN.covers(PLAN)
    assert not FISCAL.covers(PLAN)
    assert not FISCAL.covers(Period(year=2020))
    assert not PLAN.covers(OPEN)
    assert not OPEN.covers(PLAN)
    assert not PLAN.covers(BACKWARDS)


def test_periods_in_order_of_time_are_those_that_end_first():
    """Of two that end together the one that began first comes first; what has no end is last."""
    in_order = [Period.parse(text) for text in ("2020", "2020-07-01..2021-06-30", "2021-Q2", "2021", "2021-04-01..")]
    mixed = [in_order[number] for number in (4, 1, 3, 0, 2)]
    assert sorted(mixed, key=lambda period: period.time_key) == in_order
