"""
What a plan needs in memory after it was read, beside the same bytes in Structs of msgspec, each in a fresh process.

    python benchmarks/memory.py [INDICATORS]

Resident memory is that of Linux: after reading and a full collection, less what the process held before.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from data import INDICATORS, OBSERVATIONS, portfolio
from report import Table

ROUNDS = 3


def resident() -> int:
    """The bytes of memory that the process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1_024


def own_reader() -> Callable[[bytes], object]:
    """The reader of this library."""
    from resultsframework.formats import json

    json.loads('{"resultsframework": 1}')
    return lambda data: json.loads(data.decode())


def struct_reader() -> Callable[[bytes], object]:
    """The reader of msgspec, into Structs."""
    import msgspec
    from peers import PackedFramework

    return msgspec.json.Decoder(PackedFramework).decode


def model_reader() -> Callable[[bytes], object]:
    """The reader of pydantic, into models."""
    from peers import StrictFramework

    return StrictFramework.model_validate_json


def dict_reader() -> Callable[[bytes], object]:
    """The reader of orjson, into dictionaries."""
    import orjson

    return orjson.loads


READERS = {
    "Structs of msgspec": struct_reader,
    "**`ResultsFramework`**": own_reader,
    "dictionaries, from `orjson.loads`": dict_reader,
    "models of pydantic": model_reader,
}


def measure(reader: str, path: str) -> int:
    """The bytes that a document holds when it was read, in this process."""
    read = READERS[reader]()
    gc.collect()
    before = resident()
    document = read(Path(path).read_bytes())
    gc.collect()
    held = resident() - before
    del document
    return held


def tables(indicators: int = INDICATORS) -> Iterator[Table]:
    """The table."""
    from resultsframework.formats import json

    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        json.dump(portfolio(indicators), path)
        size = path.stat().st_size / 1e6
        for reader in READERS:
            command = [sys.executable, __file__, "--measure", reader, str(path)]
            rounds = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(ROUNDS)]
            found[reader] = sorted(int(done.stdout) for done in rounds)[ROUNDS // 2]
    observations = indicators * OBSERVATIONS
    rows: list[list[str | float]] = [
        [reader, f"{held / observations:,.0f}", held / found["Structs of msgspec"]] for reader, held in found.items()
    ]
    about = f"{indicators:,} indicators with {observations:,} observations, {size:.0f} MB, each in a fresh process."
    yield Table("memory", about, ("held as", "bytes an observation", "times msgspec Structs"), rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(measure(*sys.argv[2:4]))
    else:
        print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
