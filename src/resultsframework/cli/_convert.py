"""
The command `convert`: a framework in another format or as a document, and what that cannot carry.
"""

from __future__ import annotations

import enum
import io
from typing import Annotated, Any

import typer

import resultsframework as rf
from resultsframework.formats import format_named, is_layout_of_sheets

from ._files import STANDARD, format_to_write, read, refuse_to_overwrite, takes_layout
from ._options import At, Decimal, From, Layout, Today, Which, time_of
from ._terminal import counted, emit, emit_bytes, say, say_list

__all__ = ["convert"]

# The options of documents that each format has.
OF_DOCUMENTS = {
    "md": ("view", "at", "today"),
    "html": ("at", "today"),
    "docx": ("view", "at", "today", "template"),
}


class View(enum.StrEnum):
    """The views of a document."""

    DONOR = "donor"
    PROGRESS = "progress"


def convert(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    source: Annotated[str, typer.Argument(metavar="IN", help="A file, or - for standard input.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="A file, or - for standard output.")],
    source_format: From = None,
    target_format: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help="The format to write, where the name implies none."),
    ] = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
    lossless: Annotated[
        bool, typer.Option("--lossless", help="Add what IATI has no place for, in extension elements.")
    ] = False,
    view: Annotated[
        View | None, typer.Option("--view", help="Of a document: the logframe for a donor, or the progress of a year.")
    ] = None,
    at: At = None,
    today: Today = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="FILE", help="A Word file whose styles and page are taken.")
    ] = None,
) -> None:
    """Write a framework in another format, or as a document, and list what that cannot carry."""
    refuse_to_overwrite(source, target)
    wanted = format_to_write(target, target_format)
    reading = layout if takes_layout(source, source_format, layout) else None
    framework = read(source, source_format, reading, which, decimal, whole=True)
    is_iati = format_named(wanted).name == "iati"
    if layout is not None and reading is None and not is_iati:
        msg = f"neither {source} nor {wanted} has a layout; only IATI files and sheets have one: leave --layout out"
        raise rf.InvalidValueError(msg)
    if lossless and not is_iati:
        msg = f"only IATI files have extension elements, and {wanted} has none: leave --lossless out"
        raise rf.InvalidValueError(msg)
    is_written = layout is not None and is_iati and not is_layout_of_sheets(layout)
    options: dict[str, Any] = {"layout": layout} if is_written else {}
    options |= {"lossless": True} if lossless else {}
    of_documents = {
        "view": None if view is None else view.value,
        "at": time_of(at),
        "today": None if today is None else today.date(),
        "template": template,
    }
    options |= _options_of_document(wanted, {name: given for name, given in of_documents.items() if given is not None})
    if not format_named(wanted).reads:
        _write(framework, target, wanted, options)
        say(f"{wanted} is a document for people, which is not read back: keep the framework in another file too")
        return
    losses = rf.loss_report(framework, wanted, **options)
    _write(framework, target, wanted, options)
    if not losses:
        # Of an activity below another one, and of a file of unknown format, more was there than what was read.
        is_partly_read = reading == "hierarchical" or (source == STANDARD and source_format is None)
        say(f"{wanted} carries all {'that was read' if is_partly_read else 'of it'}")
        return
    say_list(f"{counted(len(losses), 'fact')} that {wanted} cannot carry:", list(losses))


def _options_of_document(wanted: str, given: dict[str, Any]) -> dict[str, Any]:
    """
    The options of a document, where the format has them.

    Raises:
        InvalidValueError: It has none of the name.
    """
    for name in given:
        if name not in OF_DOCUMENTS.get(wanted, ()):
            have = ", ".join(f".{suffix}" for suffix, names in OF_DOCUMENTS.items() if name in names)
            msg = f"--{name} is for {have}, and not for {wanted}: leave it out"
            raise rf.InvalidValueError(msg)
    return given


def _write(framework: rf.ResultsFramework, target: str, wanted: str, options: dict[str, Any]) -> None:
    """Write a framework to a file or to standard output."""
    if target != STANDARD:
        rf.write(framework, target, wanted, **options)
    elif format_named(wanted).is_binary:
        data = io.BytesIO()
        rf.write(framework, data, wanted, **options)
        emit_bytes(data.getvalue())
    else:
        text = io.StringIO()
        rf.write(framework, text, wanted, **options)
        emit(text.getvalue())
