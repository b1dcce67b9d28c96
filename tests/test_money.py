from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal

import pytest

from resultsframework import Interval, InvalidValueError, Money, Undefined, parse_money

D = Decimal


def test_a_text_that_has_to_be_an_amount_is_one_or_an_error():
    """Where nothing but an amount is expected, any other text is refused, and never nothing at all."""
    assert Money.parse("$934.31 K") == parse_money("$934.31 K")
    assert Money.parse("1.200", currency="EUR", decimal=",").nominal == 1200
    for text in ("TBD", "5 women", "\u20ac1.200"):
        with pytest.raises(InvalidValueError, match="is not certainly an amount of money; write it as"):
            Money.parse(text)


def usd(nominal, half=0):
    return Money(nominal=D(nominal), low=D(nominal) - D(half), high=D(nominal) + D(half), currency="USD")


@pytest.mark.each(
    ("text", "low", "nominal", "high", "currency"),
    [
        # The amounts of the page, known to half a unit of the last printed digit.
        ("$934.31 K", "934305", "934310", "934315", "USD"),
        ("$3.07 M", "3065000", "3070000", "3075000", "USD"),
        ("$289.56 K", "289555", "289560", "289565", "USD"),
        ("$804.98 K", "804975", "804980", "804985", "USD"),
        ("$600.36 K", "600355", "600360", "600365", "USD"),
        ("$267,469", "267469", "267469", "267469", "USD"),
        # Other spellings.
        ("$0 K", "-500", "0", "500", "USD"),
        ("934.31k", "934305", "934310", "934315", None),
        ("$1.2 million", "1150000", "1200000", "1250000", "USD"),
        ("CHF 5'000", "5000", "5000", "5000", "CHF"),
        ("5 000 EUR", "5000", "5000", "5000", "EUR"),
        ("USD 1.2 M", "1150000", "1200000", "1250000", "USD"),
        ("1.2 M USD", "1150000", "1200000", "1250000", "USD"),
        ("US$1.2m", "1150000", "1200000", "1250000", "USD"),
        ("2 bn \u20ac", "1500000000", "2000000000", "2500000000", "EUR"),
        ("5 mn", "4500000", "5000000", "5500000", None),
        ("$5 USD", "5", "5", "5", "USD"),
        ("-\u20ac5", "-5", "-5", "-5", "EUR"),
        ("\u20ac-5", "-5", "-5", "-5", "EUR"),
        ("\u2212$1.5 K", "-1550", "-1500", "-1450", "USD"),
        ("\u00a31,234.50", "1234.50", "1234.50", "1234.50", "GBP"),
        ("MXN 5", "5", "5", "5", "MXN"),
        (" 4999.50 ", "4999.50", "4999.50", "4999.50", None),
        ("-0 K", "-500", "0", "500", None),
    ],
)
def test_an_amount_is_read_with_the_bounds_that_its_digits_leave(text, low, nominal, high, currency):
    """With K, M or B an amount is known to half of its last digit, without it is exact; the text is kept."""
    money = parse_money(text)
    assert [str(end) for end in (money.low, money.nominal, money.high)] == [low, nominal, high]
    assert money.currency == currency
    assert money.raw == text


@pytest.mark.each(
    "text",
    [
        "",
        "-",
        "TBD",
        "Yes",
        "5%",
        "--5",
        "-$-5",
        "$5 EUR",
        "AND 5",
        "SDG 5",
        "\u20ac1.000",
        "9" * 1001,
        "$",
        "K",
        "5 Q",
        "1,23,4 K",
        "5 kn",
        "$1e5",
    ],
)
def test_what_is_certainly_no_amount_is_none(text):
    """Text, two currencies or two signs make no amount, and never a zero."""
    assert parse_money(text) is None


def test_an_amount_without_suffix_is_rounded_only_if_said_so():
    """A funding total printed to the dollar is exact, unless the reader knows that it was rounded."""
    money = parse_money("$267,469", rounded=True)
    assert (money.low, money.high) == (D("267468.5"), D("267469.5"))


def test_a_currency_can_be_given_where_the_text_has_none():
    """A file's currency is used for amounts that name none, and settles which dollar or peso a bare sign means."""
    assert parse_money("5", currency="MXN").currency == "MXN"
    assert parse_money("$5", currency="MXN").currency == "MXN"
    assert parse_money("$5", currency="EUR").currency == "USD"


