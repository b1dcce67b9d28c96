"""
Read the bytes of the documents of a file: plain or compressed by gzip, one or many in a zip archive, in pieces.
"""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._archive import DAMAGE, is_encrypted
from resultsframework.formats._text import UNREADABLE, name_of, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMAT", "Document", "Source", "documents"]

Source: TypeAlias = "str | os.PathLike[str] | bytes | IO[bytes] | IO[str]"

FORMAT = "iati"
CHUNK = 65_536
# Bytes of an archive that cannot be read back and forth to keep in memory, before they go to a file.
SPOOL = 8_388_608
GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


class Document(NamedTuple):
    """
    One XML document, unread.

    Attributes:
        name: The name of its file, for a member of an archive with the archive's name before it; None for bytes and
            for streams that have no name.

        chunks: Its bytes, a piece at a time; any obstacle to reading them is a FormatError.

        encoding: The encoding of the bytes where it is known, whatever the document declares; else None.

        is_member: True for a member of an archive, which may hold files of other kinds.
    """

    name: str | None
    chunks: Iterator[bytes]
    encoding: str | None = None
    is_member: bool = False


def documents(source: Source) -> Iterator[Document]:
    """
    The documents of a file: itself, or the XML files of a zip archive in the order of their names.

    Raises:
        FormatError: The file cannot be opened, or the archive is damaged or holds no XML file.
    """
    name = None if isinstance(source, bytes) else name_of(source)
    with _opened(source, name) as stream:
        head = _head(stream, name)
        if isinstance(head, str):
            yield Document(name, _encoded(head, cast("IO[str]", stream), name), encoding="utf-8")
        elif head.startswith(ZIP):
            yield from _members(_Rejoined(head, stream), name)
        else:
            yield Document(name, _chunks(_Rejoined(head, stream), name))


@contextmanager
def _opened(source: Source, name: str | None) -> Iterator[IO[Any]]:
    """The file open for reading; a stream that was open before stays open."""
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, str | os.PathLike):
        with _open(source, name) as stream:
            yield stream
    else:
        yield source


def _open(path: str | os.PathLike[str], name: str | None) -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise _unreadable(error, name) from error
    except ValueError as error:  # a zero byte
        what = f"no file can have that name: {error}"
        raise FormatError(FORMAT, (Problem(what),), name) from error


def _unreadable(error: OSError, name: str | None) -> FormatError:
    return FormatError(FORMAT, (Problem(why_unreadable(error, name)),), name)


def _head(stream: IO[Any], name: str | None) -> bytes | str:
    """The first piece of a stream, long enough to recognise its kind."""
    try:
        head: bytes | str = stream.read(CHUNK)
        while 0 < len(head) < len(ZIP[0]) and (more := stream.read(CHUNK)):
            head += more
    except OSError as error:
        raise _unreadable(error, name) from error
    except UnicodeDecodeError as error:
        raise _undecodable(error, name) from error
    return head


class _Rejoined:
    """A stream of which the first piece was read already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self.stream = stream

    def read(self, size: int) -> bytes:
        found, self._head = self._head[:size], self._head[size:]
        return found or self.stream.read(size)

    def again(self) -> IO[bytes] | None:
        """The stream itself, back where it began, if it can go back."""
        try:
            self.stream.seek(-len(self._head), os.SEEK_CUR)
        except (AttributeError, OSError):
            return None
        return self.stream


def _encoded(head: str, stream: IO[str], name: str | None) -> Iterator[bytes]:
    """A text as bytes; half a character is left for the parser to report with its line."""
    text = head
    while text:
        yield text.encode("utf-8", "surrogatepass")
        try:
            text = stream.read(CHUNK)
        except OSError as error:
            raise _unreadable(error, name) from error
        except UnicodeDecodeError as error:
            raise _undecodable(error, name) from error


def _undecodable(error: UnicodeDecodeError, name: str | None) -> FormatError:
    what = f"it is not {error.encoding.upper()}, as which it was opened; open it for reading bytes"
    return FormatError(FORMAT, (Problem(what),), name)


def _chunks(stream: Any, name: str | None) -> Iterator[bytes]:
    """The bytes of a stream, unpacked where gzip packed them; those before a damage are not lost with it."""
    read = getattr(stream, "read1", stream.read)
    with _unpacking(name):
        data = read(CHUNK)
        if data.startswith(GZIP):
            read = gzip.GzipFile(fileobj=cast("IO[bytes]", _Rejoined(data, stream)), mode="rb").read1
            data = read(CHUNK)
            if data.startswith(GZIP):
                problem = Problem("it is compressed by gzip twice; unpack it once, and read what comes out")
                raise FormatError(FORMAT, (problem,), name)
        while data:
            yield data
            data = read(CHUNK)


@contextmanager
def _unpacking(name: str | None) -> Iterator[None]:
    """Name the damage of what is packed, once for a packed file in another."""
    try:
        yield
    except FormatError:
        raise
    except DAMAGE as error:
        raise _damaged(error, name) from error


def _damaged(error: Exception, name: str | None) -> FormatError:
    if isinstance(error, OSError) and error.errno in UNREADABLE | {errno.EIO: ""}:
        return _unreadable(error, name)
    what = f"it is a damaged archive: {str(error) or type(error).__name__}; fetch or pack it again"
    return FormatError(FORMAT, (Problem(what),), name)


# ----------------------------------------------------------------------------------------------------- zip


def _members(packed: _Rejoined, name: str | None) -> Iterator[Document]:
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
        with _unpacking(name):
            stream = packed.again()
            if stream is None:
                shutil.copyfileobj(cast("IO[bytes]", packed), spool)
                stream = cast("IO[bytes]", spool)
            archive = zipfile.ZipFile(stream)
        with archive:
            members = [member for member in archive.infolist() if _is_xml(archive, member)]
            if not members:
                raise FormatError(FORMAT, (Problem("the archive holds no XML file"),), name)
            for member in sorted(members, key=lambda member: member.filename):
                full = f"{name or 'the archive'}/{member.filename}"
                yield Document(full, _unpacked(archive, member, full), is_member=True)


def _is_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """True if a member is XML by its name, or else by its first character."""
    if member.is_dir() or member.filename.startswith("__MACOSX/"):
        return False
    if member.filename.lower().endswith((".xml", ".xml.gz")):
        return True
    if member.compress_type not in PACKED:
        return False
    try:
        with archive.open(member) as file:
            return file.read(len(BEFORE_XML)).lstrip(BEFORE_XML).startswith(b"<")
    except DAMAGE:
        return False


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    obstacle = None
    if is_encrypted(member):
        obstacle = "it is encrypted; unpack the archive with its password and read the file"
    elif member.compress_type not in PACKED:
        obstacle = "it is packed in a rare way; unpack the archive and read the file"
    if obstacle:
        raise FormatError(FORMAT, (Problem(obstacle),), name)
    with _unpacking(name), archive.open(member) as file:
        yield from _chunks(file, name)
