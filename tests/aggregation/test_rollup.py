from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from resultsframework import (
    Accumulation,
    Disaggregation,
    Indicator,
    Interval,
    InvalidValueError,
    Level,
    Measure,
    Missing,
    Observation,
    ObservationKind,
    ObservationSeries,
    Outcome,
    Output,
    Period,
    Place,
    Ratio,
    ResultsFramework,
    Undefined,
    progress,
    rollup,
)
from resultsframework.aggregation import Overlap, RollupFunction
from resultsframework.examples import load as load_example
from resultsframework.monitoring import ReportingStatus, mean_progress

D = Decimal
ACTUAL = ObservationKind.ACTUAL


def country(name, series, **fields):
    """A country's framework, with one indicator under one outcome."""
    status = fields.pop("result_status", None)
    countries = fields.pop("countries", (Place(name=name),))
    year = fields.pop("reporting_year", None)
    series = ObservationSeries.parse(series) if isinstance(series, str) else series
    indicator = Indicator(**{"code": "SP_1", "statement": "Number of laws", "series": series} | fields)
    outcome = Outcome(code="O_1", indicators=(indicator,), aggregation_status=status)
    return ResultsFramework(title=name, results=(outcome,), countries=countries, reporting_year=year)


def countries(*series, **fields):
    """Several countries, each with a series for the same indicator."""
    names = ("Mexico", "Peru", "Chad", "Nepal", "Fiji")
    return [country(name, text, **fields) for name, text in zip(names, series, strict=False)]


def levels(*pairs):
    """Series whose actual of 2021 is a level of a scale."""
    values = (Level(rank, name) for rank, name in pairs)
    return [ObservationSeries((Observation(kind=ACTUAL, period=Period(year=2021), value=v),)) for v in values]


# ------------------------------------------------------------------------------------------ the functions


def test_counts_of_countries_add_up():
    """Three laws in Mexico, four in Peru and none in Chad are seven laws; no overlap has to be declared."""
    rolled = rollup(countries("2021 actual 3", "2021 actual 4", "2021 actual 0"), "SP_1", at=2021, function="sum")
    assert rolled.value == 7
    assert type(rolled.value) is Decimal
    assert (rolled.function, rolled.kind, rolled.overlap) == (RollupFunction.SUM, ACTUAL, None)
    assert (rolled.coverage.reported, rolled.coverage.due) == (3, 3)
    assert rolled.period == Period(year=2021)
    assert rolled.paths == ("Mexico: O_1/SP_1", "Peru: O_1/SP_1", "Chad: O_1/SP_1")
    assert "the parts are for different countries, so that nothing is counted twice" in rolled.assumptions


def test_countries_that_say_yes_are_counted():
    """The number of countries with a law is the number of those that say yes, not a sum of values."""
    parts = countries("2021 actual Yes", "2021 actual No", "2021 actual TRUE", "2021 actual -")
    rolled = rollup(parts, "SP_1", at=2021, function="count_true")
    assert rolled.value == 2
    assert type(rolled.value) is Decimal
    assert str(rolled.coverage) == "3 of 4"


def test_the_share_of_yes_is_of_those_that_answered():
    """Two of the three countries that answered say yes; the one that did not is reported apart."""
    parts = countries("2021 actual Yes", "2021 actual No", "2021 actual TRUE", "2021 actual -")
    rolled = rollup(parts, "SP_1", at=2021, function="share_true")
    assert rolled.value == Ratio(D(2), D(3))
    assert str(rolled) == "2/3 (share true, 3 of 4 reported)"


def test_ratios_are_rolled_up_by_their_numbers():
    """One of two and 99 of 100 are 100 of 102, which is 98 %, and not the mean of 74.5 %."""
    rolled = rollup(countries("2021 actual 1/2", "2021 actual 99/100"), "SP_1", at=2021, function="ratio")
    assert rolled.value == Ratio(D(100), D(102))
    assert rolled.at_least == rolled.at_most == Fraction(100, 102)


def test_ratios_whose_denominators_cancel_have_no_ratio():
    """Denominators that add up to zero leave nothing to divide by."""
    first, second = (
        ObservationSeries((Observation(kind=ACTUAL, period=Period(year=2021), value=Ratio(D(1), D(d))),))
        for d in (2, -2)
    )
    rolled = rollup(countries(first, second), "SP_1", at=2021, function="ratio")
    assert rolled.reason == "the denominators add up to zero"
    assert dict(rolled.inputs)["coverage"].due == 2


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (("2021 actual 3", "2021 actual 10", "2021 actual 4"), D(10)),
        (("2021 actual 95%", "2021 actual 9%"), D(95)),
        (("2021 actual 1/3", "2021 actual 2/5"), Ratio(D(2), D(5))),
        (levels((1, "low"), (3, "high"), (2, "medium")), Level(3, "high")),
    ],
)
def test_the_maximum_is_the_largest_of_what_can_be_ordered(series, expected):
    """Numbers, percentages and ratios by size, levels by rank; nothing is added, so overlap does not matter."""
    rolled = rollup(countries(*series, countries=()), "SP_1", at=2021, function="maximum")
    assert rolled.value == expected
    assert rolled.overlap is None


def test_the_latest_is_the_value_whose_period_ends_last():
    """Of values of different years the latest one counts; the years need not be the same."""
    parts = countries("2019 actual 9 | 2020 actual 5", "2021 actual 3 | 2022 actual -", "2018 actual 1")
    rolled = rollup(parts, "SP_1", function="latest")
    assert (rolled.value, rolled.period) == (3, Period(year=2021))
    assert rollup(parts, "SP_1", at=2020, function="latest").value == 5
    assert rollup(parts, "SP_1", at=2019, function="latest").value == 9


def test_two_different_values_that_are_equally_late_have_no_latest():
    """Where two countries report last in the same year, the later one is known only if they agree."""
    assert rollup(countries("2021 actual 3", "2021 actual 3"), "SP_1", function="latest").value == 3
    rolled = rollup(countries("2021 actual 3", "2021 actual 4"), "SP_1", function="latest")
    assert rolled.reason == "several values are equally late"


def test_the_distribution_says_how_often_each_value_occurs():
    """Levels are counted by rank from the lowest, never averaged."""
    parts = countries(*levels((3, "high"), (1, "low"), (3, "high")), countries=())
    rolled = rollup(parts, "SP_1", at=2021, function="distribution")
    assert rolled.value == ((Level(1, "low"), 1), (Level(3, "high"), 2))
    assert str(rolled) == "low: 1, high: 2 (distribution, 3 of 3 reported)"


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (("2021 actual Yes", "2021 actual No", "2021 actual Yes"), ((False, 1), (True, 2))),
        (("2021 actual 10", "2021 actual 9", "2021 actual 9"), ((D(9), 2), (D(10), 1))),
        (("2021 actual Adopted", "2021 actual Drafted"), (("Adopted", 1), ("Drafted", 1))),
    ],
)
def test_a_distribution_is_of_any_type_and_in_order(series, expected):
    """Answers, numbers by size and texts by letters can all be counted."""
    assert rollup(countries(*series), "SP_1", at=2021, function="distribution").value == expected


