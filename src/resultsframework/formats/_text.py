"""
Reading text files, with one clear reason when a file is not text; and writing them so that the old file stays whole
until the new one is complete.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import secrets
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "LIMIT",
    "NO_TEXT",
    "Readable",
    "Writable",
    "name_of",
    "read_bytes",
    "read_text",
    "refuse_half_characters",
    "why_unreadable",
    "write_bytes",
    "write_text",
]

Readable: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"
Writable: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"

LIMIT = 100_000_000
MEGABYTE = 1_000_000
# Of what begins so there is no text; a reader of a format that begins so does not come here.
NO_TEXT = {
    b"%PDF": "it is a PDF; ask for the workbook or the text that it was made of",
    b"\x1f\x8b": "it is compressed by gzip; unpack it and read what comes out",
    b"PAR1": "it is a Parquet file; load it as a frame, such as with pandas, and take rf.from_table",
}
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")
UNREADABLE = {
    errno.EISDIR: "it is a directory; name a file in it",
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file, since a part of its path is a file itself",
    errno.EACCES: "the system does not allow it to be read",
    errno.EPERM: "the system does not allow it to be read",
}


def name_of(source: Readable) -> str | None:
    """The name of a file, as given; None for a stream that has none."""
    name = source if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    return os.fspath(name) if isinstance(name, str | os.PathLike) else None


def read_text(source: Readable, *, limit: int | None = LIMIT, format: str = "text") -> tuple[str, str | None]:
    """
    The text of a file, and its name.

    Text is UTF-8, with or without a byte order mark, or UTF-16 with one. Line ends stay as they are.

    Args:
        source: A path, or a file open for reading text or bytes.

        limit: The most bytes to read (characters, of a file that is open as text); None for no limit.

        format: The format that is expected, for the message.

    Raises:
        FormatError: There is no such file, it is a directory, may not be read, is empty, is binary, or is in another
            encoding; with the line and the byte found.

        UnsafeInputError: The file is larger than the limit.
    """
    name = name_of(source)
    content = _whole(source, limit, format)
    what = next(
        (what for start, what in NO_TEXT.items() if isinstance(content, bytes) and content.startswith(start)), None
    )
    if what is not None:
        raise FormatError(format, (Problem(what),), name)
    try:
        text = content if isinstance(content, str) else _decoded(content)
    except UnicodeDecodeError as error:
        raise FormatError(format, (_misfit(error),), name) from error
    if not text:
        raise FormatError(format, (Problem("it is empty"),), name)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError(format, (Problem("it is binary, not text: a zero byte was found", line=line),), name)
    return text, name


def read_bytes(source: Readable, *, limit: int | None = LIMIT, format: str) -> tuple[bytes, str | None]:
    """
    The bytes of a file, and its name.

    Args:
        source: A path, or a file open for reading bytes.

        limit: The most bytes to read; None for no limit.

        format: The format that is expected, for the message.

    Raises:
        FormatError: There is no such file, it is a directory, may not be read, is empty, or is open for reading text.

        UnsafeInputError: The file is larger than the limit.
    """
    name = name_of(source)
    content = _whole(source, limit, format)
    if not content:
        raise FormatError(format, (Problem("it is empty"),), name)
    if isinstance(content, str):
        raise FormatError(format, (Problem("it is open for reading text; open it for reading bytes"),), name)
    return content, name


def _whole(source: Readable, limit: int | None, format: str) -> str | bytes:
    """All of a file, with one reason where it cannot be read."""
    try:
        return _content(source, limit)
    except OSError as error:
        raise FormatError(format, (Problem(why_unreadable(error, name_of(source))),), name_of(source)) from error
    except UnicodeDecodeError as error:  # of a file that is open for reading text
        raise FormatError(format, (_misfit(error),), name_of(source)) from error
    except _TooLargeError as error:
        what = (
            f"it is larger than the limit of {error.limit / MEGABYTE:g} MB; if it is what it should be, a program can "
            "read it, with limits=Limits(size=...) in bytes, or size=None"
        )
        raise UnsafeInputError(format, (Problem(what),), name_of(source)) from None


def why_unreadable(error: OSError, name: str | None) -> str:
    """
    The reason why a file cannot be opened or read.

    Args:
        error: The error of the system.

        name: The name of the file.
    """
    if error.errno in (errno.ENOENT, errno.EINVAL) and ADDRESS.match(name or ""):
        return "it is an address, and only files are read: download it, or pass it opened, as by fsspec or urllib"
    return UNREADABLE.get(error.errno or 0, f"it could not be read: {error.strerror or error}")


def refuse_half_characters(text: str, format: str, source: str | None = None) -> None:
    """
    Do nothing for a text that can be written again.

    Raises:
        FormatError: It holds half a character (a lone surrogate), as carelessly decoded text does; with its line.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        what = f"it holds half a character, {text[error.start]!a}; decode the bytes of the file as UTF-8"
        raise FormatError(format, (Problem(what, line=line),), source) from None


