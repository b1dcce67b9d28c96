"""First guesses at a name: each works, or is an error that names what was meant."""

from __future__ import annotations

import copy
import operator
import pickle
import re

import pytest

import resultsframework as rf
from resultsframework import examples, testing
from resultsframework._guess import Guessable, UnknownAttributeError, meant

FRAMEWORK = examples.load()
OUTCOME = FRAMEWORK.result("MEX_D_2.1")
INDICATOR = FRAMEWORK.indicator("MEX_D_2.1.2A")
REPORT = rf.validate(FRAMEWORK)
CHANGES = rf.diff(FRAMEWORK, FRAMEWORK.replace("MEX_D_2.1", title="Norms"))
THINGS = {
    "rf": rf,
    "testing": testing,
    "framework": FRAMEWORK,
    "result": OUTCOME,
    "indicator": INDICATOR,
    "series": INDICATOR.series,
    "report": REPORT,
    "table": FRAMEWORK.table(),
    "answer": rf.Undefined("no actual"),
    "progress": rf.progress(INDICATOR, 2021),
    "met": rf.met(INDICATOR, 2021),
    "observation": INDICATOR.series[0],
    "period": rf.Period(year=2021),
    "money": rf.Money(nominal=5),
    "finding": REPORT.findings[0],
    "changes": CHANGES,
    "change": CHANGES.changes[0],
    "corpus": rf.corpus,
    "charts": rf.charts,
    "tables": rf.tables,
    "rules": rf.rules,
    "formats": rf.formats,
    "json": rf.formats.json,
    "iati": rf.formats.iati,
    "monitoring": rf.monitoring,
    "aggregation": rf.aggregation,
    "compare": rf.compare,
}


def suggestion(thing, name):
    """The part of the message behind the name that does not exist."""
    with pytest.raises(AttributeError) as caught:
        getattr(THINGS[thing], name)
    said = str(caught.value)
    assert repr(name) in said
    return said.partition("; did you mean ")[2].removesuffix("?")


@pytest.mark.each(
    ("names", "named"),
    [
        ("to_json dumps unstructure", "rf.formats.json.dumps"),
        ("from_json loads structure", "rf.formats.json.loads"),
        ("json_schema schema", "rf.formats.json.schema"),
        ("Error", "rf.ResultsFrameworkError"),
        ("ReadError ParseError", "rf.FormatError"),
        ("ValidationError", "rf.ResultsFrameworkError, rf.FormatError or rf.InvalidValueError"),
        ("roll_up aggregate", "rf.rollup"),
        ("check lint", "rf.validate"),
        ("load open read_json", "rf.read"),
        ("save", "rf.write"),
        ("json", "rf.formats.json"),
        ("iati", "rf.formats.iati"),
        ("units", "rf.Unit or rf.UnitSystem"),
        ("read_csv read_excel", "rf.read"),
        ("read_folder read_dir", "rf.read_all"),
        ("to_csv to_excel to_html", "rf.write"),
        ("DataFrame", "rf.Table, which has .to_pandas() and .to_polars()"),
        ("concat", "rf.combine"),
        ("Goal Objective", "rf.Impact, rf.Outcome, rf.Output or rf.OtherResult"),
        ("Donor Partner", "rf.Organisation"),
        ("Amount Currency", "rf.Money"),
        ("Quarter Date", "rf.Period"),
        ("NA TBD isna", "rf.Missing"),
        ("evolve", "attrs.evolve"),
    ],
)
def test_a_guess_at_a_public_name_names_it(names, named):
    """The words of other libraries lead to the name that this one has."""
    assert [suggestion("rf", name) for name in names.split()] == [named] * len(names.split())


