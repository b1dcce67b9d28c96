"""
Problems of a document, each with its path: the exceptions of reading and writing, and a list made of those that cattrs
gathers.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cattrs import AttributeValidationNote, BaseValidationError, ClassValidationError, IterableValidationNote

from resultsframework.errors import InvalidValueError, Problem

__all__ = [
    "Hook",
    "JsonNumber",
    "MismatchError",
    "did_you_mean",
    "problems_of",
    "step_of",
    "together",
    "tried",
    "unlike",
]

SHOWN = 60
# Makes a value from parsed JSON; the second argument is its declared type.
Hook = Callable[[Any, Any], Any]


class JsonNumber:
    """
    A number with a fraction or an exponent, as written. No field holds one; extensions keep it.

    Attributes:
        text: Its text in the document, such as ``1.50``.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    @property
    def is_json(self) -> bool:
        """False for NaN and Infinity, which Python's parser accepts and JSON does not have."""
        return not self.text.lstrip("-").isalpha()


class MismatchError(Exception):
    """
    A part of a document, or a value of a field, of another type or form than its place requires.

    Attributes:
        message: The expected and the actual value.

        path: The place, relative to the one that surrounding exceptions name.
    """

    def __init__(self, message: str, path: str = "") -> None:
        self.message = message
        self.path = path
        super().__init__(message, path)

    def below(self, step: str) -> MismatchError:
        """The same error with one more step before its path."""
        self.path = step + self.path
        return self


def unlike(found: object, expected: str) -> MismatchError:
    """The error for a value in a document that is not the expected one."""
    return MismatchError(f"expected {expected}, found {_shown(found)}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The most similar of the known names, as the end of a message; empty if none is similar."""
    nearest = difflib.get_close_matches(name, tuple(known), n=2)
    return f"; did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""


def step_of(name: str) -> str:
    """A member as a step of a path."""
    return f".{name}" if re.fullmatch(r"[A-Za-z_]\w*", name) else f"[{json.dumps(name, ensure_ascii=False)}]"


def tried(errors: list[Exception], name: str | None, hook: Hook, data: Any, declared: Any) -> Any:
    """
    The value that a hook gives; None if the data do not fit, which is added to the errors of the object.

    Args:
        errors: The errors found in the object so far.

        name: The member that holds the data; None for the object itself.

        hook: The hook.

        data: The data.

        declared: The type.
    """
    try:
        return hook(data, declared)
    except (BaseValidationError, MismatchError, InvalidValueError) as error:
        if name is not None:
            error.add_note(AttributeValidationNote(f"member {name}", name, None))
        errors.append(error)


def together(errors: list[Exception], kind: Any) -> BaseValidationError:
    """The errors of one object as one, in the way of cattrs."""
    return ClassValidationError("in an object", errors, kind)


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """
    All problems that structuring gathered, with their paths, in the order of the fields.

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
