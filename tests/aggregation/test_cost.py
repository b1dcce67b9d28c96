"""Cost per result: expenses of a period for one unit of what was achieved in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework import (
    Accumulation,
    Budget,
    BudgetKind,
    Indicator,
    Measure,
    ObservationSeries,
    Period,
    parse_money,
)
from resultsframework.aggregation import cost_per_result

D = Decimal
CUMULATIVE, PERIODIC, SNAPSHOT, _ = Accumulation


def counting(text, accumulation=Accumulation.UNKNOWN, **fields):
    return Indicator(series=ObservationSeries.parse(text), actuals_accumulation=accumulation, **fields)


def spent(text, period=2021, **fields):
    period = Period.parse(period) if isinstance(period, str) else period
    return Budget(expenses=parse_money(text), period=period, **fields)


@pytest.mark.each(
    ("series", "accumulation", "cost"),
    [
        ("2021 actual 5", None, 2),
        ("2020 baseline 0 | 2021 actual 5", None, 2),
        ("2020 baseline - | 2021 actual 5", None, 2),
        ("2020 baseline 4 | 2021 actual 5", PERIODIC, 2),
        ("2020 baseline 4 | 2021 actual 5", SNAPSHOT, 2),
        ("2020 baseline 3 | 2021 actual 5", CUMULATIVE, 5),
        ("2018 baseline 1 | 2019 actual 2 | 2020 actual 3 | 2021 actual 5", CUMULATIVE, 5),
        ("2018 baseline 1 | 2020 actual - | 2021 actual 5 | 2022 actual 9", CUMULATIVE, D("2.5")),
        ("2021 actual 5", CUMULATIVE, 2),
        ("2021 actual 4 | 2022 actual 5", PERIODIC, D("2.5")),
        ("2021 actual 0.5", None, 20),
    ],
)
def test_the_cost_of_what_was_achieved_in_the_period(series, accumulation, cost):
    """Of a running total the achievement of a period is what was added to the last value before it."""
    answer = cost_per_result(spent("$10"), counting(series, accumulation or Accumulation.UNKNOWN), 2021)
    assert answer.value == cost
    assert answer.currency == "USD"


def test_a_cost_says_what_it_was_made_from():
    """The answer has its inputs, and the calculation in words."""
    budget, indicator = spent("$1,000"), counting("2019 baseline 100 | 2021 actual 300", CUMULATIVE)
    answer = cost_per_result(budget, indicator)
    baseline, actual = indicator.series
    assert answer.inputs == (("budget", budget), ("actual", actual), ("before", baseline))
    assert str(answer) == "5 USD (expenses $1,000 of 2021 / (the actual 300 of 2021 less 100 of 2019))"
    assert str(attrs.evolve(answer, currency=None)).startswith("5 (")
    with pytest.raises(TypeError, match=r"is no number: use its \.value"):
        float(answer)


def test_rounded_expenses_are_a_cost_between_bounds():
    """Expenses of 390,350 within 5 for 59 women are about 6,616 each."""
    answer = cost_per_result(spent("$390.35 K"), counting("2021 actual 59"))
    assert answer.value == rf.Interval(Fraction(390_345, 59), Fraction(390_350, 59), Fraction(390_355, 59))
    assert str(answer).startswith("6,616.1 USD (")


def test_a_running_total_without_a_value_before_is_taken_whole():
    """Where nothing is known to take off, the basis says so."""
    answer = cost_per_result(spent("$10"), counting("2021 actual 5", CUMULATIVE))
    assert answer.basis == "expenses $10 of 2021 / the actual 5 of 2021; no value before it is known"


def test_an_undeclared_total_may_include_what_was_there_before():
    """A baseline leaves open what was achieved where accumulation is not declared; a caller may declare it."""
    budget, indicator = spent("$10"), counting("2020 baseline 3 | 2021 actual 5")
    refused = cost_per_result(budget, indicator)
    assert refused.reason == (
        "the actual 5 of 2021 may include the 3 of 2020; declare whether values accumulate, or pass accumulation="
    )
    assert cost_per_result(budget, indicator, accumulation="cumulative").value == 5
    assert cost_per_result(budget, indicator, accumulation=PERIODIC).value == 2
    with pytest.raises(rf.InvalidValueError):
        cost_per_result(budget, indicator, accumulation="yearly")


@pytest.mark.each(
    ("indicator", "reason"),
    [
        (counting("2021 actual Yes"), "actual Yes counts nothing that has a cost"),
        (counting("2021 actual 95%"), "actual 95% counts nothing that has a cost"),
        (counting("2021 actual 95", unit="fraction"), "actual 95 counts nothing that has a cost"),
        (counting("2021 actual 95", measure=Measure.PERCENTAGE), "actual 95 counts nothing that has a cost"),
        (counting("2021 actual 1/2"), "actual 1/2 counts nothing that has a cost"),
        (counting("2021 actual -"), "no actual for 2021: empty"),
        (counting("2019 actual 5"), "no actual for 2021"),
        (counting("2021 actual 0"), "nothing was achieved: the actual 0 of 2021"),
        (counting("2021 actual -3"), "nothing was achieved: the actual -3 of 2021"),
        (
            counting("2020 baseline 5 | 2021 actual 5", CUMULATIVE),
            "nothing was achieved: (the actual 5 of 2021 less 5 of 2020)",
        ),
        (
            counting("2020 baseline $5 | 2021 actual 9", CUMULATIVE),
            "the actual 9 of 2021 and the $5 of 2020 are in different units",
        ),
    ],
)
def test_only_what_was_achieved_and_counted_has_a_cost(indicator, reason):
    """A yes, a share, a missing value and no progress cost nothing each."""
    assert cost_per_result(spent("$9"), indicator, 2021).reason == reason


@pytest.mark.each(
    ("period", "at", "reason"),
    [
        (2021, 2021, None),
        ("2021-01-01..2021-12-30", 2021, None),
        (2020, 2021, "the budget is for 2020, the actual is for 2021"),
        ("2020-2025", 2021, "the budget is for 2020-2025, the actual is for 2021"),
        ("2021-07-01..2022-06-30", 2021, "the budget is for 2021-07-01..2022-06-30, the actual is for 2021"),
        (Period(start=dt.date(2021, 1, 1)), 2021, "the budget is for 2021-01-01.., the actual is for 2021"),
        (None, 2021, "the budget states no period, the actual is for 2021"),
        (Period(raw="soon"), 2021, "the budget states no period, the actual is for 2021"),
    ],
)
def test_budget_and_actual_are_of_one_period(period, at, reason):
    """Expenses of another time, or of no stated time, did not pay for the results of a year."""
    answer = cost_per_result(spent("$10", period), counting("2021 actual 5 | - actual 4"), at)
    assert getattr(answer, "reason", None) == reason


def test_the_budget_of_a_result_is_that_of_the_period():
    """Of several years the budget of the actual's year counts, in its latest revision; else all of them together."""
    indicator = counting("2020 actual 4 | 2021 actual 5", PERIODIC)
    original = Budget(planned=parse_money("$9"), expenses=parse_money("$10"), period=2021, kind=BudgetKind.ORIGINAL)
    revised = Budget(planned=parse_money("$8"), period=2021, kind=BudgetKind.REVISED)
    output = rf.Output(budgets=(spent("$8", 2020, planned=parse_money("$8")), original, revised))
    assert cost_per_result(output, indicator, 2020).value == 2
    assert cost_per_result(output, indicator, 2021).value == 2
    both = attrs.evolve(indicator, series=ObservationSeries.parse("2020-2021 actual 9"))
    assert cost_per_result(output, both).value == 2
    assert cost_per_result(rf.Output(), indicator, 2021) == rf.Undefined("there is no budget")


