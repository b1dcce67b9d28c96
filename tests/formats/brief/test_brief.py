"""The text of a programme brief: headings, what is under them, and the way back to text."""

from __future__ import annotations

import io

import attrs
import pytest

from resultsframework import (
    Extra,
    FormatError,
    GeographicScope,
    InvalidValueError,
    JointProgramme,
    Missing,
    Organisation,
    OrganisationLevel,
    Outcome,
    Participation,
    ParticipationRole,
    Period,
    Place,
    PlaceLevel,
    ResultsFramework,
    SdgReference,
    Source,
    TargetGroup,
    TheoryOfChange,
    Translation,
)
from resultsframework.formats import brief

BRIEF = """\
Fair Looms: Decent Work for Weavers in Arcadia
The programme brief description
Weavers in Arcadia have no sick pay. If workshops are registered; if weavers know their rights; and if inspectors \
visit; then weavers will earn more, freeing their children for school.
Unlike earlier schemes, the programme works at national level, in two provinces (Northmoor and Southmoor) and in \
12 municipalities. The looms stay where they are.
Target groups
The target groups are mainly home weavers, dyers and young apprentices at local level.
Quick facts
UN Agencies:
ILO, UN Women and UNICEF
National Partners:
MOLA (Ministry of Labour); Weavers' Guild (Northmoor); Office of Statistics, through the Bureau of Crafts
Financial Information
USD 2 million, of which half is spent
"""


def programme_of(text):
    (programme,) = brief.loads(text).programmes
    return programme


def written(**fields):
    return brief.dumps(ResultsFramework(programmes=(JointProgramme(**fields),)))


def test_a_brief_is_one_joint_programme():
    """All parts of a brief of another country are read, and what it says of money is text."""
    programme = programme_of(BRIEF)
    assert programme.title == "Fair Looms: Decent Work for Weavers in Arcadia"
    assert len(programme.theory_of_change.conditions) == 3
    assert programme.approach.startswith("Unlike earlier schemes")
    assert programme.approach.endswith("where they are.")
    assert [place.name for place in programme.geography.places] == ["Northmoor", "Southmoor"]
    assert (programme.geography.state_count, programme.geography.municipality_count) == (2, 12)
    assert [group.name for group in programme.target_groups] == ["home weavers", "dyers", "young apprentices"]
    assert [agency.acronym for agency in programme.agencies] == ["ILO", "UN Women", "UNICEF"]
    assert [partner.label for partner in programme.partners] == ["MOLA", "Weavers' Guild", "Office of Statistics"]
    assert programme.financial_information == "USD 2 million, of which half is spent"


def test_a_brief_is_written_in_the_same_layout():
    """A brief is written again heading by heading; only the way a list is separated may change."""
    assert brief.dumps(brief.loads(BRIEF)) == BRIEF.replace("UN Women and", "UN Women,")


def test_the_source_keeps_its_name():
    """The name of the file goes with what was read."""
    assert brief.loads(BRIEF, source="looms.txt").source.name == "looms.txt"


def test_a_file_is_read_and_written(tmp_path):
    """A brief goes through a file, with its name, and through an open stream."""
    framework = brief.loads(BRIEF)
    path = tmp_path / "looms.txt"
    brief.dump(framework, path)
    assert brief.load(path) == framework
    assert brief.load(path).source.name == str(path)
    stream = io.StringIO()
    brief.dump(framework, stream)
    assert stream.getvalue() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", ["\r\n", "\r"])
def test_line_ends_of_any_system_are_read(sign):
    """Line ends and a byte order mark of another system change nothing, nor do spaces around a line."""
    assert brief.loads("\ufeff" + BRIEF.replace("\n", sign)) == brief.loads(BRIEF)
    assert brief.loads(BRIEF.replace("\n", f" \u00a0{sign}\t")) == brief.loads(BRIEF)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_spaces_that_do_not_break_are_spaces(space):
    """Two provinces stay two, and an office that takes part through another stays that, however spaces are set."""
    framework = brief.loads(BRIEF.replace(" ", space))
    assert framework == brief.loads(BRIEF)
    assert framework.programmes[0].geography.states[1].name == "Southmoor"
    assert framework.programmes[0].partners[2].through.name == "Bureau of Crafts"


