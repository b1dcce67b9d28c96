"""
Parsing text as JSON, in one of two ways: the standard library, which finds every fault, or orjson, which is quicker and
leaves any document that is out of the ordinary to the standard library. So both give the same errors.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from resultsframework.errors import FormatError, Problem, UnsafeInputError
from resultsframework.number import MAX_DIGITS, whole_number

from ._problems import JsonNumber, step_of

__all__ = [
    "FORMAT",
    "TOO_DEEP",
    "Place",
    "faults_of_name",
    "faults_of_text",
    "parsed",
    "parsed_by_orjson",
    "path_of",
]

FORMAT = "json"
TOO_DEEP = "objects and lists are nested too deep; a plan needs about fifteen levels"
SUBINTERPRETER = "does not support loading in subinterpreters"
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def parsed(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """
    A document parsed by the standard library, and its faults that do not keep it from being parsed: repeated members,
    lone surrogates.

    Raises:
        FormatError: The text is not JSON; with line and column.

        UnsafeInputError: It is nested too deep.
    """
    repeats: list[tuple[dict[str, Any], list[str]]] = []

    def an_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            repeats.append((made, [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]))
        return made

    if not text.strip():
        raise FormatError(FORMAT, (Problem("it is empty", line=1),))
    try:
        tree = json.loads(
            text,
            object_pairs_hook=an_object,
            parse_int=_whole_number,
            parse_float=JsonNumber,
            parse_constant=JsonNumber,
        )
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        raise FormatError(FORMAT, (Problem(what, line=error.lineno),)) from None
    except _TooManyDigitsError as error:
        what = f"a number has more than the {MAX_DIGITS:,} digits that are allowed: {error.args[0]:.20}..."
        raise FormatError(FORMAT, (Problem(what),)) from None
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    if repeats or _may_hold_half_characters(text):
        return tree, tuple(_faults(tree, {id(made): names for made, names in repeats}))
    return tree, ()


def parsed_by_orjson(text: str) -> Any:
    """
    A document parsed by orjson; None where orjson cannot be imported, or where `parsed` has to look.

    orjson keeps the last of two members of one name without a word. Each member has a colon in the text, so a member
    was dropped if the tree, written again, has fewer colons; colons written as escapes would upset the count.
    """
    try:
        import orjson
    except ImportError as error:
        # It is not installed, or this is a subinterpreter, for which it is not made.
        if error.name == "orjson" or SUBINTERPRETER in str(error):
            return None
        raise
    try:
        tree = orjson.loads(text)
        is_complete = text.count(":") == orjson.dumps(tree).count(b":") and "\\u003" not in text
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return tree if is_complete else None


class _TooManyDigitsError(Exception):
    pass


def _whole_number(text: str) -> int:
    digits = text.removeprefix("-")
    number = whole_number(digits)
    if number is None:
        raise _TooManyDigitsError(text)
    return number if digits is text else -number


def _may_hold_half_characters(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\\ud" in text or "\\uD" in text


def _faults(tree: Any, repeats: dict[int, list[str]]) -> Iterator[Problem]:
    """Repeated members and halves of characters, each with its path."""
    waiting: list[tuple[Any, Place | None]] = [(tree, None)]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, dict):
            for name in repeats.get(id(value), ()):
                yield Problem("the member occurs more than once", path=Place(name, place).path)
            for name in value:
                yield from faults_of_name(name, place)
            waiting += reversed([(value[name], Place(name, place)) for name in value])
        elif isinstance(value, list):
            waiting += reversed([(item, Place(index, place)) for index, item in enumerate(value)])
        elif isinstance(value, str):
            yield from faults_of_text(value, place)


def faults_of_name(name: str, place: Place | None) -> Iterator[Problem]:
    """Half a character in the name of a member."""
    if HALF_CHARACTER.search(name):
        yield Problem(f"the name of a member holds half a character: {name!a:.60}", path=path_of(place))


def faults_of_text(text: str, place: Place | None) -> Iterator[Problem]:
    """Half a character in a text."""
    if HALF_CHARACTER.search(text):
        yield Problem(f"the text holds half a character (a lone surrogate): {text!a:.60}", path=path_of(place))


def path_of(place: Place | None) -> str:
    """The path of a place; that of the document for none."""
    return place.path if place else "$"


class Place(NamedTuple):
    """A member or an item, and the place of what holds it. Its path is put together only for a fault."""

    step: str | int
    outer: Place | None

    @property
    def path(self) -> str:
        steps: list[str] = []
        place: Place | None = self
        while place is not None:
            steps.append(f"[{place.step}]" if isinstance(place.step, int) else step_of(place.step))
            place = place.outer
        return "$" + "".join(reversed(steps))
