"""The quick makers of the reader make what the constructors make, and nothing can be changed in it afterwards."""

from __future__ import annotations

import copy
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.observation import Disaggregation
from resultsframework.source import Extra, Translation

pytest.importorskip("lxml.etree", reason="IATI needs lxml")

from resultsframework.formats.iati import _construction as quick
from resultsframework.formats.iati._construction import extra as kept

TEXTS = st.none() | st.text(max_size=4)
EXTRAS = st.lists(st.builds(Extra, name=st.text(max_size=3), text=st.text(max_size=3)), max_size=2).map(tuple)
TRANSLATIONS = st.lists(st.builds(Translation, field=st.just("name"), language=st.just("fr"), text=TEXTS), max_size=2)
REST = st.tuples(TRANSLATIONS.map(tuple), EXTRAS, st.none() | st.integers(1, 9))
PERIODS = st.builds(rf.Period, year=st.integers(2000, 2030))
DOCUMENTS = st.lists(st.builds(rf.DocumentLink, url=TEXTS), max_size=2).map(tuple)
GROUPS = st.lists(st.builds(Disaggregation, dimension=TEXTS), max_size=2).map(tuple)
PLACES = st.lists(st.builds(rf.Place, code=TEXTS), max_size=2).map(tuple)
KINDS = st.sampled_from(rf.ObservationKind)
CELLS = st.tuples(st.none() | st.sampled_from([Decimal("1.50"), True, "much", rf.Missing.ABSENT]), TEXTS, TEXTS)


def shared(rest):
    """What every node has, by the names of the constructors."""
    return dict(zip(("translations", "extras", "line"), rest, strict=True))


def assert_same(made, expected):
    """The two are one and the same in every way in which a program can tell: field by field, too."""
    assert type(made) is type(expected)
    assert made == expected
    assert hash(made) == hash(expected)
    assert repr(made) == repr(expected)
    for field in attrs.fields(type(expected)):
        assert getattr(made, field.name) == getattr(expected, field.name)
    # A copy is made from what a pickle would hold.
    assert copy.deepcopy(made) == expected
    assert attrs.evolve(made) == expected
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, attrs.fields(type(made))[0].name, None)


@given(st.text(max_size=4), st.text(max_size=4))
def test_something_without_a_field_is_what_the_constructor_makes(name, text):
    """An extra that the reader makes is an extra like any other."""
    assert_same(kept(name, text), Extra(name=name, text=text))


@given(KINDS, PERIODS, CELLS, TEXTS, st.tuples(GROUPS, PLACES, DOCUMENTS), REST)
def test_a_value_is_what_the_constructor_makes(kind, period, cell, comment, about, rest):
    """A value that the reader makes has its cell, its groups, its places and its documents where they belong."""
    value, unit, raw = cell
    groups, places, documents = about
    assert_same(
        quick.observation(kind, period, cell, comment, about, rest),
        rf.Observation(
            kind=kind,
            period=period,
            value=value,
            unit=unit,
            raw=raw,
            comment=comment,
            disaggregation=groups,
            places=places,
            documents=documents,
            **shared(rest),
        ),
    )


@given(KINDS, PERIODS, CELLS)
def test_a_value_of_which_nothing_more_is_said_is_about_the_whole(kind, period, cell):
    """A value without groups, places, documents and words has none."""
    value, unit, raw = cell
    expected = rf.Observation(kind=kind, period=period, value=value, unit=unit, raw=raw)
    assert_same(quick.observation(kind, period, cell), expected)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from([None, "USD", "EUR"]))
def test_an_exact_amount_is_what_the_constructor_makes(nominal, currency):
    """An exact amount is its own least and most."""
    made = quick.exact_money(nominal, currency)
    assert_same(made, rf.Money(nominal=nominal, currency=currency))
    assert made.is_exact
