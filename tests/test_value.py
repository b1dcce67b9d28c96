from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework import InvalidValueError, Level, Missing, Range, Ratio, Undefined, parse_value
from resultsframework.value import is_numeric, is_reported, kind_of, parse_number, text_of, with_type

D = Decimal


def below(high):
    return Range(high=D(high), high_included=False)


def above(low):
    return Range(low=D(low), low_included=False)


def at_most(high):
    return Range(high=D(high))


def at_least(low):
    return Range(low=D(low))


NUMBERS = {
    # Whole numbers and decimals, as most publishers write them.
    "2": "2",
    "0": "0",
    "450": "450",
    "38265": "38265",
    "2025.00": "2025.00",
    "0.00": "0.00",
    "17.29": "17.29",
    "0.10": "0.10",
    ".5": "0.5",
    "-5": "-5",
    "+5": "5",
    "\u22125": "-5",
    "007": "7",
    " 5 ": "5",
    "\t5\n": "5",
    "\u00a05": "5",
    "= 5": "5",
    "1e5": "1E+5",
    "2.5E-3": "0.0025",
    # A comma between groups of three separates thousands.
    "91,159": "91159",
    "1,492,979": "1492979",
    "3,809,400": "3809400",
    "1,234.5": "1234.5",
    "-1,234": "-1234",
    # Any other single comma is a decimal comma.
    "14,5": "14.5",
    "0,2": "0.2",
    "0,123": "0.123",
    "-0,123": "-0.123",
    "1,23": "1.23",
    "1,2345": "1.2345",
    "1234,567": "1234.567",
    "01,234": "1.234",
    "12254,1": "12254.1",
    "237388,86000000002": "237388.86000000002",
    "294088,86000000004": "294088.86000000004",
    # Points between groups need a comma behind them; spaces that cannot break need nothing.
    "1.234,5": "1234.5",
    "1.234.567,89": "1234567.89",
    "1.000,00": "1000.00",
    "1.234": "1.234",
    "1\u00a0234": "1234",
    "1\u202f234\u202f567": "1234567",
    "1\u2009234.5": "1234.5",
    # Where spaces group the digits, a comma can only be the decimal one.
    "1\u00a0234,5": "1234.5",
    "1\u202f234,567": "1234.567",
    "12\u00a0345\u00a0678,90": "12345678.90",
    "-1\u00a0234,5": "-1234.5",
    # A year of the period before a colon says when, not how much.
    "2020:2160": "2160",
    "2020:6,218,104": "6218104",
    "2020:0": "0",
    "2020 : 4": "4",
    "1999:3": "3",
}

WORDS = {
    "Yes": True,
    "yes": True,
    "YES": True,
    "TRUE": True,
    "true": True,
    "No": False,
    "no": False,
    "NO": False,
    "FALSE": False,
    "2020:Yes": True,
    "TBD": Missing.TO_BE_DETERMINED,
    "tbd": Missing.TO_BE_DETERMINED,
    "Tbd.": Missing.TO_BE_DETERMINED,
    "TBC": Missing.TO_BE_DETERMINED,
    "tbd pending project effectiveness": Missing.TO_BE_DETERMINED,
    "To be determined": Missing.TO_BE_DETERMINED,
    "to be confirmed": Missing.TO_BE_DETERMINED,
    "2020:TBD": Missing.TO_BE_DETERMINED,
    "to\u00a0be\u00a0determined": Missing.TO_BE_DETERMINED,
    "To be  determined": Missing.TO_BE_DETERMINED,
    "not\u00a0available": Missing.NOT_AVAILABLE,
    "not  applicable": Missing.NOT_APPLICABLE,
    "N/A": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_AVAILABLE,
    "NA": Missing.NOT_AVAILABLE,
    "n.a.": Missing.NOT_AVAILABLE,
    "Not available": Missing.NOT_AVAILABLE,
    "Not Available": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "Not applicable": Missing.NOT_APPLICABLE,
    "-": Missing.EMPTY,
    "--": Missing.EMPTY,
    "\u2013": Missing.EMPTY,
    "\u2014": Missing.EMPTY,
    "\u2212": Missing.EMPTY,
    "null": Missing.EMPTY,
    "None": Missing.EMPTY,
    "": Missing.EMPTY,
    "   ": Missing.EMPTY,
    "2020:-": Missing.EMPTY,
}

