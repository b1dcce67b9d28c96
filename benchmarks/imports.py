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
from pathlib import Path

ROUNDS = 15
PACKAGE, NOUN, PEER, FLOOR = (
    "import resultsframework",
    "from resultsframework import Indicator",
    "import attrs",
    "pass",
)
STATEMENTS = (FLOOR, PEER, PACKAGE, NOUN)
# The goals.
MOST_OVER_FLOOR_MS = 25
MOST_TIMES_PEER = 1.6


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


def main() -> None:
    """Print the table, and its answer to the two claims."""
    times = measured(ROUNDS)
    median = {one: statistics.median(times[one]) for one in STATEMENTS}
    floor, peer = median[FLOOR], median[PEER] - median[FLOOR]
    print(f"imports, Python {sys.version.split()[0]}, {ROUNDS} fresh processes each, in turns")
    print(f"{'statement':<40}{'median ms':>10}{'least ms':>10}{'over floor':>12}{'x attrs':>9}")
    for one in STATEMENTS:
        over = median[one] - floor
        print(f"{one:<40}{median[one]:>10.1f}{min(times[one]):>10.1f}{over:>12.1f}{over / peer:>9.2f}")
    package, noun = median[PACKAGE] - floor, (median[NOUN] - floor) / peer
    print(f"{PACKAGE}: {package:.1f} ms over the floor, at most {MOST_OVER_FLOOR_MS} wanted")
    print(f"{NOUN}: {noun:.2f} times attrs, both over the floor, at most {MOST_TIMES_PEER} wanted")


if __name__ == "__main__":
    main()
