"""
The observations of a framework as comma-separated values, both ways: the long table, one row an observation.

Read: the long table, as it is written, and the wide one, one row an indicator with columns such as "2021 actual"; with
commas, semicolons, tabs or bars between cells. Written: the long table. Lost: all that it has no column for, such as
budgets, results and indicators without an observation, the names of dimensions as they are spelled, and the texts of
cells that differ from their values. A cell of more than 131,072 characters is not read.

Numbers have a decimal point. Every text stays as it is; where a spreadsheet opens the file, ``safe=True`` puts an
apostrophe before those that it would run as a formula.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import FormatError, Problem
from resultsframework.formats._text import LIMIT, Readable, Writable, read_text, refuse_half_characters, write_text
from resultsframework.tables import observations

from .own import framework_of_rows, is_long, is_wide
from .sheet import File, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resultsframework.framework import ResultsFramework

__all__ = ["dump", "dumps", "load", "loads"]

FORMAT = "csv"


def loads(text: str, *, source: str | None = None) -> ResultsFramework:
    """
    The framework of a table.

    Args:
        text: The table.

        source: The name of the file it is from, for ``framework.source.name`` and for errors.

    Raises:
        FormatError: It has other columns, cells cannot be read, or it holds half a character; with all problems, each
            with its line.

        UnsafeInputError: A cell is longer than 131,072 characters.
    """
    refuse_half_characters(text, FORMAT, source)
    headings, rows = _table(text, source)
    if not (is_long(headings) or is_wide(headings)):
        what = (
            "its columns are neither those of rf.observations nor of rf.tables.wide; it needs kind, value and "
            "indicator, or columns such as '2021 actual'"
        )
        raise FormatError(FORMAT, (Problem(what, line=1),), source)
    try:
        framework = framework_of_rows(headings, rows)
    except FormatError as error:
        raise error.in_source(source) from None
    return attrs.evolve(framework, source=attrs.evolve(framework.source, name=source))


def load(file: Readable, *, limit: int | None = LIMIT) -> ResultsFramework:
    """
    The framework of a file; see `loads`.

    Args:
        file: A path, or a file open for reading text or bytes.

        limit: The maximum size in bytes; None for no limit.
    """
    text, name = read_text(file, limit=limit, format=FORMAT)
    return loads(text, source=name)


def dumps(framework: ResultsFramework, *, safe: bool = False) -> str:
    """
    The long table of a framework.

    Args:
        framework: The framework.

        safe: Put an apostrophe before a text that a spreadsheet would run as a formula, which makes it another text.
    """
    return observations(framework).to_csv(safe=safe)


def dump(framework: ResultsFramework, file: Writable, *, safe: bool = False) -> None:
    """Write the long table of a framework to a path, whole or not at all, or to an open file; see `dumps`."""
    write_text(file, dumps(framework, safe=safe))


def recognises(text: str) -> bool:
    """True for a text whose first row has the headings of the long or the wide table."""
    with suppress(FormatError):
        headings, _ = _table(text, None)
        return is_long(headings) or is_wide(headings)
    return False


def _table(text: str, source: str | None) -> tuple[list[str], Iterator[tuple[int, Sequence[str]]]]:
    """The headings with spaces in lower case, and the rows below them with the numbers of their lines."""
    records = records_of(text.lstrip("\ufeff"), File(source, FORMAT))
    _, headings = next(records, (1, []))
    return [" ".join(name.replace("_", " ").split()).casefold() for name in headings], records
