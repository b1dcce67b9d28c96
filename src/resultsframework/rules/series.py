"""
Rules about the series of an indicator: its periods, values that are due, and values that contradict each other.

The year of a period is the one in which it ends. Nothing that is not yet due is reported as missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from resultsframework.cell import parse_value
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring import belong_together, by_subject, compare, looks_cumulative, period_and_subject
from resultsframework.observation import in_time
from resultsframework.value import Missing, Range, Ratio, is_reported, with_type

from ._finding import Severity
from ._given import has_periods, has_planned_values, has_printed_result, has_reporting_year
from ._rule import Found, rule

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._context import IndicatorContext

PRINTED_RESULT = re.compile(r"\s*(?P<year>[0-9]{4})\s+results?\b\s*:?(?P<value>.*)", re.IGNORECASE | re.DOTALL)
# Values with an order of their own; text, levels and missing values have none.
FIRM = (Decimal, Ratio, Range, bool)
OPEN = (Missing.EMPTY, Missing.ABSENT, Missing.TO_BE_DETERMINED)


@rule(
    "SER01",
    Severity.WARNING,
    title="Period lies outside the plan",
    source="the plan period that a framework states",
    advice="Correct the year of the period, or the plan period.",
    on=Indicator,
    given=has_periods,
)
def period_lies_in_plan(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every period of a series ends within the plan period.

    A value from outside is not part of the plan, or its year is wrong. The date of a baseline is not a period.

    Fires: plan 2020-2025; 2019 baseline 0 | 2024 milestone 4 | 2026 target 5
    Silent: plan 2020-2025; 2019 baseline 0 | 2024 milestone 4 | 2025 target 5
    """
    start, end, first, last = (
        context.validation.plan_start,
        context.validation.plan_end,
        context.first_year,
        context.last_year,
    )
    if start is None or end is None or first is None or last is None or (start <= first and last <= end):
        return ()
    plan = f"{start} to {end}"
    return [
        Found(f"the period {period} ends outside the plan, {plan}", at=place, observed=year, expected=plan)
        for period, place in context.places_of_periods().items()
        if (year := period.last_year) is not None and not start <= year <= end and start <= end
    ]


