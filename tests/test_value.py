from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework import InvalidValueError, Level, Missing, Range, Ratio, Undefined
from resultsframework.value import is_numeric, kind_of, text_of, with_type

D = Decimal


def below(high):
    return Range(high=D(high), high_included=False)


def above(low):
    return Range(low=D(low), low_included=False)


def at_most(high):
    return Range(high=D(high))


def at_least(low):
    return Range(low=D(low))


@pytest.mark.parametrize(
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
        (lambda: Ratio(D(3), 0.5), "Ratio.denominator is 0.5, a float, which is not exact; write Decimal('0.5')"),
        (lambda: Ratio(True, D(5)), "Ratio.numerator is True; expected Decimal"),
        (lambda: Ratio(D("NaN"), D(5)), "Ratio.numerator is Decimal('NaN'); expected a finite number"),
        (Range, "a Range needs a low bound, a high bound or both"),
        (lambda: Range(D(2), D(1)), "a Range from 2 to 1 holds nothing; the low bound comes first"),
        (lambda: Range(high=D("Infinity")), "Range.high is Decimal('Infinity'); expected a finite number"),
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