# ------------------------------------------------------------------------------------------ double counting


def test_outputs_of_one_framework_need_a_declared_overlap():
    """Targets 3 and 2 for dialogues under two outputs of the page are 5 only if no dialogue is under both."""
    framework = load_example()
    refused = rollup(framework, "SP_D_0.1.h", kind="target", function="sum")
    assert isinstance(refused, Undefined)
    assert refused.reason == (
        "the same people or things may be counted in several places; pass overlap='disjoint', 'contained' or 'unknown'"
    )
    by = {d: rollup(framework, "SP_D_0.1.h", kind="target", function="sum", overlap=d) for d in Overlap}
    assert by[Overlap.DISJOINT].value == 5
    assert by[Overlap.CONTAINED].value == 3
    assert by[Overlap.UNKNOWN].value == Interval(D(3), D(5), D(5))
    assert str(by[Overlap.UNKNOWN]) == "3 to 5 (sum, 2 of 2 reported)"
    assert by[Overlap.CONTAINED].overlap is Overlap.CONTAINED
    assert by[Overlap.DISJOINT].paths == tuple(
        f"{framework.title}: MEX_D_2.1/{output}/SP_D_0.1.h" for output in ("MEX_D_2.1.1", "MEX_D_2.1.3")
    )


def test_a_target_that_is_to_be_determined_is_not_a_target_of_zero():
    """Of the targets TBD and 6 for interagency teams, one of two is reported, and the sum is at least 6."""
    rolled = rollup(load_example(), "SP_D_0.7.a", kind="target", function="sum", overlap="disjoint")
    assert rolled.value == 6
    assert str(rolled.coverage) == "1 of 2"
    assert [c.value for c in rolled.inputs] == [Missing.TO_BE_DETERMINED, D(6)]
    assert rolled.paths == (rolled.inputs[1].place,)
    assert rolled.at_least == 6
    assert rolled.at_most == Undefined("1 of 2 that are due have not reported")
    assert rolled.bounds == rolled.at_most


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (("Mexico",), ("Peru",), False),
        (("Mexico", "Peru"), ("Chad",), False),
        (("Mexico", "Peru"), ("Peru", "Chad"), True),
        (("Mexico",), ("Mexico",), True),
        (("Mexico",), (), True),
        ((), (), True),
    ],
)
def test_only_parts_for_different_countries_need_no_word_on_overlap(first, second, refused):
    """Where two frameworks are for the same country, or one has no country, overlap has to be declared."""
    names = [tuple(Place(name=name) for name in place) for place in (first, second)]
    parts = [country(str(n), "2021 actual 3", countries=place) for n, place in enumerate(names)]
    rolled = rollup(parts, "SP_1", at=2021, function="sum")
    assert isinstance(rolled, Undefined) is refused


def test_one_part_alone_cannot_be_counted_twice():
    """A sum of one place needs no word on overlap, and takes nothing for granted."""
    rolled = rollup(country("Mexico", "2021 actual 3", countries=()), at=2021, function="sum")
    assert (rolled.value, rolled.assumptions) == (3, ())


def test_countries_are_known_by_code_where_they_have_one():
    """Mexico and MX are one country if both have the code MX."""
    places = (Place(code="MX", name="Mexico"), Place(code="MX", name="México"))
    parts = [country(f"{n}", "2021 actual 3", countries=(place,)) for n, place in enumerate(places)]
    assert "counted in several places" in rollup(parts, "SP_1", at=2021, function="sum").reason


def test_yes_in_overlapping_places_is_at_least_one_and_at_most_all():
    """Three outputs that say yes may all mean one country: it is one to three."""
    parts = countries("2021 actual Yes", "2021 actual Yes", "2021 actual Yes", countries=())
    assert rollup(parts, at=2021, function="count_true", overlap="unknown").value == Interval(D(1), D(3), D(3))
    assert rollup(parts, at=2021, function="count_true", overlap="contained").value == 1
    assert rollup(parts, at=2021, function="count_true", overlap="disjoint").value == 3


@pytest.mark.parametrize(
    ("function", "series"), [("ratio", ("2021 actual 1/2",) * 2), ("share_true", ("2021 actual Yes",) * 2)]
)
@pytest.mark.parametrize("overlap", ["contained", "unknown"])
def test_shares_of_overlapping_parts_are_not_guessed(function, series, overlap):
    """A share needs each part and each whole counted once; there is no share of what overlaps."""
    parts = countries(*series, countries=())
    assert rollup(parts, at=2021, function=function).reason == (
        "the same people or things may be counted in several places; pass overlap='disjoint'"
    )
    refused = rollup(parts, at=2021, function=function, overlap=overlap)
    assert refused.reason == f"there is no {function} where parts overlap; only overlap='disjoint' has one"


@pytest.mark.parametrize("overlap", ["contained", "unknown"])
def test_values_below_zero_cannot_overlap(overlap):
    """A change of -2 is no set of people, of which others could be a part."""
    parts = countries("2021 actual -2", "2021 actual 5")
    refused = rollup(parts, at=2021, function="sum", overlap=overlap)
    assert refused.reason == "values below zero count nothing that could overlap; only overlap='disjoint' has a sum"
    assert rollup(parts, at=2021, function="sum", overlap="disjoint").value == 3
    assert rollup(countries("2021 actual 0", "2021 actual 5"), at=2021, function="sum", overlap=overlap)


# ------------------------------------------------------------------------------------------ bounds


def test_a_sum_with_everybody_is_exact():
    """Where all that are due have reported and nothing overlaps, the bounds are the sum itself."""
    rolled = rollup(countries("2021 actual 3", "2021 actual 4"), at=2021, function="sum")
    assert rolled.bounds == Interval(D(7), D(7), D(7))


def test_an_overlap_that_is_unknown_shows_in_the_bounds():
    """Women reached under two outputs, 59 and 100, are at least 100 and at most 159."""
    parts = countries("2021 actual 59", "2021 actual 100", countries=())
    assert rollup(parts, at=2021, function="sum", overlap="unknown").bounds == Interval(D(100), D(159), D(159))


def test_a_missing_value_could_lower_a_sum_of_changes():
    """Where values below zero occur, a sum of some is no least sum of all."""
    rolled = rollup(countries("2021 actual -2", "2021 actual 5", "2021 actual -"), at=2021, function="sum")
    assert rolled.value == 3
    assert rolled.at_least.reason == "values below zero occur, so a value that is missing may lower the sum"
    assert rolled.bounds == rolled.at_least
    complete = rollup(countries("2021 actual -2", "2021 actual 5"), at=2021, function="sum")
    assert complete.bounds == Interval(D(3), D(3), D(3))


def test_each_answer_that_is_missing_may_be_yes_or_no():
    """With two yes, one no and two missing answers, two to four of five countries say yes."""
    series = ("2021 actual Yes", "2021 actual Yes", "2021 actual No", "2021 actual -", "2021 actual TBD")
    count = rollup(countries(*series), at=2021, function="count_true")
    assert count.bounds == Interval(D(2), D(2), D(4))
    share = rollup(countries(*series), at=2021, function="share_true")
    assert share.bounds == Interval(Fraction(2, 5), Fraction(2, 3), Fraction(4, 5))


