"""The context of an indicator and the index of a plan: years, planned values beside results, places."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.compare._similarity import same_series
from resultsframework.rules._context import IndicatorContext
from resultsframework.rules._index import Index, Placement, series_differ, statements_differ
from resultsframework.rules._validation import Validation

SEX = {name: (rf.Disaggregation(dimension="sex", category=name),) for name in ("women", "men")}


def context_of(text, plan=None, **indicator):
    """The context of an indicator with this series."""
    one = rf.Indicator(code="I", series=rf.ObservationSeries.parse(text), **indicator)
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),), plan_period=plan or rf.Period())
    return IndicatorContext(Validation(framework=framework), framework.results, one)


@pytest.mark.each(
    ("text", "years", "has_dates"),
    [
        ("", (None, None, None), False),
        ("2019 baseline 1", (None, None, None), False),
        ("2019 baseline 1 | 2021 actual 2", (2021, 2021, None), False),
        ("2021 milestone - | 2025 target TBD", (2021, 2025, 2025), False),
        ("2025 target 1 | 2023 target 2", (2023, 2025, 2025), False),
        ("- milestone 1 | - target 2", (None, None, None), False),
        ("2021 milestone 1 | 2024 ", (2021, 2024, None), False),
        ("..2021-06-30 actual 1", (2021, 2021, None), True),
        ("2021-06-30.. actual 1", (None, None, None), True),
        ("2020-07-01..2021-06-30 target 1", (2021, 2021, 2021), True),
        ("2020-2022 target 1 | 2021 actual 1", (2021, 2022, 2022), True),
        ("2020 actual 1 | ..2022-12-31 ", (2020, 2022, None), True),
        ("2020 actual 1 | 2022-01-01.. ", (2020, 2020, None), True),
        ("..2018-12-31 baseline 1 | 2020 actual 2", (2020, 2020, None), True),
    ],
)
def test_the_years_of_an_indicator(text, years, has_dates):
    """A period is of the year in which it ends; empty periods count, baselines and periods without an end do not."""
    context = context_of(text)
    assert (context.first_year, context.last_year, context.target_year) == years
    assert context.has_dates is has_dates


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020 milestone 1 actual 2", ({2020}, {2020}, {2020})),
        ("2020 milestone - actual -", ({2020}, {2020}, set())),
        ("2020 milestone TBD | 2021 actual N/A", ({2020}, {2021}, set())),
        ("2020 target No | 2021 actual 0", ({2020}, {2021}, {2021})),
        ("2019 baseline 3", (set(), set(), set())),
    ],
)
def test_planned_and_reported_years(text, years):
    """A year counts as planned or due for a result by its cell, and as reported by a value; zero and no are values."""
    context = context_of(text)
    assert (context.planned_years, context.actual_years, context.reported_years) == years


def test_a_deviation_is_an_actual_that_differs_from_its_plan():
    """The value counts, not its spelling; without a plan or a value there is none."""
    context = context_of(
        "2020 milestone 4 actual 4.0 | 2021 milestone 4 actual 5 | 2022 target 6 actual - | 2023 actual 7"
    )
    assert [(m.planned.raw, m.actual.raw, m.year) for m in context.deviations] == [("4", "5", 2021)]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("", []),
        ("2019 baseline 1", []),
        ("2019 baseline 1 | 2020 milestone 2 actual 3", ["2020"]),
        ("2020 milestone 2 | 2021 actual 3", ["2020", "2021"]),
        ("2020 milestone 2 | 2021", ["2020", "2020", "2021"]),
        ("2021 | 2020", ["2021", "2020"]),
    ],
)
def test_the_periods_of_what_is_planned_and_achieved(text, periods):
    """Every period that is stated is among them, empty ones too, a baseline's is not, and one may be there twice."""
    assert [str(period) for period in context_of(text).periods] == periods


