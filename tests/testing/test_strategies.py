from __future__ import annotations

import enum
import inspect
from collections import defaultdict
from decimal import Decimal

import attrs
import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework import testing
from resultsframework.rules import RULES
from resultsframework.testing._plugin import OF_ROOMS, STRATEGY_OF

# A rule is a function with its code and texts, and nobody makes one up.
CLASSES = sorted(name for name in STRATEGY_OF if attrs.has(getattr(rf, name)) and name != "Rule")
# What is looked for below is found in batches, in every run the same ones.
BATCH = 50


def anything(name):
    """The strategy of this name, without the demand that its values make sense."""
    strategy = getattr(testing, name)
    return strategy(valid=False) if "valid" in inspect.signature(strategy).parameters else strategy()


def default_of(field, value):
    default = field.default
    if isinstance(default, attrs.Factory):
        return default.factory(value) if default.takes_self else default.factory()
    return default


def parts_of(value):
    """The value and everything within it."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)


def search(strategy, look, examples):
    """Let `look` see values of a strategy until it says that it has seen everything, or so many examples are over."""
    seen_everything = []
    for start in range(0, examples, BATCH):

        @seed(start)
        @settings(max_examples=BATCH, phases=[Phase.generate], database=None)
        @given(strategy)
        def batch(value):
            seen_everything.append(look(value))

        batch()
        if seen_everything[-1]:
            return


def some(strategy):
    """The first value that a strategy draws."""
    drawn = []

    @settings(max_examples=1, database=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value):
        drawn.append(value)

    draw()
    return drawn[0]


PUBLIC = {name: getattr(rf, name) for name in rf.__all__ if inspect.isclass(getattr(rf, name))}
# Errors are raised by a program that does wrong, and are not given to one. A layout belongs to a format, which the
# import of Hypothesis would import for everybody: `testing.layouts` has to be named.
DRAWN = {name: cls for name, cls in PUBLIC.items() if not issubclass(cls, Exception | rf.Layout)}


def test_every_public_class_has_a_strategy():
    """A class that becomes public needs a strategy, unless Hypothesis has one, such as of the members of an enum."""
    by_themselves = {name for name, cls in DRAWN.items() if issubclass(cls, enum.Enum)} - {"Missing"}
    assert set(DRAWN) - by_themselves == set(STRATEGY_OF)


@pytest.mark.no_cover
@pytest.mark.each("cls", DRAWN.values())
def test_every_public_class_is_drawn_by_its_type(cls):
    """`st.from_type` gives values of each public class without a strategy being named."""

    @settings(max_examples=2, database=None, phases=[Phase.generate])
    @given(st.from_type(cls))
    def is_one(value):
        assert isinstance(value, cls)

    is_one()


ROOMS = (rf.aggregation, rf.compare, rf.monitoring, rf.rules)
# Rules get their context from the engine, and nobody else makes one.
OF_THE_ENGINE = {"Context", "IndicatorContext"}
IN_ROOMS = {
    cls
    for room in ROOMS
    for name in set(room.__all__) - PUBLIC.keys() - OF_THE_ENGINE
    if inspect.isclass(cls := getattr(room, name))
}


@pytest.mark.no_cover
@pytest.mark.each("cls", sorted(IN_ROOMS, key=lambda cls: cls.__name__))
def test_every_class_of_a_room_is_drawn_by_its_type(cls):
    """Matches, bands, options and the like are inferred from their fields, or calculated from generated plans."""

    @settings(max_examples=2, database=None, phases=[Phase.generate])
    @given(st.from_type(cls))
    def is_one(value):
        assert isinstance(value, cls)

    is_one()


def test_answers_of_rooms_are_those_that_the_library_gives():
    """Ratings, costs, contributions and merges are calculated, so that they are in themselves consistent."""
    for room, names in OF_ROOMS.items():
        for name in names.split():
            cls = getattr(getattr(rf, room), name)
            assert isinstance(some(st.from_type(cls)), cls)


@given(testing.rules())
def test_rules_are_those_of_the_library(rule):
    """A rule is a function, which nobody makes up: the strategy gives those there are."""
    assert rule in RULES


@pytest.mark.property
@pytest.mark.parametrize("name", CLASSES)
def test_every_field_of_every_class_is_varied(name):
    """For each public class there is a strategy, and each field is at times something else than its default."""
    cls = getattr(rf, name)
    least = {field.name: 2 if field.default is attrs.NOTHING else 1 for field in attrs.fields(cls) if field.init}
    for derived in ("facts", "territory", "selection"):  # by readers, from the text or the framework, and by questions
        least.pop(derived, None)
    seen = defaultdict(list)

    def look(value):
        assert isinstance(value, cls)
        for field in attrs.fields(type(value)):
            found = getattr(value, field.name)
            if found != default_of(field, value) and not any(found is known for known in seen[field.name]):
                seen[field.name] = [*seen[field.name][:5], found]
        return all(len(seen[field]) >= number for field, number in least.items())

    # The more fields there are, the rarer is each of them.
    search(anything(STRATEGY_OF[name]), look, 100 + 50 * len(least))
    for field, number in least.items():
        assert len(seen[field]) >= number, f"{name}.{field} is always the same"


@pytest.mark.property
def test_frameworks_reach_every_noun():
    """A law on arbitrary frameworks is a law on every class that can be in one, and on every kind of value."""
    elsewhere = {
        "Change",
        "Changes",
        "Column",
        "Finding",
        "IndicatorValue",
        "Interval",
        "Met",
        "Progress",
        "Report",
        "Result",
        "Rollup",
        "Subject",
        "Table",
        "Undefined",
        "Unit",
        "UnitSystem",
    }
    wanted = set(CLASSES) - elsewhere | {"Decimal", "bool", "str", "Missing", "date"}
    reached = set()

    def look(framework):
        reached.update(type(part).__name__ for part in parts_of(framework))
        return wanted <= reached

    # A class that sits three levels deep, such as a funding line, is rare.
    search(testing.frameworks(valid=False), look, 2_000)
    assert wanted <= reached


@pytest.mark.property
def test_valid_frameworks_are_of_many_kinds():
    """Plans that make sense differ in how they are arranged, what they measure, and what else they say."""
    wanted = {
        "top": {"Impact", "Outcome", "Output", "OtherResult"},
        "measures": set(rf.Measure),
        "directions": set(rf.Direction),
        "values": {"Decimal", "bool", "Ratio", "Range", "Level", "str", "Missing"},
        "actuals": {0, 1, 2, 3, 4, 5},
        "said": {field.name for field in attrs.fields(rf.ResultsFramework)} - {"line"},
        "printed": {True, False},
        "exact": {True, False},
        "kinds": {"Disaggregation", "Alignment", "JointProgramme", "DocumentLink", "Note", "Translation"},
    }
    seen = defaultdict(set)

    def look(framework):
        parts = list(parts_of(framework))
        seen["kinds"].update({type(part).__name__ for part in parts} & wanted["kinds"])
        seen["top"].update(type(result).__name__ for result in framework.results)
        seen["measures"].update(i.measure for i in framework.indicators)
        seen["directions"].update(i.direction for i in framework.indicators)
        seen["values"].update(type(o.value).__name__ for i in framework.indicators for o in i.series)
        seen["actuals"].update(len(i.actuals) for i in framework.indicators)
        seen["said"].update(f.name for f in attrs.fields(rf.ResultsFramework) if getattr(framework, f.name))
        seen["printed"].update(i.printed_result is not None for i in framework.indicators)
        seen["exact"].update(m.is_exact for m in parts if isinstance(m, rf.Money))
        return seen == wanted

    search(testing.frameworks(), look, 400)
    assert seen == wanted


@given(testing.texts())
def test_texts_are_not_blank_and_can_be_encoded(text):
    """Blank text and no text are the same, and half a surrogate pair is no text: neither is generated."""
    assert text == text.strip() != ""
    assert text.encode().decode() == text


@given(testing.observations())
def test_a_kept_text_says_more_than_the_value(observation):
    """The text in the source is kept only where it differs from the value's own text."""
    own = attrs.evolve(observation, raw=None)
    assert observation == own or observation.raw != own.raw