def test_the_largest_of_all_is_at_least_the_largest_reported():
    """Somebody who has not reported may have more; nobody can make the largest smaller."""
    rolled = rollup(countries("2021 actual 3", "2021 actual 4", "2021 actual -"), at=2021, function="maximum")
    assert rolled.at_least == 4
    assert rolled.at_most.reason == "1 of 3 that are due have not reported"
    assert rollup(countries("2021 actual 3"), at=2021, function="maximum").bounds == Interval(D(3), D(3), D(3))


def test_a_ratio_of_some_says_nothing_of_the_ratio_of_all():
    """Those who are missing may pull a ratio either way."""
    rolled = rollup(countries("2021 actual 1/2", "2021 actual -"), at=2021, function="ratio")
    assert rolled.value == Ratio(D(1), D(2))
    assert rolled.at_least == rolled.at_most == Undefined("1 of 2 that are due have not reported")


@pytest.mark.parametrize(
    ("function", "series"),
    [
        ("latest", ("2021 actual 3",)),
        ("distribution", ("2021 actual 3",)),
        ("maximum", levels((1, "low"))),
        ("latest", ("2021 actual Yes",)),
    ],
)
def test_what_is_no_amount_has_no_bounds(function, series):
    """A level, a latest value and a distribution lie between no two numbers."""
    rolled = rollup(countries(*series), at=2021, function=function)
    assert rolled.at_least == rolled.at_most == rolled.bounds == Undefined("the roll-up is no amount")


# ------------------------------------------------------------------------------------------ coverage


def test_what_is_not_due_is_not_held_against_anybody():
    """A value of a year to come and one that there cannot be leave the denominator; a year without a cell does not."""
    parts = [
        country("Mexico", "2021 actual 3", reporting_year=2021),
        country("Peru", "2021 actual -", reporting_year=2021),
        country("Chad", "2021 actual -", reporting_year=2020),
        country("Nepal", "2021 actual not applicable", reporting_year=2021),
        country("Fiji", "2020 actual 4", reporting_year=2021),
    ]
    rolled = rollup(parts, "SP_1", at=2021, function="sum")
    assert (rolled.value, str(rolled.coverage)) == (3, "1 of 3")
    assert [c.state for c in rolled.inputs] == [
        ReportingStatus.REPORTED,
        ReportingStatus.DUE,
        ReportingStatus.NOT_DUE,
        ReportingStatus.NOT_APPLICABLE,
        None,
    ]


def test_what_was_reported_before_its_time_counts():
    """A result for 2022 that is there in 2021 is one of one."""
    rolled = rollup(country("Mexico", "2022 actual 3", reporting_year=2021), at=2022, function="sum")
    assert str(rolled) == "3 (sum, 1 of 1 reported)"


def test_nothing_reported_is_no_zero():
    """Without any report there is no sum, and the answer states how many are due."""
    refused = rollup(countries("2021 actual -", "2021 actual TBD"), at=2021, function="sum")
    assert isinstance(refused, Undefined)
    assert refused.reason == "no value is reported (0 of 2 due)"
    inputs = dict(refused.inputs)
    assert (inputs["coverage"].reported, inputs["coverage"].due) == (0, 2)
    assert inputs["Mexico: O_1/SP_1"].value is Missing.EMPTY


def test_a_reported_zero_is_a_zero():
    """The page prints 0 employers for 2021, which is a value."""
    rolled = rollup(load_example(), "MEX_D_2.1.2B", at=2021, function="sum")
    assert (rolled.value, str(rolled.coverage)) == (0, "1 of 1")


# ------------------------------------------------------------------------------------------ refusals


PAIR = ("2021 actual 3", "2021 actual 4")


@pytest.mark.each(
    ("second", "reason"),
    [
        ({"code": "SP_2"}, "the codes differ (SP_1 in Mexico: O_1/SP_1; SP_2 in Peru: O_1/SP_2)"),
        ({"code": None}, "the codes differ (SP_1 in Mexico: O_1/SP_1; no code in Peru: O_1/#1)"),
        (
            {"statement": "Number of bills"},
            "the statements differ ('number of laws' in Mexico: O_1/SP_1; 'number of bills' in Peru: O_1/SP_1)",
        ),
        (
            {"statement": None},
            "the statements differ ('number of laws' in Mexico: O_1/SP_1; '' in Peru: O_1/SP_1)",
        ),
        ({"unit": "policy"}, "the units differ (no unit in Mexico: O_1/SP_1; policy in Peru: O_1/SP_1)"),
        (
            {"actuals_accumulation": Accumulation.CUMULATIVE},
            "the accumulation differs (unknown in Mexico: O_1/SP_1; cumulative in Peru: O_1/SP_1)",
        ),
        (
            {"series": ObservationSeries.parse("2021-01-01..2021-06-30 actual 4")},
            "the periods differ (2021-01-01..2021-12-31 in Mexico: O_1/SP_1; 2021-01-01..2021-06-30 in Peru: O_1/SP_1)",
        ),
        (
            {"aggregation_status": False},
            "the aggregation status forbids adding values up (Peru: O_1/SP_1)",
        ),
        (
            {"result_status": False},
            "the aggregation status forbids adding values up (Peru: O_1/SP_1)",
        ),
        (
            {"series": ObservationSeries.parse("2021 actual Yes")},
            (
                "the values are of different types (a number in Mexico: O_1/SP_1; yes or no in Peru: O_1/SP_1); "
                "there is no sum of yes or no (Peru: O_1/SP_1)"
            ),
        ),
    ],
)
def test_a_roll_up_is_refused_where_two_places_do_not_say_the_same_thing(second, reason):
    """Each condition that is not kept is named, with the places and their values."""
    parts = [country("Mexico", PAIR[0]), country("Peru", **{"series": PAIR[1]} | second)]
    assert rollup(parts, at=2021, function="sum").reason == reason


def test_every_reason_is_given_at_once():
    """A refused sum lists all blocking reasons at once."""
    parts = [
        country("Mexico", "2021 actual 95%", countries=()),
        country("Peru", "2021 actual 4", code="SP_2", countries=(), aggregation_status=False),
    ]
    reason = rollup(parts, at=2021, function="sum").reason
    assert [part.split(" (")[0] for part in reason.split("; ") if " in Peru" not in part] == [
        "the codes differ",
        "the units differ",
        "the aggregation status forbids adding values up",
        "shares of a whole do not add up",
        "keep numerators and denominators and use function='ratio'",
        "the same people or things may be counted in several places",
        "pass overlap='disjoint', 'contained' or 'unknown'",
    ]


def test_statements_are_compared_as_they_are_read():
    """Another apostrophe, a code before the statement and the scope behind it do not make another indicator."""
    statements = ("SP 3.8.1: Number of laws on women’s work (CO, HQ)", "number of laws on women's work")
    parts = [country(n, "2021 actual 3", statement=s) for n, s in zip(("Mexico", "Peru"), statements, strict=True)]
    assert rollup(parts, at=2021, function="sum").value == 6