@pytest.mark.parametrize(
    ("text", "more", "is_share"),
    [
        ("2020 actual 5", {}, False),
        ("2020 actual 5%", {}, True),
        ("2020 actual $5", {}, False),
        ("2020 actual 5", {"unit": "percent"}, True),
        ("2020 actual 5", {"unit": "per_100k"}, True),
        ("2020 actual 5", {"unit": "person"}, False),
        ("2020 actual 5", {"measure": rf.Measure.PERCENTAGE}, True),
        ("2020 actual 5", {"measure": rf.Measure.UNIT}, False),
    ],
)
def test_what_is_a_share(text, more, is_share):
    """A share is recognised by the measure, by the unit of the indicator, or by one in a cell."""
    assert context_of(text, **more).is_share is is_share


# ------------------------------------------------------------------------------------------- the whole plan


def indicator(code="I", statement="Number of laws", text="2025 target 3"):
    return rf.Indicator(code=code, statement=statement, series=rf.ObservationSeries.parse(text))


def test_a_code_that_repeats_is_under_several_results():
    """A code is repeated where results share it, known by its first place; twice under one result is not repeated."""
    results = (
        rf.Output(code="A", indicators=(indicator("x"), indicator("x"), indicator("y"), indicator(None))),
        rf.Output(code="B", indicators=(indicator("y"), indicator("z"), indicator(None), indicator("y"))),
    )
    repeated = Index(rf.ResultsFramework(results=results)).repeated
    assert {number: [p.label for p in group] for number, group in repeated.items()} == {2: ["A", "B", "B"]}


@pytest.mark.parametrize(
    ("result", "label"),
    [
        (rf.Output(code="A", title="Laws"), "A"),
        (rf.Output(title="Laws"), "Laws"),
        (rf.Output(), "a result without a code"),
    ],
)
def test_a_place_is_called_by_what_its_result_has(result, label):
    """The code of a result, else its title, else that it has neither."""
    assert Placement(indicator(), result, 0, 0).label == label


@pytest.mark.each(
    ("group", "statements", "series"),
    [
        ([("Laws", "3", 0)], False, False),
        ([("Laws", "3", 0), ("Laws", "3", 1)], False, False),
        ([("Laws", "3", 0), ("Acts", "4", 0)], False, False),
        ([("Laws", "3", 0), ("Acts", "3", 1)], True, False),
        ([("Laws", "3", 0), ("laws (CO)", "4", 1)], False, True),
        ([("Laws", "3", 0), (None, "3", 1)], False, False),
        ([("Laws", "3", 0), ("Acts", "4", 0), ("Laws", "3", 1)], True, True),
        ([("Laws", "Yes", 0), ("Laws", "1", 1)], False, True),
        ([("Laws", "3", 0), ("Laws", "3.0", 1)], False, False),
        ([("Laws", "-", 0), ("Laws", "TBD", 1)], False, True),
    ],
)
def test_differences_are_between_results(group, statements, series):
    """Statements and values differ where two results do not have the same; a missing statement is left aside."""
    placements = [
        Placement(indicator(statement=statement, text=f"2025 target {value}"), rf.Output(), place, place)
        for statement, value, place in group
    ]
    assert (statements_differ(placements), series_differ(placements)) == (statements, series)


BASE = "2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 milestone 3"


@pytest.mark.each(
    ("text", "same"),
    [
        (BASE, True),
        (f"2019 baseline 8 | {BASE} | 2025 target 9", True),
        (f"{BASE} | 2023 milestone soon", True),
        (f"{BASE} | 2023 milestone 4", False),
        ("2020 milestone 3 actual 1 | 2021 milestone 6 actual 2 | 2022 milestone 3", False),
        ("2021 milestone 1 actual 3 | 2022 milestone 2 actual 6 | 2023 milestone 3", False),
        ("2020 milestone 1.0 actual 3 | 2021 milestone 2 actual 6.00 | 2022 milestone 3", True),
        ("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 target 3", False),
        ("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022 actual 3", False),
        ("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2022-01-01.. milestone 3", False),
        ("2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | ..2022-12-31 milestone 3", False),
    ],
)
def test_the_same_numbers_at_the_same_times(text, same):
    """Milestones and results are compared number by number with their periods; nothing else of a series counts."""
    found = same_series([indicator("x", text=BASE), indicator("y", text=text)], 5)
    assert found == ({0: [0, 1]} if same else {})


