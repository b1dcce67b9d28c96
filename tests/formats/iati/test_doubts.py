"""Facts that the standard part of a file changes come back unchanged from a lossless file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.organisation import PlaceLevel

LANG = "@{http://www.w3.org/XML/1998/namespace}lang"
REGION = rf.Place(code="298", level=PlaceLevel.REGION)
LOCATION = rf.Place(code="AF-KAN", name="Kandahar")
BODY = rf.Organisation(name="A giver", reference="XX-2", type="10")
FUNDER = rf.Participation(organisation=BODY, role=rf.ParticipationRole.FUNDING)
LINK = rf.DocumentLink(url="https://x.org/a", format="text/html", title="A", categories=("A01",))
MARKER = rf.PolicyMarker(code="1", significance=2)
SECTOR = rf.Reference(code="11110", vocabulary="1")
DAY = rf.ActivityDate(kind=rf.DateKind.ACTUAL_START, day=dt.date(2020, 2, 3))
BUDGET = rf.Budget(planned=rf.Money(nominal=Decimal(1), currency="USD"), period=rf.Period(year=2020))
SCOPE = '<activity-scope code="3"></activity-scope>'
SPENT = (
    '<transaction><transaction-type xmlns:x="urn:x" code="3" x:a="1"></transaction-type>'
    '<transaction-date iso-date="2020-01-01"></transaction-date>'
    '<value currency="USD" value-date="2020-01-01">5</value></transaction>'
)
PLANNED = (
    '<budget><period-start iso-date="2020-01-01"></period-start><period-end iso-date="2020-12-31"></period-end>'
    '<value currency="USD" value-date="2020-01-01">5</value></budget>'
)
RELATED = '<related-activity ref="A" type="1">{}</related-activity>'
PARENT = RELATED.format('<rf:absent xmlns:rf="urn:resultsframework:iati:1"></rf:absent>')


def extra(name, text):
    """Something kept without a field."""
    return rf.Extra(name=name, text=text)


def extras(*pairs):
    """The change that gives a framework some extras."""
    return {"extras": tuple(extra(name, text) for name, text in pairs)}


def in_language(field, language, text=None):
    """A text in another language, or the language of the main text."""
    return rf.Translation(field=field, language=language, text=text)


CHANGES = {
    "a title that is blank": {"title": " "},
    "an identifier with blanks around it": {"identifier": " XX-1-A "},
    "a language that is none": {"language": "no language"},
    "a region behind a location": {"places": (LOCATION, REGION)},
    "a region within another place": {"places": (attrs.evolve(REGION, within=LOCATION),)},
    "a location of a level": {"places": (attrs.evolve(LOCATION, level=PlaceLevel.COUNTRY),)},
    "a location with a share": {"places": (attrs.evolve(LOCATION, percentage=Decimal(5)),)},
    "a country of no level": {"countries": (rf.Place(code="AF"),)},
    "a country without a code": {"countries": (rf.Place(name="Afghanistan", level=PlaceLevel.COUNTRY),)},
    "a country of a vocabulary": {"countries": (rf.Place(code="AF", level=PlaceLevel.COUNTRY, vocabulary="1"),)},
    "a body of the model's own parts": {
        "organisations": (attrs.evolve(FUNDER, organisation=attrs.evolve(BODY, acronym="AG")),)
    },
    "a body with extras of its own": {
        "organisations": (
            attrs.evolve(FUNDER, organisation=attrs.evolve(BODY, extras=(extra("@crs-channel-code", "1"),))),
        )
    },
    "a part with a blank reference": {
        "organisations": (attrs.evolve(FUNDER, organisation=attrs.evolve(BODY, reference=" ")),)
    },
    "a part whose type is an extra": {
        "organisations": (
            attrs.evolve(FUNDER, organisation=attrs.evolve(BODY, type=None), extras=(extra("@type", "10"),)),
        )
    },
    "a part without a role": {"organisations": (rf.Participation(organisation=BODY),)},
    "a publisher with an acronym": {"reporting_organisation": attrs.evolve(BODY, acronym="AG")},
    "a date of no kind": {"dates": (attrs.evolve(DAY, kind=None),)},
    "a date with the text that it had": {"dates": (attrs.evolve(DAY, raw="early 2020"),)},
    "a plan without dates": {"dates": (), "plan_period": rf.Period(year=2020)},
    "a sector of the list of an indicator": {"sectors": (attrs.evolve(SECTOR, vocabulary="sdg_indicator"),)},
    "a sector of a list by its code": {"sectors": (attrs.evolve(SECTOR, vocabulary="99"),)},
    "a sector whose list has no address": {"sectors": (attrs.evolve(SECTOR, uri="no address at all"),)},
    "a tag with a share": {"tags": (attrs.evolve(SECTOR, percentage=Decimal(5)),)},
    "a tag of no list": {"tags": (rf.Reference(code="1"),)},
    "a policy of the first list": {"policy_markers": (attrs.evolve(MARKER, vocabulary="1"),)},
    "a policy whose weight is an extra": {
        "policy_markers": (attrs.evolve(MARKER, significance=None, extras=(extra("@significance", "3"),)),)
    },
    "a policy without a code": {"policy_markers": (rf.PolicyMarker(name="Gender"),)},
    "a document with a blank format": {"documents": (attrs.evolve(LINK, format=" "),)},
    "a document in no language": {"documents": (attrs.evolve(LINK, languages=("",)),)},
    "a document without a title": {"documents": (attrs.evolve(LINK, title=None),)},
    "a document with a further category": {
        "documents": (attrs.evolve(LINK, extras=(extra("category", '<category code="A02"></category>'),)),)
    },
    "a document with a place": {
        "documents": (
            attrs.evolve(
                LINK, extras=(extra("recipient-country", '<recipient-country code="AF"></recipient-country>'),)
            ),
        )
    },
    "a budget with a second currency": {"budgets": (attrs.evolve(BUDGET, extras=(extra("value/@currency", "EUR"),)),)},
    "a budget with a second day": {
        "budgets": (attrs.evolve(BUDGET, extras=(extra("period-end/@iso-date", "2021-01-01"),)),)
    },
    "translations in another order": {
        "translations": (in_language("description", "fr", "D"), in_language("title", "fr", "T"))
    },
    "a language that is stated twice": {"translations": (in_language("title", "fr", "T"), in_language("title", "es"))},
    "the language of the activity stated again": {"language": "en", "translations": (in_language("title", "EN"),)},
    "a translation into no language": {"translations": (in_language("title", "no language", "T"),)},
    "a translation of nothing": {"title": None, "translations": (in_language("title", "fr", "T"),)},
    "a blank translation": {"translations": (in_language("title", "fr", " "),)},
    "a translation of a field without texts": {"translations": (in_language("code", "fr", "T"),)},
    "attributes in another order": extras(("@linked-data-uri", "https://x.org/"), ("@hierarchy", "1")),
    "attributes behind elements": extras(("activity-scope", SCOPE), ("@hierarchy", "1")),
    "elements in another order": extras(
        ("capital-spend", '<capital-spend percentage="1"></capital-spend>'), ("activity-scope", SCOPE)
    ),
    "an element that is not canonical": extras(("activity-scope", '<activity-scope code="3"/>')),
    "an element that is none": extras(("activity-scope", "3")),
    "an element of another name": extras(("activity-scope", '<capital-spend percentage="1"></capital-spend>')),
    "a second status": extras(("activity-status", '<activity-status code="3"></activity-status>')),
    "a sector that is kept": extras(("sector", '<sector code="11110"></sector>')),
    "a budget that is kept": extras(("budget", PLANNED)),
    "a transaction that is kept, and a foreign name in it": extras(("transaction", SPENT)),
    "a relation that looks like one of ours": extras(("related-activity", PARENT)),
    "an attribute of the title": extras((f"title/{LANG}", "en")),
    "an attribute of the description": extras((f"description/{LANG}", "en")),
    "the type of the description": extras(("description/@type", "2")),
    "an attribute of an element that is unknown": extras(("unheard-of/@a", "1")),
    "an element in the title": extras(("title/activity-scope", SCOPE)),
    "an attribute that is a field": extras(("@humanitarian", "1")),
}
KEPT = {
    "that has the type of a general one": '<description type="1"><narrative>D</narrative></description>',
    "that has no type": "<description><narrative>D</narrative></description>",
    "that is of another type": '<description type="2"><narrative>D</narrative></description>',
}


@pytest.mark.no_cover
@pytest.mark.each("what", CHANGES)
def test_what_the_standard_would_tell_otherwise_comes_back(bench, publishable, what):
    """A framework comes back in every layout, whatever of it the elements of the standard cannot hold."""
    assert bench.comes_back(attrs.evolve(publishable(), **CHANGES[what]))


@pytest.mark.parametrize("what", KEPT)
def test_a_kept_description_does_not_become_that_of_the_framework(bench, publishable, what):
    """Where a framework has no description of its own, a kept one stays what it is."""
    framework = attrs.evolve(publishable(), description=None, **extras(("description", KEPT[what])))
    assert bench.comes_back(framework, ("flat",))


def test_what_comes_back_needs_nothing_of_our_own(bench, publishable):
    """A framework of usual parts needs no extension elements."""
    framework = attrs.evolve(
        publishable(),
        places=(REGION, LOCATION),
        countries=(rf.Place(code="AF", level=PlaceLevel.COUNTRY, percentage=Decimal(100)),),
        sectors=(SECTOR, attrs.evolve(SECTOR, vocabulary="reporting_organisation")),
        policy_markers=(MARKER, attrs.evolve(MARKER, significance=None)),
        documents=(attrs.evolve(LINK, languages=("en",), date=dt.date(2020, 1, 1)),),
        translations=(
            in_language("title", "fr", "T"),
            in_language("description", "es"),
            in_language("description", "fr", "D"),
        ),
        **extras(("@hierarchy", "1"), (f"title/{LANG}", "en"), ("activity-scope", SCOPE)),
    )
    assert bench.comes_back(framework, ("flat",))
    assert bench.own(framework) == []
