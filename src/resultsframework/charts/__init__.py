"""
Pictures of results: what planned values, actuals, targets and money look like.

The room for pictures. ``design`` has the colours and draws inline SVG for pages; it needs no other library.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import design
    from ._contributions import contribution_svg as contribution_svg
    from ._status import status_svg as status_svg

__all__ = ["design"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__, {"_contributions": "contribution_svg", "_status": "status_svg"}, packages=("design",)
    )
