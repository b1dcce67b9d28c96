from __future__ import annotations

from collections import Counter

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.observation import ObservationKind
from resultsframework.testing import frameworks, indicators, observation_series

BASELINE = ObservationKind.BASELINE
PLANNED = (ObservationKind.MILESTONE, ObservationKind.TARGET)
# Copies of one indicator: one description, and several series of any values.
COPIES = st.builds(
    lambda indicator, several: [attrs.evolve(indicator, statement="Number of wells", series=one) for one in several],
    indicators(valid=False),
    st.lists(observation_series() | observation_series(valid=False), max_size=4),
)


def plan_of(copies):
    return rf.ResultsFramework(results=(rf.Output(code="1", indicators=tuple(copies)),))


def cells(framework):
    """Every value but baselines, whatever it is called; what is planned is one kind."""
    return Counter(
        (attrs.evolve(o, kind=PLANNED[0]) if o.kind in PLANNED else o, o.raw)
        for indicator in framework.indicators
        for o in indicator.series
        if o.kind is not BASELINE
    )


def all_results(framework):
    """Every result without those below it, depth first."""
    for top in framework.results:
        for result in top.walk():
            yield attrs.evolve(result, **{result.nested: ()}) if result.nested else result


def baselines(framework):
    return {(o, o.raw) for indicator in framework.indicators for o in indicator.series.baselines}


def one_a_period(indicator):
    """The copies that a publisher makes who states an indicator once a year, each with the baseline."""
    series = indicator.series
    return [
        attrs.evolve(
            indicator,
            series=rf.ObservationSeries(
                (
                    *series.baselines,
                    *(
                        attrs.evolve(o, kind=ObservationKind.TARGET) if o.kind in PLANNED else o
                        for o in series
                        if o.kind is not BASELINE and o.period == period
                    ),
                )
            ),
        )
        for period in series.periods
    ]


@given(indicators(), st.randoms(use_true_random=False))
def test_copies_of_single_years_become_the_indicator_they_are_copies_of(indicator, chance):
    """Whoever cuts an indicator into years, and merges the years in any order, has the indicator again."""
    copies = one_a_period(indicator)
    chance.shuffle(copies)
    merge = rf.compare.merge_periods(plan_of(copies))
    assert merge.framework == plan_of([indicator])
    assert len(merge.merged) == (len(copies) > 1)
    assert not merge.refused


@given(COPIES)
def test_every_value_survives(copies):
    """No value and no period is lost or added; only baselines that are the same are kept once."""
    before, after = plan_of(copies), rf.compare.merge_periods(plan_of(copies)).framework
    assert cells(after) == cells(before)
    assert baselines(after) == baselines(before)
    for one in after.indicators:
        assert len(one.series.baselines) <= sum(len(copy.series.baselines) for copy in copies)
    stated = [Counter(p for i in framework.indicators for p in i.series.periods) for framework in (before, after)]
    assert stated[0] == stated[1]


@given(COPIES)
def test_merged_series_are_in_order_of_time(copies):
    """Baselines come first, and no period ends before the one in front of it."""
    merge = rf.compare.merge_periods(plan_of(copies))
    for group in merge.merged:
        series = merge.framework.at(group.path).series
        assert [o.kind is BASELINE for o in series] == sorted((o.kind is BASELINE for o in series), reverse=True)
        ends = [period.last_day for period in series.periods if period.last_day]
        assert ends == sorted(ends)
        last = max((o.period.last_day for o in series if o.kind in PLANNED and o.period.last_day), default=None)
        if last is not None:
            assert {o.period.last_day for o in series.targets} == {last}


@given(COPIES, st.randoms(use_true_random=False))
def test_the_order_of_copies_does_not_count(copies, chance):
    """Whichever copy comes first, the same copies are merged, and the same are refused."""
    shuffled = chance.sample(copies, len(copies))
    one, other = (rf.compare.merge_periods(plan_of(some)) for some in (copies, shuffled))
    assert len(one.merged) == len(other.merged)
    assert len(one.refused) == len(other.refused)
    if one.merged:
        assert one.framework == other.framework


@given(COPIES | frameworks(valid=False))
def test_merging_twice_is_merging_once(given_plan):
    """Merged copies are not merged again, and refused ones are refused again for the same reason."""
    framework = given_plan if isinstance(given_plan, rf.ResultsFramework) else plan_of(given_plan)
    once = rf.compare.merge_periods(framework)
    twice = rf.compare.merge_periods(once.framework)
    assert twice.framework == once.framework
    assert twice.merged == ()
    assert [(c.path, c.reason) for c in twice.refused] == [(c.path, c.reason) for c in once.refused]


@given(frameworks(valid=False), st.booleans())
def test_results_stay_and_indicators_never_become_more(framework, repeated):
    """Every result keeps its place, and what is listed can be looked up on both sides."""
    if repeated:
        doubled = tuple(attrs.evolve(r, indicators=(*r.indicators, *r.indicators)) for r in framework.results)
        framework = attrs.evolve(framework, results=doubled)
    merge = rf.compare.merge_periods(framework)
    assert len(merge.framework.indicators) == len(framework.indicators) - sum(len(c.copies) - 1 for c in merge.merged)
    results = [[attrs.evolve(r, indicators=()) for r in all_results(f)] for f in (framework, merge.framework)]
    assert results[0] == results[1]
    for copies in (*merge.merged, *merge.refused):
        assert merge.framework.at(copies.path).statement == copies.statement
        assert {framework.at(path).statement for path in copies.copies} == {copies.statement}
        assert len(copies.copies) > 1


@given(frameworks())
def test_a_plan_without_copies_comes_back_equal(framework):
    """Where every indicator of a result has a statement of its own, nothing changes."""
    merge = rf.compare.merge_periods(framework)
    assert merge == rf.compare.MergeReport(framework=framework)