@pytest.mark.parametrize("status", [True, None])
def test_only_a_no_forbids_adding_up(status):
    """Values without a stated aggregation status are summed, and the answer notes that it is not stated."""
    parts = [country(name, "2021 actual 3", aggregation_status=status) for name in ("Mexico", "Peru")]
    rolled = rollup(parts, at=2021, function="sum")
    assert rolled.value == 6
    unsaid = "not every indicator declares its aggregation status"
    assert (unsaid in rolled.assumptions) is (status is None)
    assert {c.aggregation_status for c in rolled.inputs} == {status}


@pytest.mark.parametrize("mode", Accumulation)
def test_values_that_nobody_declares_are_taken_to_be_alike(mode):
    """That all are running totals, or none is, is an assumption only where it is not declared."""
    parts = [country(name, "2021 actual 3", actuals_accumulation=mode) for name in ("Mexico", "Peru")]
    taken = "the accumulation is not declared; the values are taken to be alike"
    assert (taken in rollup(parts, at=2021, function="sum").assumptions) is (mode is Accumulation.UNKNOWN)


def test_what_was_taken_for_granted_is_said_in_full():
    """Two countries that declare nothing: three things are taken for granted; with overlap excluded, two."""
    parts = countries(*PAIR)
    assert rollup(parts, at=2021, function="sum").assumptions == (
        "the accumulation is not declared; the values are taken to be alike",
        "not every indicator declares its aggregation status",
        "the parts are for different countries, so that nothing is counted twice",
    )
    assert len(rollup(parts, at=2021, function="sum", overlap="disjoint").assumptions) == 2
    assert len(rollup(parts, at=2021, function="maximum").assumptions) == 2


def test_baselines_are_no_running_totals():
    """The accumulation of actuals and targets does not apply to baselines."""
    parts = [
        country("Mexico", "2019 baseline 3", targets_accumulation=Accumulation.CUMULATIVE),
        country("Peru", "2019 baseline 4", actuals_accumulation=Accumulation.PERIODIC),
    ]
    rolled = rollup(parts, kind="baseline", function="sum")
    assert rolled.value == 7
    assert rolled.assumptions[0].startswith("not every indicator")


@pytest.mark.parametrize(("kind", "refused"), [("actual", False), ("milestone", True), ("target", True)])
def test_planned_values_accumulate_as_declared_for_them(kind, refused):
    """Targets may be running totals where actuals are not; each is compared with its like."""
    text = "2021 milestone 5 actual 3 target 9"
    parts = [
        country("Mexico", text, targets_accumulation=Accumulation.CUMULATIVE),
        country("Peru", text, targets_accumulation=Accumulation.PERIODIC),
    ]
    rolled = rollup(parts, at=2021, kind=kind, function="sum")
    assert isinstance(rolled, Undefined) is refused


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "2021 actual 95%"),
        ({"unit": "per_mille"}, "2021 actual 95"),
        ({"measure": Measure.PERCENTAGE}, "2021 actual 95"),
    ],
)
def test_percentages_do_not_add_up(fields, text):
    """95 % here and 95 % there are not 190 %, and their mean is not that of the people; they have a maximum."""
    parts = countries(text, text, **fields)
    reason = "shares of a whole do not add up; keep numerators and denominators and use function='ratio'"
    assert rollup(parts, at=2021, function="sum").reason == reason
    assert rollup(parts, at=2021, function="maximum").value == 95


@pytest.mark.each(
    ("function", "text", "words"),
    [
        ("sum", "2021 actual Yes", "yes or no"),
        ("sum", "2021 actual 1/2", "a ratio"),
        ("sum", "2021 actual >5", "a range"),
        ("sum", "2021 actual Adopted", "text"),
        ("count_true", "2021 actual 1", "a number"),
        ("share_true", "2021 actual 1", "a number"),
        ("ratio", "2021 actual 1", "a number"),
        ("maximum", "2021 actual Yes", "yes or no"),
        ("maximum", "2021 actual >5", "a range"),
    ],
)
def test_a_function_is_refused_for_values_that_it_means_nothing_for(function, text, words):
    """One yes is not the number 1, and a threshold is no value that could be added."""
    refused = rollup(country("Mexico", text), at=2021, function=function)
    assert refused.reason == f"there is no {function} of {words} (Mexico: O_1/SP_1)"


def test_levels_of_a_scale_do_not_add_up():
    """Two times low is not medium; a scale has a distribution and a highest level."""
    refused = rollup(country("Mexico", levels((1, "low"))[0]), at=2021, function="sum")
    assert refused.reason == "there is no sum of a level (Mexico: O_1/SP_1)"


def test_a_place_without_a_plan_lacks_one():
    """The milestones of all are known only where each has one, as the results are."""
    plans = rollup(countries("2021 milestone 4", "2021 actual 3"), at=2021, function="sum", kind="milestone")
    assert (plans.value, plans.coverage.reported, plans.coverage.due) == (4, 1, 2)
    results = rollup(countries("2021 milestone 4", "2021 actual 3"), at=2021, function="sum")
    assert (results.value, results.coverage.reported, results.coverage.due) == (3, 1, 2)


def test_every_kind_of_value_that_does_not_add_up_is_named_with_its_places():
    """A yes from Mexico and a word from Peru: both kinds and both places are in the reason."""
    mixed = countries("2021 actual Yes", "2021 actual passed", "2021 actual 3")
    reason = rollup(mixed, "SP_1", at=2021, function="sum").reason
    assert "there is no sum of yes or no and text (Mexico: O_1/SP_1; Peru: O_1/SP_1)" in reason


@pytest.mark.parametrize("function", ["latest", "distribution"])
@pytest.mark.parametrize("text", ["2021 actual >5", "2021 actual Adopted", "2021 actual 1/2"])
def test_latest_and_distribution_are_of_anything(function, text):
    """A latest value and a distribution need no arithmetic."""
    assert rollup(country("Mexico", text), at=2021, function=function)


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("2021 actual 3", "sum, maximum, latest, distribution"),
        ("2021 actual 3%", "maximum, latest, distribution, weighted_mean"),
        ("2021 actual Yes", "count_true, share_true, latest, distribution"),
        ("2021 actual 1/2", "ratio, maximum, latest, distribution"),
        ("2021 actual Adopted", "latest, distribution"),
    ],
)
def test_a_function_has_to_be_declared(text, fitting):
    """Nobody adds up by default; the refusal names the functions that the values allow."""
    refused = rollup(country("Mexico", text), at=2021)
    assert refused.reason == f"no function is declared; function may be {fitting}"


@pytest.mark.parametrize(
    ("kind", "refused"), [("actual", True), ("milestone", True), ("target", False), ("baseline", False)]
)
def test_actuals_and_milestones_are_of_a_year(kind, refused):
    """Of many milestones and actuals one has to be chosen; baseline and target are one each."""
    rolled = rollup(
        country("Mexico", "2019 baseline 1 | 2021 milestone 2 actual 3 | 2025 target 4"), kind=kind, function="sum"
    )
    if refused:
        assert rolled.reason == "no year is given; pass at="
    else:
        assert rolled.value == {"target": 4, "baseline": 1}[kind]