PAIRS = {
    "3/5": Ratio(D(3), D(5)),
    "0/5": Ratio(D(0), D(5)),
    "1:20": Ratio(D(1), D(20)),
    "122  out of 515,3": Ratio(D(122), D("515.3")),
    "1950 out of 2000": Ratio(D(1950), D(2000)),
    "3\u00a0out\u00a0of\u00a04": Ratio(D(3), D(4)),
    "3 out  of 4": Ratio(D(3), D(4)),
    "3\u00a0/\u00a04": Ratio(D(3), D(4)),
    "1000 / 700": Ratio(D(1000), D(700)),
    "10000 / 100000": Ratio(D(10000), D(100000)),
    "2020:3/5": Ratio(D(3), D(5)),
    "10-20": Range(D(10), D(20)),
    "10 \u2013 20": Range(D(10), D(20)),
    "<2": below(2),
    "<545": below(545),
    ">78": above(78),
    "&gt;1": above(1),
    "&lt; 5": below(5),
    "<= 5": at_most(5),
    "=< 5": at_most(5),
    "\u22645": at_most(5),
    ">=5": at_least(5),
    "=>5": at_least(5),
    "\u2265 5": at_least(5),
    "< -5": below(-5),
    ">1\u00a0000": above(1000),
    "2020:<5": below(5),
}

WITH_UNIT = {
    "95%": (D(95), "percent"),
    "80 %": (D(80), "percent"),
    "13%": (D(13), "percent"),
    "80\u00a0%": (D(80), "percent"),
    "0,5%": (D("0.5"), "percent"),
    "5 percent": (D(5), "percent"),
    "5 Per Cent": (D(5), "percent"),
    "5\u00a0per\u00a0cent": (D(5), "percent"),
    "5 PERCENT": (D(5), "percent"),
    "5percent": (D(5), "percent"),
    "1\u00a0234,5 %": (D("1234.5"), "percent"),
    "5\u2030": (D(5), "per_mille"),
    ">80%": (above(80), "percent"),
    "50-60%": (Range(D(50), D(60)), "percent"),
    "2020:80 %": (D(80), "percent"),
    "$102": (D(102), "USD"),
    "US$ 5,000": (D(5000), "USD"),
    "\u20ac5": (D(5), "EUR"),
    "\u00a35": (D(5), "GBP"),
    "USD 5": (D(5), "USD"),
    "EUR 5": (D(5), "EUR"),
}

TEXTS = (
    # Sentences and labels.
    "No HR system",
    "Increased",
    "Estudio no desarrollado",
    "tbdx",
    "Y",
    # Sentences with numbers in them.
    "January 19, 2017",
    "a) 64% b) 51%",
    "a)22.5 % b)17.8 %",
    "Male: 42Female: 28",
    "Male a)45% b) 24% c) 55% d) 65% e) 33%; Female a)58% b)32% c",
    "0% by definition for baseline quarter (Q3 of 2016)",
    "7 (IPH, Tirana University, Shefqet Ndroqi, and 4 regional ho",
    "1 audit report available in June 2021",
    "1 per month",
    "No later than February 1 of each CY",
    "2020:Estudio finalizado y divulgado",
    "2020:3 Prototipos de gu\u00edas",
    "95 % of women",
    "5 pp",
    # Commas and points that follow no rule.
    "1,234,56",
    "12,34,567",
    "1,,000",
    "1,000,",
    "1.234.567",
    "0,123,456",
    "1 234",
    "1\u00a0234,567,890",
    "1\u00a0234.567,8",
    "1,234\u00a0567",
    "1234\u00a0567",
    "1\u00a023",
    "01\u00a0234",
    "5 percentage points",
    "3 outof 4",
    "5.",
    "..5",
    # Dates, times and spans of years.
    "2019-2020",
    "2019/2020",
    "2019/20",
    "2015-16",
    "12/2020",
    "06/2021",
    "1/2/2020",
    "2020-01-05",
    "5:00",
    "1:05",
    # Pairs that mean nothing, or could mean two things.
    "20-10",
    "5-5",
    "1/0",
    "1:2:3",
    "-10-20",
    "1/2%",
    "$3/5",
    "3 / many",
    "<many",
    # A year before a colon with something unclear behind it.
    "2020:",
    "2020:2021:5",
    "2020:1:20",
    # What Python would take for a number, and a publisher would not.
    "1_000",
    "NaN",
    "Infinity",
    "0x10",
    "1E400",
    "\u0663",
    "\u00bd",
    # Signs without a certain meaning.
    "SDG 5",
    "ISO 9001",
    "HIV 3",
    "5\u20ac",
    "$1.2 M",
    "--5",
    "- 5",
    "%",
    "100%%",
    "five percent",
    "&amp;gt;1",
)


@pytest.mark.each(("text", "number"), NUMBERS.items())
def test_a_cell_is_a_number_where_it_certainly_is_one(text, number):
    """A number is read with every digit that was printed, and with no unit of its own."""
    value, unit = parse_value(text)
    assert type(value) is Decimal
    assert str(value) == number
    assert unit is None


