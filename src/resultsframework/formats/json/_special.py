"""
Hand-written hooks, for types whose JSON is not an object with the members of their class.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.formats._facts import preserved
from resultsframework.indicator import Indicator
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.observation import Observation
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Level, Missing, Range, Ratio, Value

from ._model import LEVELS, PERIODS
from ._object import noun_hook
from ._problems import Hook, MismatchError, did_you_mean, step_of, together, tried, unlike
from ._scalar import A_NUMBER, number

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["HOOKS"]

A_VALUE = (
    f'{A_NUMBER}, true, false, or an object such as {{"text": ...}}, {{"missing": ...}}, '
    '{"numerator": ..., "denominator": ...}, {"low": ..., "high": ...} or {"rank": ..., "name": ...}'
)
AN_AMOUNT = 'an object such as {"nominal": "934310", "currency": "USD"} or {"missing": ...}'
A_PERIOD = 'a year such as 2025, or an object such as {"start": "2020-01-01", "end": "2025-12-31"}'
# The kinds of a value whose object has one member.
ALONE: dict[str, Any] = {"text": str, "missing": Missing}
# The kind of a value, by any member of its object.
KIND_OF_VALUE: dict[str, Any] = {
    **ALONE,
    "numerator": Ratio,
    "denominator": Ratio,
    "low": Range,
    "high": Range,
    "rank": Level,
    "name": Level,
}


def _result_hook(made: Converter) -> Hook:
    """A result of any level: the member ``level`` selects its class."""
    known = {level: made.get_structure_hook(noun) for level, noun in LEVELS.items()}

    def structure_result(data: Any, _: Any) -> Result:
        if type(data) is not dict:
            raise unlike(data, "an object")
        if "level" not in data:
            msg = f"the member 'level' is missing: one of {', '.join(map(repr, known))}"
            raise MismatchError(msg)
        level = data["level"]
        if type(level) is not str or level not in known:
            error = unlike(level, f"one of {', '.join(map(repr, known))}")
            error.message += did_you_mean(level, known) if type(level) is str else ""
            error.path = ".level"
            raise error
        result: Result = known[level]({name: data[name] for name in data if name != "level"}, LEVELS[level])
        return result

    return structure_result


# --------------------------------------------------------------------------------- values, money, periods


def _value_hook(made: Converter) -> Hook:
    hooks = {kind: made.get_structure_hook(kind) for kind in KIND_OF_VALUE.values()}

    def structure_value(data: Any, _: Any) -> Any:
        if type(data) is str:
            return number(data, Decimal)
        if type(data) is bool:
            return data
        name = next((name for name in data if name in KIND_OF_VALUE), None) if type(data) is dict else None
        if name is None:
            raise unlike(data, A_VALUE)
        kind = KIND_OF_VALUE[name]
        return _only_member(data, name, hooks[kind]) if name in ALONE else hooks[kind](data, kind)

    return structure_value


def _only_member(data: dict[str, Any], name: str, hook: Hook) -> Any:
    """The value of an object's only member."""
    if len(data) > 1:
        others = ", ".join(repr(other) for other in data if other != name)
        msg = f"an object with the member {name!r} has no other, found {others}"
        raise MismatchError(msg)
    try:
        return hook(data[name], None)
    except MismatchError as error:
        error.path = step_of(name) + error.path
        raise


def _or_missing(kind: Any, form: type, expected: str) -> Callable[[Converter], Hook]:
    """Makes the hook of a kind, whose JSON is of the form, or the reason why it is missing."""

    def hook_of(made: Converter) -> Hook:
        known, missing = made.get_structure_hook(kind), made.get_structure_hook(Missing)

        def structure_or_missing(data: Any, _: Any) -> Any:
            if type(data) is dict and "missing" in data:
                return _only_member(data, "missing", missing)
            if type(data) is form:
                return known(data, kind)
            raise unlike(data, expected)

        return structure_or_missing

    return hook_of


def _period_hook(made: Converter) -> Hook:
    period = noun_hook(Period, made)

    def structure_period(data: Any, _: Any) -> Any:
        if type(data) is int:
            return _year(data)
        if type(data) is dict:
            return _shared(period(data, Period))
        raise unlike(data, A_PERIOD)

    return structure_period


# ------------------------------------------------------------------------------ indicators and observations


def _group_hook(made: Converter) -> Hook:
    group = noun_hook(Disaggregation, made)
    return lambda data, _: _shared(group(data, Disaggregation))


def _extra_hook(made: Converter) -> Hook:
    """An extra, with the facts that rules use."""
    extra = noun_hook(Extra, made)
    return lambda data, _: _with_facts(extra(data, Extra))


def _with_facts(extra: Extra) -> Extra:
    return preserved(extra.name, extra.text)


def _series_hook(made: Converter) -> Hook:
    declared = tuple[Observation, ...]
    observations = made.get_structure_hook(declared)
    return lambda data, _: ObservationSeries(observations(data, declared))


def _indicator_hook(made: Converter) -> Hook:
    """An indicator, with the periods of its series in a member beside the series."""
    indicator = noun_hook(Indicator, made)
    declared = tuple[Period, ...]
    periods = made.get_structure_hook(declared)

    def structure_indicator(data: Any, _: Any) -> Any:
        if type(data) is not dict or PERIODS not in data:
            return indicator(data, Indicator)
        rest = {name: data[name] for name in data if name != PERIODS}
        errors: list[Exception] = []
        made_indicator = tried(errors, None, indicator, rest, Indicator)
        stated = tried(errors, PERIODS, periods, data[PERIODS], declared)
        if errors:
            raise together(errors, Indicator)
        return attrs.evolve(made_indicator, series=attrs.evolve(made_indicator.series, periods=stated))

    return structure_indicator


# A plan repeats a few years, periods and groups many times; as one object each they take less memory.
@functools.lru_cache(maxsize=1_024)
def _year(year: int) -> Period:
    return Period(year=year)


@functools.lru_cache(maxsize=1_024)
def _shared(noun: Any) -> Any:
    """An equal noun from before, or this one."""
    return noun


HOOKS = (
    (Value, _value_hook),
    (Money | Missing, _or_missing(Money, dict, AN_AMOUNT)),
    (str | Missing, _or_missing(str, str, 'text or {"missing": ...}')),
    (Period, _period_hook),
    (Disaggregation, _group_hook),
    (Extra, _extra_hook),
    (Result, _result_hook),
    (ObservationSeries, _series_hook),
    (Indicator, _indicator_hook),
)
