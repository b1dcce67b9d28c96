"""Corrections that lose nothing and change no meaning."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import RULES, Found, Ignored


def plan(*indicators):
    """A framework of one outcome with these indicators."""
    return rf.ResultsFramework(results=(rf.Outcome(code="A", indicators=indicators),))


def indicator(series="", **more):
    return rf.Indicator(**({"code": "I", "series": rf.ObservationSeries.parse(series)} | more))


ZERO = indicator("0 baseline 4 | 2020 milestone 5 actual 0")
CITING = indicator("2019 baseline 4 | 2020 milestone 5", statement="SP 3.8.1: Number of women’s  laws ")


def test_a_baseline_of_the_year_zero_becomes_one_without_a_year():
    """A zero where a year belongs states no year; the value beside it stays, and so does everything else."""
    fixed = rf.fix(plan(ZERO))
    series = fixed.framework.at("A/I").series
    assert str(series) == "- baseline 4 | 2020 milestone 5 actual 0"
    assert series[0] == attrs.evolve(ZERO.series[0], period=rf.Period())
    assert series.observations[1:] == ZERO.series.observations[1:]
    assert rf.validate(fixed.framework).by_code["BAS01"] == ()


@pytest.mark.parametrize("year", ["0", "0000", "00"])
def test_zeros_in_any_number_are_the_year_zero(year):
    """Systems print one zero or four."""
    assert len(rf.fix(plan(indicator(f"{year} baseline 4 | 2020 milestone 5")))) == 1


@pytest.mark.parametrize("period", ["9999-99-99", "n/a", "2300", "1.0"])
def test_a_year_with_a_meaning_is_left_to_a_person(period):
    """A number that is neither a year nor zero may be a slip of somebody who knew the year; it is found and kept."""
    framework = plan(indicator(f"{period} baseline 4 | 2020 milestone 5"))
    assert rf.validate(framework, implied=True).by_code["BAS01"]
    fixed = rf.fix(framework)
    assert (fixed.framework, fixed.fixes) == (framework, ())
    assert str(fixed) == "nothing to correct"


def test_a_period_zero_of_a_milestone_is_left_alone():
    """Only a baseline's zero is a cell that nobody filled in."""
    framework = plan(indicator("0 baseline 4 | 0 milestone 5 | 2021 target 9"))
    assert str(rf.fix(framework).framework.at("A/I").series) == "- baseline 4 | 0 milestone 5 | 2021 target 9"


def test_every_baseline_of_an_indicator_is_corrected_at_once():
    """One correction for the indicator, however many of its baselines have a year 0."""
    framework = plan(indicator("0 baseline 4 | 0 baseline 5 | 2019 baseline 3 | 2020 milestone 5"))
    (fix,) = rf.fix(framework)
    assert (fix.code, fix.path) == ("BAS01", "A/I")
    assert fix.before == ("series: 0 baseline 4", "series: 0 baseline 5")
    assert fix.after == ("series: - baseline 4", "series: - baseline 5")


def test_a_code_in_a_statement_is_copied_to_the_references():
    """The code is where programs look for it, and the statement keeps it, with its quotes and spaces."""
    fixed = rf.fix(plan(CITING))
    mended = fixed.framework.at("A/I")
    assert mended.references == (rf.Reference(code="3.8.1", vocabulary="strategic_plan"),)
    assert mended.statement == CITING.statement
    assert rf.validate(fixed.framework).by_code["COD07"] == ()
    (fix,) = fixed
    assert fix.before == ()
    assert fix.after == ("references: Reference(code='3.8.1', vocabulary='strategic_plan')",)


def test_a_reference_that_is_there_is_not_added_again():
    """Whatever list the reference names, and in whatever case it is written."""
    known = attrs.evolve(CITING, statement="2.1.1c # of laws", references=(rf.Reference(code="2.1.1C"),))
    assert rf.fix(plan(known)).fixes == ()


def test_what_is_ignored_or_not_selected_is_not_corrected():
    """The choice of rules is that of a validation, places included."""
    framework = plan(ZERO, attrs.evolve(CITING, code="J"))
    assert [fix.code for fix in rf.fix(framework)] == ["BAS01", "COD07"]
    assert [fix.code for fix in rf.fix(framework, select="BAS")] == ["BAS01"]
    assert [fix.code for fix in rf.fix(framework, ignore="BAS01")] == ["COD07"]
    assert [fix.code for fix in rf.fix(framework, ignore=[Ignored("COD", at=("A/J",))])] == ["BAS01"]


def test_a_correction_reads_as_a_diff():
    """Place, rule, what goes and what comes."""
    assert str(rf.fix(plan(ZERO))) == (
        "A/I: BAS01 Baseline year is no year\n- series: 0 baseline 4\n+ series: - baseline 4"
    )


