"""
Tables as a terminal shows them, under the results that their rows belong to, and as a program reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from rich.text import Text

from resultsframework import Met, Missing, Money, Progress, Ratio, Table, Undefined
from resultsframework.monitoring import Coverage, Reading, ReportingStatus
from resultsframework.value import text_of

from ._lines import INDENT, fold
from ._terminal import clean

__all__ = ["Line", "grid", "table_records"]

GAPS = ("  ", " ")


class Line(NamedTuple):
    """
    One row: the heading of its group, its cells, and a remark in a line below.

    Attributes:
        group: The heading that neighbours share; empty for none.

        cells: The texts, the first of them at the left.

        remark: A text too long for a cell.
    """

    group: str
    cells: Sequence[str]
    remark: str = ""


def grid(heads: Sequence[str], lines: Sequence[Line], width: int) -> Iterator[Text]:
    """Rows in columns, numbers aligned right; printed below the name of the row where they do not fit beside it."""
    rows = [[clean(cell) for cell in line.cells] for line in lines]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    room = width - sum(widths)
    gap = GAPS[0] if room >= len(GAPS[0]) * len(widths) else GAPS[1]
    fits = room >= len(gap) * len(widths)
    yield from _row(heads, widths, gap, fits, ("cyan", "cyan"))
    numbered = list(zip(lines, rows, strict=True))
    for group, members in groupby(numbered, key=lambda pair: pair[0].group):
        if group:
            yield Text(clean(group), "bold")
        for line, row in members:
            yield from _row(row, widths, gap, fits, ("bold" if not group else "", ""))
            if line.remark:
                yield from (Text(" " * 2 * INDENT + part, "dim") for part in fold(line.remark, width - 2 * INDENT))


def _row(cells: Sequence[str], widths: Sequence[int], gap: str, fits: bool, styles: tuple[str, str]) -> Iterator[Text]:
    first, rest = styles
    columns = gap.join(cell.rjust(w) for cell, w in zip(cells[1:], widths[1:], strict=True)).rstrip()
    if fits:
        yield Text.assemble((cells[0].ljust(widths[0]), first), gap, (columns, rest))
    else:
        yield Text(cells[0], first)
        yield Text(gap + columns, rest)


def table_records(table: Table) -> list[dict[str, object]]:
    """The rows for a program: every number as the digits that it has, every missing answer with its reason."""
    return [{name.replace(" ", "_"): _plain(cell) for name, cell in row.items()} for row in table.to_records()]


def _plain(cell: object) -> object:
    """A cell as JSON has it; what is not known here as its text."""
    if cell is None or isinstance(cell, str | bool | int):
        return cell
    return next((plain(cell) for kind, plain in PLAIN if isinstance(cell, kind)), str(cell))


def _money(amount: Money) -> dict[str, str | None]:
    ends = {name: format(getattr(amount, name), "f") for name in ("low", "nominal", "high")}
    return {**ends, "currency": amount.currency}


def _progress(answer: Progress) -> dict[str, str]:
    return {"percent": answer.percent, "fraction": str(Fraction(answer.value)), "formula": answer.formula}


PLAIN: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Undefined, lambda answer: {"undefined": answer.reason}),
    (Missing, lambda state: {"missing": state.value}),
    (ReportingStatus, lambda state: state.value),
    (Met, lambda answer: {"met": answer.is_met}),
    (Reading, lambda reading: {"declaration": reading.declaration, "answer": _plain(reading.answer)}),
    (tuple, lambda several: [_plain(one) for one in several]),
    (Coverage, lambda coverage: {"reported": coverage.reported, "due": coverage.due}),
    (Ratio, lambda ratio: {"numerator": f"{ratio.numerator:f}", "denominator": f"{ratio.denominator:f}"}),
    (Decimal, text_of),
    (Money, _money),
    (Progress, _progress),
)
