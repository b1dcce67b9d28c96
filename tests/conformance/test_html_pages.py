"""Pages of real inputs: every value is on them, and no number that nobody states or calculates."""

from __future__ import annotations

import html as escapes
import re

import pytest

from resultsframework.formats import html

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")

TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


@pytest.fixture(
    scope="module", params=("portal page", "joint programme", "most indicators", "most groups", "most tags")
)
def framework(request, real):
    """The framework of a real input."""
    return real(request.param)


@pytest.mark.parametrize("year", [2020, 2021])
def test_no_number_is_invented(framework, strange_numbers, year):
    """Each number is stated where it is printed, or a table of the library gives it."""
    assert strange_numbers(html.dumps(framework, at=year), framework, year) == {}


def test_every_stated_value_is_there(framework):
    """Every value that is reported is on the page as the source writes it, but for the commas between thousands."""
    words = squeezed(escapes.unescape(TAG.sub(" ", html.dumps(framework, at=2021))))
    stated = [o.raw for indicator in framework.indicators for o in indicator.series if o.is_reported]
    assert [raw for raw in stated if squeezed(raw) not in words] == []


def squeezed(text):
    """A text without spaces and commas."""
    return "".join(text.replace(",", "").split())
