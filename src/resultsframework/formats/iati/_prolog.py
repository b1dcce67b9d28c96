"""
Check the part of an XML document before its first element, where a document type declaration is refused. And the
parser finds wrong, in words for the reader of the file.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from resultsframework.errors import FormatError, Problem, UnsafeInputError

from ._archive import FORMAT, Document

if TYPE_CHECKING:
    from resultsframework.formats._limits import Limits

__all__ = [
    "OPTIONS",
    "PROLOG",
    "Fault",
    "Opening",
    "beyond",
    "fault_of",
    "opening_of",
    "refusal",
]

# Nothing is resolved, fetched or remembered beyond the tree itself.
OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "collect_ids": False,
    "remove_comments": True,
    "remove_pis": True,
}
# Bytes within which the first element has to begin.
PROLOG = 1_000_000
# The messages for exceeded limits.
BEYOND = {
    "depth": "elements are nested more than {:,} deep",
    "text": "a text, an attribute's value or a tag has more than {:,} bytes",
    "parts": "an activity has more than {:,} elements and attributes",
}
# The messages of the parser, by version, for exceeded limits.
TOO_DEEP = re.compile("Excessive depth in document")
TOO_LONG = re.compile(
    "Resource limit exceeded|(CData section|Comment|PI .*) too big|AttValue length too long|xmlSAX2.*: huge"
    "|internal error: Huge"
)
NAME_TOO_LONG = re.compile("Name too long")
PLACE = re.compile(r"(?:(?<!\s)\s++)?(?:, line \d+, column \d+\s*+)?$")


def beyond(limits: Limits, limit: str, line: int | None, name: str | None) -> UnsafeInputError:
    """The error for more than one of the limits allows."""
    what = f"{BEYOND[limit].format(getattr(limits, limit))}; if it should, raise limits=Limits({limit}=...)"
    return UnsafeInputError(FORMAT, (Problem(what, line=line),), name)


class Fault(NamedTuple):
    """
    The first error of the parser.

    Attributes:
        message: Its words, without the place.

        line: The line, where the message states one.

        code: Its number for the kind of fault.
    """

    message: str
    line: int | None
    code: int


class Opening(NamedTuple):
    """
    The beginning of a document, up to the piece in which the first element begins.

    Attributes:
        data: Its bytes.

        tag: The name of the first element.
    """

    data: bytes
    tag: str


class _Found(Exception):  # noqa: N818 - the end of a search, not an error
    pass


class _Watcher:
    """A target of the parser that stops at the first event that matters."""

    tag = ""
    doctype_name: str | None = None

    def doctype(self, name: str, *_identifiers: str | None) -> None:
        self.doctype_name = name
        raise _Found

    def start(self, tag: str, _attributes: object) -> None:
        self.tag = tag
        raise _Found

    def close(self) -> None: ...


def opening_of(document: Document, limits: Limits) -> Opening:
    """
    The beginning of a document.

    A parser of the same kind, given the same bytes, finds what the one that reads the document would find; so no
    encoding can hide a declaration. It stops before it reads what is declared.

    Raises:
        FormatError: There is none.

        UnsafeInputError: It declares a document type.
    """
    watcher: Any = _Watcher()
    parser = etree.XMLParser(target=watcher, encoding=document.encoding, **OPTIONS)
    data = b""
    try:
        for piece in document.chunks:
            data += piece
            parser.feed(piece)
            if len(data) > PROLOG:
                what = f"no element begins within its first {PROLOG:,} bytes"
                raise FormatError(FORMAT, (Problem(what),), document.name)
        if not data:
            raise FormatError(FORMAT, (Problem("it is empty"),), document.name)
        parser.close()
    except _Found:
        pass
    except etree.XMLSyntaxError as error:
        fault = fault_of(error, parser)
        start = data.lstrip()[:16]
        if fault.code == etree.ErrorTypes.ERR_DOCUMENT_EMPTY and not b"<".startswith(start[:1]):
            fault = fault._replace(message=f"it begins with {start!r}")
        raise refusal(fault, limits, document.name) from None
    if watcher.doctype_name is not None:
        what = (
            f"it declares a document type ({watcher.doctype_name!r}), by which a file can have a reader fetch or build "
            "anything; IATI has no use for one: delete the declaration"
        )
        raise UnsafeInputError(FORMAT, (Problem(what, line=_line_of_declaration(data)),), document.name)
    return Opening(data, watcher.tag)


def _line_of_declaration(data: bytes) -> int | None:
    text = data.decode(json.detect_encoding(data), errors="replace")
    before, found, _ = (text if "<!DOCTYPE" in text else data.decode("utf-7", errors="replace")).partition("<!DOCTYPE")
    return before.count("\n") + 1 if found else None


def fault_of(error: Any, parser: Any) -> Fault:
    """The first fault that the parser met, of which those that follow are often mere consequences."""
    met = list(parser.feed_error_log.filter_from_errors())
    message, line, code = (met[0].message, met[0].line, met[0].type) if met else (error.msg, error.lineno, error.code)
    return Fault(_words(message), line or None, code)


def _words(message: str | None) -> str:
    return PLACE.sub("", message or "it cannot be parsed").replace("\n", " ")


def refusal(fault: Fault, limits: Limits, name: str | None) -> FormatError:
    """The error for a fault."""
    if TOO_DEEP.match(fault.message):
        return beyond(limits, "depth", fault.line, name)
    if TOO_LONG.match(fault.message):
        return beyond(limits, "text", fault.line, name)
    if NAME_TOO_LONG.match(fault.message):
        what = "the name of an element or attribute is longer than any of IATI: it has more than 50,000 characters"
        return UnsafeInputError(FORMAT, (Problem(what, line=fault.line),), name)
    what = f"it is no well-formed XML: {fault.message}"
    return FormatError(FORMAT, (Problem(what, line=fault.line),), name)