@pytest.mark.parametrize(
    "line",
    ["UN Agencies:", "UN Agencies", "un agencies :", "UN\u00a0Agencies:", "Participating  UN Organizations:"],
)
def test_a_heading_is_known_by_its_words(line):
    """Case, colon, hard spaces and a few other usual words do not hide a heading."""
    assert programme_of(f"Looms\n{line}\nILO").agencies[0].acronym == "ILO"


def test_a_list_may_stand_on_the_line_of_its_heading():
    """Text after a heading's colon belongs under it, with the lines below."""
    programme = programme_of("Looms\nUN Agencies: ILO,\nFAO\nNational Partners: MOLA\nFinancial Information: none yet")
    assert [agency.acronym for agency in programme.agencies] == ["ILO", "FAO"]
    assert programme.partners[0].acronym == "MOLA"
    assert programme.financial_information == "none yet"


@pytest.mark.parametrize("line", ["Target groups are weavers", "The UN agencies", "x" * 100 + ": y", "Targets"])
def test_a_line_that_only_begins_like_a_heading_is_text(line):
    """A heading is a line of its own; a sentence that has its words is not."""
    assert programme_of(f"Looms\nThe programme brief description\n{line}").description == line


def test_headings_may_stand_in_any_order():
    """The order of the headings does not matter to what is read, and the usual one is written."""
    blocks = BRIEF.split("Target groups\n")
    middle, last = blocks[1].split("Quick facts\n")
    turned = f"Fair Looms\nQuick facts\n{last}Target groups\n{middle}" + blocks[0].split("\n", 1)[1]
    expected = attrs.evolve(programme_of(BRIEF), title="Fair Looms")
    assert programme_of(turned) == expected
    assert brief.dumps(brief.loads(turned)).splitlines()[1] == "The programme brief description"


def test_a_repeated_heading_has_both_parts():
    """The parts under a repeated heading are read together."""
    programme = programme_of("Looms\nUN Agencies:\nILO\nNational Partners:\nMOLA\nUN Agencies:\nFAO")
    assert [agency.acronym for agency in programme.agencies] == ["ILO", "FAO"]


def test_missing_headings_are_absent():
    """A brief without most of its headings yields no fields for the missing ones."""
    programme = programme_of("Looms\nQuick facts")
    assert programme == JointProgramme(title="Looms")
    assert brief.dumps(brief.loads("Looms\nQuick facts")) == "Looms\nQuick facts\n"


def test_a_brief_may_have_no_title():
    """Where the first line is a heading there is no title, and none is made up."""
    assert programme_of("UN Agencies:\nILO").title is None
    assert brief.dumps(brief.loads("UN Agencies:\nILO")) == "Quick facts\nUN Agencies:\nILO\n"


def test_a_heading_with_nothing_under_it_is_kept():
    """Every heading that is there and empty comes back as such, each once."""
    text = "Looms\nThe programme brief description\nTarget groups\nQuick facts\nUN Agencies:\nNational Partners:"
    programme = programme_of(text)
    assert programme.empty_headings == (
        "The programme brief description",
        "Target groups",
        "UN Agencies",
        "National Partners",
    )
    assert programme.financial_information is Missing.ABSENT
    assert brief.dumps(brief.loads(text)) == text + "\n"


def test_an_empty_list_is_an_empty_heading():
    """A heading over nothing but separators has nothing under it."""
    assert programme_of("Looms\nUN Agencies:\n; ;\n").empty_headings == ("UN Agencies",)


