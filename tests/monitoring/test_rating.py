"""Ratings: a word for a percentage from a table with a source, and never a word from nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework.indicator import Indicator
from resultsframework.interval import Interval
from resultsframework.monitoring import RATINGS
from resultsframework.monitoring._published_ratings import bands_of
from resultsframework.series import ObservationSeries
from resultsframework.testing import numbers
from resultsframework.value import Range

HALF = Decimal("0.5")


def table(*bands, **more):
    return rf.monitoring.BandTable("ours", tuple(rf.monitoring.Band(name, values) for name, values in bands), **more)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("undp-2014", {"1.5": "green", "1": "green", "0.9999": "amber", "0.5": "amber", "0.49": "red", "-1": "red"}),
        (
            "global-fund",
            {
                "1.0001": "A1",
                "1": "A2",
                "0.9": "A2",
                "0.895": "B1",
                "0.6": "B1",
                "0.59": "B2",
                "0.3": "B2",
                "0.29": "C",
                "-3": "C",
            },
        ),
        ("idb", {"0.8": "on track", "0.79": "moderate", "0.6": "moderate", "0.59": "off track", "2": "on track"}),
        ("akvo-rsr", {"0.85": "high", "0.849": "medium", "0.491": "medium", "0.49": "low", "0": "low"}),
        (
            "tola-activity",
            {"1.1501": "over", "1.15": "on scope", "0.85": "on scope", "0.8499": "under", "1": "on scope"},
        ),
    ],
)
def test_a_band_begins_and_ends_where_its_source_says(name, words):
    """The bounds themselves belong to one band each, and no value is left without a word."""
    preset = RATINGS[name]
    assert preset.name == name
    assert preset.source
    assert {value: preset.rate(Decimal(value)).name for value in words} == words
    assert {value: preset.rate(Fraction(value)).name for value in words} == words


def test_a_rating_is_of_an_answer_and_says_which_table_gave_it():
    """59 % of the milestone is amber on the card of 2014."""
    series = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59")
    answer = rf.progress(Indicator(series=series), 2021)
    rating = RATINGS["undp-2014"].rate(answer)
    assert rating == rf.monitoring.Rating("amber", "undp-2014", Fraction(59, 100))
    assert (str(rating), rating.is_insufficient, rating.reason) == ("amber", False, "")


def test_insufficient_data_is_a_rating_of_its_own():
    """No answer is grey, not red, and gives the reason."""
    rating = RATINGS["undp-2014"].rate(rf.Undefined("no actual for 2021"))
    assert rating == rf.monitoring.Rating("grey", "undp-2014", None, "no actual for 2021")
    assert rating.is_insufficient
    assert str(rating) == "grey (no actual for 2021)"
    assert RATINGS["global-fund"].rate(rf.Undefined("no target")).name == "insufficient data"


@pytest.mark.each(
    ("bands", "problems"),
    [
        ((), ["the first band has to have no upper bound", "the last band has to have no lower bound"]),
        ([("a", Range(low=HALF))], ["the last band has to have no lower bound"]),
        ([("a", Range(high=HALF))], ["the first band has to have no upper bound"]),
        ([("a", Range(low=HALF)), ("b", Range(high=HALF))], ["'a' and 'b': both hold 0.5"]),
        (
            [("a", Range(low=HALF, low_included=False)), ("b", Range(high=HALF, high_included=False))],
            ["'a' and 'b': neither holds 0.5"],
        ),
        (
            [("a", Range(low=Decimal(1))), ("b", Range(high=HALF, high_included=False))],
            ["'a' and 'b' do not meet: the one ends at 1, the other begins at 0.5"],
        ),
        (
            [("a", Range(low=HALF)), ("b", Range(low=Decimal(0))), ("c", Range(high=Decimal(0), high_included=False))],
            ["'a' and 'b' do not meet: the one ends at 0.5, the other begins at None"],
        ),
        (
            [("a", Range(low=HALF)), ("b", Range(high=HALF)), ("c", Range(high=HALF))],
            ["'a' and 'b': both hold 0.5", "'b' and 'c' do not meet: the one ends at None, the other begins at 0.5"],
        ),
        ([("a", Range(low=HALF)), ("a", Range(high=HALF, high_included=False))], ["two words are the same"]),
    ],
)
def test_a_table_with_a_gap_or_an_overlap_is_refused(bands, problems):
    """Every problem is named at once: what is not covered, what is covered twice, what is called the same."""
    with pytest.raises(rf.InvalidValueError) as caught:
        table(*bands)
    start = "the bands of 'ours' do not give every value one word: "
    assert str(caught.value) == start + "; ".join(problems)


def test_the_word_for_too_little_data_is_no_band():
    """It would be a bad rating otherwise."""
    bands = [("grey", Range(low=HALF)), ("red", Range(high=HALF, high_included=False))]
    with pytest.raises(rf.InvalidValueError, match="two words are the same"):
        table(*bands, insufficient="grey")
    assert table(*bands).rate(HALF).name == "grey"


def test_bands_are_made_from_the_values_that_they_begin_at():
    """The short way to write a table: words with where they begin, and the word for all below."""
    assert bands_of(("good", "1"), ("fair", "0.5"), below="poor") == (
        rf.monitoring.Band("good", Range(low=Decimal(1), high_included=False)),
        rf.monitoring.Band("fair", Range(low=HALF, high=Decimal(1), high_included=False)),
        rf.monitoring.Band("poor", Range(high=HALF, high_included=False)),
    )


@pytest.mark.parametrize(
    ("name", "grades", "insufficient"),
    [("dfid", 5, "insufficient data"), ("unicef-prp", 4, "No Status"), ("world-bank", 6, "insufficient data")],
)
def test_a_scale_of_judgement_is_never_calculated(name, grades, insufficient):
    """Where the source has no bounds there are none: a person chooses, and no percentage leads to a grade."""
    scale = RATINGS[name]
    assert (scale.name, len(scale.grades), bool(scale.source)) == (name, grades, True)
    best = scale.chosen(scale.grades[0])
    assert (best.name, best.table, best.is_insufficient) == (scale.grades[0], name, False)
    unjudged = scale.rate(Decimal(1))
    assert (unjudged.name, unjudged.reason) == (insufficient, "a person has to judge; there are no bands")
    assert scale.rate(rf.Undefined("no target")).reason == "no target"
    with pytest.raises(rf.NotFoundError) as caught:
        scale.chosen("great")
    assert str(caught.value).startswith(f"nothing is called 'great' in {name}; did you mean {scale.grades[0]!r} or ")
    assert (caught.value.wanted, caught.value.nearest) == ("great", scale.grades)


@pytest.mark.parametrize(
    ("name", "grades"),
    [
        ("dfid", ("A++", "A+", "A", "B", "C")),
        ("unicef-prp", ("Met", "On Track", "No Progress", "Constrained")),
        (
            "world-bank",
            (
                "Highly Satisfactory",
                "Satisfactory",
                "Moderately Satisfactory",
                "Moderately Unsatisfactory",
                "Unsatisfactory",
                "Highly Unsatisfactory",
            ),
        ),
    ],
)
def test_the_grades_of_a_scale_go_from_the_best_to_the_worst(name, grades):
    """They are the words that the body itself uses, so that a judgement is found again in its reports."""
    assert RATINGS[name].grades == grades


def test_every_shipped_table_says_where_it_is_from():
    """A word without a source is nobody's word."""
    assert list(RATINGS) == [
        "undp-2014", "global-fund", "idb", "akvo-rsr", "tola-activity", "dfid", "unicef-prp", "world-bank",
    ]  # fmt: skip
    assert all(table.source and table.about for table in RATINGS.values())


