"""
Write the single elements that describe an activity: dates, organisations, places and codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.framework import ActivityDate, DateKind
from resultsframework.organisation import PlaceLevel

from ._fitting import attribute_fits, order
from ._kept import kept, text_element
from ._names import CODE_OF_DATE, CODE_OF_ROLE, CODE_OF_VOCABULARY, ROLES
from ._text import attribute, narratives

if TYPE_CHECKING:
    from resultsframework.alignment import PolicyMarker, Reference
    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Organisation, Participation, Place

__all__ = [
    "is_region",
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


def write_names(node: Organisation | Place | Reference | PolicyMarker, least: int = 0) -> str:
    """The name of a node in all its languages."""
    return narratives("name", node.name, node.translations, least=least)


def planned_dates(framework: ResultsFramework) -> tuple[ActivityDate, ...]:
    """The first and last day of the plan, as dates of an activity."""
    plan = framework.plan_period
    days = ((DateKind.PLANNED_START, plan.first_day), (DateKind.PLANNED_END, plan.last_day))
    return tuple(ActivityDate(kind=kind, day=day) for kind, day in days if day is not None)


def write_date(date: ActivityDate) -> str:
    """A date of the activity; nothing for one without a day or without a kind that the standard knows."""
    rest = kept(date.extras, f"{PATH}/activity-date", ("@iso-date", *(["@type"] if date.kind else [])))
    known = "" if date.kind is None else f' type="{CODE_OF_DATE[date.kind]}"'
    if date.day is None or not (known or " type=" in rest.attributes):
        return ""
    inside = rest.of("narrative") + rest.foreign
    return f'\n    <activity-date{known} iso-date="{date.day}"{rest.attributes}>{inside}</activity-date>'


def write_participation(one: Participation) -> str:
    """An organisation in its role; nothing for a role that is not one of the standard's."""
    body, role = one.organisation, CODE_OF_ROLE.get(one.role)
    taken = ["@ref", "@activity-id", "narrative"]
    taken += ["@role"] if role is not None or any(e.name == "@role" and e.text in ROLES for e in one.extras) else []
    taken += ["@type"] if body.type else []
    rest = kept(one.extras, f"{PATH}/participating-org", taken)
    if role is None and " role=" not in rest.attributes:
        return ""
    stated = (("ref", body.reference), ("type", body.type), ("role", role), ("activity-id", one.identifier))
    attributes = "".join([f' {name}="{attribute(text)}"' for name, text in stated if text])
    names = write_names(body)
    return f"\n    <participating-org{attributes}{rest.attributes}>{names}{rest.foreign}</participating-org>"


def is_region(place: Place) -> bool:
    """Whether a place is a region of the standard."""
    return place.level is PlaceLevel.REGION and place.code is not None


def write_country(place: Place) -> str:
    """A country; nothing for one without a code, which the standard demands."""
    return "" if place.code is None else _place("recipient-country", place)


def write_region(place: Place) -> str:
    """A region."""
    vocabulary = "" if place.vocabulary is None else f' vocabulary="{attribute(place.vocabulary)}"'
    return _place("recipient-region", place, vocabulary)


def _place(tag: str, place: Place, vocabulary: str = "") -> str:
    rest = kept(place.extras, f"{PATH}/{tag}", ("@code", "@percentage", "@vocabulary", "narrative"))
    attributes = f' code="{attribute(place.code or "")}"{vocabulary}{_share(place)}{rest.attributes}'
    return f"\n    <{tag}{attributes}>{write_names(place)}{rest.foreign}</{tag}>"


def _share(node: Place | Reference) -> str:
    return "" if node.percentage is None else f' percentage="{node.percentage:f}"'


def write_location(place: Place) -> str:
    """A place within a country."""
    path = f"{PATH}/location"
    rest = kept(place.extras, path, ("@ref", "name"))
    code = "" if place.code is None else f' ref="{attribute(place.code)}"'
    inside = text_element("name", "name", place.name, place.translations, rest)
    if rest.children:
        inside = "".join([inside if name == "name" else rest.of(name) for name in order(path)])
    return f"\n    <location{code}{rest.attributes}>{inside}{rest.foreign}</location>"


def write_reference(tag: str, reference: Reference) -> str:
    """A sector or tag; nothing for a tag without a vocabulary, which the standard demands."""
    if tag == "tag" and reference.vocabulary is None:
        return ""
    path = f"{PATH}/{tag}"
    rest = kept(reference.extras, path, ("@code", "@vocabulary", "@vocabulary-uri", "@percentage", "narrative"))
    attributes = f' code="{attribute(reference.code)}"'
    vocabulary = reference.vocabulary
    if vocabulary is not None:
        attributes += f' vocabulary="{attribute(CODE_OF_VOCABULARY.get(vocabulary, vocabulary))}"'
    if tag == "sector":
        attributes += _share(reference)
    attributes += _uri(path, reference.uri) + rest.attributes
    return f"\n    <{tag}{attributes}>{write_names(reference)}{rest.foreign}</{tag}>"


def _uri(path: str, uri: str | None) -> str:
    is_valid = uri is not None and attribute_fits(path, "vocabulary-uri", uri)
    return f' vocabulary-uri="{attribute(uri or "")}"' if is_valid else ""


def write_marker(marker: PolicyMarker) -> str:
    """A policy that the activity serves; nothing for one without a code."""
    if marker.code is None:
        return ""
    path = f"{PATH}/policy-marker"
    taken = ["@code", "@vocabulary", "@vocabulary-uri", "narrative"]
    taken += ["@significance"] if marker.significance is not None else []
    rest = kept(marker.extras, path, taken)
    attributes = f' vocabulary="{attribute(marker.vocabulary or "1")}" code="{attribute(marker.code)}"'
    if marker.significance is not None:
        attributes += f' significance="{marker.significance}"'
    attributes += _uri(path, marker.uri) + rest.attributes
    return f"\n    <policy-marker{attributes}>{write_names(marker)}{rest.foreign}</policy-marker>"
