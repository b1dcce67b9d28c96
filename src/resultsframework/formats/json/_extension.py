"""
Extensions: members that the model has no field for, kept as the text of any JSON value and written back unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ._model import EXTENSION, MAX_EXTENSION_DEPTH
from ._problems import JsonNumber, MismatchError, step_of

if TYPE_CHECKING:
    from resultsframework.node import Extra

__all__ = ["extension_of", "first_inline", "quoted", "text_of_extension"]

# A text as JSON; anything else is a TypeError.
quoted = encode_basestring


def text_of_extension(value: Any, newline: str | None = None, depth: int = 0) -> str:
    """
    The text of a JSON value: members in their order, numbers as written.

    Args:
        value: The value, as `extension_of` or the reader of documents gives it.

        newline: The line break and indentation of the line it begins in, to lay it out with two spaces a level; None
            for a single line without spaces, as extras are kept.

        depth: The number of objects and lists around it.

    Raises:
        MismatchError: It is nested too deep, or holds something that is not JSON, such as NaN.
    """
    if depth > MAX_EXTENSION_DEPTH:
        msg = f"an extension may hold {MAX_EXTENSION_DEPTH} objects and lists within each other, not more"
        raise MismatchError(msg)
    inner = None if newline is None else newline + "  "
    if isinstance(value, dict):
        colon = ":" if newline is None else ": "
        items = [f"{quoted(name)}{colon}{_below(value[name], inner, depth, step_of(name))}" for name in value]
        return _enclosed("{", items, "}", newline)
    if isinstance(value, list):
        return _enclosed("[", [_below(v, inner, depth, f"[{i}]") for i, v in enumerate(value)], "]", newline)
    if isinstance(value, JsonNumber):
        if not value.is_json:
            msg = f"{value.text} is no JSON"
            raise MismatchError(msg)
        return value.text
    if isinstance(value, float):
        msg = "a number with a fraction has to be read by the standard library, which keeps it as it was written"
        raise MismatchError(msg)
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _below(value: Any, newline: str | None, depth: int, step: str) -> str:
    try:
        return text_of_extension(value, newline, depth + 1)
    except MismatchError as error:
        raise error.below(step) from None


def _enclosed(opening: str, items: list[str], closing: str, newline: str | None) -> str:
    if newline is None or not items:
        return opening + ",".join(items) + closing
    inner = newline + "  "
    return opening + inner + f",{inner}".join(items) + newline + closing


def extension_of(text: str) -> Any:
    """
    The JSON value of a text.

    Raises:
        ValueError: The text is not JSON, or repeats a member.
    """
    return json.loads(text, object_pairs_hook=_without_repeats, parse_float=JsonNumber, parse_constant=JsonNumber)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        msg = "a member occurs twice"
        raise ValueError(msg)
    return made


def first_inline(extras: Sequence[Extra]) -> int:
    """
    The index of the first extra that, with all after it, can be written as a member and is read as the same extra: the
    names differ and begin with ``x_``, and the texts are those that reading makes.
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
