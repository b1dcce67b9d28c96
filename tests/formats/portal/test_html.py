"""Saved web pages: read by the text that a browser shows, without scripts, and with nothing fetched."""

from __future__ import annotations

import builtins

import pytest

import resultsframework as rf
from resultsframework.errors import UnsafeInputError
from resultsframework.formats import portal
from resultsframework.formats.portal._html import is_html, text_of_html

PAGE = """\
<!DOCTYPE html>
<html><head><title>outcome A_9</title><script>outcome = "OUTPUT B_1";</script><style>p { color: red }</style></head>
<body>
<!-- outcome A_8 -->
<nav><a href="#main">Skip to main content</a></nav>
<h2><span>outcome </span>LYO_D_1.1</h2>
<p>Wells give <b>clean</b>
   water &amp; peace</p>
<script>document.write("Resources")</script>
<h3>Outcome details</h3>
<div><label>Humanitarian scope</label><br/><div>No</div></div>
<h3>Resources</h3>
<div><span>$2.50 M</span> <span>Planned Budget</span></div>
<h3>Outcome Indicator and Results <span>Plan Period : 2019-2021</span></h3>
<table><tr><td>LYO_D_1.1A</td></tr><tr><td>Number of wells<img src="https://example.org/a.png" alt="sdg"/></td></tr>
<tr><td>2021 Result</td><td>4</td></tr>
<tr><td>2019</td><td>Baseline</td><td>3</td><td>3</td></tr>
<tr><td>2021</td><td>Target</td><td><div>9</div><div>9</div></td><td>Result</td><td>4</td><td>4</td></tr></table>
<noscript>Turn scripts on: 5 5</noscript>
<footer><p>Disclaimer and notes</p></footer>
</body></html>
"""


def test_a_saved_page_is_read_by_its_name(tmp_path):
    """`rf.read` takes an .html file; its blocks are lines, and inline elements are words of a line."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    framework = rf.read(path)
    assert framework.source.unparsed == ()
    (outcome,) = framework.outcomes
    assert (outcome.code, outcome.title) == ("LYO_D_1.1", "Wells give clean water & peace")
    assert (outcome.humanitarian, outcome.budget.planned.nominal) == (False, 2500000)
    assert framework.plan_period == rf.Period.between(2019, 2021)
    (indicator,) = framework.indicators
    assert indicator.printed_result == "2021 Result 4"
    assert indicator.series == rf.ObservationSeries.parse("2019 baseline 3 | 2021 target 9 actual 4")
    assert framework.source.chrome == ("Skip to main content", "Disclaimer and notes")


def test_a_saved_page_is_recognised_by_its_content():
    """A stream without a name is a portal page where its text is one."""
    assert portal.recognises(PAGE)
    assert not portal.recognises("<html><body><p>outcome of the day</p></body></html>")
    assert portal.loads(PAGE) == portal.loads(text_of_html(PAGE))


@pytest.mark.each(
    ("text", "expected"),
    [
        ("<!doctype html><p>x", True),
        ("\ufeff <HTML lang='en'>", True),
        ("<?xml version='1.0' encoding='utf-8'?>\n<!-- saved -->\n<html xmlns='x'/>", True),
        ("<div>outcome</div>", True),
        ("<iati-activities/>", False),
        ("outcome A_1 <b>", False),
        ("", False),
    ],
)
def test_a_web_page_begins_with_an_element_of_one(text, expected):
    """Any other text, and any other markup, is none."""
    assert is_html(text) is expected


def test_a_page_that_is_no_page_of_the_portal_is_refused(tmp_path):
    """Another web page is refused with what was expected."""
    path = tmp_path / "other.htm"
    path.write_text("<html><body><p>Hello.</p></body></html>", encoding="utf-8")
    with pytest.raises(rf.FormatError, match=r"other\.htm cannot be read as portal"):
        rf.read(path)


def test_no_page_is_written_as_html(tmp_path):
    """The text of a page of the portal is no file of HTML: .htm names none, and .html is the page for a browser."""
    framework = portal.loads(PAGE)
    with pytest.raises(rf.InvalidValueError, match="does not determine the format"):
        rf.write(framework, tmp_path / "page.htm")


def test_broken_markup_is_read_as_far_as_it_goes():
    """Elements that are never closed, and ends of none, take no more than their text."""
    framework = portal.loads("<html>" + "<div>" * 1000 + "<p>outcome A_1<p>Wells</i></b><p>Outcome details")
    assert framework.outcomes[0].title == "Wells"


def test_markup_that_would_be_read_in_part_is_refused():
    """A page nested deeper than lxml reads is refused with its line, since its text would be lost."""
    with pytest.raises(UnsafeInputError, match=r"deep\.html .*nested too deep") as raised:
        portal.loads("<html>" + "<div>" * 5000 + "<p>outcome A_1<p>Outcome details", source="deep.html")
    assert raised.value.problems[0].line == 1


def test_a_page_without_a_body_is_empty():
    """A document type alone is no page."""
    with pytest.raises(rf.FormatError, match="it is empty"):
        portal.loads("<!doctype html>")


def test_without_lxml_the_missing_part_is_named(monkeypatch):
    """A saved page needs lxml, which comes with an extra; an error of another module is passed on."""
    importing = builtins.__import__

    def refusing(name):
        def imported(wanted, *args, **kwargs):
            if wanted == "lxml":
                raise ModuleNotFoundError(name=name)
            return importing(wanted, *args, **kwargs)

        return imported

    monkeypatch.setattr(builtins, "__import__", refusing("lxml"))
    with pytest.raises(rf.MissingExtraError, match=r"resultsframework\[iati\]"):
        portal.loads(PAGE)
    monkeypatch.setattr(builtins, "__import__", refusing("other"))
    with pytest.raises(ModuleNotFoundError):
        portal.loads(PAGE)
