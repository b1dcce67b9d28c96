"""
Python expressions that make a value: its repr, and the lines of it that can be pasted into a test.
"""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING, Any, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PrintedForTests", "Printer", "expression_of", "fields_of", "repr_of"]

# The characters that the members of a tuple may take before each of them is printed on a line of its own.
WIDTH = 100


class Printer(Protocol):
    """The pretty printer of Hypothesis."""

    def text(self, text: str, /) -> None:
        """Print a text without a line break."""

    def break_(self) -> None:
        """Begin a line."""


def fields_of(value: attrs.AttrsInstance, indent: str | None = None) -> str:
    """
    The call that makes a value, without the fields that have their default.

    Args:
        value: The value.

        indent: The indentation of the line it is in; None keeps everything in one line.
    """
    given = [(field, getattr(value, field.name)) for field in attrs.fields(type(value)) if field.repr]
    shown = [
        f"{field.alias}={expression_of(member, indent)}"
        for field, member in given
        if member != _default_of(field, value)
    ]
    return f"{type(value).__name__}({', '.join(shown)})"


def _default_of(field: attrs.Attribute[Any], value: object) -> object:
    """The value of a field where it is not given."""
    default: Any = field.default
    return default.factory(value) if getattr(default, "takes_self", False) else default


def expression_of(value: Any, indent: str | None = None) -> str:
    """The text of a value inside an expression: its own repr in one line, all of it in lines with indentation."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if type(value) is tuple:
        return _tuple(value, indent)
    kind: Any = type(value)
    of_its_own = getattr(kind, "_expression_", fields_of if kind.__repr__ is repr_of else None)
    return repr(value) if of_its_own is None or indent is None else of_its_own(value, indent)


def _tuple(members: tuple[object, ...], indent: str | None) -> str:
    """A tuple, with a line for each member where they are long."""
    deeper = None if indent is None else indent + "    "
    shown = [expression_of(member, deeper) for member in members]
    end = "," if len(members) == 1 else ""
    if indent is None or sum(map(len, shown)) <= WIDTH:
        return f"({', '.join(shown)}{end})"
    return f"(\n{deeper}" + f",\n{deeper}".join(shown) + f"{end})"


def repr_of(value: attrs.AttrsInstance) -> str:
    """The Python expression of a value, in one line."""
    return fields_of(value)


def pasted(value: object, printer: Printer, _cycle: bool) -> None:
    """Print the expression of a value in a few lines that can be pasted into a test."""
    first, *more = expression_of(value, "").split("\n")
    printer.text(first)
    for line in more:
        printer.break_()
        printer.text(line)


class PrintedForTests:
    """
    The method by which Hypothesis prints the value that fails a test.

    It is a method of values alone: Hypothesis would call that of a class, too, where a class itself is printed.
    """

    def __get__(self, value: object, owner: type) -> Callable[[Printer, bool], None] | None:
        return None if value is None else functools.partial(pasted, value)
