"""
The visible sheets as grids of plain cells: what is written, and what a file is compared with when it is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ._plain import Plain, is_cut, legible

__all__ = ["NO_FORMS", "PATH", "Grid", "Row", "SheetColumn", "key_position", "unique"]

# The heading of the column by which a row is found again wherever it is moved.
PATH = "path"
# Characters that make room for a number behind a path that is too long for a cell.
ROOM = 20
NO_FORMS: Mapping[int, str] = {}


class SheetColumn(NamedTuple):
    """
    A column of a sheet.

    Attributes:
        heading: Its heading.

        width: Its width in characters.

        is_text: True where what is typed stays text, so that a spreadsheet makes no number and no day of it.

        choices: The texts that its cells may have; empty for any.

        is_derived: True where its cells repeat or follow from others.

        dimension: The column of the long table, where it is that of a dimension of disaggregation; else empty.
    """

    heading: str
    width: int = 14
    is_text: bool = False
    choices: tuple[str, ...] = ()
    is_derived: bool = False
    dimension: str = ""


class Row(NamedTuple):
    """
    A row of a sheet.

    Attributes:
        path: The path of the node that it is about.

        cells: Its cells, one a column.

        forms: The formats of numbers by the position of their cells.
    """

    path: str
    cells: tuple[Plain, ...]
    forms: Mapping[int, str] = NO_FORMS


class Grid(NamedTuple):
    """
    A sheet.

    Attributes:
        name: The name on its tab.

        columns: Its columns.

        rows: Its rows.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: list[Row]

    @property
    def headings(self) -> list[str]:
        """The headings of its columns."""
        return [column.heading for column in self.columns]

    def position(self, heading: str) -> int:
        """The position of a column."""
        return self.headings.index(heading)


def key_position(grid: Grid) -> int:
    """The position of the cells by which the rows of a sheet are found again: their paths, else the first ones."""
    return grid.position(PATH) if PATH in grid.headings else 0


def unique(paths: Iterable[str]) -> list[str]:
    """Paths as cells show them, each another one, also where they are too long for a cell."""
    taken: dict[str, int] = {}
    found = []
    for path in paths:
        shown = legible(path) or ""
        number = taken[shown] = taken.get(shown, 0) + 1
        # The end of a path says which part of a node it is.
        found.append(shown if number == 1 else f"{shown[ROOM:] if is_cut(shown) else shown} ({number})")
    return found
