from __future__ import annotations

import datetime as dt

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules.series import spans_of


def validated(series, code, **indicator):
    """Findings of a rule in one indicator, by path."""
    one = rf.Indicator(code="i", series=series, **indicator)
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),), reporting_year=2021)
    return [f.path.removeprefix("A/i/") for f in rf.validate(framework, select=code)]


def of_group(series, *groups):
    """The series with each observation of a group; None for the whole."""
    tagged = [
        o if group is None else attrs.evolve(o, disaggregation=(rf.Disaggregation(dimension="sex", category=group),))
        for o, group in zip(series, groups, strict=True)
    ]
    return attrs.evolve(series, observations=tuple(tagged))


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("SER01", "plan 2020-2025; 2019 milestone 1 | 2026 target 5", ["milestone", "target"]),
        ("SER01", "plan 2020-2025; 2019 milestone - actual 3 | 2021 target 5", ["milestone"]),
        ("SER01", "plan 2020-2025; 2019  | 2021 target 5", ["series/periods#1"]),
        ("SER01", "plan 2020-2025; 2025-07-01..2026-06-30 target 5", ["target"]),
        ("SER02", "2014 target 1 | 2018 actual 5", ["A/I"]),
        ("SER02", "2020 actual 1 | 2022 target 5", ["A/I"]),
        ("SER02", "2020 actual 1 | 2022 ", ["A/I"]),
        ("SER02", "2020-2021 actual 1 | 2023 target 5", ["A/I"]),
        ("SER03", "plan 2020-2025; 2021-01-01..2021-12-31 actual 1", ["A/I"]),
        ("SER06", "reporting 2021; 2021 target 3", ["target"]),
        ("SER04", "2020 actual 3 | 2021 actual 4 | 2020 actual 5 | 2020 actual 6", ["actual#3", "actual#4"]),
        ("SER04", "2020 actual 3 | 2020-01-01..2020-12-31 actual 3", ["actual#2"]),
        ("SER05", "reporting 2021; 2022-01-01..2022-06-30 actual 3", ["actual"]),
        ("SER06", "reporting 2021; 2021 milestone 3", ["milestone"]),
        ("SER06", "reporting 2021; 2021 milestone Yes actual TBD", ["milestone"]),
        ("SER06", "reporting 2021; 2020 milestone 1/2 | 2021 target >3", ["milestone", "target"]),
        (
            "SER06",
            "reporting 2021; 2021-01-01..2021-06-30 milestone 3 actual 3 | 2021-07-01..2021-12-31 milestone 4 actual -",
            ["milestone#2"],
        ),
        ("SER07", "cumulative; increase; 2021 actual 6 | 2020 actual 5 | 2022 actual 5", ["actual:2022"]),
        ("SER07", "cumulative; increase; 2020 milestone 5 | 2021 target 4", ["target"]),
        ("SER09", "printed 2021 result: 7; 2021 actual 8", ["printed_result"]),
        ("SER09", "printed 2021 Result 7; 2020 actual 7", ["printed_result"]),
        ("SER09", "printed 2021 Result 1; 2021 actual Yes", ["printed_result"]),
        ("SER10", "2019-12-31..2019-01-01 baseline 1", ["baseline"]),
        ("SER10", "2021-12-31..2021-01-01 ", ["series/periods#1"]),
        ("SER10", "2021-12-31..2021-01-01 milestone 1 actual 2", ["milestone"]),
        ("SER11", "reporting 2022; 2020 actual 1 | 2021 actual 2", ["A/I"]),
        ("SER01", "plan 2020-2025; 2020 milestone 1 | 2025 milestone 5 | 2026 target 5", ["target"]),
        ("SER01", "plan 2020-2025; 2019 milestone 1 | 2020 milestone 5 | 2025 target 5", ["milestone:2019"]),
        ("SER01", "plan 2020-2025; 2019 milestone 1 actual 2 | 2019 target 5", ["milestone"]),
        ("SER03", "plan 2020-2025; - milestone 1 | 2021 target 5", ["A/I"]),
        ("SER04", "2020 milestone 3 | 2020 milestone 3", ["milestone#2"]),
        ("SER05", "reporting 2021; 2021 actual 3 | 2022 actual 0 | 2023 actual No", ["actual:2022", "actual:2023"]),
        ("SER05", "reporting 2021; ..2022-06-30 actual 3", ["actual"]),
        (
            "SER06",
            "reporting 2021; 2020 milestone 1 | 2021 milestone 2 actual 2 | 2022 milestone 3",
            ["milestone:2020"],
        ),
        ("SER06", "reporting 2021; ..2021-06-30 milestone 3 | ..2021-12-31 actual 3", ["milestone"]),
        (
            "SER07",
            "cumulative; increase; 2020 actual 5 | 2021 actual 4 | 2022 actual 3",
            ["actual:2021", "actual:2022"],
        ),
        ("SER11", "reporting 2021; 2020 actual 1 | 2022 actual 3", ["A/I"]),
    ],
)
def test_a_series_is_reported(found, code, sentence, paths):
    """Cases beside the documented ones that a rule finds."""
    assert [path for _, path in found(code, sentence)] == paths


