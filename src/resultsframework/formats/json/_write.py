"""
From the nouns to the text of a document, in one go: members in the order of the model, defaults left out.

The text is made directly, since a tree of dicts for it would cost more than all the rest; it is what
``json.dumps(document, indent=2, ensure_ascii=False)`` makes of the same document.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money
from resultsframework.node import Extra
from resultsframework.observation import Disaggregation, Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.value import Level, Missing, Range, Ratio, Value

from ._digits import (
    CODE,
    Put,
    Show,
    UnwritableError,
    Write,
    day_of,
    digits_of,
    must_be,
    number_of,
    text_of,
    whole_number_of,
    word_shower,
    yes_no_of,
)
from ._extension import (
    extension_of,
    inline_from,
    pretty,
    quoted,
)
from ._model import (
    LEVELS,
    MAX_DEPTH,
    VERSION,
    VERSION_MEMBER,
    Member,
    is_node,
    item_of,
    members_of_document,
    optional,
)
from ._problems import step_of
from ._scalar import is_enum

__all__ = ["written"]

LEVEL_OF = {noun: level for level, noun in LEVELS.items()}


def written(framework: ResultsFramework) -> str:
    """
    The text of a document, with its version and a final line break.

    Raises:
        InvalidValueError: A field holds what it must not, such as a number where text belongs; with its path.
    """
    parts: list[str] = []
    try:
        _noun_writer(ResultsFramework, f'"{VERSION_MEMBER}": {VERSION}')(framework, "\n", parts.append)
    except UnwritableError as error:
        msg = f"the framework cannot be written as JSON: ${error.path}: {error.message}"
        raise InvalidValueError(msg) from None
    parts.append("\n")
    text = "".join(parts)
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError as error:
        start = text.rindex("\n", 0, error.start) + 1
        line = text[start : text.index("\n", error.end)].strip()
        msg = f"the framework cannot be written as JSON: a text holds half a character (a lone surrogate): {line!a:.80}"
        raise InvalidValueError(msg) from None
    return text


# ------------------------------------------------------------------------------------------------- by type


@functools.cache
def writer_of(declared: Any) -> Write:
    """How a value of a declared type is written."""
    for known, write in WRITERS:
        if optional(declared) == known:
            return write
    item = item_of(optional(declared))
    if item is not None:
        return _list_writer(writer_of(item))
    show = shower_of(declared)
    return _noun_writer(optional(declared)) if show is None else lambda value, _, put: put(show(value))


@functools.cache
def shower_of(declared: Any) -> Show | None:
    """What makes the text of a value of a declared type; None where that takes several lines."""
    if is_enum(optional(declared)):
        return word_shower(optional(declared))
    return next((show for known, show in SHOWERS if optional(declared) == known), None)


def _list_writer(write_item: Write) -> Write:
    def write(value: Any, newline: str, put: Put) -> None:
        if type(value) is not tuple:
            raise must_be(value, "a tuple")
        inner = newline + "  "
        before, then = "[" + inner, "," + inner
        done = 0
        try:
            for item in value:
                put(before)
                write_item(item, inner, put)
                before = then
                done += 1
        except UnwritableError as error:
            step = f"[{done}]"
            raise error.below(step) from None
        put(newline + "]" if value else "[]")

    return write


@functools.cache
def _noun_writer(noun: Any, first: str = "") -> Write:
    """An object with those members of a noun that do not hold their default, after the member given as text."""

    def write(value: Any, newline: str, put: Put) -> None:
        known, every = _held(noun, value, newline)
        inner = newline + "  "
        before, then = "{" + inner, "," + inner
        if first:
            put(before + first)
            before = then
        inline: tuple[Extra, ...] = ()
        for (label, default, show, write_member, odd), held in zip(known, every, strict=False):
            if held is default or (type(held) is type(default) and held == default):
                continue
            if odd is not None:
                held, inline = odd(value, held)  # noqa: PLW2901 - what is left of it
                if held is None or held == ():
                    continue
            try:
                if show is not None:
                    put(f"{before}{label}{show(held)}")
                else:
                    put(before + label)
                    write_member(held, inner, put)
            except UnwritableError as error:
                step = step_of(label[1:-3])
                raise error.below(step) from None
            before = then
        _write_inline(inline, before, inner, put)
        put(newline + "}" if before is then or inline else "{}")

    return write


def _held(noun: Any, value: Any, newline: str) -> tuple[tuple[_Slot, ...], Any]:
    """The members of a noun and what it holds in each."""
    found: Any = type(value)
    if found is not noun:
        raise must_be(value, noun.__name__)
    if len(newline) > 2 * MAX_DEPTH:
        msg = f"more than {MAX_DEPTH} objects and lists stand within each other"
        raise UnwritableError(msg)
    known, held_by = _written_members(found)
    try:
        return known, held_by(value)
    except AttributeError as error:
        msg = f"its series must be an ObservationSeries ({error})"
        raise UnwritableError(msg) from None


def _write_inline(extras: tuple[Extra, ...], before: str, inner: str, put: Put) -> None:
    """Extras as members of their own, after all others."""
    for extra in extras:
        put(f"{before}{quoted(extra.name)}: {pretty(extension_of(extra.text), inner)}")
        before = "," + inner


# What of a held value goes into its member, and what into extensions after all members.
Odd = Callable[[Any, Any], tuple[Any, tuple[Extra, ...]]]
# A member: its label, its default, and how it is written.
_Slot = tuple[str, Any, Show | None, Write, Odd | None]


@functools.cache
def _written_members(noun: Any) -> tuple[tuple[_Slot, ...], Callable[[Any], Any]]:
    """How each member is written, and what gets all that a noun holds at once."""
    known = members_of_document(noun)
    return (
        tuple((f'"{m.name}": ', m.default, shower_of(m.type), writer_of(m.type), _odd(noun, m)) for m in known),
        attrgetter(*(member.attribute for member in known), "__class__"),  # so that it is a tuple also of one
    )


def _odd(noun: Any, member: Member) -> Odd | None:
    if member.name == "extras" and is_node(noun):
        return _extras
    if getattr(member.default, "takes_self", False):
        factory: Callable[[Any], Any] = member.default.factory
        return lambda noun, held: (None if held == factory(noun) else held, ())
    return None


def _extras(_: Any, held: Any) -> tuple[Any, tuple[Extra, ...]]:
    if type(held) is not tuple or any(type(extra) is not Extra for extra in held):
        return held, ()  # not what it must be, as its writer says
    start = inline_from(held)
    return held[:start], held[start:]


# ---------------------------------------------------------------------------------- values, periods, levels


def _value(value: Any, newline: str, put: Put) -> None:
    text = _simple_value(value, newline)
    if text is not None:
        put(text)
    elif isinstance(value, Ratio | Range | Level):
        noun: Any = type(value)
        _noun_writer(noun)(value, newline, put)
    else:
        raise must_be(value, "a Decimal, True, False, a Ratio, a Range, a Level, text or Missing")


def _simple_value(value: Any, newline: str) -> str | None:
    if type(value) is Decimal:
        return f'"{digits_of(value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'{{{newline}  "text": {quoted(value)}{newline}}}'
    if isinstance(value, Missing):
        return f'{{{newline}  "missing": "{CODE(value)}"{newline}}}'
    return None


def _amount(value: Any, newline: str, put: Put) -> None:
    if isinstance(value, Missing):
        _value(value, newline, put)
    else:
        _noun_writer(Money)(value, newline, put)


def _text_or_missing(value: Any, newline: str, put: Put) -> None:
    if isinstance(value, Missing):
        _value(value, newline, put)
    else:
        put(text_of(value))


def _period(value: Any, newline: str, put: Put) -> None:
    if type(value) is Period and value.year is not None and value == Period(year=value.year):
        put(str(value.year))
    else:
        _noun_writer(Period)(value, newline, put)


def _result(value: Any, newline: str, put: Put) -> None:
    level = LEVEL_OF.get(type(value))
    if level is None:
        raise must_be(value, "an Impact, an Outcome, an Output or an OtherResult")
    noun: Any = type(value)
    _noun_writer(noun, f'"level": "{level}"')(value, newline, put)


# ---------------------------------------------------------------------------------------------- observations


def _observations(value: Any, newline: str, put: Put) -> None:
    """The usual observations in one go, because there are so many, and any other as every other noun."""
    if type(value) is not tuple:
        raise must_be(value, "a tuple")
    outer = newline + "  "
    inner = outer + "  "
    texts: list[str] = []
    for index, observation in enumerate(value):
        text = _usual(observation, inner)
        if text is None:
            parts: list[str] = []
            try:
                ANY_OBSERVATION(observation, outer, parts.append)
            except UnwritableError as error:
                step = f"[{index}]"
                raise error.below(step) from None
            text = "".join(parts).removesuffix(outer + "}")
        texts.append(text)
    put(f"[{outer}{f'{outer}}},{outer}'.join(texts)}{outer}}}{newline}]")


def _is_usual(o: Any) -> bool:
    """Whether it is an observation in a year, with what most have and nothing else."""
    if type(o) is not Observation or o.places or o.documents or o.translations or o.extras or RAW(o) is not None:
        return False
    period = o.period
    if type(o.kind) is not ObservationKind or type(period) is not Period or type(period.year) is not int:
        return False
    return period.start is None and period.end is None and period.raw is None and o.value is not Missing.ABSENT


def _usual(o: Any, inner: str) -> str | None:
    """The text of an observation without its last brace; None where it is not quite usual."""
    if not _is_usual(o):
        return None
    value, unit, comment, groups = o.value, o.unit, o.comment, o.disaggregation
    try:
        if type(value) is Decimal and (digits := str(value)).isdigit() and len(digits) <= USUAL_DIGITS:
            shown: str | None = f'"{digits}"'
        else:
            shown = _simple_value(value, inner)
        if shown is None:
            return None
        text = f'{{{inner}"kind": "{CODE(o.kind)}",{inner}"period": {o.period.year},{inner}"value": {shown}'
        if unit is not None:
            text = f'{text},{inner}"unit": {quoted(unit)}'
        if comment is not None:
            text = f'{text},{inner}"comment": {quoted(comment)}'
        if groups:
            text = f'{text},{inner}"disaggregation": [{_groups(groups, inner)}{inner}]'
    except (UnwritableError, TypeError):
        return None
    return text


def _groups(groups: Any, newline: str) -> str:
    """Groups with both their names; a TypeError says that there are others."""
    text = ""
    for group in groups:
        if type(group) is not Disaggregation or group.dimension is None or group.category is None:
            raise TypeError
        dimension, category = quoted(group.dimension), quoted(group.category)
        text += f'{newline}  {{{newline}    "dimension": {dimension},{newline}    "category": {category}{newline}  }},'
    return text[:-1]


RAW = attrgetter("_raw")
USUAL_DIGITS = 18
SHOWERS: tuple[tuple[Any, Show], ...] = (
    (str, text_of),
    (bool, yes_no_of),
    (int, whole_number_of),
    (Decimal, number_of),
    (dt.date, day_of),
)
WRITERS: tuple[tuple[Any, Write], ...] = (
    (Value, _value),
    (Money | Missing, _amount),
    (str | Missing, _text_or_missing),
    (Period, _period),
    (Result, _result),
    (tuple[Observation, ...], _observations),
)
ANY_OBSERVATION = _noun_writer(Observation)
