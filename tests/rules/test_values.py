from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("VAL03", "statement # of laws; 2019 baseline -1 | 2020 milestone -2 actual 3", ["baseline", "milestone"]),
        ("VAL03", "statement 2.1.1c # of laws; 2020 actual -2", ["actual"]),
        ("VAL03", "statement SP 3.8.1: Number of laws; 2020 actual -2", ["actual"]),
        ("VAL03", "statement Number of laws; 2020 actual <-2", ["actual"]),
        ("VAL03", "statement Number of laws; 2020 actual >-2", []),
        ("VAL03", "statement none; 2020 actual -2", []),
        ("VAL04", "unit fraction; 2020 actual 1.2", ["actual"]),
        ("VAL04", "unit per_mille; 2020 actual 900", []),
        ("VAL04", "unit per_mille; 2020 actual 1001", ["actual"]),
        ("VAL04", "unit per_100k; 2020 actual 4000", []),
        ("VAL04", "measure percentage; 2020 actual >101", ["actual"]),
        ("VAL04", "measure percentage; 2020 actual <80", []),
        ("VAL04", "measure percentage; 2020 actual 7/5", []),
        ("VAL04", "2020 milestone 120 actual 50%", []),
        ("VAL04", "2020 actual 120", []),
        ("VAL04", "measure percentage; statement Number; 2020 actual 120", []),
        ("VAL05", "statement Number of laws; 2020 milestone 2 actual Yes | 2021 actual Yes", ["A/I"]),
        ("VAL06", "2020 milestone TRUE actual FALSE", []),
        ("VAL06", "2020 milestone Yes actual FALSE", [""]),
        ("VAL07", "2020 milestone 3/5 actual Yes", ["A/I"]),
        ("VAL07", "2019 baseline 3 | 2020 milestone Yes actual No", []),
        ("VAL07", "2020 milestone adopted actual Yes", []),
        ("VAL09", "measure qualitative; 2020 milestone 3 actual 4", ["A/I"]),
        ("VAL09", "measure qualitative; 2020 milestone adopted", []),
        ("VAL10", "measure nominal", []),
        ("VAL11", "measure nominal", []),
        ("VAL11", "decrease", []),
        ("VAL13", "measure percentage; 2019 baseline 7/5 | 2020 actual 3", ["baseline"]),
        ("VAL13", "statement Percentage change; 2020 actual 7/5", []),
        ("VAL13", "unit percent; 2020 actual 4 milestone 7/5", ["milestone"]),
        ("VAL15", "measure percentage; 2019 baseline 0.45 | 2020 milestone 50 actual 0.5 | 2021 milestone 3", ["A/I"]),
        ("VAL15", "2019 baseline 0.45 | 2025 target 60", []),
        ("VAL15", "2019 baseline 0.45% | 2025 target 60%", ["A/I"]),
        ("VAL15", "unit percent; 2019 baseline 0.45% | 2025 target 60", []),
        ("VAL15", "measure percentage; 2019 baseline 0.02 | 2025 target 60", []),
        ("VAL15", "measure percentage; 2019 baseline 0.9 | 2025 target 60", ["A/I"]),
        ("VAL06", "2020 milestone Yes actual 3 | 2021 milestone no news actual -", []),
        ("VAL06", "2020 milestone yes actual no", []),
        ("VAL06", "2020 milestone Yes actual no", []),
        ("VAL13", "measure percentage; 2019 baseline 0/5 | 2020 actual 3/5 | 2025 target 5/5", []),
        ("VAL13", "statement Share of districts; 2020 actual 6/5", ["actual"]),
        ("VAL13", "statement Shareholders of banks; 2020 actual 6/5", []),
        ("VAL15", "measure percentage; 2019 baseline 1.2 | 2025 target 90", []),
        ("VAL15", "measure percentage; 2019 baseline 1 | 2025 target 60", []),
        ("VAL15", "measure percentage; 2019 baseline 0.01 | 2025 target 1", []),
        ("VAL15", "measure percentage; 2019 baseline 0.005 | 2025 target 0.5", []),
        ("VAL15", "measure percentage; 2019 baseline 0 | 2025 target 60", []),
        ("VAL15", "measure percentage; 2019 baseline 0.45 | 2020 actual 3/5 | 2021 actual >50", []),
    ],
)
def test_a_value(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


def test_values_of_several_places_may_be_of_several_kinds():
    """A region counts the countries that answer yes; within one place, numbers and yes are still found."""

    def found(*places):
        values = zip((Decimal(1), True), places, strict=True)
        series = rf.ObservationSeries(
            tuple(rf.Observation(kind="actual", period=2021, value=value, places=place) for value, place in values)
        )
        indicator = rf.Indicator(code="A", statement="Laws adopted", series=series)
        framework = rf.ResultsFramework(results=(rf.Outcome(code="1", indicators=(indicator,)),))
        return [finding.code for finding in rf.validate(framework, select=["VAL07"])]

    kenya = (rf.Place(name="Kenya"),)
    assert found((), kenya) == []
    assert found(kenya, kenya) == ["VAL07"]


def test_what_is_found_is_listed(case):
    """A finding for a whole indicator or framework has the values, or the number of indicators, concerned."""
    (scales,) = case("measure percentage; 2019 baseline 0.45 | 2020 milestone 50 actual 0.5 | 2021 milestone 3").found(
        "VAL15"
    )
    assert scales.observed == "0.45, 50, 0.5"
    (words,) = case("2020 milestone No actual 3 | 2021 actual Yes").found("VAL07")
    assert words.observed == "No, Yes"
    (measure,) = case("measure unit; another B").found("VAL10")
    assert (measure.observed, measure.path) == ("1", "")
    assert measure.message == "1 of 2 indicators state neither measure nor unit"
    (direction,) = case("another B").found("VAL11")
    assert direction.message == "2 of 2 indicators do not state which way is better"
    (spelling,) = case("2020 milestone Yes actual TRUE").found("VAL06")
    assert spelling.observed == "TRUE, Yes"


WOMEN, MEN = (rf.Disaggregation(dimension="sex", category=category) for category in ("women", "men"))
RURAL = rf.Disaggregation(dimension="area", category="rural")
KENYA = rf.Place(name="Kenya")


def actual(value, *groups, **more):
    value = Decimal(value) if isinstance(value, int) else value
    period = rf.Period(year=2020)
    return rf.Observation(kind=rf.ObservationKind.ACTUAL, period=period, value=value, disaggregation=groups, **more)


@pytest.mark.each(
    ("observations", "fires"),
    [
        ((actual(10), actual(4, WOMEN), actual(6, MEN)), False),
        ((actual(10), actual(4, WOMEN), actual(5, MEN)), True),
        ((actual(10), actual(4, WOMEN)), False),
        ((actual(10), actual(4, WOMEN), actual(rf.Missing.EMPTY, MEN)), False),
        ((actual(rf.Missing.EMPTY), actual(4, WOMEN), actual(5, MEN)), False),
        ((actual(4, WOMEN), actual(5, MEN)), False),
        ((actual(10), actual(4, WOMEN, RURAL), actual(5, MEN, RURAL)), False),
        ((actual(10), actual(4, RURAL), actual(5, RURAL)), False),
        ((actual(10), actual(4, WOMEN, places=(KENYA,)), actual(5, MEN, places=(KENYA,))), False),
        ((actual(10, places=(KENYA,)), actual(4, WOMEN, places=(KENYA,)), actual(5, MEN, places=(KENYA,))), True),
    ],
)
def test_groups_that_are_complete_add_up(observations, fires):
    """Only groups of one declared dimension, at one time and place, are added up, and only where all are numbers."""
    indicator = rf.Indicator(code="I", series=rf.ObservationSeries(observations))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(indicator,)),))
    complete = attrs.evolve(rf.rules.PROFILES[0], options=rf.rules.Options(complete_dimensions=("sex",)))
    report = rf.validate(framework, profile=complete, select="VAL14")
    assert bool(len(report)) is fires
    if fires:
        (finding,) = report
        assert finding.message == "the groups by sex are 5 + 4, and the total is 10"
        assert finding.expected == "9"
    shares = framework.replace("A/I", unit="percent")
    assert rf.validate(shares, profile=complete, select="VAL14").findings == ()


