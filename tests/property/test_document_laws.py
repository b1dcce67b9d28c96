"""Laws of documents: any framework is rendered, every stated value is there, and no text of it is markup."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.formats import html
from resultsframework.formats.document import markdown, word
from resultsframework.testing import frameworks

markdown_it = pytest.importorskip("markdown_it", reason="rendering Markdown needs markdown-it-py, of the extra cli")

OURS = {"strong", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li"}
years = st.integers(2015, 2030)


def squeezed(text):
    """A text without any space, and without the characters that no document can hold."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", "", "".join(text.split()))


def rendered(text):
    """The tags and the words of Markdown as GitHub renders it."""
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [token.type for token in (*tokens, *inline) if "html" in token.type]
    tags = {token.tag for token in (*tokens, *inline)} - {""}
    return tags, "".join(child.content for child in inline)


def words_of(data):
    """The words of a Word document, as python-docx reads them."""
    docx = pytest.importorskip("docx", reason="Word needs python-docx, of the extra word")
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter("{*}t"))


def unmarked(text):
    """A text without the marks between digits, which documents write in one style."""
    return re.sub(r"(?<=[0-9])[.,'’](?=[0-9])", "", text)


def texts_of(observation):
    """The texts of a value, one of which is in a document: as the source writes it, or as the value itself."""
    return [unmarked(squeezed(text)) for text in (observation.raw, attrs.evolve(observation, raw=None).raw)]


def states_every_value(framework, text):
    """True where the codes and the stated values of all indicators are in a text."""
    figures = unmarked(text)
    for indicator in framework.indicators:
        assert squeezed(indicator.code or "") in text
        for observation in indicator.series:
            if observation.is_reported:
                assert any(words in figures for words in texts_of(observation)), observation
    for _, node in framework.walk():
        assert squeezed(getattr(node, "code", None) or "") in text
        for budget in getattr(node, "budgets", ()):
            if isinstance(budget.planned, rf.Money) and not isinstance(node, rf.JointProgramme):
                assert squeezed(str(budget.planned)) in text


@given(frameworks(valid=False))
def test_the_logframe_in_markdown_states_every_value_and_runs_nothing(framework):
    """Codes, values and budgets are there as they are written, and no text is a heading, a link or an element."""
    tags, text = rendered(markdown.dumps(framework))
    assert tags <= OURS
    states_every_value(framework, squeezed(text))


@given(frameworks(valid=False))
@settings(settings.get_profile("few"))
def test_the_logframe_in_word_states_every_value(framework):
    """Any framework is a file that opens, with every code, value and budget."""
    states_every_value(framework, squeezed(words_of(word.dumps(framework))))


@given(frameworks(valid=False), years)
@settings(settings.get_profile("few"))
def test_the_progress_of_any_year_is_rendered(framework, year):
    """Markdown and Word state the same words, also where nothing makes sense."""
    tags, text = rendered(markdown.dumps(framework, view="progress", at=year))
    assert tags <= OURS
    in_word = squeezed(words_of(word.dumps(framework, view="progress", at=year)))
    for indicator in framework.indicators:
        if any(o.period.last_year == year and o.kind is not rf.ObservationKind.BASELINE for o in indicator.series):
            assert squeezed(indicator.code or "") in squeezed(text)
            assert squeezed(indicator.code or "") in in_word


@given(frameworks(valid=False))
@settings(settings.get_profile("few"))
def test_the_same_framework_gives_the_same_bytes(framework):
    """A document depends on the framework alone: no clock, and no change of what is written."""
    before = framework.replace("")
    data = word.dumps(framework)
    assert data == word.dumps(framework)
    assert framework == before
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


class Elements(HTMLParser):
    """The elements of a page as a browser reads them, and the text in them."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.texts = [], set(), []

    def handle_starttag(self, tag, _attributes):
        """Note an element that begins."""
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        """The element that began last ends first."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Note a text."""
        self.texts.append(data)


@given(frameworks(valid=False), years)
def test_a_page_of_any_framework_is_well_formed_and_states_every_value(framework, year):
    """Every element ends where it has to, no text becomes one, and codes, values and budgets can be read on it."""
    pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")
    text = html.dumps(framework, at=year)
    page = Elements()
    page.feed(text)
    page.close()
    assert page.open == []
    assert not page.seen & {"script", "b", "i", "img", "iframe", "link"}
    targets = re.findall(r'href="([^"]*)"', text)
    assert all(target.startswith("#") and f'id="{target[1:]}"' in text for target in targets)
    states_every_value(framework, squeezed("".join(page.texts)))
    assert text == html.dumps(framework, at=year)


@given(frameworks(valid=False), years)
def test_a_page_invents_no_number(strange_numbers, framework, year):
    """Every number on a page is stated of the node where it is printed, or a table of the library gives it."""
    pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")
    assert strange_numbers(html.dumps(framework, at=year), framework, year) == {}
