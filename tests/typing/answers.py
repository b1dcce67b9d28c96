"""A condition tells an answer from the reason why there is none, in both branches; checked, never run."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_type

import resultsframework as rf


def calculated(indicator: rf.Indicator) -> None:
    """Progress, values in the unit of the indicator, totals, trends, and the indicator in another unit."""
    progress = rf.progress(indicator, 2021)
    if progress:
        assert_type(progress, rf.Progress)
    else:
        assert_type(progress, rf.Undefined)
    gap = rf.gap(indicator, 2021)
    if gap:
        assert_type(gap, rf.IndicatorValue)
    else:
        assert_type(gap, rf.Undefined)
    total = rf.monitoring.to_date(indicator, 2021)
    if total:
        assert_type(total, rf.monitoring.CumulativeTotal)
    else:
        assert_type(total, rf.Undefined)
    trend = rf.monitoring.trend(indicator)
    if trend:
        assert_type(trend, rf.monitoring.Trend)
    else:
        assert_type(trend, rf.Undefined)
    other = indicator.in_unit("person")
    if other:
        assert_type(other, rf.Indicator)
    else:
        assert_type(other, rf.Undefined)
    mean = rf.monitoring.mean_progress([progress])
    if mean:
        assert_type(mean, rf.monitoring.MeanProgress)
    else:
        assert_type(mean, rf.Undefined)


def met(indicator: rf.Indicator) -> None:
    """Met has no truth value, since an answer of no is not the lack of one."""
    answer = rf.met(indicator, 2021)
    if isinstance(answer, rf.Undefined):
        assert_type(answer.reason, str)
    else:
        assert_type(answer.is_met, bool)


def rolled_up(framework: rf.ResultsFramework) -> None:
    """Roll-ups and the cost of a result."""
    rollup = rf.rollup(framework, "SP_D_0.1.h")
    if rollup:
        assert_type(rollup, rf.Rollup)
        bounds = rollup.bounds
        if bounds:
            assert_type(bounds, rf.Interval)
        else:
            assert_type(bounds, rf.Undefined)
    else:
        assert_type(rollup, rf.Undefined)
    cost = rf.aggregation.cost_per_result(framework.outputs[0], framework.indicators[0])
    if cost:
        assert_type(cost, rf.aggregation.CostPerResult)
    else:
        assert_type(cost, rf.Undefined)


def money(result: rf.Result, framework: rf.ResultsFramework) -> None:
    """Budgets, amounts and rates."""
    budget = result.budget
    if not budget:
        assert_type(budget, rf.Undefined)
        return
    assert_type(budget, rf.Budget)
    shortfall = budget.shortfall
    if shortfall:
        assert_type(shortfall, rf.Money)
    else:
        assert_type(shortfall, rf.Undefined)
    for rate in (budget.delivery, budget.burn_rate(dt.date(2021, 6, 30)), budget.cost_per_result(Decimal(5))):
        if rate:
            assert_type(rate, rf.Interval)
        else:
            assert_type(rate, rf.Undefined)
    below = rf.aggregation.budget_below(framework)
    if below:
        assert_type(below, rf.Budget)
    else:
        assert_type(below, rf.Undefined)
