"""
What is wrong with a document, and where: from the exceptions of structuring to problems with a path each.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cattrs import AttributeValidationNote, BaseValidationError, IterableValidationNote

from resultsframework.errors import InvalidValueError, Problem

__all__ = [
    "JsonNumber",
    "MismatchError",
    "did_you_mean",
    "in_member",
    "in_position",
    "problems_of",
    "step_of",
    "unlike",
]

SHOWN = 60


class JsonNumber:
    """
    A number of a document that is no whole number, as it was written: the model has no place for one, extensions have.

    Attributes:
        text: What stood in the document.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def is_json(self) -> bool:
        """Whether JSON has it: there is no NaN and no Infinity."""
        return not self.text.lstrip("-").isalpha()


class MismatchError(Exception):
    """
    A part of a document is not what it has to be.

    Attributes:
        message: What was expected, what was found.

        path: Where, below the place that the exceptions around it name.
    """

    def __init__(self, message: str, path: str = "") -> None:
        self.message = message
        self.path = path
        super().__init__(message, path)


def unlike(found: object, what: str) -> MismatchError:
    """The error that something else was found than what was expected."""
    return MismatchError(f"expected {what}, found {_shown(found)}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The names that look most like this one, as the end of a message."""
    nearest = difflib.get_close_matches(name, tuple(known), n=2)
    return f"; did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""


def step_of(name: str) -> str:
    """A member as a step of a path."""
    return f".{name}" if re.fullmatch(r"[A-Za-z_]\w*", name) else f"[{json.dumps(name, ensure_ascii=False)}]"


def in_member(error: Exception, name: str) -> Exception:
    """The error, in the member of this name."""
    error.add_note(AttributeValidationNote(f"member {name}", name, None))
    return error


def in_position(error: Exception, index: int) -> Exception:
    """The error, in the item at this index."""
    error.add_note(IterableValidationNote(f"item {index}", index, None))
    return error


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """
    Everything that structuring found wrong, with the path of each, in the order of the document's fields.

    Raises:
        RecursionError: The document is nested deeper than can be followed.
    """
    return tuple(_problems(error))


def _problems(error: Exception) -> Iterator[Problem]:
    waiting: list[tuple[Exception, str]] = [(error, "$")]
    while waiting:
        found, path = waiting.pop()
        path += "".join(_steps(found))
        if isinstance(found, BaseValidationError):
            waiting += ((part, path) for part in reversed(found.exceptions))
        elif isinstance(found, MismatchError):
            yield Problem(found.message, path=path + found.path)
        elif isinstance(found, InvalidValueError):
            yield Problem(str(found), path=path)
        elif isinstance(found, KeyError):
            yield Problem(f"the member {found.args[0]!r} is missing", path=path)
        else:
            raise found


def _steps(error: Exception) -> Iterator[str]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            yield step_of(note.name.lstrip("_"))
        elif isinstance(note, IterableValidationNote):
            yield f"[{note.index}]"


def _shown(found: object) -> str:
    plain: dict[Any, str] = {dict: "an object", list: "a list"}
    if type(found) in plain:
        return plain[type(found)]
    text = found.text if isinstance(found, JsonNumber) else json.dumps(found, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
