"""
Results frameworks as values: outcomes, outputs, indicators, budgets and tags, read from wherever they live, checked,
changed and written back, with nothing lost and no number invented.
"""

from __future__ import annotations

import importlib

# Type checkers take it for true; importing typing would take longer than all the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .accumulation import Clue, Coverage, ToDate, accumulation_clues, as_cumulative, as_periodic, to_date
    from .achievement import progress, progress_by_formula, schedule_index
    from .aggregation import MeanProgress, Rollup, mean_progress, rollup
    from .alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
    from .answer import Amount, Basis, Met, Progress
    from .attainment import Movement, change, gap, met, movement
    from .budget import Budget, FundingKind, FundingLine
    from .combination import Dedupe, RollupFunction
    from .completeness import Reporting, completeness_matrix
    from .contribution import Contribution
    from .direction import DirectionBasis, InferredDirection, direction_of
    from .document import DocumentLink, ProgressNote
    from .errors import (
        AmbiguousCodeError,
        FormatError,
        InvalidValueError,
        MissingExtraError,
        NotFoundError,
        Problem,
        ResultsFrameworkError,
        UnknownUnitError,
        UnsafeInputError,
        UnsupportedVersionError,
    )
    from .expectation import expected, projected, required_rate
    from .formats import loss_report, read, read_all, write
    from .formula import Formula, Quantities
    from .framework import ActivityDate, ActivityStatus, DateKind, ResultsFramework
    from .indicator import Accumulation, Direction, Indicator, Measure, Note, NoteKind, Scope
    from .interval import Interval
    from .merging import IndicatorCopies, PeriodMerge, merge_periods
    from .money import Money, parse_money
    from .observation import Disaggregation, Observation, ObservationKind, ObservationSeries
    from .organisation import (
        CountryProfile,
        Organisation,
        OrganisationLevel,
        Participation,
        ParticipationRole,
        Place,
        PlaceLevel,
    )
    from .performance import performance_table
    from .period import Period
    from .programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
    from .rating import Band, BandTable, JudgementScale, Rating, results_against_money
    from .reconciliation import Reconciliation, budget_below, cost_per_result, funding_table, reconcile
    from .result import Impact, OtherResult, Outcome, Output, Result
    from .rules import Finding, Fix, Fixed, Report, Rule, Severity, fix, rule, validate
    from .source import Extra, Source, Translation
    from .table import Column, Table
    from .unit import Unit, UnitSystem
    from .value import Level, Missing, Range, Ratio, Undefined, Value, parse_value

__all__ = [
    "Accumulation",
    "ActivityDate",
    "ActivityStatus",
    "Alignment",
    "AlignmentKind",
    "AmbiguousCodeError",
    "Amount",
    "Band",
    "BandTable",
    "Basis",
    "Budget",
    "Clue",
    "Column",
    "Contribution",
    "CountryProfile",
    "Coverage",
    "DateKind",
    "Dedupe",
    "Direction",
    "DirectionBasis",
    "Disaggregation",
    "DocumentLink",
    "Extra",
    "Finding",
    "Fix",
    "Fixed",
    "FormatError",
    "Formula",
    "FundingKind",
    "FundingLine",
    "GeographicScope",
    "Impact",
    "Indicator",
    "IndicatorCopies",
    "InferredDirection",
    "Interval",
    "InvalidValueError",
    "JointProgramme",
    "JudgementScale",
    "Level",
    "MeanProgress",
    "Measure",
    "Met",
    "Missing",
    "MissingExtraError",
    "Money",
    "Movement",
    "NotFoundError",
    "Note",
    "NoteKind",
    "Observation",
    "ObservationKind",
    "ObservationSeries",
    "Organisation",
    "OrganisationLevel",
    "OtherResult",
    "Outcome",
    "Output",
    "Participation",
    "ParticipationRole",
    "Period",
    "PeriodMerge",
    "Place",
    "PlaceLevel",
    "PolicyMarker",
    "Problem",
    "Progress",
    "ProgressNote",
    "Quantities",
    "Range",
    "Rating",
    "Ratio",
    "Reconciliation",
    "Reference",
    "Report",
    "Reporting",
    "Result",
    "ResultsFramework",
    "ResultsFrameworkError",
    "Rollup",
    "RollupFunction",
    "Rule",
    "Scope",
    "SdgReference",
    "Severity",
    "Source",
    "Table",
    "TargetGroup",
    "TheoryOfChange",
    "ToDate",
    "Translation",
    "Undefined",
    "Unit",
    "UnitSystem",
    "UnknownUnitError",
    "UnsafeInputError",
    "UnsupportedVersionError",
    "Value",
    "__version__",
    "accumulation_clues",
    "as_cumulative",
    "as_periodic",
    "budget_below",
    "change",
    "completeness_matrix",
    "cost_per_result",
    "direction_of",
    "expected",
    "fix",
    "funding_table",
    "gap",
    "loss_report",
    "mean_progress",
    "merge_periods",
    "met",
    "movement",
    "parse_money",
    "parse_value",
    "performance_table",
    "progress",
    "progress_by_formula",
    "projected",
    "read",
    "read_all",
    "reconcile",
    "required_rate",
    "results_against_money",
    "rollup",
    "rule",
    "schedule_index",
    "to_date",
    "validate",
    "write",
]
__version__ = "0.1.0"

# The module that each public name lives in; it is imported when the name is first asked for.
_MODULE_OF = {
    name: module
    for module, names in {
        "accumulation": "Clue Coverage ToDate accumulation_clues as_cumulative as_periodic to_date",
        "achievement": "progress progress_by_formula schedule_index",
        "aggregation": "MeanProgress Rollup mean_progress rollup",
        "alignment": "Alignment AlignmentKind PolicyMarker Reference SdgReference",
        "answer": "Amount Basis Met Progress",
        "attainment": "Movement change gap met movement",
        "budget": "Budget FundingKind FundingLine",
        "combination": "Dedupe RollupFunction",
        "completeness": "Reporting completeness_matrix",
        "contribution": "Contribution",
        "direction": "DirectionBasis InferredDirection direction_of",
        "document": "DocumentLink ProgressNote",
        "errors": """
            AmbiguousCodeError FormatError InvalidValueError MissingExtraError NotFoundError Problem
            ResultsFrameworkError UnknownUnitError UnsafeInputError UnsupportedVersionError
        """,
        "expectation": "expected projected required_rate",
        "formats": "loss_report read read_all write",
        "formula": "Formula Quantities",
        "framework": "ActivityDate ActivityStatus DateKind ResultsFramework",
        "indicator": "Accumulation Direction Indicator Measure Note NoteKind Scope",
        "interval": "Interval",
        "merging": "IndicatorCopies PeriodMerge merge_periods",
        "money": "Money parse_money",
        "observation": "Disaggregation Observation ObservationKind ObservationSeries",
        "organisation": """
            CountryProfile Organisation OrganisationLevel Participation ParticipationRole Place PlaceLevel
        """,
        "performance": "performance_table",
        "period": "Period",
        "programme": "GeographicScope JointProgramme TargetGroup TheoryOfChange",
        "rating": "Band BandTable JudgementScale Rating results_against_money",
        "reconciliation": "Reconciliation budget_below cost_per_result funding_table reconcile",
        "result": "Impact OtherResult Outcome Output Result",
        "rules": "Finding Fix Fixed Report Rule Severity fix rule validate",
        "source": "Extra Source Translation",
        "table": "Column Table",
        "unit": "Unit UnitSystem",
        "value": "Level Missing Range Ratio Undefined Value parse_value",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
