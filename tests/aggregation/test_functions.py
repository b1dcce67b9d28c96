"""Each way of making one figure of several places, what it takes, and between which bounds the figure lies."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultsframework import Interval, Level, Missing, Period, Range, Ratio, Undefined
from resultsframework.aggregation import Overlap, RollupFunction
from resultsframework.aggregation._functions import (
    ADDING,
    DIVIDING,
    TAKES,
    Piece,
    end_of,
    in_words,
    rolled,
)

D = Decimal
SUM, COUNT, SHARE = RollupFunction.SUM, RollupFunction.COUNT_TRUE, RollupFunction.SHARE_TRUE
RATIO, MAXIMUM, LATEST = RollupFunction.RATIO, RollupFunction.MAXIMUM, RollupFunction.LATEST
DISTRIBUTION = RollupFunction.DISTRIBUTION
LOW, MIDDLE, HIGH = Level(1, "low"), Level(2, "middle"), Level(3, "high")
COUNTS = st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=6)


def pieces(*values, year=2021):
    return [Piece(value, Period(year=year), frozenset()) for value in values]


def combined(function, *values, overlap=Overlap.DISJOINT):
    return rolled(function, overlap, pieces(*values))


@pytest.mark.parametrize(
    ("counts", "disjoint", "largest", "unknown"),
    [
        ((D(4), D(6)), D(10), D(6), Interval(D(6), D(10), D(10))),
        ((D(59),), D(59), D(59), D(59)),
        ((D(0), D(0)), D(0), D(0), D(0)),
        ((D(0), D(7)), D(7), D(7), D(7)),
        ((D("0.5"), D("0.25")), D("0.75"), D("0.5"), Interval(D("0.5"), D("0.75"), D("0.75"))),
        ((D(10**30), D(1)), D(10**30 + 1), D(10**30), Interval(D(10**30), D(10**30 + 1), D(10**30 + 1))),
        (
            (Interval(D(3), D(5), D(8)), D(4)),
            Interval(D(7), D(9), D(12)),
            Interval(D(4), D(5), D(8)),
            Interval(D(4), D(9), D(12)),
        ),
        (
            (Interval(D(1), D(2), D(3)), Interval(D(10), D(20), D(30))),
            Interval(D(11), D(22), D(33)),
            Interval(D(10), D(20), D(30)),
            Interval(D(10), D(22), D(33)),
        ),
    ],
)
def test_a_total_depends_on_what_is_known_of_double_counting(counts, disjoint, largest, unknown):
    """Apart, everybody adds up; within the largest, it is the total; where nobody knows, it lies between the two."""
    assert combined(SUM, *counts) == disjoint
    assert combined(SUM, *counts, overlap=Overlap.CONTAINED) == largest
    assert combined(SUM, *counts, overlap=Overlap.UNKNOWN) == unknown


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [(Overlap.DISJOINT, D(2)), (Overlap.CONTAINED, D(1)), (Overlap.UNKNOWN, Interval(D(1), D(2), D(2)))],
)
def test_a_yes_counts_one_and_a_no_counts_nothing(overlap, expected):
    """Of three places two say yes; if they may be the same place, it is one at least."""
    assert combined(COUNT, True, False, True, overlap=overlap) == expected
    assert combined(COUNT, False, False, overlap=overlap) == 0


def test_changes_below_zero_add_up_where_places_are_apart():
    """A fall in one country makes up for a rise in another, and the sum may fall below zero."""
    assert combined(SUM, D(-5), D(3)) == D(-2)
    assert combined(SUM, D("-0.1"), D("0.1")) == 0


def test_a_sum_has_all_its_digits_whatever_precision_a_program_has_set():
    """Rounding to three digits elsewhere in a program loses nobody in a sum of people."""
    with localcontext() as context:
        context.prec = 3
        assert combined(SUM, D(1492979), D("0.125")) == D("1492979.125")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((Ratio(D(1), D(2)), Ratio(D(99), D(100))), Ratio(D(100), D(102))),
        ((Ratio(D(0), D(5)), Ratio(D(0), D(7))), Ratio(D(0), D(12))),
        ((Ratio(D(6), D(5)),), Ratio(D(6), D(5))),
        ((Ratio(D(1), D(4)), Ratio(D(1), D(-2))), Ratio(D(2), D(2))),
        ((Ratio(D("0.1"), D("0.3")), Ratio(D("0.2"), D("0.3"))), Ratio(D("0.3"), D("0.6"))),
        ((Ratio(D(1), D(4)), Ratio(D(3), D(-4))), Undefined("the denominators add up to zero")),
    ],
)
def test_a_ratio_of_all_is_made_of_the_numbers_and_not_of_the_percentages(parts, expected):
    """One of two and 99 of 100 are 100 of 102, some 98 %, and not the 74.5 % that a mean would give."""
    assert combined(RATIO, *parts) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((True,), Ratio(D(1), D(1))),
        ((False, False), Ratio(D(0), D(2))),
        ((True, False, True), Ratio(D(2), D(3))),
        ((Ratio(D(2), D(3)), True), Ratio(D(3), D(4))),
    ],
)
def test_a_share_of_yes_keeps_of_how_many_it_is(answers, expected):
    """A region of three places in which two say yes, and one more yes, are three of four."""
    assert combined(SHARE, *answers) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((D(-3), D(-7)), D(-3)),
        ((D(0), D("0.00001")), D("0.00001")),
        ((LOW, HIGH, MIDDLE), HIGH),
        ((Ratio(D(1), D(2)), Ratio(D(2), D(3))), Ratio(D(2), D(3))),
        ((Ratio(D(7), D(100)), Ratio(D(3), D(5))), Ratio(D(3), D(5))),
    ],
)
def test_the_most_is_by_size_or_by_rank_and_not_by_how_it_is_written(values, expected):
    """Three of five are more than seven of a hundred, and a level is as high as its rank."""
    assert combined(MAXIMUM, *values) == expected


def test_the_latest_is_the_one_whose_period_ends_last():
    """A period that begins earlier and ends later is later; one without a date is before all others."""
    whole = Piece(D(1), Period(start=dt.date(2019, 1, 1), end=dt.date(2021, 12, 31)), frozenset())
    half = Piece(D(2), Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 6, 30)), frozenset())
    undated = Piece(D(3), Period(raw="0"), frozenset())
    assert rolled(LATEST, Overlap.DISJOINT, [undated, half, whole]) == D(1)
    assert rolled(LATEST, Overlap.DISJOINT, [undated, half]) == D(2)
    assert rolled(LATEST, Overlap.DISJOINT, [undated]) == D(3)
    assert end_of(undated) == end_of(Piece(D(3), Period(start=dt.date(2021, 1, 1)), frozenset())) == dt.date.min


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((D(5), D("5.0")), D(5)),
        (("as planned", "as planned"), "as planned"),
        ((D(5), D(6)), Undefined("several values are equally late")),
        (("delayed", "as planned"), Undefined("several values are equally late")),
        ((LOW, HIGH), Undefined("several values are equally late")),
    ],
)
def test_of_two_values_that_end_together_the_latest_is_known_if_they_agree(values, expected):
    """Nobody chooses between two different values of one day, and two that are the same need no choice."""
    assert combined(LATEST, *values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((HIGH, LOW, HIGH), ((LOW, 1), (HIGH, 2))),
        ((True, False, True), ((False, 1), (True, 2))),
        ((D(10), D(9), D(10)), ((D(9), 1), (D(10), 2))),
        (("10", "9", "ñandú"), (("10", 1), ("9", 1), ("ñandú", 1))),
        ((Ratio(D(1), D(2)), Ratio(D(1), D(3))), ((Ratio(D(1), D(3)), 1), (Ratio(D(1), D(2)), 1))),
        ((Range(low=D(5)), Range(low=D(5))), ((Range(low=D(5)), 2),)),
        ((((LOW, 2), (HIGH, 1)), HIGH), ((LOW, 2), (HIGH, 2))),
        ((((LOW, 2),), ((LOW, 3), (MIDDLE, 1))), ((LOW, 5), (MIDDLE, 1))),
    ],
)
def test_a_distribution_counts_places_from_the_lowest_value_to_the_highest(values, expected):
    """Numbers go by size, levels by rank, words by letters; what a region has counted already counts as often."""
    assert combined(DISTRIBUTION, *values) == expected


@pytest.mark.each(
    ("value", "words"),
    [
        (D("1E+3"), "1000"),
        (D("0.50"), "0.50"),
        (Ratio(D(3), D(5)), "3/5"),
        (Fraction(2, 3), "2/3"),
        (Interval(D(6), D(10), D(10)), "6 to 10"),
        (True, "Yes"),
        (HIGH, "high"),
        (((False, 1), (True, 2)), "No: 1, Yes: 2"),
        (((LOW, 4),), "low: 4"),
        ("性別平等", "性別平等"),
    ],
)
def test_a_figure_is_printed_in_words(value, words):
    """A number has all its digits, a ratio both its numbers, an open total its bounds, a distribution every value."""
    assert in_words(value) == words


def test_no_function_takes_a_value_that_is_not_there():
    """A reason for nothing is no number, no answer and no level: it can go into no figure."""
    assert not any(issubclass(Missing, kinds) for kinds in TAKES.values())
    assert {function for function in RollupFunction if function not in TAKES} == {LATEST, DISTRIBUTION}
    assert not set(ADDING) & set(DIVIDING)


@given(COUNTS)
def test_the_total_of_overlapping_places_is_at_least_the_largest_and_at_most_the_sum(counts):
    """Whatever the overlap is, it is nowhere outside, and both ends of it are had where it is known."""
    found = combined(SUM, *counts, overlap=Overlap.UNKNOWN)
    bounds = found if isinstance(found, Interval) else Interval.exactly(found)
    assert (bounds.low, bounds.high) == (max(counts), sum(counts))
    assert combined(SUM, *counts) in bounds
    assert combined(SUM, *counts, overlap=Overlap.CONTAINED) in bounds


@given(COUNTS, st.sampled_from(Overlap), st.randoms(use_true_random=False))
def test_the_order_of_places_changes_no_total(counts, overlap, random):
    """The order of places does not matter."""
    shuffled = random.sample(counts, len(counts))
    assert combined(SUM, *counts, overlap=overlap) == combined(SUM, *shuffled, overlap=overlap)
    assert combined(DISTRIBUTION, *counts) == combined(DISTRIBUTION, *shuffled)


@given(COUNTS, COUNTS, st.sampled_from(Overlap))
def test_regions_give_the_same_total_as_their_places(north, south, overlap):
    """Rolling up two regions gives what rolling up all their places at once gives."""
    regions = [combined(SUM, *places, overlap=overlap) for places in (north, south)]
    assert combined(SUM, *regions, overlap=overlap) == combined(SUM, *north, *south, overlap=overlap)
