"""Every formula, this library's and those of other tools, on the numbers for which they disagree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.indicator import Direction, Indicator
from resultsframework.monitoring import FORMULAS
from resultsframework.series import ObservationSeries

NAMES = (
    "baseline",
    "target-ratio",
    "d-portal",
    "akvo-rsr",
    "tola-activity",
    "unicef-prp",
    "hikaya",
    "hikaya-period",
    "undp-irrf",
)
# What each tool computes, in percent, for: baseline, target, actual. The first column is this library's own.
PEERS = [
    ("2018 baseline 0 | 2021 target 100 actual 59", (59, 59, 59, 59, 59, 59, 59, 59, 59)),
    ("2019 baseline 0 | 2021 target 2 actual 6", (300, 300, 100, 300, 300, 300, 300, 300, 100)),
    ("2019 baseline 160 | 2021 target 200 actual 180", (50, 90, 50, 90, 90, 50, 90, 90, 50)),
    ("2019 baseline 40 | 2021 target 20 actual 30", (50, None, 50, 150, 150, 0, 50, 1950, 50)),
    ("2019 baseline 40 | 2021 target 20 actual 15", (125, None, 100, 75, 75, 0, 125, 2025, 100)),
    ("2019 baseline 40 | 2021 target 20 actual 45", (-25, None, 0, 225, 225, -25, -25, 1875, 0)),
    ("2019 baseline 15% | 2021 target 50% actual 53%", (Fraction(760, 7), 106, 100, 106, 106, 109, 106, 106, 100)),
]


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def percent(answer):
    return answer.value * 100 if isinstance(answer, rf.Progress) else None


def numbers(baseline, target, actual, **more):
    return rf.monitoring.FormulaInputs(
        *(None if n is None else Fraction(n) for n in (baseline, target, actual)), **more
    )


@pytest.mark.parametrize(("text", "expected"), PEERS)
def test_every_tool_gets_its_own_figure_from_the_same_data(text, expected):
    """Half-way down is 50, 150, 0 or 1950 %, depending on who calculates; each is given under its name."""
    answers = rf.monitoring.progress_by_formula(indicator(text), 2021)
    assert {name: percent(answer) for name, answer in answers.items()} == dict(zip(NAMES, expected, strict=True))
    for name in NAMES:
        assert rf.progress(indicator(text), 2021, formula=name) == answers[name]


def test_the_formulas_have_names_texts_and_sources():
    """Whoever reads a percentage can look up how it was made, by whom, and what is known to be wrong with it."""
    assert tuple(FORMULAS) == NAMES
    for name, formula in FORMULAS.items():
        assert formula.name == name
        assert formula.text
        assert formula.source
        assert formula.about.endswith(".")
    own = {name for name, formula in FORMULAS.items() if not formula.faults}
    assert own == {"baseline", "target-ratio"}
    assert [name for name, formula in FORMULAS.items() if formula.zero_for] == ["d-portal", "unicef-prp"]


def test_the_list_of_formulas_cannot_be_changed():
    """There is no global register: what one program adds no other program sees."""
    with pytest.raises(TypeError):
        FORMULAS["ours"] = FORMULAS["baseline"]


def test_a_program_can_bring_its_own_formula():
    """A formula is a value: its function gets exact fractions, and the answer carries its name."""
    ours = rf.monitoring.Formula(name="surplus", text="actual - target", calculate=lambda q: q.actual - q.target)
    answer = rf.progress(indicator("2018 baseline 0 | 2021 target 0.1 actual 0.3"), 2021, formula=ours)
    assert (answer.value, answer.formula) == (Fraction(1, 5), "surplus")
    tripled = indicator("2018 baseline 0 | 2021 target 1 actual 3")
    both = rf.monitoring.progress_by_formula(tripled, 2021, formulas=[ours, "akvo-rsr"])
    assert {name: answer.value for name, answer in both.items()} == {"surplus": 2, "akvo-rsr": 3}


def test_a_division_by_zero_in_a_formula_is_no_answer():
    """A formula need not look out for zero: there is then no value, and the reason names the formula's text."""
    ours = rf.monitoring.Formula(name="ours", text="1 / actual", calculate=lambda q: 1 / q.actual)
    answer = rf.progress(indicator("2018 baseline 0 | 2021 target 1 actual 0"), 2021, formula=ours)
    assert answer.reason == "1 / actual divides by zero"
    assert dict(answer.inputs)["actual"].value == 0


def test_a_formula_that_says_what_it_had_keeps_that():
    """The inputs that a formula names itself are not replaced."""
    reason = rf.Undefined("too early", (("why", "ours"),))
    ours = rf.monitoring.Formula(name="ours", text="none", calculate=lambda _: reason)
    assert rf.progress(indicator("2018 baseline 0 | 2021 target 1 actual 0"), 2021, formula=ours) is reason


