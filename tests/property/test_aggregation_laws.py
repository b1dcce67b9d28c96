from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resultsframework.aggregation import Rollup, rollup
from resultsframework.aggregation._budgets import (
    Reconciliation,
    budget_below,
    reconcile,
)
from resultsframework.aggregation._functions import Overlap, RollupFunction
from resultsframework.budget import Budget
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator
from resultsframework.interval import Interval
from resultsframework.monitoring import (
    Basis,
    DirectionBasis,
    InferredDirection,
    Progress,
    ReportingStatus,
    mean_progress,
)
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Outcome, Output
from resultsframework.series import ObservationSeries
from resultsframework.tables import completeness, funding, performance
from resultsframework.testing import (
    decimals,
    frameworks,
    indicators,
    missing,
    money,
    numbers,
    ratios,
    undefined,
    values,
)
from resultsframework.value import Level, Missing, Ratio, Undefined

SCALE = ("low", "medium", "high")
COUNTS = st.integers(0, 50).map(Decimal)
SHARES = st.fractions(0, 1, max_denominator=12)

# For each function: the values that it takes, and the overlap to declare.
OF_FUNCTION = {
    RollupFunction.SUM: (COUNTS, (Overlap.DISJOINT, Overlap.CONTAINED, Overlap.UNKNOWN)),
    RollupFunction.COUNT_TRUE: (st.booleans(), (Overlap.DISJOINT, Overlap.CONTAINED, Overlap.UNKNOWN)),
    RollupFunction.SHARE_TRUE: (st.booleans(), (Overlap.DISJOINT,)),
    RollupFunction.RATIO: (st.builds(Ratio, COUNTS, st.integers(1, 50).map(Decimal)), (Overlap.DISJOINT,)),
    RollupFunction.MAXIMUM: (decimals(), (None,)),
    RollupFunction.LATEST: (decimals(), (None,)),
    RollupFunction.DISTRIBUTION: (st.integers(0, 2).map(lambda rank: Level(rank, SCALE[rank])), (None,)),
    RollupFunction.WEIGHTED_MEAN: (decimals(), (None,)),
}


def place(value, year=2021, unit=None):
    """An indicator that reports a value for a year."""
    observation = Observation(kind=ObservationKind.ACTUAL, period=Period(year=year), value=value)
    return Indicator(code="SP_1", statement="Number of women", unit=unit, series=ObservationSeries((observation,)))


def rolled(parts, function, overlap):
    """The roll-up of parts for 2021, or of the latest values."""
    at = None if function is RollupFunction.LATEST else 2021
    return rollup(parts, at=at, function=function, overlap=overlap, weights=weights_of(parts, function))


def weights_of(parts, function):
    """The weight of each part, which is the number of places in it that report; None where it needs none."""
    if function is not RollupFunction.WEIGHTED_MEAN:
        return None
    return [part.coverage.reported if isinstance(part, Rollup) else 1 for part in parts]


@st.composite
def cases(draw, gaps=True):
    """A function, an overlap, and the reports of several places, some of them missing."""
    function = draw(st.sampled_from(RollupFunction))
    strategy, dedupes = OF_FUNCTION[function]
    answers = draw(st.lists(strategy | missing() if gaps else strategy, min_size=1, max_size=6))
    years = range(2010, 2017) if function is RollupFunction.LATEST else [2021] * 6
    unit = "percent" if function is RollupFunction.WEIGHTED_MEAN else None
    parts = [place(value, year, unit) for value, year in zip(answers, years, strict=False)]
    return function, draw(st.sampled_from(dedupes)), parts


def facts(answer):
    """The parts of an answer that do not depend on the order: the figure, the coverage, the time."""
    if isinstance(answer, Undefined):
        return "undefined"
    return answer.value, answer.coverage, answer.period


# ------------------------------------------------------------------------------------- order and partition


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(case, random):
    """Whatever the order, the figure and its coverage are the same."""
    function, overlap, parts = case
    shuffled = random.sample(parts, len(parts))
    assert facts(rolled(parts, function, overlap)) == facts(rolled(shuffled, function, overlap))


