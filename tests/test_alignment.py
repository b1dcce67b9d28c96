from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest

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


@pytest.mark.parametrize("goal", [0, 18, -1])
def test_a_goal_that_does_not_exist_is_refused(goal):
    """There is no goal 18; the error names the field that keeps the text of the source."""
    with pytest.raises(InvalidValueError) as caught:
        SdgReference(goal=goal)
    assert str(caught.value) == (
        f"SdgReference.goal must be a goal from 1 to 17, not {goal!r}; keep what a source wrote instead in raw"
    )


def test_a_marker_without_significance_is_not_a_marker_that_is_not_targeted():
    """The page prints a policy marker without its significance; zero would say something else."""
    assert MARKER.significance is None
    assert PolicyMarker(name="GENDER EQUALITY", code="1", significance=0) != MARKER


@pytest.mark.parametrize("part", [COMMON, SDG, SECTOR, MARKER], ids=lambda part: type(part).__name__)
def test_tags_and_codes_can_be_hashed_copied_and_sent(part):
    """Tags, goals, codes and markers equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


def test_a_tag_shows_only_what_it_says():
    """In a notebook a goal is a goal, without empty fields."""
    assert repr(SDG) == "SdgReference(goal=5, target='5.4', indicator='5.4.1')"


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
