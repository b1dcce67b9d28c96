"""
The output of `validate`: printed as it is found for people, gathered for programs, and counted in any case.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import attrs
from rich.text import Text

import resultsframework as rf
from resultsframework.formats import findings as rf_findings
from resultsframework.rules import KnownFindings

from ._findings import Tally, finding_lines, ignored_lines, limited, most_severe, one_by_one, titled
from ._terminal import counted, emit, say, show, width

if TYPE_CHECKING:
    from ._fix import Corrected

__all__ = ["Answer", "FindingsFormat"]


NOTHING = rf.ResultsFramework()
SHOWN_GONE = 20


class FindingsFormat(enum.StrEnum):
    """The forms of findings: text for people, the others for programs."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@attrs.define(kw_only=True)
class Answer:
    """
    The findings of all files so far. For people only the counts are held, so that a file may be of any size.

    Attributes:
        format: For whom it is.

        statistics: True for only the counts of each rule.

        every: True to list infos one by one.

        limit: The most findings to list; None for all. All of them are counted.

        diff: True to show corrections.

        known: By source and framework, known findings that were not found yet; None where nothing is to be left out.

        remembers: Hold all findings, to write them as known.

        tally: The number of findings.

        reports: The reports of each file; only for programs.

        files: The number of reports of each file.

        sources: The files that were checked, as known findings name them.

        applied: The rules that were applied, and the rules and places that were left out, with the number of findings
            in all files; a report without findings.

        listed: The number of findings that were printed one by one for people.

        unlisted: The number of findings that are not shown because of the limit.

        found: The findings of all files, known or not, where they are held.

        left_out: The number of findings left out as known.

        corrections: By file, what was corrected or could be.

        unreadable: By file, why something could not be read.
    """

    format: FindingsFormat
    statistics: bool = False
    every: bool = False
    limit: int | None = None
    diff: bool = False
    known: dict[tuple[str, str], KnownFindings] | None = None
    remembers: bool = False
    tally: Tally = attrs.field(factory=Tally)
    reports: dict[str, list[rf.Report]] = attrs.field(factory=dict)
    files: dict[str, int] = attrs.field(factory=dict)
    sources: set[str] = attrs.field(factory=set)
    applied: rf.Report = attrs.field(factory=rf.Report)
    listed: int = 0
    unlisted: int = 0
    found: list[rf.Finding] = attrs.field(factory=list)
    left_out: int = 0
    corrections: dict[str, Corrected] = attrs.field(factory=dict)
    unreadable: dict[str, list[rf.FormatError]] = attrs.field(factory=dict)

    def add(self, file: str, report: rf.Report, framework: rf.ResultsFramework, *, is_one_of_many: bool) -> None:
        """
        Take in what was found in a framework, and print it where it is for people.

        Args:
            file: The file it is from.

            report: The findings.

            framework: The framework.

            is_one_of_many: True if the file may hold other frameworks.
        """
        if self.remembers:
            self.found += report
        source = framework.source.name or ""
        self.sources.add(source)
        report = self._new(report, (source, framework.identifier or ""))
        self.files[file] = self.files.get(file, 0) + 1
        name = " ".join(filter(None, (file, framework.identifier))) if is_one_of_many else file
        self._take(file, name, report, framework)

    def add_schema(self, file: str, report: rf.Report) -> None:
        """Take in what does not fit the schema of the format, which is about the file and not about a framework."""
        self._take(file, f"{file} {report.name}", report, NOTHING)

    def _new(self, report: rf.Report, place: tuple[str, str]) -> rf.Report:
        """The report of a framework without known findings."""
        if self.known is None or place not in self.known:
            return report
        before = self.known[place]
        sifted = before.sift(report)
        self.left_out += len(before) - len(sifted.left)
        self.known[place] = sifted.left
        return attrs.evolve(report, findings=sifted.new)

    def _take(self, file: str, name: str, report: rf.Report, framework: rf.ResultsFramework) -> None:
        """Count, and print or hold, what is reported."""
        self.applied = rf.Report.of((self.applied, attrs.evolve(report, findings=())))
        self.tally.add(report)
        if self.format is not FindingsFormat.TEXT:
            self.reports.setdefault(file, []).append(report)
        elif not self.statistics:
            self._print(name, report, framework)

    def _print(self, name: str, report: rf.Report, framework: rf.ResultsFramework) -> None:
        """Print the findings of a framework; nothing of it once as many are listed as are wanted."""
        if self.limit is None:
            shown = report
        elif self.listed < self.limit:
            shown = limited(report, self.limit - self.listed, every=self.every)
        else:
            self.unlisted += len(report)
            return
        self.listed += len(one_by_one(shown, every=self.every))
        self.unlisted += len(report) - len(shown)
        show(*titled(name, finding_lines(framework, shown, width(), every=self.every), report))

    def correct(self, file: str, done: Corrected) -> None:
        """Take in what became of the corrections of a file."""
        before = self.corrections.get(file)
        self.corrections[file] = done if before is None else attrs.evolve(done, fixes=(*before.fixes, *done.fixes))
        if self.diff and self.format is FindingsFormat.TEXT:
            show(*done.lines())

    def fail(self, file: str, error: rf.FormatError) -> None:
        """Take in that something of a file cannot be read."""
        self.unreadable.setdefault(file, []).append(error)

    @property
    def gone(self) -> KnownFindings:
        """Known findings that are not found any more; none where a file could not be read, since that hides them."""
        if self.known is None or self.unreadable:
            return KnownFindings()
        left = chain.from_iterable(part.entries for part in self.known.values())
        return KnownFindings(tuple(entry for entry in left if entry.source in self.sources)).of_rules(self._codes())

    @property
    def accepted(self) -> KnownFindings:
        """Everything that was found, and the known findings of files and rules that were not checked."""
        parts = () if self.known is None else self.known.values()
        codes = self._codes()
        entries = chain.from_iterable(part.entries for part in parts)
        others = (entry for entry in entries if entry.source not in self.sources or entry.code not in codes)
        return KnownFindings.counted((*rf.rules.known(self.found).entries, *others))

    def _codes(self) -> frozenset[str]:
        return frozenset(rule.code for rule in self.applied.rules)

    def close(self) -> None:
        """Print what comes last. Where nothing could be read, nothing is: it would look like a clean file."""
        unused = self.applied.unused
        if self.format is FindingsFormat.TEXT:
            if self.statistics:
                show(*self.tally.lines(width()))
            if sum(self.files.values()) > 1 or (self.statistics and self.files):
                show(Text(f"{', '.join(self._sizes())}: {self.tally.summary()}", "bold"))
            if self.unlisted:
                show(Text(f"and {self._more_findings()}", "bold"))
            show(*ignored_lines(unused, width()))
        elif not self.files:
            return
        elif self.format is FindingsFormat.SARIF:
            unreadable = {file: "; ".join(map(str, errors)) for file, errors in self.unreadable.items()}
            emit(rf_findings.sarif_text(self._reports(), unused=unused, unreadable=unreadable))
        elif self.format is FindingsFormat.GITHUB:
            emit(rf_findings.github_text(self._reports(), unused=unused))
        else:
            reports = self._reports()
            emit(rf_findings.json_text(reports, more=self._more()))
        if self.format is not FindingsFormat.TEXT and self.unlisted:
            say(self._more_findings())

    def _sizes(self) -> Iterator[str]:
        """The number of files, and that of frameworks where it is larger."""
        yield counted(len(self.files), "file")
        if sum(self.files.values()) > len(self.files):
            yield counted(sum(self.files.values()), "framework")

    def _reports(self) -> Mapping[str, rf.Report]:
        """The report of each file, with the most severe findings of all files where there is a limit."""
        merged = {file: rf.Report.of(reports) for file, reports in self.reports.items()}
        if self.limit is None:
            return merged
        kept = most_severe(chain.from_iterable(merged.values()), self.limit)
        shown = {
            file: attrs.evolve(report, findings=tuple(finding for finding in report if id(finding) in kept))
            for file, report in merged.items()
        }
        self.unlisted = sum(map(len, merged.values())) - sum(map(len, shown.values()))
        return shown

    def _more_findings(self) -> str:
        return f"{counted(self.unlisted, 'more finding')} not listed (--limit {self.limit})"

    def _more(self) -> dict[str, object]:
        """Members of the JSON document beside findings and counts, each for an option that was given."""
        more: dict[str, object] = {}
        if self.statistics:
            more["statistics"] = self.tally.records()
        if self.limit is not None:
            more["counts"] = {severity.value: self.tally.severities[severity] for severity in rf.Severity}
            more["unlisted"] = self.unlisted
        if self.applied.ignored:
            more["ignored"] = rf_findings.ignored_records(self.applied.ignored)
        if self.known is not None:
            more["gone"] = [attrs.asdict(entry) for entry in self.gone.entries]
        if self.corrections:
            more["fixes"] = [record for file, done in self.corrections.items() for record in done.records(file)]
        return more

    def print_changes(self, known: str | None) -> None:
        """Print what was corrected, the number of known findings left out, and the known ones that are gone."""
        for file, done in self.corrections.items():
            say(*done.messages(file))
        if known is None:
            return
        say(f"{counted(self.left_out, 'finding')} left out, since {known} knows of them")
        if len(self.gone):
            say(f"{counted(len(self.gone), 'finding')} of {known} not found any more; --write-known writes it anew:")
            say(*(f"- {entry}" for entry in self.gone.entries[:SHOWN_GONE]))
            if len(self.gone.entries) > SHOWN_GONE:
                say(f"and {len(self.gone.entries) - SHOWN_GONE:,} more")
