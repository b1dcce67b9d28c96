"""
From text to parsed JSON, by either engine: nothing that JSON has not, no member twice, no half characters.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from resultsframework.errors import FormatError, MissingExtraError, Problem, UnsafeInputError

from ._problems import JsonNumber, step_of

__all__ = [
    "FORMAT",
    "TOO_DEEP",
    "fast_tree",
    "has_fast_engine",
    "is_whole",
    "pieces_of",
    "plain_tree",
    "strict_tree",
]

FORMAT = "json"
TOO_DEEP = "objects and lists stand too deep within each other; a plan needs about fifteen levels"
# The results of a document in the layout of the writer: four spaces before each, on lines of their own.
OPEN = '\n  "results": [\n    {'
END_OF_ITEM = "\n    }"
BETWEEN = END_OF_ITEM + ",\n    {"
END_OF_LIST = "\n  ]"
CLOSE = END_OF_ITEM + END_OF_LIST
# Characters to parse at once, at least: so few that their objects stay close together.
PIECE = 50_000
EMPTY = '\n  "results": []'
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def has_fast_engine(*, required: bool = False) -> bool:
    """
    Whether orjson is installed.

    Raises:
        MissingExtraError: It is required and is not.
    """
    try:
        import orjson  # noqa: F401 - asked for, not used
    except ModuleNotFoundError as error:
        if error.name != "orjson":
            raise
        if required:
            extra, purpose = "fast", "reading JSON with orjson"
            raise MissingExtraError(extra, purpose) from error
        return False
    return True


def pieces_of(text: str) -> tuple[str, list[tuple[int, int]]] | None:
    """
    A document in its usual layout without its results, and where in the text some of these begin and end at a time.

    So they can be parsed bit by bit, which takes a fraction of the memory. No text of valid JSON holds a line break; so
    where what is left is valid with an empty list for results, and each piece in brackets is a list, the document is
    valid with what is in those lists as its results. `is_whole` says whether the list was that of the whole document,
    and not another of the same name. The caller parses all of them, and the whole at once if any fails.

    Returns:
        The text with an empty list of results, and the first and last index of each piece; None for another layout.
    """
    start = text.find(OPEN)
    end = text.find("]", max(start, 0))
    while end >= 0 and not text.startswith(CLOSE, end + 1 - len(CLOSE)):
        end = text.find("]", end + 1)
    if start < 0 or end < 0:
        return None
    first, last = start + len(OPEN) - 1, end + 1 - len(END_OF_LIST)
    places: list[tuple[int, int]] = []
    while (between := text.find(BETWEEN, first + PIECE, last)) >= 0:
        places.append((first, between + len(END_OF_ITEM)))
        first = between + len(BETWEEN) - 1
    places.append((first, last))
    return text[:start] + EMPTY + text[end + 1 :], places


def is_whole(text: str) -> bool:
    """Whether the list that `pieces_of` found is a member of the whole document: one brace is open before it."""
    try:
        json.loads(text[: text.index(OPEN)] + EMPTY + "}")
    except (ValueError, RecursionError):
        return False
    return True


def fast_tree(text: str) -> Any:
    """
    The parsed document by orjson; None where anything is out of the ordinary, and `strict_tree` has to look.

    The last of two members of one name wins in orjson. Each member has its colon in the text, so when the document
    written again has as many colons as the text, none was dropped; a colon written as an escape would upset the count.
    """
    import orjson

    try:
        tree = orjson.loads(text)
        same = text.count(":") == orjson.dumps(tree).count(b":") and "\\u003" not in text
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return tree if same else None


def plain_tree(text: str) -> Any:
    """The parsed document by the standard library; None where anything is wrong with it."""
    try:
        tree, oddities = strict_tree(text)
    except FormatError:
        return None
    return None if oddities else tree


def strict_tree(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """
    The parsed document by the standard library, and what is wrong with it although it can be parsed.

    Raises:
        FormatError: It is no JSON; with line and column.

        UnsafeInputError: It is nested too deep.
    """
    repeats: list[tuple[dict[str, Any], tuple[str, ...]]] = []

    def an_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            repeats.append((made, tuple(name for name in made if names.count(name) > 1)))
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
    suspect = not text.isascii() or "\\ud" in text or "\\uD" in text
    if not (repeats or (suspect and _has_half_character(text))):
        return tree, ()
    names_of = {id(made): names for made, names in repeats}
    return tree, tuple(_oddities(tree, names_of))


def _has_half_character(text: str) -> bool:
    if "\\ud" in text or "\\uD" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _oddities(tree: Any, repeated: dict[int, tuple[str, ...]]) -> Iterator[Problem]:
    """Members that stand twice in an object, and half of a character, each with its path."""
    waiting: list[tuple[Any, str]] = [(tree, "$")]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            for name in repeated.get(id(value), ()):
                yield Problem("the member stands there more than once", path=path + step_of(name))
            for name in value:
                if HALF_CHARACTER.search(name):
                    yield Problem(f"the name of a member holds half a character: {name!a}", path=path)
            waiting += reversed([(value[name], path + step_of(name)) for name in value])
        elif isinstance(value, list):
            waiting += reversed([(item, f"{path}[{index}]") for index, item in enumerate(value)])
        elif isinstance(value, str) and HALF_CHARACTER.search(value):
            yield Problem(f"the text holds half a character (a lone surrogate): {value!a:.60}", path=path)
