"""
Arguments and options that several commands take.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated, TypeAlias

import typer

from resultsframework import Period

__all__ = [
    "Accumulation",
    "At",
    "Decimal",
    "Direction",
    "File",
    "Format",
    "From",
    "Layout",
    "OutputFormat",
    "TableFile",
    "Today",
    "Which",
    "time_of",
]


class OutputFormat(enum.StrEnum):
    """The forms of output: text for people, JSON for programs."""

    TEXT = "text"
    JSON = "json"


File: TypeAlias = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Format: TypeAlias = Annotated[OutputFormat, typer.Option("--format", help="For people or for programs.")]
From: TypeAlias = Annotated[
    str | None, typer.Option("--from", metavar="FORMAT", help="The format, if not clear from the file.")
]
Which: TypeAlias = Annotated[
    str | None,
    typer.Option("--framework", metavar="IDENTIFIER", help="The framework to use, where the file holds several."),
]
Direction: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="The direction where none is declared or inferred: increase, decrease or maintain."
    ),
]
Accumulation: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="The accumulation of actuals where none is declared: cumulative, periodic or snapshot."
    ),
]
Today: TypeAlias = Annotated[
    dt.datetime | None,
    typer.Option(
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="The day by which results are due, and after which nothing can have happened.",
    ),
]
TableFile: TypeAlias = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="OUT", help="A file to write: .csv, .md, .html, .parquet or .xlsx."),
]
At: TypeAlias = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="The time, such as 2021 or 2021Q3; the reporting year if not given."),
]
Layout: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The layout: of a sheet a file in TOML or a name such as fcdo, of an IATI file such as hierarchical.",
    ),
]

Decimal: TypeAlias = Annotated[
    str | None,
    typer.Option("--decimal", metavar="MARK", help="The decimal mark of the file, . or , so that 1.000 is clear."),
]


def time_of(text: str | None) -> int | Period | None:
    """
    A year, or the period that a text states; None without one.

    Raises:
        InvalidValueError: It states none.
    """
    if text is None:
        return None
    return int(text) if text.isdecimal() else Period.parse(text)
