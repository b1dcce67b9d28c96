"""
The chart of progress at a glance: for each year the numbers of indicators by status.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from resultsframework import tables
from resultsframework.framework import check_framework
from resultsframework.tables import STATUSES

from ._library import Record, altair, axis, data, harmless, heading, key, named_rows, short
from ._names import titled
from .design import FONT_SIZE, LIGHT, colour_of

if TYPE_CHECKING:
    from altair import LayerChart

    from resultsframework.framework import ResultsFramework

__all__ = ["status_by_year"]

WIDTH, STEP = 420, 26
# The inside of what has no verdict; its line has the colour of notes.
INSIDE = {"without data": "ground", "without plan": "line", "not due": "panel"}


def status_by_year(
    framework: ResultsFramework, *, today: dt.date | None = None, reporting_year: int | None = None
) -> LayerChart:
    """
    A chart of the numbers of indicators that met what was planned for each year: met, not met, undecided, without data,
    without plan, not due.

    The numbers are those of the whole framework in `resultsframework.tables.status_by_year`, and the arguments too.

    Args:
        framework: The framework.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given.

    Raises:
        MissingExtraError: Altair is not installed.

        InvalidValueError: ``today`` is no date, or ``reporting_year`` no year.
    """
    check_framework(framework, "a chart of status by year")
    alt = altair()
    table = tables.status_by_year(framework, today=today, reporting_year=reporting_year)
    records: list[Record] = [
        {"year": str(row["year"]), "status": status, "place": place, "number": row[status]}
        for row in table.to_records()
        if not row["result"]
        for place, status in enumerate(STATUSES)
        if row[status]
    ]
    title = short(titled("Indicators by status", framework), 80, 2)
    due = table.title.removeprefix("status by year").removeprefix(", ")
    words = "; ".join([table.title, *(f"{r['year']}: {r['number']} {r['status']}" for r in records)])
    chart: Any = alt.layer(*_layers(records), data=data(records)).properties(
        width=WIDTH, height=alt.Step(STEP), title=heading(title, [due]), description=harmless(words)
    )
    return cast("LayerChart", chart)


def _layers(records: list[Record]) -> list[Any]:
    alt = altair()
    colours = [LIGHT[colour_of(status)] for status in STATUSES]
    inside = [LIGHT[INSIDE.get(status, colour_of(status))] for status in STATUSES]
    numbers = [LIGHT["text"] if status in INSIDE else LIGHT["ground"] for status in STATUSES]
    names = list(STATUSES)
    x = alt.X("number:Q", stack="zero", axis=axis(title="indicators", tickMinStep=1, format="d"))
    base = alt.Chart().encode(y=named_rows("year", records), x=x, order="place:O")
    legend = key(symbolStrokeWidth=1.5)
    number = alt.Color("status:N", scale=alt.Scale(domain=names, range=numbers), legend=None)
    return [
        base.mark_bar(height=18, strokeWidth=1).encode(
            fill=alt.Fill("status:N", scale=alt.Scale(domain=names, range=inside), legend=legend),
            stroke=alt.Stroke("status:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("year", "status", "number")],
        ),
        base.encode(x=alt.X("number:Q", stack="zero", bandPosition=0.5), text="number:Q", color=number).mark_text(
            fontSize=FONT_SIZE
        ),
    ]
