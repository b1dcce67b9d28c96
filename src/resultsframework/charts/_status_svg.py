"""
The picture of progress at a glance: for each year a bar of the indicators by status, as inline SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from resultsframework.tables import STATUSES

from .design import WIDTH, svg, text

if TYPE_CHECKING:
    from resultsframework.table import Table

__all__ = ["status_svg"]

# Units of the picture: the place of a year, the height of a bar and of the gap below it, the width of the least part,
# of a digit, and of the room around a number.
BESIDE, BAR, GAP, LEAST, DIGIT, AROUND = 40, 18, 7, 3.0, 6.5, 4.0
# Fill and line of each status, and the colour of its number. What has no verdict is hollow.
LOOKS = {
    "met": ("var(--met)", "var(--met)", "ground"),
    "not met": ("var(--not-met)", "var(--not-met)", "ground"),
    "undecided": ("var(--undecided)", "var(--undecided)", "ground"),
    "without data": ("var(--ground)", "var(--muted)", "muted"),
    "without plan": ("var(--line)", "var(--muted)", "text"),
    "not due": ("var(--panel)", "var(--line)", "muted"),
}


def status_svg(table: Table) -> str | None:
    """
    The numbers of indicators by status as a bar for each year, as an element of SVG; None where there is no year.

    Args:
        table: The table of `resultsframework.tables.status_by_year`; the rows of the whole are drawn.
    """
    years = [(str(row["year"]), _counts(row)) for row in table.to_records() if not row["result"]]
    if not years:
        return None
    most = max(sum(counts.values()) for _, counts in years)
    parts = [part for number, (year, counts) in enumerate(years) for part in _bar(number, year, counts, most)]
    description = "; ".join(f"{year}: {_in_words(counts)}" for year, counts in years)
    return svg(WIDTH, len(years) * (BAR + GAP), f"Indicators by status. {description}", parts)


def _counts(row: Mapping[str, object]) -> dict[str, int]:
    """The numbers of a row that are not zero."""
    found = {name: row[name] for name in STATUSES}
    return {name: number for name, number in found.items() if isinstance(number, int) and number}


def _in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _bar(number: int, year: str, counts: Mapping[str, int], most: int) -> Iterator[str]:
    """The bar of a year: a part for each status, with its number where there is room."""
    y = number * (BAR + GAP) + GAP / 2
    yield text(BESIDE - 8, y + BAR - 5, year, "end", "text")
    ends = _ends([*counts.values()], most)
    for (name, count), start, end in zip(counts.items(), [BESIDE, *ends], ends, strict=False):
        fill, line, colour = LOOKS[name]
        yield (
            f'<rect x="{start:.1f}" y="{y:.1f}" width="{end - start - 1.5:.1f}" height="{BAR}" rx="1.5" fill="{fill}" '
            f'stroke="{line}"/>'
        )
        if end - start >= AROUND + DIGIT * len(str(count)):
            middle = (start + end - 1.5) / 2
            yield text(middle, y + BAR - 5, str(count), "middle", colour, halo=False)


def _ends(counts: Sequence[int], most: int) -> list[float]:
    """The right end of each part, in proportion to the longest bar; each has at least the room to be seen."""
    room = WIDTH - BESIDE - 1 - LEAST * len(STATUSES)
    widths = [LEAST + room * count / most for count in counts]
    return [BESIDE + sum(widths[: number + 1]) for number in range(len(widths))]
