from __future__ import annotations

import attrs

import resultsframework as rf
from resultsframework.rules import RULES, Options


def test_every_rule_explains_itself():
    """A rule states the problem, its source and the advice, and shows a case that fires and one that does not."""
    for rule in RULES:
        assert rule.title, rule
        assert rule.source, rule
        assert rule.advice.endswith("."), rule
        assert rule.summary.endswith("."), rule
        assert "Fires:" not in rule.documentation, rule
        assert rule.fires, rule
        assert rule.silent, rule


def test_the_documentation_of_a_rule_has_parts():
    """Its first paragraph is the assertion, the others are the reasons; thresholds are named in parentheses."""
    assert rf.validate(rf.ResultsFramework(), select="BAS05").rules[0].options == ("stale_baseline_years",)
    names = {field.name for field in attrs.fields(Options)}
    for rule in RULES:
        assert rule.documentation.startswith(rule.summary[:20]), rule
        assert rule.plain_documentation.endswith(rule.rationale), rule
        assert "`" not in rule.plain_documentation, rule
        assert set(rule.options) <= names, rule
    assert set().union(*(rule.options for rule in RULES)) == names - {"exempt_desk_review"}


def test_documented_examples_fire(case):
    """An example under Fires leads to a finding of its rule, at a place that the framework knows."""
    for rule in RULES:
        for example in rule.fires:
            one = case(example)
            findings = one.found(rule.code)
            assert findings, f"{rule.code} does not fire: {example}"
            for finding in findings:
                one.framework.at(finding.path)


def test_documented_examples_are_silent(case):
    """An example under Silent leads to no finding of its rule."""
    for rule in RULES:
        for example in rule.silent:
            assert case(example).found(rule.code) == (), f"{rule.code} is not silent: {example}"


def test_codes_are_unique_and_in_order():
    """The rules are sorted by code, and no code is given twice."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_the_families_are_complete():
    """
    Baselines, series, budgets, funding and tags have every rule of the catalogue that a framework can violate.

    No framework can hold a shortfall that differs from its amounts (BUD07) or an eighteenth goal (TAG08).
    """
    families = {"BAS": range(1, 10), "SER": range(1, 12), "BUD": range(1, 12), "FND": range(1, 4), "TAG": range(1, 14)}
    expected = {f"{family}{number:02}" for family, numbers in families.items() for number in numbers}
    assert {rule.code for rule in RULES} >= expected - {"BUD07", "TAG08"}
    assert not {"BUD07", "TAG08"} & {rule.code for rule in RULES}


def test_causes_are_rules():
    """Whatever a rule names as the cause of its findings is a rule."""
    codes = {rule.code for rule in RULES}
    assert {cause for rule in RULES for cause in rule.implied_by} <= codes


def test_rule_names_are_assertions():
    """A rule is named after what should be so: its function name mentions no fault."""
    assert rf.rules.RULES[1].name == "baseline_before_first_period"
    assert not [rule.name for rule in RULES if any(word in rule.name for word in ("wrong", "missing", "invalid"))]