@pytest.mark.each(
    ("code", "sentence"),
    [
        ("SER01", "plan 2020-2025; 2020-07-01..2021-06-30 actual 5"),
        ("SER01", "plan 2020-2025; - milestone 5"),
        ("SER01", "2019 milestone 1"),
        ("SER01", "plan 2025-2020; 2019 milestone 1 | 2021 target 4"),
        ("SER02", "2020 milestone 1 | 2021  | 2022 target 5"),
        ("SER02", "2019 baseline 1 | 2022 target 5"),
        ("SER02", "- milestone 1"),
        ("SER02", "2020 milestone 1 | 2021-01-01..2022-12-31 milestone 2 | 2023 target 5"),
        ("SER03", "plan 2020-2025; 2020-01-01..2021-12-31 actual 1"),
        ("SER03", "plan 2020-2025; ..2020-12-31 actual 1"),
        ("SER03", "2021 actual 1"),
        ("SER04", "2019 baseline 1 | 2019 baseline 2"),
        ("SER04", "- actual 3 | - actual 4"),
        ("SER04", "2020-01-01..2020-06-30 actual 3 | 2020-07-01..2020-12-31 actual 4"),
        ("SER04", "2020 actual 3 | 2020-03-01..2020-12-31 actual 4"),
        ("SER05", "reporting 2021; 2020-2025 actual 3"),
        ("SER05", "reporting 2021; - actual 3"),
        ("SER06", "reporting 2021; 2021 milestone TBD | 2021 target many"),
        ("SER06", "reporting 2021; - milestone 3"),
        ("SER06", "2021 milestone 3"),
        ("SER06", "reporting 2021; 2021 milestone 3 | 2021-01-01..2021-12-31 actual 3"),
        ("SER07", "cumulative; decrease; 2020 actual 5 | 2021 actual 4"),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual some | 2022 actual -"),
        ("SER07", "cumulative; increase; - actual 5 | 2021 actual 4"),
        ("SER08", "cumulative; 2020 milestone 50 | 2021 milestone 100 | 2022 target 155"),
        ("SER08", "2020 milestone 50% | 2021 milestone 60% | 2022 target 70%"),
        ("SER09", "2021 actual 8"),
        ("SER09", "printed none; 2021 actual 8"),
        ("SER09", "printed 2021 Result 7; 2021 actual 7 | 2021 actual 8"),
        ("SER09", "printed 2021 Result Yes; 2021 actual TRUE"),
        ("SER09", "printed 2021 Result -; 2020 actual 4"),
        ("SER10", "2021-12-31..2022-01-01 milestone 4 | 2021-05-05..2021-05-05 actual 1"),
        ("SER10", "2021-12-31.. milestone 4 | ..2021-05-05 actual 1"),
        ("SER02", "2020-01-01.. milestone 1"),
        ("SER02", "2020 milestone 1 | 2020-01-01..2022-12-31 milestone 2 | 2023 target 3"),
        ("SER03", "plan 2020-2025; 2019 milestone 1 | 2021 target 5"),
        ("SER05", "reporting 2021; 2021-2022 actual 3"),
        ("SER05", "reporting 2021; 2021-07-01..2022-06-30 actual 3"),
        ("SER06", "reporting 2021; 2021-07-01..2022-06-30 milestone 3 actual -"),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual 5 | 2022 actual 5"),
        ("SER07", "cumulative; increase; 2020 actual 5% | 2021 actual 6%"),
        ("SER08", "2020 milestone 50 | 2021 milestone 100 | 2022 milestone 155"),
        ("SER11", "2020 actual 1"),
        ("SER11", "reporting 2021; 2022 actual 1"),
        ("SER11", "reporting 2021; 2020 actual 1 | 2020-2022 actual 2"),
    ],
)
def test_a_series_is_left_alone(found, code, sentence):
    """Cases beside the documented ones without a finding."""
    assert found(code, sentence) == []


