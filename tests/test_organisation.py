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
    """Asking a part for its name and acronym asks the body that plays it."""
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
