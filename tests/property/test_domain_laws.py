from __future__ import annotations

import copy
import operator
import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resultsframework.budget import Budget, summed
from resultsframework.cell import parse_value
from resultsframework.interval import Interval
from resultsframework.money import Money
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.testing import (
    assert_same,
    budgets,
    dates,
    decimals,
    frameworks,
    indicators,
    intervals,
    missing,
    money,
    numbers,
    observation_series,
    periods,
    ranges,
    ratios,
    tables,
    values,
    years,
)
from resultsframework.value import Level, Missing, Undefined, text_of, with_type

SHARES = st.fractions(0, 1, max_denominator=12)
DOLLARS = money(currencies=("USD",))
ANY_BUDGETS = st.builds(Budget, planned=DOLLARS, actual=DOLLARS, expenses=DOLLARS) | budgets()
RATES = ("mobilisation", "shortfall_rate", "delivery", "execution")


def point(interval, share):
    """A number within the interval: at so much of the way from its lower bound to its upper one."""
    low, high = Fraction(interval.low), Fraction(interval.high)
    return low + (high - low) * share


# ------------------------------------------------------------------------------------- intervals and money


@given(intervals(), intervals(), SHARES, SHARES)
def test_arithmetic_holds_every_possible_result(one, other, share, other_share):
    """Whatever two uncertain numbers really are, their sum, difference and quotient lie within what is calculated."""
    a, b = point(one, share), point(other, other_share)
    assert a + b in one + other
    assert a - b in one - other
    assert -a in -one
    quotient = one.divided_by(other)
    if isinstance(quotient, Interval):
        assert a / b in quotient
    else:
        assert other.low <= 0 <= other.high


@given(intervals(), numbers(), SHARES)
def test_a_multiple_holds_every_possible_result(interval, factor, share):
    """Whatever an uncertain number really is, its multiple lies within what is calculated."""
    assert point(interval, share) * Fraction(factor) in interval.times(factor)


@given(intervals(), intervals(), SHARES, SHARES)
def test_a_comparison_never_claims_too_much(one, other, share, other_share):
    """Certainly more, certainly not more, and cannot overlap hold whatever the two numbers really are."""
    a, b = point(one, share), point(other, other_share)
    answer = one.exceeds(other)
    assert answer is None or answer is (a > b)
    assert one.overlaps(other) or a != b


@given(intervals(), intervals())
def test_of_two_numbers_one_at_most_exceeds_the_other(one, other):
    """Where one is certainly more, the other is certainly not, and the two do not overlap."""
    if one.exceeds(other):
        assert other.exceeds(one) is False
        assert not one.overlaps(other)
    assert one.exceeds(one) in (None, False)
    assert one.overlaps(other) is other.overlaps(one)


@given(DOLLARS, DOLLARS, DOLLARS)
def test_money_adds_up_in_any_order(a, b, c):
    """A sum does not depend on the order of its parts, to the last digit and in its bounds."""
    assert_same(a + b, b + a)
    assert_same((a + b) + c, a + (b + c))


@given(DOLLARS, DOLLARS)
def test_what_is_taken_away_and_given_back_leaves_the_amount(a, b):
    """Taking away an uncertain amount and giving it back leaves the same nominal amount, known no better."""
    back = a - b + b
    assert back.nominal == a.nominal
    assert back.low <= a.low <= a.high <= back.high
    assert_same(operator.neg(-a), attrs.evolve(a, raw=None))


@given(DOLLARS)
def test_half_the_width_reaches_from_the_middle_to_both_bounds(amount):
    """The width of an amount does not depend on its position between its bounds."""
    assert Fraction(amount.half_width) * 2 == Fraction(amount.high) - Fraction(amount.low)
    assert amount.is_exact is (amount.half_width == 0)


# ------------------------------------------------------------------------------------------------ budgets


@given(ANY_BUDGETS, SHARES, SHARES, SHARES)
def test_rates_hold_every_possible_rate(budget, of_planned, of_actual, of_expenses):
    """Whatever the printed amounts really were, every rate lies within the one that is calculated."""
    planned = point(budget.planned, of_planned)
    actual = point(budget.actual, of_actual)
    expenses = point(budget.expenses, of_expenses)
    quotients = {
        "mobilisation": (actual, planned),
        "delivery": (expenses, actual),
        "execution": (expenses, planned),
    }
    for name, (part, whole) in quotients.items():
        rate = getattr(budget, name)
        assert isinstance(rate, Undefined) or part / whole in rate, name
    assert isinstance(budget.shortfall_rate, Undefined) or 1 - actual / planned in budget.shortfall_rate
    assert planned - actual in budget.shortfall.interval