@pytest.mark.each(
    ("thing", "names", "named"),
    [
        ("indicator", "progress", "rf.progress(indicator, at)"),
        ("indicator", "met", "rf.met(indicator, at)"),
        ("indicator", "title name", ".statement"),
        ("indicator", "values", ".series"),
        ("indicator", "replace", "attrs.evolve(node, title=...)"),
        ("result", "statement name", ".title"),
        ("result", "outputs_", "outputs"),
        ("framework", "iter_indicators", ".indicators, or .walk() for all with their paths"),
        ("framework", "path", ".path_of(node)"),
        (
            "framework",
            "to_pandas to_frame",
            "rf.observations(framework), a table that has .to_records() and .to_pandas()",
        ),
        ("report", "to_pandas to_frame to_records", ".table(), which has .to_records() and .to_pandas()"),
        ("report", "to_dict", "rf.to_dict(report)"),
        ("framework", "to_dict unstructure", "rf.to_dict(node)"),
        ("report", "to_json", "rf.formats.findings.json_text({name: report})"),
        ("report", "to_sarif", "rf.formats.findings.sarif_text({name: report})"),
        ("table", "to_frame", ".to_pandas() or .to_polars()"),
        ("series", "last", ".latest"),
        ("answer", "value percent", ".reason, after a test with `if answer:`"),
        ("framework", "years head columns", "rf.observations(framework)"),
        ("framework", "plot chart", "rf.charts.grid(framework)"),
        ("framework", "name", ".title"),
        ("indicator", "plot", "rf.charts.series(indicator)"),
        ("indicator", "comments", ".notes"),
        ("series", "append add", "ObservationSeries((*series, observation))"),
        ("series", "mean sum", ".table()"),
        ("report", "to_html save", "rf.write(report, file)"),
        ("table", "head iloc itertuples", ".rows"),
        ("table", "sort_values order_by", ".sort(...)"),
        ("table", "groupby pivot", ".to_pandas(), which calculates"),
        ("changes", "added inserted", ".filter(kind='added')"),
        ("changes", "removed deleted", ".filter(kind='removed')"),
        ("change", "old", ".before"),
        ("change", "new", ".after"),
        ("observation", "year date", ".period"),
        ("observation", "is_missing", ".is_reported"),
        ("period", "start_date begin", ".first_day"),
        ("progress", "ratio fraction", ".value"),
        ("met", "met ok", ".is_met"),
        ("finding", "rule id", ".code"),
        ("finding", "location", ".path"),
        ("money", "value amount", ".nominal"),
        ("corpus", "map walk", "rf.corpus.scan(folder, job)"),
        ("charts", "line plot", "rf.charts.series(indicator)"),
        ("charts", "heatmap", "rf.charts.completeness(framework)"),
        ("tables", "long tidy", "rf.tables.observations(framework)"),
        ("rules", "all all_rules", "rf.rules.RULES"),
        ("formats", "load", "rf.read"),
        ("formats", "excel csv", "rf.formats.tabular"),
        ("json", "parse decode", "rf.formats.json.loads"),
        ("iati", "validate xsd", "rf.formats.iati.check_schema"),
        ("monitoring", "forecast", "rf.monitoring.projected"),
        ("aggregation", "sum mean", "rf.rollup(framework, code, function=...)"),
        ("compare", "fuzzy", "rf.compare.similarity"),
        ("testing", "assert_equal", "testing.assert_same"),
    ],
)
def test_a_guess_at_an_attribute_names_what_was_meant(thing, names, named):
    """The words of other libraries lead to the attribute or the function that there is."""
    assert [suggestion(thing, name) for name in names.split()] == [named] * len(names.split())


