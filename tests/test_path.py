from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

from resultsframework import (
    Budget,
    CountryProfile,
    FundingLine,
    Impact,
    Indicator,
    InvalidValueError,
    Missing,
    Money,
    NotFoundError,
    Observation,
    ObservationKind,
    ObservationSeries,
    Organisation,
    OtherResult,
    Outcome,
    Output,
    Period,
    Place,
    ResultsFramework,
)
from resultsframework.path import children_of, observation_steps, steps_of

D = Decimal
SERIES = ObservationSeries.parse(
    "2013 baseline 2 | 2019 baseline 0 | 2020 milestone 1 actual 3 | 2021 milestone 2 actual 6 | 2025 target 6"
)
LAWS = Indicator(code="laws", statement="Number of laws", series=SERIES)
BUDGET = Budget(
    planned=Money(nominal=D(934310), currency="USD"),
    funding=(FundingLine(), FundingLine(organisation=Organisation(acronym="SIDA", name="Sweden"))),
)
OUTPUT = Output(code="A.1", title="Laws", indicators=(LAWS,), budgets=(BUDGET,))
FRAMEWORK = ResultsFramework(
    identifier="X-1",
    results=(Outcome(code="A", title="Rights", outputs=(OUTPUT,)),),
    country_profile=CountryProfile(country="Mexico"),
    countries=(Place(code="MX"), Place(code="GT")),
)


def framework(*codes):
    return ResultsFramework(results=tuple(OtherResult(code=code) for code in codes))


# -------------------------------------------------------------------------------- naming a position


@pytest.mark.each(
    ("codes", "steps"),
    [
        (("A", "B"), ["A", "B"]),
        (("A", "A", "A"), ["A", "A#2", "A#3"]),
        ((None, "A", None, ""), ["#1", "A", "#2", "#3"]),
        (("a/b",), ["a~1b"]),
        (("a~b",), ["a~0b"]),
        (("a~1b",), ["a~01b"]),
        (("a#2", "a", "a"), ["a~22", "a", "a#2"]),
        (("#1", None), ["~21", "#1"]),
        (("title",), ["~3title"]),
        (("budget", "budget"), ["~3budget", "~3budget#2"]),
        (("~3title", "title"), ["~03title", "~3title"]),
        (("MEX_D 2.1",), ["MEX_D 2.1"]),
    ],
)
def test_every_place_has_a_name_of_its_own(codes, steps):
    """Codes with the signs of a path, codes that repeat, codes that are words of the model, and no code at all."""
    plan = framework(*codes)
    assert [path for path, _ in plan.walk()] == steps
    for path, node in plan.walk():
        assert plan.at(path) is node
        assert plan.replace(path, title="new").at(path).title == "new"


def test_a_code_never_hides_a_field():
    """An outcome whose output is called "title" still has a title to point to."""
    plan = ResultsFramework(results=(Outcome(code="A", title="Rights", outputs=(Output(code="title"),)),))
    assert plan.at("A/title") == "Rights"
    assert plan.at("A/~3title") == Output(code="title")


def test_indicators_are_named_before_the_results_below():
    """An indicator and an output with one code are distinguished by their order, and both have a path."""
    plan = ResultsFramework(
        results=(Outcome(code="A", indicators=(Indicator(code="x"),), outputs=(Output(code="x"),)),)
    )
    assert [path for path, _ in plan.walk()] == ["A", "A/x", "A/x#2"]
    assert plan.at("A/x#2") == Output(code="x")
    assert plan.replace("A/x#2", title="T").outputs[0].title == "T"


def test_what_is_below_a_node_and_how_it_is_named():
    """A framework holds results, an outcome indicators and outputs, an indicator nothing with a code."""
    assert [(field, index) for field, index, _ in children_of(FRAMEWORK)] == [("results", 0)]
    assert [(field, index) for field, index, _ in children_of(OUTPUT)] == [("indicators", 0)]
    assert children_of(LAWS) == ()
    assert steps_of(OUTPUT, OUTPUT.indicators) == ("laws",)


