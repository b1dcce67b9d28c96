from __future__ import annotations

import decimal
from decimal import Decimal

import pytest

from resultsframework import InvalidValueError, Missing, Range, Ratio, parse_value
from resultsframework.number import parse_number, parse_quantity
from resultsframework.value import is_reported, text_of, with_type

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
    # Groups in other conventions: spaces of any kind, apostrophes, two or more dots, groups of two as in India.
    "12 345": "12345",
    "1 000 000": "1000000",
    "12'345": "12345",
    "12\u2019345": "12345",
    "1.234.567": "1234567",
    "10,00,000": "1000000",
    "12,34,567.5": "1234567.5",
    # A dot that cannot separate thousands, or has nothing behind it.
    "0.575": "0.575",
    "1030.25": "1030.25",
    "12.3456": "12.3456",
    "100.": "100",
    # Digits of other scripts, fractions in one character, dashes as a minus.
    "\uff11\uff12\uff13": "123",
    "\u0663\u0664": "34",
    "\u0663\u066b\u0665": "3.5",
    "\u0967\u0968": "12",
    "\u00bd": "0.5",
    "1\u00bd": "1.5",
    "-\u00be": "-0.75",
    "\u20135": "-5",
    "1,5 million": "1500000",
    "2 thousand": "2000",
    "1.5 billion": "1500000000",
    # French, Spanish, Portuguese.
    "1,5 millions": "1500000",
    "12 mil": "12000",
    "2 millones": "2000000",
    "2 milhões": "2000000",
    "1,2 milliard": "1200000000",
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
    "": Missing.EMPTY,
    "   ": Missing.EMPTY,
    "2020:-": Missing.EMPTY,
    # French, Spanish, Portuguese.
    "Oui": True,
    "Sí": True,
    "não": False,
    "À déterminer": Missing.TO_BE_DETERMINED,
    "Por definir": Missing.TO_BE_DETERMINED,
    "n.d.": Missing.NOT_AVAILABLE,
    "s/d": Missing.NOT_AVAILABLE,
    "s.o.": Missing.NOT_APPLICABLE,
    "no aplica": Missing.NOT_APPLICABLE,
}

PAIRS = {
    "3/5": Ratio(D(3), D(5)),
    "0/5": Ratio(D(0), D(5)),
    "3 of 5": Ratio(D(3), D(5)),
    "1 in 10": Ratio(D(1), D(10)),
    "1:20": Ratio(D(1), D(20)),
    "122  out of 515,3": Ratio(D(122), D("515.3")),
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
    "at least 5": at_least(5),
    "At most 5": at_most(5),
    "no less than 5": at_least(5),
    "not more than 5": at_most(5),
    "minimum of 5": at_least(5),
    "up to 1,000": at_most(1000),
    "more than 5": above(5),
    "fewer than 5": below(5),
    "-5 - 3": Range(D(-5), D(3)),
    # French, Spanish, Portuguese.
    "57 sur 118": Ratio(D(57), D(118)),
    "3 de 5": Ratio(D(3), D(5)),
    "3 sobre 5": Ratio(D(3), D(5)),
    "au moins 5": at_least(5),
    "Al menos 5": at_least(5),
    "no mínimo 5": at_least(5),
    "au plus 5": at_most(5),
    "como máximo 5": at_most(5),
    "plus de 5": above(5),
    "más de 5": above(5),
    "moins de 5": below(5),
    "menos de 5": below(5),
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
    "99.998%": (D("99.998"), "percent"),
    "at least 50%": (at_least(50), "percent"),
    "80% - 90%": (Range(D(80), D(90)), "percent"),
    "15% (15/100)": (D(15), "percent"),
    "-$5": (D(-5), "USD"),
    "5 USD": (D(5), "USD"),
    "5\u20ac": (D(5), "EUR"),
    "5 000 EUR": (D(5000), "EUR"),
    "CHF 5'000": (D(5000), "CHF"),
    "$1.2 million": (D(1200000), "USD"),
    "$1.2 M": (D(1200000), "USD"),
    "SDG 5,000": (D(5000), "SDG"),
    "5 SDG": (D(5), "SDG"),
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
    "1,,000",
    "1,000,",
    "0,123,456",
    "1\u00a0234,567,890",
    "1\u00a0234.567,8",
    "1,234\u00a0567",
    "1234\u00a0567",
    "1\u00a023",
    "01\u00a0234",
    "5 percentage points",
    "3 outof 4",
    "..5",
    # One dot before three digits: thousands to one reader, decimals to another.
    "00.5",
    "1.000",
    "20.000",
    "-12.345",
    "1.234 million",
    "$1.234",
    "\u2153",
    "007",
    "none",
    "nil",
    "15% (16/100)",
    "15% (15-100)",
    "15% (15/100/1)",
    "80% - 90 \u2030",
    # Dates, times and spans of years.
    "12:30",
    "20/21",
    "20-21",
    "14/15",
    "13/2020",
    "12 in 2020",
    "3 out of 2021",
    "1950 out of 2000",
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
    # Signs without a certain meaning.
    "SDG 5",
    "AND 5",
    "TOP 10",
    "ABC 5",
    "$5 EUR",
    "1.2 M",
    "ISO 9001",
    "HIV 3",
    "--5",
    "- 5",
    "%",
    "100%%",
    "five percent",
    # Until a year, or no more than it.
    "hasta 2025",
    "jusqu'à 2025",
    "3 de 2021",
    "2 billones",
    "5 de marzo",
    "no mínimo",
    "&amp;gt;1",
)


