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
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import FormatError
from resultsframework.formats.tabular.sheet import File, Package, is_fault_of_calamine

from ._findings import NAME as FINDINGS
from ._grid import key_position
from ._hidden import NAME, framework_in, is_mark
from ._read_me import NAME as READ_ME
from ._sheets import grids_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._grid import Grid

__all__ = ["Written", "written_in"]

# A formula, whose result may be missing; and a cell that is far from the others, or is written as no spreadsheet writes
# it, since python-calamine makes room for all places between cells: beyond column CZ, and beyond row 99,999 in columns
# of two letters and row 399,999 in those of one.
UNUSUAL = tuple(
    map(
        re.compile,
        (
            rb"<f[ />]",
            rb'<c(?! r="(?:[A-C]?[A-Z][0-9]{1,5}|[A-Z][1-3][0-9]{5})"|ols?[ />])',
            rb":c[\s/>]",
        ),
    )
)
# The element of the cells, by which a part is a sheet whatever its name is.
SHEET = b"sheetData"
# The bytes of a part that may be the beginning of a cell.
BEGINNING = 100
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
    except BaseException as error:
        if not isinstance(error, FormatError) and not is_fault_of_calamine(error):
            raise
        return None  # the reader of all cells words it
    names = set(book.sheet_names)
    cells = [str(row[0]) for row in _values(book, NAME) if row] if NAME in names else []
    if not cells or not is_mark(cells[0]):
        return None
    framework = framework_in(takewhile(bool, cells), f"{NAME}!A1")
    grids = grids_of(framework)
    unchanged: set[str] = set()
    kept: dict[str, Mapping[int, int]] = {}
    for grid in grids:
        if grid.name not in names:
            continue
        rows = _values(book, grid.name)
        if not rows or list(rows[0]) != grid.headings:
            continue
        kept[grid.name] = _kept_rows(grid, rows)
        # Read me has more below.
        if len(kept[grid.name]) == len(grid.rows) and (len(rows) == len(grid.rows) + 1 or grid.name == READ_ME):
            unchanged.add(grid.name)
    has_more = bool(names - {NAME, FINDINGS} - {grid.name for grid in grids})
    return Written(framework, grids, frozenset(unchanged), has_more, kept)


def _values(book: Any, name: str) -> Sequence[Sequence[Any]]:
    """The values of a sheet; none of a damaged one, for which the reader of all cells has the words."""
    try:
        values: Sequence[Sequence[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        if not is_fault_of_calamine(error):
            raise
        return ()
    return values


def _has_values_alone(data: bytes) -> bool:
    """
    True for an .xlsx file without formulas, whose results may be missing, and without cells that are far from others.

    Raises:
        FormatError: It is no archive, or unpacks to more than a workbook may.
    """
    package = Package(io.BytesIO(data), File(None))
    has_sheets = is_unusual = False
    for part in package.names():
        is_sheet = False
        end = b""
        # The empty piece at the end has the beginning of a cell searched that is left over.
        for chunk in chain(package.chunks(part), (b"",)):
            text = end + chunk
            start = text.rfind(b"<") if chunk else len(text)
            start = start if start >= 0 and len(text) - start < BEGINNING else len(text)
            end = text[start:]
            is_sheet = is_sheet or SHEET in text
            is_unusual = is_unusual or (is_sheet and any(pattern.search(text, 0, start) for pattern in UNUSUAL))
        has_sheets = has_sheets or is_sheet
    return has_sheets and not is_unusual


def _kept_rows(grid: Grid, rows: Sequence[Sequence[Any]]) -> dict[int, int]:
    """The rows of values that are rows of a grid, wherever they are now, below the headings as they were written."""
    key = key_position(grid)
    positions = {row.cells[key]: position for position, row in enumerate(grid.rows)}
    found: dict[int, int] = {}
    for number, row in enumerate(rows[1:], 2):
        position = positions.get(row[key])
        if position is not None and row == ["" if cell is None else cell for cell in grid.rows[position].cells]:
            found[number] = position
            del positions[row[key]]  # another row like it is a copy
    return found