@pytest.mark.parametrize(
    ("position", "step"),
    [
        (0, "baseline:2013"),
        (1, "baseline:2019"),
        (2, "milestone:2020"),
        (3, "actual:2020"),
        (5, "actual:2021"),
        (6, "target"),
    ],
)
def test_a_value_is_named_by_its_kind_and_year(position, step):
    """The only one of its kind by the kind, one of several by its year as well."""
    assert observation_steps(LAWS)[position] == step
    assert FRAMEWORK.at(f"A/A.1/laws/{step}") is SERIES[position]


def test_values_of_one_year_are_named_by_their_number():
    """Of two actuals of one year, or of none, each is named by its place among its kind."""
    series = ObservationSeries.parse("2020 actual 1 | 2020-07-01..2021-06-30 actual 2 | 2021 actual 3 | 0 actual 4")
    indicator = Indicator(code="x", series=series)
    plan = ResultsFramework(results=(Output(code="A", indicators=(indicator,)),))
    steps = list(observation_steps(indicator))
    assert steps == ["actual:2020", "actual#2", "actual#3", "actual#4"]
    assert [plan.at(f"A/x/{step}").raw for step in steps] == ["1", "2", "3", "4"]


def test_a_fiscal_year_is_named_by_the_year_it_ends_in():
    """A value from July 2020 to June 2021 is the one of 2021, as everywhere."""
    fiscal = Period(start=dt.date(2020, 7, 1), end=dt.date(2021, 6, 30))
    series = ObservationSeries(
        tuple(Observation(kind=ObservationKind.ACTUAL, period=period) for period in (Period(year=2020), fiscal))
    )
    assert observation_steps(Indicator(series=series))[1] == "actual:2021"


# -------------------------------------------------------------------------------- resolving a path


@pytest.mark.each(
    ("path", "found"),
    [
        ("", FRAMEWORK),
        ("A", FRAMEWORK.results[0]),
        ("A#1", FRAMEWORK.results[0]),
        ("A/A.1", OUTPUT),
        ("A/A.1/laws", LAWS),
        ("A/A.1/laws/target", SERIES[6]),
        ("A/A.1/laws/baseline#1", SERIES[0]),
        ("A/A.1/laws/baseline#2", SERIES[1]),
        ("A/A.1/laws/target#1", SERIES[6]),
        ("A/A.1/laws/actual:2021#1", SERIES[5]),
        ("A/A.1/laws/baseline", None),
        ("A/A.1/laws/actual:2021/value", D(6)),
        ("A/A.1/laws/actual:2021/raw", "6"),
        ("A/A.1/laws/series/observations#1", SERIES[0]),
        ("A/A.1/laws/series/periods#2", Period(year=2021)),
        ("A/A.1/budgets", (BUDGET,)),
        ("A/A.1/budgets#1/funding#2/organisation/name", "Sweden"),
        ("A/A.1/budget/planned/nominal", D(934310)),
        ("identifier", "X-1"),
        ("country_profile/country", "Mexico"),
        ("countries#2/code", "GT"),
        ("results#1/outputs#1/title", "Laws"),
    ],
)
def test_a_path_leads_to_results_values_and_fields(path, found):
    """Codes, kinds of values and fields lead from the framework to any place in it, derived numbers included."""
    assert FRAMEWORK.at(path) == found


