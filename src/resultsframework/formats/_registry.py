"""
The formats that there are: those of the library and those that installed packages offer, by their names and suffixes.
"""

from __future__ import annotations

import difflib
import functools
import importlib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from resultsframework._plugins import offered
from resultsframework.errors import InvalidValueError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark

__all__ = [
    "FORMATS",
    "Format",
    "Module",
    "format_named",
    "formats_by_suffix",
    "installed_formats",
    "known_formats",
    "module_of",
]


class Format(NamedTuple):
    """
    A format, before anything of it is imported.

    Its module has ``loads(text, *, source)``, ``dumps(framework)`` where it is written, and ``recognises(text)``; one
    that holds several frameworks has ``load_all(file)`` too. A binary format has bytes in place of text. Malformed
    input is a `FormatError`.

    Attributes:
        name: Its name, as in ``format="json"``.

        module: The module that reads and writes it.

        suffixes: The suffixes of its files' names.

        writes: True if it can be written.

        holds_many: True if a file may hold several frameworks, which are read one by one.

        decimal: The decimal mark of its files; None where publishers differ, so that reading takes one.

        copies: The suffixes of files that are read in this format, and written in none.

        is_binary: True if its files are no text; they are recognised by their suffix alone.

        reads: False for documents, which people read and no program reads back.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    writes: bool = True
    holds_many: bool = False
    decimal: DecimalMark | None = "."
    copies: tuple[str, ...] = ()
    is_binary: bool = False
    reads: bool = True


GROUP = "resultsframework.formats"
# In the order in which a text of an unknown format is tried.
FORMATS = (
    Format("json", "resultsframework.formats.json", (".json",)),
    Format("portal", "resultsframework.formats.portal", (".txt",), copies=(".html", ".htm")),
    Format("brief", "resultsframework.formats.brief", (".txt",)),
    Format("iati", "resultsframework.formats.iati", (".xml", ".gz", ".zip"), holds_many=True, decimal=None),
    Format(
        "xlsx",
        "resultsframework.formats.tabular.xlsx",
        (".xlsx",),
        is_binary=True,
        copies=(".xlsm", ".xlsb", ".xls", ".ods"),
    ),
    Format("csv", "resultsframework.formats.tabular.csv", (".csv",)),
    Format("md", "resultsframework.formats.document.markdown", (".md",), reads=False),
    Format("html", "resultsframework.formats.html", (".html",), reads=False),
    Format("docx", "resultsframework.formats.document.word", (".docx",), is_binary=True, reads=False),
)


@functools.cache
def installed_formats() -> tuple[Format, ...]:
    """
    The formats that installed packages offer under the entry points ``resultsframework.formats``, by name.

    They are looked for once, and only where the name or the suffix of a format, or the content of a file, is none that
    the library knows: its own formats come first.

    Raises:
        InvalidValueError: An entry point leads nowhere, or to something that is not a `Format`, or two formats have one
            name.
    """
    found: dict[str, Format] = {}
    for where, thing in offered(GROUP):
        if not isinstance(thing, Format):
            msg = f"{where}, where {thing!r:.80} is no Format"
            raise InvalidValueError(msg)
        if thing.name in found or any(known.name == thing.name for known in FORMATS):
            msg = f"{where}, a format with the name {thing.name!r}, which another has already"
            raise InvalidValueError(msg)
        found[thing.name] = thing
    return tuple(found[name] for name in sorted(found))


class Module(Protocol):
    """The functions of a format's module."""

    def loads(self, text: str | bytes, *, source: str | None = None, **options: Any) -> ResultsFramework: ...

    def dumps(self, framework: ResultsFramework, **options: Any) -> str | bytes: ...

    def recognises(self, text: str) -> bool: ...

    def load_all(self, file: Any, **options: Any) -> Iterator[ResultsFramework]: ...


def module_of(format: Format) -> Module:
    """The module of a format, imported now."""
    return cast("Module", importlib.import_module(format.module))


def known_formats(likely: tuple[Format, ...] = ()) -> Iterator[Format]:
    """
    All formats, the likely ones first; installed packages are looked through last, and only if anybody gets that far.
    """
    yield from likely
    yield from (other for other in FORMATS if other not in likely)
    yield from (other for other in installed_formats() if other not in likely)


def format_named(name: str) -> Format:
    """
    The format of that name.

    Raises:
        NotFoundError: No format has it; the error names the nearest.
    """
    found = next((known for known in known_formats() if known.name == name), None)
    if found is None:
        names = [known.name for known in known_formats()]
        nearest = tuple(difflib.get_close_matches(name, names, n=2, cutoff=0.4)) or tuple(names)
        where = "the formats"
        raise NotFoundError(name, nearest, where)
    return found


def formats_by_suffix(name: str) -> tuple[Format, ...]:
    """
    The formats that the end of a file's name belongs to: of the library, else of installed packages.

    Raises:
        InvalidValueError: As for `installed_formats`.
    """
    suffix = PurePath(name).suffix.lower()
    found = _having(suffix, FORMATS)
    return found if found or not suffix else _having(suffix, installed_formats())


def _having(suffix: str, formats: Iterable[Format]) -> tuple[Format, ...]:
    return tuple(known for known in formats if suffix in (*known.suffixes, *known.copies))
