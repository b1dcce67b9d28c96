"""
Rules about wholes and their parts: groups of a total, and the periods of a longer one.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from resultsframework.indicator import Accumulation, Indicator, Measure
from resultsframework.subject import Subject, subject_of

from ._finding import Severity
from ._given import has_complete_dimensions, has_planned_values, is_disaggregated
from ._rule import Found, rule
from ._words import NOT_WHOLE, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from resultsframework.observation import Observation

    from ._context import IndicatorContext

# Subjects named in one message.
NAMED = 4
ONE_DAY = dt.timedelta(days=1)


@rule(
    "VAL14",
    Severity.WARNING,
    title="Groups do not add up to the total",
    source="logic: groups that are exhaustive and do not overlap add up to the total",
    advice="Correct the groups or the total.",
    on=Indicator,
    given=has_complete_dimensions,
)
def groups_add_up(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The values of all groups of a dimension add up to the total, for the same period and places.

    A framework does not state whether groups are exhaustive and do not overlap, so only the dimensions given as an
    option are checked (``complete_dimensions``); there are none by default. Shares never add up and are left aside, as
    are groups with values that are not numbers.

    Fires: complete sex; 2020 actual 10; 2020 women 4; 2020 men 5
    Silent: complete sex; 2020 actual 10; 2020 women 4; 2020 men 6
    Silent: 2020 actual 10; 2020 women 4; 2020 men 5
    """
    dimensions = context.validation.options.complete_dimensions
    if not dimensions or context.is_share:
        return
    wholes, groups = _wholes_and_groups(context)
    for (when, whole), dimension in product(wholes, dimensions):
        parts = groups.get((when, dimension), [])
        values = [part.value for part in parts if isinstance(part.value, Decimal)]
        if len(parts) < 2 or len(values) < len(parts) or not isinstance(whole.value, Decimal):
            continue
        total = sum(values)
        if total != whole.value:
            listed = " + ".join(part.raw for part in sorted(parts, key=lambda part: str(part.disaggregation)))
            message = f"the groups by {dimension} are {listed}, and the total is {whole.raw}"
            yield Found(message, at=whole, observed=whole.raw, expected=total)


def _wholes_and_groups(
    context: IndicatorContext,
) -> tuple[list[tuple[Hashable, Observation]], dict[Hashable, list[Observation]]]:
    """The totals, each with its moment, and the values of groups by moment and dimension."""
    wholes: list[tuple[Hashable, Observation]] = []
    groups: dict[Hashable, list[Observation]] = {}
    for o in context.observations:
        moment: Hashable = (o.kind, o.period, Subject(places=context.subject_of(o).places), o.unit)
        if not o.disaggregation:
            wholes.append((moment, o))
        elif len(o.disaggregation) == 1:
            groups.setdefault((moment, o.disaggregation[0].dimension), []).append(o)
    return wholes, groups


