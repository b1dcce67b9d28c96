"""One cause, one finding: what follows from a finding is folded under it, and comes up by itself where it is alone."""

from __future__ import annotations

import graphlib

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import RULES, Ignored

WOMEN, MEN = (rf.Disaggregation(dimension="sex", category=category) for category in ("women", "men"))
FAMILIES = ("BAS", "SER04", "SER05", "SER06", "SER07", "SER11", "TGT", "COD")


def folded(framework, **more):
    """The findings on series and values, each with the codes that are folded under it."""
    report = rf.validate(framework, **{"select": FAMILIES} | more)
    return [(f.code, f.path.removeprefix("A/I/"), [i.code for i in f.implied]) for f in report]


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2025 baseline TBD | 2022 milestone - | 2025 target TBD", ["BAS02+BAS03+BAS06", "TGT05"]),
        ("2025 baseline 1 | 2022 milestone 1 | 2025 target 3", ["BAS02+BAS03"]),
        ("2025 baseline 1 | 2025 target 3", ["BAS03+BAS04"]),
        ("2025 baseline TBD | 2025 target 3", ["BAS03+BAS06", "TGT01"]),
        ("2021 baseline TBD | 2022 milestone 2 | 2023 target 3", ["BAS06", "TGT01"]),
        ("reporting 2022; 2021 baseline TBD | 2022 milestone 2 actual 2 | 2023 target 3", ["BAS06+TGT01"]),
        ("2021 baseline - | 2022 milestone 2 | 2023 target 3", ["BAS07+TGT01"]),
        ("2021 baseline N/A | 2022 milestone 2 | 2023 target 3", ["TGT01"]),
        ("2022 milestone 2 | 2023 target 3", ["BAS07+TGT01"]),
        ("0 baseline 4 | 2022 milestone 5 | 2023 target 6", ["BAS01+BAS08"]),
        ("0 baseline - | 2022 milestone 5 | 2023 target 6", ["BAS07+BAS01+TGT01"]),
        ("0 baseline TBD | 2022 milestone 5 | 2023 target 6", ["BAS01", "BAS06", "TGT01"]),
        ("- baseline 4 | 2022 milestone 5 | 2023 target 6", ["BAS08"]),
        ("2019 baseline 1 | 2020 milestone 2 | 2021 target -", ["TGT02+TGT08"]),
        ("2019 baseline 1 | 2020 milestone - actual - | 2021 target -", ["TGT02"]),
        ("reporting 2021; 2019 baseline 1 | 2020 milestone 2 actual 2 | 2021 target 3", ["SER06+SER11"]),
        ("reporting 2021; 2019 baseline 1 | 2020 milestone 2 actual 2 | 2021 | 2022 target 3", ["SER11"]),
        (
            "cumulative; increase; 2019 baseline 1 | 2020 milestone 5 | 2021 milestone 3 | 2022 target 4",
            ["SER07+TGT06", "TGT07"],
        ),
        ("increase; 2019 baseline 1% | 2020 milestone 2% | 2021 milestone 5% | 2022 target 4%", ["TGT07"]),
    ],
)
def test_what_follows_is_folded_under_its_cause(case, sentence, expected):
    """A reader sees one finding for each thing that somebody has to correct, and what follows from it inside."""
    found = folded(case(sentence).framework)
    assert sorted("+".join([code, *implied]) for code, _, implied in found) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "cause", "effect"),
    [
        ("2025 baseline 1 | 2022 milestone 1 | 2025 target 3", "BAS02", "BAS03"),
        ("2025 baseline TBD | 2022 milestone 1 | 2024 milestone 3", "BAS02", "BAS06"),
        ("2021 baseline - | 2022 milestone 2 | 2023 target 3", "BAS07", "TGT01"),
        ("0 baseline 4 | 2022 milestone 5", "BAS01", "BAS08"),
        ("2020 milestone 2 | 2021 target -", "TGT02", "TGT08"),
        ("reporting 2021; 2020 milestone 2 actual 2 | 2021 target 3", "SER06", "SER11"),
        ("statement Laws; 2025 target 3; again under B: statement Acts; 2025 target 4", "COD03", "COD04"),
    ],
)
def test_an_effect_is_reported_where_its_cause_is_not_run(case, sentence, cause, effect):
    """A consequence is a finding if selected alone, or if its cause is ignored; with implied ones shown, both are."""
    framework = case(sentence).framework
    both = (cause, effect)
    (whole,) = rf.validate(framework, select=both)
    assert (whole.code, [f.code for f in whole.implied]) == (cause, [effect])
    assert [f.code for f in rf.validate(framework, select=effect)] == [effect]
    assert [f.code for f in rf.validate(framework, select=both, ignore=cause)] == [effect]
    assert [f.code for f in rf.validate(framework, select=both, ignore=[Ignored(cause, at=("A",))])] == [effect]
    assert sorted(f.code for f in rf.validate(framework, select=both, implied=True)) == sorted(both)


@pytest.mark.parametrize(
    ("reporting", "expected"),
    [
        (None, [("info", []), ("warning", [])]),
        (2021, [("info", []), ("warning", [])]),
        (2022, [("warning", ["TGT01"])]),
    ],
)
def test_nothing_is_folded_under_what_weighs_less(reporting, expected):
    """An open baseline is an info until it is due and hides no warning; once due, it is the cause of what follows."""
    series = rf.ObservationSeries.parse("2021 baseline TBD | 2022 milestone 2 | 2023 target 3")
    one = rf.Indicator(code="I", series=series)
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),), reporting_year=reporting)
    report = rf.validate(framework, select=("BAS", "TGT"))
    assert [(f.severity.value, [i.code for i in f.implied]) for f in report] == expected
    assert sum(report.counts.values()) == len(expected)