@pytest.mark.each(("text", "value"), WORDS.items())
def test_yes_and_no_and_every_reason_for_a_missing_value_are_distinct(text, value):
    """Yes, no and the reasons why a cell has no value are states of their own, never numbers and never text."""
    found = parse_value(text)
    assert found.value is value
    assert found.unit is None


@pytest.mark.each(("text", "value"), PAIRS.items())
def test_ratios_and_thresholds_keep_both_numbers(text, value):
    """Three of five stays three of five, and a bound says whether it is itself within."""
    assert parse_value(text) == (value, None)


@pytest.mark.each(("text", "expected"), WITH_UNIT.items())
def test_a_unit_in_the_cell_is_kept_beside_the_value(text, expected):
    """The number of "95%" is 95, and percent is its unit."""
    assert parse_value(text) == expected


@pytest.mark.each("text", TEXTS)
def test_whatever_is_not_certain_stays_text(text):
    """A cell that may mean two things, or is a sentence, is kept as it was read."""
    assert parse_value(text) == (text, None)


def test_no_cell_is_not_an_empty_cell():
    """A column that was not printed and a cell that was left empty are two different things."""
    assert parse_value(None).value is Missing.ABSENT
    assert parse_value("").value is Missing.EMPTY


def test_zero_is_a_value():
    """A printed zero was measured; none of the five reasons for nothing was."""
    assert is_reported(parse_value("0").value)
    assert is_reported(parse_value("No").value)
    assert not any(is_reported(state) for state in Missing)


@pytest.mark.parametrize(
    ("year", "value"),
    [
        (None, D(76000)),
        (2020, D(76000)),
        (range(2019, 2022), D(76000)),
        (2021, "2020:76000"),
        (range(2021, 2023), "2020:76000"),
    ],
)
def test_a_year_before_a_colon_must_be_one_of_the_period(year, value):
    """A cell of 2021 that says "2020:76000" is no value of 2021, and no ratio either."""
    assert parse_value("2020:76000", year=year).value == value


def test_text_is_kept_with_the_spaces_around_it():
    """Text is not tidied: who writes it back writes what was read."""
    assert parse_value("  In progress ").value == "  In progress "


@pytest.mark.parametrize("text", ["9" * 5000, "1" + ",000" * 2000])
def test_a_very_long_number_loses_no_digit(text):
    """Five thousand digits are as exact as five."""
    assert text_of(parse_value(text).value) == text.replace(",", "")


@pytest.mark.parametrize(
    "text", ["2020:" * 20_000 + "5", "<" + " " * 50_000 + "\nx\ny", "1 " * 50_000 + "x", "1" + " " * 50_000 + "x"]
)
def test_nonsense_in_a_cell_is_text_at_once(text):
    """A cell full of nonsense neither hangs the reader nor breaks it."""
    assert parse_value(text).value == text


def test_reading_does_not_depend_on_the_precision_of_the_program():
    """A program that calculates with three digits, and traps rounding, still reads every digit."""
    with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded])):
        assert str(parse_value("237388,86000000002").value) == "237388.86000000002"
        assert str(parse_value("1,492,979").value) == "1492979"


@pytest.mark.parametrize("text", ["", "x", "5%", "1 234", "Yes"])
def test_a_text_that_is_no_number_has_none(text):
    """The reader of bare numbers says None, never zero."""
    assert parse_number(text) is None


@pytest.mark.each(
    ("value", "text"),
    [
        (True, "Yes"),
        (False, "No"),
        (D("0E-2"), "0.00"),
        (D("1E+5"), "100000"),
        (D("5.10"), "5.10"),
        (Ratio(D(3), D("5.0")), "3/5.0"),
        (below(545), "<545"),
        (at_most(5), "≤5"),
        (above(80), ">80"),
        (at_least(5), "≥5"),
        (Range(D(10), D(20)), "10-20"),
        (Range(D(10), D(20), low_included=False), "]10, 20]"),
        (Range(D(10), D(20), high_included=False), "[10, 20["),
        (Level(2, "medium"), "medium"),
        ("Adopted", "Adopted"),
        (Missing.TO_BE_DETERMINED, "TBD"),
        (Missing.NOT_AVAILABLE, "N/A"),
        (Missing.NOT_APPLICABLE, "not applicable"),
        (Missing.EMPTY, "-"),
        (Missing.ABSENT, ""),
    ],
)
def test_every_value_has_a_text_of_its_own(value, text):
    """The text of a value has all its digits and no exponent."""
    assert text_of(value) == text


