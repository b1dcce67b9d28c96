"""
Workbooks and files of tables: a framework as a workbook and as CSV, both ways, any `resultsframework.Table` as a file,
and workbooks of others, read with a layout.

May hold what turns a table into a file; the formats of frameworks are in `xlsx` and `csv`, layouts in `layout`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import csv, layout, xlsx
    from ._files import TABLE_FORMATS, write_table
    from ._from_table import from_table

__all__ = ["TABLE_FORMATS", "csv", "from_table", "layout", "write_table", "xlsx"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {"_files": "TABLE_FORMATS write_table", "_from_table": "from_table"},
        packages=("csv", "layout", "xlsx"),
    )
