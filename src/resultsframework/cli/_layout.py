"""
The command that proposes a layout for a workbook, and shows what would be read by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import resultsframework as rf
from resultsframework.formats import write_text
from resultsframework.formats.tabular.layout import headings_absent, hidden_parts, layout_named, read_with_layout
from resultsframework.result import in_numbers
from resultsframework.value import text_of

from ._files import STANDARD, is_file
from ._lines import INDENT, fold, paragraph
from ._options import Decimal  # noqa: TC001 - the command line reads it at run time
from ._terminal import clean, counted, emit, say, show, width

__all__ = ["layout"]

SHOWN = 5
SHOWN_VALUES = 8
SHOWN_LEFT = 20
SHOWN_ASIDE = 5


def layout(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A workbook, a CSV file or a Markdown table.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="TOML", help="Write the layout there, or to standard output with -."),
    ] = None,
    given: Annotated[
        str | None,
        typer.Option("--layout", metavar="TOML", help="Show what this layout reads, instead of proposing one."),
    ] = None,
    sheets: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Propose for this sheet; once for each sheet of the framework."),
    ] = None,
    decimal: Decimal = None,
    everything: Annotated[bool, typer.Option("--all", help="List every cell that is no data or not taken.")] = False,
) -> None:
    """Propose a layout for a workbook, and show what would be read by it: look, correct it, and read with --layout."""
    if output not in (None, STANDARD) and is_file(str(output)):
        msg = f"{output} is there already, and may have been corrected: name another file"
        raise rf.InvalidValueError(msg)
    lines: Iterator[Text]
    most = None if everything else SHOWN_LEFT
    if given is None:
        proposal = rf.propose_layout(file, sheets=sheets or ())
        found, lines = proposal.layout, _of_proposal(proposal, file, most)
    elif sheets:
        msg = "--sheet is for a proposal; with --layout the layout names the sheets of its tables"
        raise rf.InvalidValueError(msg)
    else:
        found = layout_named(given)
        frameworks = read_with_layout(file, found, decimal=decimal)  # type: ignore[arg-type]  # refused if it is none
        lines = _of_layout(frameworks, headings_absent(file, found), most)
    if output == STANDARD:
        emit(found.to_toml())
        return
    show(*lines)
    if output is not None:
        write_text(Path(output), found.to_toml())
        say(f"the layout is in {output}; correct it where it is wrong, then:")
        say(f"resultsframework show {_typed(file)} --layout {_typed(output)}")
    elif given is None:
        say(f"resultsframework layout {_typed(file)} -o my.toml writes this layout, to be corrected")


def _typed(file: str) -> str:
    """A file as it is typed in a terminal: in quotation marks where its name has spaces."""
    return f'"{file}"' if " " in file else file


def _of_proposal(proposal: rf.formats.tabular.layout.Proposal, file: str, most: int | None) -> Iterator[Text]:
    """A proposal: what it reads, the choices with their cells, and what is to be decided."""
    yield Text(f"A layout for {clean(file)}", "bold")
    yield from _preview(proposal.frameworks, most)
    yield Text()
    yield Text("CHOICES, WITH THEIR CELLS", "bold")
    for choice in proposal.evidence:
        yield from _item(str(choice))
    yield Text()
    yield Text("TO BE DECIDED BY YOU", "bold")
    for doubt in proposal.doubts:
        yield from _item(doubt)
    if not proposal.doubts:
        yield from paragraph("Nothing was in doubt; compare the preview with the sheet all the same.", width())


def _of_layout(
    frameworks: tuple[rf.ResultsFramework, ...], absent: tuple[str, ...], most: int | None
) -> Iterator[Text]:
    """The preview of a corrected layout, its headings that no sheet has, and the values that are no numbers by it."""
    yield from _preview(frameworks, most)
    yield from _list("HEADINGS THAT THE SHEET DOES NOT HAVE", absent, most)
    texts = [
        f"{' '.join(filter(None, (indicator.code or indicator.statement, o.kind.value, str(o.period))))}: {o.raw} "
        f"(row {o.line})"
        for framework in frameworks
        for indicator in framework.indicators
        for o in indicator.series
        if isinstance(o.value, str)
    ]
    yield from _list("READ AS TEXT, NOT AS A NUMBER", texts, most)


def _preview(frameworks: tuple[rf.ResultsFramework, ...], most: int | None) -> Iterator[Text]:
    """The first indicators as they would be read, and what would be left over."""
    nodes = [node for framework in frameworks for _, node in framework.walk()]
    yield Text()
    title = next((framework.title for framework in frameworks if framework.title), None)
    what = in_numbers(nodes) or "nothing"
    several = f"{counted(len(frameworks), 'framework')}: " if len(frameworks) > 1 else ""
    yield from paragraph(f"{several}{title + ': ' if title else ''}{what}", width())
    below = (
        (result, indicator) for result in nodes if isinstance(result, rf.Result) for indicator in result.indicators
    )
    for result, indicator in islice(below, SHOWN):
        yield Text()
        level = in_numbers((result,)).removeprefix("1 ").upper()
        for line in fold(" ".join(filter(None, (level, result.code, result.title))), width() - INDENT, after=INDENT):
            yield Text(" " * INDENT + line, "bold")
        yield from paragraph(" ".join(filter(None, (indicator.code, indicator.statement))), width())
        for o in indicator.series[:SHOWN_VALUES]:
            yield Text(" " * 2 * INDENT + _value(o))
        if len(indicator.series) > SHOWN_VALUES:
            yield Text(" " * 2 * INDENT + f"and {len(indicator.series) - SHOWN_VALUES} more")
    source, hidden = frameworks[0].source, hidden_parts(frameworks[0])
    yield from _list("HIDDEN IN THE WORKBOOK, AND READ", hidden, most)
    yield from _list("NOT TAKEN, OR NOT CERTAIN", source.unparsed, most)
    aside = [line for line in source.chrome if line not in hidden]
    yield from _list("TAKEN AS NO DATA", aside, most and SHOWN_ASIDE)


def _list(title: str, lines: Sequence[str], most: int | None) -> Iterator[Text]:
    """The first lines below a title with their number, all where there is no limit; nothing where there is none."""
    if lines:
        yield Text()
        yield Text(f"{title} ({len(lines)})", "bold")
        for line in lines[:most]:
            yield from _item(line)
        if len(lines[:most]) < len(lines):
            yield from paragraph(f"and {len(lines) - len(lines[:most])} more, with --all", width())


def _value(observation: rf.Observation) -> str:
    """A value in one line: kind, period, value, whom it is of, the text of its cell where that differs, and its row."""
    value = text_of(observation.value) or "(empty)"
    unit = f" {observation.unit}" if observation.unit else ""
    subject = "" if observation.is_total else f"  {observation.subject}"
    if isinstance(observation.value, str):
        value = f"text: {observation.value}"
    printed = f"  printed {observation.raw}" if observation.raw not in ("", text_of(observation.value)) else ""
    parts = (observation.kind.value, str(observation.period) or "no period", f"{value}{unit}{subject}{printed}")
    kind, period, rest = map(clean, parts)
    return f"{kind:<10}{period:<24}{rest}  (row {observation.line})"


def _item(text: str) -> Iterator[Text]:
    """A sentence of a list, folded."""
    first, *more = fold(text, width() - 2 * INDENT)
    yield Text(" " * INDENT + "- " + first)
    yield from (Text(" " * 2 * INDENT + line) for line in more)
