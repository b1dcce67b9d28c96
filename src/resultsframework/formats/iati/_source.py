"""
Read the activities of a file one by one: compressed or not, from any publisher, and safely whoever made it.

Not more than about one activity is in memory at a time. Nothing that a file refers to is fetched or inserted: a
document type declaration, the only way to refer to anything, is refused before it is followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.errors import (
    FormatError,
    MissingExtraError,
    Problem,
    UnsafeInputError,
)
from resultsframework.formats._limits import Limits
from resultsframework.formats._text import name_of

from ._archive import FORMAT, Source, documents
from ._gathered import Gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._document import ActivityElement

__all__ = ["activities", "require_lxml"]


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


def activities(source: Source, limits: Limits | None = None) -> Iterator[ActivityElement]:
    """
    The activities of a file, in its order.

    A file is XML of IATI 2, plain or compressed by gzip; or a zip archive, whose XML files are read in the order of
    their names, those about organisations passed over. A problem of a file is raised after the activities
    before it, and, in an archive, after the other files.

    Args:
        source: A path, bytes, or a file open for reading bytes, or text whatever encoding that declares.

        limits: The depth, the length of a text, and the parts of one activity that are allowed; the usual ones if None.

    Raises:
        FormatError: The file cannot be read, or is no IATI activity file; with the line where that is known.

        UnsafeInputError: It declares a document type, or is deeper, has a longer text or a larger activity than is
            allowed.

        UnsupportedVersionError: It is of IATI 1, or of a later version than 2.

        MissingExtraError: lxml is not installed.
    """
    require_lxml()
    return _activities(source, limits or Limits())


def _activities(source: Source, limits: Limits) -> Iterator[ActivityElement]:
    from ._document import activities_of

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
