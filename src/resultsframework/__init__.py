"""
Results frameworks as values: outcomes, outputs, indicators, budgets and tags, read from wherever they live, checked,
changed and written back, with nothing lost and no number invented.
"""

from __future__ import annotations

import importlib

# Type checkers take it for true; importing typing would take longer than all the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
    from .budget import Budget, FundingKind, FundingLine
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
    from .formats import loss_report, read, read_all, write
    from .framework import ActivityDate, ActivityStatus, DateKind, ResultsFramework
    from .indicator import Accumulation, Direction, Indicator, Measure, Note, NoteKind, Scope
    from .interval import Interval
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
    from .period import Period
    from .programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
    from .result import Impact, OtherResult, Outcome, Output, Result
    from .rules import Finding, Report, Rule, Severity, rule, validate
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
    "Budget",
    "Column",
    "CountryProfile",
    "DateKind",
    "Direction",
    "Disaggregation",
    "DocumentLink",
    "Extra",
    "Finding",
    "FormatError",
    "FundingKind",
    "FundingLine",
    "GeographicScope",
    "Impact",
    "Indicator",
    "Interval",
    "InvalidValueError",
    "JointProgramme",
    "Level",
    "Measure",
    "Missing",
    "MissingExtraError",
    "Money",
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
    "Place",
    "PlaceLevel",
    "PolicyMarker",
    "Problem",
    "ProgressNote",
    "Range",
    "Ratio",
    "Reference",
    "Report",
    "Result",
    "ResultsFramework",
    "ResultsFrameworkError",
    "Rule",
    "Scope",
    "SdgReference",
    "Severity",
    "Source",
    "Table",
    "TargetGroup",
    "TheoryOfChange",
    "Translation",
    "Undefined",
    "Unit",
    "UnitSystem",
    "UnknownUnitError",
    "UnsafeInputError",
    "UnsupportedVersionError",
    "Value",
    "__version__",
    "loss_report",
    "parse_money",
    "parse_value",
    "read",
    "read_all",
    "rule",
    "validate",
    "write",
]
__version__ = "0.1.0"

# The module that each public name lives in; it is imported when the name is first asked for.
_MODULE_OF = {
    name: module
    for module, names in {
        "alignment": "Alignment AlignmentKind PolicyMarker Reference SdgReference",
        "budget": "Budget FundingKind FundingLine",
        "document": "DocumentLink ProgressNote",
        "errors": """
            AmbiguousCodeError FormatError InvalidValueError MissingExtraError NotFoundError Problem
            ResultsFrameworkError UnknownUnitError UnsafeInputError UnsupportedVersionError
        """,
        "formats": "loss_report read read_all write",
        "framework": "ActivityDate ActivityStatus DateKind ResultsFramework",
        "indicator": "Accumulation Direction Indicator Measure Note NoteKind Scope",
        "interval": "Interval",
        "money": "Money parse_money",
        "observation": "Disaggregation Observation ObservationKind ObservationSeries",
        "organisation": """
            CountryProfile Organisation OrganisationLevel Participation ParticipationRole Place PlaceLevel
        """,
        "period": "Period",
        "programme": "GeographicScope JointProgramme TargetGroup TheoryOfChange",
        "result": "Impact OtherResult Outcome Output Result",
        "rules": "Finding Report Rule Severity rule validate",
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