@pytest.mark.each(
    ("text", "expected"),
    [
        ("", Missing.ABSENT),
        ("Financial Information", Missing.EMPTY),
        ("Financial Information\n\n \n", Missing.EMPTY),
        ("Financial Information\n-", Missing.EMPTY),
        ("Financial Information\nTBD", Missing.TO_BE_DETERMINED),
        ("Financial Information\nN/A", Missing.NOT_AVAILABLE),
        ("Financial Information\nnot applicable", Missing.NOT_APPLICABLE),
        ("Financial Information\ntbd in May", "tbd in May"),
        ("Financial Information\n0", "0"),
        ("Financial Information\nUSD 5,000\n\nUSD 200 of it spent", "USD 5,000\nUSD 200 of it spent"),
    ],
)
def test_what_is_said_of_money(text, expected):
    """No heading, an empty one, a stated gap and a text are four different things; a zero is a text, no gap."""
    framework = brief.loads(f"Looms\nQuick facts\n{text}")
    assert framework.programmes[0].financial_information == expected
    assert brief.loads(brief.dumps(framework)) == framework


def test_what_has_no_field_is_kept():
    """A line that no field has room for is in the source's unparsed lines and is written back."""
    text = "Looms\nA leaflet\nQuick facts\nStart: 2031\nUN Agencies:\nILO\n"
    framework = brief.loads(text)
    assert framework.source == Source(unparsed=("A leaflet", "Start: 2031"))
    assert brief.loads(brief.dumps(framework)) == framework
    assert brief.dumps(framework) == "Looms\nQuick facts\nA leaflet\nStart: 2031\nUN Agencies:\nILO\n"


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", 1, "blank"),
        (" \n\u00a0\n", 1, "blank"),
        ("\n\nPasta\nBoil water.", 3, "'Pasta'"),
        ("OUTCOME ARC_1\nBaseline\n0", 1, "'OUTCOME ARC_1'"),
    ],
)
def test_what_is_no_brief_is_refused(text, line, found):
    """Text without any heading of a brief is refused; the error says what was found, where, and what was expected."""
    with pytest.raises(FormatError) as caught:
        brief.loads(text, source="pasta.txt")
    (problem,) = caught.value.problems
    assert (caught.value.format, caught.value.source, problem.line) == ("brief", "pasta.txt", line)
    assert found in problem.message
    assert "'UN Agencies:'" in problem.message
    assert "pasta.txt" in str(caught.value)


def test_a_file_that_is_no_brief_is_refused_by_name(tmp_path):
    """The error for a file names it, also where there is no such file."""
    path = tmp_path / "pasta.txt"
    for content in (None, "Boil water."):
        if content:
            path.write_text(content, encoding="utf-8")
        with pytest.raises(FormatError, match=r"pasta\.txt"):
            brief.load(path)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (BRIEF, True),
        ("Looms\nUN Agencies:\nILO\nNational Partners:\nMOLA", True),
        ("Looms\nUN Agencies:\nILO", False),
        ("UN Agencies:\nILO\nUN Agencies:\nFAO", False),
        ("Quick facts about looms\nTarget groups of looms", False),
        ("", False),
    ],
)
def test_a_brief_is_recognised_by_two_headings(text, answer):
    """One heading may be in any text; two different ones make it probably a brief."""
    assert brief.recognises(text) is answer


@pytest.mark.parametrize("count", [0, 2])
def test_only_one_programme_can_be_written(count):
    """A framework with no programme or several is refused, and the error says how many and what to do."""
    framework = ResultsFramework(programmes=(JointProgramme(title="Looms"),) * count)
    with pytest.raises(InvalidValueError, match=rf"has {count}; choose one with attrs\.evolve"):
        brief.dumps(framework)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Quick facts"},
        {"description": "One.\nUN Agencies:\nTwo."},
        {"approach": "National partners: none"},
        {"target_group_text": "Target groups"},
        {"financial_information": "Spent.\nTarget groups"},
        {"partners": (Organisation(name="Target group"),)},
    ],
)
def test_a_text_that_would_read_as_a_heading_is_refused(fields):
    """Nothing is written that would read as another section: the error names the text to reword."""
    fields = {"target_groups": ()} | fields
    if "target_group_text" in fields:
        fields["target_groups"] = (TargetGroup(name="Target groups"),)
    with pytest.raises(InvalidValueError, match=r"would be read as one of its headings; reword it"):
        written(**fields)


