"""
The command `report`: a framework as one page for a browser.
"""

from __future__ import annotations

from typing import Annotated

import typer

import resultsframework as rf

from ._files import STANDARD, read, refuse_to_overwrite
from ._options import At, Decimal, File, From, Layout, Today, Which, time_of
from ._terminal import emit, say

__all__ = ["report"]

PAGE = "report.html"


def report(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    file: File,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="The page, or - for standard output.")
    ] = PAGE,
    at: At = None,
    today: Today = None,
    findings: Annotated[bool, typer.Option(help="Print each finding beside the node it is about.")] = True,
    source_format: From = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
) -> None:
    """Write a framework as one page for a browser: what is off track, what is missing, and every result."""
    refuse_to_overwrite(file, output)
    framework = read(file, source_format, layout, which, decimal)
    day = None if today is None else today.date()
    if output == STANDARD:
        emit(rf.formats.html.dumps(framework, at=time_of(at), today=day, findings=findings))
        return
    rf.write(framework, output, "html", at=time_of(at), today=day, findings=findings)
    say(f"the page is in {output}: open it in a browser")
