"""Indicators: kind of measurement, direction, aggregation, texts, references and documents, there and back."""

from __future__ import annotations

import pytest

import resultsframework as rf

INDICATOR = "result/indicator"


@pytest.mark.parametrize(("code", "measure"), list(zip("12345", rf.Measure, strict=True)))
def test_the_five_kinds_of_measurement(bench, code, measure):
    """Each code is a kind of measurement, in the order unit, percentage, nominal, ordinal, qualitative."""
    framework = bench.stays(INDICATOR, bench.indicator_text(attributes=f'measure="{code}"'))
    assert framework.results[0].indicators[0].measure is measure


def test_a_kind_that_is_not_said_is_not_known(bench):
    """Without a measure none is assumed; the least demanding one is written, marked as not stated."""
    framework = bench.framework(bench.indicator_text(attributes=""))
    assert framework.results[0].indicators[0].measure is None
    assert bench.written(framework).find("iati-activity/result/indicator").get("measure") == "5"
    assert bench.own(framework) == [("indicator", "measure")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("text", ["", "text", "6", "Unit"])
def test_a_kind_that_the_standard_does_not_know_is_kept(bench, text):
    """A measure outside the list is no kind of measurement; its text is kept and written back as it stood."""
    framework = bench.stays(INDICATOR, bench.indicator_text(attributes=f'measure="{text}"'))
    indicator = framework.results[0].indicators[0]
    assert indicator.measure is None
    assert indicator.extras == (rf.Extra(name="@measure", text=text),)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("1", rf.Direction.INCREASE),
        ("true", rf.Direction.INCREASE),
        ("0", rf.Direction.DECREASE),
        ("false", rf.Direction.DECREASE),
        (" false ", rf.Direction.DECREASE),
    ],
)
def test_ascending_is_the_direction(bench, text, direction):
    """Ascending means that more is better, its contrary that less is."""
    framework = bench.framework(bench.indicator_text(attributes=f'measure="1" ascending="{text}"'))
    assert framework.results[0].indicators[0].direction is direction
    wanted = "1" if direction is rf.Direction.INCREASE else "0"
    assert bench.written(framework).find("iati-activity/result/indicator").get("ascending") == wanted
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_a_direction_that_is_not_said_is_not_known(bench):
    """Without the attribute no direction is assumed, and none is written."""
    framework = bench.stays(INDICATOR, bench.indicator_text())
    assert framework.results[0].indicators[0].direction is rf.Direction.UNKNOWN


