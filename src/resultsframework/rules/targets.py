"""
Rules about planned values: the presence of a target, and a consistent path from baseline over milestones to target.

Text is never compared, nor are values in different units. A direction that is not declared is inferred from the target
and the milestones; where that is impossible, there is no finding.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product
from typing import TYPE_CHECKING

from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring import bounds_of, by_subject, compare_in_unit
from resultsframework.observation import ObservationKind, in_time
from resultsframework.value import Missing

from ._finding import Severity
from ._given import has_planned_values, has_target
from ._remark import missing_value
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation

    from ._context import IndicatorContext

BOTH_WAYS = (Direction.INCREASE, Direction.DECREASE)
EMPTY = (Missing.EMPTY, Missing.ABSENT)
TARGET = ObservationKind.TARGET
TOTALS_AND_STATES = (Accumulation.CUMULATIVE, Accumulation.SNAPSHOT)


@rule(
    "TGT02",
    Severity.WARNING,
    title="Target is missing",
    source="UN Women portal glossary: a target is the value to be reached by the end of the plan",
    advice="Set the target.",
    on=Indicator,
)
def target_is_stated(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every indicator with a baseline, a milestone or a result has a target, which is not an empty cell.

    Indicators without any value are left aside. A target marked as to be determined, not available or not applicable is
    a deliberate answer. Where a comment takes the place of the value, the finding is an info that cites it.

    Fires: 2019 baseline 2 | 2021 milestone 1 actual 2 | 2025 target -
    Fires: 2020 actual 2
    Silent: 2019 baseline 2 | 2025 target 3
    Silent: 2019 baseline TBD | 2020 milestone - actual - | 2025 target -
    """
    if not target_is_due(context):
        return ()
    if not any(o.is_reported for o in context.observations):
        return ()
    return (without_target(context, "there is no target"),)


