"""
How far an indicator has come: direction, accumulation, trajectory, progress, attainment, rating, completeness.

The room for calculations on one indicator at a time. Which value is compared with which is decided in one module,
``_comparison``, and nowhere else. Listings of many indicators belong to `resultsframework.tables`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._accumulation import (
        AccumulationHint,
        Coverage,
        CumulativeTotal,
        accumulation_hints,
        as_cumulative,
        as_periodic,
        looks_cumulative,
        to_date,
    )
    from ._answer import Basis, IndicatorValue, Met, Progress
    from ._attainment import Trend, change, gap, met, trend
    from ._completeness import ReportingStatus, is_due, reporting_in, state_of, state_of_kind
    from ._direction import (
        DirectionBasis,
        InferredDirection,
        bounds_of,
        compare,
        direction_of,
        exactly,
        is_better,
    )
    from ._formula import FORMULAS, Formula, FormulaInputs
    from ._mean_progress import MeanProgress, mean_progress
    from ._progress import progress, progress_by_formula
    from ._rating import RATINGS, Band, BandTable, JudgementScale, Rating, results_against_money
    from ._selection import moment, observed
    from ._trajectory import expected, projected, required_pace

__all__ = [
    "FORMULAS",
    "RATINGS",
    "AccumulationHint",
    "Band",
    "BandTable",
    "Basis",
    "Coverage",
    "CumulativeTotal",
    "DirectionBasis",
    "Formula",
    "FormulaInputs",
    "IndicatorValue",
    "InferredDirection",
    "JudgementScale",
    "MeanProgress",
    "Met",
    "Progress",
    "Rating",
    "ReportingStatus",
    "Trend",
    "accumulation_hints",
    "as_cumulative",
    "as_periodic",
    "bounds_of",
    "change",
    "compare",
    "direction_of",
    "exactly",
    "expected",
    "gap",
    "is_better",
    "is_due",
    "looks_cumulative",
    "mean_progress",
    "met",
    "moment",
    "observed",
    "progress",
    "progress_by_formula",
    "projected",
    "reporting_in",
    "required_pace",
    "results_against_money",
    "state_of",
    "state_of_kind",
    "to_date",
    "trend",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "_accumulation": """
            AccumulationHint Coverage CumulativeTotal accumulation_hints as_cumulative as_periodic
            looks_cumulative to_date
        """,
        "_answer": "Basis IndicatorValue Met Progress",
        "_attainment": "Trend change gap met trend",
        "_completeness": "ReportingStatus is_due reporting_in state_of state_of_kind",
        "_direction": "DirectionBasis InferredDirection bounds_of compare direction_of exactly is_better",
        "_formula": "FORMULAS Formula FormulaInputs",
        "_mean_progress": "MeanProgress mean_progress",
        "_progress": "progress progress_by_formula",
        "_rating": "RATINGS Band BandTable JudgementScale Rating results_against_money",
        "_selection": "moment observed",
        "_trajectory": "expected projected required_pace",
    },
)
