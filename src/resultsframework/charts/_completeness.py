"""
The chart of completeness: every indicator and year, with the status of its values.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, cast

from resultsframework import tables
from resultsframework.framework import with_territory
from resultsframework.indicator import Indicator
from resultsframework.monitoring import Coverage, ReportingStatus

from ._library import Record, altair, axis, data, harmless, heading, key, named_rows, short
from ._names import row_names, titled
from .design import FONT_SIZE, LIGHT, colour_of

if TYPE_CHECKING:
    from altair import LayerChart

    from resultsframework.framework import ResultsFramework

__all__ = ["completeness"]

ROW, COLUMN, LONG_HEADING = 18, 50, 8
# The shape of each status, and if it is filled: only a value that is there is.
SHAPES = {
    ReportingStatus.REPORTED: ("circle", True),
    ReportingStatus.OVERDUE: ("triangle-down", False),
    ReportingStatus.DUE: ("triangle-up", False),
    ReportingStatus.NOT_STATED: ("square", False),
    ReportingStatus.TO_BE_DETERMINED: ("diamond", False),
    ReportingStatus.NOT_AVAILABLE: ("cross", False),
    ReportingStatus.NOT_DUE: ("circle", False),
    ReportingStatus.NOT_APPLICABLE: ("stroke", False),
}
COVERAGE = "reported"


def completeness(
    framework: ResultsFramework,
    *,
    by: Literal["year", "period"] = "year",
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> LayerChart:
    """
    A chart of the completeness of reporting: a row for each indicator, a column for each year, a mark for each status.

    The statuses are those of `resultsframework.tables.completeness`, and the arguments too. A value that is there is a
    filled mark, every other status a hollow one of its own shape and colour. The last column counts what is reported of
    what is due.

    Args:
        framework: The framework.

        by: "year" for a column for each year in which periods end; "period" for one for each period.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given.

    Raises:
        MissingExtraError: Altair is not installed.

        InvalidValueError: ``by`` is neither, ``today`` is no date, or ``reporting_year`` no year.
    """
    alt = altair()
    table = tables.completeness(framework, by=by, today=today, reporting_year=reporting_year)
    nodes = {path: node for path, node in with_territory(framework).walk() if isinstance(node, Indicator)}
    columns = [column.name for column in table.columns if column.type is ReportingStatus]
    records: list[Record] = []
    for name, row in zip(row_names(nodes).values(), table, strict=True):
        cells = dict(zip(table.names, row, strict=True))
        records += [
            {"indicator": name, "time": column, "status": str(cells[column])}
            for column in columns
            if isinstance(cells[column], ReportingStatus)
        ]
        coverage = cells["reported"]
        if isinstance(coverage, Coverage) and coverage.due:
            records.append({"indicator": name, "time": COVERAGE, "coverage": str(coverage)})
    title = short(titled("Completeness", framework), 90, 2)
    due = table.title.removeprefix("completeness").removeprefix(", ")
    chart: Any = alt.layer(*_layers(records, columns), data=data(records)).properties(
        width=alt.Step(COLUMN),
        height=alt.Step(ROW),
        title=heading(title, [due]),
        description=harmless("; ".join([table.title, *_in_words(records)])),
    )
    return cast("LayerChart", chart)


def _in_words(records: list[Record]) -> list[str]:
    """The statuses of each indicator."""
    rows: dict[object, list[str]] = {}
    for r in records:
        rows.setdefault(r["indicator"], []).append(f"{r['time']} {r.get('status', r.get('coverage'))}")
    return [f"{name}: {', '.join(cells)}" for name, cells in rows.items()]


def _layers(records: list[Record], columns: list[str]) -> list[Any]:
    alt = altair()
    there = {r.get("status") for r in records}
    shown = [status for status in reversed(SHAPES) if str(status) in there]
    domain = [str(status) for status in reversed(shown)]
    is_long = any(len(column) > LONG_HEADING for column in columns)
    x = alt.X(
        "time:N",
        sort=[*columns, COVERAGE],
        axis=axis(title=None, orient="top", labelAngle=-45 if is_long else 0, ticks=False, domain=False, grid=False),
    )
    y = named_rows("indicator", records)
    kinds = {str(status): status for status in shown}
    colours = [LIGHT[colour_of(name)] for name in domain]
    legend = key(symbolStrokeWidth=1.5, columns=4)
    colour = alt.Stroke("status:N", scale=alt.Scale(domain=domain, range=colours), legend=legend)
    shape = alt.Shape(
        "status:N", scale=alt.Scale(domain=domain, range=[SHAPES[kinds[n]][0] for n in domain]), legend=legend
    )
    fills = [LIGHT[colour_of(name)] if SHAPES[kinds[name]][1] else LIGHT["ground"] for name in domain]
    fill = alt.Fill("status:N", scale=alt.Scale(domain=domain, range=fills), legend=legend)
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("indicator", "time", "status", "coverage")]
    cells = alt.Chart().encode(x=x, y=y, tooltip=tooltip)
    return [
        cells.transform_filter("isValid(datum.status)")
        .mark_point(size=70, strokeWidth=1.5, opacity=1)
        .encode(stroke=colour, shape=shape, fill=fill),
        cells.transform_filter("isValid(datum.coverage)")
        .mark_text(fontSize=FONT_SIZE, color=LIGHT["text"])
        .encode(text="coverage:N"),
    ]
