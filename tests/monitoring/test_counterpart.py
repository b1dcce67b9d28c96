"""The actual that is held against a planned value, by the periods of both."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring._counterpart import counted
from resultsframework.series import ObservationSeries

QUARTERS = (
    "2018-10-01..2018-12-31 actual 10 | 2019-01-01..2019-03-31 actual 20 | "
    "2019-04-01..2019-06-30 actual 30 | 2019-07-01..2019-09-30 actual 40"
)
YEAR = "2018-10-01..2019-09-30 target 100"
FISCAL = f"2018-09-30..2018-09-30 baseline 0 | {QUARTERS} | {YEAR}"
MODES = [mode for mode in Accumulation if mode is not Accumulation.UNKNOWN]
END = dt.date(2019, 9, 30)


def indicator(text, mode=None):
    series = ObservationSeries.parse(text)
    if mode is None:
        return Indicator(series=series)
    return Indicator(series=series, actuals_accumulation=mode, targets_accumulation=mode)


def said(answer):
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value


@pytest.mark.each("at", [END, 2019, rf.Period.parse("2018-10-01..2019-09-30"), None])
def test_quarters_compare_with_the_target_of_their_year_as_they_are_declared(at):
    """Values of quarters alone are added up, running totals and states count as of the end; undeclared, neither."""
    answers = {mode: rf.progress(indicator(FISCAL, mode), at) for mode in Accumulation}
    assert answers[Accumulation.PERIODIC].value == 1
    assert answers[Accumulation.PERIODIC].basis.assumptions == ("the actual is the sum of 4 quarters",)
    assert answers[Accumulation.PERIODIC].basis.parts == indicator(FISCAL).actuals
    assert answers[Accumulation.CUMULATIVE].basis.parts == ()
    assert answers[Accumulation.CUMULATIVE].value == answers[Accumulation.SNAPSHOT].value == Fraction(2, 5)
    assert answers[Accumulation.UNKNOWN].reason == (
        "the actual is of 2019-07-01..2019-09-30, the target of 2018-10-01..2019-09-30; "
        "declare whether values accumulate, or pass accumulation="
    )
    assert [name for name, _ in answers[Accumulation.UNKNOWN].inputs] == ["target", "actual"]


@pytest.mark.each("mode", MODES)
def test_the_caller_declares_the_accumulation_for_one_question(mode):
    """The answer is that of the indicator that declares it, and its basis says so."""
    undeclared, declared = indicator(FISCAL), indicator(FISCAL, mode)
    for question in (rf.progress, rf.met, rf.gap, rf.change):
        answer, expected = question(undeclared, END, accumulation=mode.value), question(declared, END)
        assert said(answer) == said(expected)
        assert f"accumulation {mode.value}, declared for this question" in answer.basis.assumptions
    for question in (rf.monitoring.trend, rf.monitoring.projected, rf.monitoring.required_pace):
        answer, expected = question(undeclared, END, accumulation=mode), question(declared, END)
        assert getattr(answer, "reason", answer) == getattr(expected, "reason", expected)
    with pytest.raises(rf.InvalidValueError, match="there is no Accumulation 'yearly'"):
        rf.progress(undeclared, END, accumulation="yearly")


def test_what_the_indicator_declares_of_its_plan_is_kept():
    """The argument is about the actuals: totals planned and quarters reported still convert."""
    plan = Indicator(
        series=ObservationSeries.parse(FISCAL),
        targets_accumulation=Accumulation.CUMULATIVE,
    )
    answer = rf.progress(plan, END, accumulation="periodic")
    assert answer.value == 1
    assert answer.basis.assumptions == (
        "accumulation periodic, declared for this question",
        "the actual is the sum up to 2019-07-01..2019-09-30",
    )


@pytest.mark.each(
    ("without", "at", "reason"),
    [
        (0, END, "only 3 of 4 quarters of the target's period 2018-10-01..2019-09-30 have an actual; see to_date"),
        (1, END, "only 3 of 4 quarters"),
        (1, 2019, "only 3 of 4 quarters"),
        (3, END, "only 3 of 4 quarters"),
        (None, dt.date(2019, 6, 30), "only 3 of 4 quarters"),
        (None, dt.date(2019, 1, 1), "only 2 of 4 quarters"),
    ],
)
def test_a_sum_that_lacks_a_part_is_none(without, at, reason):
    """A part that is missing at the start, in the middle or at the end is never ignored."""
    quarters = [part for number, part in enumerate(QUARTERS.split(" | ")) if number != without]
    plan = indicator(" | ".join(["2018 baseline 0", *quarters, YEAR]), Accumulation.PERIODIC)
    for question in (rf.progress, rf.met, rf.gap):
        assert question(plan, at).reason.startswith(reason)
    open_cell = indicator(
        f"2018 baseline 0 | {QUARTERS.replace('actual 40', 'actual TBD')} | {YEAR}", Accumulation.PERIODIC
    )
    assert rf.met(open_cell, END).reason.startswith("only 3 of 4 quarters")


def test_parts_of_one_length_are_added_where_others_overlap_with_them():
    """Half-years beside quarters count once; parts that overlap or leave a gap, and have no name, are listed."""
    halves = "2018-10-01..2019-03-31 actual 30 | 2019-04-01..2019-09-30 actual 70"
    assert rf.progress(indicator(f"{FISCAL} | {halves}"), END, accumulation="periodic").value == 1
    mixed = "2018-10-01..2019-03-31 actual 30 | 2019-04-01..2019-06-30 actual 30 | 2019-07-01..2019-09-30 actual 40"
    answer = rf.met(indicator(f"2017 baseline 0 | {mixed} | {YEAR}"), END, accumulation="periodic")
    assert "the actual is the sum of 3 periods" in answer.basis.assumptions
    odd = "2018-10-01..2019-05-15 actual 30 | 2019-05-10..2019-09-30 actual 70"
    assert rf.progress(indicator(f"{odd} | {YEAR}"), END, accumulation="periodic").reason == (
        "the actuals within 2018-10-01..2019-09-30 do not cover it without gap or overlap: "
        "2018-10-01..2019-05-15, 2019-05-10..2019-09-30"
    )
    late = QUARTERS.replace("2019-06-30", "2019-07-01")
    assert "do not cover it" in rf.progress(indicator(f"{late} | {YEAR}"), END, accumulation="periodic").reason


def test_shares_of_quarters_do_not_add_up_to_that_of_the_year():
    """A percentage of each quarter alone has no sum."""
    shares = QUARTERS.replace("0 |", "0% |").replace("40", "40%")
    answer = rf.progress(indicator(f"{shares} | {YEAR}%"), END, accumulation="periodic")
    assert answer.reason == "shares of a whole do not add up"


def test_a_sum_without_finite_decimals_is_none():
    """An hour and a minute are no finite number of hours."""
    series = ObservationSeries.parse("2021H1 actual 1 | 2021H2 actual 1 | 2021 target 2")
    in_minutes = attrs.evolve(series[1], unit="minute")
    plan = Indicator(series=ObservationSeries((series[0], in_minutes, series[2])), unit="hour")
    assert "has no finite decimals" in rf.progress(plan, 2021, accumulation="periodic").reason


@pytest.mark.each(
    ("text", "at", "reason"),
    [
        ("2020-2021 actual 5 | 2021 target 9", 2021, "the actual is of 2020-2021, the target of 2021, and is longer"),
        ("2021 actual 5 | 2021Q4 target 9", 2021, "is longer"),
        ("2021 actual 5 | 2025Q4 target 9", 2021, "is longer"),
        (
            "2020-10-01..2021-03-31 actual 5 | 2021-01-01..2021-12-31 target 9",
            dt.date(2021, 2, 1),
            "overlaps it in part",
        ),
    ],
)
def test_an_actual_that_is_longer_or_overlaps_in_part_does_not_compare(text, at, reason):
    """It holds more than was planned for, however it accumulates; both periods are named."""
    for mode in Accumulation:
        for question in (rf.progress, rf.met, rf.gap):
            assert reason in question(indicator(text, mode), at, "target").reason


def test_a_shorter_period_before_that_of_the_target_compares_only_as_of_its_end():
    """A running total of one quarter is one towards the target of a later year; a quarter's own value is not."""
    plan = "2019 baseline 0 | 2020-07-01..2020-09-30 actual 5 | 2025 target 10"
    answers = {mode: rf.progress(indicator(plan, mode), dt.date(2020, 8, 1), "target") for mode in Accumulation}
    assert answers[Accumulation.CUMULATIVE].value == answers[Accumulation.SNAPSHOT].value == Fraction(1, 2)
    assert "see to_date" in answers[Accumulation.PERIODIC].reason
    assert "declare whether values accumulate" in answers[Accumulation.UNKNOWN].reason


