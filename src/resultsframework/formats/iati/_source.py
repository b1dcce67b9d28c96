"""
Read the activities of a file one by one: compressed or not, from any publisher, and safely whoever made it.

Not more than about one activity is in memory at a time. Nothing that a file refers to is fetched or inserted: a
document type declaration, the only way to refer to anything, is refused before it is followed.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.errors import FormatError, Problem, UnsafeInputError, UnsupportedVersionError
from resultsframework.formats._limits import Limits
from resultsframework.formats._text import name_of

from ._archive import FORMAT, Document, Source, documents
from ._document import ACTIVITIES, ACTIVITY, Growth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._xml import Element

__all__ = ["ActivityElement", "Gathered", "activities"]

ORGANISATIONS = "iati-organisations"
VERSION = re.compile(r"\s*(\d+)\.\d+\s*")
# Errors that are kept; of any more, only the number is.
MOST = 1_000
# Version 1 has words and letters where version 2 has numbers. Read as version 2, they would be kept unread, and the
# framework would look as if it had none: elements, the element within them, its attribute, and the values of version 1.
FORMS_OF_VERSION_1 = {
    "budget": (".", "type", {"original", "revised"}),
    "transaction": ("transaction-type", "code", {"c", "cg", "d", "e", "if", "ir", "lr", "qp", "qs", "r", "tb"}),
    "activity-date": (".", "type", {"start-planned", "start-actual", "end-planned", "end-actual"}),
    "participating-org": (".", "role", {"accountable", "extending", "funding", "implementing"}),
}


class ActivityElement(NamedTuple):
    """
    An activity of a file, as XML.

    Attributes:
        element: The element `iati-activity`, without comments and processing instructions; emptied when the next
            activity is read.

        version: The version of the standard that the file declares (``2.03``), as written; None where it
            declares none.

        source: The name of the file, for a member of an archive with the archive's name before it; None for bytes and
            streams without a name.

        attributes: The attributes of the element that holds the activities of the file; empty where the activity is
            the whole document.
    """

    element: Element
    version: str | None
    source: str | None
    attributes: Mapping[str, str]


class Gathered:
    """
    The errors of the files of an archive, or of the activities of a file: the first thousand, and the last.

    Attributes:
        kept: The first errors, without what was in memory where they occurred.

        last: The last error.
    """

    last: FormatError

    def __init__(self) -> None:
        self.kept: list[FormatError] = []
        self._number = 0

    def add(self, error: FormatError) -> None:
        """Take in one more error."""
        self._number += 1
        # The frames of a traceback hold the parser and all that it has read.
        self.last = error.with_traceback(None)
        self.last.__context__ = None
        if len(self.kept) < MOST:
            self.kept.append(error)

    def __len__(self) -> int:
        return self._number

    def left_out(self, parts: str) -> tuple[Problem, ...]:
        """The number of errors that were not kept, as a problem; none where all were."""
        more = self._number - len(self.kept)
        return (Problem(f"{more:,} more {parts} cannot be read"),) if more else ()


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
    """
    errors = Gathered()
    for document in documents(source):
        try:
            yield from _activities_of(document, limits or Limits())
        except FormatError as error:
            errors.add(error)
    if errors:
        raise _together(errors, None if isinstance(source, bytes) else name_of(source))


def _together(errors: Gathered, name: str | None) -> FormatError:
    """One error for the problems of the files of an archive: of their common kind, unsafe if any is unsafe."""
    if len(errors) == 1:
        return errors.last
    kinds = {type(error) for error in errors.kept}
    kind = UnsafeInputError if UnsafeInputError in kinds else kinds.pop() if len(kinds) == 1 else FormatError
    problems = (Problem(f"{error.source}: {problem}") for error in errors.kept for problem in error.problems)
    return kind(FORMAT, (*problems, *errors.left_out("files")), name)


def _activities_of(document: Document, limits: Limits) -> Iterator[ActivityElement]:
    """The activities of one document; an error after those that are complete, where it is damaged."""
    growth = Growth(document, limits)
    root = growth.root
    version = root.get("version")
    number = VERSION.fullmatch(version or "")
    if number and number[1] != "2":
        what = f"it is of version {version!r} of the standard; convert it to 2.03, or have its publisher do so"
        raise UnsupportedVersionError(FORMAT, (Problem(what, line=root.sourceline),), document.name)
    if root.tag == ORGANISATIONS:
        if document.is_member:
            return
        what = "it describes organisations (iati-organisations); activities are in other files of the publisher"
        raise FormatError(FORMAT, (Problem(what, line=root.sourceline),), document.name)
    attributes = MappingProxyType({} if root.tag == ACTIVITY else dict(root.items()))
    is_found = False
    for element in growth.parts():
        if element.tag == ACTIVITY:
            is_found = True
            if number is None and (problem := _problem_of_version_1(element)) is not None:
                raise UnsupportedVersionError(FORMAT, (problem,), document.name)
            yield ActivityElement(element, version, document.name, attributes)
    problems = growth.damage.problems if growth.damage else ()
    if not is_found and root.tag not in {ACTIVITY, ACTIVITIES}:
        what = f"its first element is {root.tag!r}, without any {ACTIVITY} in it; that of IATI is {ACTIVITIES!r}"
        problems = (Problem(what, line=root.sourceline), *problems)
    if problems:
        kind = type(growth.damage) if growth.damage else FormatError
        raise kind(FORMAT, problems, document.name)


def _problem_of_version_1(activity: Element) -> Problem | None:
    """The first statement of an activity that is in the form of version 1; None where there is none."""
    version = activity.get("version", "")
    if version.startswith("1."):
        return _in_version_1(activity, f"version={version!r}")
    for child in activity:
        if child.tag in FORMS_OF_VERSION_1:
            inner, attribute, words = FORMS_OF_VERSION_1[child.tag]
            stated = child.find(inner)
            if stated is not None and stated.get(attribute, "").strip().lower() in words:
                return _in_version_1(child, f"{stated.tag} {attribute}={stated.get(attribute)!r}")
    return None


def _in_version_1(element: Element, found: str) -> Problem:
    what = (
        f"it declares no version of the standard, and is in the form of version 1 ({found}); convert it to 2.03, or "
        "have its publisher do so"
    )
    return Problem(what, line=element.sourceline)
