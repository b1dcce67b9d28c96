from __future__ import annotations

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.observation import Disaggregation
from resultsframework.result import Output
from resultsframework.rules import PROFILES, RULES, Ignored, validate
from resultsframework.series import ObservationSeries
from resultsframework.testing import (
    assert_finds,
    assert_valid,
    breakable,
    circumstances,
    frameworks,
    impacts,
    indicators,
    other_results,
    outcomes,
    outputs,
    results,
)
from resultsframework.testing._defects import _iati, _series
from resultsframework.testing._defects._defect import with_observations
from resultsframework.value import Missing

FAMILIES = sorted({code.rstrip("0123456789") for code in breakable()})


def codes_of(family, *, alone=False):
    return [code for code in breakable(alone=alone) if code.startswith(family)]


def of_indicator(indicator):
    """A framework that states nothing but an indicator."""
    return ResultsFramework(results=(Output(code="1", title="Families earn more", indicators=(indicator,)),))


@given(frameworks())
def test_a_valid_framework_gives_no_finding_at_all(framework):
    """
    Nothing is wrong with a plan that makes sense, not even as an info; but a file of IATI asks for more, and a strict
    reader for the means of verification.
    """
    report = validate(framework, implied=True)
    assert not list(report), str(report)
    for profile in PROFILES:
        if profile.name not in {"iati-2.03", "nl-mfa"}:
            assert_valid(framework, profile=attrs.evolve(profile, ignore=(Ignored("LOG02"),)))


@given(frameworks(published=True))
def test_a_framework_that_can_be_published_gives_no_finding_at_all(framework):
    """Nothing is wrong with a plan that states what a file of IATI needs, not even as an info."""
    report = validate(framework, profile="iati-2.03", implied=True)
    assert not list(report), str(report)
    for profile in PROFILES:
        if profile.name != "nl-mfa":
            assert_valid(framework, profile=attrs.evolve(profile, ignore=(Ignored("LOG02"),)))


@given(indicators())
def test_a_valid_indicator_gives_no_finding_by_itself(indicator):
    """Nothing is wrong with an indicator that makes sense, in a framework that says nothing of its own."""
    assert not list(validate(of_indicator(indicator)))


@pytest.mark.property
@pytest.mark.parametrize("strategy", [impacts, other_results, outcomes, outputs, results])
def test_a_valid_result_gives_no_finding_by_itself(strategy):
    """Nothing is wrong with results that make sense, whatever their level."""

    @given(strategy())
    def law(result):
        assert not list(validate(ResultsFramework(results=(result,))))

    law()


def test_there_is_a_knob_for_every_rule():
    """Every rule of the catalogue can be broken on purpose."""
    assert set(breakable()) == {rule.code for rule in RULES}


@pytest.mark.each("code", breakable())
def test_a_few_plans_that_break_a_rule_show_it(code):
    """The first frameworks with a defect of one rule, and the first indicators where one suffices, have its finding."""

    @settings(max_examples=3, phases=[Phase.generate], derandomize=True, database=None)
    def law(node):
        framework = node if isinstance(node, ResultsFramework) else of_indicator(node)
        assert list(validate(framework, select=code, **circumstances(code)))

    given(frameworks(breaks=code))(law)()
    if code in breakable(alone=True):
        given(indicators(breaks=code))(law)()


@pytest.mark.property
@pytest.mark.parametrize("family", FAMILIES)
def test_a_broken_framework_breaks_exactly_that_rule(family):
    """For each rule there are frameworks in which it fires and no other does, not even as an info."""

    @settings(settings.get_profile("few"))
    def law(framework, code):
        assert_finds(framework, code, only=True, **circumstances(code))

    for code in codes_of(family):
        given(framework=frameworks(breaks=code), code=st.just(code))(law)()


@pytest.mark.property
@pytest.mark.parametrize("family", FAMILIES)
def test_a_broken_indicator_breaks_exactly_that_rule(family):
    """Where a rule needs no more than an indicator, there are indicators in which it fires and no other does."""

    @settings(settings.get_profile("few"))
    def law(indicator, code):
        assert_finds(of_indicator(indicator), code, only=True, **circumstances(code))

    for code in codes_of(family, alone=True):
        given(indicator=indicators(breaks=code), code=st.just(code))(law)()


@pytest.mark.parametrize(
    ("strategy", "code", "message"),
    [
        (frameworks, "BSA02", r"'BSA02' is no rule that there is a knob for; did you mean 'BAS02'"),
        (frameworks, "nothing", r"'nothing' is no rule that there is a knob for; choose from BAS01, BAS02"),
        (indicators, "BAS05", r"'BAS05' is no rule that an indicator alone can break; did you mean 'BAS"),
        (indicators, "BUD03", r"'BUD03' is no rule that an indicator alone can break"),
    ],
)
def test_a_knob_that_is_not_there_is_named(strategy, code, message):
    """A typing error in a code, and a rule that needs more than an indicator, are refused with the nearest codes."""
    with pytest.raises(InvalidValueError, match=message):
        strategy(breaks=code)


def test_few_rules_need_more_than_the_defaults_of_validate():
    """The options that a rule needs of validate are known for each rule; most need none."""
    assert circumstances("BAS02") == {}
    assert circumstances("TAG13") == {"profile": "iati-2.03"}
    others = {code for code in breakable() if circumstances(code) and not code.startswith(("IAT", "NLM"))}
    expected = "BUD09 BUD11 COD02 LOG02 REV01 REV02 TAG04 TAG09 TAG13 TGT13 VAL08 VAL09 VAL14"
    assert others == set(expected.split())
    assert all(circumstances(code) for code in breakable() if code.startswith("IAT"))


@given(st.sampled_from(breakable()).flatmap(lambda code: st.tuples(st.just(code), frameworks(breaks=code))))
def test_what_a_broken_framework_shows_can_be_pointed_at(case):
    """Every finding of a defect names a place that is there, and validating again finds the same."""
    code, framework = case
    report = validate(framework, implied=True, **circumstances(code))
    for finding in report:
        framework.at(finding.path)
    assert validate(framework, implied=True, **circumstances(code)).findings == report.findings


def test_an_update_in_the_future_is_a_defect_of_its_own():
    """The day of the last update breaks the rule on days to come, as the dates of an activity do."""
    late = _iati._happened_later(ResultsFramework(), 2)
    assert late.last_updated > _iati.TODAY


def test_a_baseline_in_words_loses_its_year_and_its_value_together():
    """Where nothing is counted, a baseline without a year is one without a value, so that no other rule is broken."""
    series = ObservationSeries.parse("2019 baseline weak | 2025 target strong")
    broken = _series._baseline_year_is_none(Indicator(code="1A", series=series), None, 1)
    assert broken.baseline.value is Missing.NOT_AVAILABLE
    assert broken.baseline.period.raw in _series.NO_YEARS
    assert _series._baseline_year_is_none(Indicator(code="1A", series=series), None, 2).baseline.period.year == 1897


def test_a_defect_that_leaves_the_groups_out_plans_none():
    """Groups that are planned and not reported would be a defect of their own."""
    women = Disaggregation(dimension="sex", category="women")
    total = ObservationSeries.parse("2021 actual 5").actuals[0]
    indicator = Indicator(
        monitoring_plan=MonitoringPlan(planned_disaggregation=("sex",)),
        series=ObservationSeries((total, attrs.evolve(total, disaggregation=(women,)))),
    )
    changed = with_observations(indicator, lambda o: None if o.disaggregation else o)
    assert changed.series.observations == (total,)
    assert changed.monitoring_plan == MonitoringPlan()
