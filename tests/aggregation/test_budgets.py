from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from resultsframework import (
    Budget,
    Interval,
    Missing,
    Money,
    OtherResult,
    Outcome,
    Output,
    Period,
    ResultsFramework,
    Undefined,
    parse_money,
)
from resultsframework.aggregation import Reconciliation, budget_below, reconcile
from resultsframework.examples import load
from resultsframework.tables import funding

D = Decimal


@pytest.fixture(scope="module")
def page():
    """The outcome of the page with its three outputs."""
    return load()


def budget(planned=None, actual=None, expenses=None, period=None):
    amounts = {"planned": planned, "actual": actual, "expenses": expenses}
    return Budget(**{name: parse_money(text) for name, text in amounts.items() if text}, period=period)


def tree(own, *below, **fields):
    """An outcome that costs something, with outputs that do."""
    outputs = tuple(Output(code=f"K.{n}", budgets=(b,) if b else ()) for n, b in enumerate(below, 1))
    outcome = Outcome(code="K", budgets=(own,) if own else (), outputs=outputs)
    return ResultsFramework(results=(outcome,), **fields)


def ends(amount):
    return amount.low, amount.nominal, amount.high


# ------------------------------------------------------------------------------------------ sums


def test_the_outputs_of_the_page_cost_together_what_was_calculated_by_hand(page):
    """Planned, actual and expenses of the three outputs add up, and so do their roundings."""
    below = budget_below(page.outcomes[0])
    assert ends(below.planned) == (4_166_780, 4_171_790, 4_176_800)
    assert ends(below.actual) == (1_654_295, 1_654_310, 1_654_325)
    assert ends(below.expenses) == (1_762_935, 1_762_950, 1_762_965)
    assert ends(below.shortfall) == (2_512_455, 2_517_480, 2_522_505)
    assert ends(below.unspent) == (-108_670, -108_640, -108_610)
    assert ends(below.unspent_of_plan) == (2_403_815, 2_408_840, 2_413_865)


@pytest.mark.parametrize(
    ("rate", "low", "high"),
    [
        ("shortfall_rate", "60.297", "60.393"),
        ("mobilisation", "39.607", "39.703"),
        ("delivery", "106.565", "106.569"),
        ("execution", "42.208", "42.310"),
    ],
)
def test_rates_of_a_sum_are_one_quotient_each(page, rate, low, high):
    """The part of the plan that is not funded is 1 - actual / planned, known better than a quotient of gaps."""
    found = getattr(budget_below(page.outcomes[0]), rate)
    assert [round(float(end) * 100, 3) for end in (found.low, found.high)] == [float(low), float(high)]


def test_there_is_no_sum_where_it_would_not_be_one():
    """Nothing below, a result that states no budget, two currencies, and results of two levels give no sum."""
    assert budget_below(Output(code="K")) == Undefined("there are no results below")
    open_sum = tree(None, budget("$5"), None).results[0]
    assert budget_below(open_sum) == Undefined("K.2: there is no budget")
    unnamed = attrs.evolve(open_sum, outputs=(Output(),))
    assert budget_below(unnamed) == Undefined("a result below: there is no budget")
    mixed = tree(None, budget("$5"), budget("€5")).results[0]
    assert budget_below(mixed) == Undefined("the budgets are in different currencies")
    flat = ResultsFramework(results=(Outcome(budgets=(budget("$5"),)), OtherResult(budgets=(budget("$5"),))))
    assert budget_below(flat) == Undefined("the results below are of different levels")


def test_a_framework_costs_what_its_results_cost():
    """The results of a framework are below it as outputs are below an outcome."""
    results = tuple(Output(code=code, budgets=(budget("$5"),)) for code in "AB")
    assert budget_below(ResultsFramework(results=results)).planned.nominal == 10


def test_the_budgets_of_several_years_are_one_of_all():
    """A result that states two years is counted with both."""
    years = tuple(budget(f"${year}", period=Period(year=year)) for year in (2020, 2021))
    outcome = Outcome(outputs=(Output(budgets=years), Output(budgets=years)))
    below = budget_below(outcome)
    assert below.planned.nominal == 2 * (2020 + 2021)
    assert below.period == Period.between(2020, 2021)


# ------------------------------------------------------------------------------------------ reconciliation


