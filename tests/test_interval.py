from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework import Interval, InvalidValueError, Undefined

D = Decimal
THIRD = Fraction(1, 3)


def between(low, nominal, high):
    return Interval(D(low), D(nominal), D(high))


def test_a_sum_adds_the_half_widths():
    """Two amounts known to 5 add up to one known to 10."""
    assert between(95, 100, 105) + between(195, 200, 205) == between(290, 300, 310)


def test_a_difference_adds_the_half_widths_too():
    """The difference of two rounded numbers is as uncertain as both together."""
    assert between(195, 200, 205) - between(95, 100, 105) == between(90, 100, 110)


def test_the_opposite_turns_the_bounds_around():
    """The least a number can be is the most its opposite can."""
    assert -between(1, 2, 5) == between(-5, -2, -1)


@pytest.mark.parametrize(("factor", "expected"), [(2, (2, 4, 10)), (0, (0, 0, 0)), (-2, (-10, -4, -2))])
def test_a_multiple_keeps_its_bounds_in_order(factor, expected):
    """A negative factor turns the bounds around; none of them is lost."""
    assert between(1, 2, 5).times(D(factor)) == between(*expected)


def test_a_quotient_holds_every_quotient_that_the_parts_allow():
    """The corners of two intervals are the bounds of their quotient, exactly, also where signs differ."""
    assert between(1, 2, 4).divided_by(between(2, 4, 8)) == Interval(Fraction(1, 8), Fraction(1, 2), Fraction(2))
    assert between(-1, 0, 1).divided_by(between(-4, -2, -1)) == Interval(Fraction(-1), Fraction(0), Fraction(1))


@pytest.mark.parametrize("divisor", [between(0, 0, 0), between(-1, 1, 2), between(0, 1, 2), between(-1, 0, 0)])
def test_a_divisor_that_may_be_zero_gives_no_answer(divisor):
    """Dividing by what may be nothing is answered by a reason, not by an exception and not by zero."""
    answer = between(1, 2, 3).divided_by(divisor)
    assert answer == Undefined("the divisor is zero or may be zero")


def test_arithmetic_is_exact_beyond_any_precision():
    """Sixty digits more or less, nothing is rounded, whatever precision the program works with."""
    big, small = Interval.exactly(D("1E+30")), Interval.exactly(D("1E-30"))
    with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact])):
        total = big + small
        assert str(total.nominal) == "1" + "0" * 30 + "." + "0" * 29 + "1"
        assert (total - big).nominal == D("1E-30")
        assert big.times(D("1.000000001")).nominal == D("1000000001E+21")
        assert str(Interval.exactly(THIRD)) == "0.333333"


def test_fractions_and_decimals_mix_exactly():
    """A third and two thirds are one, a third of a decimal is a third."""
    assert (Interval.exactly(THIRD) + Interval.exactly(D("0.5"))).nominal == Fraction(5, 6)
    assert Interval.exactly(D(2)).times(THIRD).nominal == Fraction(2, 3)
    assert (-Interval.exactly(THIRD)).nominal == Fraction(-1, 3)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (between(10, 11, 12), between(5, 6, 7), True),
        (between(5, 6, 7), between(10, 11, 12), False),
        (between(5, 6, 7), between(7, 8, 9), False),
        (between(5, 6, 8), between(7, 8, 9), None),
        (between(7, 8, 9), between(5, 6, 7), None),
        (between(5, 5, 5), between(5, 5, 5), False),
    ],
)
def test_more_is_certain_impossible_or_unknown(left, right, answer):
    """A number exceeds another certainly, certainly not, or the published digits leave it open."""
    assert left.exceeds(right) is answer


def test_two_numbers_may_be_the_same_where_their_bounds_touch():
    """Two rounded numbers may be one number as soon as they share a point."""
    assert between(5, 6, 7).overlaps(between(7, 8, 9))
    assert between(7, 8, 9).overlaps(between(5, 6, 7))
    assert between(5, 6, 9).overlaps(between(6, 7, 8))
    assert not between(5, 6, 7).overlaps(between(8, 9, 10))
    assert not between(8, 9, 10).overlaps(between(5, 6, 7))


