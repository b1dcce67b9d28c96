"""
One file of a corpus: where it is, how it is opened, and how it is known again.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import attrs

from resultsframework.errors import needs_extra

__all__ = [
    "BLOCK",
    "UNREADABLE",
    "File",
    "Hashing",
    "digest_of",
    "fsspec",
    "is_address",
    "names_in",
    "opened",
    "raw",
    "reason",
]

BLOCK = 1_000_000
# The errors of the standard library for files and archives that cannot be read or are damaged.
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@attrs.frozen(kw_only=True)
class File:
    """
    A file of a corpus, or a member of an archive.

    Attributes:
        name: Its name in tables: the source as given, and the place below it; always text that can be written.

        address: Its path, or its address for fsspec.

        member: The name of the member, where the file is an archive.

        size: Its size in bytes, unpacked for a member.

        stamp: A text that changes with the content of the file, without reading it; empty where there is none.

        changed: The time of its last change, in nanoseconds; 0 where the stamp does not depend on a clock.

        problem: The reason why it cannot be opened, where that was found before.
    """

    name: str
    address: str
    member: str | None = None
    size: int = 0
    stamp: str = ""
    changed: int = 0
    problem: str = ""


def is_address(source: str) -> bool:
    """True for a source that fsspec opens, such as ``s3://bucket/folder`` or ``memory://plan.xml``."""
    return "://" in source


def fsspec() -> Any:
    """
    The library for files anywhere.

    Raises:
        MissingExtraError: It is not installed.
    """
    with needs_extra("corpus", "reading files at an address", "fsspec"):
        import fsspec.core
    return fsspec.core


@contextmanager
def opened(file: File) -> Iterator[IO[bytes]]:
    """The file, or the member of the archive, open for reading bytes."""
    with ExitStack() as stack:
        stream = stack.enter_context(raw(file.address))
        if file.member is not None:
            archive = stack.enter_context(zipfile.ZipFile(stream))
            stream = stack.enter_context(archive.open(file.member))
        yield stream


def raw(address: str) -> Any:
    """The file at an address, as a context that opens it for reading bytes."""
    return fsspec().open(address, "rb") if is_address(address) else Path(address).open("rb")


def names_in(folder: str | os.PathLike[str]) -> list[str]:
    """The names in a folder, also those that are no UTF-8."""
    return os.listdir(folder)  # noqa: PTH208 - a path would be made of each, and only the names are wanted


def reason(error: BaseException) -> str:
    """An error of the system or of an archive as the reason why a file is not read."""
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return f"it could not be read: {reason or type(error).__name__}"


class Hashing:
    """
    A stream of bytes whose digest is known when all of it was read.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._digest.update(data)
        return data

    def digest(self) -> str:
        """The digest of the whole stream, whose rest is read for it."""
        while self.read(BLOCK):
            pass
        return self._digest.hexdigest()


def digest_of(file: File) -> str:
    """
    The SHA-256 of the content of a file.

    Raises:
        OSError: It cannot be read; see `UNREADABLE` for the errors of archives.
    """
    with opened(file) as stream:
        return Hashing(stream).digest()
