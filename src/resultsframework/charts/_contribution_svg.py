"""
The picture of what each part contributes to one figure, as inline SVG.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.value import Ratio

from .design import EXACTLY, WIDTH, svg, text

if TYPE_CHECKING:
    from resultsframework.aggregation import Contribution, RollupPart

__all__ = ["contribution_svg"]

# Units of the picture: the room for names and for numbers, the height of a bar and of the gap below it.
NAMES, NUMBERS, BAR, GAP, HOLLOW = 96, 70, 12, 7, 8
LONGEST_NAME = 16


def contribution_svg(contribution: Contribution) -> str:
    """
    The value of each part as a bar from zero, with its number, as an element of SVG; a part without one is hollow.

    Values of several types or units are numbers without bars.

    Args:
        contribution: One of `resultsframework.aggregation.contributions`.
    """
    parts = contribution.inputs
    # Values of several types or units have no scale in common.
    scales = {(type(part.value), part.unit) for part in parts if part.is_reported}
    most = max((_size(part) for part in parts), default=Decimal(0)) if len(scales) == 1 else Decimal(0)
    drawn = [piece for number, part in enumerate(parts) for piece in _bar(number, part, most)]
    description = ", ".join(f"{part.framework}: {_words(part)}" for part in parts)
    return svg(WIDTH, max(len(parts), 1) * (BAR + GAP), f"{contribution.code}; {description}", drawn)


def _size(part: RollupPart) -> Decimal:
    """The length of a bar before scaling; yes is one, and what has no size is none."""
    value = part.value
    if isinstance(value, Ratio):
        return EXACTLY.divide(value.numerator, value.denominator)
    return value if isinstance(value, Decimal) else Decimal(value is True)


def _words(part: RollupPart) -> str:
    return part.text if part.is_reported else "none"


def _bar(number: int, part: RollupPart, most: Decimal) -> Iterator[str]:
    """The name of a part, its bar and its number."""
    y = number * (BAR + GAP) + GAP / 2
    name = part.framework if len(part.framework) <= LONGEST_NAME else f"{part.framework[: LONGEST_NAME - 1]}…"
    yield text(NAMES - 8, y + BAR - 2, name, "end", "text")
    size = _size(part)
    width = float(EXACTLY.divide(size, most)) * (WIDTH - NAMES - NUMBERS) if size > 0 and most > 0 else 0.0
    if not part.is_reported:
        width = HOLLOW
    fill, line = ("var(--actual)", "var(--actual)") if part.is_reported else ("var(--ground)", "var(--muted)")
    yield f'<rect x="{NAMES}" y="{y:.1f}" width="{width:.1f}" height="{BAR}" rx="1.5" fill="{fill}" stroke="{line}"/>'
    colour = "text" if part.is_reported else "muted"
    yield text(NAMES + width + 6, y + BAR - 2, _words(part), "start", colour)
