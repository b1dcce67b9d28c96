"""
Tables as text: aligned for a terminal, Markdown, HTML and comma-separated values.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._column import Column
    from ._flat import FlatColumn

    Rows: TypeAlias = Sequence[Sequence[object]]

__all__ = ["aligned", "csv_text", "html", "markdown"]

# A spreadsheet takes a text that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def aligned(columns: Sequence[Column], rows: Rows, title: str) -> str:
    """A table as aligned text, numbers to the right."""
    cells = [[column.name for column in columns], *(_texts(columns, row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    right = [column.is_numeric for column in columns]

    def line(row: list[str]) -> str:
        padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    heading = [title] if title else []
    return "\n".join([*heading, line(cells[0]), rule, *map(line, cells[1:])])


def markdown(columns: Sequence[Column], rows: Rows) -> str:
    """A table in the Markdown of GitHub, numbers to the right."""
    names = [_escaped(column.name) for column in columns]
    rule = ["---:" if column.is_numeric else "---" for column in columns]
    cells = [names, rule, *(map(_escaped, _texts(columns, row)) for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def html(columns: Sequence[Column], rows: Rows, title: str, most: int | None = None) -> str:
    """A table as an element of HTML, escaped; at most so many rows, and the number of those left out."""
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    head = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in columns)
    body = "".join(_html_row(columns, row) for row in rows[:most])
    more = 0 if most is None else len(rows) - most
    foot = f'<tfoot><tr><td colspan="{len(columns)}">… {more} more</td></tr></tfoot>' if more > 0 else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def csv_text(columns: Sequence[FlatColumn], *, safe: bool) -> str:
    """Plain columns as comma-separated values."""
    import csv
    import io

    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow([column.name for column in columns])
    texts = {bool: _yes_or_no, Decimal: _digits, str: _harmless if safe else None}
    cells = [map(text, column.cells) if (text := texts.get(column.type)) else column.cells for column in columns]
    writer.writerows(zip(*cells, strict=True))
    return lines.getvalue()


def _texts(columns: Sequence[Column], row: Iterable[object]) -> list[str]:
    return [column.text(cell) for column, cell in zip(columns, row, strict=True)]


def _html_row(columns: Sequence[Column], row: Iterable[object]) -> str:
    styles = (' style="text-align:right"' if column.is_numeric else "" for column in columns)
    cells = zip(styles, _texts(columns, row), strict=True)
    return "<tr>" + "".join(f"<td{style}>{escape(text)}</td>" for style, text in cells) + "</tr>"


def _escaped(text: str) -> str:
    """A text within a cell of Markdown, none of whose characters ends the cell or begins an element of HTML."""
    for character, instead in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("\n", " ")):
        text = text.replace(character, instead)
    return text


def _yes_or_no(cell: object) -> object:
    return cell if cell is None else "true" if cell else "false"


def _digits(cell: object) -> object:
    """A decimal without an exponent."""
    return cell if cell is None else format(cell, "f")


def _harmless(cell: object) -> object:
    """A text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
