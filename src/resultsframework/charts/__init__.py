"""
Pictures of results: what planned values, actuals, targets and money look like.

The room for pictures. ``design`` has the colours and draws inline SVG for pages; it needs no other library. The charts
are those of Altair, so that notebooks show them, and ``+``, ``.properties`` and ``.save`` work; they have the same
design, and need the extra ``charts``.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import design
    from ._budgets import budgets
    from ._completeness import completeness
    from ._contribution_chart import contributions
    from ._contributions import contribution_svg as contribution_svg
    from ._library import offline
    from ._progress import progress
    from ._series import grid, series
    from ._status import status_svg as status_svg
    from ._status_by_year import status_by_year

__all__ = [
    "budgets",
    "completeness",
    "contributions",
    "design",
    "grid",
    "offline",
    "progress",
    "series",
    "status_by_year",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_budgets": "budgets",
            "_completeness": "completeness",
            "_contribution_chart": "contributions",
            "_contributions": "contribution_svg",
            "_library": "offline",
            "_progress": "progress",
            "_series": "grid series",
            "_status": "status_svg",
            "_status_by_year": "status_by_year",
        },
        packages=("design",),
    )
