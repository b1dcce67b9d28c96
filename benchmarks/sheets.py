"""
A plan as an Excel workbook, written and read.

The floor of writing is XlsxWriter with the same cells, formats, tables and drop-downs, made before; the hidden sheet is
apart. The floor of reading is python-calamine, which gives the values of all sheets alone: no format of a number, no
formula, no plan. All are timed in turns in one process, so that a busy machine hurts all.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import zipfile
from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter
from data import OBSERVATIONS, portfolio
from progress import seconds
from report import Table

import resultsframework as rf
from resultsframework.formats.tabular import csv, xlsx
from resultsframework.formats.tabular.own import grids_of, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from resultsframework.formats.tabular.own import Grid

# A twelfth of the long table of frames.py: time is in proportion to the cells.
INDICATORS = 2_000
ROUNDS = 3
# The statement of the first indicator, and the value of the second observation.
EDITS = {"Logframe": "E3", "Observations": "N3"}


def tables(indicators: int = INDICATORS, rounds: int = ROUNDS) -> Iterator[Table]:
    """The tables."""
    framework = portfolio(indicators)
    grids = grids_of(framework)
    data = xlsx.dumps(framework, findings=False)
    text = csv.dumps(framework)
    edited = {name: with_a_change(data, name, cell) for name, cell in EDITS.items()}
    works: dict[str, Callable[[], object]] = {
        "rf.write": lambda: xlsx.dumps(framework, findings=False),
        "of it the hidden sheet": lambda: hidden(framework),
        "XlsxWriter, the visible cells": lambda: bare(grids),
        "rf.read, nothing changed": lambda: xlsx.loads(data),
        "rf.read, a cell of Logframe changed": lambda: xlsx.loads(edited["Logframe"]),
        "rf.read, a cell of Observations changed": lambda: xlsx.loads(edited["Observations"]),
        "python-calamine, to_python": lambda: values(data),
        "rf.observations(framework).to_csv()": lambda: rf.observations(framework).to_csv(),
        "rf.read of CSV": lambda: csv.loads(text),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds(work))
    found = {name: statistics.median(times) for name, times in taken.items()}
    visible = found["rf.write"] - found["of it the hidden sheet"]
    floor = found["python-calamine, to_python"]
    ratios = {
        "rf.write": visible / found["XlsxWriter, the visible cells"],
        **{name: took / floor for name, took in found.items() if name.startswith("rf.read, ")},
    }
    rows: list[list[str | float]] = [[name, f"{took * 1e3:,.0f}", ratios.get(name, "")] for name, took in found.items()]
    cells = sum(len(grid.rows) * len(grid.columns) for grid in grids)
    about = (
        f"{indicators * OBSERVATIONS:,} observations of {indicators:,} indicators, {cells:,} visible cells, a file of "
        f"{len(data) / 1e6:.0f} MB; medians of {rounds}. The ratio of writing is without the hidden sheet."
    )
    yield Table("sheets", about, ("work", "ms", "times its floor"), rows)


def values(data: bytes) -> list[object]:
    """The values of all sheets."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def with_a_change(data: bytes, name: str, cell: str) -> bytes:
    """The workbook with another text in a cell of a sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    changed = f"xl/worksheets/sheet{book.sheet_names.index(name) + 1}.xml"
    written = re.compile(rf'<c r="{cell}"( s="[0-9]+")?( t="s")?><v>[^<]*</v></c>'.encode())
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == changed:
                edit = f'<c r="{cell}" t="inlineStr"><is><t>Changed</t></is></c>'.encode()
                content, times = written.subn(edit, content)
                if times != 1:
                    raise LookupError(cell)
            new.writestr(part, content)
    return made.getvalue()


def bare(grids: Iterable[Grid]) -> bytes:
    """The visible cells by XlsxWriter alone, with their formats, tables, filters and widths."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    body, day = {"text_wrap": True, "valign": "top"}, book.add_format({"num_format": "yyyy-mm-dd"})
    formats = {form: book.add_format({**body, "num_format": form}) for grid in grids for form in forms_of(grid)}
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for position, column in enumerate(grid.columns):
            sheet.set_column(position, position, column.width, book.add_format(body))
            sheet.write_string(0, position, column.heading)
        for number, row in enumerate(grid.rows, 1):
            for position, cell in enumerate(row.cells):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    sheet.write_string(number, position, cell)
                elif isinstance(cell, float):
                    sheet.write_number(number, position, cell, formats.get(row.forms.get(position, "")))
                else:
                    sheet.write_datetime(number, position, cell, day)
        if grid.name == "Observations":
            columns = [{"header": name} for name in grid.headings]
            sheet.add_table(0, 0, len(grid.rows), len(columns) - 1, {"columns": columns})
    book.close()
    return file.getvalue()


def forms_of(grid: Grid) -> set[str]:
    """The formats of numbers in a sheet."""
    return {form for row in grid.rows for form in row.forms.values()}


def hidden(framework: rf.ResultsFramework) -> bytes:
    """A workbook with the hidden sheet alone."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, piece in enumerate(pieces(framework)):
        sheet.write_string(number, 0, piece)
    book.close()
    return file.getvalue()


if __name__ == "__main__":
    print(*tables(*map(int, sys.argv[1:])), sep="\n\n")
