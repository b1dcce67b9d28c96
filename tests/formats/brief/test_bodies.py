"""The bodies in a brief: acronym, name, place, the body through which they take part; and how lists are separated."""

from __future__ import annotations

import attrs
import pytest

from resultsframework import (
    JointProgramme,
    Organisation,
    OrganisationLevel,
    Participation,
    Place,
    PlaceLevel,
    ResultsFramework,
)
from resultsframework.formats import brief

NATIONAL, SUBNATIONAL = OrganisationLevel.NATIONAL, OrganisationLevel.SUBNATIONAL
HILL = Place(name="Hill", level=PlaceLevel.STATE)
PROVINCE = Place(name="Province of Dale", level=PlaceLevel.STATE)
MILL = Place(name="Mill", level=PlaceLevel.MUNICIPALITY, within=HILL)
WHERE = "The programme works in two states (Hill and Province of Dale) and in one municipality (Mill, Hill)."


def read(heading, text, where=""):
    framework = brief.loads(f"Looms\nThe programme brief description\n{where}\n{heading}\n{text}")
    assert brief.loads(brief.dumps(framework)) == framework
    return framework.programmes[0]


def agencies_of(text):
    return [agency.organisation for agency in read("UN Agencies:", text).agencies]


def partners_of(text, where=WHERE):
    return list(read("National Partners:", text, where).partners)


def partner_of(text, where=WHERE):
    (partner,) = partners_of(text, where)
    return partner


@pytest.mark.each(
    ("text", "labels"),
    [
        ("ILO", ["ILO"]),
        ("ILO, UN Women, FAO", ["ILO", "UN Women", "FAO"]),
        ("ILO, UN Women and FAO", ["ILO", "UN Women", "FAO"]),
        ("ILO, UN Women, and FAO", ["ILO", "UN Women", "FAO"]),
        ("ILO; UN Women; and FAO;", ["ILO", "UN Women", "FAO"]),
        ("ILO\nUN Women\nFAO", ["ILO", "UN Women", "FAO"]),
        ("- ILO\n- UN Women\n• FAO", ["ILO", "UN Women", "FAO"]),
        ("ILO,\nUN Women,\n\nFAO", ["ILO", "UN Women", "FAO"]),
        ("UN-Habitat & WHO/PAHO", ["UN-Habitat", "WHO/PAHO"]),
        ("World Bank", ["World Bank"]),
        ("Food and Agriculture Organization, ILO", ["Food and Agriculture Organization", "ILO"]),
        ("Fund, Northern; ILO", ["Fund, Northern", "ILO"]),
        ("Fund, Northern;", ["Fund, Northern"]),
        ("A1, B2, C3, D4, E5, F6, G7, H8, I9, J10", ["A1", "B2", "C3", "D4", "E5", "F6", "G7", "H8", "I9", "J10"]),
        ("", []),
    ],
)
def test_agencies_are_separated(text, labels):
    """One agency or ten, between commas, semicolons or line ends, with bullets or an "and"."""
    assert [agency.label for agency in agencies_of(text)] == labels


@pytest.mark.each(
    ("text", "acronym", "name", "has_raw"),
    [
        ("ILO", "ILO", None, False),
        ("ILO (International Labour Organization)", "ILO", "International Labour Organization", False),
        ("International Labour Organization (ILO)", "ILO", "International Labour Organization", True),
        ("UN Women (Entity for Gender Equality)", "UN Women", "Entity for Gender Equality", False),
        ("ILO (Labour, Work)", "ILO", "Labour, Work", False),
        ("UN Trade and Development", None, "UN Trade and Development", False),
        ("ILO (FAO)", None, "ILO (FAO)", False),
        ("Fund (North) (South)", None, "Fund (North) (South)", False),
        ("McDowell", None, "McDowell", False),
        ("MOLSA", "MOLSA", None, False),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", None, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", False),
    ],
)
def test_an_agency_has_an_acronym_a_name_or_both(text, acronym, name, has_raw):
    """A short text, mostly of capitals, is an acronym; if that is unclear, the whole is the name."""
    (agency,) = agencies_of(text)
    assert (agency.acronym, agency.name, agency.raw) == (acronym, name, text if has_raw else None)
    assert agency.level is OrganisationLevel.UNITED_NATIONS


