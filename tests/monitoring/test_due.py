"""Nothing fails a plan before it is due."""

from __future__ import annotations

import datetime as dt

import pytest

import resultsframework as rf
from resultsframework.indicator import Indicator
from resultsframework.monitoring._due import Due
from resultsframework.series import ObservationSeries

PLAN = "2019 baseline 0 | 2020 milestone 50 actual 40 | 2025 target 100"
ALL_DUE = "counted as due: neither today= nor reporting_year= is given"
JUNE = dt.date(2020, 6, 30)


def indicator(text):
    return Indicator(series=ObservationSeries.parse(text))


@pytest.mark.each("limit", [{"today": JUNE}, {"reporting_year": 2019}, {"today": JUNE, "reporting_year": 2021}])
def test_what_is_not_reached_before_it_is_due_is_not_missed(limit):
    """Reached is met at any time; else there is no answer yet, and the gap says so."""
    plan = indicator(PLAN)
    assert rf.met(plan, 2020, **limit).reason == "not due until 2020-12-31"
    assert [name for name, _ in rf.met(plan, 2020, **limit).inputs] == ["milestone", "actual"]
    early = rf.met(indicator(PLAN.replace("actual 40", "actual 50")), 2020, **limit)
    assert (early.value, early.basis.assumptions) == (True, ("not due until 2020-12-31",))
    gap = rf.gap(plan, 2020, **limit)
    assert (gap.value, gap.basis.assumptions) == (10, ("not due until 2020-12-31",))
    assert rf.met(plan, 2020, "target", **limit).reason == "not due until 2025-12-31"
    assert rf.met(plan, 2020, "linear", **limit).value is True
    assert rf.met(plan, JUNE, "growth", **limit).reason.startswith("constant growth needs")


@pytest.mark.each("limit", [{"today": dt.date(2020, 12, 31)}, {"today": dt.date(2022, 1, 1)}, {"reporting_year": 2020}])
def test_what_is_due_is_met_or_not(limit):
    """A period is due on its last day; the basis has nothing to say of it."""
    for answer, value in (
        (rf.met(indicator(PLAN), 2020, **limit), False),
        (rf.gap(indicator(PLAN), 2020, **limit), 10),
    ):
        assert (answer.value, answer.basis.assumptions) == (value, ())


def test_without_a_day_and_a_year_everything_counts_as_due():
    """The basis says so."""
    assert rf.met(indicator(PLAN), 2020).basis.assumptions == (ALL_DUE,)
    assert rf.gap(indicator(PLAN), 2020).basis.assumptions == (ALL_DUE,)
    assert rf.progress(indicator(PLAN), 2020).basis.assumptions == ()
    undated = indicator("2019 baseline 0 | 2020 actual 40 | - target 100")
    assert rf.met(undated, 2020, "target", today=JUNE).value is False


def test_an_expected_value_is_due_at_the_time_of_the_question():
    """A value expected by the end of the year is not due in June."""
    plan = indicator("2019 baseline 0 | 2020 actual 10 | 2025 target 100")
    assert rf.met(plan, 2020, "linear", today=JUNE).reason == "not due until 2020-12-31"
    assert rf.met(plan, 2020, "linear", today=dt.date(2021, 1, 1)).value is False


def test_the_earlier_of_a_day_and_a_reporting_year_counts():
    """Results of later years are not reported on yet, and a year that has not ended is not due."""
    assert Due().last is None
    assert Due(JUNE, 2021).last == JUNE
    assert Due(JUNE, 2019).last == dt.date(2019, 12, 31)
    assert Due(JUNE).holds(JUNE)
    assert Due(JUNE).holds(None)
    assert not Due(JUNE).holds(dt.date(2020, 7, 1))


@pytest.mark.each(
    ("limit", "message"),
    [
        ({"today": 2020}, "`today` is a datetime.date, not 2020"),
        ({"today": dt.datetime(2020, 6, 30, tzinfo=dt.UTC)}, "`today` is a datetime.date"),
        ({"reporting_year": "2020"}, "`reporting_year` is a year such as 2021, not '2020'"),
        ({"reporting_year": True}, "`reporting_year` is a year such as 2021, not True"),
        ({"reporting_year": 0}, "`reporting_year` is a year such as 2021, not 0"),
    ],
)
def test_what_is_no_day_and_no_year_is_refused(limit, message):
    """A slip of the caller is an error."""
    with pytest.raises(rf.InvalidValueError, match=message.replace("(", r"\(")):
        rf.met(indicator(PLAN), 2020, **limit)


@pytest.mark.each(
    ("limit", "words"),
    [
        ({}, ""),
        ({"reporting_year": 2021}, "results due up to 2021"),
        ({"today": JUNE, "reporting_year": 2020}, "results due up to 2020-06-30"),
        ({"today": dt.date(2022, 3, 1), "reporting_year": 2021}, "results due up to 2021"),
        ({"today": dt.date(2021, 12, 31), "reporting_year": 2022}, "results due up to 2021-12-31"),
    ],
)
def test_the_limit_is_named_by_the_year_or_by_the_day(limit, words):
    """The earlier of both counts, and only a whole reporting year is called by the year alone."""
    assert str(Due(**limit)) == words