def test_a_target_can_be_that_of_a_year():
    """With a year, only the target of that year counts."""
    framework = country("Mexico", "2021 actual 3 | 2025 target 4")
    assert rollup(framework, at=2025, kind="target", function="sum").value == 4
    assert rollup(framework, at=2024, kind="target", function="sum").reason == "no value is reported (0 of 1 due)"


def test_a_milestone_that_is_planned_for_a_year_to_come_is_due():
    """Planned values should be stated, whatever year is reported on."""
    framework = country("Mexico", "2024 milestone - | 2025 target 4", reporting_year=2021)
    refused = rollup(framework, at=2024, kind="milestone", function="sum")
    assert refused.reason == "no value is reported (0 of 1 due)"


def test_an_indicator_that_is_nowhere_is_no_zero():
    """A code that nobody has gives no figure; neither does a framework without indicators."""
    framework = country("Mexico", "2021 actual 3")
    assert rollup(framework, "SP_9", at=2021, function="sum").reason == "there is no indicator with the code 'SP_9'"
    assert rollup(ResultsFramework(), at=2021, function="sum").reason == "there is no indicator"
    assert rollup([], at=2021, function="sum").reason == "there is no indicator"


def test_what_has_neither_code_nor_statement_could_be_anything():
    """Two values without a name may measure two things."""
    parts = [country(name, "2021 actual 3", code=None, statement=None) for name in ("Mexico", "Peru")]
    refused = rollup(parts, at=2021, function="sum")
    assert refused.reason == "without a code and a statement it is not known what is measured"
    assert rollup(countries(*PAIR, code=None), at=2021, function="sum").value == 7
    assert rollup(countries(*PAIR, statement=None), at=2021, function="sum").value == 7


def test_one_framework_among_the_parts_twice_is_noticed():
    """Last year's file beside this year's would count everything twice."""
    framework = country("Mexico", "2021 actual 3")
    refused = rollup([framework, framework], at=2021, function="sum", overlap="disjoint")
    assert refused.reason == "one place is among the parts twice (Mexico: O_1/SP_1)"
    two = [framework, country("Peru", "2021 actual 4")]
    refused = rollup([*two, *two], at=2021, function="sum", overlap="disjoint")
    assert refused.reason == "one place is among the parts twice (Mexico: O_1/SP_1; Peru: O_1/SP_1)"
    unnamed = attrs.evolve(framework, title=None)
    assert rollup([unnamed, unnamed], at=2021, function="sum", overlap="disjoint").value == 6


def test_scales_that_differ_are_not_mixed():
    """A third level called high and a third level called good are of two scales."""
    parts = countries(*levels((3, "high"), (3, "good"), (1, "low")))
    for function in ("maximum", "distribution"):
        assert rollup(parts, at=2021, function=function).reason == (
            "the levels are of different scales (rank 3 is good and high)"
        )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"function": "mean"}, "there is no RollupFunction 'mean'; choose one of 'sum', 'count_true', 'share_true', "),
        ({"overlap": "all"}, "there is no Overlap 'all'; choose one of 'disjoint', 'contained', 'unknown'"),
        ({"kind": "result"}, "there is no ObservationKind 'result'; choose one of 'baseline', 'milestone', 'target', "),
    ],
)
def test_a_word_that_means_nothing_is_a_mistake_of_the_caller(arguments, message):
    """A function that does not exist is not a matter of data; the error names the choices."""
    with pytest.raises(InvalidValueError) as error:
        rollup(country("Mexico", "2021 actual 3"), at=2021, **arguments)
    assert str(error.value).startswith(message)


# ------------------------------------------------------------------------------------------ the value of a year


HALVES = "2021-01-01..2021-06-30 actual 3 | 2021-07-01..2021-12-31 actual 4"


@pytest.mark.parametrize("mode", [Accumulation.CUMULATIVE, Accumulation.SNAPSHOT])
def test_of_two_halves_of_a_year_the_last_counts_where_values_are_totals_or_states(mode):
    """The running total at the end of the second half is that of the year."""
    rolled = rollup(country("Mexico", HALVES, actuals_accumulation=mode), at=2021, function="sum")
    assert rolled.value == 4
    swapped = " | ".join(reversed(HALVES.split(" | ")))
    assert rollup(country("Mexico", swapped, actuals_accumulation=mode), at=2021, function="sum").value == 4


@pytest.mark.parametrize("mode", [Accumulation.PERIODIC, Accumulation.UNKNOWN])
def test_of_two_halves_of_a_year_none_is_the_year_where_they_add_up_or_nothing_is_declared(mode):
    """Three and four in two halves may be seven or four; that is not decided here."""
    refused = rollup(country("Mexico", HALVES, actuals_accumulation=mode), at=2021, function="sum")
    assert refused.reason == (
        "no value is reported (0 of 1 due); Mexico: O_1/SP_1: no one actual for 2021: there are several "
        "(2021-01-01..2021-06-30, 2021-07-01..2021-12-31); choose a day"
    )


def test_a_year_and_its_dates_are_one_period():
    """One framework writes the year, another its first and last day."""
    parts = countries("2021 actual 3", "2021-01-01..2021-12-31 actual 4")
    assert rollup(parts, at=2021, function="sum").value == 7


def test_values_of_groups_are_not_the_total():
    """Where only women and men are reported, each for themselves, the whole is not."""
    series = ObservationSeries(
        tuple(
            Observation(
                kind=ACTUAL,
                period=Period(year=2021),
                value=D(3),
                disaggregation=(Disaggregation(dimension="sex", category=sex),),
            )
            for sex in ("women", "men")
        )
    )
    refused = rollup(country("Mexico", series), at=2021, function="sum")
    assert refused.reason == "no value is reported (0 of 1 due; Mexico: O_1/SP_1: only of sex: women and sex: men)"


def test_the_unit_in_the_cell_comes_before_that_of_the_indicator():
    """A share printed with its sign is one, whatever the indicator states."""
    rolled = rollup(country("Mexico", "2021 actual 95%", unit="person"), at=2021, function="maximum")
    assert [(c.unit, c.is_share) for c in rolled.inputs] == [("percent", True)]
    rolled = rollup(country("Mexico", "2021 actual 95", unit="person"), at=2021, function="maximum")
    assert [(c.unit, c.is_share) for c in rolled.inputs] == [("person", False)]


# ------------------------------------------------------------------------------------------ parts


# ------------------------------------------------------------------------------------------ holes


def grown(name, text, **fields):
    """A country that declares its actuals as running totals."""
    return country(name, text, actuals_accumulation="cumulative", **fields)


def test_a_running_total_that_is_not_reported_again_still_holds():
    """Mali had reached 100 in 2021 and reports nothing for 2022: with the 80 of Burkina Faso it is at least 180."""
    parts = [
        grown("Mali", "2020 actual 70 | 2021 actual 100"),
        grown("Burkina Faso", "2021 actual 50 | 2022 actual 80"),
    ]
    rolled = rollup(parts, "SP_1", at=2022, function="sum")
    assert (rolled.value, str(rolled.coverage), rolled.at_least) == (80, "1 of 2", 180)
    assert rolled.at_most == Undefined("1 of 2 that are due have not reported")
    assert "Mali: O_1/SP_1 last reported 100 for 2021, a running total that still holds" in rolled.assumptions
    for overlap in ("contained", "unknown"):
        assert rollup(parts, "SP_1", at=2022, function="sum", overlap=overlap).at_least == 100
    assert rollup(parts, "SP_1", at=2022, function="maximum").at_least == 100
    world = rollup([rolled, rollup(grown("Peru", "2022 actual 5"), at=2022, function="sum")], at=2022, function="sum")
    assert (world.value, world.at_least) == (85, 185)