def test_a_stated_decimal_mark_makes_an_amount_certain():
    """One euro or a thousand: only the convention of the source decides."""
    assert parse_money("\u20ac1.000", decimal=".").nominal == D("1.000")
    assert parse_money("\u20ac1.000", decimal=",").nominal == D(1000)


def test_a_very_long_amount_loses_no_digit():
    """Nine hundred digits and their bounds are exact, whatever precision the program works with."""
    with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded])):
        money = parse_money("9" * 900 + ".5 K")
        assert money.nominal == D("9" * 900 + "500")
        assert money.half_width == 50
        assert str(money).replace(",", "") == "9" * 900 + ".5 K"


def test_amounts_add_up_with_their_half_widths():
    """The sum of two rounded amounts is known no better than both together, and has no text of its own."""
    total = usd(3_070_000, 5000) + usd(550_730, 5) + usd(551_060, 5)
    assert total == usd(4_171_790, 5010)
    assert total.raw is None


def test_a_difference_has_the_half_widths_of_both():
    """The gap between planned and actual of the first output is 2,265,020 give or take 5,005."""
    gap = usd(3_070_000, 5000) - usd(804_980, 5)
    assert gap == usd(2_265_020, 5005)
    assert gap.half_width == 5005


def test_the_opposite_of_nothing_is_nothing():
    """Zero has no sign, neither as a number nor in print."""
    assert str((-usd(0)).nominal) == "0"
    assert str(-usd(0)) == "$0"
    assert -usd(5, 1) == usd(-5, 1)


@pytest.mark.each(
    ("money", "text"),
    [
        # The page's own amounts print as they were printed.
        (usd(934_310, 5), "$934.31 K"),
        (usd(3_070_000, 5000), "$3.07 M"),
        (usd(267_469), "$267,469"),
        # What was calculated from them prints no more than is known.
        (usd(2_265_020, 5005), "$2.27 M"),
        (usd(644_750, 10), "$644.75 K"),
        (usd(1_654_310, 15), "$1,654.31 K"),
        (usd(1_234_567, 600), "$1,235 K"),
        (usd(-119_610, 10), "-$119.61 K"),
        (usd(4_171_790, 5010), "$4.17 M"),
        (usd(1_041, 5), "$1.04 K"),
        # Zero, negative and small.
        (usd(0), "$0"),
        (usd(0, 500), "$0 K"),
        (usd(3, 10), "$0.00 K"),
        (usd(-5), "-$5"),
        (usd("267469", "0.5"), "$267,469"),
        (usd("4.999", "0.002"), "$4.999"),
        (usd("4.999", "0.0005"), "$4.999"),
        (usd("1234.50"), "$1,234.50"),
        (usd(999_996, 5), "$1,000.00 K"),
        # Large.
        (usd(2_000_000_000, 500_000_000), "$2 B"),
        (usd(12_934_310, 5), "$12,934.31 K"),
        (usd("3E+12", "5E+11"), "$3,000 B"),
        (usd("1E+5"), "$100,000"),
        # Other currencies, and none.
        (Money(nominal=D(5), currency="EUR"), "\u20ac5"),
        (Money(nominal=D(5), currency="GBP"), "\u00a35"),
        (Money(nominal=D(5), currency="MXN"), "MXN 5"),
        (Money(nominal=D(-5)), "-5"),
    ],
)
def test_an_amount_prints_only_the_digits_that_are_known(money, text):
    """No digit is printed that the bounds do not support, and every one that they do."""
    assert str(money) == text


@pytest.mark.parametrize("text", ["$934.31 K", "$3.07 M", "$267,469", "-$119.61 K", "$0 K", "\u20ac5"])
def test_a_printed_amount_reads_as_the_same_amount(text):
    """A printed amount is read with the same bounds."""
    money = parse_money(text)
    assert str(money) == text
    assert parse_money(str(money)) == money


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (usd(600_360, 5), usd(480_750, 5), True),
        (usd(480_750, 5), usd(600_360, 5), False),
        (usd(100, 5), usd(95, 5), None),
        (usd(5), usd(5), False),
    ],
)
def test_more_money_is_certain_impossible_or_unknown(left, right, answer):
    """Expenses exceed a budget certainly, certainly not, or the rounding hides it."""
    assert left.exceeds(right) is answer


def test_two_amounts_may_be_the_same():
    """Amounts overlap where some amount fits both."""
    assert usd(100, 5).overlaps(usd(109, 5))
    assert not usd(100, 5).overlaps(usd(111, 5))


