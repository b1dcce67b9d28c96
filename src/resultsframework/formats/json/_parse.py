"""
Parsing text as JSON, in one of two ways: the standard library, which finds every fault, or orjson, which is quicker and
leaves any document that is out of the ordinary to the standard library. So both give the same errors.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from resultsframework.errors import FormatError, Problem, UnsafeInputError

from ._problems import JsonNumber, step_of

__all__ = ["FORMAT", "TOO_DEEP", "parsed", "parsed_by_orjson"]

FORMAT = "json"
TOO_DEEP = "objects and lists are nested too deep; a plan needs about fifteen levels"
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
            names = [name for name, _ in pairs]
            repeats.append((made, [name for name in made if names.count(name) > 1]))
        return made

    if not text.strip():
        raise FormatError(FORMAT, (Problem("it is empty", line=1),))
    try:
        tree = json.loads(text, object_pairs_hook=an_object, parse_float=JsonNumber, parse_constant=JsonNumber)
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        raise FormatError(FORMAT, (Problem(what, line=error.lineno),)) from None
    except ValueError:
        most = sys.get_int_max_str_digits()
        what = f"a number has more digits than can be read; {most} are the most"
        raise FormatError(FORMAT, (Problem(what),)) from None
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    if repeats or _may_hold_half_characters(text):
        return tree, tuple(_faults(tree, {id(made): names for made, names in repeats}))
    return tree, ()


def parsed_by_orjson(text: str) -> Any:
    """
    A document parsed by orjson; None where orjson is not installed, or where `parsed` has to look.

    orjson keeps the last of two members of one name without a word. Each member has a colon in the text, so a member
    was dropped if the tree, written again, has fewer colons; colons written as escapes would upset the count.
    """
    try:
        import orjson
    except ModuleNotFoundError as error:
        if error.name != "orjson":
            raise
        return None
    try:
        tree = orjson.loads(text)
        is_complete = text.count(":") == orjson.dumps(tree).count(b":") and "\\u003" not in text
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return tree if is_complete else None


def _may_hold_half_characters(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\\ud" in text or "\\uD" in text


def _faults(tree: Any, repeats: dict[int, list[str]]) -> Iterator[Problem]:
    """Repeated members and halves of characters, each with its path."""
    waiting: list[tuple[Any, str]] = [(tree, "$")]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            for name in repeats.get(id(value), ()):
                yield Problem("the member occurs more than once", path=path + step_of(name))
            for name in value:
                if HALF_CHARACTER.search(name):
                    yield Problem(f"the name of a member holds half a character: {name!a}", path=path)
            waiting += reversed([(value[name], path + step_of(name)) for name in value])
        elif isinstance(value, list):
            waiting += reversed([(item, f"{path}[{index}]") for index, item in enumerate(value)])
        elif isinstance(value, str) and HALF_CHARACTER.search(value):
            yield Problem(f"the text holds half a character (a lone surrogate): {value!a:.60}", path=path)