def test_a_name_of_no_formula_is_answered_with_those_there_are():
    """A mistyped formula is an error of the caller, and names all that could have been meant."""
    with pytest.raises(rf.InvalidValueError, match="no formula 'basline'; choose one of 'baseline', 'target-"):
        rf.progress(indicator("2021 target 1 actual 0"), 2021, formula="basline")


def test_every_formula_says_in_one_line_what_it_does():
    """The line is printed in documentation and in reasons, so it is the formula that is used."""
    as_hikaya = "floor(100 * actual / target) if target > baseline"
    change = "(actual - baseline) / (target - baseline)"
    assert {name: formula.text for name, formula in FORMULAS.items()} == {
        "baseline": change,
        "target-ratio": "actual / target",
        "d-portal": f"floor(100 * {change}), from 0 to 100; 100 if actual = target",
        "akvo-rsr": "round(100 * actual / target, 1)",
        "tola-activity": "actual / target",
        "unicef-prp": f"round({change}, 2); 0 if actual <= baseline or target = baseline",
        "hikaya": f"{as_hikaya}, else floor(100 * (baseline - actual) / (baseline - target))",
        "hikaya-period": "as hikaya if target > baseline, else floor(100 * ((target - actual / target) + 1))",
        "undp-irrf": "(actual - baseline) / (milestone - baseline), from 0 to 1",
    }
    assert all(formula.source and formula.about for formula in FORMULAS.values())
    assert [name for name, formula in FORMULAS.items() if not formula.faults] == ["baseline", "target-ratio"]


def test_the_mean_of_undp_is_over_the_rows_that_have_a_figure():
    """Half-way and there make 75 %; the row whose milestone equals its baseline is left out of the mean."""
    rows = ("2019 baseline 40 | 2021 milestone 20 actual 30", "2019 baseline 0 | 2021 milestone 4 actual 9")
    still = "2019 baseline 4 | 2021 milestone 4 actual 6"
    answers = [rf.progress(indicator(text), 2021, formula="undp-irrf") for text in (*rows, still)]
    mean = rf.monitoring.mean_progress(answers)
    assert (mean.value, str(mean.coverage), mean.formulas) == (Fraction(3, 4), "2 of 3", ("undp-irrf",))


def test_hikaya_gives_no_figure_of_another_row():
    """The tool repeats the figure of the row above where no change was targeted; here that is a reason."""
    answer = FORMULAS["hikaya"](numbers(4, 4, 4))
    assert answer.reason == "no change targeted; hikaya would repeat the figure of the row above"
    assert FORMULAS["target-ratio"](numbers(None, 0, 5, direction=Direction.INCREASE)).reason.startswith(
        "target is zero"
    )


def test_a_formula_called_without_what_it_needs_says_so():
    """Called by itself, a formula answers for missing numbers too."""
    assert FORMULAS["baseline"](numbers(None, 1, 2)).reason == "no baseline"
    no_target = FORMULAS["akvo-rsr"](numbers(1, None, 2, within=(Fraction(1), Fraction(3)), planned="milestone"))
    assert no_target.reason == "akvo-rsr needs one number as milestone, not two bounds"
    assert FORMULAS["baseline"](numbers(1, None, 2)).reason == "a number that the formula needs is missing"


def test_the_numbers_of_a_formula_are_exact_fractions():
    """Whatever a series holds, decimals included, reaches a formula as fractions."""
    third, half = Fraction(1, 3), Decimal("0.5")
    q = rf.monitoring.FormulaInputs(third, half, Decimal(5), Direction.DECREASE, (half, None), "milestone")
    assert (q.baseline, q.target, q.actual, q.within) == (third, Fraction(1, 2), 5, (Fraction(1, 2), None))
    assert all(isinstance(n, Fraction) for n in (q.baseline, q.target, q.actual, q.within[0]))
    assert (q.direction, q.planned) == (Direction.DECREASE, "milestone")
    nothing = rf.monitoring.FormulaInputs(None, None, Decimal(1))
    assert (nothing.baseline, nothing.target, nothing.within) == (None, None, None)
    assert repr(nothing) == "FormulaInputs(baseline=None, target=None, actual=Fraction(1, 1))"


