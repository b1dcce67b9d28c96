"""
`validate`: findings in frameworks, those of them that are new, and those that can be corrected.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
import typer

import resultsframework as rf
from resultsframework.formats import findings as rf_findings

from ._answer import Answer, FindingsFormat
from ._configuration import Configuration, found_from, profile_for, read_configuration
from ._failure import UNREADABLE, USAGE, print_problems
from ._files import holds_many, label_of, read, read_all, source_of
from ._fix import Corrected, corrected
from ._options import Decimal, Layout, Today  # noqa: TC001 - the command line reads them at run time
from ._schemas import schema_report
from ._terminal import counted, harmless, is_looked_at, progress, say

if TYPE_CHECKING:
    from resultsframework.rules import Profile

__all__ = ["validate"]

FINDINGS = 1


class FailOn(enum.StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


@attrs.frozen(kw_only=True)
class Check:
    """The rules and their inputs, the same for every file."""

    profile: Profile
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    reporting_year: int | None
    compare_with: tuple[rf.ResultsFramework, ...]
    implied: bool

    def report(self, framework: rf.ResultsFramework) -> rf.Report:
        """Validate a framework."""
        return rf.validate(
            framework,
            profile=self.profile,
            select=self.select,
            ignore=self.ignore,
            reporting_year=self.reporting_year,
            compare_with=self.compare_with,
            implied=self.implied,
        )

    def fixed(self, framework: rf.ResultsFramework) -> rf.rules.Fixed:
        """The framework with every correction that is safe."""
        return rf.fix(framework, profile=self.profile, select=self.select, ignore=self.ignore)


def validate(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    format: Annotated[
        FindingsFormat,
        typer.Option("--format", help="For people, for programs, for tools that collect findings, for GitHub."),
    ] = FindingsFormat.TEXT,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="The format, if not clear from the file.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="The rules and their severities; as configured if not given.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Only these rules: BAS02, or BAS for all of a family; commas between."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Not these rules.")] = None,
    layout: Layout = None,
    decimal: Decimal = None,
    schemas: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Also check IATI files against the official schemas in this folder."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The least severity that makes the exit code 1.")] = FailOn.ERROR,
    implied: Annotated[bool, typer.Option("--implied", help="Also findings that follow from another one.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every info one by one, not one line a code.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="List at most N findings, the most severe; all of them still count."),
    ] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Only how many findings each rule has.")] = False,
    reporting_year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="The year up to which results are due, where the file states none."),
    ] = None,
    today: Today = None,
    compare_with: Annotated[
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
    """Check frameworks by the rules."""
    rules = profile_for(_configuration(config, wanted=not no_config), profile)
    if today is not None:
        rules = attrs.evolve(rules, options=attrs.evolve(rules.options, today=today.date()))
    check = Check(
        profile=rules,
        select=_codes(select),
        ignore=_codes(ignore),
        reporting_year=reporting_year,
        compare_with=tuple(read(other, None) for other in compare_with or ()),
        implied=implied,
    )
    answer = Answer(
        format=format,
        statistics=statistics,
        every=every,
        limit=limit,
        diff=diff,
        known=None if known is None else dict(rf_findings.load(known).by_framework),
        remembers=write_known is not None,
    )
    # A progress bar must not interrupt lines that are printed meanwhile.
    is_quiet = format is not FindingsFormat.TEXT or statistics or not is_looked_at()
    distinct = tuple(dict.fromkeys(files))
    with progress(distinct, "validating", wanted=is_quiet) as each:
        for file in each:
            found = read_all(
                file,
                source_format,
                layout=layout,
                decimal=decimal,
                on_problem=partial(answer.fail, label_of(file)),
                is_watched=is_quiet and len(distinct) == 1,
            )
            correct = partial(corrected, file, source_format, write=fix) if fix or diff else None
            try:
                if schemas is not None and holds_many(file, source_format):
                    answer.add_schema(label_of(file), schema_report(file, schemas))
                _look(answer, file, found, check, correct, is_one_of_many=holds_many(file, source_format))
            except rf.FormatError as error:
                answer.fail(label_of(file), error)
    for failures in answer.unreadable.values():
        for failure in failures:
            print_problems(failure)
    answer.close()
    answer.print_changes(known)
    _end(answer, fail_on, write_known)


def _configuration(file: Path | None, *, wanted: bool) -> Configuration:
    if file is not None and not wanted:
        msg = "--config and --no-config exclude each other; leave one out"
        raise rf.InvalidValueError(msg)
    if file is None:
        folder = _working_folder() if wanted else None
        return Configuration({}) if folder is None else found_from(folder)
    configuration = read_configuration(file)
    if configuration is None:
        msg = f"{file} has no table [tool.resultsframework]; leave --config out, or add one"
        raise rf.InvalidValueError(msg)
    return configuration


def _working_folder() -> Path | None:
    """The folder that the program runs in; None where it was deleted since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def _look(
    answer: Answer,
    file: str,
    found: Iterable[rf.ResultsFramework],
    check: Check,
    correct: Callable[[rf.ResultsFramework, rf.rules.Fixed], Corrected] | None,
    *,
    is_one_of_many: bool,
) -> None:
    """Validate the frameworks of a file, corrected first where that is wanted."""
    label, source = label_of(file), source_of(file)
    for framework in found:
        seen = framework
        if correct is not None:
            done = correct(framework, check.fixed(framework))
            answer.correct(label, done)
            seen = done.framework
        seen = attrs.evolve(seen, source=attrs.evolve(seen.source, name=source))
        answer.add(label, check.report(seen), seen, is_one_of_many=is_one_of_many)


def _end(answer: Answer, fail_on: FailOn, write_known: Path | None) -> None:
    """Write the known findings where that is wanted, and end with the exit code."""
    if answer.unreadable:
        raise typer.Exit(UNREADABLE)
    if any(done.refused for done in answer.corrections.values()):
        raise typer.Exit(USAGE)
    if write_known is not None:
        everything = answer.accepted
        rf_findings.dump(everything, write_known)
        say(harmless(f"{counted(len(everything), 'finding')} written to {write_known} as known"))
    elif fail_on is not FailOn.NEVER and answer.tally.has(rf.Severity(fail_on.value)):
        raise typer.Exit(FINDINGS)


def _codes(options: Iterable[str] | None) -> tuple[str, ...]:
    """The codes of an option that may be repeated and may hold several."""
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
