"""Patterns of layouts: texts with gaps, which match as regular expressions do, in a time that grows with the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultsframework.formats.tabular.layout._patterns import ANY, NUMBER, Gap, Pattern, folded

CODE = Gap("code", characters=re.compile(r"\S+"))
GAPS = {"{period}": Gap("period"), "{place}": Gap("place"), "{code}": CODE, "#": NUMBER, "*": ANY}
SAME = {"{period}": "(?P<period>.+)", "{place}": "(?P<place>.+)", "{code}": r"(?P<code>\S+)", "#": "[0-9]+", "*": ".*?"}


def match(pattern, text):
    return Pattern(pattern, GAPS).match(text, folded(text))


@pytest.mark.each(
    ("pattern", "text", "found"),
    [
        ("Target", "target", {}),
        ("Target", "targets", None),
        ("Target {period}", "TARGET 2021", {"period": "2021"}),
        ("Target {period}", "Target ", None),
        ("* {period}", "Women, Target 2021", {"period": "Target 2021"}),
        ("{place} {period}", "South Sudan 2021", {"place": "South Sudan", "period": "2021"}),
        ("{place} / {period}", "Kenya - 2021", None),
        ("{code} of {place}", "A of B of C", {"code": "A", "place": "B of C"}),
        ("{code}{place}", "ab cd", {"code": "ab", "place": " cd"}),
        ("{code}.", "a b.", None),
        ("P#", "p12", {}),
        ("P#.#", "P1.x", None),
        ("#a#", "1a2", {}),
        ("aba*aba", "aba", None),
        ("*", "", {}),
        ("İ*", "İstanbul", {}),
    ],
)
def test_a_pattern_finds_what_fills_its_gaps(pattern, text, found):
    """Gaps with a name take as much as they can, the first ones first, in any letter case."""
    assert match(pattern, text) == found


@pytest.mark.property
@pytest.mark.no_cover
@given(
    parts=st.lists(st.sampled_from(["a", "ab", " ", "1", "*", "#"]), max_size=6),
    names=st.lists(st.sampled_from(["{period}", "{place}", "{code}"]), unique=True, max_size=3),
    text=st.text("ab1 ", max_size=12),
    data=st.data(),
)
def test_a_pattern_matches_as_a_regular_expression_does(parts, names, text, data):
    """The same texts match, with the same in every gap that has a name."""
    signs = data.draw(st.permutations(parts + names))
    found = re.fullmatch("".join(SAME.get(sign) or re.escape(sign) for sign in signs), text)
    assert match("".join(signs), text) == (None if found is None else found.groupdict())


@pytest.mark.no_cover
@pytest.mark.parametrize("pattern", ["*a" * 30, "#a" * 30, "{code}a{period}a{place}a*a*a*a*b", "*" * 30 + "b"])
def test_the_time_of_a_pattern_grows_with_the_text(pattern):
    """Thirty gaps in a text that nearly matches take no time to speak of, and ten times the text ten times as long."""
    start = time.process_time()
    assert match(pattern, "a1" * 50_000 + "c") is None
    assert time.process_time() - start < 5
