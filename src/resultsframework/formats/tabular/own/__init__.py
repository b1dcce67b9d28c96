"""
Our own workbook and CSV of a framework, both ways.

May hold what makes sheets of a framework, and what finds in them what a person has changed. Workbooks of others are for
`layout`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._grid import Grid as Grid
    from ._hidden import FORMAT
    from ._hidden import pieces as pieces
    from ._read import framework_of, hidden_sheet, written_before
    from ._rows import framework_of_rows, is_long, is_wide
    from ._sheets import grids_of as grids_of
    from ._unchanged import written_in
    from ._visible import framework_of_visible
    from ._write import written

# Names that benchmarks and tests need are left out here; they can be imported all the same.
__all__ = [
    "FORMAT",
    "framework_of",
    "framework_of_rows",
    "framework_of_visible",
    "hidden_sheet",
    "is_long",
    "is_wide",
    "written",
    "written_before",
    "written_in",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_grid": "Grid",
            "_hidden": "FORMAT pieces",
            "_read": "framework_of hidden_sheet written_before",
            "_rows": "framework_of_rows is_long is_wide",
            "_sheets": "grids_of",
            "_unchanged": "written_in",
            "_visible": "framework_of_visible",
            "_write": "written",
        },
    )
