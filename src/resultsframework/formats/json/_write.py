"""
From the nouns to the text of a document: members in the order of the model, defaults left out.

The text is made directly and equals what ``json.dumps(document, indent=2, ensure_ascii=False)`` makes of the same
document; that function alone, which indents in Python, takes 2.4 times as long as pydantic.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import InvalidValueError
from resultsframework.formats._own_classes import refuse_own_fields
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.subject import Disaggregation
from resultsframework.value import Missing, Value

from ._extension import extension_of, first_inline, quoted, text_of_extension
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
from ._problems import MismatchError, step_of
from ._scalar import (
    Write,
    day_of,
    digits_of,
    is_enum,
    number_of,
    text_of,
    whole_number_of,
    word_writer,
    yes_no_of,
)

if TYPE_CHECKING:
    from resultsframework.node import Extra

__all__ = ["list_writer", "noun_writer", "text_written", "value_text", "writer_of", "written"]


def written(framework: ResultsFramework) -> str:
    """
    The text of a document, with its version and a final line break.

    Raises:
        InvalidValueError: A number has too many digits, or something else that JSON cannot hold; with its path.
    """
    return text_written(noun_writer(ResultsFramework, f'"{VERSION_MEMBER}": {VERSION}'), framework) + "\n"


def text_written(write: Write, value: Any) -> str:
    """
    The text of a framework, or of any other node or answer, by its writer.

    Raises:
        InvalidValueError: As for `written`.
    """
    refuse_own_fields(value, "JSON")
    kind = "framework" if isinstance(value, ResultsFramework) else type(value).__name__
    cannot = f"the {kind} cannot be written as JSON"
    try:
        text = write(value, "\n")
    except MismatchError as error:
        msg = f"{cannot}: ${error.path}: {error.message}"
        raise InvalidValueError(msg) from None
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError as error:
        start = text.rindex("\n", 0, error.start) + 1
        line = text[start : text.index("\n", error.end)].strip()
        msg = f"{cannot}: a text holds half a character (a lone surrogate): {line!a:.80}"
        raise InvalidValueError(msg) from None
    return text


def value_text(declared: Any, value: Any, where: str) -> str:
    """
    The JSON of one field, for formats that keep facts their own standard has no element for.

    Args:
        declared: The type of the field, as `Member.type`.

        value: Its value.

        where: The field, for an error.

    Raises:
        InvalidValueError: The value is not of that type, such as a number in a field of text.
    """
    try:
        return writer_of(declared)(value, "")
    except MismatchError as error:
        msg = f"{where}{error.path}: {error.message}"
        raise InvalidValueError(msg) from None


# ------------------------------------------------------------------------------------------ lists and objects


@functools.cache
def writer_of(declared: Any) -> Write:
    """The writer of values of a declared type."""
    kind = optional(declared)
    if kind in WRITERS:
        return WRITERS[kind]
    if is_enum(kind):
        return word_writer(kind)
    item = item_of(kind)
    return noun_writer(kind) if item is None else list_writer(writer_of(item))


def list_writer(write_item: Write) -> Write:
    def write(value: Any, newline: str) -> str:
        inner = newline + "  "
        before, then = "[" + inner, "," + inner
        parts: list[str] = []
        try:
            for item in value:
                parts += (before, write_item(item, inner))
                before = then
        except MismatchError as error:
            step = f"[{len(parts) // 2}]"
            raise error.below(step) from None
        return "".join((*parts, newline, "]")) if parts else "[]"

    return write


class _Form(NamedTuple):
    """
    The form of a noun in a document.

    Attributes:
        members: The defaults, the labels and the writers of its members.

        values_of: Gives the values that a noun holds in its members.

        extras_at: The index of the extras; None for a noun that has none.
    """

    members: tuple[tuple[Any, ...], tuple[str, ...], tuple[Write, ...]]
    values_of: Callable[[Any], tuple[Any, ...]]
    extras_at: int | None


@functools.cache
def _form_of(noun: Any, writer_of_member: Callable[[Any], Write]) -> _Form:
    known = members_of_document(noun)
    return _Form(
        members=(
            tuple(member.default for member in known),
            tuple(f'"{member.name}": ' for member in known),
            tuple(_writer(member, writer_of_member) for member in known),
        ),
        values_of=_values_getter(known),
        extras_at=[member.name for member in known].index("extras") if is_node(noun) else None,
    )


def _writer(member: Member, writer_of_member: Callable[[Any], Write]) -> Write:
    write = writer_of_member(member.type)
    return _or_null(write) if member.is_nullable else write


def _or_null(write: Write) -> Write:
    return lambda value, newline: "null" if value is None else write(value, newline)


def _values_getter(known: tuple[Member, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Gives the values of a noun's members; for one that equals a default made of other fields, that default."""
    get: Callable[[Any], tuple[Any, ...]] = attrgetter(*(member.attribute for member in known), "__class__")
    defaults = [member.default for member in known]
    if not any(getattr(default, "takes_self", False) for default in defaults):
        return get  # with the class at the end, as attrgetter of a single name gives no tuple

    def values_of(noun: Any) -> tuple[Any, ...]:
        return tuple(
            default if getattr(default, "takes_self", False) and held == default.factory(noun) else held
            for default, held in zip(defaults, get(noun), strict=False)
        )

    return values_of


