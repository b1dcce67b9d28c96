"""
The command that makes one framework of those of several countries, or lists what they have reported together.
"""

from __future__ import annotations

import enum
from typing import Annotated, Any

import typer
from rich.text import Text

import resultsframework as rf
from resultsframework.formats import format_named

from ._files import format_to_write, read_all, refuse_to_overwrite
from ._grid import table_records
from ._options import Decimal, Format, From, Layout, OutputFormat
from ._terminal import counted, emit_json, say, say_list, show

__all__ = ["combine"]


class By(enum.StrEnum):
    """The difference of the parts: each is for another country, or of another organisation."""

    PLACE = "place"
    ORGANISATION = "organisation"


def combine(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="OUT", help="The combined framework, in any format.")
    ] = None,
    function: Annotated[
        str | None, typer.Option("--function", metavar="NAME", help="The function of counts and amounts, such as sum.")
    ] = None,
    overlap: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The overlap of places that may be one: disjoint, contained or unknown."),
    ] = None,
    by: Annotated[By, typer.Option("--by", help="What the parts are.")] = By.PLACE,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title; the names of the parts without it.")
    ] = None,
    format: Format = OutputFormat.TEXT,
    source_format: From = None,
    layout: Layout = None,
    decimal: Decimal = None,
) -> None:
    """Combine the frameworks of countries: list each total with the value of every country, or write them as one."""
    found = [one for file in files for one in read_all(file, source_format, layout=layout, decimal=decimal)]
    options: dict[str, Any] = {"function": function, "overlap": overlap, "by": by.value}
    if output is not None:
        for file in files:
            refuse_to_overwrite(file, output)
        wanted = format_to_write(output, None)
        region = rf.combine(found, title=title, **options)
        losses = list(rf.loss_report(region, wanted)) if format_named(wanted).reads else []
        rf.write(region, output, wanted)
        say(f"{counted(len(region.indicators), 'indicator')} of {counted(len(found), 'framework')} in {output}")
        if losses:
            say_list(f"{counted(len(losses), 'fact')} that {wanted} cannot carry:", losses)
        return
    if title is not None:
        msg = "a list has no title: leave --title out, or name a file with --output"
        raise rf.InvalidValueError(msg)
    table = rf.tables.coverage(found, **options)
    if format is OutputFormat.JSON:
        emit_json({"table": table.title, "rows": table_records(table)})
    else:
        show(Text(str(table)))
