"""
The small immutable table that every listing returns: records, columns, frames, text, HTML.

This package holds the table itself and its outputs; the listings are methods of the nouns and functions of
`resultsframework.tables`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._column import Column, cell_text
    from ._flat import Category
    from ._table import SHOWN_ROWS, Table

__all__ = ["SHOWN_ROWS", "Category", "Column", "Table", "cell_text"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_column": "Column cell_text",
            "_flat": "Category",
            "_table": "SHOWN_ROWS Table",
        },
    )
