"""
A framework as one page for a browser (.html), to be opened, printed and forwarded; it needs the extra ``report``.

Written: key facts, indicators by status, those that are off track with their gap, budgets with shortfall, each result
with its indicators, a picture and a table of their values, tags, notes and findings; method and sources. Nothing is
loaded from elsewhere and no script runs. It is light or dark as the reader's system is, and prints on A4 and letter.

Many frameworks are one overview: their numbers by publisher, region, country and year, and a list of them that leads to
their pages.

Lost: whatever a reader does not look for, such as references, translations and the source; nothing is read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resultsframework.errors import needs_extra
from resultsframework.formats._text import Writable, write_text
from resultsframework.table import Table

if TYPE_CHECKING:
    import os

    from resultsframework.aggregation import Contributions
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

__all__ = ["contributions", "dump", "dumps", "overview", "write_folder"]

# The extra, its feature, and the library that it brings.
EXTRA = ("report", "a page for a browser", "jinja2")


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
    with needs_extra(*EXTRA):
        from ._page import page
    return page(framework, at=at, today=today, findings=findings)


def dump(framework: ResultsFramework, file: Writable, **options: Any) -> None:
    """Write the page of a framework, whole or not at all; see `dumps`."""
    write_text(file, dumps(framework, **options))


def contributions(found: Contributions) -> str:
    """
    The text of a page of contributions to a corporate plan: each indicator with its figure, or the reasons against one,
    and a picture of the value of each place; first, who has not reported.

    Args:
        found: The answer of `resultsframework.aggregation.contributions`.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    with needs_extra(*EXTRA):
        from ._page import contributions_page
    from ._contributions import contributions_part

    return contributions_page(contributions_part(found))


def overview(
    frameworks: Iterable[ResultsFramework] | Table,
    *,
    at: int | dt.date | Period | None = None,
    today: dt.date | None = None,
    findings: bool = True,
) -> str:
    """
    The text of a page of many frameworks: their numbers by publisher, region, country and year, and a list of them.

    Args:
        frameworks: The frameworks, of which one at a time is in memory; or the table of a survey, whose columns are
            those that its rows are by, then "activities" and further numbers, among them "met", "not_met" and
            "undecided".

        at: The time of the verdicts: a year, a day, or a period. Where not given, that of each framework: its
            reporting year, else the last year for which it reports a value.

        today: The day by which results are due.

        findings: Validate each framework by the default rules, and count errors and warnings.

    Raises:
        InvalidValueError: One is no framework, the table is no survey, or `at` is no time.

        MissingExtraError: jinja2 is not installed.
    """
    with needs_extra(*EXTRA):
        from ._page import overview_page
    from ._entries import entry_of
    from ._overview import overview_of_entries, overview_of_table

    if isinstance(frameworks, Table):
        return overview_page(overview_of_table(frameworks))
    entries = (entry_of(framework, "", at=at, today=today, findings=findings) for framework in frameworks)
    return overview_page(overview_of_entries(entries, at=at, today=today))


def write_folder(
    frameworks: Iterable[ResultsFramework],
    folder: str | os.PathLike[str],
    *,
    at: int | dt.date | Period | None = None,
    today: dt.date | None = None,
    findings: bool = True,
) -> Path:
    """
    Write a page for each framework and ``overview.html``, which leads to them, into a folder; the path of the overview.

    A page has the name of its framework's identifier, with a number where another has that already.

    Args:
        frameworks: The frameworks, of which one at a time is in memory.

        folder: The folder, which is made where it is missing; files in it that have the name of a page are replaced.

        at: As for `overview`. The page of a framework that reports no value has no verdicts.

        today: As for `overview`.

        findings: As for `overview`.

    Raises:
        InvalidValueError: As for `overview`.

        MissingExtraError: jinja2 is not installed.
    """
    with needs_extra(*EXTRA):
        from ._folder import write_pages
    return write_pages(frameworks, Path(folder), at=at, today=today, findings=findings)
