"""
Defects of targets, and of results compared with the plan: one for each rule of the family TGT.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Direction, Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.subject import Disaggregation
from resultsframework.testing._plan import Needs, Timeline
from resultsframework.testing._shape import AT_LEAST, COUNT, FALLING, KEPT, LEVEL, PART, PERCENT, REACHED, YEARLY
from resultsframework.value import Missing, Value

from ._defect import Defect, in_indicator, with_baseline, with_observations

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFECTS"]

TARGET, ACTUAL, BASELINE = ObservationKind.TARGET, ObservationKind.ACTUAL, ObservationKind.BASELINE
FIRM = (COUNT, YEARLY, PERCENT, FALLING, KEPT, PART, AT_LEAST, REACHED)


def with_value(indicator: Indicator, year: int, value: Value, *kinds: ObservationKind) -> Indicator:
    """A copy in which the values of the whole for one year, of these kinds or of all, are another one."""

    def change(o: Observation) -> Observation:
        is_meant = o.period.last_year == year and o.is_total and o.kind is not BASELINE
        return attrs.evolve(o, value=value, raw=None) if is_meant and (not kinds or o.kind in kinds) else o

    return with_observations(indicator, change)


def planned_in(indicator: Indicator, year: int) -> Decimal:
    """The number that is planned for a year."""
    return next(o.value for o in indicator.planned if o.period.last_year == year and isinstance(o.value, Decimal))


def _no_baseline_value(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, value=Missing.NOT_AVAILABLE)


def _empty_target(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_value(indicator, timeline.last, Missing.EMPTY)


def _high_baseline(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=Decimal(10**6 + pick))


def _target_as_baseline(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    target = indicator.target
    return with_baseline(indicator, value=target.value) if target else indicator


def _undetermined_target(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_value(indicator, timeline.last, Missing.TO_BE_DETERMINED)


def _planned_fall(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    first, second = (planned_in(indicator, timeline.first + year) for year in range(2))
    kinds = (ObservationKind.MILESTONE, TARGET)
    swapped = with_value(with_value(indicator, timeline.first, second, *kinds), timeline.first + 1, first, *kinds)
    # Of an increase, the running total itself would fall.
    return attrs.evolve(swapped, direction=Direction.MAINTAIN)


def _milestone_beyond(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_value(indicator, timeline.last - 1, planned_in(indicator, timeline.last) + Decimal(pick + 1) / 2)


def _met_early(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_value(indicator, timeline.reporting_year, planned_in(indicator, timeline.last))


def _above_plan(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    planned = planned_in(indicator, timeline.last)
    return with_value(indicator, timeline.last, planned * 3 if pick % 2 else planned + 1, ACTUAL)


def _below_plan(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    year = timeline.reporting_year
    # A group or place would be above the total.
    whole = with_observations(indicator, lambda o: o if o.is_total else None)
    return with_value(whole, year, planned_in(indicator, year) - 1 - pick, ACTUAL)


def _not_planned(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    value = (Missing.NOT_APPLICABLE, Missing.EMPTY, Missing.TO_BE_DETERMINED)[pick % 3]
    return with_value(indicator, timeline.reporting_year, value, ObservationKind.MILESTONE)


def _nothing_planned(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    # A baseline of 0 would be the same as the target.
    def change(o: Observation) -> Observation:
        if o.kind is BASELINE:
            return attrs.evolve(o, value=Missing.NOT_APPLICABLE)
        return o if o.kind is ACTUAL else attrs.evolve(o, value=Decimal(0))

    return with_observations(indicator, change)


def _other_sum(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    total = sum(planned_in(indicator, year) for year in range(timeline.first, timeline.last + 1))
    whole = Period.between(timeline.first, timeline.last)
    return with_observations(
        indicator, lambda o: o, Observation(kind=TARGET, period=whole, value=Decimal(total + 1 + pick))
    )


def _group_never_reported(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    group = Disaggregation(dimension="age", category="15 to 24")
    value = Observation(
        kind=ObservationKind.MILESTONE,
        period=timeline.period(timeline.last),
        value=Decimal(1),
        disaggregation=(group,),
    )
    return with_observations(indicator, lambda o: o, value)


NOT_YEARLY = (COUNT, PERCENT, FALLING, PART, REACHED, LEVEL)
DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "TGT01": in_indicator(_no_baseline_value, Needs(shapes=FIRM)),
        "TGT02": in_indicator(_empty_target, Needs(ahead=1)),
        "TGT03": in_indicator(_high_baseline, Needs(shapes=(COUNT, YEARLY))),
        "TGT04": in_indicator(_target_as_baseline, Needs(most_years=1, shapes=NOT_YEARLY)),
        "TGT05": in_indicator(_undetermined_target, Needs(ahead=1)),
        "TGT06": in_indicator(_planned_fall, Needs(years=4, least_step=1, shapes=(COUNT,))),
        "TGT07": in_indicator(_milestone_beyond, Needs(years=2, ahead=2, shapes=(PERCENT,))),
        "TGT08": in_indicator(_empty_target, Needs(years=2, ahead=1, shapes=(COUNT, YEARLY, PERCENT, PART))),
        "TGT09": in_indicator(_met_early, Needs(years=2, due=1, ahead=1, shapes=(PERCENT, FALLING))),
        "TGT10": in_indicator(_above_plan, Needs(due=1, all_due=True, shapes=(COUNT, YEARLY))),
        "TGT11": in_indicator(_below_plan, Needs(due=1, shapes=(YEARLY,))),
        "TGT12": in_indicator(_not_planned, Needs(due=1, ahead=1)),
        "TGT14": in_indicator(_nothing_planned, Needs(due=1, shapes=(YEARLY,))),
        "TGT15": in_indicator(_other_sum, Needs(years=2, ahead=1, shapes=(YEARLY,))),
        "TGT16": in_indicator(_group_never_reported, Needs(due=1, ahead=1, shapes=(COUNT, YEARLY))),
    }
)
