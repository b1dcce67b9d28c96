"""
File formats of a framework: the list of formats, detection of a file's format, and reports of what a format loses.

Each format is a package below, with ``load``, ``loads``, ``dump`` and ``dumps``; modules that begin with an underscore
are shared by formats. A format reports malformed input only; whether content is plausible is for the rules.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import io
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from resultsframework._lazy import lazy_names
from resultsframework._plugins import offered
from resultsframework.errors import FormatError, InvalidValueError, NotFoundError, Problem

from ._text import LIMIT, Readable, Writable, name_of, read_bytes, read_text, write_bytes, write_text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark
    from resultsframework.table import Table

    from . import brief, document, findings, html, iati, json, portal, tabular
    from ._loss import LossReport

__all__ = [
    "FORMATS",
    "Format",
    "brief",
    "document",
    "findings",
    "format_named",
    "format_of",
    "html",
    "iati",
    "installed_formats",
    "json",
    "loss_report",
    "portal",
    "read",
    "read_all",
    "read_text",
    "tabular",
    "write",
    "write_text",
]

if not TYPE_CHECKING:  # a format is imported on first use, as `rf.formats.iati` too
    __getattr__, __dir__ = lazy_names(
        __name__, {}, packages=("brief", "document", "findings", "html", "iati", "json", "portal", "tabular")
    )


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
    Format("xlsx", "resultsframework.formats.tabular.xlsx", (".xlsx",), is_binary=True),
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


class _Module(Protocol):
    """The functions of a format's module."""

    def loads(self, text: str | bytes, *, source: str | None = None, **options: Any) -> ResultsFramework: ...

    def dumps(self, framework: ResultsFramework, **options: Any) -> str | bytes: ...

    def recognises(self, text: str) -> bool: ...

    def load_all(self, file: Any, **options: Any) -> Iterator[ResultsFramework]: ...


def read(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    limit: int | None = LIMIT,
    decimal: DecimalMark | None = None,
    **options: Any,
) -> ResultsFramework:
    """
    The framework of a file.

    Args:
        source: A path, or a file open for reading text or bytes.

        format: The name of its format; detected from its suffix and its content if not given.

        limit: The maximum size in bytes; None for no limit. A format whose files are read one framework at a time has
            limits of its own.

        decimal: The decimal mark of the numbers in the file, "." or ",", where you know it: without it "1.000" in an
            IATI file is no certain number. JSON, portal pages and briefs have a decimal point, and refuse a comma.

        options: Further arguments of the format's own ``load``, such as ``layout`` for IATI. For workbooks, CSV files
            and Markdown tables ``layout`` is a `Layout`, the path of one in TOML, or the name of one that the library
            has, such as "fcdo".

    Raises:
        FormatError: The file cannot be read, is in no known format, or violates its format; or it holds several
            frameworks, or none.

        InvalidValueError: ``decimal`` is no decimal mark, or another than the format has.

        NotFoundError: No format has that name.
    """
    found = read_all(source, format, limit=limit, decimal=decimal, **options)
    framework = next(found, None)
    if framework is None or next(found, None) is not None:
        what = "no framework" if framework is None else "several frameworks; a program goes through them with read_all"
        raise FormatError(format or "one framework", (Problem(f"it holds {what}"),), name_of(source))
    return framework


def read_all(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    limit: int | None = LIMIT,
    decimal: DecimalMark | None = None,
    **options: Any,
) -> Iterator[ResultsFramework]:
    """
    Every framework of a file, one after the other, with no more than one in memory where the format allows it.

    Frameworks that can be read come first; if anything in the file cannot be read, the error is raised at the end.

    Args:
        source: As for `read`.

        format: As for `read`.

        limit: As for `read`.

        decimal: As for `read`.

        options: As for `read`; for IATI also ``on_problem``, which is called for each activity that cannot be read.

    Raises:
        FormatError: As for `read`, but for a file that holds several frameworks, or none.

        InvalidValueError: As for `read`.

        NotFoundError: No format has that name.
    """
    if options.get("layout") is not None and is_layout_of_sheets(options["layout"]):
        from .tabular.layout import read_with_layout

        yield from read_with_layout(source, options.pop("layout"), limit=limit, decimal=decimal, **options)
        return
    likely = (format_named(format),) if format is not None else _read_by_suffix(source)
    if len(likely) == 1 and not likely[0].reads:
        what = "it is a document for people, which is not read back: read the file that it was made from"
        raise FormatError(likely[0].name, (Problem(what),), name_of(source))
    if len(likely) == 1 and likely[0].holds_many:
        yield from _module(likely[0]).load_all(source, **options | _mark(likely[0], decimal))
        return
    if len(likely) == 1 and likely[0].is_binary:
        data, name = read_bytes(source, limit=limit, format=likely[0].name)
        yield _module(likely[0]).loads(data, source=name, **options, **_mark(likely[0], decimal))
        return
    text, name = read_text(source, limit=limit, format=format or "text")
    known = likely[0] if format is not None else _recognised(text, name)
    options |= _mark(known, decimal)
    if known.holds_many:
        yield from _module(known).load_all(io.StringIO(text), name=name, **options)
    else:
        yield _module(known).loads(text, source=name, **options)