def test_years_are_alike_wherever_they_begin():
    """A fiscal year compares with a calendar year, also where each is of its period alone."""
    text = "2019 baseline 0 | 2020-07-01..2021-06-30 actual 30 | 2021 target 40"
    for mode in Accumulation:
        assert rf.progress(indicator(text, mode), 2021).value == Fraction(3, 4)
        assert rf.progress(indicator(text, mode), 2021, "target").value == Fraction(3, 4)
    unknown_start = "2019 baseline 0 | ..2021-12-31 actual 30 | 2021 target 40"
    assert rf.progress(indicator(unknown_start), 2021).value == Fraction(3, 4)
    earlier = "2019 baseline 0 | ..2020-12-31 actual 30 | 2021 target 40"
    assert "taken as running totals" in rf.progress(indicator(earlier), 2020, "target").basis.assumptions[0]


def test_the_actual_of_the_same_period_comes_before_one_alike_and_before_a_part():
    """The order of the source decides nothing."""
    parts = ["2021 target 8", "2021Q4 actual 4", "2021 actual 6", "2020-07-01..2021-06-30 actual 5"]
    for text in (" | ".join(parts), " | ".join(parts[::-1])):
        assert rf.gap(indicator(text), 2021, direction="increase").value == 2
    alike = "2021 target 8 | 2021Q4 actual 4 | 2020-07-01..2021-06-30 actual 5"
    assert rf.gap(indicator(alike), 2021, direction="increase").value == 3
    several = "2021Q4 target 8 | 2021Q3 actual 4 | 2021Q2 actual 5"
    assert "there are several" in rf.gap(indicator(several), 2021, direction="increase").reason


