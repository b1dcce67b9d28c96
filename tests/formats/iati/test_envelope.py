"""The fields of an activity as a whole, each of those in the standard there and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import resultsframework as rf

STATUSES = list(zip("123456", rf.ActivityStatus, strict=True))
DATES = list(zip("1234", rf.DateKind, strict=True))
ROLES = list(zip("1234", list(rf.ParticipationRole)[:4], strict=True))


def test_a_whole_envelope_is_written_as_it_was(bench):
    """Facts about an activity that standard and model share are written in the standard's order and words."""
    inner = (
        "<iati-identifier>AA-1-7</iati-identifier>"
        '<reporting-org ref="AA-1" type="10"><narrative>R</narrative></reporting-org>'
        "<title><narrative>T</narrative></title>"
        '<description type="1"><narrative>D</narrative></description>'
        '<participating-org ref="P" role="2" type="40" activity-id="PP-1"><narrative>P</narrative></participating-org>'
        '<activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>'
        '<activity-date type="3" iso-date="2022-12-31"/>'
        '<recipient-country code="AF" percentage="60"/><recipient-region vocabulary="1" code="380" percentage="40"/>'
        '<location ref="L"><name><narrative>A place</narrative></name></location>'
        '<sector vocabulary="1" code="14030" percentage="100"/>'
        '<tag vocabulary="2" code="5"/><policy-marker vocabulary="1" code="1" significance="2"/>'
        '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
        '<value currency="EUR" value-date="2020-01-01">3000</value></budget>'
        '<document-link url="http://example.org" format="text/html"><title><narrative>W</narrative></title>'
        '<category code="A12"/></document-link>'
    )
    names = [
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "activity-status",
        "activity-date",
    ]
    framework = bench.stays("*", inner, 'xml:lang="en" humanitarian="1"', without=names)
    assert framework == rf.ResultsFramework(
        identifier="AA-1-7",
        reporting_organisation=rf.Organisation(reference="AA-1", type="10", name="R"),
        title="T",
        description="D",
        organisations=(
            rf.Participation(
                organisation=rf.Organisation(reference="P", type="40", name="P"),
                role=rf.ParticipationRole.ACCOUNTABLE,
                identifier="PP-1",
            ),
        ),
        status=rf.ActivityStatus.IMPLEMENTATION,
        dates=(
            rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2020, 1, 1)),
            rf.ActivityDate(kind=rf.DateKind.PLANNED_END, day=dt.date(2022, 12, 31)),
        ),
        countries=(rf.Place(code="AF", percentage=Decimal(60), level=rf.PlaceLevel.COUNTRY),),
        places=(
            rf.Place(code="380", vocabulary="1", percentage=Decimal(40), level=rf.PlaceLevel.REGION),
            rf.Place(code="L", name="A place"),
        ),
        sectors=(rf.Reference(code="14030", vocabulary="1", percentage=Decimal(100)),),
        tags=(rf.Reference(code="5", vocabulary="2"),),
        policy_markers=(rf.PolicyMarker(code="1", significance=2),),
        budgets=(
            rf.Budget(
                period=rf.Period(year=2020),
                planned=rf.Money(nominal=Decimal(3000), currency="EUR"),
                value_date=dt.date(2020, 1, 1),
            ),
        ),
        documents=(rf.DocumentLink(title="W", url="http://example.org", format="text/html", categories=("A12",)),),
        language="en",
        humanitarian=True,
    )


# ----------------------------------------------------------------------------------- identifier, title, description


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("AA-1-7", "AA-1-7"),
        (" AA-1-7\n", "AA-1-7"),
        ("AA-1-PAP _O_1.1", "AA-1-PAP _O_1.1"),
        ("", None),
        (" ", None),
    ],
)
def test_the_identifier(bench, text, identifier):
    """The identifier is read without the space around it, but with the space within it; blank ones are none."""
    framework = bench.framework(f"<iati-identifier>{text}</iati-identifier>", without=("iati-identifier",))
    assert framework.identifier == identifier
    assert bench.comes_back(framework)


