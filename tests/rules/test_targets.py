from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

WOMEN = (rf.Disaggregation(dimension="sex", category="women"),)


def plan_of(*observations, **fields):
    """A plan of one indicator with these observations."""
    indicator = rf.Indicator(code="I", statement="Number", series=rf.ObservationSeries(observations), **fields)
    return rf.ResultsFramework(results=(rf.Output(code="A", title="A", indicators=(indicator,)),))


def cell(text, **fields):
    """One observation, such as "2020 actual 3", with further fields."""
    (one,) = rf.ObservationSeries.parse(text)
    return attrs.evolve(one, **fields)


@pytest.mark.each(
    ("code", "sentence", "expected"),
    [
        ("TGT01", "2021 baseline - | 2025 target 10", [("warning", "baseline")]),
        ("TGT01", "2025 target 10", [("warning", "A/I")]),
        ("TGT01", "2021 baseline TBD | 2024 milestone 5", []),
        ("TGT01", "2021 baseline none yet | 2025 target adopted", []),
        ("TGT01", "2021 baseline TBD | 2025 target adopted", []),
        ("TGT01", "2021 baseline TBD | 2025 target 3/5", [("warning", "baseline")]),
        ("TGT01", "2021 baseline TBD | 2025 target >5", [("warning", "baseline")]),
        ("TGT02", "2019 baseline 2 | 2025 target -", [("warning", "target")]),
        ("TGT02", "2021 milestone 2", [("warning", "A/I")]),
        ("TGT02", "2021 actual Yes | 2025 target -", [("warning", "target")]),
        ("TGT02", "2019 baseline 2 | 2025 target TBD", []),
        ("TGT02", "2019 baseline 2 | 2025 target N/A", []),
        ("TGT02", "2019 baseline TBD | 2025 target -", []),
        ("TGT03", "increase; 2019 baseline 5 | 2020 milestone 3 | 2025 target 4", 1),
        ("TGT03", "increase; 2025 target <4", [("error", "target")]),
        ("TGT03", "increase; 2019 baseline Yes | 2025 target No", [("error", "target")]),
        ("TGT03", "increase; 2021 baseline 5 | 2020 milestone 3 | 2025 target 6", []),
        ("TGT03", "increase; 2019 baseline ready | 2025 target 6", []),
        ("TGT03", "increase; 2019 baseline 5", []),
        ("TGT03", "2019 baseline 5 | 2025 target 5", []),
        ("TGT03", "increase; 2019 baseline 5% | 2025 target 4", []),
        ("TGT03", "2013 baseline 2 | 2020 milestone 1 | 2025 target 6", [("warning", "milestone")]),
        (
            "TGT03",
            "2022 baseline 120 | 2023 milestone 140 | 2024 milestone 170 | 2025 target 20",
            [("warning", "target")],
        ),
        (
            "TGT03",
            "2022 baseline 5 | 2023 milestone 5 | 2024 milestone 4 | 2025 target 7 | 2021 milestone 9",
            [("warning", "target")],
        ),
        ("TGT03", "2022 baseline 5 | 2023 milestone 4 | 2024 milestone 6 | 2025 target 4", []),
        ("TGT03", "2022 baseline 5 | 2023 milestone 6% | 2024 milestone 6 | 2025 target 4", []),
        ("TGT03", "2022 baseline 5 | 2024 milestone 6 | 2025 target 5", []),
        ("TGT03", "periodic; 2022 baseline 5 | 2023 milestone 6 | 2024 milestone 7 | 2025 target 4", []),
        ("TGT03", "maintain; 2022 baseline 5 | 2024 milestone 6 | 2025 target 4", []),
        ("TGT04", "2021 baseline 1 | 2025 target 1", [("info", "target")]),
        ("TGT04", "2021 baseline 1% | 2025 target 1", []),
        ("TGT04", "2021 baseline 1", []),
        ("TGT04", "increase; 2021 baseline 1 | 2022 milestone 1 | 2025 target 1", [("info", "target")]),
        ("TGT05", "2024 milestone TBD | 2025 target 3", []),
        ("TGT06", "decrease; cumulative; 2020 milestone 5 | 2021 target 4", []),
        ("TGT06", "cumulative; 2020 milestone 5% | 2021 target 4%", []),
        ("TGT06", "cumulative; 2020 milestone 5 | 2021 target 5", []),
        ("TGT06", "cumulative; increase; 2020 milestone 5 | 2021 target 4", [("warning", "target")]),
        ("TGT06", "2020 milestone 5 | 2021 milestone 4 | 2022 target 9", []),
        ("TGT06", "2020 milestone 5 | 2021 milestone 4 | 2022 milestone 3 | 2023 target 9", []),
        ("TGT06", "2020 milestone 5 | 2021 milestone 9 | 2022 milestone 7 | 2023 target 8", []),
        ("TGT06", "2020 milestone 5 | 2021 milestone 9 | 2022 milestone 7 | 2023 milestone 10", []),
        ("TGT06", "cumulative; 2020 milestone 50 | 2021 milestone many | 2022 target 40", [("warning", "target")]),
        ("TGT06", "2020 milestone 5 | 2021 milestone 4 | 2022 milestone 6 | 2023 target 9", []),
        ("TGT06", "2020 milestone 5 | 2021 milestone 4 | 2022 milestone 6 | 2023 milestone 9", []),
        ("TGT06", "2020 milestone 5% | 2021 milestone 4% | 2022 milestone 6% | 2023 target 9%", []),
        ("TGT06", "2020 milestone 5 | 2021 milestone 4 | 2022 milestone 3 | 2023 milestone 6 | 2024 target 9", []),
        ("TGT07", "decrease; cumulative; 2021 milestone 2 | 2025 target 3", [("warning", "target")]),
        ("TGT07", "increase; 2021 milestone 5% | 2025 target 3%", [("warning", "target")]),
        ("TGT07", "increase; statement Annual share; 2021 milestone 5% | 2025 target 3%", []),
        ("TGT07", "increase; 2021 milestone 5 | 2025 target 3", []),
        ("TGT04", "statement Laws per quarter; 2021 baseline 1 | 2025 target 1", []),
        ("TGT09", "2019 baseline 0 | 2020 milestone 9 | 2021 actual 6 | 2025 target 6", []),
        ("TGT09", "decrease; 2020 milestone 5 | 2021 actual 6 | 2025 target 6", []),
        ("TGT09", "decrease; statement Teachers trained; 2021 actual 6 | 2025 target 6", []),
        ("TGT09", "decrease; statement Number of deaths; 2021 actual 6 | 2025 target 6", [("info", "actual")]),
        ("TGT07", "increase; 2021 milestone 5 | 2025 target TBD", []),
        ("TGT07", "2021 milestone 5 | 2025 target 5", []),
        ("TGT07", "increase; 2025 target 3", []),
        ("TGT07", "increase; 2021 milestone high | 2025 target 3", []),
        ("TGT08", "2021 milestone Yes | 2025 target -", []),
        ("TGT08", "2021 milestone 2", [("warning", "A/I")]),
        ("TGT08", "2021 actual 2", []),
    ],
)
def test_a_plan(found, code, sentence, expected):
    """Cases beside the documented ones."""
    hits = found(code, sentence)
    assert (len(hits) if isinstance(expected, int) else hits) == expected


