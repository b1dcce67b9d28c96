"""The target groups of a programme, as a brief lists them."""

from __future__ import annotations

import attrs
import pytest

from resultsframework import JointProgramme, ResultsFramework, TargetGroup
from resultsframework.formats import brief


def read(text):
    framework = brief.loads(f"Looms\nTarget groups\n{text}")
    assert brief.loads(brief.dumps(framework)) == framework
    return framework.programmes[0]


@pytest.mark.each(
    ("text", "names"),
    [
        ("The target groups are weavers.", ["weavers"]),
        ("The target groups are weavers, dyers and spinners.", ["weavers", "dyers", "spinners"]),
        ("The main target group is: weavers", ["weavers"]),
        ("Target groups include weavers; dyers; and spinners.", ["weavers", "dyers", "spinners"]),
        ("The target groups are women and girls with looms.", ["women and girls with looms"]),
        ("The target groups are mostly poor women, such as dyers.", ["mostly poor women", "dyers"]),
        ("The target groups are women including dyers and weavers.", ["women", "dyers", "weavers"]),
        ("The target groups are women (old, young), men and boys.", ["women (old, young)", "men", "boys"]),
        ("Weavers, dyers and spinners", ["Weavers", "dyers", "spinners"]),
        ("Weavers\nDyers and spinners", ["Weavers", "Dyers and spinners"]),
        ("- Weavers\n• Dyers", ["Weavers", "Dyers"]),
    ],
)
def test_groups_are_separated(text, names):
    """A sentence, a row or lines list groups; two around an "and" alone may be one, and stay so."""
    assert [group.name for group in read(text).target_groups] == names


def test_a_group_may_have_a_level():
    """The level belongs to the group that it follows, not to those before."""
    groups = read("The target groups are weavers and, dyers at the local level.").target_groups
    assert groups[-1] == TargetGroup(name="dyers", level="local level")
    assert {group.level for group in groups[:-1]} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "The programme helps weavers.",
        "The target groups are weavers. Dyers wait.",
        "The target groups are weavers, and the project will reach dyers.",
        "Weavers first.\nDyers later.",
        "Chosen as follows: weavers",
    ],
)
def test_a_text_that_tells_more_than_a_list_is_left_alone(text):
    """Where a text is no plain list, no group is claimed and the text is kept."""
    programme = read(text)
    assert programme.target_groups == ()
    assert programme.target_group_text == text


def test_the_words_are_kept_where_the_groups_do_not_tell():
    """A list in the words that are written anyway needs no copy; any other is kept as it was read."""
    assert read("The target groups are weavers; dyers.").target_group_text is None
    assert read("The target groups are weavers.").target_group_text is None
    assert read("Weavers; dyers").target_group_text == "Weavers; dyers"


def test_changed_groups_are_written_as_they_are_now():
    """The words the groups were read from are written as long as they list the same groups."""
    programme = read("Weavers; dyers")
    framework = ResultsFramework(programmes=(programme,))
    assert brief.dumps(framework).splitlines()[2] == "Weavers; dyers"
    changed = attrs.evolve(programme, target_groups=programme.target_groups[:1])
    lines = brief.dumps(ResultsFramework(programmes=(changed,))).splitlines()
    assert lines[2] == "The target groups are Weavers."


def test_a_text_of_no_groups_is_written():
    """Groups kept as text alone are written as text."""
    programme = JointProgramme(target_group_text="All who weave. And all who dye.")
    assert brief.dumps(ResultsFramework(programmes=(programme,))).splitlines()[1] == "All who weave. And all who dye."
