"""
The kind of a file by its content, never by its name; and the reader for it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.formats._text import NO_TEXT, name_of, why_unreadable

from ._file import File
from ._package import Package, refuse_bombs

if TYPE_CHECKING:
    from ._workbook import Workbook

__all__ = ["LIMIT", "read_workbook"]

# Bytes of a file.
LIMIT = 200_000_000
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the name of a stream is written in an old container of Microsoft's.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
BIFF_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
# The beginning of a workbook of Excel 97 to 2003, and the number of the record of an encrypted one.
BEGINNING = bytes.fromhex("09081000 00060500")
FILE_PASS = 0x2F
ENCRYPTED = "it is encrypted; open it with its password and save it without one"
SAVE_AGAIN = "open it in Excel or LibreOffice and save it as .xlsx"
OTHERS = {
    **NO_TEXT,
    b"{\\rtf": f"it is a text document (RTF); copy its table into a spreadsheet, and {SAVE_AGAIN}",
}
NOTHING: Mapping[str, Collection[int] | None] = {}
# How a text begins that is something else.
MARKUP = {
    "<!doctype html": "a web page",
    "<html": "a web page",
    "<table": "a web page",
    "<?xml": "XML",
    "<": "a page or document with tags",
    "{": "JSON",
}


def read_workbook(
    source: str | os.PathLike[str] | bytes | IO[bytes] | IO[str],
    *,
    limit: int | None = LIMIT,
    delimiter: str | None = None,
    without: Mapping[str, Collection[int] | None] = NOTHING,
) -> Workbook:
    """
    The sheets of a file, whatever its name: a workbook of Excel (.xlsx, .xlsm, .xlsb, .xls) or LibreOffice (.ods), text
    with delimiters (.csv, .tsv), or Markdown with tables.

    Args:
        source: A path, the bytes of a file, or a file open for reading bytes or text.

        limit: The maximum size in bytes; None for no limit.

        delimiter: The character between the cells of a text, such as ";"; found in its first lines if not given.

        without: The cells that need not be read, by the name of their sheet: the numbers of rows, or None for all of
            it; those of an .xlsx file are left out, and such a row is not marked as hidden.

    Raises:
        FormatError: The file cannot be read: it is damaged, encrypted, of another kind, or a cell holds what no
            spreadsheet writes; with the address of the cell, and what to do.

        UnsafeInputError: It is larger than a limit, unpacks to a multiple of its size, or declares a document type.

        InvalidValueError: The delimiter is no single character.

        MissingExtraError: The kind of file needs python-calamine, which is not installed.
    """
    if delimiter is not None and len(delimiter) != 1:
        msg = f"a delimiter is one character, such as ';', not {delimiter!r}"
        raise InvalidValueError(msg)
    file = File(None if isinstance(source, bytes) else name_of(source))
    data = _content(source, file, limit)
    if data.startswith(ZIP):
        return _of_archive(data, file, without)
    if data.startswith(OLE):
        return _of_container(data, file)
    for start, what in OTHERS.items():
        if data.startswith(start):
            raise file.error(what)
    return _of_text(data, file, delimiter)


def _of_archive(data: bytes, file: File, without: Mapping[str, Collection[int] | None]) -> Workbook:
    package = Package(io.BytesIO(data), file)
    main = next((found.target for found in package.relations("").values() if found.kind == "officeDocument"), "")
    if main.startswith("xl/") and main.casefold().endswith(".xml"):
        from ._xlsx import read_xlsx

        return read_xlsx(package, main, without)
    if main.startswith("xl/") and main.casefold().endswith(".bin"):
        from ._calamine import read_with_calamine
        from ._xlsb import refuse_far_cells

        refuse_bombs(package)
        refuse_far_cells(package)
        return read_with_calamine(data, file, "xlsb")
    if "mimetype" in package and "content.xml" in package:
        from ._ods import read_ods

        return read_ods(package)
    what = "it is an archive and no workbook; unpack it, and read a workbook or text in it"
    if main.startswith("word/"):
        what = f"it is a document of Word; copy its table into a spreadsheet, and {SAVE_AGAIN}"
    raise file.error(what)


def _of_container(data: bytes, file: File) -> Workbook:
    if _is_encrypted(data):
        raise file.error(ENCRYPTED)
    if not any(stream in data for stream in BIFF_STREAMS):
        msg = f"it is a file of an old Microsoft program and no workbook; {SAVE_AGAIN}"
        raise file.error(msg)
    from ._calamine import read_with_calamine

    return read_with_calamine(data, file, "xls")


def _is_encrypted(data: bytes) -> bool:
    """
    True for an encrypted workbook in a container.

    One of 2007 and later is a stream of its own; an older one has a record for it among the first of its stream.
    """
    if ENCRYPTED_STREAM in data:
        return True
    at = data.find(BEGINNING)
    for _ in range(10):
        kind, size = (int.from_bytes(data[i : i + 2], "little") for i in (at, at + 2))
        if at >= 0 and kind == FILE_PASS:
            return True
        at += 4 + size
    return False


def _of_text(data: bytes, file: File, delimiter: str | None) -> Workbook:
    from ._csv import read_csv
    from ._decoded import decode
    from ._markdown import has_table, read_markdown

    decoded = decode(data, file)
    start = decoded.text.lstrip()[:1_000].casefold()
    if not start:
        msg = "it is empty"
        raise file.error(msg)
    for mark, kind in MARKUP.items():
        if start.startswith(mark):
            msg = f"it is {kind} and no workbook, whatever its name; {SAVE_AGAIN}"
            raise file.error(msg)
    if delimiter is None and has_table(decoded.text):
        return read_markdown(decoded, file)
    return read_csv(decoded, file, delimiter)


def _content(source: str | os.PathLike[str] | bytes | IO[bytes] | IO[str], file: File, limit: int | None) -> bytes:
    """All bytes of a file; a text that was decoded already in UTF-8."""
    if isinstance(source, str | os.PathLike) and "\0" in os.fspath(source):
        what = "no file's name holds a zero byte"
        raise file.error(what)
    try:
        if isinstance(source, bytes):
            data: bytes | str = source
        elif isinstance(source, str | os.PathLike):
            with Path(source).open("rb") as stream:
                data = _limited(stream, file, limit)
        else:
            data = _limited(source, file, limit)
    except OSError as error:
        raise file.error(why_unreadable(error, file.name)) from error
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if not data:
        msg = "it is empty"
        raise file.error(msg)
    return data


def _limited(stream: IO[bytes] | IO[str], file: File, limit: int | None) -> bytes | str:
    data = stream.read() if limit is None else stream.read(limit + 1)
    if limit is not None and len(data) > limit:
        what = (
            f"it is larger than the limit of {limit / 1_000_000:g} MB; if it should be, pass a larger limit= in bytes"
        )
        raise file.unsafe(what)
    return data
