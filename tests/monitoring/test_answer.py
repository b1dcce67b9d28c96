"""Answers in print."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Direction, Indicator
from resultsframework.series import ObservationSeries

TRAINED = "2018 baseline 0 | 2021 milestone 100 actual 59 | 2025 target 320"
INFERRED = "direction increase, inferred (target)"
ALL_DUE = "counted as due: neither today= nor reporting_year= is given"
AS_TOTALS = (
    "the actual is of 2021, the target of 2025; values are taken as running totals or states, which is not declared"
)


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        (TRAINED, {}, f"59 % (baseline; baseline 2018: 0, milestone 2021: 100, actual 2021: 59; {INFERRED}; "),
        (
            "2021 milestone 4 actual 3",
            {"direction": Direction.INCREASE},
            (
                "75 % (target-ratio; milestone 2021: 4, actual 2021: 3; direction increase, declared; "
                "against the milestone; without a baseline)"
            ),
        ),
        (
            "2018 baseline 9 | 2021 target 1 actual 5",
            {"direction": Direction.DECREASE},
            (
                "50 % (baseline; baseline 2018: 9, target 2021: 1, actual 2021: 5; direction decrease, declared; "
                "against the target)"
            ),
        ),
        (
            "2020 milestone 2 | 2021 milestone 3 actual 3",
            {},
            (
                "100 % (target-ratio; milestone 2021: 3, actual 2021: 3; direction increase, inferred (milestones); "
                "against the milestone; without a baseline)"
            ),
        ),
    ],
)
def test_progress_prints_its_formula_its_values_and_what_it_rests_on(text, fields, expected):
    """The percentage comes first; a declared, an inferred and an unknown direction are always marked."""
    assert str(rf.progress(indicator(text, **fields), 2021)).startswith(expected)


def test_what_was_taken_for_granted_is_printed_last():
    """A zero assumed for a missing baseline is printed with the answer."""
    answer = rf.progress(indicator("2021 milestone 4 actual 3"), 2021, assume_zero_baseline=True)
    assert str(answer).endswith("; direction unknown; against the milestone; no baseline, taken as 0)")


@pytest.mark.parametrize(("actual", "word"), [("100", "met"), ("59", "not met")])
def test_whether_it_was_met_prints_as_a_word(actual, word):
    """Met or not met, then what was compared and what that rests on."""
    answer = rf.met(indicator(f"2018 baseline 0 | 2021 target 100 actual {actual}"), 2021)
    assert str(answer) == f"{word} (target 2021: 100, actual 2021: {actual}; {INFERRED}; against the target; {ALL_DUE})"


def test_an_amount_prints_its_unit_and_its_pace():
    """A rate says by what, a gap does not; without a unit there is none."""
    people = indicator(TRAINED, unit="person")
    assert str(rf.monitoring.required_pace(people, 2021)) == (
        f"65.25 people per year (actual 2021: 59, target 2025: 320; {INFERRED}; against the target; {AS_TOTALS})"
    )
    assert str(rf.gap(people, 2021)).startswith("41 people (milestone 2021: 100, actual 2021: 59; ")
    assert str(rf.gap(indicator(TRAINED), 2021)).startswith("41 (milestone 2021: 100, actual 2021: 59; ")


def test_a_projection_says_that_it_is_one():
    """59 in three years is 137.67 after seven, if the pace goes on; nobody knows that."""
    answer = rf.monitoring.projected(indicator(TRAINED, unit="person"), 2021)
    assert answer.value == Fraction(413, 3)
    assert answer.is_projection
    assert str(answer) == (
        "137.666667 people, a projection (baseline 2018: 0, actual 2021: 59, target 2025: 320; "
        f"{INFERRED}; against the target; {AS_TOTALS}; the pace since the baseline goes on)"
    )
    assert not rf.monitoring.required_pace(indicator(TRAINED), 2021).is_projection
    assert all(rf.monitoring.required_pace(indicator(TRAINED), 2021).basis.assumptions)


def test_an_input_without_a_period_prints_as_it_is():
    """An expected value is a number; the values it came from have periods."""
    answer = rf.progress(indicator("2019 baseline 0 | 2020 actual 1 | 2021 target 4"), 2020, "linear")
    assert answer.inputs[2] == ("expected value", Fraction(2))
    assert "target 2021: 4, expected value: 2, actual 2020: 1" in str(answer)


def test_achievement_beyond_the_plan_is_a_figure_of_its_own():
    """Exactly the plan is nothing beyond it; a cap leaves what is below alone."""
    exactly = rf.progress(indicator("2018 baseline 0 | 2021 milestone 4 actual 4"), 2021)
    assert (exactly.over_achievement, exactly.capped(), exactly.capped(Decimal("0.5"))) == (0, 1, Decimal("0.5"))
    beyond = rf.progress(indicator("2018 baseline 0 | 2021 milestone 4 actual 6"), 2021)
    assert (beyond.value, beyond.over_achievement, beyond.capped()) == (Fraction(3, 2), Fraction(1, 2), 1)
    worse = rf.progress(indicator("2018 baseline 4 | 2021 milestone 8 actual 2"), 2021)
    assert (worse.value, worse.over_achievement, worse.capped()) == (Fraction(-1, 2), 0, Fraction(-1, 2))


def test_an_attainment_has_no_truth_value():
    """An undefined answer is false, so that a met or unmet one has to be read by its name."""
    met = rf.met(Indicator(series=ObservationSeries.parse("2020 baseline 0 | 2021 target 5 actual 4")), 2021)
    assert met.is_met is False
    with pytest.raises(TypeError, match=r"use \.is_met or \.value"):
        bool(met)


@pytest.mark.parametrize(
    "misuse", [float, int, lambda a: a > 1, lambda a: a >= 1, lambda a: a <= 1, lambda a: max(a, a)]
)
def test_an_answer_is_no_number_and_says_where_its_number_is(misuse):
    """A percentage, a gap, a mean and a roll-up hold their number in .value; none of them is compared or converted."""
    one = indicator(TRAINED)
    answers = (
        rf.progress(one, 2021),
        rf.gap(one, 2021),
        rf.met(one, 2021),
        rf.monitoring.mean_progress([rf.progress(one, 2021)]),
        rf.monitoring.to_date(one, 2021, accumulation=rf.Accumulation.CUMULATIVE),
        rf.rollup(indicator(TRAINED, code="A", statement="Women trained"), at=2021, function="sum"),
    )
    for answer in answers:
        with pytest.raises(TypeError, match=r"is no number: use its \.value"):
            misuse(answer)
    with pytest.raises(TypeError, match=r"undefined \(no actual for 2022: empty\) is no number: test for it first"):
        misuse(rf.Undefined("no actual for 2022: empty"))


def test_an_answer_is_true_and_a_missing_one_false():
    """In a condition an answer of 0 % is true; only what is undefined is false, and a verdict has neither."""
    still = indicator("2018 baseline 5 | 2021 target 9 actual 5")
    answers = (rf.progress(still, 2021), rf.gap(still, 2021), rf.change(still, 2021), rf.monitoring.trend(still, 2021))
    assert all(answers)
    assert rf.progress(still, 2021).value == rf.change(still, 2021).value == 0
    assert not rf.progress(still, 2030)
    with pytest.raises(TypeError, match=r"\.is_met or \.value"):
        bool(rf.met(still, 2021))


def test_an_answer_in_a_notebook_is_its_sentence():
    """A cell that ends with an answer, or with the reason against one, shows a sentence, without markup of a source."""
    one = indicator(TRAINED)
    assert rf.progress(one, 2021)._repr_html_().startswith("<p>59 % (baseline; baseline 2018: 0")
    assert rf.Undefined("reads <b>")._repr_html_() == "<p>undefined (reads &lt;b&gt;)</p>"
