"""
Charts of the bundled example: the time to make one and to hand it to a notebook, and the size of its Vega-Lite.

Altair checks each part of a chart against the schema of Vega-Lite as it is made, and all of it as it is shown; the
floor is a chart of one mark with the same data.
"""

from __future__ import annotations

import json
import statistics
import sys
from typing import TYPE_CHECKING

import altair as alt
from progress import seconds
from report import Table

import resultsframework as rf
from resultsframework import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 5


def tables(rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    framework = examples.load()
    records = rf.observations(framework).flat().select("year", "number", "kind").to_records()
    works: dict[str, Callable[[], alt.TopLevelMixin]] = {
        "one mark, all observations, by hand": lambda: (
            alt.Chart({"values": records}).mark_point().encode(x="year:Q", y="number:Q", color="kind:N")
        ),
        "`series`": lambda: rf.charts.series(framework["MEX_D_2.1.2A"]),
        "`grid`": lambda: rf.charts.grid(framework),
        "`progress`": lambda: rf.charts.progress(framework, 2021),
        "`budgets`": lambda: rf.charts.budgets(framework),
        "`completeness`": lambda: rf.charts.completeness(framework),
        "`status_by_year`": lambda: rf.charts.status_by_year(framework),
    }
    rows: list[list[str | float]] = []
    for name, make in works.items():
        chart = make()
        size = len(json.dumps(chart.to_dict())) / 1000
        made = statistics.median(seconds(make) for _ in range(rounds))
        shown = statistics.median(seconds(chart.to_dict) for _ in range(rounds))
        rows.append([name, f"{made * 1000:.0f}", f"{shown * 1000:.0f}", f"{size:.0f} kB"])
    yield Table(
        "charts",
        f"Medians of {rounds} runs each, altair {alt.__version__}, Python {sys.version.split()[0]}.",
        ("chart of the bundled example", "ms to make", "ms to show", "size"),
        rows,
    )


if __name__ == "__main__":
    print(*tables(), sep="\n\n")