@given(testing.observation_series(valid=False))
def test_stated_periods_say_more_than_the_observations(series):
    """The periods of a source are kept only where the observations do not determine them."""
    own = rf.ObservationSeries(series.observations)
    assert series == own or series.periods != own.periods


@given(testing.observation_series())
def test_a_valid_series_has_a_baseline_and_a_target(series):
    """A series that makes sense starts with one baseline and has one target, which ends last."""
    assert [o.period.last_year for o in series.baselines] == [series.years[0] - 1]
    assert [o.period.last_year for o in series.targets] == [series.years[-1]]


@given(testing.budgets(), st.data())
def test_a_valid_budget_spends_what_is_there(budget, data):
    """Spending certainly stays within what came in, and that within the plan."""
    assert budget.expenses.exceeds(budget.actual) is False
    assert budget.actual.exceeds(budget.planned) is False
    line = data.draw(testing.funding_lines())
    assert isinstance(line.amount, rf.Money | rf.Missing)


@given(testing.money(currencies=("EUR",)))
def test_money_can_be_generated_in_one_currency(amount):
    """Amounts of one currency can be added up, so a strategy can be limited to one."""
    assert amount.currency == "EUR"


@given(testing.tables())
def test_tables_have_one_cell_a_column(table):
    """Every row of a table has as many cells as there are columns."""
    assert all(len(row) == len(table.columns) for row in table)


@given(testing.numbers(), testing.dates(), testing.years(), testing.languages())
def test_small_strategies_give_what_they_say(number, day, year, language):
    """Numbers, days, years and languages are what the classes take."""
    assert rf.Interval.exactly(number).is_exact
    assert rf.Period(year=year, end=day).last_day == day
    assert rf.Translation(field="title", language=language).text is None