@rule(
    "SER02",
    Severity.WARNING,
    title="Series has a gap",
    source="practice: a series is reported year by year, or states its frequency",
    advice="Add the missing periods, or state how often the indicator is reported.",
    on=Indicator,
    given=has_periods,
)
def series_has_no_hole(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The periods of a series cover every year from its first to its last.

    A period of several years covers all of them. Periods without a value count as well: the year was considered. Two
    years far apart are hardly a series; the finding is an info then.

    Fires: 2020 milestone 1 | 2021 milestone 2 | 2024 milestone 5
    Silent: 2020 milestone 1 | 2021 milestone 2 | 2022 milestone 3
    Silent: 2020 milestone 1 | 2021-2023 milestone 4 | 2024 milestone 5
    """
    first, last = context.first_year, context.last_year
    if first is None or last is None or last - first < len(context.years):
        return ()
    covered = set(context.years)
    if context.has_dates:
        for period in indicator.series.periods:
            covered.update(period.years or ())
    missing = [year for year in range(first, last) if year not in covered]
    if not missing:
        return ()
    years = spans_of(missing)
    severity = Severity.INFO if len(context.years) == 2 and len(missing) > 1 else None
    message = f"between {first} and {last} there is no period for {years}"
    return (Found(message, expected=years, severity=severity),)


@rule(
    "SER03",
    Severity.INFO,
    title="Series starts later than the plan",
    source="practice: an indicator is followed through the whole plan",
    advice="Give the reason, such as a new strategic plan that introduced the indicator.",
    on=Indicator,
    given=has_periods,
)
def series_starts_with_plan(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The first period of a series begins in the first year of the plan, or before.

    There are reasons for adding an indicator later, which are worth documenting.

    Fires: plan 2020-2025; 2021 baseline 0 | 2022 milestone 4 | 2025 target 5
    Silent: plan 2020-2025; 2019 baseline 0 | 2020 milestone 4 | 2025 target 5
    """
    start, first = context.validation.plan_start, context.first_year
    if start is None or first is None or first <= start:
        return ()
    if context.has_dates:
        starts = (period.first_year or period.last_year for period in indicator.series.periods)
        # Values may be of years that no stated period has.
        first = min([first, *filter(None, starts)])
        if first <= start:
            return ()
    message = f"the series starts in {first}, and the plan in {start}"
    return (Found(message, observed=first, expected=start),)


@rule(
    "SER04",
    Severity.ERROR,
    title="Two values for one period",
    source="logic: a period has one value for each group and place",
    advice="State the group or place of each value, or merge them.",
    on=Indicator,
    given=has_periods,
)
def period_has_one_value(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    For each period, group and place there is at most one planned value, and at most one result.

    Two of them contradict each other, or are shares of an unnamed total. Cells without a value and values of an unknown
    period are left aside.

    Fires: 2020 actual 3 | 2020 actual 4
    Fires: 2020 milestone 3 | 2020 target 4
    Silent: 2020 milestone 3 actual 4
    Silent: 2020 actual 3 | 2020 actual -
    """
    found: list[Found] = []
    for kind, values in (("planned value", context.planned), ("result", context.actuals)):
        seen: dict[Hashable, Observation] = {}
        for o, _ in values if len(values) > 1 else ():
            if not o.is_reported or not o.period.is_stated:
                continue
            key = period_and_subject(indicator, o)
            if (earlier := seen.setdefault(key, o)) is not o:
                message = f"the {kind} {o.raw!r} is the second for {o.period}, after {earlier.raw!r}"
                found.append(Found(message, at=o, observed=o.raw, expected="one value"))
    return found


@rule(
    "SER05",
    Severity.ERROR,
    title="Result for a future year",
    source="IATI standard ruleset: results are reported after the event",
    advice="Correct the period, or the reporting year.",
    on=Indicator,
)
def result_is_not_in_the_future(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No result is reported for a period that begins after the reporting year.

    Fires: reporting 2021; 2022 milestone 4 actual 3
    Silent: reporting 2021; 2021 milestone 4 actual 3 | 2022 milestone 5 actual -
    Silent: 2022 milestone 4 actual 3
    """
    reporting = context.validation.reporting_year
    if reporting is None:
        return ()
    return [
        Found(
            f"a result is reported for {o.period}, after the reporting year {reporting}",
            at=o,
            observed=o.raw,
            expected="no result yet",
        )
        for o, year in context.actuals
        if year is not None and year > reporting and o.is_reported and (o.period.first_year or year) > reporting
    ]


@rule(
    "SER06",
    Severity.WARNING,
    title="Result is overdue",
    source="practice: planned values are reported on in their year",
    advice="Report the result, or mark it as not available.",
    on=Indicator,
    given=has_reporting_year,
)
def result_is_there_when_due(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every milestone and target that is due has a result, or a reason for its absence.

    Periods that end in the reporting year or before are due. Numbers and yes or no require a result; text does not,
    since it cannot be compared. A result for one group or place is accepted. There is one finding a period.

    Fires: reporting 2021; 2020 milestone 1 actual 1 | 2021 milestone 2 actual -
    Silent: reporting 2021; 2020 milestone 1 actual 1 | 2021 milestone 2 actual 2
    Silent: reporting 2021; 2020 milestone 1 actual 1 | 2021 milestone 2 actual N/A
    Silent: reporting 2020; 2020 milestone 1 actual 1 | 2021 milestone 2 actual -
    """
    reporting = context.validation.reporting_year
    if reporting is None or context.is_exempt:
        return ()
    reported = [(a, when) for a, when in context.actuals if a.value not in OPEN]
    overdue: dict[tuple[int, dt.date | None], Observation] = {}
    for o, year in context.planned:
        if year is None or year > reporting or not is_firm(o):
            continue
        if not any(when == year and belong_together(a, o) for a, when in reported):
            overdue.setdefault((year, o.period.end), o)
    return [
        Found(f"{o.raw} was planned for {o.period}, and no result is reported", at=o, expected="a result")
        for o in overdue.values()
    ]


@rule(
    "SER07",
    Severity.WARNING,
    title="Running total falls",
    source="practice: a running total can only grow",
    advice="Correct the value, or declare that the values are no running totals.",
    on=Indicator,
)
def running_total_does_not_fall(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No value that is declared as cumulative and to increase is below the one before it.

    A fall may be a correction of an earlier year, which needs an explanation. Each group and place is checked by
    itself.

    Fires: cumulative; increase; 2020 actual 5 | 2021 actual 4
    Silent: cumulative; increase; 2020 actual 5 | 2021 actual 6
    Silent: increase; 2020 actual 5 | 2021 actual 4
    """
    if indicator.direction is not Direction.INCREASE:
        return
    for declared, values in (
        (indicator.targets_accumulation, context.planned),
        (indicator.actuals_accumulation, context.actuals),
    ):
        if declared is not Accumulation.CUMULATIVE:
            continue
        for series in by_subject(indicator, (o for o, _ in values)):
            for earlier, later in pairwise(series):
                if compare(later.value, earlier.value) == -1:
                    message = f"the running total falls from {earlier.raw} in {earlier.period} to {later.raw}"
                    yield Found(message, at=later, observed=later.raw, expected=f"{earlier.raw} or more")


@rule(
    "SER08",
    Severity.INFO,
    title="Values look like running totals",
    source="practice: milestones that rise to the target are running totals",
    advice="Declare whether the planned values are cumulative.",
    on=Indicator,
    given=has_planned_values,
)
def running_totals_are_declared(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    Planned values that rise steadily to a numeric target have a declared accumulation.

    Adding up running totals counts the first year again and again. Percentages are left aside: a rising share is not a
    total.

    Fires: 2020 milestone 50 | 2021 milestone 100 | 2022 target 155
    Silent: 2020 milestone 50 | 2021 milestone 50 | 2022 target 155
    Silent: 2021 milestone 100 | 2022 target 155
    Silent: 2020 milestone 50 | 2021 milestone 100 | 2022 target -
    """
    if indicator.targets_accumulation is not Accumulation.UNKNOWN or not looks_cumulative(indicator):
        return ()
    values = ", ".join(o.raw for o in in_time(indicator.planned) if o.is_reported)
    message = f"the planned values look like running totals: {values}"
    return (Found(message, observed="not declared", expected="cumulative or periodic"),)


@rule(
    "SER09",
    Severity.ERROR,
    title="Printed summary differs from the cell",
    source="the summary line of a portal page, which repeats one cell of the series",
    advice="Rely on the cell; correct the summary.",
    on=Indicator,
    given=has_printed_result,
)
def printed_result_is_in_the_series(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The result in the printed summary of a page is the one in the series.

    One of the two is out of date, and a reader cannot know which. N/A in the summary means no result. Years with
    results for groups or places only are left aside.

    Fires: printed 2021 Result 7; 2021 milestone 2 actual 6
    Fires: printed 2021 Result N/A; 2021 milestone 2 actual 6
    Silent: printed 2021 Result 7; 2021 milestone 2 actual 7
    Silent: printed 2021 Result N/A; 2021 milestone 2 actual -
    """
    match = PRINTED_RESULT.fullmatch(indicator.printed_result or "")
    if match is None:
        return ()
    year = int(match["year"])
    printed = parse_value(match["value"].strip(), year=year).value
    of_year = [o for o, when in context.actuals if when == year and o.is_reported]
    totals = [o for o in of_year if o.is_total]
    agree = any(with_type(o.value) == with_type(printed) for o in totals) if of_year else not is_reported(printed)
    if agree or (of_year and not totals):
        return ()
    cell = totals[0].raw if totals else "no result"
    message = f"the printed result for {year} is {match['value'].strip()!r}, and the series has {cell}"
    return (Found(message, at="printed_result", observed=match["value"].strip(), expected=cell),)


@rule(
    "SER11",
    Severity.INFO,
    title="No result in the reporting year",
    source="practice: an indicator is reported every year, or closed",
    advice="Report a result for the year, or close the indicator.",
    on=Indicator,
    implied_by=("SER06",),
    given=has_reporting_year,
)
def results_are_up_to_date(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator with results of earlier years has one for the reporting year.

    If a value was planned for that year, the overdue result is the cause. The year has ended by the day of the options
    (``today``), where that is given.

    Fires: reporting 2021; 2020 milestone - actual 1 | 2024 milestone - actual -
    Silent: reporting 2021; 2020 milestone - actual 1 | 2021 milestone - actual 2
    Silent: reporting 2021; 2020 milestone - actual - | 2021 milestone - actual -
    Silent: reporting 2021; today 2021-06-30; 2020 milestone - actual 1 | 2024 milestone - actual -
    """
    reporting = context.validation.reporting_year
    years = context.reported_years
    if reporting is None or not years or reporting in years or min(years) > reporting or context.is_exempt:
        return ()
    if not context.validation.due.holds(dt.date(reporting, 12, 31)):
        return ()
    reported = [(o, year) for o, year in context.actuals if year is not None and o.is_reported]
    latest = max((year for _, year in reported if year < reporting), default=None)
    if latest is None or any(o.period.holds(reporting) for o, _ in reported):
        return ()
    at = next((o for o, year in context.planned if year == reporting), "")
    message = f"the last result is of {latest}, and there is none for {reporting}"
    return (Found(message, at=at, observed=latest, expected=reporting),)


def spans_of(years: list[int]) -> str:
    """Years in words: "2021, 2023 to 2025"."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def is_firm(o: Observation) -> bool:
    """True if the value has an order of its own: a number, a ratio, a range, or yes or no."""
    return isinstance(o.value, FIRM)
