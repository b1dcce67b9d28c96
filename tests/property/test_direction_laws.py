"""Laws of the direction: every question finds a contradiction, and neither a mirror nor a unit changes an answer."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.indicator import SHARES, Direction, Indicator, Measure
from resultsframework.interval import EXACT
from resultsframework.monitoring import FORMULAS, direction_of, on_two_scales, readings, trend
from resultsframework.observation import ObservationKind
from resultsframework.series import ObservationSeries
from resultsframework.testing import indicators, years
from resultsframework.value import Range, Ratio

CONTRADICTION = re.compile(r"but the .* (lies (above|below) the baseline|is (a lower|an upper) limit)", re.DOTALL)
DECLARING = {
    "more is better": {"direction": "increase"},
    "less is better": {"direction": "decrease"},
    "cumulative": {"accumulation": "cumulative"},
    "periodic": {"accumulation": "periodic"},
}
MIRRORED = {Direction.INCREASE: Direction.DECREASE, Direction.DECREASE: Direction.INCREASE}
PLANS = indicators(valid=False) | indicators()


def plan(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def contradicted(answer):
    return isinstance(answer, rf.Undefined) and CONTRADICTION.search(answer.reason) is not None


def changed(indicator, value):
    """The indicator with each value as the function gives it."""
    made = tuple(attrs.evolve(o, value=value(o.value), raw=None) for o in indicator.series)
    return attrs.evolve(indicator, series=indicator.series.with_observations(made))


def mirrored(indicator):
    """The indicator with all numbers below zero that were above, and the other direction declared."""

    def value(found):
        if isinstance(found, Range):
            low, high = (None if end is None else EXACT.minus(end) for end in (found.high, found.low))
            return Range(low, high, found.high_included, found.low_included)
        return EXACT.minus(found) if isinstance(found, Decimal) else found

    return attrs.evolve(changed(indicator, value), direction=MIRRORED.get(indicator.direction, indicator.direction))


def scaled(indicator, factor):
    """The indicator in a unit that is so much smaller."""

    def value(found):
        if isinstance(found, Range):
            low, high = (None if end is None else EXACT.multiply(end, factor) for end in (found.low, found.high))
            return Range(low, high, found.low_included, found.high_included)
        return EXACT.multiply(found, factor) if isinstance(found, Decimal) else found

    return changed(indicator, value)


@given(PLANS, years(), st.sampled_from(["milestone", "target"]))
@example(plan("2019 baseline 1 | 2021 target 4 actual 7", direction=Direction.DECREASE), 2021, "target")
@example(plan("2021 target <4 actual 7", direction=Direction.INCREASE), 2021, "milestone")
@example(plan("2013 baseline 2 | 2020 milestone 1 actual 3 | 2021 milestone 2 | 2025 target 6"), 2020, "milestone")
def test_every_question_about_a_goal_that_contradicts_the_direction_has_the_same_reason(indicator, at, against):
    """Progress by each of our formulas, attainment and gap: if one finds the contradiction, all do."""
    answers = (
        rf.progress(indicator, at, against),
        *(rf.progress(indicator, at, against, name) for name in ("baseline", "target-ratio")),
        rf.met(indicator, at, against),
        rf.gap(indicator, at, against),
    )
    if any(map(contradicted, answers)):
        assert len({answer.reason for answer in answers}) == 1
        goal = dict(answers[0].inputs).get(against) or dict(answers[0].inputs)["target"]
        assert goal.kind in {ObservationKind.MILESTONE, ObservationKind.TARGET}


@given(PLANS, years())
@example(plan("2019 baseline 1 | 2020 milestone 3 actual 2 | 2021 target 4", direction=Direction.DECREASE), 2020)
@example(plan("2019 baseline 4 | 2020 milestone 5 actual 6 | 2021 target 1"), 2020)
def test_a_mirror_changes_no_answer(indicator, at):
    """Values below zero for values above, and less for more: what was met is met, what contradicts contradicts."""
    assume(not any(isinstance(o.value, Ratio | rf.Level | bool) for o in indicator.series))
    mirror = mirrored(indicator)
    assume(not on_two_scales(indicator) and not on_two_scales(mirror))
    known, turned = direction_of(indicator), direction_of(mirror)
    assert (turned.direction, turned.basis) == (MIRRORED.get(known.direction, known.direction), known.basis)
    for question in (rf.met, rf.gap, trend, partial(rf.progress, formula="baseline")):
        here, there = question(indicator, at), question(mirror, at)
        assert type(here) is type(there)
        assert contradicted(here) is contradicted(there)
        assert isinstance(here, rf.Undefined) or here.value == there.value


@given(PLANS, years(), st.sampled_from([Decimal("0.5"), Decimal(3), Decimal(1000)]))
@example(plan("2019 baseline 4 | 2020 milestone 5 actual 6 | 2021 target 1"), 2020, Decimal(3))
def test_another_unit_changes_no_answer(indicator, at, factor):
    """To count in thousands changes neither the direction nor the progress, and the gap only in size."""
    shares = any(o.unit in SHARES or isinstance(o.value, Ratio) for o in indicator.series)
    assume(not shares and not indicator.is_share())
    other = scaled(indicator, factor)
    assert direction_of(other) == direction_of(indicator)
    for question in (rf.progress, rf.met, trend):
        here, there = question(indicator, at), question(other, at)
        assert type(here) is type(there)
        assert contradicted(here) is contradicted(there)
        assert isinstance(here, rf.Undefined) or here.value == there.value
    here, there = rf.gap(indicator, at), rf.gap(other, at)
    assert type(here) is type(there)
    assert isinstance(here, rf.Undefined) or here.value * factor == there.value


@given(PLANS, years(), st.sampled_from(["milestone", "target"]))
@example(plan("2020 target 5 actual 10"), 2020, "milestone")
def test_without_baseline_and_direction_there_is_no_progress(indicator, at, against):
    """Nobody knows whether ten of five is good; whatever is answered without a baseline is an increase."""
    answer = rf.progress(indicator, at, against)
    if isinstance(answer, rf.Progress) and answer.formula == "target-ratio":
        assert answer.basis.direction.direction is Direction.INCREASE
        assert not any(o.is_reported for o in indicator.series.baselines)
    for name in FORMULAS:
        named = rf.progress(indicator, at, against, name)
        assert isinstance(named, rf.Undefined) or named.formula == name


@given(PLANS, st.none() | years(), st.sampled_from([rf.progress, rf.met, rf.gap]))
@example(plan("2020 target 5 actual 10"), 2020, rf.met)
def test_readings_are_given_only_where_a_declaration_is_lacking(indicator, at, question):
    """Where there is an answer there is no reading, and each reading is the answer that declaring it would give."""
    found = readings(indicator, at, question=question)
    if not isinstance(question(indicator, at), rf.Undefined):
        assert found == ()
    for one in found:
        named = {name: value for word in one.declaration.split(" and ") for name, value in DECLARING[word].items()}
        assert one.answer == question(indicator, at, **named)


@given(PLANS, years())
@pytest.mark.parametrize("measure", [Measure.NOMINAL, Measure.ORDINAL])
def test_the_categories_of_a_scale_have_no_progress(measure, indicator, at):
    """Numbers that name categories or steps have no distance from each other."""
    scale = attrs.evolve(indicator, measure=measure)
    for question in (rf.progress, rf.gap, rf.change):
        assert isinstance(question(scale, at), rf.Undefined)
