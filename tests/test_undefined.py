"""Stopping a calculation early: raised within, answered at its public edge."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import Cause, Undefined
from resultsframework._undefined import UndefinedError, defined, naming, or_undefined

NO_TARGET = Undefined("no target")


def test_a_calculation_that_stops_early_answers_with_the_reason():
    """The reason is the answer, and a value passes through."""

    @or_undefined
    def half_of(number):
        """Half of a number."""
        return defined(number) / 2

    assert half_of(NO_TARGET) is NO_TARGET
    assert half_of(4) == 2
    assert (half_of.__name__, half_of.__doc__) == ("half_of", "Half of a number.")


def test_any_other_error_is_not_caught():
    """A mistake of the caller is an error, never a reason."""
    with pytest.raises(TypeError):
        or_undefined(len)(3)


def test_a_reason_gets_the_inputs_at_hand_unless_it_names_its_own():
    """The observations that a calculation had are named with the reason."""

    @or_undefined
    def stop(reason):
        with naming((("actual", 3),)):
            raise UndefinedError(reason)

    assert stop(NO_TARGET) == Undefined("no target", (("actual", 3),))
    named = Undefined("no target", (("target", None),))
    assert stop(named) is named
    assert stop(Undefined("later", cause=Cause.NOT_DUE)) == Undefined("later", (("actual", 3),), Cause.NOT_DUE)


def test_every_answer_is_true_also_where_it_is_zero():
    """A condition asks for an answer, not for a number: only the lack of one is false."""
    nothing = rf.Money(nominal=0)
    for answer in (nothing, rf.Interval.exactly(Decimal(0)), rf.Budget(planned=nothing), rf.Indicator()):
        assert bool(answer) is True
    assert bool(rf.Undefined("no budget")) is False
