"""
Reports of findings as a terminal shows them, grouped by result, and as a program reads them.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import groupby

from rich.text import Text

from resultsframework import Finding, Report, Result, ResultsFramework, Severity

from ._lines import hanging
from ._terminal import clean, counted, harmless

__all__ = ["counts_of", "finding_lines", "finding_records", "summary", "titled"]

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def finding_lines(framework: ResultsFramework, report: Report, width: int, *, every: bool = False) -> Iterator[Text]:
    """
    The findings by result, what to do about them, and how many there are.

    Args:
        framework: What was validated.

        report: What was found.

        width: How many signs a line may have.

        every: Whether infos are shown one by one too, and not in one line a code.
    """
    places = {path: node for path, node in framework.walk() if isinstance(node, Result)}
    single = [finding for finding in report if every or finding.severity is not Severity.INFO]
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
    fixes = {finding.code: finding.fix for finding in single if finding.fix}
    if fixes:
        yield Text("what to do", "bold")
        for code, fix in sorted(fixes.items()):
            yield from hanging(code, fix, width, "cyan")
        yield Text()


def titled(name: str, lines: Iterable[Text], findings: Iterable[Finding]) -> Iterator[Text]:
    """The findings of one file under its name, with how many there are."""
    yield Text(harmless(name), "bold underline")
    yield from lines
    yield Text(f"{harmless(name)}: {summary(findings)}", "bold")


def summary(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity, and how many more follow from them."""
    found = tuple(findings)
    said = ", ".join(counted(number, name) for name, number in counts_of(found).items() if number)
    implied = sum(len(finding.implied) for finding in found)
    more = f"; --implied shows {implied:,} more that follow from these" if implied else ""
    return (said or "no findings") + more


def counts_of(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity.value: counts[severity] for severity in Severity}


def finding_records(findings: Iterable[Finding], file: str) -> list[dict[str, object]]:
    """The findings for a program; each says which file it is about, and holds those that follow from it."""
    return [_record(finding, file) for finding in findings]


def _record(finding: Finding, file: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "message": finding.message,
        "observed": finding.observed,
        "expected": finding.expected,
        "fix": finding.fix,
        "file": file,
        "line": finding.line,
        "implied": [_record(other, file) for other in finding.implied],
    }


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