@rule(
    "VAL22",
    Severity.ERROR,
    title="Group is larger than its total",
    source="logic: a part is at most the whole",
    advice="Correct the group or the total.",
    on=Indicator,
    given=is_disaggregated,
)
def groups_are_within_the_total(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No count of a group, or of a place, is above the total of the same kind and period.

    Averages, rates, scores and other values that a group may exceed are left aside, as are statements that do not say
    what is measured. There is one finding for each total.

    Fires: 2020 actual 10; 2020 women 12
    Silent: 2020 actual 10; 2020 women 8
    Silent: statement Average score; 2020 actual 10; 2020 women 12
    Silent: measure percentage; 2020 actual 10; 2020 women 12
    """
    statement = indicator.statement or ""
    if indicator.measure not in (None, Measure.UNIT) or context.is_share:
        return
    if is_placeholder(statement) or NOT_WHOLE.search(statement):
        return
    cells = [o for o in context.observations if isinstance(o.value, Decimal)]
    totals = _single_totals(cells, context)
    for o in cells:
        whole = totals.get(moment_of(o))
        if whole is not None and number_of(o) > number_of(whole) >= 0:
            del totals[moment_of(o)]  # one finding for each of them
            message = f"the {o.kind.value} of {context.subject_of(o)} is {o.raw}, and the total {whole.raw}"
            yield Found(message, at=o, observed=o.raw, expected=f"{whole.raw} or less")


def _single_totals(cells: Iterable[Observation], context: IndicatorContext) -> dict[Hashable, Observation]:
    """The total of each moment that has one alone."""
    totals: dict[Hashable, list[Observation]] = {}
    for o in cells:
        if context.subject_of(o).is_total:
            totals.setdefault(moment_of(o), []).append(o)
    return {moment: wholes[0] for moment, wholes in totals.items() if len(wholes) == 1}


@rule(
    "TGT15",
    Severity.WARNING,
    title="Planned values of periods do not add up",
    source="logic: values that are each of a period alone add up to that of the whole",
    advice="Correct the values, or the accumulation that is declared.",
    on=Indicator,
    given=has_planned_values,
)
def planned_periods_add_up(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The planned values of the parts of a period, declared as periodic, add up to the value planned for the whole.

    The parts have to cover the whole without gap or overlap, and be of the same group and place. Shares never add up.

    Fires: periodic; 2020-01-01..2020-06-30 milestone 10 | 2020-07-01..2020-12-31 milestone 10 | 2020 target 60
    Silent: periodic; 2020-01-01..2020-06-30 milestone 10 | 2020-07-01..2020-12-31 milestone 10 | 2020 target 20
    Silent: 2020-01-01..2020-06-30 milestone 10 | 2020-07-01..2020-12-31 milestone 10 | 2020 target 60
    Silent: periodic; 2020-01-01..2020-06-30 milestone 10 | 2020 target 60
    """
    if indicator.targets_accumulation is not Accumulation.PERIODIC or context.is_share:
        return
    planned = [o for o, _ in context.planned if isinstance(o.value, Decimal)]
    for whole in planned:
        parts = parts_of(whole, [o for o in planned if context.same_subject(o, whole) and o.unit == whole.unit])
        total = sum(map(number_of, parts))
        if parts and total != whole.value:
            listed = " + ".join(part.raw for part in parts)
            message = f"{whole.raw} is planned for {whole.period}, and {listed} = {total} for its parts"
            yield Found(message, at=whole, observed=whole.raw, expected=total)


@rule(
    "TGT16",
    Severity.INFO,
    title="Planned by group and never reported so",
    source="practice: who is planned for is reported on",
    advice="Report the results of the groups, or plan the total.",
    on=Indicator,
    given=is_disaggregated,
)
def planned_groups_are_reported(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator with planned values of groups or places has results of some of them.

    Indicators without any result yet are left aside.

    Fires: 2020 actual 10; 2020 milestone women 12
    Silent: 2020 women 8; 2020 milestone women 12
    Silent: 2020 actual -; 2020 milestone women 12
    """
    planned = {context.subject_of(o): o for o, _ in context.planned if o.is_reported}
    reported = {context.subject_of(o) for o, _ in context.actuals if o.is_reported}
    groups = [subject for subject in planned if not subject.is_total]
    if not groups or not reported or not reported.isdisjoint(groups):
        return
    listed = "; ".join(sorted({str(subject) for subject in groups})[:NAMED])
    others = "the total only" if all(subject.is_total for subject in reported) else "others only"
    message = f"values are planned for {listed}, and results are reported for {others}"
    yield Found(message, at=planned[groups[0]], observed=listed, expected="results of the groups")


@rule(
    "VAL27",
    Severity.INFO,
    title="Group or place has no name",
    source="IATI 2.03 schema: a dimension has a name and a value, and a location refers to one of the activity",
    advice="Name the group or place, or leave the empty element out.",
    on=Indicator,
    given=is_disaggregated,
)
def groups_have_names(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every group of a value has a dimension or a category, and every place a code or a name.

    A group or place without any is left aside: without another one, the value is a total. There is one finding an
    indicator.

    Fires: 2020 actual 4 of nobody
    Fires: 2020 actual 4 of nowhere
    Silent: 2020 women 4
    Silent: 2020 actual 4
    """
    nameless = [(o, noun) for o in context.observations if (noun := nameless_part(o))]
    if nameless:
        o, noun = nameless[0]
        message = f"the {o.kind.value} for {o.period} has a {noun} without a name{one_of(nameless)}"
        yield Found(message, at=o, expected=f"the name of the {noun}")


@rule(
    "VAL28",
    Severity.WARNING,
    title="Categories are the parts of the value",
    source="IATI 2.03 schema: the value of a dimension is the category that it is disaggregated by",
    advice="State each part as a value of its own, with its group.",
    on=Indicator,
    given=is_disaggregated,
)
def categories_are_names(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The categories of a value are names, and not the numbers that it is the sum of.

    Such a value is about no group: 302 with "Kenya: 11" and "Myanmar: 291" is the total of both. Other programs look
    for a category called "11". There is one finding an indicator.

    Fires: 2020 actual 302 by Kenya 11, Myanmar 291
    Silent: 2020 actual 302 by Kenya 11, Myanmar 290
    Silent: 2020 actual 302 by sex women
    """
    broken = [o for o in context.observations if o.breakdown]
    if broken:
        o = broken[0]
        listed = str(Subject(disaggregation=o.breakdown))
        value = f"the {o.kind.value} for {o.period}, {o.raw}"
        message = f"the categories of {value}, are the numbers that it is the sum of: {listed}{one_of(broken)}"
        yield Found(message, at=o, observed=listed, expected="categories")


def nameless_part(o: Observation) -> str | None:
    """The kind of a part of a value's subject that has no name: "group" or "place"; None where all have one."""
    if any(subject_of((group,), ()).is_total for group in o.disaggregation):
        return "group"
    return "place" if any(subject_of((), (place,)).is_total for place in o.places) else None


def one_of(found: Sequence[object]) -> str:
    """The end of a message about the first of several values alike; empty for a single one."""
    return f"; it is one of {len(found)} such values" if len(found) > 1 else ""


def moment_of(o: Observation) -> Hashable:
    """The kind, the days and the unit of a value; equal for a total and its groups."""
    return o.kind, o.period.first_day, o.period.last_day, o.unit


def number_of(o: Observation) -> Decimal:
    """The value, a number."""
    return o.value if isinstance(o.value, Decimal) else Decimal(0)


def parts_of(whole: Observation, values: Iterable[Observation]) -> list[Observation]:
    """The values of the shortest periods that cover the whole's without gap or overlap; none where there are none."""
    first, last = whole.period.first_day, whole.period.last_day
    by_start: dict[dt.date, list[tuple[dt.date, Observation]]] = {}
    for o in values:
        start, end = o.period.first_day, o.period.last_day
        if start is not None and end is not None and (start, end) != (first, last):
            by_start.setdefault(start, []).append((end, o))
    parts: list[Observation] = []
    day = first
    while day is not None and last is not None and day <= last:
        end, part = min(by_start.get(day, ()), key=lambda entry: entry[0], default=(None, None))
        if part is None or end is None or not day <= end <= last:
            return []
        parts.append(part)
        day = end + ONE_DAY
    return parts
