"""
Cut a large activity file into pieces of whole activities, so that several workers share it.

Marks are looked for in the bytes: in XML an opening bracket begins an element, a comment, a section of characters or an
instruction, and nothing else. A piece is read with the beginning of the file before it, and with as many line breaks
as there were, so that every activity has the line that it has in the file.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import IO, cast

import attrs

from ._file import BLOCK, UNREADABLE, Hashing

__all__ = ["LARGE", "Piece", "PieceStream", "cut", "unpacked"]

# Bytes of a piece; a file that is smaller is one piece, a compressed one if it is an eighth of that.
LARGE = 8_000_000
GZIP = b"\x1f\x8b"
BEFORE_XML = b"\xef\xbb\xbf"
DECLARATION = re.compile(rb"\s*<\?xml\s([^>]*)\?>")
# Encodings in which no other character has the byte of an opening bracket.
ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!(?:utf-8|us-ascii|iso-8859-\d+|windows-125\d)[\"'])", re.IGNORECASE)
ROOT = re.compile(rb"<iati-activities(?=[\s>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
# Activities of these files may belong together.
OWN = b"urn:resultsframework:iati:"
MARKS = re.compile(rb"<!--|<!\[CDATA\[|<\?|</iati-activity\s*>")
ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
# More than the longest mark, of which a part may be at the end of a block.
OVERLAP = 64
FOOT = b"</iati-activities>"
# The parser takes a text of no more than a few megabytes at once.
LINES = b"\n" * 60_000 + b"<line-breaks/>"


@attrs.frozen
class Piece:
    """
    A part of an activity file.

    Attributes:
        number: Its number, from 1.

        of: The number of pieces of the file.

        head: The bytes before the first activity.

        start: The byte in which it begins.

        end: The byte after it; None for the last, which goes to the end of the file.

        line: The line breaks before it.
    """

    number: int
    of: int
    head: int
    start: int
    end: int | None
    line: int


def unpacked(stream: IO[bytes] | Hashing) -> IO[bytes]:
    """The stream itself, or what gzip packed in it."""
    head = stream.read(len(GZIP))
    rejoined = cast("IO[bytes]", _Rejoined(head, stream))
    return cast("IO[bytes]", gzip.GzipFile(fileobj=rejoined, mode="rb")) if head == GZIP else rejoined


class _Rejoined:
    """A stream of which the first bytes were read already."""

    def __init__(self, head: bytes, stream: IO[bytes] | Hashing) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int) -> bytes:
        found, self._head = self._head[:size], self._head[size:]
        return found + self._stream.read(size - len(found))


def cut(stream: IO[bytes], size: int | None = None) -> tuple[Piece, ...]:
    """
    The pieces of an activity file, from about so many bytes each; none for a file that has to be read as a whole.

    Args:
        stream: The file, at its beginning, unpacked.

        size: The bytes of a piece; `LARGE` if not given.
    """
    least = LARGE if size is None else size
    try:
        data = stream.read(BLOCK)
        head = _end_of_root(data)
        if head is None:
            return ()
        scan = _Scan(data, head)
        starts = [(head, data.count(b"\n", 0, head))]
        for end in scan.ends_of_activities(stream):
            if end - starts[-1][0] >= least:
                starts.append((end, scan.lines()))
    except UNREADABLE:  # whoever reads the file finds what is wrong with it
        return ()
    if len(starts) > 1 and scan.size - starts[-1][0] < least / 2:
        starts.pop()
    ends = [start for start, _ in starts[1:]]
    pieces = enumerate(zip(starts, [*ends, None], strict=True), 1)
    found = tuple(Piece(n, len(starts), head, start, end, line) for n, ((start, line), end) in pieces)
    return found if len(found) > 1 else ()


def _end_of_root(data: bytes) -> int | None:
    """The end of the tag of the first element, where that holds activities; None for any other file."""
    at = len(BEFORE_XML) if data.startswith(BEFORE_XML) else 0
    declaration = DECLARATION.match(data, at)
    if declaration and ENCODING.search(declaration[1]):
        return None
    while True:
        at += len(data[at:]) - len(data[at:].lstrip())
        opening = next((mark for mark in (b"<!--", b"<?") if data.startswith(mark, at)), None)
        if opening is None:
            break
        at = data.find(ENDS[opening], at + len(opening)) + len(ENDS[opening])
        if at < len(ENDS[opening]):
            return None
    root = ROOT.match(data, at)
    return None if root is None or OWN in root[0] else root.end()


class _Scan:
    """
    The search through a file, a block at a time.

    Attributes:
        size: The bytes that were read.
    """

    def __init__(self, data: bytes, head: int) -> None:
        self._data = data
        self._at = head
        self._offset = 0
        self._lines = 0
        self._until = b""
        self.size = len(data)

    def lines(self) -> int:
        """The line breaks before the byte that was found last."""
        return self._lines + self._data.count(b"\n", 0, self._at)

    def ends_of_activities(self, stream: IO[bytes]) -> Iterator[int]:
        """The byte after each activity."""
        while True:
            yield from self._in_block()
            # What may be the beginning of a mark is looked at again, with what follows.
            kept = max(self._at, len(self._data) - OVERLAP)
            self._lines += self._data.count(b"\n", 0, kept)
            self._offset += kept
            more = stream.read(BLOCK)
            if not more:
                return
            self.size += len(more)
            self._data, self._at = self._data[kept:] + more, 0

    def _in_block(self) -> Iterator[int]:
        while True:
            if self._until:
                end = self._data.find(self._until, self._at)
                if end < 0:
                    return
                self._at, self._until = end + len(self._until), b""
            mark = MARKS.search(self._data, self._at)
            if mark is None:
                return
            self._at = mark.end()
            self._until = ENDS.get(mark[0], b"")
            if not self._until:
                yield self._offset + self._at


class PieceStream:
    """
    A piece as a file of its own.

    Attributes:
        name: The name of the whole file.
    """

    def __init__(self, stream: IO[bytes], piece: Piece, name: str) -> None:
        self.name = name
        self._parts = self._bytes(stream, piece)
        self._rest = b""

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        data = self._rest or next(self._parts, b"")
        self._rest = data[size:]
        return data[:size]

    @staticmethod
    def _bytes(stream: IO[bytes], piece: Piece) -> Iterator[bytes]:
        head = stream.read(piece.head)
        yield head
        whole, rest = divmod(piece.line - head.count(b"\n"), LINES.count(b"\n"))
        for _ in range(whole):
            yield LINES
        if rest:
            yield b"\n" * rest
        stream.seek(piece.start)
        left = (piece.end or 0) - piece.start
        while piece.end is None or left > 0:
            data = stream.read(BLOCK if piece.end is None else min(left, BLOCK))
            if not data:
                return
            left -= len(data)
            yield data
        yield FOOT