def test_periodic_values_may_exceed_the_last():
    """Where each planned value is of its period alone, the last need not be the highest."""
    series = rf.ObservationSeries.parse("2020 milestone 50 | 2021 milestone 400 | 2025 target 320")
    framework = plan_of(*series, direction=rf.Direction.INCREASE, targets_accumulation=rf.Accumulation.PERIODIC)
    assert rf.validate(framework, select=("TGT06", "TGT07")).findings == ()
    unknown = framework.replace("A/I", targets_accumulation=rf.Accumulation.UNKNOWN)
    assert rf.validate(unknown, select=("TGT06", "TGT07")).findings == ()
    state = framework.replace("A/I", targets_accumulation=rf.Accumulation.SNAPSHOT)
    assert [f.code for f in rf.validate(state, select=("TGT06", "TGT07"))] == ["TGT07"]


def test_a_milestone_beyond_the_target_is_described_by_the_direction():
    """Where less is better, a milestone beyond the target is less than it."""
    series = rf.ObservationSeries.parse("2020 milestone 2 | 2025 target 3")
    states = {"direction": rf.Direction.DECREASE, "targets_accumulation": rf.Accumulation.SNAPSHOT}
    (finding,) = rf.validate(plan_of(*series, **states), select="TGT07")
    assert finding.message == "less is planned for milestones than as the target: 2 for 2020, and 3 as target"