def test_to_keep_a_level_is_no_direction_of_the_standard(bench, publishable):
    """An indicator that should stay where it is has no word in IATI; an extension states it."""
    framework = publishable(rf.Indicator(statement="Share", measure=rf.Measure.UNIT, direction=rf.Direction.MAINTAIN))
    assert bench.written(framework).find("iati-activity/result/indicator").get("ascending") is None
    assert bench.own(framework) == [("indicator", "direction")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("attribute", ["ascending", "aggregation-status"])
def test_a_word_that_is_neither_yes_nor_no_is_kept(bench, attribute):
    """A flag that is neither yes nor no answers nothing; it is kept and comes back."""
    framework = bench.framework(bench.indicator_text(attributes=f'measure="1" {attribute}="up"'))
    indicator = framework.results[0].indicators[0]
    assert (indicator.direction, indicator.aggregation_status) == (rf.Direction.UNKNOWN, None)
    assert indicator.extras == (rf.Extra(name=f"@{attribute}", text="up"),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize(("text", "known"), [("1", True), ("true", True), ("0", False), ("false", False)])
def test_whether_values_may_be_summed(bench, text, known):
    """The status of aggregation of an indicator is yes or no, and written as 1 or 0."""
    framework = bench.framework(bench.indicator_text(attributes=f'measure="1" aggregation-status="{text}"'))
    assert framework.results[0].indicators[0].aggregation_status is known
    assert bench.written(framework).find("iati-activity/result/indicator").get("aggregation-status") == str(int(known))
    assert bench.comes_back(framework)


def test_title_is_the_statement(bench):
    """The title of an indicator is the sentence that names what is measured; its description holds the rest."""
    inner = (
        "<description><narrative>Counted twice a year</narrative>"
        '<narrative xml:lang="es">Dos veces</narrative></description>'
    )
    framework = bench.stays(INDICATOR, bench.indicator_text(inner))
    indicator = framework.results[0].indicators[0]
    assert (indicator.statement, indicator.description) == ("A text", "Counted twice a year")
    assert indicator.in_language("es").description == "Dos veces"
    assert indicator.translations == (rf.Translation(field="description", language="es", text="Dos veces"),)


def test_a_translated_title_is_a_translated_statement(bench):
    """Further languages of the title belong to the statement."""
    title = '<title><narrative>Wells</narrative><narrative xml:lang="fr">Puits</narrative></title>'
    text = f'<result type="1">{title}<indicator measure="1">{title}</indicator></result>'
    framework = bench.stays(INDICATOR, text)
    assert framework.results[0].indicators[0].translations == (
        rf.Translation(field="statement", language="fr", text="Puits"),
    )


@pytest.mark.parametrize("title", ["", "<title/>", "<title><narrative/></title>"])
def test_an_indicator_may_lack_its_title(bench, title):
    """An indicator without words is read as one; the empty title that the schema demands has no meaning."""
    text = (
        f'<result type="1"><title><narrative>A</narrative></title><indicator measure="1">{title}</indicator></result>'
    )
    framework = bench.framework(text)
    assert framework.results[0].indicators[0].statement is None
    assert bench.found(framework, "iati-activity/result/indicator/title") == ["<title><narrative></narrative></title>"]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


# ---------------------------------------------------------------------------------------------- references


def test_an_own_reference_is_the_code(bench):
    """The code of an indicator in the publisher's own list is its code."""
    framework = bench.stays(INDICATOR, bench.indicator_text('<reference vocabulary="99" code="2.1.1A"/>'))
    indicator = framework.results[0].indicators[0]
    assert (indicator.code, indicator.references) == ("2.1.1A", ())


def test_a_reference_to_the_sdg_indicators_is_named(bench):
    """Vocabulary 9 is the list of the SDG indicators; it is named, not numbered."""
    framework = bench.stays(INDICATOR, bench.indicator_text('<reference vocabulary="9" code="5.c.1"/>'))
    assert framework.results[0].indicators[0].references == (rf.Reference(code="5.c.1", vocabulary="sdg_indicator"),)


@pytest.mark.parametrize("vocabulary", ["1", "2", "5", "8", "10", "77"])
def test_other_lists_keep_their_code(bench, vocabulary):
    """A list that the model has no name for is named by the code of the standard, or whatever stood there."""
    framework = bench.stays(INDICATOR, bench.indicator_text(f'<reference vocabulary="{vocabulary}" code="A1"/>'))
    assert framework.results[0].indicators[0].references == (rf.Reference(code="A1", vocabulary=vocabulary),)


def test_where_an_indicator_is_defined(bench):
    """The link to the definition of an indicator is kept with its reference."""
    reference = '<reference vocabulary="1" code="2910" indicator-uri="http://example.org/2910?a=1&amp;b=2"/>'
    framework = bench.stays(INDICATOR, bench.indicator_text(reference))
    assert framework.results[0].indicators[0].references[0].uri == "http://example.org/2910?a=1&b=2"


def test_a_link_that_is_none_comes_back(bench):
    """A text that is no link by the schema cannot be written as one; it is in an extension."""
    framework = bench.framework(bench.indicator_text('<reference vocabulary="1" code="A" indicator-uri="http://[x"/>'))
    assert framework.results[0].indicators[0].references[0].uri == "http://[x"
    assert bench.written(framework).find(".//reference").get("indicator-uri") is None
    assert bench.comes_back(framework)


def test_a_reference_without_a_list_is_known_to_us_alone(bench):
    """The standard demands that a reference names its list; one that does not is an extension."""
    framework = bench.framework(bench.indicator_text('<reference code="A"/>'))
    assert framework.results[0].indicators[0].references == (rf.Reference(code="A"),)
    assert bench.written(framework).find(".//reference") is None
    assert bench.own(framework) == [("indicator", "references")]
    assert bench.comes_back(framework)


def test_a_reference_without_a_code_says_none(bench):
    """A reference may lack its code, against the schema; then it is empty text, and nothing is made up."""
    framework = bench.framework(bench.indicator_text('<reference vocabulary="1"/>'))
    assert framework.results[0].indicators[0].references == (rf.Reference(code="", vocabulary="1"),)
    assert bench.comes_back(framework)


def test_what_else_a_reference_says_is_kept(bench):
    """Attributes and elements of others stay with their reference."""
    reference = '<reference vocabulary="1" code="A" x:a="1" xmlns:x="urn:x"><x:b>2</x:b></reference>'
    framework = bench.stays(INDICATOR, bench.indicator_text(reference))
    assert framework.results[0].indicators[0].references[0].extras == (
        rf.Extra(name="@{urn:x}a", text="1"),
        rf.Extra(name="{urn:x}b", text='<x:b xmlns:x="urn:x">2</x:b>'),
    )


def test_several_references_keep_their_order(bench):
    """An indicator may be in several lists; the first of its publisher is its code."""
    stated = (("9", "5.1.1"), ("99", "A"), ("1", "B"))
    references = "".join(f'<reference vocabulary="{one}" code="{code}"/>' for one, code in stated)
    framework = bench.framework(bench.indicator_text(references))
    indicator = framework.results[0].indicators[0]
    assert indicator.code == "A"
    assert [reference.code for reference in indicator.references] == ["5.1.1", "B"]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_references_stand_on_one_level_only(bench, publishable):
    """The standard wants codes at the indicators or at the result, not both; the result's become an extension."""
    for more in ({"code": "I"}, {"references": (rf.Reference(code="I", vocabulary="1"),)}):
        indicator = rf.Indicator(statement="A", measure=rf.Measure.UNIT, **more)
        result = rf.Output(title="A", code="R", indicators=(indicator,))
        framework = publishable(results=(result,))
        assert len(bench.found(framework, "iati-activity/result/reference")) == 0
        assert len(bench.found(framework, "iati-activity/result/indicator/reference")) == 1
        assert bench.own(framework) == [("result", "code")]
        assert bench.comes_back(framework)


def test_a_reference_that_a_result_states_stays_there(bench):
    """Where a publisher states whole references on both levels, both are written as they were read."""
    reference = '<reference vocabulary="99" code="R" vocabulary-uri="http://example.org/r"/>'
    inner = '<reference vocabulary="99" code="I"/>'
    text = bench.indicator_text(inner).replace("<indicator", f"{reference}<indicator", 1)
    framework = bench.stays("result", text)
    assert framework.results[0].code == "R"


# ----------------------------------------------------------------------------------- documents and our own fields


def test_documents_of_an_indicator(bench):
    """Documents of an indicator are between its description and its references."""
    document = (
        '<document-link url="http://example.org/m" format="text/html"><title><narrative>Method</narrative></title>'
        '<category code="A09"/></document-link>'
    )
    inner = f'<description><narrative>D</narrative></description>{document}<reference vocabulary="99" code="A"/>'
    framework = bench.stays(INDICATOR, bench.indicator_text(inner))
    assert framework.results[0].indicators[0].documents[0].title == "Method"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "person"),
        ("actuals_accumulation", rf.Accumulation.CUMULATIVE),
        ("targets_accumulation", rf.Accumulation.PERIODIC),
        ("scope", (rf.Scope.COUNTRY_OFFICE,)),
        ("notes", (rf.Note(text="From a desk review", kind=rf.NoteKind.DESK_REVIEW),)),
        ("sdgs", (rf.SdgReference(goal=5, target="5.1"),)),
        ("alignments", (rf.Alignment(kind=rf.AlignmentKind.COMMON, explanation="With others"),)),
        ("printed_result", "on track"),
    ],
)
def test_what_an_indicator_of_the_standard_cannot_say_is_an_extension(bench, publishable, field, value):
    """Each field of an indicator that IATI has no place for is in an element of its name, and comes back."""
    framework = publishable(rf.Indicator(statement="A", measure=rf.Measure.UNIT, **{field: value}))
    assert bench.own(framework) == [("indicator", field)]
    assert bench.comes_back(framework)


def test_what_is_usual_needs_no_extension(bench, publishable):
    """An indicator with code, description, direction and numbers is written in the words of the standard alone."""
    framework = publishable(
        rf.Indicator(
            code="A",
            statement="Number of <wells> & pumps",
            description="Counted",
            measure=rf.Measure.UNIT,
            direction=rf.Direction.INCREASE,
            aggregation_status=True,
            series=rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 5 actual 4.50 | 2021 target 10"),
        )
    )
    assert bench.own(framework) == []
    assert bench.comes_back(framework)
