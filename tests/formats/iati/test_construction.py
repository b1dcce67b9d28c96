"""The quick makers of the reader make what the constructors make, and nothing can be changed in it afterwards."""

from __future__ import annotations

import copy
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
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
SHARES = st.none() | st.decimals(0, 100, places=1)
PERIODS = st.builds(rf.Period, year=st.integers(2000, 2030))
CODES = st.lists(st.text(max_size=2), max_size=2).map(tuple)
DOCUMENTS = st.lists(st.builds(rf.DocumentLink, url=TEXTS), max_size=2).map(tuple)
REFERENCES = st.lists(st.builds(rf.Reference, code=st.text(max_size=2)), max_size=2).map(tuple)
GROUPS = st.lists(st.builds(Disaggregation, dimension=TEXTS), max_size=2).map(tuple)
PLACES = st.lists(st.builds(rf.Place, code=TEXTS), max_size=2).map(tuple)
MONEY = st.builds(rf.Money, nominal=st.decimals(-9, 9, places=1), currency=st.sampled_from([None, "USD"]))
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


@given(MONEY, PERIODS, EXTRAS, st.none() | st.integers(1, 9))
def test_a_planned_budget_is_what_the_constructor_makes(planned, period, extras, line):
    """A budget that the reader makes has a plan, and neither actual money nor expenses."""
    made = quick.planned_budget(planned, period, extras, line)
    assert_same(made, rf.Budget(planned=planned, period=period, extras=extras, line=line))


@given(TEXTS, TEXTS, TEXTS, REST)
def test_a_body_and_its_part_are_what_the_constructors_make(name, reference, kind, rest):
    """A body that the reader makes is a body like any other, alone and in the part it plays."""
    body = rf.Organisation(name=name, reference=reference, type=kind, **shared(rest))
    assert_same(quick.organisation(name, reference, kind, rest), body)
    assert_same(quick.organisation(name, reference, kind), rf.Organisation(name=name, reference=reference, type=kind))
    role = rf.ParticipationRole.FUNDING
    expected = rf.Participation(organisation=body, role=role, identifier=name, **shared(rest))
    assert_same(quick.participation(body, role, name, rest), expected)


@given(TEXTS, TEXTS, TEXTS, st.none() | st.sampled_from(rf.PlaceLevel), SHARES, REST)
def test_a_place_is_what_the_constructor_makes(name, code, vocabulary, level, share, rest):
    """A place that the reader makes lies in no other that it knows of."""
    expected = rf.Place(name=name, code=code, vocabulary=vocabulary, level=level, percentage=share, **shared(rest))
    assert_same(quick.place(name, code, vocabulary, level, share, rest), expected)


@given(st.text(max_size=3), TEXTS, TEXTS, TEXTS, SHARES, REST)
def test_a_reference_is_what_the_constructor_makes(code, vocabulary, uri, name, share, rest):
    """A code in a list has its list, its address, its name and its share where they belong."""
    expected = rf.Reference(code=code, vocabulary=vocabulary, uri=uri, name=name, percentage=share, **shared(rest))
    assert_same(quick.reference(code, vocabulary, uri, name, share, rest), expected)


@given(st.tuples(TEXTS, TEXTS), TEXTS, TEXTS, st.tuples(CODES, CODES), st.none() | st.dates(), REST)
def test_a_document_is_what_the_constructor_makes(texts, url, medium, codes, date, rest):
    """A document has its title and description, categories and languages where they belong."""
    expected = rf.DocumentLink(
        title=texts[0],
        description=texts[1],
        url=url,
        format=medium,
        categories=codes[0],
        languages=codes[1],
        date=date,
        **shared(rest),
    )
    assert_same(quick.document(texts, url, medium, codes, date, rest), expected)


@settings(max_examples=50)
@given(
    st.tuples(TEXTS, TEXTS, TEXTS),
    st.none() | st.sampled_from(rf.Measure),
    st.sampled_from(rf.Direction),
    st.none() | st.booleans(),
    st.tuples(REFERENCES, DOCUMENTS),
    REST,
)
def test_an_indicator_is_what_the_constructor_makes(texts, measure, direction, aggregation_status, links, rest):
    """An indicator has its series and its links, and the defaults of everything that the standard has no word for."""
    series = rf.ObservationSeries.parse("2020 target 5 actual 3")
    expected = rf.Indicator(
        code=texts[0],
        statement=texts[1],
        description=texts[2],
        measure=measure,
        direction=direction,
        aggregation_status=aggregation_status,
        series=series,
        references=links[0],
        documents=links[1],
        **shared(rest),
    )
    assert_same(quick.indicator(texts, measure, direction, aggregation_status, series, links, rest), expected)


@settings(max_examples=50)
@given(
    st.sampled_from([rf.Impact, rf.Outcome, rf.Output, rf.OtherResult]),
    st.tuples(TEXTS, TEXTS, TEXTS),
    st.none() | st.booleans(),
    st.tuples(REFERENCES, DOCUMENTS),
    REST,
)
def test_a_result_of_any_level_is_what_the_constructor_makes(noun, texts, aggregation_status, links, rest):
    """A result of any level has its indicators and links, and nothing below it yet."""
    indicators = (rf.Indicator(statement="How many"),)
    expected = noun(
        code=texts[0],
        title=texts[1],
        description=texts[2],
        aggregation_status=aggregation_status,
        indicators=indicators,
        references=links[0],
        documents=links[1],
        **shared(rest),
    )
    assert_same(quick.result(noun, texts, aggregation_status, indicators, links, rest), expected)
