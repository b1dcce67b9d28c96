"""Results of an activity: level, title, description, references and documents, there and back."""

from __future__ import annotations

import pytest

import resultsframework as rf

RESULT = "result"


@pytest.mark.parametrize(
    ("code", "noun"), [("1", rf.Output), ("2", rf.Outcome), ("3", rf.Impact), ("9", rf.OtherResult)]
)
def test_the_type_of_a_result_is_its_level(bench, code, noun):
    """Type 1 is an output, 2 an outcome, 3 an impact and 9 another result, and each is written as it was read."""
    framework = bench.stays(RESULT, bench.indicator_text(result=f'type="{code}"'))
    assert type(framework.results[0]) is noun


@pytest.mark.parametrize(("word", "noun"), [("Output", rf.Output), ("Outcome", rf.Outcome), ("Impact", rf.Impact)])
def test_the_name_of_a_level_says_the_same_as_its_code(bench, word, noun):
    """Files carried over from version 1 name the level in words; they are written with its code."""
    framework = bench.framework(bench.indicator_text(result=f'type="{word}"'))
    assert type(framework.results[0]) is noun
    assert framework.results[0].extras == ()
    assert bench.written(framework).find("iati-activity/result").get("type") in "123"
    assert bench.comes_back(framework)


def test_a_level_that_the_standard_does_not_know_is_kept(bench):
    """A result of an unknown type is another result, its type is kept, and is written as it stood."""
    framework = bench.framework(bench.indicator_text(result='type="7"'))
    assert type(framework.results[0]) is rf.OtherResult
    assert framework.results[0].extras == (rf.Extra(name="@type", text="7"),)
    assert bench.written(framework).find("iati-activity/result").get("type") == "7"
    assert bench.comes_back(framework)


def test_a_result_without_a_type_is_another_result(bench):
    """The type is demanded; where it is left out, the level is only known to be none of the three."""
    framework = bench.framework(bench.indicator_text(result=""))
    assert type(framework.results[0]) is rf.OtherResult
    assert framework.results[0].extras == ()
    assert bench.written(framework).find("iati-activity/result").get("type") == "9"
    assert bench.comes_back(framework)


def test_a_kept_type_does_not_stand_against_the_level(bench, publishable):
    """Where a result has a level of the standard, its level is written, whatever type was kept beside it."""
    for result in (rf.Output(title="A"), rf.OtherResult(title="A")):
        indicators = (rf.Indicator(statement="I", measure=rf.Measure.UNIT),)
        kept = (rf.Extra(name="@type", text="2"),)
        made = type(result)(title="A", indicators=indicators, extras=kept)
        framework = publishable(results=(made,))
        level = "1" if type(result) is rf.Output else "9"
        assert bench.written(framework).find("iati-activity/result").get("type") == level
        assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("text", "known"), [("1", True), ("true", True), ("0", False), ("false", False), (" 1 ", True)]
)
def test_the_status_of_aggregation_is_yes_or_no(bench, text, known):
    """The aggregation status is read in every form that the schema language has for yes and no."""
    framework = bench.framework(bench.indicator_text(result=f'type="1" aggregation-status="{text}"'))
    assert framework.results[0].aggregation_status is known
    assert bench.written(framework).find("iati-activity/result").get("aggregation-status") == str(int(known))
    assert bench.comes_back(framework)


def test_no_status_of_aggregation_is_not_the_same_as_no(bench):
    """Aggregation that is not stated is not known and not written."""
    framework = bench.stays(RESULT, bench.indicator_text())
    assert framework.results[0].aggregation_status is None


def test_a_status_that_is_neither_yes_nor_no_is_kept(bench):
    """A word that the schema does not allow is no answer; it is kept beside the result and comes back."""
    framework = bench.framework(bench.indicator_text(result='type="1" aggregation-status="maybe"'))
    assert framework.results[0].aggregation_status is None
    assert framework.results[0].extras == (rf.Extra(name="@aggregation-status", text="maybe"),)
    assert bench.written(framework).find("iati-activity/result").get("aggregation-status") is None
    assert bench.own(framework) == [("result", "extras")]
    assert bench.comes_back(framework)


