"""
A framework as one page for a browser (.html), to be opened, printed and forwarded; it needs the extra ``report``.

Written: key facts, indicators by status, those that are off track with their gap, budgets with shortfall, each result
with its indicators, a picture and a table of their values, tags, notes and findings; method and sources. Nothing is
loaded from elsewhere and no script runs. It is light or dark as the reader's system is, and prints on A4 and letter.

Lost: whatever a reader does not look for, such as references, translations and the source; nothing is read back.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from resultsframework.errors import MissingExtraError
from resultsframework.formats._text import Writable, write_text

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

__all__ = ["dump", "dumps"]


def dumps(
    framework: ResultsFramework,
    *,
    at: int | dt.date | Period | None = None,
    today: dt.date | None = None,
    findings: bool = True,
) -> str:
    """
    The text of a page.

    Args:
        framework: The framework.

        at: The time of the verdicts: a year, a day, or a period; the reporting year where not given. Without any, the
            page has no verdicts.

        today: The day by which results are due.

        findings: Validate the framework by the default rules, and print each finding beside the node it is about.

    Raises:
        InvalidValueError: It is no framework, or `at` is no time.

        MissingExtraError: jinja2 is not installed.
    """
    try:
        from ._page import page
    except ModuleNotFoundError as error:
        if error.name != "jinja2":
            raise
        extra, purpose = "report", "a page for a browser"
        raise MissingExtraError(extra, purpose) from error
    return page(framework, at=at, today=today, findings=findings)


def dump(framework: ResultsFramework, file: Writable, **options: Any) -> None:
    """Write the page of a framework, whole or not at all; see `dumps`."""
    write_text(file, dumps(framework, **options))
