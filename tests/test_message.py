"""Texts of files within messages."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf
from resultsframework.errors import Problem
from resultsframework.message import LONGEST, inert, legible, shortened


@pytest.mark.each(
    ("text", "shown"),
    [
        ("plan.xml", "plan.xml"),
        ("a\n::error::b\r", "a\\n::error::b\\r"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("a\u2066b\u202ec\u200fd\u061c", "a\\u2066b\\u202ec\\u200fd\\u061c"),
        ("a\u2028b\ud800", "a\\u2028b\\ud800"),
        # Joiners belong to the writing of Persian and Hindi, no-break spaces to that of French.
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("5\xa0000", "5\xa0000"),
    ],
)
def test_a_text_of_a_file_cannot_act_in_a_message(text, shown):
    """Line ends, signs that control a terminal and those that turn the direction are written as escapes."""
    assert legible(text) == shown


def test_a_json_document_means_the_same_without_signs_that_act():
    """Its line ends and the letters of every language stay; the rest is escaped as JSON does it."""
    document = {"file": "a\u202eb\x9b\u061c", "title": "Wörter نمی\u200cخواهم"}
    text = inert(json.dumps(document, ensure_ascii=False, indent=2))
    assert text == '{\n  "file": "a\\u202eb\\u009b\\u061c",\n  "title": "Wörter نمی\u200cخواهم"\n}'
    assert json.loads(text) == document


def test_a_long_text_keeps_its_beginning_and_its_end():
    """A message begins with the value that was found, and ends with the advice."""
    text = "begin" + "x" * 5_000 + "end"
    assert len(shortened(text)) == LONGEST
    assert shortened(text).startswith("begin")
    assert shortened(text).endswith("end")
    assert shortened("short") == "short"


@pytest.mark.each(
    "error",
    [
        rf.InvalidValueError("x" * 100_000),
        rf.NotFoundError("x" * 100_000),
        rf.AmbiguousCodeError("A", ("x" * 50_000, "y" * 50_000)),
        rf.FormatError("json", tuple(Problem("m" * 64_000, path="$." + "k" * 64_000) for _ in range(9)), "n" * 5_000),
    ],
)
def test_no_message_is_longer_than_a_page(error):
    """A name of 100 kB in a file is not repeated whole."""
    assert len(str(error)) <= LONGEST


LONG = "x" * 50_000
PLAN = rf.ResultsFramework(title=LONG, results=[rf.Output(code=LONG, title=LONG, indicators=[rf.Indicator(code=LONG)])])
LIKE = rf.ResultsFramework(results=[rf.Output(code=f"{n}", indicators=[rf.Indicator(code="A")]) for n in range(500)])


@pytest.mark.each(
    "call",
    [
        lambda: rf.read(LONG),
        lambda: rf.read("plan.json", format=LONG),
        lambda: rf.progress(PLAN),
        lambda: rf.progress(LONG),
        lambda: rf.progress(PLAN.indicators[0], 2021, against=LONG),
        lambda: rf.validate(PLAN, profile=LONG),
        lambda: rf.validate(PLAN, select=LONG),
        lambda: rf.validate(PLAN, units=LONG),
        lambda: PLAN.indicator(f"{LONG}q"),
        lambda: PLAN.at(f"{LONG}q"),
        lambda: PLAN.replace(**{LONG: 1}),
        lambda: PLAN.map(rf.Indicator, lambda _: None),
        lambda: LIKE.indicator("A"),
        lambda: LIKE.path_of(rf.Indicator(code="A")),
        lambda: rf.Indicator(**{LONG: 1}),
        lambda: rf.Indicator(code="1").with_extra(LONG, 1),
        lambda: rf.from_dict({LONG: LONG}, rf.Indicator),
        lambda: rf.from_dict({f"k{n}": 1 for n in range(5_000)}, rf.Indicator),
        lambda: PLAN.table().select(LONG),
        lambda: rf.UnitSystem()[LONG],
        lambda: rf.Period.parse(LONG),
        lambda: rf.rollup(PLAN, LONG, function=LONG),
        lambda: rf.formats.Limits(size=LONG),
        lambda: getattr(PLAN, LONG),
        lambda: getattr(rf, LONG),
    ],
)
def test_what_is_given_is_not_repeated_whole(call):
    """A code, a path, a name or a framework of any length makes a message of at most 2,000 characters."""
    with pytest.raises((rf.ResultsFrameworkError, AttributeError, TypeError)) as caught:
        call()
    assert len(str(caught.value)) <= LONGEST


def test_what_a_console_shows_of_a_plan_stays_within_lines():
    """Titles and codes of any length are cut where a framework, its results, a table or a report are printed."""
    for thing in (PLAN, PLAN.results, PLAN.table(), rf.validate(PLAN)):
        assert len(repr(thing)) < 500


def test_the_name_of_a_member_of_an_archive_cannot_begin_a_line():
    """A line break in a name would begin a line that systems of continuous integration obey."""
    error = rf.FormatError("iati", (Problem("a\nb", line=1),), "a.zip/b\n::error::c.xml")
    assert str(error) == "a.zip/b\\n::error::c.xml cannot be read as iati: line 1: a\\nb"
