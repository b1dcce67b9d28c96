"""
The sheets and rows of a workbook that nobody changed, by their values alone.

python-calamine gives the values of cells five times sooner than the reader that knows their formats and formulas. A
row in which every value is the one that was written need not be read by that one: after a change of a few rows, this
takes half of the time (benchmarks/sheets.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import FormatError
from resultsframework.formats.tabular.sheet import File, Package

from ._findings import NAME as FINDINGS
from ._grid import key_position
from ._hidden import NAME, framework_in, is_mark
from ._read_me import NAME as READ_ME
from ._sheets import grids_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._grid import Grid

__all__ = ["Written", "written_in"]

FORMULA = re.compile(rb"<f[ />]")
# The bytes of a part that may be the beginning of one.
BEGINNING = 2
NOTHING: Mapping[str, Mapping[int, int]] = {}


class Written(NamedTuple):
    """
    A framework as it was written into a workbook.

    Attributes:
        framework: The framework of the hidden sheet.

        grids: Its sheets, as they would be written anew.

        unchanged: The names of the sheets of the workbook that are exactly these.

        has_more: True if the workbook has sheets that were not written into it.

        kept: Of each other sheet the rows that are as they were written: their numbers, each with the position among
            the rows of the grid.
    """

    framework: ResultsFramework
    grids: tuple[Grid, ...]
    unchanged: frozenset[str] = frozenset()
    has_more: bool = False
    kept: Mapping[str, Mapping[int, int]] = NOTHING

    @property
    def as_written(self) -> Mapping[str, Collection[int] | None]:
        """The sheets that are as they were written, each with None, and the numbers of such rows of the others."""
        return {**self.kept, **dict.fromkeys(self.unchanged)}

    @property
    def is_unchanged(self) -> bool:
        """True if nothing was changed in any sheet, and none was added."""
        return len(self.unchanged) == len(self.grids) and not self.has_more


def written_in(data: bytes) -> Written | None:
    """
    The framework that a workbook was written from; None where only all of its cells can tell.

    Args:
        data: The bytes of the workbook.
    """
    try:
        import python_calamine
    except ImportError:
        return None
    try:
        if not _has_values_alone(data):
            return None
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (FormatError, python_calamine.CalamineError):  # the reader of all cells words it
        return None
    names = set(book.sheet_names)
    cells = [str(row[0]) for row in book.get_sheet_by_name(NAME).to_python()] if NAME in names else []
    if not cells or not is_mark(cells[0]):
        return None
    framework = framework_in(takewhile(bool, cells), f"{NAME}!A1")
    grids = grids_of(framework)
    unchanged: set[str] = set()
    kept: dict[str, Mapping[int, int]] = {}
    for grid in grids:
        if grid.name not in names:
            continue
        rows = book.get_sheet_by_name(grid.name).to_python(skip_empty_area=False)
        kept[grid.name] = _kept_rows(grid, rows)
        # Read me has more below.
        if len(kept[grid.name]) == len(grid.rows) and (len(rows) == len(grid.rows) + 1 or grid.name == READ_ME):
            unchanged.add(grid.name)
    has_more = bool(names - {NAME, FINDINGS} - {grid.name for grid in grids})
    return Written(framework, grids, frozenset(unchanged), has_more, kept)


def _has_values_alone(data: bytes) -> bool:
    """
    True for an .xlsx file without formulas, whose results may be missing.

    Raises:
        FormatError: It is no archive, or unpacks to more than a workbook may.
    """
    package = Package(io.BytesIO(data), File(None))
    has_sheets = has_formulas = False
    for part in package.names():
        is_sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
        has_sheets = has_sheets or is_sheet
        end = b""
        for chunk in package.chunks(part):
            has_formulas = has_formulas or (is_sheet and FORMULA.search(end + chunk) is not None)
            end = chunk[-BEGINNING:]
    return has_sheets and not has_formulas


def _kept_rows(grid: Grid, rows: Sequence[Sequence[Any]]) -> dict[int, int]:
    """The rows of values that are rows of a grid, wherever they are now, below the headings as they were written."""
    if not rows or list(rows[0]) != grid.headings:
        return {}
    key = key_position(grid)
    positions = {row.cells[key]: position for position, row in enumerate(grid.rows)}
    found: dict[int, int] = {}
    for number, row in enumerate(rows[1:], 2):
        position = positions.get(row[key])
        if position is not None and row == ["" if cell is None else cell for cell in grid.rows[position].cells]:
            found[number] = position
            del positions[row[key]]  # another row like it is a copy
    return found