def test_values_of_two_groups_are_not_two_values_for_one_period():
    """Women, men and the whole have a value each; women twice have one too many."""
    series = rf.ObservationSeries.parse("2020 actual 5 | 2020 actual 2 | 2020 actual 3")
    assert validated(of_group(series, None, "women", "men"), "SER04") == []
    assert validated(of_group(series, None, "women", "women"), "SER04") == ["actual#3"]


def test_values_of_two_places_are_not_two_values_for_one_period():
    """Two states have a value each."""
    jalisco, puebla = rf.Place(name="Jalisco"), rf.Place(name="Puebla")
    first, second = rf.ObservationSeries.parse("2020 actual 5 | 2020 actual 2")
    apart = (attrs.evolve(first, places=(jalisco,)), attrs.evolve(second, places=(puebla,)))
    together = (attrs.evolve(first, places=(jalisco, puebla)), attrs.evolve(second, places=(puebla, jalisco)))
    assert validated(rf.ObservationSeries(apart), "SER04") == []
    assert validated(rf.ObservationSeries(together), "SER04") == ["actual#2"]


def test_a_result_for_a_group_is_a_result():
    """Where only women are reported, the milestone is not overdue, and the reporting year not without a result."""
    series = rf.ObservationSeries.parse("2020 actual 1 | 2021 milestone 5 | 2021 actual 2")
    reported = of_group(series, None, None, "women")
    assert validated(reported, "SER06") == []
    assert validated(reported, "SER11") == []


def test_one_overdue_period_is_one_finding():
    """A milestone with its groups, all without a result, is overdue once."""
    series = rf.ObservationSeries.parse("2021 milestone 5 | 2021 milestone 2 | 2021 milestone 3")
    assert validated(of_group(series, None, "women", "men"), "SER06") == ["milestone#1"]


def test_each_group_has_its_own_running_total():
    """The men's total below the women's is no fall; the women's below their own is."""
    series = rf.ObservationSeries.parse("2020 actual 5 | 2020 actual 3 | 2021 actual 4 | 2021 actual 3")
    declared = {"direction": rf.Direction.INCREASE, "actuals_accumulation": rf.Accumulation.CUMULATIVE}
    assert validated(of_group(series, "women", "men", "women", "men"), "SER07", **declared) == ["actual#3"]


def test_running_totals_are_declared_for_actuals_and_plans_apart():
    """Only what is declared a running total may not fall."""
    series = rf.ObservationSeries.parse("2020 milestone 5 actual 5 | 2021 milestone 4 actual 4")
    declared = {"direction": rf.Direction.INCREASE, "targets_accumulation": rf.Accumulation.CUMULATIVE}
    assert validated(series, "SER07", **declared) == ["milestone:2021"]


def test_a_summary_of_a_disaggregated_year_is_not_compared():
    """Where only groups are reported, the summary cannot be checked."""
    series = rf.ObservationSeries.parse("2021 actual 2 | 2021 actual 3")
    assert validated(of_group(series, "women", "men"), "SER09", printed_result="2021 Result 5") == []
    assert validated(of_group(series, None, "men"), "SER09", printed_result="2021 Result 5") == ["printed_result"]


def test_an_overdue_result_explains_the_missing_one():
    """Where a milestone of the reporting year has no result, that is one finding, with the other implied."""
    series = rf.ObservationSeries.parse("2020 milestone 1 actual 1 | 2021 milestone 2 actual -")
    framework = rf.ResultsFramework(
        results=(rf.Output(indicators=(rf.Indicator(series=series),)),), reporting_year=2021
    )
    (finding,) = rf.validate(framework, select="SER")
    assert (finding.code, [implied.code for implied in finding.implied]) == ("SER06", ["SER11"])
    assert finding.path == "#1/#1/milestone:2021"


