"""
The command that lists a framework as a table: printed, or written into a file for a spreadsheet or a data frame.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

import resultsframework as rf

from ._files import STANDARD, Decimal, Layout, is_same_file, read
from ._grid import table_records
from ._options import Accumulation, Direction, File, Format, From, Output, Today, Which, Year
from ._progress import year_of
from ._terminal import counted, emit_json, say, show

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["table"]


class Listing(enum.StrEnum):
    """The tables of a framework."""

    OBSERVATIONS = "observations"
    WIDE = "wide"
    PERFORMANCE = "performance"
    OFF_TRACK = "off-track"
    BUDGETS = "budgets"
    FUNDING = "funding"
    COMPLETENESS = "completeness"
    FINDINGS = "findings"


OF_A_YEAR = {Listing.PERFORMANCE: "performance", Listing.OFF_TRACK: "off_track"}
DUE_BY = (*OF_A_YEAR, Listing.COMPLETENESS, Listing.FINDINGS)


def table(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    file: File,
    name: Annotated[Listing, typer.Argument(metavar="TABLE", help="One of " + ", ".join(Listing) + ".")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="OUT", help="A file to write: .csv, .md, .html, .parquet or .xlsx."),
    ] = None,
    format: Format = Output.TEXT,
    source_format: From = None,
    year: Year = None,
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
    given = {"--year": year, "--direction": direction, "--accumulation": accumulation}
    of_a_year = name in OF_A_YEAR
    for option, value in {**({} if of_a_year else given), **({} if name in DUE_BY else {"--today": day})}.items():
        if value is not None:
            msg = f"the table {name} takes no {option}: leave it out"
            raise rf.InvalidValueError(msg)
    framework = read(file, source_format, layout, which, decimal)
    found = _listed(framework, name, year, {"direction": direction, "accumulation": accumulation}, day)
    if output is None:
        _print(found, format)
        return
    if file != STANDARD and is_same_file(file, output):
        msg = f"{output} is the file that is read: name another file to write, so that nothing in it is lost"
        raise rf.InvalidValueError(msg)
    if safe and not output.lower().endswith(".csv"):
        msg = f"only CSV has texts that a spreadsheet would run, and {output} is none: leave --safe out"
        raise rf.InvalidValueError(msg)
    options: dict[str, Any] = {"safe": True} if safe else {}
    rf.write(found, output, **options)
    say(f"{counted(len(found), 'row')} in {output}")


def _listed(
    framework: rf.ResultsFramework, name: Listing, year: int | None, declared: dict[str, Any], day: dt.date | None
) -> rf.Table:
    if name in OF_A_YEAR:
        of_year = getattr(rf.tables, OF_A_YEAR[name])
        made: rf.Table = of_year(framework, year_of(framework, year), **declared, today=day)
        return made
    if name is Listing.COMPLETENESS:
        return rf.tables.completeness(framework, today=day)
    if name is Listing.FINDINGS:
        return rf.validate(framework, today=day).table()
    plain: rf.Table = getattr(rf.tables, name.value)(framework)
    return plain


def _print(table: rf.Table, format: Output) -> None:
    if format is Output.JSON:
        emit_json({"table": table.title, "rows": table_records(table)})
    else:
        show(Text(str(table)))