@pytest.mark.each(
    ("text", "at", "reason"),
    [
        (
            "2022 baseline 5 | 2021 target 10 actual 8",
            2021,
            "the baseline is of 2022, not from before the target of 2021",
        ),
        ("2021-12-31..2021-12-31 baseline 5 | 2021 target 10 actual 8", 2021, "not from before the target of 2021"),
    ],
)
def test_a_baseline_from_after_the_goal_is_none(text, at, reason):
    """It is no starting point; nothing takes its place."""
    plan = indicator(text)
    assert reason in rf.progress(plan, at).reason
    assert "not from before the actual of 2021" in rf.change(plan, at).reason
    assert "not from before the actual of 2021" in rf.monitoring.trend(plan, at).reason
    assert reason in rf.monitoring.projected(plan, at).reason
    assert rf.gap(plan, at, direction="increase").value == 2
    assert rf.met(plan, at).reason.startswith("direction unknown")


@pytest.mark.each("baseline", ["2021", "2021-06-30..2021-06-30", "..2020-01-01", "-"])
def test_a_baseline_of_the_goals_own_year_counts(baseline):
    """Many publishers state the year alone; a day within the year is before its end."""
    plan = indicator(f"{baseline} baseline 5 | 2021 target 10 actual 8")
    assert rf.progress(plan, 2021).value == Fraction(3, 5)
    undated = indicator(f"{baseline} baseline 5 | - target 10 | 2021 actual 8")
    assert rf.progress(undated, 2021, "target").value == Fraction(3, 5)


def test_one_of_several_baselines_is_chosen():
    """By its year or itself; every question uses it, and the answer says so."""
    plan = indicator("2018 baseline 10 | 2020 baseline 20 | 2022 target 60 actual 40")
    several = "several baselines: 10 of 2018 and 20 of 2020; choose one with baseline="
    for question in (rf.progress, rf.change, rf.monitoring.trend, rf.monitoring.projected):
        assert question(plan, 2022).reason == several
    for chosen in (2020, plan.series.baselines[1]):
        answer = rf.progress(plan, 2022, baseline=chosen)
        assert (answer.value, answer.formula) == (Fraction(1, 2), "baseline")
        assert answer.basis.assumptions == ("the baseline of 2020, chosen for this question",)
        assert rf.change(plan, 2022, baseline=chosen).value == 20
        assert rf.monitoring.trend(plan, 2022, baseline=chosen) is rf.monitoring.Trend.IMPROVED
        assert rf.met(plan, 2022, baseline=chosen).basis.direction.direction is rf.Direction.INCREASE
        assert rf.gap(plan, 2022, baseline=chosen).value == 20
        assert rf.expected(plan, 2021, trajectory="linear", baseline=chosen).value == 40
    missing = rf.progress(plan, 2022, baseline=2019)
    assert missing.reason == "no such baseline: there are 10 of 2018, 20 of 2020"
    for wrong in (True, "2018"):
        with pytest.raises(rf.InvalidValueError, match="`baseline` is an Observation of the indicator or a year"):
            rf.progress(plan, 2022, baseline=wrong)


def test_parts_are_counted_by_their_length():
    """One quarter, two quarters, or two periods of which one is a year."""
    actuals = ObservationSeries.parse("2021-Q1 actual 2 | 2021-Q2 actual 3 | 2021 actual 5").actuals
    assert counted(actuals[:1]) == "1 quarter"
    assert counted(actuals[:2]) == "2 quarters"
    assert counted(actuals[1:]) == "2 periods"
