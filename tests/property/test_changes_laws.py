from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.testing import assert_same, frameworks, indicators, observations, texts

PLAUSIBLE = frameworks()
ANY = frameworks(valid=False)


def collections_of(framework):
    """Every collection of results, indicators, values, tags, budgets: the path of its holder, and its field."""
    found = [("", field.alias) for field in attrs.fields(type(framework))]
    for path, node in framework.walk():
        found += [(path, field.alias) for field in attrs.fields(type(node))]
        if isinstance(node, rf.Indicator):
            found.append((f"{path}/series", "observations"))
    return [
        (path, name)
        for path, name in found
        if isinstance(getattr(framework.at(path), name, None), tuple) and getattr(framework.at(path), name)
    ]


@st.composite
def edited(draw, framework, others):
    """A later version of a framework: some nodes and values are dropped, doubled, moved, recoded or replaced."""
    for _ in range(draw(st.integers(1, 6))):
        places = collections_of(framework)
        nodes = [path for path, _ in framework.walk()]
        what = draw(st.sampled_from(["drop", "double", "shuffle", "move", "code", "wording", "value", "field", "item"]))
        if what in {"drop", "double", "shuffle", "item"} and places:
            path, name = draw(st.sampled_from(places))
            items = list(getattr(framework.at(path), name))
            at = draw(st.integers(0, len(items) - 1))
            if what == "drop":
                del items[at]
            elif what == "double":
                items.insert(draw(st.integers(0, len(items))), items[at])
            elif what == "shuffle":
                items = draw(st.permutations(items))
            else:
                donors = [getattr(other, name, ()) for other in draw(others)._nodes() if hasattr(type(other), name)]
                more = [item for donor in donors for item in donor if type(item) is type(items[at])]
                items[at] = draw(st.sampled_from(more)) if more else items[at]
            framework = framework.replace(path, **{name: tuple(items)})
        elif what == "move" and len(nodes) > 1:
            path, to = draw(st.sampled_from(nodes)), draw(st.sampled_from(["", *nodes]))
            try:
                framework = framework.move(path, to)
            except rf.InvalidValueError:
                continue
        elif what == "code" and nodes:
            codes = st.sampled_from([framework.at(path).code for path in nodes]) | texts()
            framework = framework.replace(draw(st.sampled_from(nodes)), code=draw(codes))
        elif what == "wording" and nodes:
            path = draw(st.sampled_from(nodes))
            name = "statement" if isinstance(framework.at(path), rf.Indicator) else "title"
            framework = framework.replace(path, **{name: draw(texts())})
        elif what == "value":
            held = [(p, n) for p, n in framework.walk() if isinstance(n, rf.Indicator) and n.series.observations]
            if held:
                path, indicator = draw(st.sampled_from(held))
                values = list(indicator.series.observations)
                values[draw(st.integers(0, len(values) - 1))] = draw(observations())
                series = attrs.evolve(indicator.series, observations=tuple(values))
                framework = framework.replace(path, series=series)
        elif what == "field" and nodes:
            path = draw(st.sampled_from(nodes))
            if isinstance(framework.at(path), rf.Indicator):
                other = draw(indicators(valid=False))
                name = draw(st.sampled_from([f.alias for f in attrs.fields(rf.Indicator) if f.alias != "line"]))
                framework = framework.replace(path, **{name: getattr(other, name)})
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
    assert bool(changes) is (old != new)


@given(VERSIONS)
def test_inverting_twice_changes_nothing(versions):
    """The way back of the way back is the way there."""
    changes = rf.diff(*versions)
    assert changes.invert().invert() == changes


@given(PLAUSIBLE | ANY)
def test_a_framework_has_no_changes_from_itself(framework):
    """Nothing changes between a framework and itself, whatever it repeats."""
    assert not rf.diff(framework, framework)


@given(VERSIONS)
def test_every_path_leads_to_what_changed(versions):
    """The path of a change resolves in the new version, and its old path in the old one."""
    old, new = versions
    for change in rf.diff(old, new):
        if change.after is not rf.compare.NOTHING:
            new.at(change.path)
        if change.old_path is not None:
            old.at(change.old_path)
        assert str(change)
