from __future__ import annotations

import pytest

import resultsframework as rf

NOTED = rf.Period(year=2020)


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("STR01", "title  ; statement Number", ["A"]),
        ("STR02", "output code A.1", ["A/A.1"]),
        ("STR04", "code x; another y; another x; another x", ["A/x#2", "A/x#3"]),
        ("STR04", "code none; another y", []),
        (
            "STR05",
            "outcome code 2.1; output code 2.1.1; output code 2.2.1; output code 12.1.1",
            ["2.1/2.2.1", "2.1/12.1.1"],
        ),
        ("STR05", "outcome code 2.1; output code 2.1.1.4", []),
        ("STR05", "outcome code Outcome 2; output code Output 3.1", ["Outcome 2/Output 3.1"]),
        ("STR05", "outcome code MEX_2.1; output code COL_2.1.1", ["MEX_2.1/COL_2.1.1"]),
        ("STR06", "outcome code A; output code A1.2; output code A1.1", ["A"]),
        ("STR06", "outcome code A; output code A1.2; output code B1.1", []),
        ("STR06", "outcome code A; output code A1.9; output code A1.10; output code A1.11", []),
        ("STR06", "outcome code A; output code x; output code A1.1", []),
        ("STR05", "outcome code 2; output code 2.1; output code 2.2.1; output code 3.1", ["2/3.1"]),
        ("STR05", "outcome code 2.1; output code 2.1", ["2.1/2.1"]),
        ("STR05", "outcome code 2.1; output code 2.10.1", ["2.1/2.10.1"]),
        ("STR05", "outcome code OC 2; output code OP 2.1; output code OP 3.1", ["OC 2/OP 3.1"]),
        ("STR05", "outcome code 2.1; output code 2.1.a; output code x.y", []),
        ("STR06", "outcome code A; output code A1.1; output code A1.2; output code A1.4", ["A"]),
        ("STR06", "outcome code A; output code A1.2; output code A1.3", []),
        ("STR06", "outcome code A; output code A1.1; output code A1.1", ["A"]),
        ("STR06", "outcome code A; output code A1.1; output code x; output code A1.2", []),
        ("STR06", "outcome code A; output code A1.1", []),
    ],
)
def test_the_chain(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path if path != "A/I" else "" for _, path in found(code, sentence)] == paths


def test_outputs_of_an_outcome_without_a_code_are_not_compared():
    """Codes are held against the outcome's, where it has one."""
    outcome = rf.Outcome(outputs=(rf.Output(code="2.1.1"), rf.Output()))
    assert rf.validate(rf.ResultsFramework(results=(outcome,)), select="STR05").findings == ()


def test_outputs_beside_outcomes_are_enough():
    """A flat source does not state which output leads to which outcome."""
    outcome, output = rf.Outcome(code="A"), rf.Output(code="B")
    assert [f.path for f in rf.validate(rf.ResultsFramework(results=(outcome,)), select="STR03")] == ["A"]
    assert rf.validate(rf.ResultsFramework(results=(outcome, output)), select="STR03").findings == ()
    below = rf.Impact(code="I", outcomes=(outcome, rf.Outcome(code="O", outputs=(output,))))
    assert [f.path for f in rf.validate(rf.ResultsFramework(results=(below,)), select="STR03")] == ["I/A"]


@pytest.mark.each(
    ("sentence", "found_at"),
    [
        ("2020-01-01..2020-12-31 actual 1 | 2020-12-31..2021-06-30 actual 2", 1),
        ("2020-01-01..2020-12-31 actual 1 | 2020-03-01..2020-06-30 actual 2", 0),
        ("2020-01-01..2020-12-31 actual 1 | 2020-01-01..2021-06-30 actual 2", 0),
        ("2020-01-01..2022-12-31 actual 1 | 2021 actual 2 | 2022-06-01..2023-06-01 actual 3", 1),
        ("2020 actual 1 | 2020-10-01..2021-12-31 actual 2 | 2021-10-01..2022-03-31 actual 3", 2),
        ("2020-12-31..2020-01-01 actual 1 | 2020 actual 2", 0),
        ("2020-01-01.. actual 1 | ..2020-06-30 actual 2", 0),
        ("2020 actual 1 | 2021 | 2020 | 2020", 1),
        ("- actual 1 | 2020 actual 2 | -", 0),
        ("2020 actual 1 | 2020-01-01..2020-12-31 actual 2", 0),
    ],
)
def test_periods_of_a_series(found, sentence, found_at):
    """A period that crosses another, or is stated again, is found; one within another is not."""
    assert len(found("SER12", sentence)) == found_at


@pytest.mark.each(
    ("sentence", "severity"),
    [
        ("2020-01-01..2020-06-30 actual 1 | 2020-06-30..2020-12-31 actual 2", "info"),
        ("2020-01-01..2020-06-30 actual 1 | 2020-06-29..2020-12-31 actual 2", "warning"),
    ],
)
def test_periods_that_share_one_day(found, sentence, severity):
    """The day on which one period ends and the next begins is a habit, and no value is counted twice."""
    assert [s for s, _ in found("SER12", sentence)] == [severity]


def test_a_plan_and_a_result_in_periods_of_their_own():
    """A source may state the plan and the result of a period apart; the same kind twice, one empty, is a repetition."""
    planned, actual = rf.ObservationSeries.parse("2020 target 3 actual 2").observations
    empty = rf.ObservationSeries.parse("2020 actual -").observations[0]

    def found(*cells):
        series = rf.ObservationSeries(cells, (NOTED, NOTED))
        one = rf.Indicator(code="I", series=series)
        framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
        return [f.message for f in rf.validate(framework, select="SER12")]

    assert found(planned, actual) == []
    assert found(actual) == ["the period 2020 is stated again"]
    assert found(actual, empty) == ["the period 2020 is stated again"]
    assert found(actual, actual) == []
