"""The answers under each declaration that is lacking."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import Formula, Reading, in_words, readings, to_date, trend
from resultsframework.series import ObservationSeries


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


TEN_OF_FIVE = indicator("2020 target 5 actual 10")


@pytest.mark.each(
    ("question", "expected"),
    [
        (
            rf.progress,
            [
                "if more is better: 200 %",
                "if less is better: undefined (descending needs a baseline: actual / target grows as things get worse)",
            ],
        ),
        (rf.met, ["if more is better: met", "if less is better: not met"]),
        (rf.gap, ["if more is better: -5", "if less is better: 5"]),
    ],
)
def test_a_question_without_a_direction_has_an_answer_under_each(question, expected):
    """Ten where five were planned is good or bad news; both are given, and neither is the answer."""
    found = readings(TEN_OF_FIVE, 2020, question=question)
    assert [str(one) for one in found] == expected
    assert [one.declaration for one in found] == ["more is better", "less is better"]
    assert isinstance(question(TEN_OF_FIVE, 2020), rf.Undefined)
    directions = (Direction.INCREASE, Direction.DECREASE)
    assert [one.answer for one in found] == [question(TEN_OF_FIVE, 2020, direction=way) for way in directions]


def test_the_readings_are_those_of_the_question_with_its_options():
    """The goal, the formula and a direction of the caller count as for the question itself."""
    named = readings(TEN_OF_FIVE, 2020, formula="target-ratio")
    assert named[0].answer.formula == "target-ratio"
    assert readings(TEN_OF_FIVE, 2020, "target") == readings(TEN_OF_FIVE)
    assert readings(TEN_OF_FIVE, 2020, direction=None, question=rf.met) == readings(TEN_OF_FIVE, question=rf.met)
    assert readings(TEN_OF_FIVE, 2020, direction="decrease") == ()


@pytest.mark.each(
    ("text", "fields"),
    [
        ("2020 target 10 actual 10", {}),
        ("2019 baseline 0 | 2020 target 5 actual 10", {}),
        ("2020 target 5 actual -", {}),
        ("2020 target TBD actual 10", {}),
        ("2020 target 5% actual 10", {}),
        ("2020 target 5 actual 10", {"direction": Direction.MAINTAIN}),
        ("2019 baseline 1 | 2020 target 5 actual 10", {"direction": Direction.DECREASE}),
        ("", {}),
    ],
)
def test_where_no_declaration_is_lacking_there_are_no_readings(text, fields):
    """A question that has an answer needs none, and neither a missing value nor a wrong declaration is made up for."""
    assert readings(indicator(text, **fields), question=rf.met) == ()


@pytest.mark.each(
    ("text", "at", "options", "cause"),
    [
        ("2020 target 5 actual 10", 2020, {}, "direction"),
        ("2020-01-01..2020-03-31 actual 10 | 2020 target 5", 2020, {"direction": "increase"}, "accumulation"),
        ("2020 target 5 actual 1", 2020, {"direction": "increase", "today": dt.date(2019, 1, 1)}, "not_due"),
        ("2020 target 5", 2020, {"today": dt.date(2019, 1, 1)}, "not_due"),
        ("2020 target 5", 2020, {}, "other"),
    ],
)
def test_a_program_is_given_the_kind_of_a_reason(text, at, options, cause):
    """The kind decides what to do next: declare something, wait, or look at the data; no program has to read words."""
    assert rf.met(indicator(text), at, **options).cause is rf.Cause(cause)


def test_every_question_gives_the_lack_of_a_direction_as_the_cause():
    """Progress, attainment, the gap and the trend; and the lack of an accumulation in the cumulative total."""
    changed = indicator("2019 baseline 1 | 2020 actual 10")
    answers = (rf.progress(TEN_OF_FIVE), rf.met(TEN_OF_FIVE), rf.gap(TEN_OF_FIVE), trend(changed))
    assert {answer.cause for answer in answers} == {rf.Cause.DIRECTION}
    assert to_date(changed).cause is rf.Cause.ACCUMULATION


def test_a_formula_of_your_own_may_lack_a_direction_too():
    """Its reason counts by its cause, whatever its words."""

    def refuse(numbers):
        return rf.Undefined("?", cause=rf.Cause.DIRECTION) if numbers.direction is Direction.UNKNOWN else Fraction(1)

    own = Formula(name="own", text="", calculate=refuse, needs_baseline=False)
    assert in_words(readings(TEN_OF_FIVE, formula=own)) == "if more is better: 100 %; if less is better: 100 %"


def test_readings_of_several_questions_are_printed_in_one_line():
    """A declaration is named once, with the answers that there are under it."""
    found = (*readings(TEN_OF_FIVE), *readings(TEN_OF_FIVE, question=rf.met))
    assert in_words(found) == "if more is better: 200 %, met; if less is better: not met"
    reason = "descending needs a baseline: actual / target grows as things get worse"
    assert in_words(readings(TEN_OF_FIVE)) == f"if more is better: 200 %; if less is better: undefined ({reason})"
    assert in_words(()) == ""


QUARTERS = (
    "2018-10-01..2018-12-31 actual 10 | 2019-01-01..2019-03-31 actual 20 | 2019-04-01..2019-06-30 actual 30 | "
    "2019-07-01..2019-09-30 actual 40 | 2018-10-01..2019-09-30 target 100"
)


def test_a_reading_that_the_plan_contradicts_names_the_contradiction_alone():
    """Nobody declared the direction of a reading, so that its reason does not say so a second time."""
    indicator = Indicator(
        series=ObservationSeries.parse(
            "2022 baseline 120 | 2023 milestone 140 actual 138 | 2024 milestone 170 | 2025 target 20"
        )
    )
    found = in_words((*readings(indicator, 2023), *readings(indicator, 2023, question=rf.met)))
    why = "undefined (the milestone of 140 lies above the baseline of 120)"
    assert found == f"if more is better: not met; if less is better: {why}"


def test_values_of_quarters_are_read_as_totals_and_as_parts():
    """Forty of a hundred, if the quarters are running totals; all of it, if they add up."""
    one = indicator(f"2018-09-30..2018-09-30 baseline 0 | {QUARTERS}")
    found = readings(one, 2019)
    assert in_words(found) == "if cumulative: 40 %; if periodic: 100 %, sum of 4 quarters"
    assert readings(one, 2019, accumulation="periodic") == ()
    gap_in_time = indicator(f"2018-09-30..2018-09-30 baseline 0 | {QUARTERS}".replace("actual 20", "actual -"))
    assert in_words(readings(gap_in_time, 2019)).startswith("if cumulative: 40 %; if periodic: undefined (only 3 of 4")
    assert in_words(readings(gap_in_time, 2019)).endswith("have an actual)")


def test_where_two_declarations_are_lacking_each_pair_has_a_reading():
    """Neither the direction nor the accumulation alone decides it, unless exactly what was planned was reached."""
    found = readings(indicator(QUARTERS.replace("target 100", "target 90")), 2019, question=rf.met)
    assert [str(one) for one in found] == [
        "if cumulative and more is better: not met",
        "if cumulative and less is better: met",
        "if periodic and more is better: met, sum of 4 quarters",
        "if periodic and less is better: not met, sum of 4 quarters",
    ]
    same = readings(indicator(QUARTERS), 2019, question=rf.met)
    assert [str(one) for one in same] == [
        "if cumulative and more is better: not met",
        "if cumulative and less is better: met",
        "if periodic: met, sum of 4 quarters",
    ]


def test_the_numbers_of_steps_that_are_equal_have_a_distance():
    """The caller may declare that the steps of an ordinal scale are of one size."""
    scale = indicator("2018 baseline 1 | 2020 target 4 actual 3", measure=rf.Measure.ORDINAL)
    assert isinstance(rf.progress(scale, 2020), rf.Undefined)
    assert rf.progress(scale, 2020, equal_steps=True).percent == "66.67 %"


def test_what_is_declared_is_not_lacking():
    """Declared running totals are read under the two directions only."""
    one = indicator("2020 target 5 actual 10", actuals_accumulation="cumulative")
    assert [reading.declaration for reading in readings(one)] == ["more is better", "less is better"]
    assert readings(indicator("2020 actual 10", actuals_accumulation="cumulative")) == ()
    text = f"2018-09-30..2018-09-30 baseline 0 | {QUARTERS}".replace("actual 20", "actual -")
    assert readings(indicator(text), 2019, accumulation="periodic") == ()
    assert readings(indicator(text, actuals_accumulation="periodic"), 2019) == ()
    assert len(readings(indicator(text), 2019, accumulation=None)) == 2


def test_of_several_reasons_under_one_declaration_the_first_is_printed():
    """Two questions that have no answer take the room of one, without the advice."""
    reasons = [Reading("more is better", rf.Undefined(reason)) for reason in ("no plan; declare it", "no actual")]
    assert in_words(reasons) == "if more is better: undefined (no plan)"