def test_no_table_is_a_default():
    """The presets are offered by name, and cannot be changed."""
    assert list(RATINGS) == [
        "undp-2014",
        "global-fund",
        "idb",
        "akvo-rsr",
        "tola-activity",
        "dfid",
        "unicef-prp",
        "world-bank",
    ]
    with pytest.raises(TypeError):
        RATINGS["ours"] = RATINGS["idb"]


@pytest.mark.parametrize(
    ("achieved", "spent", "word"),
    [
        ("0.6", "0.6", "ok"),
        ("0.7", "0.6", "ok"),
        ("0.5999", "0.6", "warning"),
        ("0.5", "0.6", "warning"),
        ("0.4999", "0.6", "danger"),
        ("0", "1.2", "danger"),
    ],
)
def test_results_are_held_against_the_money_spent(achieved, spent, word):
    """Not behind is ok; more than ten points behind is danger; the bound itself is only a warning."""
    rating = rf.monitoring.results_against_money(Decimal(achieved), Decimal(spent))
    assert (rating.name, rating.table) == (word, "results-against-money")
    assert rating.value == Interval.exactly(Decimal(achieved) - Decimal(spent))


def test_rounded_amounts_may_leave_two_words_possible():
    """Expenses are known within bounds; if these allow two words, there is too little data."""
    narrow = Interval(Decimal("0.58"), Decimal("0.59"), Decimal("0.60"))
    assert rf.monitoring.results_against_money(Decimal("0.60"), narrow).name == "ok"
    unsure = rf.monitoring.results_against_money(Decimal("0.59"), narrow)
    assert unsure.is_insufficient
    assert unsure.reason == "the rounded amounts allow warning and ok"
    assert unsure.value == Interval(Decimal("-0.01"), Decimal(0), Decimal("0.01"))


