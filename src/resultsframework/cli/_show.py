"""
The output of `show`: a framework from its heading to the lines that the reader of the file did not understand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from rich.text import Text

from resultsframework import Column, Missing, ObservationKind, Result, ResultsFramework, Table
from resultsframework.value import text_of

from ._budgets import budget_records, budget_table
from ._lines import INDENT, hanging, paragraph
from ._programme import programme_lines
from ._terminal import clean, counted
from ._tree import heading, nothing_read, remarks, result_lines

__all__ = ["census", "facts", "legend", "summarised", "summary_line", "whole"]

SIGNS = "Below, * marks a target, and where there is no cell, the source has none."
Counts: TypeAlias = Counter[tuple[ObservationKind, Missing | None]]

STATES = {
    Missing.TO_BE_DETERMINED: "to be determined",
    Missing.EMPTY: "nothing entered",
    Missing.NOT_AVAILABLE: "not available",
    Missing.NOT_APPLICABLE: "a value that there cannot be",
    Missing.ABSENT: "no cell",
}


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


def census(framework: ResultsFramework) -> Table:
    """The number of values of each kind, of those that are stated, and the reasons for the others."""
    counts = _counts(framework)
    states = _states(counts)
    names = ("values", "in all", "stated", *(text_of(state) or STATES[state] for state in states))
    rows = (
        (f"{kind.value}s", _in_all(counts, kind), *(counts[kind, state] for state in (None, *states)))
        for kind in ObservationKind
    )
    return Table.of((Column(name, str if name == "values" else int) for name in names), rows)


def legend(framework: ResultsFramework) -> str:
    """The meaning of the signs that are printed in place of a value."""
    signs = [f"{text_of(state)} is {STATES[state]}" for state in _states(_counts(framework)) if text_of(state)]
    if not any(indicator.series for indicator in framework.indicators):
        return "There are no values"
    return ", ".join(signs) or "Every value is stated"


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
        "values": {kind.value: _by_state(_counts(framework), kind) for kind in ObservationKind},
        "budgets": budget_records(framework),
        "unparsed": list(framework.source.unparsed),
    }


def _counts(framework: ResultsFramework) -> Counts:
    values = ((o.kind, o.value) for indicator in framework.indicators for o in indicator.series)
    return Counter((kind, value if isinstance(value, Missing) else None) for kind, value in values)


def _in_all(counts: Counts, kind: ObservationKind) -> int:
    return sum(number for (of, _), number in counts.items() if of is kind)


def _by_state(counts: Counts, kind: ObservationKind) -> dict[str, int]:
    missing = {state.value: counts[kind, state] for state in Missing}
    return {"in_all": _in_all(counts, kind), "stated": counts[kind, None], **missing}


def _states(counts: Counts) -> list[Missing]:
    return [state for state in STATES if any(counts[kind, state] for kind in ObservationKind)]
