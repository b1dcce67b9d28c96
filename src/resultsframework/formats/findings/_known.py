"""
The known findings of a project, a baseline that new findings are separated from.
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
    The identity of a finding across runs, independent of its wording and line.

    Attributes:
        path: Its place in the framework.

        code: The code of its rule.

        count: The number of findings of that rule there.
    """

    path: str
    code: str
    count: int = 1


@attrs.frozen
class KnownFindings:
    """
    The accepted findings of a project, with their counts.

    Attributes:
        entries: The findings, by path and code; findings implied by others are entries of their own.
    """

    entries: tuple[KnownFinding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> KnownFindings:
        """These findings, and those they imply, as known."""
        return cls.counted(KnownFinding(finding.path, finding.code) for finding in _flat(findings))

    @classmethod
    def counted(cls, entries: Iterable[KnownFinding]) -> KnownFindings:
        """Known findings in any order; counts of equal entries are added up, and entries with none are left out."""
        counts: Counter[tuple[str, str]] = Counter()
        for entry in entries:
            counts[entry.path, entry.code] += entry.count
        return cls(tuple(KnownFinding(path, code, n) for (path, code), n in sorted(counts.items()) if n > 0))

    def sift(self, findings: Iterable[Finding]) -> Sifted:
        """Separate new findings from known ones; of several at one place, as many as are known are taken out."""
        left = Counter({(entry.path, entry.code): entry.count for entry in self.entries})
        new = tuple(_new_of(findings, left))
        return Sifted(new, KnownFindings.counted(KnownFinding(*place, count) for place, count in left.items()))

    def of_rules(self, codes: Iterable[str]) -> KnownFindings:
        """The known findings of some rules."""
        wanted = frozenset(codes)
        return KnownFindings(tuple(entry for entry in self.entries if entry.code in wanted))

    def __len__(self) -> int:
        return sum(entry.count for entry in self.entries)


@attrs.frozen
class Sifted:
    """
    New findings, and known findings that no longer occur.

    Attributes:
        new: The findings that are not known. Where only the cause is known, the new findings it implies.

        left: The known findings that were not found; if the same rules were run on the same framework, they are gone.
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
