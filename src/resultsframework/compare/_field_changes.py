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
from resultsframework.planned_activity import PlannedActivity
from resultsframework.programme import JointProgramme
from resultsframework.risk import Assumption, Risk
from resultsframework.series import ObservationSeries

from ._change import Change, ChangeKind
from ._diff import NOTHING, fields_of
from ._in_words import level_of, name_of
from ._items import same_items
from ._order import new_order
from ._series_changes import changes_of_series
from ._statement import folded

if TYPE_CHECKING:
    from ._where import Where

__all__ = ["LEVEL", "NESTED", "TREE", "changes_of_fields"]

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
        yield where.change(ChangeKind.OTHER, LEVEL, level_of(old), level_of(new), what=LEVEL)
    for name, (one, other) in _both(old, new).items():
        if isinstance(one, ObservationSeries):
            yield from changes_of_series(old, new, where)
        elif isinstance(one, tuple) and isinstance(other, tuple):
            yield from _changes_of_items(name, one, other, where)
        else:
            kind, why = _kind_of_field(name, one, other)
            what = WORDS.get(name, name.replace("_", " "))
            change = where.change(kind, name, one, other, what=f"{what}{where.of}")
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
            yield below.change(_kind_of_item(name, one, other), name, one, other, i, j, what=what)
    for j in items.added:
        below = where.below(None, f"{name}#{j + 1}")
        yield below.change(_kind_of_item(name, NOTHING, after[j]), name, NOTHING, after[j], None, j, what=what)
    for i in items.removed:
        below = where.below(f"{name}#{i + 1}", None)
        yield below.change(_kind_of_item(name, before[i], NOTHING), name, before[i], NOTHING, i, None, what=what)
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