def test_what_a_brief_has_no_words_for_is_left_out():
    """Period, goals, outcomes, roles, references, codes and translations are not written, the rest is untouched."""
    programme = programme_of(BRIEF)
    office = attrs.evolve(programme.partners[1], reference="XA-1", type="10", extras=(Extra(name="x_a", text="1"),))
    ilo = attrs.evolve(programme.agencies[0], role=ParticipationRole.LEAD, identifier="XA-2")
    north, *others = programme.geography.places
    richer = attrs.evolve(
        programme,
        geography=attrs.evolve(programme.geography, places=(attrs.evolve(north, code="AR-N"), *others)),
        agencies=(ilo, *programme.agencies[1:]),
        partners=(programme.partners[0], office, *programme.partners[2:]),
        period=Period(year=2031),
        sdgs=(SdgReference(goal=8),),
        translations=(Translation(field="title", language="fr", text="Métiers"),),
    ).linked_to("ARC_1")
    framework = ResultsFramework(
        title="Plan", results=(Outcome(code="ARC_1"),), programmes=(richer,), source=Source(chrome=("Share this",))
    )
    assert brief.dumps(framework) == brief.dumps(brief.loads(BRIEF))


def test_a_programme_made_by_hand_is_written():
    """A programme of parts alone is put in words that read as the same parts."""
    hill = Place(name="Hill", level=PlaceLevel.STATE)
    text = written(
        title="Looms",
        theory_of_change=TheoryOfChange(conditions=("looms run",), consequence="cloth is made"),
        geography=GeographicScope(places=(hill,), municipality_minimum=3),
        target_groups=(TargetGroup(name="weavers"), TargetGroup(name="dyers", level="local level")),
        agencies=(Participation(organisation=Organisation(acronym="ILO")),),
        partners=(Organisation(name="Guild", jurisdiction=hill, level=OrganisationLevel.SUBNATIONAL),),
        financial_information=Missing.EMPTY,
    )
    assert text.splitlines() == [
        "Looms",
        "The programme brief description",
        "If looms run; then cloth is made.",
        "The programme works in state (Hill) and in at least three municipalities.",
        "Target groups",
        "The target groups are weavers; dyers at local level.",
        "Quick facts",
        "UN Agencies:",
        "ILO",
        "National Partners:",
        "Guild (Hill)",
        "Financial Information",
    ]


def test_a_title_on_several_lines_is_written_on_one():
    """A line end within a title becomes a space, since a brief's title is its first line."""
    assert written(title="Looms\n of Arcadia").splitlines()[0] == "Looms of Arcadia"


def test_paragraphs_that_would_run_together_are_kept_apart():
    """A paragraph without an end is followed by a blank line where the next begins with a small letter."""
    text = "Looms\nThe programme brief description\nA list\n\nof looms\n\nand more,\n\nMuch more\n"
    assert programme_of(text).description == "A list\nof looms\nand more,\nMuch more"
    assert brief.dumps(brief.loads(text)) == text + "Quick facts\n"


def test_a_line_that_goes_on_in_the_next_is_one_paragraph():
    """Text broken in the middle of a sentence is read as one paragraph; a finished line is not joined."""
    lines = ("Weavers work long", "hours in Arcadia, and", "they rest little.", "They sing.")
    programme = programme_of("Looms\nThe programme brief description\n" + "\n".join(lines))
    assert programme.description == "Weavers work long hours in Arcadia, and they rest little.\nThey sing."


def test_empty_headings_that_have_content_are_not_printed_twice():
    """A heading said to be empty that has something under it is printed once, with it."""
    ilo = Participation(organisation=Organisation(acronym="ILO"))
    text = written(empty_headings=("UN Agencies",), agencies=(ilo,))
    assert text == "Quick facts\nUN Agencies:\nILO\n"
