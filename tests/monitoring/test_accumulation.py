"""Running totals, values of a period alone, states at a time, and how one becomes another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.indicator import Accumulation, Indicator, Measure
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation

TOTAL, ALONE = Accumulation.CUMULATIVE, Accumulation.PERIODIC
STATE, UNSAID = Accumulation.SNAPSHOT, Accumulation.UNKNOWN
GAP = "actual {} does not follow actual 2020 without a gap"
YEARS = "2019 baseline 0 | 2020 actual 5 | 2021 actual 9 | 2022 actual -"


def indicator(text, actuals=UNSAID, targets=UNSAID, **fields):
    series = ObservationSeries.parse(text)
    return Indicator(series=series, actuals_accumulation=actuals, targets_accumulation=targets, **fields)


def said(answer):
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value


def numbers(answer, kind="actuals"):
    if isinstance(answer, rf.Undefined):
        return answer.reason
    return [o.raw for o in getattr(answer.series, kind)]


@pytest.mark.parametrize(
    ("mode", "at", "expected", "coverage"),
    [
        (TOTAL, 2021, 9, "2 of 2"),
        (STATE, 2021, 9, "2 of 2"),
        (ALONE, 2021, 14, "2 of 2"),
        (ALONE, 2020, 5, "1 of 1"),
        (TOTAL, 2022, 9, "2 of 3"),
        (ALONE, 2022, 14, "2 of 3"),
        (ALONE, dt.date(2021, 12, 30), 5, "1 of 1"),
        (ALONE, None, 14, "2 of 2"),
    ],
)
def test_what_was_achieved_to_date_depends_on_how_values_are_reported(mode, at, expected, coverage):
    """The last running total, the last state, or the sum of the periods; and of how many that were due."""
    answer = rf.monitoring.to_date(indicator(YEARS, mode), at)
    assert (answer.value, str(answer.coverage), answer.accumulation) == (expected, coverage, mode)
    assert answer.coverage.is_full is (coverage in ("2 of 2", "1 of 1"))
    assert len(answer.inputs) == (coverage[0] == "2") + 1 if mode is ALONE else len(answer.inputs) == 1


def test_a_total_to_date_names_its_unit_and_its_actuals():
    """Whoever adds up says what was added up."""
    answer = rf.monitoring.to_date(indicator(YEARS, ALONE, unit="person"), 2021)
    assert answer.unit == "person"
    assert [(name, o.raw) for name, o in answer.inputs] == [("actual", "5"), ("actual", "9")]
    assert str(answer) == "14 people (periodic; actual 2020: 5, actual 2021: 9; 2 of 2 reported)"
    mixed = indicator("2020 actual 5% | 2021 actual 1/10", STATE)
    assert (rf.monitoring.to_date(mixed, 2021).value, rf.monitoring.to_date(mixed, 2021).unit) == (10, "percent")


def test_how_values_are_reported_is_never_guessed():
    """Where it is not declared there is no total, unless the caller says how to take the values."""
    assert rf.monitoring.to_date(indicator(YEARS), 2021).reason == (
        "whether the actuals are running totals is not declared; pass accumulation= or declare it"
    )
    assert rf.monitoring.to_date(indicator(YEARS), 2021, accumulation=ALONE).value == 14
    assert rf.monitoring.to_date(indicator(YEARS, ALONE), 2021, accumulation=TOTAL).value == 9


@pytest.mark.each(
    ("text", "at", "reason"),
    [
        ("2020 actual -", 2021, "no actual up to 2021"),
        ("2022 actual 3", 2021, "no actual up to 2021"),
        ("- actual 3", 2021, "no actual up to 2021"),
        ("2020 actual -", None, "no actual: none is reported"),
        ("2020 actual 5 | 2021 actual Yes", 2021, "mixed types: a number, yes or no"),
        ("2020 actual 5 | 2021 actual <9", 2021, "actual 2021 is a range, no one number"),
        ("2020 actual 5 | 2021 actual 2-9", 2021, "actual 2021 is a range, no one number"),
        ("2020 actual 5% | 2021 actual 9%", 2021, "shares of a whole do not add up"),
        ("2020 actual 1/2 | 2021 actual 1/3", 2021, "shares of a whole do not add up"),
        ("2020 actual 5% | 2021 actual 9", 2021, "units differ: actual 5% in percent, actual 9 in no unit"),
        ("2020 actual 5 | 2020-2021 actual 9", 2021, "the periods 2020 and 2020-2021 overlap"),
        ("2020 actual 5 | ..2021-12-31 actual 9", 2021, "the periods 2020 and ..2021-12-31 overlap"),
    ],
)
def test_what_does_not_add_up_is_not_added_up(text, at, reason):
    """Ranges, shares, mixed types and units, and periods that overlap have no total."""
    assert said(rf.monitoring.to_date(indicator(text, ALONE), at)) == reason


def test_one_share_is_a_share_to_date():
    """A lone value needs no adding up."""
    assert rf.monitoring.to_date(indicator("2020 actual 5%", ALONE), 2021).value == 5
    assert rf.monitoring.to_date(indicator("2020 actual 5% | 2021 actual 9%", STATE), 2021).value == 9
    assert rf.monitoring.to_date(indicator("2020 actual 5 | 2022 actual 9", ALONE), 2022).value == 14


@pytest.mark.parametrize(
    ("text", "periodic"),
    [
        ("2020 actual 5 | 2021 actual 9 | 2022 actual 9", ["5", "4", "0"]),
        ("2019 baseline 0 | 2020 actual 5 | 2021 actual 9 | 2022 actual -", ["5", "4", "-"]),
        ("2020 actual 5 | 2021 actual 3", ["5", "-2"]),
        ("2021 actual 9 | 2020 actual 5", ["4", "5"]),
        ("2020 actual 0.5 | 2021 actual 1.25", ["0.5", "0.75"]),
        ("2020-01-01..2020-06-30 actual 5 | 2020-07-01..2020-12-31 actual 7", ["5", "2"]),
        ("2020 actual - | 2021 actual -", ["-", "-"]),
        ("2019 baseline TBD | 2020 actual 5 | 2021 actual 9", ["5", "4"]),
    ],
)
def test_running_totals_and_values_of_periods_turn_into_each_other(text, periodic):
    """The growth of a total is the value of its period; adding up again gives the totals back."""
    totals = indicator(text, TOTAL)
    alone = rf.monitoring.as_periodic(totals)
    assert numbers(alone) == periodic
    assert (alone.actuals_accumulation, alone.targets_accumulation) == (ALONE, UNSAID)
    back = rf.monitoring.as_cumulative(alone)
    assert back == totals


def test_what_is_planned_is_converted_by_itself():
    """Targets and actuals are declared separately, and converted separately."""
    text = "2019 baseline 0 | 2020 milestone 50 actual 3 | 2021 milestone 100 actual 5 | 2022 target 155"
    totals = indicator(text, TOTAL, TOTAL)
    alone = rf.monitoring.as_periodic(totals, "targets")
    assert (numbers(alone, "milestones"), numbers(alone, "targets"), numbers(alone)) == (
        ["50", "50"],
        ["55"],
        ["3", "5"],
    )
    assert (alone.targets_accumulation, alone.actuals_accumulation) == (ALONE, TOTAL)
    assert rf.monitoring.as_cumulative(alone, "targets") == totals
    assert numbers(rf.monitoring.as_periodic(totals)) == ["3", "2"]


def test_what_is_so_already_stays_as_it_is():
    """Nothing is changed where nothing has to be, not even the text of the source."""
    totals = indicator("2020 actual 5 | 2022 actual 9", TOTAL)
    assert rf.monitoring.as_cumulative(totals) is totals
    alone = indicator("2020 actual 5 | 2022 actual 9", ALONE)
    assert rf.monitoring.as_periodic(alone) is alone


@pytest.mark.each(
    ("text", "mode", "reason"),
    [
        ("2020 actual 5", UNSAID, "whether the actuals are running totals is not declared"),
        ("2020 actual 5", STATE, "the actuals are states at a time, which neither add up nor differ by what was done"),
        ("2020 actual - | 2021 actual 5", TOTAL, "no actual for 2020: the first difference would include it"),
        ("2020 actual 5 | 2021 actual - | 2022 actual 9", TOTAL, GAP.format(2022)),
        ("2020 actual 5 | 2022 actual 9", TOTAL, GAP.format(2022)),
        ("2020 actual 5 | 2020 actual 9", TOTAL, GAP.format(2020)),
        ("2020 actual 5 | ..2021-12-31 actual 9", TOTAL, GAP.format("..2021-12-31")),
        ("2020 actual 5 | - actual 9", TOTAL, "a value has no date"),
        ("2020 actual 5 | 2021 actual many", TOTAL, "actual many is no count or amount, and does not add up"),
        ("2020 actual 5% | 2021 actual 9%", TOTAL, "actual 5% is no count or amount, and does not add up"),
        ("2020 actual 1/5 | 2021 actual 2/5", TOTAL, "actual 1/5 is no count or amount, and does not add up"),
        ("2020 actual $5 | 2021 actual €9", TOTAL, "units differ"),
        (
            "2019 baseline 3 | 2020 actual 5",
            TOTAL,
            "whether running totals include the baseline is not declared; pass baseline_included=",
        ),
    ],
)
def test_conversion_has_its_conditions(text, mode, reason):
    """A hole would make a difference span several periods; states, shares and text do not add up."""
    assert numbers(rf.monitoring.as_periodic(indicator(text, mode))) == reason
    if mode is TOTAL:
        assert numbers(rf.monitoring.as_cumulative(indicator(text, ALONE))) == reason


def test_a_percentage_is_never_a_total():
    """IATI's measure of percentage is enough to refuse."""
    shares = indicator("2020 actual 5 | 2021 actual 9", TOTAL, measure=Measure.PERCENTAGE)
    assert numbers(rf.monitoring.as_periodic(shares)) == "actual 5 is no count or amount, and does not add up"
    in_percent = indicator("2020 actual 5 | 2021 actual 9", TOTAL, unit="percent")
    assert numbers(rf.monitoring.as_periodic(in_percent)) == "actual 5 is no count or amount, and does not add up"


