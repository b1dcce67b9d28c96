"""Laws of the brief: what it can hold comes back, what it reads it writes, and nothing else than a brief is read."""

from __future__ import annotations

import attrs
from hypothesis import assume, example, given
from hypothesis import strategies as st

from resultsframework.errors import FormatError, InvalidValueError
from resultsframework.formats import brief
from resultsframework.framework import ResultsFramework
from resultsframework.node import Source
from resultsframework.organisation import Organisation, OrganisationLevel, Participation, Place, PlaceLevel
from resultsframework.programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
from resultsframework.value import Missing

HEADINGS = [
    "The programme brief description",
    "Target groups",
    "Quick facts",
    "UN Agencies:",
    "National Partners:",
    "Financial Information",
]

# Words that mean nothing to a reader of briefs, so that only the structure around them does.
words = st.sampled_from(["water", "harvest", "clinic", "river", "ledger", "copper", "willow", "market", "bridge"])
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
names = st.lists(words.map(str.capitalize), min_size=1, max_size=3).map(" ".join)
acronyms = st.text("BCDFGKLMPQRVXZ", min_size=2, max_size=6)
sentences = phrases.map(lambda text: f"{text.capitalize()}.")
place_names = st.sampled_from(["Northmoor", "Southmoor", "Eastfen", "Westfen", "Old Hythe", "Port Vell"])


@st.composite
def scopes(draw):
    states = [Place(name=name, level=PlaceLevel.STATE) for name in draw(st.lists(place_names, unique=True, max_size=3))]
    towns = draw(st.lists(names.map("Nether {}".format), unique=True, max_size=3))
    within = st.sampled_from([None, *states])
    municipalities = [Place(name=name, level=PlaceLevel.MUNICIPALITY, within=draw(within)) for name in towns]
    numbers = [draw(st.none() | st.integers(1, 30)) for _ in range(2)]
    least = [draw(st.booleans()) for _ in range(2)]
    scope = GeographicScope(
        is_national=draw(st.booleans()),
        places=(*states, *municipalities),
        state_count=None if least[0] else numbers[0],
        state_minimum=numbers[0] if least[0] else None,
        municipality_count=None if least[1] else numbers[1],
        municipality_minimum=numbers[1] if least[1] else None,
    )
    return None if scope == GeographicScope() else scope


theories = st.builds(
    TheoryOfChange,
    problem=st.none() | st.lists(sentences, min_size=1, max_size=2).map(" ".join),
    conditions=st.lists(phrases, min_size=1, max_size=4).map(tuple),
    consequence=phrases.map("{} will grow".format),
    impact=st.none() | phrases.map("freeing the {}".format),
)


@st.composite
def partners(draw, places):
    form = draw(st.sampled_from(["name", "acronym", "both"]))
    place = draw(st.sampled_from([None, *places]))
    return Organisation(
        acronym=None if form == "name" else draw(acronyms),
        name=None if form == "acronym" else draw(names),
        level=OrganisationLevel.NATIONAL if place is None else OrganisationLevel.SUBNATIONAL,
        jurisdiction=place,
        through=draw(st.none() | names.map(lambda name: Organisation(name=name, level=OrganisationLevel.NATIONAL))),
    )


agencies = st.builds(
    lambda acronym, name: Participation(
        organisation=Organisation(acronym=acronym, name=name, level=OrganisationLevel.UNITED_NATIONS)
    ),
    acronyms,
    st.none() | names,
) | names.map(lambda name: Participation(organisation=Organisation(name=name, level=OrganisationLevel.UNITED_NATIONS)))


@st.composite
def programmes(draw):
    geography = draw(scopes())
    places = geography.places if geography else ()
    content = {
        "The programme brief description": {
            "description": draw(st.none() | st.lists(sentences, min_size=1, max_size=3).map("\n".join)),
            "theory_of_change": draw(st.none() | theories),
            "approach": draw(st.none() | sentences.map("Unlike others, it works. {}".format)),
            "geography": geography,
        },
        "Target groups": {
            "target_groups": tuple(
                draw(st.lists(st.builds(TargetGroup, name=phrases, level=st.sampled_from([None, "local level"]))))
            )
        },
        "UN Agencies": {"agencies": tuple(draw(st.lists(agencies, max_size=10)))},
        "National Partners": {"partners": tuple(draw(st.lists(partners(places), max_size=10)))},
    }
    empty = [heading for heading, fields in content.items() if not any(fields.values()) and draw(st.booleans())]
    return JointProgramme(
        title=draw(st.none() | names),
        financial_information=draw(
            st.sampled_from([*Missing]) | st.lists(sentences, min_size=1, max_size=2).map("\n".join)
        ),
        empty_headings=tuple(empty),
        **{field: value for fields in content.values() for field, value in fields.items()},
    )


