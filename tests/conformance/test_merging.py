from __future__ import annotations

import pytest

import resultsframework as rf


@pytest.fixture(scope="module")
def merges(shared):
    """The open file of UN Women, with the copies of every activity merged."""
    path = shared / "data" / "iati" / "publishers" / "XM-DAC-41146__v2.02__A.xml"
    return [(framework, rf.compare.merge_periods(framework)) for framework in rf.read_all(path)]


def baseline_years(framework, path):
    return {o.period.year for o in framework.at(path).series.baselines}


def test_un_women_states_one_indicator_a_year(merges):
    """98 indicators, each with one period, are under 75 titles."""
    indicators = [indicator for framework, _ in merges for indicator in framework.indicators]
    assert len(indicators) == 98
    assert all(len(indicator.series.periods) == 1 for indicator in indicators)
    titles = {(f.identifier, r.line, i.statement) for f, _ in merges for r in f.results for i in r.indicators}
    assert len(titles) == 75


def test_most_groups_of_copies_merge(merges):
    """16 of 19 groups become one indicator each; three hold two copies of one period and stay."""
    merged = [copies for _, merge in merges for copies in merge.merged]
    refused = [copies for _, merge in merges for copies in merge.refused]
    assert (len(merged), len(refused)) == (16, 3)
    assert sorted(copies.reason for copies in refused) == [
        "2 of them state 2020",
        "2 of them state 2020; 2 of them state 2021",
        "2 of them state 2021",
    ]
    assert sorted(len(copies.copies) for copies in refused) == [3, 3, 4]
    left = sum(len(merge.framework.indicators) for _, merge in merges)
    assert left == 98 - sum(len(copies.copies) - 1 for copies in merged)


def test_every_year_in_which_a_baseline_was_taken_is_kept(merges):
    """In 8 of the 19 groups the copies have baselines of different years; five of those groups merge."""
    several = 0
    for before, merge in merges:
        for copies in (*merge.merged, *merge.refused):
            years = set().union(*(baseline_years(before, path) for path in copies.copies))
            several += len(years) > 1
            if not copies.reason:
                assert baseline_years(merge.framework, copies.path) == years
    assert several == 8
    assert sum(len(baseline_years(m.framework, c.path)) > 1 for _, m in merges for c in m.merged) == 5


def test_merged_series_are_in_order_and_end_with_the_target(merges):
    """Years that stood out of order are in order, and only what is planned for the last is a target."""
    for _, merge in merges:
        for copies in merge.merged:
            series = merge.framework.at(copies.path).series
            assert list(series.years) == sorted({p.year for p in series.periods})
            planned = [o.period.year for o in series if o.kind.value in ("milestone", "target")]
            assert {o.period.year for o in series.targets} <= {max(planned, default=None)}
            assert len(copies.copies) == len(series.periods)


def test_merging_again_changes_nothing(merges):
    """Merged indicators have no copies left, and refused ones are refused for the same reason."""
    for _, merge in merges:
        again = rf.compare.merge_periods(merge.framework)
        assert (again.framework, again.merged) == (merge.framework, ())
        assert [(c.path, c.reason) for c in again.refused] == [(c.path, c.reason) for c in merge.refused]


def test_no_published_copy_loses_a_value(shared):
    """Over all publishers, every target and actual is there before and after, whoever repeats a title."""
    for path in sorted((shared / "data" / "iati" / "publishers").glob("*.xml")):
        for framework in rf.read_all(path):
            merge = rf.compare.merge_periods(framework)
            counts = [
                sum(o.kind.value != "baseline" for i in f.indicators for o in i.series)
                for f in (framework, merge.framework)
            ]
            assert counts[0] == counts[1], framework.identifier
