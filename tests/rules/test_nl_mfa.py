"""The profile nl-mfa: what the reader of one ministry needs, by help pages of 2023 and not by its guideline."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import RULES, profile_of

OURS = [rule for rule in RULES if rule.code.startswith("NLM")]


def found(*indicators, **fields):
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators, **fields),))
    report = rf.validate(framework, profile="nl-mfa", select="NLM")
    return [(f.code, f.path, f.observed) for f in report]


def counting(text, **fields):
    return rf.Indicator(code="i", series=rf.ObservationSeries.parse(text), **({"aggregation_status": True} | fields))


def test_the_profile_adds_three_rules_and_names_their_source():
    """The rules say that they are from help pages of 2023 and not from the guideline; no other profile has them."""
    assert [rule.code for rule in OURS] == ["NLM01", "NLM02", "NLM03"]
    for rule in OURS:
        assert "help pages of 2023" in rule.source
        assert "not its guideline" in rule.source
    assert {*profile_of("nl-mfa").rules} == {*profile_of("default").rules, *OURS}
    assert not {*profile_of("iati-2.03").rules} & {*OURS}


@pytest.mark.each(
    ("cell", "fires"),
    [
        ("N/A", True),
        ("TBD", True),
        ("few", True),
        ("Yes", True),
        ("3/5", True),
        ("-", True),
        ("0", False),
        ("1,2", False),
    ],
)
def test_a_baseline_that_is_no_number_stops_the_reader(cell, fires):
    """Text, a reason and a ratio in place of the number are found; a number in any notation is not."""
    codes = [code for code, _, observed in found(counting(f"2019 baseline {cell} | 2020 target 4"))]
    assert codes == (["NLM01"] if fires else [])


def test_a_reason_in_the_comment_stops_nobody():
    """Where the source leaves the value out, there is nothing that is no number, whatever the comment is."""
    for value, comment in ((rf.Missing.NOT_AVAILABLE, "n/a"), (rf.Missing.ABSENT, "n/a"), (rf.Missing.ABSENT, None)):
        baseline = rf.Observation(kind="baseline", period=2019, value=value, raw=comment or "", comment=comment)
        indicator = rf.Indicator(code="i", aggregation_status=True, series=rf.ObservationSeries((baseline,)))
        assert found(indicator) == []


@pytest.mark.each(
    ("of_result", "of_indicators", "observed"),
    [
        (None, (True, True), None),
        (True, (None, True), None),
        (None, (None, True), "not declared"),
        (None, (None, None), "not declared"),
        (True, (False, True), "false"),
        (False, (True, None), "false"),
        (None, (False, None), "not declared"),
    ],
)
def test_values_are_declared_to_be_summed(of_result, of_indicators, observed):
    """An indicator declares it itself, or by its result; a result is one finding."""
    indicators = [counting("2020 actual 4", aggregation_status=status) for status in of_indicators]
    indicators = [attrs.evolve(one, code=f"i{number}") for number, one in enumerate(indicators)]
    expected = [] if observed is None else [("NLM02", "A", observed)]
    assert found(*indicators, aggregation_status=of_result) == expected


def test_values_by_group_alone_are_one_finding():
    """The finding names each period whose values are of groups alone; empty groups and places are none."""
    women = (rf.Disaggregation(dimension="sex", category="women"),)
    series = rf.ObservationSeries.parse("2019 baseline 1 | 2020 milestone 5 actual 4 | 2021 target 9 actual 8")
    observations = [
        attrs.evolve(o, disaggregation=women)
        if o.period.year == 2020
        else attrs.evolve(o, disaggregation=(rf.Disaggregation(),))
        for o in series
    ]
    indicator = rf.Indicator(code="i", aggregation_status=True, series=rf.ObservationSeries(tuple(observations)))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(indicator,)),))
    (finding,) = rf.validate(framework, profile="nl-mfa", select="NLM")
    assert finding.message == "only values of groups are stated for the target of 2020, the actual of 2020"
    assert finding.path == "A/i/milestone"
    empty = attrs.evolve(series.observations[0], value=rf.Missing.EMPTY, disaggregation=women)
    assert found(rf.Indicator(code="i", aggregation_status=True, series=rf.ObservationSeries((empty,)))) == [
        ("NLM01", "A/i/baseline", "-")
    ]


def test_all_periods_with_groups_alone_are_named():
    """Each is named with its kind, milestones as targets; a category without a dimension is a group as well."""
    series = rf.ObservationSeries.parse("2019 baseline 1 | 2020 milestone 2 | 2021 target 3 actual 4")
    women = (rf.Disaggregation(category="women"),)
    observations = tuple(attrs.evolve(o, disaggregation=women) for o in series)
    one = rf.Indicator(code="i", series=rf.ObservationSeries(observations))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    (finding,) = rf.validate(framework, profile="nl-mfa", select="NLM03")
    listed = "the baseline of 2019, the target of 2020, the target of 2021, the actual of 2021"
    assert finding.message == f"only values of groups are stated for {listed}"


def test_a_remark_beside_a_baseline_that_is_no_number_does_not_help():
    """The reader stops at the text, whatever is explained beside it."""
    baseline = rf.Observation(kind="baseline", period=2019, value="few", raw="few", comment="by a survey")
    indicator = rf.Indicator(code="i", aggregation_status=True, series=rf.ObservationSeries((baseline,)))
    assert [code for code, _, _ in found(indicator)] == ["NLM01"]
