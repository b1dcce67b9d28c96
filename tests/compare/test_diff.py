from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework.compare import NOTHING, Difference, difference, differing_fields, same
from resultsframework.testing import frameworks

SERIES = rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 50 actual 0 | 2021 target 320")
WELLS = rf.Indicator(code="1A", statement="Wells", series=SERIES)
PUMPS = rf.Indicator(code="1B", statement="Pumps")
PLAN = rf.ResultsFramework(
    title="Plan",
    results=(rf.Outcome(code="1", indicators=(WELLS, PUMPS), outputs=(rf.Output(code="1.1"),)),),
)


def differences(before, after, **options):
    return [(d.path, d.field, d.before, d.after) for d in difference(before, after, **options)]


def test_equal_nodes_have_no_difference():
    """Two frameworks that state the same do not differ, wherever in a source they were read."""
    assert differences(PLAN, attrs.evolve(PLAN, line=7)) == []
    assert list(differing_fields(PLAN, PLAN)) == []


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (attrs.evolve(PLAN, title=None), ("", "title", "Plan", None)),
        (PLAN.replace("1/1A", statement="Taps"), ("1/1A", "statement", "Wells", "Taps")),
        (PLAN.replace("1/1.1", title="Water"), ("1/1.1", "title", None, "Water")),
        (PLAN.replace("1/1A/actual", value=Decimal(9)), ("1/1A/actual", "value", Decimal(0), Decimal(9))),
        (attrs.evolve(PLAN, plan_period=rf.Period(year=2021)), ("plan_period", "year", None, 2021)),
        (PLAN.replace("1", indicators=(PUMPS,)), ("1", "indicators", WELLS, NOTHING)),
        (PLAN.replace("1", indicators=(WELLS, PUMPS, PUMPS)), ("1", "indicators", NOTHING, PUMPS)),
        (
            PLAN.replace("1/1A", series=rf.ObservationSeries(SERIES.observations, periods=())),
            ("1/1A/series", "periods", SERIES.periods, ()),
        ),
    ],
)
def test_a_difference_has_its_position_its_field_and_both_values(after, found):
    """A changed fact is found at its node; an item that was added or removed is found at the node that holds it."""
    (one,) = [d for d in differences(PLAN, after) if d[1] != "raw"]
    assert one == found


def test_an_item_of_a_list_of_texts_is_one_difference():
    """Of several texts only the one that changed is a difference, at the node that holds the list."""
    before, after = rf.Outcome(impact_areas=("Peace", "Work")), rf.Outcome(impact_areas=("Peace", "Labour"))
    assert differences(before, after) == [("", "impact_areas", "Work", "Labour")]


def test_a_removed_observation_leaves_the_others_paired():
    """Values are compared with those of the same kind and period, so that one that is gone is one difference."""
    after = PLAN.replace("1/1A", series=rf.ObservationSeries((*SERIES[:1], *SERIES[2:]), SERIES.periods))
    assert differences(PLAN, after) == [("1/1A", "series", SERIES[1], NOTHING)]


def test_a_single_node_is_compared_from_itself_on():
    """Positions are those below the node that is compared; a series alone numbers its observations."""
    assert differences(WELLS, attrs.evolve(WELLS, code="1C")) == [("", "code", "1A", "1C")]
    other = rf.ObservationSeries((attrs.evolve(SERIES[0], comment="survey"), *SERIES[1:]))
    assert differences(SERIES, other) == [("observations#1", "comment", None, "survey")]
    assert differences((WELLS, PUMPS), (WELLS, attrs.evolve(PUMPS, unit="item"))) == [("#2", "unit", None, "item")]


def test_yes_is_no_number():
    """Python takes True and 1 for equal; in a framework they are different values, at any depth."""
    assert differences(True, 1) == [("", "", True, 1)]
    assert differences((True,), (1,)) == [("", "", True, 1)]
    assert differences(Decimal(1), Decimal("1.0")) == []
    yes, one = (rf.Range(high=1, high_included=included) for included in (True, False))
    assert not same(yes, one)
    assert not same((yes, (True,)), (yes, (1,)))
    assert not same((1, 2), (1,))


def test_an_outcome_is_no_output():
    """Results of different levels are different values as a whole, alone and among others."""
    outcome, output = rf.Outcome(code="1"), rf.Output(code="1")
    assert differences(outcome, output) == [("", "", outcome, output)]
    plans = [rf.ResultsFramework(results=(result,)) for result in (outcome, output)]
    assert differences(*plans) == [("", "results", outcome, output)]


def test_a_raw_text_that_the_value_gives_too_is_a_difference_of_storage_alone():
    """An observation has the same raw text whether it is stored or derived from the value."""
    kept = PLAN.replace("1/1A/baseline", raw="0")
    assert kept != PLAN
    assert differences(PLAN, kept) == []
    assert differences(PLAN, kept, stored=True) == [("1/1A/baseline", "raw", None, "0")]


def test_the_fields_of_a_node_are_compared_as_wholes():
    """The differing fields of one node come with everything that they hold."""
    series = rf.ObservationSeries.parse("2019 baseline 0")
    assert list(differing_fields(WELLS, attrs.evolve(WELLS, series=series, unit="item"))) == [
        Difference("", "unit", None, "item"),
        Difference("", "series", SERIES, series),
    ]


def test_a_node_with_a_single_field_is_compared_too():
    """The number of fields of a class does not matter."""

    @attrs.frozen
    class Single:
        title: str

    assert list(differing_fields(Single("a"), Single("b"))) == [Difference("", "title", "a", "b")]


@pytest.mark.property
@given(frameworks(valid=False), frameworks(valid=False))
def test_two_frameworks_differ_where_they_are_not_equal(one, other):
    """There is a difference exactly where two frameworks are not equal, and its position leads to the first's node."""
    found = list(difference(one, other, stored=True))
    assert bool(found) == (one != other)
    assert list(difference(one, one, stored=True)) == []
    for each in found:
        holder = one.at(each.path)
        assert hasattr(holder, each.field)
