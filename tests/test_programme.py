"""Joint programmes: where they work, which outcomes they serve."""

from __future__ import annotations

import attrs
import pytest

from resultsframework.framework import ResultsFramework
from resultsframework.node import Translation
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel
from resultsframework.programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
from resultsframework.result import Outcome
from resultsframework.value import Missing

HILL = Place(name="Hill", level=PlaceLevel.STATE)
DALE = Place(name="Dale", level=PlaceLevel.STATE)
MILLTOWN = Place(name="Milltown", level=PlaceLevel.MUNICIPALITY, within=HILL)
REACH = Place(name="Reach", level=PlaceLevel.OTHER)


def test_a_scope_tells_states_from_municipalities():
    """The places of a programme are asked for by level, each in source order."""
    scope = GeographicScope(places=(HILL, MILLTOWN, REACH, DALE))
    assert scope.states == (HILL, DALE)
    assert scope.municipalities == (MILLTOWN,)


def test_a_scope_of_no_places_has_no_states():
    """A programme that names no place has none at any level, and no number of them is made up."""
    scope = GeographicScope(is_national=True)
    assert scope.states == scope.municipalities == ()
    assert scope.state_count is scope.state_minimum is None
    assert scope.municipality_count is scope.municipality_minimum is None


def test_a_number_is_kept_apart_from_the_names():
    """A source may state a greater number of states than it names; both stay as they are."""
    scope = GeographicScope(places=(HILL,), state_count=3)
    assert (scope.state_count, len(scope.states)) == (3, 1)


def test_a_new_programme_states_nothing():
    """Of a programme of which only the title is known, every other part is absent."""
    programme = JointProgramme(title="Fair Wages")
    assert programme.financial_information is Missing.ABSENT
    assert programme.theory_of_change is programme.geography is programme.description is programme.approach is None
    assert programme.agencies == programme.partners == programme.target_groups == programme.empty_headings == ()


def test_a_heading_with_nothing_under_it_is_not_an_absent_one():
    """Empty financial information and none are two different programmes."""
    assert JointProgramme(financial_information=Missing.EMPTY) != JointProgramme()


@pytest.mark.parametrize(
    ("before", "added", "after"),
    [
        ((), ("ARC_1",), ("ARC_1",)),
        (("ARC_1",), ("ARC_2", "ARC_3"), ("ARC_1", "ARC_2", "ARC_3")),
        (("ARC_1", "ARC_2"), ("ARC_1",), ("ARC_1", "ARC_2")),
        (("ARC_1",), (), ("ARC_1",)),
    ],
)
def test_a_programme_is_linked_to_outcomes_once(before, added, after):
    """Linking adds what is new in the order given; the programme it was made from stays as it was."""
    programme = JointProgramme(title="Fair Wages", outcomes=before)
    assert programme.linked_to(*added).outcomes == after
    assert programme.outcomes == before


def test_an_outcome_knows_the_programmes_that_serve_it():
    """Programmes and outcomes are many to many: each may have several of the other."""
    wages = JointProgramme(title="Fair Wages").linked_to("ARC_1", "ARC_2")
    care = JointProgramme(title="Time to Care").linked_to("ARC_2")
    framework = ResultsFramework(results=(Outcome(code="ARC_1"), Outcome(code="ARC_2")), programmes=(wages, care))
    assert framework.programmes_of("ARC_1") == (wages,)
    assert framework.programmes_of("ARC_2") == (wages, care)
    assert framework.programmes_of("ARC_3") == ()


def test_a_link_to_an_outcome_that_is_not_there_is_kept():
    """A programme may serve an outcome of another framework; the link stays and leads to no result here."""
    framework = ResultsFramework(programmes=(JointProgramme(outcomes=("ARC_9",)),))
    assert framework.programmes_of("ARC_9") == framework.programmes
    assert framework.find_all("ARC_9") == ()


def test_a_programme_in_another_language_has_its_parts_in_it():
    """The copy in a language reaches the groups, the theory and the agencies of a programme."""
    programme = JointProgramme(
        title="Fair Wages",
        translations=(Translation(field="title", language="fr", text="Salaires justes"),),
        theory_of_change=TheoryOfChange(
            consequence="wages rise",
            translations=(Translation(field="consequence", language="fr", text="les salaires montent"),),
        ),
        target_groups=(
            TargetGroup(name="weavers", translations=(Translation(field="name", language="fr", text="tisserandes"),)),
        ),
        agencies=(Participation(organisation=Organisation(acronym="ILO")),),
    )
    french = programme.in_language("fr")
    assert (french.title, french.theory_of_change.consequence) == ("Salaires justes", "les salaires montent")
    assert french.target_groups[0].name == "tisserandes"
    assert french.agencies == programme.agencies


def test_a_part_of_a_programme_is_replaced_by_its_path():
    """A programme's facts are changed through the framework, which stays as it was."""
    framework = ResultsFramework(programmes=(JointProgramme(title="Fair Wages", geography=GeographicScope()),))
    changed = framework.replace("programmes#1/geography", municipality_minimum=2)
    assert changed.at("programmes#1/geography/municipality_minimum") == 2
    assert framework.programmes[0].geography.municipality_minimum is None
    assert attrs.evolve(changed, programmes=framework.programmes) == framework
