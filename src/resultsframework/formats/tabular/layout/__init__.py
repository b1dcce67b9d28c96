"""
Workbooks of others: layouts that state what their columns and rows mean, reading with a layout, and proposing one.

May hold what a layout is, what is read by it, and the words by which one is proposed; cells themselves are in `sheet`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._fields import FIELDS
    from ._layout import ColumnLayout, Layout, TableLayout
    from ._proposal import Evidence
    from ._propose import Proposal, propose_layout
    from ._read import frameworks_in, headings_absent, hidden_parts, read_with_layout
    from ._shipped import SHIPPED, is_layout_of_sheets, layout_named

__all__ = [
    "FIELDS",
    "SHIPPED",
    "ColumnLayout",
    "Evidence",
    "Layout",
    "Proposal",
    "TableLayout",
    "frameworks_in",
    "headings_absent",
    "hidden_parts",
    "is_layout_of_sheets",
    "layout_named",
    "propose_layout",
    "read_with_layout",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_fields": "FIELDS",
            "_layout": "ColumnLayout Layout TableLayout",
            "_proposal": "Evidence",
            "_propose": "Proposal propose_layout",
            "_read": "frameworks_in headings_absent hidden_parts read_with_layout",
            "_shipped": "SHIPPED is_layout_of_sheets layout_named",
        },
    )
