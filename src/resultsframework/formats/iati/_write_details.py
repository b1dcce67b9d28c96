"""
From the single elements that describe an activity to the standard: dates, organisations, places and codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resultsframework.framework import ActivityDate, DateKind
from resultsframework.organisation import PlaceLevel

from ._fitting import attribute_fits, order
from ._kept import NOTHING, kept, text_element
from ._names import CODE_OF_DATE, CODE_OF_ROLE, CODE_OF_VOCABULARY, OWN_VOCABULARY, ROLES, VOCABULARIES
from ._text import are_restored, attribute, is_clean, narratives

if TYPE_CHECKING:
    from resultsframework.alignment import PolicyMarker, Reference
    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Organisation, Participation, Place

    from ._kept import Kept

__all__ = [
    "Written",
    "are_names_sure",
    "is_plain",
    "is_region",
    "is_rest_sure",
    "planned_dates",
    "write_country",
    "write_date",
    "write_location",
    "write_marker",
    "write_names",
    "write_participation",
    "write_reference",
    "write_region",
]

PATH = "iati-activity"
FOREIGN = frozenset(("",))
DATED = frozenset(("", "narrative"))
SIGNIFICANCES = range(5)


class Written(NamedTuple):
    """
    An element.

    Attributes:
        text: The element; nothing where the standard cannot hold what it would say.

        is_sure: Whether it certainly comes back as it is.

        is_lossy: Whether it certainly does not. Where it is neither, one has to read it to see.
    """

    text: str
    is_sure: bool
    is_lossy: bool = False


NOT_WRITTEN = Written("", is_sure=False, is_lossy=True)


def write_names(node: Organisation | Place | Reference | PolicyMarker, least: int = 0) -> str:
    """The name of a node in all its languages."""
    return narratives("name", node.name, node.translations, least=least)


def are_names_sure(node: Organisation | Place | Reference | PolicyMarker, language: str | None) -> bool:
    """Whether the name of a node certainly comes back, in all its languages."""
    return are_restored((("name", node.name),), node.translations, language)


def is_rest_sure(rest: Kept) -> bool:
    """Whether there is nothing but further attributes and elements of others, which all come back."""
    return rest is NOTHING or (rest.is_exact and not rest.within and rest.children.keys() <= FOREIGN)


def planned_dates(framework: ResultsFramework) -> tuple[ActivityDate, ...]:
    """The first and last day of the plan, as dates of an activity."""
    plan = framework.plan_period
    days = ((DateKind.PLANNED_START, plan.first_day), (DateKind.PLANNED_END, plan.last_day))
    return tuple(ActivityDate(kind=kind, day=day) for kind, day in days if day is not None)


def write_date(date: ActivityDate) -> Written:
    """When the activity starts or ends; nothing where that is not known in the words of the standard."""
    rest = kept(date.extras, f"{PATH}/activity-date", ("@iso-date", *(["@type"] if date.kind else [])))
    known = "" if date.kind is None else f' type="{CODE_OF_DATE[date.kind]}"'
    if date.day is None or not (known or " type=" in rest.attributes):
        return NOT_WRITTEN
    inside = rest.of("narrative") + rest.foreign
    is_sure = (
        date.kind is not None
        and date.raw is None
        and not date.translations
        and rest.is_exact
        and not rest.within
        and rest.children.keys() <= DATED
    )
    text = f'\n    <activity-date{known} iso-date="{date.day}"{rest.attributes}>{inside}</activity-date>'
    return Written(text, is_sure, rest.is_lossy)


def is_plain(body: Organisation) -> bool:
    """Whether a body has nothing but what the standard says of one, apart from its name."""
    return (
        body.acronym is None
        and body.level is None
        and body.jurisdiction is None
        and body.through is None
        and body.raw is None
        and is_clean(body.reference)
        and is_clean(body.type)
    )


def write_participation(one: Participation, language: str | None) -> Written:
    """A body in the part it plays; nothing where the part is none of the standard's."""
    body, role = one.organisation, CODE_OF_ROLE.get(one.role)
    taken = ["@ref", "@activity-id", "narrative"]
    taken += ["@role"] if role is not None or any(e.name == "@role" and e.text in ROLES for e in one.extras) else []
    taken += ["@type"] if body.type else []
    rest = kept(one.extras, f"{PATH}/participating-org", taken)
    if role is None and " role=" not in rest.attributes:
        return NOT_WRITTEN
    stated = (("ref", body.reference), ("type", body.type), ("role", role), ("activity-id", one.identifier))
    told = "".join([f' {name}="{attribute(text)}"' for name, text in stated if text])
    is_sure = (
        role is not None
        and not (one.translations or body.extras)
        and is_clean(one.identifier)
        and is_plain(body)
        and are_names_sure(body, language)
        and is_rest_sure(rest)
        and (body.type is not None or " type=" not in rest.attributes)
    )
    names = write_names(body)
    text = f"\n    <participating-org{told}{rest.attributes}>{names}{rest.foreign}</participating-org>"
    return Written(text, is_sure, rest.is_lossy)


def is_region(place: Place) -> bool:
    """Whether a place is a region of the standard."""
    return place.level is PlaceLevel.REGION and place.code is not None


