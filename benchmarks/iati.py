"""
IATI beside its floors and its peers, in one run: reading, memory, writing, two processes, and a whole folder of files.

    python benchmarks/iati.py [MEGABYTES] [ROUNDS] [SCHEMAS]

The file is made up (iati_files.py); page.py measures a folder of real activity files as well. The peer xsdata makes
its classes of the official schema, where its folder is named. Times are of the processor, the median of the rounds, and
what is compared alternates within a round; two processes are timed by the clock.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

import xmltodict
from iati_files import MEGABYTE, write
from lxml import etree
from report import Table, times

import resultsframework as rf
from resultsframework.activity import ActivityDate, ActivityStatus, DateKind
from resultsframework.formats import iati
from resultsframework.formats.iati._source import activities
from resultsframework.organisation import ParticipationRole

MEGABYTES = 10
ROUNDS = 5
SIZES = (10, 100)
FILES = 8
BURN = 2_500_000
EXPAT, XMLTODICT = "expat without handlers", "xmltodict, streaming, as dictionaries"
OURS, RESULTS = "**`load_all`**, whole activities", "**`load_all(..., results_only=True)`**"
BUILDING = "lxml, the same elements by hand, serialised"
PUBLICATION = iati.Publication(
    identifier="XM-EX-1",
    title="A plan",
    description="What it is for",
    reporting_organisation=rf.Organisation(reference="XM-EX", type="40", name="Example"),
    organisations=(rf.Participation(organisation=rf.Organisation(name="Example"), role=ParticipationRole.FUNDING),),
    status=ActivityStatus.IMPLEMENTATION,
    dates=(ActivityDate(kind=DateKind.PLANNED_START, day=date(2025, 1, 1)),),
    measures=rf.Measure.UNIT,
)
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


# ------------------------------------------------------------------------------------------------- reading


def parse(paths: Iterable[Path]) -> None:
    """The floor: expat without any handlers."""
    for path in paths:
        with path.open("rb") as file:
            expat.ParserCreate().ParseFile(file)


def iterate(paths: Iterable[Path]) -> None:
    """The elements alone, by lxml and the usual recipe."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for path in paths:
        for _event, element in etree.iterparse(path, tag="iati-activity", **safe):
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)


def exhaust(found: Iterable[object]) -> int:
    """The number of items."""
    return sum(1 for _ in found)


def to_dictionaries(paths: Iterable[Path]) -> None:
    """The peer that most people take: a dictionary for each activity."""
    for path in paths:
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


def reading(name: str, about: str, paths: Sequence[Path], rounds: int, **further: Work) -> Table:
    """From files to frameworks; further works take one round."""
    works: dict[str, Work] = {
        EXPAT: lambda: parse(paths),
        "lxml, `iterparse` and clear": lambda: iterate(paths),
        "our elements: safe, with limits and correct lines": lambda: exhaust(_elements(paths)),
        RESULTS: lambda: exhaust(_all(paths, results_only=True)),
        OURS: lambda: exhaust(_all(paths)),
        XMLTODICT: lambda: to_dictionaries(paths),
    }
    found = in_turns(works, rounds)
    found |= in_turns(further, 1) if further else {}
    header = ("reading", "ms", "times expat", "times xmltodict", "wanted")
    wanted = {RESULTS: "at most 0.6 of xmltodict", OURS: "at most 1.0 of xmltodict"}
    rows = [[*row, wanted.get(str(row[0]), "")] for row in times(found, EXPAT, XMLTODICT)]
    return Table(name, f"{about}, {_size_of(paths):.0f} MB, medians of {rounds}.", header, rows)


def _size_of(paths: Iterable[Path]) -> float:
    """The size of some files, in MB."""
    return sum(path.stat().st_size for path in paths) / MEGABYTE


def _elements(paths: Iterable[Path]) -> Iterator[object]:
    for path in paths:
        with contextlib.suppress(rf.FormatError):
            yield from activities(path)


# -------------------------------------------------------------------------------------------------- memory


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_024


