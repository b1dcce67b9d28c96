from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest

from resultsframework import (
    CountryProfile,
    Missing,
    Organisation,
    OrganisationLevel,
    Participation,
    ParticipationRole,
    Period,
    Place,
    PlaceLevel,
)

JALISCO = Place(
    name="Jalisco", level=PlaceLevel.STATE, within=Place(name="Mexico", code="MX", level=PlaceLevel.COUNTRY)
)
INSTITUTE = Organisation(
    name="State Women's Institute", level=OrganisationLevel.SUBNATIONAL, jurisdiction=JALISCO, raw="SWI (Jalisco)"
)
OFFICE = Organisation(acronym="SSPC", name="Ministry of Security", through=Organisation(acronym="CONAVIM"))
LEAD = Participation(organisation=Organisation(acronym="UNW", name="UN Women"), role=ParticipationRole.LEAD)
PROFILE = CountryProfile(
    region="Asia Pacific",
    country="Afghanisthan",
    plan_period=Period.between(2018, 2022),
    least_developed=True,
    population=Decimal(209497025),
    population_male_share=Decimal("9.5"),
)


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (Organisation(acronym="UNDP", name="Development Programme", reference="XM-DAC-41114"), "UNDP"),
        (Organisation(name="Development Programme", reference="XM-DAC-41114"), "Development Programme"),
        (Organisation(reference="XM-DAC-41114"), "XM-DAC-41114"),
        (Organisation(), ""),
        (Organisation(acronym="", name="Sweden"), "Sweden"),
    ],
)
def test_a_body_is_called_by_the_shortest_name_it_has(body, label):
    """The acronym, else the name, else the identifier; blank text is no name."""
    assert body.label == label


def test_an_agency_answers_for_the_part_it_plays():
    """The name and acronym of a participation are those of its organisation."""
    assert (LEAD.name, LEAD.acronym) == ("UN Women", "UNW")


def test_a_body_knows_where_it_is_responsible_and_through_whom_it_takes_part():
    """A state institute lies in its country, and one body may take part through another."""
    assert INSTITUTE.jurisdiction.within.code == "MX"
    assert OFFICE.through.label == "CONAVIM"


def test_two_bodies_may_share_an_acronym():
    """An acronym is no key: bodies of one acronym and two names are two bodies."""
    assert Organisation(acronym="IM", name="Instituto A") != Organisation(acronym="IM", name="Instituto B")


def test_a_profile_says_what_is_unknown():
    """A figure that the page does not print is absent, and a yes is not the number one."""
    assert CountryProfile().population is Missing.ABSENT
    assert CountryProfile(least_developed=True) != CountryProfile(least_developed=Decimal(1))


@pytest.mark.parametrize("part", [JALISCO, INSTITUTE, OFFICE, LEAD, PROFILE], ids=lambda part: type(part).__name__)
def test_bodies_and_places_can_be_hashed_copied_and_sent(part):
    """Bodies, parts, places and profiles equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


FIGURES = [
    "least_developed", "gender_inequality_index", "gender_development_index", "population", "population_male",
    "population_male_share", "population_female", "population_female_share",
]  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_of_a_country_keeps_why_it_is_not_there(figure):
    """Each of the five reasons for no figure is one of its own, and none of them is a zero, a no or a blank."""
    stated = [*Missing, Decimal(0), False, "", "0"]
    profiles = [CountryProfile(**{figure: value}) for value in stated]
    assert len(set(profiles)) == len(stated)
    assert CountryProfile() == CountryProfile(**{figure: Missing.ABSENT})


def test_a_page_may_show_another_country_than_its_outcome():
    """The figures printed around a Mexican outcome are kept as they are: they add up, and are of no country."""
    shown = CountryProfile(
        country="Afghanisthan",
        population=Decimal(209497025),
        population_male=Decimal(19976265),
        population_female=Decimal(189520760),
    )
    assert shown.population_male + shown.population_female == shown.population
    assert shown.country == "Afghanisthan"
    assert shown.population_male_share is Missing.ABSENT


@pytest.mark.each(
    ("one", "other"),
    [
        (Place(name="Oaxaca"), Place(name="OAXACA")),
        (Place(name="M\u00e9xico"), Place(name="Me\u0301xico")),
        (Place(name="Oaxaca"), Place(name="Oaxaca", level=PlaceLevel.STATE)),
        (Place(code="MX"), Place(name="MX")),
        (Place(code="MX"), Place(code="MX", vocabulary="ISO 3166-1")),
        (Place(percentage=Decimal(0)), Place()),
        (Place(name="Oaxaca", within=Place(code="MX")), Place(name="Oaxaca")),
        (Organisation(acronym="ILO"), Organisation(name="ILO")),
        (Organisation(name="Institute", jurisdiction=JALISCO), Organisation(name="Institute")),
        (Organisation(acronym="SSPC"), Organisation(acronym="SSPC", through=Organisation())),
        (Participation(organisation=OFFICE), Participation(organisation=OFFICE, role=ParticipationRole.FUNDING)),
    ],
)
def test_what_is_written_in_two_ways_is_two_until_somebody_says_otherwise(one, other):
    """Nothing is taken for the same because it looks alike: letter case, a code for a name, a level left out."""
    assert one != other


def test_where_a_thing_stood_does_not_make_it_another():
    """A body read from line 7 is the body that was read from line 300."""
    assert Organisation(acronym="ILO", line=7) == Organisation(acronym="ILO", line=300)
    assert len({Place(name="Jalisco", line=1), Place(name="Jalisco", line=2)}) == 1


def test_a_place_lies_in_another_as_far_up_as_the_source_says():
    """A municipality in a state in a country: each step says what it lies in, and the last says nothing."""
    place = Place(name="Tlajomulco", level=PlaceLevel.MUNICIPALITY, within=JALISCO)
    names = []
    while place:
        names.append(place.name)
        place = place.within
    assert names == ["Tlajomulco", "Jalisco", "Mexico"]


def test_a_part_without_a_named_body_has_no_name():
    """A body known by its identifier only takes part without a name, and its label is the identifier."""
    part = Participation(organisation=Organisation(reference="XM-DAC-41114"))
    assert (part.name, part.acronym, part.role) == (None, None, None)
    assert part.organisation.label == "XM-DAC-41114"


def test_a_body_shows_only_what_was_said_of_it():
    """In a notebook a body is as short as its source; a role and a level are shown by their names."""
    assert repr(Organisation()) == "Organisation()"
    assert repr(Participation(organisation=Organisation(acronym="ILO"))) == (
        "Participation(organisation=Organisation(acronym='ILO'))"
    )
