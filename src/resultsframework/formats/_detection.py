"""
The format of a file: by the end of its name, else by its content.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from resultsframework.errors import FormatError, InvalidValueError, Problem

from ._registry import Format, formats_by_suffix, known_formats, module_of
from ._text import LIMIT, Readable, Writable, name_of, read_text

if TYPE_CHECKING:
    import os

__all__ = ["format_of", "format_to_write", "formats_that_read", "formats_that_write", "recognised"]


def format_of(source: str | os.PathLike[str], *, limit: int | None = LIMIT) -> Format:
    """
    The format of a file: that of its suffix, else the first that recognises its content.

    Args:
        source: The path of the file.

        limit: The maximum size in bytes; None for no limit.

    Raises:
        FormatError: The suffix does not determine a format, and the file cannot be read or is in no known format.
    """
    likely = formats_that_read(source)
    return likely[0] if len(likely) == 1 else recognised(*read_text(source, limit=limit))


def formats_that_read(source: Readable) -> tuple[Format, ...]:
    """The formats that read a file of this name; those that only write it where there is none."""
    found = formats_by_suffix(name_of(source) or "")
    return tuple(known for known in found if known.reads) or found


def recognised(text: str, name: str | None) -> Format:
    """
    The format of a text: that of its file's suffix, else the first that recognises it.

    Raises:
        FormatError: None does.
    """
    likely = formats_that_read(name or "")
    if len(likely) == 1:
        return likely[0]
    for known in known_formats(likely):
        if known.reads and not known.is_binary and module_of(known).recognises(text):
            return known
    names = ", ".join(known.name for known in known_formats() if known.reads)
    what = f"no format recognises it; these were tried: {names}. If it is one of them, name it: format= or --from"
    wanted = "any known format"
    raise FormatError(wanted, (Problem(what),), name)


def formats_that_write(name: str) -> tuple[Format, ...]:
    """The formats that write a file of this name."""
    suffix = PurePath(name).suffix.lower()
    return tuple(known for known in formats_by_suffix(name) if known.writes and suffix in known.suffixes)


def format_to_write(target: Writable) -> Format:
    """
    The only format that writes a file of this name.

    Raises:
        InvalidValueError: There is none, or several.
    """
    name = name_of(target) or ""
    likely = formats_that_write(name)
    if len(likely) == 1:
        return likely[0]
    if PurePath(name).suffix.lower() == ".parquet":
        msg = (
            "a framework is not written as .parquet, and its tables are: write rf.tables.wide(framework) or "
            f"rf.observations(framework) to {name!r}"
        )
        raise InvalidValueError(msg)
    names = " or ".join(f"format={known.name!r}" for known in likely or known_formats())
    msg = f"the name {name_of(target)!r} does not determine the format to write; pass {names}"
    raise InvalidValueError(msg)