def write(
    framework: ResultsFramework | Table,
    target: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
    **options: Any,
) -> None:
    """
    Write a framework, or a table of one, to a file, whole or not at all.

    The text is written into a new file beside it, ``.`` with sixteen hexadecimal digits and ``.tmp``, which takes its
    place when it is complete; only a process that is killed while it writes leaves that one behind.

    Args:
        framework: The framework; or a table, which is written as CSV, Markdown, HTML, Parquet or an Excel workbook, see
            `resultsframework.formats.tabular.write_table`.

        target: A path, or a file open for writing text or bytes.

        format: The name of the format; by default that of the file's suffix, if only one format has it.

        options: Further arguments of the format's own ``dumps``.

    Raises:
        InvalidValueError: No format is named and the file's suffix does not determine one, or the format cannot hold
            the framework at all.

        NotFoundError: No format has that name.

        OSError: The file cannot be written; it is as it was before.
    """
    # A table is imported when something is written: reading the list of formats needs none.
    from resultsframework.table import Table

    if isinstance(framework, Table):
        from .tabular import write_table

        write_table(framework, target, format, **options)
        return
    known = _by_suffix_to_write(target) if format is None else format_named(format)
    if not known.writes:
        msg = f"the format {known.name} is read only; write another, such as json"
        raise InvalidValueError(msg)
    made = _module(known).dumps(framework, **options)
    if isinstance(made, str):
        write_text(target, made)
    else:
        write_bytes(target, made)


def format_of(source: str | os.PathLike[str], *, limit: int | None = LIMIT) -> Format:
    """
    The format of a file: that of its suffix, else the first that recognises its content.

    Args:
        source: The path of the file.

        limit: The maximum size in bytes; None for no limit.

    Raises:
        FormatError: The suffix does not determine a format, and the file cannot be read or is in no known format.
    """
    likely = _read_by_suffix(source)
    return likely[0] if len(likely) == 1 else _recognised(*read_text(source, limit=limit))


def loss_report(framework: ResultsFramework, format: str, **options: Any) -> LossReport:
    """
    The facts that are lost when a framework is written in a format and read again.

    Args:
        framework: The framework.

        format: The name of the format.

        options: Arguments of the format's own ``dumps``, as for `write`.

    Raises:
        InvalidValueError: The format cannot hold the framework at all, or it is a document that is not read back.

        NotFoundError: No format has that name.
    """
    from ._loss import losses_between

    known = format_named(format)
    if not known.reads:
        msg = f"{format} is a document for people, which is not read back: keep the framework in another format too"
        raise InvalidValueError(msg)
    module = _module(known)
    text = module.dumps(framework, **options)
    read_back = getattr(module, "read_back", None)
    try:
        again = read_back(text, **options) if read_back else module.loads(text)
    except FormatError as error:
        msg = f"{format} cannot hold the framework, since what is written could not be read again: {error.problems[0]}"
        raise InvalidValueError(msg) from None
    return losses_between(format, framework, again, getattr(module, "reason_for_loss", None))


def is_layout_of_sheets(layout: object) -> bool:
    """True for a layout of workbooks, or for the name or the file of one; those of IATI files have other names."""
    from .tabular import layout as layouts

    return layouts.is_layout_of_sheets(layout)


def _mark(format: Format, decimal: DecimalMark | None) -> dict[str, Any]:
    """The option of a format for the decimal mark that is given; none where the mark of the format is fixed."""
    if decimal is None or decimal == format.decimal:
        return {}
    if format.decimal is None:
        return {"decimal": decimal}
    msg = f"files of the format {format.name} have the decimal mark {format.decimal!r}, not {decimal!r}"
    raise InvalidValueError(msg)


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


def _module(format: Format) -> _Module:
    return cast("_Module", importlib.import_module(format.module))


def format_named(name: str) -> Format:
    """
    The format of that name.

    Raises:
        NotFoundError: No format has it; the error names the nearest.
    """
    own = next((known for known in FORMATS if known.name == name), None)
    found = own or next((known for known in installed_formats() if known.name == name), None)
    if found is None:
        names = [known.name for known in (*FORMATS, *installed_formats())]
        nearest = tuple(difflib.get_close_matches(name, names, n=2, cutoff=0.4)) or tuple(names)
        where = "the formats"
        raise NotFoundError(name, nearest, where)
    return found


def _read_by_suffix(source: Readable) -> tuple[Format, ...]:
    """The formats that read a file of this name; those that only write it where there is none."""
    found = _by_suffix(source)
    return tuple(known for known in found if known.reads) or found


def _by_suffix(source: Readable | Writable) -> tuple[Format, ...]:
    return formats_by_suffix(name_of(source) or "")


def _recognised(text: str, name: str | None) -> Format:
    """The format of a text: that of its file's suffix, else the first that recognises it."""
    likely = _read_by_suffix(name or "")
    if len(likely) == 1:
        return likely[0]
    for known in _in_order(likely):
        if known.reads and not known.is_binary and _module(known).recognises(text):
            return known
    names = ", ".join(known.name for known in (*FORMATS, *installed_formats()) if known.reads)
    what = f"no format recognises it; these were tried: {names}. If it is one of them, name it: format= or --from"
    wanted = "any known format"
    raise FormatError(wanted, (Problem(what),), name)


def _in_order(likely: tuple[Format, ...]) -> Iterator[Format]:
    """All formats, the likely ones first; installed packages are looked through only if none of the library's is it."""
    yield from likely
    yield from (other for other in FORMATS if other not in likely)
    yield from (other for other in installed_formats() if other not in likely)


def _by_suffix_to_write(target: Writable) -> Format:
    suffix = PurePath(name_of(target) or "").suffix.lower()
    likely = tuple(known for known in _by_suffix(target) if known.writes and suffix in known.suffixes)
    if len(likely) == 1:
        return likely[0]
    if suffix == ".parquet":
        msg = (
            f"a framework is not written as {suffix}, and its tables are: write rf.tables.wide(framework) or "
            f"rf.observations(framework) to {name_of(target)!r}"
        )
        raise InvalidValueError(msg)
    names = " or ".join(f"format={known.name!r}" for known in likely or FORMATS)
    msg = f"the name {name_of(target)!r} does not determine the format to write; pass {names}"
    raise InvalidValueError(msg)