@pytest.mark.property
@pytest.mark.parametrize("valid", [True, False])
def test_frameworks_shrink_to_almost_nothing(valid):
    """The example of a failing law is short: one result with one indicator, and no word too many."""
    smallest = find(
        testing.frameworks(valid=valid),
        lambda framework: any(indicator.series for indicator in framework.indicators),
        settings=settings(database=None, max_examples=2_000, derandomize=True),
    )
    (indicator,) = smallest.indicators
    assert len(smallest.results) == 1
    assert len(indicator.series) <= 2
    assert not indicator.extras
    assert smallest.description is None


@pytest.mark.no_cover
@pytest.mark.each("name", sorted(STRATEGY_OF))
def test_hypothesis_knows_our_strategies(name):
    """A test that asks for a value of a class by its type gets one of ours."""
    cls = getattr(rf, name)

    @settings(max_examples=2)
    @given(st.from_type(cls))
    def law(value):
        assert isinstance(value, cls)

    law()


@given(st.from_type(rf.Indicator))
def test_an_indicator_for_an_annotation_makes_sense(indicator):
    """A value that Hypothesis infers from the fields alone has no baseline; ours has one."""
    assert indicator.baseline is not None


@pytest.mark.no_cover
@pytest.mark.each(
    ("kind", "types"),
    [
        ("numeric", Decimal),
        ("ratio", rf.Ratio),
        ("range", rf.Range),
        ("level", rf.Level),
        ("yes_no", bool),
        ("text", str),
    ],
)
def test_indicators_can_be_limited_to_a_kind_of_value(kind, types):
    """A program for numbers is tested on numbers, and on cells without one."""
    for valid in (True, False):
        search(
            testing.indicators(valid=valid, values=kind),
            lambda indicator: (
                all(isinstance(o.value, types | rf.Missing) or pytest.fail(repr(o)) for o in indicator.series) and False
            ),
            BATCH,
        )


def test_indicators_can_be_limited_to_years():
    """Neither a baseline nor a target lies outside the years that a program takes."""
    for valid in (True, False):
        found = set()
        search(
            testing.indicators(valid=valid, years=range(2021, 2024)),
            lambda indicator, found=found: found.update(o.period.last_year for o in indicator.series),
            BATCH,
        )
        assert found == {2021, 2022, 2023}


def test_indicators_can_be_limited_to_groups_or_to_totals():
    """There are actuals of groups in each plausible indicator, or none of a group or place in any."""
    search(
        testing.indicators(disaggregated=True, values="numeric"),
        lambda indicator: any(o.disaggregation for o in indicator.series.actuals) or pytest.fail(repr(indicator)),
        1,
    )
    for valid in (True, False):
        search(
            testing.indicators(valid=valid, disaggregated=False),
            lambda indicator: all(o.is_total for o in indicator.series) or pytest.fail(repr(indicator)),
            1,
        )
    anything = find(testing.indicators(valid=False, disaggregated=True), lambda i: i.series and not i.statement)
    assert anything.series[0].disaggregation


@pytest.mark.each(
    ("arguments", "message"),
    [
        (
            {"values": "number"},
            "values must be one of 'numeric', 'ratio', 'range', 'level', 'yes_no', 'text', not 'number'",
        ),
        (
            {"years": range(2020, 2021)},
            r"years must be a range of two years or more, such as range\(2019, 2026\), not range",
        ),
        ({"years": range(2020, 2030, 2)}, "years must be a range of two years or more"),
        ({"years": [2020, 2021]}, "years must be a range of two years or more"),
        ({"breaks": "BAS02", "values": "numeric"}, "breaks decides about the values: leave out values, years and"),
    ],
)
def test_a_limit_that_is_none_is_refused(arguments, message):
    """An argument of another value is named with those that there are."""
    with pytest.raises(rf.errors.InvalidValueError, match=message):
        testing.indicators(**arguments)


@pytest.mark.property
def test_plausible_indicators_are_those_that_programs_are_wrong_about():
    """Zero of the total is reached, a balance is below zero, a cell is empty, and a number is printed with commas."""
    wanted = {"zero reached", "below zero", "to be determined", "not available", "empty", "commas", "group"}
    seen = set()

    def look(indicator):
        for o in indicator.series:
            seen.update({"zero reached"} if o.is_total and o.value == 0 and o in indicator.series.actuals else ())
            seen.update({"below zero"} if isinstance(o.value, Decimal) and o.value < 0 else ())
            seen.update({o.value.value.replace("_", " ")} if isinstance(o.value, rf.Missing) else ())
            seen.update({"commas"} if "," in o.raw and isinstance(o.value, Decimal) else ())
            seen.update({"group"} if o.disaggregation else ())
        return wanted <= seen

    search(testing.indicators(), look, 400)
    assert wanted <= seen


@pytest.mark.each("name", sorted(set(STRATEGY_OF.values()) | {"values", "texts"}))
def test_a_strategy_prints_as_a_name(name):
    """Hypothesis prints strategies in its messages, with all their parts: those of frameworks took 1.6 MB."""
    assert len(repr(anything(name))) < 10_000