def test_bounds_are_possible_themselves():
    """Both ends of an interval are within."""
    assert D(5) in between(5, 6, 7)
    assert D(7) in between(5, 6, 7)
    assert Fraction(29, 4) not in between(5, 6, 7)


def test_an_exact_number_has_no_width():
    """A number that was not rounded is one point."""
    assert Interval.exactly(D(5)).is_exact
    assert not between(4, 5, 6).is_exact


@pytest.mark.each(
    ("interval", "text"),
    [
        (between(5, 5, 5), "5"),
        (between(0, 0, 0), "0"),
        (between("-1234.50", "-1234.50", "-1234.50"), "-1,234.5"),
        (between("934305", "934310", "934315"), "934,310"),
        (between("2260015", "2265020", "2270025"), "2,270,000"),
        (between("-2270025", "-2265020", "-2260015"), "-2,270,000"),
        (between("0.114", "0.115", "0.116"), "0.115"),
        (between("0.11499999", "0.115", "0.11500001"), "0.115000"),
        (between("1", "5", "9.5"), "5"),
        (between("0", "3", "20"), "0"),
        (between("-0.0000001", "0", "0.0000001"), "0.000000"),
        (Interval(Fraction(1, 4), THIRD, Fraction(1, 2)), "0.3"),
    ],
)
def test_a_number_prints_only_the_digits_that_are_known(interval, text):
    """The last printed digit is one that the bounds support; unknown digits before the point become zeros."""
    assert str(interval) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (between("0.69007", "0.69008", "0.69009"), "69.01 %"),
        (between("0.5", "0.5", "0.5"), "50 %"),
        (between("0.1234567", "0.1234567", "0.1234567"), "12.35 %"),
        (between("0.35", "0.45", "0.55"), "40 %"),
        (between("0.401", "0.44", "0.45"), "44 %"),
        (between("-1.19620", "-1.19610", "-1.19600"), "-119.61 %"),
    ],
)
def test_a_rate_prints_two_decimals_at_most(interval, text):
    """Percentages have two decimals where that much is known, and fewer where it is not."""
    assert interval.as_percent() == text


def test_very_long_numbers_print():
    """Five thousand digits are printed in groups of three, none missing."""
    assert str(Interval.exactly(D("9" * 5000))).replace(",", "") == "9" * 5000


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((D(2), D(1), D(3)), "an Interval needs low <= nominal <= high, not 2, 1, 3"),
        ((D(1), D(4), D(3)), "an Interval needs low <= nominal <= high, not 1, 4, 3"),
        ((D("NaN"), D(1), D(1)), "Interval.low is Decimal('NaN'); expected a finite number"),
        ((D(1), D(1), D("Infinity")), "Interval.high is Decimal('Infinity'); expected a finite number"),
    ],
)
def test_bounds_in_the_wrong_order_are_refused(ends, said):
    """A number outside its own bounds, or no number at all, means nothing."""
    with pytest.raises(InvalidValueError) as caught:
        Interval(*ends)
    assert str(caught.value) == said


def test_a_bare_number_is_no_interval():
    """Adding a number without bounds is a mistake of the program and says so; intervals have no order."""
    with pytest.raises(TypeError):
        between(1, 2, 3) + 1
    with pytest.raises(TypeError):
        between(1, 2, 3) - 1
    with pytest.raises(TypeError):
        between(1, 2, 3) < between(4, 5, 6)  # noqa: B015  the comparison is what fails


@pytest.mark.parametrize("interval", [between(1, 2, 3), Interval.exactly(THIRD)])
def test_an_interval_can_be_hashed_copied_and_sent(interval):
    """An interval is a key, and equal to itself after a copy or a journey to another process."""
    for again in (copy.deepcopy(interval), pickle.loads(pickle.dumps(interval))):  # noqa: S301  our own bytes
        assert again == interval
        assert hash(again) == hash(interval)