def test_the_outputs_of_the_page_do_not_add_up_to_the_outcome(page):
    """Each amount of the outputs is 4.5 to 6.6 times that of the outcome; rounding cannot be the reason."""
    answers = reconcile(page)
    assert [(a.path, a.amount, a.parts) for a in answers] == [
        ("MEX_D_2.1", "planned", 3),
        ("MEX_D_2.1", "actual", 3),
        ("MEX_D_2.1", "expenses", 3),
    ]
    assert [a.agrees for a in answers] == [False, False, False]
    assert [a.exceeds for a in answers] == [True, True, True]
    assert [round(float(a.factor.nominal), 3) for a in answers] == [4.465, 5.713, 6.566]
    assert ends(answers[0].difference) == (4_166_780 - 934_315, 4_171_790 - 934_310, 4_176_800 - 934_305)
    assert {a.note for a in answers} == {"the periods of the budgets are not known"}
    assert str(answers[1]) == (
        "MEX_D_2.1, actual: $289.56 K, and below it $1,654.31 K: not the same; the periods of the budgets are not known"
    )


@pytest.mark.each(
    ("own", "below", "agrees", "exceeds"),
    [
        ("$900", ("$400", "$500"), True, False),
        ("$900", ("$400", "$501"), False, True),
        ("$900", ("$400", "$499"), False, False),
        ("$0.90 M", ("$400,000", "$500,000"), None, None),
        ("$900,000", ("$0.40 M", "$0.50 M"), None, None),
        ("$0.90 M", ("$0.40 M", "$0.50 M"), None, None),
        ("$0.90 M", ("$0.40 M", "$0.80 M"), False, True),
        ("$900", ("$400", None), None, None),
        (None, ("$400", "$500"), None, None),
    ],
)
def test_whether_amounts_agree_is_yes_no_or_unknown(own, below, agrees, exceeds):
    """Exact amounts agree or do not; rounded ones do not agree where they are too far apart, else nobody knows."""
    framework = tree(budget(own, actual="$1"), *(budget(text, actual="$1") for text in below))
    planned = reconcile(framework)[0]
    assert (planned.agrees, planned.exceeds) == (agrees, exceeds)


def test_an_exact_amount_within_a_rounded_one_is_not_certainly_it():
    """One exact side is not enough to conclude that both are the same."""
    for own, below in (("$0.90 M", "$900,000"), ("$900,000", "$0.90 M")):
        assert reconcile(tree(budget(own), budget(below)))[0].agrees is None


def test_an_amount_that_is_not_stated_is_named():
    """A missing amount above or below is a reason, and no zero."""
    above, below = reconcile(tree(budget(actual="$5"), budget("$5")))[:2]
    assert above.own == Undefined("planned is absent")
    assert above.factor == above.difference == above.own
    assert below.below == Undefined("actual is absent")
    assert below.factor == below.difference == below.below
    assert str(below) == "K, actual: $5, and below it undefined (actual is absent): not certain"
    undecided = Budget(planned=Missing.TO_BE_DETERMINED, actual=parse_money("$5"))
    above = reconcile(tree(undecided, budget("$4", "$3")))[0]
    assert above.own == Undefined("planned is to be determined")
    unknown = tree(attrs.evolve(budget(), planned=parse_money("$5")), None)
    assert reconcile(unknown)[0].below == Undefined("K.1: there is no budget")


def test_budgets_of_different_times_are_not_compared():
    """An outcome for 2021 and outputs for 2020 to 2025 need not add up; a year and its dates are one time."""
    years, plan = Period(year=2021), Period.between(2020, 2025)
    dates = Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
    apart = reconcile(tree(budget("$9", period=years), budget("$9", period=plan)))[0]
    assert apart.below == Undefined("the budgets are for different periods")
    assert (apart.agrees, apart.note) == (None, "")
    same = reconcile(tree(budget("$9", period=years), budget("$9", period=dates)))[0]
    assert (same.agrees, same.note) == (True, "")
    half = reconcile(tree(budget("$9", period=years), budget("$4"), budget("$5", period=years)))[0]
    assert (half.agrees, half.note) == (True, "the periods of the budgets are not known")
    raw = reconcile(tree(budget("$9", period=Period(raw="soon")), budget("$9", period=years)))[0]
    assert (raw.agrees, raw.note) == (True, "the periods of the budgets are not known")


def test_budgets_in_different_currencies_are_not_compared():
    """Nine dollars are not nine euros, nor are they something else."""
    answer = reconcile(tree(budget("$9"), budget("€9")))[0]
    assert answer.below == Undefined("the budgets are in different currencies")


