"""
A framework as a Word document (.docx), to be printed, commented and sent; it needs the extra ``word``.

Written: the logframe of a donor, or what was planned and achieved in a year; see `document_of`. Titles, headings,
captions, lists and tables have the styles of these names, or those of a template; the head of a table repeats on each
page, and wide tables are on wide pages. The same framework gives the same bytes.

Lost: whatever a reader of a logframe does not look for, such as references, translations and the source; nothing is
read back.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import IO, TYPE_CHECKING, Any

from resultsframework.errors import needs_extra
from resultsframework.formats._text import Writable, write_bytes

from ._view import Time, document_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["dump", "dumps"]


def dumps(
    framework: ResultsFramework,
    *,
    view: str = "donor",
    at: Time | None = None,
    today: dt.date | None = None,
    template: str | os.PathLike[str] | IO[bytes] | None = None,
) -> bytes:
    """
    The bytes of a document.

    Args:
        framework: The framework.

        view: "donor" for the logframe, "progress" for what was planned and achieved at a time.

        at: For the progress: a year, a day, or a period; the reporting year where not given.

        today: For the progress: the day by which results are due.

        template: A Word document whose styles, page, header and footer are taken; its text is not. A style that it
            lacks is added; tables have the first table style that its author made.

    Raises:
        InvalidValueError: There is no such view, the donor view is given a time, the progress view has none, or the
            template is no Word document.

        MissingExtraError: python-docx is not installed.
    """
    document = document_of(framework, view, at=at, today=today)
    with needs_extra("word", "a Word document", "docx"):
        from ._word import word
    return word(document, template)


def dump(framework: ResultsFramework, file: Writable, **options: Any) -> None:
    """Write the document of a framework to a path or a file open for bytes, whole or not at all; see `dumps`."""
    write_bytes(file, dumps(framework, **options))
