"""Numbers in plain notation, and the one limit on digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from resultsframework.cell import parse_value
from resultsframework.money import parse_money
from resultsframework.number import has_too_many_digits, parse_number, plain_number, whole_number


@pytest.mark.each(
    ("text", "number"),
    [
        ("5", Decimal(5)),
        ("-5.50", Decimal("-5.50")),
        ("+.5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("9" * 1_000, Decimal("9" * 1_000)),
        ("-0." + "0" * 998 + "1", Decimal("-1e-999")),
        ("9" * 1_001, None),
        ("-0." + "0" * 999 + "1", None),
        ("0" * 1_002, Decimal(0)),
        ("0" * 1_003, None),
        ("1e5", None),
        ("1,000", None),
        ("٣", None),
        (".", None),
        ("", None),
    ],
)
def test_a_plain_number_has_at_most_a_thousand_digits(text, number):
    """A number of an attribute in a file has digits, a sign and a point; beyond a thousand digits it is none."""
    assert plain_number(text) == number


@pytest.mark.each(
    ("text", "number"),
    [("2025", 2025), ("007", 7), ("9" * 1_000, int("9" * 1_000)), ("9" * 1_001, None), ("-1", None), ("²", None)],
)
def test_a_whole_number_has_at_most_a_thousand_digits(text, number):
    """A position or a year in a file has digits only; beyond a thousand it is none."""
    assert whole_number(text) == number


@pytest.mark.each(
    ("number", "is_beyond"),
    [("1e999", False), ("1e1000", True), ("1e-999", False), ("1e-1000", True), ("0e-5000", True), ("1.5e600", False)],
)
def test_the_digits_of_a_number_are_counted_as_written_in_full(number, is_beyond):
    """An exponent stands for the zeros that it saves."""
    assert has_too_many_digits(Decimal(number)) is is_beyond


@pytest.mark.each("text", ["9" * 990 + "e20", "0." + "1" * 950 + "e-99", "1" * 995 + " million", "1" * 999 + "k USD"])
def test_a_text_whose_number_has_too_many_digits_is_text(text):
    """A multiplier or an exponent leads no value over the limit on digits."""
    assert parse_number(text) is None
    assert parse_value(text).value == text
    assert parse_money(text) is None


def test_an_amount_whose_bounds_have_too_many_digits_is_none():
    """Half a unit of the last digit is one digit more than the amount has."""
    text = "1" * 1_000
    assert parse_money(text).nominal == Decimal(text)
    assert parse_money(text, rounded=True) is None


@pytest.mark.each("text", ["&#" + "9" * 5_000 + ";", "&#x" + "f" * 5_000 + ";", "5 &#" + "0" * 4_400 + "32;"])
def test_a_reference_to_a_character_without_end_is_text(text):
    """A cell with a character reference of thousands of digits is text, and no error."""
    assert parse_value(text).value == text
