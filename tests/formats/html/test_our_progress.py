"""The section of a page about progress by year."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.examples import load

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")

from resultsframework.formats import html
from resultsframework.formats.html._our_progress import our_progress


def plan(text, **fields):
    indicator = rf.Indicator(code="A", series=rf.ObservationSeries.parse(text))
    return rf.ResultsFramework(results=(rf.Outcome(indicators=(indicator,)),), **fields)


def test_years_that_are_due_are_rows_by_level_and_all_years_are_in_the_picture():
    """The whole, the outcomes and the outputs of each year; years to come are drawn only."""
    part = our_progress(load(), None)
    assert [(row.year, row.of, row.numbers) for row in part.rows][:3] == [
        ("2020", "all", (2, 1, 2, 0, 6, 0, 11)),
        ("2020", "outcomes", (0, 0, 0, 0, 6, 0, 6)),
        ("2020", "outputs", (2, 1, 2, 0, 0, 0, 5)),
    ]
    assert {row.year for row in part.rows} == {"2020", "2021"}
    assert "2025: 24 not due" in part.picture
    text = html.dumps(load(), findings=False)
    assert "Our progress</h2>" in text
    assert "with results due up to 2021.</p>" in text


def test_where_there_is_one_level_the_whole_is_enough():
    """A framework of outcomes has one row a year."""
    assert [row.of for row in our_progress(plan("2021 milestone 5 actual 5"), None).rows] == ["all"]


def test_a_plan_that_has_just_begun_has_a_picture_and_no_table():
    """Nothing is due, and an empty table would say nothing."""
    framework = plan("2021 milestone 5", reporting_year=2020)
    assert our_progress(framework, None).rows == ()
    assert "Indicators by status and year" not in html.dumps(framework)


def test_without_years_or_a_time_there_is_no_section():
    """A page without verdicts has no progress, and neither has a framework without values."""
    assert our_progress(plan(""), None) is None
    assert "Our progress" not in html.dumps(plan("", reporting_year=2021))
    assert "Our progress" not in html.dumps(plan("2021 milestone 5"))
