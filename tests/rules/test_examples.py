from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.rules import ALL_RULES

FIRES = [(rule.code, example) for rule in ALL_RULES for example in rule.fires]
SILENT = [(rule.code, example) for rule in ALL_RULES for example in rule.silent]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule):
    """A rule says what is wrong, who asks for it, what to do, and shows a case that fires and one that does not."""
    assert rule.title
    assert rule.source
    assert rule.advice.endswith(".")
    assert rule.documentation.split("\n")[0].endswith(".")
    assert "Fires:" not in rule.documentation
    assert rule.fires
    assert rule.silent


@pytest.mark.parametrize(("code", "example"), FIRES)
def test_a_documented_example_fires(case, code, example):
    """What a rule's documentation says it finds, it finds, at a place that the framework knows."""
    one = case(example)
    findings = one.found(code)
    assert findings
    for finding in findings:
        one.framework.at(finding.path)


@pytest.mark.parametrize(("code", "example"), SILENT)
def test_a_documented_example_is_silent(case, code, example):
    """What a rule's documentation says it leaves alone, it leaves alone."""
    assert case(example).found(code) == ()


def test_codes_are_unique_and_in_order():
    """The rules stand by code, and no code is given twice."""
    codes = [rule.code for rule in ALL_RULES]
    assert codes == sorted(set(codes))


def test_the_families_are_complete():
    """
    Baselines, series, budgets, funding and tags have every rule of the catalogue that a framework can violate.

    No framework can hold a shortfall that differs from its amounts (BUD07) or an eighteenth goal (TAG08).
    """
    families = {"BAS": range(1, 10), "SER": range(1, 12), "BUD": range(1, 12), "FND": range(1, 4), "TAG": range(1, 14)}
    expected = {f"{family}{number:02}" for family, numbers in families.items() for number in numbers}
    assert {rule.code for rule in ALL_RULES} >= expected - {"BUD07", "TAG08"}
    assert not {"BUD07", "TAG08"} & {rule.code for rule in ALL_RULES}


def test_causes_are_rules():
    """Whatever a rule names as the cause of its findings is a rule."""
    codes = {rule.code for rule in ALL_RULES}
    assert {cause for rule in ALL_RULES for cause in rule.implied_by} <= codes


def test_rule_names_are_assertions():
    """A rule is named after what should be so: its function name speaks of no fault."""
    assert rf.rules.ALL_RULES[1].name == "baseline_before_first_period"
    assert not [rule.name for rule in ALL_RULES if any(word in rule.name for word in ("wrong", "missing", "invalid"))]