@pytest.mark.parametrize(
    ("texts", "fewest", "same"),
    [
        (("2020-01-01.. actual 1 | 2021 actual 2 | 2022 actual 3",) * 2, 3, True),
        (("2020-01-01.. actual 1 | 2021 actual 2", "2020-07-01.. actual 1 | 2021 actual 2"), 2, False),
        (("..2020-06-30 actual 1 | 2021 actual 2", "..2020-12-31 actual 1 | 2021 actual 2"), 2, False),
        (("2020 actual 1 | 2021 actual 2",) * 2, 3, False),
        (("2020 actual 1 | 2021 actual 2 | 2022 actual many",) * 2, 3, False),
        (("2020 actual 1 | 2021 actual 2 | 2022 actual 1",) * 2, 3, False),
        (("2020 actual 1 | 2021 actual 2 | 2022 actual 0",) * 2, 3, False),
        (("2020 actual 1 | 2021 actual 2 | 2022 actual 1 | 2023 actual 4",) * 2, 3, True),
        (("2020 actual 1 | 2021 actual 1 | 2022 actual 1",) * 2, 3, False),
        (("2020 actual 1/2 | 2021 actual 2 | 2022 actual 3",) * 2, 3, False),
    ],
)
def test_how_much_has_to_be_the_same(texts, fewest, same):
    """There have to be enough numbers, three of them different; ratios and words are none; open periods have a day."""
    found = same_series([indicator(str(n), text=text) for n, text in enumerate(texts)], fewest)
    assert bool(found) is same


def test_series_of_different_groups_are_not_the_same():
    """The same numbers for women in one indicator and for men in another are two series."""
    series = rf.ObservationSeries.parse("2020 actual 1 | 2021 actual 2 | 2022 actual 3")

    def of(name):
        return attrs.evolve(series, observations=tuple(attrs.evolve(o, disaggregation=SEX[name]) for o in series))

    women, men = (rf.Indicator(code=name, series=of(name)) for name in SEX)
    assert same_series([women, men], 2) == {}
    assert same_series([women, attrs.evolve(women, code="again")], 2) == {0: [0, 1]}


@pytest.mark.each(
    "text",
    [
        "",
        "2021-06-30.. milestone 4",
        "..2021-06-30 milestone 4",
        "- baseline - | - milestone - | - target -",
        "2021-12-31..2021-01-01 milestone 4 actual 3",
        "9999-99-99 baseline 4 | 0 milestone 1 | 20 target 3",
        "2021 milestone 0 actual 0 | 2025 target 0",
        "2021 milestone 3/5 actual >4 | 2025 target Yes",
        "2021 | 2022 | 2022 ",
    ],
)
@pytest.mark.each("profile", ["default", "unwomen", "iati-2.03", "nl-mfa", "strict"])
def test_no_rule_fails_on_an_odd_series(text, profile):
    """However little of a series can be read, every rule answers, and each place that it names is there."""
    one = rf.Indicator(code="I", statement="Number of laws", series=rf.ObservationSeries.parse(text))
    budget = rf.Budget(funding=(rf.FundingLine(amount=rf.Missing.EMPTY), rf.FundingLine(amount=rf.Missing.ABSENT)))
    framework = rf.ResultsFramework(
        results=(rf.Outcome(code="A", indicators=(one, one), budgets=(budget,)),),
        plan_period=rf.Period.between(2020, 2025),
        reporting_year=2021,
    )
    report = rf.validate(framework, profile=profile, implied=True)
    assert [f.detail for f in report if f.detail] == []
    assert len([framework.at(f.path) for f in report]) == len(report) > 0
    assert {f.code for f in report} <= {rule.code for rule in rf.rules.RULES}
