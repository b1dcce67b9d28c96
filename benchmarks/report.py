"""Tables of figures: one form for all benchmarks, which docs/performance.md takes as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


class Table(NamedTuple):
    """
    A table of the page.

    Attributes:
        name: Its name, in the comments around its place in the page.

        about: The data and the method, in a sentence before the table.

        header: The headings of its columns; those but the first hold figures.

        rows: The cells of each row; a number is printed with two decimals.
    """

    name: str
    about: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | float]]

    def __str__(self) -> str:
        lines = [self.about, "", _line(self.header), "|---|" + "--:|" * (len(self.header) - 1)]
        return "\n".join([*lines, *map(_line, self.rows)])


def _line(cells: Iterable[str | float]) -> str:
    return "| " + " | ".join(cell if isinstance(cell, str) else f"{cell:.2f}" for cell in cells) + " |"


def times(found: dict[str, float], *peers: str) -> list[list[str | float]]:
    """A row for each time in seconds: its milliseconds, and its ratio to each of the peers among them."""
    return [[name, f"{took * 1e3:,.0f}", *(took / found[peer] for peer in peers)] for name, took in found.items()]


def written(page: str, tables: Iterable[Table]) -> str:
    """The page with these tables at their places: between ``<!-- NAME -->`` and ``<!-- end -->``."""
    for table in tables:
        # The comments are part of the match: an empty place would else be found twice, and the next table eaten.
        place = re.compile(f"(<!-- {table.name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = f"{table}\n".replace("\\", r"\\")
        page, places = place.subn(rf"\g<1>{text}\g<2>", page)
        if not places:
            msg = f"the page has no place for {table.name!r}"
            raise ValueError(msg)
    return page