@pytest.mark.each(
    ("text", "acronym", "name", "place", "level"),
    [
        ("Ministry of Labour", None, "Ministry of Labour", None, NATIONAL),
        ("MOLA", "MOLA", None, None, NATIONAL),
        ("MOLA (Ministry of Labour)", "MOLA", "Ministry of Labour", None, NATIONAL),
        ("Ministry of Labour (MOLA)", "MOLA", "Ministry of Labour", None, NATIONAL),
        ("Guild (Hill)", None, "Guild", HILL, SUBNATIONAL),
        ("Guild, HILL", None, "Guild", HILL, SUBNATIONAL),
        ("GOW (Guild of Weavers, Hill)", "GOW", "Guild of Weavers", HILL, SUBNATIONAL),
        ("GOW (Guild of Weavers), Hill", "GOW", "Guild of Weavers", HILL, SUBNATIONAL),
        ("GOW (Hill)", "GOW", None, HILL, SUBNATIONAL),
        ("Guild of Weavers (GOW), Hill", "GOW", "Guild of Weavers", HILL, SUBNATIONAL),
        ("Guild, Hill State", None, "Guild", HILL, SUBNATIONAL),
        ("Guild (State of Hill)", None, "Guild", HILL, SUBNATIONAL),
        ("Guild (Dale Province)", None, "Guild", PROVINCE, SUBNATIONAL),
        ("Guild (Province of Dale)", None, "Guild", PROVINCE, SUBNATIONAL),
        ("Guild (City of Mill)", None, "Guild", MILL, SUBNATIONAL),
    ],
)
def test_a_partner_has_name_acronym_and_place(text, acronym, name, place, level):
    """A partner's place is one that the brief names, whichever way it is printed; one without is national."""
    partner = partner_of(text)
    assert (partner.acronym, partner.name, partner.jurisdiction, partner.level) == (acronym, name, place, level)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Guild (Province, of Dale)", "Guild", Place(name="Province, of Dale")),
        ("Guild, Hi-ll", "Guild", Place(name="Hi-ll")),
        ("Guild (State of Fen)", "Guild", Place(name="State of Fen", level=PlaceLevel.STATE)),
        ("Guild, Fen Municipality", "Guild", Place(name="Fen Municipality", level=PlaceLevel.MUNICIPALITY)),
    ],
)
def test_a_place_that_the_brief_does_not_name_is_kept_as_printed(text, name, place):
    """A garbled place has no level; one that says itself what it is has it; neither is matched with another."""
    partner = partner_of(text)
    assert (partner.name, partner.jurisdiction, partner.level) == (name, place, SUBNATIONAL)


def test_a_name_of_two_places_is_matched_with_neither():
    """Where a state and a town share a name, a body that names it is subnational and its place is open."""
    where = "The programme works in one state (Hill) and in one city (Hill)."
    partner = partner_of("Guild (Hill)", where)
    assert (partner.jurisdiction, partner.level) == (Place(name="Hill"), SUBNATIONAL)
    assert partner_of("Guild (State of Hill)", where).jurisdiction == HILL


@pytest.mark.each(
    ("text", "level"),
    [
        ("Guild (Fen)", None),
        ("Guild, Fen", None),
        ("Ministry of Yarn, Looms and Dyes", NATIONAL),
        ("Office, Department of Yarn", None),
        ("Office, the Solid state", None),
        ("Office, Secretary of State", None),
        ("Council (state of mind)", None),
        ("(Hill)", None),
        ("Hill", NATIONAL),
        ("Guild (Hill", None),
        ("Guild () Hill", None),
    ],
)
def test_what_could_be_a_place_leaves_the_level_open(text, level):
    """Text in brackets or after a comma that is no known place stays in the name, and nothing is concluded."""
    partner = partner_of(text)
    assert (partner.name, partner.acronym, partner.jurisdiction, partner.level) == (text, None, None, level)


