"""
A plan as lines: ``# P: Laws are adopted`` is an outcome, ``P.1: Number of laws: 2019 baseline 0`` an indicator of it.

Read and written: codes, titles, statements and series. Lost: everything else.
"""

from __future__ import annotations

import attrs

import resultsframework as rf
from resultsframework.formats import Format

__all__ = ["FORMAT", "dumps", "loads", "recognises"]

FORMAT = Format(name="lines", module="resultsframework_lines", suffixes=(".lines",))


def recognises(text: str) -> bool:
    """True for a text whose first line is an outcome."""
    return text.startswith("# ")


def loads(text: str, *, source: str | None = None) -> rf.ResultsFramework:
    """The plan of a text."""
    outcomes: list[rf.Outcome] = []
    problems: list[rf.Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        code, _, rest = line.partition(": ")
        statement, _, series = rest.rpartition(": ")
        if code.startswith("# "):
            outcomes.append(rf.Outcome(code=code.removeprefix("# "), title=rest))
        elif outcomes and series:
            try:
                values = rf.ObservationSeries.parse(series)
            except rf.FormatError as error:
                problems += (rf.Problem(problem.message, line=number) for problem in error.problems)
                continue
            indicator = rf.Indicator(code=code, statement=statement, series=values)
            outcomes[-1] = attrs.evolve(outcomes[-1], indicators=(*outcomes[-1].indicators, indicator))
        else:
            problems.append(rf.Problem("an outcome, or a code, a statement and a series belong here", line=number))
    if problems:
        raise rf.FormatError(FORMAT.name, tuple(problems), source)
    return rf.ResultsFramework(results=tuple(outcomes), source=rf.Source(name=source))


def dumps(framework: rf.ResultsFramework) -> str:
    """The text of a plan."""
    lines = []
    for outcome in framework.outcomes:
        lines.append(f"# {outcome.code}: {outcome.title}")
        lines += (f"{i.code}: {i.statement}: {i.series}" for i in outcome.indicators)
    return "".join(f"{line}\n" for line in lines)
