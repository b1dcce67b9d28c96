"""The changes between real activities: they lead from each to the next of its publisher, and back."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

import resultsframework as rf

# The first activities of each file.
MOST = 6


@pytest.fixture(scope="module")
def neighbours(shared):
    """Pairs of activities that follow each other in the file of a publisher."""
    found = []
    for path in sorted((shared / "data" / "iati" / "publishers").glob("*.xml")):
        found += pairwise(islice(rf.read_all(path, on_problem=lambda _: None), MOST))
    return found


def test_changes_between_real_activities_lead_there_and_back(neighbours):
    """Nothing of any activity is lost on the way to another one."""
    assert len(neighbours) > 100
    for old, new in neighbours:
        changes = rf.diff(old, new)
        assert changes.apply(old) == new, (old.identifier, new.identifier)
        assert changes.invert().apply(new) == old, (old.identifier, new.identifier)


def test_a_real_activity_has_no_changes_from_itself_read_again(neighbours):
    """Written and read, it is the same."""
    for framework, _ in neighbours:
        assert not rf.diff(framework, rf.formats.json.loads(rf.formats.json.dumps(framework)))


def test_real_activities_are_merged_with_a_change_of_one_side(neighbours):
    """A change of one side alone is taken, also where it is all of it."""
    for base, other in neighbours:
        for merged in (rf.merge(base, other, base), rf.merge(base, base, other), rf.merge(base, other, other)):
            assert merged.framework == other
            assert not merged.conflicts
