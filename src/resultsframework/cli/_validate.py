"""
`validate`: what is wrong with frameworks, what of it is new, and what of it can be put right.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
import typer
from rich.text import Text

import resultsframework as rf
from resultsframework.formats import findings as rf_findings
from resultsframework.formats.findings import KnownFindings

from ._configuration import Configuration, found_from, profile_for, read_configuration
from ._failure import UNREADABLE, USAGE, tell
from ._files import label_of, read
from ._findings import finding_lines, ignored_lines, statistic_lines, statistics_of, summary, titled
from ._fix import Corrected, corrected
from ._terminal import counted, emit, harmless, progress, say, show, width

if TYPE_CHECKING:
    from resultsframework.rules import Ignored, Profile

__all__ = ["validate"]

FINDINGS = 1


class Output(enum.StrEnum):
    """For whom findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class FailOn(enum.StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


@attrs.frozen(kw_only=True)
class Asked:
    """What every file is asked."""

    profile: Profile
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    reporting_year: int | None
    against: tuple[rf.ResultsFramework, ...]
    implied: bool

    def report(self, framework: rf.ResultsFramework) -> rf.Report:
        """What is wrong with a framework."""
        return rf.validate(
            framework,
            profile=self.profile,
            select=self.select,
            ignore=self.ignore,
            reporting_year=self.reporting_year,
            against=self.against,
            implied=self.implied,
        )

    def fixed(self, framework: rf.ResultsFramework) -> rf.Fixed:
        """The framework with what can be corrected corrected."""
        return rf.fix(framework, profile=self.profile, select=self.select, ignore=self.ignore)


@attrs.define(kw_only=True)
class Answer:
    """
    What was found in all files so far.

    Attributes:
        reports: By file, what is reported of it.

        found: What was found in all files, known or not.

        known: What is known and was not found yet.

        lines: What a person reads of it.

        corrections: By file, what was corrected or could be.

        unreadable: By file, why it could not be read.
    """

    reports: dict[str, rf.Report] = attrs.field(factory=dict)
    found: list[rf.Finding] = attrs.field(factory=list)
    known: KnownFindings = attrs.field(factory=KnownFindings)
    lines: list[Text] = attrs.field(factory=list)
    corrections: dict[str, Corrected] = attrs.field(factory=dict)
    unreadable: dict[str, rf.FormatError] = attrs.field(factory=dict)

    @property
    def findings(self) -> tuple[rf.Finding, ...]:
        """What is reported of all files."""
        return tuple(finding for report in self.reports.values() for finding in report)

    @property
    def ignored(self) -> tuple[Ignored, ...]:
        """What was left out, with how often in all files."""
        alike = zip(*(report.ignored for report in self.reports.values()), strict=True)
        return tuple(_summed(items) for items in alike)

    @property
    def gone(self) -> KnownFindings:
        """What was known and is not found any more; where a file could not be read, nobody can say."""
        codes = {rule.code for report in self.reports.values() for rule in report.rules}
        return KnownFindings() if self.unreadable else self.known.of_rules(codes)


def validate(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    format: Annotated[
        Output, typer.Option("--format", help="For people, for programs, for tools that collect findings, for GitHub.")
    ] = Output.TEXT,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="The format, where the file does not tell.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which rules, and how much each weighs; else as configured.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Only these rules: BAS02, or BAS for all of a family; commas between."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Not these rules.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which severity on the exit code is 1.")] = FailOn.ERROR,
    implied: Annotated[
        bool, typer.Option("--implied", help="Also what follows from another finding, as findings of their own.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Every info one by one, not one line a code.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Only how many findings each rule has.")] = False,
    reporting_year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="The year up to which results are due, where the file does not tell."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A partner's or an earlier framework to compare tags with; may be repeated."),
    ] = None,
    known: Annotated[
        str | None, typer.Option(metavar="FILE", help="Findings that are known; only what is new beside them counts.")
    ] = None,
    write_known: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write everything that is found as known; the exit code is 0.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct in the files what can be without changing a meaning.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show every correction; without --fix, none is written.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Settings; else the nearest resultsframework.toml or pyproject.toml."),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="No settings from any file.")] = False,
) -> None:
    """Find what is wrong with frameworks."""
    asked = Asked(
        profile=profile_for(_configuration(config, wanted=not no_config), profile),
        select=_codes(select),
        ignore=_codes(ignore),
        reporting_year=reporting_year,
        against=tuple(read(other, None) for other in against or ()),
        implied=implied,
    )
    answer = Answer(known=KnownFindings() if known is None else rf_findings.load(known))
    with progress(tuple(dict.fromkeys(files)), "validating") as each:
        for file in each:
            label = label_of(file)
            try:
                framework = read(file, source_format)
            except rf.FormatError as error:
                answer.unreadable[label] = error
                continue
            if fix or diff:
                done = corrected(file, source_format, framework, asked.fixed(framework), write=fix)
                answer.corrections[label] = done
                framework = done.framework
            _look(answer, label, asked.report(framework), framework, every=every)
    for failure in answer.unreadable.values():
        tell(failure)
    _print(answer, format, statistics=statistics, diff=diff, has_known=known is not None)
    _tell_known(answer, known)
    _end(answer, fail_on, write_known)