def test_a_second_identifier_is_kept(bench):
    """An activity has one identifier; a second one is kept and comes back."""
    framework = bench.framework("<iati-identifier>B</iati-identifier>")
    assert framework.identifier == "XX-1-A"
    assert framework.extras == (rf.Extra(name="iati-identifier", text="<iati-identifier>B</iati-identifier>"),)
    assert bench.comes_back(framework)


def test_a_second_title_is_kept(bench):
    """An activity has one title; a second one is kept and comes back."""
    framework = bench.framework("<title><narrative>B</narrative></title>")
    assert framework.title == "A project"
    assert framework.extras == (rf.Extra(name="title", text="<title><narrative>B</narrative></title>"),)
    assert bench.comes_back(framework)


def test_attributes_of_an_identifier_stay_in_their_place(bench):
    """Attributes of others at the identifier are written back there."""
    inner = '<iati-identifier xmlns:x="urn:x" x:a="1">AA-1</iati-identifier>'
    framework = bench.stays("iati-identifier", inner, without=("iati-identifier",))
    assert framework.extras == (rf.Extra(name="iati-identifier/@{urn:x}a", text="1"),)


def test_an_identifier_with_space_around_it_is_an_extension(bench, publishable):
    """Space around an identifier means nothing in a file; an identifier that has it comes back by an extension."""
    framework = publishable(identifier=" XX ")
    assert bench.own(framework) == [("iati-activity", "identifier")]
    assert bench.comes_back(framework)


def test_the_first_general_description_counts(bench):
    """Of several descriptions the first without a type, or of type 1, is the description; the others are kept."""
    inner = (
        '<description type="2"><narrative>Aims</narrative></description>'
        "<description><narrative>General</narrative></description>"
        '<description type="1"><narrative>General again</narrative></description>'
        '<description type="3"><narrative>For whom</narrative></description>'
    )
    framework = bench.framework(inner, without=("description",))
    assert framework.description == "General"
    assert [extra.name for extra in framework.extras] == ["description"] * 3
    written = bench.written(framework).findall("iati-activity/description")
    assert [(e.get("type"), e.findtext("narrative")) for e in written] == [
        ("1", "General"),
        ("2", "Aims"),
        ("1", "General again"),
        ("3", "For whom"),
    ]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_a_description_with_attributes_of_others_is_kept_whole(bench):
    """A description with more than a text stays as it is."""
    text = '<description xmlns:x="urn:x" type="1" x:a="1"><narrative>General</narrative></description>'
    framework = bench.stays("description", text, without=("description",))
    assert framework.description is None
    assert framework.extras == (rf.Extra(name="description", text=framework.extras[0].text),)


def test_only_special_descriptions(bench):
    """Where all descriptions are special, none of them is taken for the general one, and none is made up."""
    text = '<description type="2"><narrative>Aims</narrative></description>'
    assert bench.stays("description", text, without=("description",)).description is None


def test_further_elements_of_a_description_are_kept(bench):
    """Elements of others within the general description are written back into it."""
    text = '<description type="1"><narrative>General</narrative><x:a xmlns:x="urn:x"/></description>'
    framework = bench.stays("description", text, without=("description",))
    assert framework.description == "General"
    assert [extra.name for extra in framework.extras] == ["description/{urn:x}a"]


# --------------------------------------------------------------------------------------- organisations


def test_who_publishes(bench):
    """The reporting organisation has a reference, a type and a name; anything else stated of it stays with it."""
    text = (
        '<reporting-org ref="AA-1" type="22" secondary-reporter="1"><narrative>R</narrative>'
        '<narrative xml:lang="fr">E</narrative></reporting-org>'
    )
    body = bench.stays("reporting-org", text, without=("reporting-org",)).reporting_organisation
    assert (body.reference, body.type, body.name) == ("AA-1", "22", "R")
    assert body.extras == (rf.Extra(name="@secondary-reporter", text="1"),)
    assert body.in_language("fr").name == "E"


@pytest.mark.parametrize("text", ["<reporting-org/>", '<reporting-org ref="" type=""/>', '<reporting-org ref="A"/>'])
def test_who_publishes_may_be_said_in_part(bench, text):
    """A reporting organisation that lacks its reference, type or name is read as it is, and comes back."""
    framework = bench.framework(text, without=("reporting-org",))
    body = framework.reporting_organisation
    assert (body.name, body.type) == (None, None)
    assert bench.comes_back(framework)


