from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import resultsframework as rf

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "unwomen-portal-mex-d-2.1.txt"

# How often each rule of the families for baselines, series, budgets, funding and tags fires on the page, with its
# reporting year 2021 and its plan period 2020-2025. No count differs from the catalogue of these rules.
EXPECTED = {
    "BAS01": 8,
    "BAS02": 11,
    "BAS03": 11,
    "BAS04": 4,
    "BAS05": 6,
    "BAS06": 11,
    "BAS07": 8,
    "BAS08": 0,
    "BAS09": 0,
    "BAS10": 0,
    "SER01": 0,
    "SER02": 6,
    "SER03": 28,
    "SER04": 0,
    "SER05": 0,
    "SER06": 0,
    "SER07": 0,
    "SER08": 3,
    "SER09": 0,
    "SER10": 0,
    "SER11": 3,
    "SER12": 0,
    "SER13": 0,
    "SER14": 5,
    "SER15": 0,
    "SER16": 0,
    "BUD01": 0,
    "BUD02": 0,
    "BUD03": 2,
    "BUD04": 1,
    "BUD05": 0,
    "BUD06": 1,
    "BUD08": 4,
    "BUD10": 1,
    "BUD11": 0,
    "FND01": 1,
    "FND02": 1,
    "FND03": 1,
    "TAG01": 0,
    "TAG02": 0,
    "TAG03": 0,
    "TAG04": 0,
    "TAG05": 0,
    "TAG06": 0,
    "TAG07": 0,
    "TAG10": 0,
    "TAG11": 1,
    "TAG12": 1,
}

TO_BE_DETERMINED = {
    "MEX_D_2.1.1": ["SP_D_0.1.d", "SP_D_0.1.e", "SP_D_0.1.f", "SP_D_0.3.e", "SP_D_0.4.a", "SP_D_0.4.d", "SP_D_0.7.c"],
    "MEX_D_2.1.3": ["SP_D_0.1.h"],
    "MEX_D_2.1.2": ["SP_D_0.3.e", "SP_D_0.4.d", "SP_D_0.7.a"],
}


@pytest.fixture(scope="module")
def framework(shared: Path) -> rf.ResultsFramework:
    """The framework of the page."""
    return rf.read(shared / "seeds" / PAGE)


@pytest.fixture(scope="module")
def report(framework):
    """Everything that is found on the page, causes and what they imply."""
    return rf.validate(framework, implied=True)


@pytest.mark.each(("code", "count"), EXPECTED.items())
def test_how_often_a_rule_fires_on_the_page(report, code, count):
    """Each rule finds on the page what was counted there by hand."""
    assert len(report.by_code[code]) == count


def test_the_families_are_counted_in_full(report):
    """No rule of these families is left out of the count."""
    families = {code[:3] for code in EXPECTED}
    assert {code for code in report.by_code if code[:3] in families} == set(EXPECTED)


def test_every_path_leads_somewhere_and_every_line_is_known(framework, report):
    """Whatever is found can be looked up in the framework, and unless it is of the whole, in the text of the page."""
    for finding in report:
        framework.at(finding.path)
        assert finding.line is not None or not finding.path


def test_the_eleven_late_baselines_are_eleven_findings(framework):
    """The baselines of 2025 that are to be determined are one finding each, with what follows; four have a target."""
    expected = [f"MEX_D_2.1/{output}/{code}/baseline" for output, codes in TO_BE_DETERMINED.items() for code in codes]
    report = rf.validate(framework)
    assert [finding.path for finding in report.by_code["BAS02"]] == expected
    for finding in report.by_code["BAS02"]:
        follow = [(f.code, f.severity.value) for f in finding.implied]
        has_target = framework.at(finding.path.removesuffix("/baseline")).target.is_reported
        without_baseline = [("TGT01", "warning")] if has_target else []
        assert follow == [("BAS03", "warning"), ("BAS06", "info"), *without_baseline]
    assert sum(len(f.implied) == 3 for f in report.by_code["BAS02"]) == 4
    assert report.by_code["BAS03"] == ()


def test_where_the_page_is_wrong_about_money(report):
    """Two outputs spent more than they had, one more than planned; the outputs do not add up to the outcome."""
    assert [f.path for f in report.by_code["BUD03"]] == [
        "MEX_D_2.1/MEX_D_2.1.3/budgets#1/expenses",
        "MEX_D_2.1/MEX_D_2.1.2/budgets#1/expenses",
    ]
    assert [f.path for f in report.by_code["BUD04"]] == ["MEX_D_2.1/MEX_D_2.1.3/budgets#1/expenses"]
    assert [f.path for f in report.by_code["BUD10"]] == ["MEX_D_2.1/MEX_D_2.1.1/budgets#1"]
    assert [f.path for f in report.by_code["BUD06"]] == ["MEX_D_2.1/budget/planned"]


def test_where_the_series_stand_out(report):
    """The running totals, the holes and the stale series are those that were found by reading the page."""
    assert [f.path.rpartition("/")[2] for f in report.by_code["SER08"]] == [
        "MEX_D_2.1.1B",
        "MEX_D_2.1.3A",
        "MEX_D_2.1.2A",
    ]
    assert [f.path for f in report.by_code["SER02"]] == [f"MEX_D_2.1/SP_D_2.1{letter}" for letter in "ABCDEF"]
    assert [f.path for f in report.by_code["SER11"]] == [f"MEX_D_2.1/SP_D_2.1{letter}" for letter in "BEF"]


def test_the_page_as_iati_wants_two_more_tags(framework):
    """Published as IATI, the page would need the SDG targets 5.1 and 5.c, years of baselines and periods of budgets."""
    report = rf.validate(framework, profile="iati-2.03", implied=True)
    assert [f.expected for f in report.by_code["TAG13"]] == ["a tag 5.1", "a tag 5.c"]
    assert report.by_code["TAG09"] == report.by_code["BUD09"] == ()
    assert {f.severity for code in ("BAS01", "BUD08") for f in report.by_code[code]} == {rf.Severity.ERROR}


def test_headquarters_indicators_are_excused_where_that_is_asked_for(framework):
    """Two of the eight indicators without a baseline are reported from a desk review, and five have no value at all."""
    report = rf.validate(framework, profile="unwomen", implied=True)
    assert len(report.by_code["BAS07"]) == 6
    assert len(report.by_code["SER14"]) == 3


def test_what_the_officer_of_the_page_reads_first(framework):
    """Eleven errors, and no more warnings than there are things to do."""
    families = ("BAS", "SER", "BUD", "FND", "TAG")
    counts = rf.validate(framework, select=families).counts
    warnings = EXPECTED["BAS05"] + EXPECTED["BAS07"] + EXPECTED["SER02"] + EXPECTED["BUD03"] + EXPECTED["BUD04"]
    assert counts[rf.Severity.ERROR] == 11
    assert counts[rf.Severity.WARNING] == warnings + EXPECTED["BUD06"] + EXPECTED["FND01"] + EXPECTED["TAG12"]
