"""
Rules that detect duplicated indicators by their statements, their values, or both.

A similar statement alone is no proof: counts of women and of employers may differ in one word. A problem of several
indicators is one finding, at the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator

from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._context import IndicatorContext

# More names would not make a message clearer.
NAMED = 10


@rule(
    "COD05",
    Severity.INFO,
    title="Statements are nearly the same",
    source="practice: one indicator under two codes is counted twice",
    advice="Check whether they are the same; if so, drop one.",
    on=Indicator,
    implied_by=("COD12",),
)
def statements_tell_indicators_apart(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The statements of indicators with different codes share less than four of five words.

    Punctuation, letter case, accents, a scope after the statement and a code before it are ignored; "#" is read as
    "number of". Statements with exactly the same words are one finding. Statements that share two rare words with more
    than forty others follow a template, and are not compared.

    Fires: statement Number of laws adopted; another B: statement # of laws adopted
    Fires: statement Number of women with better access to advice on labour rights; another B: statement Number of
        employers with better access to advice on labour rights
    Silent: statement Number of laws adopted; another B: statement Number of acts adopted
    """
    for numbers, shared, words in context.alike:
        listed = named(context, numbers)
        message = f"the statements of {listed} share {shared} of {words} words"
        yield Found(message, observed=f"{shared} of {words} words", expected="fewer words in common")


@rule(
    "COD06",
    Severity.WARNING,
    title="Different indicators have the same values",
    source="logic: two long series are not identical by chance",
    advice="Drop one, or document that one contributes to the other.",
    on=Indicator,
    implied_by=("COD12",),
)
def values_tell_indicators_apart(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No two indicators with different codes have the same milestones and results.

    The series have five values or more (``duplicate_series_cells``), three different ones besides 0: short series and
    those of little else than zeros coincide by chance. Statements about different groups, such as females and males,
    are left aside.

    Fires: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3; another B: 2020 milestone 1 actual
        3 | 2021 milestone 2 actual 6 | 2022 milestone 3
    Silent: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6; another B: 2020 milestone 1 actual 3 | 2021 milestone
        2 actual 6
    Silent: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3; another B: 2020 milestone 1 actual
        3 | 2021 milestone 2 actual 5 | 2022 milestone 3
    """
    members = context.same_series
    if members:
        message = f"{named(context, members)} have the same milestones and results"
        yield Found(message, observed=f"{len(members)} series", expected="different values")


@rule(
    "COD12",
    Severity.WARNING,
    title="Indicator is probably counted twice",
    source="logic: the same statement and the same values are the same indicator",
    advice="Drop one, or document that one contributes to the other.",
    on=Indicator,
)
def nothing_is_counted_twice(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No two indicators with different codes have the same values and nearly the same statement.

    Fires: statement Number of laws adopted; 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3;
        another B: statement # of laws adopted; 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3
    Silent: statement Number of laws; 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3; another
        B: statement Value of exports; 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3
    """
    twice = context.counted_twice
    if twice:
        message = f"{named(context, twice)} have the same values and nearly the same statement"
        yield Found(message, observed=f"{len(twice)} indicators", expected="one")


def named(context: IndicatorContext, numbers: Iterable[int]) -> str:
    """The names of indicators in a message, sorted."""
    names = context.validation.index.names(numbers)
    more = len(names) - NAMED
    return " and ".join(names) if len(names) == 2 else ", ".join(names[:NAMED]) + (f", {more} more" if more > 0 else "")
