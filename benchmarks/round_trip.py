"""
The results of a publisher as sheets and back: what comes back, here and in okfn-iati.

    python benchmarks/round_trip.py FILE.xml

okfn-iati writes a folder of CSV files and reads it again. Here each activity becomes a workbook, which is read again
and written as IATI; and the long table as CSV, which holds the observations alone. Elements are counted in the files.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from okfn_iati import IatiMultiCsvConverter
from progress import seconds
from report import Table

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.formats.tabular import csv, xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A publisher with groups, places and thousands of actuals.
FILE = "NL-KVK-41160054__v2.03.xml"
COUNTED = ("result", "indicator", "reference", "baseline", "target", "actual", "dimension", "location", "comment")


def tables(path: Path) -> Iterator[Table]:
    """The tables."""
    frameworks = list(iati.load_all(path))
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        took = {
            "okfn-iati": seconds(lambda: by_okfn(path, there / "okfn.xml")),
            "workbooks": seconds(lambda: written(map(by_workbook, frameworks), there / "workbooks.xml")),
        }
        files = {"the file": path, "okfn-iati": there / "okfn.xml", "workbooks": there / "workbooks.xml"}
        counts = {name: counted(file) for name, file in files.items()}
    equal = sum(by_workbook(framework) == framework for framework in frameworks)
    long, back = rf.observations(frameworks), [row for f in frameworks for row in rf.observations(by_csv(f))]
    rows: list[list[str | float]] = [
        [f"`{name}`", *(f"{found[name]:,}" for found in counts.values())] for name in COUNTED
    ]
    rows.append(["seconds", "", *(f"{one:,.1f}" for one in took.values())])
    about = (
        f"{path.name}, {len(frameworks)} activities. Of our frameworks {equal} are equal after the workbook; by CSV "
        f"{len(back):,} of {len(long):,} observations come back."
    )
    yield Table("round-trip", about, ("elements of results", *counts), rows)


def by_okfn(path: Path, target: Path) -> None:
    """Write the CSV files of okfn-iati, and read them again."""
    converter, folder = IatiMultiCsvConverter(), target.with_suffix("")
    with contextlib.redirect_stdout(io.StringIO()):  # it prints how it went
        converter.xml_to_csv_folder(str(path), str(folder))
        converter.csv_folder_to_xml(str(folder), str(target), validate_output=False)


def by_workbook(framework: rf.ResultsFramework) -> rf.ResultsFramework:
    """The framework after its workbook was written and read."""
    return xlsx.loads(xlsx.dumps(framework, findings=False))


def by_csv(framework: rf.ResultsFramework) -> rf.ResultsFramework:
    """The framework after its observations were written as CSV and read."""
    return csv.loads(csv.dumps(framework))


def written(frameworks: Iterable[rf.ResultsFramework], target: Path) -> None:
    """Write frameworks as activities with all that they were read from."""
    iati.dump_all(frameworks, target, lossless=True)


def counted(path: Path) -> Counter[str]:
    """The elements within the results of a file, by their names."""
    found: Counter[str] = Counter()
    for result in etree.parse(path).iter("result"):
        found.update(str(element.tag) for element in result.iter("*"))
    return found


if __name__ == "__main__":
    print(*tables(Path(sys.argv[1])), sep="\n\n")
