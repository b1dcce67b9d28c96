"""
The changes of the fields of two nodes that are one, and of the items in their collections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.alignment import Alignment, PolicyMarker, Reference, SdgReference
from resultsframework.budget import AMOUNTS, Budget, FundingLine
from resultsframework.money import Money
from resultsframework.path import observation_steps
from resultsframework.planned_activity import PlannedActivity
from resultsframework.programme import JointProgramme
from resultsframework.risk import Assumption, Risk
from resultsframework.series import ObservationSeries

from ._change import Change, ChangeKind
from ._diff import NOTHING, fields_of
from ._in_words import level_of, listed, name_of
from ._items import Items, same_items, same_observations
from ._statement import folded
from ._value_change import changes_of_value, kind_of_value, what_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

    from ._where import Where

__all__ = ["LEVEL", "NESTED", "TREE", "changes_of_fields", "new_order"]

# The fields that hold results and indicators, and the class of a result as if it were a field.
TREE = frozenset({"results", "indicators", "outcomes", "outputs"})
LEVEL = "level"
# Classes of items whose fields are compared one by one.
NESTED = (Assumption, Budget, JointProgramme, PlannedActivity, Risk)
WORDING = frozenset({"statement", "title", "description"})
KINDS = dict.fromkeys(
    ("measure", "unit", "direction", "actuals_accumulation", "targets_accumulation", "aggregation_status"),
    ChangeKind.DECLARED,
) | {"code": ChangeKind.RECODED}
# The evidence for changes that change no meaning.
SPELLING = "only the spelling"
ROUNDING = "within its rounding"
# A reference in these fields is a tag; elsewhere it is a sector.
TAGS = (Alignment, PolicyMarker, SdgReference)
WORDS = {
    "actual": "actual budget",
    "actuals_accumulation": "accumulation of actuals",
    "planned": "planned budget",
    "sdgs": "SDG tags",
    "targets_accumulation": "accumulation of targets",
}
ONE_OF = {
    "activities": "activity",
    "alignments": "tag",
    "countries": "country",
    "extras": "extra",
    "observations": "value",
    "sdgs": "tag",
}


def changes_of_fields(old: Any, new: Any, where: Where) -> Iterator[Change]:
    """The changes of a node, without those of the results and indicators below it."""
    if type(old) is not type(new):
        yield where.change(ChangeKind.OTHER, LEVEL, level_of(old), level_of(new), LEVEL)
    for name, (one, other) in _both(old, new).items():
        if isinstance(one, ObservationSeries):
            yield from _changes_of_series(old, new, where)
        elif isinstance(one, tuple) and isinstance(other, tuple):
            yield from _changes_of_items(name, one, other, where)
        else:
            kind, why = _kind_of_field(name, one, other)
            what = WORDS.get(name, name.replace("_", " "))
            change = where.change(kind, name, one, other, f"{what}{where.of}")
            yield attrs.evolve(change, evidence=why) if why else change


def _both(old: Any, new: Any) -> dict[str, tuple[Any, Any]]:
    """The fields in which two nodes differ, results and indicators left out; one that a class lacks is empty."""
    names = {name: own for node in (old, new) for name, own in fields_of(node.__class__) if name not in TREE}
    found = {name: (getattr(old, own, ()), getattr(new, own, ())) for name, own in names.items()}
    return {name: (one, other) for name, (one, other) in found.items() if one is not other and one != other}


def _kind_of_field(name: str, one: Any, other: Any) -> tuple[ChangeKind, str]:
    """The kind of the change of a field, and the evidence that it is none of its meaning."""
    if name in WORDING:
        is_same = folded(one) == folded(other)
        return (ChangeKind.OTHER, SPELLING) if is_same else (ChangeKind.REWORDED, "")
    if name in AMOUNTS:
        return (ChangeKind.OTHER, ROUNDING) if _overlap(one, other) else (ChangeKind.BUDGET_REVISED, "")
    return KINDS.get(name, ChangeKind.OTHER), ""


def _overlap(one: object, other: object) -> bool:
    """True for two amounts that can be the same one, known more or less exactly."""
    if not isinstance(one, Money) or not isinstance(other, Money):
        return False
    return one.currency == other.currency and one.overlaps(other)


# ------------------------------------------------------------------------------------------ items


def _changes_of_items(name: str, before: Sequence[Any], after: Sequence[Any], where: Where) -> Iterator[Change]:
    """The changes of a collection: of items that are in both, and items that are in one of them."""
    items = same_items(before, after)
    what = f"{ONE_OF.get(name, name.removesuffix('s').replace('_', ' '))}{where.of}"
    for i, j in items.kept:
        one, other = before[i], after[j]
        if one == other:
            continue
        below = where.below(f"{name}#{i + 1}", f"{name}#{j + 1}")
        if isinstance(one, NESTED):
            yield from changes_of_fields(one, other, below.inside(other))
        else:
            yield below.change(_kind_of_item(name, one, other), name, one, other, what, i, j)
    for j in items.added:
        below = where.below(None, f"{name}#{j + 1}")
        yield below.change(_kind_of_item(name, NOTHING, after[j]), name, NOTHING, after[j], what, None, j)
    for i in items.removed:
        below = where.below(f"{name}#{i + 1}", None)
        yield below.change(_kind_of_item(name, before[i], NOTHING), name, before[i], NOTHING, what, i, None)
    yield from new_order(name, [name_of(after[j]) for _, j in items.kept], items.order, where)


def _kind_of_item(name: str, one: Any, other: Any) -> ChangeKind:
    """The kind of the change of an item."""
    item = other if one is NOTHING else one
    if isinstance(item, Budget):
        return ChangeKind.BUDGET_REVISED
    if isinstance(item, FundingLine):
        is_same = _overlap(getattr(one, "amount", None), getattr(other, "amount", None))
        return ChangeKind.OTHER if is_same else ChangeKind.BUDGET_REVISED
    is_tag = isinstance(item, TAGS) or (isinstance(item, Reference) and name != "sectors")
    return ChangeKind.TAG_CHANGED if is_tag else ChangeKind.OTHER


def new_order(name: str, names: Sequence[str], order: Sequence[int], where: Where) -> Iterator[Change]:
    """
    The change of the order of siblings, if it is another.

    Args:
        name: The field that holds them.

        names: Their names, in the order after.

        order: The former rank of each, empty where it is the same.

        where: The node that holds them.
    """
    if order:
        former = [names[number] for _, number in sorted(zip(order, range(len(order)), strict=True))]
        what = f"{name.replace('_', ' ')}{where.of}"
        change = where.change(ChangeKind.REORDERED, name, listed(former), listed(names), what)
        yield attrs.evolve(change, order=tuple(order))


# ------------------------------------------------------------------------------------------ values


def _changes_of_series(old: Indicator, new: Indicator, where: Where) -> Iterator[Change]:
    """The changes of the values of an indicator."""
    name = "observations"
    before, after = old.series.observations, new.series.observations
    steps, new_steps = observation_steps(old), observation_steps(new)
    items: Items = same_observations(old, new)
    for j, i in sorted([*((j, i) for i, j in items.kept), *((j, None) for j in items.added)], key=lambda pair: pair[0]):
        if i is not None:
            below = where.below(steps[i], new_steps[j])
            yield from () if before[i] == after[j] else changes_of_value(old, new, before[i], after[j], below)
        else:
            below = attrs.evolve(where.below(None, new_steps[j]), unit=after[j].unit or new.unit)
            yield below.change(kind_of_value(after[j]), name, NOTHING, after[j], what_of(new, after[j]), None, j)
    for i in items.removed:
        below = attrs.evolve(where.below(steps[i], None), unit=before[i].unit or old.unit)
        yield below.change(
            kind_of_value(before[i], is_lost=True), name, before[i], NOTHING, what_of(old, before[i]), i, None
        )
    yield from new_order(name, [what_of(new, after[j]) for _, j in items.kept], items.order, where)
    stored = old.series._periods, new.series._periods  # noqa: SLF001 - stored and derived periods are not equal
    if stored[0] != stored[1]:
        yield where.below("series", "series").change(ChangeKind.OTHER, "periods", *stored, "periods of the values")
