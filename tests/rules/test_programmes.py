from __future__ import annotations

import attrs
import pytest

import resultsframework as rf


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("PRG01", "programme; empty heading A; empty heading B; financial information -", 3),
        ("PRG02", "programme; if  ; then women are safe", ["theory_of_change"]),
        ("PRG03", "programme; agency ILO", ["agencies"]),
        ("PRG03", "programme; lead ILO", []),
        ("PRG03", "programme; lead ILO; agency FAO; lead WFP", ["agencies"]),
        ("PRG03", "programme; partner A", []),
        ("PRG04", "programme; state Jalisco; state Oaxaca; partner A in Puebla", 2),
        ("PRG05", "programme; partner A in X; partner a in X", []),
        ("PRG04", "programme; partner STPS in Jalisco", []),
        ("PRG04", "programme; state Jalisco; state Oaxaca; partner A in jalisco; partner B in Oaxaca", []),
        ("PRG05", "programme; agency ILO; partner ILO in Jalisco", []),
        ("PRG05", "programme; partner A in X; partner A in Y; partner A in Z", []),
        ("PRG05", "programme; partner A with 1; partner A; partner A with 2", ["partners#1"]),
        ("PRG06", "programme; partner A; partner B; partner A; partner A", ["partners#3", "partners#4"]),
        ("PRG06", "programme; agency ILO; partner ILO", []),
        ("PRG07", "programme; partner A of X; partner B in Y", ["partners#1/jurisdiction"]),
        ("PRG07", "programme; partner A", []),
    ],
)
def test_a_programme(found, code, sentence, paths):
    """Cases beside the documented ones."""
    hits = [path.removeprefix("programmes#1/") for _, path in found(code, sentence)]
    assert (len(hits) if isinstance(paths, int) else hits) == paths


def programme(**fields):
    """A plan with one joint programme."""
    return rf.ResultsFramework(programmes=(rf.JointProgramme(**fields),))


def messages(framework, code):
    return [f.message for f in rf.validate(framework, select=code)]


def test_one_name_with_another_acronym_is_one_body():
    """A body that is listed twice is found by its name; one acronym with two names is of two bodies."""
    one = rf.Organisation(name="Ministry of Labour", acronym="MOL")
    again = rf.Organisation(name="ministry of labour")
    other = rf.Organisation(name="Museum of Lagos", acronym="MOL")
    assert messages(programme(partners=(one, again)), "PRG06") == ["ministry of labour is already listed"]
    assert messages(programme(partners=(one, other)), "PRG06") == []
    assert messages(programme(partners=(one, again)), "PRG05") == []
    assert messages(programme(partners=(one, other)), "PRG05") == []
    first, second = (attrs.evolve(one, reference=f"XX-{number}") for number in (1, 2))
    assert messages(programme(partners=(first, second)), "PRG05") == ["MOL stands for several bodies: XX-1, XX-2"]


def test_what_a_theory_lacks_is_named():
    """A theory without a condition lacks that; one without a consequence lacks that."""
    conditions = rf.TheoryOfChange(conditions=("laws are adopted",), consequence=" ")
    assert messages(programme(theory_of_change=conditions), "PRG02") == ["the theory of change has no consequence"]
    assert messages(programme(theory_of_change=rf.TheoryOfChange()), "PRG02") == [
        "the theory of change has no condition"
    ]
    blank = rf.TheoryOfChange(conditions=(" ",), consequence="women are safe")
    assert messages(programme(theory_of_change=blank), "PRG02") == ["the theory of change has no condition"]


def test_only_states_need_a_partner():
    """A municipality is within a state, and a place of a partner without a name is none."""
    places = (rf.Place(name="Iztapalapa", level=rf.PlaceLevel.MUNICIPALITY), rf.Place(level=rf.PlaceLevel.STATE))
    body = rf.Organisation(name="City", jurisdiction=rf.Place(name="Mexico City"))
    framework = programme(geography=rf.GeographicScope(places=places), partners=(body,))
    assert [f.path for f in rf.validate(framework, select="PRG04")] == ["programmes#1/geography/places#2"]


def test_bodies_are_named_by_what_they_have():
    """A body is named by its name and place, else its acronym, else not at all."""
    bodies = (rf.Organisation(), rf.Organisation(), rf.Organisation(acronym="X", jurisdiction=rf.Place(name="Y")))
    twice = (*bodies, bodies[2])
    assert messages(programme(partners=twice), "PRG06") == ["X (Y) is already listed"]
    lead = tuple(rf.Participation(organisation=body, role=rf.ParticipationRole.LEAD) for body in bodies[1:])
    assert messages(programme(agencies=lead), "PRG03") == ["several agencies lead: , X"]
    nameless = rf.Organisation(level=rf.OrganisationLevel.SUBNATIONAL, jurisdiction=rf.Place(name="Y"))
    assert messages(programme(partners=(nameless,)), "PRG07") == [
        "the place 'Y' of a body without a name (Y) is not known"
    ]
