"""
Parse one XML document in pieces: hand out each element within the first when it is complete, within the limits and
with the right lines, and drop it.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

from resultsframework.errors import FormatError

from ._prolog import OPTIONS, PROLOG, Fault, beyond, fault_of, opening_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.formats._limits import Limits

    from ._archive import Document

__all__ = ["ACTIVITIES", "ACTIVITY", "Growth"]

# As the parser's own class is known to type checkers only in part.
Element: TypeAlias = Any
ACTIVITY = "iati-activity"
ACTIVITIES = "iati-activities"
# The limits of the parser, unless they are switched off.
PARSER_DEPTH = 255
PARSER_TEXT = 10_000_000
# From this line on, the parser cannot store the line of an element.
FAR = 65_535
NOTED: Any = etree.ElementBase.sourceline
LONG: Any = etree.XPath(
    "descendant-or-self::*/text()[string-length() > $least] | descendant-or-self::*/@*[string-length() > $least]"
)
PARTS: Any = etree.XPath("count(descendant-or-self::*) + count(descendant-or-self::*/@*)")
# The bytes of the shortest element, such as <a/>; an attribute is longer.
SHORTEST = 4
NEVER_CLOSED = re.compile(f"(?:in tag|tag mismatch:) {ACTIVITIES} line ")


class Growth:
    """
    A document that is parsed a piece at a time.

    Attributes:
        root: The first element.

        damage: The reason for an early end of the document, if there is one.
    """

    root: Element = None
    damage: FormatError | None = None
    _is_over = False
    _is_whole = True
    _is_far = False
    _piece = 0
    _size = 0
    _size_then = 0
    _tip: Element = None

    def __init__(self, document: Document, limits: Limits) -> None:
        """
        Parse the beginning of a document.

        Raises:
            FormatError: It is no XML, or damaged before its first element.

            UnsafeInputError: It declares a document type, or its first element is too long.
        """
        opening = opening_of(document, limits)
        self._name = document.name
        self._limits = limits
        self._patience = PROLOG + 2 * limits.text
        self._enough = SHORTEST * limits.parts
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
        self._beyond: Any = etree.XPath("/".join("*" * (limits.depth - above)))

    def _beginning(self) -> Element:
        """The first element, as soon as the parser has begun it."""
        while self.damage is None:
            self._grow()
            for _event, root in self._parser.read_events():
                return root
        raise self.damage

    def parts(self) -> Iterator[Element]:
        """
        The children of the root as they are complete, one after the other; an activity that is the root itself.

        Raises:
            UnsafeInputError: Something in one of them is too deep or too long, or it has too many parts.
        """
        root = self.root
        if root.tag == ACTIVITY:
            while not self._is_over:
                self._grow()
            if self._is_whole:
                yield self._checked(root)
            return
        while True:
            # The last child may still be growing.
            while len(root) > 1 or (len(root) and self._is_over and (self._is_whole or root[0].tail)):
                child = root[0]
                yield self._checked(child)
                child.clear()
                del child, root[0]
                self._size, self._enough = self._piece, SHORTEST * self._limits.parts
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
            fault = fault_of(error, self._parser)
            self._end(refusal(fault, self._limits, self._name), is_whole=self._is_at_end(fault))
        except FormatError as error:
            self._end(error, is_whole=self._is_closed())
        self._piece = len(data)
        self._size += self._piece
        if self.root is None:
            return
        tip = self._last()
        # No element begins further down than the last.
        if not self._is_far and (tip.sourceline or FAR) >= FAR:
            self._go_far()
        if not self._is_over:
            self._limit(tip)

    def _end(self, damage: FormatError, *, is_whole: bool = False) -> None:
        """End the document early; all elements within the first may be whole nevertheless."""
        self.damage, self._is_over, self._is_whole = damage, True, is_whole

    def _is_closed(self) -> bool:
        """True if all elements within the first are closed where the file ends early."""
        try:
            self._parser.close()
        except etree.XMLSyntaxError as error:
            return self._is_at_end(fault_of(error, self._parser))
        return True

    def _is_at_end(self, fault: Fault) -> bool:
        """True for a fault that comes after all elements within the first are closed."""
        if fault.code == etree.ErrorTypes.ERR_DOCUMENT_END:
            return True
        return self.root is not None and self.root.tag == ACTIVITIES and NEVER_CLOSED.search(fault.message) is not None

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

    def _limit(self, tip: Element) -> None:
        """
        Give up on an activity that has too many parts already, and on a document that no longer grows: the parser would
        wait for the end of a tag however long it is.
        """
        if self._size > self._enough:
            growing = self.root if self.root.tag == ACTIVITY or not len(self.root) else self.root[-1]
            parts = int(PARTS(growing))
            self._enough = self._size + SHORTEST * (self._limits.parts - parts)
            if parts > self._limits.parts:
                self._end(beyond(self._limits, "parts", growing.sourceline, self._name))
        if self._size > self._patience:
            if tip is not self._tip:
                self._tip, self._size_then = tip, self._size
            elif self._size - self._size_then > self._patience:
                self._end(beyond(self._limits, "text", tip.sourceline, self._name))

    def _checked(self, element: Element) -> Element:
        """A complete element, within the limits."""
        # An event for each element of the same name as the first would keep that element.
        deque(self._parser.read_events(), maxlen=0)
        if self._size > SHORTEST * self._limits.parts and PARTS(element) > self._limits.parts:
            raise beyond(self._limits, "parts", element.sourceline, self._name)
        for deep in self._beyond(element):
            raise beyond(self._limits, "depth", deep.sourceline, self._name)
        if self._size > self._limits.text:
            for text in LONG(element, least=self._limits.text // 4):
                if len(text.encode()) > self._limits.text:
                    raise beyond(self._limits, "text", text.getparent().sourceline, self._name)
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
