from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given

from resultsframework import (
    Alignment,
    AlignmentKind,
    InvalidValueError,
    Organisation,
    Period,
    PolicyMarker,
    Reference,
    SdgReference,
)
from resultsframework.alignment import comparable, same_statement
from resultsframework.testing import texts

COMMON = Alignment(
    kind=AlignmentKind.COMMON,
    partners=(Organisation(acronym="UNDP"), Organisation(acronym="UNFPA")),
    as_of=Period(year=2021),
)
SDG = SdgReference(goal=5, target="5.4", indicator="5.4.1")
SECTOR = Reference(code="15170", vocabulary="1", name="Women's rights", percentage=Decimal(100))
MARKER = PolicyMarker(name="GENDER EQUALITY", code="1")


def test_an_indicator_is_common_with_some_and_complementary_with_others():
    """A tag has one kind and any number of partners, in source order."""
    assert [partner.label for partner in COMMON.partners] == ["UNDP", "UNFPA"]
    assert Alignment(kind=AlignmentKind.COMPLEMENTARY, partners=COMMON.partners, as_of=COMMON.as_of) != COMMON
    assert Alignment(kind=AlignmentKind.COMMON).partners == ()


@pytest.mark.parametrize("goal", [1, 5, 17, None])
def test_there_are_seventeen_goals_and_a_goal_may_be_unknown(goal):
    """A bare goal icon has no number, and that is not goal zero."""
    assert SdgReference(goal=goal).goal == goal


@pytest.mark.parametrize("goal", [0, 18, -1, True, "5", 5.0])
def test_a_goal_that_does_not_exist_is_refused(goal):
    """Goal 18 means nothing; the error says where to keep what stood in the source."""
    with pytest.raises(InvalidValueError) as caught:
        SdgReference(goal=goal)
    assert str(caught.value) == (
        f"SdgReference.goal must be a goal from 1 to 17, not {goal!r}; keep what a source wrote instead in raw"
    )


def test_a_marker_without_significance_is_not_a_marker_that_is_not_targeted():
    """The page prints a policy marker without its significance; zero would say something else."""
    assert MARKER.significance is None
    assert PolicyMarker(name="GENDER EQUALITY", code="1", significance=0) != MARKER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Number of laws", "number  of\u00a0LAWS"),
        ("women\u2019s work", "women's work"),
        ("women\u00b4s work", "women's work"),
        ("SP 3.8.1: Number of laws", "Number of laws"),
        ("SDG Indicator 5.c.1: Number of laws", "Number of laws"),
        ("Number of laws (CO, RO, HQ)", "Number of laws"),
        ("Number of laws (Desk Review)", "Number of laws"),
        ("Number of laws (MCO) ", "Number of laws"),
        ("Number of laws ( CO ,HQ )", "Number of laws (CO, HQ)"),
        ("women`s work", "women's work"),
        ("women \u0301s work", "women's work"),
        ("women\u00a0\u0301s work", "women\u2019s work"),
        ("\u201cfair\u201d work", '"fair" work'),
        ("a \u2013 b \u2014 c", "a - b - c"),
        ("\ufb01nance", "FINANCE"),
        ("Cafe\u0301s", "caf\u00e9s"),
        ("STRASSE", "stra\u00dfe"),
        ("2.1.1c # of initiatives", "# of initiatives"),
        ("2.1 # of initiatives", "# OF  initiatives"),
        ("SDG 5.c.1: Share of countries", "share of countries"),
        ("SP 0.1.d : Number of laws (HQ)", "number of laws"),
    ],
)
def test_a_statement_is_the_same_whatever_the_page_makes_of_it(one, other):
    """Quotes, spaces, letter case, a code before it and a scope behind it do not make another statement."""
    assert same_statement(one, other)


def test_other_words_are_another_statement():
    """One word more is another indicator, and so is a number inside, or what stands in brackets within."""
    assert not same_statement("Number of laws", "Number of new laws")
    assert not same_statement("Laws in 5 states", "Laws in 6 states")
    assert not same_statement("Number of laws (adopted)", "Number of laws")
    assert not same_statement("Number of laws (CO, adopted)", "Number of laws")
    assert not same_statement("Laws (CO) adopted", "Laws adopted")
    assert not same_statement("2.1 laws a state", "laws a state")
    assert not same_statement("SP laws: adopted", "adopted")


