"""Characters on their way through XML: what it cannot hold, what it changes unless escaped, and line breaks."""

from __future__ import annotations

import pytest

import resultsframework as rf

# What XML 1.0 cannot hold at all.
IMPOSSIBLE = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"]
# What a parser would change if it stood there as it is.
DELICATE = [
    "a\rb",
    "a\r\nb",
    "a\nb",
    "a\tb",
    "\ta",
    "a\n",
    " a ",
    "a  b",
    "\u0085",
    "\u2028",
    "\u00a0a",
    "a\x7fb",
    "\u0080",
]
MARKUP = [
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    "&lt;b&gt;",
    "]]>",
    "<![CDATA[",
    "<!-- -->",
    "<?x?>",
    '"',
    "'",
    "\"'",
    "{urn:x}",
]
LETTERS = [
    "é",
    "e\u0301",
    "中文",
    "العربية",
    "\U0001f3af",
    "\U0010ffff",
    "\ue000",
    "\ufdd0",
    "\ud7ff",
    "a\u200bb",
    "\ufeffa",
]


def everywhere(publishable, text):
    """A framework with a text in every kind of place: texts, attributes, kept attributes and kept elements."""
    place = rf.Place(code=text, name=text)
    value = rf.Observation(
        kind=rf.ObservationKind.ACTUAL,
        period=rf.Period(year=2020),
        value=text,
        comment=text,
        places=(rf.Place(code=text),),
        disaggregation=(rf.Disaggregation(dimension=text, category=text),),
    )
    document = rf.DocumentLink(
        title=text, url="http://x", format=text, categories=(text,), languages=(text,), description=text
    )
    reference = rf.Reference(code=text, vocabulary=text, name=text)
    indicator = rf.Indicator(
        code=text,
        statement=text,
        description=text,
        measure=rf.Measure.UNIT,
        references=(reference,),
        documents=(document,),
        series=rf.ObservationSeries((value,)),
        translations=(rf.Translation(field="statement", language="fr", text=text),),
    )
    return publishable(
        identifier=text,
        title=text,
        description=text,
        results=(rf.Output(title=text, description=text, indicators=(indicator,)), rf.Outcome(title=text)),
        sectors=(reference,),
        places=(place,),
        documents=(document,),
        policy_markers=(rf.PolicyMarker(code=text, name=text),),
        reporting_organisation=rf.Organisation(name=text, reference=text, type=text),
        extras=(rf.Extra(name="@{urn:x}a", text=text), rf.Extra(name="@hierarchy", text=text)),
        translations=(rf.Translation(field="title", language="fr", text=text),),
    )


@pytest.mark.no_cover
@pytest.mark.each("text", [*DELICATE, *MARKUP, *LETTERS, "", " ", "\n"])
def test_every_text_comes_back_letter_by_letter(bench, publishable, text):
    """Mark-up, line breaks, tabs, spaces and every letter of the world come back as they were, wherever they are."""
    assert bench.comes_back(everywhere(publishable, text))


@pytest.mark.no_cover
@pytest.mark.parametrize("character", IMPOSSIBLE)
def test_what_xml_cannot_hold_comes_back(bench, publishable, character):
    """Control characters cannot be in XML: others read a replacement character, and the text itself comes back."""
    framework = everywhere(publishable, f"a{character}b")
    title = bench.written(framework).findtext("iati-activity/title/narrative")
    assert title == "a\ufffdb"
    assert character not in bench.iati.dumps(framework, lossless=True)
    assert bench.comes_back(framework)


@pytest.mark.parametrize("code", [0xD800, 0xDC80, 0xDFFF])
def test_half_a_character_is_no_text(bench, publishable, code):
    """Half a character can be in no file; whatever becomes of it, the file is one that can be written and read."""
    character = chr(code)
    framework = publishable(title=f"a{character}b")
    text = bench.iati.dumps(framework, lossless=True)
    assert text.encode()
    assert bench.iati.loads(text).title in {"a\ufffdb", f"a{character}b"}


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", "a\tb"])
def test_line_breaks_and_tabs_survive_any_parser(bench, publishable, text):
    """Parsers turn line breaks into others, and those in attributes into spaces, unless they are escaped."""
    framework = everywhere(publishable, text)
    written = bench.written(framework)
    assert written.findtext("iati-activity/title/narrative") == text
    assert written.find("iati-activity/sector").get("code") == text
    assert written.find(".//dimension").get("name") == text


@pytest.mark.each("text", MARKUP)
def test_mark_up_in_a_text_is_no_mark_up(bench, publishable, text):
    """Text that looks like a tag or an entity stays text, and makes no element."""
    plain = bench.written(everywhere(publishable, "a"))
    found = bench.written(everywhere(publishable, f"a{text}"))
    standard = [e.tag for e in found.iter() if not e.tag.startswith("{")]
    assert standard == [e.tag for e in plain.iter() if not e.tag.startswith("{")]
    assert found.findtext("iati-activity/description/narrative") == f"a{text}"


def test_a_file_is_declared_as_what_it_is(bench, publishable):
    """A file is declared as XML in UTF-8 and of version 2.03, and ends with a line break."""
    text = bench.iati.dumps(publishable(title="é"), lossless=True)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03"')
    assert text.endswith("</iati-activities>\n")
    assert "é" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "ascii"])
def test_other_encodings_are_read(bench, encoding):
    """A file that declares its encoding is read in it, with references to the characters that it lacks."""
    root = bench.etree.fromstring(
        bench.file(bench.activity("<title><narrative>é—</narrative></title>", without=["title"]))
    )
    data = bench.etree.tostring(root, encoding=encoding, xml_declaration=True)
    assert bench.iati.loads(data).title == "é—"


def test_character_data_sections_are_text(bench):
    """Text in a CDATA section is text like any other."""
    framework = bench.framework("<title><narrative><![CDATA[a < b & c]]></narrative></title>", without=["title"])
    assert framework.title == "a < b & c"
    assert bench.comes_back(framework)
