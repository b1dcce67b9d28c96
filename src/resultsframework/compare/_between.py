"""
The changes between two frameworks whose nodes are paired: results and indicators that came, went and moved, and the
changes of each that is in both.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.indicator import Indicator
from resultsframework.result import in_numbers

from ._change import Change, ChangeKind
from ._diff import NOTHING
from ._field_changes import changes_of_fields
from ._in_words import in_words, level_of, name_of
from ._order import new_order, ranks
from ._times import Times
from ._where import Where

if TYPE_CHECKING:
    from ._pairing import Pairing, Spot

__all__ = ["changes_between"]


def changes_between(pairing: Pairing) -> list[Change]:
    """The changes from the first framework to the second, in the order of the second."""
    times = Times(pairing.old.node, pairing.new.node)
    return [change for spot in pairing.new.walk() for change in _changes_of(spot, times)]


def _changes_of(spot: Spot, times: Times) -> list[Change]:
    """The changes of one node of the second framework, with the nodes below it that were removed."""
    old = spot.partner
    if old is None:
        return [] if spot.holder is not None and spot.holder.partner is None else [_added(spot, times)]
    if isinstance(spot.node, Indicator) and old.node == spot.node and not _is_moved(old, spot):
        return []
    where = Where(old_path=old.path, path=spot.path, node=_name(spot), evidence=spot.evidence, times=times)
    found = [_moved(old, spot, where)] if _is_moved(old, spot) else []
    found += changes_of_fields(old.node, spot.node, where)
    for is_indicator in (True, False):
        kept = [child for child in spot.below if isinstance(child.node, Indicator) is is_indicator]
        kept = [child for child in kept if child.partner is not None and child.partner.holder is old]
        order = ranks([child.partner.index for child in kept if child.partner is not None])
        found += new_order(kept[0].field, [_in_short(child) for child in kept], order, where) if order else []
    return [*found, *(_removed(child, times) for child in old.below if child.partner is None)]


def _is_moved(old: Spot, new: Spot) -> bool:
    """True for two nodes that are one below nodes that are not."""
    return new.holder is not None and old.holder is not new.holder.partner


def _name(spot: Spot) -> str:
    return "" if spot.holder is None else name_of(spot.node)


def _in_short(spot: Spot) -> str:
    return spot.code or _name(spot)


def _moved(old: Spot, new: Spot, where: Where) -> Change:
    before, after = ("" if spot.holder is None else spot.holder.path for spot in (old, new))
    return where.change(ChangeKind.MOVED, new.field, before, after, old.index, new.index, what=level_of(new.node))


def _added(spot: Spot, times: Times) -> Change:
    where = Where(old_path=None, path=spot.path, node=_name(spot), times=times)
    node = _without_paired(spot)
    return where.change(ChangeKind.ADDED, spot.field, NOTHING, node, None, spot.index, what=_with_content(node))


def _removed(spot: Spot, times: Times) -> Change:
    where = Where(old_path=spot.path, path=None, node=_name(spot), times=times)
    node = _without_paired(spot)
    return where.change(ChangeKind.REMOVED, spot.field, node, NOTHING, spot.index, None, what=_with_content(node))


def _with_content(node: Any) -> str:
    """A node in words, with what goes or comes with it: its target, or the numbers of the nodes below it."""
    if isinstance(node, Indicator):
        target = node.target
        what = (
            f"{in_words(target.value, target.unit)} for {in_words(target.period)}"
            if target and target.is_reported
            else ""
        )
        return f"indicator with the target of {what}" if what else "indicator"
    below = in_numbers(n for result in node.walk() for n in (result, *result.indicators) if n is not node)
    return f"{level_of(node)} with {below}" if below else level_of(node)


def _without_paired(spot: Spot) -> Any:
    """The node of one framework alone, without what is below it and in the other framework as well."""
    left: dict[str, list[Any]] = {child.field: [] for child in spot.below}
    for child in spot.below:
        if child.partner is None:
            left[child.field].append(_without_paired(child))
    changes = {name: tuple(nodes) for name, nodes in left.items() if not _are_these(nodes, getattr(spot.node, name))}
    return attrs.evolve(spot.node, **changes) if changes else spot.node


def _are_these(nodes: list[Any], others: tuple[Any, ...]) -> bool:
    return len(nodes) == len(others) and all(map(operator.is_, nodes, others))
