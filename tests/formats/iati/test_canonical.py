"""Elements known by their text alone: each yes must be a valid, canonical element, and usual elements must be known."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml.etree", reason="IATI needs lxml")

from resultsframework.formats.iati._canonical import is_canonical
from resultsframework.formats.iati._fitting import fits
from resultsframework.formats.iati._grammar import KINDS
from resultsframework.formats.iati._text import element_of, fragment

XML = "http://www.w3.org/XML/1998/namespace"
DAY = '<transaction-date iso-date="{}"></transaction-date>'
TRANSACTION = (
    '<transaction ref="1"><transaction-type code="2"></transaction-type>'
    '<transaction-date iso-date="2020-02-29"></transaction-date>\n  <value currency="USD" value-date="2020-01-01">'
    "{}</value><description><narrative>A &amp; b &lt;c&gt;</narrative></description></transaction>"
)
USUAL = (
    '<other-identifier ref="A" type="A1"><owner-org ref="B"><narrative>O</narrative></owner-org></other-identifier>',
    '<activity-scope code="3"></activity-scope>',
    '<humanitarian-scope code="E" type="1" vocabulary="1-2"></humanitarian-scope>',
    '<humanitarian-scope code="E" type="1" vocabulary="1" vocabulary-uri="https://x.org/a/b?c=d&amp;e"></humanitarian-scope>',
    '<default-aid-type code="C01" xml:lang="EN"></default-aid-type>',
    '<description type="2"><narrative xml:lang="fr">D\u00e9j\u00e0 vu &#xD;</narrative></description>',
    '<related-activity ref="&quot;A&quot; &amp; B" type="3"></related-activity>',
    '<legacy-data name="Status" value="7"></legacy-data>',
    '<conditions attached="1"><condition type="1"><narrative>C</narrative></condition></conditions>',
    '<capital-spend percentage="8.8"></capital-spend>',
    '<capital-spend percentage="0.52345678903"></capital-spend>',
    '<crs-add><other-flags code="1" significance="1"></other-flags></crs-add>',
    '<fss extraction-date="2020-01-01" priority="1"></fss>',
    TRANSACTION.format("-12.50"),
    '<conditions attached="0">\n  <p:a-b xmlns:p="http://x.org/a#">1 &amp; 2</p:a-b>\n</conditions>',
)
# Each of them is no element of the standard, not valid, or not canonical.
WRONG = (
    "",
    "text",
    '<activity-scope code="3"/>',
    "<activity-scope code='3'></activity-scope>",
    '<activity-scope  code="3"></activity-scope>',
    '<activity-scope code="3" ></activity-scope>',
    '<activity-scope code="3"></activity-scope> ',
    '<activity-scope code="3"></activity-scope><activity-scope code="3"></activity-scope>',
    "<activity-scope></activity-scope>",
    '<activity-scope code="a<b"></activity-scope>',
    '<activity-scope code="a&b"></activity-scope>',
    '<activity-scope code="a&gt;b"></activity-scope>',
    '<activity-scope code="a\tb"></activity-scope>',
    '<activity-scope code="a\x01b"></activity-scope>',
    '<activity-scope code="a\ufffeb"></activity-scope>',
    '<activity-scope code="3" other="4"></activity-scope>',
    '<activity-scope code="3"><x></x></activity-scope>',
    '<legacy-data value="7" name="Status"></legacy-data>',
    '<legacy-data name="Status" value="7" xml:lang="en"></legacy-data>',
    "<description><narrative>a\rb</narrative></description>",
    "<description><narrative>a&quot;b</narrative></description>",
    "<description><narrative>a > b</narrative></description>",
    "<description><narrative>a\x0bb</narrative></description>",
    "<description><narrative>a\ud800b</narrative></description>",
    '<description><narrative xml:lang="not a tag">a</narrative></description>',
    "<description>a<narrative>b</narrative></description>",
    "<description></description>",
    '<capital-spend percentage="many"></capital-spend>',
    '<fss extraction-date="0000-01-01"></fss>',
    '<fss extraction-date="2021-02-29"></fss>',
    '<fss extraction-date="1900-02-29"></fss>',
    '<fss extraction-date="2020-02-30"></fss>',
    '<fss extraction-date="2020-04-31"></fss>',
    '<fss extraction-date="2020-13-01"></fss>',
    '<fss extraction-date="2020-00-10"></fss>',
    '<fss extraction-date="2020-01-01" priority="yes"></fss>',
    '<humanitarian-scope code="E" type="1" vocabulary="1" vocabulary-uri="https://x.org/a b"></humanitarian-scope>',
    '<conditions attached="0"><p:a xmlns:q="http://x.org/">1</p:a></conditions>',
    '<conditions attached="0"><p:a xmlns:p="http://x.org/">1</p:b></conditions>',
    '<conditions attached="0"><p:a xmlns:p="x">1</p:a></conditions>',
    '<conditions attached="0"><p:a xmlns:p="">1</p:a></conditions>',
    '<conditions attached="0"><xml:a xmlns:xml="http://x.org/">1</xml:a></conditions>',
    '<conditions attached="0"><p:a xmlns:p="http://x.org/"><p:b></p:b></p:a></conditions>',
    '<conditions attached="0"><p:a xmlns:p="http://x.org/">1</p:a>text</conditions>',
    '<activity-status code="1"><p:a xmlns:p="http://x.org/"/></activity-status>',
    TRANSACTION.format("1 000"),
    TRANSACTION.format("1").replace("<description>", "text<description>"),
)


def name_of(text):
    """The name of the element that a text begins with."""
    return text.lstrip("<").split(" ")[0].split(">")[0].split("/")[0] or "x"


@pytest.mark.parametrize("text", USUAL)
def test_a_usual_element_is_known_by_its_text(text):
    """Elements as publishers write them need no parser to be known as valid and canonical."""
    assert is_canonical(text, f"iati-activity/{name_of(text)}")


@pytest.mark.parametrize("text", USUAL)
def test_what_is_known_by_its_text_is_valid_and_canonical(text):
    """A look with the parser confirms what the text alone told."""
    element = element_of(text)
    assert fits(element, "iati-activity")
    assert fragment(element) == text


@pytest.mark.parametrize("text", WRONG)
def test_what_is_not_certain_is_not_known_by_its_text(text):
    """An element that is invalid, or written otherwise than in canonical form, is left to a closer look."""
    assert not is_canonical(text, f"iati-activity/{name_of(text)}")


def test_an_element_is_known_in_its_place_only():
    """An element is not taken for one of another name, or of another parent."""
    scope = '<activity-scope code="3"></activity-scope>'
    assert not is_canonical(scope, "iati-activity/activity-status")
    assert not is_canonical(scope, "iati-activity/result/activity-scope")
    assert not is_canonical(scope, "iati-activity/unheard-of")


@pytest.mark.parametrize("day", ["2020-02-29", "2000-12-31", "0999-01-01", "2024-09-30Z"])
def test_a_day_of_the_calendar_is_known(day):
    """Days are known by their text, leap days among them."""
    text = DAY.format(day)
    assert is_canonical(text, "iati-activity/transaction/transaction-date")
    assert fits(element_of(text), "iati-activity/transaction")


@pytest.mark.parametrize("path", sorted(KINDS))
def test_each_element_without_anything_in_it_is_judged_as_by_the_parser(path):
    """An element that is quite empty is known only where the standard allows it to be empty."""
    parent, _, name = path.rpartition("/")
    text = f"<{name}></{name}>"
    assert not is_canonical(text, path) or not parent or fits(element_of(text), parent)
