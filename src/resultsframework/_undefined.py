"""
The one way in which a calculation stops early: raised where something is missing, answered at the public edge.

Private functions raise `UndefinedError` with the reason; a public function marked `or_undefined` answers with that
`Undefined`. The exception never leaves the library.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import attrs

from .value import Undefined

__all__ = ["UndefinedError", "defined", "naming", "or_undefined"]

P = ParamSpec("P")
T = TypeVar("T")


class UndefinedError(Exception):
    """
    A calculation has no answer.

    Attributes:
        answer: The reason, and the inputs that it names.
    """

    def __init__(self, answer: Undefined) -> None:
        self.answer = answer
        super().__init__(answer.reason)


def or_undefined(calculation: Callable[P, T]) -> Callable[P, T | Undefined]:
    """The same calculation, which answers with the reason where it stops early."""

    @functools.wraps(calculation)
    def answering(*args: P.args, **kwargs: P.kwargs) -> T | Undefined:
        try:
            return calculation(*args, **kwargs)
        except UndefinedError as stopped:
            return stopped.answer

    return answering


def defined(answer: T | Undefined) -> T:
    """
    The answer itself, where there is one.

    Raises:
        UndefinedError: There is none.
    """
    if isinstance(answer, Undefined):
        raise UndefinedError(answer)
    return answer


@attrs.frozen
class naming:  # noqa: N801 - a context manager is named like a function
    """
    Let a reason that is found within name these inputs, unless it names some already.

    Attributes:
        inputs: The inputs, each with its part in the calculation.
    """

    inputs: tuple[tuple[str, object], ...]

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, stopped: BaseException | None, _traceback: object) -> None:
        if isinstance(stopped, UndefinedError) and not stopped.answer.inputs:
            raise UndefinedError(attrs.evolve(stopped.answer, inputs=self.inputs)) from None
