"""
From the single elements that describe an activity to the model: dates, organisations, places and codes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.framework import ActivityDate
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel

from ._days import day_of
from ._names import DATES, ROLES, VOCABULARIES
from ._parts import Parts
from ._text import kept_attributes, read_narratives, stated

if TYPE_CHECKING:
    from resultsframework.source import Extra, Translation

    from ._xml import Element

__all__ = [
    "read_country",
    "read_date",
    "read_location",
    "read_marker",
    "read_organisation",
    "read_participation",
    "read_reference",
    "read_region",
]

PERCENTAGE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
SIGNIFICANCE = ("0", "1", "2", "3", "4")
LOCATION_PARTS = frozenset(("name",))
NO_PARTS: frozenset[str] = frozenset()


def read_date(element: Element, language: str | None) -> ActivityDate:
    """When an activity starts or ends."""
    told = dict(element.items())
    kind = DATES.get(told.get("type", ""))
    if kind is not None:
        del told["type"]
    text = told.pop("iso-date", None)
    day = day_of(text)
    parts = Parts(element, language, NO_PARTS, kept_attributes(told.items()))
    parts.own()
    raw = stated(text) if day is None else None
    return ActivityDate(kind=kind, day=day, raw=raw, extras=tuple(parts.extras), line=element.sourceline)


def read_organisation(element: Element, language: str | None) -> Organisation:
    """The body that an element names."""
    return _body(element, language, dict(element.items()), [], keeps=True)


def read_participation(element: Element, language: str | None) -> Participation:
    """A body in the part it plays."""
    told = dict(element.items())
    role = ROLES.get(told.get("role", ""))
    if role is not None:
        del told["role"]
    identifier = stated(told.pop("activity-id", None))
    extras: list[Extra] = []
    body = _body(element, language, told, extras, keeps=False)
    return Participation(
        organisation=body, role=role, identifier=identifier, extras=tuple(extras), line=element.sourceline
    )


def _body(
    element: Element, language: str | None, told: dict[str, str], extras: list[Extra], *, keeps: bool
) -> Organisation:
    """A body; what else is said goes into the extras, which the body itself may keep."""
    reference = stated(told.pop("ref", None))
    kind = stated(told.pop("type", None))
    extras += kept_attributes(told.items())
    translations: list[Translation] = []
    name = read_narratives(element, "name", language, translations, extras)
    return Organisation(
        name=name,
        reference=reference,
        type=kind,
        translations=tuple(translations),
        extras=tuple(extras) if keeps else (),
        line=element.sourceline,
    )


def read_country(element: Element, language: str | None) -> Place:
    """A country that an activity is for."""
    return _place(element, language, PlaceLevel.COUNTRY, dict(element.items()), None)


def read_region(element: Element, language: str | None) -> Place:
    """A region that an activity is for."""
    told = dict(element.items())
    return _place(element, language, PlaceLevel.REGION, told, told.pop("vocabulary", None))


def _place(
    element: Element, language: str | None, level: PlaceLevel, told: dict[str, str], vocabulary: str | None
) -> Place:
    code = told.pop("code", None)
    percentage = _percentage(told)
    translations: list[Translation] = []
    extras = kept_attributes(told.items())
    name = read_narratives(element, "name", language, translations, extras)
    return Place(
        code=code,
        name=name,
        vocabulary=vocabulary,
        level=level,
        percentage=percentage,
        translations=tuple(translations),
        extras=tuple(extras),
        line=element.sourceline,
    )


def read_location(element: Element, language: str | None) -> Place:
    """A place within a country that an activity is for."""
    told = dict(element.items())
    code = stated(told.pop("ref", None))
    parts = Parts(element, language, LOCATION_PARTS, kept_attributes(told.items()))
    name = parts.text("name", "name")
    parts.own()
    return Place(
        code=code,
        name=name,
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )


def read_reference(element: Element, language: str | None) -> Reference:
    """A code in a list: a sector, which may have a share of the whole, or a tag."""
    told = dict(element.items())
    code = told.pop("code", "")
    vocabulary = told.pop("vocabulary", None)
    uri = told.pop("vocabulary-uri", None)
    percentage = _percentage(told) if element.tag == "sector" else None
    translations: list[Translation] = []
    extras = kept_attributes(told.items())
    name = read_narratives(element, "name", language, translations, extras)
    return Reference(
        code=code,
        vocabulary=None if vocabulary is None else VOCABULARIES.get(vocabulary, vocabulary),
        uri=uri,
        name=name,
        percentage=percentage,
        translations=tuple(translations),
        extras=tuple(extras),
        line=element.sourceline,
    )


def read_marker(element: Element, language: str | None) -> PolicyMarker:
    """A policy that an activity serves."""
    told = dict(element.items())
    vocabulary = told.pop("vocabulary", None)
    significance = int(told.pop("significance")) if told.get("significance") in SIGNIFICANCE else None
    code, uri = told.pop("code", None), told.pop("vocabulary-uri", None)
    translations: list[Translation] = []
    extras = kept_attributes(told.items())
    name = read_narratives(element, "name", language, translations, extras)
    return PolicyMarker(
        code=code,
        vocabulary=None if vocabulary == "1" else vocabulary,
        uri=uri,
        name=name,
        significance=significance,
        translations=tuple(translations),
        extras=tuple(extras),
        line=element.sourceline,
    )


def _percentage(told: dict[str, str]) -> Decimal | None:
    """The share that is stated, which is taken out of the attributes; one that is no number stays."""
    text = told.get("percentage")
    if text is None or not PERCENTAGE.fullmatch(text.strip()):
        return None
    return Decimal(told.pop("percentage").strip())