@pytest.mark.each(
    ("path", "message"),
    [
        ("B", "nothing is called 'B' in the framework"),
        ("A/A.2", "nothing is called 'A.2' in A; did you mean 'A.1'?"),
        ("A/titel", "nothing is called 'titel' in A; did you mean 'title'?"),
        ("A/A.1/laws/baseline:2015", "nothing is called 'baseline:2015' in A/A.1/laws"),
        ("A/A.1/laws/actual:2019", "nothing is called 'actual:2019' in A/A.1/laws"),
        ("A/A.1/laws/target#2", "nothing is called 'target#2' in A/A.1/laws"),
        ("A/A.1/laws/target#0", "nothing is called 'target#0' in A/A.1/laws"),
        ("A/A.1/laws/seires", "nothing is called 'seires' in A/A.1/laws; did you mean 'series'?"),
        ("countries#3", "nothing is called 'countries#3' in the framework"),
        ("countries#0", "nothing is called 'countries#0' in the framework"),
        ("identifier#1", "nothing is called 'identifier#1' in the framework"),
        ("identifier/length", "nothing is called 'length' in identifier"),
        ("A/walk", "nothing is called 'walk' in A"),
        ("A/__class__", "nothing is called '__class__' in A"),
        ("A/_raw", "nothing is called '_raw' in A"),
        ("A/", "nothing is called '' in A"),
        ("/A", "nothing is called '' in the framework"),
        ("A#2", "nothing is called 'A#2' in the framework"),
    ],
)
def test_a_step_that_leads_nowhere_names_the_nearest(path, message):
    """A slip in a path is an error that says where it happened and what was perhaps meant."""
    with pytest.raises(NotFoundError) as caught:
        FRAMEWORK.at(path)
    assert str(caught.value).startswith(message)


def test_a_number_beyond_all_bounds_leads_nowhere():
    """A step with thousands of digits is not found, like any other."""
    with pytest.raises(NotFoundError):
        FRAMEWORK.at("A/A.1/laws/actual#" + "9" * 5000)


# -------------------------------------------------------------------------------- changing at a path


@pytest.mark.each(
    ("path", "changes"),
    [
        ("", {"identifier": "X-2"}),
        ("A", {"title": "New"}),
        ("A/A.1", {"code": "A.1", "description": "d"}),
        ("A/A.1/laws", {"statement": "New"}),
        ("A/A.1/laws/target", {"value": D(7), "raw": None}),
        ("A/A.1/laws/actual:2021", {"comment": "late"}),
        ("A/A.1/laws/series", {"periods": (Period(year=2020),)}),
        ("A/A.1/laws/series/observations#2", {"value": Missing.EMPTY}),
        ("A/A.1/laws/milestone:2020/period", {"raw": "x"}),
        ("A/A.1/budgets#1", {"expenses": Missing.EMPTY}),
        ("A/A.1/budgets#1/planned", {"raw": "$934,310"}),
        ("A/A.1/budgets#1/funding#2", {"is_total": True}),
        ("A/A.1/budgets#1/funding#2/organisation", {"name": "Suecia"}),
        ("country_profile", {"country": "Guatemala"}),
        ("countries#2", {"name": "Guatemala"}),
        ("source", {"chrome": ("Home",)}),
        ("plan_period", {"year": 2020}),
    ],
)
def test_any_place_can_be_changed_in_a_new_framework(path, changes):
    """The new framework differs in that place only, and the old one stays as it was."""
    before = FRAMEWORK.at(path)
    changed = FRAMEWORK.replace(path, **changes)
    assert changed.at(path) == attrs.evolve(before, **changes)
    assert changed != FRAMEWORK
    assert FRAMEWORK.at(path) is before
    undone = {name: getattr(before, "_raw" if name == "raw" and hasattr(before, "_raw") else name) for name in changes}
    if "periods" in undone:
        undone = {"periods": None}
    assert changed.replace(path, **undone) == FRAMEWORK


def test_a_stated_period_can_be_changed_in_place():
    """Periods that follow from the values are written down when one of them is changed; the values stay."""
    changed = FRAMEWORK.replace("A/A.1/laws/series/periods#1", year=2019).at("A/A.1/laws/series")
    assert [str(period) for period in changed.periods] == ["2019", "2021", "2025"]
    assert changed.observations == SERIES.observations


