"""
The chart of an indicator, and that of all indicators of a framework: planned values, actuals and the target by year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from resultsframework.errors import InvalidValueError
from resultsframework.framework import check_framework, with_territory
from resultsframework.indicator import Indicator
from resultsframework.message import counted

from ._library import Record, altair, axis, data, harmless, heading, key, short
from ._values import Drawn, drawn
from .design import FONT_SIZE, LIGHT, SHAPES

if TYPE_CHECKING:
    from altair import FacetChart, LayerChart

    from resultsframework.framework import ResultsFramework

__all__ = ["grid", "series"]

WIDTH, HEIGHT = 460, 220
PANEL_WIDTH, PANEL_HEIGHT, PANELS_IN_A_ROW = 250, 130, 3
# A value without a place on the scale is below it, in a row for each line: the places of these rows from the bottom,
# and the room above the upper one.
ROWS = {"planned": 33, "actual": 9}
BELOW = 23
# Room for the name of the target above the scale, and for the numbers beside it.
ABOVE, BESIDE = 14, 28


def series(indicator: Indicator) -> LayerChart:
    """
    A chart of an indicator: planned values as steps, actuals as a line, the target as a dashed one.

    The values are those of `Indicator.table`. A value that is no number in the unit of the chart has its text below the
    scale, beside a mark that is hollow where the value is missing; one without a date is named below the title. For the
    values of a group pass ``indicator.where(sex="female")``.

    Args:
        indicator: The indicator.

    Raises:
        InvalidValueError: It is no indicator.

        MissingExtraError: Altair is not installed.
    """
    if not isinstance(indicator, Indicator):
        msg = (
            f"a chart of a series needs an Indicator, not {type(indicator).__name__}: framework.indicator(code) is "
            "one, and charts.grid(framework) draws all"
        )
        raise InvalidValueError(msg)
    alt = altair()
    found = drawn(indicator)
    smaller = [line for text in (found.unit, found.undated, found.others) for line in short(text, 84, 4)]
    chart: Any = alt.layer(*_layers(found.records), data=data(found.records)).properties(
        width=WIDTH,
        height=HEIGHT,
        title=heading(short(found.name, 72, 3), smaller),
        description=harmless(found.in_words),
    )
    return cast("LayerChart", chart)


def grid(framework: ResultsFramework) -> FacetChart:
    """
    The charts of all indicators of a framework, small and side by side, on one scale of years.

    Each indicator has a scale of its own for its values. Those without a stated value that has a date are left out, and
    counted below the title.

    Args:
        framework: The framework.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    check_framework(framework, "a grid of charts")
    alt = altair()
    nodes = [(path, node) for path, node in with_territory(framework).walk() if isinstance(node, Indicator)]
    panels = {path: found for path, node in nodes if (found := drawn(node)).is_stated}
    records = list(_in_panels(panels))
    left_out = len(nodes) - len(panels)
    smaller = f"{counted(left_out, 'indicator')} without a stated value and its date left out" if left_out else ""
    header = alt.Header(
        title=None,
        labelExpr="split(datum.value, '\\n')",
        labelAnchor="start",
        labelColor=LIGHT["text"],
        labelFontSize=FONT_SIZE,
        labelLineHeight=13,
    )
    chart: Any = (
        alt.layer(*_layers(records, is_small=True), data=data(records))
        .properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
        .facet(alt.Facet("panel:N", header=header, sort=None), columns=PANELS_IN_A_ROW)
        .resolve_scale(y="independent")
        .resolve_axis(x="independent")
        .properties(
            title=heading(short(framework.title or framework.identifier or "", 100, 2), [smaller]),
            description=harmless("\n".join(found.in_words for found in panels.values())),
        )
    )
    return cast("FacetChart", chart)


def _in_panels(panels: dict[str, Drawn]) -> Iterator[Record]:
    """The records with the names of their panels; indicators of one name have their paths in these."""
    names = Counter(found.name for found in panels.values())
    for path, found in panels.items():
        parts = (found.name, path if names[found.name] > 1 else "", found.unit, found.undated)
        panel = "\n".join(line for text in parts for line in short(text, 40, 2))
        yield from ({"panel": panel, **record} for record in found.records)