def test_a_rate_is_an_interval_without_currency():
    """Dollars by dollars are a number; dollars by nothing are undefined."""
    assert usd(1, 0).divided_by(usd(4, 0)).nominal * 4 == 1
    assert isinstance(usd(1).divided_by(usd(4)), Interval)
    assert isinstance(usd(1).divided_by(usd(0)), Undefined)
    assert isinstance(usd(1).divided_by(usd(0, 5)), Undefined)


@pytest.mark.each(
    ("text", "printed"),
    [
        ("$641,897.7418977418", "$641,897.74"),
        ("-$0.125", "-$0.12"),
        ("$641,897.7", "$641,897.7"),
        ("$641,897.740", "$641,897.740"),
        ("KWD 1.2345", "KWD 1.234"),
        ("$0.001", "$0.001"),
        ("$934.31 K", "$934.31 K"),
    ],
)
def test_an_amount_is_printed_for_people_to_the_smallest_coin(text, printed):
    """An exact amount, such as a converted one, has cents at most, one of Kuwait thousandths; a rounded one is kept."""
    assert Money.parse(text, decimal=".").as_printed() == printed


@pytest.mark.each("other", [Money(nominal=D(5), currency="EUR"), Money(nominal=D(5))])
@pytest.mark.each("question", ["__add__", "__sub__", "divided_by", "exceeds", "overlaps"])
def test_amounts_of_different_currencies_never_mix(question, other):
    """Dollars and euros have no sum, no rate and no order; the error names both and what to do."""
    with pytest.raises(
        InvalidValueError, match=r"USD and (EUR|no currency) do not mix; convert one of them by a dated"
    ):
        getattr(usd(5), question)(other)


def test_an_amount_without_a_currency_does_not_mix_either():
    """An amount without a currency cannot be added to one with it, on either side."""
    with pytest.raises(InvalidValueError, match=r"^no currency and USD do not mix"):
        Money(nominal=D(5)) + usd(5)


def test_a_bare_number_is_no_amount():
    """Adding a number without currency is a mistake of the program; amounts have no order of their own."""
    with pytest.raises(TypeError):
        usd(5) + 5
    with pytest.raises(TypeError):
        usd(5) - 5
    with pytest.raises(TypeError):
        usd(5) < usd(6)  # noqa: B015  the comparison is what fails


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nominal": 5.5}, "Money.nominal is 5.5, a float, which is not exact; write Decimal('5.5')"),
        ({"nominal": D("NaN")}, "Money.nominal is Decimal('NaN'); expected a finite number"),
        ({"nominal": D(5), "low": D(6)}, "Money needs low <= nominal <= high, not 6, 5, 5"),
        ({"nominal": D(5), "high": D(4)}, "Money needs low <= nominal <= high, not 5, 5, 4"),
        ({"nominal": D(5), "currency": "$"}, "Money.currency must be an ISO 4217 code such as 'USD', not '$'"),
        ({"nominal": D(5), "currency": "USD\n"}, "Money.currency must be an ISO 4217 code such as 'USD', not 'USD\\n'"),
        ({"nominal": D(5), "currency": 840}, "Money.currency is 840; expected str"),
    ],
)
def test_an_amount_that_means_nothing_is_refused(fields, said):
    """Amounts without a number, outside their bounds or without a currency code are refused, with the reason."""
    with pytest.raises(InvalidValueError) as caught:
        Money(**fields)
    assert str(caught.value) == said


def test_equality_is_about_what_is_written_down():
    """The same amount known to the dollar and known to the thousand are two different statements."""
    assert usd(5) == Money(nominal=D("5.00"), currency="USD")
    assert usd(5000) != usd(5000, 500)
    assert usd(5) != Money(nominal=D(5), currency="EUR")
    assert usd(5).is_exact
    assert not usd(5, 1).is_exact


def test_an_amount_can_be_hashed_copied_and_sent():
    """Amounts are keys, and equal themselves after a copy or a journey to another process."""
    money = parse_money("$934.31 K")
    for again in (copy.deepcopy(money), pickle.loads(pickle.dumps(money))):  # noqa: S301  our own bytes
        assert again == money
        assert hash(again) == hash(money)


def test_an_amount_in_a_notebook_is_printed_for_people():
    """A cell that ends with an amount shows it, and no expression."""
    assert Money.parse("$934.31 K")._repr_html_() == "<p>$934.31 K</p>"
    assert Interval.exactly(D("0.5"))._repr_html_() == "<p>0.5</p>"