def test_rules_of_a_project_may_correct_too():
    """A rule's own function corrects the node that the rule looks at, also the framework and parts of results."""

    def titled(framework):
        return attrs.evolve(framework, title="Plan", line=7)

    def dated(budget):
        return attrs.evolve(budget, period=rf.Period(year=2021))

    def found(_node, _context):
        return (Found("here"),)

    def rule(code, on, mend):
        return rf.rule(code, rf.Severity.INFO, title="t", source="s", advice="f", on=on, fix=mend)(found)

    framework = rf.ResultsFramework(results=(rf.Output(code="P", budgets=(rf.Budget(), rf.Budget())),))
    own = [rule("OWN01", rf.ResultsFramework, titled), rule("OWN02", rf.Budget, dated)]
    fixed = rf.fix(framework, rules=own, select="OWN")
    assert [(fix.code, fix.path) for fix in fixed] == [
        ("OWN01", ""),
        ("OWN02", "P/budgets#1"),
        ("OWN02", "P/budgets#2"),
    ]
    assert fixed.framework.title == "Plan"
    assert {budget.period.year for budget in fixed.framework.results[0].budgets} == {2021}
    assert str(fixed.fixes[0]).startswith("the framework: OWN01 t\n")


def test_a_node_may_be_corrected_by_two_rules():
    """Each correction begins with what the one before left."""
    both = attrs.evolve(CITING, series=ZERO.series)
    fixed = rf.fix(plan(both))
    assert [fix.code for fix in fixed] == ["BAS01", "COD07"]
    assert fixed.framework.at("A/I") == attrs.evolve(
        both,
        series=rf.ObservationSeries.parse("- baseline 4 | 2020 milestone 5 actual 0"),
        references=(rf.Reference(code="3.8.1", vocabulary="strategic_plan"),),
    )


def test_the_lines_of_the_source_are_kept():
    """A node that was read from a file keeps its line."""
    framework = plan(attrs.evolve(ZERO, line=12))
    assert rf.fix(framework).framework.at("A/I").line == 12


def test_only_what_changes_no_meaning_is_corrected_by_itself():
    """Two rules correct; every other finding is for a person."""
    assert [rule.code for rule in RULES if rule.fix is not None] == ["BAS01", "COD07"]


def test_a_rule_of_a_result_corrects_the_result():
    """A correction of a result is listed at its path, of one or of several steps; what hangs below it stays."""

    def named(result):
        return attrs.evolve(result, title="Laws")

    def untitled(result, _context):
        return () if result.title else (Found("here"),)

    own = rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Output, fix=named)(untitled)
    below = rf.Output(code="P", indicators=(ZERO,))
    framework = rf.ResultsFramework(results=(below, rf.Outcome(code="O", outputs=(below,))))
    fixed = rf.fix(framework, rules=[own], select="OWN")
    assert [(fix.path, fix.before, fix.after) for fix in fixed] == [
        ("P", (), ("title: 'Laws'",)),
        ("O/P", (), ("title: 'Laws'",)),
    ]
    assert [fixed.framework.at(path).title for path in ("P", "O", "O/P")] == ["Laws", None, "Laws"]
    assert fixed.framework.at("O/P/I") == ZERO


def test_a_correction_leaves_the_line_of_the_source_alone():
    """Where a rule makes its node anew, without a line, the node keeps its line in the source."""

    def anew(indicator):
        return rf.Indicator(code=indicator.code, statement="Number of laws")

    def found(indicator, _context):
        return () if indicator.statement else (Found("here"),)

    own = rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator, fix=anew)(found)
    fixed = rf.fix(plan(rf.Indicator(code="I", line=12)), rules=[own], select="OWN")
    assert fixed.framework.at("A/I").line == 12
    (fix,) = fixed
    assert (fix.before, fix.after) == ((), ("statement: 'Number of laws'",))


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ({"statement": "Laws"}, {"statement": None}, ("statement: 'Laws'",), ()),
        ({"statement": "Laws"}, {"statement": "Acts"}, ("statement: 'Laws'",), ("statement: 'Acts'",)),
        ({"scope": (rf.Scope.DESK_REVIEW,)}, {"scope": ()}, (f"scope: {rf.Scope.DESK_REVIEW!r}",), ()),
        (
            {"series": rf.ObservationSeries.parse("2020 milestone 1 actual 2 | 2021 target 3")},
            {"series": rf.ObservationSeries.parse("2020 milestone 1 actual 2 | 2021 target 4")},
            ("series: 2021 target 3",),
            ("series: 2021 target 4",),
        ),
    ],
)
def test_a_difference_is_listed_fact_by_fact(old, new, before, after):
    """Only what changes is shown: a field a line, an item of a list a line, a period of a series a line."""

    def changed(indicator):
        return attrs.evolve(indicator, **new)

    def found(_indicator, _context):
        return (Found("here"),)

    own = rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator, fix=changed)(found)
    (fix,) = rf.fix(plan(rf.Indicator(code="I", **old)), rules=[own], select="OWN")
    assert (fix.before, fix.after) == (before, after)
