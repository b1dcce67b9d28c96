"""
Rules about single values and their measurement.

There is no rule VAL01 or VAL02 (a value beside a reason for none, a number that is not finite), since no framework can
hold either; and none VAL12 (two printed copies of a cell that differ), which the reader of such a page reports. VAL08
(a value required by IATI) is among the rules on IATI files.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.monitoring import bounds_of, on_two_scales
from resultsframework.value import Range, Ratio

from ._finding import Severity
from ._given import has_booleans, has_ratios, has_statement, is_qualitative, is_share
from ._rule import Found, rule
from ._words import CHANGE, COUNTING, PARTS, is_number_called_percentage, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.observation import Observation
    from resultsframework.subject import Subject

    from ._context import Context, IndicatorContext

WITHOUT_DIRECTION = (Measure.NOMINAL, Measure.QUALITATIVE)
# The largest share, by unit.
WHOLE = {"percent": Decimal(100), "fraction": Decimal(1), "per_mille": Decimal(1000)}
NUMBERS = (Decimal, Ratio, Range)


@rule(
    "VAL03",
    Severity.ERROR,
    title="Count is negative",
    source="logic: a count is zero or more",
    advice="Correct the sign.",
    on=Indicator,
    given=has_statement,
)
def counts_are_not_negative(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    A count is not below zero.

    An indicator is a count if its statement begins with "Number of", "#" or the like. A change may be negative.

    Fires: statement Number of laws; 2020 actual -3
    Silent: statement Number of laws; 2020 actual 0
    Silent: statement Change in the number of laws; 2020 actual -3
    """
    below = [o for o in indicator.series.observations if is_negative(o)]
    if not below or COUNTING.match(indicator.statement or "") is None:
        return ()
    return [
        Found(f"{o.raw} is below zero, and the indicator counts", at=o, observed=o.raw, expected="zero or more")
        for o in below
    ]


