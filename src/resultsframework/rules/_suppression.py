"""
The ignore list at work: it leaves findings out of a report and counts them, so that entries without effect are noticed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ._finding import Finding, Ignored
    from ._rule import Rule

__all__ = ["Suppressions", "path_pattern"]

WILDCARD = re.compile(r"(\*\*/|/\*\*$|\*|\?)")
AS_EXPRESSION = {"**/": "(?:[^/]+/)*", "/**": "(?:/[^/]+)*", "*": "[^/]*", "?": "[^/]"}


def path_pattern(pattern: str) -> re.Pattern[str]:
    """
    The regular expression for a pattern of paths; it matches everything below them too.

    >>> bool(path_pattern("A/*/SP_*").fullmatch("A/A.1/SP_D_0.1/baseline"))
    True
    >>> bool(path_pattern("A/SP_*").fullmatch("A/A.1/SP_D_0.1"))
    False
    """
    parts = WILDCARD.split(pattern.strip("/"))
    body = "".join(AS_EXPRESSION[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile(f"{body}(?:/.*)?", re.DOTALL)


class Suppressions:
    """
    The ignore list of one validation, with a count for each entry.

    A finding is left out if any entry covers it; every entry that covers it counts it.
    """

    def __init__(self, ignored: tuple[Ignored, ...]) -> None:
        self._ignored = ignored
        self._patterns = [tuple(map(path_pattern, item.at)) for item in ignored]
        self._everywhere = tuple(item.code for item in ignored if not item.at)
        self._counts = [0] * len(ignored)

    def leaves_out(self, finding: Finding) -> bool:
        """True if a finding is ignored; it is then counted."""
        is_out = False
        for place, (item, patterns) in enumerate(zip(self._ignored, self._patterns, strict=True)):
            if finding.code.startswith(item.code) and (
                not patterns or any(p.fullmatch(finding.path) for p in patterns)
            ):
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