@given(cases(), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_a_roll_up_over_any_partition_equals_that_of_the_whole(case, regions):
    """Countries rolled up to regions and those to the world give what the countries give at once."""
    function, overlap, parts = case
    groups = [[p for p, r in zip(parts, regions, strict=False) if r == region] for region in range(3)]
    pieces = [rolled(group, function, overlap) for group in groups if group]
    whole = rolled(parts, function, overlap)
    if all(isinstance(piece, Rollup) for piece in pieces):
        assert facts(rolled(pieces, function, overlap)) == facts(whole)
    else:
        assert isinstance(rolled(pieces, function, overlap), Undefined)


@given(cases(gaps=False))
def test_a_part_alone_is_what_it_says(case):
    """A roll-up of one place is its value: a yes is one of one, and a level occurs once."""
    function, overlap, parts = case
    value = parts[0].series[0].value
    expected = {
        RollupFunction.COUNT_TRUE: Decimal(value is True),
        RollupFunction.SHARE_TRUE: Ratio(Decimal(value is True), Decimal(1)),
        RollupFunction.DISTRIBUTION: ((value, 1),),
    }
    assert rolled(parts[:1], function, overlap).value == expected.get(function, value)


# ------------------------------------------------------------------------------------- what is missing


@given(cases())
def test_coverage_counts_what_is_there_and_what_should_be(case):
    """Every part that reports counts twice, every other one that could once, and the sums of parts are the whole."""
    function, overlap, parts = case
    answers = [part.series[0].value for part in parts]
    reported = sum(not isinstance(value, Missing) for value in answers)
    due = sum(value is not Missing.NOT_APPLICABLE for value in answers)
    answer = rolled(parts, function, overlap)
    coverage = answer.coverage if isinstance(answer, Rollup) else dict(answer.inputs)["coverage"]
    assert (coverage.reported, coverage.due) == (reported, due)
    assert isinstance(answer, Undefined) is (reported == 0)


@given(cases(), undefined(), st.integers(0, 6))
def test_undefined_never_becomes_a_number(case, unknown, position):
    """Among however many parts, one that is undefined makes the whole so."""
    function, overlap, parts = case
    answer = rolled([*parts[:position], unknown, *parts[position:]], function, overlap)
    assert isinstance(answer, Undefined)
    assert f"a part is undefined: {unknown.reason}" in answer.reason


@given(st.lists(missing(), min_size=1, max_size=4), st.sampled_from(RollupFunction))
def test_what_is_missing_never_becomes_a_number(states, function):
    """However many places report nothing, that is not zero, not no, and not never."""
    assert isinstance(rolled([place(state) for state in states], function, Overlap.DISJOINT), Undefined)


@given(st.lists(values(), min_size=1, max_size=4), st.sampled_from(RollupFunction), st.sampled_from(Overlap))
def test_any_values_give_a_figure_or_a_reason(answers, function, overlap):
    """Whatever the cells contain, nothing is raised, and a figure is made of values of one type only."""
    answer = rolled([place(value) for value in answers], function, overlap)
    if isinstance(answer, Rollup):
        assert len({type(v) for v in answers if not isinstance(v, Missing)}) == 1
    else:
        assert answer.reason


@given(st.lists(indicators(valid=False), max_size=3), st.sampled_from(RollupFunction), st.sampled_from(ObservationKind))
def test_any_indicators_give_a_figure_or_a_reason(several, function, kind):
    """Whatever a publisher states, a roll-up answers, and names what it was made from."""
    weights = weights_of(several, function)
    answer = rollup(several, at=2021, function=function, kind=kind, overlap="disjoint", weights=weights)
    assert isinstance(answer, Rollup) or answer.reason
    inputs = answer.inputs if isinstance(answer, Rollup) else answer.inputs[1:]
    assert len(inputs) == len(several)


@given(st.lists(numbers() | undefined(), max_size=5))
def test_a_mean_lies_between_what_is_defined(answers):
    """An undefined percentage does not change the mean, and is counted as missing."""
    basis = Basis(InferredDirection(Direction.UNKNOWN, DirectionBasis.NOTHING), "target")
    given_ = [a if isinstance(a, Undefined) else Progress(a, "own", (), basis) for a in answers]
    defined = [a for a in answers if not isinstance(a, Undefined)]
    mean = mean_progress(given_)
    if defined:
        assert min(defined) <= mean.value <= max(defined)
        assert (mean.coverage.reported, mean.coverage.due) == (len(defined), len(answers))
    else:
        assert isinstance(mean, Undefined)


# ------------------------------------------------------------------------------------- bounds


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=5), st.data())
def test_the_bounds_hold_every_possible_number_of_people(places, data):
    """Whoever was reached where, and whoever has not reported: the people reached lie within the bounds."""
    silent = data.draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    assume(not all(silent))
    parts = [place(Missing.EMPTY if quiet else Decimal(len(p))) for p, quiet in zip(places, silent, strict=True)]
    answer = rolled(parts, RollupFunction.SUM, Overlap.UNKNOWN)
    reached = len(frozenset().union(*places))
    assert answer.at_least <= reached
    if any(silent):
        assert isinstance(answer.at_most, Undefined)
    else:
        assert reached in answer.bounds
        assert answer.bounds == (answer.value if isinstance(answer.value, Interval) else Interval.exactly(answer.value))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_the_bounds_hold_every_possible_answer(answers):
    """Whatever the missing answers would be, the number and the share of yes lie within the bounds."""
    assume(any(reported for _, reported in answers))
    parts = [place(answer if reported else Missing.TO_BE_DETERMINED) for answer, reported in answers]
    yes = sum(answer for answer, _ in answers)
    assert yes in rolled(parts, RollupFunction.COUNT_TRUE, Overlap.DISJOINT).bounds
    assert min(yes, 1) <= rolled(parts, RollupFunction.COUNT_TRUE, Overlap.UNKNOWN).at_most
    assert rolled(parts, RollupFunction.COUNT_TRUE, Overlap.UNKNOWN).at_least <= yes
    assert Fraction(yes, len(answers)) in rolled(parts, RollupFunction.SHARE_TRUE, Overlap.DISJOINT).bounds