def test_groups_have_their_own_baselines_and_targets():
    """A target for women is compared with the baseline of women, and not with the undisaggregated one."""
    whole = (cell("2019 baseline 10"), cell("2025 target 20"))
    women = (cell("2019 baseline 4", disaggregation=WOMEN), cell("2025 target 4", disaggregation=WOMEN))
    framework = plan_of(*whole, *women, direction=rf.Direction.INCREASE)
    assert rf.validate(framework, select="TGT03").findings == ()
    assert [f.path for f in rf.validate(framework, select="TGT04")] == ["A/I/target#2"]
    lower = plan_of(*whole, women[0], attrs.evolve(women[1], value=Decimal(3)))
    assert [f.path for f in rf.validate(lower, select="TGT03")] == ["A/I/target#2"]


def test_a_baseline_that_does_not_apply_is_not_required():
    """A source that calls the baseline not applicable has answered."""
    baseline = rf.Observation(kind=rf.ObservationKind.BASELINE, value=rf.Missing.NOT_APPLICABLE)
    assert rf.validate(plan_of(baseline, cell("2025 target 3")), select="TGT01").findings == ()


def test_maintaining_is_no_lack_of_ambition():
    """Where the aim is to maintain, a target that is the baseline is what was meant."""
    series = rf.ObservationSeries.parse("2019 baseline 4 | 2025 target 4")
    assert rf.validate(plan_of(*series, direction=rf.Direction.MAINTAIN), select="TGT").findings == ()


def test_desk_reviews_need_no_targets(found):
    """Indicators reported by headquarters from a desk review may lack targets in the profile of their pages."""
    sentence = "scope desk review; 2021 baseline 1 | 2022 milestone 2 | 2025 target -"
    assert found("TGT02", sentence)
    framework = plan_of(
        *rf.ObservationSeries.parse("2021 baseline TBD | 2022 milestone 2 | 2025 target -"),
        scope=(rf.Scope.DESK_REVIEW,),
    )
    assert rf.validate(framework, profile="unwomen", select="TGT").findings == ()
    assert len(rf.validate(framework, select="TGT", implied=True)) == 2
    undetermined = framework.replace("A/I", series=rf.ObservationSeries.parse("2025 target TBD"))
    assert rf.validate(undetermined, profile="unwomen", select="TGT05").findings == ()


def test_milestones_of_unknown_time_are_listed():
    """Milestones whose periods nobody can read still are milestones that lead nowhere."""
    series = rf.ObservationSeries.parse("- milestone 3 | 2025 target -")
    (finding,) = rf.validate(plan_of(*series), select="TGT08")
    assert finding.message == "the milestones are 3, and there is no target"
    late = rf.ObservationSeries.parse("- milestone 3 | 2025 target 2")
    states = {"direction": rf.Direction.INCREASE, "targets_accumulation": rf.Accumulation.SNAPSHOT}
    (beyond,) = rf.validate(plan_of(*late, **states), select="TGT07")
    assert "3" in beyond.message


