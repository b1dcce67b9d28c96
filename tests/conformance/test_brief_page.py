"""The real programme brief: what it says, and that nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter

import attrs
import pytest

from resultsframework import (
    FormatError,
    Missing,
    OrganisationLevel,
    Outcome,
    Place,
    PlaceLevel,
    ResultsFramework,
)
from resultsframework.formats import brief

HEADINGS = {
    "The programme brief description",
    "Target groups",
    "Quick facts",
    "UN Agencies:",
    "National Partners:",
    "Financial Information",
}
STATES = ("Mexico City", "State of Mexico", "Oaxaca", "Jalisco", "Chiapas")


@pytest.fixture(scope="module")
def text(shared):
    return (shared / "seeds" / "joint-sdg-fund-closing-gaps.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def framework(text):
    return brief.loads(text, source="brief.txt")


@pytest.fixture(scope="module")
def programme(framework):
    (only,) = framework.programmes
    return only


def texts_in(node):
    """Every text anywhere in a node."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from texts_in(item)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            yield from texts_in(getattr(node, field.name))


def test_the_page_is_recognised(text):
    """The page is taken for a brief by its headings."""
    assert brief.recognises(text)


def test_the_title_is_the_first_line(text, programme):
    """The programme is called what the first line says."""
    assert programme.title == text.splitlines()[0]
    assert programme.title.startswith("Closing Gaps")
    assert programme.line == 1


def test_the_three_agencies_have_no_stated_part(programme):
    """ILO, UN Women and FAO take part; the brief does not say which of them leads."""
    assert [agency.acronym for agency in programme.agencies] == ["ILO", "UN Women", "FAO"]
    assert {agency.role for agency in programme.agencies} == {None}
    assert {agency.organisation.level for agency in programme.agencies} == {OrganisationLevel.UNITED_NATIONS}


def test_the_nineteen_partners_by_level(programme):
    """Of 19 partners the first 8 are national and the other 11 subnational."""
    levels = [partner.level for partner in programme.partners]
    assert levels == [OrganisationLevel.NATIONAL] * 8 + [OrganisationLevel.SUBNATIONAL] * 11


def test_the_partners_by_acronym(programme):
    """Ten partners have an acronym, nine have none, in the order of the page."""
    acronyms = [partner.acronym for partner in programme.partners]
    assert acronyms == [
        *(None, "INMUJERES", "IMSS", "INPI", "STPS", "BIENESTAR", "CONAPRED", None),
        *("ICAT", None, "STYFE", "STPS", None, "SEDECO", None, None, None, None, None),
    ]
    assert sum(acronym is not None for acronym in acronyms) == 10


def test_the_partners_by_place(programme):
    """Three bodies are certainly Mexico City's, two Jalisco's, three Oaxaca's, two Chiapas's; one place is unclear."""
    places = [partner.jurisdiction for partner in programme.partners if partner.jurisdiction]
    known = {place.name: place for place in programme.geography.places}
    assert Counter(place.name for place in places) == {
        "Mexico City": 3,
        "Jalisco": 2,
        "Oaxaca": 3,
        "Chiapas": 2,
        "Mexico, City": 1,
    }
    assert [place for place in places if place not in known.values()] == [Place(name="Mexico, City")]


def test_a_stray_comma_is_kept_and_the_place_not_guessed(programme):
    """SEDECO's place is kept as printed, with no level, and is in no state that the brief names."""
    (sedeco,) = [partner for partner in programme.partners if partner.acronym == "SEDECO"]
    assert sedeco.name == "Secretary of Economic Development"
    assert sedeco.jurisdiction == Place(name="Mexico, City", level=None)
    assert sedeco.level is OrganisationLevel.SUBNATIONAL


def test_one_acronym_is_two_bodies(programme):
    """STPS is a federal ministry and a secretary of the State of Jalisco."""
    federal, jalisco = [partner for partner in programme.partners if partner.acronym == "STPS"]
    assert (federal.name, federal.jurisdiction) == ("Ministry of Labour and Social Protection", None)
    assert jalisco.name == "Secretary of Labour and Social Protection"
    assert jalisco.jurisdiction == Place(name="Jalisco", level=PlaceLevel.STATE)


def test_brackets_hold_a_name_or_a_place(programme):
    """Text in brackets is the full name after an acronym, and the place after a full name."""
    inmujeres, affairs = programme.partners[1], programme.partners[9]
    assert (inmujeres.name, inmujeres.jurisdiction) == ("National Institute for Women", None)
    assert (affairs.acronym, affairs.jurisdiction.name) == (None, "Mexico City")


def test_typographic_noise_is_kept(programme):
    """A stray accent and both forms of the apostrophe stay as they were printed."""
    names = [partner.name for partner in programme.partners]
    assert names[9] == "Ministry of Women \u0301s Affairs"
    assert names[16] == "Secretary of Women's Affairs"
    assert names[18] == "Secretary of Women\u2019s Affairs"