@given(budgets())
def test_what_is_funded_and_what_is_not_are_the_whole(budget):
    """The funded part of a plan and the gap add up to one, and bound for bound mirror each other."""
    funded, gap = budget.mobilisation, budget.shortfall_rate
    assert funded.nominal + gap.nominal == 1
    assert (funded.low + gap.high, funded.high + gap.low) == (1, 1)
    assert 1 in funded + gap


@given(budgets())
def test_execution_is_delivery_of_what_was_mobilised(budget):
    """Delivery against the plan is delivery of the available money times the share of the plan that is available."""
    delivery, mobilisation, execution = budget.delivery, budget.mobilisation, budget.execution
    assert delivery.nominal * mobilisation.nominal == execution.nominal
    corners = [a * b for a in (delivery.low, delivery.high) for b in (mobilisation.low, mobilisation.high)]
    assert min(corners) <= execution.low
    assert execution.high <= max(corners)


@given(budgets(valid=False))
def test_every_budget_has_rates_or_reasons(budget):
    """Every rate of anything that can be published is a rate or a reason, and money left is money not overspent."""
    for name in RATES:
        assert isinstance(getattr(budget, name), Interval | Undefined)
    if isinstance(budget.unspent, Money):
        assert_same(-budget.unspent, budget.overspend)


@given(st.lists(budgets(), min_size=1, max_size=4))
def test_a_total_is_the_sum_of_its_parts(parts):
    """The nominal amounts of a total are the sums of those of its budgets, where all are in one currency."""
    whole = summed(parts)
    if len({budget.planned.currency for budget in parts}) == 1:
        assert whole.planned.nominal == sum(budget.planned.nominal for budget in parts)
        assert whole.expenses.high == sum(budget.expenses.high for budget in parts)
    else:
        assert isinstance(whole, Undefined)


# ------------------------------------------------------------------------------------------------- values


@given(decimals() | st.booleans() | missing().filter(lambda state: state is not Missing.ABSENT))
def test_a_value_reads_its_own_text(value):
    """A number, a yes or no, and a reason for none are read from their own text as they were."""
    assert with_type(parse_value(text_of(value), decimal=".").value) == with_type(value)


@given(values())
def test_a_value_equals_itself_and_nothing_of_another_type(value):
    """Yes is not one, and a word that looks like a number is no number."""
    assert with_type(value) == with_type(copy.deepcopy(value))
    if isinstance(value, bool):
        assert with_type(value) != with_type(Decimal(value))


@given(ranges())
def test_a_range_holds_what_lies_between_its_bounds(found):
    """The middle is within, what lies beyond a bound is not, and the bound itself is if it is included."""
    if found.low is not None:
        assert (found.low in found) is (found.low_included and (found.high != found.low or found.high_included))
        assert Fraction(found.low) - 1 not in found
    if found.high is not None:
        assert Fraction(found.high) + 1 not in found
    if found.low is not None and found.high is not None and found.low < found.high:
        assert (Fraction(found.low) + Fraction(found.high)) / 2 in found


@given(ratios())
def test_a_ratio_is_its_quotient(ratio):
    """So many of so many, times how many there are, is how many."""
    assert ratio.fraction * Fraction(ratio.denominator) == Fraction(ratio.numerator)


# ------------------------------------------------------------------------------------- periods and series


@given(years(), years())
def test_a_span_of_years_holds_its_years(one, other):
    """From one year to another is every year between, both included, and no other."""
    first, last = sorted((one, other))
    period = Period.between(first, last)
    assert (period.first_year, period.last_year) == (first, last)
    assert period.holds(first)
    assert period.holds(last)
    assert period.holds(last + 1) is period.holds(first - 1) is False


@given(periods(), years())
def test_a_period_holds_a_year_or_says_that_nobody_knows(period, year):
    """Without both bounds, or where they are in the wrong order, the years of a period are undefined."""
    first, last = period.first_year, period.last_year
    known = first is not None and last is not None and first <= last
    assert period.holds(year) is ((first <= year <= last) if known else None)
    assert period.is_stated is (first is not None or last is not None)


@given(dates(), dates())
def test_a_period_in_the_wrong_order_is_kept(start, end):
    """An end before the start is kept as published."""
    assert (Period(start=start, end=end).first_day, Period(start=start, end=end).last_day) == (start, end)