@functools.cache
def noun_writer(noun: Any, first: str = "", writer_of_member: Callable[[Any], Write] | None = None) -> Write:
    """
    An object with the members of a noun that do not hold their default, after a first member given as text.

    The writers of the members are those of a document where no others are given.
    """

    def write(value: Any, newline: str) -> str:
        if len(newline) > 2 * MAX_DEPTH:
            msg = f"more than {MAX_DEPTH} objects and lists are nested within each other"
            raise MismatchError(msg)
        form, values_of, extras_at = _form_of(noun, writer_of_member or writer_of)
        values = values_of(value)
        inline: tuple[Extra, ...] = ()
        if extras_at is not None and values[extras_at]:
            values, inline = _with_extensions_apart(values, extras_at)
        inner = newline + "  "
        before, then = "{" + inner, "," + inner
        parts: list[str] = []
        if first:
            parts += (before, first)
            before = then
        for held, default, label, write_member in zip(values, *form, strict=False):
            if held is default or (type(held) is type(default) and held == default):
                continue
            try:
                parts += (before, label, write_member(held, inner))
            except MismatchError as error:
                raise error.below(step_of(label[1:-3])) from None
            before = then
        for extra in inline:
            parts += (before, f"{quoted(extra.name)}: {text_of_extension(extension_of(extra.text), inner)}")
            before = then
        return "".join((*parts, newline, "}")) if parts else "{}"

    return write


def _with_extensions_apart(values: tuple[Any, ...], at: int) -> tuple[tuple[Any, ...], tuple[Extra, ...]]:
    """The values of a node without the extras that are written as members of their own, and those extras."""
    extras = values[at]
    start = first_inline(extras)
    return (*values[:at], extras[:start], *values[at + 1 :]), extras[start:]


# ---------------------------------------------------------------------------------- values, periods, levels


def _value(value: Any, newline: str) -> str:
    if type(value) is Decimal:
        return f'"{digits_of(value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'{{{newline}  "text": {quoted(value)}{newline}}}'
    if isinstance(value, Missing):
        return f'{{{newline}  "missing": {quoted(value.value)}{newline}}}'
    noun: Any = type(value)
    return noun_writer(noun)(value, newline)


def _amount(value: Any, newline: str) -> str:
    return _value(value, newline) if isinstance(value, Missing) else noun_writer(Money)(value, newline)


def _text_or_missing(value: Any, newline: str) -> str:
    return _value(value, newline) if isinstance(value, Missing) else text_of(value)


def _period(value: Any, newline: str) -> str:
    return str(value.year) if _is_year(value) else noun_writer(Period)(value, newline)


def _is_year(period: Period) -> bool:
    return period.year is not None and period.start is None and period.end is None and period.raw is None


def _result(value: Any, newline: str) -> str:
    level = next((level for level, noun in LEVELS.items() if type(value) is noun), None)
    if level is None:
        msg = f"must be an Impact, an Outcome, an Output or an OtherResult, not {value!r:.80}"
        raise MismatchError(msg)
    noun: Any = type(value)
    return noun_writer(noun, f'"level": "{level}"')(value, newline)


# ---------------------------------------------------------------------------------------------- observations


def _observation(value: Any, newline: str) -> str:
    """
    An observation with no more than what most have; the writer of its noun is for the others, and words all errors.

    Without this shortcut a document takes 1.8 times as long to write: six of seven nouns of a plan are observations.
    """
    if RARE(value) != NOTHING_RARE or not _is_year(value.period):
        return WHOLE_OBSERVATION(value, newline)
    inner = newline + "  "
    try:
        text = f'{{{inner}"kind": {KINDS[value.kind]},{inner}"period": {value.period.year}'
        if value.value is not Missing.ABSENT:
            text += f',{inner}"value": {_value(value.value, inner)}'
        if value.unit is not None:
            text += f',{inner}"unit": {text_of(value.unit)}'
        if value.comment is not None:
            text += f',{inner}"comment": {text_of(value.comment)}'
        if value.disaggregation:
            text += f',{inner}"disaggregation": {GROUPS(value.disaggregation, inner)}'
    except MismatchError:
        return WHOLE_OBSERVATION(value, newline)
    return f"{text}{newline}}}"


RARE = attrgetter("listed_under", "_raw", "places", "documents", "translations", "extras")
NOTHING_RARE = (None, None, (), (), (), ())
KINDS = {kind: quoted(kind.value) for kind in ObservationKind}
WHOLE_OBSERVATION = noun_writer(Observation)
# The groups of a plan are few, and each is met often.
GROUPS = functools.lru_cache(maxsize=1_024)(list_writer(noun_writer(Disaggregation)))
WRITERS: Mapping[Any, Write] = MappingProxyType(
    {
        str: text_of,
        bool: yes_no_of,
        int: whole_number_of,
        Decimal: number_of,
        dt.date: day_of,
        Value: _value,
        Money | Missing: _amount,
        str | Missing: _text_or_missing,
        Period: _period,
        Result: _result,
        Observation: _observation,
    }
)
