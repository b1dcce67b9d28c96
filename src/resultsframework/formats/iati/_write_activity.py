"""
From what describes an activity to elements, in the order of the standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.framework import ActivityDate, DateKind, ResultsFramework
from resultsframework.organisation import PlaceLevel
from resultsframework.result import Result

from ._activity import Activity
from ._extension import differences, encoded_whole, written
from ._fitting import attribute_fits, order
from ._kept import kept, text_element
from ._names import (
    CODE_OF_DATE,
    CODE_OF_ROLE,
    CODE_OF_STATUS,
    CODE_OF_VOCABULARY,
    LANG,
    NAMESPACE,
    ROLES,
)
from ._publication import refuse
from ._read_activity import read_activity
from ._read_money import FUNDS, SPENDING
from ._text import attribute, element_of, escape, is_language, narratives
from ._write_document import write_documents
from ._write_money import write_budgets, write_transactions
from ._write_result import write_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from resultsframework.alignment import PolicyMarker, Reference
    from resultsframework.indicator import Measure
    from resultsframework.organisation import Organisation, Participation, Place

__all__ = ["DECLARATION", "write_activity"]

PATH = "iati-activity"
DECLARATION = f' xmlns:rf="{NAMESPACE}"'
ABSENT = "<rf:absent/>"
SUMMED = tuple(f'<transaction-type code="{kind}">' for kind in (FUNDS, *SPENDING))
# The day that stands where the schema demands a date and none is known; it is marked as absent.
NO_DAY = "0001-01-01"


def write_activity(activity: Activity, layout: str, *, extensions: bool, measure: Measure | None = None) -> str:
    """
    The element of an activity.

    Args:
        activity: The activity.

        layout: The layout it is written in.

        extensions: Whether what the standard has no place for is written too.

        measure: The kind of measurement of indicators that declare none.

    Raises:
        InvalidValueError: Without extensions, something that the standard demands is not known.
    """
    head = _Head(activity, layout, extensions=extensions)
    before, after = head.parts()
    if not extensions:
        refuse(head.lacking + _lacking_measures(activity, measure))
    results = _results(activity, head.language, extensions=extensions, measure=measure)
    whole = f"\n  <iati-activity{head.attributes}>{before}{results}{after}"
    if not extensions:
        return f"{whole}\n  </iati-activity>"
    alone = attrs.evolve(activity.framework, results=())
    text = f"<iati-activity{DECLARATION}{head.attributes}>{before}{after}</iati-activity>"
    read = read_activity(element_of(text), layout=layout, keep_transactions=head.keeps_transactions).framework
    own = written(differences(alone, read, ("results",)))
    return f"{whole}{own}{_arrangement(activity)}\n  </iati-activity>"


def _results(activity: Activity, language: str | None, *, extensions: bool, measure: Measure | None) -> str:
    """The results; those without indicators, which the standard does not hold, in elements of our own."""
    parts: list[str] = []
    number = 0
    is_told = all(result.indicators for result in activity.framework.results)
    for index, (result, position) in enumerate(zip(activity.framework.results, activity.positions, strict=True)):
        place = ".".join(map(str, position))
        if result.indicators:
            told = None if is_told and position == (number,) else place
            parts.append(write_result(result, told, language, extensions=extensions, measure=measure))
            number += 1
    if extensions:
        for index, (result, position) in enumerate(zip(activity.framework.results, activity.positions, strict=True)):
            if not result.indicators:
                text = escape(encoded_whole(Result, result, "a result"))
                parts.append(f'\n    <rf:result at="{index}" place="{".".join(map(str, position))}">{text}</rf:result>')
    return "".join(parts)


def _arrangement(activity: Activity) -> str:
    """The element that says how the activity is arranged with others, and what the framework says of itself."""
    if activity.layout is None:
        return ""
    told = f'layout="{activity.layout}" part="{activity.part}" parts="{activity.parts}"'
    if activity.subject is not None:
        told += f' subject="{".".join(map(str, activity.subject))}"'
    if not activity.has_own_identifier:
        told += ' identifier="derived"'
    frame = ""
    if activity.frame != ResultsFramework():
        text = encoded_whole(ResultsFramework, activity.frame, "the framework")
        frame = f"<rf:framework>{escape(text)}</rf:framework>"
    return f"<rf:arrangement {told}/>{frame}"


def _lacking_measures(activity: Activity, measure: Measure | None) -> list[str]:
    if measure is not None:
        return []
    found = [
        indicator
        for result in activity.framework.results
        for indicator in result.indicators
        if indicator.measure is None and not any(extra.name == "@measure" for extra in indicator.extras)
    ]
    return [f"the measure of {len(found)} indicators (measure)"] if found else []


class _Head:
    """What describes an activity, while it is written."""

    def __init__(self, activity: Activity, layout: str, *, extensions: bool) -> None:
        framework = activity.framework
        self.activity = activity
        self.framework = framework
        self.layout = layout
        self.extensions = extensions
        self.lacking: list[str] = []
        spoken = framework.language
        self.language = spoken if spoken is not None and is_language(spoken) else None
        self.rest = kept(
            framework.extras, PATH, ("@humanitarian", f"@{LANG}", "iati-identifier", "reporting-org", "title")
        )
        kept_transactions = self.rest.of("transaction")
        self.keeps_transactions = any(kind in kept_transactions for kind in SUMMED)

    @property
    def attributes(self) -> str:
        """The attributes of the activity."""
        parts = [] if self.language is None else [f' xml:lang="{self.language}"']
        if self.framework.humanitarian is not None:
            parts.append(f' humanitarian="{int(self.framework.humanitarian)}"')
        return "".join(parts) + self.rest.attributes

    def parts(self) -> tuple[str, str]:
        """All elements but the results: those before them, and those after."""
        before: list[str] = []
        after: list[str] = []
        where = before
        for name in order(PATH):
            if name == "result":
                where = after
                continue
            write = ELEMENTS.get(name)
            if write is not None:
                where.append(write(self))
            where += (f"\n    {text}" for text in self.rest.children.get(name, ()))
        if self.rest.foreign:
            after.append(f"\n    {self.rest.foreign}")
        return "".join(before), "".join(after)

    def _demand(self, what: str, element: str) -> str:
        """What stands where the schema demands an element and there is nothing to say."""
        self.lacking.append(what)
        return element if self.extensions else ""

    def identifier(self) -> str:
        """The identifier of the activity."""
        rest = self.rest.inside("iati-identifier").attributes
        if self.framework.identifier is None:
            return self._demand("its identifier (identifier)", f"\n    <iati-identifier{rest}/>")
        return f"\n    <iati-identifier{rest}>{escape(self.framework.identifier)}</iati-identifier>"

    def title(self) -> str:
        """Its title."""
        if self.framework.title is None:
            self.lacking.append("its title (title)")
        rest = self.rest.inside("title")
        main, translations = self.framework.title, self.framework.translations
        return "\n    " + text_element("title", "title", main, translations, rest, required=True)

    def description(self) -> str:
        """Its general description."""
        rest = self.rest.inside("description")
        is_demanded = not self.rest.children.get("description")
        if self.framework.description is None and is_demanded:
            self.lacking.append("its description (description)")
        main, translations = self.framework.description, self.framework.translations
        text = text_element("description", "description", main, translations, rest, required=is_demanded)
        return text and "\n    " + text.replace("<description", '<description type="1"', 1)

    def reporting(self) -> str:
        """Who publishes it."""
        body = self.framework.reporting_organisation
        if body is None:
            empty = f'\n    <reporting-org ref="" type=""><narrative/>{ABSENT}</reporting-org>'
            return self._demand("who publishes it (reporting_organisation)", empty)
        self.lacking += (
            f"the {name} of its reporting organisation (reporting_organisation)"
            for name in ("reference", "type", "name")
            if getattr(body, name) is None
        )
        rest = kept(body.extras, f"{PATH}/reporting-org", ("@ref", "@type"))
        told = "".join(
            f' {name}="{attribute(text or "")}"' for name, text in (("ref", body.reference), ("type", body.type))
        )
        return f"\n    <reporting-org{told}{rest.attributes}>{_names(body, 1)}{rest.foreign}</reporting-org>"

    def participating(self) -> str:
        """Who takes part."""
        parts = [_participation(one) for one in self.framework.organisations]
        text = "".join(parts)
        if text or self.rest.children.get("participating-org"):
            return text
        empty = f'\n    <participating-org role="">{ABSENT}</participating-org>'
        return self._demand("who takes part, in one of the four roles (organisations)", empty)

    def status(self) -> str:
        """How far it has come."""
        code = CODE_OF_STATUS.get(self.framework.status)
        if code is not None:
            return f'\n    <activity-status code="{code}"/>'
        if self.rest.children.get("activity-status"):
            return ""
        empty = f'\n    <activity-status code="">{ABSENT}</activity-status>'
        return self._demand("its status (status)", empty)

    def dates(self) -> str:
        """When it starts and ends; where no dates are known, the first and last day of the plan."""
        dates = self.framework.dates or _planned(self.framework)
        text = "".join(map(_date, dates))
        if text or self.rest.children.get("activity-date"):
            return text
        empty = f'\n    <activity-date type="" iso-date="{NO_DAY}">{ABSENT}</activity-date>'
        return self._demand("when it starts or ends (dates)", empty)

    def countries(self) -> str:
        """The countries it is for."""
        return "".join(_place("recipient-country", one) for one in self.framework.countries if _has_code(one))

    def regions(self) -> str:
        """The regions it is for."""
        return "".join(_place("recipient-region", one) for one in self.framework.places if _is_region(one))

    def locations(self) -> str:
        """The places it is for."""
        return "".join(_location(one) for one in self.framework.places if not _is_region(one))

    def sectors(self) -> str:
        """The sectors it belongs to."""
        return "".join(_reference("sector", one) for one in self.framework.sectors)

    def tags(self) -> str:
        """Its tags; the standard demands that a tag says its list."""
        return "".join(_reference("tag", one) for one in self.framework.tags if one.vocabulary is not None)

    def markers(self) -> str:
        """The policies it serves."""
        return "".join(_marker(one) for one in self.framework.policy_markers if one.code is not None)

    def budgets(self) -> str:
        """What is planned."""
        return write_budgets(self.framework.budgets, self.layout)

    def transactions(self) -> str:
        """What was spent and what came in, unless the transactions themselves were kept."""
        return "" if self.keeps_transactions else write_transactions(self.framework.budgets)

    def documents(self) -> str:
        """Where to read more."""
        return write_documents(self.framework.documents)

    def related(self) -> str:
        """The activities above and below it; marked, where marks are allowed, as said by the arrangement."""
        mark = ABSENT if self.extensions else ""
        return "".join(
            f'\n    <related-activity type="{attribute(kind)}" ref="{attribute(ref)}">{mark}</related-activity>'
            for kind, ref in self.activity.related
        )


ELEMENTS: dict[str, Callable[[_Head], str]] = {
    "iati-identifier": _Head.identifier,
    "reporting-org": _Head.reporting,
    "title": _Head.title,
    "description": _Head.description,
    "participating-org": _Head.participating,
    "activity-status": _Head.status,
    "activity-date": _Head.dates,
    "recipient-country": _Head.countries,
    "recipient-region": _Head.regions,
    "location": _Head.locations,
    "sector": _Head.sectors,
    "tag": _Head.tags,
    "policy-marker": _Head.markers,
    "budget": _Head.budgets,
    "transaction": _Head.transactions,
    "document-link": _Head.documents,
    "related-activity": _Head.related,
}


# ------------------------------------------------------------------------------------------- single elements


def _names(node: Organisation | Place | Reference | PolicyMarker, least: int = 0) -> str:
    return narratives("name", node.name, node.translations, least=least)


def _planned(framework: ResultsFramework) -> tuple[ActivityDate, ...]:
    plan = framework.plan_period
    days = ((DateKind.PLANNED_START, plan.first_day), (DateKind.PLANNED_END, plan.last_day))
    return tuple(ActivityDate(kind=kind, day=day) for kind, day in days if day is not None)


def _date(date: ActivityDate) -> str:
    rest = kept(date.extras, f"{PATH}/activity-date", ("@iso-date", *(["@type"] if date.kind else [])))
    known = "" if date.kind is None else f' type="{CODE_OF_DATE[date.kind]}"'
    if date.day is None or not (known or " type=" in rest.attributes):
        return ""
    inside = rest.of("narrative") + rest.foreign
    return f'\n    <activity-date{known} iso-date="{date.day}"{rest.attributes}>{inside}</activity-date>'


def _participation(one: Participation) -> str:
    body, role = one.organisation, CODE_OF_ROLE.get(one.role)
    taken = ["@ref", "@activity-id", "narrative"]
    taken += ["@role"] if role is not None or any(e.name == "@role" and e.text in ROLES for e in one.extras) else []
    taken += ["@type"] if body.type else []
    rest = kept(one.extras, f"{PATH}/participating-org", taken)
    if role is None and " role=" not in rest.attributes:
        return ""
    stated = (("ref", body.reference), ("type", body.type), ("role", role), ("activity-id", one.identifier))
    told = "".join(f' {name}="{attribute(text)}"' for name, text in stated if text)
    return f"\n    <participating-org{told}{rest.attributes}>{_names(body)}{rest.foreign}</participating-org>"


def _has_code(place: Place) -> bool:
    return place.code is not None


def _is_region(place: Place) -> bool:
    return place.level is PlaceLevel.REGION and place.code is not None


def _place(tag: str, place: Place) -> str:
    path = f"{PATH}/{tag}"
    rest = kept(place.extras, path, ("@code", "@percentage", "@vocabulary", "narrative"))
    told = f' code="{attribute(place.code or "")}"'
    if place.vocabulary is not None and tag == "recipient-region":
        told += f' vocabulary="{attribute(place.vocabulary)}"'
    return f"\n    <{tag}{told}{_share(place)}{rest.attributes}>{_names(place)}{rest.foreign}</{tag}>"


def _share(node: Place | Reference) -> str:
    return "" if node.percentage is None else f' percentage="{node.percentage:f}"'


def _location(place: Place) -> str:
    path = f"{PATH}/location"
    rest = kept(place.extras, path, ("@ref", "name"))
    told = "" if place.code is None else f' ref="{attribute(place.code)}"'
    inside: list[str] = []
    for name in order(path):
        if name == "name":
            inside.append(text_element("name", "name", place.name, place.translations, rest.inside("name")))
        inside.append(rest.of(name))
    return f"\n    <location{told}{rest.attributes}>{''.join(inside)}{rest.foreign}</location>"


def _reference(tag: str, reference: Reference) -> str:
    path = f"{PATH}/{tag}"
    rest = kept(reference.extras, path, ("@code", "@vocabulary", "@vocabulary-uri", "@percentage", "narrative"))
    told = f' code="{attribute(reference.code)}"'
    if reference.vocabulary is not None:
        told += f' vocabulary="{attribute(CODE_OF_VOCABULARY.get(reference.vocabulary, reference.vocabulary))}"'
    if tag == "sector":
        told += _share(reference)
    return f"\n    <{tag}{told}{_uri(path, reference.uri)}{rest.attributes}>{_names(reference)}{rest.foreign}</{tag}>"


def _uri(path: str, uri: str | None) -> str:
    fits = uri is not None and attribute_fits(path, "vocabulary-uri", uri)
    return f' vocabulary-uri="{attribute(uri or "")}"' if fits else ""


def _marker(marker: PolicyMarker) -> str:
    path = f"{PATH}/policy-marker"
    taken = ["@code", "@vocabulary", "@vocabulary-uri", "narrative"]
    rest = kept(marker.extras, path, [*taken, *(["@significance"] if marker.significance is not None else [])])
    told = f' vocabulary="{attribute(marker.vocabulary or "1")}" code="{attribute(marker.code or "")}"'
    if marker.significance is not None:
        told += f' significance="{marker.significance}"'
    return (
        f"\n    <policy-marker{told}{_uri(path, marker.uri)}{rest.attributes}>"
        f"{_names(marker)}{rest.foreign}</policy-marker>"
    )