def write_country(place: Place, language: str | None) -> Written:
    """A country; nothing where it has no code, without which it is none of the standard."""
    if place.code is None:
        return NOT_WRITTEN
    text, is_sure, is_lossy = _place("recipient-country", place, "", language)
    return Written(text, is_sure and place.level is PlaceLevel.COUNTRY and place.vocabulary is None, is_lossy)


def write_region(place: Place, language: str | None) -> Written:
    """A region."""
    told = "" if place.vocabulary is None else f' vocabulary="{attribute(place.vocabulary)}"'
    return _place("recipient-region", place, told, language)


def _place(tag: str, place: Place, vocabulary: str, language: str | None) -> Written:
    path = f"{PATH}/{tag}"
    rest = kept(place.extras, path, ("@code", "@percentage", "@vocabulary", "narrative"))
    told = f' code="{attribute(place.code or "")}"{vocabulary}'
    is_sure = (
        is_clean(place.code)
        and is_clean(place.vocabulary)
        and place.within is None
        and are_names_sure(place, language)
        and is_rest_sure(rest)
    )
    text = f"\n    <{tag}{told}{_share(place)}{rest.attributes}>{write_names(place)}{rest.foreign}</{tag}>"
    return Written(text, is_sure, rest.is_lossy)


def _share(node: Place | Reference) -> str:
    return "" if node.percentage is None else f' percentage="{node.percentage:f}"'


def write_location(place: Place, language: str | None) -> Written:
    """A place within a country."""
    path = f"{PATH}/location"
    rest = kept(place.extras, path, ("@ref", "name"))
    told = "" if place.code is None else f' ref="{attribute(place.code)}"'
    name = text_element("name", "name", place.name, place.translations, rest)
    inside = name
    if rest.children:
        inside = "".join([name + rest.of(one) if one == "name" else rest.of(one) for one in order(path)])
    is_sure = (
        place.level is None
        and place.vocabulary is None
        and place.within is None
        and place.percentage is None
        and is_clean(place.code)
        and are_names_sure(place, language)
        and rest.is_exact
        and rest.within.keys() <= {"name"}
    )
    text = f"\n    <location{told}{rest.attributes}>{inside}{rest.foreign}</location>"
    return Written(text, is_sure, rest.is_lossy)


def write_reference(tag: str, reference: Reference, language: str | None) -> Written:
    """A sector or tag; nothing for a tag that does not say its list, which the standard demands."""
    if tag == "tag" and reference.vocabulary is None:
        return NOT_WRITTEN
    path = f"{PATH}/{tag}"
    rest = kept(reference.extras, path, ("@code", "@vocabulary", "@vocabulary-uri", "@percentage", "narrative"))
    told = f' code="{attribute(reference.code)}"'
    vocabulary = reference.vocabulary
    if vocabulary is not None:
        told += f' vocabulary="{attribute(CODE_OF_VOCABULARY.get(vocabulary, vocabulary))}"'
    if tag == "sector":
        told += _share(reference)
    uri = _uri(path, reference.uri)
    is_sure = (
        bool(uri) is (reference.uri is not None)
        and is_clean(reference.code)
        and is_clean(vocabulary)
        and (vocabulary == OWN_VOCABULARY or (vocabulary not in CODE_OF_VOCABULARY and vocabulary not in VOCABULARIES))
        and (tag == "sector" or reference.percentage is None)
        and are_names_sure(reference, language)
        and is_rest_sure(rest)
    )
    text = f"\n    <{tag}{told}{uri}{rest.attributes}>{write_names(reference)}{rest.foreign}</{tag}>"
    return Written(text, is_sure, rest.is_lossy)


def _uri(path: str, uri: str | None) -> str:
    fits = uri is not None and attribute_fits(path, "vocabulary-uri", uri)
    return f' vocabulary-uri="{attribute(uri or "")}"' if fits else ""


def write_marker(marker: PolicyMarker, language: str | None) -> Written:
    """A policy that the activity serves; nothing where it has no code."""
    if marker.code is None:
        return NOT_WRITTEN
    path = f"{PATH}/policy-marker"
    significance = marker.significance
    taken = ["@code", "@vocabulary", "@vocabulary-uri", "narrative"]
    rest = kept(marker.extras, path, [*taken, *(["@significance"] if significance is not None else [])])
    told = f' vocabulary="{attribute(marker.vocabulary or "1")}" code="{attribute(marker.code or "")}"'
    if significance is not None:
        told += f' significance="{significance}"'
    uri = _uri(path, marker.uri)
    is_sure = (
        bool(uri) is (marker.uri is not None)
        and is_clean(marker.code)
        and is_clean(marker.vocabulary)
        and marker.vocabulary != "1"
        and (significance in SIGNIFICANCES if significance is not None else " significance=" not in rest.attributes)
        and are_names_sure(marker, language)
        and is_rest_sure(rest)
    )
    text = f"\n    <policy-marker{told}{uri}{rest.attributes}>{write_names(marker)}{rest.foreign}</policy-marker>"
    return Written(text, is_sure, rest.is_lossy)
