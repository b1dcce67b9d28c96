"""
The function by which the values of an indicator become one figure, where the caller names none for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from resultsframework.construction import member
from resultsframework.errors import InvalidValueError
from resultsframework.value import Ratio

from ._functions import RollupFunction

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["Functions", "functions_of", "suited"]

Functions: TypeAlias = "RollupFunction | str | Mapping[str, RollupFunction | str] | None"
# Functions whose figure is a value again, without more than the values themselves.
GIVING_VALUES = (
    RollupFunction.SUM,
    RollupFunction.COUNT_TRUE,
    RollupFunction.RATIO,
    RollupFunction.MAXIMUM,
)


def functions_of(function: Functions) -> tuple[RollupFunction | None, dict[str, RollupFunction]]:
    """
    The function of all counts, and those of single codes.

    Raises:
        InvalidValueError: There is no such function, or its figure is no value of an indicator.
    """
    named = dict(function) if isinstance(function, Mapping) else {}
    of_all = None if function is None or isinstance(function, Mapping) else member(RollupFunction, function)
    of_code = {code: member(RollupFunction, name) for code, name in named.items()}
    for one in filter(None, (of_all, *of_code.values())):
        if one not in GIVING_VALUES:
            fitting = ", ".join(each.value for each in GIVING_VALUES)
            msg = f"{one.value} is no function for all values of an indicator; function may be {fitting}"
            raise InvalidValueError(msg)
    return of_all, of_code


def suited(
    indicators: Iterable[Indicator], statuses: Iterable[bool | None], of_all: RollupFunction | None
) -> RollupFunction | None:
    """
    The function that the values of one indicator in several places allow; None where it has to be declared.

    Yes and no are counted, and ratios added by numerator and denominator, as there is no other total of them. Numbers
    that are no shares of a whole are added up where the caller or every part declares it. Of anything else a sum is
    what is refused, with the reason.

    Args:
        indicators: The indicator in each place that has it.

        statuses: The aggregation status of each of them.

        of_all: The function that the caller names for all counts.
    """
    values = [(indicator, o) for indicator in indicators for o in indicator.series if o.is_reported]
    if values and all(isinstance(o.value, bool) for _, o in values):
        return RollupFunction.COUNT_TRUE
    if values and all(isinstance(o.value, Ratio) for _, o in values):
        return RollupFunction.RATIO
    are_counts = not any(indicator.is_share(o) or isinstance(o.value, str | bool | Ratio) for indicator, o in values)
    if are_counts and not all(status is True for status in statuses):
        return of_all
    return (of_all if are_counts else None) or RollupFunction.SUM
