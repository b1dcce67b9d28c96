from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.rules._body import is_same_body
from resultsframework.rules.tags import cited_in, goal_of

UNDP = rf.Organisation(acronym="UNDP", name="United Nations Development Programme", reference="XM-DAC-41114")
COMMON, COMPLEMENTARY = rf.AlignmentKind


def found_in(indicator, code, **framework):
    """Findings of a rule in an indicator of one output."""
    plan = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(indicator,)),), **framework)
    report = rf.validate(plan, select=code)
    return [finding.path.removeprefix("A/#1/") for finding in report]


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("TAG01", "complementary with UNDP; common with nobody", ["alignments#2"]),
        ("TAG01", "statement none", []),
        ("TAG02", "common with UNDP; complementary with UNFPA; complementary with UNDP", ["alignments#3"]),
        ("TAG02", "common with UNDP; common with UNDP", []),
        ("TAG03", "owner UNDP; complementary with UNFPA; common with undp", ["alignments#2"]),
        ("TAG03", "owner UNDP", []),
        ("TAG04", "statement Laws; complementary with UNDP; UNDP states Acts", []),
        ("TAG04", "statement Laws; common with UNDP, UNFPA; UNDP states Laws; UNFPA states Law", ["alignments#1"]),
        ("TAG04", "statement Laws; common with UNDP; UNFPA states Law", []),
        ("TAG04", "statement Laws; common with UNDP; UNDP states Acts; UNDP states Laws", []),
        ("TAG04", "statement Laws; complementary with UNDP; common with UNDP; UNDP states Acts", ["alignments#2"]),
        ("TAG06", "statement SDG 8.5.1: Earnings; SDG goal 5; SDG goal 8", []),
        ("TAG06", "statement SDG 17.18.1: Laws; SDG goal 1", ["sdgs"]),
        ("TAG07", "SDG reference 5.a.1", []),
        ("TAG07", "SDG reference 5.e.1", ["references#1/code"]),
        ("TAG07", "SDG reference 5.1.0", ["references#1/code"]),
        ("TAG07", "SDG reference 5.1.1; SDG reference 05.1.1", ["references#2/code"]),
        ("TAG07", "SDG reference 17.19.2", []),
        ("TAG07", "SDG target 5.100", ["sdgs#1/target"]),
        ("TAG11", "scope desk review; 2021 baseline 0 | 2025 target -", ["A/I"]),
        ("TAG13", "statement SDG 5.1.1: Laws (SDG 5.4.1); tag 5.1", ["A/I"]),
        ("TAG13", "SDG reference 5.1.1; SDG reference 5.1.2", ["A/I"]),
        ("TAG13", "SDG reference 5.1.1; SDG reference 5.2.2", ["A/I", "A/I"]),
        ("TAG05", "statement Laws (SDG indicator 5.c.1)", ["statement"]),
        ("TAG05", "statement SDG 5.1 in general", []),
        ("TAG06", "SDG goal 8; SDG target 5.4", ["sdgs"]),
        ("TAG06", "SDG target 5.4", []),
        ("TAG07", "SDG reference 5.1", ["references#1/code"]),
        ("TAG07", "SDG reference 18.1.1", ["references#1/code"]),
        ("TAG07", "SDG target 5", ["sdgs#1/target"]),
        ("TAG07", "SDG target 17.19", []),
        ("TAG07", "SDG target 3.d", []),
        ("TAG07", "tag 5.4.1", ["tags#1/code"]),
        ("TAG07", "tag 5.4", []),
        ("TAG10", "scope desk review; scope country office", ["A/I"]),
        ("TAG11", "scope desk review; 2020 milestone 4", ["A/I"]),
        ("TAG11", "scope desk review; 2020 actual 4", []),
        ("TAG13", "statement SDG 5.1.1: Laws; tag 5.2", ["A/I"]),
        ("TAG13", "SDG reference 5.1", []),
    ],
)
def test_a_tag(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


def test_the_partners_nearest_statement_is_named():
    """Where a common statement is not the partner's, the finding shows the one that looks most like it."""
    theirs = rf.Indicator(statement="Number of laws that were adopted")
    other = rf.ResultsFramework(
        reporting_organisation=UNDP, results=(rf.Output(indicators=(rf.Indicator(statement="Budget"), theirs)),)
    )
    tag = rf.Alignment(kind=COMMON, partners=(rf.Organisation(acronym="UNDP"),))
    own = rf.Indicator(statement="Number of laws that are adopted", alignments=(tag,))
    plan = rf.ResultsFramework(results=(rf.Output(indicators=(own,)),))
    (finding,) = rf.validate(plan, select="TAG04", compare_with=(other, rf.ResultsFramework()))
    assert finding.expected == "Number of laws that were adopted"
    assert finding.message == "no indicator of UNDP has this statement"


def test_an_indicator_without_statement_is_not_compared():
    """Where nothing is stated there is nothing that could differ."""
    tag = rf.Alignment(kind=COMMON, partners=(UNDP,))
    plan = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(alignments=(tag,)),)),))
    other = rf.ResultsFramework(reporting_organisation=UNDP)
    assert rf.validate(plan, select="TAG04", compare_with=(other,)).findings == ()


def test_the_tag_of_a_goal_may_contradict_itself():
    """A tag that names goal 5 and a target of goal 8 is wrong without any statement."""
    sdg = rf.SdgReference(goal=5, target="8.5", indicator="8.5.1")
    assert found_in(rf.Indicator(sdgs=(sdg,)), "TAG06") == ["sdgs", "sdgs"]
    assert found_in(rf.Indicator(sdgs=(rf.SdgReference(goal=5, target="C050"),)), "TAG06") == []


