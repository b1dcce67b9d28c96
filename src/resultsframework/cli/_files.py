"""
The files that a command is given: a dash is standard input or output, and the end of a name implies the format.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import IO, Any

import resultsframework as rf
from resultsframework import formats
from resultsframework.formats import FORMATS, format_named, formats_by_suffix, formats_that_write, is_layout_of_sheets

from ._terminal import opened

__all__ = [
    "STANDARD",
    "format_of",
    "format_to_write",
    "holds_many",
    "is_file",
    "is_own_workbook",
    "is_sheet",
    "label_of",
    "read",
    "read_all",
    "refuse_to_overwrite",
    "source_of",
    "takes_layout",
]

STANDARD = "-"
SHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".md"})
STANDARD_INPUT = "standard input"
# The format whose files hold several frameworks.
MANY = next(known.name for known in FORMATS if known.holds_many)


def read(
    file: str,
    format: str | None,
    layout: str | None = None,
    identifier: str | None = None,
    decimal: str | None = None,
    *,
    whole: bool = False,
) -> rf.ResultsFramework:
    """
    The framework of a file, or of standard input; of a file that holds several, the one with an identifier.

    Args:
        file: The file.

        format: The name of its format, where it was given.

        layout: The layout of its activities, for IATI; or that of a sheet.

        identifier: The identifier of the framework; None for the only one.

        decimal: The decimal mark of its numbers, where the format has none of its own.

        whole: Keep single transactions too, so that another file can hold everything.

    Raises:
        NotFoundError: None of several has that identifier.
    """
    if identifier is not None:
        known: list[str] = []
        for framework in read_all(file, format, layout=layout, decimal=decimal, whole=whole):
            if framework.identifier == identifier:
                return framework
            known.append(framework.identifier or "")
        raise rf.NotFoundError(identifier, tuple(difflib.get_close_matches(identifier, known)), label_of(file))
    options = options_for(file, format, layout, decimal, whole=whole)
    if file != STANDARD:
        return rf.read(file, format, **options)
    try:
        return rf.read(_standard_input(), format, **options)
    except rf.FormatError as error:
        raise error.in_source(STANDARD_INPUT) from None


def read_all(
    file: str,
    format: str | None,
    *,
    layout: str | None = None,
    decimal: str | None = None,
    whole: bool = False,
    on_problem: Callable[[rf.FormatError], None] | None = None,
    is_watched: bool = False,
) -> Iterator[rf.ResultsFramework]:
    """
    The frameworks of a file or of standard input, one by one.

    Args:
        file: The file.

        format: The name of its format, where it was given.

        layout: The layout of its activities, for IATI; or that of a sheet.

        decimal: The decimal mark of its numbers, where the format has none of its own.

        whole: Keep single transactions too.

        on_problem: Called with the error of each part that cannot be read, so that the others are read.

        is_watched: Show a progress bar of reading.
    """
    options = options_for(file, format, layout, decimal, whole=whole)
    many = holds_many(file, format)
    if many:
        options["on_problem"] = on_problem
    if file == STANDARD:
        try:
            yield from rf.read_all(_standard_input(), format, **options)
        except rf.FormatError as error:
            raise error.in_source(STANDARD_INPUT) from None
    elif many and is_file(file):
        with opened(file, "reading", wanted=is_watched) as stream:
            yield from rf.read_all(stream, MANY, name=file, **options)
    else:
        yield from rf.read_all(file, format, **options)


def holds_many(file: str, format: str | None) -> bool:
    """True where the format that was given, or else the name of the file, is IATI: a file of many frameworks."""
    fitting = formats_by_suffix(file) if format is None else (format_named(format),)
    return len(fitting) == 1 and fitting[0].name == MANY


def is_sheet(file: str, format: str | None) -> bool:
    """True for a workbook, a CSV file or a Markdown table, by the end of its name."""
    return format is None and PurePath(file).suffix.lower() in SHEETS


def takes_layout(file: str, format: str | None, layout: str | None) -> bool:
    """True where a layout is one that the file may have: of a sheet, or of the activities of IATI."""
    if layout is not None and is_layout_of_sheets(layout):
        return is_sheet(file, format)
    return holds_many(file, format)


def is_own_workbook(file: str) -> bool:
    """True for a workbook that this library wrote and that has its hidden sheet still, so that it needs no layout."""
    if PurePath(file).suffix.lower() != ".xlsx" or not is_file(file):
        return False
    tabular = formats.tabular
    return tabular.own.hidden_sheet(tabular.sheet.read_workbook(file)) is not None


def options_for(
    file: str, format: str | None, layout: str | None, decimal: str | None, *, whole: bool
) -> dict[str, Any]:
    """
    The options with which a file is read.

    Raises:
        InvalidValueError: A layout is named for a file that has none.
    """
    options: dict[str, Any] = {} if decimal is None else {"decimal": decimal}
    if whole and holds_many(file, format):
        options["keep_transactions"] = True
    if layout is None:
        return options
    if file == STANDARD and format is None:
        return {"layout": layout, **options}
    if is_sheet(file, format):
        formats.tabular.layout.layout_named(layout)  # refuses a name that none has
    elif not holds_many(file, format) or is_layout_of_sheets(layout):
        msg = f"{label_of(file)} has no layout {layout}; only IATI files and sheets have one: leave --layout out"
        raise rf.InvalidValueError(msg)
    return {"layout": layout, **options}


def is_file(path: str) -> bool:
    """True for an existing file; False also for a name that no file can have."""
    try:
        return Path(path).is_file()
    except OSError:  # the name is too long
        return False


def refuse_to_overwrite(source: str, target: str) -> None:
    """
    Do nothing, unless the file to write is the one that is read.

    Raises:
        InvalidValueError: It is.
    """
    if STANDARD not in {source, target} and is_file(target) and is_file(source) and Path(target).samefile(source):
        msg = f"{target} is the file that is read: name another file to write, so that nothing in it is lost"
        raise rf.InvalidValueError(msg)


def _standard_input() -> IO[bytes]:
    """
    Standard input for reading bytes.

    Raises:
        InvalidValueError: It is closed.
    """
    if sys.stdin is None:
        msg = f"{STANDARD_INPUT} is closed; name a file"
        raise rf.InvalidValueError(msg)
    return sys.stdin.buffer


def label_of(file: str) -> str:
    """The name of a file in output and messages."""
    return STANDARD_INPUT if file == STANDARD else file


def source_of(file: str) -> str:
    """The name of a file that is the same however it is named in one working folder; a dash for standard input."""
    try:
        return file if file == STANDARD else PurePath(os.path.relpath(file)).as_posix()
    except (OSError, ValueError):  # the working folder was deleted, or the file is on another drive
        return PurePath(file).as_posix()


def format_of(file: str, named: str | None) -> str:
    """The format that a file was read in: the one that was named, else the one that its name and content show."""
    return named or formats.format_of(file).name


def format_to_write(target: str, named: str | None) -> str:
    """
    The format that is named, else the one that the end of the file's name implies.

    Raises:
        InvalidValueError: No format is named, and the file's name implies none or several.
    """
    if named is not None:
        return named
    fitting = [known.name for known in formats_that_write(target)]
    if len(fitting) == 1:
        return fitting[0]
    choices = " or ".join(f"--to {name}" for name in fitting or (known.name for known in FORMATS if known.writes))
    msg = f"the name {target!r} does not determine the format to write; add {choices}"
    raise rf.InvalidValueError(msg)