@pytest.mark.each(
    ("text", "fields"),
    [
        ("2021 actual 100", {"actuals_accumulation": "periodic"}),
        ("2021 actual 100", {"actuals_accumulation": "unknown"}),
        ("2021 actual 100%", {}),
        ("2021 actual passed", {}),
        ("2021 actual 100 | 2022 actual not applicable", {}),
        ("2021 actual 100", {"reporting_year": 2021}),
        ("2023 actual 100", {}),
    ],
)
def test_only_a_running_total_that_is_due_holds(text, fields):
    """A value of its period, a share, a word, what cannot be and what is not due add nothing to the least."""
    mode = {"actuals_accumulation": "cumulative"} | fields
    parts = [country("Mali", text, **mode), country("Peru", "2022 actual 80", **mode | {"reporting_year": None})]
    assert rollup(parts, "SP_1", at=2022, function="sum").at_least == 80


def test_a_place_without_such_an_indicator_is_counted_as_lacking():
    """Uganda has no such indicator and Chad no such year: one of three, and nobody knows how much the others have."""
    none = ResultsFramework(title="Uganda", countries=(Place(name="Uganda"),))
    parts = [country("Kenya", "2020 actual 50 | 2021 actual 70"), none, country("Chad", "2020 actual 5")]
    rolled = rollup(parts, "SP_1", at=2021, function="sum")
    assert str(rolled) == "70 (sum, 1 of 3 reported)"
    assert rolled.bounds == Undefined("2 of 3 that are due have not reported")
    assert rolled.assumptions[:2] == (
        "Uganda is not in it: no such indicator",
        "Chad: O_1/SP_1 is not in it: no actual for 2021",
    )
    assert [row["not in it"] for row in rolled.table().to_records()] == ["", "no such indicator", "no actual for 2021"]
    targets = rollup(parts, "SP_1", kind="target", function="sum")
    assert targets.reason == "no value is reported (0 of 3 due)"
    assert rollup(parts, "SP_1", function="latest").period == Period(year=2021)


# ------------------------------------------------------------------------------------------ subjects


def of(text, *about):
    """A series whose values are of groups or places, or of the total."""
    groups = tuple(Disaggregation(dimension="sex", category=one) for one in about if isinstance(one, str))
    places = tuple(one for one in about if isinstance(one, Place))
    return [attrs.evolve(o, disaggregation=groups, places=places) for o in ObservationSeries.parse(text)]


def test_a_value_of_a_group_is_no_part_of_a_total():
    """Women 10, men 40 and everybody 100 in three countries: the first two are no totals, and both are named."""
    parts = countries(of("2021 actual 10", "female"), of("2021 actual 40", "male"), of("2021 actual 100"))
    rolled = rollup(parts, "SP_1", at=2021, function="sum")
    assert (rolled.value, str(rolled.coverage), rolled.subject.is_total) == (100, "1 of 3", True)
    assert rolled.assumptions[:2] == (
        "Mexico: O_1/SP_1 is not in it: only of sex: female",
        "Peru: O_1/SP_1 is not in it: only of sex: male",
    )
    refused = rollup(parts[:2], "SP_1", at=2021, function="sum")
    assert refused.reason == (
        "no value is reported (0 of 2 due; Mexico: O_1/SP_1: only of sex: female; Peru: O_1/SP_1: only of sex: male)"
    )


def test_indicators_about_one_group_are_rolled_up_as_that_group():
    """If all that is reported is of women, the sum is of women, and says so."""
    both = [*of("2021 actual 4", "Female "), *of("2021 actual 3", "male")]
    parts = countries(of("2021 actual 10", "female"), of("2021 actual 40", "FEMALE"), both, of("2021 actual -"))
    rolled = rollup(parts, "SP_1", at=2021, function="sum")
    assert str(rolled) == "54 (sum, 3 of 4 reported, of sex: female)"
    fiji = rollup(country("Fiji", of("2021 actual 6", "female")), at=2021, function="sum")
    assert rollup([rolled, fiji], at=2021, function="sum").value == 60
    everybody = rollup(country("Fiji", "2021 actual 5"), at=2021, function="sum")
    refused = rollup([everybody, rolled], at=2021, function="sum")
    assert refused.reason == "a part is of sex: female, the roll-up of the total"


def test_a_value_of_the_only_country_is_its_total():
    """A value of Mexico in the plan for Mexico is one of all of it, and a value of one state is not."""
    here = [*of("2021 actual 4", Place(name="México")), *of("2021 actual 3", Place(name="Oaxaca"))]
    rolled = rollup(countries(here, "2021 actual 5"), "SP_1", at=2021, function="sum")
    assert (rolled.value, str(rolled.coverage)) == (9, "2 of 2")


def test_a_roll_up_by_sex_has_a_figure_for_each_category():
    """Women and men of two countries, and girls of one, in whichever spelling; each with its own coverage."""
    kenya = [
        *of("2021 actual 10", "female"),
        *of("2021 actual 40", "male"),
        *of("2021 actual 99", "female", Place(code="KE-01")),
    ]
    uganda = [
        *of("2021 actual 25", "Female"),
        *of("2021 actual 5", " MALE"),
        *of("2021 actual 7", "girls"),
        *of("2021 actual 9"),
    ]
    found = rollup(countries(kenya, uganda), "SP_1", at=2021, function="sum", by="Gender")
    assert {category: (one.value, str(one.coverage)) for category, one in found.items()} == {
        "female": (35, "2 of 2"),
        "male": (45, "2 of 2"),
        "girls": (7, "1 of 2"),
    }
    assert str(found["girls"]) == "7 (sum, 1 of 2 reported, of sex: girls)"
    assert found["girls"].assumptions[0] == "Mexico: O_1/SP_1 is not in it: only of sex: female and 2 other groups"
    assert rollup(countries(kenya, uganda), "SP_1", at=2021, function="sum", by="age") == {}
    assert rollup(countries(kenya), "SP_1", at=2021, by="sex")["male"].reason.startswith("no function is declared")


def test_groups_that_are_added_up_before_are_totals():
    """A country whose women and men were added up has a total; a year without men has none, and says why."""
    kenya = country("Kenya", [*of("2021 actual 10 | 2022 actual 4", "female"), *of("2021 actual 40", "male")])
    (indicator,) = kenya.indicators
    total = indicator.total_over("sex", disjoint=True)
    assert rollup(total, at=2021, function="sum").value == 50
    parts = [total, attrs.evolve(total, series=ObservationSeries.parse("2022 actual 3"), selection=None)]
    rolled = rollup(parts, at=2022, function="sum", overlap="disjoint")
    assert rolled.assumptions[0] == "SP_1 is not in it: no value of sex: male, which the actual of 2021 has"


# ------------------------------------------------------------------------------------------ shares