def test_a_second_reporting_organisation_is_kept(bench):
    """One organisation publishes; a second one is kept and comes back."""
    framework = bench.framework('<reporting-org ref="B" type="10"/>')
    assert framework.reporting_organisation.reference == "XX-1"
    assert [extra.name for extra in framework.extras] == ["reporting-org"]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(("code", "role"), ROLES)
def test_the_roles_of_the_standard(bench, code, role):
    """Funding, accountable, extending and implementing are the roles 1 to 4."""
    text = f'<participating-org role="{code}" ref="A"/>'
    framework = bench.stays("participating-org", text, without=("participating-org",))
    assert framework.organisations == (rf.Participation(organisation=rf.Organisation(reference="A"), role=role),)


@pytest.mark.parametrize("role", ["5", "", "Funding"])
def test_a_role_that_the_standard_does_not_know_is_kept(bench, role):
    """A text that is no role of the list is kept as it was."""
    text = f'<participating-org role="{role}" ref="A"/>'
    framework = bench.stays("participating-org", text, without=("participating-org",))
    assert framework.organisations[0].role is None
    assert framework.organisations[0].extras == (rf.Extra(name="@role", text=role),)


def test_a_participation_without_a_role_is_an_extension(bench):
    """The schema demands a role; who takes part without one comes back by an extension."""
    framework = bench.framework('<participating-org ref="A"/>')
    assert [one.role for one in framework.organisations] == [rf.ParticipationRole.FUNDING, None]
    assert len(bench.written(framework).findall("iati-activity/participating-org")) == 1
    assert bench.own(framework) == [("iati-activity", "organisations")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("role", [rf.ParticipationRole.LEAD, rf.ParticipationRole.PARTICIPATING])
def test_roles_of_a_joint_programme_are_extensions(bench, publishable, role):
    """Lead and participating agencies are no roles of the standard; they come back by an extension."""
    one = rf.Participation(organisation=rf.Organisation(name="UNDP"), role=role)
    framework = publishable(organisations=(*publishable().organisations, one))
    assert bench.own(framework) == [("iati-activity", "organisations")]
    assert bench.comes_back(framework)


def test_what_else_a_participation_says_is_kept(bench):
    """The channel code and attributes of others are written back in their place."""
    attributes = 'xmlns:x="urn:x" role="4" crs-channel-code="12000" x:a="1"'
    text = f"<participating-org {attributes}><narrative>A</narrative></participating-org>"
    framework = bench.stays("participating-org", text, without=("participating-org",))
    assert {extra.name for extra in framework.organisations[0].extras} == {"@crs-channel-code", "@{urn:x}a"}


@pytest.mark.parametrize(
    "body",
    [
        rf.Organisation(name="A", acronym="B"),
        rf.Organisation(name="A", level=rf.OrganisationLevel.NATIONAL),
        rf.Organisation(name="A", raw="A (B)"),
        rf.Organisation(reference=" "),
        rf.Organisation(type=""),
        rf.Organisation(name="A", extras=(rf.Extra(name="@x", text="1"),)),
        rf.Organisation(),
    ],
)
def test_odd_organisations_come_back(bench, publishable, body):
    """Whatever is known of a body comes back, of the publisher as of those who take part."""
    one = rf.Participation(organisation=body, role=rf.ParticipationRole.FUNDING)
    assert bench.comes_back(publishable(organisations=(one,), reporting_organisation=body))


# ------------------------------------------------------------------------------------------- status and dates


@pytest.mark.parametrize(("code", "status"), STATUSES)
def test_the_statuses_of_the_standard(bench, code, status):
    """Codes 1 to 6 are the statuses from pipeline to suspended."""
    text = f'<activity-status code="{code}"/>'
    assert bench.stays("activity-status", text, without=("activity-status",)).status is status


@pytest.mark.parametrize(
    "text",
    [
        '<activity-status code="7"></activity-status>',
        '<activity-status code=""></activity-status>',
        '<activity-status code="2" x:a="1" xmlns:x="urn:x"></activity-status>',
    ],
)
def test_a_status_of_another_form_is_kept(bench, text):
    """A code outside the list, or a status with more than its code, is kept as it was."""
    framework = bench.stays("activity-status", text, without=("activity-status",))
    assert framework.status is None
    assert [extra.name for extra in framework.extras] == ["activity-status"]


def test_a_second_status_is_kept(bench):
    """An activity has one status; a second one is kept and comes back."""
    framework = bench.framework('<activity-status code="4"/>')
    assert framework.status is rf.ActivityStatus.IMPLEMENTATION
    assert bench.comes_back(framework)


@pytest.mark.parametrize(("code", "kind"), DATES)
def test_the_dates_of_the_standard(bench, code, kind):
    """Planned and actual start are types 1 and 2, planned and actual end 3 and 4."""
    text = f'<activity-date type="{code}" iso-date="2020-05-06"/>'
    framework = bench.stays("activity-date", text, without=("activity-date",))
    assert framework.dates == (rf.ActivityDate(kind=kind, day=dt.date(2020, 5, 6)),)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('<activity-date type="1" iso-date="2020"/>', {"kind": rf.DateKind.PLANNED_START, "raw": "2020"}),
        ('<activity-date type="1" iso-date=""/>', {"kind": rf.DateKind.PLANNED_START}),
        ('<activity-date type="1"/>', {"kind": rf.DateKind.PLANNED_START}),
        ('<activity-date iso-date="2020-05-06"/>', {"day": dt.date(2020, 5, 6)}),
        (
            '<activity-date type="1" iso-date="2020-05-06Z"/>',
            {"kind": rf.DateKind.PLANNED_START, "day": dt.date(2020, 5, 6)},
        ),
    ],
)
def test_dates_of_another_form(bench, text, date):
    """A text that is no date is kept, a date not stated is not known; all of it comes back."""
    framework = bench.framework(text)
    assert framework.dates[1] == rf.ActivityDate(**date)
    assert bench.comes_back(framework)


