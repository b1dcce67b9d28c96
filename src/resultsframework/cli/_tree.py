"""
A whole framework as lines of a terminal: what it is, how many of what it holds, every result with its budget, its
indicators, their tags and their values, and what the reader of the file did not understand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.text import Text

from resultsframework import Indicator, Result, ResultsFramework, met
from resultsframework.formats.document import (
    budget_facts,
    contents,
    document_texts,
    framework_facts,
    greyed,
    indicator_facts,
    monitoring_facts,
    name_of,
    plan_facts,
    progress_notes,
    result_facts,
    revision_text,
)
from resultsframework.monitoring import Due, in_words, readings
from resultsframework.result import in_numbers

from ._lines import INDENT, fold, labelled, paragraph
from ._series import Grid, listed
from ._status import status_line
from ._terminal import clean, counted

__all__ = ["heading", "nothing_read", "remarks", "result_lines"]

# A statement beside its values needs this much room; with less it is printed above them.
STATEMENT = 50


def heading(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """The framework's name, the numbers of its parts, and the facts about it."""
    yield Text(clean(name_of(framework)), "bold")
    facts = (("holds", contents(framework)), *framework_facts(framework))
    yield from labelled(facts, width, greyed(framework))


def nothing_read(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """A warning where no value was read of a file that has text which was not understood."""
    unparsed = len(framework.source.unparsed)
    if framework.results and unparsed and not any(indicator.series for indicator in framework.indicators):
        parts = counted(unparsed, "part")
        text = f"NO VALUE WAS READ of this file, and {parts} of it not understood: see the end of this listing."
        yield from (Text(line, "bold red") for line in fold(text, width))


def result_lines(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """Every result with its content, followed by the results below it, indented."""
    due = Due.of(framework, None, None)
    for path, node in framework.walk():
        if isinstance(node, Result):
            depth = INDENT * path.count("/")
            yield Text()
            for line in _result(node, width - depth, due):
                yield Text(" " * depth) + line if line else line


def remarks(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """Progress notes, documents, the record of changes, and the lines that the reader did not understand."""
    for about, text in progress_notes(framework):
        yield Text()
        yield Text(clean(f"PROGRESS NOTE {about}").rstrip(), "bold")
        yield from paragraph(text, width)
    documents = list(document_texts(framework))
    if documents:
        yield Text()
        yield Text("DOCUMENTS", "bold")
        for document in documents:
            yield from paragraph(document, width)
    if framework.revisions:
        yield Text()
        yield Text("RECORD OF CHANGES", "bold")
        for revision in framework.revisions:
            yield from paragraph(revision_text(revision), width)
    if framework.source.unparsed:
        yield Text()
        yield Text(f"NOT UNDERSTOOD: {counted(len(framework.source.unparsed), 'part')} of the file", "bold red")
        for part, line in zip_longest(framework.source.unparsed, framework.source.unparsed_lines):
            yield from paragraph(part if line is None else f"line {line:,}: {part}", width)


def _result(result: Result, width: int, due: Due) -> Iterator[Text]:
    level = in_numbers((result,)).removeprefix("1 ").upper()
    title = " ".join(filter(None, (result.code, result.title)))
    first, *more = fold(f"{level} {title}", width) or [level]
    yield Text(first, "bold")
    yield from (Text(line, "bold") for line in more)
    budgets = [fact for budget in result.budgets for fact in budget_facts(budget)]
    yield from labelled((*budgets, *result_facts(result), *plan_facts(result)), width)
    if result.indicators:
        yield from _indicators(result.indicators, width, due)
    else:
        yield Text(" " * INDENT + "no indicators", "yellow")


def _indicators(indicators: tuple[Indicator, ...], width: int, due: Due) -> Iterator[Text]:
    """The indicators with their values and their status: beside the statement where there is room, else under it."""
    grid = Grid.of(indicators)
    if grid and grid.width + INDENT > width:
        grid = None
    margin = width - grid.width if grid else 0
    beside = margin - 2 * INDENT >= STATEMENT
    yield Text()
    if grid:
        yield Text((" " * margin + grid.heading()).rstrip(), "dim")
    for indicator in indicators:
        words = list(_words(indicator, (margin if beside else width) - 2 * INDENT))
        values = grid.lines(indicator) if grid else None
        for left, right in _rows(words, values or (), beside=beside):
            line = Text(" " * INDENT) + left
            if right:
                line.pad_right(margin - line.cell_len)
                line.append_text(_coloured(right))
            line.rstrip()
            yield line
        for text in listed(indicator, in_grid=values is not None):
            yield from (Text(" " * INDENT) + line for line in paragraph(text, width - INDENT))
        if status := status_line(indicator, due):
            yield Text(" " * 2 * INDENT) + status
        for text in fold(_readings(indicator), width - 2 * INDENT):
            yield Text(" " * 2 * INDENT + text, "dim")


def _readings(indicator: Indicator) -> str:
    """The answers for the latest result under each declaration that is lacking; empty where none is."""
    latest = indicator.latest
    if latest is None:
        return ""
    found = in_words((*readings(indicator), *readings(indicator, question=met)))
    return clean(f"{latest.period} {found}") if found else ""


def _rows(words: list[Text], values: tuple[str, ...], *, beside: bool) -> Iterable[tuple[Text, str]]:
    """The words and the values line by line: side by side, or the values after the words."""
    if not beside:
        return [*((line, "") for line in words), *((Text(), line) for line in values)]
    lines = max(len(words), len(values))
    return zip([*words, *[Text()] * (lines - len(words))], [*values, *[""] * (lines - len(values))], strict=True)


def _words(indicator: Indicator, width: int) -> Iterator[Text]:
    """The statement of an indicator, with its tags."""
    code = clean(indicator.code or "(no code)")
    first, *more = fold(f"{code}  {indicator.statement or 'without a statement'}", width, after=INDENT)
    line = Text(first)
    line.stylize("cyan", 0, len(code))
    yield line
    yield from map(Text, more)
    planned = (f"{label}: {text}" for label, text in monitoring_facts(indicator.monitoring_plan))
    for facts in ("; ".join(indicator_facts(indicator)), "; ".join(planned)):
        yield from (Text(" " * INDENT + line, "dim") for line in fold(facts, width - INDENT))


def _coloured(values: str) -> Text:
    """A line of values in which missing ones are highlighted."""
    line = Text(values)
    line.highlight_regex(r"(?<=\s)(?:-|TBD|N/A|not applicable)(?=\s|$)", "yellow")
    return line
