"""
Extensions: members of a document that no noun has, kept as the text of any JSON value and written back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ._model import EXTENSION, MAX_EXTENSION_DEPTH
from ._problems import JsonNumber, MismatchError, step_of

if TYPE_CHECKING:
    from resultsframework.node import Extra

__all__ = ["extension_of", "inline_from", "pretty", "text_of_extension"]

# A text as JSON; anything else is a TypeError.
quoted = encode_basestring


def text_of_extension(value: Any) -> str:
    """
    The text of a JSON value: no spaces, members in their order, numbers as they were written.

    Raises:
        MismatchError: It is nested too deep or holds what JSON has not, such as NaN.
    """
    return _text(value, 0)


def _text(value: Any, depth: int) -> str:
    if depth > MAX_EXTENSION_DEPTH:
        msg = f"an extension may hold {MAX_EXTENSION_DEPTH} objects and lists within each other, not more"
        raise MismatchError(msg)
    if isinstance(value, dict):
        return "{" + ",".join([f"{quoted(name)}:{_below(value[name], depth, step_of(name))}" for name in value]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_below(item, depth, f"[{index}]") for index, item in enumerate(value)]) + "]"
    if isinstance(value, JsonNumber):
        if not value.is_json:
            msg = f"{value.text} is no JSON"
            raise MismatchError(msg)
        return value.text
    if isinstance(value, float):
        msg = "a number that is no whole number has to be read as it was written"
        raise MismatchError(msg)
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _below(value: Any, depth: int, step: str) -> str:
    try:
        return _text(value, depth + 1)
    except MismatchError as error:
        error.path = step + error.path
        raise


def extension_of(text: str) -> Any:
    """
    The JSON value that a text is.

    Raises:
        ValueError: It is none.
    """
    return json.loads(text, object_pairs_hook=_without_repeats, parse_float=JsonNumber, parse_constant=JsonNumber)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        msg = "a member stands there twice"
        raise ValueError(msg)
    return made


def inline_from(extras: Sequence[Extra]) -> int:
    """
    The index from which on extras can be written as members of their own, so that reading gives the same extras again:
    their names differ and begin with ``x_``, and their texts are those that reading makes.
    """
    start = len(extras)
    seen: set[str] = set()
    while start and extras[start - 1].name not in seen and _is_extension(extras[start - 1]):
        start -= 1
        seen.add(extras[start].name)
    return start


def _is_extension(extra: Extra) -> bool:
    try:
        return extra.name.startswith(EXTENSION) and text_of_extension(extension_of(extra.text)) == extra.text
    except (MismatchError, RecursionError, ValueError):
        return False


def pretty(value: Any, newline: str) -> str:
    """A JSON value as the writer lays it out: two spaces a level, an empty object or list in one line."""
    inner = newline + "  "
    if isinstance(value, dict) and value:
        return "{" + _lines((f"{quoted(n)}: {pretty(v, inner)}" for n, v in value.items()), inner) + newline + "}"
    if isinstance(value, list) and value:
        return "[" + _lines((pretty(item, inner) for item in value), inner) + newline + "]"
    return quoted(value) if isinstance(value, str) else text_of_extension(value)


def _lines(parts: Iterable[str], newline: str) -> str:
    return newline + f",{newline}".join(parts)
