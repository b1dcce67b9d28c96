"""
From parsed JSON to the nouns, strictly: every member known, every type exact, every problem with its path.

The hooks are generated from the fields of the nouns, so that a new field needs nothing here. By hand are only those
whose form in JSON is not that of their class, and the usual form of an observation, because there are so many.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

import attrs
from cattrs import BaseValidationError, ClassValidationError, Converter, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.observation import Disaggregation, Observation, ObservationSeries
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.value import Level, Missing, Range, Ratio, Value

from ._extension import text_of_extension
from ._model import (
    EXTENSION,
    LEVELS,
    NOUNS,
    is_node,
    item_of,
    members,
    optional,
)
from ._observation import group_hook, observation_hook
from ._problems import (
    MismatchError,
    did_you_mean,
    in_member,
    in_position,
    unlike,
)
from ._scalar import (
    A_NUMBER,
    Hook,
    a_span,
    a_year,
    day,
    decimal,
    enum_hook,
    is_enum,
    number,
    text,
    whole_number,
    yes_no,
)

__all__ = ["converter", "structure", "structure_results"]

A_VALUE = (
    f'{A_NUMBER}, true, false, or an object such as {{"text": ...}}, {{"missing": ...}}, '
    '{"numerator": ..., "denominator": ...}, {"low": ..., "high": ...} or {"rank": ..., "name": ...}'
)
AN_AMOUNT = 'an object such as {"nominal": "934310", "currency": "USD"} or {"missing": ...}'
# The members that tell which kind of value an object is.
KIND_OF_VALUE: dict[str, Any] = {
    "text": str,
    "missing": Missing,
    "numerator": Ratio,
    "denominator": Ratio,
    "low": Range,
    "high": Range,
    "rank": Level,
    "name": Level,
}


def structure(document: Mapping[str, Any]) -> ResultsFramework:
    """
    The framework that a document says.

    Args:
        document: The parsed document, without the member that states the version.

    Raises:
        Exception: What `problems_of` understands.
    """
    framework: ResultsFramework = converter().get_structure_hook(ResultsFramework)(document, ResultsFramework)
    return framework


def structure_results(items: list[Any]) -> tuple[Result, ...]:
    """
    The results that some items of a document's results say.

    Raises:
        Exception: What `problems_of` understands.
    """
    found: tuple[Result, ...] = converter().get_structure_hook(tuple[Result, ...])(items, None)
    return found


@functools.cache
def converter() -> Converter:
    """The one converter of this format; it is complete when it is returned, and nothing registers with it later."""
    made = Converter(detailed_validation=True)
    made.register_structure_hook_factory(attrs.has, lambda noun: _noun_hook(noun, made))
    for kind in _enums():
        made.register_structure_hook(kind, enum_hook(kind))
    made.register_structure_hook_factory(
        lambda declared: optional(declared) is not declared,
        lambda declared: made.get_structure_hook(optional(declared)),
    )
    made.register_structure_hook_factory(
        lambda declared: item_of(declared) is not None, lambda declared: _tuple_hook(item_of(declared), made)
    )
    for scalar, hook in ((str, text), (bool, yes_no), (int, whole_number), (Decimal, decimal), (dt.date, day)):
        made.register_structure_hook(scalar, hook)
    made.register_structure_hook_factory(lambda declared: declared == Value, lambda _: _value_hook(made))
    made.register_structure_hook_factory(lambda declared: declared == Money | Missing, lambda _: _amount_hook(made))
    made.register_structure_hook_factory(
        lambda declared: declared == str | Missing, lambda _: _text_or_missing_hook(made)
    )
    made.register_structure_hook_factory(lambda declared: declared is Period, lambda _: _period_hook(made))
    made.register_structure_hook_factory(
        lambda declared: declared is Disaggregation, lambda _: group_hook(_noun_hook(Disaggregation, made))
    )
    made.register_structure_hook_factory(lambda declared: declared is Result, lambda _: _result_hook(made))
    made.register_structure_hook_factory(lambda declared: declared is ObservationSeries, lambda _: _series_hook(made))
    made.register_structure_hook_factory(lambda declared: declared is Indicator, lambda _: _indicator_hook(made))
    made.register_structure_hook_factory(
        lambda declared: declared is Observation, lambda _: observation_hook(made, _noun_hook(Observation, made))
    )
    return made


def _enums() -> Iterator[type[enum.Enum]]:
    """Every enumeration that a member may hold: cattrs 25 has a way of its own with those that have no hook by name."""
    yield Missing
    for noun in NOUNS:
        for member in members(noun):
            kind = item_of(member.type) or optional(member.type)
            if is_enum(kind):
                yield kind


# ------------------------------------------------------------------------------------------ lists and objects


def _tuple_hook(item: Any, made: Converter) -> Hook:
    hook = made.get_structure_hook(item)

    def structure_tuple(data: Any, declared: Any) -> tuple[Any, ...]:
        if type(data) is not list:
            raise unlike(data, "a list")
        try:
            return tuple([hook(entry, item) for entry in data])
        except (BaseValidationError, MismatchError, ValueError):
            _raise_all(hook, item, data, declared)

    return structure_tuple


def _raise_all(hook: Hook, item: Any, data: list[Any], declared: Any) -> NoReturn:
    """Go through a list in which something is wrong once more, to find everything that is."""
    errors: list[Exception] = []
    for index, entry in enumerate(data):
        try:
            hook(entry, item)
        except (BaseValidationError, MismatchError, ValueError) as error:
            errors.append(in_position(error, index))
    msg = "in a list"
    raise IterableValidationError(msg, errors, declared)


def _noun_hook(noun: Any, made: Converter, beside: tuple[str, ...] = ()) -> Hook:
    """An object with the members of a noun and, where the noun keeps them, extensions."""
    names = frozenset(member.name for member in members(noun))
    hidden: dict[str, Any] = {field.name: override(omit=True) for field in attrs.fields(noun) if not field.eq}
    fields = make_dict_structure_fn(
        noun, made, _cattrs_forbid_extra_keys=False, _cattrs_detailed_validation=True, _cattrs_use_alias=True, **hidden
    )

    def structure_noun(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise unlike(data, "an object")
        if data.keys() <= names:
            return fields(data, noun)
        return with_extensions(data)

    def with_extensions(data: dict[str, Any]) -> Any:
        errors: list[Exception] = []
        extensions: list[Extra] = []
        for name in [name for name in data if name not in names]:
            try:
                if not (is_node(noun) and name.startswith(EXTENSION)):
                    raise _unknown(noun, name, (*names, *beside))
                extensions.append(Extra(name=name, text=text_of_extension(data[name])))
            except MismatchError as error:
                errors.append(in_member(error, name))
        try:
            made_noun = fields({name: data[name] for name in data if name in names}, noun)
            if not errors:
                return attrs.evolve(made_noun, extras=(*made_noun.extras, *extensions))
        except ClassValidationError as error:
            errors += error.exceptions
        msg = "in an object"
        raise ClassValidationError(msg, errors, noun)

    return structure_noun


def _unknown(noun: Any, name: str, known: tuple[str, ...]) -> MismatchError:
    msg = f"{noun.__name__} has no such member{did_you_mean(name, known)}"
    if is_node(noun):
        msg += f" (what the model has no member for goes into one whose name begins with {EXTENSION})"
    return MismatchError(msg)


def _result_hook(made: Converter) -> Hook:
    """A result of any level: the member ``level`` says which."""
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
            error.path = ".level"
            error.message += did_you_mean(level, known) if type(level) is str else ""
            raise error
        result: Result = known[level]({name: data[name] for name in data if name != "level"}, LEVELS[level])
        return result

    return structure_result


# --------------------------------------------------------------------------------- values, money, periods


def _value_hook(made: Converter) -> Hook:
    hooks = {kind: made.get_structure_hook(kind) for kind in KIND_OF_VALUE.values()}

    def structure_value(data: Any, _: Any) -> Any:
        if type(data) is str:
            return number(data)
        if type(data) is bool:
            return data
        kind = (
            next((KIND_OF_VALUE[name] for name in data if name in KIND_OF_VALUE), None) if type(data) is dict else None
        )
        if kind is None:
            raise unlike(data, A_VALUE)
        if kind is str or kind is Missing:
            return _only_member(data, "text" if kind is str else "missing", hooks[kind])
        return hooks[kind](data, kind)

    return structure_value


def _only_member(data: dict[str, Any], name: str, hook: Hook) -> Any:
    """What the only member of an object says."""
    if len(data) > 1:
        others = ", ".join(repr(other) for other in data if other != name)
        msg = f"an object with the member {name!r} has no other, found {others}"
        raise MismatchError(msg)
    try:
        return hook(data[name], None)
    except MismatchError as error:
        error.path = f".{name}"
        raise


def _amount_hook(made: Converter) -> Hook:
    money, missing = made.get_structure_hook(Money), made.get_structure_hook(Missing)

    def structure_amount(data: Any, _: Any) -> Money | Missing:
        if type(data) is not dict:
            raise unlike(data, AN_AMOUNT)
        amount: Money | Missing = _only_member(data, "missing", missing) if "missing" in data else money(data, Money)
        return amount

    return structure_amount


def _text_or_missing_hook(made: Converter) -> Hook:
    missing = made.get_structure_hook(Missing)

    def structure_text_or_missing(data: Any, _: Any) -> str | Missing:
        if type(data) is str:
            return data
        if type(data) is dict and "missing" in data:
            reason: Missing = _only_member(data, "missing", missing)
            return reason
        raise unlike(data, 'text or {"missing": ...}')

    return structure_text_or_missing


def _period_hook(made: Converter) -> Hook:
    general = _noun_hook(Period, made)

    def structure_period(data: Any, _: Any) -> Any:
        if type(data) is int:
            return a_year(data)
        if type(data) is dict:
            if len(data) == 2 and type(data.get("start")) is type(data.get("end")) is str:
                return a_span(data["start"], data["end"]) or general(data, Period)
            return general(data, Period)
        raise unlike(data, 'a year such as 2025, or an object such as {"start": "2020-01-01", "end": "2025-12-31"}')

    return structure_period


# ------------------------------------------------------------------------------ indicators and observations


def _series_hook(made: Converter) -> Hook:
    declared = members(ObservationSeries)[0].type
    hook = made.get_structure_hook(declared)

    def structure_series(data: Any, _: Any) -> ObservationSeries:
        return ObservationSeries(hook(data, declared))

    return structure_series


def _indicator_hook(made: Converter) -> Hook:
    """An indicator: beside its series may stand the periods of the series."""
    beside = members(ObservationSeries)[1]
    general = _noun_hook(Indicator, made, (beside.name,))
    periods_hook = made.get_structure_hook(beside.type)

    def structure_indicator(data: Any, _: Any) -> Any:
        if type(data) is not dict or beside.name not in data:
            return general(data, Indicator)
        errors: list[Exception] = []
        indicator = None
        try:
            indicator = general({name: data[name] for name in data if name != beside.name}, Indicator)
        except ClassValidationError as error:
            errors += error.exceptions
        try:
            periods = periods_hook(data[beside.name], beside.type)
            if indicator is not None:
                return attrs.evolve(indicator, series=attrs.evolve(indicator.series, periods=periods))
        except (BaseValidationError, MismatchError) as error:
            errors.append(in_member(error, beside.name))
        msg = "in an indicator"
        raise ClassValidationError(msg, errors, Indicator)

    return structure_indicator
