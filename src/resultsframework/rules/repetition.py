"""
Rules about indicators that are stated again: under one result, or with the same values under several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator
from resultsframework.path import steps_of
from resultsframework.result import Result

from ._finding import Severity
from ._given import has_statement
from ._rule import Found, rule
from .codes import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ._context import Context, IndicatorContext


@rule(
    "COD13",
    Severity.ERROR,
    title="Indicator is stated twice",
    source="logic: the same thing is counted once",
    advice="Drop one of the two.",
    on=Result,
)
def indicators_under_a_result_differ(result: Result, _context: Context) -> Iterable[Found]:
    """
    No two indicators of one result are equal in everything: code, statement, values and all other fields.

    Sums over the result count it twice. Indicators without any value are left aside.

    Fires: 2020 milestone 1 actual 3; another I: statement Number of things; 2020 milestone 1 actual 3
    Silent: 2020 milestone 1 actual 3; another I: statement Number of things; 2020 milestone 1 actual 4
    """
    indicators = result.indicators
    alike: dict[tuple[str | None, str | None], list[int]] = {}
    for number, indicator in enumerate(indicators):
        alike.setdefault((indicator.code, indicator.statement), []).append(number)
    repeated = sorted(number for numbers in alike.values() for number in _repetitions(indicators, numbers))
    steps = steps_of(result, [*indicators, *result.children]) if repeated else ()
    for number in repeated:
        indicator = indicators[number]
        name = indicator.code or repr(indicator.statement or "an indicator without a statement")
        message = f"{name} is stated again, equal in everything"
        yield Found(message, at=steps[number], observed=name, expected="once", part=indicator)


def _repetitions(indicators: Sequence[Indicator], numbers: Sequence[int]) -> Iterator[int]:
    """Those of the numbered indicators that have a value and are equal to an earlier one."""
    seen: set[Indicator] = set()
    for number in numbers if len(numbers) > 1 else ():
        indicator = indicators[number]
        if indicator in seen and any(o.is_reported for o in indicator.series):
            yield number
        seen.add(indicator)


@rule(
    "COD14",
    Severity.INFO,
    title="One indicator with the same values in several results",
    source="practice: an indicator that serves several results is counted once",
    advice="Keep it under one result and refer to it from the others, or declare that the values are not to be summed.",
    on=Indicator,
    given=has_statement,
)
def values_are_stated_under_one_result(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    No two results have an indicator of the same statement with the same values, not all of them 0.

    Sums over the results count it several times. Shares are never summed and are left aside, as is an indicator that
    is declared not to be summed. There is one finding for all places, at the first.

    Fires: 2020 milestone 1 actual 3; again under B: 2020 milestone 1 actual 3
    Silent: 2020 milestone 1 actual 3; again under B: 2020 milestone 1 actual 2
    Silent: 2020 milestone 0 actual 0; again under B: 2020 milestone 0 actual 0
    """
    group = context.validation.index.stated_again.get(context.number)
    if group is None or context.is_share or indicator.aggregation_status is False:
        return
    message = f"the same statement has the same values {places_of(group)}"
    yield Found(message, observed=f"{len(group)} places", expected="one place")
