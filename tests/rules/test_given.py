"""What has to be so of an indicator before a rule is asked: true where something may be wrong, and rarely elsewhere."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, Found, IndicatorContext, Options, Run, _given

PLAN = rf.Period.between(2020, 2022)
SOUND = "2019 baseline 1 | 2020 milestone 2 actual 2 | 2021 milestone 4 actual 4 | 2022 target 6"


def context(text, *, reporting_year=2021, plan=PLAN, options=None, **fields):
    """The context of an indicator with this series, in a plan of three years."""
    series = rf.ObservationSeries.parse(text)
    framework = rf.ResultsFramework(plan_period=plan)
    run = Run(framework=framework, options=options or Options(), reporting_year=reporting_year)
    return IndicatorContext(run, (), rf.Indicator(series=series, **fields))


SOUND_FIELDS = {
    "code": "A",
    "statement": "Number of laws",
    "measure": rf.Measure.UNIT,
    "direction": rf.Direction.INCREASE,
    "targets_accumulation": rf.Accumulation.CUMULATIVE,
}


@pytest.mark.parametrize("rule", [rule for rule in PROFILES[0].rules if rule.given], ids=lambda rule: rule.code)
def test_of_a_sound_indicator_no_rule_with_a_given_is_asked(rule):
    """Where nothing is out of the ordinary, none of the rules that name something as given has to be asked."""
    one = context(SOUND, **SOUND_FIELDS)
    index_of_one = rf.ResultsFramework(plan_period=PLAN, results=(rf.Output(indicators=(one.indicator,)),))
    run = Run(framework=index_of_one, reporting_year=2021)
    assert not rule.given(IndicatorContext(run, (), one.indicator))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019 baseline 1 | 2020 milestone 2", False),
        ("2019 baseline No | 2020 milestone 2", False),
        ("2019 baseline TBD | 2020 milestone 2", True),
        ("2019 baseline - | 2020 milestone 2", True),
        ("2019 baseline 1 | 2019 baseline - | 2020 milestone 2", True),
        ("2020 milestone 2", True),
        ("", True),
    ],
)
def test_where_a_baseline_may_be_missing(text, expected):
    """Every baseline has a value where there is one at all, or has to be looked at."""
    assert _given.lacks_baseline(context(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019 baseline 1 | 2020 milestone 2", False),
        ("2020 baseline 1 | 2020 milestone 2", True),
        ("2021 baseline 1 | 2020 milestone 2", True),
        ("2020 baseline 1 | 2020 | 2021 milestone 2", True),
        ("2019 baseline 1 | 2021 baseline 1 | 2020 milestone 2", True),
        ("- baseline 1 | 2020 milestone 2", False),
        ("2020 milestone 2", False),
        ("2019 baseline 1", False),
        ("2019 baseline 1 | - milestone 2", False),
    ],
)
def test_where_a_baseline_may_be_late(text, expected):
    """A baseline of a year before the first period is in time; one without a year is not known to be late."""
    assert _given.starts_late(context(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019 baseline 1 | 2020 milestone 2", False),
        ("2021 baseline 1 | 2020 milestone 2", False),
        ("1999 baseline 1 | 2020 milestone 2", True),
        ("2018 baseline 1 | 2020 milestone 2", True),
        ("- baseline 1 | 2020 milestone 2", True),
        ("0 baseline 1 | 2020 milestone 2", True),
        ("2019 baseline 1 | 2018 baseline 2 | 2020 milestone 2", True),
        ("2020 milestone 2", False),
    ],
)
def test_where_the_year_of_a_baseline_may_be_wrong(text, expected):
    """The year before the plan and every later one is a year that a baseline may be of."""
    assert _given.starts_at_odd_times(context(text)) is expected


def test_a_baseline_may_be_as_old_as_the_option_allows():
    """How many years a baseline may lie before the plan is an option; without a plan any calendar year will do."""
    text = "2015 baseline 1 | 2020 milestone 2"
    assert _given.starts_at_odd_times(context(text, options=Options(stale_baseline_years=4)))
    assert not _given.starts_at_odd_times(context(text, options=Options(stale_baseline_years=5)))
    assert not _given.starts_at_odd_times(context(text, plan=rf.Period()))
    assert not _given.starts_at_odd_times(context("1900 baseline 1 | 2020 milestone 2", plan=rf.Period()))
    assert _given.starts_at_odd_times(context("1899 baseline 1 | 2020 milestone 2", plan=rf.Period()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019 baseline 1 | 2020 milestone 2", False),
        ("2019 baseline 1 | 2020 milestone 2 actual Yes", False),
        ("2019 baseline No | 2020 milestone 2", True),
        ("2019 baseline 1 | 2019 baseline No | 2020 milestone 2", True),
        ("2019 baseline 20% | 2020 milestone 3/5", True),
        ("2020 milestone 2", False),
    ],
)
def test_where_a_baseline_may_be_of_another_kind(text, expected):
    """A baseline of a kind that is planned or achieved too is like the others."""
    assert _given.starts_otherwise(context(text)) is expected


@pytest.mark.parametrize(
    ("text", "plan", "expected"),
    [
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target 3", PLAN, False),
        ("2020 milestone 1 | 2021 milestone 2", PLAN, False),
        ("2021 milestone 2 | 2022 target 3", PLAN, True),
        ("2020 milestone 1 | 2022 target 3", PLAN, True),
        ("2020 milestone 1 | 2022 target 3", rf.Period(), True),
        ("2020 milestone 1 | 2021 milestone 2", rf.Period(), False),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 milestone 2 | 2023 target 3", PLAN, True),
        ("2020 milestone 1 | 2020-01-01..2020-06-30 actual 2", PLAN, True),
        ("2020 milestone 1 | 2021", PLAN, True),
        ("2019 baseline 1", PLAN, False),
    ],
)
def test_where_periods_may_be_wrong(text, plan, expected):
    """Years without a hole, from the first of the plan on and not beyond its last, are as they should be."""
    assert bool(_given.runs_oddly(context(text, plan=plan))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020 milestone 1 actual 1 | 2021 milestone 2 actual 2", False),
        ("2020 milestone 1 actual 1 | 2020 milestone 2", True),
        ("2020 milestone 1 actual 1 | 2020 actual 2", True),
    ],
)
def test_where_a_period_may_have_two_values(text, expected):
    """One plan and one result a year are as they should be."""
    assert _given.repeats_years(context(text)) is expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        (SOUND, 2021, False),
        (SOUND, None, False),
        (SOUND, 2020, True),
        (SOUND, 2022, True),
        ("2020 milestone 2 actual 2 | 2021 milestone 4 actual -", 2021, True),
        ("2020 milestone 2 actual 2 | 2021 milestone 4 actual -", 2020, False),
        ("2020 milestone 2 actual 2 | 2021 actual 3", 2021, False),
        ("2020 actual 2 | 2022 actual 3", 2021, True),
        ("2020 actual 2 | 2021 actual 3 | 2022 actual 3", 2021, True),
        ("2021-01-01..2021-12-31 milestone 2 actual 2", 2021, True),
        ("2022 milestone 2 actual -", 2021, False),
    ],
)
def test_where_a_result_may_be_overdue_or_early(text, year, expected):
    """A result for every plan that is due, and none after the reporting year, is as it should be."""
    assert bool(_given.is_off_schedule(context(text, reporting_year=year))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020 milestone 1 actual 1", False),
        ("2020 milestone 1 actual 1 | 2021 milestone 2", False),
        ("2020 milestone 1 | 2021 milestone 2 actual 2", False),
        ("2020 milestone - actual 1", True),
        ("2020 actual 1", True),
        ("2020 milestone 1 actual -", False),
        ("2020-01-01..2020-06-30 milestone 1 actual 1", True),
    ],
)
def test_where_a_result_may_be_without_a_plan(text, expected):
    """A plan with a value for each year with a result is as it should be."""
    assert _given.was_unplanned(context(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND, False),
        ("2019 baseline 1 | 2020 milestone 1 | 2022 target 6", True),
        ("2019 baseline 1 | 2020 milestone 5 | 2021 milestone 4 | 2022 target 6", True),
        ("2019 baseline 3 | 2020 milestone 2 | 2022 target 6", True),
        ("2020 milestone 2 | 2022 target 6", False),
        ("2020 milestone 2 | 2022 milestone 6", True),
        ("2020 milestone 2 actual 6 | 2022 target 6", True),
        ("2020 milestone 2 actual 5 | 2022 target 6", False),
        ("2020 milestone 2 actual - | 2022 target 6", False),
        ("2020 milestone 2 actual Yes | 2022 target 6", True),
        ("2020 milestone 2 | 2022 target Yes", True),
        ("2020 milestone 2% | 2022 target 6%", True),
        ("2020 milestone 2 | 2020 target 6", True),
        ("2022 target 6 | 2020 milestone 2", True),
        ("- milestone 2 | 2022 target 6", True),
        ("2019 baseline 1", True),
    ],
)
def test_where_a_plan_may_lead_astray(text, expected):
    """Plain numbers that rise from the baseline to the target, with no result at the target yet, go straight there."""
    assert context(text, direction=rf.Direction.INCREASE).strays is expected


def test_a_plan_that_falls_or_is_of_groups_has_to_be_looked_at():
    """Which way is better, and what is of the whole, has to be plain before a plan is taken to lead straight."""
    text = "2020 milestone 2 | 2022 target 6"
    assert context(text, direction=rf.Direction.DECREASE).strays
    one = context(text, direction=rf.Direction.INCREASE)
    group = (rf.Disaggregation(dimension="sex", category="women"),)
    parts = tuple(attrs.evolve(o, disaggregation=group) for o in one.indicator.series)
    indicator = attrs.evolve(one.indicator, series=rf.ObservationSeries(parts))
    assert IndicatorContext(one.run, (), indicator).strays


@pytest.mark.parametrize(
    ("text", "from_baseline", "in_steps", "early"),
    [
        ("2019 baseline 3 | 2020 milestone 2 | 2022 target 6", True, True, False),
        ("2019 baseline 1 | 2020 milestone 2 actual 2 | 2022 target 6", False, False, False),
        ("2019 baseline 3 | 2022 target 2", True, False, False),
        ("2019 baseline 3", False, False, False),
        ("2020 milestone 7 | 2022 target 6", False, True, False),
        ("2022 target 6 | 2020 actual 6", False, False, True),
        ("2022 target 6 | 2022 actual 6", False, False, False),
        ("2022 target 6 | 2020 actual -", False, False, False),
        ("2022 milestone 6 | 2020 actual 6", False, False, False),
    ],
)
def test_what_has_to_be_there_for_a_plan_to_lead_astray(text, from_baseline, in_steps, early):
    """From a baseline, from one planned value to the next, or past the target too early: each needs both ends."""
    one = context(text, direction=rf.Direction.INCREASE)
    assert _given.strays_from_baseline(one) is from_baseline
    assert _given.strays_in_steps(one) is in_steps
    assert _given.may_be_early(one) is early


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"direction": rf.Direction.INCREASE}, False),
        ({"direction": rf.Direction.INCREASE, "targets_accumulation": rf.Accumulation.CUMULATIVE}, True),
        ({"direction": rf.Direction.INCREASE, "actuals_accumulation": rf.Accumulation.CUMULATIVE}, True),
        ({"direction": rf.Direction.INCREASE, "targets_accumulation": rf.Accumulation.PERIODIC}, False),
        ({"direction": rf.Direction.DECREASE, "actuals_accumulation": rf.Accumulation.CUMULATIVE}, False),
    ],
)
def test_where_a_running_total_may_fall(fields, expected):
    """Only running totals that are declared, and should grow, can fall; those of a plan that rises do not."""
    assert _given.may_fall(context("2020 milestone 5 | 2021 milestone 4", **fields)) is expected
    rising = context("2020 milestone 4 | 2021 milestone 5", **fields)
    assert _given.may_fall(rising) is ("actuals_accumulation" in fields and expected)


@pytest.mark.parametrize(
    ("text", "accumulation", "expected"),
    [
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target 3", rf.Accumulation.UNKNOWN, True),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target 3", rf.Accumulation.PERIODIC, False),
        ("2020 milestone 1 | 2022 target 3", rf.Accumulation.UNKNOWN, False),
    ],
)
def test_where_running_totals_may_be_undeclared(text, accumulation, expected):
    """Three planned values can look like running totals, unless it is declared whether they are."""
    assert _given.may_add_up(context(text, targets_accumulation=accumulation)) is expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Number of laws", False),
        ("Number of laws by 2030", True),
        ("Laws, SDG 5.1.1", True),
        ("SP 3.8.1: Number of laws", True),
        ("sdg 5.1.1: laws", True),
        (" 2.1.1c # of laws", True),
    ],
)
def test_where_a_statement_may_hold_a_code_or_a_year(statement, expected):
    """A statement in words alone cites nothing."""
    assert _given.may_cite(context("", statement=statement)) is expected


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        ("2020 actual -1", "has_negatives", True),
        ("2020 actual 0", "has_negatives", False),
        ("2020 actual 5-10", "has_negatives", True),
        ("2019 baseline 3/5 | 2020 actual 1", "has_ratios", True),
        ("2020 actual 1", "has_ratios", False),
        ("2019 baseline Yes | 2020 actual 1", "has_words", True),
        ("2020 actual 1", "has_words", False),
        ("2019 baseline - | 2020 actual 1", "has_gaps", False),
        ("2020 milestone - actual 1", "has_gaps", True),
        ("2020 target 3", "lacks_target", False),
        ("2020 target -", "lacks_target", True),
        ("2020 milestone 3", "lacks_target", True),
        ("2020 milestone 2 actual 3", "deviates", True),
        ("2020 milestone 2 actual 2", "deviates", False),
        ("2020 milestone - actual 2", "deviates", False),
        ("2020-01-01..2020-12-31 milestone 2 | 2020 actual 3", "deviates", True),
        ("2020-01-01..2020-06-30 milestone 2 | 2020 actual 3", "deviates", False),
    ],
)
def test_where_single_values_have_to_be_looked_at(text, fact, expected):
    """Values of a kind that a rule is about make it worth asking."""
    assert bool(getattr(_given, fact)(context(text))) is expected


def test_what_stands_beside_an_indicator():
    """Scopes, notes, references and tags are looked at where there are any."""
    assert not _given.is_annotated(context(""))
    assert _given.is_annotated(context("", scope=(rf.Scope.HEADQUARTERS,)))
    assert _given.is_annotated(context("", notes=(rf.Note(text="An estimate"),)))
    assert not _given.refers(context(""))
    assert _given.refers(context("", references=(rf.Reference(code="1"),)))
    assert _given.refers(context("", sdgs=(rf.SdgReference(goal=5),)))


def test_where_an_indicator_of_the_sdgs_may_be_cited():
    """It is cited in the statement, among the references, or in a tag."""
    assert not _given.may_cite_sdgs(context(""))
    assert not _given.may_cite_sdgs(context("", statement="Number of laws"))
    assert _given.may_cite_sdgs(context("", statement="SDG 5.1.1: Number of laws"))
    assert _given.may_cite_sdgs(context("", references=(rf.Reference(code="1"),)))
    assert _given.may_cite_sdgs(context("", sdgs=(rf.SdgReference(goal=5),)))


def test_what_is_told_in_words():
    """Only what is declared to be qualitative is taken to be told in words."""
    assert _given.is_qualitative(context("", measure=rf.Measure.QUALITATIVE))
    assert not _given.is_qualitative(context("", measure=rf.Measure.NOMINAL))
    assert not _given.is_qualitative(context(""))


@pytest.mark.parametrize(("statement", "expected"), [("Laws", False), (None, True), ("", True), (" ", True)])
def test_where_a_statement_may_be_missing(statement, expected):
    """A statement of nothing but spaces states nothing."""
    assert _given.lacks_statement(context("", statement=statement)) is expected


@pytest.mark.parametrize(("codes", "expected"), [((None, "B"), True), ((None, None), False), (("A", None), False)])
def test_where_a_code_may_be_missing(codes, expected):
    """A code is missing where other indicators have one; where none has, the source knows no codes."""
    first, *_ = indicators = tuple(rf.Indicator(code=code) for code in codes)
    framework = rf.ResultsFramework(results=(rf.Output(indicators=indicators),))
    assert bool(_given.lacks_code(IndicatorContext(Run(framework=framework), (), first))) is expected


def test_shares_are_told_by_measure_unit_or_cell():
    """A percentage is one by its measure, by the unit of the indicator, or by a sign in a cell."""
    assert context("2020 actual 1", measure=rf.Measure.PERCENTAGE).is_share
    assert context("2020 actual 1", unit="percent").is_share
    assert context("2020 actual 1%").is_share
    assert not context("2020 actual 1", measure=rf.Measure.UNIT, unit="person").is_share


# ------------------------------------------------------------------------------------------ how rules use it


def own_rule(given, code="OWN01"):
    @rf.rule(code, rf.Severity.INFO, title="t", source="s", advice="f", on=(rf.Indicator, rf.Output), given=given)
    def everything_is_found(_node, _context):
        return (Found("here"),)

    return everything_is_found


FRAMEWORK = rf.ResultsFramework(
    results=(
        rf.Output(
            code="A",
            indicators=(
                rf.Indicator(code="x", unit="percent"),
                rf.Indicator(code="y"),
            ),
        ),
    )
)


def test_a_rule_is_asked_only_where_what_it_names_is_given():
    """Of indicators it sees those that are as it says; other nodes it always sees."""
    report = rf.validate(FRAMEWORK, rules=[own_rule(lambda context: context.is_share)], select="OWN")
    assert [finding.path for finding in report] == ["A", "A/x"]
    report = rf.validate(FRAMEWORK, rules=[own_rule(None)], select="OWN")
    assert [finding.path for finding in report] == ["A", "A/x", "A/y"]


def test_in_the_catalogue_too_what_is_given_is_worked_out_for_indicators_only():
    """A rule of a profile's own that shares what is given with others is asked beside them, in the order of codes."""
    rules = [own_rule(_given.is_share, code) for code in ("OWN02", "OWN01")]
    mine = attrs.evolve(PROFILES[0], rules=(*rules, own_rule(None, "OWN03")))
    report = rf.validate(FRAMEWORK, profile=mine)
    assert [(f.path, f.code) for f in report if f.path != "A"] == [
        ("A/x", "OWN01"),
        ("A/x", "OWN02"),
        ("A/x", "OWN03"),
        ("A/y", "OWN03"),
    ]


def test_what_is_found_at_one_indicator_stands_by_code():
    """Rules that are asked together are not reported together: what is found at one place is in the order of codes."""
    nameless = rf.Indicator(series=rf.ObservationSeries.parse("2025 baseline 1 | 2020 milestone 2 | 2022 target 3"))
    output = rf.Output(code="A", title="Laws", indicators=(rf.Indicator(code="x", statement="Acts"), nameless))
    found = [f.code for f in rf.validate(rf.ResultsFramework(results=(output,)), implied=True) if f.path[:3] == "A/#"]
    assert {"BAS02", "COD01", "SER02", "STR01"} <= set(found)
    assert found == sorted(found)


def test_a_given_that_fails_is_told_like_a_rule_that_fails():
    """What somebody else wrote may fail anywhere; it is told of the rule, and the others are still asked."""
    report = rf.validate(FRAMEWORK, rules=[own_rule(lambda context: context.nonsense)], select=("OWN", "STR02"))
    failed = [finding for finding in report if "OWN01" in finding.message]
    assert len(failed) == 1
    assert "nonsense" in (failed[0].detail or "")
    assert report.by_code["OWN01"][0].path == "A"
