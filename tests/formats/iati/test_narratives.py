"""Texts in several languages: which is the main one, what becomes of the others, and of what is no text."""

from __future__ import annotations

import pytest

import resultsframework as rf

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FR = 'xml:lang="fr"'


def title_of(bench, inner, attributes=""):
    return bench.framework(f"<title>{inner}</title>", attributes, without=("title",))


def translation(language, text=None, field="title"):
    return rf.Translation(field=field, language=language, text=text)


@pytest.mark.each(
    ("inner", "attributes", "title", "translations"),
    [
        ("<narrative>A</narrative>", "", "A", ()),
        ("<narrative>A</narrative>", FR, "A", ()),
        (f"<narrative {FR}>A</narrative>", FR, "A", ()),
        (f"<narrative {FR}>A</narrative>", 'xml:lang="FR"', "A", ()),
        (f"<narrative {FR}>A</narrative>", 'xml:lang="en"', "A", (translation("fr"),)),
        (f"<narrative {FR}>A</narrative>", "", "A", (translation("fr"),)),
        (f"<narrative>A</narrative><narrative {FR}>B</narrative>", "", "A", (translation("fr", "B"),)),
        (
            f'<narrative xml:lang="es">A</narrative><narrative {FR}>B</narrative>',
            'xml:lang="en"',
            "A",
            (translation("es"), translation("fr", "B")),
        ),
        # The same language twice, or a further text without one, is a translation all the same.
        (
            "<narrative>A</narrative><narrative>B</narrative>",
            'xml:lang="en"',
            "A",
            (translation("en", "B"),),
        ),
        ("<narrative>A</narrative><narrative>B</narrative>", "", "A", (translation("", "B"),)),
        (
            f"<narrative>A</narrative><narrative {FR}>B</narrative><narrative {FR}>B</narrative>",
            "",
            "A",
            (translation("fr", "B"), translation("fr", "B")),
        ),
        # Blank narratives state nothing, wherever they are.
        (f"<narrative/><narrative {FR}>B</narrative>", 'xml:lang="en"', "B", (translation("fr"),)),
        (f"<narrative> </narrative><narrative {FR}>\n</narrative>", "", None, ()),
        (f"<narrative>A</narrative><narrative {FR}/>", "", "A", ()),
        # A language in capitals is the same language; what stood there is kept where it is another.
        ('<narrative xml:lang="EN">A</narrative>', 'xml:lang="en"', "A", ()),
        ('<narrative xml:lang="EN">A</narrative>', 'xml:lang="sv"', "A", (translation("EN"),)),
        # Version 1 had texts without narratives.
        ("A", "", "A", ()),
        ("A<narrative>B</narrative>", "", "A", (translation("", "B"),)),
        ("", "", None, ()),
        # Space around a text is part of it; blank text is none.
        ("<narrative> A\n</narrative>", "", " A\n", ()),
        ("<narrative>\u00a0</narrative>", "", None, ()),
    ],
)
def test_the_first_text_is_the_main_one(bench, inner, attributes, title, translations):
    """The first narrative that is not blank is the text, the others are its translations; all come back."""
    framework = title_of(bench, inner, attributes)
    assert framework.title == title
    assert framework.translations == translations
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("inner", "attributes"),
    [
        ("<narrative>A</narrative>", ""),
        ("<narrative>A</narrative>", 'xml:lang="en"'),
        (f"<narrative {FR}>A</narrative>", 'xml:lang="en"'),
        (f"<narrative>A</narrative><narrative {FR}>B</narrative>", 'xml:lang="en"'),
        (f'<narrative xml:lang="es">A</narrative><narrative {FR}>B</narrative>', 'xml:lang="en"'),
        (f"<narrative>A</narrative><narrative {FR}>B</narrative><narrative {FR}>C</narrative>", ""),
        ("<narrative>A</narrative><narrative>B</narrative>", ""),
    ],
)
def test_narratives_are_written_as_they_were(bench, inner, attributes):
    """Each text is in a narrative of its language, the main one first."""
    bench.stays("title", f"<title>{inner}</title>", attributes, without=("title",))


def test_the_language_of_an_activity_is_that_of_its_texts(bench):
    """The language is stated once for the activity, and only a text in another one states its own."""
    framework = title_of(bench, "<narrative>A</narrative>", 'xml:lang="en-GB"')
    assert framework.language == "en-GB"
    activity = bench.written(framework).find("iati-activity")
    assert activity.get(LANG) == "en-GB"
    assert activity.find("title/narrative").get(LANG) is None


