"""
Many files at once: two workers beside a bare loop on two processes, a second run beside the first, and memory.

    python benchmarks/corpus.py [MEGABYTES]

The corpus is made up, of files of several sizes. The bare loop counts in Python and touches no file: it shows the gain
of two processes on this machine at this moment, as it runs before and after each scan. Dask's LocalCluster has two
workers of one thread. Memory is the largest resident size that a worker ever had, of a fresh pool for each file.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import iati_files
from report import Table

import resultsframework as rf
from resultsframework import corpus

MEGABYTES = 60
ROUNDS = 3
STEPS = 20_000_000
# Of a corpus, the share of each file in megabytes.
SHARES = (0.4, 0.2, 0.1, *(0.02,) * 15)


def seconds(work: Callable[[], object]) -> float:
    """The time on the clock of the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def counting(steps: int) -> int:
    """A loop of Python that needs a processor and nothing else."""
    found = 0
    for number in range(steps):
        found += number & 7
    return found


def peak(_: int = 0) -> float:
    """The largest resident size of this process, in megabytes."""
    time.sleep(0.05)  # so that each worker gets one of these
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def pool(workers: int) -> ProcessPoolExecutor:
    """A pool whose processes have imported everything."""
    made = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    list(made.map(warm, range(workers * 2)))
    return made


def warm(_: int) -> None:
    """Import what a worker needs, before the time runs."""
    with tempfile.TemporaryDirectory() as place:
        iati_files.write(Path(place) / "one.xml", 0.01)
        for job in (corpus.observations, corpus.findings):
            corpus.scan(Path(place) / "one.xml", job, out=Path(place) / job.__name__)
    time.sleep(0.2)  # so that each worker gets one of these


def corpus_in(folder: Path, megabytes: float) -> None:
    """Files of several sizes, each with activities of its own."""
    for number, share in enumerate(SHARES):
        iati_files.write(folder / f"{number:02}.xml", megabytes * share, seed=number)


def speed_up(once: Callable[[], object], twice: Callable[[], object]) -> float:
    """The time of work by one process over that by two."""
    return seconds(once) / seconds(twice)


def loop_speed_up(executor: Executor) -> float:
    """The gain of two processes for a bare loop."""
    return speed_up(
        lambda: [counting(STEPS // 4) for _ in range(4)], lambda: list(executor.map(counting, [STEPS // 4] * 4))
    )


def gains(folder: Path, rounds: int) -> Iterator[list[str | float]]:
    """The gain of two workers: of a bare loop, of a scan by processes, of a scan by Dask."""

    def scanned(executor: Executor | None) -> Callable[[], object]:
        return lambda: corpus.scan(
            folder, corpus.observations, executor=executor, out=tempfile.mkdtemp(dir=folder.parent)
        )

    scanned(None)()
    found: list[tuple[float, float]] = []
    with pool(2) as executor:
        for _ in range(rounds):
            before = loop_speed_up(executor)
            ours = speed_up(scanned(None), scanned(executor))
            found.append(((before + loop_speed_up(executor)) / 2, ours))
    yield gain("two processes", found)
    distributed: Any = import_module("distributed")

    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        cores = client.get_executor()
        list(cores.map(warm, range(4)))
        found = []
        for _ in range(rounds):
            with pool(2) as bare:
                before = loop_speed_up(bare)
            ours = speed_up(scanned(None), scanned(cores))
            with pool(2) as bare:
                found.append(((before + loop_speed_up(bare)) / 2, ours))
    yield gain("Dask, LocalCluster of two workers", found)


def gain(name: str, found: list[tuple[float, float]]) -> list[str | float]:
    """A row: the gain of the loop, that of the scan, and the second as a part of the first."""
    loops, ours = zip(*found, strict=True)
    return [name, statistics.median(loops), statistics.median(ours), statistics.median(b / a for a, b in found)]


def memory(folder: Path, sizes: tuple[int, ...] = (10, 300)) -> Iterator[list[str | float]]:
    """The largest resident size of two workers, for a file of each size."""
    for size in sizes:
        path = folder / f"{size}.xml"
        iati_files.write(path, size)
        with pool(2) as executor:
            corpus.scan(path, corpus.observations, executor=executor, out=folder / f"out-{size}")
            yield [f"a file of {size} MB", f"{max(executor.map(peak, range(8))):.0f}"]
        path.unlink()


def tables(megabytes: float = MEGABYTES, rounds: int = ROUNDS, *, largest: int = 300) -> Iterator[Table]:
    """The tables."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        corpus_in(folder, megabytes)
        about = (
            f"{len(SHARES)} files, {megabytes:g} MB, the largest {megabytes * max(SHARES):g} MB; medians of {rounds}."
        )
        yield Table(
            "corpus", about, ("workers", "gain of a bare loop", "gain", "of the loop"), list(gains(folder, rounds))
        )
        out = Path(place) / "out"
        first = seconds(lambda: corpus.scan(folder, corpus.findings, out=out))
        again = statistics.median(seconds(lambda: corpus.scan(folder, corpus.findings, out=out)) for _ in range(rounds))
        rows: list[list[str | float]] = [
            ["first", f"{first:.2f}", "100 %"],
            ["again", f"{again:.3f}", f"{again / first:.1%}"],
        ]
        yield Table("corpus-resume", about, ("run", "s", "of the first"), rows)
        rows = list(memory(Path(place), (10, largest)))
        yield Table("corpus-memory", "The larger of two workers.", ("work", "MB resident at most"), rows)


def tables_of_folder(folder: Path) -> Iterator[Table]:
    """The survey of real files beside reading them, and beside reading, rules and verdicts in a bare loop."""
    paths = sorted(folder.glob("*.xml"))

    def read() -> None:
        for path in paths:
            for _ in rf.read_all(path):
                pass

    def judged() -> None:
        for path in paths:
            for framework in rf.read_all(path):
                rf.validate(framework)
                for indicator in framework.indicators:
                    for year in {o.period.last_year for o in indicator.actuals}:
                        rf.met(indicator, year)

    read()
    found = {
        "reading": seconds(read),
        "reading, rules and verdicts, as a loop": seconds(judged),
        "`rf.corpus.survey`": seconds(lambda: corpus.survey(folder)),
        "`rf.corpus.survey`, without findings": seconds(lambda: corpus.survey(folder, findings=False)),
    }
    with pool(2) as executor:
        found["`rf.corpus.survey`, two processes"] = seconds(lambda: corpus.survey(folder, executor=executor))
    size = sum(path.stat().st_size for path in paths) / 1e6
    reading, loop = list(found.values())[:2]
    rows: list[list[str | float]] = [[name, f"{took:.1f}", took / reading, took / loop] for name, took in found.items()]
    yield Table(
        "corpus-survey",
        f"{len(paths)} files of publishers, {size:.0f} MB.",
        ("work", "s", "times reading", "times the loop"),
        rows,
    )


if __name__ == "__main__":
    print(*tables(float(sys.argv[1]) if sys.argv[1:] else MEGABYTES), sep="\n\n")
