"""Laws of charts: they have each stated number, and no other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

import resultsframework as rf
from resultsframework import charts
from resultsframework import testing as strategies

pytestmark = pytest.mark.property


def records(make, *given):
    """The data of a chart that is made of something."""
    alt = pytest.importorskip("altair", reason="charts need the extra charts")
    with alt.utils.schemapi.debug_mode(False):
        return make(*given).to_dict(validate=False)["data"]["values"]


@given(strategies.indicators())
@settings(settings.get_profile("few"))
def test_a_series_has_every_stated_value_and_no_other(indicator):
    """Each value of the table of an indicator is in the chart, by its number or by its text; no number is invented."""
    subject = indicator.subject
    listed = [o for o in indicator.series if subject is None or indicator.subject_of(o) == subject]
    dated = [o for o in listed if o.period.last_day is not None]
    found = records(charts.series, indicator)
    assert len(found) == len(dated)
    stated = {float(o.value) for o in dated if isinstance(o.value, Decimal)}
    assert {r["number"] for r in found if "number" in r} <= stated
    if len({o.unit or indicator.unit for o in dated}) == 1:
        assert {r["number"] for r in found if "number" in r} == stated - {float("inf"), float("-inf")}
    assert sum(r["state"] == "stated" for r in found) == sum(o.is_reported for o in dated)


@given(strategies.frameworks())
@settings(settings.get_profile("few"))
def test_amounts_of_a_chart_are_those_of_the_budgets(framework):
    """In each currency that there is: the published amounts with their bounds."""
    amounts = [
        amount
        for _, node in framework.levels()
        for budget in node.budgets
        for amount in (budget.planned, budget.actual, budget.expenses)
        if isinstance(amount, rf.Money)
    ]
    for currency in {amount.currency or "" for amount in amounts}:
        found = records(lambda plan, of=currency: charts.budgets(plan, currency=of), framework)
        mine = [amount for amount in amounts if (amount.currency or "") == currency]
        assert [r["number"] for r in found if "number" in r] == [float(amount.nominal) for amount in mine]
        bounds = [(float(amount.low), float(amount.high)) for amount in mine if not amount.is_exact]
        assert [(r["low"], r["high"]) for r in found if "low" in r] == bounds


@given(strategies.frameworks(valid=False))
@settings(settings.get_profile("few"))
def test_progress_and_completeness_are_those_of_the_tables(framework):
    """No percentage and no status of a chart is another one than the library calculates."""
    shown = [r["status"] for r in records(charts.completeness, framework) if "status" in r]
    cells = [cell for row in rf.tables.completeness(framework) for cell in row]
    assert shown == [str(cell) for cell in cells if isinstance(cell, rf.monitoring.ReportingStatus)]
    percents = [
        r["milestone"] for r in records(lambda plan: charts.progress(plan, 2021), framework) if "milestone" in r
    ]
    rows = rf.tables.performance(framework, 2021).flat().to_records()
    known = [row["of_milestone"] for row in rows if row["of_milestone"] is not None]
    assert sorted(percents) == sorted(known)
