"""The coverage of combined frameworks: each total with the value of every part."""

from __future__ import annotations

import pytest

import resultsframework as rf


def country(name, *texts):
    indicators = [
        rf.Indicator(code=f"W{number}", statement=f"Women {number}", series=rf.ObservationSeries.parse(text))
        for number, text in enumerate(texts)
    ]
    outcome = rf.Outcome(code="1", indicators=indicators)
    return rf.ResultsFramework(title=name, countries=(rf.Place(name=name),), results=(outcome,))


def test_each_total_has_the_values_of_its_parts():
    """The value of each part, those without one, and why there is no total."""
    kenya = country("Kenya", "2020 baseline 0 | 2021 actual 40", "2021 actual 50%", "2022 actual -")
    chad = country("Chad", "2020 baseline 0 | 2021 actual TBD", "2021 actual 70%")
    table = rf.tables.coverage([kenya, chad], function="sum")
    assert table.title == "coverage of Chad, Kenya"
    rows = [tuple(map(str, row)) for row in table]
    assert rows[:2] == [
        ("1", "W0", "baseline", "2020", "", "", "0", "0", "0", "2 of 2", "", ""),
        ("1", "W0", "actual", "2021", "", "", "≥40", "Missing.TO_BE_DETERMINED", "40", "1 of 2", "Chad", ""),
    ]
    share, never = table.to_records()[2:]
    assert (share["total"], share["unit"]) == (rf.Missing.NOT_AVAILABLE, "percent")
    assert share["no total"].startswith("shares of a whole do not add up")
    assert (never["without"], never["no total"]) == ("Chad, Kenya", "")


def test_groups_are_named():
    """A total of women is of women."""
    women = rf.Disaggregation(dimension="sex", category="female")
    kenya = country("Kenya", "2021 actual 40").map(
        rf.Observation, lambda o: rf.Observation(kind=o.kind, period=o.period, value=o.value, disaggregation=(women,))
    )
    assert rf.tables.coverage([kenya, country("Chad", "2021 actual 1")]).to_columns()["group"] == ["", "sex: female"]


def test_what_cannot_be_combined_has_no_coverage():
    """The error is that of combine."""
    with pytest.raises(rf.InvalidValueError, match="coverage needs several frameworks"):
        rf.tables.coverage(country("Kenya"))
