"""
Patterns of layouts: texts with gaps, such as "Target {period}" or "Outcome #*".

Matching takes a time that grows with the text, whatever the pattern is. Regular expressions with several gaps try all
their ends together, and a layout as well as a workbook can be anybody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["ANY", "NUMBER", "Gap", "Pattern", "folded"]


class Gap(NamedTuple):
    """
    A gap of a pattern.

    Attributes:
        name: The name of what fills it; None for text that nobody needs.

        least: The fewest characters that fill it.

        characters: A pattern of several of the characters that may fill it; None for any characters.

        is_lazy: True where it ends as soon as it can; else it takes as much as it can.
    """

    name: str | None = None
    least: int = 1
    characters: re.Pattern[str] | None = None
    is_lazy: bool = False

    def reach(self, text: str, start: int) -> int:
        """The position up to which the gap may go from a position on."""
        if self.characters is None:
            return len(text)
        match = self.characters.match(text, start)
        return start if match is None else match.end()

    def beginnings(self, text: str, ends: Sequence[int]) -> bytearray:
        """The positions in a text where the gap may begin, as ones, for the ascending positions where it may end."""
        found = bytearray(len(text) + 1)
        if not ends:
            return found
        if self.characters is None:
            last = ends[-1] - self.least + 1
            found[:last] = b"\1" * last
            return found
        for run in self.characters.finditer(text):
            before = bisect_right(ends, run.end())
            last = ends[before - 1] if before else 0
            if last > run.start():
                found[run.start() : last] = b"\1" * (last - run.start())
        return found


# Any text, also none; and a number without points.
ANY = Gap(least=0, is_lazy=True)
NUMBER = Gap(characters=re.compile("[0-9]+"))


def folded(text: str) -> str:
    """A text in lower case, character by character."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Pattern:
    """
    A text with gaps, in any letter case.

    Attributes:
        gaps: The gaps, from the left.
    """

    def __init__(self, text: str, gaps: Mapping[str, Gap]) -> None:
        """Make the pattern of a text in which each of the gaps is written as a sign."""
        signs = "|".join(map(re.escape, gaps))
        parts = re.split(f"({signs})", text)
        self.gaps = tuple(gaps[sign] for sign in parts[1::2])
        self._texts = tuple(map(folded, parts[::2]))

    def match(self, text: str, lower: str) -> dict[str, str] | None:
        """
        The texts in the gaps with a name; None where the text does not match.

        Where gaps could end at several places, the first ones take their choice first, as in a regular expression.

        Args:
            text: The text.

            lower: The text as `folded` makes it.
        """
        first, last = self._texts[0], self._texts[-1]
        if not self.gaps:
            return {} if lower == first else None
        if not (lower.startswith(first) and lower.endswith(last)) or len(lower) < len(first) + len(last):
            return None
        ends = self._ends(lower, len(lower) - len(last))
        found: dict[str, str] = {}
        position = len(first)
        for gap, possible, behind in zip(self.gaps, ends, self._texts[1:], strict=True):
            from_here = bisect_left(possible, position + gap.least)
            to_there = bisect_right(possible, gap.reach(lower, position))
            if from_here >= to_there:
                return None
            end = possible[from_here if gap.is_lazy else to_there - 1]
            if gap.name:
                found[gap.name] = text[position:end]
            position = end + len(behind)
        return found

    def _ends(self, lower: str, end: int) -> list[list[int]]:
        """The positions at which each gap may end, so that the rest of the pattern matches the rest of the text."""
        ends = [[end]]
        for gap, text in zip(self.gaps[:0:-1], self._texts[-2:0:-1], strict=True):
            beginnings = gap.beginnings(lower, ends[-1])
            ends.append([at for at in _places(text, lower, end) if beginnings[at + len(text)]])
        return ends[::-1]


def _places(text: str, lower: str, end: int) -> Sequence[int]:
    """The positions of a text in another, up to a position."""
    if not text:
        return range(end + 1)
    found = []
    at = lower.find(text, 0, end)
    while at >= 0:
        found.append(at)
        at = lower.find(text, at + 1, end)
    return found
