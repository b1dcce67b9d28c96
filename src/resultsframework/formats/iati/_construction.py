"""
What a file has by the ten thousand, made without a look at what it is given: the reader made that itself. What is made
here equals what the constructors make, and cannot be changed any more than that.
"""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.budget import Budget, FundingLine
from resultsframework.document import DocumentLink
from resultsframework.framework import ActivityDate
from resultsframework.indicator import Indicator
from resultsframework.money import Money
from resultsframework.node import Extra, Translation
from resultsframework.observation import Observation, ObservationSeries
from resultsframework.organisation import Organisation, Participation, Place
from resultsframework.result import Impact, OtherResult, Outcome, Output

__all__ = [
    "activity_date",
    "budget",
    "document_link",
    "extra",
    "funding_line",
    "impact",
    "indicator",
    "money",
    "observation",
    "organisation",
    "other_result",
    "outcome",
    "output",
    "participation",
    "place",
    "policy_marker",
    "reference",
    "series",
    "translation",
    "unchecked",
]

Noun = TypeVar("Noun", bound=attrs.AttrsInstance)


def unchecked(noun: type[Noun]) -> type[Noun]:
    """
    A class whose constructor takes what that of a frozen class takes and makes an instance of it, without its
    validators.

    A frozen class sets each field by a call, so that nothing else can. An instance of a subclass that is not frozen
    gets them by plain assignment, which is two to four times as quick, and is one of the class itself in the end.
    """

    def finish(made: Any) -> None:
        made.__class__ = noun

    fields = {
        field.name: attrs.field(default=field.default, kw_only=field.kw_only, alias=field.alias)
        for field in attrs.fields(noun)
    }
    open_again = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__, "__attrs_post_init__": finish}
    made: type[Noun] = attrs.make_class(
        noun.__name__, fields, (noun,), open_again, slots=True, weakref_slot=False, eq=False, repr=False
    )
    return made


activity_date = unchecked(ActivityDate)
budget = unchecked(Budget)
document_link = unchecked(DocumentLink)
extra = unchecked(Extra)
funding_line = unchecked(FundingLine)
impact = unchecked(Impact)
indicator = unchecked(Indicator)
money = unchecked(Money)
observation = unchecked(Observation)
organisation = unchecked(Organisation)
other_result = unchecked(OtherResult)
outcome = unchecked(Outcome)
output = unchecked(Output)
participation = unchecked(Participation)
place = unchecked(Place)
policy_marker = unchecked(PolicyMarker)
reference = unchecked(Reference)
series = unchecked(ObservationSeries)
translation = unchecked(Translation)
