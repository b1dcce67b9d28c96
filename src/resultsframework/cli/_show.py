"""
The output of `show`: a framework from its heading to the lines that the reader of the file did not understand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from resultsframework import Result, ResultsFramework
from resultsframework.formats.document import census, legend, numbers_of_values

from ._budgets import budget_records, budget_table
from ._lines import INDENT, hanging, paragraph
from ._programme import programme_lines
from ._terminal import clean, counted
from ._tree import heading, nothing_read, remarks, result_lines

__all__ = ["facts", "summarised", "summary_line", "whole"]


def whole(framework: ResultsFramework, width: int) -> Iterator[Text]:
    """A framework in the order of a reader's questions: content, completeness, budgets, and then each result."""
    yield from nothing_read(framework, width)
    yield from heading(framework, width)
    if framework.indicators:
        yield Text()
        yield from (Text(" " * INDENT + line) for line in str(census(framework)).splitlines())
        yield from paragraph(
            f"{legend(framework)}. Below, * marks a target; no cell means that the source has none.", width
        )
    if framework.results:
        yield Text()
        yield from budget_table(framework, width)
    yield from result_lines(framework, width)
    for programme in framework.programmes:
        yield Text()
        yield from programme_lines(programme, width)
    yield from remarks(framework, width)


def summarised(framework: ResultsFramework) -> dict[str, object]:
    """The line that distinguishes one framework of a file from the others."""
    return {
        "identifier": framework.identifier,
        "title": framework.title or next((result.title for result in framework.results if result.title), None),
        "results": len(framework.all_results(Result)),
        "indicators": len(framework.indicators),
    }


def summary_line(row: Mapping[str, Any], width: int) -> Iterator[Text]:
    """One framework of several: what it is called, and how much it holds."""
    size = f"({counted(row['results'], 'result')}, {counted(row['indicators'], 'indicator')})"
    yield from hanging(clean(str(row["identifier"] or "-")), f"{row['title'] or ''} {size}", width, "bold")


def facts(framework: ResultsFramework) -> dict[str, object]:
    """A framework, its budgets with their ratios, and the lines that were not understood, for a program."""
    levels = Counter(type(node).__name__.lower() for node in framework.all_results(Result))
    indicators = framework.indicators
    return {
        "counts": {
            **levels,
            "indicator": len(indicators),
            "code": len({i.code for i in indicators if i.code}),
            "programme": len(framework.programmes),
        },
        "values": numbers_of_values(framework),
        "budgets": budget_records(framework),
        "unparsed": list(framework.source.unparsed),
    }
