"""The types of roll-ups and tables; checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime as dt
from typing import assert_type

import resultsframework as rf


def rolling_up(framework: rf.ResultsFramework, others: list[rf.ResultsFramework]) -> None:
    """One framework, several, and roll-ups can be parts; a figure or a reason is the answer."""
    answer = rf.rollup(framework, "SP_D_0.1.h", kind="target", function="sum", overlap="disjoint")
    assert_type(answer, rf.Rollup | rf.Undefined)
    assert_type(
        rf.rollup([framework, *others], at=2021, function=rf.aggregation.RollupFunction.LATEST),
        rf.Rollup | rf.Undefined,
    )
    if isinstance(answer, rf.Rollup):
        assert_type(rf.rollup([answer, answer]), rf.Rollup | rf.Undefined)
        assert_type(answer.bounds, rf.Interval | rf.Undefined)
        assert_type(answer.coverage, rf.monitoring.Coverage)
        assert_type(answer.inputs[0].state, rf.monitoring.ReportingStatus | None)
        assert_type(answer.paths, tuple[str, ...])


def tables(framework: rf.ResultsFramework) -> None:
    """Every listing is a table."""
    assert_type(rf.tables.performance(framework, 2021, rating="undp-2014"), rf.Table)
    assert_type(rf.tables.off_track(framework, 2021, today=dt.date(2021, 12, 31)), rf.Table)
    assert_type(rf.tables.completeness(framework), rf.Table)
    assert_type(rf.tables.funding(framework), rf.Table)
    assert_type(rf.aggregation.budget_below(framework), rf.Budget | rf.Undefined)
    assert_type(rf.aggregation.reconcile(framework)[0].agrees, bool | None)
    assert_type(
        rf.aggregation.cost_per_result(framework.outputs[0], framework.indicators[0]),
        rf.aggregation.CostPerResult | rf.Undefined,
    )
    mean = rf.monitoring.mean_progress(rf.progress(indicator, 2021) for indicator in framework.indicators)
    assert_type(mean, rf.monitoring.MeanProgress | rf.Undefined)