@pytest.mark.parametrize("part", [COMMON, SDG, SECTOR, MARKER], ids=lambda part: type(part).__name__)
def test_tags_and_codes_can_be_hashed_copied_and_sent(part):
    """Tags, goals, codes and markers equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


def test_a_tag_shows_only_what_it_says():
    """In a notebook a goal is a goal, without empty fields."""
    assert repr(SDG) == "SdgReference(goal=5, target='5.4', indicator='5.4.1')"


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("", ""),
        ("   \u00a0 ", ""),
        ("SP 3.8.1:", ""),
        ("SDG Indicator 5.c.1:Proportion", "proportion"),
        ("SDG 5: Gender equality", "gender equality"),
        ("SDG: 5", "sdg: 5"),
        ("2.1.1c # of initiatives", "# of initiatives"),
        ("2.1.1c Number of initiatives", "2.1.1c number of initiatives"),
        ("# of women", "# of women"),
        ("100 laws", "100 laws"),
        ("Laws (co)", "laws"),
        ("Laws (CO) (HQ)", "laws (co)"),
        ("Laws (CO; HQ)", "laws (co; hq)"),
        ("Laws (Oaxaca)", "laws (oaxaca)"),
        ("(CO)", ""),
        ("Prensa \u201clibre\u201d \u2014 a\u00f1o", 'prensa "libre" - a\u00f1o'),
        ("\uff37\uff4f\uff4d\uff45\uff4e", "women"),
        ("\u0416\u0435\u043d\u0449\u0438\u043d\u044b", "\u0436\u0435\u043d\u0449\u0438\u043d\u044b"),
        ("\u6027\u5225\u5e73\u7b49", "\u6027\u5225\u5e73\u7b49"),
        ("Number of laws.", "number of laws."),
    ],
)
def test_a_statement_is_compared_without_what_means_nothing(printed, compared):
    """Codes before it and scopes behind it go, words and numbers of its own stay, in every script."""
    assert comparable(printed) == compared


@given(texts())
def test_spaces_and_letter_case_never_make_another_statement(statement):
    """Whatever the page does to spaces around and between words, it is the same indicator."""
    assert same_statement(statement, f"  {statement}\n")
    assert same_statement(statement, statement.replace(" ", " \u00a0 "))
    assert comparable(statement) == comparable(statement).casefold()


@pytest.mark.parametrize("significance", [None, 0, 1, 2, 3, 4])
def test_how_much_of_an_objective_a_policy_is_has_five_answers_and_none(significance):
    """Not stated is an answer of its own beside 0 to 4, and each makes another marker."""
    markers = {PolicyMarker(code="1", significance=each) for each in (None, 0, 1, 2, 3, 4)}
    assert len(markers) == 6
    assert [m.significance for m in markers if m == PolicyMarker(code="1", significance=significance)] == [significance]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COMMON, Alignment(kind=AlignmentKind.COMMON, partners=COMMON.partners[::-1], as_of=COMMON.as_of)),
        (COMMON, Alignment(kind=AlignmentKind.COMMON, partners=COMMON.partners)),
        (SdgReference(target="5.c"), SdgReference(target="5.C")),
        (SdgReference(goal=5), SdgReference(target="5")),
        (SdgReference(raw="SDG Goal"), SdgReference()),
        (Reference(code="5.c.1"), Reference(code="5.c.1", vocabulary="sdg_indicator")),
        (Reference(code="1", percentage=Decimal(0)), Reference(code="1")),
        (Reference(code="01"), Reference(code="1")),
    ],
)
def test_tags_and_codes_are_kept_to_the_letter(one, other):
    """The order of partners, the year of a tag, the list that a code is from: each is part of what was said."""
    assert one != other


def test_three_icons_without_numbers_are_three_references():
    """The page prints three goal icons whose numbers are lost: three are kept, and none has a goal."""
    icons = (SdgReference(raw="SDG Goal", line=1), SdgReference(raw="SDG Goal", line=2), SdgReference(raw="SDG Goal"))
    assert [icon.goal for icon in icons] == [None, None, None]
    assert len(set(icons)) == 1
