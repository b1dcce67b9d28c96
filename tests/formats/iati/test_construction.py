"""What the reader makes without the usual checks is what the constructors make, and as fixed as that."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.node import Extra, Translation
from resultsframework.observation import Disaggregation, ObservationSeries

pytest.importorskip("lxml.etree", reason="IATI needs lxml")

from resultsframework.formats.iati import _construction as quick

MAKERS = [getattr(quick, name) for name in quick.__all__ if name != "unchecked"]


def fields_of(node):
    """The arguments that make a node."""
    return {field.alias: getattr(node, field.name) for field in attrs.fields(type(node))}


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
@given(st.data())
def test_what_is_made_unchecked_is_what_the_constructor_makes(maker, data):
    """The two are one and the same in every way in which a program can tell: field by field, copied, pickled."""
    (noun,) = maker.__bases__
    expected = data.draw(st.from_type(noun))
    made = maker(**fields_of(expected))
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
    ("maker", "given_fields"),
    [
        (quick.observation, {"kind": rf.ObservationKind.ACTUAL}),
        (quick.indicator, {}),
        (quick.reference, {"code": "5.1"}),
        (quick.budget, {}),
        (quick.translation, {"field": "title", "language": "fr"}),
        (quick.place, {}),
        (quick.output, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_not_said_is_what_the_constructor_takes_for_it(maker, given_fields):
    """A field that the reader does not name holds what the class itself puts there."""
    (noun,) = maker.__bases__
    assert maker(**given_fields) == noun(**given_fields)


def test_what_every_argument_needs_is_needed_here_too():
    """A field without a default has to be named."""
    with pytest.raises(TypeError, match="code"):
        quick.reference()
    assert quick.unchecked(Disaggregation)() == Disaggregation()
    assert quick.unchecked(Extra)(name="@x", text="1") == Extra(name="@x", text="1")
    assert quick.unchecked(Translation)(field="a", language="b") == Translation(field="a", language="b")
    assert quick.series(()) == ObservationSeries(())
