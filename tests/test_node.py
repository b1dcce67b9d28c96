from __future__ import annotations

import copy
import pickle

import pytest

from resultsframework import (
    Budget,
    Extra,
    FundingLine,
    Indicator,
    Observation,
    ObservationKind,
    ObservationSeries,
    Organisation,
    Outcome,
    Output,
    Place,
    ProgressNote,
    ResultsFramework,
    Source,
    Translation,
)


def french(field, text, language="fr"):
    return Translation(field=field, language=language, text=text)


def test_a_node_can_be_read_in_another_language():
    """Every text that the source has in French is French, every other stays as it is."""
    outcome = Outcome(title="Laws", description="Better laws", translations=(french("title", "Lois"),))
    view = outcome.in_language("fr")
    assert (view.title, view.description) == ("Lois", "Better laws")
    assert outcome.title == "Laws"


def test_a_language_reaches_everything_below():
    """The French of a framework is the French of its outputs, indicators, comments, funders and places."""
    comment = Observation(
        kind=ObservationKind.ACTUAL,
        comment="late",
        places=(Place(name="South", translations=(french("name", "Sud"),)),),
        translations=(french("comment", "en retard"),),
    )
    indicator = Indicator(
        statement="Number of laws",
        series=ObservationSeries((comment,)),
        translations=(french("statement", "Nombre de lois"),),
    )
    donor = Organisation(name="Sweden", translations=(french("name", "Su\u00e8de"),))
    output = Output(
        indicators=(indicator,),
        budgets=(Budget(funding=(FundingLine(organisation=donor),)),),
        progress_notes=(ProgressNote(text="Good", translations=(french("text", "Bien"),)),),
    )
    framework = ResultsFramework(results=(Outcome(outputs=(output,)),)).in_language("fr")
    below = framework.outputs[0]
    assert below.indicators[0].statement == "Nombre de lois"
    assert below.indicators[0].series[0].comment == "en retard"
    assert below.indicators[0].series[0].places[0].name == "Sud"
    assert below.budgets[0].funding[0].organisation.name == "Su\u00e8de"
    assert below.progress_notes[0].text == "Bien"


def test_of_two_texts_in_one_language_the_first_is_read():
    """A source that says the same thing twice in one language is read as it begins."""
    outcome = Outcome(title="Laws", translations=(french("title", "Lois"), french("title", "Des lois")))
    assert outcome.in_language("fr").title == "Lois"


def test_each_language_has_its_own_text():
    """Asking for Spanish does not answer in French."""
    outcome = Outcome(title="Laws", translations=(french("title", "Lois"), french("title", "Leyes", "es")))
    assert outcome.in_language("es").title == "Leyes"
    assert outcome.in_language("de") is outcome


def test_a_main_text_already_in_the_language_stays():
    """An entry without text says that the main text is in that language; it is no empty text."""
    outcome = Outcome(title="Lois", translations=(Translation(field="title", language="fr"),))
    assert outcome.in_language("fr") is outcome


def test_a_translation_of_nothing_known_is_passed_over():
    """A source may translate what the model has no field for; the rest is still read."""
    outcome = Outcome(title="Laws", translations=(french("subtitle", "?"), french("title", "Lois")))
    assert outcome.in_language("fr").title == "Lois"


def test_the_line_of_the_source_is_no_part_of_equality():
    """Two files that say the same are equal, wherever in the file they say it."""
    assert Outcome(code="A", line=3) == Outcome(code="A", line=7)
    assert hash(Outcome(code="A", line=3)) == hash(Outcome(code="A", line=7))
    assert Outcome(code="A", extras=(Extra(name="x_a", text="1"),)) != Outcome(code="A")


def test_the_name_of_the_source_is_no_part_of_equality():
    """Two files with the same text are equal; two texts are not."""
    assert Source(name="a.txt") == Source(name="b.txt")
    assert Source(chrome=("Home",)) != Source()
    assert Source(unparsed=("?",)) != Source()


@pytest.mark.parametrize(
    "part",
    [
        Translation(field="title", language="fr", text="Lois"),
        Extra(name="x_a", text="1"),
        Source(name="a.txt", chrome=("Home",), unparsed=("?",)),
        Outcome(code="A", translations=(french("title", "Lois"),), extras=(Extra(name="x_a", text="1"),)),
    ],
    ids=lambda part: type(part).__name__,
)
def test_content_beside_the_fields_can_be_hashed_copied_and_sent(part):
    """Languages, extras and sources equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


def test_a_node_prints_as_it_is_written_in_python():
    """In a notebook a node shows what the source said, and none of the fields that it left out."""
    assert repr(Place(code="MX", name="Mexico", line=3)) == "Place(name='Mexico', code='MX')"
    assert repr(Source(chrome=("Home",))) == "Source(chrome=('Home',))"
    assert repr(french("title", "Lois")) == "Translation(field='title', language='fr', text='Lois')"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("period#2/@status", ("period", 2)),
        ("dimension#12/note", ("dimension", 12)),
        ("period#0/@status", None),
        ("period#2", None),
        ("title/@draft", None),
        ("a/period#2/@status", None),
    ],
)
def test_an_extra_may_be_about_a_numbered_part(name, part):
    """The kind and the number of the part come first in the name; other extras are about the node itself."""
    assert Extra(name=name, text="1").part == part


def test_an_extra_can_be_about_another_part():
    """The number changes, the rest of the name and the text stay."""
    assert Extra(name="period#2/note#3/@x", text="1").of_number(7) == Extra(name="period#7/note#3/@x", text="1")
