"""
`known`: the findings that a project has accepted, and the findings that are new since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ._finding import Finding

__all__ = ["KnownFinding", "KnownFindings", "Sifted", "known"]


@attrs.frozen
class KnownFinding:
    """
    The identity of a finding, which does not depend on its wording or line.

    Attributes:
        path: The place.

        code: The code of the rule.

        count: The number of such findings there.
    """

    path: str
    code: str
    count: int = 1


@attrs.frozen
class KnownFindings:
    """
    The findings that a project has accepted, with the number of each.

    Attributes:
        entries: The findings, sorted by path and code; those that follow from another are entries of their own.
    """

    entries: tuple[KnownFinding, ...] = ()

    @classmethod
    def counted(cls, entries: Iterable[KnownFinding]) -> KnownFindings:
        """Known findings from entries in any order; repeated entries are added up, those with a count of 0 left out."""
        counts: Counter[tuple[str, str]] = Counter()
        for entry in entries:
            counts[entry.path, entry.code] += entry.count
        return cls(tuple(KnownFinding(path, code, n) for (path, code), n in sorted(counts.items()) if n > 0))

    def sift(self, findings: Iterable[Finding]) -> Sifted:
        """Separate new findings from known ones; of several at one place, as many are known as were accepted."""
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
    Findings compared with the known ones.

    Attributes:
        new: The findings that are not known. If only their cause is known, findings that follow from it are listed
            here.

        left: The known findings that were not found again; if the same rules were run on the same framework, they are
            resolved.
    """

    new: tuple[Finding, ...]
    left: KnownFindings


def known(findings: Iterable[Finding]) -> KnownFindings:
    """Accept these findings, such as those of a report, and the findings that follow from them."""
    return KnownFindings.counted(KnownFinding(finding.path, finding.code) for finding in _flat(findings))


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
