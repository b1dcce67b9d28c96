"""
The sheet Findings: the problems that the rules found when the workbook was written, each with the cell it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import _budgets, _logframe, _observations
from ._plain import legible

if TYPE_CHECKING:
    from resultsframework.rules import Report

    from ._grid import Grid

__all__ = ["HEADINGS", "NAME", "WIDTHS", "finding_rows"]

NAME = "Findings"
HEADINGS = ("cell", "severity", "rule", "finding", "found", "expected", "advice", "place")
WIDTHS = (18, 10, 8, 60, 20, 20, 45, 30)
# The column that a link leads to, by the name of the sheet.
SHOWN = {_logframe.NAME: "indicator", _observations.NAME: "value", _budgets.NAME: "planned"}
OF_RESULT = "result title"


def finding_rows(report: Report, grids: Sequence[Grid]) -> list[tuple[str | None, tuple[str | None, ...]]]:
    """The rows: the cell that a finding is about, and the further cells."""
    cells = _cells_by_path(grids)
    rows: list[tuple[str | None, tuple[str | None, ...]]] = []
    for finding in report:
        shown = (
            finding.severity.value,
            finding.code,
            legible(finding.message),
            legible(finding.observed),
            legible(finding.expected),
            legible(finding.advice),
            legible(finding.path),
        )
        rows.append((_cell_of(finding.path, cells), shown))
    return rows


def _cells_by_path(grids: Sequence[Grid]) -> dict[str, str]:
    """The address of the cell that shows the node at each path."""
    found: dict[str, str] = {}
    for grid in grids:
        column = _letters(grid.position(SHOWN[grid.name]))
        for number, row in enumerate(grid.rows, 2):
            found.setdefault(row.path, f"{grid.name}!{column}{number}")
            if grid.name == _logframe.NAME:
                above = row.path.rpartition("/")[0]
                found.setdefault(above, f"{grid.name}!{_letters(grid.position(OF_RESULT))}{number}")
    return found


def _cell_of(path: str, cells: dict[str, str]) -> str | None:
    """The cell of the node at a path, or of the nearest one above it."""
    while path and path not in cells:
        path = path.rpartition("/")[0]
    return cells.get(path) if path else None


def _letters(position: int) -> str:
    return chr(ord("A") + position)
