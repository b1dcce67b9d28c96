"""Laws of subjects: an answer never mixes values of two subjects, and spelling and other groups change none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.interval import EXACT
from resultsframework.monitoring import expected, projected, required_pace, to_date, trend
from resultsframework.testing import indicators

WOMEN, MEN = (rf.Disaggregation(dimension="sex", category=name) for name in ("female", "male"))
KINDS = tuple(rf.ObservationKind)
QUESTIONS = (rf.progress, rf.met, rf.gap, rf.change, trend, expected, projected, required_pace, to_date)
subjects = st.sampled_from(
    [
        {},
        {"disaggregation": (WOMEN,)},
        {"disaggregation": (MEN,)},
        {"places": (rf.Place(code="KE-01"),)},
        {"disaggregation": (WOMEN,), "places": (rf.Place(code="KE-01"),)},
        {"disaggregation": (rf.Disaggregation(),), "places": (rf.Place(),)},
    ]
)
numbers = st.integers(-100, 100).map(Decimal) | st.sampled_from([rf.Missing.ABSENT, rf.Missing.TO_BE_DETERMINED])
observations = st.builds(
    lambda kind, year, value, subject: rf.Observation(kind=kind, period=year, value=value, **subject),
    st.sampled_from(KINDS),
    st.integers(2018, 2021),
    numbers,
    subjects,
)
mixed = st.builds(
    lambda series, accumulation, direction: rf.Indicator(
        series=tuple(series),
        actuals_accumulation=accumulation,
        targets_accumulation=accumulation,
        direction=direction,
    ),
    st.lists(observations, max_size=12),
    st.sampled_from(rf.Accumulation),
    st.sampled_from(rf.Direction),
)
moments = st.sampled_from([None, 2019, 2020, 2021, dt.date(2020, 6, 1)])


def answers(indicator, at):
    """The answer to each question, and progress towards each goal."""
    found = [question(indicator, at) for question in QUESTIONS]
    return [*found, *(rf.progress(indicator, at, goal) for goal in ("target", "plan", "step", "linear"))]


def used(answer):
    """The observations that an answer was calculated from."""
    return [thing for _, thing in getattr(answer, "inputs", ()) if isinstance(thing, rf.Observation)]


@given(mixed, moments)
def test_an_answer_never_mixes_subjects(indicator, at):
    """Every value in an answer is of the one subject of the indicator, and without one there is no answer."""
    for answer in answers(indicator, at):
        if not isinstance(answer, rf.Undefined):
            assert {o.subject for o in used(answer)} <= {indicator.subject}
            assert indicator.subject is not None


@given(mixed, moments)
def test_where_answers_from_one_subject_alone(indicator, at):
    """Each subject of an indicator has its own answers: those of an indicator that has no other values."""
    for subject in indicator.subjects:
        chosen = indicator.where(subject)
        assert chosen.subject == subject
        alone = tuple(o for o in indicator.series if o.subject == subject)
        zero = [o for o in chosen.series if o not in alone]
        assert [(o.subject.is_total, o.kind, o.value) for o in zero] in ([], [(True, rf.ObservationKind.BASELINE, 0)])
        if not zero:
            bare = attrs.evolve(indicator, series=indicator.series.with_observations(alone))
            assert list(map(str, answers(chosen, at))) == list(map(str, answers(bare, at)))


@given(indicators(valid=False))
def test_where_takes_any_indicator_apart(indicator):
    """Whatever was published, the values of its subjects are all of its values, each once."""
    found = [o for subject in indicator.subjects for o in indicator.series if o.subject == subject]
    assert all(o in found for o in indicator.series if o.is_reported)
    for subject in indicator.subjects:
        assert indicator.where(subject).where(subject) == indicator.where(subject)


SPELLINGS = {
    "sex": ("sex", "Gender", " SEX "),
    "female": ("female", "FEMALE ", "Female"),
    "male": ("male", "Male", " mAle"),
    "KE-01": ("KE-01", "ke-01", "Ke-01 "),
}


def respelled(observation, draw):
    """The observation with its groups and places in other spellings."""
    groups = tuple(
        attrs.evolve(d, dimension=draw(d.dimension), category=draw(d.category)) for d in observation.disaggregation
    )
    places = tuple(attrs.evolve(place, code=draw(place.code)) for place in observation.places)
    return attrs.evolve(observation, disaggregation=groups, places=places)


@given(mixed, moments, st.randoms(use_true_random=False))
def test_spelling_changes_no_answer(indicator, at, random):
    """Letter case, spaces and the name of the dimension change no answer, and no number of subjects."""

    def draw(text):
        return random.choice(SPELLINGS.get(text, (text,)))

    series = tuple(respelled(o, draw) for o in indicator.series)
    other = attrs.evolve(indicator, series=series)
    assert other.subjects == indicator.subjects

    def values(found):
        return [answer.value if hasattr(answer, "value") else isinstance(answer, rf.Undefined) for answer in found]

    assert values(answers(other, at)) == values(answers(indicator, at))


@given(mixed, st.lists(observations, max_size=4), st.sampled_from([2019, 2020, dt.date(2020, 6, 1)]))
def test_an_unrelated_group_changes_no_answer(indicator, more, at):
    """The answers about the total stay the same where values of girls are added."""
    girls = (rf.Disaggregation(dimension="sex", category="girls"),)
    added = tuple(attrs.evolve(o, disaggregation=girls, places=()) for o in more)
    other = attrs.evolve(indicator, series=indicator.series.with_observations((*indicator.series, *added)))
    if rf.Subject() not in indicator.subjects or not any(o.is_total and o.is_reported for o in indicator.series):
        return
    for before, after in zip(answers(indicator, at), answers(other, at), strict=True):
        assert str(before) == str(after) or (isinstance(before, rf.Undefined) and isinstance(after, rf.Undefined))


@given(st.lists(st.tuples(st.decimals(-(10**9), 10**9), st.decimals(-(10**9), 10**9)), min_size=1, max_size=4))
def test_groups_are_added_up_exactly(pairs):
    """Women and men of a year make its total to the last digit, in whichever order the source lists them."""
    series = [
        rf.Observation(kind="actual", period=2018 + year, value=number, disaggregation=(group,))
        for group, index in ((WOMEN, 0), (MEN, 1))
        for year, number in enumerate(pair[index] for pair in pairs)
    ]
    total = rf.Indicator(series=series).total_over("gender", disjoint=True)
    assert [o.value for o in total.actuals] == [EXACT.add(*pair) for pair in pairs]
    assert total.subject == rf.Subject()
    assert rf.Indicator(series=series[::-1]).total_over("sex", disjoint=True).actuals == total.actuals[::-1]


@given(st.lists(mixed, min_size=1, max_size=4), st.sampled_from(["sum", "maximum", "distribution"]))
def test_a_roll_up_is_of_one_subject(parts, function):
    """Each value in a figure is of its subject, each place counts once, and by sex each group has its own figure."""
    named = [attrs.evolve(part, code="A.1", direction="unknown", actuals_accumulation="unknown") for part in parts]
    options = {"at": 2020, "function": function, "overlap": "disjoint"}
    figures = [rf.rollup(named, **options), *rf.rollup(named, by="sex", **options).values()]
    for figure in figures:
        if isinstance(figure, rf.Rollup):
            assert (figure.coverage.due, len(figure.inputs)) == (len(parts), len(parts))
            for part, indicator in zip(figure.inputs, named, strict=True):
                if part.is_reported:
                    assert (figure.subject, part.value) in [(o.subject, o.value) for o in indicator.series.at(2020)]


@given(st.lists(mixed, min_size=1, max_size=3), st.integers(0, 3), st.sampled_from(rf.Accumulation))
def test_a_place_without_the_indicator_lowers_the_coverage_and_nothing_else(parts, more, mode):
    """Whoever has not reported leaves the figure as it is, and its least; there is no most any more."""
    named = [attrs.evolve(part, code="A.1", actuals_accumulation=mode) for part in parts]
    others = [rf.ResultsFramework(title=f"{number}") for number in range(more)]
    before, after = (
        rf.rollup(given_, "A.1", at=2020, function="sum", overlap="disjoint") for given_ in (named, [*named, *others])
    )
    if isinstance(before, rf.Undefined):
        assert isinstance(after, rf.Undefined)
        return
    assert (after.value, after.coverage.reported) == (before.value, before.coverage.reported)
    assert after.coverage.due == before.coverage.due + more
    if more:
        assert isinstance(after.at_most, rf.Undefined)
    elif before.coverage.is_full:
        assert before.at_least == before.at_most
