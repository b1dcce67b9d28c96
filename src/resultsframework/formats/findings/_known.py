"""
The findings that a project already knows of, and what is new beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from resultsframework.rules import Finding

__all__ = ["KnownFinding", "KnownFindings", "Sifted"]


@attrs.frozen
class KnownFinding:
    """
    What makes a finding the same when it is found again, however it is worded and in whatever line it stands.

    Attributes:
        path: Where it is.

        code: The code of its rule.

        count: How often it was found there.
    """

    path: str
    code: str
    count: int = 1


@attrs.frozen
class KnownFindings:
    """
    Which findings there were, and how many of each.

    Attributes:
        entries: The findings, by path and code; what follows from others stands beside it.
    """

    entries: tuple[KnownFinding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> KnownFindings:
        """These findings, and what follows from them, as known."""
        return cls.counted(KnownFinding(finding.path, finding.code) for finding in _flat(findings))

    @classmethod
    def counted(cls, entries: Iterable[KnownFinding]) -> KnownFindings:
        """Known findings in any order; what stands there twice is added up, and what is found no time is left out."""
        counts: Counter[tuple[str, str]] = Counter()
        for entry in entries:
            counts[entry.path, entry.code] += entry.count
        return cls(tuple(KnownFinding(path, code, n) for (path, code), n in sorted(counts.items()) if n > 0))

    def sift(self, findings: Iterable[Finding]) -> Sifted:
        """Take what is known out of findings; each of several at one place only as often as it is known."""
        left = Counter({(entry.path, entry.code): entry.count for entry in self.entries})
        new = tuple(_new_of(findings, left))
        return Sifted(new, KnownFindings.counted(KnownFinding(*place, count) for place, count in left.items()))

    def of_rules(self, codes: Iterable[str]) -> KnownFindings:
        """Those of some rules."""
        wanted = frozenset(codes)
        return KnownFindings(tuple(entry for entry in self.entries if entry.code in wanted))

    def __len__(self) -> int:
        return sum(entry.count for entry in self.entries)


@attrs.frozen
class Sifted:
    """
    What remains when known findings are taken out of what was found.

    Attributes:
        new: The findings that are not known. Where only the cause is known, what newly follows from it stands here.

        left: What is known and was not found; where the same rules were run on the same framework, it is gone.
    """

    new: tuple[Finding, ...]
    left: KnownFindings


def _new_of(findings: Iterable[Finding], left: Counter[tuple[str, str]]) -> Iterator[Finding]:
    for finding in findings:
        place = (finding.path, finding.code)
        is_known = left[place] > 0
        left[place] -= is_known
        implied = tuple(_new_of(finding.implied, left))
        if is_known:
            yield from implied
        else:
            yield attrs.evolve(finding, implied=implied)


def _flat(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _flat(finding.implied)
