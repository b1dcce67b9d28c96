"""
The output of `progress`: the year's performance, the completeness of reporting, and the budgets with their sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

import resultsframework as rf
from resultsframework.table import cell_text
from resultsframework.tables import NOT_SCHEDULED

from ._grid import Line, grid
from ._lines import fold
from ._options import time_of
from ._terminal import counted

__all__ = ["completeness_lines", "funding_lines", "performance_lines", "reported_on"]

# One word or sign a state, so that the years of a plan fit into a line.
SIGNS = {
    rf.monitoring.ReportingStatus.OVERDUE: "OVERDUE",
    rf.monitoring.ReportingStatus.DUE: "DUE",
    rf.monitoring.ReportingStatus.NOT_STATED: "-",
    rf.monitoring.ReportingStatus.TO_BE_DETERMINED: "TBD",
    rf.monitoring.ReportingStatus.NOT_AVAILABLE: "N/A",
    rf.monitoring.ReportingStatus.NOT_DUE: ".",
    rf.monitoring.ReportingStatus.NOT_APPLICABLE: "none",
    rf.monitoring.ReportingStatus.REPORTED: "yes",
}
MEANING_OF_SIGNS = (
    "yes: a value is there. DUE: it is missing for the year that is reported on. OVERDUE: it is missing for a year "
    "before. .: not due yet. TBD: to be determined. N/A: not available. none: there can be none. -: not stated. No "
    "sign: the source has no such cell."
)
# What a person reads beside the grid, or knows by the code.
IDENTITY = ("path", "statement", "unit")
BESIDE = ("result", "readings", "comment", *IDENTITY)
FUNDING = ("planned", "actual", "shortfall", "shortfall rate", "expenses", "delivery", "execution")
FUNDING_HEADS = ("budget of", "planned", "actual", "shortfall", "of plan", "expenses", "of actual", "of plan", "agrees")
MEANING_OF_FUNDING = (
    "A line with = is the sum over the results right below. It agrees with the line before it (yes), does not, however "
    "amounts were rounded (no), or that cannot be determined (unknown). The shortfall is planned - actual; expenses as "
    "a part of the actual budget are called delivery, as a part of the plan execution."
)


def reported_on(framework: rf.ResultsFramework, at: str | None) -> int | rf.Period:
    """
    The time that was given, else the framework's reporting year.

    Raises:
        InvalidValueError: Neither is known, or the text states no time.
    """
    found = framework.reporting_year if at is None else time_of(at)
    if found is None:
        msg = "the file states no reporting year; add --at, such as --at 2021"
        raise rf.InvalidValueError(msg)
    return found


def performance_lines(table: rf.Table, at: int | rf.Period, width: int, *, every: bool) -> Iterator[Text]:
    """The performance at a time; indicators that have nothing for it are only counted, unless all are wanted."""
    heads = [name for name in table.names if name not in BESIDE]
    columns = {column.name: column for column in table.columns}
    lines: list[Line] = []
    for row in table.to_records():
        if every or row["status"] != NOT_SCHEDULED:
            cells = [columns[name].text(row[name]) for name in heads]
            remarks = [str(row["comment"]), columns["readings"].text(row["readings"])]
            lines.append(Line(str(row["result"]), cells, "; ".join(filter(None, remarks))))
    yield from (Text(part, "bold") for part in fold(table.title, width))
    yield from grid(heads, lines, width) if lines else ()
    silent = len(table) - len(lines)
    if silent:
        without = f"{counted(silent, 'indicator')} without a planned or reported value in {at}"
        yield Text(f"{without} (--all shows them)", "dim")


def completeness_lines(framework: rf.ResultsFramework, width: int) -> Iterator[Text]:
    """The reporting status of each indicator in each year, and the share of all due values that are reported."""
    whole = rf.tables.completeness(framework)
    table = whole.select([name for name in whole.names if name not in IDENTITY])
    heads = table.names[1:-1]
    lines = [Line(str(row[0]), [str(row[1]), *(_sign(cell) for cell in row[2:-1])], str(row[-1])) for row in table]
    yield from (Text(part, "bold") for part in fold(table.title, width))
    if lines:
        yield from grid(heads, lines, width)
        yield from (Text(part, "dim") for part in fold(MEANING_OF_SIGNS, width))


def _sign(cell: object) -> str:
    return SIGNS[cell] if isinstance(cell, rf.monitoring.ReportingStatus) else cell_text(cell)


def funding_lines(framework: rf.ResultsFramework, width: int) -> Iterator[Text]:
    """The budgets, and their sums over the results below, with the meaning of the columns."""
    table = rf.tables.funding(framework)
    if not table.rows:
        yield Text("no budget is stated")
        return
    columns = {column.name: column for column in table.columns}
    lines: list[Line] = []
    reasons: dict[str, list[str]] = {}
    for row in table.to_records():
        path, of, period = (str(row[name]) for name in ("result", "of", "period"))
        code = path.rpartition("/")[2] or "the whole"
        name = f"{code} {period}".rstrip() if of == "itself" else f"= {of}"
        for column in FUNDING:
            answer = row[column]
            if isinstance(answer, rf.Undefined):
                reasons.setdefault(answer.reason, []).append(code if of == "itself" else f"{code} {name}")
        cells = (
            "none" if isinstance(row[c], rf.Undefined) else columns[c].text(row[c]) or "not stated" for c in FUNDING
        )
        lines.append(Line("", [name, *cells, str(row["agrees"])]))
    yield from grid(FUNDING_HEADS, lines, width)
    yield from (Text(part, "dim") for part in fold(MEANING_OF_FUNDING, width))
    for reason, names in reasons.items():
        reasoned = f"none, since {reason}: {', '.join(dict.fromkeys(names))}"
        yield from (Text(part, "yellow") for part in fold(reasoned, width))
