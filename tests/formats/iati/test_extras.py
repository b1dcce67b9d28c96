"""Content without a field in the model: kept on the nearest node, and written back in its place."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import Limits

X = 'xmlns:x="urn:x"'
TITLE = "<title><narrative>A</narrative></title>"
OPENING = '<x:a xmlns:x="urn:x" b="1">text<x:c/></x:a>'
FIRST_DAY = '<period-start iso-date="2020-01-01"/>'
AMOUNT = '<value value-date="2020-01-01">1</value>'
# Elements of an activity that have no field, in the order of the standard.
WHOLE = (
    '<other-identifier ref="A" type="A1"><owner-org ref="B"><narrative>O</narrative></owner-org></other-identifier>',
    '<contact-info type="1"><organisation><narrative>C</narrative></organisation></contact-info>',
    '<activity-scope code="3"/>',
    '<country-budget-items vocabulary="4"><budget-item code="1.1.1"/></country-budget-items>',
    '<humanitarian-scope type="1" vocabulary="1-2" code="E"/>',
    '<collaboration-type code="1"/>',
    '<default-flow-type code="10"/>',
    '<default-finance-type code="110"/>',
    '<default-aid-type code="A01"/>',
    '<default-tied-status code="3"/>',
    f"<planned-disbursement>{FIRST_DAY}{AMOUNT}</planned-disbursement>",
    '<capital-spend percentage="8.8"/>',
    '<related-activity ref="B-2" type="3"/>',
    '<legacy-data name="Project Status" value="7"/>',
    '<conditions attached="1"><condition type="1"><narrative>C</narrative></condition></conditions>',
    '<crs-add><other-flags code="1" significance="1"/></crs-add>',
    '<fss extraction-date="2020-01-01" priority="1"/>',
)


@pytest.mark.each("text", WHOLE)
def test_an_element_without_a_field_is_kept_as_it_is(bench, text):
    """Each further element of the standard is kept whole under its name, and written as it was."""
    tag = bench.etree.fromstring(text).tag
    framework = bench.stays(tag, text)
    assert [extra.name for extra in framework.extras] == [tag]
    assert bench.canonical(framework.extras[0].text) == bench.canonical(text)


def test_all_of_them_stand_in_the_order_of_the_standard(bench):
    """Whatever order a file has, each element is written where the schema wants it."""
    framework = bench.framework("".join(reversed(WHOLE)))
    tags = [bench.etree.fromstring(text).tag for text in WHOLE]
    written = [e.tag for e in bench.written(framework).find("iati-activity") if e.tag in tags]
    assert written == tags
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "attributes",
    [
        'default-currency="EUR"',
        'last-updated-datetime="2020-01-01T10:30:00+02:00"',
        'linked-data-uri="http://example.org/1"',
        'hierarchy="1"',
        'budget-not-provided="1"',
        f'{X} x:index="7" x:dataset="d"',
        'xml:base="http://example.org/"',
    ],
)
def test_attributes_without_a_field_stay_in_their_place(bench, attributes):
    """Attributes of the standard that have no field, and those of others, are written back on the activity."""
    framework = bench.framework(attributes=attributes)
    assert [extra.name[0] for extra in framework.extras] == ["@"] * len(framework.extras)
    written = bench.written(framework).find("iati-activity")
    assert {f"@{name}": text for name, text in written.items()} == {e.name: e.text for e in framework.extras}
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.each(
    ("text", "written"),
    [
        ("2020-01-01T00:00:00Z", None),
        ("2020-01-01T10:30:00+02:00", "2020-01-01T10:30:00+02:00"),
        ("2020-01-01", None),
    ],
)
def test_the_day_of_the_last_update_is_a_field(bench, text, written):
    """The time of day is kept beside it, and goes where the day is changed; a day alone is no time to the standard."""
    framework = bench.framework(attributes=f'last-updated-datetime="{text}"')
    assert framework.last_updated == dt.date(2020, 1, 1)
    assert [extra.text for extra in framework.extras] == ([] if text.endswith("Z") else [text])
    found = bench.written(framework).find("iati-activity").get("last-updated-datetime")
    assert found == (written or (text if text.endswith("Z") else None))
    assert bench.comes_back(framework)
    for day, attribute in ((dt.date(2021, 5, 6), "2021-05-06T00:00:00Z"), (None, None)):
        changed = attrs.evolve(framework, last_updated=day)
        assert bench.written(changed).find("iati-activity").get("last-updated-datetime") == attribute
        assert bench.comes_back(changed)


@pytest.mark.parametrize(
    "attributes",
    [
        'dataset="unw" version="2.02"',
        'hierarchy="first"',
        'last-updated-datetime="yesterday"',
        'last-updated-datetime="2020-13-01T00:00:00Z"',
        'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="x"',
        'xml:id="a"',
    ],
)
def test_attributes_that_the_schema_does_not_take_come_back(bench, attributes):
    """Odd attributes do not make the written file invalid: they are kept, and come back by an extension."""
    framework = bench.framework(attributes=attributes)
    written = bench.written(framework).find("iati-activity")
    assert written.attrib == {}
    assert bench.own(framework) == [("iati-activity", "extras")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "text",
    [
        "<note>n</note>",
        "<collaboration-type/>",
        '<activity-scope code="3" extra="1"/>',
        "<contact-info><unknown/></contact-info>",
        '<default-aid-type code="A01">text</default-aid-type>',
        "<iati-activity/>",
    ],
)
def test_elements_that_the_schema_does_not_take_come_back(bench, text):
    """Content that is not valid in its place is kept, and comes back by an extension."""
    framework = bench.framework(text)
    assert len(framework.extras) == 1
    assert bench.written(framework).find(f"iati-activity/{framework.extras[0].name}") is None
    assert bench.own(framework) == [("iati-activity", "extras")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("text", ['<activity-scope code="3"/>', '<collaboration-type code="1"/>'])
def test_a_second_one_of_what_may_stand_once_comes_back(bench, text):
    """An element that the schema takes once is written once; the second one comes back by an extension."""
    framework = bench.framework(text + text)
    assert len(framework.extras) == 2
    assert len(bench.written(framework).findall(f"iati-activity/{framework.extras[0].name}")) == 1
    assert bench.comes_back(framework)


# ---------------------------------------------------------------------------------------- elements of others


@pytest.mark.each(
    ("path", "text"),
    [
        ("{urn:x}a", OPENING),
        (
            "result",
            f'<result type="1">{TITLE}<indicator measure="1">{TITLE}</indicator>{OPENING}</result>',
        ),
        (
            "result/indicator",
            f'<result type="1">{TITLE}<indicator measure="1">{TITLE}{OPENING}</indicator></result>',
        ),
        ("reporting-org", f'<reporting-org ref="A" type="10"><narrative>B</narrative>{OPENING}</reporting-org>'),
        ("participating-org", f'<participating-org role="1"><narrative>B</narrative>{OPENING}</participating-org>'),
        ("activity-date", f'<activity-date type="1" iso-date="2020-01-01">{OPENING}</activity-date>'),
        ("recipient-country", f'<recipient-country code="AF">{OPENING}</recipient-country>'),
        ("recipient-region", f'<recipient-region code="380" vocabulary="1">{OPENING}</recipient-region>'),
        ("location", f'<location ref="L">{OPENING}</location>'),
        ("sector", f'<sector code="14030">{OPENING}</sector>'),
        ("tag", f'<tag vocabulary="2" code="5">{OPENING}</tag>'),
        ("policy-marker", f'<policy-marker vocabulary="1" code="1">{OPENING}</policy-marker>'),
        ("title", f"<title><narrative>A</narrative>{OPENING}</title>"),
    ],
)
def test_elements_of_others_stay_where_they_were(bench, path, text):
    """An element of another namespace is written back at the end of the element that it stood in."""
    without = [path] if path in {"reporting-org", "participating-org", "activity-date", "title"} else ()
    framework = bench.stays(path, text, without=without)
    assert bench.comes_back(framework)


@pytest.mark.each(
    ("path", "text"),
    [
        ("result", f'<result type="1" {X} x:a="1">'),
        (
            "result/indicator",
            f'<result type="1"><title><narrative>A</narrative></title><indicator measure="1" {X} x:a="1">',
        ),
        ("reporting-org", f'<reporting-org ref="A" type="10" {X} x:a="1"/>'),
        ("participating-org", f'<participating-org role="1" {X} x:a="1"/>'),
        ("activity-date", f'<activity-date type="1" iso-date="2020-01-01" {X} x:a="1"/>'),
        ("recipient-country", f'<recipient-country code="AF" {X} x:a="1"/>'),
        ("recipient-region", f'<recipient-region code="380" vocabulary="1" {X} x:a="1"/>'),
        ("location", f'<location ref="L" {X} x:a="1"/>'),
        ("sector", f'<sector code="14030" {X} x:a="1"/>'),
        ("tag", f'<tag vocabulary="2" code="5" {X} x:a="1"/>'),
        ("policy-marker", f'<policy-marker vocabulary="1" code="1" {X} x:a="1"/>'),
    ],
)
def test_attributes_of_others_stay_where_they_were(bench, path, text):
    """An attribute of another namespace is written back on the element that it stood on."""
    if "indicator" in text:
        text += "<title><narrative>B</narrative></title></indicator></result>"
    elif text.startswith("<result"):
        text += (
            '<title><narrative>A</narrative></title><indicator measure="1"><title><narrative>B</narrative></title>'
            "</indicator></result>"
        )
    elif path == "reporting-org":
        text = text.replace("/>", "><narrative>B</narrative></reporting-org>")
    without = [path] if path in {"reporting-org", "participating-org", "activity-date"} else ()
    bench.stays(path, text, without=without)


def test_an_element_is_kept_as_what_it_means(bench):
    """Prefixes and space within tags are no data: two elements that mean the same are kept as the same text."""
    one = bench.framework('<x:a xmlns:x="urn:x" b="1" c="2"/>')
    other = bench.framework(
        "<y:a  c='2'  b='1'  xmlns:y='urn:x'   ></y:a>".replace("y:a", "x:a").replace("xmlns:y", "xmlns:x")
    )
    assert one == other
    assert one.extras == (rf.Extra(name="{urn:x}a", text='<x:a xmlns:x="urn:x" b="1" c="2"></x:a>'),)


def test_comments_and_instructions_within_a_kept_element_are_no_data(bench):
    """A kept element is its elements, attributes and texts."""
    framework = bench.framework('<x:a xmlns:x="urn:x"><!-- no --><?no no?><x:b/></x:a>')
    assert framework.extras[0].text == '<x:a xmlns:x="urn:x"><x:b></x:b></x:a>'


def test_a_namespace_of_the_file_is_kept_where_it_is_used(bench):
    """A kept element declares its namespaces itself, so that it means the same in every place."""
    text = bench.file(bench.activity("<x:a><x:b/></x:a>")).replace(
        "<iati-activities", f'<iati-activities {X} xmlns:y="urn:y"'
    )
    assert bench.iati.loads(text).extras[0].text == '<x:a xmlns:x="urn:x"><x:b></x:b></x:a>'


def test_text_between_elements_means_nothing(bench):
    """Text between the elements of an activity, against the schema, is dropped without harm."""
    framework = bench.framework("stray<activity-scope code='3'/>words")
    assert [extra.text for extra in framework.extras] == ['<activity-scope code="3"></activity-scope>']


def test_elements_of_another_namespace_are_not_those_of_the_standard(bench):
    """A result of another namespace is no result."""
    framework = bench.framework('<result xmlns="urn:x" type="1"><title><narrative>A</narrative></title></result>')
    assert framework.results == ()
    assert [extra.name for extra in framework.extras] == ["{urn:x}result"]
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------ extras that did not come from IATI

ODD = [
    ("x_own", '{"a": 1}'),
    ("@", "x"),
    ("@a b", "x"),
    ("@{urn:x", "x"),
    ("@{}a", "x"),
    ("@{urn:x}a b", "x"),
    ("@{urn:x}1", "x"),
    ("@xmlns", "urn:x"),
    ("@xmlns:y", "urn:y"),
    ("@{http://www.w3.org/2000/xmlns/}y", "urn:y"),
    ("@{urn:resultsframework:iati:1}a", "x"),
    ("@{urn:x}a", "\x00"),
    ("{urn:x}a", "no XML"),
    ("{urn:x}a", '<b xmlns="urn:x"/>'),
    ("{urn:x}a", '<x:a xmlns:x="urn:x"/><x:a xmlns:x="urn:x"/>'),
    ("{urn:x}a", '<x:a xmlns:x="urn:x"><!-- no --></x:a>'),
    ("{urn:x}a", "<x:a/>"),
    ("{urn:resultsframework:iati:1}absent", '<rf:absent xmlns:rf="urn:resultsframework:iati:1"/>'),
    ("activity-scope", '<activity-scope   code="3"/>'),
    ("activity-scope", "<other/>"),
    ("activity-scope", "<!DOCTYPE a><activity-scope code='3'/>"),
    ("activity-scope", ""),
    ("title/note", "<note/>"),
    ("title/narrative/@x", "1"),
    ("result#7/@x", "1"),
    ("", ""),
    ("/", ""),
    ("a//b", "<b/>"),
    ("contact-info/@type", "1"),
    ("budget/value/@x", "1"),
]


@pytest.mark.each(("name", "text"), ODD)
def test_odd_extras_come_back(bench, publishable, name, text):
    """Whatever an extra is called and holds, the file stays well-formed and the extra comes back, on every node."""
    extras = (rf.Extra(name=name, text=text),)
    value = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2020), extras=extras)
    indicator = rf.Indicator(
        statement="I",
        measure=rf.Measure.UNIT,
        extras=extras,
        references=(rf.Reference(code="A", vocabulary="1", extras=extras),),
        series=rf.ObservationSeries((value,)),
    )
    framework = publishable(
        extras=extras,
        results=(rf.Output(title="A", indicators=(indicator,), extras=extras),),
        sectors=(rf.Reference(code="A", vocabulary="1", extras=extras),),
        places=(rf.Place(code="A", extras=extras),),
        organisations=(
            rf.Participation(organisation=rf.Organisation(name="A"), role=rf.ParticipationRole.FUNDING, extras=extras),
        ),
        reporting_organisation=rf.Organisation(reference="A", type="10", name="A", extras=extras),
        budgets=(rf.Budget(period=rf.Period(year=2020), extras=extras),),
    )
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "extras",
    [
        (rf.Extra(name="@hierarchy", text="1"), rf.Extra(name="@hierarchy", text="2")),
        (rf.Extra(name="@{urn:x}a", text="1"), rf.Extra(name="@default-currency", text="EUR")),
        (rf.Extra(name="activity-scope", text='<activity-scope code="3"></activity-scope>'),) * 2,
        (
            rf.Extra(name="collaboration-type", text='<collaboration-type code="1"></collaboration-type>'),
            rf.Extra(name="activity-scope", text='<activity-scope code="3"></activity-scope>'),
        ),
    ],
)
def test_repeated_extras_and_another_order_come_back(bench, publishable, extras):
    """An attribute cannot be repeated, and elements have an order; other extras go into an extension element."""
    framework = publishable(extras=extras)
    assert bench.own(framework) == [("iati-activity", "extras")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><activity-scope code="3"></activity-scope>',
        '<!DOCTYPE a [<!ENTITY e "x">]><activity-scope code="3"></activity-scope>',
        ' <activity-scope code="3"></activity-scope>',
        '<!-- --><activity-scope code="3"></activity-scope>',
        '<activity-scope code="3"></activity-scope><!-- -->',
        '<activity-scope code="3"></activity-scope><?x?>',
    ],
)
def test_nothing_but_the_element_itself_gets_into_a_file(bench, publishable, text):
    """A kept text that is more than an element must not break the file that it is written into."""
    framework = publishable(extras=(rf.Extra(name="activity-scope", text=text),))
    assert bench.comes_back(framework)
    assert "DOCTYPE" not in bench.iati.dumps(framework, lossless=True).partition("<rf:")[0]


def test_a_text_of_any_length_is_written(bench, publishable):
    """A framework read with a larger limit is written, and read again with that limit."""
    framework = publishable(title="a" * 10_500_000)
    text = bench.iati.dumps(framework, lossless=True)
    with pytest.raises(rf.UnsafeInputError):
        bench.iati.loads(text)
    assert bench.iati.loads(text, limits=Limits(text=20_000_000)) == framework


def test_an_element_of_a_namespace_without_a_canonical_form_is_kept(bench):
    """A namespace whose name is no absolute URI has no canonical form; its elements are kept and written as others."""
    framework = bench.framework('<a xmlns="relative"><b c="1">text</b>more</a>tail')
    (extra,) = framework.extras
    assert extra.name == "{relative}a"
    assert extra.text == '<a xmlns="relative"><b c="1">text</b>more</a>'
    assert bench.comes_back(framework)