def test_title_and_description_are_read_and_written(bench):
    """The texts of a result are its title and description, both with their other languages."""
    texts = (
        '<title><narrative>Wells</narrative><narrative xml:lang="fr">Puits</narrative></title>'
        '<description><narrative>Dug by hand</narrative><narrative xml:lang="fr">Creusés à la main</narrative>'
        "</description>"
    )
    indicator = bench.indicator_text().partition("</title>")[2]
    framework = bench.stays(RESULT, f'<result type="1">{texts}{indicator}')
    result = framework.results[0]
    assert (result.title, result.description) == ("Wells", "Dug by hand")
    assert result.in_language("fr").description == "Creusés à la main"


@pytest.mark.parametrize(
    "title", ["", "<title/>", "<title><narrative/></title>", "<title><narrative> </narrative></title>"]
)
def test_a_result_may_lack_its_title(bench, title):
    """A title that is left out, empty or blank is none; where the schema demands one, an empty one is written."""
    indicator = bench.indicator_text().partition("</title>")[2]
    framework = bench.framework(f'<result type="1">{title}{indicator}')
    assert framework.results[0].title is None
    assert bench.found(framework, "iati-activity/result/title") == ["<title><narrative></narrative></title>"]
    assert bench.comes_back(framework)


def test_a_second_title_is_kept(bench):
    """A title is there once; a second one is kept beside the result, and comes back with the framework."""
    second = "<title><narrative>Again</narrative></title>"
    result = bench.result(second)
    assert result.title == "A text"
    assert result.extras == (rf.Extra(name="title", text=second),)
    assert bench.comes_back(rf.ResultsFramework(results=(result,)))


def test_an_own_reference_of_a_result_is_its_code(bench):
    """A reference to the publisher's own list is the code of the result."""
    framework = bench.framework(
        '<result type="2"><title><narrative>A</narrative></title><reference vocabulary="99" code="2.1"/>'
        '<indicator measure="1"><title><narrative>B</narrative></title></indicator></result>'
    )
    assert framework.results[0].code == "2.1"
    assert framework.results[0].references == ()
    assert framework.at("2.1") is framework.results[0]
    assert bench.found(framework, "iati-activity/result/reference") == [
        '<reference code="2.1" vocabulary="99"></reference>'
    ]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_an_own_reference_that_says_more_stays_a_reference_too(bench):
    """Where the publisher links to its list, the code is known and the reference is kept whole."""
    result = bench.result('<reference vocabulary="99" code="2.1" vocabulary-uri="http://example.org/list"/>')
    assert result.code == "2.1"
    assert result.references == (
        rf.Reference(code="2.1", vocabulary="reporting_organisation", uri="http://example.org/list"),
    )
    framework = rf.ResultsFramework(results=(result,))
    assert len(bench.found(framework, "iati-activity/result/reference")) == 1
    assert bench.comes_back(framework)


def test_only_the_first_own_reference_is_the_code(bench):
    """A second reference to the own list is a reference, and both come back in their order."""
    result = bench.result('<reference vocabulary="99" code="A"/><reference vocabulary="99" code="B"/>')
    assert result.code == "A"
    assert result.references == (rf.Reference(code="B", vocabulary="reporting_organisation"),)
    assert bench.comes_back(rf.ResultsFramework(results=(result,)))


def test_a_reference_to_another_list_keeps_the_code_of_the_list(bench):
    """A vocabulary that the standard does not list for results is kept as its code."""
    result = bench.result('<reference vocabulary="7" code="X"/>')
    assert result.code is None
    assert result.references == (rf.Reference(code="X", vocabulary="7"),)
    assert bench.comes_back(rf.ResultsFramework(results=(result,)))


def test_vocabulary_9_means_nothing_special_at_a_result(bench):
    """Only where an indicator refers to it is vocabulary 9 the list of the SDG indicators."""
    assert bench.result('<reference vocabulary="9" code="5.1.1"/>').references[0].vocabulary == "9"