@pytest.mark.each(
    ("code", "sentence", "expected"),
    [
        ("TGT09", "2019 baseline 0 | 2020 milestone 1 actual 6 | 2025 target 6", [("info", "actual")]),
        ("TGT09", "2021 actual Yes | 2025 target Yes", [("info", "actual")]),
        ("TGT09", "2019 baseline No | 2021 actual No | 2025 target Yes", []),
        ("TGT09", "2019 baseline 0 | 2021 actual 5 | 2022 actual 7 | 2025 target 6", [("info", "actual:2022")]),
        ("TGT09", "2021 actual 6 | 2025 target TBD", []),
        ("TGT09", "increase; 2021 actual 0 | 2025 target 0", []),
        ("TGT09", "2021 actual 6", []),
        ("TGT09", "2025 actual 6 | 2025 target 6", []),
        ("TGT09", "2021 actual adopted | 2025 target adopted", []),
        ("TGT09", "increase; 2019 baseline 0 | 2021 milestone 1 actual 1 | 2025 target 6", []),
        ("TGT09", "increase; 2019 baseline 0 | 2021 milestone 1 actual done | 2025 target 6", []),
        ("TGT09", "2021 actual 1 | 2025 actual 6 | 2025 target 6", []),
        ("TGT09", "2021 actual 1 | 2024 actual 6 | 2025 actual 6 | 2025 target 6", [("info", "actual:2024")]),
        ("TGT09", "2021 actual 6 | 2022 target 5 | 2025 target 6", [("info", "actual")]),
        ("TGT10", "increase; 2021 milestone 2 actual 4", [("info", "actual")]),
        ("TGT10", "increase; 2021 milestone 3 actual 6", [("warning", "actual")]),
        ("TGT10", "increase; 2021 milestone 2 actual 3", [("info", "actual")]),
        ("TGT10", "increase; 2021 milestone 0 actual 4", []),
        ("TGT10", "2019 baseline 0 | 2021 milestone 0 actual 4 | 2022 target 5", [("info", "actual")]),
        ("TGT14", "increase; 2021 milestone 0 actual 4", [("warning", "actual")]),
        ("TGT14", "increase; 2021 milestone 0 actual 4 | 2022 target TBD", [("warning", "actual")]),
        ("TGT14", "increase; 2021 milestone 0 actual 4 | 2022 target 1", [("info", "actual")]),
        ("TGT14", "2021 milestone 0 actual 4", []),
        ("TGT10", "decrease; statement Teachers trained; 2021 milestone 10 actual 5", []),
        ("TGT11", "increase; statement Number of maternal deaths; 2021 milestone 10 actual 5", []),
        ("TGT14", "increase; 2021 milestone 0 actual -4", []),
        ("TGT10", "2021 milestone No actual Yes", [("info", "actual")]),
        ("TGT10", "increase; 2021 milestone -4 actual 4", [("info", "actual")]),
        ("TGT10", "increase; 2021 milestone 10-20 actual 50", [("info", "actual")]),
        ("TGT10", "decrease; 2021 milestone 4 actual 2", [("info", "actual")]),
        ("TGT10", "decrease; 2021 milestone 6 actual 3", [("warning", "actual")]),
        ("TGT10", "decrease; 2021 milestone 4 actual 3", [("info", "actual")]),
        ("TGT10", "2021 milestone 4 actual 9%", []),
        ("TGT10", "2021 milestone low actual high", []),
        ("TGT10", "2021 milestone TBD actual 4", []),
        ("TGT10", "2021 milestone 4 | 2022 actual 9", []),
        ("TGT10", "- milestone 4 actual 9", []),
        ("TGT10", "increase; 2021-01-01..2021-12-31 milestone 2 | 2021 actual 6", [("warning", "actual")]),
        ("TGT10", "increase; 2021-01-01..2021-06-30 milestone 2 | 2021 actual 4", []),
        ("TGT10", "increase; 2021-01-01..2021-06-30 milestone 2 actual 6", [("warning", "actual")]),
        ("TGT11", "2021 milestone Yes actual No", [("warning", "actual")]),
        ("TGT11", "2021 milestone 4 actual 9", []),
        ("TGT11", "reporting 2021; increase; 2021 milestone 4 actual 0", [("warning", "actual")]),
        ("TGT11", "increase; 2021 milestone 4 actual 0", [("info", "actual")]),
        ("TGT11", "today 2022-01-01; increase; 2021 milestone 4 actual 0", [("warning", "actual")]),
        ("TGT11", "reporting 2021; increase; 2021 milestone 4 actual 3", [("warning", "actual")]),
        ("TGT10", "2021 milestone <545 actual 600", []),
        ("TGT11", "2021 milestone <545 actual 600", [("warning", "actual")]),
        ("TGT11", "2021 milestone >545 actual 600", []),
        ("TGT12", "2020 actual 1", [("info", "actual")]),
        ("TGT12", "- actual 1 | 2020 actual 2", [("info", "actual:2020")]),
        ("TGT12", "2020 milestone adopted actual 1", []),
        ("TGT12", "2019 actual 1 | 2019-2021 target 3", []),
        ("TGT12", "2020-01-01..2020-06-30 milestone 1 | 2020-07-01..2020-12-31 actual 1", [("info", "actual")]),
        ("TGT12", "2020-01-01..2020-06-30 milestone 1 actual 1", []),
    ],
)
def test_a_result_against_the_plan(found, code, sentence, expected):
    """Cases beside the documented ones."""
    assert found(code, sentence) == expected


