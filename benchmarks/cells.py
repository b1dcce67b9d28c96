"""
The cells of a sheet, read from a workbook of Excel, of LibreOffice and from CSV.

The floor of a workbook is python-calamine, which gives values alone: no format of a number, no comment, nothing hidden,
and no formula without a result. The floor of CSV is the reader of the standard library. Both are timed in turns with
the library in one process, so that a busy machine hurts all; memory is what is left of it, and the most above that.
"""

from __future__ import annotations

import csv
import gc
import io
import statistics
import sys
import tracemalloc
from functools import partial
from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter
from progress import seconds
from report import Table

from resultsframework.formats.tabular.sheet import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = 50_000
ROUNDS = 5
STATEMENTS = 500


def rows_of(rows: int, *, different: bool) -> list[list[str | float]]:
    """Rows of a tracking table: a statement, a unit, a target and an actual; numbers that repeat, or all different."""
    return [
        [
            f"Share of women, group {row % STATEMENTS}",
            "percent",
            row * 0.37 if different else row % 100,
            row * 0.11 if different else (row % 200) / 200,
        ]
        for row in range(rows)
    ]


def workbook_of(rows: list[list[str | float]]) -> bytes:
    """A workbook with these rows, the last column as percentages."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row[:-1])
        sheet.write_number(number, len(row) - 1, row[-1], percent)
    book.close()
    return file.getvalue()


def text_of(rows: list[list[str | float]]) -> bytes:
    """The rows as comma-separated values."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def values(data: bytes) -> list[object]:
    """The values of all sheets."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def memory(data: bytes) -> tuple[float, float]:
    """Megabytes of the cells of a file, and at most above that while it is read."""
    gc.collect()
    tracemalloc.start()
    workbook = read_workbook(data)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return now / 1e6, (peak - now) / 1e6 if workbook.sheets else 0.0


def tables(rows: int = ROWS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The table."""
    repeating, different = rows_of(rows, different=False), rows_of(rows, different=True)
    files = {
        "workbook, numbers that repeat": workbook_of(repeating),
        "workbook, all numbers different": workbook_of(different),
        "CSV": text_of(different),
    }
    found: list[list[str | float]] = []
    for name, data in files.items():
        floor: Callable[[bytes], object] = values if name != "CSV" else plain
        taken: dict[str, list[float]] = {"ours": [], "floor": []}
        for _ in range(rounds):
            taken["ours"].append(seconds(partial(read_workbook, data)))
            taken["floor"].append(seconds(partial(floor, data)))
        ours, least = (statistics.median(times) for times in taken.values())
        kept, more = memory(data)
        found.append([name, f"{ours * 1e3:,.0f}", f"{least * 1e3:,.0f}", ours / least, f"{kept:,.0f}", f"{more:,.0f}"])
    about = f"{rows:,} rows of 4 cells, medians of {rounds}."
    header = ("file", "ms", "ms of its floor", "times its floor", "MB kept", "MB more while reading")
    yield Table("cells", about, header, found)


def plain(data: bytes) -> list[list[str]]:
    """The records of a text by the standard library alone."""
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:2])), sep="\n\n")