def memory(folder: Path) -> Table:
    """The most memory while files of different sizes are read, each in a fresh process."""
    found: list[str] = []
    for size in SIZES:
        path = folder / f"{size}.xml"
        write(path, size)
        command = [sys.executable, __file__, "--peak", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(f"{float(done.stdout):.1f} MB")
        path.unlink()
    header = ("memory at its peak", *(f"{size} MB" for size in SIZES), "wanted")
    rows = [["`load_all`, one framework at a time", *found, "at most 2 MB more"]]
    return Table("iati-memory", "Each file in a fresh process.", header, rows)


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


def writing(name: str, about: str, paths: Sequence[Path], rounds: int) -> Table:
    """From frameworks to files, one each, plain and lossless, beside the same elements built by lxml."""
    frameworks = list(_all(paths))
    kinds: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("plain", "at most 1.0", {"publication": PUBLICATION}),
        ("lossless", "at most 3.5", {"lossless": True}),
    )
    rows: list[list[str | float]] = []
    for kind, wanted, options in kinds:
        dumps: Callable[[Any], str] = partial(iati.dumps, **options)
        able = [one for one in frameworks if _is_writable(one, dumps)]
        documents = [steps_of(dumps(framework)) for framework in able]
        works: dict[str, Work] = {"building": partial(each, build, documents), "ours": partial(each, dumps, able)}
        found = in_turns(works, rounds)
        label = f"**`dumps`**, {kind}, {len(able):,} activities"
        rows.append([label, f"{found['ours'] * 1e3:,.0f}", found["ours"] / found["building"], wanted])
    header = ("writing", "ms", f"times {BUILDING}", "wanted")
    return Table(name, f"{about}, medians of {rounds}.", header, rows)


def _is_writable(framework: rf.ResultsFramework, dumps: Callable[[Any], str]) -> bool:
    """False where plain IATI demands facts that neither the framework nor the publication states."""
    try:
        dumps(framework)
    except iati.IncompleteError:
        return False
    return True


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


def two_processes(folder: Path, megabytes: int, rounds: int) -> Table:
    """Many files in two processes, beside a loop that only burns."""
    paths = [folder / f"{number}.xml" for number in range(FILES)]
    for number, path in enumerate(paths):
        write(path, megabytes / FILES, seed=number)
    with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as pool:
        burning = partial(speed_up, pool, 1, burn, [BURN] * FILES)
        ours = partial(speed_up, pool, 1, count_indicators, paths)
        pairs = [(burning(), ours()) for _ in range(rounds)]
    loop, files = (statistics.median(found) for found in zip(*pairs, strict=True))
    header = ("two processes", "speed-up", "share of a loop's", "wanted")
    rows: list[list[str | float]] = [
        ["a bare loop", loop, 1.0, ""],
        [f"{FILES} files", files, files / loop, "at least 0.85"],
    ]
    return Table("iati-processes", f"Two processes beside one, by the clock, medians of {rounds}.", header, rows)


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


def tables(megabytes: int = MEGABYTES, rounds: int = ROUNDS, schemas: str | Path | None = None) -> Iterator[Table]:
    """The tables of a made-up file."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "made-up.xml"
        write(path, megabytes)
        further: dict[str, Work] = {}
        if schemas is not None:
            bind = bindings(Path(schemas).resolve(), Path(made))
            further["xsdata, classes made of the schema"] = lambda: bind(path)
        yield reading("iati-reading", "A made-up file", [path], rounds, **further)
        yield writing("iati-writing", "The activities of that file, a file each", [path], rounds)
        yield memory(Path(made))
        yield two_processes(Path(made), megabytes, rounds)


def tables_of_folder(folder: Path, rounds: int = ROUNDS) -> Iterator[Table]:
    """The tables of the files of publishers."""
    paths = sorted(folder.glob("*.xml"))
    counts: list[tuple[int, int, int]] = []
    further: dict[str, Work] = {"read, merge, validate by `iati-2.03`, count": lambda: counts.append(evaluate(paths))}
    table = reading("iati-reading-real", f"{len(paths)} files of publishers", paths, rounds, **further)
    found = "{:,} frameworks, {:,} indicators, {:,} findings".format(*counts[-1])
    yield table._replace(about=f"{table.about} The last line: {found}.")
    yield writing("iati-writing-real", "The activities of those files, a file each", paths, rounds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        exhaust(iati.load_all(sys.argv[2]))
        print(peak())
    else:
        numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
        official = next((argument for argument in sys.argv[1:] if not argument.isdecimal()), None)
        size, turns = (*numbers, *(MEGABYTES, ROUNDS)[len(numbers) :])[:2]
        print(*tables(size, turns, official), sep="\n\n")
