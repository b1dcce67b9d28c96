"""Laws of combining frameworks: nothing is lost, order means nothing, and nothing missing is zero."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.tables import coverage
from resultsframework.testing import frameworks

NAMES = ("Chad", "Kenya", "Peru")


def in_countries(framework, count, chance):
    """The framework in several countries, each with some values of its own, and some that are not reported."""

    def changed(observation, name):
        drawn = chance.random()
        if drawn < 0.2:
            return attrs.evolve(observation, value=rf.Missing.EMPTY, raw=None)
        if drawn < 0.5 and isinstance(observation.value, Decimal):
            return attrs.evolve(observation, value=observation.value + NAMES.index(name), raw=None)
        return observation

    return [
        attrs.evolve(
            framework.map(rf.Observation, lambda o, name=name: changed(o, name)),
            title=name,
            countries=(rf.Place(name=name),),
            places=(),
        )
        for name in NAMES[:count]
    ]


def stated(framework):
    """The values of a framework with their statement, kind and time, whatever their place."""
    return Counter(
        (indicator.code, o.kind, o.period, str(o.value), o.raw)
        for indicator in framework.indicators
        for o in indicator.series
    )


@st.composite
def regions(draw):
    """Two or three countries with one plan."""
    framework = draw(frameworks().filter(lambda one: one.indicators))
    return in_countries(framework, draw(st.integers(2, 3)), random.Random(draw(st.integers(0, 99))))  # noqa: S311 - no secret


@given(frameworks() | frameworks(valid=False))
def test_one_framework_is_itself_up_to_its_place(framework):
    """Combining one adds no value and changes none."""
    alone = rf.combine([framework])
    assert stated(alone) == stated(framework)
    places = {"places": (), "disaggregation": ()}
    bare = [one.map(rf.Observation, lambda o: attrs.evolve(o, **places)) for one in (alone, framework)]
    assert attrs.evolve(bare[0], places=()) == attrs.evolve(bare[1], places=())


@given(regions(), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(parts, chance):
    """Parts are in the order of their names."""
    shuffled = chance.sample(parts, len(parts))
    assert rf.combine(shuffled, function="sum") == rf.combine(parts, function="sum")


@given(regions())
def test_every_stated_value_is_kept(parts):
    """The values of the parts are all in the region, as often as they are stated."""
    region = stated(rf.combine(parts, function="sum"))
    every = sum(map(stated, parts), Counter())
    assert not every - region


@given(regions())
def test_a_total_is_the_sum_of_its_parts_or_at_least_that(parts):
    """With every part the sum itself; without one no exact number; never a number of shares of a whole."""
    for row in coverage(parts, function="sum").to_records():
        values, total = [row[part.title] for part in parts], row["total"]
        if isinstance(total, Decimal) and all(isinstance(value, Decimal) for value in values):
            assert total == sum(values)
        if row["without"]:
            assert not isinstance(total, Decimal | rf.Ratio)
        if isinstance(total, rf.Range) and all(isinstance(v, Decimal | rf.Missing) for v in values):
            assert total.low >= sum(value for value in values if isinstance(value, Decimal))
        if row["unit"] == "percent" and not any(isinstance(value, rf.Ratio) for value in values):
            assert isinstance(total, rf.Missing)


@given(regions())
def test_a_region_survives_json(parts):
    """A combined framework is a framework like any other."""
    region = rf.combine(parts, function="sum")
    assert rf.formats.json.loads(rf.formats.json.dumps(region)) == region
