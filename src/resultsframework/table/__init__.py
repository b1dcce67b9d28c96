"""
The small immutable table that every listing returns: records, columns, text, HTML.

This package holds the table itself and its outputs; the listings are methods of the nouns and functions of
`resultsframework.tables`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._table import SHOWN_ROWS, Column, Table, cell_text

__all__ = ["SHOWN_ROWS", "Column", "Table", "cell_text"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_table": "SHOWN_ROWS Column Table cell_text",
        },
    )
