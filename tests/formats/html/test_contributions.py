"""The page of contributions to a corporate plan."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.aggregation import contributions

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")

from resultsframework.formats import html


def country(name, *texts):
    indicators = [
        rf.Indicator(code=f"SP_{number}", statement="Women <b>", series=rf.ObservationSeries.parse(text))
        for number, text in enumerate(texts, 1)
    ]
    outcome = rf.Outcome(code="1", indicators=indicators)
    return rf.ResultsFramework(countries=(rf.Place(name=name),), results=(outcome,), reporting_year=2021)


def test_a_page_has_figures_refusals_and_who_has_not_reported():
    """First what is missing, by country; then each indicator with its figure, or the reasons against one."""
    parts = [country("Kenya", "2021 actual 40", "2021 actual 5%"), country("Chad", "2021 actual -", "2021 actual 7%")]
    text = html.contributions(contributions(parts, at=2021, function="sum"))
    assert text.startswith("<!DOCTYPE html>\n")
    assert '<strong dir="auto">Chad</strong>: no value for 1 of 2 indicators that others report' in text
    assert "<strong>at least 40</strong>" in text
    assert "Chad: not reported" in text
    assert 'since: <span dir="auto">shares of a whole do not add up' in text
    assert "Women &lt;b&gt;" in text
    assert 'aria-label="SP_1; Chad: none, Kenya: 40"' in text
    assert "Assumed: the accumulation is not declared" in text
    assert text.count("Chad: 1/SP_1 is not in it") == 0


def test_one_indicator_and_none():
    """Where all have reported, nothing is missing; a plan that nobody refers to has no indicator."""
    whole = html.contributions(contributions([country("Kenya", "2021 actual 40")], at=2021, function="sum"))
    assert "Missing" not in whole
    lone = html.contributions(contributions([country("Kenya", "2021 actual -")], function="sum"))
    assert "1 indicator for which no part has a value" in lone
    assert "No part has a value for any indicator of the plan." in lone
    two = [country("Kenya", "2021 actual 40"), country("Chad", "2021 actual -")]
    assert "no value for 1 of 1 indicator that others report" in html.contributions(
        contributions(two, at=2021, function="sum")
    )
    assert "Actual values: Kenya" in lone
    assert "No indicator refers to the plan." in html.contributions(contributions([country("Kenya")], at=2021))
