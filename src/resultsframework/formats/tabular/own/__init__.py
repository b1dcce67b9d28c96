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
    from ._hidden import FORMAT
    from ._read import framework_of, hidden_sheet
    from ._rows import framework_of_rows, is_long, is_wide
    from ._write import written

__all__ = ["FORMAT", "framework_of", "framework_of_rows", "hidden_sheet", "is_long", "is_wide", "written"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_hidden": "FORMAT",
            "_read": "framework_of hidden_sheet",
            "_rows": "framework_of_rows is_long is_wide",
            "_write": "written",
        },
    )
