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
    from ._contribution_svg import contribution_svg as contribution_svg
    from ._contributions import contributions
    from ._library import offline
    from ._progress import progress
    from ._series import grid, series
    from ._status_by_year import status_by_year
    from ._status_svg import status_svg as status_svg

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
            "_contribution_svg": "contribution_svg",
            "_contributions": "contributions",
            "_library": "offline",
            "_progress": "progress",
            "_series": "grid series",
            "_status_by_year": "status_by_year",
            "_status_svg": "status_svg",
        },
        packages=("design",),
    )