@pytest.mark.each(
    "value", [True, False, D("17.29"), below(545), at_most(5), above(80), at_least(5), Range(D(1), D(2)), "Adopted"]
)
def test_the_text_of_a_value_reads_as_the_value(value):
    """What is written by the library is read by it as the same value."""
    assert with_type(parse_value(text_of(value)).value) == with_type(value)


def test_yes_is_no_number():
    """In Python True equals 1; as values of an indicator they differ."""
    assert with_type(True) != with_type(D(1))
    assert with_type(False) != with_type(D(0))
    assert with_type(D("5.0")) == with_type(D(5))


def test_a_ratio_has_an_exact_quotient():
    """One third stays one third."""
    assert Ratio(D(1), D(3)).fraction == Fraction(1, 3)


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (below(10), [D("9.99"), Fraction(-5)], [D(10), D(11)]),
        (at_most(10), [D(10), D(-5)], [D("10.01")]),
        (above(10), [D("10.01")], [D(10), D(9)]),
        (at_least(10), [D(10), D(11)], [D("9.99")]),
        (Range(D(1), D(2)), [D(1), D("1.5"), D(2)], [D("0.9"), D("2.1")]),
        (Range(D(1), D(2), low_included=False, high_included=False), [D("1.5")], [D(1), D(2)]),
    ],
)
def test_a_threshold_knows_what_meets_it(bounds, inside, outside):
    """A number is within a range if it is past neither bound, and on one only where the bound is included."""
    assert all(number in bounds for number in inside)
    assert not any(number in bounds for number in outside)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Ratio(D(3), D(0)), "Ratio(3, 0) has no meaning; a ratio over zero is not a value"),
        (lambda: Ratio(3, D(5)), "Ratio.numerator must be a finite Decimal, not 3; write Decimal('3')"),
        (lambda: Ratio(D(3), 0.5), "Ratio.denominator must be a finite Decimal, not 0.5; write Decimal('0.5')"),
        (lambda: Ratio(True, D(5)), "Ratio.numerator must be a finite Decimal, not True"),
        (lambda: Ratio(D("NaN"), D(5)), "Ratio.numerator must be a finite Decimal, not Decimal('NaN')"),
        (Range, "a Range needs a low bound, a high bound or both"),
        (lambda: Range(D(2), D(1)), "a Range from 2 to 1 holds nothing; the low bound comes first"),
        (lambda: Range(high=D("Infinity")), "Range.high must be a finite Decimal, not Decimal('Infinity')"),
    ],
)
def test_a_value_that_means_nothing_is_refused(make, said):
    """A ratio over zero, a range that holds nothing and a number that is none are refused, saying why."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert str(caught.value) == said


def test_no_answer_is_false_and_says_why():
    """An undefined rate is false and has a reason, so that it is not mistaken for zero."""
    answer = Undefined("planned is absent", (("planned", Missing.ABSENT),))
    assert not answer
    assert answer != 0
    assert str(answer) == "undefined (planned is absent)"
    assert answer.inputs == (("planned", Missing.ABSENT),)


@pytest.mark.each(
    "value",
    [Ratio(D(3), D(5)), below(545), Level(2, "medium"), Undefined("no plan", (("planned", D(1)),)), *Missing],
)
def test_a_value_can_be_hashed_copied_and_sent(value):
    """Values are keys, and equal themselves after a copy or a journey to another process."""
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301  our own bytes
        assert again == value
        assert hash(again) == hash(value)


def test_a_value_prints_as_it_is_written_in_python():
    """In a notebook a value shows what was said about it, and not what was not."""
    assert repr(below(545)) == "Range(high=Decimal('545'), high_included=False)"
    assert repr(Ratio(D(3), D(5))) == "Ratio(numerator=Decimal('3'), denominator=Decimal('5'))"
    assert repr(Undefined("no plan")) == "Undefined(reason='no plan')"
    assert repr(Level(2, "medium")) == "Level(rank=2, name='medium')"


@pytest.mark.parametrize(
    ("value", "kind", "numeric"),
    [
        (Decimal(1), "a number", True),
        (Ratio(Decimal(1), Decimal(2)), "a ratio", True),
        (Range(low=Decimal(1)), "a range", True),
        (True, "yes or no", False),
        (Level(1, "low"), "a level", False),
        ("some", "text", False),
        (Missing.EMPTY, "missing", False),
    ],
)
def test_every_value_has_a_kind(value, kind, numeric):
    """Numbers, ratios and ranges compare with each other; yes and no, levels and text do not."""
    assert kind_of(value) == kind
    assert is_numeric(value) is numeric