@pytest.mark.parametrize(
    ("text", "name", "through", "article"),
    [
        ("Office, through the Council of Looms", "Office", "Council of Looms", True),
        ("Office, through Council of Looms", "Office", "Council of Looms", False),
        ("Office, through Council, through Guild", "Office", "Council, through Guild", False),
        ("Office of Peace through Trade", "Office of Peace through Trade", None, False),
        ("Office (North, through South)", "Office (North, through South)", None, False),
    ],
)
def test_a_partner_takes_part_through_another(text, name, through, article):
    """A body named after ", through" is the one that acts; a "through" within a name or brackets is no such thing."""
    partner = partner_of(text)
    assert partner.name == name
    assert (partner.through and partner.through.name) == through
    assert partner.raw == (text if article else None)


def test_a_body_may_act_through_one_of_another_place():
    """Both bodies have their own acronym, place and level."""
    partner = partner_of("Ministry of Labour, through GOW (Guild of Weavers, Hill)")
    assert (partner.level, partner.through.level) == (NATIONAL, SUBNATIONAL)
    assert (partner.through.acronym, partner.through.jurisdiction) == ("GOW", HILL)


@pytest.mark.each(
    ("text", "labels"),
    [
        ("Office A; Office B", ["Office A", "Office B"]),
        ("Office A;\nOffice B;\n and Office C;", ["Office A", "Office B", "Office C"]),
        ("Office A\nOffice B", ["Office A", "Office B"]),
        ("Office (A;\nB); Office C", ["Office (A; B)", "Office C"]),
        ("Office (A; Office B); Office C)", ["Office (A", "Office B)", "Office C)"]),
        ("Office )A(; Office B", ["Office )A(", "Office B"]),
        ("MOLA, GOW and OSA", ["MOLA", "GOW", "OSA"]),
        ("MOLA (Labour), GOW", ["MOLA", "GOW"]),
        ("MOLA, GOW;", ["MOLA, GOW"]),
        ("MOLA, Office of Looms", ["MOLA, Office of Looms"]),
    ],
)
def test_partners_are_separated(text, labels):
    """Semicolons or line ends separate partners; a comma does so only between acronyms, since names have commas."""
    assert [partner.label for partner in partners_of(text, "")] == labels


@pytest.mark.no_cover
def test_a_partner_through_very_many_others_is_read():
    """However often a text says "through", it is read, and only the first is taken apart."""
    assert partner_of("A" + ", through B" * 5_000).through.name.startswith("B, through B")


def test_each_body_has_its_line():
    """A list over several lines gives every body its own line."""
    programme = read("National Partners:", "\nOffice A;\n\nOffice B;\nOffice C")
    assert [partner.line for partner in programme.partners] == [6, 8, 9]
    assert [agency.line for agency in read("UN Agencies:", "ILO, FAO\nWFP").agencies] == [5, 5, 6]


def test_a_changed_body_is_written_as_it_is_now():
    """The printed form of a body is written as long as it agrees, even after a reference was added to the body."""
    framework = brief.loads(f"Looms\nThe programme brief description\n{WHERE}\nNational Partners:\nGuild, Hill State")
    (programme,) = framework.programmes
    (guild,) = programme.partners
    printed = {
        attrs.evolve(guild, reference="XA-1"): "Guild, Hill State",
        attrs.evolve(guild, name="League"): "League (Hill)",
        attrs.evolve(guild, jurisdiction=MILL): "Guild (Mill)",
    }
    for body, text in printed.items():
        changed = ResultsFramework(programmes=(attrs.evolve(programme, partners=(body,)),))
        assert brief.dumps(changed).splitlines()[-1] == text


def test_a_body_without_name_and_acronym_is_not_written():
    """A body of which only a reference is known has no words in a brief; the others are written."""
    programme = JointProgramme(
        agencies=(
            Participation(organisation=Organisation(reference="XA-1")),
            Participation(organisation=Organisation(acronym="ILO")),
        ),
        partners=(Organisation(type="10"),),
    )
    text = brief.dumps(ResultsFramework(programmes=(programme,)))
    assert text.splitlines() == ["Quick facts", "UN Agencies:", "ILO"]