def test_the_presidency_takes_part_through_a_council(programme):
    """The first partner takes part through another body, which is national too."""
    office = programme.partners[0]
    assert (office.name, office.acronym) == ("Presidency Office", None)
    assert office.through.name.startswith("National Council for the implementation")
    assert office.through.level is OrganisationLevel.NATIONAL
    assert sum(partner.through is not None for partner in programme.partners) == 1


def test_every_body_knows_its_line(text, programme):
    """Agencies and partners are on the line that the reader knew."""
    lines = text.splitlines()
    assert {lines[agency.line - 1] for agency in programme.agencies} == {"ILO, UN Women, FAO"}
    assert {lines[partner.line - 2] for partner in programme.partners} == {"National Partners:"}


def test_where_the_programme_works(programme):
    """It works nationally, in five named states, and in at least one municipality, which lies in one of them."""
    scope = programme.geography
    assert scope.is_national
    assert tuple(state.name for state in scope.states) == STATES
    (town,) = scope.municipalities
    assert (town.name, town.within) == ("Iztapalapa", scope.states[0])
    assert (scope.state_count, scope.state_minimum) == (5, None)
    assert (scope.municipality_count, scope.municipality_minimum) == (None, 1)
    assert len(scope.places) == 6


def test_one_state_has_no_partner(programme):
    """Of the five states only the State of Mexico is no partner's."""
    served = {partner.jurisdiction for partner in programme.partners}
    assert [state.name for state in programme.geography.states if state not in served] == ["State of Mexico"]


def test_the_target_groups(programme):
    """Women in exclusion, domestic workers, and temporary agricultural workers at national level."""
    assert [(group.name, group.level) for group in programme.target_groups] == [
        ("women in situations of exclusion", None),
        ("domestic workers", None),
        ("women temporary agricultural workers", "national level"),
    ]


def test_the_theory_of_change(programme):
    """A problem, three conditions, one consequence, and the gaps it closes."""
    theory = programme.theory_of_change
    assert theory.problem.startswith("The programme recognizes")
    assert theory.problem.endswith("their vulnerability.")
    starts = ("the existent policies", "more key stakeholders", "incentives are set")
    assert len(theory.conditions) == 3
    assert all(map(str.startswith, theory.conditions, starts))
    assert theory.consequence.startswith("access to adequate")
    assert theory.consequence.endswith("substantially increase")
    assert theory.impact.startswith("closing the gaps")
    assert theory.impact.endswith("of their rights")


def test_the_approach_is_kept_as_read(text, programme):
    """The programme's approach is a paragraph of its own, and the only one."""
    assert programme.approach in text.splitlines()
    assert programme.approach.startswith("Differently from")
    assert programme.description is None


def test_the_financial_heading_is_present_and_empty(programme):
    """Nothing is under the financial heading, which is no absence of it; no other heading is empty."""
    assert programme.financial_information is Missing.EMPTY
    assert programme.empty_headings == ()


def test_every_word_is_accounted_for(text, framework):
    """Each line is a heading, or made of what fields hold, joined by "if", "then", "and" and "through" alone."""
    assert framework.source.unparsed == framework.source.chrome == ()
    held = sorted(set(texts_in(framework)), key=len, reverse=True)
    without_raw = [value for value in held if len(value) > 1]
    for line in filter(None, map(str.strip, text.splitlines())):
        if line in HEADINGS:
            continue
        rest = line
        for value in without_raw:
            rest = rest.replace(value, " ")
        assert set(re.findall(r"\w+", rest.lower())) <= {"if", "then", "and", "through", "the"}, line


def test_reading_what_was_written_gives_the_same(text, framework):
    """The page is written as it was read, but for the line end that its last line lacks."""
    assert brief.dumps(framework) == text.rstrip() + "\n"
    assert brief.loads(brief.dumps(framework)) == framework


def test_noise_of_other_systems_changes_nothing(text, framework):
    """A byte order mark, line ends of another system and hard spaces in a heading do not matter."""
    noisy = "\ufeff" + text.replace("UN Agencies:", "UN\u00a0Agencies:").replace("\n", "\r\n")
    assert brief.loads(noisy) == framework


def test_the_page_cut_off_at_any_line(text, programme):
    """Cut off anywhere, the page says less and nothing else, or is refused."""
    lines = text.splitlines()
    for kept in range(len(lines)):
        if kept < 2:
            with pytest.raises(FormatError):
                brief.loads("\n".join(lines[:kept]))
            continue
        (cut,) = brief.loads("\n".join(lines[:kept])).programmes
        for field in ("title", "theory_of_change", "approach", "geography"):
            assert getattr(cut, field) in (None, getattr(programme, field))
        for field in ("target_groups", "agencies", "partners"):
            assert getattr(cut, field) in ((), getattr(programme, field))
        assert cut.financial_information is Missing.ABSENT


def test_the_programme_is_linked_to_the_outcome(programme):
    """The outcome page names this programme: the two are linked by the outcome's code, explicitly."""
    framework = ResultsFramework(results=(Outcome(code="MEX_D_2.1"),), programmes=(programme.linked_to("MEX_D_2.1"),))
    assert framework.programmes_of("MEX_D_2.1")[0].title == programme.title
