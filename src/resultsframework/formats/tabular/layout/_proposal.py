"""
A proposal while it is made: its choices, the cells they are from, and the doubts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Draft", "Evidence"]


@attrs.frozen
class Evidence:
    """
    A choice of a proposed layout, with the cells it is from.

    Attributes:
        choice: The choice, in a sentence.

        cells: The addresses of cells that show it.
    """

    choice: str
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.choice} ({', '.join(self.cells)})" if self.cells else self.choice


class Draft:
    """
    A proposal while it is made.

    Attributes:
        layout: The arguments of the layout so far.

        evidence: The choices so far.

        doubts: The doubts so far.
    """

    def __init__(self) -> None:
        self.layout: dict[str, Any] = {}
        self.evidence: list[Evidence] = []
        self.doubts: list[str] = []

    def choose(self, choice: str, *cells: str) -> None:
        """Note a choice with its cells."""
        self.evidence.append(Evidence(choice, cells))

    def doubt(self, sentence: str, cells: Iterable[str] = ()) -> None:
        """Note what a person has to decide."""
        shown = ", ".join(list(cells)[:4])
        self.doubts.append(f"{sentence}: {shown}" if shown else sentence)

    def add(self, part: Draft, sheet: str) -> None:
        """
        Take over what another proposal has, that of a further sheet.

        Args:
            part: The other proposal.

            sheet: The name of its sheet.
        """
        for key, value in part.layout.items():
            before = self.layout.setdefault(key, value)
            if isinstance(value, tuple):
                self.layout[key] = tuple(dict.fromkeys((*before, *value)))
            elif isinstance(value, dict):
                self.layout[key] = {**value, **before}
            elif before != value and key != "title":
                self.doubt(f"the layout has {key} {before!r} for all sheets, and {sheet!r} would have {value!r}")
        self.evidence += part.evidence
        self.doubts += part.doubts
