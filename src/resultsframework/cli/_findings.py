"""
Reports of findings as a terminal shows them: grouped by result, or counted by rule.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import attrs
from rich.text import Text

from resultsframework import Finding, Report, Result, ResultsFramework, Severity

from ._lines import hanging
from ._terminal import clean, counted, harmless

if TYPE_CHECKING:
    from resultsframework.rules import Ignored

__all__ = [
    "Tally",
    "finding_lines",
    "ignored_lines",
    "limited",
    "most_severe",
    "one_by_one",
    "summary",
    "titled",
]

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def finding_lines(framework: ResultsFramework, report: Report, width: int, *, every: bool = False) -> Iterator[Text]:
    """
    The findings by result, what to do about them, and how many there are.

    Args:
        framework: The framework that was validated.

        report: Its findings.

        width: The most characters a line may have.

        every: True to list infos one by one too, instead of in one line a code.
    """
    places = {path: node for path, node in framework.walk() if isinstance(node, Result)}
    single = one_by_one(report, every=every)
    for place, findings in groupby(single, key=lambda finding: _result_of(finding.path, places)):
        node = places.get(place)
        title = " ".join(filter(None, (node.code, node.title))) if node else "the whole framework"
        yield Text(textwrap.shorten(clean(title), width, placeholder=" ..."), "bold")
        for finding in findings:
            yield from _one(finding, place, width)
        yield Text()
    infos = [finding for finding in report if not every and finding.severity is Severity.INFO]
    titles = {rule.code: rule.title for rule in report.rules}
    if infos:
        yield Text("infos, one line a code (--all shows each)", "bold")
        for code, number in sorted(Counter(finding.code for finding in infos).items()):
            first = next(finding for finding in infos if finding.code == code)
            text = f"{titles[code]}; first at {first.path or 'the framework'}"
            yield from hanging(f"{code} {number:>3} x", text, width, STYLES[Severity.INFO])
        yield Text()
    fixes = {finding.code: finding.advice for finding in single if finding.advice}
    if fixes:
        yield Text(f"what to do (more: resultsframework rules {min(fixes)})", "bold")
        for code, fix in sorted(fixes.items()):
            yield from hanging(code, fix, width, "cyan")
        yield Text()


def one_by_one(report: Report, *, every: bool) -> list[Finding]:
    """The findings that are listed one by one; infos are not, unless every one is wanted."""
    return [finding for finding in report if every or finding.severity is not Severity.INFO]


def limited(report: Report, most: int, *, every: bool) -> Report:
    """The report with no more findings than that listed one by one, the most severe."""
    single = one_by_one(report, every=every)
    left_out = {id(finding) for finding in single} - most_severe(single, most)
    return attrs.evolve(report, findings=tuple(finding for finding in report if id(finding) not in left_out))


def most_severe(findings: Iterable[Finding], most: int) -> set[int]:
    """The identities of the most severe findings, the first of those that are equally severe."""
    ranked = sorted(findings, key=lambda finding: finding.severity, reverse=True)
    return {id(finding) for finding in ranked[:most]}


def titled(name: str, lines: Iterable[Text], findings: Iterable[Finding]) -> Iterator[Text]:
    """The findings of one file under its name, with how many there are."""
    yield Text(harmless(name), "bold underline")
    yield from lines
    yield Text(f"{harmless(name)}: {summary(findings)}", "bold")


def summary(findings: Iterable[Finding]) -> str:
    """The number of findings of each severity, and of those that follow from others."""
    tally = Tally()
    tally.count(findings)
    return tally.summary()


@attrs.define
class Tally:
    """
    Counts of findings, without the findings themselves.

    Attributes:
        severities: The number of findings of each severity.

        codes: The number of findings of each rule.

        worst: The worst severity of each rule.

        titles: The title of each rule.

        implied: The number of further findings that follow from them.
    """

    severities: Counter[Severity] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)
    worst: dict[str, Severity] = attrs.field(factory=dict)
    titles: dict[str, str] = attrs.field(factory=dict)
    implied: int = 0

    def add(self, report: Report) -> None:
        """Count the findings of a report."""
        if any(finding.code not in self.titles for finding in report):
            self.titles |= {rule.code: rule.title for rule in report.rules}
        self.count(report)

    def count(self, findings: Iterable[Finding]) -> None:
        """Count some findings."""
        for finding in findings:
            self.severities[finding.severity] += 1
            self.codes[finding.code] += 1
            self.worst[finding.code] = max(finding.severity, self.worst.get(finding.code, finding.severity))
            self.implied += len(finding.implied)

    def has(self, severity: Severity) -> bool:
        """True where there is a finding of this severity or a worse one."""
        return any(number and known >= severity for known, number in self.severities.items())

    def summary(self) -> str:
        """The number of findings of each severity, and of those that follow from others."""
        numbers = ", ".join(counted(self.severities[s], s.value) for s in Severity if self.severities[s])
        more = f"; --implied shows {self.implied:,} more that follow from these" if self.implied else ""
        return (numbers or "no findings") + more

    def records(self) -> list[dict[str, object]]:
        """The number of findings of each rule, the most first, for a program."""
        counts = sorted(self.codes.items(), key=lambda item: (-item[1], item[0]))
        return [
            {"code": code, "severity": self.worst[code].value, "count": n, "title": self.titles.get(code, "")}
            for code, n in counts
        ]

    def lines(self, width: int) -> Iterator[Text]:
        """The number of findings of each rule, one line a rule, the most first."""
        for row in self.records():
            label = f"{row['count']:>5} {row['code']!s:<6} {row['severity']!s:<7}"
            yield from hanging(label, str(row["title"]), width, STYLES[Severity(row["severity"])])


def ignored_lines(unused: Iterable[Ignored], width: int) -> Iterator[Text]:
    """Exclusions of findings that were not found."""
    for number, item in enumerate(unused):
        if not number:
            yield Text("ignored for nothing", "bold")
        yield from hanging(item.code, item.advice, width, STYLES[Severity.WARNING])


def _result_of(path: str, places: Container[str]) -> str:
    """The path of the result that a finding is in; empty for the framework."""
    while path and path not in places:
        path = path.rpartition("/")[0]
    return path


def _one(finding: Finding, place: str, width: int) -> Iterator[Text]:
    where = finding.path[len(place) :].lstrip("/")
    line = f" (line {finding.line})" if finding.line is not None else ""
    about = f"{where}: " if where else ""
    label = f"{finding.severity.value.ljust(7)} {finding.code}"
    return hanging(label, f"{about}{finding.message}{line}", width, STYLES[finding.severity])
