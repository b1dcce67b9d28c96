"""
Parse one XML document in pieces: hand out each activity when it is complete, within the limits and with the right
lines, and drop it.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lxml import etree

from resultsframework.errors import FormatError, Problem, UnsupportedVersionError

from ._archive import FORMAT, Document
from ._prolog import OPTIONS, PROLOG, Fault, fault_of, opening_of, refusal, too_deep, too_long, too_many
from ._version_1 import problem_of_version_1

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from resultsframework.formats._limits import Limits

__all__ = ["ActivityElement", "activities_of"]

# As the parser's own class is known to type checkers only in part.
Element: TypeAlias = Any
ACTIVITY = "iati-activity"
ACTIVITIES = "iati-activities"
ORGANISATIONS = "iati-organisations"
VERSION = re.compile(r"\s*(\d+)\.\d+\s*")
# The limits of the parser, unless they are switched off.
PARSER_DEPTH = 255
PARSER_TEXT = 10_000_000
# From this line on, the parser cannot store the line of an element.
FAR = 65_535
NOTED: Any = etree.ElementBase.sourceline
LONG = "descendant-or-self::*/text()[string-length() > $least] | descendant-or-self::*/@*[string-length() > $least]"
PARTS: Any = etree.XPath("count(descendant-or-self::*) + count(descendant-or-self::*/@*)")
NEVER_CLOSED = re.compile(f"(?:in tag|tag mismatch:) {ACTIVITIES} line ")


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


def activities_of(document: Document, limits: Limits) -> Iterator[ActivityElement]:
    """
    The activities of one document.

    Raises:
        FormatError: After those that are complete, where it is damaged; at once where it is something else.

        UnsafeInputError: It declares a document type, or something in it is too deep or too long.

        UnsupportedVersionError: It is of a version that is not read.
    """
    growth = _Growth(document, limits)
    root = growth.root
    version = _version(root, document.name)
    is_declared = VERSION.fullmatch(version or "") is not None
    if root.tag == ORGANISATIONS:
        if document.is_member:
            return
        what = "it describes organisations (iati-organisations); activities are in other files of the publisher"
        raise FormatError(FORMAT, (Problem(what, line=root.sourceline),), document.name)
    attributes = {} if root.tag == ACTIVITY else dict(root.items())
    found = False
    for element in growth.parts():
        if element.tag == ACTIVITY:
            found = True
            if not is_declared and (problem := problem_of_version_1(element)) is not None:
                raise UnsupportedVersionError(FORMAT, (problem,), document.name)
            yield ActivityElement(element, version, document.name, MappingProxyType(attributes))
    problems = growth.damage.problems if growth.damage else ()
    if not found and root.tag not in {ACTIVITY, ACTIVITIES}:
        what = f"its first element is {root.tag!r}, without any {ACTIVITY} in it; that of IATI is {ACTIVITIES!r}"
        problems = (Problem(what, line=root.sourceline), *problems)
    if problems:
        kind = type(growth.damage) if growth.damage else FormatError
        raise kind(FORMAT, problems, document.name)


def _version(root: Element, name: str | None) -> str | None:
    version: str | None = root.get("version")
    number = VERSION.fullmatch(version or "")
    if number and number[1] != "2":
        what = f"it is of version {version!r} of the standard; convert it to 2.03, or have its publisher do so"
        raise UnsupportedVersionError(FORMAT, (Problem(what, line=root.sourceline),), name)
    return version


class _Growth:
    """
    A document that is parsed a piece at a time.

    Attributes:
        root: The first element.

        damage: The reason for an early end of the document, if there is one.
    """

    root: Element = None
    damage: FormatError | None = None
    _is_over = False
    _fault: Fault | None = None
    _is_far = False
    _size = 0
    _size_then = 0
    _marks = 0
    _piece_marks = 0
    _most_marks = 0
    _piece = 0
    _tip: Element = None

    def __init__(self, document: Document, limits: Limits) -> None:
        opening = opening_of(document, limits)
        self._name = document.name
        self._limits = limits
        self._patience = PROLOG + 2 * limits.text
        self._most_marks = limits.parts
        self._chunks = chain((opening.data,), document.chunks)
        self._parser: Any = etree.XMLPullParser(
            events=("start",),
            tag=opening.tag,
            encoding=document.encoding,
            huge_tree=limits.depth > PARSER_DEPTH or limits.text > PARSER_TEXT,
            **OPTIONS,
        )
        if opening.data.count(b"\n") >= FAR - 1:
            self._go_far()
        self.root = self._beginning()
        above = 0 if self.root.tag == ACTIVITY else 1
        self._beyond: Any = etree.XPath(f"({'/'.join('*' * (limits.depth - above))})[1]")
        self._long: Any = etree.XPath(LONG)

    def _beginning(self) -> Element:
        """The first element, as soon as the parser has begun it."""
        while self.damage is None:
            self._grow()
            for _event, root in self._parser.read_events():
                return root
        raise self.damage

    def parts(self) -> Iterator[Element]:
        """The children of the root as they are complete, one after the other; an activity that is the root itself."""
        root = self.root
        if root.tag == ACTIVITY:
            while not self._is_over:
                self._grow()
            if self._is_whole():
                yield self._checked(root)
            return
        while True:
            # The last child may still be growing.
            while len(root) > 1 or (len(root) and self._is_over and (self._is_whole() or root[0].tail)):
                child = root[0]
                yield self._checked(child)
                child.clear()
                del child, root[0]
                self._size, self._marks, self._most_marks = self._piece, self._piece_marks, self._limits.parts
            if self._is_over:
                return
            self._grow()

    def _grow(self) -> None:
        """Parse the next piece."""
        data = b""
        try:
            data = next(self._chunks, b"")
            if data:
                self._parser.feed(data)
            else:
                self._is_over = True
                self._parser.close()
        except etree.XMLSyntaxError as error:
            self._fault = fault_of(error, self._parser)
            self.damage = refusal(self._fault, self._limits, self._name)
        except FormatError as error:
            self.damage = error
            self._fault = self._fault_of_end()
        self._piece, self._piece_marks = len(data), data.count(b"<") + data.count(b"=")
        self._size += self._piece
        self._marks += self._piece_marks
        if self._marks > self._most_marks and self.root is not None:
            self._count()
        if self._size > self._patience:
            self._watch()
        self._is_over = self._is_over or self.damage is not None
        # No element begins further down than the last.
        if not self._is_far and self.root is not None and (self._last().sourceline or FAR) >= FAR:
            self._go_far()

    def _go_far(self) -> None:
        """Let elements find their lines in another way from now on, since the parser does not store them."""
        self._is_far, self._tip = True, None
        self._parser.set_element_class_lookup(FAR_ELEMENTS)

    def _last(self) -> Element:
        """The element that begins last, as far as the document has grown."""
        last = self.root
        while len(last):
            last = last[-1]
        return last

    def _watch(self) -> None:
        """
        Give up on a document that no longer grows: the parser would wait for the end of a tag however long it is.
        """
        tip = self._last()
        if tip is not self._tip:
            self._tip, self._size_then = tip, self._size
        elif self._size - self._size_then > self._patience:
            self.damage = self.damage or too_long(self._limits, tip.sourceline, self._name)
            self._fault = self._fault or Fault("it does not end", None, 0)

    def _count(self) -> None:
        """
        Give up on an activity of too many parts.

        Each part has a mark in the text, an opening bracket or an equals sign, so that few activities are counted.
        """
        tip = self.root if self.root.tag == ACTIVITY or not len(self.root) else self.root[-1]
        parts = int(PARTS(tip))
        if parts > self._limits.parts:
            self.damage = self.damage or too_many(self._limits, tip.sourceline, self._name)
            self._fault = self._fault or Fault("it is too large", None, 0)
        self._most_marks = self._marks + self._limits.parts - parts

    def _fault_of_end(self) -> Fault | None:
        """The fault of a document that ends here."""
        try:
            self._parser.close()
        except etree.XMLSyntaxError as error:
            return fault_of(error, self._parser)
        return None

    def _is_whole(self) -> bool:
        """True if all elements within the first are closed at the end."""
        if self._fault is None or self._fault.code == etree.ErrorTypes.ERR_DOCUMENT_END:
            return True
        return self.root.tag == ACTIVITIES and NEVER_CLOSED.search(self._fault.message) is not None

    def _checked(self, element: Element) -> Element:
        """A complete element, within the limits."""
        # An event for each element of the same name as the first would keep that element.
        deque(self._parser.read_events(), maxlen=0)
        for deep in self._beyond(element):
            raise too_deep(self._limits, deep.sourceline, self._name)
        if self._marks > self._limits.parts and PARTS(element) > self._limits.parts:
            raise too_many(self._limits, element.sourceline, self._name)
        if self._size > self._limits.text:
            for text in self._long(element, least=self._limits.text // 4):
                if len(text.encode()) > self._limits.text:
                    raise too_long(self._limits, text.getparent().sourceline, self._name)
        return element


def _far_line(element: Element) -> int | None:
    """
    The line of an element that is too far down for the parser to store it.

    The parser stores the line of a text nevertheless; so the line is that of the first text in the element, or after
    it, which ends as many lines further down as it has line breaks. Where no text is near, all around is in one line.
    """
    line: int | None = NOTED.__get__(element)
    while line is None or line == FAR:
        if (around := element.getparent()) is None:
            return line
        element, line = around, NOTED.__get__(around)
    if line < FAR:
        return line
    while not element.text and len(element):
        element = element[0]
    return line - (element.text or element.tail or "").count("\n")


FAR_ELEMENTS = etree.ElementDefaultClassLookup(
    element=type("FarElement", (etree.ElementBase,), {"sourceline": property(_far_line)})
)
