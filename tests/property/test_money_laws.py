"""Laws of money over time: expenses add up, the latest revision counts, and what is written comes back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.testing import budgets

pytestmark = pytest.mark.property

FIRST = dt.date(2018, 1, 1)
DAYS = st.integers(0, 4 * 365).map(lambda days: FIRST + dt.timedelta(days=days))
CURRENCIES = st.sampled_from(("USD", "EUR"))
AMOUNTS = st.decimals(-(10**6), 10**6, places=3)


@st.composite
def spans(draw):
    """Budget periods of any kind: years, fiscal years, quarters, with gaps and overlaps."""
    first = draw(DAYS)
    return first, first + dt.timedelta(days=draw(st.sampled_from((0, 29, 90, 91, 181, 364, 365, 730))))


def element(tag, day, amount, currency, inner):
    value = f'<value currency="{currency}" value-date="{day}">{amount:f}</value>'
    return f"<{tag}>{inner}{value}</{tag}>"


def activity(planned, spent):
    """The text of an activity file with budgets and expenses."""
    dates = '<period-start iso-date="{}"/><period-end iso-date="{}"/>'
    text = [element("budget", first, 5, currency, dates.format(first, last)) for (first, last), currency in planned]
    kind = '<transaction-type code="4"/><transaction-date iso-date="{}"/>'
    text += [element("transaction", day, amount, currency, kind.format(day)) for day, amount, currency in spent]
    return f'<iati-activities version="2.03"><iati-activity>{"".join(text)}</iati-activity></iati-activities>'


def holds(budget, day):
    period = budget.period
    return period.first_day <= day <= period.last_day


PLANNED = st.lists(st.tuples(spans(), CURRENCIES), max_size=5)
SPENT = st.lists(st.tuples(DAYS, AMOUNTS, CURRENCIES), max_size=8)


@given(PLANNED, SPENT)
def test_expenses_add_up_over_the_periods_and_beside_them(planned, spent):
    """Whatever the budget periods are, each expense is in one of them or beside, in its currency, and none is lost."""
    iati = pytest.importorskip("resultsframework.formats.iati", reason="IATI needs lxml")
    framework = iati.loads(activity(planned, spent))
    sums, expected = Counter(), Counter()
    for budget in framework.budgets:
        if isinstance(budget.expenses, rf.Money):
            sums[budget.expenses.currency] += budget.expenses.nominal
    for _, amount, currency in spent:
        expected[currency] += amount
    assert {code: sum_ for code, sum_ in sums.items() if sum_} == {c: sum_ for c, sum_ in expected.items() if sum_}
    for budget in framework.budgets[len(planned) :]:
        assert any(holds(budget, day) for day, _, currency in spent if currency == budget.expenses.currency)
    for day, _, currency in spent:
        mine = [b for b in framework.budgets[: len(planned)] if b.planned.currency == currency and holds(b, day)]
        if len(mine) == 1:
            assert isinstance(mine[0].expenses, rf.Money)


@given(PLANNED, SPENT)
def test_sums_by_period_come_back(planned, spent):
    """
    An activity with its sums by period is written and read as the same budgets, to the third decimal.

    Where no day is in two periods, elements of the standard carry them alone.
    """
    iati = pytest.importorskip("resultsframework.formats.iati", reason="IATI needs lxml")
    framework = iati.loads(activity(planned, spent))
    periods = sorted(period for period, _ in planned)
    is_clear = all(one[1] < other[0] for one, other in pairwise(periods))
    for layout in ("flat", "hierarchical"):
        text = iati.dumps(framework, lossless=True, layout=layout)
        assert iati.loads(text).budgets == framework.budgets
        assert "rf:budgets" not in text or not is_clear


@given(st.lists(budgets(valid=False), min_size=1, max_size=3))
def test_what_budgets_state_of_themselves_comes_back(found):
    """Kinds, value dates and amounts of any budget are the same after JSON and after lossless IATI."""
    iati = pytest.importorskip("resultsframework.formats.iati", reason="IATI needs lxml")
    framework = rf.ResultsFramework(budgets=tuple(found))
    for module, options in ((rf.formats.json, {}), (iati, {"lossless": True})):
        assert module.loads(module.dumps(framework, **options)).budgets == framework.budgets


@given(st.permutations(range(4)), st.lists(DAYS, min_size=3, max_size=3, unique=True))
def test_the_order_of_revisions_means_nothing(order, days):
    """Of an original budget and its revisions the latest by value date is in force, however they are listed."""
    period = rf.Period(year=2020)
    original = rf.Budget(planned=rf.Money(nominal=Decimal(1)), period=period, kind="original")
    revisions = [
        attrs.evolve(original, planned=rf.Money(nominal=Decimal(day.toordinal())), kind="revised", value_date=day)
        for day in days
    ]
    every = [original, *revisions]
    framework = rf.ResultsFramework(budgets=tuple(every[number] for number in order))
    assert framework.budget.planned.nominal == max(days).toordinal()


@given(st.lists(spans(), min_size=2, max_size=5))
def test_a_sum_exists_only_where_no_day_is_planned_twice(periods):
    """Budgets have a sum unless two of them hold a day in common, other than the day on which they meet."""
    found = [rf.Budget(planned=rf.Money(nominal=Decimal(1)), period=rf.Period(start=a, end=b)) for a, b in periods]
    total = rf.ResultsFramework(budgets=tuple(found)).budget
    ordered = sorted(periods)
    meet = all(
        other[0] >= one[1] and one != other for number, one in enumerate(ordered) for other in ordered[number + 1 :]
    )
    assert isinstance(total, rf.Budget) is meet
    if not meet:
        assert "overlap" in total.reason
