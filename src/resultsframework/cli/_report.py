"""
The command `report`: a framework as one page for a browser, or many as an overview.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import Annotated, Any

import attrs
import typer

import resultsframework as rf

from ._failure import UNREADABLE, print_problems
from ._files import STANDARD, holds_many, label_of, read, read_all, refuse_to_overwrite
from ._options import At, Decimal, From, Layout, Today, Which, time_of
from ._terminal import emit, say

__all__ = ["report"]

PAGE, FOLDER, SUFFIX = "report.html", "report", ".html"


@attrs.define
class Inputs:
    """
    The files of the command.

    Attributes:
        files: Their names.

        options: The options with which each is read.

        unreadable: The errors of what could not be read.
    """

    files: tuple[str, ...]
    options: dict[str, Any]
    unreadable: list[rf.FormatError] = attrs.Factory(list)

    def frameworks(self) -> Iterator[rf.ResultsFramework]:
        """The frameworks of all files, one by one; an error is kept for the end."""
        for file in self.files:
            try:
                yield from read_all(file, on_problem=partial(self._keep, label_of(file)), **self.options)
            except rf.FormatError as error:
                self._keep(label_of(file), error)

    def _keep(self, label: str, error: rf.FormatError) -> None:
        self.unreadable.append(error.in_source(label))


def report(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="The page, or - for standard output; for many frameworks also a folder for all their pages.",
        ),
    ] = None,
    at: At = None,
    today: Today = None,
    findings: Annotated[bool, typer.Option(help="Print each finding beside the node it is about.")] = True,
    source_format: From = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
) -> None:
    """Write a framework as one page for a browser, or many as an overview with their pages."""
    options: dict[str, Any] = {
        "at": time_of(at),
        "today": None if today is None else today.date(),
        "findings": findings,
    }
    for file in files:
        refuse_to_overwrite(file, PAGE if output is None else output)
    if len(files) == 1 and (which is not None or not holds_many(files[0], source_format)):
        _write_page(read(files[0], source_format, layout, which, decimal), output or PAGE, options)
        return
    if which is not None:
        msg = "--framework is for one file: leave it out, or name the file that holds the framework"
        raise rf.InvalidValueError(msg)
    inputs = Inputs(tuple(dict.fromkeys(files)), {"format": source_format, "layout": layout, "decimal": decimal})
    found = inputs.frameworks()
    first = tuple(islice(found, 2))
    if len(files) == len(first) == 1:
        _write_page(first[0], output or PAGE, options)
    elif first:
        _write_overview(chain(first, found), output or FOLDER, options)
    for error in inputs.unreadable:
        print_problems(error)
    if inputs.unreadable:
        raise typer.Exit(UNREADABLE)
    if not first:
        name = "iati"
        raise rf.FormatError(name, (rf.Problem("it holds no activity"),), ", ".join(map(label_of, files)))


def _write_page(framework: rf.ResultsFramework, output: str, options: dict[str, Any]) -> None:
    if output == STANDARD:
        emit(rf.formats.html.dumps(framework, **options))
        return
    rf.write(framework, output, "html", **options)
    say(f"the page is in {output}: open it in a browser")


def _write_overview(frameworks: Iterator[rf.ResultsFramework], output: str, options: dict[str, Any]) -> None:
    """Write the overview alone where the name is that of a page, else a folder with the pages too."""
    if output == STANDARD:
        emit(rf.formats.html.overview(frameworks, **options))
        return
    if PurePath(output).suffix.lower() == SUFFIX:
        rf.write(frameworks, output, "html", **options)
        say(f"the overview is in {output}: open it in a browser; with a folder as OUT it has the pages too")
        return
    overview = rf.formats.html.write_folder(frameworks, Path(output), **options)
    say(f"the overview is in {overview}, with a page for each framework: open it in a browser")
