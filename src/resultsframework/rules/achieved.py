"""
Rules that compare results with the milestones and targets of the same period, group and place.

Where the direction is neither declared nor inferred from the plan, more is taken as better, and the finding mentions
it, or nothing is compared. Indicators to be maintained are left aside. Text is never compared.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring import belong_together, bounds_of
from resultsframework.observation import ObservationKind, in_time
from resultsframework.value import Ratio

from ._direction import is_known, undeclared
from ._finding import Severity
from ._given import has_target, is_reported
from ._rule import Found, rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from resultsframework.monitoring import ComparedPair
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

TARGET = ObservationKind.TARGET
# Below this many more than planned, even a multiple is a matter of one or two cases.
FEW = 3


@rule(
    "TGT09",
    Severity.INFO,
    title="Target was met early",
    source="practice: a target that is met is raised or closed",
    advice="Consider a more ambitious target.",
    on=Indicator,
    given=has_target,
)
def target_is_still_ahead(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No result reaches the final target a year or more before it is due.

    A target of 0, or one that the baseline already meets, is left aside, and so is an indicator with targets or results
    that are periodic rather than cumulative: declared so, called annual or quarterly, or undeclared and falling. There
    is one finding a target, at the first result that reaches it.

    Fires: 2019 baseline 0 | 2021 actual 6 | 2025 target 6
    Fires: decrease; 2021 actual 2% | 2025 target 5%
    Silent: 2019 baseline 0 | 2021 actual 5 | 2025 target 6
    Silent: statement Calls answered per year; 2021 actual 6 | 2025 target 6
    Silent: 2019 baseline 6 | 2021 actual 6 | 2025 target 6
    """
    until = context.target_year
    if until is None or min(context.reported_years, default=until) >= until:
        return
    is_periodic = Accumulation.PERIODIC in (indicator.targets_accumulation, indicator.actuals_accumulation)
    if is_periodic or context.may_be_periodic or context.has_doubtful_direction:
        return
    for target, year in context.planned:
        if target.kind is not TARGET or year != until or not target.is_reported or target.value == 0:
            continue
        if early := _meeting_early(target, until, context):
            first = in_time(early)[0]
            message = f"{first.raw} was reached in {first.period} already, the target of {target.raw} is for"
            message = f"{message} {target.period}{undeclared(context, target)}"
            yield Found(message, at=first, observed=first.raw, expected=target.raw)


def _meeting_early(target: Observation, until: int, context: IndicatorContext) -> list[Observation]:
    """The actuals before the year of a target that meet it; none if a baseline met it, so that nothing was reached."""

    def meets(o: Observation) -> bool:
        return context.same_subject(o, target) and context.compare_with_plan(o, target) in (0, 1)

    if any(meets(baseline) for baseline, _ in context.baselines):
        return []
    return [o for o, year in context.actuals if year is not None and year < until and meets(o)]


