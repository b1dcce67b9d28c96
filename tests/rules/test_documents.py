from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("DOC01", "document A08, Results, Other", ["documents#1/categories"]),
        ("DOC01", "evidence A08; evidence Results", ["documents#2/categories"]),
        ("DOC02", "evidence A08; evidence without address", ["documents#2"]),
        ("DOC03", "reporting 2021; progress 2023 Planned.; progress 2019 Done.", ["A/progress_notes#1"]),
        ("DOC03", "progress 2023 Planned.", []),
        ("DOC03", "reporting 2021; 2020 actual 1", []),
        ("DOC04", "note Results of 2022 and 2021.; 2021 actual - | 2022 actual -", ["notes"]),
        ("DOC04", "note Results of 2022.; 2021 actual -", []),
        ("DOC04", "note Results of 20225.; 2022 actual -", []),
        ("DOC04", "note From 2021 to 2023.; 2021 actual 1 | 2022 actual - | 2023 actual -", ["notes"]),
        ("DOC04", "note Of 2022.; note Of 2021.; 2021 actual 0 | 2022 actual No", []),
        ("DOC04", "note Of 2022.; 2022 milestone 3", []),
        ("DOC03", "reporting 2021; progress 2021 Done.; progress 2019 Done.", []),
        ("DOC03", "reporting 2021; progress 2020 Done.; progress Done.", ["A/progress_notes#1"]),
        ("DOC03", "reporting 2021; progress 2019 Done.; progress 2020 Done.", ["A/progress_notes#2"]),
        ("DOC04", "2022 actual -", []),
    ],
)
def test_a_document(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


def test_a_document_is_named_by_its_title():
    """The finding names the document, where it has a title; an address of blanks is none."""
    documents = (rf.DocumentLink(title="Survey", url=" "), rf.DocumentLink())
    report = rf.validate(rf.ResultsFramework(documents=documents), select="DOC02")
    assert [f.message for f in report] == ["Survey has no address", "the document has no address"]


def test_unknown_categories_are_listed(case):
    """Every category that is in no list is named."""
    (finding,) = case("document A08, Results, Other").found("DOC01")
    assert finding.observed == "Results, Other"


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("XEN01", "profile of Mexico", []),
        ("XEN01", "outcome code MEX_D_2.1", []),
        ("XEN01", "outcome code XYZ_D_2.1; profile of Mexico", []),
        ("XEN01", "outcome code MEX_D_2.1; profile of Nowhere", []),
        ("XEN01", "outcome code KEN_O_2.1; profile of Kenia", []),
        ("XEN01", "outcome code NER_D_2.1; profile of Nigeria", ["country_profile"]),
        ("XEN02", "plan 2020-2025; title By the end of 2024, laws are adopted", ["A/title"]),
        ("XEN02", "plan 2020-2025; title Laws are adopted nearby 2024", []),
        ("XEN02", "plan 2020-2025; statement none", []),
        ("XEN02", "plan 2020-2025; statement By 2024 and by 2025 laws are adopted", ["statement"]),
        ("XEN02", "plan 2020-2025; statement by the end of 2026", ["statement"]),
        ("XEN02", "plan 2020-2025; statement by 2025", []),
        ("XEN02", "plan 2020-2025; statement by 20260 people", []),
        ("XEN02", "plan 2025; statement by 2020", ["statement"]),
        (
            "XEN03",
            "outcome code A; programme called Closing gaps for B; progress A joint programme.",
            ["A/progress_notes#1"],
        ),
        ("XEN03", "programme called Closing gaps for A; progress Closing gaps went on.", []),
        ("XEN03", "programme called Closing gaps for A; progress It went on.", []),
        ("XEN03", "programme called Closing gaps for B; progress It went on.", []),
    ],
)
def test_what_is_around_a_plan(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


def test_a_note_on_the_whole_needs_any_programme():
    """A note that is not about an outcome is in order where some programme is there."""
    note = rf.ProgressNote(text="Part of the Joint Programme.")
    plan = rf.ResultsFramework(progress_notes=(note,))
    assert [f.path for f in rf.validate(plan, select="XEN03")] == ["progress_notes#1"]
    with_programme = rf.ResultsFramework(progress_notes=(note,), programmes=(rf.JointProgramme(),))
    assert rf.validate(with_programme, select="XEN03").findings == ()


# ------------------------------------------------------------------------------------------- another version


def version(text, *, owner=None, statement="Number of laws", result="A", **more):
    indicator = rf.Indicator(code="I", statement=statement, series=rf.ObservationSeries.parse(text), **more)
    organisation = rf.Organisation(acronym=owner) if owner else None
    results = (rf.Output(code=result, indicators=(indicator,)),)
    return rf.ResultsFramework(results=results, reporting_organisation=organisation)


NOW = version("2024 target 2 | 2025 target 5", owner="UNW")


@pytest.mark.each(
    ("before", "paths"),
    [
        (version("2025 target 3", owner="UNW"), ["A/I/target:2025"]),
        (version("2025 target 3"), ["A/I/target:2025"]),
        (version("2025 target 3", owner="UNDP"), []),
        (version("2025 target 3", result="B"), []),
        (version("2025 target 3", statement="Number of acts"), []),
        (version("2025 target 3", statement="number of  laws (CO)"), ["A/I/target:2025"]),
        (version("2025 target TBD"), []),
        (version("2025 milestone 3"), []),
        (version("2025 target 5"), []),
        (rf.ResultsFramework(), []),
    ],
)
def test_a_target_that_changed(before, paths):
    """The target of the same indicator in another version of the plan is the same, or the change is explained."""
    assert [f.path for f in rf.validate(NOW, select="TGT13", compare_with=before)] == paths


def test_a_change_that_is_explained():
    """A comment beside the target is an explanation."""
    target = rf.Observation(
        kind=rf.ObservationKind.TARGET,
        period=rf.Period(year=2025),
        value=rf.parse_money("$5").nominal,
        comment="raised",
    )
    explained = NOW.replace("A/I", series=rf.ObservationSeries((target,)))
    assert rf.validate(explained, select="TGT13", compare_with=version("2025 target 3")).findings == ()


def test_a_change_that_is_recorded():
    """A revision explains what changed at its path and below it, and nothing else."""
    before = version("2024 target 2 | 2025 target 3", owner="UNW")
    revisions = rf.diff(before, NOW).as_revisions(reason="mid-term review")
    for path, is_silent in [
        (revisions[0].path, True),
        ("A", True),
        ("A/I", True),
        ("A/I/target:2024", False),
        ("", False),
    ]:
        revised = NOW.replace(revisions=(rf.Revision(path=path),))
        assert (not rf.validate(revised, select="TGT13", compare_with=before).findings) is is_silent


def test_a_target_in_a_moved_period_and_a_result_of_a_moved_indicator_are_left_aside():
    """Only the same value of the same indicator is compared."""
    assert not rf.validate(version("2025 target 5"), select="TGT13", compare_with=version("2026 target 3")).findings
    before = version("2020 actual 1 | 2021 actual 2")
    restated = version("2020 actual 1 | 2021 actual 3")
    assert [f.path for f in rf.validate(restated, select="REV", compare_with=before)] == ["A/I/actual:2021"]
    moved = version("2020 actual 1 | 2021 actual 3", result="B")
    assert not rf.validate(moved, select="REV", compare_with=before).findings


def test_a_result_that_is_withdrawn_or_new_is_not_restated():
    """There is no other value then."""
    before = version("2020 actual 1 | 2021 actual -")
    for now in ("2020 actual - | 2021 actual 2", "2021 actual 2"):
        assert not rf.validate(version(now), select="REV02", compare_with=before).findings


def several(*codes, result="A", **fields):
    """A plan with an outcome, and an output with these indicators."""
    made = tuple(rf.Indicator(code=code, statement=f"Number of laws about subject {code}") for code in codes)
    output = rf.Output(code=result, title="Laws are adopted", indicators=made)
    return rf.ResultsFramework(results=(rf.Outcome(code="O", outputs=(output,)),), **fields)


def test_an_indicator_that_was_dropped():
    """Each dropped indicator or result is one finding at the framework; a moved or renumbered one is not gone."""
    now = several("1", "2")
    findings = list(rf.validate(now, select="REV01", compare_with=several("1", "2", "3", "4")))
    assert [(f.path, f.expected) for f in findings] == [
        ("", "O/A/3, or a revision with this path"),
        ("", "O/A/4, or a revision with this path"),
    ]
    assert findings[0].message == "3 Number of laws about subject 3: indicator removed since the other version"
    assert not rf.validate(several("1", "2", result="B"), select="REV01", compare_with=now).findings
    renumbered = now.rename("2", "7")
    assert not rf.validate(renumbered, select="REV01", compare_with=now).findings


def test_a_result_that_was_dropped_with_its_indicators():
    """It is one finding; a result without indicators is none."""
    more = several("1", "2").results[0]
    empty = rf.Output(code="B", title="Taps are open")
    full = rf.Output(code="C", title="Wells are dug", indicators=(rf.Indicator(code="9", statement="Wells"),))
    before = rf.ResultsFramework(results=(attrs.evolve(more, outputs=(*more.outputs, empty, full)),))
    (finding,) = rf.validate(several("1", "2"), select="REV01", compare_with=before)
    assert finding.message == "C Wells are dug: output with 1 indicator removed since the other version"
    revised = several("1", "2", revisions=(rf.Revision(path="O/C"),))
    assert not rf.validate(revised, select="REV01", compare_with=before).findings


def test_a_framework_with_hardly_an_indicator_in_common_is_another_plan():
    """Of two plans of one owner nothing was dropped."""
    assert not rf.validate(several("1"), select="REV01", compare_with=several("1", "2", "3")).findings
    owners = (rf.Organisation(acronym=name) for name in ("UNDP", "UNICEF"))
    one, other = (
        several(*codes, reporting_organisation=owner) for codes, owner in zip(("12", "123"), owners, strict=True)
    )
    assert not rf.validate(one, select="REV01", compare_with=other).findings


def test_an_indicator_without_a_code_has_no_other_version():
    """The indicator it was about is not known."""
    nameless = NOW.replace("A/I", code=None)
    assert rf.validate(nameless, select="TGT13", compare_with=version("2025 target 3")).findings == ()


def test_the_placeholder_of_the_portal_is_no_countrys_profile():
    """The header that every page prints is reported whatever the codes; one with another figure is a country's."""
    profile = rf.CountryProfile(
        country="Afghanisthan",
        plan_period=rf.Period.between(2018, 2022),
        income_classification="Low Income",
        gender_inequality_index=Decimal("0.575"),
        gender_development_index=Decimal("0.723"),
        population=Decimal(209497025),
    )
    for code in ("2.1", "AFG_D_2.1", "MEX_D_2.1"):
        plan = rf.ResultsFramework(results=(rf.Outcome(code=code),), country_profile=profile)
        (finding,) = rf.validate(plan, select=["XEN01"])
        assert "placeholder of the portal" in finding.message
    other = attrs.evolve(profile, population=Decimal(40_000_000))
    assert (profile.is_placeholder, other.is_placeholder) == (True, False)
    plan = rf.ResultsFramework(results=(rf.Outcome(code="AFG_D_2.1"),), country_profile=other)
    assert len(rf.validate(plan, select=["XEN01"])) == 0