@rule(
    "TGT03",
    Severity.ERROR,
    title="Planned value contradicts the direction",
    source="logic: a planned improvement does not fall behind the baseline",
    advice="Correct the baseline, the planned value or the declared direction.",
    on=Indicator,
    given=has_planned_values,
)
def plan_leads_away_from_baseline(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No milestone and no target lies on the wrong side of its baseline, or is a limit from the wrong side.

    The direction itself may be what is wrong. The finding is a warning if it is not declared, but inferred from the
    plan. Each group and place has its own baseline and one finding, at the target where that contradicts the direction,
    else at the first milestone. Values planned for years before the baseline are not compared with it. Progress,
    attainment and gap of such a value are undefined.

    Where the milestones all lie on one side of the baseline and the target on the other, no direction can be inferred,
    and one of them is wrong in any direction. Values that are said to be of their year alone are left aside there.

    Fires: 2013 baseline 2 | 2020 milestone 1 | 2021 milestone 3 | 2025 target 6
    Fires: 2022 baseline 120 | 2023 milestone 140 | 2024 milestone 170 | 2025 target 20
    Fires: decrease; 2019 baseline 40% | 2025 target 60%
    Fires: increase; 2025 target <5
    Silent: 2013 baseline 2 | 2020 milestone 2 | 2025 target 6
    Silent: 2019 baseline 40% | 2025 target 20%
    Silent: 2022 baseline 120 | 2023 milestone 90 | 2024 milestone 140 | 2025 target 20
    """
    yield from _steps_away_from_target(indicator, context)
    by_group: dict[object, list[tuple[Observation, str]]] = {}
    for o, reason in context.contradictions:
        by_group.setdefault(indicator.subject_of(o), []).append((o, reason))
    severity = None if context.direction.is_declared else Severity.WARNING
    for several in by_group.values():
        first, reason = next(((o, reason) for o, reason in several if o.kind is TARGET), several[0])
        others = len(several) - 1
        more = f"; so do {others} more planned values" if others > 1 else "; so does 1 more planned value" * others
        yield Found(
            f"{reason}{more}", at=first, observed=first.raw, expected="a direction that fits", severity=severity
        )


def _steps_away_from_target(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """Targets on the other side of their baseline than every milestone, where nothing shows the direction."""
    if not context.direction.is_unknown or context.is_periodic:
        return
    pairs = product(context.baselines, context.planned)
    for (baseline, first), target in (
        (b, o) for b, (o, _) in pairs if o.kind is TARGET and context.same_subject(b[0], o)
    ):
        steps = [
            o
            for o, year in context.planned
            if o.kind is not TARGET and context.same_subject(o, target) and (not first or not year or year >= first)
        ]
        way = compare_in_unit(indicator, target, baseline)
        if way and {compare_in_unit(indicator, o, baseline) for o in steps} - {0} == {-way}:
            there, here = ("above", "below") if way == 1 else ("below", "above")
            listed = ", ".join(f"{o.raw} for {o.period}" for o in in_time(steps) or steps)
            message = (
                f"milestones lie {here} the baseline of {baseline.raw}: {listed}; and the target of {target.raw} lies "
                f"{there} it, so that no direction fits"
            )
            yield Found(
                message,
                at=target,
                observed=target.raw,
                expected="a direction that fits",
                severity=Severity.WARNING,
            )


@rule(
    "TGT04",
    Severity.INFO,
    title="Target is the same as the baseline",
    source="logic: maintaining a level is an explicit aim",
    advice="Declare that the aim is to maintain, or set another target.",
    on=Indicator,
    given=has_target,
)
def target_differs_from_baseline(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A target differs from its baseline, unless the declared direction is to maintain.

    A target of a year or a quarter alone, declared so or called so, may well be the same.

    Fires: 2021 baseline Yes | 2025 target Yes
    Fires: 2022 baseline 4 | 2025 target 4
    Silent: 2022 baseline 4 | 2025 target 5
    Silent: 2022 baseline ready | 2025 target ready
    """
    if indicator.direction is Direction.MAINTAIN:
        return ()
    return [
        Found(f"the target is {o.raw}, the same as the baseline", at=o, observed=o.raw, expected="another value")
        for o, _ in context.planned
        if o.kind is TARGET
        and any(compare_in_unit(indicator, b, o) == 0 and context.same_subject(b, o) for b, _ in context.baselines)
        and not context.is_periodic
    ]


@rule(
    "TGT05",
    Severity.WARNING,
    title="Target is still to be determined",
    source="UN Women portal glossary: a target is the value to be reached by the end of the plan",
    advice="Set the target.",
    on=Indicator,
    given=has_planned_values,
)
def target_is_determined(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No target is still to be determined.

    Fires: 2022 baseline 0 | 2025 target TBD
    Silent: 2022 baseline 0 | 2025 target 3
    """
    return [
        Found("the target is still to be determined", at=o, observed=o.raw, expected="a value")
        for o, _ in context.planned
        if o.kind is TARGET and o.value is Missing.TO_BE_DETERMINED and not context.is_exempt
    ]


@rule(
    "TGT06",
    Severity.WARNING,
    title="Planned running total falls",
    source="logic: a running total does not fall",
    advice="Correct the value, or declare that the planned values are no running totals.",
    on=Indicator,
    implied_by=("SER07",),
    given=has_planned_values,
)
def planned_totals_do_not_fall(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Planned values that are declared as running totals never fall.

    Undeclared values that fall are of single years. Percentages are no totals.

    Fires: cumulative; 2020 milestone 50 | 2021 milestone 40 | 2022 target 100
    Silent: cumulative; 2020 milestone 50 | 2021 milestone 100 | 2022 target 150
    Silent: 2020 milestone 50 | 2021 milestone 100 | 2022 milestone 90 | 2023 target 200
    """
    if indicator.targets_accumulation is not Accumulation.CUMULATIVE or indicator.direction is Direction.DECREASE:
        return
    if len(context.planned) < 2 or context.is_share:
        return
    for series in by_subject(indicator, (o for o, _ in context.planned)):
        for earlier, later in pairwise(o for o in series if isinstance(o.value, Decimal)):
            if compare_in_unit(indicator, later, earlier) == -1:
                message = f"the planned values fall from {earlier.raw} in {earlier.period} to {later.raw}"
                yield Found(message, at=later, observed=later.raw, expected=f"{earlier.raw} or more")


@rule(
    "TGT07",
    Severity.WARNING,
    title="Milestone is beyond the target",
    source="logic: a milestone does not exceed the target it leads to",
    advice="Correct the milestone or the target; if each value is of its period alone, declare that.",
    on=Indicator,
    implied_by=("TGT03", "TGT06"),
    given=has_target,
)
def milestones_stay_within_target(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No milestone is better than the target.

    This is about running totals and states, declared as such, and about percentages. Of other values, of which each may
    be of its year alone, only declared ones are judged; percentages are left aside where the text calls them annual or
    quarterly. There is one finding a target.

    Fires: cumulative; increase; 2020 milestone 50 | 2021 milestone 400 | 2025 target 320
    Fires: increase; 2020 milestone 50% | 2021 milestone 80% | 2025 target 70%
    Silent: increase; 2020 milestone 50 | 2025 target 320
    Silent: increase; 2020 milestone 50 | 2021 milestone 400 | 2025 target 320
    """
    if context.target_year is None or len(context.planned) < 2 or context.direction.direction not in BOTH_WAYS:
        return
    if indicator.targets_accumulation not in TOTALS_AND_STATES and (context.may_be_periodic or not context.is_share):
        return
    for target, until in context.planned:
        if target.kind is not TARGET or until != context.target_year or not target.is_reported:
            continue
        earlier = (o for o, year in context.planned if year is None or year < until)
        if past := [o for o in earlier if context.is_better(o, target) and context.same_subject(o, target)]:
            listed = ", ".join(f"{o.raw} for {o.period}" for o in in_time(past) or past)
            more = "less" if context.direction.direction is Direction.DECREASE else "more"
            message = f"{more} is planned for milestones than as the target: {listed}, and {target.raw} as target"
            yield Found(message, at=target, observed=target.raw, expected="at least as good as every milestone")


@rule(
    "TGT08",
    Severity.WARNING,
    title="Milestones lead to no target",
    source="UN Women portal glossary: a milestone is a step towards a target",
    advice="Set the target.",
    on=Indicator,
    implied_by=("TGT02",),
    given=has_planned_values,
)
def milestones_lead_to_a_target(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The target of an indicator with numeric milestones is not an empty cell.

    Fires: 2020 milestone 1 | 2021 milestone 2 | 2025 target -
    Silent: 2020 milestone 1 | 2021 milestone 2 | 2025 target 3
    Silent: 2019 baseline 1 | 2020 milestone - | 2025 target -
    """
    if not context.planned or not target_is_due(context):
        return ()
    steps = [o for o, _ in context.planned if bounds_of(o.value)]
    if not steps:
        return ()
    listed = ", ".join(o.raw for o in in_time(steps) or steps)
    return (without_target(context, f"the milestones are {listed}, and there is no target"),)


def target_is_due(context: IndicatorContext) -> bool:
    """True if there is no target, or only empty cells, where one is required."""
    return not context.is_exempt and all(o.kind is not TARGET or o.value in EMPTY for o, _ in context.planned)


def without_target(context: IndicatorContext, message: str) -> Found:
    """The case of a missing target, at its empty cell if there is one."""
    cell = next((o for o, _ in context.planned if o.kind is TARGET), None)
    return missing_value(message, cell, "a target")
