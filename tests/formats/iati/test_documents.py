"""Documents: complete and incomplete ones, wherever they are, there and back."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import resultsframework as rf

TITLE = "<title><narrative>A report</narrative></title>"
CATEGORY = '<category code="A08"/>'
URL = 'url="http://example.org/r.pdf"'
FORMAT = 'format="application/pdf"'
WHOLE = rf.DocumentLink(title="A report", url="http://example.org/r.pdf", format="application/pdf", categories=("A08",))


def link(inner, attributes=f"{URL} {FORMAT}"):
    return f"<document-link {attributes}>{inner}</document-link>"


def test_a_document_in_full(bench):
    """A document has a place, a format, a title, a description, categories, languages and a date."""
    text = link(
        '<title><narrative>A report</narrative><narrative xml:lang="fr">Un rapport</narrative></title>'
        "<description><narrative>What was done</narrative></description>"
        '<category code="A08"/><category code="B01"/><language code="en"/><language code="fr"/>'
        '<document-date iso-date="2020-05-06"/>'
    )
    framework = bench.stays("document-link", text)
    assert framework.documents == (
        attrs.evolve(
            WHOLE,
            description="What was done",
            categories=("A08", "B01"),
            languages=("en", "fr"),
            date=dt.date(2020, 5, 6),
            translations=(rf.Translation(field="title", language="fr", text="Un rapport"),),
        ),
    )


def test_the_least_that_a_document_needs(bench):
    """Place, format, title and one category are all that the standard demands."""
    assert bench.stays("document-link", link(TITLE + CATEGORY)).documents == (WHOLE,)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        (link(TITLE + CATEGORY, FORMAT), "url"),
        (link(TITLE + CATEGORY, URL), "format"),
        (link(CATEGORY), "title"),
        (link(TITLE), "categories"),
        (link(f"<title><narrative/></title>{CATEGORY}"), "title"),
        (link(TITLE + CATEGORY, f'url="" {FORMAT}'), "url"),
        (link(TITLE + CATEGORY, f'{URL} format=" "'), "format"),
    ],
)
def test_an_incomplete_document_is_an_extension(bench, text, lacking):
    """A document that lacks something the standard demands is read as it is, and comes back by an extension."""
    framework = bench.framework(text)
    empty = {"categories": ()}.get(lacking)
    assert framework.documents == (attrs.evolve(WHOLE, **{lacking: empty}),)
    assert bench.written(framework).find("iati-activity/document-link") is None
    assert bench.own(framework) == [("iati-activity", "documents")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("url", ["http://example.org/a b.pdf", "www.example.org", "http://example.org/ü?x=1&amp;y=[2]"])
def test_a_link_is_kept_letter_by_letter(bench, url):
    """Links are written as they were read, spaces and all, as far as the schema takes them."""
    framework = bench.framework(link(TITLE + CATEGORY, f'url="{url}" {FORMAT}'))
    assert framework.documents[0].url == url.replace("&amp;", "&")
    assert bench.comes_back(framework)


def test_a_link_that_is_none_is_an_extension(bench, publishable):
    """A link that the schema does not take cannot be in a document of the standard."""
    framework = publishable(documents=(attrs.evolve(WHOLE, url="http://[x"), WHOLE))
    assert len(bench.written(framework).findall("iati-activity/document-link")) == 1
    assert bench.own(framework) == [("iati-activity", "documents")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("inner", "extra"),
    [
        ('<document-date iso-date="May"/>', ("document-date", '<document-date iso-date="May"></document-date>')),
        ("<document-date/>", ("document-date", "<document-date></document-date>")),
        (
            '<document-date iso-date="2020-05-06" x="1"/>',
            ("document-date", '<document-date iso-date="2020-05-06" x="1"></document-date>'),
        ),
        ('<category code="A09" x="1"/>', ("category", '<category code="A09" x="1"></category>')),
        ("<category/>", ("category", "<category></category>")),
        ('<language code="en"><note/></language>', ("language", '<language code="en"><note></note></language>')),
        ("<recipient-country/>", ("recipient-country", "<recipient-country></recipient-country>")),
        ('<x:a xmlns:x="urn:x">t</x:a>', ("{urn:x}a", '<x:a xmlns:x="urn:x">t</x:a>')),
    ],
)
def test_what_has_no_field_is_kept(bench, inner, extra):
    """Dates that are none, codes with attributes of others and unknown elements stay with the document."""
    framework = bench.framework(link(TITLE + CATEGORY + inner))
    name, text = extra
    assert framework.documents == (attrs.evolve(WHOLE, extras=(rf.Extra(name=name, text=text),)),)
    assert bench.comes_back(framework)


def test_a_second_date_is_kept(bench):
    """A document has one date; a second one is kept beside it."""
    second = '<document-date iso-date="2021-01-01"/>'
    framework = bench.framework(link(f'{TITLE}{CATEGORY}<document-date iso-date="2020-05-06"/>{second}'))
    assert framework.documents[0].date == dt.date(2020, 5, 6)
    assert [extra.name for extra in framework.documents[0].extras] == ["document-date"]
    assert bench.comes_back(framework)


def test_a_second_title_is_kept(bench):
    """A document has one title; a second one is kept beside it."""
    framework = bench.framework(link(TITLE + TITLE + CATEGORY))
    assert framework.documents[0].extras == (rf.Extra(name="title", text=TITLE),)
    assert bench.comes_back(framework)


def test_attributes_of_others_stay_in_their_place(bench):
    """Attributes of other namespaces are written back where they were."""
    framework = bench.stays("document-link", link(TITLE + CATEGORY, f'{URL} {FORMAT} xmlns:x="urn:x" x:a="1"'))
    assert framework.documents[0].extras == (rf.Extra(name="@{urn:x}a", text="1"),)


def test_more_than_a_title_stays_in_its_place(bench):
    """Content of a title beyond its text is kept on the document and written back into the title."""
    title = '<title xmlns:x="urn:x" x:a="1"><narrative>A report</narrative><x:b/></title>'
    framework = bench.stays("document-link", link(title + CATEGORY))
    assert [extra.name for extra in framework.documents[0].extras] == ["title/@{urn:x}a", "title/{urn:x}b"]


def test_a_category_of_another_form_is_written_behind_the_plain_ones(bench):
    """A category with an attribute of others cannot be a mere code; it is kept as it is, in its place."""
    odd = '<category xmlns:x="urn:x" code="B01" x:a="1"/>'
    framework = bench.stays("document-link", link(TITLE + CATEGORY + odd))
    assert framework.documents[0].categories == ("A08",)


def test_an_absent_mark_in_a_category_is_no_code(bench):
    """A code that only fills the place of a demanded one, marked as absent, is not read."""
    mark = '<category code=""><rf:absent xmlns:rf="urn:resultsframework:iati:1"/></category>'
    assert bench.framework(link(TITLE + mark)).documents[0].categories == ()


def test_a_document_has_its_line(bench):
    """Documents carry the line of their element."""
    assert bench.framework("\n" + link(TITLE + CATEGORY)).documents[0].line == 2


def test_documents_come_back_in_their_order(bench, publishable):
    """Documents of a framework, a result, an indicator and a value are each their own."""
    documents = tuple(attrs.evolve(WHOLE, title=title) for title in "CAB")
    value = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2020), documents=documents)
    indicator = rf.Indicator(
        statement="I", measure=rf.Measure.UNIT, documents=documents, series=rf.ObservationSeries((value,))
    )
    result = rf.Output(title="R", indicators=(indicator,), documents=documents)
    framework = publishable(results=(result,), documents=documents)
    assert bench.own(framework) == []
    assert len(bench.written(framework).findall(".//document-link")) == 12
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "document",
    [
        rf.DocumentLink(),
        attrs.evolve(WHOLE, categories=("A\x01",)),
        attrs.evolve(WHOLE, languages=("",)),
        attrs.evolve(WHOLE, categories=("", "A08")),
        attrs.evolve(WHOLE, description=" "),
        attrs.evolve(WHOLE, extras=(rf.Extra(name="category", text="<category/>"),)),
        attrs.evolve(WHOLE, extras=(rf.Extra(name="x_own", text="1"),)),
        attrs.evolve(WHOLE, translations=(rf.Translation(field="url", language="fr", text="http://x"),)),
    ],
)
def test_odd_documents_come_back(bench, publishable, document):
    """Whatever a document holds comes back, by an extension where the standard has no place for it."""
    framework = publishable(documents=(document, WHOLE))
    assert bench.comes_back(framework)