def test_shares_and_counts_never_mix():
    """45 percent and 120 people have no maximum and no distribution, even where no unit is declared."""
    parts = [
        country("Kenya", "2021 actual 45", measure="percentage"),
        country("Uganda", "2021 actual 120", measure="unit"),
    ]
    for function in RollupFunction:
        if function is not RollupFunction.WEIGHTED_MEAN:
            assert (
                "shares and counts do not mix (a share in Kenya: O_1/SP_1; no share in Uganda"
                in rollup(parts, "SP_1", at=2021, function=function).reason
            )


def test_a_weighted_mean_of_shares_is_by_the_weights_of_the_caller():
    """40 percent of 100 and 60 percent of 300 are 55 percent of 400; a place without a value has no weight."""
    parts = countries("2021 actual 40%", "2021 actual 60%", "2021 actual -")
    rolled = rollup(parts, "SP_1", at=2021, function="weighted_mean", weights=[100, D(300), Fraction(1, 2)])
    assert str(rolled) == "55 (weighted mean, 2 of 3 reported)"
    assert type(rolled.value) is D
    reason = "the weights are those of the caller; numerators and denominators are better, with function='ratio'"
    assert reason in rolled.assumptions
    assert rolled.at_least == rolled.at_most == Undefined("1 of 3 that are due have not reported")
    fiji = rollup(country("Fiji", "2021 actual 10%"), at=2021, function="weighted_mean", weights=[7])
    whole = rollup([rolled, fiji], at=2021, function="weighted_mean", weights=[2, 1])
    assert (whole.value, str(whole.coverage)) == (40, "3 of 4")
    assert rollup([rolled, fiji], at=2021, function="weighted_mean", weights=[1, 2]).value == 25
    thirds = rollup(parts, "SP_1", at=2021, function="weighted_mean", weights=[2, 1, 1])
    assert thirds.value == Fraction(140, 3)
    nothing = rollup(parts, "SP_1", at=2021, function="weighted_mean", weights=[0, 0, 5])
    assert nothing.reason == "the weights add up to zero"
    unknown = rollup([*parts, Undefined("why")], "SP_1", at=2021, function="weighted_mean", weights=[1, 1, 1, 1])
    assert unknown.reason == "a part is undefined: why"


def test_counts_have_no_weighted_mean():
    """Three and four laws are seven, and no weight makes a mean of them that means anything."""
    refused = rollup(countries(*PAIR), "SP_1", at=2021, function="weighted_mean", weights=[1, 1])
    assert refused.reason == "a weighted mean is of shares of a whole; counts are added up with function='sum'"


@pytest.mark.each(
    ("function", "weights", "message"),
    [
        ("weighted_mean", None, "needs one weight for each of the 2 parts; weights= has 0"),
        ("weighted_mean", [1], "needs one weight for each of the 2 parts; weights= has 1"),
        ("weighted_mean", [1, -1], "expected numbers of zero or more"),
        ("weighted_mean", [1, 0.5], "expected numbers of zero or more, each a Decimal, Fraction or int"),
        ("sum", [1, 1], "weights are for the function 'weighted_mean' only"),
    ],
)
def test_weights_are_one_number_a_part(function, weights, message):
    """Weights that are missing, too few, below zero, floats or not needed are a mistake of the caller."""
    with pytest.raises(InvalidValueError, match=message):
        rollup(countries("2021 actual 40%", "2021 actual 60%"), "SP_1", at=2021, function=function, weights=weights)


@pytest.mark.each(
    ("one", "other", "differ"),
    [
        (Place(code="KE"), Place(code="UG"), True),
        (Place(code="ke"), Place(code="KE "), False),
        (Place(code="KE"), Place(name="Kenya"), False),
        (Place(name="Mexico"), Place(name="México "), False),
        (Place(name="Mexico"), Place(name="Peru"), True),
        (Place(code="KE"), Place(code="KEN"), False),
        (Place(code="UG"), Place(code="UG-102"), False),
        (Place(code="KE", vocabulary="A4"), Place(code="UG"), False),
        (Place(code="KE", name="Kenya"), Place(code="XK", name="KENYA"), False),
        (Place(), Place(name="Peru"), False),
    ],
)
def test_places_that_are_not_known_to_differ_need_a_word_on_overlap(one, other, differ):
    """One code in two spellings, a code beside a name and one name in two spellings may be one place."""
    parts = [country(str(n), "2021 actual 3", countries=(place,)) for n, place in enumerate((one, other))]
    assert (not isinstance(rollup(parts, "SP_1", at=2021, function="sum"), Undefined)) is differ


# ------------------------------------------------------------------------------------------ parts


def test_results_and_indicators_can_be_parts():
    """Two outputs, or two indicators, are rolled up without their frameworks; their places are paths from there."""
    one, two = (
        Indicator(code="SP_1", statement="Number of laws", series=ObservationSeries.parse(text)) for text in PAIR
    )
    outputs = (Output(code="A", indicators=(one,)), Output(code="B", indicators=(two,)))
    rolled = rollup(outputs, "SP_1", at=2021, function="sum", overlap="disjoint")
    assert (rolled.value, rolled.paths) == (7, ("A/SP_1", "B/SP_1"))
    whole = rollup(Outcome(code="O", outputs=outputs), "SP_1", at=2021, function="sum", overlap="disjoint")
    assert (whole.value, whole.paths) == (7, ("O/A/SP_1", "O/B/SP_1"))
    alone = rollup(iter([one, two]), at=2021, function="sum", overlap="disjoint")
    assert (alone.value, alone.paths) == (7, ("SP_1", "SP_1"))
    assert rollup(one, at=2021, function="sum").value == 3


def test_the_result_right_above_decides_whether_values_add_up():
    """The status of an outcome holds for its own indicators, not for those of its outputs."""
    indicator = Indicator(code="SP_1", statement="Number of laws", series=ObservationSeries.parse("2021 actual 3"))
    output = Output(code="A", indicators=(indicator,), aggregation_status=True)
    outcome = Outcome(code="O", outputs=(output,), aggregation_status=False)
    rolled = rollup(outcome, at=2021, function="sum")
    assert (rolled.value, rolled.inputs[0].aggregation_status) == (3, True)
    assert rollup(attrs.evolve(output, aggregation_status=False), at=2021, function="sum").reason


def test_roll_ups_can_be_rolled_up():
    """Two regions make the world: the figure of each covers its countries, and the coverage adds up."""
    parts = countries("2021 actual 3", "2021 actual 4", "2021 actual -", "2021 actual 5", "2021 actual 1")
    regions = [rollup(some, at=2021, function="sum") for some in (parts[:3], parts[3:])]
    world = rollup(regions, at=2021, function="sum")
    assert (world.value, str(world.coverage)) == (13, "4 of 5")
    assert world.inputs == rollup(parts, at=2021, function="sum").inputs
    assert rollup(regions[0], at=2021, function="sum").value == 7


