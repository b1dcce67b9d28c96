"""Progress: the right figure, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Level

TRAINED = "2018 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59 | 2025 target 320"
RANKS = {"low": Level(1, "low"), "medium": Level(2, "medium"), "high": Level(4, "high")}


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def levels(*names, **fields):
    kinds = (ObservationKind.BASELINE, ObservationKind.TARGET, ObservationKind.ACTUAL)
    made = [
        Observation(kind=kind, period=Period(year=2021), value=RANKS[name])
        for kind, name in zip(kinds, names, strict=True)
    ]
    return Indicator(series=ObservationSeries(tuple(made)), **fields)


def said(answer):
    """The value, or the reason."""
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value


@pytest.mark.each(
    ("text", "expected"),
    [
        (TRAINED, Fraction(59, 100)),
        ("2018 baseline 0 | 2021 milestone 50 actual 0", 0),
        ("2018 baseline 0.1 | 2021 milestone 0.3 actual 0.2", Fraction(1, 2)),
        ("2018 baseline 40 | 2021 milestone 20 actual 45", Fraction(-1, 4)),
        ("2018 baseline 10 | 2021 milestone 10 actual 10", "no change targeted"),
        ("2018 baseline 10 | 2021 milestone 10 actual 12", "no change targeted"),
        (
            "2018 baseline 2 | 2021 milestone 1 actual 3 | 2025 target 6",
            (
                "inferred increase, but the milestone of 1 lies below the baseline of 2; compare with the target, "
                "against='target'"
            ),
        ),
        ("2018 baseline TBD | 2020 milestone 50 | 2021 milestone 100 actual 59", Fraction(59, 100)),
        ("2020 milestone 9 | 2021 milestone 100 actual 59", Fraction(59, 100)),
        (
            "2018 baseline 1 | 2020 baseline 2 | 2021 milestone 100 actual 59",
            "several baselines: 1 of 2018 and 2 of 2020; choose one with baseline=",
        ),
        ("2018 baseline 0 | 2021 milestone TBD actual 59", "no milestone for 2021: to be determined"),
        ("2018 baseline 0 | 2021 milestone - actual 59", "no milestone for 2021: empty"),
        ("2018 baseline 0 | 2021 actual 59", "no milestone for 2021"),
        ("2018 baseline 0 | 2021 milestone 9 actual -", "no actual for 2021: empty"),
        ("2018 baseline 0 | 2021 milestone 9 actual N/A", "no actual for 2021: not available"),
        ("2018 baseline 0 | 2021 milestone 9", "no actual for 2021"),
        (
            "2018 baseline 0 | 2021 milestone TBD actual -",
            "no milestone for 2021: to be determined; no actual for 2021: empty",
        ),
        ("2018 baseline Yes | 2021 milestone 9 actual 3", "mixed types: a number, yes or no"),
        ("2018 baseline 0 | 2021 milestone Yes actual 3", "mixed types: yes or no, a number"),
        ("2018 baseline 0 | 2021 milestone 3 actual ready", "mixed types: a number, text"),
        ("2018 baseline No | 2021 milestone Yes actual Yes", "yes or no is no number"),
        ("2018 baseline draft | 2021 milestone law actual law", "text is no number"),
        ("2018 baseline 10% | 2021 milestone 20% actual 15%", Fraction(1, 2)),
        ("2018 baseline 1/10 | 2021 milestone 2/10 actual 15/100", Fraction(1, 2)),
        ("2018 baseline 1/10 | 2021 milestone 20% actual 15%", Fraction(1, 2)),
        ("2018 baseline 100‰ | 2021 milestone 20% actual 15%", Fraction(1, 2)),
        (
            "2018 baseline 10 | 2021 milestone 20% actual 15%",
            "units differ: milestone 20% in percent, actual 15% in percent, baseline 10 in no unit",
        ),
        (
            "2018 baseline 10% | 2021 milestone 20 actual 15%",
            "units differ: milestone 20 in no unit, actual 15% in percent",
        ),
        ("2018 baseline 60 | 2021 milestone >=80 actual 70", Fraction(1, 2)),
        ("2018 baseline 60 | 2021 milestone >80 actual 90", Fraction(3, 2)),
        ("2018 baseline 90 | 2021 milestone >=80 actual 85", "no change targeted"),
        ("2018 baseline 80 | 2021 milestone >=80 actual 85", "no change targeted"),
        ("2018 baseline 60 | 2021 milestone <=20 actual 30", Fraction(3, 4)),
        ("2018 baseline 10 | 2021 milestone <=20 actual 30", "no change targeted"),
        ("2018 baseline 0 | 2021 milestone 10-20 actual 5", Fraction(1, 2)),
        ("2018 baseline 0 | 2021 milestone 10-20 actual 25", Fraction(1, 2)),
        ("2018 baseline 15 | 2021 milestone 10-20 actual 25", "no change targeted"),
        ("2021 milestone 10-20 actual 15", "target-ratio needs one number as milestone, not two bounds"),
        ("2018 baseline 0 | 2021 milestone 10 actual <5", "the actual is a range (<5), no one number"),
        ("2018 baseline <5 | 2021 milestone 10 actual 5", "the baseline is a range, no one number"),
    ],
)
def test_progress_is_the_part_of_the_planned_change_that_happened(text, expected):
    """(actual - baseline) / (milestone - baseline), exactly; and where that has no meaning, why."""
    assert said(rf.progress(indicator(text), 2021)) == expected


def test_an_answer_names_its_formula_its_inputs_and_what_it_rests_on():
    """Baseline, milestone and actual are named with their periods and values, and the direction as inferred."""
    answer = rf.progress(indicator(TRAINED), at=2021)
    assert answer.formula == "baseline"
    assert [(name, o.kind.value, str(o.period), o.value) for name, o in answer.inputs] == [
        ("baseline", "baseline", "2018", 0),
        ("milestone", "milestone", "2021", 100),
        ("actual", "actual", "2021", 59),
    ]
    assert answer.basis == rf.monitoring.Basis(
        rf.monitoring.InferredDirection(Direction.INCREASE, rf.monitoring.DirectionBasis.TARGET), "milestone"
    )
    assert answer.percent == "59 %"
    assert str(answer) == (
        "59 % (baseline; baseline 2018: 0, milestone 2021: 100, actual 2021: 59; "
        "direction increase, inferred (target); against the milestone)"
    )


def test_an_answer_names_only_what_its_formula_used():
    """A share of the milestone does not look at the baseline, and does not name it."""
    answer = rf.progress(indicator(TRAINED), 2021, formula="target-ratio")
    assert [name for name, _ in answer.inputs] == ["milestone", "actual"]
    undefined = rf.progress(indicator("2018 baseline 1 | 2021 milestone 0 actual 3"), 2021, formula="target-ratio")
    assert undefined.reason.startswith("descending needs a baseline: actual / milestone")
    assert [name for name, _ in undefined.inputs] == ["milestone", "actual"]


def test_where_there_is_no_answer_what_there_was_is_named():
    """Whoever wants to know why finds the observations in the answer."""
    undefined = rf.progress(indicator("2018 baseline 5 | 2021 milestone 5 actual 7"), 2021)
    assert [(name, o.value) for name, o in undefined.inputs] == [("baseline", 5), ("milestone", 5), ("actual", 7)]
    mixed = rf.progress(indicator("2018 baseline 5 | 2021 milestone Yes actual 7"), 2021)
    assert [name for name, _ in mixed.inputs] == ["baseline", "milestone", "actual"]
    units = rf.progress(indicator("2018 baseline 5 | 2021 milestone 5% actual 7%"), 2021)
    assert [name for name, _ in units.inputs] == ["baseline", "milestone", "actual"]
    empty = rf.progress(indicator("2018 baseline 5 | 2021 milestone 5 actual -"), 2021)
    assert [(name, o.raw) for name, o in empty.inputs] == [("actual", "-")]


def test_without_a_baseline_the_answer_says_that_it_is_a_share_of_the_target():
    """A missing baseline is not taken as zero: where more is better another formula is used, and named."""
    up = Direction.INCREASE
    answer = rf.progress(indicator("2018 baseline TBD | 2021 milestone 4 actual 3", direction=up), 2021)
    assert (answer.value, answer.formula) == (Fraction(3, 4), "target-ratio")
    assert answer.basis.target_only
    assert "without a baseline" in str(answer)
    assert [name for name, _ in answer.inputs] == ["milestone", "actual"]
    down = indicator("2021 milestone 4 actual 3", direction=Direction.DECREASE)
    assert rf.progress(down, 2021).reason.startswith("descending needs a baseline")
    assert not rf.progress(indicator(TRAINED), 2021).basis.target_only
    unknown = indicator("2021 milestone 4 actual 3")
    assert rf.progress(unknown, 2021).reason.startswith("direction unknown: actual / milestone is a share of it only")
    assert rf.progress(unknown, 2021, direction="increase").value == Fraction(3, 4)
    rising = indicator("2020 milestone 2 | 2021 milestone 4 actual 3")
    assert rf.progress(rising, 2021).formula == "target-ratio"


def test_a_baseline_that_is_no_number_is_no_reason_for_another_formula():
    """A share of the target is only given where no baseline has a value, and text, a range or several are values."""
    for start in ("draft", "<5"):
        found = indicator(f"2018 baseline {start} | 2020 milestone 2 | 2021 milestone 4 actual 3")
        assert isinstance(rf.progress(found, 2021), rf.Undefined)
    several = indicator("2018 baseline 1 | 2019 baseline 2 | 2020 milestone 3 | 2021 milestone 4 actual 3")
    assert rf.progress(several, 2021).reason.startswith("several baselines: ")
    assert rf.progress(several, 2021, assume_zero_baseline=True).reason.startswith("several baselines: ")
    assert rf.progress(several, 2021, formula="d-portal").reason.startswith("several baselines: ")


def test_a_formula_that_is_named_is_used_or_refused():
    """Nothing takes the place of a named formula, and without a baseline there is no change since the baseline."""
    up = indicator("2020 target 10 actual 4", direction=Direction.INCREASE)
    assert rf.progress(up, 2020).formula == "target-ratio"
    assert rf.progress(up, 2020, formula="baseline").reason == "no baseline"
    assert rf.progress(up, 2020, formula="akvo-rsr").value == Fraction(2, 5)


def test_a_missing_baseline_is_zero_only_where_the_caller_says_so():
    """Then the answer notes that it was assumed."""
    text = "2018 baseline TBD | 2021 milestone 4 actual 3"
    answer = rf.progress(indicator(text), 2021, assume_zero_baseline=True)
    assert (answer.value, answer.formula) == (Fraction(3, 4), "baseline")
    assert answer.basis.assumptions == ("no baseline, taken as 0",)
    assert not answer.basis.target_only
    stated = rf.progress(indicator("2018 baseline 1 | 2021 milestone 5 actual 3"), 2021, assume_zero_baseline=True)
    assert (stated.value, stated.basis.assumptions) == (Fraction(1, 2), ())
    mixed = rf.progress(indicator("2018 baseline Yes | 2021 milestone 5 actual 3"), 2021, assume_zero_baseline=True)
    assert mixed.reason == "mixed types: a number, yes or no"
    by_all = rf.monitoring.progress_by_formula(indicator(text), 2021, assume_zero_baseline=True)
    assert by_all["hikaya"].basis.assumptions == ("no baseline, taken as 0",)
    assert by_all["d-portal"].basis.assumptions == ("no baseline, taken as 0 as d-portal does",)


def test_other_tools_take_what_is_missing_as_zero_and_the_answer_says_so():
    """The figure is theirs, the note is ours: nobody can take the zero for a reported one."""
    answers = rf.monitoring.progress_by_formula(indicator("2018 baseline TBD | 2021 milestone 4 actual 3"), 2021)
    for name in ("d-portal", "unicef-prp"):
        assert answers[name].value == Fraction(3, 4)
        assert answers[name].basis.assumptions == (f"no baseline, taken as 0 as {name} does",)
    for name in ("hikaya", "hikaya-period"):
        assert answers[name].reason == "no baseline: to be determined"
        assert [what for what, _ in answers[name].inputs] == ["milestone", "actual"]
    no_target = rf.monitoring.progress_by_formula(indicator("2018 baseline -4 | 2021 milestone TBD actual -3"), 2021)
    assert no_target["unicef-prp"].value == Fraction(1, 4)
    assert no_target["unicef-prp"].basis.assumptions == ("no target, taken as 0 as unicef-prp does",)
    assert {said(no_target[name]) for name in no_target if name != "unicef-prp"} == {
        "no milestone for 2021: to be determined"
    }
    neither = rf.progress(indicator("2018 baseline TBD | 2021 milestone TBD actual 3"), 2021, formula="unicef-prp")
    assert neither.value == 0
    assert neither.basis.assumptions == (
        "no target, taken as 0 as unicef-prp does",
        "no baseline, taken as 0 as unicef-prp does",
    )
    no_number = rf.progress(indicator("2018 baseline TBD | 2021 milestone TBD actual Yes"), 2021, formula="unicef-prp")
    assert no_number.reason == "no milestone for 2021: to be determined; yes or no is no number"


@pytest.mark.each(
    ("direction", "text", "expected"),
    [
        (Direction.DECREASE, "2018 baseline 100 | 2021 target <80 actual 90", Fraction(1, 2)),
        (Direction.MAINTAIN, "2018 baseline 10 | 2021 target 10 actual 10", "no change targeted"),
        (Direction.MAINTAIN, "2018 baseline 10 | 2021 target 8 actual 9", Fraction(1, 2)),
        (Direction.MAINTAIN, "2018 baseline 10 | 2021 target 8 actual 7", Fraction(1, 2)),
        (Direction.MAINTAIN, "2018 baseline 10 | 2021 target 8-9 actual 8.5", 1),
        (Direction.MAINTAIN, "2021 target 10 actual 10", "maintaining is no share: more than the target is not better"),
    ],
)
def test_a_declared_direction_is_held_against_the_plan(direction, text, expected):
    """A plan that goes the way that is declared has progress; to maintain is to keep the distance at nothing."""
    assert said(rf.progress(indicator(text, direction=direction), 2021)) == expected


def test_what_counts_as_kept_has_a_tolerance():
    """Within the tolerance the aim is reached, on either side; outside, the distance to its edge counts."""
    keep = {"direction": Direction.MAINTAIN}
    text = "2018 baseline 14 | 2021 target 10 actual {}"
    got = [said(rf.progress(indicator(text.format(a), **keep), 2021, tolerance=Decimal(2))) for a in (13, 12, 8, 7)]
    assert got == [Fraction(1, 2), 1, 1, Fraction(1, 2)]
    inside = rf.progress(indicator(text.format(13), **keep), 2021, tolerance=Decimal(4))
    assert inside.reason == "no change targeted"
    in_percent = "2018 baseline 14% | 2021 target 1/10 actual 13%"
    assert said(rf.progress(indicator(in_percent, **keep), 2021, tolerance=Decimal(2))) == Fraction(1, 2)
    up = indicator(text.format(12))
    assert rf.progress(up, 2021, tolerance=Decimal(2)).value == Fraction(1, 2)


def test_levels_have_a_fraction_only_where_their_steps_are_equal():
    """Ranks are divided only if the caller declares the steps of the scale as equal."""
    scale = levels("low", "high", "medium")
    assert rf.progress(scale, 2021).reason == "a level is no number"
    answer = rf.progress(scale, 2021, equal_steps=True)
    assert answer.value == Fraction(1, 3)
    assert [o.raw for _, o in answer.inputs] == ["low", "high", "medium"]
    by_all = rf.monitoring.progress_by_formula(scale, 2021, equal_steps=True)
    assert by_all["tola-activity"].value == Fraction(1, 2)
    assert {answer.reason for answer in rf.monitoring.progress_by_formula(scale, 2021).values()} == {
        "a level is no number"
    }
    numbers = rf.progress(indicator(TRAINED), 2021, equal_steps=True)
    assert numbers.value == Fraction(59, 100)
    missing = rf.progress(indicator("2018 baseline 1"), 2021, equal_steps=True)
    assert missing.reason == "no milestone for 2021; no actual for 2021"
    no_plan = rf.progress(indicator("2021 actual 1"), 2021, equal_steps=True)
    assert no_plan.reason == "no milestone for 2021"


def test_what_is_not_due_is_not_missing():
    """After the year that was reported on, a missing actual is not due; up to it, it is missing."""
    plan = indicator("2018 baseline 0 | 2021 milestone 5 actual - | 2022 milestone 9 actual -")
    assert rf.progress(plan, 2022, reporting_year=2021).reason == "not due until 2022-12-31"
    assert rf.progress(plan, 2021, reporting_year=2021).reason == "no actual for 2021: empty"
    assert rf.progress(plan, 2022).reason == "no actual for 2022: empty"
    assert rf.monitoring.progress_by_formula(plan, 2022, reporting_year=2021)["hikaya"].reason.startswith("not due")
    assert rf.progress(plan, dt.date(2022, 3, 1), reporting_year=2021).reason == "not due until 2022-03-01"
    early = indicator("2018 baseline 0 | 2022 milestone 9 actual 3")
    answer = rf.progress(early, 2022, reporting_year=2021)
    assert (answer.value, answer.basis.assumptions) == (Fraction(1, 3), ("not due until 2022-12-31",))


def test_where_no_time_is_given_the_latest_actual_counts():
    """The latest reported actual determines the period."""
    assert rf.progress(indicator(TRAINED)).value == Fraction(59, 100)
    assert rf.progress(indicator("2018 baseline 0 | 2021 milestone 5")).reason == "no actual: none is reported"
    dated = "2018 baseline 0 | 2020-01-01..2020-06-30 milestone 4 actual 3 | 2020-07-01..2020-12-31 milestone 9"
    assert rf.progress(indicator(dated)).value == Fraction(3, 4)
    only_end = "2018 baseline 0 | ..2020-06-30 milestone 4 actual 1"
    assert rf.progress(indicator(only_end)).value == Fraction(1, 4)


@pytest.mark.parametrize("at", [True, "2021", 2021.0, 0, 10000, Decimal(2021)])
def test_what_is_no_year_and_no_date_is_refused(at):
    """A slip of the caller is an error, not an answer without a value."""
    with pytest.raises(rf.InvalidValueError, match=r"`at` is a year such as 2021, a datetime\.date or a Period"):
        rf.progress(indicator(TRAINED), at=at)


@pytest.mark.parametrize(
    ("against", "expected", "name"),
    [
        ("milestone", Fraction(59, 100), "milestone"),
        ("target", Fraction(59, 320), "target"),
        ("plan", Fraction(59, 100), "expected value"),
        ("step", Fraction(59, 100), "expected value"),
        ("linear", Fraction(59 * 7, 960), "expected value"),
    ],
)
def test_progress_is_compared_with_the_chosen_goal(against, expected, name):
    """59 of 100 planned is 59 %; of the final target 18.4375 %, of the straight line 43.02 %."""
    answer = rf.progress(indicator(TRAINED), 2021, against)
    assert (answer.value, answer.basis.against) == (expected, name)


def test_the_last_milestone_is_called_the_target():
    """At the end of the plan the milestone of the period is the target, and the answer calls it so."""
    answer = rf.progress(indicator("2018 baseline 0 | 2025 target 320 actual 80"), 2025)
    assert (answer.value, answer.basis.against) == (Fraction(1, 4), "target")
    assert [name for name, _ in answer.inputs] == ["baseline", "target", "actual"]
    before = rf.progress(indicator(TRAINED), 2021, "target")
    assert (before.basis.against, [name for name, _ in before.inputs][1]) == ("target", "target")


def test_nothing_is_taken_as_zero_by_default():
    """Without a baseline the formulas that need one have no answer, together as alone."""
    missing = indicator("2021 milestone 4 actual 3")
    together = rf.monitoring.progress_by_formula(missing, 2021)
    assert together["hikaya"].reason == rf.progress(missing, 2021, formula="hikaya").reason == "no baseline"
    assert rf.progress(missing, 2021, formula="hikaya", assume_zero_baseline=True).value == Fraction(75, 100)


def test_an_expected_value_is_named_with_what_it_came_from():
    """The answer names the values between which the line was drawn, and its value."""
    answer = rf.progress(indicator(TRAINED), 2021, "linear")
    assert [name for name, _ in answer.inputs] == ["baseline", "target", "expected value", "actual"]
    assert dict(answer.inputs)["expected value"] == Fraction(960, 7)
    assert answer.basis.assumptions == ("a straight line from 2018 to 2025",)
    assert "expected value: 960/7" in str(answer)
    in_shares = indicator("2018 baseline 0% | 2020 milestone 1/10 | 2021 actual 20% | 2022 target 30%")
    assert rf.progress(in_shares, 2021, "plan").value == 1


def test_against_a_target_that_is_not_there():
    """No target, an undetermined one, several: each is a reason."""
    assert rf.progress(indicator("2018 baseline 0 | 2021 actual 3"), 2021, "target").reason == "no target"
    undecided = indicator("2018 baseline 0 | 2021 actual 3 | 2025 target TBD")
    assert rf.progress(undecided, 2021, "target").reason == "no target: to be determined"


def test_against_a_path_that_cannot_be_drawn():
    """Without an expected value there is nothing to compare the actual with; the trajectory gives the reason."""
    plan = indicator("2018 baseline 0 | 2021 actual 3 | 2025 target TBD")
    assert rf.progress(plan, 2021, "linear").reason == "no target: to be determined"
    assert rf.met(plan, 2021, "linear").reason == "no target: to be determined"
    assert rf.gap(plan, 2021, "plan").reason == "no milestone and no target with a date"


def test_a_path_that_there_is_not_is_refused():
    """A mistyped path is an error of the caller, and names those there are."""
    with pytest.raises(rf.InvalidValueError, match=r"^there is no goal 'liner'; choose one of 'linear', 'milestone'"):
        rf.progress(indicator(TRAINED), 2021, "liner")


def test_progress_against_a_trajectory_is_relative_to_the_schedule():
    """1 is on schedule: 59 of the 100 that were planned, of the 137 on the straight line."""
    assert rf.progress(indicator(TRAINED), 2021, against="plan").value == Fraction(59, 100)
    assert rf.progress(indicator(TRAINED), 2021, against="linear").value == Fraction(413, 960)
    assert rf.progress(indicator(TRAINED), 2018, against="linear").reason == "no actual for 2018"


def test_the_view_of_a_value_never_changes_it():
    """Achievement beyond the plan is a figure of its own, and a cap is only a view."""
    answer = rf.progress(indicator("2018 baseline 0 | 2021 milestone 2 actual 7"), 2021)
    assert (answer.value, answer.over_achievement, answer.capped()) == (Fraction(7, 2), Fraction(5, 2), 1)
    assert answer.capped(Decimal("1.2")) == Decimal("1.2")
    less = rf.progress(indicator(TRAINED), 2021)
    assert (less.over_achievement, less.capped()) == (0, Fraction(59, 100))


def test_running_totals_are_not_held_against_values_of_a_period():
    """Where the plan is a running total and the actuals are not, the actuals are added up first, and vice versa."""
    text = "2019 baseline 0 | 2020 milestone 50 actual 20 | 2021 milestone 100 actual 39"
    summed = indicator(text, targets_accumulation=Accumulation.CUMULATIVE, actuals_accumulation=Accumulation.PERIODIC)
    answer = rf.progress(summed, 2021)
    assert (answer.value, answer.basis.assumptions) == (Fraction(59, 100), ("the actual is the sum up to 2021",))
    yearly = indicator(text, targets_accumulation=Accumulation.PERIODIC, actuals_accumulation=Accumulation.CUMULATIVE)
    answer = rf.progress(yearly, 2021)
    assert answer.value == Fraction(19, 100)
    assert answer.basis.assumptions == ("the actual is what its running total grew by",)
    both = indicator(text, targets_accumulation=Accumulation.PERIODIC, actuals_accumulation=Accumulation.PERIODIC)
    assert rf.progress(both, 2021).value == Fraction(39, 100)


def test_a_total_that_may_begin_at_a_baseline_is_not_summed_up():
    """It is not declared whether the state before counts; several baselines do not make it clearer."""
    modes = {"targets_accumulation": Accumulation.CUMULATIVE, "actuals_accumulation": Accumulation.PERIODIC}
    for text in ("2019 baseline 5", "2018 baseline 5 | 2019 baseline 6", "2018 baseline 0 | 2019 baseline 6"):
        plan = indicator(f"{text} | 2020 milestone 50 actual 20 | 2021 milestone 100 actual 39", **modes)
        assert rf.progress(plan, 2021).reason == "whether running totals include the baseline is not declared"
    for text in ("2019 baseline 0", "2018 baseline TBD"):
        plan = indicator(f"{text} | 2020 milestone 50 actual 20 | 2021 milestone 100 actual 39", **modes)
        assert rf.progress(plan, 2021).value == Fraction(59, 100)


def test_a_years_value_is_not_held_against_the_target_of_another_year():
    """Where plan and actual are each of their period alone, only those of one period are compared."""
    modes = {"targets_accumulation": Accumulation.PERIODIC, "actuals_accumulation": Accumulation.PERIODIC}
    text = "2019 baseline 0 | 2021 actual 39 | 2022 target 50 actual 25"
    assert rf.progress(indicator(text, **modes), 2021, "target").reason.startswith("the target and the actual are each")
    assert rf.progress(indicator(text, **modes), 2022, "target").value == Fraction(1, 2)
    assert rf.progress(indicator(text), 2021, "target").value == Fraction(39, 50)


def test_a_percentage_without_a_unit_is_in_percent():
    """IATI's measure of percentage determines the unit where no other is stated."""
    text = "2018 baseline 10% | 2021 milestone 20 actual 15%"
    assert rf.progress(indicator(text, measure=Measure.PERCENTAGE), 2021).value == Fraction(1, 2)
    assert rf.progress(indicator(text, unit="percent"), 2021).value == Fraction(1, 2)
    assert rf.progress(indicator(text, unit="person"), 2021).reason.startswith("units differ: milestone 20 in person")


def test_values_of_groups_are_not_the_total():
    """Women and men have values of their own; without a value of the whole there is none."""
    women, men = (
        Observation(
            kind=ObservationKind.ACTUAL,
            period=Period(year=2021),
            value=Decimal(number),
            disaggregation=(Disaggregation(dimension="sex", category=category),),
        )
        for number, category in ((3, "women"), (4, "men"))
    )
    plan = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 10")
    split = Indicator(series=ObservationSeries((*plan, women, men)))
    reason = "the actuals are of sex: women and sex: men, the milestone of the total"
    assert rf.progress(split, 2021).reason == reason
    alone = Indicator(series=ObservationSeries((*plan, women)))
    assert rf.progress(alone, 2021).reason == "the actual is of sex: women, the milestone of the total"
    whole = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 10 actual 7")
    assert rf.progress(Indicator(series=ObservationSeries((*whole, women, men))), 2021).value == Fraction(7, 10)
