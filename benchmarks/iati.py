"""
IATI beside its floors and its peers, in one run: reading, memory, writing, two processes, and a whole folder of files.

    python benchmarks/iati.py [MEGABYTES] [ROUNDS] [FOLDER [SCHEMAS]]

The file is made up (iati_files.py); a folder of real activity files may be named, and then the folder of the official
schema, of which the peer xsdata makes its classes. Times are of the processor, the median of the rounds, and what is
compared alternates within a round; two processes are timed by the clock.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

from iati_files import MEGABYTE, write
from lxml import etree

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.formats.iati._source import activities

MEGABYTES = 10
ROUNDS = 5
SIZES = (10, 100, 300)
FILES = 16
BURN = 6_000_000
# The goals.
MOST_TIMES_EXPAT = 5.5
MOST_TIMES_EXPAT_RESULTS = 3.0
MOST_TIMES_EXPAT_FOLDER = 14.0
MOST_GROWTH = 2.0
MOST_TIMES_BUILDING = 1.0
MOST_TIMES_BUILDING_LOSSLESS = 3.5
LEAST_SHARE = 0.85
Work = Callable[[], object]


def in_turns(works: dict[str, Work], rounds: int, clock: Callable[[], float] = time.process_time) -> dict[str, float]:
    """The median time of each work in seconds; the first round warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            gc.collect()
            start = clock()
            work()
            if number:
                times[name].append(clock() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def show(title: str, found: dict[str, float], floor: str, size: int) -> None:
    """A table of times, each beside the floor."""
    print(f"\n{title:<56}{'ms':>9}{'ms/MB':>9}{'x floor':>9}")
    for name, took in found.items():
        print(f"{name:<56}{took * 1e3:>9.0f}{took * 1e3 / size * MEGABYTE:>9.1f}{took / found[floor]:>9.2f}")


def claim(what: str, found: float, goal: float, *, at_least: bool = False) -> None:
    """A line that states whether a goal is met."""
    is_met = found >= goal if at_least else found <= goal
    print(f"{'met' if is_met else 'MISSED':<8}{what}: {found:.2f}, at {'least' if at_least else 'most'} {goal:g}")


# ------------------------------------------------------------------------------------------------- reading


def parse(paths: Iterable[Path]) -> None:
    """The floor: expat without any handlers."""
    for path in paths:
        with path.open("rb") as file:
            expat.ParserCreate().ParseFile(file)


def iterate(path: Path) -> None:
    """The elements alone, by lxml and the usual recipe."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for _event, element in etree.iterparse(path, tag="iati-activity", **safe):
        element.clear()
        while (before := element.getprevious()) is not None:
            before.getparent().remove(before)


def exhaust(found: Iterable[object]) -> int:
    """The number of items."""
    return sum(1 for _ in found)


def to_dictionaries(path: Path) -> None:
    """The peer that most people take: a dictionary for each activity."""
    import xmltodict

    with path.open("rb") as file:
        xmltodict.parse(file, item_depth=2, item_callback=lambda _path, _item: True)


def bindings(schemas: Path, folder: Path) -> Callable[[Path], object]:
    """The peer that binds every element to a class, which it makes of the schema."""
    from xsdata.formats.dataclass.parsers import XmlParser

    tools = str(Path(sys.executable).parent)
    command = [f"{tools}/xsdata", "generate", str(schemas / "iati-activities-schema.xsd"), "--package", "bound"]
    environment = os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(command, check=True, cwd=folder, capture_output=True, env=environment)
    sys.path.insert(0, str(folder))
    noun = importlib.import_module("bound").IatiActivities
    return lambda path: XmlParser().parse(path, noun)


def reading(path: Path, rounds: int, bind: Callable[[Path], object] | None = None) -> None:
    """From a file to frameworks."""
    works: dict[str, Work] = {
        "expat without handlers": lambda: parse([path]),
        "lxml iterparse and clear": lambda: iterate(path),
        "elements: safe, with limits and right lines": lambda: exhaust(activities(path)),
        "load_all, results only": lambda: exhaust(iati.load_all(path, results_only=True)),
        "load_all": lambda: exhaust(iati.load_all(path)),
    }
    if importlib.util.find_spec("xmltodict"):
        works["xmltodict, streaming"] = lambda: to_dictionaries(path)
    if bind is not None:
        works["xsdata, classes made of the schema"] = lambda: bind(path)
    found = in_turns(works, rounds)
    floor = "expat without handlers"
    show(f"reading {path.stat().st_size / MEGABYTE:.0f} MB", found, floor, path.stat().st_size)
    claim("results alone, times expat", found["load_all, results only"] / found[floor], MOST_TIMES_EXPAT_RESULTS)
    claim("whole activities, times expat", found["load_all"] / found[floor], MOST_TIMES_EXPAT)


# -------------------------------------------------------------------------------------------------- memory


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_024


def memory(folder: Path) -> None:
    """The most memory while files of different sizes are read, each in a fresh process."""
    print(f"\n{'most memory while reading':<56}{'MB':>9}")
    found = []
    for size in SIZES:
        path = folder / f"{size}.xml"
        write(path, size)
        command = [sys.executable, __file__, "--peak", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(float(done.stdout))
        print(f"{f'{size} MB':<56}{found[-1]:>9.1f}")
        path.unlink()
    claim(f"MB more at {SIZES[-1]} MB than at {SIZES[0]} MB", found[-1] - found[0], MOST_GROWTH)


# ------------------------------------------------------------------------------------------------- writing

Step = tuple[int, str, dict[str, str], str | None]


def steps_of(text: str) -> list[Step]:
    """The steps to build a document with lxml: depth, name, attributes and text of each element."""
    found: list[Step] = []

    def note(element: etree._Element, depth: int) -> None:
        inner = element.text if element.text and not element.text.isspace() else None
        found.append((depth, element.tag, {str(name): str(value) for name, value in element.items()}, inner))
        for child in element:
            note(child, depth + 1)

    note(etree.fromstring(text.encode(), etree.XMLParser(remove_comments=True)), 0)
    return found


def build(steps: Sequence[Step]) -> bytes:
    """A document built and serialised by lxml."""
    _, tag, attributes, _ = steps[0]
    above = [etree.Element(tag, attributes)]
    for depth, name, given, text in steps[1:]:
        del above[depth:]
        element = etree.SubElement(above[-1], name, given)
        if text is not None:
            element.text = text
        above.append(element)
    return etree.tostring(above[0], encoding="UTF-8", xml_declaration=True, pretty_print=True)


def each(work: Callable[[Any], object], items: Iterable[object]) -> None:
    """The same work on each item."""
    for item in items:
        work(item)


def writing(path: Path, rounds: int) -> None:
    """From frameworks to files, one each, plain and lossless."""
    frameworks = list(iati.load_all(path))
    kinds: tuple[tuple[str, float, dict[str, Any]], ...] = (
        ("plain", MOST_TIMES_BUILDING, {"publication": iati.Publication(measures=rf.Measure.UNIT)}),
        ("lossless", MOST_TIMES_BUILDING_LOSSLESS, {"lossless": True}),
    )
    for name, most, options in kinds:
        dumps: Callable[[Any], str] = partial(iati.dumps, **options)
        texts = [dumps(framework) for framework in frameworks]
        documents = [steps_of(text) for text in texts]
        floor, ours = "building the same elements by lxml, and serialising", f"dumps, {name}"
        works: dict[str, Work] = {
            floor: partial(each, build, documents),
            ours: partial(each, dumps, frameworks),
        }
        found = in_turns(works, rounds)
        size = sum(len(text.encode()) for text in texts)
        show(f"writing {len(frameworks)} activities, {name}, {size / MEGABYTE:.0f} MB", found, floor, size)
        claim(f"writing, {name}, times building by lxml", found[ours] / found[floor], most)


# ------------------------------------------------------------------------------------------- two processes


def burn(count: int) -> int:
    """Something that needs nothing but the processor."""
    total = 0
    for number in range(count):
        total += number & 3
    return total


def count_indicators(path: Path) -> int:
    """The work on one file."""
    return sum(len(framework.indicators) for framework in iati.load_all(path))


def speed_up(pool: ProcessPoolExecutor, rounds: int, work: Callable[..., int], items: Sequence[object]) -> float:
    """The speed-up of two processes over one."""
    works: dict[str, Work] = {
        "one": lambda: [work(item) for item in items],
        "two": lambda: list(pool.map(work, items)),
    }
    found = in_turns(works, rounds, time.perf_counter)
    return found["one"] / found["two"]


def two_processes(folder: Path, megabytes: int, rounds: int) -> None:
    """Many files in two processes, beside a loop that only burns."""
    paths = [folder / f"{number}.xml" for number in range(FILES)]
    for number, path in enumerate(paths):
        write(path, megabytes / FILES, seed=number)
    with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as pool:
        burning = partial(speed_up, pool, 1, burn, [BURN] * FILES)
        ours = partial(speed_up, pool, 1, count_indicators, paths)
        pairs = [(burning(), ours()) for _ in range(rounds)]
    print(f"\n{f'two processes, {FILES} files':<56}{'speed-up':>9}")
    loop, files = (statistics.median(found) for found in zip(*pairs, strict=True))
    print(f"{'a loop':<56}{loop:>9.2f}\n{'files':<56}{files:>9.2f}")
    claim("share of the speed-up of a loop", files / loop, LEAST_SHARE, at_least=True)


# -------------------------------------------------------------------------------------------- a whole folder


def evaluate(paths: Iterable[Path]) -> tuple[int, int, int]:
    """Everything that the first look at a folder of files does: frameworks, indicators, findings."""
    frameworks = indicators = findings = 0
    for framework in _all(paths):
        merged = rf.compare.merge_periods(framework).framework
        frameworks += 1
        indicators += len(merged.indicators)
        findings += len(rf.validate(merged, profile="iati-2.03").findings)
    return frameworks, indicators, findings


def _all(paths: Iterable[Path], *, results_only: bool = False) -> Iterator[rf.ResultsFramework]:
    for path in paths:
        with contextlib.suppress(rf.FormatError):
            yield from iati.load_all(path, results_only=results_only)


def whole_folder(folder: Path, rounds: int) -> None:
    """Files of publishers, from the disk to what is wrong with them."""
    paths = sorted(folder.glob("*.xml"))
    size = sum(path.stat().st_size for path in paths)
    counts: list[tuple[int, int, int]] = []
    floor, results, reading_alone = "expat without handlers", "load_all, results only", "load_all"
    everything = "load_all, merge, validate, count"
    found = in_turns(
        {
            floor: lambda: parse(paths),
            "elements": lambda: [exhaust(activities(path)) for path in paths],
            results: lambda: exhaust(_all(paths, results_only=True)),
            reading_alone: lambda: exhaust(_all(paths)),
            everything: lambda: counts.append(evaluate(paths)),
        },
        rounds,
    )
    show(f"{len(paths)} files, {size / MEGABYTE:.0f} MB", found, floor, size)
    print("{} frameworks, {} indicators, {} findings".format(*counts[0]))
    claim("results alone, times expat", found[results] / found[floor], MOST_TIMES_EXPAT_RESULTS)
    claim("whole activities, times expat", found[reading_alone] / found[floor], MOST_TIMES_EXPAT)
    claim("with merging, validating and counting", found[everything] / found[floor], MOST_TIMES_EXPAT_FOLDER)


def main(
    megabytes: int = MEGABYTES, rounds: int = ROUNDS, *, folder: str | None = None, schemas: str | None = None
) -> None:
    """Print the tables."""
    print(f"Python {sys.version.split()[0]}, lxml {etree.__version__}, {os.cpu_count()} cores, median of {rounds}")
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "made-up.xml"
        write(path, megabytes)
        reading(path, rounds, None if schemas is None else bindings(Path(schemas).resolve(), Path(made)))
        writing(path, rounds)
        memory(Path(made))
        two_processes(Path(made), megabytes, min(rounds, 3))
    if folder is not None:
        whole_folder(Path(folder), min(rounds, 3))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        exhaust(iati.load_all(sys.argv[2]))
        print(peak())
    else:
        numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
        publishers, official, *_ = *(argument for argument in sys.argv[1:] if not argument.isdecimal()), None, None
        main(*numbers[:2], folder=publishers, schemas=official)
