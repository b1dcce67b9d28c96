"""
A framework as an Excel workbook, both ways: nothing is lost, and every change of a person in its sheets arrives.

Read: workbooks that this library has written, with all that was changed, added or deleted in the sheets Logframe,
Observations, Budgets and Read me; also where they were saved as ``.xlsm`` or ``.ods``. Written: ``.xlsx``, which needs
the extra ``excel``. Lost: nothing but the line numbers and the name of the source, as in JSON.

- A hidden sheet holds the JSON of the framework. Reading compares the visible cells with those that would be written
  anew; a cell that differs is a change of that one fact. Rows are found by their path and columns by their heading, so
  that both may be sorted, moved and hidden.
- A number is a number where it comes back as the same, a percentage is a percentage, TBD and - are text. No text
  becomes a formula or a link, whatever it begins with.
- Where the hidden sheet was deleted, the sheet Logframe is read with a layout, as those of others are: what it does not
  show is lost.
- A cell that cannot be read, and two cells that contradict each other, are problems with their address, such as
  ``Logframe!G14``; one error lists all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._collector import collector_paused
from resultsframework.formats._text import LIMIT, Readable, Writable, read_bytes, write_bytes

from .own import FORMAT, framework_of, framework_of_visible, hidden_sheet, written, written_before, written_in

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
    try:
        with collector_paused():
            found = _framework(text)
    except FormatError as error:
        raise type(error)(FORMAT, error.problems, source) from error.__cause__
    if found is None:
        what = (
            "it is no workbook of this library; name a layout for it: layout= in a program, --layout on the command "
            "line, such as fcdo; resultsframework layout FILE proposes one"
        )
        raise FormatError(FORMAT, (Problem(what),), source)
    return _named(found, source)


def _framework(text: bytes) -> ResultsFramework | None:
    """The framework of a workbook of ours; None for one of somebody else."""
    from .sheet import read_workbook

    known = written_in(text)
    if known is not None and known.is_unchanged:
        return known.framework
    workbook = read_workbook(text, without={} if known is None else known.as_written)
    if known is None and (hidden := hidden_sheet(workbook)) is not None:
        known = written_before(hidden)
    return framework_of_visible(workbook) if known is None else framework_of(workbook, known)


def _named(framework: ResultsFramework, source: str | None) -> ResultsFramework:
    """The framework with the name of its file."""
    return attrs.evolve(framework, source=attrs.evolve(framework.source, name=source))


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