def in_one_line(series):
    """The series as far as one line of text can state it: no groups, places or comments, and no step of a scale."""
    kept = (
        attrs.evolve(o, comment=None, value=Decimal(o.value.rank) if isinstance(o.value, Level) else o.value)
        for o in series
        if o.is_total
    )
    return ObservationSeries(tuple(kept))


@given(observation_series().map(in_one_line))
def test_a_series_is_read_from_the_line_that_it_prints(series):
    """A series prints as one line, and that line is the series."""
    assert_same(ObservationSeries.parse(str(series)), series)


@given(observation_series(valid=False))
def test_views_of_a_series_share_out_its_observations(series):
    """Every observation is of exactly one kind, and every dated one is found in the year in which it ends."""
    views = (series.baselines, series.milestones, series.targets, series.actuals)
    assert sorted(map(id, series)) == sorted(id(o) for view in views for o in view)
    for o in series:
        year = o.period.last_year
        assert year is None or o in series.at(year)


@given(indicators(valid=False))
def test_the_undisaggregated_value_is_an_observation_of_the_series(indicator):
    """A baseline, a target and what is planned are taken from the series and never made up."""
    shown = [o for o in (indicator.baseline, indicator.target) if o is not None]
    for o in (*shown, *indicator.milestones, *indicator.actuals, *indicator.planned):
        assert any(o is other for other in indicator.series)


# --------------------------------------------------------------------------------------------- frameworks


@given(frameworks(valid=False))
def test_every_place_has_a_path_that_leads_to_it(framework):
    """Walking names every result and indicator, each differently, and each name leads to that very node."""
    places = list(framework.walk())
    assert len({path for path, _ in places}) == len(places)
    for path, node in places:
        assert framework.at(path) is node


@given(frameworks(valid=False), st.integers(0, 20))
def test_replacing_changes_one_place_only(framework, pick):
    """A change of one node leaves every other as it is, but for those that hold it; changing it back undoes it."""
    places = list(framework.walk())
    assume(places)
    changed_path, node = places[pick % len(places)]
    new = framework.replace(changed_path, description="changed")
    assert_same(new.at(changed_path), attrs.evolve(node, description="changed"))
    for path, old in places:
        if not f"{changed_path}/".startswith(f"{path}/"):
            assert new.at(path) is old or path.startswith(f"{changed_path}/")
    assert_same(new.replace(changed_path, description=node.description), framework)


@given(frameworks(valid=False), st.sampled_from(["en", "fr", "ar"]))
def test_a_language_is_chosen_once(framework, language):
    """Asking again for the language that a framework is in already changes nothing."""
    once = framework.in_language(language)
    assert_same(once.in_language(language), once)


@given(frameworks(valid=False) | frameworks())
def test_a_framework_can_be_sent_and_copied(framework):
    """A framework that is pickled, or copied in depth, is equal to the first and has the same hash."""
    for other in (pickle.loads(pickle.dumps(framework)), copy.deepcopy(framework)):  # noqa: S301 - our own bytes
        assert_same(other, framework)
        assert hash(other) == hash(framework)


@given(frameworks(valid=False))
def test_codes_find_what_carries_them(framework):
    """Every result and indicator with a code is found by it, and nothing else is."""
    for _, node in framework.walk():
        if node.code is not None:
            assert node.code in framework
            found = framework.find_all(node.code)
            assert any(other is node for other in found)
            assert {other.code for other in found} == {node.code}


# ------------------------------------------------------------------------------------------------- tables


def same_tables(table):
    """True if records and columns of a table hold the same."""
    records, columns = table.to_records(), table.to_columns()
    assert tuple(columns) == table.names
    assert [[record[name] for record in records] for name in table.names] == list(columns.values())


@given(tables())
def test_records_and_columns_say_the_same(table):
    """A table read by rows and one read by columns hold the same cells in the same order."""
    same_tables(table)
    assert str(table).count("\n") >= len(table) + 1


@pytest.mark.parametrize("valid", [True, False])
def test_listings_have_a_row_for_each_thing(valid):
    """A framework's table has a row for each indicator, a series' one for each observation, an indicator's no more."""

    @given(frameworks(valid=valid))
    def law(framework):
        same_tables(framework.table())
        assert len(framework.table()) == len(framework.indicators)
        for indicator in framework.indicators:
            assert len(indicator.table()) <= len(indicator.series.table()) == len(indicator.series)

    law()