def test_a_cell_is_a_number_where_it_certainly_is_one():
    """A number is read with every digit that was printed, and with no unit of its own."""
    found = {text: parse_value(text) for text in NUMBERS}
    assert {text: str(value.value) for text, value in found.items()} == NUMBERS
    assert {type(value.value) for value in found.values()} == {Decimal}
    assert {value.unit for value in found.values()} == {None}


def test_yes_no_and_every_reason_for_a_missing_value_are_distinct():
    """Yes, no and the reasons why a cell has no value are states of their own, never numbers and never text."""
    for text, value in WORDS.items():
        found = parse_value(text)
        assert (text, found.value is value, found.unit) == (text, True, None)


def test_ratios_and_thresholds_keep_both_numbers():
    """Three of five stays three of five, and a bound says whether it is itself within."""
    assert {text: parse_value(text) for text in PAIRS} == {text: (value, None) for text, value in PAIRS.items()}


def test_a_unit_in_the_cell_is_kept_apart_from_the_value():
    """The number of "95%" is 95, and percent is its unit."""
    assert {text: parse_value(text) for text in WITH_UNIT} == WITH_UNIT


def test_whatever_is_not_certain_stays_text():
    """A cell that may mean two things, or is a sentence, is kept as it was read."""
    assert {text: parse_value(text) for text in TEXTS} == {text: (text, None) for text in TEXTS}


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


def test_a_long_number_loses_no_digit():
    """A thousand digits are as exact as five; what is longer measures nothing and stays text."""
    for text in ("9" * 1000, "1" + ",000" * 200):
        assert text_of(parse_value(text).value) == text.replace(",", "")
    assert parse_value("9" * 1001).value == "9" * 1001
    assert parse_number("9" * 1001) is None
    assert parse_quantity("9" * 1001 + "%") is None


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


def test_a_text_that_is_no_number_has_none():
    """The reader of bare numbers says None, never zero."""
    assert [parse_number(text) for text in ("", "x", "5%", "1 2", "Yes", "5,")] == [None] * 6


def test_a_stated_decimal_mark_settles_what_a_dot_means():
    """A source that writes decimal points, or decimal commas, is read by its convention and by no other."""
    points = {"2.012": D("2.012"), "1,234": D(1234), "1,5": "1,5", "1.234.567": "1.234.567", "1,234.5": D("1234.5")}
    assert {text: parse_value(text, decimal=".").value for text in points} == points
    commas = {"20.000": D(20000), "1,234": D("1.234"), "1.5": "1.5", "1.234,5": D("1234.5"), "10,00,000": "10,00,000"}
    assert {text: parse_value(text, decimal=",").value for text in commas} == commas
    with pytest.raises(InvalidValueError, match=r"^a decimal mark is '\.' or ',', not 'comma'$"):
        parse_value("1", decimal="comma")


def test_a_share_is_read_as_a_share():
    """Where a percentage is measured a dot is decimal, and two numbers in a row are no two years."""
    assert parse_value("12.345", measured="share").value == D("12.345")
    assert parse_value("14/15", measured="share").value == Ratio(D(14), D(15))


def test_a_count_is_read_as_a_count():
    """None of something counted is zero, and two counts side by side are no ratio."""
    for word in ("none", "Nil", "ZERO"):
        assert parse_value(word, measured="count").value == D(0)
        assert parse_value(word).value == word
    assert parse_value("1000 / 700", measured="count").value == "1000 / 700"
    assert parse_value("3/5", measured="count").value == Ratio(D(3), D(5))


def test_on_a_scale_every_word_is_a_step():
    """A step may be called "Not available" or "Yes"; only an empty cell has no value."""
    for word in ("Not available", "Yes", "none", "TBD"):
        assert parse_value(word, measured="scale").value == word
    assert parse_value("-", measured="scale").value is Missing.EMPTY
    assert parse_value("3", measured="scale").value == D(3)


def test_an_age_group_is_no_range_of_values():
    """Where ages are meant, "15-49" says of whom, not how many."""
    assert parse_value("15-49", of_ages=True).value == "15-49"
    assert parse_value("15-49").value == Range(D(15), D(49))


def test_a_dollar_is_that_of_the_country():
    """A bare dollar sign means the US dollar, unless the file's own currency is written with it too."""
    assert [parse_value("$5", currency=code).unit for code in (None, "EUR", "MXN")] == ["USD", "USD", "MXN"]
    assert parse_value("US$5", currency="MXN").unit == "USD"


@pytest.mark.parametrize(
    "value", [True, False, D("17.29"), below(545), at_most(5), above(80), at_least(5), Range(D(1), D(2)), "Adopted"]
)
def test_the_text_of_a_value_reads_as_the_value(value):
    """A written value is read as the same value."""
    assert with_type(parse_value(text_of(value)).value) == with_type(value)


def test_only_text_is_parsed():
    """A number from elsewhere is a value already."""
    with pytest.raises(InvalidValueError, match="parse_value reads the text of a cell, not 12"):
        parse_value(12)
