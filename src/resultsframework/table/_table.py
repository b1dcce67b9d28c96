"""
A small immutable table, which every listing of the library returns: as records, as columns, as text, as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from html import escape
from typing import Self

import attrs

from resultsframework.value import Missing, text_of

__all__ = ["Column", "Table"]

SHOWN_ROWS = 30
# Cells printed as values, with no digit lost.
VALUES = (bool, Missing, Decimal)


def cell_text(cell: object) -> str:
    """A cell as text: nothing for None, a value's own text, and the plain text of anything else."""
    if cell is None:
        return ""
    if isinstance(cell, VALUES):
        return text_of(cell)
    return " ".join(str(cell).split())


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: Its heading, in lower case.

        type: The type of its cells; a cell may also be None, for nothing.

        text: The function that prints a cell.
    """

    name: str
    type: type = str
    text: Callable[[object], str] = cell_text


@attrs.frozen
class Table:
    """
    Typed columns and rows of cells.

    Attributes:
        columns: The columns, each with the type of its cells.

        rows: The rows; each has one cell a column.

        title: The title, which names the content.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...] = ()
    title: str = ""

    @classmethod
    def of(cls, columns: Iterable[Column], rows: Iterable[Iterable[object]], title: str = "") -> Self:
        """A table of these columns and rows."""
        return cls(tuple(columns), tuple(tuple(row) for row in rows), title)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.name for column in self.columns)

    def to_records(self) -> list[dict[str, object]]:
        """One dictionary a row, which every data-frame library and chart library takes."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def to_columns(self) -> dict[str, list[object]]:
        """One list a column."""
        return {column.name: [row[i] for row in self.rows] for i, column in enumerate(self.columns)}

    def __str__(self) -> str:
        """The table as aligned text, numbers to the right."""
        cells = [list(self.names), *(self._texts(row) for row in self.rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.columns))]
        right = [_is_numeric(column) for column in self.columns]

        def line(row: list[str]) -> str:
            padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
            return "  ".join(padded).rstrip()

        rule = "  ".join("-" * width for width in widths)
        heading = [self.title] if self.title else []
        return "\n".join([*heading, line(cells[0]), rule, *map(line, cells[1:])])

    def _repr_html_(self) -> str:
        """The table for a notebook: escaped, at most 30 rows."""
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.names)
        body = "".join(self._html_row(row) for row in self.rows[:SHOWN_ROWS])
        more = len(self.rows) - SHOWN_ROWS
        foot = f'<tfoot><tr><td colspan="{len(self.columns)}">… {more} more</td></tr></tfoot>' if more > 0 else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"

    def _texts(self, row: tuple[object, ...]) -> list[str]:
        return [column.text(cell) for column, cell in zip(self.columns, row, strict=True)]

    def _html_row(self, row: tuple[object, ...]) -> str:
        styles = (' style="text-align:right"' if _is_numeric(column) else "" for column in self.columns)
        cells = zip(styles, self._texts(row), strict=True)
        return "<tr>" + "".join(f"<td{style}>{escape(text)}</td>" for style, text in cells) + "</tr>"


def _is_numeric(column: Column) -> bool:
    return column.type is not str and column.type is not bool
