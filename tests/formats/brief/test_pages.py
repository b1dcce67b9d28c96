"""Small briefs of made-up programmes, each printed in another way: what they say, and that damage invents nothing."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.formats import brief, portal

# Acronyms in front, places behind, a state without a partner; everything on its usual line.
DAIRY = """\
Milk for Two Valleys
The programme brief description
Half of the milk of Oberland spoils. If dairies are cooled, if farmers own shares, and if roads are mended, then milk \
will reach the towns.
Unlike the last attempt, the programme is carried out in two cantons (Obertal, Untertal) and in at least two towns \
(Kirchdorf in Obertal and Neumarkt).
Target groups
The target groups are dairy farmers, drivers and young cheesemakers at cantonal level.
Quick facts
UN Agencies:
FAO, IFAD
National Partners:
MILK (Ministry of Land and Kine); DAIRY (Dairy Board, Obertal); Cheese School (Obertal); RA (Road Authority), through \
the Ministry of Works
Financial Information
TBD
"""

# No theory, no acronyms, agencies one a line, nothing said of money.
FERRY = """\
Ferries for All

The programme brief description

Ferries stop at noon. Nobody knows why.

Quick facts

UN Agencies:
UN-Habitat
World Bank

National Partners:
Ports Office
Sailors' League
"""

# Headings in another order and with what they say on the same line.
RADIO = """\
Voices
Financial Information: USD 900,000
National Partners: PRESS (Press Council); Radio One
UN Agencies: UNESCO
Target groups
listeners, reporters
"""

# Only headings, all of them empty.
EMPTY = """\
A Plan to Come
The programme brief description
Target groups
Quick facts
UN Agencies:
National Partners:
Financial Information
"""

BRIEFS = {"DAIRY": DAIRY, "FERRY": FERRY, "RADIO": RADIO, "EMPTY": EMPTY}


def programme_of(text):
    """The programme of a brief."""
    (programme,) = brief.loads(text).programmes
    return programme


def bodies(participants):
    """Acronym and name of each, the place it is responsible for, and through whom it takes part."""
    return [
        (
            body.acronym,
            body.name,
            body.jurisdiction.name if body.jurisdiction else None,
            body.through.label if body.through else None,
        )
        for body in participants
    ]


@pytest.mark.parametrize(
    ("name", "agencies", "partners"),
    [
        (
            "DAIRY",
            ["FAO", "IFAD"],
            [
                ("MILK", "Ministry of Land and Kine", None, None),
                ("DAIRY", "Dairy Board", "Obertal", None),
                (None, "Cheese School", "Obertal", None),
                ("RA", "Road Authority", None, "Ministry of Works"),
            ],
        ),
        (
            "FERRY",
            ["UN-Habitat", "World Bank"],
            [(None, "Ports Office", None, None), (None, "Sailors' League", None, None)],
        ),
        ("RADIO", ["UNESCO"], [("PRESS", "Press Council", None, None), (None, "Radio One", None, None)]),
        ("EMPTY", [], []),
    ],
)
def test_who_takes_part(name, agencies, partners):
    """Agencies by what they are called, partners with acronym, name, place and the body they take part through."""
    programme = programme_of(BRIEFS[name])
    assert [agency.organisation.label for agency in programme.agencies] == agencies
    assert bodies(programme.partners) == partners


@pytest.mark.parametrize(
    ("name", "conditions", "consequence"),
    [
        ("DAIRY", ("dairies are cooled", "farmers own shares", "roads are mended"), "milk will reach the towns"),
        ("FERRY", None, None),
        ("RADIO", None, None),
        ("EMPTY", None, None),
    ],
)
def test_what_is_said_to_lead_to_what(name, conditions, consequence):
    """A theory of change is read where a sentence says if and then; none is made of other sentences."""
    theory = programme_of(BRIEFS[name]).theory_of_change
    assert (theory and theory.conditions, theory and theory.consequence) == (conditions, consequence)


@pytest.mark.parametrize(
    ("name", "states", "least_municipalities", "municipalities"),
    [("DAIRY", ["Obertal", "Untertal"], 2, ["Kirchdorf in Obertal", "Neumarkt"]), ("FERRY", None, None, None)],
)
def test_where_it_works(name, states, least_municipalities, municipalities):
    """Places are read where a sentence names them, and a number that is a minimum is kept as one."""
    geography = programme_of(BRIEFS[name]).geography
    if states is None:
        assert geography is None
    else:
        assert [place.name for place in geography.states] == states
        assert [place.name for place in geography.municipalities] == municipalities
        assert (geography.municipality_minimum, geography.municipality_count) == (least_municipalities, None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DAIRY", rf.Missing.TO_BE_DETERMINED),
        ("FERRY", rf.Missing.ABSENT),
        ("RADIO", "USD 900,000"),
        ("EMPTY", rf.Missing.EMPTY),
    ],
)
def test_what_is_said_of_money(name, said):
    """To be determined, absent, a text, and a heading with nothing under it are four answers."""
    assert programme_of(BRIEFS[name]).financial_information == said


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("DAIRY", [("dairy farmers", None), ("drivers", None), ("young cheesemakers", "cantonal level")]),
        ("FERRY", []),
        ("RADIO", [("listeners", None), ("reporters", None)]),
        ("EMPTY", []),
    ],
)
def test_for_whom_it_is(name, groups):
    """Each target group is an entry of its own, with its own level and no other."""
    assert [(group.name, group.level) for group in programme_of(BRIEFS[name]).target_groups] == groups


def test_every_heading_that_is_there_and_empty_is_kept():
    """A brief of headings alone says which they are, and comes back as it was."""
    assert len(programme_of(EMPTY).empty_headings) == 4
    assert brief.dumps(brief.loads(EMPTY)) == EMPTY


COPIES = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "spaces around": lambda text: text.replace("\n", "  \n\t"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "no end of the last line": lambda text: text.rstrip("\n"),
    "a blank line after every line": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.each("way", COPIES)
@pytest.mark.each("name", BRIEFS)
def test_a_brief_is_the_same_however_it_was_copied(name, way):
    """Line ends, marks, spaces and blank lines of every sort change nothing of what is read."""
    assert programme_of(COPIES[way](BRIEFS[name])) == programme_of(BRIEFS[name])


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_comes_back_from_its_own_writing(name):
    """A written brief is read as the same framework, and writing that again gives the same text."""
    framework = brief.loads(BRIEFS[name])
    written = brief.dumps(framework)
    assert brief.loads(written) == framework
    assert brief.dumps(brief.loads(written)) == written


@pytest.mark.parametrize("name", BRIEFS)
def test_any_line_may_be_missing_and_nobody_is_invented(name):
    """Without one of its lines a brief has no partner, agency, condition or place that the whole does not name."""
    lines = BRIEFS[name].splitlines(keepends=True)
    whole = programme_of(BRIEFS[name])
    names = BRIEFS[name]
    for number in range(len(lines)):
        try:
            part = programme_of("".join(lines[:number] + lines[number + 1 :]))
        except rf.FormatError as error:
            if error.problems[0].line is None:
                raise
            continue
        for body in (*part.partners, *(agency.organisation for agency in part.agencies)):
            assert body.label in names
        assert part.theory_of_change in (None, whole.theory_of_change)
        assert part.geography in (None, whole.geography)


def test_a_page_is_no_brief_and_a_brief_no_page():
    """Each format knows its own text, so that a file without a telling name is read as what it is."""
    page = "outcome LYO_D_1\nOutcome details\nTarget groups\n"
    assert portal.recognises(page)
    assert not brief.recognises(page)
    for name in ("DAIRY", "FERRY", "EMPTY"):
        assert brief.recognises(BRIEFS[name])
        assert not portal.recognises(BRIEFS[name])
