"""
The command that lists the indicators which several frameworks share.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

import resultsframework as rf

from ._files import read_all
from ._options import Decimal, From, Layout  # noqa: TC001 - the command line reads them at run time
from ._terminal import emit, emit_json, harmless, show

if TYPE_CHECKING:
    from resultsframework.compare import Alignments

__all__ = ["align"]


class Form(enum.StrEnum):
    """The forms of matches: text for people, Markdown and HTML for pages, JSON for programs."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def align(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    format: Annotated[Form, typer.Option("--format", help="For people, for a page, or for programs.")] = Form.TEXT,
    source_format: From = None,
    layout: Layout = None,
    decimal: Decimal = None,
) -> None:
    """List the indicators that several frameworks share, and the tags that this does not bear out."""
    found = [one for file in files for one in read_all(file, source_format, layout=layout, decimal=decimal)]
    FORMS[format](rf.align(found))


def _print_text(alignments: Alignments) -> None:
    show(*(Text(harmless(line), "" if line.startswith(" ") else "bold") for line in str(alignments).split("\n")))


FORMS: dict[Form, Callable[[Alignments], None]] = {
    Form.TEXT: _print_text,
    Form.MARKDOWN: lambda alignments: emit(alignments.table().to_markdown()),
    Form.JSON: lambda alignments: emit_json(rf.to_dict(alignments)),
    Form.HTML: lambda alignments: emit(alignments.table().to_html() + "\n"),
}