@rule(
    "VAL04",
    Severity.WARNING,
    title="Percentage is outside 0 to 100",
    source="logic: a part is at most the whole",
    advice="Check the scale, 0 to 1 or 0 to 100, and whether the value is a change.",
    on=Indicator,
    given=is_share,
)
def percentages_are_parts_of_the_whole(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A percentage lies between 0 and 100, a fraction between 0 and 1.

    A change in percent may be outside; indicators whose statement mentions a change are left aside. Where
    the statement is no more than "Number", VAL18 is the one finding.

    Fires: measure percentage; 2020 actual 120
    Fires: 2020 actual -5%
    Silent: measure percentage; 2020 actual 100
    Silent: measure percentage; statement Growth of exports; 2020 actual 120
    """
    statement = indicator.statement or ""
    if CHANGE.search(statement) or (is_number_called_percentage(indicator) and is_placeholder(statement)):
        return
    default = "percent" if indicator.measure is Measure.PERCENTAGE else ""
    for o in numbers_of(context):
        whole = WHOLE.get(o.unit or indicator.unit or default)
        bounds = bounds_of(o.value)
        if whole is None or bounds is None or isinstance(o.value, Ratio):
            continue
        if any(end is not None and not 0 <= end <= whole for end in bounds[:2]):
            message = f"{o.raw} is not a share of a whole"
            yield Found(message, at=o, observed=o.raw, expected=f"0 to {whole}")


@rule(
    "VAL05",
    Severity.WARNING,
    title="Yes or no where something is counted",
    source="practice: yes in one country is one in the sum over countries",
    advice="State in the statement that cases of yes are counted, or state the number.",
    on=Indicator,
    given=has_booleans,
)
def counts_are_numbers(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A count has numbers and not yes or no.

    An indicator is a count if its statement begins with "Number of", "#" or the like. There is one finding an
    indicator.

    Fires: statement Number of countries with a law; 2021 baseline No | 2025 target Yes
    Silent: statement Whether there is a law; 2021 baseline No | 2025 target Yes
    Silent: statement Number of laws; 2021 baseline 0 | 2025 target 1
    """
    words = [o.raw for o in context.observations if type(o.value) is bool]
    if words and COUNTING.match(indicator.statement or ""):
        listed = ", ".join(sorted(set(words)))
        message = f"the indicator counts, and its values are words: {listed}"
        yield Found(message, observed=listed, expected="numbers")


@rule(
    "VAL06",
    Severity.INFO,
    title="Yes and no are written in several ways",
    source="practice: one spelling for one value",
    advice="Use one spelling.",
    on=ResultsFramework,
)
def yes_is_written_in_one_way(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    Within a framework, yes and no are written in one way, whatever the letter case.

    Fires: 2020 milestone Yes actual TRUE
    Silent: 2020 milestone Yes actual YES
    Silent: 2020 milestone Yes actual No
    """
    spellings = {
        o.raw.rpartition(":")[2].strip()
        for indicator in context.validation.index.indicators
        for o in indicator.series.observations
        if type(o.value) is bool
    }
    if len({word.casefold() in ("yes", "no") for word in spellings}) > 1:
        listed = ", ".join(sorted(spellings))
        yield Found(f"yes and no are written in several ways: {listed}", observed=listed, expected="one way")


@rule(
    "VAL07",
    Severity.ERROR,
    title="Numbers and yes or no in one series",
    source="logic: only values of one kind can be compared",
    advice="State all values in one kind.",
    on=Indicator,
    given=has_booleans,
)
def series_is_of_one_kind(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The planned values and results of one indicator are all numbers, or all yes or no.

    A baseline of another kind is the subject of BAS09. Values of several groups or places are not compared: a region
    may count the countries that answer yes.

    Fires: 2020 milestone Yes actual 3
    Silent: 2020 milestone Yes actual No
    Silent: 2020 milestone TBD actual 3
    """
    types = context.types
    if bool not in types or types.isdisjoint(NUMBERS):
        return
    of_subject: dict[Subject, set[type]] = {}
    for o, _ in (*context.planned, *context.actuals):
        of_subject.setdefault(indicator.subject_of(o), set()).add(type(o.value))
    if any(bool in found and not found.isdisjoint(NUMBERS) for found in of_subject.values()):
        words = sorted({o.raw for o, _ in (*context.planned, *context.actuals) if type(o.value) is bool})
        listed = ", ".join(words)
        yield Found(f"the values are numbers and words: {listed}", observed=listed, expected="values of one kind")


@rule(
    "VAL09",
    Severity.WARNING,
    title="Qualitative indicator has numbers",
    source="IATI standard ruleset 8.8.3, 8.9.3 and 8.10.3: qualitative results are described in words",
    advice="Declare another measure, or describe the result in words.",
    on=Indicator,
    given=is_qualitative,
)
def qualitative_values_are_words(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that is declared as qualitative has no numbers.

    There is one finding an indicator.

    Fires: measure qualitative; 2020 actual 3
    Silent: measure qualitative; 2020 actual adopted
    Silent: measure unit; 2020 actual 3
    """
    numbers = [o.raw for o in numbers_of(context)]
    if numbers and indicator.measure is Measure.QUALITATIVE:
        listed = ", ".join(numbers)
        yield Found(f"the indicator is qualitative, and has numbers: {listed}", observed=listed, expected="words")


@rule(
    "VAL10",
    Severity.INFO,
    title="Measure is not declared",
    source="IATI 2.03 schema: an indicator states its measure",
    advice="Declare the measure or the unit.",
    on=ResultsFramework,
)
def measure_is_declared(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    Every indicator declares its measure or its unit.

    There is one finding a framework, since most sources lack such a field altogether.

    Fires: code A.1
    Silent: measure percentage
    Silent: unit person
    """
    indicators = context.validation.index.indicators
    count = sum(indicator.measure is None and indicator.unit is None for indicator in indicators)
    if count:
        message = f"{count} of {len(indicators)} indicators state neither measure nor unit"
        yield Found(message, observed=count, expected="a measure or a unit")


@rule(
    "VAL11",
    Severity.INFO,
    title="Direction is not declared",
    source="UN Women portal glossary: the statement alone does not define the direction",
    advice="Declare whether the aim is to increase, to decrease or to maintain.",
    on=ResultsFramework,
)
def direction_is_declared(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    Every indicator declares its direction, unless it is nominal or qualitative.

    There is one finding a framework, since most sources lack such a field altogether.

    Fires: code A.1
    Silent: increase
    Silent: measure qualitative
    """
    indicators = context.validation.index.indicators
    count = sum(i.direction is Direction.UNKNOWN and i.measure not in WITHOUT_DIRECTION for i in indicators)
    if count:
        message = f"{count} of {len(indicators)} indicators do not state which way is better"
        yield Found(message, observed=count, expected="a direction")


@rule(
    "VAL13",
    Severity.ERROR,
    title="Part is larger than the whole",
    source="logic: a proportion counts some of the cases there are",
    advice="Correct one of the two numbers.",
    on=Indicator,
    given=has_ratios,
)
def parts_are_within_the_whole(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    In a proportion stated as a number of cases out of all cases, the first number is not above the second.

    Proportions are indicators declared as percentages, or called so in the statement. Other ratios, such as pupils per
    teacher, may exceed one.

    Fires: measure percentage; 2020 actual 7/5
    Fires: statement Proportion of districts; 2020 actual 7/5
    Silent: measure percentage; 2020 actual 5/5
    Silent: statement Pupils for each teacher; 2020 actual 7/5
    """
    if CHANGE.search(indicator.statement or "") or not (context.is_share or PARTS.match(indicator.statement or "")):
        return
    for o in numbers_of(context):
        if isinstance(o.value, Ratio) and not 0 <= o.value.fraction <= 1:
            message = f"{o.raw} is not a share of a whole"
            yield Found(message, at=o, observed=o.raw, expected="at most the whole")


@rule(
    "VAL15",
    Severity.WARNING,
    title="Percentages on two scales",
    source="practice: 0.45 and 45 are the same share on two scales",
    advice="State all values on one scale, 0 to 1 or 0 to 100.",
    on=Indicator,
)
def percentages_are_on_one_scale(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    The percentages of a series are all on the scale of 0 to 1, or all on that of 0 to 100.

    They are on two scales if a value below one, times a hundred, lies within half and double of another. There is one
    finding an indicator.

    Fires: measure percentage; 2019 baseline 0.45 | 2025 target 60
    Silent: measure percentage; 2019 baseline 45 | 2025 target 60
    Silent: measure percentage; 2019 baseline 0.5 | 2025 target 2
    """
    mixed = on_two_scales(indicator)
    if mixed:
        listed = ", ".join(o.raw for o in mixed)
        yield Found(f"the percentages are on two scales: {listed}", observed=listed, expected="one scale")


def numbers_of(context: IndicatorContext) -> Iterable[Observation]:
    """The values that are numbers, ratios or ranges."""
    return (o for o in context.observations if isinstance(o.value, NUMBERS))


def is_negative(o: Observation) -> bool:
    """True if a number, or a whole range, is below zero."""
    highest = o.value.high if isinstance(o.value, Range) else o.value
    return isinstance(highest, Decimal) and highest < 0
