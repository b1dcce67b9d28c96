"""Where a programme works, as a brief says it: which places and numbers are claimed, and which are left as text."""

from __future__ import annotations

import attrs
import pytest

from resultsframework import GeographicScope, JointProgramme, Place, PlaceLevel, ResultsFramework
from resultsframework.formats import brief


def read(*paragraphs):
    text = "Looms\nThe programme brief description\n" + "\n".join(paragraphs)
    framework = brief.loads(text)
    assert brief.loads(brief.dumps(framework)) == framework
    return framework.programmes[0]


def scope_of(phrase):
    return read(f"Unlike others, the programme works {phrase}, with weavers.").geography


def state(name):
    return Place(name=name, level=PlaceLevel.STATE)


def town(name, within=None):
    return Place(name=name, level=PlaceLevel.MUNICIPALITY, within=within)


def region(name):
    return Place(name=name, level=PlaceLevel.OTHER)


@pytest.mark.each(
    ("phrase", "numbers"),
    [
        ("in two states", {"state_count": 2}),
        ("in 12 municipalities", {"municipality_count": 12}),
        ("in two states and in 12 municipalities", {"state_count": 2, "municipality_count": 12}),
        ("in two states and 12 municipalities", {"state_count": 2, "municipality_count": 12}),
        ("in two states, 12 municipalities", {"state_count": 2, "municipality_count": 12}),
        ("in at least three provinces", {"state_minimum": 3}),
        ("within a minimum of twenty cities", {"municipality_minimum": 20}),
        ("across the five pilot towns of Arcadia", {"municipality_count": 5}),
        ("in one state", {"state_count": 1}),
        ("in at least one municipality in the country", {"municipality_minimum": 1}),
        ("in 0 states", {"state_count": 0}),
        ("in two states and in three provinces", {}),
    ],
)
def test_numbers_are_those_stated(phrase, numbers):
    """A number of states or municipalities is exact or a minimum, as stated; two for one level are none."""
    scope = scope_of(phrase)
    assert attrs.evolve(scope, raw=None) == GeographicScope(**numbers)


@pytest.mark.parametrize(
    ("phrase", "raw"),
    [
        ("at national level", None),
        ("in two states", None),
        ("in at least 21 municipalities", None),
        ("at national level, in one state (Hill) and in two municipalities (Mill and Ford)", None),
        ("at the national and local level", "at the national and local level"),
        ("in 2 states", "in 2 states"),
        ("in two provinces", "in two provinces"),
    ],
)
def test_the_words_are_kept_where_the_parts_do_not_tell(phrase, raw):
    """The usual words for a scope need no copy; any others are kept as they were read."""
    assert scope_of(phrase).raw == raw


@pytest.mark.each(
    ("phrase", "places"),
    [
        ("in two states (Hill and Dale)", [state("Hill"), state("Dale")]),
        ("in the states (Hill, Dale, and Fen)", [state("Hill"), state("Dale"), state("Fen")]),
        ("in two states (Hill, Dale)", [state("Hill"), state("Dale")]),
        ("in two states (Hill and Dale, Fen)", [state("Hill and Dale"), state("Fen")]),
        ("in three states (Hill, Dale and Fen)", [state("Hill"), state("Dale"), state("Fen")]),
        ("in two states (Hill and Dale; Fen)", [state("Hill and Dale"), state("Fen")]),
        ("in five states (Hill and Dale)", [state("Hill"), state("Dale")]),
        ("in two states ( )", []),
        ("in two states (,)", []),
        ("in one state ( )", []),
        ("in one city (Mill)", [town("Mill")]),
        ("in one city (Mill, Hill)", [town("Mill, Hill")]),
        ("in cities (Mill and Ford)", [town("Mill"), town("Ford")]),
        ("in two regions (North and South)", [region("North"), region("South")]),
        ("in one state (Hill) and in one city (Mill, Hill)", [state("Hill"), town("Mill", state("Hill"))]),
        ("in one city (Mill, Hill) and in one state (Hill)", [town("Mill", state("Hill")), state("Hill")]),
        (
            "in two states (Hill and Dale) and in cities (Mill, Hill and Ford, Dale)",
            [state("Hill"), state("Dale"), town("Mill", state("Hill")), town("Ford", state("Dale"))],
        ),
        (
            "in two states (Hill and Dale) and in cities (Mill, Hill; Ford)",
            [state("Hill"), state("Dale"), town("Mill", state("Hill")), town("Ford")],
        ),
        (
            "in one state (Hill) and in three cities (Mill, Hill and Ford)",
            [state("Hill"), town("Mill"), town("Hill"), town("Ford")],
        ),
        ("in one state (Hill) and in one city (Hill)", [state("Hill"), town("Hill")]),
        ("in one state (Hill) and in one city (, Hill)", [state("Hill"), town(", Hill")]),
    ],
)
def test_places_are_those_named(phrase, places):
    """Each name in brackets is a place of the level named, and lies in the state that follows its comma."""
    assert list(scope_of(phrase).places) == places


