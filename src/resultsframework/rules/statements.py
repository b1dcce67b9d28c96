"""
Rules about the wording of statements and titles, and about what they say of direction, measure and kind of value.

The words are those of `_words`. A statement with none of them is left aside: precision before recall.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.result import Result

from ._finding import Severity
from ._given import has_measure, has_statement
from ._rule import Found, rule
from ._words import (
    NUMBER_TOO,
    YES_OR_NO,
    contradicts_its_direction,
    is_number_called_percentage,
    is_placeholder,
    names_a_percentage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._context import Context, IndicatorContext

# Yes and no in numbers, and yes as a whole in percent.
YES_OR_NO_IN_NUMBERS = (Decimal(0), Decimal(1))
WHOLE = Decimal(100)


@rule(
    "STR09",
    Severity.INFO,
    title="Statement is a placeholder",
    source="IATI guidance on results: the title of an indicator names what is measured",
    advice="State what is measured, of whom and where.",
    on=Indicator,
    given=has_statement,
)
def statement_names_what_is_measured(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    A statement is more than a code, a unit, or the word "indicator".

    Nobody can compare, check or add up the values of "Indicator 1.1".

    Fires: statement Indicator 1.1
    Fires: statement Number
    Fires: statement 5260-B
    Silent: statement Number of laws
    Silent: statement GDP growth
    """
    statement = indicator.statement or ""
    if statement.strip() and is_placeholder(statement):
        message = f"the statement {statement.strip()!r} does not name what is measured"
        yield Found(message, at="statement", observed=statement, expected="what is measured, of whom and where")


@rule(
    "STR10",
    Severity.INFO,
    title="Title has no words",
    source="IATI guidance: a title is a short text that a reader understands",
    advice="Supply a title in words.",
    on=(ResultsFramework, Result),
    implied_by=("IAT01",),
)
def title_has_words(node: ResultsFramework | Result, _context: Context) -> Iterable[Found]:
    """
    The title of a framework or result has words, and is no mere code or mark such as "N/A".

    An activity with an identifier has a title. A result without any title is the subject of STR01.

    Fires: title 5260
    Fires: title N/A
    Silent: title Laws are adopted
    """
    title = (node.title or "").strip()
    if title:
        if is_placeholder(title):
            yield Found(f"the title {title!r} has no words", at="title", observed=title, expected="a title in words")
    elif isinstance(node, ResultsFramework) and node.identifier:
        yield Found(f"{node.identifier} has no title", at="title", expected="a title")


@rule(
    "VAL16",
    Severity.WARNING,
    title="Something wanted is declared to decrease",
    source="IATI guidance on results: an indicator is ascending if a higher value is better",
    advice="Declare an increase, or state in words what is to become less.",
    on=(ResultsFramework, Indicator),
)
def wanted_things_increase(node: ResultsFramework | Indicator, context: Context) -> Iterable[Found]:
    """
    An indicator that counts what a plan wants, such as people who are trained, does not declare a decrease.

    With the wrong direction every result is judged the wrong way round. Where all indicators of a framework, six or
    more, declare a decrease, and no statement is about something unwanted, that is one finding: the field was filled
    in by mistake. Only statements with unambiguous words are judged.

    Fires: decrease; statement Number of teachers trained
    Fires: decrease; statement Percentage of girls enrolled in school
    Silent: increase; statement Number of teachers trained
    Silent: decrease; statement Number of maternal deaths
    Silent: decrease; statement Number of children not enrolled in school
    """
    everywhere = context.validation.index.declares_decrease_everywhere
    if isinstance(node, Indicator):
        if node.direction is Direction.DECREASE and not everywhere and contradicts_its_direction(node):
            message = "the direction is declared as a decrease, and the statement counts something wanted"
            yield Found(message, at="direction", observed="decrease", expected="increase")
    elif everywhere:
        count = len(context.validation.index.indicators)
        yield Found(
            f"all {count} indicators declare a decrease", observed=f"{count} times decrease", expected="increase"
        )


@rule(
    "VAL17",
    Severity.WARNING,
    title="Something unwanted is declared to increase",
    source="IATI guidance on results: an indicator is ascending if a higher value is better",
    advice="Declare a decrease, or state what is done about it.",
    on=Indicator,
    given=has_statement,
)
def unwanted_things_do_not_increase(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that counts something unwanted, such as deaths, does not declare an increase.

    With the wrong direction every result is judged the wrong way round. What is done about it, such as deaths averted
    or cases reported, may well increase; only statements with unambiguous words are judged.

    Fires: increase; statement Number of maternal deaths
    Fires: increase; statement Under-5 mortality rate
    Silent: decrease; statement Number of maternal deaths
    Silent: increase; statement Number of deaths averted
    """
    if indicator.direction is Direction.INCREASE and contradicts_its_direction(indicator):
        message = "the direction is declared as an increase, and the statement counts something unwanted"
        yield Found(message, at="direction", observed="increase", expected="decrease")


@rule(
    "VAL18",
    Severity.WARNING,
    title="Statement and measure contradict each other",
    source="IATI code list IndicatorMeasure: 1 is a number of units, 2 a percentage",
    advice="Correct the measure, or the statement.",
    on=Indicator,
    given=has_measure,
)
def statement_agrees_with_the_measure(indicator: Indicator, _context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator whose statement begins with a percentage has not the measure "unit", nor a number "percentage".

    Programs add up units and never percentages. A statement that mentions both is left aside.

    Fires: measure unit; statement Percentage of households with piped water
    Fires: measure percentage; statement Number of laws
    Silent: measure percentage; statement Percentage of households with piped water
    Silent: measure percentage; statement Number and percentage of girls
    """
    statement, measure = indicator.statement or "", indicator.measure
    if measure is Measure.UNIT and names_a_percentage(statement) and not NUMBER_TOO.search(statement):
        found, wanted = "a number of units", "a percentage"
    elif is_number_called_percentage(indicator):
        found, wanted = "a percentage", "a number"
    else:
        return
    yield Found(
        f"the statement begins with {wanted}, and the measure is {found}", at="measure", observed=found, expected=wanted
    )


@rule(
    "VAL19",
    Severity.WARNING,
    title="A question of yes or no has other numbers",
    source="logic: a question of yes or no has two answers",
    advice="State yes or no, or what the number means.",
    on=Indicator,
    given=has_statement,
)
def questions_of_yes_or_no_are_answered(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    An indicator that says "(yes/no)" has yes, no, 1 or 0.

    100 may be meant as yes in percent; alone with 0 it is an info. There is one finding an indicator.

    Fires: statement Law in force (yes/no); 2020 milestone 80 actual 25
    Fires: statement Ley vigente (sí/no); 2020 actual 100
    Silent: statement Law in force (yes/no); 2020 milestone 1 actual 0
    Silent: statement Score of the law; 2020 milestone 80 actual 25
    """
    if YES_OR_NO.search(indicator.statement or "") is None:
        return
    cells = context.observations
    numbers = [o for o in cells if isinstance(o.value, Decimal) and o.value not in YES_OR_NO_IN_NUMBERS]
    if numbers:
        listed = ", ".join(dict.fromkeys(o.raw for o in numbers))
        severity = Severity.INFO if all(o.value == WHOLE for o in numbers) else None
        message = f"the statement asks for yes or no, and the values are {listed}"
        yield Found(message, at=numbers[0], observed=listed, expected="yes or no", severity=severity)
