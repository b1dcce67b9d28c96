"""Laws of the periods: cutting a year, reversing a source or waiting for the end changes no answer for the worse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring._completeness import needing_actuals
from resultsframework.monitoring._due import Due
from resultsframework.observation import ObservationKind
from resultsframework.series import ObservationSeries
from resultsframework.testing import dates, indicators, periods, years

ACTUAL = ObservationKind.ACTUAL
PERIODIC = {"actuals_accumulation": Accumulation.PERIODIC, "targets_accumulation": Accumulation.PERIODIC}
PLANS = indicators(valid=False) | indicators()
QUESTIONS = (rf.progress, rf.met, rf.gap)
OF_PERIODS = (
    "declare whether values accumulate",
    "and is longer",
    "overlaps it in part",
    "each of their own period alone",
    "do not cover it without gap",
    "have an actual; see to_date",
)


def in_quarters(indicator, shares):
    """The indicator with the actual of each year cut into four quarters that add up to it."""
    made = []
    for o in indicator.series:
        year = o.period.last_year
        if o.kind is not ACTUAL or not isinstance(o.value, Decimal) or not o.period.has_days_of(rf.Period(year=year)):
            made.append(o)
            continue
        parts = [Decimal(share) for share in shares]
        for number, value in enumerate([*parts, o.value - sum(parts)], 1):
            made.append(attrs.evolve(o, period=rf.Period.quarter(year, number), value=value, raw=None))
    return attrs.evolve(indicator, series=ObservationSeries(tuple(made)))


@pytest.mark.property
@given(periods(), periods())
def test_alike_is_symmetric(one, other):
    """Two periods are alike both ways or neither way, and a period of known length is like itself."""
    assert one.is_alike(other) is other.is_alike(one)
    assert one.is_alike(one) is (None if one.days is None else True)
    if one.covers(other) and other.covers(one):
        assert one.has_days_of(other)


@pytest.mark.property
@given(indicators(), st.tuples(*[st.integers(-50, 50)] * 3), st.sampled_from(["milestone", "target"]))
def test_cutting_a_year_into_quarters_changes_no_answer(plan, shares, against):
    """Values declared to be of each period alone add up to the year, whatever the shares of the quarters."""
    assume(not plan.is_share() and not any(map(plan.is_share, plan.series)))
    whole = attrs.evolve(plan, **PERIODIC)
    cut = in_quarters(whole, shares)
    assume(all(o.period.has_days_of(rf.Period(year=o.period.last_year)) for o in plan.planned))
    for year in whole.series.years:
        for question in QUESTIONS:
            before, after = question(whole, year, against), question(cut, year, against)
            assert getattr(before, "value", None) == getattr(after, "value", None)


@pytest.mark.property
@given(PLANS, years(), st.sampled_from(["milestone", "target"]))
@example(Indicator(series=ObservationSeries.parse("2020Q1 actual 5 | 2020 target 9")), 2020, "milestone")
def test_all_questions_give_one_reason_where_periods_do_not_compare(plan, year, against):
    """One room decides it: progress, met and gap are undefined for the same reason."""
    answers = [question(plan, year, against) for question in QUESTIONS]
    reasons = {answer.reason for answer in answers if isinstance(answer, rf.Undefined)}
    if any(words in reason for words in OF_PERIODS for reason in reasons):
        assert len(reasons) == 1
        assert all(isinstance(answer, rf.Undefined) for answer in answers)


@pytest.mark.property
@given(PLANS, years(), dates(), st.sampled_from(["milestone", "target"]))
@example(Indicator(series=ObservationSeries.parse("2020 target 9 actual 5")), 2020, dt.date(2020, 6, 30), "target")
def test_nothing_is_missed_before_it_is_due(plan, year, today, against):
    """A goal that is not met has ended by the day given; and the day takes no other answer away."""
    answer, always = rf.met(plan, year, against, today=today), rf.met(plan, year, against)
    if isinstance(answer, rf.Undefined):
        assert isinstance(always, rf.Undefined) or not always.value
        return
    assert answer.value == always.value
    if not answer.value:
        goal = dict(answer.inputs).get("target") or dict(answer.inputs)["milestone"]
        assert Due(today).holds(goal.period.last_day)


@pytest.mark.property
@given(PLANS, years(), st.sampled_from(list(Accumulation)), st.sampled_from(["milestone", "target"]))
@example(
    Indicator(series=ObservationSeries.parse("2020Q4 target 3 | 2020 target 9 actual 9")),
    2020,
    Accumulation.PERIODIC,
    "target",
)
def test_the_order_of_the_source_decides_nothing(plan, year, mode, against):
    """Of several values of one end none is chosen by its place: reversing a series changes no answer."""
    backwards = attrs.evolve(plan, series=ObservationSeries(plan.series.observations[::-1]))
    forwards = attrs.evolve(plan, series=ObservationSeries(plan.series.observations))
    for question in QUESTIONS:
        one, other = (question(p, year, against, accumulation=mode) for p in (forwards, backwards))
        assert getattr(one, "value", None) == getattr(other, "value", None)


@pytest.mark.property
@given(PLANS)
def test_the_periods_that_need_an_actual_are_stated_and_have_every_value(plan):
    """No reported period of the source is left out, and no period is made up."""
    needing, stated = set(needing_actuals(plan.series)), set(plan.series.periods)
    assert needing <= stated
    assert {o.period for o in plan.series.actuals if o.is_reported and o.listed_under is None} & stated <= needing
