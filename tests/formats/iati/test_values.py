"""Values of baselines, targets and actuals as publishers write them, in the attribute and in the comment."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import quoteattr

import pytest

import resultsframework as rf

TAGS = ("baseline", "target", "actual")
PATHS = {"baseline": "baseline", "target": "period/target", "actual": "period/actual"}
BASELINE, MILESTONE, TARGET, ACTUAL = rf.ObservationKind
PERIOD = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
KINDS = {"baseline": BASELINE, "target": TARGET, "actual": ACTUAL}

TBD, NOT_AVAILABLE, NOT_APPLICABLE, EMPTY, ABSENT = rf.Missing


def number(text):
    return Decimal(text)


# The attribute, its value, and the unit within it.
CELLS = [
    ("2", number("2"), None),
    ("0", number("0"), None),
    ("-3", number("-3"), None),
    ("+3", number("3"), None),
    ("4503.00", number("4503.00"), None),
    ("17.29", number("17.29"), None),
    (".5", number("0.5"), None),
    ("007", "007", None),
    (" 42 ", number("42"), None),
    ("1e3", number("1000"), None),
    ("91,159", number("91159"), None),
    ("1,492,979", number("1492979"), None),
    ("1,492,979.25", number("1492979.25"), None),
    ("14,5", number("14.5"), None),
    ("0,512", number("0.512"), None),
    ("237388,86000000002", number("237388.86000000002"), None),
    ("1.492.979,5", number("1492979.5"), None),
    ("1\u00a0234", number("1234"), None),
    ("\u22125", number("-5"), None),
    ("95%", number("95"), "percent"),
    ("13 %", number("13"), "percent"),
    ("12 per cent", number("12"), "percent"),
    ("3‰", number("3"), "per_mille"),
    ("$102", number("102"), "USD"),
    ("€ 1,5", number("1.5"), "EUR"),
    ("= 5", number("5"), None),
    (">80%", rf.Range(low=number("80"), low_included=False), "percent"),
    ("<545", rf.Range(high=number("545"), high_included=False), None),
    (">= 3", rf.Range(low=number("3")), None),
    ("≤ 3", rf.Range(high=number("3")), None),
    ("&gt;1", rf.Range(low=number("1"), low_included=False), None),
    ("10-20", rf.Range(low=number("10"), high=number("20")), None),
    ("3/5", rf.Ratio(number("3"), number("5")), None),
    ("1:20", rf.Ratio(number("1"), number("20")), None),
    ("122  out of 515,3", rf.Ratio(number("122"), number("515.3")), None),
    ("Yes", True, None),
    ("YES", True, None),
    ("yes", True, None),
    ("true", True, None),
    ("No", False, None),
    ("no", False, None),
    ("False", False, None),
    ("TBD", TBD, None),
    ("tbd pending project effectiveness", TBD, None),
    ("TBC", TBD, None),
    ("N/A", NOT_AVAILABLE, None),
    ("n/a", NOT_AVAILABLE, None),
    ("NA", NOT_AVAILABLE, None),
    ("Not available", NOT_AVAILABLE, None),
    ("not applicable", NOT_APPLICABLE, None),
    ("-", EMPTY, None),
    ("--", EMPTY, None),
    ("null", EMPTY, None),
    ("None", number("0"), None),
    ("", EMPTY, None),
    ("  ", EMPTY, None),
    ("2020:76000", number("76000"), None),
    ("2020:6,218,104", number("6218104"), None),
    ("2020:0", number("0"), None),
    ("2020:80 %", number("80"), "percent"),
    ("2020:Yes", True, None),
    ("1,23,456", number("123456"), None),
    ("12 345", number("12345"), None),
    ("١٢", number("12"), None),
    # Of all these no number is certain.
    ("2019:76000", number("76000"), None),
    ("2020:3 guides", "2020:3 guides", None),
    ("2020:En proceso", "2020:En proceso", None),
    ("Increase", "Increase", None),
    ("No HR system", "No HR system", None),
    ("1 per month", "1 per month", None),
    ("5 people", "5 people", None),
    ("January 19, 2017", "January 19, 2017", None),
    ("2019-2020", "2019-2020", None),
    ("12/2020", "12/2020", None),
    ("a)69.0% b)51.8%", "a)69.0% b)51.8%", None),
    ("Male: 46Female: 32", "Male: 46Female: 32", None),
    ("NaN", "NaN", None),
    ("Infinity", "Infinity", None),
    ("20.000", "20.000", None),
]


@pytest.mark.no_cover
@pytest.mark.each("tag", TAGS)
@pytest.mark.each(("cell", "value", "unit"), CELLS)
def test_a_cell_is_a_number_only_where_it_certainly_is_one(bench, tag, cell, value, unit):
    """The attribute is read as the value that it certainly states, its text is kept, and it comes back."""
    o = bench.value(tag, attributes=f"value={quoteattr(cell)}")
    assert (type(o.value), o.value, o.unit) == (type(value), value, unit)
    assert o.raw == cell
    assert o.kind is KINDS[tag]
    assert o.comment is None
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(series=rf.ObservationSeries((o,))),)),))
    assert bench.comes_back(framework, ("flat",))


@pytest.mark.each("tag", TAGS)
@pytest.mark.each(
    "cell", ["2", "4503.00", "-0.5", "100000000000000000000000000000.000000000000000000000000000001", "Increase", ""]
)
def test_a_plain_cell_is_written_as_it_was(bench, tag, cell):
    """Numbers keep every digit, texts every letter: the element is written as it was read."""
    text = f'value="{cell}"'
    inner = f'<baseline year="2020" {text}/>' if tag == "baseline" else None
    whole = bench.indicator_text(inner) if inner else bench.period_text(f"<{tag} {text}/>")
    bench.stays(f"result/indicator/{PATHS[tag]}", whole)


@pytest.mark.parametrize("tag", TAGS)
def test_no_cell_is_no_value(bench, tag):
    """Where the attribute is left out and nobody comments, nothing is known, and nothing is written."""
    o = bench.value(tag)
    assert (o.value, o.raw, o.comment) == (ABSENT, "", None)
    whole = bench.indicator_text('<baseline year="2020"/>') if tag == "baseline" else bench.period_text(f"<{tag}/>")
    bench.stays(f"result/indicator/{PATHS[tag]}", whole)


def test_nothing_said_is_not_an_empty_cell(bench):
    """An empty attribute and no attribute are two different things, and both come back."""
    assert bench.value("actual", attributes='value=""').value is EMPTY
    assert bench.value("actual").value is ABSENT


def test_missing_is_never_zero(bench):
    """No way of saying that there is no value is read as a number."""
    for text in ("", "-", "TBD", "N/A", "null", "Not available", "n.a."):
        assert isinstance(bench.value("actual", attributes=f'value="{text}"').value, rf.Missing)
    assert bench.value("actual", attributes='value="0"').value == 0


# ------------------------------------------------------------------------------------------------ comments

REASONS = [
    ("TBD", TBD),
    ("-", EMPTY),
    ("N/A", NOT_AVAILABLE),
    ("n/a", NOT_AVAILABLE),
    ("not applicable", NOT_APPLICABLE),
]


@pytest.mark.each("tag", TAGS)
@pytest.mark.each(("comment", "value"), REASONS)
def test_a_comment_may_be_the_reason_why_there_is_no_value(bench, tag, comment, value):
    """A reason such as TBD in the comment is the reason why there is no value, and the comment as well."""
    o = bench.value(tag, f"<comment><narrative>{comment}</narrative></comment>")
    assert (o.value, o.unit, o.comment, o.raw) == (value, None, comment, comment)
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(series=rf.ObservationSeries((o,))),)),))
    assert bench.comes_back(framework, ("flat",))


@pytest.mark.each("tag", TAGS)
@pytest.mark.each(
    "comment", ["High", "5 of the schools", "Yes", "no", "2020:Yes", "12", "91,159", "45%", "3/5", "2019:4"]
)
def test_a_comment_is_no_value_of_a_count(bench, tag, comment):
    """A comment is not taken for the value of a count, though it may look like one; there is none."""
    o = bench.value(tag, f"<comment><narrative>{comment}</narrative></comment>")
    assert (o.value, o.comment, o.raw) == (ABSENT, comment, "")


@pytest.mark.each("tag", TAGS)
@pytest.mark.each("cell", ["5", "", "N/A", "Increase"])
def test_a_cell_is_not_overruled_by_a_comment(bench, tag, cell):
    """Where the attribute is there, be it empty, the comment is only a comment."""
    o = bench.value(tag, "<comment><narrative>Yes</narrative></comment>", f'value="{cell}"')
    assert o.raw == cell
    assert o.value is not True
    assert o.comment == "Yes"


@pytest.mark.parametrize("tag", TAGS)
def test_a_comment_alone_is_written_alone(bench, tag):
    """Yes in a comment stays in the comment, and no attribute is made of it."""
    inner = "<comment><narrative>Yes</narrative></comment>"
    whole = (
        bench.indicator_text(f'<baseline year="2020">{inner}</baseline>')
        if tag == "baseline"
        else bench.period_text(f"<{tag}>{inner}</{tag}>")
    )
    bench.stays(f"result/indicator/{PATHS[tag]}", whole)


def qualitative(bench, inner):
    return bench.indicator_text(f"<period>{PERIOD}<actual {inner}</actual></period>", 'measure="5"')


@pytest.mark.each("text", ["Draft submitted", "Yes", "12", "Not available", "TBD", "none", "3/5", "<b/>"])
def test_the_comment_of_a_qualitative_indicator_is_its_value(bench, text):
    """The whole text of the comment is the value where the measure is qualitative, whatever it looks like."""
    text = text.replace("<", "&lt;")
    whole = qualitative(bench, f"><comment><narrative>{text}</narrative></comment>")
    o = bench.stays("result/indicator", whole).indicators[0].series[0]
    assert o.value == o.comment == o.raw == text.replace("&lt;", "<")
    assert o.unit is None


def test_a_cell_of_a_qualitative_indicator_is_its_value(bench):
    """Where a qualitative indicator has a cell too, the cell is the value, and the comment a comment."""
    whole = qualitative(bench, 'value="High"><comment><narrative>As agreed</narrative></comment>')
    o = bench.stays("result/indicator", whole).indicators[0].series[0]
    assert (o.value, o.comment) == ("High", "As agreed")


@pytest.mark.parametrize("comment", ["", "<narrative/>", "<narrative>-</narrative>"])
def test_an_empty_comment_of_a_qualitative_indicator_is_no_value(bench, comment):
    """A dash is an empty cell, and a comment without text is none, for a qualitative indicator too."""
    o = bench.framework(qualitative(bench, f"><comment>{comment}</comment>")).indicators[0].series[0]
    assert o.value in (EMPTY, ABSENT)


def test_a_qualitative_value_is_written_where_it_was_read(bench, publishable):
    """A qualitative value that is the whole comment is written as the comment alone, any other as a value."""
    for more, cell, comment in (
        ({}, "Adopted", None),
        ({"comment": "Adopted"}, None, "Adopted"),
        ({"comment": "In May"}, "Adopted", "In May"),
    ):
        series = rf.ObservationSeries((actual("Adopted", **more),))
        framework = publishable(rf.Indicator(statement="Law", measure=rf.Measure.QUALITATIVE, series=series))
        element = bench.written(framework).find(".//actual")
        assert (element.get("value"), element.findtext("comment/narrative")) == (cell, comment)
        assert bench.comes_back(framework)


@pytest.mark.parametrize("comment", ["", "<narrative/>", "<narrative> </narrative>", "<narrative>\n</narrative>"])
def test_a_blank_comment_is_none(bench, comment):
    """A blank comment is no comment."""
    assert bench.value("actual", f"<comment>{comment}</comment>", 'value="5"').comment is None


def test_a_comment_without_a_narrative_is_read(bench):
    """Files carried over from version 1 have their texts without narratives."""
    assert bench.value("actual", "<comment>Well done</comment>", 'value="5"').comment == "Well done"


def test_a_second_comment_is_kept(bench):
    """A value has one comment; a second one is kept beside it and comes back."""
    comment = "<comment><narrative>{}</narrative></comment>"
    framework = bench.framework(bench.period_text(f"<actual>{comment.format('One')}{comment.format('Two')}</actual>"))
    o = framework.results[0].indicators[0].series[0]
    assert o.comment == "One"
    assert o.extras == (rf.Extra(name="comment", text=comment.format("Two")),)
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------------------------ writing


def series_of(*observations, periods=None):
    return rf.Indicator(
        statement="I", measure=rf.Measure.UNIT, series=rf.ObservationSeries(tuple(observations), periods)
    )


def actual(value, **more):
    return rf.Observation(kind=ACTUAL, period=rf.Period(year=2020), value=value, **more)


@pytest.mark.no_cover
@pytest.mark.each(
    ("value", "more", "attribute", "comment"),
    [
        (number("5"), {}, "5", None),
        (number("1E+3"), {}, "1000", None),
        (number("5.50"), {}, "5.50", None),
        (number("5"), {"comment": "Well"}, "5", "Well"),
        (True, {}, None, "Yes"),
        (False, {}, None, "No"),
        (True, {"raw": "true"}, None, "true"),
        (True, {"comment": "Well"}, "Yes", "Well"),
        (True, {"comment": "yes"}, None, "yes"),
        (False, {"comment": "yes"}, "No", "yes"),
        (TBD, {}, None, "TBD"),
        (NOT_AVAILABLE, {"raw": "n/a"}, None, "n/a"),
        (NOT_APPLICABLE, {}, None, "not applicable"),
        (EMPTY, {"raw": ""}, "", None),
        (EMPTY, {"comment": "-"}, None, "-"),
        (EMPTY, {"places": (rf.Place(code="A"),)}, None, "-"),
        (TBD, {"comment": "In May"}, None, "In May"),
        (ABSENT, {}, None, None),
        (ABSENT, {"comment": "In May"}, None, "In May"),
        (ABSENT, {"comment": "Yes"}, None, "Yes"),
        (rf.Ratio(number("3"), number("5")), {}, "3/5", None),
        (rf.Range(low=number("80")), {}, "≥80", None),
        (rf.Range(low=number("80")), {"raw": "≥ 80"}, "≥ 80", None),
        (rf.Level(name="High", rank=3), {}, "High", None),
        ("in progress", {}, "in progress", None),
        (number("5"), {"raw": "five"}, "5", None),
        (number("5"), {"unit": "percent"}, "5", None),
    ],
)
def test_where_a_value_is_written(bench, publishable, value, more, attribute, comment):
    """
    Numbers, and what looks like them, are in the attribute; yes, no and the reasons for missing values in the
    comment, where it is free, since the standard asks for numbers in the first. All come back.
    """
    framework = publishable(series_of(actual(value, **more)))
    element = bench.written(framework).find(".//actual")
    assert element.get("value") == attribute
    assert element.findtext("comment/narrative") == comment
    assert bench.comes_back(framework)


@pytest.mark.parametrize("raw", [None, "-", "--", "null", "None", "  "])
def test_a_cell_that_was_left_empty_is_no_element(bench, publishable, raw):
    """
    The standard has no sign for a cell in which nothing was entered, and an element without a value breaks its rules;
    so it is known to an extension alone, and its period is not stated, where nothing else is.
    """
    empty = actual(EMPTY, raw=raw)
    assert bench.found(publishable(series_of(empty)), ".//period") == []
    framework = publishable(series_of(empty, actual(number("1"))))
    assert len(bench.written(framework).findall(".//actual")) == 1
    assert ("indicator", "observation") in bench.own(framework)
    assert bench.comes_back(framework)
    assert bench.comes_back(publishable(series_of(empty)))


@pytest.mark.parametrize(
    ("value", "more", "field"),
    [
        (number("5"), {"raw": "five"}, "raw"),
        (number("0"), {"raw": ""}, "raw"),
        (ABSENT, {"raw": ""}, "raw"),
        (number("5"), {"unit": "person"}, "unit"),
        (rf.Level(name="High", rank=3), {}, "value"),
        (True, {}, "comment"),
        (EMPTY, {"comment": "In May"}, "value"),
        (ABSENT, {"comment": "n/a"}, "value"),
    ],
)
def test_what_a_value_of_the_standard_cannot_say_is_an_extension(bench, publishable, value, more, field):
    """Where the attribute and the comment are read otherwise than the value is, an extension states it."""
    framework = publishable(series_of(actual(value, **more)))
    assert ("actual", field) in bench.own(framework)
    assert bench.comes_back(framework)


def test_true_is_not_one(bench, publishable):
    """Yes and the number 1 are two different values, and stay so."""
    framework = publishable(series_of(actual(True), actual(number("1"))))
    again = bench.iati.loads(bench.iati.dumps(framework, lossless=True)).results[0].indicators[0].series
    assert [type(o.value) for o in again] == [bool, Decimal]


# ------------------------------------------------------------------------------- places, groups and documents


@pytest.mark.parametrize("tag", TAGS)
def test_a_value_may_be_about_places_and_groups(bench, tag):
    """Locations and dimensions are the subject of a value; each comes back in its order."""
    inner = (
        '<location ref="AF-KAN"/><location ref="KH-PNH"/>'
        '<dimension name="sex" value="female"/><dimension name="age" value="adult"/>'
    )
    whole = (
        bench.indicator_text(f'<baseline year="2020" value="5">{inner}</baseline>')
        if tag == "baseline"
        else bench.period_text(f'<{tag} value="5">{inner}</{tag}>')
    )
    framework = bench.stays(f"result/indicator/{PATHS[tag]}", whole)
    o = framework.results[0].indicators[0].series[0]
    assert o.places == (rf.Place(code="AF-KAN"), rf.Place(code="KH-PNH"))
    assert o.disaggregation == (
        rf.Disaggregation(dimension="sex", category="female"),
        rf.Disaggregation(dimension="age", category="adult"),
    )
    assert not o.is_total


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("<dimension/>", rf.Disaggregation()),
        ('<dimension name="" value=""/>', rf.Disaggregation()),
        ('<dimension name="sex"/>', rf.Disaggregation(dimension="sex")),
        ('<dimension value="women"/>', rf.Disaggregation(category="women")),
        ('<dimension name=" " value="women"/>', rf.Disaggregation(category="women")),
    ],
)
def test_a_group_may_lack_its_name(bench, text, group):
    """Some publishers leave the name, the value or both out of a dimension; it is a group all the same."""
    framework = bench.framework(bench.period_text(f'<actual value="5">{text}</actual>'))
    assert framework.results[0].indicators[0].series[0].disaggregation == (group,)
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize("text", ["<location/>", '<location ref=""/>'])
def test_a_place_may_lack_its_reference(bench, text):
    """A location that refers to nothing is a place without a code."""
    framework = bench.framework(bench.period_text(f'<actual value="5">{text}</actual>'))
    assert framework.results[0].indicators[0].series[0].places == (rf.Place(),)
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ('<location ref="A" level="2"/>', "location#1/@level", "2"),
        ('<location ref="A"/><location ref="B" x="1"/>', "location#2/@x", "1"),
        ('<location ref="A"><note/></location>', "location#1/note", "<note></note>"),
        ('<dimension name="a" value="b" order="1"/>', "dimension#1/@order", "1"),
        ("<dimension/><dimension><note>n</note></dimension>", "dimension#2/note", "<note>n</note>"),
    ],
)
def test_what_else_a_place_or_a_group_says_is_kept(bench, text, name, kept):
    """Attributes and elements that the standard does not know are kept with the value, and come back."""
    framework = bench.framework(bench.period_text(f'<actual value="5">{text}</actual>'))
    assert framework.results[0].indicators[0].series[0].extras == (rf.Extra(name=name, text=kept),)
    assert bench.comes_back(framework)


@pytest.mark.each(
    "place",
    [
        rf.Place(name="Puebla"),
        rf.Place(code="A", name="Puebla"),
        rf.Place(code="A", vocabulary="G1"),
        rf.Place(code="A", level=rf.PlaceLevel.STATE),
        rf.Place(code="A", within=rf.Place(name="Mexico")),
        rf.Place(code="A", percentage=number("40")),
        rf.Place(code="A", extras=(rf.Extra(name="@x", text="1"),)),
        rf.Place(code="A", translations=(rf.Translation(field="name", language="es", text="P"),)),
        rf.Place(code="A\x00"),
        rf.Place(code=" "),
    ],
)
def test_more_about_a_place_is_an_extension(bench, publishable, place):
    """In a value the standard only refers to a place; what else is known of it is an extension."""
    framework = publishable(series_of(actual(number("5"), places=(place,))))
    assert bench.own(framework) == [("actual", "places")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("group", [{"dimension": "\x01"}, {"category": ""}, {"dimension": "a", "category": "\t"}])
def test_a_group_that_xml_cannot_hold_is_an_extension(bench, publishable, group):
    """Control characters and blank names of groups do not survive in attributes; they do in an extension."""
    framework = publishable(series_of(actual(number("5"), disaggregation=(rf.Disaggregation(**group),))))
    assert bench.own(framework) == [("actual", "disaggregation")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("tag", TAGS)
def test_the_evidence_is_where_the_standard_demands_it(bench, tag):
    """Documents precede the comment of a baseline and follow that of a target or an actual."""
    document = (
        '<document-link url="http://example.org/" format="text/html"><title><narrative>D</narrative></title>'
        '<category code="A08"/></document-link>'
    )
    comment = "<comment><narrative>C</narrative></comment>"
    dimension = '<dimension name="a" value="b"/>'
    inner = dimension + (document + comment if tag == "baseline" else comment + document)
    whole = (
        bench.indicator_text(f'<baseline year="2020">{inner}</baseline>')
        if tag == "baseline"
        else bench.period_text(f"<{tag}>{inner}</{tag}>")
    )
    framework = bench.stays(f"result/indicator/{PATHS[tag]}", whole)
    o = framework.results[0].indicators[0].series[0]
    assert (o.comment, o.documents[0].title) == ("C", "D")


@pytest.mark.parametrize("tag", TAGS)
def test_a_comment_in_several_languages(bench, tag):
    """Further narratives of a comment are its translations."""
    inner = '<comment><narrative>Well</narrative><narrative xml:lang="fr">Bien</narrative></comment>'
    whole = (
        bench.indicator_text(f'<baseline year="2020" value="1">{inner}</baseline>')
        if tag == "baseline"
        else bench.period_text(f'<{tag} value="1">{inner}</{tag}>')
    )
    framework = bench.stays(f"result/indicator/{PATHS[tag]}", whole)
    o = framework.results[0].indicators[0].series[0]
    assert o.in_language("fr").comment == "Bien"


def test_attributes_of_others_fit_a_baseline_only(bench):
    """A baseline takes attributes of other namespaces, a target does not: there they are an extension."""
    odd = 'value="1" x:a="2" xmlns:x="urn:x"'
    bench.stays("result/indicator/baseline", bench.indicator_text(f'<baseline year="2020" {odd}/>'))
    for tag in ("target", "actual"):
        framework = bench.framework(bench.period_text(f"<{tag} {odd}/>"))
        assert framework.results[0].indicators[0].series[0].extras == (rf.Extra(name="@{urn:x}a", text="2"),)
        assert bench.own(framework) == [(tag, "extras")]
        assert bench.comes_back(framework)


@pytest.mark.parametrize("tag", TAGS)
def test_elements_of_others_stay_with_their_value(bench, tag):
    """Elements of other namespaces within a value are kept and written behind what the standard knows."""
    inner = '<comment><narrative>C</narrative></comment><x:a xmlns:x="urn:x" b="1">t<x:c/></x:a>'
    whole = (
        bench.indicator_text(f'<baseline year="2020">{inner}</baseline>')
        if tag == "baseline"
        else bench.period_text(f"<{tag}>{inner}</{tag}>")
    )
    framework = bench.stays(f"result/indicator/{PATHS[tag]}", whole)
    assert framework.results[0].indicators[0].series[0].extras[0].name == "{urn:x}a"


def test_a_value_has_its_line(bench):
    """Each value carries the line of its element."""
    framework = bench.framework(bench.period_text("\n\n<target/>\n<actual/>"))
    assert [o.line for o in framework.results[0].indicators[0].series] == [3, 4]


def test_a_year_at_a_target_is_kept(bench):
    """Only baselines have a year of their own; at a target it is an attribute that the standard does not know."""
    framework = bench.framework(bench.period_text('<target value="1" year="2020" iso-date="2020-01-01"/>'))
    o = framework.results[0].indicators[0].series[0]
    assert o.period == rf.Period(year=2020)
    assert {extra.name for extra in o.extras} == {"@year", "@iso-date"}
    assert bench.comes_back(framework)


@pytest.mark.parametrize("tag", TAGS)
def test_a_value_of_thousands_of_digits_is_text(bench, tag):
    """The limit on digits is that of all formats: a value beyond it is kept as text, and written again as it was."""
    digits = "7" * 1_001
    inner = f'<baseline year="2020" value="{digits}"/>' if tag == "baseline" else f'<{tag} value="{digits}"/>'
    framework = bench.framework(bench.indicator_text(inner) if tag == "baseline" else bench.period_text(inner))
    assert framework.results[0].indicators[0].series[0].value == digits
    assert bench.comes_back(framework)


def test_a_year_of_thousands_of_digits_is_kept_as_text(bench):
    """The year of a baseline that is none is kept as its source has it."""
    framework = bench.framework(bench.indicator_text(f'<baseline year="{"9" * 5_000}" value="1"/>'))
    assert framework.results[0].indicators[0].series[0].period.raw == "9" * 5_000


def test_a_budget_of_thousands_of_digits_states_no_amount(bench):
    """An amount beyond the limit on digits is none, in plain notation or with an exponent."""
    for text in ("7" * 1_001, "7" * 999 + "e9"):
        inner = f'<budget>{PERIOD}<value currency="USD" value-date="2020-01-01">{text}</value></budget>'
        framework = bench.framework(inner)
        assert not any(isinstance(line.amount, rf.Money) for b in framework.budgets for line in b.funding)
