"""
The commands: what each takes, what it prints where, and with which exit code it ends.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

import resultsframework as rf
from resultsframework import examples
from resultsframework.errors import Problem
from resultsframework.formats import json as rf_json
from resultsframework.monitoring import FORMULAS, RATINGS
from resultsframework.rules import RULE_FAILED, RULES, installed_rules

from ._align import align
from ._budgets import budget_table
from ._changes import changes
from ._combine import combine
from ._convert import convert
from ._demo import DEMO_FOLDER, demo_lines, write_demo
from ._failure import errors_as_messages
from ._files import holds_many, label_of, read, read_all
from ._findings import finding_lines, summary
from ._grid import table_records
from ._layout import layout
from ._options import (
    Accumulation,
    At,
    Decimal,
    Direction,
    File,
    Format,
    From,
    Layout,
    OutputFormat,
    TableFile,
    Today,
    Which,
)
from ._progress import completeness_lines, funding_lines, performance_lines, reported_on
from ._report import report
from ._rules import explained, rule_lines, rule_records
from ._show import facts, summarised, summary_line, whole
from ._survey import survey
from ._table import table, write_listing
from ._terminal import emit, emit_json, say, show, width
from ._validate import validate

__all__ = ["app"]

EXIT_CODES = "Exit codes: 0 clean, 1 findings that count, 2 wrong usage, 3 input that cannot be read."


app = typer.Typer(
    help="Results frameworks: read, show, validate and convert them.",
    epilog=EXIT_CODES,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Print the version and end, if ``--version`` was given."""
    if wanted:
        show(Text(f"resultsframework {rf.__version__}"))
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Without a command: print the help, and end as after a wrong usage."""
    if context.invoked_subcommand is None:
        show(Text(context.get_help()))
        raise typer.Exit(2)


@app.command("show")
@errors_as_messages
def show_command(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    file: File,
    format: Format = OutputFormat.TEXT,
    source_format: From = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
    budgets: Annotated[bool, typer.Option("--budgets", help="Only the budgets, with shortfall and rates.")] = False,
    funding: Annotated[
        bool, typer.Option("--funding", help="Only the budgets, with the sums over the results below.")
    ] = False,
    completeness: Annotated[
        bool, typer.Option("--completeness", help="Only which values are there, due or overdue, by year.")
    ] = False,
) -> None:
    """Show a framework whole: what is stated, what it costs, every result with its indicators and values."""
    if which is None and holds_many(file, source_format):
        found = read_all(file, source_format, layout=layout, decimal=decimal)
        frameworks = tuple(islice(found, 2))
        if len(frameworks) > 1:
            rows = (summarised(framework) for framework in chain(frameworks, found))
            if format is OutputFormat.JSON:
                emit_json({"frameworks": [*rows]})
            else:
                for row in rows:
                    show(*summary_line(row, width()))
                say("several frameworks; --framework IDENTIFIER shows one")
            return
        if not frameworks:
            name = "iati"
            raise rf.FormatError(name, (Problem("it holds no activity"),), label_of(file))
        framework = frameworks[0]
    else:
        framework = read(file, source_format, layout, which, decimal)
    if format is OutputFormat.JSON:
        views: dict[str, Callable[[], object]] = {
            "budgets": lambda: facts(framework)["budgets"],
            "funding": lambda: table_records(rf.tables.funding(framework)),
            "completeness": lambda: table_records(rf.tables.completeness(framework)),
        }
        chosen = {name for name, wanted in zip(views, (budgets, funding, completeness), strict=True) if wanted}
        document = {name: view() for name, view in views.items() if name in chosen}
        emit_json(document or {**facts(framework), "framework": json.loads(rf_json.dumps(framework))})
        return
    parts = [
        *([budget_table] if budgets else []),
        *([funding_lines] if funding else []),
        *([completeness_lines] if completeness else []),
    ]
    for number, part in enumerate(parts or [whole]):
        show(*([Text()] if number else []), *part(framework, width()))


@app.command("progress")
@errors_as_messages
def progress_command(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    file: File,
    format: Format = OutputFormat.TEXT,
    source_format: From = None,
    at: At = None,
    formula: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"The formula of all percentages, one of {', '.join(FORMULAS)}."),
    ] = None,
    rating: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Rate each percentage of a milestone: {', '.join(RATINGS)}.")
    ] = None,
    direction: Direction = None,
    accumulation: Accumulation = None,
    today: Today = None,
    layout: Layout = None,
    which: Which = None,
    decimal: Decimal = None,
    every: Annotated[bool, typer.Option("--all", help="Also the indicators that have nothing for the year.")] = False,
    output: TableFile = None,
) -> None:
    """Show the performance of every indicator at a time: milestone, actual, percentages, and whether it was met."""
    framework = read(file, source_format, layout, which, decimal)
    wanted = reported_on(framework, at)
    day = None if today is None else today.date()
    declared: dict[str, Any] = {
        "formula": formula,
        "rating": rating,
        "direction": direction,
        "accumulation": accumulation,
    }
    table = rf.tables.performance(framework, wanted, **declared, today=day)
    if output is not None:
        write_listing(table, file, output)
    elif format is OutputFormat.JSON:
        due_by = None if day is None else day.isoformat()
        emit_json(
            {
                "at": wanted if isinstance(wanted, int) else str(wanted),
                **declared,
                "today": due_by,
                "performance": table_records(table),
            }
        )
    else:
        show(*performance_lines(table, wanted, width(), every=every))


app.command("layout")(errors_as_messages(layout))
app.command("table")(errors_as_messages(table))
app.command("validate")(errors_as_messages(validate))
app.command("diff")(errors_as_messages(changes))
app.command("align")(errors_as_messages(align))
app.command("combine")(errors_as_messages(combine))
app.command("survey")(errors_as_messages(survey))
app.command("convert")(errors_as_messages(convert))
app.command("report")(errors_as_messages(report))


@app.command()
@errors_as_messages
def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A rule to explain, such as BAS02, or a family to list, such as BAS."),
    ] = None,
    format: Format = OutputFormat.TEXT,
) -> None:
    """List the rules, or explain one."""
    chosen = every_rule() if code is None else rules_called(code)
    if format is OutputFormat.JSON:
        emit_json(rule_records(chosen))
    elif len(chosen) == 1:
        show(*explained(chosen[0], width()))
    else:
        show(*rule_lines(chosen, width()))
        say(f"{len(chosen)} rules; resultsframework rules {chosen[0].code} explains the first")


@app.command()
@errors_as_messages
def schema() -> None:
    """Print the JSON Schema of the library's own format."""
    emit(rf_json.schema_text())


