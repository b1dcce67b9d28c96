"""
What can go wrong, as one small tree of exceptions.

Bad *data* never raises: it loads and is reported by a rule. These are for values that mean nothing, questions that have
no single answer, and text that is not in the format it claims to be.
"""

from __future__ import annotations

from typing import NamedTuple

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
]


class ResultsFrameworkError(Exception):
    """The root of everything this library raises on purpose."""


class InvalidValueError(ResultsFrameworkError, ValueError):
    """A constructor was given a value that means nothing: an SDG goal 18, a number that is not finite."""


class UnknownUnitError(ResultsFrameworkError, ValueError):
    """A unit code that is in no list of units."""


class AmbiguousCodeError(ResultsFrameworkError, LookupError):
    """
    A code that stands in more than one place.

    Attributes:
        code: The code that was asked for.

        paths: Every place it stands in, in source order.
    """

    def __init__(self, code: str, paths: tuple[str, ...]) -> None:
        self.code = code
        self.paths = paths
        super().__init__(code, paths)

    def __str__(self) -> str:
        places = ", ".join(self.paths)
        return f"{self.code!r} stands in {len(self.paths)} places: {places}. Use at(path) or find_all(code)."


class NotFoundError(ResultsFrameworkError, KeyError):
    """
    A code or path that leads nowhere.

    Attributes:
        wanted: What was asked for.

        nearest: The codes or steps that look most like it.
    """

    def __init__(self, wanted: str, nearest: tuple[str, ...] = (), where: str = "") -> None:
        self.wanted = wanted
        self.nearest = nearest
        self.where = where
        super().__init__(wanted, nearest, where)

    def __str__(self) -> str:
        place = f" in {self.where}" if self.where else ""
        hint = f"; did you mean {' or '.join(map(repr, self.nearest))}?" if self.nearest else ""
        return f"nothing is called {self.wanted!r}{place}{hint}"


class Problem(NamedTuple):
    """
    One thing that is wrong with a text.

    Attributes:
        message: What was found, what was expected, what to do.

        line: The 1-based line it stands in, where the reader knew it.

        path: The place within the document (``$.results[0].code``), where lines say less.
    """

    message: str
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line is not None else f"{self.path}: " if self.path else ""
        return place + self.message


class FormatError(ResultsFrameworkError, ValueError):
    """
    A text is not what its format demands. Nothing of it was loaded.

    Attributes:
        format: The format that was expected.

        source: The name of the file, where one was given.

        problems: Everything that was found wrong, not only the first.
    """

    def __init__(self, format: str, problems: tuple[Problem, ...], source: str | None = None) -> None:
        self.format = format
        self.problems = problems
        self.source = source
        super().__init__(format, problems, source)

    def in_source(self, source: str | None) -> FormatError:
        """The same error with the name of the file it came from."""
        return type(self)(self.format, self.problems, source)

    def __str__(self) -> str:
        name = self.source or "the input"
        what = "; ".join(map(str, self.problems[:5]))
        more = f"; and {len(self.problems) - 5} more" if len(self.problems) > 5 else ""
        return f"{name} cannot be read as {self.format}: {what}{more}"


class UnsupportedVersionError(FormatError):
    """The document was written by a version of the format that this library does not read."""


class UnsafeInputError(FormatError):
    """The document is too deep, too large, or declares something that a parser must not follow."""


class MissingExtraError(ResultsFrameworkError, ImportError):
    """
    An optional part was asked for and is not installed.

    Attributes:
        extra: The name of the extra to install.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        self.purpose = purpose
        super().__init__(extra, purpose)

    def __str__(self) -> str:
        return f"{self.purpose} needs an optional part: python -m pip install 'resultsframework[{self.extra}]'"