def test_a_cost_needs_expenses_and_a_time():
    """Without expenses there is no cost; a word is no year."""
    planned = Budget(planned=parse_money("$9"), period=2021)
    assert cost_per_result(planned, counting("2021 actual 5")).reason == "expenses are absent"
    with pytest.raises(rf.InvalidValueError):
        cost_per_result(spent("$9"), counting("2021 actual 5"), "2021")


def test_a_budget_is_of_the_total():
    """The money was spent on all, so that the value of a group has no cost; a value of the total beside it does."""
    women = (rf.Disaggregation(dimension="sex", category="female"),)
    total = ObservationSeries.parse("2021 actual 10").observations[0]
    group = attrs.evolve(total, value=D(5), disaggregation=women)
    answer = cost_per_result(spent("$20"), Indicator(series=ObservationSeries((group,))))
    assert answer.reason == "the budget is of the total, the actual of sex: female"
    both = Indicator(series=ObservationSeries((group, total)))
    assert cost_per_result(spent("$20"), both).value == 2
    assert not cost_per_result(spent("$20"), both.where(sex="female"))
    men = attrs.evolve(group, disaggregation=(rf.Disaggregation(dimension="sex", category="male"),))
    assert not cost_per_result(spent("$20"), Indicator(series=ObservationSeries((group, men))))