OLD, YOUNG = (rf.Disaggregation(dimension="age", category=category) for category in ("old", "young"))


def cell(text, *groups, unit=None):
    """One observation of a group, such as "2020 actual 3"."""
    (one,) = rf.ObservationSeries.parse(text)
    return attrs.evolve(one, disaggregation=groups, unit=unit or one.unit)


@pytest.mark.each(
    ("cells", "dimensions", "sums"),
    [
        ((cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)), ("age",), ["9"]),
        ((cell("2020 actual 9"), cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)), ("age",), []),
        ((cell("2020 actual 10"), cell("2020 target 4", OLD), cell("2020 target 5", YOUNG)), ("age",), []),
        ((cell("2020 actual 10"), cell("2021 actual 4", OLD), cell("2021 actual 5", YOUNG)), ("age",), []),
        ((cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2021 actual 5", YOUNG)), ("age",), []),
        ((cell("2020 actual $10"), cell("2020 actual €4", OLD), cell("2020 actual €5", YOUNG)), ("age",), []),
        ((cell("2020 actual $10"), cell("2020 actual $4", OLD), cell("2020 actual $5", YOUNG)), ("age",), ["9"]),
        ((cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2020 actual some", YOUNG)), ("age",), []),
        ((cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2020 actual 0", YOUNG)), ("age",), ["4"]),
        ((cell("2020 actual >10"), cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)), ("age",), []),
        ((cell("2019 baseline 7"), cell("2019 baseline 4", OLD), cell("2019 baseline 5", YOUNG)), ("age",), ["9"]),
        (
            (
                cell("2020 actual 10"),
                *(cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)),
                *(cell("2020 actual 3", WOMEN), cell("2020 actual 4", MEN)),
            ),
            ("age", "sex"),
            ["9", "7"],
        ),
        (
            (
                cell("2020 actual 10"),
                *(cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)),
                *(cell("2020 actual 3", WOMEN), cell("2020 actual 7", MEN)),
            ),
            ("age", "sex"),
            ["9"],
        ),
        (
            (
                *(cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2020 actual 5", YOUNG)),
                *(cell("2021 actual 10"), cell("2021 actual 4", OLD), cell("2021 actual 6", YOUNG)),
            ),
            ("age",),
            ["9"],
        ),
        ((cell("2020 actual 10"), cell("2020 actual 4", OLD), cell("2020 actual 5", WOMEN)), ("age", "sex"), []),
    ],
)
def test_groups_are_added_up_within_kind_time_and_unit(cells, dimensions, sums):
    """Each dimension is added up by itself, for one kind of value, one period and one unit; a zero is a number."""
    indicator = rf.Indicator(code="I", series=rf.ObservationSeries(cells))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(indicator,)),))
    complete = attrs.evolve(rf.rules.PROFILES[0], options=rf.rules.Options(complete_dimensions=dimensions))
    assert [f.expected for f in rf.validate(framework, profile=complete, select="VAL14")] == sums
