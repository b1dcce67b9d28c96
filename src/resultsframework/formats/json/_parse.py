"""
Parsing text as JSON, in one of two ways: the standard library, which finds every fault, or orjson, which is quicker and
leaves any document that is out of the ordinary to the standard library. So both give the same errors.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from resultsframework.errors import FormatError, Problem, UnsafeInputError
from resultsframework.number import MAX_DIGITS, whole_number

from ._problems import JsonNumber, step_of

__all__ = ["FORMAT", "TOO_DEEP", "Steps", "half_name", "half_text", "parsed", "parsed_by_orjson", "path_of"]

FORMAT = "json"
TOO_DEEP = "objects and lists are nested too deep; a plan needs about fifteen levels"
SUBINTERPRETER = "does not support loading in subinterpreters"
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# The way from the document to one of its parts: the names of members, and the indexes of items.
Steps = tuple[str | int, ...]


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
    waiting: list[tuple[Any, Steps]] = [(tree, ())]
    while waiting:
        value, steps = waiting.pop()
        if isinstance(value, dict):
            for name in repeats.get(id(value), ()):
                yield Problem("the member occurs more than once", path=path_of((*steps, name)))
            for name in value:
                yield from half_name(name, steps)
            waiting += reversed([(value[name], (*steps, name)) for name in value])
        elif isinstance(value, list):
            waiting += reversed([(item, (*steps, index)) for index, item in enumerate(value)])
        elif isinstance(value, str):
            yield from half_text(value, steps)


def half_name(name: str, steps: Steps) -> tuple[Problem, ...]:
    """Half a character in the name of a member."""
    return _half(name, "the name of a member holds half a character", steps)


def half_text(text: str, steps: Steps) -> tuple[Problem, ...]:
    """Half a character in a text."""
    return _half(text, "the text holds half a character (a lone surrogate)", steps)


def _half(text: str, what: str, steps: Steps) -> tuple[Problem, ...]:
    if text.isascii() or not HALF_CHARACTER.search(text):
        return ()
    return (Problem(f"{what}: {text!a:.60}", path=path_of(steps)),)


def path_of(steps: Steps) -> str:
    """The path of a part, as problems state it."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else step_of(step) for step in steps)
