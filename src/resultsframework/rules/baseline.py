"""
Rules about baselines: their presence, their year, and their comparability with the other values.

Every baseline is checked, also where an indicator has one for each group or place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Indicator
from resultsframework.observation import ObservationKind
from resultsframework.period import Period
from resultsframework.value import Missing, is_numeric, is_reported, kind_of

from ._finding import Severity
from ._given import has_baselines
from ._rule import Found, rule
from ._validation import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation
    from resultsframework.value import Value

    from ._context import IndicatorContext

TARGET = ObservationKind.TARGET
LEADING_YEAR = re.compile(r"(?<!\s)\s*[0-9]{4}\s*:")


def without_baseline_year_zero(indicator: Indicator) -> Indicator:
    """The indicator without the period of a baseline whose year is 0; any other text is kept."""
    observations = tuple(
        attrs.evolve(o, period=Period()) if o.kind is ObservationKind.BASELINE and is_year_zero(o.period) else o
        for o in indicator.series
    )
    if observations == indicator.series.observations:
        return indicator
    return attrs.evolve(indicator, series=attrs.evolve(indicator.series, observations=observations))


def is_year_zero(period: Period) -> bool:
    """True if a period consists of zeros only."""
    return period == Period(raw=period.raw) and re.fullmatch(r"\s*0+\s*", period.raw or "") is not None


@rule(
    "BAS01",
    Severity.WARNING,
    title="Baseline year is no year",
    source="IATI 2.03 schema: the year of a baseline is a positive number",
    advice="Leave the year out until it is known, or supply the year of measurement.",
    on=Indicator,
    implied_by=("BAS07",),
    given=has_baselines,
    fix=without_baseline_year_zero,
)
def baseline_year_is_a_year(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The year of a baseline, where stated, is a calendar year from 1900 to 2200.

    Systems print a 0 where no year was entered, and no comparison over time can start from it. Where the value is
    missing too, the missing baseline is the cause.

    Fires: 0 baseline 4 | 2020 milestone 5
    Fires: 9999-99-99 baseline 4 | 2020 milestone 5
    Silent: 2019 baseline 4 | 2020 milestone 5
    Silent: - baseline 4 | 2020 milestone 5
    """
    for baseline, year in context.baselines:
        period = baseline.period
        if (year is None and period.raw and not period.is_stated) or (year is not None and year not in CALENDAR):
            stated = str(period)
            message = f"the baseline's year reads {stated!r}, which is no calendar year"
            # At the indicator itself, as are the findings that it has neither a baseline nor any other value.
            at = "" if context.validation.absence.is_without_values(context.indicator) else baseline
            yield Found(message, at=at, observed=stated, expected="a year from 1900 to 2200")


