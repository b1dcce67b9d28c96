"""
The content of a workbook, a CSV file or a Markdown table, before its meaning is read: sheets of cells, each with its
value, the format of its number, and whatever else the file says about it.

May hold what reads a kind of file into cells; which cell is a baseline or a target is for `layout` and `own`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._calamine import is_fault_of_calamine as is_fault_of_calamine
    from ._csv import records_of as records_of
    from ._file import MAX_PLACES as MAX_PLACES
    from ._file import File as File
    from ._package import Package as Package
    from ._quantity import percentage_of_share, quantity_of
    from ._read import LIMIT, read_workbook
    from ._workbook import MAX_ROWS as MAX_ROWS
    from ._workbook import Area, Cell, CellValue, Sheet, Workbook, address

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = [
    "LIMIT",
    "Area",
    "Cell",
    "CellValue",
    "Sheet",
    "Workbook",
    "address",
    "percentage_of_share",
    "quantity_of",
    "read_workbook",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_calamine": "is_fault_of_calamine",
            "_csv": "records_of",
            "_file": "MAX_PLACES File",
            "_package": "Package",
            "_quantity": "percentage_of_share quantity_of",
            "_read": "LIMIT read_workbook",
            "_workbook": "MAX_ROWS Area Cell CellValue Sheet Workbook address",
        },
    )
