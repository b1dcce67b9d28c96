"""
File formats of a framework: the list of formats, detection of a file's format, and reports of what a format loses.

Each format is a package below, with ``load``, ``loads``, ``dump`` and ``dumps``; modules that begin with an underscore
are shared by formats. A format reports malformed input only; whether content is plausible is for the rules.
"""

from __future__ import annotations

import collections.abc
import io
from typing import IO, TYPE_CHECKING, Any

from resultsframework._lazy import lazy_names
from resultsframework.errors import FormatError, InvalidValueError, Problem

from ._detection import format_of, format_to_write, formats_that_read, recognised
from ._detection import formats_that_write as formats_that_write
from ._registry import FORMATS, Format, format_named, installed_formats, module_of
from ._registry import formats_by_suffix as formats_by_suffix
from ._text import LIMIT as LIMIT
from ._text import name_of, read_bytes, read_text, write_bytes, write_text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark
    from resultsframework.table import Table

    from . import brief, document, findings, html, iati, json, portal, tabular
    from ._limits import Limits
    from ._loss import LossReport
    from ._toml import parsed_toml as parsed_toml

__all__ = [
    "FORMATS",
    "Format",
    "Limits",
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

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.read": "load loads parse open",
    "rf.write": "dump dumps save",
    "rf.formats.tabular": "csv xlsx excel tables sheet workbook spreadsheet",
    "rf.formats.document": "docx word markdown md",
    "rf.formats.iati": "xml",
    "rf.formats.findings": "sarif github",
    "rf.formats.format_of": "detect guess sniff guess_format detect_format",
    "rf.formats.format_named": "get get_format by_name",
    "the entry point resultsframework.formats": "register add_format register_format plugins",
}

if not TYPE_CHECKING:  # a format is imported on first use, as `rf.formats.iati` too
    __getattr__, __dir__ = lazy_names(
        __name__,
        {"_limits": "Limits", "_toml": "parsed_toml"},
        packages=("brief", "document", "findings", "html", "iati", "json", "portal", "tabular"),
    )


def read(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    limits: Limits | None = None,
    decimal: DecimalMark | None = None,
    **options: Any,
) -> ResultsFramework:
    """
    The framework of a file.

    Args:
        source: A path, or a file open for reading text or bytes.

        format: The name of its format; detected from its suffix and its content if not given.

        limits: The most that the file may hold; the usual limits if None.

        decimal: The decimal mark of the numbers in the file, "." or ",", where you know it: without it "1.000" in an
            IATI file is no certain number. JSON, portal pages and briefs have a decimal point, and refuse a comma.

        options: Further arguments of the format's own ``load``, such as ``layout`` for IATI. For workbooks, CSV files
            and Markdown tables ``layout`` is a `Layout`, the path of one in TOML, or the name of one that the library
            has, such as "fcdo".

    Raises:
        FormatError: The file cannot be read, is in no known format, or violates its format; or it holds several
            frameworks, or none.

        UnsafeInputError: It holds more than a limit allows.

        InvalidValueError: ``decimal`` is no decimal mark, or another than the format has.

        NotFoundError: No format has that name.
    """
    found = read_all(source, format, limits=limits, decimal=decimal, **options)
    framework = next(found, None)
    if framework is None or next(found, None) is not None:
        what = "no framework" if framework is None else "several frameworks; a program goes through them with read_all"
        raise FormatError(format or "one framework", (Problem(f"it holds {what}"),), name_of(source))
    return framework


def read_all(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None = None,
    *,
    limits: Limits | None = None,
    decimal: DecimalMark | None = None,
    **options: Any,
) -> Iterator[ResultsFramework]:
    """
    Every framework of a file, one after the other, with no more than one in memory where the format allows it.

    Frameworks that can be read come first; if anything in the file cannot be read, the error is raised at the end.

    Args:
        source: As for `read`.

        format: As for `read`.

        limits: As for `read`.

        decimal: As for `read`.

        options: As for `read`; for IATI also ``on_problem``, which is called for each activity that cannot be read.

    Raises:
        FormatError: As for `read`, but for a file that holds several frameworks, or none.

        InvalidValueError: As for `read`.

        NotFoundError: No format has that name.
    """
    from ._limits import Limits

    limits = limits or Limits()
    for framework in _frameworks(source, format, limits, decimal, options):
        limits.check(framework, format or "a framework")
        yield framework