def test_only_what_has_a_budget_and_results_below_is_reconciled():
    """Neither an output nor an outcome without a budget is held against anything; the whole can be."""
    assert reconcile(tree(None, budget("$9"))) == ()
    assert reconcile(ResultsFramework(results=(Output(budgets=(budget("$9"),)),))) == ()
    whole = tree(budget("$9"), budget("$9"), budgets=(budget("$8"),))
    assert [(a.path, a.agrees) for a in reconcile(whole) if a.amount == "planned"] == [("", False), ("K", True)]
    assert str(reconcile(whole)[0]).startswith("the whole, planned: $8, and below it $9: not the same")
    assert str(reconcile(whole)[3]).startswith("K, planned: $9, and below it $9: the same")


def test_a_factor_of_nothing_is_undefined():
    """Nothing is no times nothing."""
    zero = Money(nominal=D(0))
    answer = Reconciliation(path="K", amount="planned", own=zero, below=zero, parts=1)
    assert isinstance(answer.factor, Undefined)
    assert answer.difference == zero


# ------------------------------------------------------------------------------------------ the table


def test_the_funding_table_has_a_row_for_each_budget_and_each_sum(page):
    """The page's outcome, the sum of its outputs, and each output; only the sum states whether it agrees."""
    table = funding(page)
    assert table.title == "funding"
    assert table.names == (
        "result", "of", "period", "planned", "actual", "expenses", "shortfall", "shortfall rate", "mobilisation",
        "delivery", "execution", "unspent", "agrees",
    )  # fmt: skip
    assert [(row[0], row[1], row[-1]) for row in table] == [
        ("MEX_D_2.1", "itself", ""),
        ("MEX_D_2.1", "3 below", "no"),
        ("MEX_D_2.1/MEX_D_2.1.1", "itself", ""),
        ("MEX_D_2.1/MEX_D_2.1.3", "itself", ""),
        ("MEX_D_2.1/MEX_D_2.1.2", "itself", ""),
    ]
    own, below = table.to_records()[:2]
    assert ends(own["shortfall"]) == (644_740, 644_750, 644_760)
    assert ends(below["unspent"]) == (-108_670, -108_640, -108_610)
    line = str(table).splitlines()[3]
    for cell in ("$934.31 K", "$644.75 K", "69.01 %", "30.99 %", "92.73 %", "28.74 %", "$21.05 K"):
        assert cell in line


@pytest.mark.parametrize(
    ("own", "below", "verdict"),
    [
        (budget("$9", "$5", "$1"), [budget("$9", "$5", "$1")], "yes"),
        (budget("$9", "$5"), [budget("$9", "$5")], "unknown"),
        (budget("$9", "$5"), [budget("$8", "$5")], "no"),
        (None, [budget("$9", "$5"), budget("$1", "$1")], ""),
    ],
)
def test_the_verdict_of_a_row_is_that_of_its_amounts(own, below, verdict):
    """One amount that differs makes it no, one that is not certain unknown; without a comparison there is none."""
    rows = [row for row in funding(tree(own, *below)) if row[1] != "itself"]
    assert [row[-1] for row in rows if row[0] == "K"] == [verdict]


def test_a_sum_of_one_is_shown_only_beside_what_it_should_be():
    """An outcome without a budget and with one output has no sum to show."""
    assert [row[:2] for row in funding(tree(None, budget("$9")))] == [("K/K.1", "itself")]
    assert [row[:2] for row in funding(tree(budget("$9"), None))] == [("K", "itself")]


def test_a_sum_that_cannot_be_had_says_why():
    """Where one output has no budget, every cell of the sum gives that reason."""
    framework = tree(budget("$9"), budget("$9"), None)
    row = next(row for row in funding(framework) if row[1] == "2 below")
    assert row[2] == ""
    assert set(row[3:-1]) == {Undefined("K.2: there is no budget")}
    assert row[-1] == "unknown"


def test_with_a_day_the_table_forecasts_a_straight_line():
    """Half a year's spending of 50 makes 100 in the year; without a period nothing is forecast."""
    year = Period(year=2021)
    framework = tree(
        None,
        budget("$200", "$150", "$73", period=year),
        budget("$200", "$150", "$73", period=year),
        budget("$9", "$5", "$1"),
    )
    table = funding(framework, on=dt.date(2021, 3, 14))
    assert table.names[-2:] == ("forecast", "agrees")
    below, first, _, last = table.to_columns()["forecast"]
    assert first == Interval.exactly(Fraction(365))
    assert last.reason == "the budget has no period with a first and a last day"
    assert below.reason == last.reason
    assert table.rows[1][2] == "2021"
    gone = funding(tree(None, None, None), on=dt.date(2021, 3, 14))
    assert len(gone) == 0
    refused = funding(tree(budget("$9"), budget("$9"), None), on=dt.date(2021, 3, 14))
    assert refused.rows[1][-2] == Undefined("K.2: there is no budget")
