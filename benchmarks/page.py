"""
Every figure of docs/performance.md in one run, each beside its floor and its peers.

    python benchmarks/page.py [--write]

Prints the tables, and with `--write` puts them into the page. Those of real files need the folder `shared` beside the
repository or the one that RESULTSFRAMEWORK_SHARED names; a script whose peer is not installed is left out. It takes
about five minutes of two idle processors; each script can be run alone, with other sizes.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from report import PAGE, Table, written

ROOT = Path(__file__).resolve().parent.parent
OWN = {path.stem for path in Path(__file__).parent.glob("*.py")}
INDICATORS = 10_000
SHARED = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or ROOT.parent / "shared")


def scripts() -> Iterator[tuple[str, Callable[[Any], Iterator[Table]]]]:
    """Each script by its name with the tables that it makes, in the order of the page."""
    yield "imports", lambda script: script.tables()
    yield "json_speed", lambda script: script.tables(INDICATORS, rounds=3)
    yield "memory", lambda script: script.tables(INDICATORS)
    yield "strategies", lambda script: script.tables(examples=200, runs=3)
    yield "rules", lambda script: script.tables(INDICATORS // 2)
    yield "progress", lambda script: script.tables(INDICATORS, rounds=3)
    yield "frames", lambda script: script.tables(rounds=3)
    yield "sheets", lambda script: script.tables(rounds=3)
    yield "comparing", lambda script: script.tables(INDICATORS, rounds=3)
    yield "documents", lambda script: script.tables(rounds=3)
    yield "charts", lambda script: script.tables(rounds=3)
    real = SHARED / "data" / "iati"
    schema = real / "schema" / "2.03"
    yield "iati", lambda script: script.tables(10, rounds=3, schemas=schema if schema.is_dir() else None)
    publishers = real / "publishers"
    if publishers.is_dir():
        yield "documents", lambda script: script.tables_of_folder(publishers)
        yield "iati", lambda script: script.tables_of_folder(publishers, rounds=2)
        yield "round_trip", lambda script: script.tables(publishers / script.FILE)
        yield "corpus", lambda script: script.tables_of_folder(publishers)
    yield "corpus", lambda script: script.tables()


def tables() -> Iterator[Table]:
    """The tables, without those of a script whose peer is not installed."""
    for name, tables_of in scripts():
        try:
            yield from tables_of(importlib.import_module(name))
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] in {"resultsframework", *OWN}:
                raise
            print(
                f"\n## {name} is left out: {error.name} is not installed; the dependency group bench has it", flush=True
            )


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
