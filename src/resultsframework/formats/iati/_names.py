"""
The codes of the standard and what the model calls them. Codes are facts of the IATI code lists, version 2.03.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.activity import ActivityStatus, DateKind
from resultsframework.indicator import Direction, Measure
from resultsframework.organisation import ParticipationRole
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ASCENDING",
    "CODE_OF_DIRECTION",
    "CODE_OF_MEASURE",
    "CODE_OF_RESULT",
    "CODE_OF_ROLE",
    "CODE_OF_STATUS",
    "CODE_OF_VOCABULARY",
    "DATES",
    "INDICATOR_VOCABULARIES",
    "LANG",
    "MEASURES",
    "NAMESPACE",
    "OWN_VOCABULARY",
    "PREFIX",
    "RESULTS",
    "ROLES",
    "STATUSES",
    "VOCABULARIES",
]

# The namespace of the extension elements, for whatever the standard has no place for.
NAMESPACE = "urn:resultsframework:iati:1"
PREFIX = f"{{{NAMESPACE}}}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Code list ResultType. Files that were carried over from version 1 have the name in place of the code.
RESULTS: Mapping[str, type[Result]] = MappingProxyType(
    {"1": Output, "2": Outcome, "3": Impact, "9": OtherResult, "Output": Output, "Outcome": Outcome, "Impact": Impact}
)
CODE_OF_RESULT: Mapping[type[Result], str] = MappingProxyType(
    {Output: "1", Outcome: "2", Impact: "3", OtherResult: "9"}
)

# Code list IndicatorMeasure.
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "1": Measure.UNIT,
        "2": Measure.PERCENTAGE,
        "3": Measure.NOMINAL,
        "4": Measure.ORDINAL,
        "5": Measure.QUALITATIVE,
    }
)
CODE_OF_MEASURE: Mapping[Measure | None, str] = MappingProxyType({measure: code for code, measure in MEASURES.items()})

# Attribute @ascending.
ASCENDING: Mapping[bool | None, Direction] = MappingProxyType({True: Direction.INCREASE, False: Direction.DECREASE})
CODE_OF_DIRECTION: Mapping[Direction, str] = MappingProxyType({Direction.INCREASE: "1", Direction.DECREASE: "0"})

# Code list ActivityStatus.
STATUSES: Mapping[str, ActivityStatus] = MappingProxyType(
    {
        "1": ActivityStatus.PIPELINE,
        "2": ActivityStatus.IMPLEMENTATION,
        "3": ActivityStatus.FINALISATION,
        "4": ActivityStatus.CLOSED,
        "5": ActivityStatus.CANCELLED,
        "6": ActivityStatus.SUSPENDED,
    }
)
CODE_OF_STATUS: Mapping[ActivityStatus | None, str] = MappingProxyType({s: code for code, s in STATUSES.items()})

# Code list ActivityDateType.
DATES: Mapping[str, DateKind] = MappingProxyType(
    {
        "1": DateKind.PLANNED_START,
        "2": DateKind.ACTUAL_START,
        "3": DateKind.PLANNED_END,
        "4": DateKind.ACTUAL_END,
    }
)

# Code list OrganisationRole; the two roles of a joint programme are not in it.
ROLES: Mapping[str, ParticipationRole] = MappingProxyType(
    {
        "1": ParticipationRole.FUNDING,
        "2": ParticipationRole.ACCOUNTABLE,
        "3": ParticipationRole.EXTENDING,
        "4": ParticipationRole.IMPLEMENTING,
    }
)
CODE_OF_ROLE: Mapping[ParticipationRole | None, str] = MappingProxyType({role: code for code, role in ROLES.items()})

# Of the code lists of vocabularies, the entries that the model has a name for; all others keep their code. "99" is the
# publisher's own everywhere; "9" are the SDG indicators only where an indicator refers to them.
OWN_VOCABULARY = "reporting_organisation"
VOCABULARIES: Mapping[str, str] = MappingProxyType({"99": OWN_VOCABULARY})
INDICATOR_VOCABULARIES: Mapping[str, str] = MappingProxyType({"9": "sdg_indicator", "99": OWN_VOCABULARY})
CODE_OF_VOCABULARY: Mapping[str, str] = MappingProxyType({name: code for code, name in INDICATOR_VOCABULARIES.items()})
