"""
Look for inputs that break a promise of the library: `python tests/fuzz/run.py [SECONDS] [--only TARGET]`.

With atheris, inputs are chosen by the branches that they reach; without it, or with ``--own``, by chance alone. An
input that breaks a promise is written to a file, which ``--again FILE`` tries once more.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import random
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from pathlib import Path

SECONDS = 90
FOUND = Path("fuzz-found")
# Sizes of a text whose time is compared; four times the size may take this many times as long, above the time in which
# a machine does something else.
SIZES = (4_000, 16_000, 64_000)
MOST, NEGLIGIBLE = 10, 0.5
# Seconds that one input may take.
PATIENCE = 20
# Inputs of a target in one go, the seconds after which the next one has its turn, and the share of the goes after which
# the time of a growing text is measured.
AT_ONCE, SLICE, PUMPED = 200, 0.2, 0.1


def main(arguments: list[str]) -> int:
    """Run one of the engines, or one input again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=SECONDS)
    parser.add_argument("--only", help="one target")
    parser.add_argument("--own", action="store_true", help="by chance, also where atheris is installed")
    parser.add_argument("--seed", type=int, default=None, help="a number for the same inputs again")
    parser.add_argument("--again", type=Path, help="a file that was found")
    options = parser.parse_args(arguments)
    if options.again is not None:
        return again(options.again)
    if not options.own and importlib.util.find_spec("atheris"):
        return guided(options.seconds, options.only)
    return by_chance(options.seconds, options.only, time.time_ns() if options.seed is None else options.seed)


def by_chance(seconds: float, only: str | None, seed: int) -> int:
    """Try mutants of all seeds, each target as often as the others, and now and then the time of growing texts."""
    from mutation import mutants, pumped, seeds
    from targets import TARGETS, TEXTS

    chance = random.Random(seed)
    inputs = seeds()
    names = [only] if only else list(TARGETS)
    streams = {name: mutants(inputs[name], chance) for name in names}
    tried, faults = Counter[str](), Counter[str]()
    print(f"seed {seed}; {sum(map(len, inputs.values()))} inputs to begin with", flush=True)
    end = time.monotonic() + seconds
    for name in names:
        for data in inputs[name]:
            faults[name] += not attempt(name, data)
            tried[name] += 1
    spent = dict.fromkeys(names, 0.0)
    rounds = 0
    while time.monotonic() < end:
        # Each target gets the same time, so that many more inputs are tried of those that take little.
        name = min(names, key=spent.__getitem__)
        start = time.process_time()
        for _ in range(AT_ONCE):
            faults[name] += not attempt(name, next(streams[name]))
            tried[name] += 1
            if time.process_time() - start > SLICE:
                break
        if name in TEXTS and chance.random() < PUMPED:
            faults[name] += not grows_evenly(name, pumped(inputs[name], chance))
        spent[name] += time.process_time() - start
        rounds += 1
        if rounds % 500 == 0:
            gc.collect()
    print(f"{tried.total():,} inputs: {', '.join(f'{name} {tried[name]:,}' for name in names)}")
    print(f"{faults.total()} faults" + (f", see {FOUND}" if faults.total() else ""))
    return int(faults.total() > 0)


def attempt(name: str, data: bytes) -> bool:
    """True if a target keeps its promises on an input; else the input is written to a file."""
    from targets import TARGETS

    start = time.process_time()
    try:
        TARGETS[name](data)
    except Exception:  # noqa: BLE001 - any exception is what is looked for
        report(name, data, traceback.format_exc(limit=-4))
        return False
    took = time.process_time() - start
    if took > PATIENCE:
        report(name, data, f"it took {took:.0f} s")
        return False
    return True


def grows_evenly(name: str, pieces: tuple[bytes, bytes, bytes]) -> bool:
    """
    True if the time for a text grows with its length.

    A short text may be refused at once and a longer one be read; so it has to grow too fast twice in a row.
    """
    before, pump, after = pieces
    times: list[float] = []
    for size in SIZES:
        data = before + pump * (size // len(pump)) + after
        start = time.process_time()
        if not attempt(name, data):
            return False
        times.append(time.process_time() - start)
        if len(times) > 1 and (times[-1] < NEGLIGIBLE or times[-1] < MOST * times[-2]):
            return True
    report(name, data, f"four times the length took {times[-1] / times[-2]:.0f} times as long, {times[-1]:.1f} s")
    return False


def report(name: str, data: bytes, why: str) -> None:
    """Print a fault, and write its input to a file that is named by its content."""
    FOUND.mkdir(exist_ok=True)
    file = FOUND / f"{name}-{zlib.crc32(data):08x}"
    file.write_bytes(data)
    print(f"--- {file}\n{data[:200]!r}\n{why}", flush=True)


def again(file: Path) -> int:
    """Try an input that was found before."""
    from targets import TARGETS

    TARGETS[file.name.partition("-")[0]](file.read_bytes())
    print("no fault any more")
    return 0


def guided(seconds: float, only: str | None) -> int:
    """Run atheris on all targets; the first byte of an input chooses one."""
    import atheris

    with atheris.instrument_imports(include=["resultsframework"]):
        from mutation import seeds
        from targets import TARGETS

    names = [only] if only else list(TARGETS)

    def one(data: bytes) -> None:
        if data:
            TARGETS[names[data[0] % len(names)]](data[1:])

    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, inputs in seeds().items():
            for number, data in enumerate(inputs if name in names else ()):
                Path(folder, f"{name}-{number}").write_bytes(bytes([names.index(name)]) + data[:20_000])
        limits = (f"-max_total_time={seconds:.0f}", f"-timeout={PATIENCE}", "-rss_limit_mb=2048", "-max_len=20000")
        atheris.Setup([sys.argv[0], folder, f"-artifact_prefix={FOUND}/", *limits], one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
