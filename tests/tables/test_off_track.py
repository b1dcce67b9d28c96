"""The indicators that are off track, the worst first."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework.examples import load
from resultsframework.tables import off_track, performance

PLANS = {
    "half": "2018 baseline 0 | 2020 milestone 10 actual 5 | 2022 target 20",
    "met": "2018 baseline 0 | 2020 milestone 10 actual 10 | 2022 target 20",
    "worse": "2018 baseline 10 | 2020 milestone 20 actual 5 | 2022 target 30",
    "unknown": "2020 target 5 actual 10",
    "words": "2020 milestone Yes actual No | 2022 target Yes",
    "missing": "2018 baseline 0 | 2020 milestone 10 actual - | 2022 target 20",
    "fewer": "2018 baseline 10 | 2020 milestone 6 actual 9 | 2022 target 2",
}


def framework(**plans):
    """A framework with an indicator for each text, whose code is its name."""
    indicators = [
        rf.Indicator(code=code, statement=f"About {code}", unit="person", series=rf.ObservationSeries.parse(text))
        for code, text in plans.items()
    ]
    return rf.ResultsFramework(results=(rf.Outcome(code="O", indicators=tuple(indicators)),))


def column(table, name):
    return {row["indicator"]: row[name] for row in table.to_records()}


def test_what_is_not_met_comes_first_and_the_lowest_percentage_before_the_others():
    """Things that got worse, then what is behind, then what has no percentage; what cannot be decided is last."""
    table = off_track(framework(**PLANS), 2020)
    assert column(table, "status") == {
        "worse": "not met",
        "fewer": "not met",
        "half": "not met",
        "words": "not met",
        "unknown": "undecided",
    }
    assert list(column(table, "status")) == ["worse", "fewer", "half", "words", "unknown"]
    assert [row["percent"].value for row in table.to_records()[:3]] == [Fraction(-1, 2), Fraction(1, 4), Fraction(1, 2)]


def test_a_row_has_the_plan_what_was_reported_and_what_is_missing():
    """The gap is in the unit of the indicator, and never negative for what is not met."""
    table = off_track(framework(**PLANS), 2020)
    fewer = next(row for row in table.to_records() if row["indicator"] == "fewer")
    assert {name: fewer[name] for name in ("result", "statement", "unit", "planned", "actual")} == {
        "result": "O",
        "statement": "About fewer",
        "unit": "person",
        "planned": 6,
        "actual": 9,
    }
    assert fewer["gap"].value == 3
    assert "3 people" in str(table)
    plain = next(row for row in table.flat().to_records() if row["indicator"] == "fewer")
    assert (plain["gap"], plain["gap_unit"], plain["percent"], plain["certainty"]) == (3, "person", 25, "inferred")
    assert table.title == "off track in 2020"


@pytest.mark.each(
    ("text", "options", "certainty"),
    [
        (PLANS["half"], {}, "inferred"),
        (PLANS["half"], {"direction": "increase"}, "inferred"),
        (PLANS["unknown"].replace("10", "1"), {"direction": "increase"}, "declared"),
        (PLANS["unknown"], {}, "undecided"),
        (PLANS["words"], {}, "declared"),
    ],
)
def test_the_certainty_is_that_of_the_direction(text, options, certainty):
    """A declaration of the source or the caller, an inference from the plan, or neither; yes and no need none."""
    table = off_track(framework(one=text), 2020, **options)
    assert column(table, "certainty") == {"one": certainty}


def test_what_cannot_be_decided_has_its_reason_and_the_answers_under_each_declaration():
    """The reason is the comment; the readings are beside it."""
    (row,) = off_track(framework(unknown=PLANS["unknown"]), 2020).to_records()
    assert row["comment"].startswith("direction unknown: only the same number would be certain to meet it; declare")
    assert [reading.declaration for reading in row["readings"]] == ["more is better", "less is better"] * 2
    assert isinstance(row["gap"], rf.Undefined)
    between = framework(between="2018 baseline 0 | 2020 milestone 5-10 actual 7-12")
    assert column(off_track(between, 2020), "comment")["between"].startswith("actual 7-12 may or may not meet it")


def test_nothing_is_off_track_before_it_is_due():
    """As for performance, a day, a reporting year or the last update of the framework decide."""
    half = framework(half=PLANS["half"])
    assert len(off_track(half, 2020, today=dt.date(2020, 6, 1))) == 0
    assert len(off_track(half, 2020, reporting_year=2019)) == 0
    assert len(off_track(attrs.evolve(half, reporting_year=2019), 2020)) == 0
    assert len(off_track(half, 2020, reporting_year=2020)) == 1


def test_the_title_says_that_nothing_was_planned_for_the_time():
    """An empty table of a year without milestones is no good news; of a year whose plans were met it is."""
    met = framework(met=PLANS["met"])
    assert off_track(met, 2019).title == "off track in 2019, where no indicator has a planned value"
    assert off_track(met, 2020).title == "off track in 2020"
    assert not off_track(met, 2019).rows


def test_a_formula_and_an_accumulation_count_as_for_performance():
    """The title names the formula; quarters that are declared to add up are added up."""
    table = off_track(framework(half=PLANS["half"]), 2020, formula="target-ratio")
    assert (table.title, column(table, "percent")["half"].formula) == (
        "off track in 2020, formula target-ratio",
        "target-ratio",
    )
    quarters = framework(q="2019 baseline 0 | 2020H1 actual 4 | 2020H2 actual 6 | 2020 target 12")
    assert column(off_track(quarters, 2020, accumulation="periodic"), "actual") == {"q": 10}
    with pytest.raises(rf.InvalidValueError, match="there is no formula 'x'"):
        off_track(quarters, 2020, formula="x")


@pytest.mark.each("year", [2019, 2020, 2021])
def test_it_agrees_with_the_performance_table(year):
    """The rows are those of the performance table that are not met or undecided, with the same cells."""
    for one in (framework(**PLANS), load()):
        table, whole = off_track(one, year), performance(one, year)
        cells = ("result", "indicator", "actual", "status", "readings")
        found = {tuple(row[name] for name in (*cells, "planned", "percent")) for row in table.to_records()}
        assert found == {
            tuple(row[name] for name in (*cells, "milestone", "of milestone"))
            for row in whole.to_records()
            if row["status"] in ("not met", "undecided")
        }
        assert len(found) == len(table)


def test_what_has_not_begun_comes_before_what_is_half_way():
    """0 % is a percentage, below any that is larger, and not one that is lacking."""
    plans = {"half": PLANS["half"], "none": "2018 baseline 0 | 2020 milestone 10 actual 0 | 2022 target 20"}
    assert list(column(off_track(framework(**plans), 2020), "status")) == ["none", "half"]


def test_the_time_is_the_reporting_year_where_none_is_given():
    """A framework that is reported on for a year is judged by it; without one, a time has to be given."""
    assert off_track(load()).title == "off track in 2021"
    assert performance(load()).title == "performance in 2021"
    with pytest.raises(rf.InvalidValueError, match="the framework states no reporting year; pass a time, such as 2021"):
        off_track(load().replace(reporting_year=None))


def test_a_direction_that_most_of_the_plan_contradicts_does_not_lead():
    """A file that declares every count as decreasing has no worst indicator among those that its targets leave open."""
    rising = rf.ObservationSeries.parse("2019 baseline 1 | 2021 target 5 actual 4")
    exceeded = rf.ObservationSeries.parse("2021 target 5 actual 50")
    missed = rf.ObservationSeries.parse("2019 baseline 0 | 2021 target 5 actual 4")
    declared = [rf.Indicator(code="open", series=exceeded, direction="decrease")]
    declared += [rf.Indicator(code=f"I{n}", series=rising, direction="decrease") for n in range(3)]
    others = [rf.Indicator(code="short", series=missed, direction="increase")]
    framework = rf.ResultsFramework(results=(rf.Outcome(indicators=(*declared, *others)),))
    rows = off_track(framework, 2021).to_records()
    assert [row["indicator"] for row in rows] == ["short", "open", "I0", "I1", "I2"]
    doubt = "declared decrease, which the targets of 3 other indicators contradict"
    assert rows[1]["comment"].split("; ")[0] == doubt
    assert doubt not in rows[0]["comment"]
    of_two = framework.replace(results=(rf.Outcome(indicators=(*declared[:3], *others)),))
    assert "contradict" not in off_track(of_two, 2021).filter(indicator="open").to_records()[0]["comment"]
