"""Patterns for codes that settings may hold."""

from __future__ import annotations

import pytest

from resultsframework.rules._code_pattern import fault_of_pattern
from resultsframework.rules.codes import UN_WOMEN_CODES


@pytest.mark.each(
    "pattern",
    [
        *UN_WOMEN_CODES,
        "A+",
        "[A-Z]{3}_[0-9]+([.][0-9]{2})*",
        r"(?:-[a-z]+)+",
        r"(?P<head>A|B)_(?i:x)?",
        "(A++)+",
        "(?:ab)*",
        "(?#the form (of a code)A",
        "[A-Z](?#letters)+",
        r"\(A\)+",
        "[(]+",
        "(A{2})*",
        "{}",
        "(A+)",
        "(A+)?",
        "A{,3}",
        "(?:)*",
        "(?i)a(?=b)(?<=a)",
    ],
)
def test_a_form_of_codes_is_accepted(pattern):
    """Groups that repeat are accepted where a text can be divided among them in one way only."""
    assert fault_of_pattern(pattern) is None


@pytest.mark.each(
    ("pattern", "fault"),
    [
        ("(A+)+", "the repeated group '(A+)+'"),
        ("x((A*)B?)*", "the repeated group"),
        ("(A|AA)+", "holds a repetition or a choice"),
        (r"(\.+)*", "the repeated group"),
        ("[[A-Z]+", "it is no regular expression: Possible nested set at position 1"),
        (r"(\w\d*)*", "the repeated group"),
        ("([a-z](?#letters)+)+", "the repeated group"),
        ("(a|)*", "holds a repetition or a choice"),
        (r"(.\d*)*", "the repeated group"),
        (r"(-[-a]+)*", "the repeated group"),
        (r"(-(a|b)+)*", "the repeated group"),
        ("(A{1,9}){1,9}", "the repeated group"),
        ("(A?){9,}", "the repeated group"),
        ("(", "it is no regular expression"),
        ("a{99999999999999999999}", "it is no regular expression"),
        ("a" * 1_001, "it has more than 1,000 characters"),
        ("(?x) A  # of a (code", "it is in the verbose notation"),
    ],
)
def test_a_pattern_that_could_take_hours_is_refused(pattern, fault):
    """Nested repetitions are tried in every possible way, which no length of a code would end."""
    assert fault in fault_of_pattern(pattern)
