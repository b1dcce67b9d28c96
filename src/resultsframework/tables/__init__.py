"""
Every calculated listing, each a `resultsframework.Table`: performance, completeness, funding, budgets.

The room for tables that need a calculation. A listing of a node's own fields is a method of the node.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._budgets import budgets
    from ._completeness import completeness
    from ._funding import funding
    from ._performance import performance

__all__ = ["budgets", "completeness", "funding", "performance"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_performance": "performance",
            "_completeness": "completeness",
            "_budgets": "budgets",
            "_funding": "funding",
        },
    )