def _frameworks(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    format: str | None,
    limits: Limits,
    decimal: DecimalMark | None,
    options: dict[str, Any],
) -> Iterator[ResultsFramework]:
    if options.get("layout") is not None and is_layout_of_sheets(options["layout"]):
        from .tabular.layout import read_with_layout

        yield from read_with_layout(source, options.pop("layout"), limit=limits.size, decimal=decimal, **options)
        return
    likely = (format_named(format),) if format is not None else formats_that_read(source)
    if len(likely) == 1 and not likely[0].reads:
        what = "it is a document for people, which is not read back: read the file that it was made from"
        raise FormatError(likely[0].name, (Problem(what),), name_of(source))
    if len(likely) == 1 and likely[0].holds_many:
        options |= _mark(likely[0], decimal) | _own(likely[0], limits)
        yield from module_of(likely[0]).load_all(source, **options)
        return
    if len(likely) == 1 and likely[0].is_binary:
        data, name = read_bytes(source, limit=limits.size, format=likely[0].name)
        yield module_of(likely[0]).loads(data, source=name, **options, **_mark(likely[0], decimal))
        return
    text, name = read_text(source, limit=limits.size, format=format or "text")
    known = likely[0] if format is not None else recognised(text, name)
    options |= _mark(known, decimal)
    if known.holds_many:
        yield from module_of(known).load_all(io.StringIO(text), name=name, **options, **_own(known, limits))
    else:
        yield module_of(known).loads(text, source=name, **options)


def write(
    framework: ResultsFramework | Iterable[ResultsFramework] | Table,
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
            `resultsframework.formats.tabular.write_table`. Several frameworks are an overview, as HTML only, see
            `resultsframework.formats.html.overview`.

        target: A path, or a file open for writing text or bytes.

        format: The name of the format; by default that of the file's suffix, if only one format has it.

        options: Further arguments of the format's own ``dumps``.

    Raises:
        InvalidValueError: No format is named and the file's suffix does not determine one, or the format cannot hold
            the framework at all.

        NotFoundError: No format has that name.

        OSError: The file cannot be written; it is as it was before.
    """
    # These are imported when something is written: reading the list of formats needs none.
    from resultsframework.framework import ResultsFramework
    from resultsframework.table import Table

    if isinstance(framework, Table):
        from .tabular import write_table

        write_table(framework, target, format, **options)
        return
    known = format_to_write(target) if format is None else format_named(format)
    if not known.writes:
        msg = f"the format {known.name} is read only; write another, such as json"
        raise InvalidValueError(msg)
    if isinstance(framework, ResultsFramework) or not isinstance(framework, collections.abc.Iterable):
        made = module_of(known).dumps(framework, **options)
    else:
        made = _overview(framework, known, options)
    if isinstance(made, str):
        write_text(target, made)
    else:
        write_bytes(target, made)


def _overview(frameworks: Iterable[ResultsFramework], known: Format, options: dict[str, Any]) -> str:
    """
    The overview of several frameworks.

    Raises:
        InvalidValueError: The format is another than that of pages.
    """
    from . import html

    if known.name != "html":
        msg = f"several frameworks are written as an overview, as html, not {known.name}: write each to its own file"
        raise InvalidValueError(msg)
    return html.overview(frameworks, **options)


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
    module = module_of(known)
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


def _own(known: Format, limits: Limits) -> dict[str, Any]:
    """The limits as an argument of a format of the library, which reads by activities; one of a package has its own."""
    return {"limits": limits} if known in FORMATS else {}


def _mark(format: Format, decimal: DecimalMark | None) -> dict[str, Any]:
    """The option of a format for the decimal mark that is given; none where the mark of the format is fixed."""
    if decimal is None or decimal == format.decimal:
        return {}
    if format.decimal is None:
        return {"decimal": decimal}
    msg = f"files of the format {format.name} have the decimal mark {format.decimal!r}, not {decimal!r}"
    raise InvalidValueError(msg)