def test_totals_may_start_at_the_baseline_or_at_zero():
    """160 trained before, 200 now: 40 more if the total goes on from the baseline, 200 if it starts anew."""
    text = "2018 baseline 160 | 2019 actual 200 | 2020 actual 230"
    assert numbers(rf.monitoring.as_periodic(indicator(text, TOTAL), baseline_included=True)) == ["40", "30"]
    assert numbers(rf.monitoring.as_periodic(indicator(text, TOTAL), baseline_included=False)) == ["200", "30"]
    assert numbers(rf.monitoring.as_cumulative(indicator(text, ALONE), baseline_included=True)) == ["360", "590"]
    assert numbers(rf.monitoring.as_cumulative(indicator(text, ALONE), baseline_included=False)) == ["200", "430"]


@pytest.mark.parametrize("baseline", ["2018 baseline Yes", "2018 baseline 5%", "2017 baseline 1 | 2018 baseline 2"])
def test_a_baseline_that_is_no_number_of_the_kind_starts_no_total(baseline):
    """Several baselines, another unit or another type: there is nothing to start from."""
    totals = indicator(f"{baseline} | 2019 actual 200", TOTAL)
    assert (
        numbers(rf.monitoring.as_periodic(totals, baseline_included=True))
        == "no one baseline in the unit of the values"
    )
    assert numbers(rf.monitoring.as_periodic(totals)).startswith("whether running totals include the baseline")