def test_a_kind_of_date_that_the_standard_does_not_know_is_kept(bench):
    """A date of an unknown type keeps the type as it stood, and is written with it."""
    text = '<activity-date type="5" iso-date="2020-05-06"/>'
    framework = bench.stays("activity-date", text, without=("activity-date",))
    extras = (rf.Extra(name="@type", text="5"),)
    assert framework.dates == (rf.ActivityDate(day=dt.date(2020, 5, 6), extras=extras),)


def test_what_is_said_about_a_date_is_kept(bench):
    """A narrative at a date stays with it."""
    text = '<activity-date type="1" iso-date="2020-05-06"><narrative>As agreed</narrative></activity-date>'
    framework = bench.stays("activity-date", text, without=("activity-date",))
    assert framework.dates[0].extras == (rf.Extra(name="narrative", text="<narrative>As agreed</narrative>"),)


def test_the_days_of_the_plan_stand_for_dates(bench, publishable):
    """Where a framework has no dates, the first and the last day of its plan are the planned start and end."""
    plan = rf.Period.between(2022, 2025)
    framework = publishable(dates=(), plan_period=plan)
    dates = [
        (e.get("type"), e.get("iso-date")) for e in bench.written(framework).findall("iati-activity/activity-date")
    ]
    assert dates == [("1", "2022-01-01"), ("3", "2025-12-31")]
    assert ("iati-activity", "plan_period") in bench.own(framework)
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------------------------ humanitarian


@pytest.mark.parametrize(
    ("text", "known"), [("1", True), ("true", True), ("0", False), ("false", False), (" true ", True)]
)
def test_humanitarian_is_yes_or_no(bench, text, known):
    """The humanitarian flag is read in every form of yes and no; no is an answer."""
    framework = bench.framework(attributes=f'humanitarian="{text}"')
    assert framework.humanitarian is known
    assert bench.written(framework).find("iati-activity").get("humanitarian") == str(int(known))
    assert bench.comes_back(framework)