def _configuration(file: Path | None, *, wanted: bool) -> Configuration:
    if file is not None and not wanted:
        msg = "--config and --no-config exclude each other; leave one out"
        raise rf.InvalidValueError(msg)
    if file is None:
        return found_from(Path.cwd()) if wanted else Configuration({})
    configuration = read_configuration(file)
    if configuration is None:
        msg = f"{file} has no table [tool.resultsframework]; leave --config out, or add one"
        raise rf.InvalidValueError(msg)
    return configuration


def _look(answer: Answer, label: str, report: rf.Report, framework: rf.ResultsFramework, *, every: bool) -> None:
    """Add what was found in a file."""
    answer.found += report
    sifted = answer.known.sift(report)
    answer.known = sifted.left
    report = attrs.evolve(report, findings=sifted.new)
    answer.reports[label] = report
    answer.lines += titled(label, finding_lines(framework, report, width(), every=every), report)


def _print(answer: Answer, format: Output, *, statistics: bool, diff: bool, has_known: bool) -> None:
    """Print what was found. Where nothing could be read, nothing is: it would look like a clean file."""
    unused = [item for item in answer.ignored if item.found == 0]
    if format is Output.TEXT:
        if diff:
            show(*(line for done in answer.corrections.values() for line in done.lines()))
        show(*(statistic_lines(answer.reports.values(), width()) if statistics else answer.lines))
        if len(answer.reports) > 1 or (statistics and answer.reports):
            show(Text(f"{counted(len(answer.reports), 'file')}: {summary(answer.findings)}", "bold"))
        show(*ignored_lines(unused, width()))
    elif not answer.reports:
        return
    elif format is Output.SARIF:
        unreadable = {label: str(error) for label, error in answer.unreadable.items()}
        emit(rf_findings.sarif_text(answer.reports, unused=unused, unreadable=unreadable))
    elif format is Output.GITHUB:
        emit(rf_findings.github_text(answer.reports, unused=unused))
    else:
        emit(rf_findings.json_text(answer.reports, more=_more(answer, statistics=statistics, has_known=has_known)))


def _more(answer: Answer, *, statistics: bool, has_known: bool) -> dict[str, object]:
    """What a program gets beside findings and counts, where it was asked for."""
    more: dict[str, object] = {}
    if statistics:
        more["statistics"] = statistics_of(answer.reports.values())
    if answer.ignored:
        more["ignored"] = rf_findings.ignored_records(answer.ignored)
    if has_known:
        more["gone"] = [attrs.asdict(entry) for entry in answer.gone.entries]
    if answer.corrections:
        more["fixes"] = [record for label, done in answer.corrections.items() for record in done.records(label)]
    return more


def _tell_known(answer: Answer, known: str | None) -> None:
    """Say how much was left out as known, and what of it is gone."""
    for label, done in answer.corrections.items():
        say(*done.messages(label))
    if known is None:
        return
    found = len(KnownFindings.of(answer.found)) - len(KnownFindings.of(answer.findings))
    say(f"{counted(found, 'finding')} left out, since {known} knows of them")
    if len(answer.gone):
        say(f"{counted(len(answer.gone), 'finding')} of {known} not found any more; --write-known writes it anew:")
        say(*(f"- {entry.code} at {entry.path or 'the framework'}" for entry in answer.gone.entries))


def _end(answer: Answer, fail_on: FailOn, write_known: Path | None) -> None:
    """Write what is known now where that is wanted, and end with the code that says how it went."""
    if answer.unreadable:
        raise typer.Exit(UNREADABLE)
    if any(done.refused for done in answer.corrections.values()):
        raise typer.Exit(USAGE)
    if write_known is not None:
        everything = KnownFindings.of(answer.found)
        rf_findings.dump(everything, write_known)
        say(harmless(f"{counted(len(everything), 'finding')} written to {write_known} as known"))
    elif fail_on is not FailOn.NEVER and rf.Report(answer.findings).at_least(fail_on.value):
        raise typer.Exit(FINDINGS)


def _summed(items: tuple[Ignored, ...]) -> Ignored:
    """The same thing that was ignored in several files, with how often in all."""
    counts = [item.found for item in items if item.found is not None]
    return attrs.evolve(items[0], found=sum(counts) if counts else None)


def _codes(options: Iterable[str] | None) -> tuple[str, ...]:
    """The codes of an option that may be repeated and may hold several."""
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
