"""Three-way merges: what each of two people changed, together, and where they contradict each other."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.compare import NOTHING

LAWS = "Number of laws that were adopted to advance equality in the country"
WOMEN = "Number of women who were trained in setting up a business of their own"


def indicator(code, statement=LAWS, line="2020 baseline 0 | 2021 milestone 5 actual 3 | 2025 target 320", **fields):
    return rf.Indicator(code=code, statement=statement, series=rf.ObservationSeries.parse(line), **fields)


def plan(*indicators, **fields):
    return rf.ResultsFramework(results=(rf.Output(code="1", title="Wells", indicators=indicators, **fields),))


def outputs(*results):
    return rf.ResultsFramework(results=(rf.Outcome(code="A", outputs=results),))


BASE = plan(indicator("1A"), indicator("1B", WOMEN))


def merged(base, ours, theirs):
    """The merged framework, where nothing contradicts."""
    found = rf.merge(base, ours, theirs)
    assert found.conflicts == ()
    assert str(found) == "no conflicts"
    assert rf.merge(base, theirs, ours).conflicts == ()
    return found.framework


def the_conflict(base, ours, theirs):
    """The only conflict; ours is kept there."""
    (conflict,) = rf.merge(base, ours, theirs).conflicts
    return conflict


def test_what_each_changed_is_taken():
    """A statement by us, a target and a title by them."""
    ours = BASE.replace("1/1A", statement="Laws")
    theirs = BASE.replace("1/1A/target", value=300).replace("1", title="Taps")
    assert merged(BASE, ours, theirs) == ours.replace("1/1A/target", value=300).replace("1", title="Taps")


def test_what_both_changed_alike_is_taken_once():
    """The same tag twice is one, and the same new indicator."""
    goal = (rf.SdgReference(goal=5),)
    ours = BASE.replace("1", sdgs=goal, title="Taps", indicators=(*BASE.at("1").indicators, indicator("1C")))
    theirs = BASE.replace("1", sdgs=goal, description="New", indicators=(*BASE.at("1").indicators, indicator("1C")))
    assert merged(BASE, ours, theirs) == ours.replace("1", description="New")


def test_a_field_that_both_changed_differently_is_a_conflict():
    """With all three values, and ours in the framework."""
    ours, theirs = BASE.replace("1/1A", unit="law"), BASE.replace("1/1A", unit="persons")
    conflict = the_conflict(BASE, ours, theirs)
    assert (conflict.path, conflict.field, conflict.base, conflict.ours, conflict.theirs) == (
        *("1/1A", "unit", None, "law", "persons"),
    )
    assert str(conflict) == f'1A {LAWS}: unit: base none, ours "law", theirs "persons"'
    found = rf.merge(BASE, ours, theirs)
    assert found.framework == ours
    assert found.table().rows == (("1/1A", f"1A {LAWS}", "unit", "none", '"law"', '"persons"'),)


def test_values_are_merged_one_by_one():
    """Their result and our target; a value with its text is one."""
    ours = BASE.replace("1/1A/target", value=300, comment="Agreed")
    theirs = BASE.replace("1/1A/actual", value=4).replace("1/1A/target", documents=(rf.DocumentLink(title="Minutes"),))
    found = merged(BASE, ours, theirs)
    assert str(found.at("1/1A").series) == "2020 baseline 0 | 2021 milestone 5 actual 4 | 2025 target 300"
    assert found.at("1/1A/target").comment == "Agreed"
    assert found.at("1/1A/target").documents[0].title == "Minutes"


def test_two_values_for_one_cell_are_a_conflict():
    """Of the value, with its position."""
    ours, theirs = (BASE.replace("1/1A/target", value=value, comment=str(value)) for value in (300, 280))
    found = rf.merge(BASE, ours, theirs)
    assert [(c.path, c.field, c.base, c.ours, c.theirs) for c in found.conflicts] == [
        ("1/1A/target", "value", Decimal(320), Decimal(300), Decimal(280)),
        ("1/1A/target", "comment", None, "300", "280"),
    ]
    assert found.framework == ours


def with_line(line):
    return BASE.replace("1/1A", series=rf.ObservationSeries.parse(line))


def test_values_that_came_and_went():
    """A year that they added, a milestone that we dropped, and the texts of the values as they were."""
    ours = with_line("2020 baseline 0 | 2021 actual 3 | 2025 target 320")
    theirs = with_line("2020 baseline 0 | 2021 milestone 5 actual 3 | 2022 milestone 9 actual 1,000 | 2025 target 320")
    found = merged(BASE, ours, theirs).at("1/1A").series
    assert str(found) == "2020 baseline 0 | 2021 actual 3 | 2022 milestone 9 actual 1,000 | 2025 target 320"


def test_a_value_that_one_dropped_and_the_other_changed_is_a_conflict():
    """Ours holds, whichever it is."""
    ours, theirs = with_line("2020 baseline 0"), BASE.replace("1/1A/target", value=300)
    dropped = the_conflict(BASE, ours, theirs)
    assert (dropped.path, dropped.field, dropped.ours) == ("1/1A/target", "observations", NOTHING)
    kept = rf.merge(BASE, theirs, ours)
    assert [conflict.theirs for conflict in kept.conflicts] == [NOTHING]
    assert str(kept.framework.at("1/1A").series) == "2020 baseline 0 | 2025 target 300"


def test_two_new_values_for_one_period_are_a_conflict():
    """Without a value before."""
    lines = (f"2020 baseline 0 | 2021 milestone 5 actual 3 | 2023 actual {n} | 2025 target 320" for n in (7, 8))
    conflict = the_conflict(BASE, *map(with_line, lines))
    assert (conflict.base, conflict.ours.raw, conflict.theirs.raw) == (NOTHING, "7", "8")


def test_the_order_is_ours_where_we_changed_it():
    """Else theirs; additions follow their neighbours."""
    one, two, three = (indicator(code, f"{LAWS} {code}") for code in "abc")
    four, five = indicator("d", "Wells"), indicator("e", "Taps")
    base = plan(one, two, three)
    assert merged(base, plan(three, one, two), plan(one, four, two, three)) == plan(three, one, four, two)
    assert merged(base, plan(five, one, two, three), plan(three, two, one)) == plan(five, three, two, one)


def test_a_node_that_one_removed_and_the_other_changed_is_a_conflict():
    """Removed by us it is gone, removed by them it stays; unchanged it goes without one."""
    without, changed = plan(indicator("1A")), BASE.replace("1/1B", unit="persons")
    assert merged(BASE, without, BASE.replace("1", title="Taps")) == without.replace("1", title="Taps")
    conflict = the_conflict(BASE, without, changed)
    assert (conflict.path, conflict.field, conflict.ours) == ("1/1B", "indicators", NOTHING)
    assert rf.merge(BASE, without, changed).framework == without
    assert rf.merge(BASE, changed, without).framework == changed
    assert merged(BASE, without, without.replace("1", title="Taps")) == without.replace("1", title="Taps")


A, B, C = (rf.Output(code=code, title=f"Title of {code}") for code in "abc")
TREE = outputs(attrs.evolve(A, indicators=(indicator("X"),)), B, C)


def test_a_node_that_one_moved_is_moved():
    """With what the other changed in it; moved by both to one place, once."""
    ours, theirs = TREE.move("A/a/X", "A/b"), TREE.replace("A/a/X", unit="law")
    assert merged(TREE, ours, theirs) == ours.replace("A/b/X", unit="law")
    assert merged(TREE, ours, ours.replace("A", title="New")) == ours.replace("A", title="New")


def test_a_node_that_both_moved_is_where_we_moved_it():
    """And a conflict with the paths of the three holders."""
    ours, theirs = TREE.move("A/a/X", "A/b"), TREE.move("A/a/X", "A/c")
    conflict = the_conflict(TREE, ours, theirs)
    assert (conflict.field, conflict.base, conflict.ours, conflict.theirs) == ("holder", "A/a", "A/b", "A/c")
    assert rf.merge(TREE, ours, theirs).framework == ours


def test_a_node_that_they_moved_into_what_we_removed_stays():
    """The removal is a conflict; nothing that we kept is lost."""
    ours, theirs = outputs(TREE.at("A/a"), C), TREE.move("A/a/X", "A/b")
    found = rf.merge(TREE, ours, theirs)
    assert [conflict.path for conflict in found.conflicts] == ["A/b"]
    assert found.framework == ours


def test_a_result_of_another_level_keeps_what_is_below_it():
    """We made the outcome an output, they added an output to it: that one is a result of the framework."""
    ours = rf.ResultsFramework(results=(rf.Output(code="A", title="Wells"),))
    base = rf.ResultsFramework(results=(rf.Outcome(code="A", title="Wells", impact_areas=("Water",)),))
    theirs = base.replace("A", outputs=(B,))
    found = rf.merge(base, ours, theirs)
    assert found.framework == rf.ResultsFramework(results=(*ours.results, B))
    assert rf.merge(base, theirs, ours).framework == rf.ResultsFramework(results=(*ours.results, B))
    other = rf.ResultsFramework(results=(rf.Impact(code="A", title="Wells"),))
    assert the_conflict(base, ours, other).field == "level"


def test_two_new_nodes_with_one_code_are_one():
    """Their fields are merged without a base, so that any difference is a conflict."""
    ours, theirs = (plan(*BASE.at("1").indicators, indicator("1C", unit=unit)) for unit in ("law", "persons"))
    conflict = the_conflict(BASE, ours, theirs)
    assert (conflict.path, conflict.base, conflict.ours, conflict.theirs) == ("1/1C", NOTHING, "law", "persons")
    assert rf.merge(BASE, ours, theirs).framework == ours


def test_budgets_are_merged_by_their_amounts():
    """Their expenses and our plan, of one budget."""
    base = plan(budgets=(rf.Budget(period=2024, planned=rf.Money.parse("$5"), expenses=rf.Money.parse("$1")),))
    ours = base.replace("1/budgets#1", planned=rf.Money.parse("$7"))
    theirs = base.replace("1/budgets#1", expenses=rf.Money.parse("$2"))
    assert merged(base, ours, theirs) == ours.replace("1/budgets#1", expenses=rf.Money.parse("$2"))


@pytest.mark.each("given", [(None, BASE, BASE), (BASE, "plan.json", BASE), (BASE, BASE, [BASE])])
def test_only_frameworks_are_merged(given):
    """Anything else is refused in one sentence."""
    with pytest.raises(rf.InvalidValueError, match="merge needs a ResultsFramework, not"):
        rf.merge(*given)


def test_merging_with_the_base_or_oneself_changes_nothing():
    """The laws of merging, of a few versions."""
    changed = BASE.replace("1", title="Taps")
    assert rf.merge(BASE, changed, BASE).framework == changed
    assert rf.merge(BASE, BASE, changed).framework == changed
    assert rf.merge(BASE, changed, changed).framework == changed