@pytest.mark.each(
    ("thing", "name", "nearest"),
    [
        ("rf", "Indikator", "Indicator"),
        ("rf", "VALIDATE", "validate"),
        ("framework", "indicator_", "indicator"),
        ("framework", "outcome", "outcomes"),
        ("result", "indicatros", "indicators"),
        ("indicator", "basline", "baseline"),
        ("series", "observation", "observations"),
        ("report", "finding", "findings"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_nearest_first(thing, name, nearest):
    """A name in no table of guesses is compared with the names that there are, whatever its letter case."""
    assert suggestion(thing, name).split(" or ")[0] == nearest


@pytest.mark.each(
    ("thing", "name", "homes"),
    [
        ("rf", "performance", "rf.tables.performance"),
        ("rf", "offtrack", "rf.tables.off_track"),
        ("rf", "Survey", "rf.corpus.survey"),
        ("rf", "Profile", "rf.rules.Profile"),
        ("rf", "budgets", "Budget or BudgetKind"),
        ("tables", "rollup", "rf.rollup"),
        ("iati", "loss_report", "rf.loss_report"),
        ("rules", "Severities", "Severity"),
    ],
)
def test_a_name_of_another_package_is_answered_with_its_home(thing, name, homes):
    """The same name elsewhere is nearer than another one that is spelled alike; one's own name is nearer still."""
    assert suggestion(thing, name) == homes


def test_the_strategies_are_the_module_itself():
    """Whoever looks for a module of strategies is shown where they are, before and after the import."""
    assert suggestion("rf", "strategies") == "import resultsframework.testing"
    assert suggestion("testing", "strategies") == "testing.frameworks() and the other functions of this module"


def test_names_like_none_are_answered_as_python_does():
    """Without anything alike the message ends with the name."""
    with pytest.raises(AttributeError, match=r"^module 'resultsframework' has no attribute 'zzzzzz'$"):
        rf.zzzzzz  # noqa: B018  asking for it is what fails
    with pytest.raises(AttributeError, match=r"^'Indicator' object has no attribute 'zzzzzz'$"):
        INDICATOR.zzzzzz  # noqa: B018  asking for it is what fails


def tables():
    """All tables of guesses, each with the thing that it belongs to."""
    yield rf, rf._guesses
    for thing in THINGS.values():
        for kind in type(thing).__mro__:
            if "_guesses" in vars(kind):
                yield thing, vars(kind)["_guesses"]


def test_no_suggestion_leads_nowhere():
    """Every name of this library in a table of guesses exists, and no guess at it does."""
    named = [(thing, answer) for thing, table in tables() for answer in table]
    for thing, answer in named:
        for path in re.findall(r"\brf\.([a-z_A-Z.]+[a-z_A-Z])", answer):
            assert operator.attrgetter(path)(rf) is not None
        for name in re.findall(r"(?:^|[ `])\.([a-z_]+)", answer):
            assert hasattr(thing, name) or hasattr(rf.Impact, name) or hasattr(rf.Table, name), answer
    assert len(named) > 80
    owners = [rf, *(kind for thing in THINGS.values() for kind in type(thing).__mro__ if "_guesses" in vars(kind))]
    guesses = [(owner, name) for owner in owners for names in owner._guesses.values() for name in names.split()]
    assert [name for owner, name in guesses if name in (rf.__all__ if owner is rf else dir(owner))] == []


def test_an_error_of_an_attribute_is_that_of_python_in_every_other_way():
    """It is caught, asked for by hasattr, replaced by a default and sent to another process like any other."""
    assert not hasattr(rf, "roll_up")
    assert not hasattr(FRAMEWORK, "iter_indicators")
    assert getattr(INDICATOR, "title", None) is None
    with pytest.raises(AttributeError) as caught:
        INDICATOR.title  # noqa: B018  asking for it is what fails
    assert (caught.value.name, caught.value.obj) == ("title", None)  # so that Python suggests nothing more
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert (type(again), str(again)) == (AttributeError, str(caught.value))


def test_protocols_of_python_and_of_notebooks_are_answered_as_ever():
    """Names that begin with an underscore are no guesses; nodes are copied, pickled and shown."""
    for thing in (FRAMEWORK, OUTCOME, INDICATOR, INDICATOR.series, REPORT):
        assert not hasattr(thing, "_repr_mimebundle_")
        assert not hasattr(thing, "__array__")
        assert thing._repr_html_().startswith("<")
    for node in (FRAMEWORK, OUTCOME, INDICATOR, INDICATOR.series):
        assert pickle.loads(pickle.dumps(node)) == node  # noqa: S301  our own bytes


def test_a_property_that_fails_keeps_its_own_error():
    """A fault within a property is not taken for a property that does not exist."""

    class Failing(Guessable):
        @property
        def total(self):
            return None.nothing

    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'nothing'"):
        Failing().total  # noqa: B018  asking for it is what fails


def test_copies_of_a_node_are_the_node():
    """A frozen node needs no second object, so the deep copy of a large framework costs nothing."""
    for node in (FRAMEWORK, OUTCOME, INDICATOR, INDICATOR.series, INDICATOR.target, INDICATOR.target.period):
        assert copy.copy(node) is node
        assert copy.deepcopy([node])[0] is node


@pytest.mark.each(
    ("question", "thing", "way"),
    [
        (rf.progress, FRAMEWORK, "ResultsFramework (<.*>): take one of .indicators, or look one up"),
        (rf.progress, "CODE", "a str ('CODE'): look it up: framework.indicator(code)"),
        (rf.met, OUTCOME, "an Outcome (<Outcome .*>): take one of its .indicators"),
        (
            rf.gap,
            INDICATOR.series,
            "an ObservationSeries (ObservationSeries.parse(.*)): make one: Indicator(series=series)",
        ),
        (rf.expected, None, "a NoneType (None): take one of framework.indicators"),
        (rf.change, 3, "an int (3): take one of framework.indicators"),
        (rf.monitoring.trend, "CODE", "a str"),
        (rf.monitoring.to_date, "CODE", "a str"),
        (rf.monitoring.projected, "CODE", "a str"),
        (rf.monitoring.required_pace, "CODE", "a str"),
        (rf.monitoring.readings, "CODE", "a str"),
        (rf.monitoring.direction_of, "CODE", "a str"),
        (rf.monitoring.as_cumulative, "CODE", "a str"),
        (rf.monitoring.as_periodic, "CODE", "a str"),
        (rf.monitoring.accumulation_hints, "CODE", "a str"),
        (rf.monitoring.progress_by_formula, "CODE", "a str"),
    ],
)
def test_a_question_about_something_else_names_the_way_to_an_indicator(question, thing, way):
    """Every calculation on an indicator refuses a framework, a result, a code or a series, and names the way."""
    with pytest.raises(rf.InvalidValueError, match="an Indicator is needed, not ") as caught:
        question(thing)
    assert re.search(re.escape(way).replace(r"\.\*", ".*"), str(caught.value))
    assert len(str(caught.value)) < 500


@pytest.mark.each(
    ("guess", "right"),
    [
        (lambda: rf.from_dict(rf.to_dict(INDICATOR), rf.Indicator), lambda: INDICATOR),
        (lambda: REPORT.errors, lambda: REPORT.filter(severity="error").findings),
        (lambda: REPORT.warnings, lambda: REPORT.filter(severity="warning").findings),
        (lambda: FRAMEWORK.get("none", 5), lambda: 5),
        (lambda: FRAMEWORK.codes[0], lambda: "MEX_D_2.1"),
        (lambda: FRAMEWORK.replace(title="Plan").title, lambda: "Plan"),
        (lambda: FRAMEWORK.map(rf.Indicator, lambda one: one), lambda: FRAMEWORK),
        (lambda: FRAMEWORK.rename("MEX_D_2.1.2A", "2A").indicator("2A").series, lambda: INDICATOR.series),
        (
            lambda: (
                FRAMEWORK.move("MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A", "MEX_D_2.1")
                .result("MEX_D_2.1")
                .indicators[-1]
                .code
            ),
            lambda: "MEX_D_2.1.2A",
        ),
        (lambda: FRAMEWORK.parent_of(FRAMEWORK.path_of(INDICATOR)).code, lambda: "MEX_D_2.1.2"),
        (lambda: [one.raw for one in INDICATOR.targets], lambda: ["320"]),
        (lambda: INDICATOR.series.of("actual"), lambda: INDICATOR.actuals),
        (lambda: INDICATOR.series.at(2021)[0].period.year, lambda: 2021),
        (lambda: len(REPORT.table().to_records()), lambda: len(REPORT)),
        (lambda: rf.observations(FRAMEWORK).to_records()[0]["kind"], lambda: "baseline"),
    ],
)
def test_a_guess_that_is_right_gives_what_was_meant(guess, right):
    """Finding, changing and listing have the names that newcomers try first."""
    assert guess() == right()


def test_a_framework_is_no_list():
    """Its length, iteration and a number in brackets are answered in one sentence with the ways that there are."""
    for question in (len, list, lambda framework: framework[0], reversed, lambda framework: framework.get(0)):
        with pytest.raises(TypeError, match="a framework is no list") as caught:
            question(FRAMEWORK)
        assert all(
            name in str(caught.value) for name in (".indicators", ".results", ".outcomes", ".walk()", ".find_all(")
        )
    assert bool(rf.ResultsFramework()) is True


def test_a_kind_of_observations_may_be_its_word():
    """The word for a kind is the kind; another one is refused with the four, the nearest first."""
    series = INDICATOR.series
    assert series.of("actual") == series.of(rf.ObservationKind.ACTUAL) == series.actuals
    with pytest.raises(rf.InvalidValueError, match=r"choose one of 'target', 'baseline', 'milestone', 'actual'$"):
        series.of("targets")


def test_a_year_in_brackets_names_the_values_of_the_year():
    """A series is a list of observations; those of a year are elsewhere."""
    with pytest.raises(IndexError, match=r"those of the year 2021 are \.at\(2021\)$"):
        INDICATOR.series[2021]
    with pytest.raises(IndexError, match=r"^the series has 13 observations, none with the index 99$"):
        INDICATOR.series[99]


def test_targets_of_an_indicator_are_those_of_its_subject():
    """One a period, as milestones are; a target of a group is none of them."""
    series = rf.ObservationSeries.parse("2022 target 5 | 2025 target 9")
    women = rf.Observation(
        kind="target", period=2025, value=4, disaggregation=[rf.Disaggregation(dimension="sex", category="female")]
    )
    indicator = rf.Indicator(series=(*series, women))
    assert [o.raw for o in indicator.targets] == ["5", "9"]


@pytest.mark.each(
    ("question", "choices"),
    [
        (lambda: rf.progress(INDICATOR, 2021, against="miletone"), "no goal 'miletone'; choose one of 'milestone', "),
        (lambda: rf.progress(INDICATOR, 2021, formula="basline"), "no formula 'basline'; choose one of 'baseline', "),
        (lambda: rf.expected(INDICATOR, 2021, trajectory="grow"), "no trajectory 'grow'; choose one of 'growth', "),
        (lambda: rf.met(INDICATOR, 2021, direction="up"), "no Direction 'up'; choose one of 'increase', "),
        (lambda: rf.rollup(INDICATOR, function="max"), "no RollupFunction 'max'; choose one of 'maximum', "),
        (lambda: rf.monitoring.to_date(INDICATOR, accumulation="perodic"), "choose one of 'periodic', "),
        (lambda: rf.monitoring.as_cumulative(INDICATOR, "target"), "'target'; choose one of 'targets', 'actuals'"),
        (lambda: REPORT.at_least("eror"), "no Severity 'eror'; choose one of 'error', "),
    ],
)
def test_a_mistyped_option_lists_all_that_there_are(question, choices):
    """The nearest is the first in the list, so that it is seen."""
    with pytest.raises(rf.InvalidValueError) as caught:
        question()
    assert choices in str(caught.value)


def test_a_long_list_of_guesses_stays_short():
    """A message has at most 2,000 characters, whatever the name."""
    with pytest.raises(AttributeError) as caught:
        getattr(INDICATOR, "x" * 5_000)
    assert len(str(caught.value)) <= 2_000
    assert isinstance(caught.value, UnknownAttributeError)
    assert meant("roll", [{"rf.rollup": "roll"}], ["rolls"]) == "rf.rollup"
