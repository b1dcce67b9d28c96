"""Indicators that several frameworks share: common ones, candidates, and the tags held against them."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.compare import MatchKind
from resultsframework.compare import _similarity as similarity_module

LAWS = "Number of laws that were adopted to advance equality in the country"
WOMEN = "Number of women who were trained in setting up a business of their own"


def indicator(code, statement=LAWS, **fields):
    return rf.Indicator(code=code, statement=statement, **fields)


def plan(entity, *indicators, **fields):
    owner = None if entity is None else rf.Organisation(acronym=entity)
    output = rf.Output(code="1", indicators=indicators)
    return rf.ResultsFramework(reporting_organisation=owner, results=(output,), **fields)


def tagged(kind, *partners):
    return (rf.Alignment(kind=kind, partners=tuple(rf.Organisation(acronym=name) for name in partners)),)


def kinds(*frameworks):
    return [match.kind.value for match in rf.align(frameworks)]


def messages(*frameworks):
    return [(tag.framework, tag.path, tag.message) for tag in rf.align(frameworks).tags]


# ------------------------------------------------------------------------------------------ matches


@pytest.mark.each(
    "one, other, kind",
    [
        (LAWS, LAWS, "exact"),
        (LAWS, f"SP 1.2.3: {LAWS} (CO, HQ)", "folded"),
        ("Laws on women’s work", "laws on women's  work", "folded"),
        (WOMEN, WOMEN.replace("women", "girls"), "near"),
    ],
)
def test_statements_are_common_or_near(one, other, kind):
    """Letter by letter, after folding, or as a candidate."""
    assert kinds(plan("A", indicator("1", one)), plan("B", indicator("2", other))) == [kind]


def test_a_near_statement_shows_its_difference():
    """Word by word, with the share of equal characters."""
    (match,) = rf.align([plan("A", indicator("1", WOMEN)), plan("B", indicator("2", WOMEN.replace("women", "girls")))])
    assert match.evidence == "Number of [women → girls] who were trained in … (92 %)"
    assert (match.one, match.other, match.paths, match.other_paths) == (1, 2, ("1/1",), ("1/2",))


def test_short_and_other_statements_are_no_match():
    """Three words are never near, and a statement that has a common one is not near another."""
    assert kinds(plan("A", indicator("1", "Number of laws")), plan("B", indicator("1", "Number of law"))) == []
    assert kinds(plan("A", indicator("1", WOMEN)), plan("B", indicator("1", LAWS))) == []
    assert kinds(plan("A", indicator("1", None)), plan("B", indicator("1", None))) == []
    both = plan("B", indicator("1", WOMEN), indicator("2", f"{WOMEN}s"))
    assert kinds(plan("A", indicator("1", WOMEN)), both) == ["exact"]


def test_a_repeated_statement_is_one_match_with_all_its_places():
    """Corporate indicators are under several outputs."""
    (match,) = rf.align(
        [plan("A", indicator("1"), indicator("2")), plan("B", indicator("3", f"{LAWS} (CO)"), indicator("4"))]
    )
    assert (match.kind, match.paths, match.other_paths) == (MatchKind.EXACT, ("1/1", "1/2"), ("1/3", "1/4"))


@pytest.mark.each(
    "fields, other, evidence",
    [
        ({"sdgs": (rf.SdgReference(target="5.4"),)}, {"sdgs": (rf.SdgReference(target="5.4"),)}, "SDG 5.4"),
        (
            {"references": (rf.Reference(code="5.c.1", vocabulary="sdg_indicator"),)},
            {"statement": "SDG Indicator 5.c.1: Share of countries that track money"},
            "SDG 5.c.1",
        ),
        (
            {"references": (rf.Reference(code="A1", vocabulary="WHO"),)},
            {"references": (rf.Reference(code="A1", vocabulary="WHO"),)},
            "code A1 of the list WHO",
        ),
    ],
)
def test_the_same_goal_or_code_is_a_candidate(fields, other, evidence):
    """With the code as its evidence."""
    one, second = indicator("1", WOMEN, **fields), attrs.evolve(indicator("2", "Taps"), **other)
    (match,) = rf.align([plan("A", one), plan("B", second)])
    assert (match.kind, match.evidence) == (MatchKind.SHARED, evidence)


@pytest.mark.each(
    "fields",
    [
        {"sdgs": (rf.SdgReference(goal=5),)},
        {"references": (rf.Reference(code="1"),)},
        {"references": (rf.Reference(code="1", vocabulary="reporting_organisation"),)},
    ],
)
def test_a_goal_or_an_own_code_is_no_evidence(fields):
    """Half of all indicators are of goal 5, and everybody has an indicator 1."""
    assert kinds(plan("A", indicator("1", WOMEN, **fields)), plan("B", indicator("1", "Taps", **fields))) == []


def test_candidates_are_between_entities_and_not_of_common_indicators():
    """Two frameworks of one entity share its lists, and what is common needs no candidate."""
    fields = {"sdgs": (rf.SdgReference(target="5.4"),)}
    one, other = indicator("1", WOMEN, **fields), indicator("2", "Taps", **fields)
    assert kinds(plan("A", one), plan("A", other)) == []
    assert kinds(plan("A", one), plan("B", one)) == ["exact"]
    assert kinds(plan("A", one), plan("B", one, other)) == ["exact"]


def test_a_framework_aligned_with_itself_is_all_exact():
    """Each of its different statements once, and no tag is missing."""
    example = examples.load()
    alignments = rf.align([example, example])
    assert {match.kind for match in alignments} == {MatchKind.EXACT}
    assert len(alignments) == len({i.statement for i in example.indicators})
    assert alignments.tags == ()


def test_aligning_is_symmetric():
    """In either order the same matches, with the sides exchanged."""
    one = plan("A", indicator("1", WOMEN), indicator("2", sdgs=(rf.SdgReference(target="5.4"),)))
    other = plan("B", indicator("3", f"{WOMEN} (CO)"), indicator("4", "Taps", sdgs=(rf.SdgReference(target="5.4"),)))
    there = {(m.kind, m.paths, m.other_paths) for m in rf.align([one, other])}
    assert there == {(m.kind, m.other_paths, m.paths) for m in rf.align([other, one])}
    assert len(there) == 2


def test_without_the_extra_there_are_no_near_statements(monkeypatch):
    """And the text says what to install."""
    monkeypatch.setattr(similarity_module, "find_spec", lambda _name: None)
    found = rf.align([plan("A", indicator("1", WOMEN)), plan("B", indicator("2", WOMEN.replace("women", "girls")))])
    assert not found
    assert str(found) == (
        "A, B: nothing in common\nNear statements were not looked for: install resultsframework[match]."
    )


# ------------------------------------------------------------------------------------------ tags


def test_a_common_tag_without_a_common_statement_is_reported():
    """With the number of frameworks of that entity that were given."""
    one = plan("UNDP", indicator("1", alignments=tagged("common", "UNICEF")))
    other = plan("UNICEF", indicator("2", WOMEN))
    message = "tagged common with UNICEF; no such statement in the UNICEF framework given"
    assert messages(one, other) == [(1, "1/1", message)]
    assert messages(one, other, other) == [
        (1, "1/1", "tagged common with UNICEF; no such statement in the two UNICEF frameworks given")
    ]
    assert "the 5 UNICEF frameworks" in messages(one, *[other] * 5)[0][2]
    assert messages(one, plan("FAO", indicator("2", WOMEN))) == []


def test_a_missing_common_tag_is_proposed():
    """For each of both that lacks it."""
    one, other = plan("UNDP", indicator("1", alignments=tagged("common", "unicef"))), plan("UNICEF", indicator("2"))
    assert messages(one, other) == [
        (2, "1/2", "the same statement as an indicator of UNDP, without a common tag"),
    ]
    (tag,) = rf.align([one, other]).tags
    assert (tag.partner, tag.kind, tag.is_missing) == ("UNDP", rf.AlignmentKind.COMMON, True)


def test_a_complementary_tag_is_not_repeated_word_for_word():
    """The same statement is a common indicator."""
    one = plan("UNDP", indicator("1", alignments=tagged("complementary", "UNICEF")))
    other = plan("UNICEF", indicator("2", alignments=tagged("common", "UNDP")))
    assert messages(one, other) == [(1, "1/1", "tagged complementary with UNICEF, which has the same statement")]
    assert messages(one, plan("UNICEF", indicator("2", WOMEN))) == []


def test_frameworks_without_an_entity_have_no_tags_to_check():
    """Nobody knows whom a tag means."""
    one = plan("UNDP", indicator("1", alignments=tagged("common", "UNICEF")))
    assert messages(one, plan(None, indicator("2", WOMEN), title="Water")) == []


# ------------------------------------------------------------------------------------------ the whole


def test_the_text_the_table_and_the_matrix():
    """The list of matches with their places; a statement without a match is not in it."""
    one = plan("UNDP", indicator("1"), indicator("2", WOMEN))
    other = plan("UNICEF", indicator("3"))
    found = rf.align([one, other, plan(None, title="Water")])
    assert str(found).splitlines() == [
        "UNDP, UNICEF, Water: 1 common",
        "",
        f"exact: {LAWS}",
        "  UNDP: 1/1",
        "  UNICEF: 1/3",
        "",
        "Tags",
        "  UNDP, 1/1: the same statement as an indicator of UNICEF, without a common tag",
        "  UNICEF, 1/3: the same statement as an indicator of UNDP, without a common tag",
    ]
    assert repr(found) == "<Alignments UNDP, UNICEF, Water: 1 common>"
    assert found.table().rows == (("exact", "UNDP", "UNICEF", LAWS, "1/1", "1/3"),)
    assert found.matrix().rows == (("UNDP", None, 1, 0), ("UNICEF", 1, None, 0), ("Water", 0, 0, None))
    assert found._repr_html_() == found.table()._repr_html_()
    assert len(found.common) == len(found) == 1


def test_frameworks_are_called_by_entity_title_or_number():
    """With the number where several have one name."""
    frameworks = (
        plan("UNDP"),
        plan("UNDP"),
        plan(None, title="Water"),
        plan(None, identifier="XM-1"),
        plan(None),
        attrs.evolve(plan(None), reporting_organisation=rf.Organisation(name="Sida")),
    )
    found = rf.align(frameworks)
    assert [found.name(n) for n in range(1, 7)] == ["UNDP (1)", "UNDP (2)", "Water", "XM-1", "framework 5", "Sida"]


@pytest.mark.each(
    "given, message",
    [
        ([], "align needs at least two frameworks, and there is none"),
        ([plan("A")], "align needs at least two frameworks, and there is 1"),
        (plan("A"), "align needs several frameworks"),
        ("plan.json", "align needs several frameworks"),
        (5, "align needs several frameworks"),
        ([plan("A"), "plan.json"], "align needs a ResultsFramework, not str"),
    ],
)
def test_only_several_frameworks_are_aligned(given, message):
    """Anything else is refused in one sentence."""
    with pytest.raises(rf.InvalidValueError, match=message):
        rf.align(given)
