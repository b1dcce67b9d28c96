"""
The command that lists what changed between two versions of a framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

import resultsframework as rf
from resultsframework.formats import is_layout_of_sheets
from resultsframework.monitoring import Ambition

from ._files import STANDARD, is_own_workbook, read, takes_layout
from ._forms import Form, print_text
from ._options import Decimal, From, Layout, Which  # noqa: TC001 - the command line reads them at run time
from ._terminal import emit, emit_json

__all__ = ["changes"]

FAILED = 1
KINDS = "added, removed, moved, targets, baselines, restated, budgets and so on; commas between"


def changes(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier version: a file, or - for standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version.")],
    format: Annotated[Form, typer.Option("--format", help="For people, for a page, or for programs.")] = Form.TEXT,
    only: Annotated[list[str] | None, typer.Option(metavar="KINDS", help=f"Only these: {KINDS}.")] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(metavar="KINDS", help="Changes that make the exit code 1; less-ambitious is one of them."),
    ] = None,
    source_format: From = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
) -> None:
    """List what changed between two versions of a framework: targets, results, wording, what came and what went."""
    if old == new == STANDARD:
        msg = "standard input holds one version: name a file for the other"
        raise rf.InvalidValueError(msg)
    fitting = [takes_layout(file, source_format, layout) for file in (old, new)]
    if layout is not None and is_layout_of_sheets(layout):
        fitting = [fits and not is_own_workbook(file) for fits, file in zip(fitting, (old, new), strict=True)]
    layouts = [layout if fits or not any(fitting) else None for fits in fitting]
    before = read(old, source_format, layouts[0], which, decimal)
    after = read(new, source_format, layouts[1], which, decimal)
    every = rf.diff(before, after)
    failing = [change for name in _names(fail_on) for change in _of_name(every, name)]
    FORMS[format](every.filter(kind=_names(only)))
    if failing:
        raise typer.Exit(FAILED)


FORMS: dict[Form, Callable[[rf.Changes], None]] = {
    Form.TEXT: print_text,
    Form.MARKDOWN: lambda changes: emit(changes.to_markdown()),
    Form.JSON: lambda changes: emit_json(rf.to_dict(changes)),
    Form.HTML: lambda changes: emit(changes.to_html() + "\n"),
}


def _names(options: Iterable[str] | None) -> tuple[str, ...]:
    """The names of an option that may be repeated and may hold several."""
    return tuple(name.strip() for option in options or () for name in option.split(",") if name.strip())


def _of_name(changes: rf.Changes, name: str) -> rf.Changes:
    """The changes of a kind, or of an ambition."""
    word = name.casefold().replace("-", "_")
    if word in {one.value for one in Ambition}:
        return changes.filter(ambition=word)
    return changes.filter(kind=name)
