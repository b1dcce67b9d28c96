"""
The command that lists a framework as a table: printed, or written into a file for a spreadsheet or a data frame.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

import resultsframework as rf

from ._files import read, refuse_to_overwrite
from ._grid import table_records
from ._options import (
    Accumulation,
    At,
    Decimal,
    Direction,
    File,
    Format,
    From,
    Layout,
    OutputFormat,
    TableFile,
    Today,
    Which,
)
from ._progress import reported_on
from ._terminal import counted, emit_json, say, show

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["table", "write_listing"]


class Listing(enum.StrEnum):
    """The tables of a framework."""

    OBSERVATIONS = "observations"
    WIDE = "wide"
    PERFORMANCE = "performance"
    OFF_TRACK = "off-track"
    BUDGETS = "budgets"
    FUNDING = "funding"
    COMPLETENESS = "completeness"
    STATUS_BY_YEAR = "status-by-year"
    FINDINGS = "findings"


OF_A_YEAR = (Listing.PERFORMANCE, Listing.OFF_TRACK)
DUE_BY = (*OF_A_YEAR, Listing.COMPLETENESS, Listing.STATUS_BY_YEAR, Listing.FINDINGS)


def table(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    file: File,
    name: Annotated[Listing, typer.Argument(metavar="TABLE", help="One of " + ", ".join(Listing) + ".")],
    output: TableFile = None,
    format: Format = OutputFormat.TEXT,
    source_format: From = None,
    at: At = None,
    direction: Direction = None,
    accumulation: Accumulation = None,
    today: Today = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
    safe: Annotated[
        bool, typer.Option("--safe", help="In CSV: an apostrophe before a text that a spreadsheet would run.")
    ] = False,
) -> None:
    """List a framework as a table: print it, or write it for a spreadsheet or a data frame."""
    day = None if today is None else today.date()
    refused: dict[str, object] = {}
    if name not in OF_A_YEAR:
        refused |= {"--at": at, "--direction": direction, "--accumulation": accumulation}
    if name not in DUE_BY:
        refused["--today"] = day
    for option, value in refused.items():
        if value is not None:
            msg = f"the table {name} takes no {option}: leave it out"
            raise rf.InvalidValueError(msg)
    framework = read(file, source_format, layout, which, decimal)
    found = _listed(framework, name, at, {"direction": direction, "accumulation": accumulation}, day)
    if output is None:
        _print(found, format)
        return
    if safe and not output.lower().endswith(".csv"):
        msg = f"only CSV has texts that a spreadsheet would run, and {output} is none: leave --safe out"
        raise rf.InvalidValueError(msg)
    options: dict[str, Any] = {"safe": True} if safe else {}
    write_listing(found, file, output, **options)


def write_listing(table: rf.Table, file: str, output: str, **options: Any) -> None:
    """Write a table of a file into another file, and say so."""
    refuse_to_overwrite(file, output)
    rf.write(table, output, **options)
    say(f"{counted(len(table), 'row')} in {output}")


def _listed(
    framework: rf.ResultsFramework, name: Listing, at: str | None, declared: dict[str, Any], day: dt.date | None
) -> rf.Table:
    tables = rf.tables
    listings: dict[Listing, Callable[[], rf.Table]] = {
        Listing.OBSERVATIONS: lambda: tables.observations(framework),
        Listing.WIDE: lambda: tables.wide(framework),
        Listing.PERFORMANCE: lambda: tables.performance(framework, reported_on(framework, at), **declared, today=day),
        Listing.OFF_TRACK: lambda: tables.off_track(framework, reported_on(framework, at), **declared, today=day),
        Listing.BUDGETS: lambda: tables.budgets(framework),
        Listing.FUNDING: lambda: tables.funding(framework),
        Listing.COMPLETENESS: lambda: tables.completeness(framework, today=day),
        Listing.STATUS_BY_YEAR: lambda: tables.status_by_year(framework, today=day),
        Listing.FINDINGS: lambda: rf.validate(framework, today=day).table(),
    }
    return listings[name]()


def _print(table: rf.Table, format: OutputFormat) -> None:
    if format is OutputFormat.JSON:
        emit_json({"table": table.title, "rows": table_records(table)})
    else:
        show(Text(str(table)))