def test_a_result_may_have_several_documents(bench):
    """Documents of a result are read in their order, and written between its description and its references."""
    documents = "".join(
        f'<document-link url="http://example.org/{number}" format="text/html">'
        f"<title><narrative>Report {number}</narrative></title>"
        '<category code="A08"/></document-link>'
        for number in (1, 2)
    )
    inner = f'<title><narrative>A</narrative></title>{documents}<reference vocabulary="99" code="2.1"/>'
    indicator = '<indicator measure="1"><title><narrative>B</narrative></title></indicator>'
    framework = bench.framework(f'<result type="1">{inner}{indicator}</result>')
    assert [document.title for document in framework.results[0].documents] == ["Report 1", "Report 2"]
    tags = [child.tag for child in bench.written(framework).find("iati-activity/result")]
    assert tags == ["title", "document-link", "document-link", "reference", "indicator"]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_indicators_come_back_in_their_order(bench):
    """A result has its indicators in the order of the file."""
    indicators = "".join(
        f'<indicator measure="1"><title><narrative>{name}</narrative></title></indicator>' for name in "CAB"
    )
    framework = bench.stays(RESULT, f'<result type="1"><title><narrative>A</narrative></title>{indicators}</result>')
    assert [indicator.statement for indicator in framework.results[0].indicators] == ["C", "A", "B"]


def test_results_come_back_in_their_order(bench):
    """Results of all levels are side by side, as the file has them."""
    inner = "".join(bench.indicator_text(result=f'type="{code}"') for code in "1392")
    framework = bench.stays(RESULT, inner)
    assert [type(result) for result in framework.results] == [rf.Output, rf.Impact, rf.OtherResult, rf.Outcome]


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_result_without_an_indicator_has_a_place_of_our_own(bench, publishable, index):
    """The standard holds no result without an indicator; it is an element of ours and comes back in its place."""
    others = [
        rf.Output(title=name, indicators=(rf.Indicator(statement="I", measure=rf.Measure.UNIT),)) for name in "AB"
    ]
    others.insert(index, rf.Outcome(title="Bare", code="X"))
    framework = publishable(results=tuple(others))
    assert len(bench.written(framework).findall("iati-activity/result")) == 2
    assert bench.own(framework).count(("iati-activity", "result")) == 1
    assert bench.comes_back(framework)


def test_a_result_read_without_an_indicator_comes_back(bench):
    """An activity may hold results without indicators, against the standard: they are read, and written as ours."""
    framework = bench.framework('<result type="2"><title><narrative>Bare</narrative></title></result>')
    assert framework.results == (rf.Outcome(title="Bare"),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("identifier", "XX-1-R"),
        ("budgets", (rf.Budget(period=rf.Period(year=2020)),)),
        ("sdgs", (rf.SdgReference(goal=5),)),
        ("policy_markers", (rf.PolicyMarker(code="1", significance=2),)),
        ("humanitarian", True),
        ("humanitarian", False),
        ("progress_notes", (rf.ProgressNote(text="Well under way", year=2021),)),
    ],
)
def test_what_a_result_of_the_standard_cannot_say_is_an_extension(bench, publishable, field, value):
    """Each field of a result that IATI has no place for is in an element of its name, and comes back."""
    indicators = (rf.Indicator(statement="I", measure=rf.Measure.UNIT),)
    framework = publishable(results=(rf.Outcome(title="A", indicators=indicators, **{field: value}),))
    assert ("result", field) in bench.own(framework)
    assert bench.comes_back(framework)


@pytest.mark.parametrize("field", ["impact_areas", "organisational_outputs", "un_system_functions"])
def test_what_only_an_outcome_says_is_an_extension(bench, publishable, field):
    """The names by which an outcome serves wider plans have no place in IATI, and come back."""
    outcome = rf.Outcome(
        title="A",
        indicators=(rf.Indicator(statement="I", measure=rf.Measure.UNIT),),
        **{field: ("X",)},
    )
    framework = publishable(results=(outcome,))
    assert bench.own(framework) == [("result", field)]
    assert bench.comes_back(framework)


def test_a_result_has_its_line(bench):
    """Results and indicators carry the line of their element, for whoever has to mend the file."""
    inner = (
        bench.indicator_text()
        .replace("<indicator", "\n\n<indicator")
        .replace("</title></indicator", "</title>\n</indicator")
    )
    framework = bench.framework(f"\n{inner}")
    result = framework.results[0]
    assert (framework.line, result.line, result.indicators[0].line) == (1, 2, 4)
