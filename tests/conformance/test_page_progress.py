"""Progress on the indicators of the real page: every worked number, by the formula that gives it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf
from resultsframework.monitoring import RATINGS

NOTHING = "no change targeted"
UNKNOWN = (
    "direction unknown: actual / milestone is a share of it only where more is better; declare the direction, or pass "
    "direction="
)
DIP = (
    "inferred increase, but the milestone of 1 lies below the baseline of 2; compare with the target, against='target'"
)


@pytest.fixture(scope="module")
def page(shared):
    """The framework that the page of the portal prints."""
    return rf.read(shared / "seeds" / "unwomen-portal-mex-d-2.1.txt")


def percent(answer):
    return answer.reason if isinstance(answer, rf.Undefined) else answer.value * 100


@pytest.mark.each(
    ("code", "year", "against", "ratio", "from_baseline"),
    [
        ("SP_D_2.1A", 2021, "milestone", UNKNOWN, NOTHING),
        ("SP_D_2.1C", 2021, "milestone", UNKNOWN, NOTHING),
        ("SP_D_2.1D", 2021, "milestone", 200, 200),
        ("MEX_D_2.1.1A", 2021, "milestone", 350, 350),
        ("MEX_D_2.1.1B", 2021, "milestone", 300, 300),
        ("MEX_D_2.1.1B", 2021, "target", 100, 100),
        ("MEX_D_2.1.3A", 2020, "milestone", DIP, DIP),
        ("MEX_D_2.1.3A", 2021, "milestone", 300, NOTHING),
        ("MEX_D_2.1.3A", 2021, "target", 100, 100),
        ("MEX_D_2.1.2A", 2020, "milestone", 0, 0),
        ("MEX_D_2.1.2A", 2021, "milestone", 59, 59),
        ("MEX_D_2.1.2A", 2021, "target", Fraction("18.4375"), Fraction("18.4375")),
        ("MEX_D_2.1.2A", 2021, "plan", 59, 59),
        ("MEX_D_2.1.2A", 2021, "linear", Fraction(59 * 700, 960), Fraction(59 * 700, 960)),
        (
            "MEX_D_2.1.2B",
            2021,
            "milestone",
            "no milestone for 2021: to be determined",
            "no milestone for 2021: to be determined",
        ),
        ("SP_D_2.1A", 2020, "milestone", "no milestone for 2020: empty", "no milestone for 2020: empty"),
        ("SP_D_2.1A", 2021, "target", "no target: empty", "no target: empty"),
        ("SP_D_2.1B", 2020, "milestone", "no milestone for 2020: empty", "no milestone for 2020: empty"),
        ("SP_D_2.1E", 2020, "milestone", *["no milestone for 2020: empty; yes or no is no number"] * 2),
    ],
)
def test_the_worked_numbers_of_the_page(page, code, year, against, ratio, from_baseline):
    """59 % of the milestone is 18.4375 % of the target and 43.02 % of the straight line; each by its own name."""
    indicator = page[code]
    assert percent(rf.progress(indicator, year, against, "target-ratio")) == ratio
    assert percent(rf.progress(indicator, year, against)) == from_baseline


def test_the_trap_is_minus_hundred_percent_for_those_who_fall_into_it(page):
    """A milestone below the baseline of what should grow: other tools print a figure, here there is a reason."""
    every = rf.monitoring.progress_by_formula(page["MEX_D_2.1.3A"], 2020)
    assert {name: percent(answer) for name, answer in every.items()} == {
        "baseline": DIP,
        "target-ratio": DIP,
        "d-portal": 0,
        "akvo-rsr": 300,
        "tola-activity": 300,
        "unicef-prp": -100,
        "hikaya": -100,
        "hikaya-period": -100,
        "undp-irrf": 0,
    }
    basis = every["akvo-rsr"].basis
    assert basis.direction == rf.monitoring.InferredDirection(
        rf.Direction.INCREASE, rf.monitoring.DirectionBasis.TARGET
    )


def test_what_was_expected_of_the_page_by_2021(page):
    """The plan says 100; a straight line from 2018 to 2025 says 137.142857."""
    indicator = page["MEX_D_2.1.2A"]
    assert rf.expected(indicator, 2021).value == 100
    assert rf.expected(indicator, 2021, trajectory="linear").value == Fraction(960, 7)
    assert str(rf.expected(indicator, 2021, trajectory="linear")).startswith("137.142857 (")
    assert rf.progress(indicator, 2021, against="linear").percent == "43.02 %"
    assert rf.monitoring.required_pace(indicator, 2021).value == Decimal("65.25")
    assert rf.monitoring.trend(indicator, 2021) is rf.monitoring.Trend.IMPROVED


def test_the_ratings_of_the_page_are_those_of_the_card(page):
    """59 % of the milestone is amber, 300 % green, and an undefined answer grey."""
    card = RATINGS["undp-2014"]
    words = {
        code: card.rate(rf.progress(page[code], 2021)).name
        for code in ("MEX_D_2.1.2A", "MEX_D_2.1.1B", "MEX_D_2.1.3A", "MEX_D_2.1.2B")
    }
    assert words == {"MEX_D_2.1.2A": "amber", "MEX_D_2.1.1B": "green", "MEX_D_2.1.3A": "grey", "MEX_D_2.1.2B": "grey"}


def test_every_indicator_of_the_page_has_a_figure_or_a_reason(page):
    """Of 39 indicators seven have a milestone and an actual for 2021; for two nobody can say which way is up."""
    every = [indicator for _, indicator in page.walk() if isinstance(indicator, rf.Indicator)]
    assert len(every) == 39
    met = [rf.met(indicator, 2021) for indicator in every]
    assert sum(isinstance(answer, rf.Met) for answer in met) == 6
    assert rf.met(page["SP_D_2.1A"], 2021).reason.startswith("direction unknown")
    ratios = [rf.progress(indicator, 2021, formula="target-ratio") for indicator in every]
    assert sum(isinstance(answer, rf.Progress) for answer in ratios) == 5
    assert all(answer.reason for answer in (*met, *ratios) if isinstance(answer, rf.Undefined))


def test_the_page_looks_like_running_totals_and_nothing_is_decided(page):
    """Milestones that rise to the target fit a running total; the indicator stays undeclared all the same."""
    indicator = page["MEX_D_2.1.2A"]
    reasons = {clue.reason for clue in rf.monitoring.accumulation_hints(indicator) if clue.fits}
    assert "the planned values rise each time, and the last is the target" in reasons
    assert rf.monitoring.to_date(indicator, 2021).reason.startswith(
        "whether the actuals are running totals is not declared"
    )
    as_totals = rf.monitoring.to_date(indicator, 2021, accumulation=rf.Accumulation.CUMULATIVE)
    assert (as_totals.value, str(as_totals.coverage)) == (59, "2 of 2")


def test_results_keep_up_with_the_money_or_do_not(page):
    """59 % of the milestone, and all of the money spent: behind by more than ten points."""
    output = page["MEX_D_2.1.2"]
    spent = output.budget.delivery
    rating = rf.monitoring.results_against_money(rf.progress(page["MEX_D_2.1.2A"], 2021), spent)
    assert rating.name == "danger"