@app.command()
@errors_as_messages
def demo(
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder.")] = DEMO_FOLDER,
    everything: Annotated[bool, typer.Option("--all", help="Show every indicator and every finding.")] = False,
) -> None:
    """Show, check and convert the example that comes with the library."""
    framework = examples.load()
    found = rf.validate(framework)
    if everything:
        show(*whole(framework, width()))
        show(Text(), Text("FINDINGS", "bold"), *finding_lines(framework, found, width()))
    else:
        show(*demo_lines(framework, width()), Text())
    show(Text(summary(found), "bold"))
    for purpose, place in write_demo(framework, folder):
        show(Text(f"{purpose}: {place}"))


def every_rule() -> tuple[rf.Rule, ...]:
    """The rules of this library and of installed packages, by code."""
    return tuple(sorted((*RULES, RULE_FAILED, *installed_rules()), key=lambda rule: rule.code))


def rules_called(code: str) -> tuple[rf.Rule, ...]:
    """The rules whose code is this or begins so, in whatever case that is written."""
    known = every_rule()
    found = tuple(rule for rule in known if rule.code.startswith(code.upper()))
    if found:
        return found
    codes = [rule.code for rule in known]
    raise rf.NotFoundError(code, tuple(difflib.get_close_matches(code.upper(), codes)), "the rules")
