"""
Every figure of docs/performance.md in one run, each beside its floor and its peers.

    python benchmarks/page.py [--write]

Prints the tables, and with `--write` puts them into the page. Those of real files need the folder `shared` beside the
repository or the one that RESULTSFRAMEWORK_SHARED names. It takes about five minutes of two idle processors; each
script can be run alone, with other sizes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import charts
import comparing
import corpus
import documents
import frames
import iati
import imports
import json_speed
import memory
import progress
import round_trip
import rules
import sheets
import strategies
from report import PAGE, Table, written

ROOT = Path(__file__).resolve().parent.parent
INDICATORS = 10_000
SHARED = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")


def tables() -> Iterator[Table]:
    """The tables, in the order of the page."""
    yield from imports.tables()
    yield from json_speed.tables(INDICATORS, rounds=3)
    yield from memory.tables(INDICATORS)
    yield from strategies.tables(examples=200, runs=3)
    yield from rules.tables(INDICATORS // 2)
    yield from progress.tables(INDICATORS, rounds=3)
    yield from frames.tables(rounds=3)
    yield from sheets.tables(rounds=3)
    yield from comparing.tables(INDICATORS, rounds=3)
    yield from documents.tables(rounds=3)
    yield from charts.tables(rounds=3)
    real = SHARED / "data" / "iati"
    schema = real / "schema" / "2.03"
    yield from iati.tables(10, rounds=3, schemas=schema if schema.is_dir() else None)
    if (real / "publishers").is_dir():
        yield from iati.tables_of_folder(real / "publishers", rounds=2)
        yield from round_trip.tables(real / "publishers" / round_trip.FILE)
        yield from corpus.tables_of_folder(real / "publishers")
    yield from corpus.tables()


def main(*arguments: str) -> None:
    """Print the tables, and write them into the page where that is wanted."""
    found: list[Table] = []
    start = then = time.perf_counter()
    for table in tables():
        found.append(table)
        now = time.perf_counter()
        print(f"\n## {table.name} ({now - then:.0f} s)\n\n{table}", flush=True)
        then = now
    print(f"\n{len(found)} tables in {then - start:.0f} s")
    if "--write" in arguments:
        PAGE.write_text(written(PAGE.read_text("utf-8"), found), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
