"""Laws of progress: what holds for every indicator, whatever its numbers, its unit and its direction."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.interval import EXACT, Interval
from resultsframework.monitoring import FORMULAS, RATINGS
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.testing import dates, decimals, indicators, intervals, years
from resultsframework.value import Missing, Range, Ratio

AGAINST = ("milestone", "target", "plan", "step", "linear", "growth")
BASELINE, TARGET, ACTUAL = ObservationKind.BASELINE, ObservationKind.TARGET, ObservationKind.ACTUAL
counts = st.integers(-(10**6), 10**6).map(Decimal) | st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(-(10**9), 10**9), st.integers(-6, 0)
)
positive = counts.map(abs).filter(bool)
declared = st.sampled_from([Direction.UNKNOWN, Direction.INCREASE, Direction.DECREASE])
MIRRORED = {Direction.INCREASE: Direction.DECREASE, Direction.DECREASE: Direction.INCREASE}


def plan(baseline, target, actual, direction=Direction.UNKNOWN):
    values = ((BASELINE, 2018, baseline), (TARGET, 2021, target), (ACTUAL, 2021, actual))
    made = (Observation(kind=kind, period=Period(year=year), value=value) for kind, year, value in values)
    return Indicator(series=ObservationSeries(tuple(made)), direction=direction)


def value(indicator, **options):
    answer = rf.progress(indicator, 2021, **options)
    if not isinstance(answer, rf.Undefined):
        return answer.value
    # The reason of a contradiction prints the values; which side they lie on is a question of the mirror.
    return "contradiction" if re.search("lies (above|below) the baseline", answer.reason) else answer.reason


@given(counts, counts)
def test_progress_is_zero_at_the_baseline_and_one_at_the_target(baseline, target):
    """Where a change is planned, nothing of it has happened at the start and all of it at the end."""
    assume(baseline != target)
    assert value(plan(baseline, target, baseline)) == 0
    assert value(plan(baseline, target, target)) == 1


@given(counts, counts, counts, declared)
def test_a_mirrored_indicator_has_the_same_progress(baseline, target, actual, direction):
    """To count what is lacking instead of what is there changes no progress: half-way is half-way."""
    mirrored = plan(-baseline, -target, -actual, MIRRORED.get(direction, direction))
    assert value(mirrored) == value(plan(baseline, target, actual, direction))


@given(counts, counts, counts, positive, counts, declared)
def test_another_unit_or_another_zero_changes_no_progress(baseline, target, actual, factor, shift, direction):
    """To count in thousands, or from another starting point, is the same progress."""
    changed = (EXACT.add(EXACT.multiply(number, factor), shift) for number in (baseline, target, actual))
    assert value(plan(*changed, direction)) == value(plan(baseline, target, actual, direction))


@given(counts, counts, counts, counts, declared)
def test_progress_never_falls_when_the_actual_gets_nearer_in_the_planned_direction(b, t, one, other, direction):
    """The more of the planned change there is, the higher the progress."""
    assume(b != t)
    results = [value(plan(b, t, actual, direction)) for actual in sorted((one, other), reverse=t < b)]
    assert results[0] == results[1] or results[0] < results[1]


@given(counts, counts, counts)
def test_progress_is_exactly_the_fraction(baseline, target, actual):
    """No digit is lost: the answer is the quotient itself."""
    assume(baseline != target)
    quotient = (Fraction(actual) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))
    assert value(plan(baseline, target, actual)) == quotient


@given(counts, counts, counts, positive)
def test_percent_and_ratios_make_the_same_progress(baseline, target, actual, whole):
    """So many of so many, and the same in percent, are one share."""
    numbers = (baseline, target, actual)
    ratios = [Ratio(number, whole) for number in numbers]
    assert value(plan(*ratios)) == value(plan(*numbers))


@given(indicators(valid=False), st.none() | years() | dates(), st.sampled_from(AGAINST), st.booleans(), st.booleans())
def test_whatever_was_published_has_an_answer_or_a_reason(indicator, at, against, zero, steps):
    """No data is an error: every formula gives an exact number or a reason, one by one and all at once."""
    every = rf.monitoring.progress_by_formula(indicator, at, against, assume_zero_baseline=zero, equal_steps=steps)
    assert list(every) == list(FORMULAS)
    for name, answer in every.items():
        one = rf.progress(indicator, at, against, name, assume_zero_baseline=zero, equal_steps=steps)
        assert one == answer
        assert isinstance(answer, rf.Undefined) or isinstance(answer.value, Decimal | Fraction)
        assert answer.reason if isinstance(answer, rf.Undefined) else answer.inputs
        assert str(answer)
        assert repr(answer)


@given(indicators(valid=False), st.none() | years() | dates(), st.sampled_from(AGAINST))
def test_every_question_has_an_answer_or_a_reason(indicator, at, against):
    """Met, missing, changed, expected, to date: whatever was published, none of them fails."""
    answers = [
        rf.met(indicator, at, against),
        rf.gap(indicator, at, against),
        rf.change(indicator, at),
        rf.change(indicator, at, relative=True),
        rf.monitoring.trend(indicator, at),
        rf.monitoring.required_pace(indicator, at),
        rf.monitoring.projected(indicator, at),
        rf.monitoring.to_date(indicator, at),
        rf.monitoring.to_date(indicator, at, accumulation=Accumulation.PERIODIC),
        rf.monitoring.as_periodic(indicator),
        rf.monitoring.as_cumulative(indicator, "targets"),
        *rf.monitoring.accumulation_hints(indicator),
    ]
    answers += [rf.expected(indicator, at, trajectory=path) for path in AGAINST[2:]]
    assert all(answer.reason for answer in answers if isinstance(answer, rf.Undefined | rf.monitoring.AccumulationHint))
    assert all(str(answer) for answer in answers)


@given(indicators())
def test_what_meets_its_milestone_has_no_gap(indicator):
    """Met, gap and progress never contradict each other."""
    for year in indicator.series.years:
        met, gap, progress = rf.met(indicator, year), rf.gap(indicator, year), rf.progress(indicator, year)
        strict = any(getattr(o.value, "low_included", True) is False for o in indicator.series)
        if isinstance(met, rf.Met) and isinstance(gap, rf.IndicatorValue) and not strict:
            assert met.value is (gap.value <= 0)
        if isinstance(met, rf.Met) and isinstance(progress, rf.Progress) and not strict:
            assert met.value is (progress.value >= 1) or progress.basis.direction.direction is Direction.MAINTAIN


@given(indicators())
def test_an_undeclared_direction_that_can_be_inferred_gives_the_same_answer(indicator):
    """To take a declaration away changes the basis, never the figure, where the plan determines the direction."""
    silent = attrs.evolve(indicator, direction=Direction.UNKNOWN)
    if rf.monitoring.direction_of(silent).direction is indicator.direction:
        assert value(silent) == value(indicator)


@given(indicators(valid=False), years(), st.sampled_from(AGAINST))
def test_every_answer_rests_on_the_one_direction_there_is(indicator, at, against):
    """For every question and every goal: the direction is inferred in one way, and declared goes first."""
    known = rf.monitoring.direction_of(indicator)
    answers = [rf.progress(indicator, at, against), rf.met(indicator, at, against), rf.gap(indicator, at, against)]
    answers += [
        rf.change(indicator, at),
        rf.monitoring.required_pace(indicator, at),
        rf.monitoring.projected(indicator, at),
    ]
    assert {answer.basis.direction for answer in answers if not isinstance(answer, rf.Undefined)} <= {known}
    assert known.is_declared is (indicator.direction is not Direction.UNKNOWN)


@given(counts, counts, counts)
def test_an_inferred_direction_is_the_sign_of_the_planned_change(baseline, target, actual):
    """Up where the target is above the baseline, down where it is below, unknown where no change is planned."""
    sign = (target > baseline) - (target < baseline)
    expected = {1: Direction.INCREASE, 0: Direction.UNKNOWN, -1: Direction.DECREASE}[sign]
    found = rf.monitoring.direction_of(plan(baseline, target, actual))
    assert found.direction is expected
    assert found.basis is (rf.monitoring.DirectionBasis.TARGET if sign else rf.monitoring.DirectionBasis.NOTHING)
    mirrored = rf.monitoring.direction_of(plan(-baseline, -target, actual))
    assert mirrored.direction is MIRRORED.get(expected, expected)


@given(positive, counts, declared)
def test_nothing_is_a_share_of_a_most(most, actual, direction):
    """Of at most so many there is no share; it is known whether it was met, unless more is declared to be better."""
    bounded = plan(Missing.EMPTY, Range(high=most), actual, direction)
    assert isinstance(rf.progress(bounded, 2021), rf.Undefined)
    if direction is Direction.INCREASE:
        assert rf.met(bounded, 2021).reason == rf.progress(bounded, 2021).reason
    else:
        assert rf.met(bounded, 2021).value is (actual <= most)


@given(st.lists(counts, min_size=1, max_size=6), counts, st.booleans())
def test_running_totals_and_values_of_periods_turn_into_each_other_and_back(numbers, baseline, included):
    """Cumulative to periodic to cumulative is the same; so is the way round; the sum of the parts is the last total."""
    observations = [Observation(kind=BASELINE, period=Period(year=2018), value=baseline)]
    observations += [
        Observation(kind=ACTUAL, period=Period(year=year), value=number) for year, number in enumerate(numbers, 2019)
    ]
    series = ObservationSeries(tuple(observations))
    totals = Indicator(series=series, actuals_accumulation=Accumulation.CUMULATIVE)
    parts = attrs.evolve(totals, actuals_accumulation=Accumulation.PERIODIC)
    there = rf.monitoring.as_periodic(totals, baseline_included=included)
    assert rf.monitoring.as_cumulative(there, baseline_included=included) == totals
    assert (
        rf.monitoring.as_periodic(
            rf.monitoring.as_cumulative(parts, baseline_included=included), baseline_included=included
        )
        == parts
    )
    start = Fraction(baseline) if included else 0
    assert start + sum(Fraction(o.value) for o in there.series.actuals) == Fraction(numbers[-1])


@given(indicators())
def test_a_valid_series_converts_there_and_back(indicator):
    """The whole of a plan that makes sense: what can be converted comes back as it was, groups and all."""
    for which in ("actuals", "targets"):
        declared = getattr(indicator, f"{which}_accumulation")
        ways = [rf.monitoring.as_periodic, rf.monitoring.as_cumulative]
        if declared is Accumulation.PERIODIC:
            ways.reverse()
        there = ways[0](indicator, which, baseline_included=False)
        if isinstance(there, Indicator):
            back = ways[1](there, which, baseline_included=False)
            assert [o.value for o in back.series] == [o.value for o in indicator.series]
            assert getattr(back, f"{which}_accumulation") is declared


@given(st.lists(counts, min_size=2, max_size=6), st.integers(2019, 2030))
def test_the_planned_path_goes_through_every_planned_value(numbers, at):
    """At a milestone it is the milestone, between two it lies between them, unless that is behind the baseline."""
    kinds = [BASELINE, *[ObservationKind.MILESTONE] * (len(numbers) - 2), TARGET]
    points = [
        Observation(kind=kind, period=Period(year=2018 + 3 * step), value=number)
        for step, (kind, number) in enumerate(zip(kinds, numbers, strict=True))
    ]
    one = Indicator(series=ObservationSeries(tuple(points)))
    way = Fraction(numbers[-1]) - Fraction(numbers[0])
    for point in points:
        answer = rf.expected(one, point.period.year)
        if isinstance(answer, rf.Undefined):
            assert (Fraction(point.value) - Fraction(numbers[0])) * way < 0
        else:
            assert answer.value == point.value
    between = rf.expected(one, at)
    for before, after in pairwise(points):
        if before.period.year < at < after.period.year and not isinstance(between, rf.Undefined):
            assert min(before.value, after.value) <= between.value <= max(before.value, after.value)


@given(counts, counts, counts)
def test_on_a_straight_line_the_projection_meets_what_is_required(baseline, actual, target):
    """An indicator that goes on at the required pace ends at the target."""
    text = f"2018 baseline {baseline:f} | 2020 actual {actual:f} | 2025 target {target:f}"
    one = Indicator(series=ObservationSeries.parse(text, decimal="."))
    assert Fraction(actual) + rf.monitoring.required_pace(one, 2020).value * 5 == Fraction(target)
    pace = (Fraction(actual) - Fraction(baseline)) / 2
    assert rf.monitoring.projected(one, 2020).value == Fraction(actual) + 5 * pace


@given(counts, counts, counts, counts, st.sampled_from(sorted(RATINGS)))
def test_a_better_figure_never_gets_a_worse_word(b, t, one, other, name):
    """Every value has exactly one word, and the words follow the values."""
    table = RATINGS[name]
    if isinstance(table, rf.monitoring.BandTable):
        words = [band.name for band in table.bands]
        low, high = (words.index(table.rate(number).name) for number in sorted((one, other)))
        assert high <= low
        assert sum(one in band.values for band in table.bands) == 1


@settings(max_examples=settings.default.max_examples * 8)
@example(Fraction(1, 2), Interval(Decimal("0.5"), Decimal("0.55"), Decimal("0.6")), Fraction(0))
@given(st.fractions(-2, 2), intervals(), st.fractions(0, 1))
def test_a_lead_over_the_money_holds_the_exact_one(achieved, spent, where):
    """Whatever was truly spent within what was printed, the exact difference lies within the answer."""
    truly = Fraction(spent.low) + where * (Fraction(spent.high) - Fraction(spent.low))
    rating = rf.monitoring.results_against_money(achieved, spent)
    assert achieved - truly in rating.value
    assert rating.value.nominal == achieved - Fraction(spent.nominal)
    if not rating.is_insufficient:
        assert rf.monitoring.results_against_money(achieved, truly).name == rating.name


@given(decimals(), decimals(), st.sampled_from(Missing))
def test_what_is_missing_is_never_a_number(baseline, target, missing):
    """No formula of this library makes a figure of a value that nobody reported."""
    for name in FORMULAS:
        assert not rf.progress(plan(baseline, target, missing), 2021, formula=name)
    for name in ("baseline", "target-ratio"):
        assert not rf.progress(plan(baseline, missing, target), 2021, formula=name)
        known = rf.progress(plan(missing, baseline, target), 2021, formula=name)
        assert isinstance(known, rf.Undefined) or known.formula == "target-ratio"


@pytest.mark.parametrize("name", ["akvo-rsr", "hikaya-period", "unicef-prp"])
def test_the_laws_are_broken_by_the_tools_that_are_said_to_break_them(name):
    """The faults are real: mirrored, the same progress gets another figure."""
    up, down = plan(*map(Decimal, (20, 40, 30))), plan(*map(Decimal, (40, 20, 30)))
    assert value(up, formula=name) != value(down, formula=name)
