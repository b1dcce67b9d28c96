from __future__ import annotations

import copy
import random
from collections import Counter

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.rules import PROFILES, RULES, Found, Options
from resultsframework.testing import breakable, frameworks, indicators

# Anything a publisher could state, something with one defect, and something in which nothing is wrong.
ANY_FRAMEWORK = st.one_of(
    frameworks(valid=False), st.sampled_from(breakable()).flatmap(lambda code: frameworks(breaks=code)), frameworks()
)
PROFILE_NAMES = st.sampled_from([profile.name for profile in PROFILES])
SOME_RULES = st.lists(st.sampled_from(RULES), min_size=1, max_size=6, unique_by=lambda rule: rule.code)
EVERYTHING = [rule.code for rule in RULES]


@given(ANY_FRAMEWORK, PROFILE_NAMES, st.booleans())
def test_validating_changes_nothing_and_is_repeatable(framework, profile, implied):
    """A framework is the same after it was validated, and a second look finds the same."""
    before = copy.deepcopy(framework)
    report = rf.validate(framework, profile=profile, implied=implied)
    assert framework == before
    assert rf.validate(framework, profile=profile, implied=implied) == report


@given(ANY_FRAMEWORK, PROFILE_NAMES)
def test_every_path_leads_to_its_place(framework, profile):
    """Whatever is found, in whatever framework, can be looked up by its path."""
    for finding in rf.validate(framework, profile=profile, implied=True):
        framework.at(finding.path)


@given(ANY_FRAMEWORK)
def test_causes_and_what_they_imply_are_all_there_is(framework):
    """Every finding is in the report once: as a cause, or nested in one, and at the place of its cause."""
    folded, flat = rf.validate(framework), rf.validate(framework, implied=True)
    assert len(flat) == len(folded) + sum(len(finding.implied) for finding in folded)
    single = [f for finding in folded for f in (attrs.evolve(finding, implied=()), *finding.implied)]
    assert Counter(single) == Counter(flat)
    for finding in folded:
        for implied in finding.implied:
            assert implied.path == finding.path
            assert implied.severity <= finding.severity
    assert folded.ok is flat.ok


@given(ANY_FRAMEWORK, SOME_RULES)
def test_a_rule_finds_the_same_whatever_else_is_run(framework, some):
    """The findings of a rule do not depend on which other rules are run."""
    every = rf.validate(framework, select=EVERYTHING, implied=True)
    few = rf.validate(framework, select=[rule.code for rule in some], implied=True)
    for rule in some:
        assert few.by_code[rule.code] == every.by_code[rule.code]


@given(ANY_FRAMEWORK, st.none() | st.integers(2018, 2026))
def test_preconditions_change_no_finding(framework, year):
    """Every rule finds the same where it checks all indicators, whatever its precondition."""
    options = Options(complete_dimensions=("sex",), code_patterns=("[A-Z].*",))
    few, all_of_them = (
        attrs.evolve(PROFILES[0], options=options, rules=rules)
        for rules in (RULES, tuple(attrs.evolve(rule, given=None) for rule in RULES))
    )
    found = [
        rf.validate(framework, profile=profile, reporting_year=year, compare_with=(framework,), implied=True).findings
        for profile in (few, all_of_them)
    ]
    assert found[0] == found[1]


@given(ANY_FRAMEWORK, SOME_RULES, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_count(framework, some, chance):
    """Rules that are given or selected in another order find the same, in the same order."""
    shuffled = chance.sample(some, len(some))
    profiles = [attrs.evolve(PROFILES[0], rules=tuple(rules)) for rules in (some, shuffled)]
    assert rf.validate(framework, profile=profiles[0]) == rf.validate(framework, profile=profiles[1])


@given(ANY_FRAMEWORK, st.randoms(use_true_random=False))
def test_the_order_of_siblings_does_not_count(framework, chance):
    """The same is found where results and indicators are in another order; only the order of the report differs."""
    shuffled = in_other_order(framework, chance)
    # STR06 is about the order of outputs.
    one, other = (rf.validate(f, select=EVERYTHING, ignore="STR06", implied=True) for f in (framework, shuffled))
    assert kinds_of_nodes(framework) == kinds_of_nodes(shuffled)
    assert without_paths(one) == without_paths(other)


@given(ANY_FRAMEWORK, PROFILE_NAMES)
def test_a_report_counts_what_it_holds(framework, profile):
    """The counts by severity and by code are those of the findings, and a clean report is one without errors."""
    report = rf.validate(framework, profile=profile)
    assert sum(report.counts.values()) == sum(map(len, report.by_code.values())) == len(report)
    assert report.ok is (report.counts[rf.Severity.ERROR] == 0)
    assert len(report.table()) == len(report)
    assert report.at_least("info") == report.findings


@given(frameworks(valid=False))
def test_ignoring_a_family_leaves_the_others_as_they_are(framework):
    """Ignored findings are left out, and all others are found."""
    every = rf.validate(framework, implied=True)
    rest = rf.validate(framework, implied=True, ignore={"SER": "checked by hand"})
    assert list(rest) == [finding for finding in every if not finding.code.startswith("SER")]


@given(indicators(valid=False), st.sampled_from(["strict", "unwomen", "iati-2.03"]))
def test_a_profile_changes_weights_and_never_what_is_wrong(indicator, profile):
    """Where nobody reports from a desk review, the profiles find the same, and may weigh it differently."""
    indicator = attrs.evolve(indicator, scope=())
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),), reporting_year=2021)
    default, other = (rf.validate(framework, profile=name, implied=True) for name in ("default", profile))
    # Some concern IATI only, the forms of codes of UN Women, and the means of verification of logframes.
    extra = ("TAG09", "TAG13", "BUD09", "VAL08", "VAL09", "IAT", "COD02", "LOG02")
    assert [(f.code, f.path) for f in default] == [(f.code, f.path) for f in other if not f.code.startswith(extra)]


@given(frameworks(valid=False), st.none() | st.integers(1900, 2100))
def test_no_rule_fails_on_any_data(framework, year):
    """Whatever a publisher could state, every rule looks at it and answers in words."""
    report = rf.validate(framework, select=EVERYTHING, reporting_year=year, compare_with=(framework,))
    assert [rule.code for rule in report.rules] == EVERYTHING
    assert all(finding.message and finding.advice for finding in report)


@given(frameworks(valid=False))
def test_rules_see_every_result_and_indicator_once(framework):
    """A rule on results and indicators is shown those of the tree, in its order."""

    def every_node_is_found(_node, _context):
        return (Found("here"),)

    watch = rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=(rf.Result, rf.Indicator))
    report = rf.validate(framework, rules=[watch(every_node_is_found)], select="OWN01")
    assert sorted(f.path for f in report) == sorted(path for path, _ in framework.walk())


def without_paths(report):
    return Counter((f.code, f.severity, f.message, f.observed, f.expected) for f in report)


def kinds_of_nodes(framework):
    return Counter(type(node) for _, node in framework.walk())


def in_other_order(node, chance: random.Random):
    """A copy with the results and indicators below the node in another order."""
    fields = [
        name for name in ("results", "outcomes", "outputs", "indicators") if name in attrs.fields_dict(type(node))
    ]
    changes = {}
    for field in fields:
        children = [in_other_order(child, chance) for child in getattr(node, field)]
        chance.shuffle(children)
        changes[field] = tuple(children)
    return attrs.evolve(node, **changes)
