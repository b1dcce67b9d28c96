"""
Structuring parsed JSON as nouns, by cattrs and strictly: every member known, every type exact, every problem with its
path.

cattrs generates the hooks from the fields of the nouns, so a new field needs nothing here. Hand-written hooks are for
types whose JSON is not an object with the members of their class.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from operator import eq
from typing import Any

import attrs
from cattrs import BaseValidationError, ClassValidationError, Converter
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn, override

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError
from resultsframework.formats._construction import unchecked
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

from ._extension import text_of_extension
from ._model import (
    EXTENSION,
    LEVELS,
    NOUNS,
    PERIODS,
    is_node,
    item_of,
    members,
    members_of_document,
    optional,
)
from ._parse import FORMAT, TOO_DEEP
from ._problems import MismatchError, did_you_mean, in_member, problems_of, step_of, unlike
from ._scalar import (
    A_NUMBER,
    Hook,
    day,
    enum_hook,
    is_enum,
    number,
    text,
    unit_code,
    whole_number,
    yes_no,
)

__all__ = ["converter", "hook_of_class", "new_converter", "noun_hook", "structured", "structured_by"]

A_VALUE = (
    f'{A_NUMBER}, true, false, or an object such as {{"text": ...}}, {{"missing": ...}}, '
    '{"numerator": ..., "denominator": ...}, {"low": ..., "high": ...} or {"rank": ..., "name": ...}'
)
AN_AMOUNT = 'an object such as {"nominal": "934310", "currency": "USD"} or {"missing": ...}'
A_PERIOD = 'a year such as 2025, or an object such as {"start": "2020-01-01", "end": "2025-12-31"}'
# The kind of a value, by any member of its object.
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


def structured(declared: Any, data: Any) -> Any:
    """
    A value of a declared type from parsed JSON; also of one field, for formats that keep facts their own standard has
    no element for.

    Args:
        declared: The type, such as `ResultsFramework` or `Member.type`.

        data: The parsed JSON. Its lists are emptied, so that a large plan is never held twice.

    Raises:
        FormatError: The data does not have the form of that type; every problem with its path.
    """
    return structured_by(converter().get_structure_hook(declared), data, declared)


def structured_by(hook: Hook, data: Any, declared: Any) -> Any:
    """
    A value of a declared type from parsed JSON, as `structured`, by a hook of its own.

    Raises:
        FormatError: As for `structured`.

        UnsafeInputError: The data are nested too deep.
    """
    try:
        return hook(data, declared)
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    except (BaseValidationError, MismatchError, InvalidValueError) as error:
        raise FormatError(FORMAT, problems_of(error)) from None


@functools.cache
def converter() -> Converter:
    """The converter of documents; nothing registers with it later."""
    return new_converter()


def new_converter() -> Converter:
    """A converter with the hooks of all nouns."""
    made = Converter(detailed_validation=True)
    made.register_structure_hook_factory(attrs.has, lambda noun: noun_hook(noun, made))
    for kind in _enums():
        made.register_structure_hook(kind, enum_hook(kind))
    made.register_structure_hook_factory(
        lambda declared: optional(declared) is not declared,
        lambda declared: made.get_structure_hook(optional(declared)),
    )
    made.register_structure_hook_factory(
        lambda declared: item_of(declared) is not None, lambda declared: _tuple_hook(declared, made)
    )
    for scalar, hook in ((str, text), (bool, yes_no), (int, whole_number), (Decimal, number), (dt.date, day)):
        made.register_structure_hook(scalar, hook)
    for special, hook_of in HOOKS:
        made.register_structure_hook_func(partial(eq, special), hook_of(made))
    return made


def hook_of_class(kind: Any, made: Converter) -> Hook:
    """The hook of a class by itself: a period and a series are objects there, as any other noun."""
    return noun_hook(kind, made) if kind in (Period, ObservationSeries) else made.get_structure_hook(kind)


def _enums() -> Iterator[type[enum.Enum]]:
    """Every enumeration that a member may hold: cattrs 25 has a way of its own with those that have no hook by name."""
    yield Missing
    for noun in NOUNS:
        for member in members(noun):
            kind = item_of(member.type) or optional(member.type)
            if is_enum(kind):
                yield kind


# ------------------------------------------------------------------------------------------ lists and objects


def _tuple_hook(declared: Any, made: Converter) -> Hook:
    list_hook = list_structure_factory(declared, made)

    def structure_tuple(data: Any, _: Any) -> tuple[Any, ...]:
        if type(data) is not list:
            raise unlike(data, "a list")
        return tuple(list_hook(_consumed(data), declared))

    return structure_tuple


def _consumed(items: list[Any]) -> Iterator[Any]:
    """The items of a list, each taken out of it, so that its memory is free again as soon as it is a noun."""
    items.reverse()
    while items:
        yield items.pop()


def noun_hook(noun: Any, made: Converter) -> Hook:
    """An object with the members of a noun and, where the noun is a node, extensions."""
    names = frozenset(member.name for member in members(noun))
    held = {member.attribute for member in members(noun)}
    overrides: dict[str, Any] = {
        field.name: override(omit=True) for field in attrs.fields(noun) if field.name not in held
    }
    if "unit" in names:
        overrides["unit"] = override(struct_hook=unit_code)
    for member in members(noun):
        if member.is_nullable:
            overrides[member.attribute] = override(struct_hook=_or_none(made.get_structure_hook(optional(member.type))))

    @functools.cache
    def fields() -> Hook:
        """Structures the members; made when the first object is read, since nouns hold each other in circles."""
        return make_dict_structure_fn(
            _checked_by_hooks(noun),
            made,
            _cattrs_forbid_extra_keys=False,
            _cattrs_detailed_validation=True,
            _cattrs_use_alias=True,
            **overrides,
        )

    def structure_noun(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise unlike(data, "an object")
        if data.keys() <= names:
            return fields()(data, noun)
        extensions, errors = _extensions(noun, {name: data[name] for name in data if name not in names})
        try:
            made_noun = fields()({name: data[name] for name in data if name in names}, noun)
            if not errors:
                return attrs.evolve(made_noun, extras=(*made_noun.extras, *extensions))
        except ClassValidationError as error:
            errors += error.exceptions
        msg = "in an object"
        raise ClassValidationError(msg, errors, noun)

    return structure_noun


def _or_none(hook: Hook) -> Hook:
    return lambda data, declared: None if data is None else hook(data, declared)


def _checked_by_hooks(noun: Any) -> Any:
    """
    The class as cattrs calls it: for most nouns one that makes them without the checks of the constructor.

    The hooks of the members have checked every type. With the constructors' own checks reading takes 1.4 times as long.
    A class that checks more than types, or works out a default, is called itself.
    """
    checks_more = hasattr(noun, "__attrs_post_init__") or issubclass(noun, Period | Money | ObservationSeries)
    if noun not in NOUNS or checks_more or any(field.validator is not None for field in attrs.fields(noun)):
        return noun
    make: Any = unchecked(noun)
    return type(noun.__name__, (noun,), {"__slots__": (), "__new__": lambda _cls, **members: make(**members)})


def _extensions(noun: Any, unknown: Mapping[str, Any]) -> tuple[list[Extra], list[Exception]]:
    """The extensions among the members that the noun of an object does not have, and an error for each other one."""
    extensions: list[Extra] = []
    errors: list[Exception] = []
    for name, value in unknown.items():
        try:
            if not (is_node(noun) and name.startswith(EXTENSION)):
                raise _unknown(noun, name)
            extensions.append(Extra(name=name, text=text_of_extension(value)))
        except MismatchError as error:
            errors.append(in_member(error, name))
    return extensions, errors


def _unknown(noun: Any, name: str) -> MismatchError:
    known = [member.name for member in members_of_document(noun)]
    msg = f"{noun.__name__} has no such member{did_you_mean(name, known)}"
    if is_node(noun):
        msg += f" (a fact that the model has no member for goes into one whose name begins with {EXTENSION})"
    return MismatchError(msg)


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
        errors: list[Exception] = []
        found: dict[str, Any] = {}
        try:
            found["indicator"] = indicator({name: data[name] for name in data if name != PERIODS}, Indicator)
        except ClassValidationError as error:
            errors += error.exceptions
        try:
            found["periods"] = periods(data[PERIODS], declared)
        except (BaseValidationError, MismatchError) as error:
            errors.append(in_member(error, PERIODS))
        if errors:
            msg = "in an indicator"
            raise ClassValidationError(msg, errors, Indicator)
        series = attrs.evolve(found["indicator"].series, periods=found["periods"])
        return attrs.evolve(found["indicator"], series=series)

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
    (Money | Missing, _amount_hook),
    (str | Missing, _text_or_missing_hook),
    (Period, _period_hook),
    (Disaggregation, _group_hook),
    (Extra, _extra_hook),
    (Result, _result_hook),
    (ObservationSeries, _series_hook),
    (Indicator, _indicator_hook),
)
