"""
The long table of 141,000 observations, and the frames made of it.

The floor of Arrow is a loop that makes a typed array of each column, that of pandas the frame of one dictionary a row,
with the dictionaries. All are timed in turns in one process, so that a busy machine hurts all.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from data import OBSERVATIONS, portfolio
from progress import seconds
from report import Table

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INDICATORS = 23_500
ROUNDS = 5


def typed_columns(table: rf.Table) -> pa.Table:
    """Arrow data as a loop by hand makes it: each column an array of its type."""
    types = {Decimal: pa.float64(), int: pa.int64(), dt.date: pa.date32()}
    arrays = {}
    for position, column in enumerate(table.columns):
        cells = [row[position] for row in table.rows]
        if column.type is Decimal:
            cells = [None if cell is None else float(cell) for cell in cells]  # type: ignore[arg-type]
        arrays[column.name] = pa.array(cells, types.get(column.type, pa.string()))
    return pa.table(arrays)


def tables(indicators: int = INDICATORS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    framework = portfolio(indicators)
    table = rf.observations(framework)
    works: dict[str, Callable[[], object]] = {
        "rf.observations": lambda: rf.observations(framework),
        "to_arrow": table.to_arrow,
        "typed loop": lambda: typed_columns(table),
        "to_pandas": table.to_pandas,
        "DataFrame(records)": lambda: pd.DataFrame(table.to_records()),
        "to_polars": table.to_polars,
        "to_csv": table.to_csv,
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds(work))
    found = {name: statistics.median(times) for name, times in taken.items()}
    floors = {"to_arrow": "typed loop", "to_pandas": "DataFrame(records)"}
    rows: list[list[str | float]] = [
        [name, f"{took * 1e3:,.0f}", took / found[floors[name]] if name in floors else ""]
        for name, took in found.items()
    ]
    about = f"{indicators * OBSERVATIONS:,} observations in {len(table.columns)} columns, medians of {rounds}."
    yield Table("frames", about, ("work", "ms", "times its floor"), rows)


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
