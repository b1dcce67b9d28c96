"""
The commands: what each takes, what it prints where, and with which exit code it ends.
"""

from __future__ import annotations

import difflib
import enum
import io
import json
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import json as rf_json
from resultsframework.rules import ALL_RULES

from ._budgets import budget_table
from ._demo import DEMO_FOLDER, write_demo
from ._failure import tell, told
from ._files import STANDARD, format_to_write, label_of, read
from ._findings import counts_of, finding_lines, finding_records, summary, titled
from ._rules import explained, rule_lines, rule_records
from ._show import facts, whole
from ._terminal import counted, emit, progress, say, show, width

__all__ = ["app"]

SHOWN_LOSSES = 20
EXIT_CODES = "Exit codes: 0 clean, 1 findings that count, 2 wrong usage, 3 input that cannot be read."


class Output(enum.StrEnum):
    """For whom a result is printed."""

    TEXT = "text"
    JSON = "json"


class FailOn(enum.StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


File = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Format = Annotated[Output, typer.Option("--format", help="For people or for programs.")]
From = Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The format, where the file does not tell.")]

app = typer.Typer(
    help="Results frameworks: read them, see them whole, find what is wrong with them, convert them.",
    epilog=EXIT_CODES,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def emit_json(document: object) -> None:
    """Print a document for programs."""
    emit(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def version_told(wanted: bool) -> None:
    """Print the version and end, where that was asked for."""
    if wanted:
        show(Text(f"resultsframework {rf.__version__}"))
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=version_told, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Without a command: say what there is, and that this was no order."""
    if context.invoked_subcommand is None:
        show(Text(context.get_help()))
        raise typer.Exit(2)


@app.command("show")
@told
def show_command(
    file: File,
    format: Format = Output.TEXT,
    source_format: From = None,
    budgets: Annotated[bool, typer.Option("--budgets", help="Only the budgets, with shortfall and rates.")] = False,
) -> None:
    """Show a framework whole: what is stated, what it costs, every result with its indicators and values."""
    framework = read(file, source_format)
    if format is Output.JSON:
        document = facts(framework)
        if budgets:
            emit_json({"budgets": document["budgets"]})
        else:
            emit_json({**document, "framework": json.loads(rf_json.dumps(framework))})
    elif budgets:
        show(*budget_table(framework, width()))
    else:
        show(*whole(framework, width()))


@app.command()
@told
def validate(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, or - for standard input.")],
    format: Format = Output.TEXT,
    source_format: From = None,
    profile: Annotated[str, typer.Option(metavar="NAME", help="Which rules, and how much each weighs.")] = "default",
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
    reporting_year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="The year up to which results are due, where the file does not tell."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A partner's or an earlier framework to compare tags with; may be repeated."),
    ] = None,
) -> None:
    """Find what is wrong with frameworks."""
    others = tuple(read(other, None) for other in against or ())
    findings: list[rf.Finding] = []
    records: list[dict[str, object]] = []
    lines: list[Text] = []
    failures: list[rf.FormatError] = []
    with progress(files, "validating") as each:
        for file in each:
            try:
                framework = read(file, source_format)
            except rf.FormatError as error:
                failures.append(error)
                continue
            report = rf.validate(
                framework,
                profile=profile,
                select=_codes(select),
                ignore=_codes(ignore),
                reporting_year=reporting_year,
                against=others,
                implied=implied,
            )
            findings += report
            records += finding_records(report, label_of(file))
            lines += titled(label_of(file), finding_lines(framework, report, width(), every=every), report)
    for failure in failures:
        tell(failure)
    readable = len(files) - len(failures)
    if format is Output.TEXT:
        show(*lines)
        if readable > 1:
            show(Text(f"{readable} files: {summary(findings)}", "bold"))
    elif readable:
        emit_json({"findings": records, "counts": counts_of(findings)})
    if failures:
        raise typer.Exit(3)
    if fail_on is not FailOn.NEVER and rf.Report(tuple(findings)).at_least(fail_on.value):
        raise typer.Exit(1)


@app.command()
@told
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A file, or - for standard input.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="A file, or - for standard output.")],
    source_format: From = None,
    target_format: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="The format to write, where the name does not tell.")
    ] = None,
) -> None:
    """Write a framework in another format, and say what that cannot carry."""
    wanted = format_to_write(target, target_format)
    framework = read(source, source_format)
    losses = rf.loss_report(framework, wanted)
    if target == STANDARD:
        text = io.StringIO()
        rf.write(framework, text, wanted)
        emit(text.getvalue())
    else:
        rf.write(framework, target, wanted)
    if not losses:
        say(f"{wanted} carries all of it")
        return
    say(f"{counted(len(losses), 'fact')} that {wanted} cannot carry:")
    say(*(f"- {loss}" for loss in islice(losses, SHOWN_LOSSES)))
    if len(losses) > SHOWN_LOSSES:
        say(f"and {len(losses) - SHOWN_LOSSES} more")


@app.command()
@told
def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A rule to explain, such as BAS02, or a family to list, such as BAS."),
    ] = None,
    format: Format = Output.TEXT,
) -> None:
    """List the rules, or explain one."""
    chosen = ALL_RULES if code is None else rules_called(code)
    if format is Output.JSON:
        emit_json(rule_records(chosen))
    elif len(chosen) == 1:
        show(*explained(chosen[0], width()))
    else:
        show(*rule_lines(chosen, width()))
        say(f"{len(chosen)} rules; resultsframework rules {chosen[0].code} explains the first")


@app.command()
@told
def schema() -> None:
    """Print the JSON Schema of the library's own format."""
    emit(rf_json.schema_text())


@app.command()
@told
def demo(
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to write.")] = DEMO_FOLDER,
) -> None:
    """Show, check and convert the example that comes with the library."""
    framework = examples.load()
    report = rf.validate(framework)
    show(*whole(framework, width()))
    show(Text(), Text("FINDINGS", "bold"), *finding_lines(framework, report, width()))
    show(Text(summary(report), "bold"))
    for purpose, path in write_demo(framework, report, folder):
        show(Text(f"{purpose}: {path}"))


def rules_called(code: str) -> tuple[rf.Rule, ...]:
    """The rules whose code is this or begins so, in whatever case that is written."""
    found = tuple(rule for rule in ALL_RULES if rule.code.startswith(code.upper()))
    if found:
        return found
    codes = [rule.code for rule in ALL_RULES]
    raise rf.NotFoundError(code, tuple(difflib.get_close_matches(code.upper(), codes)), "the rules")


def _codes(options: list[str] | None) -> tuple[str, ...]:
    """The codes of an option that may be repeated and may hold several."""
    return tuple(code.strip().upper() for option in options or () for code in option.split(",") if code.strip())
