"""
First guesses: an attribute that does not exist is an error that names what was meant.

A class or a package has a table of guesses, each line what was meant and the names under which it is looked for. What
is in no table is compared with the names that there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from .message import shortened, spelled_like

__all__ = ["Guessable", "UnknownAttributeError", "fields_meant", "meant"]

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import ClassVar


class UnknownAttributeError(AttributeError):
    """
    An attribute that does not exist.

    Its sentence is made when it is read, since nobody reads that of a `hasattr`.
    """

    def __init__(self, sentence: str, name: str, suggestion: Callable[[], str]) -> None:
        super().__init__(name=name)  # with its name, Python adds no suggestion of its own
        self._sentence = sentence
        self._suggestion = suggestion

    def __str__(self) -> str:
        suggestion = self._suggestion()
        return shortened(f"{self._sentence}; did you mean {suggestion}?" if suggestion else self._sentence)

    def __reduce__(self) -> tuple[type[AttributeError], tuple[str]]:
        return AttributeError, (str(self),)


def meant(name: str, tables: Iterable[Mapping[str, str]], names: Iterable[str]) -> str:
    """
    The meaning of a name that does not exist: by a table of guesses, else by the spelling; empty where neither has it.

    Args:
        name: The name.

        tables: Tables of guesses: what was meant, and the names under which it is looked for, separated by spaces.

        names: The names that exist.
    """
    return _answer(name, tables) or " or ".join(spelled_like(name, names))


def fields_meant(owner: type, name: str, fields: Iterable[str]) -> tuple[str, ...]:
    """
    The fields of a class that a name stands for which is none of them: by its guesses, else by the spelling.

    Args:
        owner: The class.

        name: The name.

        fields: The names of its fields.
    """
    there_are = tuple(fields)
    named = re.findall(r"\.(\w+)", _answer(name, _tables(owner)))
    return tuple(field for field in named if field in there_are) or spelled_like(name, there_are)


def _answer(name: str, tables: Iterable[Mapping[str, str]]) -> str:
    """The answer of the first table that has a name; empty where none has it."""
    found = (answer for table in tables for answer, guesses in table.items() if name in guesses.split())
    return next(found, "")


def _tables(owner: type) -> list[Mapping[str, str]]:
    return [vars(base)["_guesses"] for base in owner.__mro__ if "_guesses" in vars(base)]


class Guessable:
    """
    A class whose instances answer a wrong attribute with the one that was meant.

    A table of guesses of the class is its `_guesses`; those of its bases hold as well.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        _guesses: ClassVar[dict[str, str]]
    else:  # type checkers know which attributes there are

        def __getattr__(self, name: str) -> object:
            if name.startswith("_") or hasattr(type(self), name):
                # A protocol of Python or of a notebook, or a property, which has failed with an error of its own.
                return object.__getattribute__(self, name)
            raise UnknownAttributeError(_no_attribute(self, name), name, lambda: _meant(type(self), name))


def _no_attribute(owner: object, name: str) -> str:
    return f"{type(owner).__name__!r} object has no attribute {name!r}"


def _meant(owner: type, name: str) -> str:
    public = [known for known in dir(owner) if not known.startswith("_")]
    return meant(name, _tables(owner), public)
