"""
A logframe as Word, and the same headings, texts and cells written with python-docx by hand.

The floor knows all texts beforehand; the library finds them in the framework, and writes notes, merged cells, captions
and two orientations besides. Both are timed in turns in one process, so that a busy machine hurts both. Then the page
that a person waits for, and the overview of many frameworks.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from progress import seconds
from report import Table

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import html, iati
from resultsframework.formats.document import markdown, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")
PORTAL_PAGE = SHARED / "seeds" / "unwomen-portal-mex-d-2.1.txt"
ROUNDS = 7
COPIES = 10

Block = tuple[str, str] | list[list[str]]


def several(copies: int) -> rf.ResultsFramework:
    """The bundled example with its outcome several times, as large as the plan of a country."""
    framework = examples.load()
    return framework.replace(results=framework.results * copies)


def blocks(data: bytes) -> list[Block]:
    """The paragraphs of a document with their styles, and the cells of its tables, in order."""
    file = docx.Document(io.BytesIO(data))
    found: list[Block] = []
    for part in file.iter_inner_content():
        if isinstance(part, docx.table.Table):
            found.append([[cell.text for cell in row.cells] for row in part.rows])
        else:
            style = part.style.name if part.style and part.style.name else "Normal"
            found.append((style, part.text))
    return found


def by_hand(found: Sequence[Block]) -> bytes:
    """A document of these blocks, as one writes it with python-docx."""
    file = docx.Document()
    known = {style.name for style in file.styles}
    for block in found:
        if isinstance(block, tuple):
            style, text = block
            file.add_paragraph(text, style if style in known else None)
            continue
        table = file.add_table(len(block), len(block[0]), "Table Grid")
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def tables(copies: int = COPIES, rounds: int = ROUNDS) -> Iterator[Table]:
    """The tables."""
    yield documents(copies, rounds)
    yield page(rounds)


def documents(copies: int, rounds: int) -> Table:
    """The time of each kind of document."""
    framework = several(copies)
    found = blocks(word.dumps(framework))
    works: dict[str, Callable[[], object]] = {
        "word": lambda: word.dumps(framework),
        "python-docx by hand": lambda: by_hand(found),
        "markdown": lambda: markdown.dumps(framework),
        "word, progress": lambda: word.dumps(framework, view="progress", at=2021),
        "page": lambda: html.dumps(framework, at=2021),
        "page, without findings": lambda: html.dumps(framework, at=2021, findings=False),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds(work))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    floor = medians["python-docx by hand"]
    rows: list[list[str | float]] = [
        [name, f"{took * 1e3:,.0f}", took / floor if name == "word" else ""] for name, took in medians.items()
    ]
    cells = sum(len(row) for block in found if isinstance(block, list) for row in block)
    about = f"{len(framework.indicators):,} indicators, {cells:,} cells in tables, medians of {rounds}."
    return Table("documents", about, ("work", "ms", "times its floor"), rows)


def page(rounds: int) -> Table:
    """The time and the size of one page, which a person waits for."""
    framework = rf.read(PORTAL_PAGE) if PORTAL_PAGE.is_file() else examples.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        works: dict[str, Callable[[], object]] = {
            "`rf.write`, with findings": lambda: rf.write(framework, path, at=2021),
            "`rf.write`, without": lambda: rf.write(framework, path, at=2021, findings=False),
            "`rf.validate` alone": lambda: rf.validate(framework),
        }
        taken: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(rounds + 1):
            for name, work in works.items():
                taken[name].append(seconds(work))
        rf.write(framework, path, at=2021)
        kilobytes = path.stat().st_size / 1e3
    rows: list[list[str | float]] = [
        [name, f"{statistics.median(times[1:]) * 1e3:,.0f}", f"{min(times[1:]) * 1e3:,.0f}", ""]
        for name, times in taken.items()
    ]
    rows[0][-1] = "at most 150"
    about = (
        f"{len(framework.indicators)} indicators; the page has {kilobytes:,.0f} kB (wanted: less than 300). Medians "
        f"and the least of {rounds}, after the first."
    )
    return Table("page", about, ("work", "ms", "at least", "wanted"), rows)


def tables_of_folder(folder: Path) -> Iterator[Table]:
    """The table of an overview of real activities."""
    paths = sorted(folder.glob("*.xml"))
    numbers: list[int] = []

    def frameworks() -> Iterator[rf.ResultsFramework]:
        for path in paths:
            for framework in iati.load_all(path):
                numbers.append(len(framework.indicators))
                yield framework

    texts: list[str] = []
    took = seconds(lambda: texts.append(html.overview(frameworks())))
    about = f"{len(numbers):,} activities with {sum(numbers):,} indicators in {len(paths)} files; one run."
    rows: list[list[str | float]] = [
        ["read, verdicts, findings, page", f"{took:,.0f}", f"{len(texts[0].encode()) / 1e3:,.0f}"]
    ]
    yield Table("overview", about, ("work", "s", "kB (wanted: less than 3,000)"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
