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


def test_the_name_of_a_member_of_an_archive_cannot_begin_a_line():
    """A line break in a name would begin a line that systems of continuous integration obey."""
    error = rf.FormatError("iati", (Problem("a\nb", line=1),), "a.zip/b\n::error::c.xml")
    assert str(error) == "a.zip/b\\n::error::c.xml cannot be read as iati: line 1: a\\nb"