@given(programmes(), st.lists(sentences, max_size=2).map(tuple))
def test_what_a_brief_can_hold_comes_back(programme, unparsed):
    """A programme made of parts that a brief prints is the same after it was written and read."""
    framework = ResultsFramework(programmes=(programme,), source=Source(unparsed=unparsed))
    text = brief.dumps(framework)
    assert brief.loads(text) == framework
    assert brief.dumps(brief.loads(text)) == text


pieces = st.sampled_from(
    [
        *("If the bridge holds", "if the market opens", "; and if", ", if any, ", "; then", " or if ", "then", "will"),
        *(
            ", freeing the ledger",
            ", during the harvest",
            ".",
            ". ",
            ".) ",
            "?",
            ",",
            ", and ",
            " and ",
            "; ",
            ";",
            ":",
        ),
        *("\n", "\n\n", "\r\n", "\n- ", "\n• and ", " ", "\u00a0", "(", ")", " (", "Unlike others, ", "e.g. ", "the "),
        *("The programme works ", "at national level", " in two states", " in one state", " in 12 municipalities"),
        *(" (Northmoor and Eastfen)", " (Hill, Northmoor)", " (Hill; Dale)", "in at least one city in the country"),
        *("in states (Northmoor, Eastfen, Hill and Dale)", " in one city (A, B)", " in regions (;)", "and one town"),
        *("The target groups are ", "farmers", " at local level", ", including ", "such as", "the project "),
        *("ILO", "UN Women", "FAO (Food)", "Ministry (FAO)", ", through ", ", through the ", "Office", "State of Hill"),
        *("Northmoor State", "North, moor", ", Northmoor", "(Northmoor)", "TBD", "N/A", "-", "– ", "Österreich", "ß"),
    ]
)
soups = st.lists(pieces | words, max_size=25).map("".join)


@st.composite
def brief_like_texts(draw):
    blocks = draw(st.lists(st.tuples(st.sampled_from(HEADINGS), st.sampled_from(["\n", " ", ": ", "\r"]), soups)))
    return draw(soups) + "".join(f"\n{heading}{sign}{block}" for heading, sign, block in blocks)


def read_or_refused(text):
    try:
        return brief.loads(text)
    except FormatError as error:
        refused = error
    assert refused.format == "brief"
    assert refused.problems[0].line is not None
    return None


@given(brief_like_texts() | st.text())
def test_what_is_read_is_written_and_read_the_same(text):
    """Whatever the text under these headings, reading it, writing it and reading it again changes nothing."""
    framework = read_or_refused(text)
    assume(framework is not None)
    try:
        written = brief.dumps(framework)
    except InvalidValueError:
        assume(False)
    assert brief.loads(written) == framework
    assert brief.dumps(brief.loads(written)) == written


@given(st.text())
@example("")
def test_a_text_without_headings_is_refused(text):
    """Any text is read as a brief or refused with a line; nothing else ever happens."""
    read_or_refused(text)


@given(programmes(), st.integers(0, 60))
def test_a_brief_cut_off_says_nothing_that_the_whole_does_not(programme, kept):
    """A brief of which only the first lines are left has a part of the whole's agencies, partners and states."""
    whole = brief.loads(brief.dumps(ResultsFramework(programmes=(programme,))))
    lines = brief.dumps(whole).splitlines()
    part = read_or_refused("\n".join(lines[:kept]))
    assume(part is not None)
    for cut, complete in zip(part.programmes, whole.programmes, strict=True):
        assert cut.title == complete.title
        assert complete.agencies[: len(cut.agencies)] == cut.agencies
        assert complete.partners[: len(cut.partners)] == cut.partners
        assert cut.theory_of_change in (None, complete.theory_of_change)
        assert cut.geography in (None, complete.geography)


@given(programmes(), st.sampled_from(["\r\n", "\r"]), st.booleans())
def test_the_way_lines_end_does_not_matter(programme, sign, marked):
    """Line ends of any system and a byte order mark change nothing of what is read."""
    text = brief.dumps(ResultsFramework(programmes=(programme,)))
    other = ("\ufeff" if marked else "") + text.replace("\n", sign)
    assert brief.loads(other) == brief.loads(text)


@given(programmes(), names)
def test_a_changed_name_is_written_though_the_old_print_is_kept(programme, name):
    """The printed form of a body is written only as long as it agrees with the body."""
    assume(programme.partners)
    first = attrs.evolve(programme.partners[0], name=name, raw="Old print of another name")
    changed = attrs.evolve(programme, partners=(first, *programme.partners[1:]))
    read = brief.loads(brief.dumps(ResultsFramework(programmes=(changed,)))).programmes[0]
    assert read.partners[0].name == name