@rule(
    "TGT10",
    Severity.WARNING,
    title="Result is above what was planned",
    source="practice of UN report cards: a large over-achievement points to a mistake in counting or planning",
    advice="Check how the result was counted; if it is right, revise the milestones and targets ahead.",
    on=Indicator,
    given=is_reported,
)
def result_stays_near_the_plan(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No result exceeds the milestone or target of its period.

    The finding is an info. It is a warning from twice the planned value on (``over_achievement_ratio``), and from three
    more than planned on, since the result or the plan is probably wrong then. No ratio is formed to zero, or between
    yes and no. Nothing is found where the direction is not known. An aim of 0 is the subject of TGT14.

    Fires: increase; 2021 milestone 2 actual 7
    Fires: 2020 baseline 0 | 2021 milestone 100 actual 101
    Silent: increase; 2021 milestone 2 actual 2
    Silent: decrease; 2021 milestone 2 actual 7
    Silent: 2021 milestone 2 actual 7
    """
    for match in context.deviations:
        planned, actual, _ = match
        if not is_known(context, planned) or context.compare_with_plan(actual, planned) != 1:
            continue
        if indicator.direction is Direction.INCREASE and is_above_nothing(planned, actual):
            continue
        ratio = times(match, context)
        is_far = ratio is not None and ratio >= Fraction(context.validation.options.over_achievement_ratio)
        factor = f", {hundredths(ratio)} times as good" if ratio is not None else ""
        message = f"{actual.raw} was reached in {actual.period}, and {planned.raw} planned{factor}"
        message += undeclared(context, planned)
        severity = None if is_far and difference(match) >= FEW else Severity.INFO
        yield Found(message, at=actual, observed=actual.raw, expected=planned.raw, severity=severity)


@rule(
    "TGT11",
    Severity.WARNING,
    title="Result is below what was planned",
    source="practice of UN report cards: under-achievement is explained",
    advice="Explain the shortfall, and the corrective action taken.",
    on=Indicator,
    given=is_reported,
)
def result_keeps_up_with_the_plan(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No result falls short of the milestone or target of its period.

    Periods that are not due yet are left aside: by the day of the options (``today``), the reporting year or, where
    neither is known, the day of the framework's last update. Without any of them, a result of 0 is an info, since
    systems print it for periods to come. Nothing is found where the direction is not known.

    Fires: increase; 2021 milestone 100 actual 59
    Fires: decrease; 2021 milestone 2 actual 7
    Silent: increase; 2021 milestone 59 actual 59
    Silent: 2021 milestone 100 actual 59
    Silent: reporting 2020; increase; 2021 milestone 100 actual 59
    Silent: today 2021-06-30; increase; 2021 milestone 100 actual 59
    Silent: increase; 2021 milestone 100 actual -
    """
    due = context.validation.due
    return [
        Found(
            f"{actual.raw} was reached in {actual.period}, and {planned.raw} planned{undeclared(context, planned)}",
            at=actual,
            observed=actual.raw,
            expected=planned.raw,
            severity=Severity.INFO if due.last is None and is_zero(actual) else None,
        )
        for planned, actual, _ in context.deviations
        if due.holds(planned.period.last_day)
        and is_known(context, planned)
        and context.compare_with_plan(actual, planned) == -1
    ]


@rule(
    "TGT14",
    Severity.WARNING,
    title="Nothing is planned, and something is reached",
    source="practice: systems print 0 where no target was entered",
    advice="Set the target, or leave it out until it is known.",
    on=Indicator,
    given=is_reported,
)
def increases_aim_at_something(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that is declared to increase, with a result above 0, has another value than 0 planned for that period.

    An aim of 0 can only be exceeded. The finding is an info if other periods have an aim, since the start may have been
    expected later. There is one finding an indicator, at the first such result.

    Fires: increase; 2020 target 0 actual 15
    Fires: increase; 2020 milestone 0 actual 15 | 2021 target 20
    Silent: increase; 2020 target 5 actual 15
    Silent: increase; 2020 target 0 actual 0
    Silent: decrease; 2020 target 0 actual 15
    """
    if indicator.direction is not Direction.INCREASE:
        return
    above = [actual for planned, actual, _ in context.deviations if is_above_nothing(planned, actual)]
    if above:
        severity = Severity.INFO if any(o.is_reported and o.value != 0 for o, _ in context.planned) else None
        others = len(above) - 1
        more = f", and more in {others} other period{'s' * (others > 1)}" if others else ""
        first = above[0]
        message = f"0 was planned for {first.period}, and {first.raw} reached{more}; the aim is an increase"
        yield Found(message, at=first, observed=first.raw, expected="a planned value above 0", severity=severity)


@rule(
    "TGT12",
    Severity.INFO,
    title="Result without a plan for it",
    source="IATI allows it; practice: results are reported against a plan",
    advice="Set the milestone, or accept that there was none.",
    on=Indicator,
    given=is_reported,
)
def result_was_planned(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every period with a result has a milestone or target with a value.

    A milestone or target for the total covers each group and place, and that of a year its quarters. There is one
    finding a period.

    Fires: 2020 milestone - actual 1 | 2021 milestone 2 actual 2
    Fires: 2020 milestone TBD actual 0
    Silent: 2020 milestone 1 actual 1
    Silent: 2020 milestone - actual -
    Silent: 2020Q1 actual 1 | 2020Q2 actual 2 | 2020 target 3
    """
    plans, spanning = _plans_by_year(context)
    first: dict[tuple[int, dt.date | None], Observation] = {}
    for o, year in context.actuals:
        if year is None or not o.is_reported:
            continue
        near = [*plans.get(year, ()), *plans.get(year + 1, ()), *spanning]
        if any(plan.period.covers(o.period) for plan in near):
            continue
        if not any(belong_together(plan, o) for plan in plans.get(year, ())):
            first.setdefault((year, o.period.end), o)
    for o in first.values():
        message = f"{o.raw} is reported for {o.period}, without a planned value"
        yield Found(message, at=o, observed=o.raw, expected="a milestone or target")


def _plans_by_year(context: IndicatorContext) -> tuple[dict[int, list[Observation]], list[Observation]]:
    """The planned values by the year in which their period ends, and those among them of more than two years."""
    plans: dict[int, list[Observation]] = {}
    spanning: list[Observation] = []
    for o, year in context.planned:
        if o.is_reported and year is not None:
            plans.setdefault(year, []).append(o)
            if (o.period.first_year or year) < year - 1:
                spanning.append(o)
    return plans, spanning


def is_zero(o: Observation) -> bool:
    """True if the value is the number 0."""
    return isinstance(o.value, Decimal) and not o.value


def is_above_nothing(planned: Observation, actual: Observation) -> bool:
    """True if 0 was planned, and a number above 0 is reached."""
    values = planned.value, actual.value
    return isinstance(values[0], Decimal) and isinstance(values[1], Decimal) and values[0] == 0 < values[1]


def times(match: ComparedPair, context: IndicatorContext) -> Fraction | None:
    """The ratio of a result to the planned value, inverted for a decrease; None where it has no meaning."""
    actual, planned = (number(o) for o in (match.actual, match.planned))
    if actual is None or planned is None or actual <= 0 or planned <= 0:
        return None
    return planned / actual if context.direction.direction is Direction.DECREASE else actual / planned


def number(o: Observation) -> Fraction | None:
    """The value as a single number; None where it is none."""
    bounds = bounds_of(o.value)
    return bounds.fraction if bounds is not None else None


def difference(match: ComparedPair) -> Fraction:
    """The distance of a result from the planned value, in shares as in percent."""
    actual, planned = (number(o) or Fraction(0) for o in (match.actual, match.planned))
    is_ratio = isinstance(match.actual.value, Ratio) or isinstance(match.planned.value, Ratio)
    return abs(actual - planned) * (100 if is_ratio else 1)


def hundredths(ratio: Fraction) -> str:
    """A ratio in digits, cut off after the second decimal."""
    return format(Decimal(int(ratio * 100)).scaleb(-2).normalize(), "f")
