"""
Monitoring of one indicator: direction, accumulation, trajectory, progress, attainment, rating, completeness.

The room for calculations on one indicator at a time. ``_comparison`` decides which value is compared with which, from
the values that ``_evidence`` gathers and the goal of ``_goal``, and ``_matching`` which values may be compared at all,
here and in rules. Listings of many indicators belong to `resultsframework.tables`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._accumulation import Coverage, CumulativeTotal, as_cumulative, as_periodic, to_date
    from ._ambition import Ambition
    from ._ambition import ambition_of_date as ambition_of_date
    from ._ambition import ambition_of_value as ambition_of_value
    from ._answer import Basis, IndicatorValue, Met, Progress
    from ._answer import in_short as in_short
    from ._assumptions import Assumptions as Assumptions
    from ._attainment import Trend, change, gap, met, trend
    from ._attainment import gap_by as gap_by
    from ._attainment import met_by as met_by
    from ._bounds import bounds_of as bounds_of
    from ._bounds import compare, is_better
    from ._bounds import compare_in_unit as compare_in_unit
    from ._bounds import on_two_scales as on_two_scales
    from ._completeness import ReportedCell as ReportedCell
    from ._completeness import ReportingStatus
    from ._completeness import is_due as is_due
    from ._completeness import reporting_by as reporting_by
    from ._completeness import reporting_in as reporting_in
    from ._completeness import state_of as state_of
    from ._completeness import state_of_kind as state_of_kind
    from ._direction import DirectionBasis, InferredDirection, direction_of
    from ._direction import contradiction as contradiction
    from ._direction import end_of_plan as end_of_plan
    from ._direction import supposed_direction as supposed_direction
    from ._due import Due as Due
    from ._evidence import Evidence as Evidence
    from ._evidence import actual_at as actual_at
    from ._evidence import gathered as gathered
    from ._formula import Formula, FormulaInputs
    from ._hints import AccumulationHint, accumulation_hints, looks_cumulative
    from ._matching import ComparedPair as ComparedPair
    from ._matching import belong_together as belong_together
    from ._matching import by_subject as by_subject
    from ._matching import compare_by_direction as compare_by_direction
    from ._matching import has_same_unit as has_same_unit
    from ._matching import matches as matches
    from ._matching import period_and_subject as period_and_subject
    from ._mean_progress import MeanProgress, mean_progress
    from ._pace import expected, projected, required_pace
    from ._progress import progress, progress_by_formula
    from ._progress import progress_by as progress_by
    from ._published_formulas import FORMULAS
    from ._published_ratings import RATINGS, results_against_money
    from ._rating import Band, BandTable, JudgementScale, Rating
    from ._readings import Reading, readings
    from ._readings import in_words as in_words
    from ._readings import readings_of as readings_of
    from ._selection import is_of as is_of
    from ._selection import observed as observed

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = [
    "FORMULAS",
    "RATINGS",
    "AccumulationHint",
    "Ambition",
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
    "Reading",
    "ReportingStatus",
    "Trend",
    "accumulation_hints",
    "as_cumulative",
    "as_periodic",
    "change",
    "compare",
    "direction_of",
    "expected",
    "gap",
    "is_better",
    "looks_cumulative",
    "mean_progress",
    "met",
    "progress",
    "progress_by_formula",
    "projected",
    "readings",
    "required_pace",
    "results_against_money",
    "to_date",
    "trend",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.progress(indicator, at)": "percentage percent achievement attainment score ratio",
    "rf.met(indicator, at)": "on_track achieved is_met status",
    "rf.gap(indicator, at)": "variance deviation shortfall",
    "rf.monitoring.projected": "projection project forecast extrapolate predict",
    "rf.monitoring.required_pace": "required_rate pace rate speed",
    "rf.tables.performance(framework, at, rating=...)": "rate ratings rating rag traffic_light",
    "rf.monitoring.direction_of": "direction infer_direction",
    "rf.monitoring.FORMULAS": "formulas formula",
    "rf.monitoring.to_date": "cumulative total running_total cumulate",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_accumulation": "Coverage CumulativeTotal as_cumulative as_periodic to_date",
            "_ambition": "Ambition ambition_of_date ambition_of_value",
            "_answer": "Basis IndicatorValue Met Progress in_short",
            "_assumptions": "Assumptions",
            "_attainment": "Trend change gap gap_by met met_by trend",
            "_bounds": "bounds_of compare compare_in_unit is_better on_two_scales",
            "_completeness": "ReportedCell ReportingStatus is_due reporting_by reporting_in state_of state_of_kind",
            "_direction": "DirectionBasis InferredDirection contradiction direction_of end_of_plan supposed_direction",
            "_due": "Due",
            "_evidence": "Evidence actual_at gathered",
            "_formula": "Formula FormulaInputs",
            "_hints": "AccumulationHint accumulation_hints looks_cumulative",
            "_matching": (
                "ComparedPair belong_together by_subject compare_by_direction has_same_unit matches period_and_subject"
            ),
            "_mean_progress": "MeanProgress mean_progress",
            "_pace": "expected projected required_pace",
            "_progress": "progress progress_by progress_by_formula",
            "_published_formulas": "FORMULAS",
            "_published_ratings": "RATINGS results_against_money",
            "_rating": "Band BandTable JudgementScale Rating",
            "_readings": "Reading in_words readings readings_of",
            "_selection": "is_of observed",
        },
    )