@pytest.mark.each(
    "sentence",
    [
        "The programme works with weavers.",
        "The programme works in states of need.",
        "The programme works in more than two states.",
        "The programme works in two or three states.",
        "The programme works in between two and 12 municipalities.",
        "The programme works in twenty five states.",
        "The programme works in two hundred municipalities.",
        "The programme works in 12,000 municipalities.",
        "The programme works in 1 200 municipalities.",
        "The programme works in two state-owned mills.",
        "The programme works in one state bank.",
        "The programme works in the state and two mills.",
        "Weavers at national level earn little.",
        "Yarn is sold in two states.",
    ],
)
def test_what_is_not_certain_is_no_place_and_no_number(sentence):
    """Where a number could be another one, or nobody is said to work there, nothing is claimed and the text is kept."""
    programme = read(sentence)
    assert programme.geography is None
    assert programme.description == sentence


def test_the_approach_says_where_before_the_description_does():
    """The scope is read from the first sentence that states one, of the approach if it does."""
    programme = read("The project covers two states.", "Unlike others, it works. This work is done in three states.")
    assert programme.geography.state_count == 3
    assert read("The project is carried out in two states.", "Unlike others, it works.").geography.state_count == 2


def test_a_paragraph_that_only_says_where_is_no_description():
    """A sentence in the words that this library writes is the scope alone; it is written again the same."""
    programme = read("The programme works in two states (Hill and Dale).")
    assert programme.description is programme.approach is None
    assert programme.geography == GeographicScope(state_count=2, places=(state("Hill"), state("Dale")))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The programme works in two states. It is new.",
        "The programme works well in two states.",
        "The programme works in two states from May.",
        "The programme works in two states",
    ],
)
def test_a_paragraph_that_says_more_is_kept(paragraph):
    """A paragraph that contains more than the geographic scope stays whole."""
    programme = read(paragraph)
    assert programme.description == paragraph
    assert programme.geography.state_count == 2


def test_two_paragraphs_that_only_say_where_are_kept():
    """Of two statements of where the programme works the first is read and both are kept."""
    paragraphs = ("The programme works in two states.", "The programme works in three states.")
    programme = read(*paragraphs)
    assert programme.description == "\n".join(paragraphs)
    assert programme.geography.state_count == 2


def test_a_changed_scope_is_written_beside_the_approach():
    """A scope that the approach no longer states right gets a sentence of its own, which is then read first."""
    programme = read("Unlike others, we work in two provinces (Hill and Dale).")
    scope = attrs.evolve(programme.geography, municipality_minimum=2)
    framework = ResultsFramework(programmes=(attrs.evolve(programme, geography=scope),))
    lines = brief.dumps(framework).splitlines()
    assert lines[2:4] == [
        programme.approach,
        "The programme works in two states (Hill and Dale) and in at least two municipalities.",
    ]
    again = brief.loads(brief.dumps(framework)).programmes[0]
    assert again.geography == attrs.evolve(scope, raw=None)
    assert again.approach == programme.approach


def test_a_scope_without_its_paragraph_is_written_in_its_own_words():
    """The words a scope was read from are written as long as they say the same."""
    scope = scope_of("in 2 provinces (Hill and Dale)")
    alone = ResultsFramework(programmes=(JointProgramme(geography=scope),))
    assert brief.dumps(alone).splitlines()[1] == "The programme works in 2 provinces (Hill and Dale)."
    assert brief.loads(brief.dumps(alone)) == alone
    stale = ResultsFramework(programmes=(JointProgramme(geography=attrs.evolve(scope, raw="in the hills")),))
    assert brief.dumps(stale).splitlines()[1] == "The programme works in two states (Hill and Dale)."


def test_an_empty_scope_is_not_written():
    """A scope that says nothing has no line."""
    framework = ResultsFramework(programmes=(JointProgramme(title="Looms", geography=GeographicScope()),))
    assert brief.dumps(framework) == "Looms\nQuick facts\n"


@pytest.mark.parametrize(
    "places",
    [
        (state("Hill and Dale"), state("Fen")),
        (state("Hill, Low"), state("Fen")),
        (state("Hill and Dale"),),
        (state("Hill"), town("Mill"), town("Hill"), town("Ford")),
        (state("Hill"), town("Mill", state("Hill")), town("Ford")),
        (region("North"), region("South")),
    ],
)
def test_names_with_commas_are_kept_apart(places):
    """Places come back one by one also where their names have commas, an "and", or those of others in them."""
    framework = ResultsFramework(programmes=(JointProgramme(geography=GeographicScope(places=places)),))
    assert brief.loads(brief.dumps(framework)).programmes[0].geography.places == places
