"""
A framework as an Excel workbook, both ways: nothing is lost, and every change of a person in its sheets arrives.

Read: workbooks that this library has written, with all that was changed, added or deleted in the sheets Logframe,
Observations, Budgets and Read me. Written: ``.xlsx``, which needs the extra ``excel``. Lost: nothing but the line
numbers and the name of the source, as in JSON.

- A hidden sheet holds the JSON of the framework. Reading compares the visible cells with those that would be written
  anew; a cell that differs is a change of that one fact. Rows are found by their path and columns by their heading, so
  that both may be sorted, moved and hidden.
- A number is a number where it comes back as the same, a percentage is a percentage, TBD and - are text. No text
  becomes a formula or a link, whatever it begins with.
- A cell that cannot be read, and two cells that contradict each other, are problems with their address, such as
  ``Logframe!G14``; one error lists all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._text import LIMIT, Readable, Writable, read_bytes, write_bytes

from .own import FORMAT, framework_of, hidden_sheet, written

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["dump", "dumps", "load", "loads"]

ARCHIVE = b"PK\x03\x04"


def loads(text: bytes, *, source: str | None = None) -> ResultsFramework:
    """
    The framework of a workbook.

    Args:
        text: The bytes of the workbook.

        source: The name of the file it is from, for ``framework.source.name`` and for errors.

    Raises:
        FormatError: It is no workbook of this library, cells cannot be read, or they contradict each other; with all
            problems, each with its cell.

        UnsafeInputError: It is beyond a limit.
    """
    from .sheet import read_workbook

    try:
        workbook = read_workbook(text)
        hidden = hidden_sheet(workbook)
        if hidden is not None:
            return framework_of(workbook, hidden, source)
    except FormatError as error:
        raise type(error)(FORMAT, error.problems, source) from error.__cause__
    what = "it has no hidden sheet of this library, so that it is no workbook of ours, or that sheet was deleted"
    raise FormatError(FORMAT, (Problem(what),), source)


def load(file: Readable, *, limit: int | None = LIMIT) -> ResultsFramework:
    """
    The framework of a file; see `loads`.

    Args:
        file: A path, or a file open for reading bytes.

        limit: The maximum size in bytes; None for no limit.
    """
    data, name = read_bytes(file, limit=limit, format=FORMAT)
    return loads(data, source=name)


def dumps(framework: ResultsFramework, *, findings: bool = True) -> bytes:
    """
    The workbook of a framework; equal frameworks give the same bytes.

    Args:
        framework: The framework.

        findings: True for a sheet with the findings of the default rules.

    Raises:
        InvalidValueError: There are more rows or columns than a sheet has, or a field holds what it must not.

        MissingExtraError: XlsxWriter is not installed.
    """
    from resultsframework.rules import validate

    return written(framework, validate(framework) if findings else None)


def dump(framework: ResultsFramework, file: Writable, *, findings: bool = True) -> None:
    """Write the workbook of a framework to a path, whole or not at all, or to a file open for bytes; see `dumps`."""
    write_bytes(file, dumps(framework, findings=findings))


def recognises(text: str | bytes) -> bool:
    """True for the bytes of an archive, as workbooks are."""
    return isinstance(text, bytes) and text.startswith(ARCHIVE)
