"""
From the single elements that describe an activity to the model: dates, organisations, places and codes.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.formats._construction import unchecked
from resultsframework.framework import ActivityDate
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel

from ._days import day_of
from ._names import DATES, ROLES, VOCABULARIES
from ._parts import Parts, own_of
from ._text import kept_attributes, read_narratives, stated

if TYPE_CHECKING:
    from resultsframework.node import Extra, Translation

    from ._xml import Element

    # What a node with a name has: the name, its translations, and what else was said.
    Named: TypeAlias = tuple[str | None, tuple[Translation, ...], tuple[Extra, ...]]

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

make_activity_date = unchecked(ActivityDate)
make_organisation = unchecked(Organisation)
make_participation = unchecked(Participation)
make_place = unchecked(Place)
make_policy_marker = unchecked(PolicyMarker)
make_reference = unchecked(Reference)

PERCENTAGE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
SIGNIFICANCE = ("0", "1", "2", "3", "4")
LOCATION_PARTS = frozenset(("name",))


def read_date(element: Element, _language: str | None) -> ActivityDate:
    """When an activity starts or ends."""
    kind = day = raw = None
    odd: list[tuple[str, str]] = []
    for name, text in element.items():
        if name == "type" and text in DATES:
            kind = DATES[text]
        elif name == "iso-date":
            day = day_of(text)
            raw = stated(text) if day is None else None
        else:
            odd.append((name, text))
    extras: list[Extra] = kept_attributes(odd) if odd else []
    if len(element):
        own_of(list(element), extras)
    return make_activity_date(kind=kind, day=day, raw=raw, extras=tuple(extras), line=element.sourceline)


def read_organisation(element: Element, language: str | None) -> Organisation:
    """The body that an element names."""
    number, kind, odd = _told_of_body(tuple(element.items()))
    name, translations, extras = _named(element, language, odd)
    return make_organisation(
        reference=number, type=kind, name=name, translations=translations, extras=extras, line=element.sourceline
    )


def read_participation(element: Element, language: str | None) -> Participation:
    """A body in the part it plays."""
    role = identifier = None
    others: list[tuple[str, str]] = []
    for attribute in element.items():
        name, text = attribute
        if name == "role" and text in ROLES:
            role = ROLES[text]
        elif name == "activity-id":
            identifier = stated(text)
        else:
            others.append(attribute)
    number, kind, odd = _told_of_body(tuple(others))
    # What else is said is said of the part that the body plays.
    body, translations, extras = _named(element, language, odd)
    line = element.sourceline
    return make_participation(
        organisation=make_organisation(reference=number, type=kind, name=body, translations=translations, line=line),
        role=role,
        identifier=identifier,
        extras=extras,
        line=line,
    )


@functools.lru_cache(maxsize=4096)
def _told_of_body(attributes: tuple[tuple[str, str], ...]) -> tuple[str | None, str | None, tuple[Extra, ...]]:
    """Reference and type of a body, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    return stated(told.pop("ref", None)), stated(told.pop("type", None)), tuple(kept_attributes(told.items()))


def _named(element: Element, language: str | None, odd: tuple[Extra, ...]) -> Named:
    """The name that an element gives, in all its languages, and what else it says behind what is known already."""
    if not len(element):
        return stated(element.text), (), odd
    translations: list[Translation] = []
    extras: list[Extra] = [*odd]
    name = read_narratives(element, "name", language, translations, extras)
    return name, tuple(translations), tuple(extras)


def read_country(element: Element, language: str | None) -> Place:
    """A country that an activity is for."""
    return _area(element, language, PlaceLevel.COUNTRY)


def read_region(element: Element, language: str | None) -> Place:
    """A region that an activity is for."""
    return _area(element, language, PlaceLevel.REGION)


def _area(element: Element, language: str | None, level: PlaceLevel) -> Place:
    code, vocabulary, percentage, odd = _told_of_place(tuple(element.items()), level is PlaceLevel.REGION)
    name, translations, extras = _named(element, language, odd)
    return make_place(
        code=code,
        vocabulary=vocabulary,
        level=level,
        percentage=percentage,
        name=name,
        translations=translations,
        extras=extras,
        line=element.sourceline,
    )


@functools.lru_cache(maxsize=1024)
def _told_of_place(
    attributes: tuple[tuple[str, str], ...], has_vocabulary: bool
) -> tuple[str | None, str | None, Decimal | None, tuple[Extra, ...]]:
    """Code, vocabulary and share, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    vocabulary = told.pop("vocabulary", None) if has_vocabulary else None
    code, percentage = told.pop("code", None), _percentage(told)
    return code, vocabulary, percentage, tuple(kept_attributes(told.items()))


def read_location(element: Element, language: str | None) -> Place:
    """A place within a country that an activity is for."""
    code = None
    odd: list[tuple[str, str]] = []
    for name, text in element.items():
        if name == "ref":
            code = stated(text)
        else:
            odd.append((name, text))
    parts = Parts(element, language, LOCATION_PARTS, kept_attributes(odd) if odd else [])
    title = parts.text("name", "name")
    parts.own()
    return make_place(
        name=title,
        code=code,
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )


def read_reference(element: Element, language: str | None) -> Reference:
    """A code in a list: a sector, which may have a share of the whole, or a tag."""
    code, vocabulary, uri, percentage, odd = _told_of_reference(tuple(element.items()), element.tag == "sector")
    name, translations, extras = _named(element, language, odd)
    return make_reference(
        code=code,
        vocabulary=vocabulary,
        uri=uri,
        percentage=percentage,
        name=name,
        translations=translations,
        extras=extras,
        line=element.sourceline,
    )


@functools.lru_cache(maxsize=4096)
def _told_of_reference(
    attributes: tuple[tuple[str, str], ...], has_share: bool
) -> tuple[str, str | None, str | None, Decimal | None, tuple[Extra, ...]]:
    """Code, vocabulary, address and share, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    code, vocabulary, uri = told.pop("code", ""), told.pop("vocabulary", None), told.pop("vocabulary-uri", None)
    percentage = _percentage(told) if has_share else None
    known = None if vocabulary is None else VOCABULARIES.get(vocabulary, vocabulary)
    return code, known, uri, percentage, tuple(kept_attributes(told.items()))


def read_marker(element: Element, language: str | None) -> PolicyMarker:
    """A policy that an activity serves."""
    code, vocabulary, uri, significance, odd = _told_of_policy(tuple(element.items()))
    name, translations, extras = _named(element, language, odd)
    return make_policy_marker(
        code=code,
        vocabulary=vocabulary,
        uri=uri,
        significance=significance,
        name=name,
        translations=translations,
        extras=extras,
        line=element.sourceline,
    )


@functools.lru_cache(maxsize=1024)
def _told_of_policy(
    attributes: tuple[tuple[str, str], ...],
) -> tuple[str | None, str | None, str | None, int | None, tuple[Extra, ...]]:
    """Code, vocabulary, address and significance, as attributes tell them, and what else they tell."""
    told = dict(attributes)
    code, vocabulary, uri = told.pop("code", None), told.pop("vocabulary", None), told.pop("vocabulary-uri", None)
    significance = int(told.pop("significance")) if told.get("significance") in SIGNIFICANCE else None
    known = None if vocabulary == "1" else vocabulary
    return code, known, uri, significance, tuple(kept_attributes(told.items()))


def _percentage(told: dict[str, str]) -> Decimal | None:
    """The share that is stated, which is taken out of the attributes; one that is no number stays."""
    text = told.get("percentage")
    if text is None or not PERCENTAGE.fullmatch(text.strip()):
        return None
    return Decimal(told.pop("percentage").strip())
