"""
The members that each noun has in JSON, with their names, types and defaults: one description for the reader, the writer
and the schema.
"""

from __future__ import annotations

import datetime as dt
import functools
import operator
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

import attrs

from resultsframework.activity import ActivityDate
from resultsframework.alignment import Alignment, PolicyMarker, Reference, SdgReference
from resultsframework.budget import Budget, FundingLine
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.money import Money
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.node import (
    Extra,
    Node,
    Source,
    Translation,
)
from resultsframework.note import Note
from resultsframework.observation import Observation
from resultsframework.organisation import CountryProfile, Organisation, Participation, Place
from resultsframework.own_field import MAX_NESTING as MAX_EXTENSION_DEPTH
from resultsframework.own_field import PREFIX as EXTENSION
from resultsframework.period import Period
from resultsframework.planned_activity import PlannedActivity
from resultsframework.programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.revision import Revision
from resultsframework.risk import Assumption, Risk
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation
from resultsframework.value import Level, Missing, Range, Ratio, Value

__all__ = [
    "EXTENSION",
    "LEVELS",
    "MAX_DEPTH",
    "MAX_EXTENSION_DEPTH",
    "NOUNS",
    "PERIODS",
    "VERSION",
    "VERSION_MEMBER",
    "Member",
    "is_node",
    "is_of_any_class",
    "item_of",
    "members",
    "members_of_document",
    "optional",
]

VERSION = 2
VERSION_MEMBER = "resultsframework"
# The values of the member ``level``, for lists of results of any level.
LEVELS: Mapping[str, type[Result]] = types.MappingProxyType(
    {"impact": Impact, "outcome": Outcome, "output": Output, "other": OtherResult}
)
# The member with the periods of a series, where the source states others than those of the observations.
PERIODS = "periods"
# Objects and lists within each other: a plan needs about 15. Own fields count on their own.
MAX_DEPTH = 100

NOUNS = (
    ActivityDate, Alignment, Assumption, Budget, CountryProfile, Disaggregation, DocumentLink, Extra, FundingLine,
    GeographicScope, Impact, Indicator, JointProgramme, Level, Money, MonitoringPlan, Note, Observation,
    ObservationSeries, Organisation, OtherResult, Outcome, Output, Participation, Period, Place, PlannedActivity,
    PolicyMarker, ProgressNote, Range, Ratio, Reference, Result, ResultsFramework, Revision, Risk, SdgReference, Source,
    TargetGroup, TheoryOfChange, Translation,
)  # fmt: skip
# The unions whose values differ in their JSON.
UNIONS = (Value, Money | Missing, str | Missing)
# The nouns import each other only for type checkers; this resolves the names in their annotations.
NAMESPACE = {noun.__name__: noun for noun in NOUNS} | {
    "dt": dt,
    "Decimal": Decimal,
    "Missing": Missing,
    "Value": Value,
}


@attrs.frozen(kw_only=True)
class Member:
    """
    One member of an object: a field of a noun.

    Attributes:
        name: Its name in JSON.

        attribute: The name of the noun's attribute.

        type: The declared type of the field.

        default: The value of a member that a document leaves out; `attrs.NOTHING` for a required one.

        validator: The validator of the field, if it has one.
    """

    name: str
    attribute: str
    type: Any
    default: Any
    validator: Any = None

    @property
    def is_nullable(self) -> bool:
        """True for a required one that may be null: only answers have such members."""
        return self.default is attrs.NOTHING and optional(self.type) != self.type


@functools.cache
def members(noun: Any) -> tuple[Member, ...]:
    """
    The members of an object, in order: the fields that are part of the noun's equality.

    Of an answer, the arguments of its constructor, also those that are no part of equality, such as the line of a
    finding; a function, such as the one that prints a cell, has no JSON.
    """
    attrs.resolve_types(noun, localns=NAMESPACE)
    return tuple(
        Member(name=f.alias or f.name, attribute=f.name, type=f.type, default=f.default, validator=f.validator)
        for f in attrs.fields(noun)
        if (f.eq if noun in NOUNS else f.init and get_origin(f.type) is not Callable)
    )


def members_of_document(noun: type) -> tuple[Member, ...]:
    """
    The members as a document has them: a series is a list of observations, and its periods are a member of their own.

    So ``series`` is always a list, with or without stated periods.
    """
    found: list[Member] = []
    for member in members(noun):
        if member.type is ObservationSeries:
            found += (
                attrs.evolve(part, name=name, attribute=f"{member.attribute}.{part.attribute}")
                for name, part in zip((member.name, PERIODS), members(ObservationSeries), strict=True)
            )
        else:
            found.append(member)
    return tuple(found)


def optional(declared: Any) -> Any:
    """The type without None: a document leaves out an absent member and never holds null."""
    if get_origin(declared) not in (types.UnionType, Union):
        return declared
    rest = tuple(arm for arm in get_args(declared) if arm is not type(None))
    return functools.reduce(operator.or_, rest)


def is_of_any_class(declared: Any) -> bool:
    """True for the type of a value whose JSON names its class: any object, or one of several classes of answers."""
    is_union = get_origin(declared) in (types.UnionType, Union) and type(None) not in get_args(declared)
    return declared is object or (is_union and declared not in UNIONS)


def item_of(declared: Any) -> Any:
    """The type of the items of a collection; None for any other type."""
    arms = get_args(declared)
    return arms[0] if get_origin(declared) is tuple and arms[1:] == (Ellipsis,) else None


def is_node(noun: type) -> bool:
    """True for a noun that keeps extensions."""
    return issubclass(noun, Node)