@pytest.mark.parametrize("language", ["english language", "e n", "", "français", "x" * 9, "en_GB"])
def test_a_language_that_is_no_tag_is_an_extension(bench, publishable, language):
    """The schema takes language tags only; any other word comes back by an extension."""
    framework = publishable(language=language)
    assert bench.written(framework).find("iati-activity").get(LANG) is None
    assert bench.own(framework) == [("iati-activity", "language")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize("language", ["french language", "français", "-"])
def test_a_translation_into_no_language_is_an_extension(bench, publishable, language):
    """The text of such a translation is written, its language comes back by an extension."""
    framework = publishable(translations=(translation(language, "Un projet"),))
    narratives = bench.written(framework).findall("iati-activity/title/narrative")
    assert [(n.text, n.get(LANG)) for n in narratives] == [("A project", None), ("Un projet", None)]
    assert bench.own(framework) == [("iati-activity", "translations")]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "translations",
    [
        (translation("fr", "B"), translation("fr"), translation("fr", "C")),
        (translation("fr"), translation("es")),
        (translation("fr", "D", "description"), translation("fr", "B")),
        (translation("fr", "X", "not a field"),),
        (translation("fr", ""),),
        (translation("fr", " "),),
        (translation("en"),),
        (translation("en", "A project"),),
    ],
)
def test_odd_translations_come_back(bench, publishable, translations):
    """Translations in another order, of no field, of blank text or into the main language are what they were."""
    assert bench.comes_back(publishable(language="en", translations=translations))


def test_translations_without_a_main_text_come_back(bench, publishable):
    """A text that is known in another language only comes back as that."""
    assert bench.comes_back(publishable(title=None, translations=(translation("fr", "Un projet"),)))


@pytest.mark.parametrize(
    ("inner", "name", "text"),
    [
        ('<narrative x="1">A</narrative>', "title/narrative/@x", "1"),
        ('<narrative xmlns:x="urn:x" x:a="1">A</narrative>', "title/narrative/@{urn:x}a", "1"),
        ("<narrative>A</narrative><note>n</note>", "title/note", "<note>n</note>"),
        ('<narrative>A</narrative><x:a xmlns:x="urn:x"/>', "title/{urn:x}a", '<x:a xmlns:x="urn:x"></x:a>'),
    ],
)
def test_further_content_beside_a_text_is_kept(bench, inner, name, text):
    """Attributes of a narrative and other elements beside it have no field; they are kept, and come back."""
    framework = title_of(bench, inner)
    assert framework.title == "A"
    assert framework.extras == (rf.Extra(name=name, text=text),)
    assert bench.comes_back(framework)


def test_attributes_of_a_text_are_kept(bench):
    """Attributes of the element itself are kept, and those of other namespaces are written back in their place."""
    inner = '<title xmlns:x="urn:x" x:a="1"><narrative>A</narrative></title>'
    framework = bench.stays("title", inner, without=("title",))
    assert framework.extras == (rf.Extra(name="title/@{urn:x}a", text="1"),)


def test_a_language_on_the_element_is_kept(bench):
    """Files carried over from version 1 state the language at the element; the schema has no place for it there now."""
    inner = '<result type="1"><title xml:lang="fr"><narrative>A</narrative></title><indicator measure="1"/></result>'
    framework = bench.framework(inner)
    assert framework.results[0].extras == (rf.Extra(name=f"title/@{LANG}", text="fr"),)
    assert bench.comes_back(framework)


def test_elements_within_a_text_are_read_as_text(bench):
    """Marks within a narrative are not distinguished; their words belong to the text."""
    assert title_of(bench, "<narrative>A <b>bold</b> claim</narrative>").title == "A bold claim"


def test_comments_and_instructions_do_not_break_a_text(bench):
    """Comments and processing instructions are no data: the text around them is one."""
    assert title_of(bench, "<narrative>A<!-- no --> text<?x?> here</narrative>").title == "A text here"


@pytest.mark.parametrize(
    ("inner", "where"),
    [
        ('<title><narrative>A</narrative><narrative xml:lang="fr">B</narrative></title>', ()),
        ('<description type="1"><narrative>A</narrative><narrative xml:lang="fr">B</narrative></description>', ()),
    ],
)
def test_translations_belong_to_their_field(bench, inner, where):
    """A framework in another language has its texts in that language, as far as there are any."""
    tag = inner[1:].partition(">")[0].partition(" ")[0]
    framework = bench.stays(tag, inner, without=(tag,))
    assert getattr(framework.in_language("fr"), tag) == "B"


def test_every_text_of_an_envelope_may_be_translated(bench):
    """Names of organisations, places, sectors and markers have their translations on their own nodes."""
    narratives = '<narrative>A</narrative><narrative xml:lang="fr">B</narrative>'
    inner = (
        f'<reporting-org ref="X" type="40">{narratives}</reporting-org>'
        f'<participating-org role="1">{narratives}</participating-org>'
        f'<recipient-country code="AF">{narratives}</recipient-country>'
        f'<recipient-region code="89">{narratives}</recipient-region>'
        f"<location><name>{narratives}</name></location>"
        f'<sector code="11110">{narratives}</sector>'
        f'<tag vocabulary="2" code="5">{narratives}</tag>'
        f'<policy-marker vocabulary="1" code="1">{narratives}</policy-marker>'
    )
    framework = bench.framework(inner, without=("reporting-org", "participating-org"))
    nodes = (
        framework.reporting_organisation,
        framework.organisations[0].organisation,
        framework.countries[0],
        *framework.places,
        framework.sectors[0],
        framework.tags[0],
        framework.policy_markers[0],
    )
    assert [node.in_language("fr").name for node in nodes] == ["B"] * 8
    assert bench.own(framework) == []
    assert bench.comes_back(framework)
