"""Progress at a glance: the indicators of each year by status."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import attrs
import pytest

import resultsframework as rf
from resultsframework.examples import load
from resultsframework.tables import STATUSES, performance, status_by_year

INCREASE = {"direction": rf.Direction.INCREASE}


def indicator(code, text, **fields):
    return rf.Indicator(code=code, series=rf.ObservationSeries.parse(text), **fields)


def plan(*texts, **fields):
    """A framework with an outcome that has an indicator for each text but the last, and an output that has that one."""
    *above, below = [indicator(f"I{number}", text, **INCREASE) for number, text in enumerate(texts)]
    outcome = rf.Outcome(code="O", indicators=above, outputs=(rf.Output(code="P", indicators=(below,)),))
    return rf.ResultsFramework(results=(outcome,), **fields)


def counts(table, **wanted):
    """The numbers of the one row with these cells that are not zero."""
    (row,) = table.filter(**wanted).to_records()
    return {name: row[name] for name in (*STATUSES, "indicators") if row[name]}


@pytest.mark.each(
    "text, status",
    [
        ("2021 milestone 5 actual 5", "met"),
        ("2021 milestone 5 actual 0", "not met"),
        ("2021 milestone TBD actual 5", "undecided"),
        ("2021 actual 5", "without plan"),
        ("2021 milestone - actual 5", "without plan"),
        ("2021 milestone - actual -", None),
        ("2021 milestone N/A", None),
        ("2021 milestone TBD", "without data"),
        ("2021 milestone 5 actual TBD", "without data"),
        ("2021 milestone 5 actual -", "without data"),
        ("2021 milestone 5 actual N/A", "without data"),
        ("2021 milestone 5", "without data"),
        ("2021 milestone 5 | 2022 target 9", "without data"),
        ("2019 baseline 5", None),
        ("", None),
    ],
)
def test_each_indicator_has_one_status_a_year(text, status):
    """A zero is a result; a dash and TBD are none. A dash plans nothing, and what is to be determined is planned."""
    found = status_by_year(plan(text)).filter(year=2021, result="").to_records()
    assert [name for row in found for name in STATUSES if row[name]] == ([status] if status else [])


def test_results_have_their_own_indicators_and_the_whole_has_all():
    """The rows of results add up to the first row of the year; a result with nothing for a year has no row of it."""
    table = status_by_year(
        plan("2020 milestone 1 actual 1 | 2021 milestone 5 actual 7", "2021 milestone 5 actual 2", "2021 milestone 5")
    )
    assert [(row["year"], row["result"], row["level"]) for row in table.to_records()] == [
        (2020, "", "whole"),
        (2020, "O", "outcome"),
        (2021, "", "whole"),
        (2021, "O", "outcome"),
        (2021, "O/P", "output"),
    ]
    assert counts(table, year=2021, result="") == {"met": 1, "not met": 1, "without data": 1, "indicators": 3}
    assert counts(table, year=2021, result="O") == {"met": 1, "not met": 1, "indicators": 2}
    assert counts(table, year=2021, result="O/P") == {"without data": 1, "indicators": 1}


def test_a_value_without_a_cell_for_a_result_is_in_no_year():
    """A period that only carries the target of the whole, without a planned value in it, has no status."""
    quarters = [rf.Observation(kind="actual", period=rf.Period.quarter(2021, number), value=1) for number in (1, 2)]
    series = rf.ObservationSeries(tuple(quarters), (rf.Period.between(2021, 2022), *(o.period for o in quarters)))
    framework = rf.ResultsFramework(results=(rf.Outcome(indicators=(rf.Indicator(code="A", series=series),)),))
    assert status_by_year(framework).to_columns()["year"] == [2021, 2021]


def test_nothing_fails_before_it_is_due():
    """Years to come are not due; a target that is reached early is met."""
    framework = plan("2021 milestone 5 | 2022 milestone 9 actual 2 | 2023 target 9 actual 10", "2022 milestone 4")
    table = status_by_year(framework, reporting_year=2021)
    assert table.title == "status by year, results due up to 2021"
    assert counts(table, year=2021, result="") == {"without data": 1, "indicators": 1}
    assert counts(table, year=2022, result="") == {"not due": 2, "indicators": 2}
    assert counts(table, year=2023, result="") == {"met": 1, "indicators": 1}
    assert counts(status_by_year(framework, today=dt.date(2022, 12, 31)), year=2022, result="O") == {
        "not met": 1,
        "indicators": 1,
    }


def test_a_target_of_the_whole_plan_waits_for_its_year():
    """A target of six years whose years are reported one by one counts in its last year alone."""
    whole = rf.Period.between(2020, 2025)
    series = rf.ObservationSeries(
        (
            *rf.ObservationSeries.parse("2020 actual 3 | 2021 actual 5"),
            rf.Observation(kind="target", period=whole, value=9),
        )
    )
    framework = rf.ResultsFramework(results=(rf.Outcome(indicators=(rf.Indicator(code="A", series=series),)),))
    table = status_by_year(framework)
    assert counts(table, year=2025, result="") == {"without data": 1, "indicators": 1}
    assert counts(status_by_year(framework, reporting_year=2021), year=2025, result="") == {
        "not due": 1,
        "indicators": 1,
    }
    assert table.filter(year=2022).rows == ()


def test_the_table_of_a_year_says_the_same():
    """On the example each count is that of the statuses in the table of performance."""
    framework = load()
    table = status_by_year(framework)
    for year in (2020, 2021, 2022):
        statuses = Counter(row["status"] for row in performance(framework, year).to_records())
        assert statuses.pop("not scheduled") + statuses.total() == len(framework.indicators)
        assert counts(table, year=year, result="") == {**statuses, "indicators": statuses.total()}


def test_a_result_of_another_kind_has_a_row_too():
    """Levels are named as IATI has them, those of a kind that is not stated as results."""
    result = rf.OtherResult(code="X", indicators=(indicator("A", "2021 milestone 5 actual 5", **INCREASE),))
    assert status_by_year(rf.ResultsFramework(results=(result,))).to_records()[1]["level"] == "result"


def test_what_is_no_framework_is_refused():
    """The error names the way to a framework."""
    with pytest.raises(rf.InvalidValueError, match="status_by_year needs a ResultsFramework, not Outcome"):
        status_by_year(rf.Outcome())
    with pytest.raises(rf.InvalidValueError, match="is a year such as 2021"):
        status_by_year(attrs.evolve(load(), reporting_year=None), reporting_year="2021")
