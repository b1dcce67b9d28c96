"""
The ignore list at work: it leaves findings out of a report and counts them, so that entries without effect are noticed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ._finding import Finding, Ignored
    from ._rule import Rule

__all__ = ["PathPattern", "Suppressions"]

STARS = re.compile(r"\*+")
# The step of a pattern that covers any number of steps.
ANY_STEPS = "**"


class PathPattern:
    """
    A pattern of paths, which covers all below them too: ``*`` is any part of a step, ``?`` one sign, ``**`` any steps.

    The time grows with the length of a path times that of the pattern, whatever they are.

    >>> PathPattern("A/*/SP_*").covers("A/A.1/SP_D_0.1/baseline"), PathPattern("A/SP_*").covers("A/A.1/SP_D_0.1")
    (True, False)
    """

    def __init__(self, pattern: str) -> None:
        steps = pattern.strip("/").split("/")
        # Any steps and any further steps are any steps.
        kept = [step for before, step in pairwise(["", *steps]) if not before == step == ANY_STEPS]
        self._steps = tuple(None if step == ANY_STEPS else _of_step(step) for step in kept)

    def covers(self, path: str) -> bool:
        """True if the pattern leads to the path or to a place above it."""
        # The steps of the pattern that may come next, all ways at once.
        places = self._with_passed_over({0})
        for step in path.split("/"):
            if len(self._steps) in places:
                return True
            places = self._with_passed_over(
                {
                    place + (wanted is not None)
                    for place in places
                    if (wanted := self._steps[place]) is None or wanted.fullmatch(step)
                }
            )
        return len(self._steps) in places

    def _with_passed_over(self, places: set[int]) -> set[int]:
        """The places with those behind steps that may cover nothing."""
        return places | {place + 1 for place in places if self._steps[place : place + 1] == (None,)}


def _of_step(step: str) -> re.Pattern[str]:
    """The expression of one step; what is before each later star is settled, so that nothing is tried twice."""
    first, *others = (re.escape(part).replace(r"\?", ".") for part in STARS.split(step))
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}" if others else first, re.DOTALL)


class Suppressions:
    """
    The ignore list of one validation, with a count for each entry.

    A finding is left out if any entry covers it; every entry that covers it counts it.
    """

    def __init__(self, ignored: tuple[Ignored, ...]) -> None:
        self._ignored = ignored
        self._patterns = [tuple(map(PathPattern, item.at)) for item in ignored]
        self._everywhere = tuple(item.code for item in ignored if not item.at)
        self._counts = [0] * len(ignored)

    def leaves_out(self, finding: Finding) -> bool:
        """True if a finding is ignored; it is then counted."""
        is_out = False
        for place, (item, patterns) in enumerate(zip(self._ignored, self._patterns, strict=True)):
            if finding.code.startswith(item.code) and (not patterns or any(p.covers(finding.path) for p in patterns)):
                self._counts[place] += 1
                is_out = True
        return is_out

    def is_out_everywhere(self, code: str) -> bool:
        """True if no finding of this rule is ever reported."""
        return code.startswith(self._everywhere)

    def reported(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules whose findings may be reported."""
        return tuple(r for r in rules if not self.is_out_everywhere(r.code)) if self._everywhere else rules

    def tally(self, rules: Collection[Rule]) -> tuple[Ignored, ...]:
        """The entries, each with its count; without one where it concerns none of the rules that were run."""
        return tuple(
            attrs.evolve(item, found=count if any(rule.code.startswith(item.code) for rule in rules) else None)
            for item, count in zip(self._ignored, self._counts, strict=True)
        )
