"""
The chart of progress: every indicator at a time, in percent of what was planned, with its status.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from resultsframework.framework import check_framework
from resultsframework.message import counted
from resultsframework.monitoring import Due, Progress
from resultsframework.tables import NOT_SCHEDULED, Assessment, assessments, time_of

from ._library import Record, altair, axis, data, harmless, heading, key, named_rows, share, short
from ._names import row_names, titled
from .design import FONT_SIZE, LIGHT, colour_of

if TYPE_CHECKING:
    from altair import LayerChart

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Accumulation, Direction
    from resultsframework.monitoring import Formula
    from resultsframework.period import Period
    from resultsframework.value import Undefined

__all__ = ["progress"]

WIDTH, STEP = 380, 22
# Bars end here, so that one of 1,950 % leaves the others visible; the number beside it is the whole one.
LOWEST, HIGHEST = -100.0, 200.0


def progress(
    framework: ResultsFramework,
    at: int | dt.date | Period | None = None,
    *,
    formula: str | Formula | None = None,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> LayerChart:
    """
    A chart of the progress of every indicator at a time: a bar to the milestone, a tick for the target, the status.

    The percentages and the status are those of `resultsframework.tables.performance`, and the arguments too. Where
    there is no percentage, a hollow mark has the reason beside it. Bars end at 200 % and -100 %; the number beside them
    does not. Indicators for which nothing is planned or reported at the time are left out, and counted below the title.

    Args:
        framework: The framework.

        at: The year in which the periods end, a day within them, or a period; the reporting year where not given.

        formula: The name of a formula, or one of your own.

        direction: The direction of improvement of indicators whose own is neither declared nor inferred.

        accumulation: The accumulation of the values of indicators that do not declare it.

        today: The day by which results are due.

        reporting_year: The last year whose results are due; the framework's own where not given.

    Raises:
        MissingExtraError: Altair is not installed.

        InvalidValueError: There is no such formula, direction or accumulation, or `at` is no time.
    """
    check_framework(framework, "a chart of progress")
    at = time_of(framework, at)
    alt = altair()
    due = Due.of(framework, today, reporting_year)
    found = list(assessments(framework, at, formula, direction, accumulation, due))
    shown = [one for one in found if one.status != NOT_SCHEDULED]
    names = row_names({one.path: one.indicator for one in shown})
    records = [_record(one, names[one.path]) for one in shown]
    left_out = len(found) - len(shown)
    when = f"on {at}" if isinstance(at, dt.date) else f"in {at}"
    is_cut = any(r.get(name) != r.get(f"end_of_{name}") for r in records for name in ("milestone", "target"))
    smaller = [
        "bar: percent of the milestone; tick: percent of the target",
        f"bars and ticks end at {LOWEST:.0f} % and {HIGHEST:.0f} %" if is_cut else "",
        str(due),
        f"{counted(left_out, 'indicator')} without a planned or reported value left out" if left_out else "",
    ]
    chart: Any = alt.layer(*_layers(records), data=data(records)).properties(
        width=WIDTH,
        height=alt.Step(STEP),
        title=heading(short(titled(f"Progress {when}", framework), 90, 2), smaller),
        description=harmless("; ".join([f"progress {when}", *(f"{r['indicator']}: {r['label']}" for r in records)])),
    )
    return cast("LayerChart", chart)


def _record(one: Assessment, name: str) -> Record:
    status = one.status
    answer = one.of_milestone
    words = f"{answer.percent}, {status}" if isinstance(answer, Progress) else f"{status}: {answer.reason}"
    return {
        "indicator": name,
        "statement": one.indicator.statement or "",
        "status": status,
        "label": words,
        "planned": "" if one.planned is None else one.planned.raw,
        "actual": "" if one.actual is None else one.actual.raw,
        **_percent("milestone", answer),
        **_percent("target", one.of_target),
    }


def _percent(name: str, answer: Progress | Undefined) -> Record:
    """The percentage as a number, and where a bar for it ends."""
    found = share(answer.value) if isinstance(answer, Progress) else None
    return {} if found is None else {name: found, f"end_of_{name}": max(LOWEST, min(found, HIGHEST))}


def _layers(records: Sequence[Record]) -> list[Any]:
    alt = altair()
    ends = [float(str(r[name])) for r in records for name in ("end_of_milestone", "end_of_target") if name in r]
    domain = [min([0.0, *ends]), max([100.0, *ends])]
    statuses = list(dict.fromkeys(str(r["status"]) for r in records))
    x = alt.X("end_of_milestone:Q", scale=alt.Scale(domain=domain, nice=False), axis=axis(title="percent", tickCount=5))
    y = named_rows("indicator", records)
    colours = [LIGHT[colour_of(status)] for status in statuses]
    colour = alt.Color("status:N", scale=alt.Scale(domain=statuses, range=colours), legend=key())
    names = ("statement", "status", "planned", "actual", "milestone", "target", "label")
    rows = alt.Chart().encode(y=y, tooltip=[alt.Tooltip(f"{name}:N") for name in names])
    stated = rows.transform_filter("isValid(datum.end_of_milestone)").encode(x=x)
    none = rows.transform_filter("!isValid(datum.end_of_milestone)").encode(x=alt.datum(0))
    label: Mapping[str, Any] = {"align": "left", "dx": 8, "fontSize": FONT_SIZE, "color": LIGHT["text"], "limit": 330}
    return [
        alt.Chart().mark_rule(color=LIGHT["target"], strokeDash=[2, 4]).encode(x=alt.datum(100)),
        stated.mark_bar(height=10).encode(color=colour),
        none.mark_point(filled=True, size=50, fill=LIGHT["ground"], strokeWidth=1.5, opacity=1).encode(stroke=colour),
        rows.transform_filter("isValid(datum.end_of_target)")
        .mark_tick(color=LIGHT["target"], thickness=2, height=18)
        .encode(x=alt.X("end_of_target:Q")),
        rows.transform_calculate(place="max(datum.end_of_milestone || 0, datum.end_of_target || 0, 0)")
        .mark_text(**label)
        .encode(x=alt.X("place:Q"), text="label:N"),
    ]