@pytest.mark.parametrize("text", ["yes", "", "2", "True"])
def test_humanitarian_in_other_words_is_kept(bench, text):
    """A flag that the schema does not allow is no answer; it is kept and comes back."""
    framework = bench.framework(attributes=f'humanitarian="{text}"')
    assert framework.humanitarian is None
    assert framework.extras == (rf.Extra(name="@humanitarian", text=text),)
    assert bench.comes_back(framework)


def test_what_is_humanitarian_about_it_is_kept(bench):
    """The scope, an appeal or an emergency, is kept as it is and written where it belongs."""
    text = '<humanitarian-scope type="1" vocabulary="1-2" code="EQ-2015-000048-NPL"></humanitarian-scope>'
    framework = bench.stays("humanitarian-scope", text)
    assert framework.humanitarian is None
    assert framework.extras == (rf.Extra(name="humanitarian-scope", text=framework.extras[0].text),)


# -------------------------------------------------------------------------------------------- where and what


@pytest.mark.parametrize(
    ("percentage", "number"),
    [("60", "60"), ("33.33", "33.33"), ("0", "0"), (".5", "0.5"), ("100.000", "100.000"), (" 40 ", "40"), ("-5", "-5")],
)
def test_shares_are_exact(bench, percentage, number):
    """Shares of countries, regions and sectors keep every digit."""
    inner = (
        f'<recipient-country code="AF" percentage="{percentage}"/>'
        f'<recipient-region code="380" percentage="{percentage}"/><sector code="14030" percentage="{percentage}"/>'
    )
    framework = bench.framework(inner)
    found = (framework.countries[0], framework.places[0], framework.sectors[0])
    assert [str(node.percentage) for node in found] == [str(Decimal(number))] * 3
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize("percentage", ["", "all", "50%", "1e2", "33,3", "NaN"])
def test_shares_that_are_none_are_kept(bench, percentage):
    """A share that is no number of the schema is kept as text, and comes back."""
    framework = bench.framework(f'<recipient-country code="AF" percentage="{percentage}"/>')
    assert framework.countries[0].percentage is None
    assert framework.countries[0].extras == (rf.Extra(name="@percentage", text=percentage),)
    assert bench.comes_back(framework)


def test_a_location_in_full_stays_as_it_is(bench):
    """Of a location reference and name have fields; all else is kept and written in the order of the standard."""
    text = (
        '<location ref="L"><location-reach code="1"/><location-id vocabulary="G1" code="1453782"/>'
        "<name><narrative>A place</narrative></name><description><narrative>D</narrative></description>"
        "<activity-description><narrative>E</narrative></activity-description>"
        '<administrative vocabulary="G1" level="1" code="1453782"/><administrative vocabulary="G1" level="2" code="7"/>'
        '<point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>31.6 65.7</pos></point><exactness code="1"/>'
        '<location-class code="2"/><feature-designation code="ADMF"/><x:a xmlns:x="urn:x"/></location>'
    )
    framework = bench.stays("location", text)
    place = framework.places[0]
    assert (place.code, place.name, place.level) == ("L", "A place", None)
    assert len(place.extras) == 11


def test_a_location_has_a_name_in_every_language(bench):
    """Further names of a place are translations of its name, and are found in their language."""
    names = '<narrative>Kabul</narrative><narrative xml:lang="fa">\u06a9\u0627\u0628\u0644</narrative>'
    (place,) = bench.stays("location", f"<location><name>{names}</name></location>").places
    assert place.name == "Kabul"
    assert place.in_language("fa").name == "\u06a9\u0627\u0628\u0644"


def test_the_order_within_a_location_is_no_data(bench):
    """A location whose elements are in another order is written in that of the standard, and comes back."""
    text = "<location><exactness code='1'/><name><narrative>A</narrative></name><location-reach code='1'/></location>"
    framework = bench.framework(text)
    assert [e.tag for e in bench.written(framework).find("iati-activity/location")][:3] == [
        "location-reach",
        "name",
        "exactness",
    ]
    assert bench.comes_back(framework)


