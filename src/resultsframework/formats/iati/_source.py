"""
Read the activities of a file one by one: compressed or not, from any publisher, and safely whoever made it.

Not more than about one activity is in memory at a time. Nothing that a file refers to is fetched or inserted: a
document type declaration, the only way to refer to anything, is refused before it is followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    Problem,
    UnsafeInputError,
)
from resultsframework.formats._text import name_of

from ._archive import FORMAT, Source, documents
from ._gathered import Gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._document import ActivityElement

__all__ = ["MAX_DEPTH", "MAX_PARTS", "MAX_TEXT", "activities", "require_lxml"]

MAX_DEPTH = 64
MAX_TEXT = 10_000_000
# An element needs about 400 bytes in memory. The largest activity of the files at hand has 8,000 parts.
MAX_PARTS = 500_000
# The parser gives up beyond these, whatever its options.
DEEPEST = 2_000
LONGEST = 1_000_000_000
MOST_PARTS = 1_000_000_000


def require_lxml(purpose: str = "reading IATI") -> None:
    """
    Do nothing where lxml is installed.

    Raises:
        MissingExtraError: It is not.
    """
    try:
        import lxml.etree  # noqa: F401 - whether it is there
    except ModuleNotFoundError as error:
        if error.name not in {"lxml", "lxml.etree"}:
            raise
        extra = "iati"
        raise MissingExtraError(extra, purpose) from error


def activities(
    source: Source, *, max_depth: int = MAX_DEPTH, max_text: int = MAX_TEXT, max_parts: int = MAX_PARTS
) -> Iterator[ActivityElement]:
    """
    The activities of a file, in its order.

    A file is XML of IATI 2, plain or compressed by gzip; or a zip archive, whose XML files are read in the order of
    their names, those about organisations passed over. A problem of a file is raised after the activities
    before it, and, in an archive, after the other files.

    Args:
        source: A path, bytes, or a file open for reading bytes, or text whatever encoding that declares.

        max_depth: The number of elements allowed within each other, from 2 to 2,000.

        max_text: The most bytes, in UTF-8, of a text or of an attribute's value, up to 1,000,000,000.

        max_parts: The most elements and attributes of one activity, up to 1,000,000,000.

    Raises:
        FormatError: The file cannot be read, or is no IATI activity file; with the line where that is known.

        UnsafeInputError: It declares a document type, or is deeper, has a longer text or a larger activity than is
            allowed.

        UnsupportedVersionError: It is of IATI 1, or of a later version than 2.

        InvalidValueError: A limit means nothing.

        MissingExtraError: lxml is not installed.
    """
    require_lxml()
    for limit, name, least, most in (
        (max_depth, "max_depth", 2, DEEPEST),
        (max_text, "max_text", 1, LONGEST),
        (max_parts, "max_parts", 1, MOST_PARTS),
    ):
        if not least <= limit <= most:
            msg = f"{name} is {limit!r}; it can be from {least:,} to {most:,}"
            raise InvalidValueError(msg)
    return _activities(source, max_depth, max_text, max_parts)


def _activities(source: Source, *limits_given: int) -> Iterator[ActivityElement]:
    from ._document import activities_of
    from ._prolog import Limits

    limits = Limits(*limits_given)
    errors = Gathered()
    for document in documents(source):
        try:
            yield from activities_of(document, limits)
        except FormatError as error:
            errors.add(error)
    if errors:
        raise _together(errors, None if isinstance(source, bytes) else name_of(source))


def _together(errors: Gathered, name: str | None) -> FormatError:
    """One error for the problems of the files of an archive: of their common kind, unsafe if any is unsafe."""
    if len(errors) == 1:
        return errors.last
    kinds = errors.kinds
    kind = UnsafeInputError if UnsafeInputError in kinds else next(iter(kinds)) if len(kinds) == 1 else FormatError
    problems = (Problem(f"{error.source}: {problem}") for error in errors.kept for problem in error.problems)
    return kind(FORMAT, (*problems, *errors.left_out("files")), name)
