"""
How long a program waits for the library: `import resultsframework` and `from resultsframework import Indicator`.

Every statement runs in a fresh process, in turns, so that a busy machine hurts all of them alike. The floor is an
interpreter that imports nothing; the peer is attrs, on which the model is built. Both read compiled modules.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from report import Table

ROUNDS = 15
PACKAGE, NOUN, PEER, FLOOR = (
    "import resultsframework",
    "from resultsframework import Indicator",
    "import attrs",
    "pass",
)
STATEMENTS = (FLOOR, PEER, PACKAGE, NOUN)
WANTED = {PACKAGE: "at most 25 ms", NOUN: "at most 1.6 times"}


def milliseconds(statement: str, environment: dict[str, str]) -> float:
    """The time of a fresh interpreter from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], env=environment, check=True)
    return (time.perf_counter() - start) * 1000


def measured(rounds: int) -> dict[str, list[float]]:
    """The times of every statement, after one round that compiles the modules and is not counted."""
    with tempfile.TemporaryDirectory() as compiled:
        kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        source = str(Path(__file__).resolve().parent.parent / "src")
        environment = kept | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": source}
        turns = [{one: milliseconds(one, environment) for one in STATEMENTS} for _ in range(rounds + 1)]
    return {one: [turn[one] for turn in turns[1:]] for one in STATEMENTS}


def tables(rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    found = measured(rounds)
    median = {one: statistics.median(found[one]) for one in STATEMENTS}
    over = {one: median[one] - median[FLOOR] for one in STATEMENTS}
    rows: list[list[str | float]] = [
        [f"`{one}`", f"{over[one]:.0f}", over[one] / over[PEER], WANTED.get(one, "")] for one in STATEMENTS[1:]
    ]
    yield Table(
        "imports",
        f"Medians of {rounds} fresh processes each, taken in turns, Python {sys.version.split()[0]}.",
        ("import", "ms over a bare interpreter", f"times `{PEER}`", "wanted"),
        rows,
    )


if __name__ == "__main__":
    print(*tables(), sep="\n\n")