def test_progress_and_a_budget_are_compared_as_they_come():
    """The answer of one calculation and the rate of a budget go in; an undefined one gives its reason."""
    series = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59")
    budget = rf.Budget(planned=rf.parse_money("$100"), expenses=rf.parse_money("$55"))
    answer = rf.progress(Indicator(series=series), 2021)
    assert rf.monitoring.results_against_money(answer, budget.execution).name == "ok"
    nothing = rf.monitoring.results_against_money(rf.Undefined("no actual"), rf.Budget().execution)
    assert nothing.is_insufficient
    assert nothing.reason.startswith("no actual; ")
    assert rf.monitoring.results_against_money(answer, rf.Undefined("no plan")).reason == "no plan"
    ours = table(("fine", Range(low=Decimal(-1))), ("late", Range(high=Decimal(-1), high_included=False)))
    rating = rf.monitoring.results_against_money(Decimal(0), Decimal(1), table=ours)
    assert rating == rf.monitoring.Rating("fine", "ours", Interval.exactly(Decimal(-1)))


@pytest.mark.parametrize("included", [(False, False), (True, False), (False, True)])
def test_a_band_that_holds_no_value_is_refused(included):
    """From a half to a half, without a half: nothing is within, and it could hide that its neighbours overlap."""
    empty = Range(HALF, HALF, *included)
    first = Range(low=HALF, low_included=not included[1])
    last = Range(high=HALF, high_included=not included[0])
    with pytest.raises(rf.InvalidValueError, match=r"one word: 'b' holds no value$"):
        table(("a", first), ("b", empty), ("c", last))


def test_a_band_may_be_one_value():
    """A half exactly may have a word of its own, between more and less."""
    more, less = Range(low=HALF, low_included=False), Range(high=HALF, high_included=False)
    exact = table(("more", more), ("half", Range(HALF, HALF)), ("less", less))
    assert [exact.rate(Decimal(value)).name for value in ("0.51", "0.50", "0.49")] == ["more", "half", "less"]


@pytest.mark.parametrize(
    "preset", [p for p in RATINGS.values() if isinstance(p, rf.monitoring.BandTable)], ids=lambda p: p.name
)
@given(value=numbers(), better=numbers())
def test_more_is_never_rated_worse(preset, value, better):
    """In every shipped table each number has one word, and a larger number the same or one further up."""
    words = [band.name for band in preset.bands]
    low, high = (words.index(preset.rate(number).name) for number in sorted((value, better)))
    assert high <= low
    assert sum(value in band.values for band in preset.bands) == 1


@pytest.mark.parametrize(
    ("achieved", "low", "high", "word"),
    [
        ("0", "0", "0", "ok"),
        ("0.5", "0.5", "0.6", "insufficient data"),
        ("0.5", "0.55", "0.60", "warning"),
        ("0.5", "0.59", "0.61", "insufficient data"),
        ("0.5", "0.61", "0.99", "danger"),
        ("0.5", "0.4", "0.7", "insufficient data"),
        ("-1", "-1", "-1", "ok"),
    ],
)
def test_rounded_spending_gets_a_word_only_if_both_ends_get_the_same(achieved, low, high, word):
    """The bounds themselves are possible: spending of exactly what was achieved is not behind."""
    spent = Interval(Decimal(low), Decimal(low), Decimal(high))
    rating = rf.monitoring.results_against_money(Decimal(achieved), spent)
    assert rating.name == word
    assert rating.is_insufficient is (word == "insufficient data")
    assert rating.value == Interval(*(Decimal(achieved) - Decimal(end) for end in (high, low, low)))


def test_fractions_that_no_decimals_can_write_are_held_against_money():
    """Two thirds of the target for two thirds of the money is not behind, not even by a rounding."""
    part = Interval.exactly(Fraction(2, 3))
    assert rf.monitoring.results_against_money(Fraction(2, 3), part).name == "ok"
    assert rf.monitoring.results_against_money(Fraction(2, 3) - Fraction(1, 10**30), part).name == "warning"
    assert rf.monitoring.results_against_money(Fraction(1, 10), Fraction(1, 3)).name == "danger"


def test_a_rating_is_written_as_in_python_and_read_as_a_word():
    """A printed rating is its word; its representation has the table and the value rated."""
    amber = RATINGS["undp-2014"].rate(Decimal("0.59"))
    assert (str(amber), repr(amber)) == ("amber", "Rating(name='amber', table='undp-2014', value=Decimal('0.59'))")
    grey = RATINGS["undp-2014"].rate(rf.Undefined("no milestone for 2021: empty"))
    assert repr(grey) == "Rating(name='grey', table='undp-2014', reason='no milestone for 2021: empty')"
