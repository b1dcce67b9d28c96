from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, RULES, Options
from resultsframework.rules.codes import UN_WOMEN_CODES

if TYPE_CHECKING:
    from pathlib import Path

# How often the catalogue says that each rule fires on the page, with its reporting year 2021 and its plan period
# 2020-2025; a rule that is not listed does not fire.
PAGE = {
    "BAS01": 8,
    "BAS02": 11,
    "BAS03": 11,
    "BAS04": 4,
    "BAS05": 6,
    "BAS06": 11,
    "BAS07": 8,
    "BUD03": 2,
    "BUD04": 1,
    "BUD06": 3,
    "BUD08": 4,
    "BUD10": 1,
    "COD04": 4,
    "COD05": 2,
    "COD06": 1,
    "COD07": 10,
    "COD12": 1,
    "DOC02": 1,
    "DOC04": 3,
    "FND01": 1,
    "FND02": 1,
    "FND03": 1,
    "SER02": 6,
    "SER03": 28,
    "SER08": 3,
    "SER11": 3,
    "STR06": 1,
    "TAG11": 1,
    "TAG12": 1,
    "TGT01": 4,
    "TGT02": 10,
    "TGT03": 1,
    "TGT04": 4,
    "TGT05": 10,
    "TGT08": 4,
    "TGT09": 2,
    "TGT10": 7,
    "TGT11": 2,
    "TGT12": 8,
    "VAL05": 4,
    "VAL06": 1,
    "VAL10": 1,
    "VAL11": 1,
    "XEN01": 1,
    "XEN03": 1,
}
# The reader of the page copies the ten codes that statements begin with to the references already, which is what the
# rule asks for. Without those references it finds all ten; see below.
# Two results above their milestones are no findings: one milestone contradicts the direction, as TGT03 reports, and the
# direction of the other is not known.
# One cause is one finding: all amounts of a budget that does not add up, and codes that differ under the same outputs.
# Five indicators have no value at all, which the catalogue did not ask about.
DIFFERS_ON_PAGE = {"COD07": 0, "TGT10": 5, "BUD06": 1, "COD04": 2, "SER14": 5}
# Ministries of the nation and of its states share an acronym, which PRG05 counted once.
BRIEF = {"PRG01": 1, "PRG03": 1, "PRG04": 1, "PRG07": 1}


@pytest.fixture(scope="module")
def page(shared: Path) -> rf.ResultsFramework:
    """The framework of the outcome page."""
    return rf.read(shared / "seeds" / "unwomen-portal-mex-d-2.1.txt")


@pytest.fixture(scope="module")
def brief(shared: Path) -> rf.ResultsFramework:
    """The framework of the programme brief."""
    return rf.read(shared / "seeds" / "joint-sdg-fund-closing-gaps.txt")


@pytest.fixture(scope="module")
def on_page(page):
    """Everything that is found on the page, causes and what they imply."""
    return rf.validate(page, implied=True)


@pytest.mark.each("rule", PROFILES[0].rules)
def test_how_often_a_rule_fires_on_the_page(on_page, rule):
    """Each rule finds on the page what was counted there by hand, unless the difference is explained."""
    assert len(on_page.by_code[rule.code]) == (PAGE | DIFFERS_ON_PAGE).get(rule.code, 0)


@pytest.mark.each("rule", PROFILES[0].rules)
def test_how_often_a_rule_fires_on_the_brief(brief, rule):
    """Each rule finds in the brief what was counted there by hand."""
    assert len(rf.validate(brief, implied=True).by_code[rule.code]) == BRIEF.get(rule.code, 0)


def test_every_rule_of_the_catalogue_is_there():
    """
    The catalogue is complete, but for what no framework can violate.

    A result cannot be in itself (STR07) or be of no level (STR08); a value cannot be beside a reason for none
    (VAL01) or not finite (VAL02); two copies of a cell that differ are the reader's problem (VAL12); a shortfall is
    always derived (BUD07); there is no eighteenth goal (TAG08); and a sum of what must not be added up says so itself
    (XEN04). The cases of the IATI ruleset that the catalogue leaves to its profile are a family of their own (IAT), and
    so are the rules on columns of a logframe (LOG), which came later, as did those on what changed (REV).
    """
    counts = {
        "STR": 8,
        "COD": 12,
        "BAS": 9,
        "SER": 11,
        "TGT": 12,
        "VAL": 14,
        "TAG": 13,
        "BUD": 11,
        "FND": 3,
        "DOC": 4,
        "PRG": 7,
        "XEN": 4,
    }
    catalogue = {f"{family}{number:02}" for family, count in counts.items() for number in range(1, count + 1)}
    impossible = {"STR07", "STR08", "VAL01", "VAL02", "VAL12", "BUD07", "TAG08", "XEN04"}
    added = {"BAS10", "COD13", "COD14", "DOC05", "SER12", "SER13", "SER14", "SER15", "SER16", "STR09", "STR10", "VAL15"}
    added |= {f"TGT{number}" for number in range(13, 17)}
    added |= {f"VAL{number}" for number in range(16, 31)}
    codes = {rule.code for rule in RULES if not rule.code.startswith(("IAT", "NLM", "LOG", "REV"))}
    assert codes == catalogue - impossible | added


