"""
Every listing of a whole framework, each a `resultsframework.Table`: observations, performance, completeness, money.

The room for tables of all indicators or all budgets. A listing of a node's own fields is a method of the node.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._assessment import Assessment as Assessment
    from ._assessment import assessments as assessments
    from ._assessment import time_of as time_of
    from ._budgets import budgets
    from ._completeness import completeness
    from ._coverage import coverage
    from ._funding import funding
    from ._observations import FIXED_COLUMNS as FIXED_COLUMNS
    from ._observations import dimension_column as dimension_column
    from ._observations import observations
    from ._off_track import off_track
    from ._off_track import worst_first as worst_first
    from ._performance import performance
    from ._status import MEANING_OF_STATUS as MEANING_OF_STATUS
    from ._status import NOT_SCHEDULED as NOT_SCHEDULED
    from ._status import STATUSES as STATUSES
    from ._status import plans_by_year as plans_by_year
    from ._status import plans_of as plans_of
    from ._status import status_of as status_of
    from ._status_by_year import status_by_year
    from ._wide import YearCell as YearCell
    from ._wide import wide
    from ._wide import year_cells as year_cells

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = [
    "budgets",
    "completeness",
    "coverage",
    "funding",
    "observations",
    "off_track",
    "performance",
    "status_by_year",
    "wide",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.tables.performance(framework, at)": (
        "progress report summary results scorecard performance_table progress_table"
    ),
    "rf.tables.observations(framework)": "long tidy values data actuals",
    "rf.tables.wide(framework)": "indicators pivot matrix",
    "rf.tables.completeness(framework)": "completeness_matrix missing gaps",
    "rf.tables.status_by_year(framework)": "status statuses traffic_light",
    "rf.validate(framework).table()": "findings problems validate",
    "rf.diff(old, new).table()": "changes diff",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_assessment": "Assessment assessments time_of",
            "_performance": "performance",
            "_status": "MEANING_OF_STATUS NOT_SCHEDULED STATUSES plans_by_year plans_of status_of",
            "_status_by_year": "status_by_year",
            "_off_track": "off_track worst_first",
            "_coverage": "coverage",
            "_completeness": "completeness",
            "_budgets": "budgets",
            "_funding": "funding",
            "_observations": "FIXED_COLUMNS dimension_column observations",
            "_wide": "YearCell wide year_cells",
        },
    )
