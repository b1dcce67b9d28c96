"""
From the few numbers that were drawn to a framework in which nothing is wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.alignment import Reference
from resultsframework.budget import Budget, BudgetKind, FundingKind, FundingLine, sum_of
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Level, Missing

from ._vocabulary import KITUI, PARTNERS, SUBJECTS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resultsframework.money import Money
    from resultsframework.value import Value

    from ._plan import Cost, Course, Plan, Purse, Timeline

__all__ = ["budget_of", "framework_of", "indicator_of", "series_of"]

SEXES = (Disaggregation(dimension="sex", category="women"), Disaggregation(dimension="sex", category="men"))


def series_of(timeline: Timeline, trend: Course, number: int = 1) -> ObservationSeries:
    """The values of an indicator: a baseline, a planned value a year, and an actual for every year that is due."""
    levels = trend.levels(timeline.years)
    values = [trend.shape.value(level, levels[0], levels[-1], number) for level in levels]
    printed = _with_commas if "commas" in trend.pitfalls else Observation
    observations = [
        printed(
            kind=ObservationKind.BASELINE,
            period=timeline.period(timeline.first - 1),
            value=values[0],
            comment="From the survey" if trend.form == "commented" else None,
        )
    ]
    for index, value in enumerate(values[1:]):
        period = timeline.period(timeline.first + index)
        last = index == timeline.years - 1
        kind = ObservationKind.TARGET if last else ObservationKind.MILESTONE
        observations.append(printed(kind=kind, period=period, value=value))
        if index < timeline.due:
            observations.append(printed(kind=ObservationKind.ACTUAL, period=period, value=value))
            observations += _parts(trend.form, observations[-1])
    if trend.gap is not None:
        observations = _with_gaps(observations, timeline, trend.gap)
    return ObservationSeries(tuple(observations))


def _with_commas(*, value: Value, **fields: Any) -> Observation:
    """An observation of millions with commas between the thousands, or of a decimal with a comma for its point."""
    if not isinstance(value, Decimal):
        return Observation(value=value, **fields)
    if value % 1:
        return Observation(value=value, raw=f"{value}".replace(".", ","), **fields)
    # A zero has no comma, and nothing that would be printed otherwise than it is.
    return Observation(value=value * 10**6, raw=f"{value * 10**6:,}" if value else None, **fields)


def _with_gaps(observations: list[Observation], timeline: Timeline, reason: Missing) -> list[Observation]:
    """
    The first year that is not due yet has cells without a value, as pages print them.

    Of a plan that is over, the first actual is not available, unless it is the only one.
    """
    if timeline.due == timeline.years:
        gone = timeline.first if timeline.due > 1 else None
        return [
            attrs.evolve(o, value=Missing.NOT_AVAILABLE)
            if o.kind is ObservationKind.ACTUAL and o.period.last_year == gone
            else o
            for o in observations
        ]
    following = timeline.period(timeline.reporting_year + 1)
    cells: list[Observation] = []
    for o in observations:
        is_planned = o.period == following and o.kind is not ObservationKind.BASELINE
        is_milestone = o.kind is ObservationKind.MILESTONE
        cells.append(attrs.evolve(o, value=reason) if is_planned and is_milestone else o)
        if is_planned:
            cells.append(Observation(kind=ObservationKind.ACTUAL, period=following, value=reason))
    return cells


def _parts(form: str, total: Observation) -> Iterator[Observation]:
    """The same value by sex or by place; a number is the sum of its groups."""
    whole = total.value
    if form == "split" and isinstance(whole, Decimal):
        women = whole // 2
        for group, part in zip(SEXES, (women, whole - women), strict=True):
            yield attrs.evolve(total, value=part, disaggregation=(group,))
    elif form == "split":
        yield attrs.evolve(total, disaggregation=SEXES[:1])
    if form == "placed":
        # Not the whole country, which may be all of the framework's territory.
        yield attrs.evolve(total, places=(KITUI,))


def indicator_of(timeline: Timeline, trend: Course, number: int = 1, code: str = "1A") -> Indicator:
    """An indicator with all that is declared of it."""
    shape, details = trend.shape, dict(trend.details)
    series = series_of(timeline, trend, number)
    latest = series.latest
    # A page does not mark a word as a step of a scale, so its summary would differ from the value.
    if trend.form == "printed" and latest is not None and not isinstance(latest.value, Level):
        details["printed_result"] = f"{timeline.reporting_year} Result {latest.raw}"
    if trend.form == "split" and timeline.due and "monitoring_plan" in details:
        details["monitoring_plan"] = attrs.evolve(details["monitoring_plan"], planned_disaggregation=("sex",))
    return Indicator(
        code=code,
        statement=f"{shape.opening} {SUBJECTS[number - 1]}",
        measure=shape.measure,
        unit=shape.unit,
        direction=shape.direction,
        actuals_accumulation=shape.accumulation,
        targets_accumulation=shape.accumulation,
        series=series,
        **details,
    )


def budget_of(cost: Cost, purse: Purse, period: Period) -> Budget:
    """A budget in which spending stays within what is there, and that within the plan, whatever the rounding."""
    there = cost.core + cost.other
    funding: tuple[FundingLine, ...] = ()
    if purse.funded:
        funding = (
            FundingLine(kind=FundingKind.CORE, amount=purse.amount(cost.core)),
            FundingLine(kind=FundingKind.NON_CORE, organisation=PARTNERS[0], amount=purse.amount(cost.other)),
        )
    if purse.totals:
        funding += tuple(attrs.evolve(line, organisation=None, is_total=True) for line in funding)
    return Budget(
        planned=purse.amount(there + cost.gap),
        actual=purse.amount(there),
        expenses=purse.amount(max(there - cost.saved, 0)),
        period=period,
        kind=BudgetKind.ORIGINAL if purse.stated else BudgetKind.UNKNOWN,
        value_date=period.first_day if purse.stated else None,
        funding=funding,
    )


def framework_of(plan: Plan) -> ResultsFramework:
    """The whole framework."""
    timeline, details = plan.timeline, dict(plan.details)
    if "progress_notes" in details and timeline.has_year:
        details["progress_notes"] = tuple(
            attrs.evolve(note, year=timeline.reporting_year) for note in details["progress_notes"]
        )
    if timeline.has_plan:
        details["plan_period"] = Period.between(timeline.first, timeline.last)
    if timeline.has_year:
        details["reporting_year"] = timeline.reporting_year
    if any("sdgs" in trend.details for trend in plan.trends):
        details["tags"] = (*details.get("tags", ()), Reference(code="5.1", vocabulary="sdg_target"))
    results = _results_of(plan)
    if plan.purse.whole and len(results) == 1:
        details["budgets"] = results[0].budgets
    return ResultsFramework(results=results, **details)


def _results_of(plan: Plan) -> tuple[Result, ...]:
    """The results, with the indicators dealt out to them in turn."""
    count = min(plan.results, len(plan.trends))
    layout = "flat" if count == 1 else plan.layout
    parts = [_fields_of(plan, place, count, code) for place, code in enumerate(_codes(plan.prefix, layout, count))]
    if layout == "flat":
        last = Output if count < 3 else OtherResult
        return (*(Output(**fields) for fields in parts[:-1]), last(**parts[-1]))
    # Activities belong to an output, and the first result is none here.
    parts[-1]["activities"] = parts[0].pop("activities", ())
    top, *below = parts
    if layout == "nested" or count < 3:
        return (_outcome_of(top, below),)
    outcome = _outcome_of(below[0], below[1:])
    top["budgets"] = outcome.budgets
    return (Impact(**top, outcomes=(outcome,)),)


def _outcome_of(fields: dict[str, Any], below: Sequence[dict[str, Any]]) -> Outcome:
    """An outcome whose budget for a year is the sum of what its outputs cost in that year."""
    outputs = tuple(Output(**part) for part in below)
    by_year = zip(*(output.budgets for output in outputs), strict=True)
    fields["budgets"] = tuple(map(_sum_of, by_year))
    return Outcome(**fields, outputs=outputs)


def _sum_of(budgets: Sequence[Budget]) -> Budget:
    if len(budgets) == 1:
        return budgets[0]

    def summed(name: str) -> Money:
        return sum_of(getattr(budget, name) for budget in budgets)

    return attrs.evolve(
        budgets[0],
        planned=summed("planned"),
        actual=summed("actual"),
        expenses=summed("expenses"),
        funding=tuple(line for budget in budgets for line in budget.funding if not line.is_total),
    )


def _codes(prefix: str, layout: str, count: int) -> tuple[str, ...]:
    """A code for each result; one that is below another begins with its code."""
    if layout == "flat":
        return tuple(f"{prefix}{place}" for place in range(1, count + 1))
    top = f"{prefix}1"
    if layout == "impact" and count > 2:
        return (top, f"{top}.1", *(f"{top}.1.{place}" for place in range(1, count - 1)))
    return (top, *(f"{top}.{place}" for place in range(1, count)))


def _fields_of(plan: Plan, place: int, count: int, code: str) -> dict[str, Any]:
    """The fields that results of every level have."""
    timeline, cost = plan.timeline, plan.costs[place % len(plan.costs)]
    mine = range(place, len(plan.trends), count)
    return {
        **(plan.result_details if place == 0 else {}),
        "code": code,
        "title": TITLES[place],
        "indicators": tuple(
            indicator_of(timeline, plan.trends[index], index + 1, f"{code}{letter}")
            for letter, index in zip("ABCDEFGH", mine, strict=False)
        ),
        "budgets": tuple(
            budget_of(cost, plan.purse, timeline.period(timeline.first + year)) for year in range(plan.purse.years)
        ),
    }
