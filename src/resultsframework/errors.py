"""
The exceptions of the library, a small tree under one root.

Implausible *data* never raises: it loads, and a rule reports it. Exceptions are for values without a meaning, look-ups
without a single result, and input that is malformed in its format. No message is longer than 2,000 characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from .message import did_you_mean, legible, nearest_first, shortened, shown

__all__ = [
    "AmbiguousCodeError",
    "FormatError",
    "InvalidValueError",
    "MissingExtraError",
    "NotFoundError",
    "Problem",
    "ResultsFrameworkError",
    "UnknownUnitError",
    "UnsafeInputError",
    "UnsupportedVersionError",
    "check_option",
    "needs_extra",
]

# Characters of one problem, of which a message lists several.
LONGEST_PROBLEM = 400


class ResultsFrameworkError(Exception):
    """The base class of every error that the library raises on purpose."""

    def __str__(self) -> str:
        return shortened(super().__str__())


class InvalidValueError(ResultsFrameworkError, ValueError):
    """A value without a meaning in a call: SDG goal 18, a number that is not finite, an option that does not exist."""


def check_option(noun: str, given: object, options: Iterable[str], otherwise: str = "") -> None:
    """
    Refuse an option that does not exist.

    Args:
        noun: The kind of option, such as "formula".

        given: The option that was given.

        options: All options.

        otherwise: A further possibility, such as "pass a Formula of your own".

    Raises:
        InvalidValueError: There is none of that name; the error lists all, those spelled most like it first.
    """
    there_are = tuple(options)
    if given not in there_are:
        choices = ", ".join(map(repr, nearest_first(given, there_are)))
        more = f", or {otherwise}" if otherwise else ""
        msg = f"there is no {noun} {shown(given)}; choose one of {choices}{more}"
        raise InvalidValueError(msg)


class UnknownUnitError(ResultsFrameworkError, ValueError):
    """A unit code that is not in the list of units."""


class AmbiguousCodeError(ResultsFrameworkError, LookupError):
    """
    A code that several nodes of a framework have.

    Attributes:
        code: The code that was looked up.

        paths: The position of each node that has it, in source order.
    """

    def __init__(self, code: str, paths: tuple[str, ...]) -> None:
        self.code = code
        self.paths = paths
        super().__init__(code, paths)

    def __str__(self) -> str:
        places = ", ".join(self.paths)
        return shortened(f"{self.code!r} is in {len(self.paths)} places: {places}. Use at(path) or find_all(code).")


class NotFoundError(ResultsFrameworkError, KeyError):
    """
    A name, code or path that does not exist.

    Attributes:
        wanted: The name that was looked up.

        where: The place that was searched; empty where the message needs none.
    """

    # A function for the nearest names is for those that take so long to find that it waits until somebody wants them.

    def __init__(
        self, wanted: str, nearest: tuple[str, ...] | Callable[[], tuple[str, ...]] = (), where: str = ""
    ) -> None:
        self.wanted = wanted
        self.where = where
        self._nearest = nearest
        super().__init__(wanted)

    @property
    def nearest(self) -> tuple[str, ...]:
        """The existing names that were most likely meant, at most three."""
        return self._nearest() if callable(self._nearest) else self._nearest

    def __reduce__(self) -> tuple[type[NotFoundError], tuple[str, tuple[str, ...], str]]:
        return type(self), (self.wanted, self.nearest, self.where)

    def __str__(self) -> str:
        place = f" in {self.where}" if self.where else ""
        return shortened(f"nothing is called {self.wanted!r}{place}{did_you_mean(self.nearest)}")


class Problem(NamedTuple):
    """
    One fault of malformed input.

    Attributes:
        message: The content found, the content expected, and the next step.

        line: The line of the source, counted from 1; None where the reader does not know it.

        path: The position within the document, such as ``$.results[0].code``, where a line is no help.
    """

    message: str
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line is not None else f"{self.path}: " if self.path else ""
        return shortened(legible(place + self.message), LONGEST_PROBLEM)


class FormatError(ResultsFrameworkError, ValueError):
    """
    Malformed input: nothing of it was loaded.

    Attributes:
        format: The name of the expected format.

        source: The name of the file; None for a text without one.

        problems: All faults found, not only the first.
    """

    def __init__(self, format: str, problems: tuple[Problem, ...], source: str | None = None) -> None:
        self.format = format
        self.problems = problems
        self.source = source
        super().__init__(format, problems, source)

    def in_source(self, source: str | None) -> FormatError:
        """The same error with the name of the file."""
        return type(self)(self.format, self.problems, source)

    def __str__(self) -> str:
        name = self.source or "the input"
        what = "; ".join(map(str, self.problems[:5]))
        more = f"; and {len(self.problems) - 5} more" if len(self.problems) > 5 else ""
        return shortened(f"{legible(name)} cannot be read as {self.format}: {what}{more}")


class UnsupportedVersionError(FormatError):
    """A document in a version of its format that the library does not read."""


class UnsafeInputError(FormatError):
    """A document that is nested too deep, is too large, or declares entities that a parser must not follow."""


class MissingExtraError(ResultsFrameworkError, ImportError):
    """
    An optional part of the library that is needed and not installed.

    Attributes:
        extra: The name of the extra to install.

        purpose: The feature that needs it.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        self.purpose = purpose
        super().__init__(extra, purpose)

    def __str__(self) -> str:
        return f"{self.purpose} needs an optional part: python -m pip install 'resultsframework[{self.extra}]'"


@contextmanager
def needs_extra(extra: str, purpose: str, *libraries: str) -> Iterator[None]:
    """
    The imports of libraries that an extra brings: one that is not installed is an error that names the extra.

    An import that fails for any other reason, such as a broken installation, fails as it does.

    Args:
        extra: The name of the extra.

        purpose: The feature that needs it.

        libraries: The packages or modules whose absence means that the extra is not installed.

    Raises:
        MissingExtraError: One of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in libraries:
            raise
        raise MissingExtraError(extra, purpose) from error
