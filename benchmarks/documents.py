"""
A logframe as Word, and the same headings, texts and cells written with python-docx by hand.

The floor knows all texts beforehand; the library finds them in the framework, and writes notes, merged cells, captions
and two orientations besides. Both are timed in turns in one process, so that a busy machine hurts both.
"""

from __future__ import annotations

import io
import statistics
import sys
from typing import TYPE_CHECKING

import docx
from progress import seconds
from report import Table

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import html
from resultsframework.formats.document import markdown, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    """The table."""
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
    yield Table("documents", about, ("work", "ms", "times its floor"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