def test_statements_that_begin_with_a_code(page):
    """Without the references that the reader made of them, the ten codes are found; the rule mends them back."""
    bare = page
    for path, node in page.walk():
        if isinstance(node, rf.Indicator):
            bare = bare.replace(path, references=())
    found = rf.validate(bare).by_code["COD07"]
    assert [f.observed for f in found] == [
        "5.1.1",
        "5.c.1",
        *(f"3.8.{number}" for number in range(1, 7)),
        "2.1.1c",
        "2.1.3a",
    ]


def test_the_codes_of_the_page_have_five_forms(page):
    """Every code is in one of the publisher's five forms, and a form left out is noticed."""
    known = attrs.evolve(PROFILES[0], options=Options(code_patterns=UN_WOMEN_CODES))
    assert rf.validate(page, profile=known).by_code["COD02"] == ()
    fewer = attrs.evolve(PROFILES[0], options=Options(code_patterns=UN_WOMEN_CODES[:3]))
    assert len(rf.validate(page, profile=fewer).by_code["COD02"]) == 4 + 8


def test_two_pairs_of_statements_are_alike_and_one_is_the_same(on_page):
    """Counts of women and of employers look more alike than the two that count one thing."""
    alike = [f.message for f in on_page.by_code["COD05"]]
    assert alike == [
        "the statements of MEX_D_2.1.1B and MEX_D_2.1.3A share 20 of 25 words",
        "the statements of MEX_D_2.1.2A and MEX_D_2.1.2B share 16 of 18 words",
    ]
    (twice,) = on_page.by_code["COD12"]
    assert twice.path == "MEX_D_2.1/MEX_D_2.1.1/MEX_D_2.1.1B"


def test_codes_in_several_places_with_other_values(on_page):
    """Of the six codes that are under two outputs, four have different values there."""
    found = [f.message.partition(" ha")[0] for f in on_page.by_code["COD04"]]
    assert found == ["SP_D_0.1.d, SP_D_0.1.h, SP_D_0.4.a", "SP_D_0.7.a"]


def test_results_against_the_plan(on_page):
    """Five results whose direction is known exceed the plan, at least twofold, and two of one indicator fall short."""
    above = {f.path.partition("/")[2] for f in on_page.by_code["TGT10"]}
    assert above == {
        "SP_D_2.1D/actual:2021",
        "MEX_D_2.1.1/MEX_D_2.1.1A/actual:2021",
        *(f"MEX_D_2.1.1/MEX_D_2.1.1B/actual:{year}" for year in (2020, 2021)),
        "MEX_D_2.1.3/MEX_D_2.1.3A/actual:2021",
    }
    # Two or three where one was planned are a matter of one or two cases.
    assert sorted(f.severity.value for f in on_page.by_code["TGT10"]) == ["info"] * 2 + ["warning"] * 3
    assert [f.path.rpartition("/")[2] for f in on_page.by_code["TGT11"]] == ["actual:2020", "actual:2021"]
    (wrong_side,) = on_page.by_code["TGT03"]
    assert wrong_side.path == "MEX_D_2.1/MEX_D_2.1.3/MEX_D_2.1.3A/milestone:2020"
    assert wrong_side.severity is rf.Severity.WARNING


def test_linking_the_programme_settles_the_note(page, brief):
    """Once the joint programme of the brief is linked to the outcome, the note that names it is in order."""
    linked = attrs.evolve(page, programmes=(brief.programmes[0].linked_to("MEX_D_2.1"),))
    assert rf.validate(page).by_code["XEN03"]
    assert rf.validate(linked).by_code["XEN03"] == ()
    elsewhere = attrs.evolve(page, programmes=brief.programmes)
    assert rf.validate(elsewhere).by_code["XEN03"]


def test_one_cause_is_one_finding(page):
    """
    The first report on the page is one that its officer would call fair.

    One late baseline is one finding, with what follows from it; so are a missing baseline, a missing target and a
    thing that is counted twice. What nobody can act on indicator by indicator is one finding for the page.
    """
    report = rf.validate(page)
    follow = {code: {f.code for finding in report.by_code[code] for f in finding.implied} for code in report.by_code}
    assert follow["BAS02"] == {"BAS03", "BAS06", "TGT01"}
    assert follow["BAS07"] == set() or follow["BAS07"] == {"BAS01"}
    assert follow["TGT02"] == {"TGT08"}
    assert follow["COD12"] == {"COD05", "COD06"}
    assert report.by_code["TGT01"] == report.by_code["TGT08"] == report.by_code["COD06"] == ()
    assert len(report.by_code["VAL10"]) == len(report.by_code["VAL11"]) == 1
    assert report.counts[rf.Severity.ERROR] == 11


def test_every_path_on_the_pages_leads_somewhere(page, brief):
    """Whatever is found can be looked up in the framework."""
    for framework in (page, brief):
        for finding in rf.validate(framework, implied=True):
            framework.at(finding.path)