def test_each_group_has_a_total_of_its_own():
    """Women, men and the whole are never mixed, and each starts at its own baseline."""
    women = (Disaggregation(dimension="sex", category="women"),)
    series = ObservationSeries.parse(
        "2019 baseline 0 | 2019 baseline 2 | 2020 actual 5 | 2020 actual 4 | 2021 actual 9 | 2021 actual 7"
    )
    split = [attrs.evolve(o, disaggregation=women if number % 2 else ()) for number, o in enumerate(series)]
    totals = Indicator(series=ObservationSeries(tuple(split)), actuals_accumulation=TOTAL)
    alone = rf.monitoring.as_periodic(totals, baseline_included=True)
    assert numbers(alone) == ["5", "2", "4", "3"]
    assert [o.disaggregation for o in alone.series.actuals] == [(), women, (), women]
    assert rf.monitoring.as_cumulative(alone, baseline_included=True) == totals


def test_periods_that_the_source_states_twice_are_kept():
    """A conversion changes values, never the periods of a series."""
    series = ObservationSeries.parse("2020 actual 5 | 2021 actual 9 | 2022 | 2022")
    alone = rf.monitoring.as_periodic(Indicator(series=series, actuals_accumulation=TOTAL))
    assert alone.series.periods == series.periods
    assert not rf.monitoring.as_periodic(indicator("2020 actual 5", TOTAL)).series.has_more_periods


def test_a_converted_value_keeps_its_comment_and_loses_its_old_text():
    """The text of the source would now be wrong; its comment is not."""
    series = ObservationSeries.parse("2020 actual 1,000 | 2021 actual 1,500")
    said_of = attrs.evolve(series[1], comment="after the flood")
    totals = Indicator(series=ObservationSeries((series[0], said_of)), actuals_accumulation=TOTAL)
    last = rf.monitoring.as_periodic(totals).series[1]
    assert (last.value, last.raw, last.comment) == (Decimal(500), "500", "after the flood")


def test_running_totals_that_start_anew_or_not_are_not_compared():
    """A plan in running totals above a baseline, and yearly actuals: the total may or may not include it."""
    plan = indicator("2019 baseline 5 | 2020 milestone 9 actual 2", ALONE, TOTAL)
    assert rf.progress(plan, 2020).reason == "whether running totals include the baseline is not declared"
    no_baseline = indicator("2020 milestone 8 actual 2", ALONE, TOTAL)
    assert str(rf.progress(no_baseline, 2020, direction="increase").value) == "1/4"
    holes = indicator("2019 baseline 0 | 2020 actual - | 2021 milestone 9 actual 2", ALONE, TOTAL)
    assert rf.progress(holes, 2021).reason == "no actual for 2020: the first difference would include it"
    yearly = indicator("2019 baseline 0 | 2020 actual - | 2021 milestone 9 actual 2", TOTAL, ALONE)
    assert rf.progress(yearly, 2021).reason == "no actual for 2020: the first difference would include it"
    one_said = indicator("2019 baseline 5 | 2020 milestone 9 actual 7", ALONE)
    assert str(rf.progress(one_said, 2020).value) == "1/2"
    states = indicator("2019 baseline 5 | 2020 milestone 9 actual 7", STATE, TOTAL)
    assert str(rf.progress(states, 2020).value) == "1/2"