@rule(
    "BAS02",
    Severity.ERROR,
    title="Baseline lies after the first period",
    source="UN Women portal glossary and OECD: a baseline describes the situation at the start",
    advice="Correct the year; if the baseline is still to be determined, leave the year out.",
    on=Indicator,
    given=has_baselines,
)
def baseline_before_first_period(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No baseline is later than the first year with a milestone, target or result.

    Progress is measured from the baseline. A baseline taken during the work, or at its end, already includes the change
    it should be compared with. A baseline of a group or place is compared with the years of that group, or else with
    those of the total. The year of a value that is still to be determined counts as well; an empty cell, or a value
    that is not available, cannot be late.

    Fires: 2025 baseline TBD | 2022 milestone - | 2025 target 3
    Silent: 2021 baseline 0 | 2022 milestone - | 2025 target 3
    Silent: 2025 baseline - | 2022 milestone - | 2025 target 3
    """
    return [
        Found(
            f"the baseline is of {year}, after {first}, the first year with a milestone, target or result",
            at=baseline,
            observed=year,
            expected=f"{first} or earlier",
        )
        for baseline, year in context.baselines
        if year is not None and is_coming(baseline) and (first := context.first_year_of(baseline)) and year > first
    ]


@rule(
    "BAS03",
    Severity.ERROR,
    title="Baseline does not lie before the target",
    source="logic: a trajectory from the baseline to the target needs time between them",
    advice="Correct the date; if the baseline is still to be determined, set a year before the target.",
    on=Indicator,
    implied_by=("BAS02",),
    given=has_baselines,
)
def baseline_before_target(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every baseline is from before the last day of the target's period.

    A later one leaves no trajectory from baseline to target. Where only a year is stated, and it is the target's, the
    finding is an info: the value may be from the beginning of that year. A baseline that is still to be determined in
    the target's year or later will not be known before the target is due, which is a warning. An empty baseline is the
    subject of BAS07.

    Fires: 2026 baseline 0 | 2025 target 3
    Fires: 2025-12-31..2025-12-31 baseline 0 | 2025 target 3
    Fires: 2025 baseline 0 | 2025 target 3
    Fires: 2025 baseline TBD | 2025 target 3
    Silent: 2024 baseline 0 | 2025 target 3
    Silent: 2025-01-01..2025-01-01 baseline 0 | 2025 target 3
    Silent: 2025 baseline - | 2025 target 3
    """
    until = context.target_year
    if until is None:
        return
    for baseline, year in context.baselines:
        if year is None or year < until or not is_coming(baseline):
            continue
        severity = lateness(baseline, context, until)
        if severity is not None:
            when = baseline.period.end or year
            message = f"the baseline is of {when}, and the target of {until}"
            if baseline.value is Missing.TO_BE_DETERMINED:
                message = f"the baseline will only be determined in {when}, and the target is of {until}"
            yield Found(message, at=baseline, observed=str(when), expected=f"earlier than {until}", severity=severity)


@rule(
    "BAS10",
    Severity.WARNING,
    title="Year and day of the baseline differ",
    source="IATI 2.03: the year and the day of a baseline are of one measurement",
    advice="Correct one of the two.",
    on=Indicator,
    given=has_baselines,
)
def baseline_has_one_date(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The day of a baseline lies in its year, if both are stated.

    Fires: baseline of 2019 on 2018-12-31
    Fires: baseline of 2019 on 2017-05-31
    Silent: baseline of 2019 on 2019-12-31
    Silent: 2019 baseline 0
    """
    for baseline, _ in context.baselines:
        year, day = baseline.period.year, baseline.period.start
        if year is not None and day is not None and day.year != year:
            message = f"the baseline's year is {year}, and its day {day.isoformat()}"
            yield Found(message, at=baseline, observed=day.isoformat(), expected=f"a day in {year}")


@rule(
    "BAS04",
    Severity.INFO,
    title="Baseline is of the first year of the series",
    source="UN Women portal glossary: a baseline describes the situation at the start",
    advice="Confirm that the value is from the beginning of that year.",
    on=Indicator,
    implied_by=("BAS03",),
    given=has_baselines,
)
def baseline_not_in_first_period(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No baseline is from the year of the first milestone, target or result.

    A value measured at the end of that year would include the achievements of the year. Baselines without a value are
    left aside, as there is nothing to confirm.

    Fires: 2022 baseline 0 | 2022 milestone - | 2025 target 3
    Silent: 2021 baseline 0 | 2022 milestone - | 2025 target 3
    Silent: 2022 baseline TBD | 2022 milestone - | 2025 target 3
    """
    return [
        Found(
            f"the baseline is of {year}, which is also the first year with a milestone, target or result",
            at=baseline,
            observed=year,
            expected=f"earlier than {year}, or the beginning of {year}",
        )
        for baseline, year in context.baselines
        if year is not None and baseline.is_reported and year == context.first_year_of(baseline)
    ]


@rule(
    "BAS05",
    Severity.WARNING,
    title="Baseline is older than the plan allows",
    source="logic: a measurement long before the plan does not describe its start",
    advice="Measure again, or explain why the old value is still valid.",
    on=Indicator,
    given=has_baselines,
)
def baseline_is_recent(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No baseline is more than a year older than the first year of the plan.

    Otherwise changes of the years between would be credited to the plan. The number of years allowed is an option
    (``stale_baseline_years``). A baseline without a value cannot be outdated.

    Fires: plan 2020-2025; 2018 baseline 5 | 2024 milestone 9
    Silent: plan 2020-2025; 2019 baseline 5 | 2024 milestone 9
    Silent: plan 2020-2025; 2018 baseline TBD | 2024 milestone 9
    """
    start = context.validation.plan_start
    if start is None:
        return ()
    earliest = start - context.validation.options.stale_baseline_years
    return [
        Found(
            f"the baseline is of {year}, {start - year} years before the plan begins in {start}",
            at=baseline,
            observed=year,
            expected=f"{earliest} or later",
        )
        for baseline, year in context.baselines
        if year is not None and year < earliest and year in CALENDAR and baseline.is_reported
    ]


@rule(
    "BAS06",
    Severity.WARNING,
    title="Baseline is still to be determined",
    source="practice: a baseline is collected before the first value is due",
    advice="Collect the baseline.",
    on=Indicator,
    implied_by=("BAS02", "BAS03"),
    given=has_baselines,
)
def baseline_is_determined(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No baseline is still to be determined once the first period is due.

    The finding is an info until the reporting year reaches the first period, and remains one if the reporting year is
    not known.

    Fires: 2021 baseline TBD | 2022 milestone 4
    Fires: reporting 2022; 2021 baseline TBD | 2022 milestone 4
    Silent: 2021 baseline 0 | 2022 milestone 4
    """
    first, reporting = context.first_year, context.validation.reporting_year
    is_due = first is not None and reporting is not None and first <= reporting
    for baseline, _ in context.baselines:
        if baseline.value is Missing.TO_BE_DETERMINED and not context.is_exempt:
            due = f", and the first period, {first}, is due" if is_due else ""
            severity = None if is_due else Severity.INFO
            message = f"the baseline is still to be determined{due}"
            yield Found(message, at=baseline, observed=baseline.raw, expected="a value", severity=severity)


@rule(
    "BAS08",
    Severity.WARNING,
    title="Baseline has a value and no year",
    source="IATI 2.03 schema: a baseline states its year",
    advice="Supply the year of measurement.",
    on=Indicator,
    implied_by=("BAS01",),
    given=has_baselines,
)
def baseline_value_has_a_year(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every baseline with a value states its year.

    A value without a date cannot be the start of a trajectory.

    Fires: - baseline 4 | 2020 milestone 5
    Fires: 0 baseline 4 | 2020 milestone 5
    Silent: 2019 baseline 4 | 2020 milestone 5
    Silent: - baseline TBD | 2020 milestone 5
    """
    return [
        Found("the baseline has a value and no year", at=baseline, observed=str(baseline.period), expected="a year")
        for baseline, year in context.baselines
        if year is None and baseline.is_reported and not baseline.period.is_stated
    ]


@rule(
    "BAS09",
    Severity.ERROR,
    title="Baseline is of another kind than the target and the results",
    source="logic: only values of one kind can be compared",
    advice="State the baseline in the form of the other values, or correct them.",
    on=Indicator,
    implied_by=("VAL29", "VAL30"),
    given=has_baselines,
)
def baseline_is_of_the_kind_of_the_others(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A baseline is a number where the planned values and results are numbers, yes or no where they are, and so on.

    Numbers, ratios and ranges are one kind. Where the other values are of several kinds, a baseline of any of these is
    accepted. The finding is an info where a text has a number in it, which a person can compare.

    Fires: 2019 baseline No | 2025 target 3
    Silent: 2019 baseline 20% | 2025 target 3/5
    Silent: 2019 baseline No | 2025 target Yes
    Silent: 2019 baseline TBD | 2025 target 3
    """
    if {type(baseline.value) for baseline, _ in context.baselines} <= context.types:
        return
    values = (*context.planned, *context.actuals)
    others = {sort for o, _ in values if (sort := sort_of(o.value)) is not None}
    expected = " or ".join(sorted(others))
    for baseline, _ in context.baselines if others else ():
        sort = sort_of(baseline.value)
        if sort is not None and sort not in others:
            message = f"the baseline is {sort}, and the other values are {expected}"
            severity = Severity.INFO if has_number_in_text([baseline, *(o for o, _ in values)]) else None
            yield Found(message, at=baseline, observed=baseline.raw, expected=expected, severity=severity)


def sort_of(value: Value) -> str | None:
    """The kind of a value in words, with ratios and ranges as numbers; None where it is missing."""
    if not is_reported(value):
        return None
    return "a number" if is_numeric(value) else kind_of(value)


def has_number_in_text(values: Iterable[Observation]) -> bool:
    """True if some text has a number in it, other than the year before a colon."""
    return any(isinstance(o.value, str) and any(map(str.isdecimal, LEADING_YEAR.sub("", o.value))) for o in values)


def is_coming(baseline: Observation) -> bool:
    """True if a baseline has a value, or is to have one."""
    return baseline.is_reported or baseline.value is Missing.TO_BE_DETERMINED


def lateness(baseline: Observation, context: IndicatorContext, until: int) -> Severity | None:
    """The severity of a baseline that is of the target's year or later; None where its day is early enough."""
    year, day = baseline.period.last_year, baseline.period.end
    if baseline.value is Missing.TO_BE_DETERMINED:
        return Severity.WARNING
    if year is not None and year > until:
        return Severity.ERROR
    if day is None:
        return Severity.INFO
    goal = max(
        o.period.last_day for o, when in context.planned if o.kind is TARGET and when == until and o.period.last_day
    )
    return Severity.ERROR if day >= goal else None
