"""
Complete a valid framework with the elements that an IATI activity file requires.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.activity import ActivityDate, ActivityStatus, DateKind
from resultsframework.alignment import Reference
from resultsframework.organisation import Participation, ParticipationRole

from ._shape import NUMERIC
from ._vocabulary import KENYA, OWNER

if TYPE_CHECKING:
    from resultsframework.document import DocumentLink
    from resultsframework.framework import ResultsFramework
    from resultsframework.result import Result

__all__ = ["NUMERIC", "published"]

# The fields that every activity states.
ENVELOPE: Mapping[str, Any] = MappingProxyType(
    {
        "identifier": f"{OWNER.reference}-7",
        "reporting_organisation": OWNER,
        "title": "Rural plan",
        "description": "What the agency does until the end of the plan",
        "language": "en",
        "organisations": (Participation(organisation=OWNER, role=ParticipationRole.IMPLEMENTING),),
        "status": ActivityStatus.IMPLEMENTATION,
        "dates": (ActivityDate(kind=DateKind.PLANNED_START, day=dt.date(2001, 1, 1)),),
        "sectors": (Reference(code="14030", vocabulary="1"),),
        "countries": (KENYA,),
    }
)


def published(framework: ResultsFramework) -> ResultsFramework:
    """The framework with all that an activity file states; its indicators have to be numeric already."""
    missing = {name: value for name, value in ENVELOPE.items() if not getattr(framework, name)}
    results = tuple(map(_result, framework.results))
    return attrs.evolve(framework, results=results, documents=_documents(framework.documents), **missing)


def _result(result: Result) -> Result:
    """The result without codes, which its indicators have, and with titled documents."""
    changes: dict[str, Any] = {
        "code": None,
        "references": (),
        "documents": _documents(result.documents),
        "indicators": tuple(attrs.evolve(i, documents=_documents(i.documents)) for i in result.indicators),
    }
    if result.nested:
        changes[result.nested] = tuple(map(_result, result.children))
    return attrs.evolve(result, **changes)


def _documents(documents: tuple[DocumentLink, ...]) -> tuple[DocumentLink, ...]:
    return tuple(attrs.evolve(document, format=document.format or "text/html") for document in documents)
