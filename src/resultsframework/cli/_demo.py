"""
The files that `demo` writes: the bundled example as JSON and as a page for a browser.
"""

from __future__ import annotations

from pathlib import Path

import resultsframework as rf
from resultsframework.formats import write_text

from ._page import page

__all__ = ["DEMO_FOLDER", "write_demo"]

DEMO_FOLDER = Path("resultsframework-demo")


def write_demo(framework: rf.ResultsFramework, report: rf.Report, folder: Path) -> list[tuple[str, Path]]:
    """Write both files into a folder, which is made where it is missing; what they are for, and where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    document, web_page = folder.resolve() / "framework.json", folder.resolve() / "framework.html"
    rf.write(framework, document, format="json")
    write_text(web_page, page(framework, report))
    return [("the framework as JSON", document), ("the framework as a page for a browser", web_page)]
