"""
Rules that suspect two indicators of being one: the same words, the same values, or both.

Words alone never say so: what is counted of women and of employers may differ in one word. What concerns several
indicators is one finding, at the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator

from ._finding import Severity
from ._given import has_same_series, is_alike, is_counted_twice
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._context import IndicatorContext

# So many names are enough to know what a message is about.
SHOWN = 10


@rule(
    "COD05",
    Severity.INFO,
    title="Statements are nearly the same",
    source="practice: what is counted under two codes is counted twice",
    advice="Check whether they are the same; if so, drop one.",
    on=Indicator,
    implied_by=("COD12",),
    given=is_alike,
)
def statements_tell_indicators_apart(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    The statements of indicators with different codes share less than four of five words.

    Signs, letter case, accents, the scope behind a statement and a code before it do not count; "#" is read as "number
    of". Those with the very same words are one finding. Statements that more than forty others share two rare words
    with are made after one pattern, and are not compared.

    Fires: statement Number of laws adopted; another B: statement # of laws adopted
    Fires: statement Number of women with better access to advice on labour rights; another B: statement Number of
        employers with better access to advice on labour rights
    Silent: statement Number of laws adopted; another B: statement Number of acts adopted
    """
    for numbers, shared, words in context.alike:
        listed = shown(context, numbers)
        message = f"the statements of {listed} share {shared} of {words} words"
        yield Found(message, observed=f"{shared} of {words} words", expected="fewer words in common")


@rule(
    "COD06",
    Severity.WARNING,
    title="Different indicators have the same values",
    source="logic: two series of some length are not the same by chance",
    advice="Drop one, or say that one counts towards the other.",
    on=Indicator,
    implied_by=("COD12",),
    given=has_same_series,
)
def values_tell_indicators_apart(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No two indicators with different codes have the same milestones and results.

    There have to be five numbers or more (``duplicate_series_cells``), and not all the same: a short series, or one
    that never changes, is shared by chance.

    Fires: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3; another B: 2020 milestone 1 actual
        3 | 2021 milestone 2 actual 6 | 2022 milestone 3
    Silent: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6; another B: 2020 milestone 1 actual 3 | 2021 milestone
        2 actual 6
    Silent: 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3; another B: 2020 milestone 1 actual
        3 | 2021 milestone 2 actual 5 | 2022 milestone 3
    """
    members = context.same_series
    if members:
        message = f"{shown(context, members)} have the same milestones and results"
        yield Found(message, observed=f"{len(members)} series", expected="different values")


@rule(
    "COD12",
    Severity.WARNING,
    title="One thing is probably counted twice",
    source="logic: the same words and the same values are the same indicator",
    advice="Drop one, or say that one counts towards the other.",
    on=Indicator,
    given=is_counted_twice,
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
        message = f"{shown(context, twice)} have the same values and nearly the same statement"
        yield Found(message, observed=f"{len(twice)} indicators", expected="one")


def shown(context: IndicatorContext, numbers: Iterable[int]) -> str:
    """The names of indicators in a message, whatever their order."""
    names = context.validation.index.names(numbers)
    more = len(names) - SHOWN
    return " and ".join(names) if len(names) == 2 else ", ".join(names[:SHOWN]) + (f", {more} more" if more > 0 else "")