def test_gaps_are_named_by_years():
    """Missing years are listed, neighbours as one span."""
    assert spans_of([2021]) == "2021"
    assert spans_of([2021, 2023, 2024, 2025]) == "2021, 2023 to 2025"


def test_a_gap_is_reported():
    """The message names the years that no period covers, those of a long period left out."""
    series = rf.ObservationSeries.parse("2020 milestone 1 | 2021-2022 milestone 2 | 2025 target 5")
    one = rf.Indicator(series=series)
    (finding,) = rf.validate(rf.ResultsFramework(results=(rf.Output(indicators=(one,)),)), select="SER02")
    assert finding.message == "between 2020 and 2025 there is no period for 2023 to 2024"


def test_running_totals_that_are_not_declared_are_shown():
    """The values that look like running totals are listed in order of time."""
    series = rf.ObservationSeries.parse("2025 target 320 | 2020 milestone 50 | 2021 milestone - | 2022 milestone 155")
    one = rf.Indicator(series=series)
    (finding,) = rf.validate(rf.ResultsFramework(results=(rf.Output(indicators=(one,)),)), select="SER08")
    assert finding.message == "the planned values look like running totals: 50, 155, 320"


@pytest.mark.each(
    ("code", "sentence", "observed", "expected"),
    [
        ("SER01", "plan 2020-2025; 2020 milestone 1 | 2026 target 5", "2026", "2020 to 2025"),
        ("SER03", "plan 2020-2025; 2022-07-01..2023-06-30 target 5", "2022", "2020"),
        ("SER04", "2020 actual 3 | 2020 actual 4", "4", "one value"),
        ("SER05", "reporting 2021; 2022 actual 3", "3", "no result yet"),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual 4", "4", "5 or more"),
        ("SER09", "printed 2021 Result 7; 2021 actual -", "7", "no result"),
        ("SER09", "printed 2021 Result 7; 2021 actual 6 | 2021 actual 5", "7", "6"),
        ("SER09", "printed 2021 Result N/A; 2021 actual 6", "N/A", "6"),
        ("SER11", "reporting 2021; 2018 actual 1 | 2019 actual 1 | 2022 actual 3", "2019", "2021"),
    ],
)
def test_the_observed_and_the_expected_value(case, code, sentence, observed, expected):
    """A finding on a series shows the cell or the year that is wrong, and what would be right."""
    (finding,) = case(sentence).found(code)
    assert (finding.observed, finding.expected) == (observed, expected)


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "2020-01-01..2020-12-31 actual 1 | 2020-06-01..2020-12-31 actual 2 | 2020-06-01..2021-06-30 actual 3",
            "the period 2020-06-01..2021-06-30 begins within 2020-01-01..2020-12-31 and ends after it",
        ),
        (
            "2020-03-01..2020-08-31 actual 1 | 2020-01-01..2020-06-30 actual 2",
            "the period 2020-03-01..2020-08-31 begins within 2020-01-01..2020-06-30 and ends after it",
        ),
        ("2020 actual 1 | 2021 | 2020", "the period 2020 is stated again"),
    ],
)
def test_which_periods_are_in_each_others_way(case, sentence, message):
    """Of two periods that overlap, the later is reported, with the one it begins in, in any order."""
    assert [f.message for f in case(sentence).found("SER12")] == [message]


def test_values_of_years_that_no_stated_period_has_stop_no_rule():
    """Where no stated period has a year that could be read and a value has one, the series starts with the value."""
    value = rf.Observation(
        kind=rf.ObservationKind.ACTUAL, period=rf.Period(start=dt.date(2022, 7, 1), end=dt.date(2023, 6, 30))
    )
    series = rf.ObservationSeries((value,), (rf.Period(raw="once"),))
    indicator = rf.Indicator(code="I", statement="Number of laws", series=series)
    framework = rf.ResultsFramework(
        plan_period=rf.Period.between(2020, 2025), results=(rf.Output(code="O", title="Laws", indicators=(indicator,)),)
    )
    report = rf.validate(framework, profile="strict", select=["SER03"])
    assert [finding.message for finding in report] == ["the series starts in 2023, and the plan in 2020"]