def test_sdg_codes_of_results_are_checked():
    """Tags and references of results are held to the same form, those in other lists to none."""
    result = rf.Output(
        code="A",
        sdgs=(rf.SdgReference(indicator="5.4"),),
        references=(
            rf.Reference(code="18", vocabulary="sdg_goal"),
            rf.Reference(code="5", vocabulary="sdg_goal"),
            rf.Reference(code="x", vocabulary="sdg_other"),
            rf.Reference(code="x"),
            rf.Reference(code="x", vocabulary="indicator"),
        ),
    )
    report = rf.validate(rf.ResultsFramework(results=(result,)), select="TAG07")
    assert [(f.path, f.observed) for f in report] == [("A/sdgs#1/indicator", "5.4"), ("A/references#1/code", "18")]


def test_a_target_tagged_on_a_result_above_counts():
    """The SDG target of an indicator may be tagged on its outcome; another target there does not count."""
    indicator = rf.Indicator(code="i", sdgs=(rf.SdgReference(goal=5, indicator="5.4.1"),))
    output = rf.Output(code="P", indicators=(indicator,))

    def paths(target):
        outcome = rf.Outcome(code="O", outputs=(output,), sdgs=(rf.SdgReference(target=target),))
        return [f.path for f in rf.validate(rf.ResultsFramework(results=(outcome,)), select="TAG13")]

    assert paths("5.4") == []
    assert paths("5.5") == ["O/P/i"]


def test_a_marker_is_named_by_what_it_has():
    """A marker without a significance is named by its name, else its code, wherever it is."""
    plan = rf.ResultsFramework(
        policy_markers=(rf.PolicyMarker(code="1"),), results=(rf.Output(code="A", policy_markers=(rf.PolicyMarker(),)),)
    )
    assert [(f.path, f.message) for f in rf.validate(plan, select="TAG12")] == [
        ("policy_markers#1", "the marker of 1 has no significance"),
        ("A/policy_markers#1", "the marker of a policy has no significance"),
    ]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (rf.Organisation(acronym="undp"), True),
        (rf.Organisation(name="united nations development programme"), True),
        (rf.Organisation(reference="xm-dac-41114"), True),
        (rf.Organisation(acronym="UNDP", reference="XM-DAC-99999"), False),
        (rf.Organisation(acronym="UNFPA"), False),
        (rf.Organisation(), False),
        (rf.Organisation(acronym="UNDP", jurisdiction=rf.Place(name="Jalisco")), False),
    ],
)
def test_two_mentions_of_one_body(other, same):
    """Identifiers decide where both have one; else a name or acronym in common, in one place."""
    assert is_same_body(UNDP, other) is same
    assert is_same_body(other, UNDP) is same


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        (None, []),
        ("Number of laws", []),
        ("SDG 5.1.1: Whether laws", ["5.1.1"]),
        ("SDG Indicator 5.C.1: Systems (SDG 17.18.1)", ["5.c.1", "17.18.1"]),
        ("SDG 18.1.1", []),
        ("SDG 5.1.1.2", []),
        ("SDG 5.4", []),
        ("sdg 5.1.1", []),
    ],
)
def test_cited_sdg_indicators(statement, codes):
    """A statement cites an SDG indicator by its code of three parts behind the letters SDG."""
    assert cited_in(statement) == codes


@pytest.mark.parametrize(("code", "goal"), [("5.4.1", 5), ("17.18", 17), ("C050", None), ("18.1", None), ("5", None)])
def test_the_goal_of_a_code(code, goal):
    """The goal is the number before the first dot."""
    assert goal_of(code) == goal


def test_codes_of_other_lists_are_no_sdg_codes():
    """A code that another list happens to share is not one of the SDGs, as reference or as tag of the framework."""
    indicator = rf.Indicator(
        references=(rf.Reference(code="8.5.1", vocabulary="strategic_plan"), rf.Reference(code="8.5.1")),
        sdgs=(rf.SdgReference(goal=5),),
    )
    assert found_in(indicator, "TAG06") == []
    assert found_in(indicator, "TAG13") == []
    cited = rf.Indicator(references=(rf.Reference(code="5.1.1", vocabulary="sdg_indicator"),))
    assert found_in(cited, "TAG13", tags=(rf.Reference(code="5.1", vocabulary="strategic_plan"),)) == ["A/#1"]
    assert found_in(cited, "TAG13", tags=(rf.Reference(code="5.1", vocabulary="sdg_target"),)) == []


@pytest.mark.parametrize(
    ("common", "complementary", "paths"),
    [
        (("UNDP",), ("UNDP",), ["alignments#2"]),
        (("UNDP", "UNFPA"), ("UNFPA", "UNDP"), ["alignments#2", "alignments#2"]),
        (("UNDP",), ("undp",), ["alignments#2"]),
        (("UNDP",), ("UNFPA",), []),
        (("UNDP",), (), []),
        ((), ("UNDP",), []),
    ],
)
def test_one_partner_and_two_tags(common, complementary, paths):
    """With each entity that is named in both tags, the complementary one is pointed at."""
    tags = tuple(
        rf.Alignment(kind=kind, partners=tuple(rf.Organisation(acronym=name) for name in names))
        for kind, names in ((COMMON, common), (COMPLEMENTARY, complementary))
    )
    assert found_in(rf.Indicator(alignments=tags), "TAG02") == paths
