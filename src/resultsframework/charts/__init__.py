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

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.charts.series(indicator)": "line plot chart indicator sparkline line_chart graph",
    "rf.charts.progress(framework, at)": "bar bars bar_chart performance bullet met",
    "rf.charts.status_by_year(framework)": "status traffic_light area stacked",
    "rf.charts.completeness(framework)": "heatmap matrix coverage missing",
    "rf.charts.grid(framework)": "framework facets small_multiples dashboard indicators",
    "rf.charts.budgets(framework)": "budget funding money",
    "rf.charts.contributions(contribution)": "waterfall contribution",
    "rf.charts.design": "theme colours colors style palette svg",
    "chart.save(file), with a chart": "save to_png to_svg to_html show savefig",
}

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
