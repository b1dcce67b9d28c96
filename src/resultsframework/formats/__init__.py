"""
How a framework travels: which formats there are, which of them a file is in, and what is lost on the way.
"""

from __future__ import annotations

import difflib
import importlib
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, cast

from resultsframework.errors import FormatError, InvalidValueError, NotFoundError, Problem

from ._text import LIMIT, Readable, Writable, name_of, read_text, write_text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from resultsframework.framework import ResultsFramework

    from ._loss import LossReport

__all__ = ["FORMATS", "Format", "loss_report", "read", "read_all", "write"]


class Format(NamedTuple):
    """
    A format, before anything of it is imported.

    Attributes:
        name: What it is called.

        module: The module that knows it.

        suffixes: How the names of its files end.

        reads: Whether it can be read.

        writes: Whether it can be written.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    reads: bool = True
    writes: bool = True


# In the order in which an unnamed text is shown to them.
FORMATS = (
    Format("json", "resultsframework.formats.json", (".json",)),
    Format("portal", "resultsframework.formats.portal", (".txt",)),
    Format("brief", "resultsframework.formats.brief", (".txt",)),
)


class _Module(Protocol):
    """What a module of a text format offers."""

    def loads(self, text: str, *, source: str | None = None) -> ResultsFramework: ...

    def dumps(self, framework: ResultsFramework) -> str: ...

    def recognises(self, text: str) -> bool: ...


def read(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], format: str | None = None, *, limit: int | None = LIMIT
) -> ResultsFramework:
    """
    The framework that a file says.

    Args:
        source: A path, or a file open for reading text or bytes.

        format: The name of its format; chosen by the end of its name and by its content where not given.

        limit: The most bytes to read; None for no limit.

    Raises:
        FormatError: The file cannot be read, is in no known format, or is not what its format demands; or it holds
            several frameworks, or none.

        NotFoundError: No format has that name.
    """
    found = read_all(source, format, limit=limit)
    framework = next(found, None)
    if framework is None or next(found, None) is not None:
        what = "no framework" if framework is None else "several frameworks; go through them with read_all"
        raise FormatError(format or "one framework", (Problem(f"it holds {what}"),), name_of(source))
    return framework


def read_all(
    source: str | os.PathLike[str] | IO[str] | IO[bytes], format: str | None = None, *, limit: int | None = LIMIT
) -> Iterator[ResultsFramework]:
    """
    Every framework of a file, one after the other; see `read`. The formats that there are now hold one a file.
    """
    known = None if format is None else _named(format)
    text, name = read_text(source, limit=limit, format=format or "text")
    yield _module(known or _recognised(text, name)).loads(text, source=name)


def write(
    framework: ResultsFramework,
    target: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
) -> None:
    """
    Write a framework to a file, whole or not at all.

    Args:
        framework: The framework.

        target: A path, or a file open for writing text or bytes.

        format: The name of the format; chosen by the end of the file's name where not given and only one fits.

    Raises:
        InvalidValueError: No format is named and the file's name does not tell, or the format cannot hold the
            framework at all.

        NotFoundError: No format has that name.

        OSError: The file cannot be written; it is as it was before.
    """
    known = _by_suffix_to_write(target) if format is None else _named(format)
    write_text(target, _module(known).dumps(framework))


def loss_report(framework: ResultsFramework, format: str) -> LossReport:
    """
    What is lost when a framework is written in a format and read again, fact by fact.

    Args:
        framework: The framework.

        format: The name of the format.

    Raises:
        InvalidValueError: The format cannot hold the framework at all.

        NotFoundError: No format has that name.
    """
    from ._loss import losses_between

    module = _module(_named(format))
    return losses_between(format, framework, module.loads(module.dumps(framework)))


def _module(format: Format) -> _Module:
    return cast("_Module", importlib.import_module(format.module))


def _named(name: str) -> Format:
    names = [known.name for known in FORMATS]
    if name in names:
        return FORMATS[names.index(name)]
    nearest = tuple(difflib.get_close_matches(name, names, n=2, cutoff=0.4)) or tuple(names)
    where = "the formats"
    raise NotFoundError(name, nearest, where)


def _by_suffix(source: Readable | Writable) -> tuple[Format, ...]:
    suffix = PurePath(name_of(source) or "").suffix.lower()
    return tuple(known for known in FORMATS if suffix in known.suffixes)


def _recognised(text: str, name: str | None) -> Format:
    """The format of a text: the one its file's name says, else the first that recognises it."""
    likely = _by_suffix(name or "")
    if len(likely) == 1:
        return likely[0]
    for known in (*likely, *(other for other in FORMATS if other not in likely)):
        if _module(known).recognises(text):
            return known
    names = ", ".join(known.name for known in FORMATS)
    what = f"no format recognises it; these were tried: {names}. If it is one of them all the same, say format=..."
    wanted = "any known format"
    raise FormatError(wanted, (Problem(what),), name)


def _by_suffix_to_write(target: Writable) -> Format:
    likely = _by_suffix(target)
    if len(likely) == 1:
        return likely[0]
    names = " or ".join(f"format={known.name!r}" for known in likely or FORMATS)
    msg = f"the name {name_of(target)!r} does not say which format to write; say {names}"
    raise InvalidValueError(msg)
