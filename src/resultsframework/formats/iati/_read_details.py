"""
From the single elements that describe an activity to the model: dates, organisations, places and codes.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.framework import ActivityDate
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel

from ._days import day_of
from ._names import DATES, ROLES, VOCABULARIES
from ._parts import Parts, own_of
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


class _Named(TypedDict):
    """What a node with a name has: the name, and what every node has."""

    name: str | None
    translations: tuple[Translation, ...]
    extras: tuple[Extra, ...]
    line: int | None


def read_date(element: Element, _language: str | None) -> ActivityDate:
    """When an activity starts or ends."""
    told = dict(element.items())
    kind = DATES.get(told.get("type", ""))
    if kind is not None:
        del told["type"]
    text = told.pop("iso-date", None)
    day = day_of(text)
    extras = kept_attributes(told.items())
    if len(element):
        own_of(list(element), extras)
    raw = stated(text) if day is None else None
    return ActivityDate(kind=kind, day=day, raw=raw, extras=tuple(extras), line=element.sourceline)


def read_organisation(element: Element, language: str | None) -> Organisation:
    """The body that an element names."""
    told = dict(element.items())
    number, kind = stated(told.pop("ref", None)), stated(told.pop("type", None))
    return Organisation(reference=number, type=kind, **_named(element, language, kept_attributes(told.items())))


def read_participation(element: Element, language: str | None) -> Participation:
    """A body in the part it plays."""
    told = dict(element.items())
    role = ROLES.get(told.get("role", ""))
    if role is not None:
        del told["role"]
    identifier = stated(told.pop("activity-id", None))
    number, kind = stated(told.pop("ref", None)), stated(told.pop("type", None))
    named = _named(element, language, kept_attributes(told.items()) if told else [])
    # What else is said is said of the part that the body plays.
    extras, named["extras"] = named["extras"], ()
    body = Organisation(reference=number, type=kind, **named)
    return Participation(organisation=body, role=role, identifier=identifier, extras=extras, line=named["line"])


def _named(element: Element, language: str | None, extras: list[Extra]) -> _Named:
    """The name that an element gives, and what every node has; what else it says goes to the extras."""
    translations: list[Translation] = []
    name = read_narratives(element, "name", language, translations, extras) if len(element) else stated(element.text)
    return {
        "name": name,
        "translations": tuple(translations),
        "extras": tuple(extras),
        "line": element.sourceline,
    }


def read_country(element: Element, language: str | None) -> Place:
    """A country that an activity is for."""
    code, _vocabulary, percentage, extras = _told_of_place(tuple(element.items()), has_vocabulary=False)
    named = _named(element, language, [*extras])
    return Place(code=code, level=PlaceLevel.COUNTRY, percentage=percentage, **named)


def read_region(element: Element, language: str | None) -> Place:
    """A region that an activity is for."""
    code, vocabulary, percentage, extras = _told_of_place(tuple(element.items()), has_vocabulary=True)
    named = _named(element, language, [*extras])
    return Place(code=code, vocabulary=vocabulary, level=PlaceLevel.REGION, percentage=percentage, **named)


@functools.lru_cache(maxsize=1024)
def _told_of_place(
    attributes: tuple[tuple[str, str], ...], *, has_vocabulary: bool
) -> tuple[str | None, str | None, Decimal | None, tuple[Extra, ...]]:
    """Code, vocabulary and share, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    vocabulary = told.pop("vocabulary", None) if has_vocabulary else None
    code, percentage = told.pop("code", None), _percentage(told)
    return code, vocabulary, percentage, tuple(kept_attributes(told.items()))


def read_location(element: Element, language: str | None) -> Place:
    """A place within a country that an activity is for."""
    told = dict(element.items())
    code = stated(told.pop("ref", None))
    parts = Parts(element, language, LOCATION_PARTS, kept_attributes(told.items()))
    name = parts.text("name", "name")
    parts.own()
    return Place(
        name=name,
        code=code,
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )


def read_reference(element: Element, language: str | None) -> Reference:
    """A code in a list: a sector, which may have a share of the whole, or a tag."""
    said, extras = _told_of_reference(tuple(element.items()), has_share=element.tag == "sector")
    code, vocabulary, uri, percentage = said
    named = _named(element, language, [*extras])
    return Reference(code=code, vocabulary=vocabulary, uri=uri, percentage=percentage, **named)


@functools.lru_cache(maxsize=4096)
def _told_of_reference(
    attributes: tuple[tuple[str, str], ...], *, has_share: bool
) -> tuple[tuple[str, str | None, str | None, Decimal | None], tuple[Extra, ...]]:
    """Code, vocabulary, address and share, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    code, vocabulary, uri = told.pop("code", ""), told.pop("vocabulary", None), told.pop("vocabulary-uri", None)
    percentage = _percentage(told) if has_share else None
    known = None if vocabulary is None else VOCABULARIES.get(vocabulary, vocabulary)
    return (code, known, uri, percentage), tuple(kept_attributes(told.items()))


def read_marker(element: Element, language: str | None) -> PolicyMarker:
    """A policy that an activity serves."""
    told = dict(element.items())
    vocabulary = told.pop("vocabulary", None)
    significance = int(told.pop("significance")) if told.get("significance") in SIGNIFICANCE else None
    code, uri = told.pop("code", None), told.pop("vocabulary-uri", None)
    return PolicyMarker(
        code=code,
        vocabulary=None if vocabulary == "1" else vocabulary,
        uri=uri,
        significance=significance,
        **_named(element, language, kept_attributes(told.items()) if told else []),
    )


def _percentage(told: dict[str, str]) -> Decimal | None:
    """The share that is stated, which is taken out of the attributes; one that is no number stays."""
    text = told.get("percentage")
    if text is None or not PERCENTAGE.fullmatch(text.strip()):
        return None
    return Decimal(told.pop("percentage").strip())
