"""Every public strategy by its name: what it draws, that it can be replayed, and how small it gets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework import testing
from resultsframework.document import DOCUMENT_CATEGORIES
from resultsframework.rules import RULES, validate
from resultsframework.testing import assert_finds, assert_same, assert_valid, frameworks

D = Decimal
OTHERS = ("assert_finds", "assert_round_trip", "assert_same", "assert_valid", "breakable", "circumstances")
VALUES = (Decimal, bool, str, rf.Ratio, rf.Range, rf.Level, rf.Missing)
# The class that each strategy draws, where it is not the singular of its name.
DRAWN = {
    "change_lists": rf.Changes,
    "codes": str,
    "dates": dt.date,
    "decimals": Decimal,
    "languages": str,
    "met_answers": rf.Met,
    "missing": rf.Missing,
    "money": rf.Money,
    "numbers": (Decimal, Fraction),
    "observation_series": rf.ObservationSeries,
    "planned_activities": rf.PlannedActivity,
    "progress_answers": rf.Progress,
    "rules": rf.Rule,
    "texts": str,
    "theories_of_change": rf.TheoryOfChange,
    "undefined": rf.Undefined,
    "values": VALUES,
    "years": int,
}
STRATEGIES = [name for name in testing.__all__ if name not in OTHERS]
WITH_KNOB = [
    "budgets", "frameworks", "impacts", "indicators", "observation_series", "other_results", "outcomes", "outputs",
    "results",
]  # fmt: skip


def strategy(name, **knobs):
    return getattr(testing, name)(**knobs)


def class_of(name):
    """The class that a strategy is called after: activity_dates gives an ActivityDate, a ResultsFramework is long."""
    if name in DRAWN:
        return DRAWN[name]
    if name == "frameworks":
        return rf.ResultsFramework
    return getattr(rf, "".join(word.capitalize() for word in name.split("_")).removesuffix("s"))


def drawn(source, number, examples=6):
    """The value of a strategy for a seed."""
    found = []

    @seed(number)
    @settings(max_examples=examples, phases=[Phase.generate], database=None)
    @given(source)
    def collect(value):
        found.append(value)

    collect()
    return found


def smallest(source, condition=lambda _value: True, phases=(Phase.generate, Phase.shrink)):
    found = settings(database=None, max_examples=2_000, derandomize=True, phases=phases)
    return find(source, condition, settings=found)


# ------------------------------------------------------------------------------------------ what is drawn


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_draws_what_its_name_says_and_the_same_for_the_same_seed(name):
    """A seed gives the same values to everybody, each of the class that the name promises."""
    first = drawn(strategy(name), 2021, examples=3)
    assert first
    assert all(isinstance(value, class_of(name)) for value in first)
    assert drawn(strategy(name), 2021, examples=3) == first


@pytest.mark.property
@pytest.mark.parametrize("name", sorted(set(STRATEGIES) - {"missing", "rules", "languages"}))
def test_another_seed_shows_other_values(name):
    """Drawn values depend on the seed, so that running the tests again tries something new."""
    assert drawn(strategy(name), 1) != drawn(strategy(name), 2)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", WITH_KNOB)
def test_sense_is_a_knob_of_what_can_lack_it(name):
    """Where the words of a strategy promise sense, `valid=False` takes the promise back and keeps the class."""
    assert all(isinstance(value, class_of(name)) for value in drawn(strategy(name, valid=False), 5))


REACHED = {
    "decimals": [
        lambda d: d < 0,
        lambda d: d == 0 and d.is_signed(),
        lambda d: len(d.as_tuple().digits) > 18,
        lambda d: d.as_tuple().exponent > 0,
        lambda d: d.as_tuple().exponent < 0 and d.as_tuple().digits[-1] == 0,
    ],
    "numbers": [lambda n: isinstance(n, Fraction) and n.denominator % 3 == 0, lambda n: isinstance(n, Decimal)],
    "ratios": [lambda r: r.numerator > r.denominator > 0, lambda r: r.denominator < 0, lambda r: r.numerator == 0],
    "ranges": [
        lambda r: r.low is None and not r.high_included,
        lambda r: r.high is None and r.low_included,
        lambda r: r.low is not None and r.low == r.high,
        lambda r: None not in (r.low, r.high) and r.low < 0 < r.high,
    ],
    "levels": [lambda level: level.rank < 0, lambda level: level.rank == 10],
    "intervals": [lambda i: i.is_exact, lambda i: i.low < 0 < i.high, lambda i: isinstance(i.low, Fraction)],
    "texts": [
        lambda t: t.lstrip("-").isdigit(),
        lambda t: rf.parse_value(t).value is rf.Missing.TO_BE_DETERMINED,
        lambda t: "\n" in t,
        lambda t: t.startswith("="),
        lambda t: not t.isascii(),
    ],
    "codes": [lambda c: "/" in c, lambda c: "#" in c, lambda c: c.startswith("~"), lambda c: " " in c],
    "languages": [lambda tag: "-" in tag],
    "years": [lambda year: year == 1, lambda year: year == 9999, lambda year: year < 1900 < year + 900],
    "dates": [lambda day: (day.month, day.day) == (2, 29), lambda day: day == dt.date.max],
    "periods": [
        lambda p: p.raw is not None and not p.is_stated,
        lambda p: None not in (p.start, p.end) and p.end < p.start,
        lambda p: p.start is None and p.end is not None and p.year is None,
        lambda p: p == rf.Period(),
        lambda p: p.year is not None,
    ],
    "values": [lambda v, kind=kind: isinstance(v, kind) for kind in VALUES],
    "missing": [lambda m, state=state: m is state for state in rf.Missing],
    "undefined": [lambda u: u.inputs, lambda u: not u.inputs],
    "money": [lambda m: m.currency is None, lambda m: not m.is_exact, lambda m: m.nominal < 0, lambda m: m.raw],
    "funding_lines": [lambda line: isinstance(line.amount, rf.Missing), lambda line: line.is_total],
    "places": [lambda p: p.within is not None, lambda p: not p.name and p.code],
    "organisations": [
        lambda o: not o.label,
        lambda o: o.through is not None,
        lambda o: o.acronym is None and o.reference is not None,
        lambda o: o.jurisdiction is not None,
    ],
    "participations": [lambda p: p.role is None, lambda p: p.role is rf.ParticipationRole.LEAD],
    "country_profiles": [
        lambda c: isinstance(c.population, str),
        lambda c: c.least_developed is True,
        lambda c: isinstance(c.population, rf.Missing) and c.population is not rf.Missing.ABSENT,
    ],
    "alignments": [lambda a: not a.partners, lambda a: a.kind is rf.AlignmentKind.COMPLEMENTARY, lambda a: a.as_of],
    "sdg_references": [lambda s: s.goal is None, lambda s: s.goal == 17, lambda s: s.indicator and not s.goal],
    "policy_markers": [lambda m: m.significance is None, lambda m: m.significance == 0, lambda m: m.significance == 4],
    "references": [lambda r: r.vocabulary is None, lambda r: r.percentage is not None],
    "document_links": [lambda d: not d.url, lambda d: set(d.categories) - set(DOCUMENT_CATEGORIES)],
    "progress_notes": [lambda n: n.year is None, lambda n: n.title],
    "notes": [lambda n, kind=kind: n.kind is kind for kind in rf.NoteKind],
    "observations": [
        *(lambda o, kind=kind: o.kind is kind for kind in rf.ObservationKind),
        lambda o: o.disaggregation,
        lambda o: o.places and not o.is_total,
        lambda o: not o.is_reported,
        lambda o: o.unit is not None,
    ],
    "findings": [lambda f, grade=grade: f.severity is grade for grade in rf.Severity],
    "rules": [lambda rule, family=family: rule.code.startswith(family) for family in ("BAS", "BUD", "XEN")],
    "progress_answers": [lambda p: p.value == 1, lambda p: p.value < 1, lambda p: p.formula == "target-ratio"],
    "met_answers": [lambda m: m.value, lambda m: not m.value],
    "indicator_values": [lambda v: v.per == "year", lambda v: v.is_projection, lambda v: v.unit == "fraction"],
    "rollups": [
        lambda r: len(r.inputs) == 3,
        lambda r: isinstance(r.value, rf.Interval),
        lambda r: r.floor is not None,
    ],
    "change_lists": [lambda c: not c, lambda c: len(c) > 1],
    "problems": [lambda p: p.line, lambda p: p.path],
    "tables": [lambda t: not t.rows, lambda t: len(t.columns) > 1],
    "units": [lambda u: not u.definition, lambda u: u.definition, lambda u: u.symbol],
    "unit_systems": [lambda s: s == rf.UnitSystem(), lambda s: any(u.code.startswith("own_") for u in s.units)],
    "results": [lambda r, level=level: type(r) is level for level in (rf.Output, rf.Outcome, rf.Impact)],
    "frameworks": [lambda f: len(f.indicators) > 1, lambda f: f.programmes, lambda f: f.reporting_year is None],
}


@pytest.mark.property
@pytest.mark.parametrize("name", REACHED)
def test_a_strategy_reaches_the_cases_that_are_easily_forgotten(name):
    """Negative and endless numbers, one bound, no name, words that look like numbers: each is found when searched."""
    missing = REACHED[name]

    def was_the_last(value):
        nonlocal missing
        missing = [condition for condition in missing if not condition(value)]
        return not missing

    assert was_the_last(smallest(strategy(name), was_the_last, phases=[Phase.generate]))


# ------------------------------------------------------------------------------------------ how small it gets


@pytest.mark.property
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("decimals", D(0)),
        ("numbers", D(0)),
        ("ratios", rf.Ratio(D(0), D(1))),
        ("ranges", rf.Range(low=D(0))),
        ("levels", rf.Level(0, "Women")),
        ("values", D(0)),
        ("missing", rf.Missing.TO_BE_DETERMINED),
        ("years", 2018),
        ("dates", dt.date(2018, 1, 1)),
        ("periods", rf.Period(year=2018)),
        ("texts", "Women"),
        ("codes", "A"),
        ("languages", "en"),
        ("money", rf.Money(nominal=D(0), currency="USD")),
        ("funding_lines", rf.FundingLine()),
        ("places", rf.Place()),
        ("organisations", rf.Organisation()),
        ("participations", rf.Participation(organisation=rf.Organisation())),
        ("country_profiles", rf.CountryProfile()),
        ("alignments", rf.Alignment(kind=rf.AlignmentKind.COMMON)),
        ("sdg_references", rf.SdgReference()),
        ("policy_markers", rf.PolicyMarker()),
        ("references", rf.Reference(code="A")),
        ("document_links", rf.DocumentLink()),
        ("progress_notes", rf.ProgressNote(text="Women")),
        ("disaggregations", rf.Disaggregation()),
        ("observations", rf.Observation(kind=rf.ObservationKind.BASELINE, period=rf.Period(year=2018), value=D(0))),
        ("target_groups", rf.TargetGroup(name="Women")),
        ("joint_programmes", rf.JointProgramme()),
        ("sources", rf.Source()),
        ("undefined", rf.Undefined("Women")),
        ("translations", rf.Translation(field="title", language="en")),
    ],
)
def test_a_failing_law_ends_with_the_plainest_value(name, value):
    """Nothing that does not matter is left in what a failing test shows: no optional field, no odd sign, no digit."""
    assert_same(smallest(strategy(name)), value)


@pytest.mark.property
# A report holds every rule that was applied, so it is never short.
@pytest.mark.parametrize("name", [name for name in STRATEGIES if name != "reports"])
def test_what_fails_for_any_value_is_short_to_read(name):
    """The plainest value of each strategy prints on a few lines, that of a whole plan on a page."""
    limit = 2_500 if name in {"unit_systems", *WITH_KNOB} else 300
    assert len(str(smallest(strategy(name)))) < limit


@pytest.mark.property
@pytest.mark.parametrize("rule", ["BAS02", "VAL03", "TGT01", "BUD03"])
def test_what_breaks_a_rule_shrinks_to_one_indicator(rule):
    """A plan with one defect is one result with one indicator when a law fails on it, and still has the defect."""
    plan = smallest(frameworks(breaks=rule))
    assert (len(plan.results), len(plan.indicators)) == (1, 1)
    assert_finds(plan, rule, only=True)


# ------------------------------------------------------------------------------------------ places that are named


def first_observation(framework, change):
    """The framework with its first observation changed."""
    path, node = next((p, n) for p, n in framework.walk() if isinstance(n, rf.Indicator) and len(n.series))
    first, *others = node.series.observations
    series = attrs.evolve(node.series, observations=(change(first), *others))
    return framework.replace(path, series=series), first


@given(frameworks(), st.sampled_from(["comment", "value", "places"]))
def test_a_changed_cell_is_named_with_its_place(framework, field):
    """However deep a plan is, the message leads to the very field of the very cell, and `at` follows it."""
    changes = {"comment": "moved 7", "value": rf.Missing.NOT_APPLICABLE, "places": (rf.Place(name="Oaxaca"),)}
    other, old = first_observation(framework, lambda o: attrs.evolve(o, **{field: changes[field]}))
    with pytest.raises(AssertionError) as caught:
        assert_same(framework, other)
    place = str(caught.value).splitlines()[0].removeprefix("they differ at ").removesuffix(":")
    cell, _, named = place.rpartition("/")
    assert named == field
    assert_same(framework.at(cell), old)


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (rf.Missing.EMPTY, rf.Missing.ABSENT, "the root"),
        (D(1), True, "the root"),
        (rf.Ratio(D(1), D(2)), rf.Ratio(D(1), D(3)), "denominator"),
        (rf.Range(low=D(1)), rf.Range(low=D(1), low_included=False), "low_included"),
        (rf.Place(within=rf.Place(name="México")), rf.Place(within=rf.Place(name="Me\u0301xico")), "within/name"),
        (rf.Budget(planned=rf.Missing.EMPTY), rf.Budget(planned=rf.Missing.ABSENT), "planned"),
        (rf.DocumentLink(languages=("en", "fr")), rf.DocumentLink(languages=("en",)), "languages"),
        (rf.Outcome(outputs=(rf.Output(),)), rf.Outcome(outputs=(rf.Output(code="1"),)), "#1/code"),
    ],
)
def test_values_that_are_easily_mixed_up_are_distinguished(one, other, place):
    """Two reasons for nothing, a yes and a one, two spellings of a letter: the place of the difference is named."""
    with pytest.raises(AssertionError) as caught:
        assert_same(one, other)
    assert str(caught.value).startswith(f"they differ at {place}:\n")


@pytest.mark.property
@pytest.mark.parametrize("rule", sorted({"BAS02", "TGT01", "VAL03", "STR04", "TAG01"} & {r.code for r in RULES}))
def test_the_error_of_a_plan_that_is_not_valid_has_rule_and_place(rule):
    """The message of a failed assertion has the code of the rule, and the path of every finding in it."""
    plan = smallest(frameworks(breaks=rule), lambda f: validate(f).at_least(rf.Severity.WARNING))
    with pytest.raises(AssertionError) as caught:
        assert_valid(plan)
    found = validate(plan).at_least(rf.Severity.WARNING)
    assert found
    assert all(finding.path in str(caught.value) for finding in found)
    assert rule in str(caught.value)