def test_a_second_name_of_a_place_is_kept(bench):
    """A place has one name; a second one is kept beside it, and comes back."""
    name = "<name><narrative>{}</narrative></name>"
    framework = bench.framework(f"<location>{name.format('A')}{name.format('B')}</location>")
    assert framework.places == (rf.Place(name="A", extras=(rf.Extra(name="name", text=name.format("B")),)),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize("tag", ["recipient-country", "recipient-region"])
def test_a_country_or_region_without_a_code_comes_back(bench, tag):
    """A country or region that is named without its code is no element of the standard, and comes back all the same."""
    framework = bench.framework(f"<{tag}><narrative>Somewhere</narrative></{tag}>")
    assert (framework.countries + framework.places)[0].name == "Somewhere"
    assert bench.comes_back(framework)


def test_regions_and_locations_may_be_mixed(bench):
    """Regions precede locations in the standard; another order of places comes back by an extension."""
    framework = bench.framework('<location ref="L"/><recipient-region code="380"/>')
    assert [place.code for place in framework.places] == ["L", "380"]
    assert bench.own(framework) == [("iati-activity", "places")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "place",
    [
        rf.Place(name="Puebla", level=rf.PlaceLevel.STATE),
        rf.Place(name="Puebla", within=rf.Place(name="Mexico")),
        rf.Place(code="A", vocabulary="G1"),
        rf.Place(name="A", percentage=Decimal(50)),
        rf.Place(name="A", level=rf.PlaceLevel.COUNTRY),
        rf.Place(code="380", level=rf.PlaceLevel.REGION, within=rf.Place(name="B")),
        rf.Place(code=" ", level=rf.PlaceLevel.REGION),
        rf.Place(),
    ],
)
def test_odd_places_come_back(bench, publishable, place):
    """Facts about a country or a place without a place in the standard come back by an extension."""
    assert bench.comes_back(publishable(places=(place,), countries=(place,)))


@pytest.mark.parametrize(("tag", "field"), [("sector", "sectors"), ("tag", "tags")])
def test_lists_that_are_the_publishers_own_are_named(bench, tag, field):
    """Vocabulary 99 is the publisher's own list everywhere; its location is a link."""
    text = f'<{tag} vocabulary="99" vocabulary-uri="http://example.org/list" code="A"><narrative>N</narrative></{tag}>'
    framework = bench.stays(tag, text)
    assert getattr(framework, field) == (
        rf.Reference(code="A", vocabulary="reporting_organisation", uri="http://example.org/list", name="N"),
    )


@pytest.mark.parametrize("vocabulary", ["1", "2", "3", "7", "9", "98", "DAC"])
def test_lists_of_sectors_keep_their_code(bench, vocabulary):
    """Vocabulary 9 is the list of SDG indicators at indicators only; here all lists but the own keep their code."""
    framework = bench.stays("sector", f'<sector vocabulary="{vocabulary}" code="A"/>')
    assert framework.sectors[0].vocabulary == vocabulary


def test_a_tag_has_no_share(bench):
    """A percentage is not known at a tag; it is kept and comes back."""
    framework = bench.framework('<tag vocabulary="2" code="5" percentage="50"/>')
    assert framework.tags[0].extras == (rf.Extra(name="@percentage", text="50"),)
    assert bench.comes_back(framework)


def test_a_tag_that_names_no_list_is_an_extension(bench):
    """The schema demands the list of a tag; without it the tag comes back by an extension."""
    framework = bench.framework('<tag code="5"/>')
    assert framework.tags == (rf.Reference(code="5"),)
    assert bench.own(framework) == [("iati-activity", "tags")]
    assert bench.comes_back(framework)


def test_a_sector_without_a_code_comes_back(bench):
    """A sector may lack its code, against the schema."""
    framework = bench.framework("<sector/>")
    assert framework.sectors == (rf.Reference(code=""),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "reference",
    [
        rf.Reference(code="A", vocabulary="sdg_indicator"),
        rf.Reference(code="A", vocabulary="1", uri="http://[x"),
        rf.Reference(code="A", vocabulary="1", percentage=Decimal("12.5")),
        rf.Reference(code="\x01", vocabulary="1"),
        rf.Reference(code="A", vocabulary="99"),
        rf.Reference(code="A", vocabulary=""),
    ],
)
def test_odd_references_come_back(bench, publishable, reference):
    """References that the standard cannot hold as they are come back by an extension."""
    assert bench.comes_back(publishable(sectors=(reference,), tags=(reference,)))


# -------------------------------------------------------------------------------------------- policy markers


@pytest.mark.parametrize("significance", [0, 1, 2, 3, 4])
def test_the_significance_of_a_marker(bench, significance):
    """Not targeted, significant, principal and the two further scores are numbers; not targeted is an answer."""
    framework = bench.stays("policy-marker", f'<policy-marker vocabulary="1" code="1" significance="{significance}"/>')
    assert framework.policy_markers == (rf.PolicyMarker(code="1", significance=significance),)


def test_a_marker_that_was_not_assessed(bench):
    """Without a significance nothing is known of it; that is not the same as 0."""
    framework = bench.stays("policy-marker", '<policy-marker vocabulary="1" code="1"/>')
    assert framework.policy_markers[0].significance is None


@pytest.mark.parametrize("text", ["5", "high", "", "01"])
def test_a_significance_that_is_none_is_kept(bench, text):
    """A score outside the list is kept as it stood, and written back."""
    framework = bench.stays("policy-marker", f'<policy-marker vocabulary="1" code="1" significance="{text}"/>')
    assert framework.policy_markers[0].extras == (rf.Extra(name="@significance", text=text),)


def test_the_list_of_a_marker(bench):
    """Without a vocabulary a marker is of the OECD DAC, as with vocabulary 1; others are named and linked."""
    framework = bench.framework(
        '<policy-marker code="1"/><policy-marker vocabulary="1" code="2"/>'
        '<policy-marker vocabulary="99" vocabulary-uri="http://example.org/m" code="x"/>'
    )
    assert framework.policy_markers == (
        rf.PolicyMarker(code="1"),
        rf.PolicyMarker(code="2"),
        rf.PolicyMarker(code="x", vocabulary="99", uri="http://example.org/m"),
    )
    written = bench.written(framework).findall("iati-activity/policy-marker")
    assert [e.get("vocabulary") for e in written] == ["1", "1", "99"]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_a_marker_without_a_code_is_an_extension(bench):
    """A marker that has only a name is no element of the standard, and comes back."""
    framework = bench.framework("<policy-marker><narrative>Gender equality</narrative></policy-marker>")
    assert framework.policy_markers == (rf.PolicyMarker(name="Gender equality"),)
    assert bench.own(framework) == [("iati-activity", "policy_markers")]
    assert bench.comes_back(framework)


# --------------------------------------------------------------------------------- what only an extension can say


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("programmes", (rf.JointProgramme(title="A joint programme"),)),
        ("progress_notes", (rf.ProgressNote(text="Well under way"),)),
        ("country_profile", rf.CountryProfile(country="Mexico")),
        ("plan_period", rf.Period.between(2020, 2025)),
        ("reporting_year", 2021),
        ("source", rf.Source(chrome=("Menu",), unparsed=("What is this?",))),
    ],
)
def test_what_an_activity_of_the_standard_cannot_say_is_an_extension(bench, publishable, field, value):
    """Each field of a framework that IATI has no place for is in an element of its name, and comes back."""
    framework = publishable(**{field: value})
    assert bench.own(framework) == [("iati-activity", field)]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("field", "empty", "tag"),
    [
        ("identifier", None, "iati-identifier"),
        ("title", None, "title"),
        ("description", None, "description"),
        ("reporting_organisation", None, "reporting-org"),
        ("organisations", (), "participating-org"),
        ("status", None, "activity-status"),
        ("dates", (), "activity-date"),
    ],
)
def test_what_the_schema_demands_and_nobody_said_comes_back_as_not_said(bench, publishable, field, empty, tag):
    """A neutral element is written where the schema demands one, and reading it gives what was there: nothing."""
    framework = publishable(**{field: empty})
    assert len(bench.written(framework).findall(f"iati-activity/{tag}")) == 1
    again = bench.iati.loads(bench.iati.dumps(framework, lossless=True))
    assert getattr(again, field) == empty
    assert bench.comes_back(framework)


def test_an_empty_framework_comes_back(bench):
    """A framework that states nothing at all is a file of neutral elements, and comes back empty."""
    assert bench.comes_back(rf.ResultsFramework())