def test_maintaining_is_never_exceeded(found):
    """Where the aim is to maintain, more is not better, and there is no finding."""
    series = rf.ObservationSeries.parse("2021 milestone 2 actual 7 | 2025 target 2")
    framework = plan_of(*series, direction=rf.Direction.MAINTAIN)
    assert rf.validate(framework, select=("TGT09", "TGT10", "TGT11")).findings == ()


def test_what_is_of_its_period_alone_meets_no_target_of_the_end():
    """A yearly result is not held against a total at the end."""
    series = rf.ObservationSeries.parse("2021 actual 7 | 2025 target 6")
    framework = plan_of(*series, actuals_accumulation=rf.Accumulation.PERIODIC)
    assert rf.validate(framework, select="TGT09").findings == ()


def test_groups_are_held_against_their_own_plan():
    """The result for women is compared with what was planned for women."""
    whole = rf.ObservationSeries.parse("2021 milestone 10 actual 10")
    women = (cell("2021 milestone 4", disaggregation=WOMEN), cell("2021 actual 3", disaggregation=WOMEN))
    framework = plan_of(*whole, *women, direction=rf.Direction.INCREASE)
    assert [f.path for f in rf.validate(framework, select="TGT11")] == ["A/I/actual#2"]
    assert rf.validate(plan_of(*whole, women[1]), select=("TGT10", "TGT11", "TGT12")).findings == ()


def test_over_achievement_is_stated_in_hundredths(case):
    """The ratio is cut off after a hundredth, and the message names the basis of the direction."""
    (finding,) = case("increase; 2021 milestone 3 actual 8").found("TGT10")
    assert finding.message == "8 was reached in 2021, and 3 planned, 2.66 times as good"
    (little,) = case("increase; 2021 milestone 1250 actual 1300").found("TGT10")
    assert little.message.endswith("1.04 times as good")
    (most,) = case("2021 milestone <545 actual 600").found("TGT11")
    assert most.message.endswith("<545 planned; the direction is not declared, less is taken as better")
    (declared,) = case("increase; 2021 milestone 3 actual 6").found("TGT10")
    assert declared.message == "6 was reached in 2021, and 3 planned, 2 times as good"
    (inferred,) = case("2020 baseline 1 | 2021 milestone 3 actual 6").found("TGT10")
    assert inferred.message.endswith("; the direction is not declared, it is inferred from the milestones")


def test_from_where_on_a_result_is_a_warning_is_an_option(case):
    """A project decides what is far above the plan."""
    one = case("increase; 2021 milestone 10 actual 15")
    strict = one._replace(options=attrs.evolve(one.options, over_achievement_ratio=Decimal("1.5")))
    assert [f.severity.value for f in one.found("TGT10")] == ["info"]
    assert [f.severity.value for f in strict.found("TGT10")] == ["warning"]


def test_the_target_of_all_years_is_a_plan_for_each():
    """A result of one year within the period of the target was planned; one of a year after it was not."""
    text = "2018-2025 target 9 | 2020 actual 1 | 2026 actual 2"
    indicator = rf.Indicator(statement="Wells dug", series=rf.ObservationSeries.parse(text))
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A", indicators=(indicator,)),))
    assert [finding.path for finding in rf.validate(framework, select="TGT12")] == ["A/#1/actual:2026"]


@pytest.mark.each(
    ("sentence", "message"),
    [
        ("2021 milestone 0 actual 4", "0 was planned for 2021, and 4 reached; the aim is an increase"),
        (
            "2021 milestone 0 actual 4 | 2022 milestone 0 actual 5",
            "0 was planned for 2021, and 4 reached, and more in 1 other period; the aim is an increase",
        ),
    ],
)
def test_periods_for_which_nothing_was_planned_are_one_finding(case, sentence, message):
    """The first period is named, and the number of the others."""
    assert [f.message for f in case(f"increase; {sentence}").found("TGT14")] == [message]


def test_a_target_that_the_baseline_of_a_group_meets_is_still_ahead():
    """The target of the total is compared with the baseline of the total."""
    women, *others = rf.ObservationSeries.parse("2019 baseline 7 | 2019 baseline 0 | 2021 actual 6 | 2025 target 6")
    group = attrs.evolve(women, disaggregation=(rf.Disaggregation(dimension="sex", category="women"),))
    assert [f.path for f in rf.validate(plan_of(group, *others), select="TGT09")] == ["A/I/actual"]
