"""
`known`: the findings that a project has accepted, and the findings that are new since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

if TYPE_CHECKING:
    from ._finding import Finding

__all__ = ["KnownFinding", "KnownFindings", "Sifted", "known"]


@attrs.frozen(kw_only=True)
class KnownFinding:
    """
    The identity of a finding, which does not depend on its wording or line.

    Attributes:
        source: The file; empty where the framework was read from none.

        framework: The identifier of the framework; empty where it has none.

        path: The place in the framework.

        code: The code of the rule.

        count: The number of such findings there.
    """

    source: str = ""
    framework: str = ""
    path: str
    code: str
    count: int = 1

    def __str__(self) -> str:
        place = self.path or "the framework"
        where = " ".join(filter(None, (self.source, self.framework)))
        return f"{self.code} at {place}{f' of {where}' if where else ''}"


class Identity(NamedTuple):
    """A known finding without its count, in the order in which known findings are listed."""

    source: str
    framework: str
    path: str
    code: str


@attrs.frozen
class KnownFindings:
    """
    The findings that a project has accepted, with the number of each.

    Attributes:
        entries: The findings, sorted by source, framework, path and code; those that follow from another are entries
            of their own.
    """

    entries: tuple[KnownFinding, ...] = ()

    @classmethod
    def counted(cls, entries: Iterable[KnownFinding]) -> KnownFindings:
        """Known findings from entries in any order; repeated entries are added up, those with a count of 0 left out."""
        counts: Counter[Identity] = Counter()
        for entry in entries:
            counts[Identity(entry.source, entry.framework, entry.path, entry.code)] += entry.count
        return _listed(counts)

    @property
    def by_framework(self) -> Mapping[tuple[str, str], KnownFindings]:
        """The known findings of each source and framework."""
        parts: dict[tuple[str, str], list[KnownFinding]] = {}
        for entry in self.entries:
            parts.setdefault((entry.source, entry.framework), []).append(entry)
        return {place: KnownFindings(tuple(entries)) for place, entries in parts.items()}

    def sift(self, findings: Iterable[Finding]) -> Sifted:
        """
        Separate new findings from known ones; of several at one place, as many are known as were accepted.

        A finding is only known where it is of the same source and framework.
        """
        left = Counter({Identity(e.source, e.framework, e.path, e.code): e.count for e in self.entries})
        new = tuple(_new_of(findings, left))
        return Sifted(new, _listed(left))

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
    return _listed(Counter(map(_identity, _flat(findings))))


def _listed(counts: Mapping[Identity, int]) -> KnownFindings:
    return KnownFindings(
        tuple(KnownFinding(**place._asdict(), count=n) for place, n in sorted(counts.items()) if n > 0)
    )


def _identity(finding: Finding) -> Identity:
    return Identity(finding.source or "", finding.framework or "", finding.path, finding.code)


def _new_of(findings: Iterable[Finding], left: Counter[Identity]) -> Iterator[Finding]:
    for finding in findings:
        place = _identity(finding)
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
