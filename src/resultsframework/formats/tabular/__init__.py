"""
Files of tables: CSV, Markdown, HTML, Parquet and Excel, each with the plain cells of a `resultsframework.Table`.

May hold what turns a table into a file. Frameworks are not read from such files yet.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._files import TABLE_FORMATS, write_table

__all__ = ["TABLE_FORMATS", "write_table"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, {"_files": "TABLE_FORMATS write_table"})
