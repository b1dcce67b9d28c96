"""
A folder of pages: one for each framework, and the overview that leads to them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from resultsframework.formats._text import write_text

from ._entries import Entry, entry_of, time_of
from ._overview import overview_of_entries
from ._page import overview_page, page

if TYPE_CHECKING:
    from resultsframework import Period, ResultsFramework

__all__ = ["write_pages"]

OVERVIEW = "overview"
# Letters that the name of a file may have everywhere, and the most of them.
UNSAFE, LONGEST = re.compile(r"[^A-Za-z0-9._-]+"), 100


def write_pages(
    frameworks: Iterable[ResultsFramework],
    folder: Path,
    *,
    at: int | dt.date | Period | None,
    today: dt.date | None,
    findings: bool,
) -> Path:
    """The path of the overview, after all pages are written; see `resultsframework.formats.html.write_folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = {OVERVIEW}

    def entries() -> Iterator[Entry]:
        for framework in frameworks:
            name = _name(framework, taken)
            entry = entry_of(framework, f"{name}.html", at=at, today=today, findings=findings)
            time = time_of(framework, at)
            due_by = today if time is not None else None
            write_text(folder / f"{name}.html", page(framework, at=time, today=due_by, findings=findings))
            yield entry

    overview = overview_page(overview_of_entries(entries(), at=at, today=today))
    write_text(folder / f"{OVERVIEW}.html", overview)
    return folder / f"{OVERVIEW}.html"


def _name(framework: ResultsFramework, taken: set[str]) -> str:
    """A name for a file that none of these has, whatever its case, and which is then one of them."""
    wanted = UNSAFE.sub("-", framework.identifier or "framework").strip(".-")[:LONGEST] or "framework"
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name.casefold())
    return name