@pytest.mark.each(
    ("name", "three", "expected"),
    [
        ("baseline", (10, 10, 12), "no change targeted"),
        ("d-portal", (10, 10, 10), Fraction(1)),
        ("d-portal", (10, 10, 12), Fraction(0)),
        ("d-portal", (0, 3, 2), Fraction(66, 100)),
        ("d-portal", (0, 3, -1), Fraction(0)),
        ("d-portal", (0, 100, 1), Fraction(1, 100)),
        ("akvo-rsr", (None, 3, 2), Fraction(667, 1000)),
        ("akvo-rsr", (None, -3, 2), Fraction(-667, 1000)),
        ("akvo-rsr", (None, 2000, 1), Fraction(0)),
        ("akvo-rsr", (None, 2000, 3), Fraction(2, 1000)),
        ("akvo-rsr", (None, 4000, 3), Fraction(1, 1000)),
        ("akvo-rsr", (None, 0, 1), "round(100 * actual / target, 1) divides by zero"),
        ("tola-activity", (None, 3, 2), Fraction(2, 3)),
        ("tola-activity", (None, 0, 2), "actual / target divides by zero"),
        ("unicef-prp", (10, 10, 10), Fraction(0)),
        ("unicef-prp", (10, 10, 12), Fraction(0)),
        ("unicef-prp", (10, 20, 10), Fraction(0)),
        ("unicef-prp", (10, 20, 5), Fraction(0)),
        ("unicef-prp", (0, 3, 2), Fraction(67, 100)),
        ("hikaya", (0, 3, 2), Fraction(66, 100)),
        ("hikaya", (-2, 0, 1), "divides by zero"),
        ("hikaya", (4, 4, 4), "no change targeted; hikaya would repeat the figure of the row above"),
        ("hikaya-period", (4, 4, 4), "no change targeted; hikaya would repeat the figure of the row above"),
        ("hikaya-period", (3, 0, 4), "divides by zero"),
        ("hikaya-period", ("0.5", "0.4", "0.2"), Fraction(90, 100)),
        ("undp-irrf", (0, 4, 3), Fraction(3, 4)),
        ("undp-irrf", (40, 20, 30), Fraction(1, 2)),
        ("undp-irrf", (0, 4, 9), Fraction(1)),
        ("undp-irrf", (0, 4, -1), Fraction(0)),
        ("undp-irrf", (4, 4, 4), "no change targeted; undp-irrf leaves the row out"),
        ("target-ratio", (None, 4, 5), Fraction(5, 4)),
        ("target-ratio", (None, 4, 0), Fraction(0)),
        ("target-ratio", (None, 4, -1), Fraction(-1, 4)),
        ("target-ratio", (None, 0, 5), "target is zero: no share of it can be given"),
        ("target-ratio", (None, 0, 0), "target is zero and is met: no share of it can be given"),
        ("target-ratio", (None, -4, -4), "target is below zero: no share of it can be given"),
    ],
)
def test_the_odd_cases_of_each_formula(name, three, expected):
    """Zero targets, no change targeted, halves and negative numbers are answered as each formula's source does."""
    answer = FORMULAS[name](numbers(*three, direction=Direction.INCREASE))
    if isinstance(expected, str):
        assert answer.reason.endswith(expected)
    else:
        assert answer == expected


@pytest.mark.parametrize(
    ("direction", "reason"),
    [
        (Direction.DECREASE, "descending needs a baseline: actual / target grows as things get worse"),
        (Direction.MAINTAIN, "maintaining is no share: more than the target is not better"),
        (
            Direction.UNKNOWN,
            (
                "direction unknown: actual / target is a share of it only where more is better; declare the direction, "
                "or pass direction="
            ),
        ),
    ],
)
def test_a_share_of_the_target_needs_more_to_be_better(direction, reason):
    """If less is better, or nothing should change, or nobody knows, actual / target has no meaning."""
    assert FORMULAS["target-ratio"](numbers(None, 4, 2, direction=direction)).reason == reason


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ((None, Fraction(4)), "descending needs a baseline: actual / target grows as things get worse"),
        ((Fraction(4), None), Fraction(1, 2)),
        ((Fraction(3), Fraction(5)), Fraction(1, 2)),
    ],
)
def test_a_share_of_a_most_says_nothing_whatever_the_direction(within, expected):
    """Of at least four, two are the half; of at most four they are no share of anything."""
    answer = FORMULAS["target-ratio"](numbers(None, 4, 2, within=within, direction=Direction.INCREASE))
    assert (answer.reason if isinstance(answer, rf.Undefined) else answer) == expected


@pytest.mark.each(
    ("baseline", "actual", "within", "expected"),
    [
        (0, 5, (10, 20), Fraction(1, 2)),
        (0, 10, (10, 20), 1),
        (0, 15, (10, 20), 1),
        (0, 20, (10, 20), 1),
        (0, 25, (10, 20), Fraction(1, 2)),
        (30, 25, (10, 20), Fraction(1, 2)),
        (30, 40, (10, 20), -1),
        (10, 40, (10, 20), "no change targeted"),
        (20, 40, (10, 20), "no change targeted"),
    ],
)
def test_between_two_bounds_progress_is_the_distance_made_up(baseline, actual, within, expected):
    """Inside the bounds it is complete; beyond the other bound it shrinks again."""
    answer = FORMULAS["baseline"](numbers(baseline, None, actual, within=tuple(map(Fraction, within))))
    assert (answer.reason if isinstance(answer, rf.Undefined) else answer) == expected