@given(st.lists(decimals(), min_size=1, max_size=5))
def test_sums_are_exact(numbers):
    """However many digits the numbers have, no digit of their sum is lost."""
    assert rolled([place(n) for n in numbers], RollupFunction.SUM, Overlap.DISJOINT).value == sum(
        map(Fraction, numbers)
    )


@given(st.lists(ratios(), min_size=1, max_size=4))
def test_a_ratio_of_sums_lies_between_its_parts(several):
    """Where all are counted once, the whole is no better than the best part and no worse than the worst."""
    several = [Ratio(abs(r.numerator), abs(r.denominator)) for r in several]
    value = rolled([place(r) for r in several], RollupFunction.RATIO, Overlap.DISJOINT).value
    fractions = [r.fraction for r in several]
    assert min(fractions) <= value.fraction <= max(fractions)


# ------------------------------------------------------------------------------------- money


DOLLARS = money(currencies=("USD",))
BUDGETS = st.builds(Budget, planned=DOLLARS, actual=DOLLARS, expenses=DOLLARS)


@given(BUDGETS, st.lists(BUDGETS, min_size=1, max_size=3), SHARES)
def test_a_sum_over_children_holds_every_possible_sum(own, below, share):
    """Whatever the rounded amounts really are, their sum and what is missing lie within what is calculated."""
    outcome = Outcome(code="K", budgets=(own,), outputs=tuple(Output(budgets=(b,)) for b in below))
    summed = budget_below(outcome)

    def truth(amount):
        return Fraction(amount.low) + (Fraction(amount.high) - Fraction(amount.low)) * share

    for name in ("planned", "actual", "expenses"):
        assert sum(truth(getattr(b, name)) for b in below) in getattr(summed, name).interval
    gap = sum(truth(b.planned) - truth(b.actual) for b in below)
    assert gap in summed.shortfall.interval
    for answer in reconcile(ResultsFramework(results=(outcome,))):
        mine, theirs = truth(getattr(own, answer.amount)), sum(truth(getattr(b, answer.amount)) for b in below)
        assert answer.agrees is None or answer.agrees is (mine == theirs)
        assert answer.exceeds is None or answer.exceeds is (theirs > mine)
        assert theirs - mine in answer.difference.interval


@given(st.lists(BUDGETS, min_size=1, max_size=3))
def test_what_is_its_own_sum_never_disagrees(below):
    """A result that states exactly what those below it cost never differs."""
    outputs = tuple(Output(budgets=(b,)) for b in below)
    own = attrs.evolve(budget_below(Outcome(outputs=outputs)), funding=())
    framework = ResultsFramework(results=(Outcome(budgets=(own,), outputs=outputs),))
    assert {answer.agrees for answer in reconcile(framework)} <= {True, None}


# ------------------------------------------------------------------------------------- tables


@given(frameworks(valid=False), st.none() | st.integers(2018, 2030))
def test_any_framework_has_its_tables(framework, year):
    """Whatever a publisher states, each table answers, with one row an indicator where it is about those."""
    matrix = completeness(framework, reporting_year=year)
    tracked = performance(framework, year or 2021, rating="undp-2014")
    count = len(framework.indicators)
    assert len(matrix) == len(tracked) == count
    assert str(matrix)
    assert str(tracked)
    assert str(funding(framework))
    assert all(isinstance(answer, Reconciliation) for answer in reconcile(framework))
    for row in [*matrix, *tracked]:
        assert framework.at(f"{row[0]}/{row[1]}") in framework.indicators


@given(frameworks(), st.integers(2000, 2050))
def test_completeness_counts_add_up(framework, year):
    """Reported and due values are counted once, in the matrix as in its last column.

    A cell without a value has its reason as its state, also before it is due; it counts once it is.
    """
    table = completeness(framework, reporting_year=year)
    later = {column.name for column in table.columns if column.name.isdigit() and int(column.name) > year}
    states = {column.name for column in table.columns if column.type is ReportingStatus} - {"baseline", "target"}
    names = [column.name for column in table.columns]
    for row in (dict(zip(names, row_values, strict=True)) for row_values in table):
        cells = [row[name] for name in states if name not in later or row[name] is ReportingStatus.REPORTED]
        counted = [state for state in cells if state is not None]
        assert row["reported"].reported == counted.count(ReportingStatus.REPORTED)
        not_counted = (ReportingStatus.NOT_DUE, ReportingStatus.NOT_APPLICABLE)
        assert row["reported"].due == sum(state not in not_counted for state in counted)


@pytest.mark.parametrize("function", RollupFunction)
def test_every_function_has_its_law(function):
    """A function that is added is drawn by the strategy of this file."""
    assert function in OF_FUNCTION
