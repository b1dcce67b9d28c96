"""
The chart of a contribution: what each part adds to one figure of a corporate plan.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from ._library import Record, altair, axis, data, harmless, heading, named_rows, number, short
from .design import FONT_SIZE, LIGHT

if TYPE_CHECKING:
    from altair import LayerChart

    from resultsframework.aggregation import Contribution, RollupPart

__all__ = ["contributions"]

WIDTH, STEP, LONGEST_NAME = 380, 22, 48


def contributions(contribution: Contribution) -> LayerChart:
    """
    A chart of what each part contributes to one indicator of a corporate plan: a bar from zero, with its number.

    A part that reports nothing has a hollow mark and the reason, a value that is no plain number its text.

    Args:
        contribution: One of `resultsframework.aggregation.contributions`.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    alt = altair()
    records = [_record(place, part) for place, part in enumerate(contribution.inputs, 1)]
    words = f"{contribution.code}; {', '.join(' '.join((str(r['part']), str(r['label']))) for r in records)}"
    chart: Any = alt.layer(*_layers(records), data=data(records)).properties(
        width=WIDTH,
        height=alt.Step(STEP),
        title=heading(short(f"Contributions to {contribution.code}", 80, 2)),
        description=harmless(words),
    )
    return cast("LayerChart", chart)


def _record(place: int, part: RollupPart) -> Record:
    name = short(part.framework, LONGEST_NAME, 1) or [f"part {place}"]
    record: dict[str, object] = {"part": name[0], "state": "stated" if part.is_reported else "missing"}
    record["label"] = part.text if part.is_reported else ": ".join(filter(None, ("none", part.lack)))
    return record | ({"number": number(part.value)} if isinstance(part.value, Decimal) else {})


def _layers(records: list[Record]) -> list[Any]:
    alt = altair()
    x = alt.X("number:Q", axis=axis(title=None, tickCount=5))
    rows = alt.Chart().encode(y=named_rows("part", records), tooltip=["part:N", "label:N"])
    hollow = alt.when("datum.state == 'stated'").then(alt.value(LIGHT["actual"])).otherwise(alt.value(LIGHT["ground"]))
    label = {"align": "left", "dx": 8, "fontSize": FONT_SIZE, "color": LIGHT["text"]}
    return [
        rows.transform_filter("isValid(datum.number)").mark_bar(height=12, color=LIGHT["actual"]).encode(x=x),
        rows.transform_filter("!isValid(datum.number)")
        .mark_point(filled=True, size=50, strokeWidth=1.5, opacity=1, stroke=LIGHT["actual"])
        .encode(x=alt.datum(0), fill=hollow),
        rows.transform_calculate(place="max(datum.number || 0, 0)")
        .mark_text(**label)
        .encode(x=alt.X("place:Q"), text="label:N"),
    ]