def write_text(target: Writable, text: str) -> None:
    """
    Write a text as UTF-8.

    A path is written whole or not at all: into a new file beside it, which takes its place when it is complete. A file
    that was there keeps its permissions; a link keeps pointing to where it does.

    Args:
        target: A path, or a file open for writing text or bytes.

        text: The text.

    Raises:
        InvalidValueError: The text holds half a character, which no file can hold.

        OSError: The file cannot be written; it is as it was before.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        msg = f"a text holds half a character (a lone surrogate), {text[error.start]!a}, which no file can hold"
        raise InvalidValueError(msg) from None
    if isinstance(target, str | os.PathLike):
        write_bytes(target, data)
    else:
        _write_stream(target, text, data)


def write_bytes(target: Writable, data: bytes) -> None:
    """
    Write bytes, whole or not at all, as `write_text` does.

    Args:
        target: A path, or a file open for writing bytes.

        data: The bytes.

    Raises:
        OSError: The file cannot be written; it is as it was before.
    """
    if not isinstance(target, str | os.PathLike):
        target.write(data)  # type: ignore[arg-type]  # a file of text refuses them
        return
    path = Path(os.path.realpath(target))
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)  # a pipe or a terminal has no old content to keep
        return
    # Not made of the name of the file, which may be as long as the system allows.
    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _replace(draft, path, data)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, os.fspath(target)) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _replace(draft: Path, path: Path, data: bytes) -> None:
    with draft.open("xb") as file:
        if path.is_file():
            draft.chmod(path.stat().st_mode & 0o7777)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _write_stream(target: Any, text: str, data: bytes) -> None:
    try:
        target.write(text)
    except TypeError:  # it wants bytes, and has taken nothing
        target.write(data)


class _TooLargeError(Exception):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(limit)


def _content(source: Readable, limit: int | None) -> str | bytes:
    """All of a file, or nothing of it: a file that is too large is refused before it is read."""
    if isinstance(source, str | os.PathLike):
        if "\0" in os.fspath(source):
            raise OSError(errno.EINVAL, "no file's name holds a zero byte")
        with Path(source).open("rb") as file:
            if limit is not None and os.fstat(file.fileno()).st_size > limit:
                raise _TooLargeError(limit)
            return _content(file, limit)
    if limit is None:
        return source.read()
    # A stream may return less than the requested size.
    parts = list(_parts(source, limit))
    return b"".join(p for p in parts if isinstance(p, bytes)) or "".join(p for p in parts if isinstance(p, str))


def _parts(stream: IO[str] | IO[bytes], limit: int) -> Iterator[str | bytes]:
    left = limit
    while part := stream.read(left + 1):
        left -= len(part)
        if left < 0:
            raise _TooLargeError(limit)
        yield part


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _misfit(error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start].decode(error.encoding, errors="ignore")
    line = before.count("\n") + 1
    if b"\0" in error.object and not error.encoding.startswith("utf-16"):
        return Problem("it is binary, not text", line=line)
    found = f"the byte 0x{error.object[error.start]:02X}"
    return Problem(f"it is not {error.encoding.upper()}: {found} was found; save it as UTF-8", line=line)
