from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.compare import NOTHING
from resultsframework.testing import assert_same, frameworks, indicators, observations, texts

PLAUSIBLE = frameworks()
ANY = frameworks(valid=False)
FIELDS = [field.alias for field in attrs.fields(rf.Indicator) if field.alias != "line"]


def fields_of(node):
    return {field.alias for field in attrs.fields(type(node))} - {"periods"}


def collections_of(framework):
    """Every collection of results, indicators, values, tags that has something in it: its path, field and items."""
    holders = [("", framework), *framework.walk()]
    holders += [(f"{path}/series", node.series) for path, node in holders if isinstance(node, rf.Indicator)]
    found = [(path, name, getattr(node, name)) for path, node in holders for name in sorted(fields_of(node))]
    return [(path, name, items) for path, name, items in found if isinstance(items, tuple) and items]


def with_items(draw, framework, change):
    """The framework with other items in one of its collections."""
    places = collections_of(framework)
    if not places:
        return framework
    path, name, items = draw(st.sampled_from(places))
    return framework.replace(path, **{name: tuple(change(list(items), name))})


def dropped(draw, framework, _others):
    def change(items, _name):
        del items[draw(st.integers(0, len(items) - 1))]
        return items

    return with_items(draw, framework, change)


def doubled(draw, framework, _others):
    def change(items, _name):
        items.insert(draw(st.integers(0, len(items))), draw(st.sampled_from(items)))
        return items

    return with_items(draw, framework, change)


def shuffled(draw, framework, _others):
    return with_items(draw, framework, lambda items, _name: draw(st.permutations(items)))


def exchanged(draw, framework, others):
    """One item is that of another framework now."""

    def change(items, name):
        at = draw(st.integers(0, len(items) - 1))
        donated = [item for _, held, items in collections_of(draw(others)) if held == name for item in items]
        alike = [item for item in donated if type(item) is type(items[at])]
        items[at] = draw(st.sampled_from(alike)) if alike else items[at]
        return items

    return with_items(draw, framework, change)


def moved(draw, framework, _others):
    nodes = [path for path, _ in framework.walk()]
    if not nodes:
        return framework
    try:
        return framework.move(draw(st.sampled_from(nodes)), draw(st.sampled_from(["", *nodes])))
    except rf.InvalidValueError:
        return framework


def renamed(draw, framework, _others):
    """One node has the code of another one, or a new one, or another statement."""
    nodes = dict(framework.walk())
    if not nodes:
        return framework
    path = draw(st.sampled_from([*nodes]))
    if draw(st.booleans()):
        return framework.replace(path, code=draw(st.sampled_from([node.code for node in nodes.values()]) | texts()))
    name = "statement" if isinstance(nodes[path], rf.Indicator) else "title"
    return framework.replace(path, **{name: draw(texts())})


def revised(draw, framework, _others):
    """One value or one field of an indicator is another."""
    held = [(path, node) for path, node in framework.walk() if isinstance(node, rf.Indicator)]
    if not held:
        return framework
    path, indicator = draw(st.sampled_from(held))
    values = list(indicator.series)
    if not values or draw(st.booleans()):
        name = draw(st.sampled_from(FIELDS))
        return framework.replace(path, **{name: getattr(draw(indicators(valid=False)), name)})
    values[draw(st.integers(0, len(values) - 1))] = draw(observations())
    return framework.replace(path, series=attrs.evolve(indicator.series, observations=tuple(values)))


EDITS = (dropped, doubled, shuffled, exchanged, moved, renamed, revised)


@st.composite
def edited(draw, framework, others):
    """A later version of a framework: some nodes and values are dropped, doubled, moved, recoded or replaced."""
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=6)):
        framework = edit(draw, framework, others)
    return framework


VERSIONS = st.one_of(
    PLAUSIBLE.flatmap(lambda one: st.tuples(st.just(one), edited(one, PLAUSIBLE))),
    ANY.flatmap(lambda one: st.tuples(st.just(one), edited(one, ANY))),
    st.tuples(ANY, ANY),
)


@given(VERSIONS)
def test_changes_lead_from_one_version_to_the_other_and_back(versions):
    """The changes applied to the old version give the new one, and inverted they give the old one again."""
    old, new = versions
    changes = rf.diff(old, new)
    assert_same(changes.apply(old), new)
    assert_same(changes.invert().apply(new), old)
    assert changes.invert().invert() == changes
    assert bool(changes) is (old != new)


@given(PLAUSIBLE | ANY)
def test_a_framework_has_no_changes_from_itself(framework):
    """Nothing changes between a framework and its equal, whatever it repeats."""
    assert not rf.diff(framework, rf.from_dict(rf.to_dict(framework), rf.ResultsFramework))


@given(VERSIONS)
def test_every_path_leads_to_what_changed(versions):
    """The path of a change resolves in the new version, its old path in the old one, and it has words."""
    old, new = versions
    for change in rf.diff(old, new):
        assert change.after is NOTHING or new.at(change.path) is not None or change.field
        assert change.old_path is None or old.at(change.old_path) is not None or change.field
        assert change.sentence


@given(VERSIONS)
def test_changes_are_kept_as_json(versions):
    """Changes come back from JSON as they were, and still lead from one version to the other."""
    old, new = versions
    changes = rf.diff(old, new)
    again = rf.from_dict(rf.to_dict(changes), rf.Changes)
    assert again == changes
    assert_same(again.apply(old), new)


THREE = PLAUSIBLE.flatmap(lambda base: st.tuples(st.just(base), edited(base, PLAUSIBLE), edited(base, PLAUSIBLE))) | (
    ANY.flatmap(lambda base: st.tuples(st.just(base), edited(base, ANY), edited(base, ANY)))
)


@given(THREE)
def test_what_one_side_alone_changed_is_taken(versions):
    """Merging with the base, or with oneself, is the changed version, without a conflict."""
    base, ours, _ = versions
    for merged in (rf.merge(base, ours, base), rf.merge(base, base, ours), rf.merge(base, ours, ours)):
        assert_same(merged.framework, ours)
        assert not merged.conflicts


@given(THREE)
def test_both_sides_are_merged_whatever_they_changed(versions):
    """No node is in the merged framework twice that was once, and each conflict has a place and words."""
    base, ours, theirs = versions
    merged = rf.merge(base, ours, theirs)
    for conflict in merged.conflicts:
        assert not isinstance(conflict.ours, type(NOTHING)) or conflict.base is not NOTHING
        assert str(conflict)
    assert len(merged.framework.indicators) <= len(ours.indicators) + len(theirs.indicators)
    assert bool(merged.conflicts) is bool(rf.merge(base, theirs, ours).conflicts)


@given(PLAUSIBLE | ANY, PLAUSIBLE | ANY)
def test_aligning_is_symmetric_and_a_framework_is_common_with_itself(one, other):
    """In either order the same matches; of a framework with itself all are exact, one for each statement."""
    there = {(m.kind, m.paths, m.other_paths) for m in rf.align([one, other])}
    assert there == {(m.kind, m.other_paths, m.paths) for m in rf.align([other, one])}
    alike = rf.align([one, one])
    assert {match.kind.value for match in alike} <= {"exact"}
    folded = {rf.compare.folded(indicator.statement) for indicator in one.indicators} - {""}
    assert len(alike) == len(folded)