def _layers(records: Sequence[Record], *, is_small: bool = False) -> list[Any]:
    """
    The parts of a chart, from the lowest up.

    Args:
        records: The values.

        is_small: True for one of many charts, in which there is no room for the states of missing values.
    """
    alt = altair()
    # The signals of Vega that have the size of a chart, and of one of many.
    width, height = ("child_width", "child_height") if is_small else ("width", "height")
    below = [line for line in ROWS if any(r["line"] == line and "number" not in r for r in records)]
    bottom = f"{height} - {max(ROWS[line] for line in below) + BELOW}" if below else height
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("kind", "period", "value", "state", "group")]
    base = alt.Chart().encode(x=_years(records), tooltip=tooltip)
    parts = [*_goal(width, bottom, records), *_on_scale(base, bottom, records)]
    for line in below:
        row = alt.value({"expr": f"{height} - {ROWS[line]}"})
        parts += _below(base.encode(y=row), line, "stated" if is_small else "stated, to be determined, not available")
    return parts


def _years(records: Sequence[Record]) -> Any:
    """The axis of time."""
    alt = altair()
    years = {float(str(r["year"])) for r in records}
    return alt.X(
        "year:Q",
        scale=alt.Scale(zero=False, nice=False, padding=18),
        axis=axis(
            title=None if all(map(float.is_integer, years)) else "years, each at its end",
            format="d",
            tickMinStep=1,
            tickCount=min(len(years) + 1, 8),
            grid=False,
        ),
    )


def _numbers(bottom: str, records: Sequence[Record]) -> Any:
    """The axis of numbers, from zero, down to the row of values that are none."""
    alt = altair()
    is_whole = all(float(str(r["number"])).is_integer() for r in records if "number" in r)
    return alt.Y(
        "number:Q",
        scale=alt.Scale(zero=True, nice=True, range=[{"expr": bottom}, ABOVE]),
        axis=axis(title=None, tickCount=4, minExtent=BESIDE, **({"tickMinStep": 1} if is_whole else {})),
    )


def _goal(width: str, bottom: str, records: Sequence[Record]) -> list[Any]:
    """The target as a dashed line with its number."""
    alt = altair()
    goal = alt.Chart().transform_filter("isValid(datum.goal)").encode(y=_numbers(bottom, records))
    dark = {"color": LIGHT["target"], "tooltip": None}
    name = goal.mark_text(align="right", dx=-2, dy=-7, fontSize=FONT_SIZE, **dark)
    return [goal.mark_rule(strokeDash=[2, 4], **dark), name.encode(x=alt.value({"expr": width}), text="goal:N")]


def _on_scale(base: Any, bottom: str, records: Sequence[Record]) -> list[Any]:
    """The numbers: lines, a mark at each, and the texts of actuals on a ground that keeps them apart from the lines."""
    alt = altair()
    lines = list(ROWS)
    colour = alt.Color("line:N", scale=alt.Scale(domain=lines, range=[LIGHT[line] for line in lines]), legend=key())
    shape = alt.Shape("line:N", scale=alt.Scale(domain=lines, range=[SHAPES[line] for line in lines]), legend=key())
    stated = base.transform_filter("isValid(datum.number)").encode(y=_numbers(bottom, records), detail="group:N")
    planned, actual = (stated.transform_filter(f"datum.line == '{line}'") for line in lines)
    labels = [
        (actual.transform_filter(f"datum.side == '{side}'").encode(text="label:N"), {"dy": dy})
        for side, dy in (("above", -11), ("below", 13))
    ]
    return [
        planned.mark_line(interpolate="step-before", strokeWidth=1.5).encode(color=colour),
        actual.mark_line(strokeWidth=2).encode(color=colour),
        *(part.mark_text(stroke=LIGHT["ground"], strokeWidth=3, fontSize=FONT_SIZE, **look) for part, look in labels),
        stated.mark_point(filled=True, size=50, opacity=1).encode(color=colour, shape=shape),
        *(part.mark_text(color=LIGHT["actual"], fontSize=FONT_SIZE, **look) for part, look in labels),
    ]


def _below(row: Any, line: str, labelled: str) -> list[Any]:
    """The values of a line that have no place on the scale: marks, hollow where the value is missing, with texts."""
    alt = altair()
    mine = row.transform_filter(f"!isValid(datum.number) && datum.line == '{line}'")
    fill = alt.when("datum.state == 'stated'").then(alt.value(LIGHT[line])).otherwise(alt.value(LIGHT["ground"]))
    mark = {"filled": True, "size": 50, "opacity": 1, "strokeWidth": 1.5}
    return [
        mine.mark_point(stroke=LIGHT[line], shape=SHAPES[line], **mark).encode(fill=fill),
        mine.transform_filter(f"indexof({labelled.split(', ')}, datum.state) >= 0")
        .mark_text(dy=-11, fontSize=10, limit=110, color=LIGHT["muted"])
        .encode(text="value:N"),
    ]