def test_only_the_place_that_was_named_changes():
    """Of two outputs with one code the second is changed and the first is the very same."""
    plan = ResultsFramework(
        results=(Impact(outcomes=(Outcome(code="A", outputs=(Output(code="x"), Output(code="x"))),)),)
    )
    changed = plan.replace("#1/A/x#2", title="T")
    assert [output.title for output in changed.outputs] == [None, "T"]
    assert changed.outputs[0] is plan.outputs[0]


@pytest.mark.parametrize("find", [FRAMEWORK.at, FRAMEWORK.parent_of, FRAMEWORK.replace])
def test_a_code_for_a_path_names_the_path_of_the_node_with_that_code(find):
    """Where nothing of that name is on the way, it may be further down, and is named with its whole path."""
    with pytest.raises(NotFoundError) as caught:
        find("A.1")
    assert caught.value.nearest == ("A/A.1",)
    assert str(caught.value) == "nothing is called 'A.1' in the framework; did you mean 'A/A.1'?"
    with pytest.raises(NotFoundError, match=r"nothing is called 'laws' in A; did you mean 'A/A.1/laws'"):
        find("A/laws")


def test_a_code_with_signs_of_a_path_is_named_as_a_path_writes_it():
    """As a path, 1/2 is a step within another; the node with that code has the slash as its escape."""
    plan = ResultsFramework(results=(Outcome(code="1/2", outputs=(Output(code="x"),) * 5),))
    with pytest.raises(NotFoundError, match="did you mean '1~12'"):
        plan.at("1/2")
    with pytest.raises(NotFoundError) as caught:
        plan.at("x")
    assert caught.value.nearest == ("1~12/x", "1~12/x#2", "1~12/x#3")


@pytest.mark.parametrize(
    ("path", "changes", "message"),
    [
        ("A", {"titel": "x"}, "Outcome has no field 'titel'; did you mean 'title'?"),
        ("A/A.1/laws/target", {"valeu": 1}, "Observation has no field 'valeu'; did you mean 'value'?"),
        ("A", {"zzz": 1}, "Outcome has no field 'zzz'"),
        ("A/A.1/laws/target", {"_raw": "x"}, "Observation has no field '_raw'; did you mean 'raw'?"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest(path, changes, message):
    """A slip in the name of a field says which class has no such field, and which it has."""
    with pytest.raises(TypeError) as caught:
        FRAMEWORK.replace(path, **changes)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("path", "change", "message"),
    [
        (
            "A/title",
            "raw",
            "the path leads to 'Rights', which has no fields; replace the field 'title' of what holds it",
        ),
        ("A/A.1/laws/measure", "raw", "the path leads to None, which has no fields; replace the field 'measure'"),
        ("A/A.1/laws/baseline", "raw", "the path leads to None, which has no fields; replace the field 'baseline'"),
        ("A/A.1/budget", "period", "'budget' of Output is derived; change the fields it is derived from"),
        ("A/A.1/budget/planned", "raw", "'budget' of Output is derived; change the fields it is derived from"),
        (
            "A/A.1/laws/milestones#1",
            "raw",
            "'milestones' of Indicator is derived; change the fields it is derived from",
        ),
    ],
)
def test_what_has_no_fields_of_its_own_cannot_be_changed(path, change, message):
    """A text, a gap and a derived number are changed through the node that holds what they come from."""
    with pytest.raises(InvalidValueError) as caught:
        FRAMEWORK.replace(path, **{change: None})
    assert str(caught.value).startswith(message)


@pytest.mark.each("step", ["A~", "~3A", "A#x", "A#01", "A#2", "#1"])
def test_a_step_in_another_spelling_leads_nowhere(step):
    """A code has one spelling as a step, so that a path is the identity of a place."""
    with pytest.raises(NotFoundError):
        FRAMEWORK.at(step)