def test_a_region_is_deduplicated_once():
    """Within a region the largest holds the others, and between regions nobody is counted twice: 4 and 5 are 9."""
    regions = [
        rollup(countries(*some, countries=()), at=2021, function="sum", overlap="contained")
        for some in (("2021 actual 3", "2021 actual 4"), ("2021 actual 5", "2021 actual 1"))
    ]
    regions[1] = attrs.evolve(
        regions[1], inputs=tuple(attrs.evolve(c, framework=f"{c.framework} 2") for c in regions[1].inputs)
    )
    assert "counted in several places" in rollup(regions, at=2021, function="sum").reason
    assert rollup(regions, at=2021, function="sum", overlap="disjoint").value == 9
    assert rollup(regions, at=2021, function="sum", overlap="unknown").value == Interval(D(5), D(9), D(9))


def test_intervals_of_regions_add_up():
    """Where overlap is unknown within regions and excluded between them, both bounds add up."""
    regions = [
        rollup(countries(*some, code=None, statement="Laws", countries=()), at=2021, function="sum", overlap="unknown")
        for some in (("2021 actual 3", "2021 actual 4"), ("2021 actual 5", "2021 actual 1"))
    ]
    unnamed = [
        attrs.evolve(region, inputs=tuple(attrs.evolve(c, framework="") for c in region.inputs)) for region in regions
    ]
    rolled = rollup(unnamed, at=2021, function="sum", overlap="disjoint")
    assert rolled.value == Interval(D(9), D(13), D(13))
    assert rollup(unnamed, at=2021, function="sum", overlap="contained").value == Interval(D(5), D(7), D(7))


def test_ratios_shares_and_distributions_of_regions_are_rolled_up_too():
    """Numbers of a ratio, yes of answers, and counts of values add up from region to region."""
    parts = countries("2021 actual 1/2", "2021 actual 1/3", "2021 actual 1/4")
    regions = [rollup(parts[:2], at=2021, function="ratio"), rollup(parts[2:], at=2021, function="ratio")]
    assert rollup(regions, at=2021, function="ratio").value == Ratio(D(3), D(9))
    parts = countries("2021 actual Yes", "2021 actual No", "2021 actual Yes")
    regions = [rollup(parts[:2], at=2021, function="share_true"), rollup(parts[2:], at=2021, function="share_true")]
    assert rollup(regions, at=2021, function="share_true").value == Ratio(D(2), D(3))
    regions = [rollup(p, at=2021, function="distribution") for p in (parts[:2], parts[2:])]
    assert rollup(regions, at=2021, function="distribution").value == ((False, 1), (True, 2))


def test_regions_of_other_figures_are_refused():
    """A maximum is no sum, and targets are no actuals."""
    parts = countries("2021 actual 3 | 2025 target 5", "2021 actual 4 | 2025 target 6")
    region = rollup(parts[0], at=2021, function="maximum")
    assert rollup([region, parts[1]], at=2021, function="sum").reason == (
        "a part is another roll-up (maximum of actual values)"
    )
    region = rollup(parts[0], kind="target", function="sum")
    assert rollup([region, parts[1]], at=2021, function="sum").reason.startswith(
        "a part is another roll-up (sum of target values); the periods differ"
    )


def test_a_part_that_is_undefined_makes_the_whole_so():
    """A value unknown for one region is unknown for the world."""
    refused = rollup([country("Mexico", "2021 actual 3"), Undefined("no value")], at=2021, function="sum")
    assert refused.reason == "a part is undefined: no value"
    assert rollup(Undefined("no value"), at=2021, function="sum").reason == (
        "a part is undefined: no value; there is no indicator"
    )


# ------------------------------------------------------------------------------------------ in print


def test_a_roll_up_shows_what_it_was_made_from():
    """A notebook shows a table of the places, headed by the figure."""
    rolled = rollup(countries("2021 actual 3", "2021 actual -"), at=2021, function="sum")
    table = rolled.table()
    assert table.title == "3 (sum, 1 of 2 reported)"
    assert table.to_records()[1] == {
        "framework": "Peru",
        "path": "O_1/SP_1",
        "period": "2021",
        "value": Missing.EMPTY,
        "state": ReportingStatus.NOT_STATED,
        "not in it": "",
    }
    assert "<caption>3 (sum, 1 of 2 reported)</caption>" in rolled._repr_html_()


def test_a_figure_is_printed_with_all_its_digits():
    """No figure is printed with an exponent, whatever the cells look like."""
    parts = countries("2021 actual 1E2", "2021 actual 0E1")
    assert str(rollup(parts, at=2021, function="maximum")) == "100 (maximum, 2 of 2 reported)"


def test_the_identifier_names_a_framework_before_its_title():
    """Two frameworks of one title are distinguished by their identifiers."""
    framework = attrs.evolve(country("Mexico", "2021 actual 3"), identifier="XM-1")
    assert rollup(framework, at=2021, function="sum").paths == ("XM-1: O_1/SP_1",)
    assert rollup(attrs.evolve(framework, identifier=None, title=None), at=2021, function="sum").paths == ("O_1/SP_1",)


def test_at_most_three_places_are_named_where_things_differ():
    """A list of forty codes helps nobody; the first three do."""
    reason = rollup(load_example().outputs[2], at=2021, function="sum", overlap="disjoint").reason
    assert reason.startswith(
        "the codes differ (MEX_D_2.1.2A in MEX_D_2.1.2/MEX_D_2.1.2A; MEX_D_2.1.2B in MEX_D_2.1.2/MEX_D_2.1.2B; "
        "SP_D_0.3.a in MEX_D_2.1.2/SP_D_0.3.a; and 3 more); the statements differ ("
    )


# ------------------------------------------------------------------------------------------ a mean of percentages


def test_the_mean_of_an_output_counts_only_what_is_defined():
    """Of 15 indicators of output 2.1.1 two have a percentage for 2021, 350 and 300: 325 %, and 100 % if cut off."""
    answers = [progress(indicator, 2021) for indicator in load_example()["MEX_D_2.1.1"].indicators]
    mean = mean_progress(answers)
    assert (mean.value, str(mean.coverage), mean.formulas, mean.cap) == (
        Fraction(13, 4),
        "2 of 15",
        ("baseline",),
        None,
    )
    assert (mean.percent, str(mean)) == ("325 %", "325 % (mean of 2 of 15)")
    capped = mean_progress(iter(answers), cap=D("1.2"))
    assert (capped.value, capped.cap) == (Fraction(6, 5), D("1.2"))


def test_a_mean_tells_by_which_formulas():
    """Where one indicator has no baseline, its percentage is of another sort, and the mean notes it."""
    texts = ("2020 baseline 0 | 2021 milestone 4 actual 1", "2021 milestone 4 actual 2", "2021 milestone 4 actual 4")
    answers = [progress(Indicator(series=ObservationSeries.parse(text), direction="increase"), 2021) for text in texts]
    mean = mean_progress(answers)
    assert (mean.value, mean.formulas) == (Fraction(7, 12), ("baseline", "target-ratio"))


@pytest.mark.parametrize("count", [0, 2])
def test_a_mean_of_nothing_is_no_zero(count):
    """Where no indicator has a percentage, there is no mean."""
    mean = mean_progress([Undefined("no target")] * count)
    assert mean.reason == f"no progress is defined (0 of {count})"
    assert str(dict(mean.inputs)["coverage"]) == f"0 of {count}"
