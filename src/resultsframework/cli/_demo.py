"""
The output of `demo`: the bundled example in short, and the files that it writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

import resultsframework as rf
from resultsframework.formats.document import contents, name_of, status_text
from resultsframework.monitoring import Due
from resultsframework.tables import assessments, time_of, worst_first

from ._budgets import budget_rows
from ._lines import hanging, labelled
from ._terminal import clean

__all__ = ["DEMO_FOLDER", "demo_lines", "write_demo"]

DEMO_FOLDER = Path("resultsframework-demo")


def demo_lines(framework: rf.ResultsFramework, width: int) -> Iterator[Text]:
    """The contents of a framework, its budgets, and the indicators that are off track in its reporting year."""
    year = time_of(framework, None)
    yield Text(clean(name_of(framework)), "bold")
    facts = (("holds", contents(framework)), ("plan", f"{framework.plan_period}, results of {year}"))
    yield from labelled(facts, width)
    yield Text()
    yield from budget_rows(framework, width)
    yield Text()
    yield Text(f"OFF TRACK IN {year}", "bold")
    for one in worst_first(assessments(framework, year, None, None, None, Due.of(framework, None, None))):
        code = clean(one.indicator.code or "")
        yield from hanging(code, f"{status_text(one)} - {one.indicator.statement}", width, "cyan")


def write_demo(framework: rf.ResultsFramework, folder: Path) -> Iterator[tuple[str, str]]:
    """Write both files into a folder, which is made where it is missing; what they are for, and where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    document, page = folder.resolve() / "framework.json", folder.resolve() / "report.html"
    rf.write(framework, document, format="json")
    yield "the framework as JSON", str(document)
    try:
        rf.write(framework, page)
    except rf.MissingExtraError as error:
        yield "no page for a browser", str(error)
    else:
        yield "the page, to be opened in a browser", str(page)
