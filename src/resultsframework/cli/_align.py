"""
The command that lists the indicators which several frameworks share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

import resultsframework as rf

from ._files import read_all
from ._forms import Form, print_text
from ._options import Decimal, From, Layout  # noqa: TC001 - the command line reads them at run time
from ._terminal import emit, emit_json

if TYPE_CHECKING:
    from resultsframework.compare import Alignments

__all__ = ["align"]


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


FORMS: dict[Form, Callable[[Alignments], None]] = {
    Form.TEXT: print_text,
    Form.MARKDOWN: lambda alignments: emit(alignments.table().to_markdown()),
    Form.JSON: lambda alignments: emit_json(rf.to_dict(alignments)),
    Form.HTML: lambda alignments: emit(alignments.table().to_html() + "\n"),
}
