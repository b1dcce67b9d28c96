"""Nodes made without checks are the nodes that the constructors of their classes make, and as immutable."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.activity import ActivityDate
from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.formats._construction import unchecked
from resultsframework.money import Money
from resultsframework.node import Extra, Translation
from resultsframework.observation import Observation
from resultsframework.organisation import Participation
from resultsframework.series import ObservationSeries

NOUNS = (
    *(ActivityDate, Extra, Money, Observation, ObservationSeries, Participation, PolicyMarker, Reference, Translation),
    *(rf.Budget, rf.DocumentLink, rf.FundingLine, rf.Indicator, rf.Organisation, rf.Place),
    *(rf.Impact, rf.Outcome, rf.Output, rf.OtherResult),
)


def fields_of(node):
    """The arguments that make a node."""
    return {field.alias: getattr(node, field.name) for field in attrs.fields(type(node))}


@pytest.mark.parametrize("noun", NOUNS)
@given(st.data())
def test_what_is_made_unchecked_is_what_the_constructor_makes(noun, data):
    """Both nodes are equal in every respect: type, fields, hash, repr, copies and pickles; neither can be changed."""
    expected = data.draw(st.from_type(noun))
    made = unchecked(noun)(**fields_of(expected))
    assert type(made) is noun
    assert made == expected
    assert hash(made) == hash(expected)
    assert repr(made) == repr(expected)
    assert fields_of(made) == fields_of(expected)
    assert copy.deepcopy(made) == expected
    assert pickle.loads(pickle.dumps(made)) == expected  # noqa: S301 - its own
    assert attrs.evolve(made) == expected
    name = next(iter(attrs.fields_dict(noun)))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, name, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(made, name)


@pytest.mark.parametrize(
    ("noun", "stated"),
    [
        (Observation, {"kind": rf.ObservationKind.ACTUAL}),
        (Reference, {"code": "5.1"}),
        (Translation, {"field": "title", "language": "fr"}),
        *((noun, {}) for noun in (rf.Indicator, rf.Budget, rf.Place, rf.Output)),
    ],
)
def test_a_field_that_is_not_stated_has_its_default(noun, stated):
    """Fields without an argument hold the default of the class."""
    assert unchecked(noun)(**stated) == noun(**stated)


def test_a_field_without_a_default_has_to_be_stated():
    """An argument without a default, or with a default that is calculated from others, is required."""
    with pytest.raises(TypeError, match="code"):
        unchecked(Reference)()
    with pytest.raises(TypeError, match="low"):
        unchecked(Money)(nominal=Decimal(1), high=Decimal(1))


def test_positional_arguments_of_a_class_remain_positional():
    """A series is made from its observations without naming the field."""
    assert unchecked(ObservationSeries)(()) == ObservationSeries(())