def test_an_indicator_without_any_value_is_one_finding():
    """The year of its empty baseline does not matter then, nor that the baseline is missing."""
    (finding,) = rf.validate(plan_of(("0 baseline -",)), select=("SER14", "BAS"))
    assert (finding.code, finding.path, [f.code for f in finding.implied]) == ("SER14", "A/I", ["BAS01", "BAS07"])


def test_the_cause_is_that_of_the_same_indicator():
    """A late baseline of one indicator explains nothing of another."""
    late = rf.ObservationSeries.parse("2025 baseline 1 | 2022 milestone 1 | 2025 target 3")
    same_year = rf.ObservationSeries.parse("2025 baseline 1 | 2025 target 3")
    indicators = (rf.Indicator(code="I", series=late), rf.Indicator(code="J", series=same_year))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators),))
    found = [(f.path, f.code, len(f.implied)) for f in rf.validate(framework, select=("BAS02", "BAS03"))]
    assert found == [("A/I/baseline", "BAS02", 1), ("A/J/baseline", "BAS03", 0)]


def test_causes_lead_nowhere_in_circles():
    """Following causes from any rule comes to an end: there is an order in which each comes after its causes."""
    causes = {rule.code: rule.implied_by for rule in RULES}
    order = list(graphlib.TopologicalSorter(causes).static_order())
    assert sorted(order) == sorted(causes)


# ------------------------------------------------------------------------------------------- several baselines


def plan_of(*cells, **more):
    """A plan of one indicator with these observations, each a text and its groups."""
    series = tuple(attrs.evolve(rf.ObservationSeries.parse(text)[0], disaggregation=groups) for text, *groups in cells)
    one = rf.Indicator(code="I", series=rf.ObservationSeries(series))
    return rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),), **more)


PLAN = rf.Period.between(2020, 2025)


@pytest.mark.each(
    ("cells", "code", "paths"),
    [
        ((("2019 baseline 5",), ("2019 baseline 6",), ("2020 milestone 7",)), "BAS05", []),
        ((("2019 baseline 5",), ("2018 baseline 6",), ("2020 milestone 7",)), "BAS05", ["baseline:2018"]),
        ((("2018 baseline 5",), ("2018 baseline 6",), ("2020 milestone 7",)), "BAS05", ["baseline#1", "baseline#2"]),
        ((("2019 baseline 5",), ("2021 baseline 6",), ("2020 milestone 7",)), "BAS02", ["baseline:2021"]),
        ((("2019 baseline 5",), ("2020 baseline 6",), ("2020 milestone 7",)), "BAS04", ["baseline:2020"]),
        ((("2019 baseline 5",), ("2024 baseline 6",), ("2024 target 7",)), "BAS03", ["baseline:2024"]),
        ((("2019 baseline 5", WOMEN), ("2019 baseline -", MEN), ("2020 milestone 7",)), "BAS07", ["baseline#2"]),
        ((("2019 baseline TBD", WOMEN), ("2019 baseline 5", MEN), ("2020 milestone 7",)), "BAS06", ["baseline#1"]),
        ((("2019 baseline 5", WOMEN), ("- baseline 5", MEN), ("2020 milestone 7",)), "BAS08", ["baseline#2"]),
        ((("2019 baseline 5", WOMEN), ("2019 baseline No", MEN), ("2020 milestone 7",)), "BAS09", ["baseline#2"]),
        ((("2019 baseline TBD", WOMEN), ("2019 baseline 5", MEN), ("2024 target 7",)), "TGT01", []),
        ((("2019 baseline TBD",), ("2018 baseline -",), ("2024 target 7",)), "TGT01", ["baseline:2019"]),
        ((("2019 baseline 5",), ("2018 baseline 7",), ("2024 target 7",)), "TGT04", ["target"]),
        ((("2019 baseline 5", WOMEN), ("2019 baseline 7", MEN), ("2024 target 7", WOMEN)), "TGT04", []),
        ((("2019 baseline 5", WOMEN), ("2019 baseline 7", MEN), ("2024 target 7", MEN)), "TGT04", ["target"]),
    ],
)
def test_every_baseline_is_judged_by_itself(cells, code, paths):
    """Where there are several baselines, the one that is wrong is pointed at, by its year or its number."""
    framework = plan_of(*cells, plan_period=PLAN, reporting_year=2021)
    found = [f.path.removeprefix("A/I/") for f in rf.validate(framework, select=code, implied=True)]
    assert found == paths
    assert all(framework.at(f"A/I/{path}") in framework.at("A/I").series.observations for path in paths)


@pytest.mark.each(
    ("year", "codes"),
    [
        ("1899", ["BAS01"]),
        ("1900", ["BAS05"]),
        ("2017", ["BAS05"]),
        ("2018", ["BAS05"]),
        ("2019", []),
        ("2020", []),
        ("2021", []),
        ("2022", ["BAS04"]),
        ("2023", ["BAS02"]),
        ("2024", ["BAS02"]),
        ("2025", ["BAS02", "BAS03"]),
        ("2026", ["BAS02", "BAS03"]),
        ("2200", ["BAS02", "BAS03"]),
        ("2201", ["BAS01", "BAS02", "BAS03"]),
        ("", ["BAS08"]),
        ("0", ["BAS01", "BAS08"]),
    ],
)
def test_the_year_of_a_baseline_from_century_to_century(year, codes):
    """For a plan of 2020 to 2025 with a first milestone in 2022: which years are no years, too old, or too late."""
    framework = plan_of((f"{year or '-'} baseline 5",), ("2022 milestone 6",), ("2025 target 7",), plan_period=PLAN)
    found = {f.code for f in rf.validate(framework, select="BAS", implied=True)}
    assert found == set(codes)
