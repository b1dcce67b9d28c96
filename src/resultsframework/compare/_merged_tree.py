"""
The results and indicators of three versions of a framework as one tree.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.indicator import Indicator
from resultsframework.result import Outcome, Output, Result

from ._diff import NOTHING
from ._in_words import level_of, name_of
from ._merged_fields import MergedFields, woven
from ._pairing import Pairing, Spot, pair

if TYPE_CHECKING:
    from ._conflict import Conflict

__all__ = ["MergedTree"]

# The results that a field of results holds.
HELD: dict[str, type[Result]] = {"results": Result, "outcomes": Outcome, "outputs": Output}


@attrs.define(eq=False)
class _Entity:
    """
    One result or indicator in up to three frameworks, or the framework itself.

    Attributes:
        spots: Its positions in the base, in ours and in theirs; None where it is not.

        holder: The entity that it belongs to in the merged framework; None for the framework itself, and for what is no
            longer there.
    """

    spots: list[Spot | None]
    holder: _Entity | None = None

    @property
    def first(self) -> Spot:
        """Its position in ours, else in theirs, else in the base."""
        base, ours, theirs = self.spots
        return next(spot for spot in (ours, theirs, base) if spot is not None)


class MergedTree:
    """
    Three versions of a framework, merged.

    Args:
        base: The version that both began with.

        ours: Our version.

        theirs: Their version.
    """

    def __init__(self, base: Any, ours: Any, theirs: Any) -> None:
        self.conflicts: list[Conflict] = []
        self._of_spot: dict[Spot, _Entity] = {}
        # Results that the level of the one above cannot hold any more.
        self._strays: list[Result] = []
        mine, other = pair(base, ours), pair(base, theirs)
        self._pair_up(mine, other)
        self._root = self._of_spot[mine.old]
        self._entities = list(dict.fromkeys(self._of_spot.values()))

    def made(self) -> Any:
        """The merged framework."""
        for entity in self._entities:
            if entity is not self._root:
                entity.holder = self._holder(entity)
        for entity in self._entities:
            if entity.holder is not None and not self._is_there(entity.holder):
                others = map(self._holder_of, entity.spots[1:])
                entity.holder = next((one for one in others if one is not None and self._is_there(one)), None)
        below: dict[_Entity, list[_Entity]] = {}
        for entity in self._entities:
            if entity.holder is not None:
                below.setdefault(entity.holder, []).append(entity)
        framework = self._node(self._root, below)
        return attrs.evolve(framework, results=(*framework.results, *self._strays)) if self._strays else framework

    def _is_there(self, entity: _Entity | None) -> bool:
        """True if an entity, and all that it belongs to, is in the merged framework."""
        while entity is not None and entity is not self._root:
            entity = entity.holder
        return entity is self._root

    def _pair_up(self, mine: Pairing, other: Pairing) -> None:
        """One entity for each node of the base, and one for what was added; what both added below one node is one."""
        for ours, theirs in zip(mine.old.walk(), other.old.walk(), strict=True):
            entity = _Entity([ours, ours.partner, theirs.partner])
            self._of_spot.update((spot, entity) for spot in (theirs, *entity.spots) if spot is not None)
        added: dict[Hashable, _Entity] = {}
        for spot in mine.new.walk():
            if spot not in self._of_spot:
                self._of_spot[spot] = added[self._key(spot)] = _Entity([None, spot, None])
        for spot in other.new.walk():
            if spot not in self._of_spot:
                key = self._key(spot)
                entity = added.pop(key) if key in added else _Entity([None, None, None])
                entity.spots[2] = spot
                self._of_spot[spot] = entity

    def _key(self, spot: Spot) -> Hashable:
        """The holder, the class and the code or the statement of a node that was added."""
        return self._holder_of(spot), type(spot.node), spot.code or spot.statement

    def _holder_of(self, spot: Spot | None) -> _Entity | None:
        return None if spot is None or spot.holder is None else self._of_spot[spot.holder]

    # -------------------------------------------------------------------------------------- places

    def _holder(self, entity: _Entity) -> _Entity | None:
        """The entity that one belongs to, or None where it is gone; a contradiction is a conflict, and ours holds."""
        base, ours, theirs = entity.spots
        of_base, of_ours, of_theirs = map(self._holder_of, entity.spots)
        left = ours or theirs
        if base is None or left is None:
            return of_ours or of_theirs
        if ours is None or theirs is None:
            if left.node == base.node and self._holder_of(left) is of_base:
                return None
            self._fields(entity).conflict(base.field, *(NOTHING if s is None else s.node for s in entity.spots))
            return of_ours
        if of_ours is of_base:
            return of_theirs
        if of_theirs is not of_base and of_theirs is not of_ours:
            paths = [spot.holder.path if spot is not None and spot.holder is not None else "" for spot in entity.spots]
            self._fields(entity).conflict("holder", *paths)
        return of_ours

    def _fields(self, entity: _Entity) -> MergedFields:
        """The fields of a node."""
        spot = entity.first
        return MergedFields(spot.path, "" if spot.holder is None else name_of(spot.node), self.conflicts)

    # -------------------------------------------------------------------------------------- nodes

    def _node(self, entity: _Entity, below: dict[_Entity, list[_Entity]]) -> Any:
        """The merged node of an entity, with everything below it."""
        base, ours, theirs = entity.spots
        node = entity.first.node
        fields: dict[str, Any] = {}
        if ours is not None and theirs is not None:
            former = NOTHING if base is None else base.node
            merged = self._fields(entity)
            levels = [NOTHING if one is NOTHING else level_of(one) for one in (former, ours.node, theirs.node)]
            node = ours.node if merged.choice("level", *levels) == levels[1] else theirs.node
            fields = merged.fields(former, ours.node, theirs.node)
        known = {field.alias for field in attrs.fields(type(node))}
        fields = {name: value for name, value in fields.items() if name in known}
        children = [(child, self._node(child, below)) for child in self._in_order(entity, below.get(entity, []))]
        results = [made for _, made in children if isinstance(made, Result)]
        if isinstance(node, Result):
            fields["indicators"] = tuple([made for _, made in children if isinstance(made, Indicator)])
        nested = None if isinstance(node, Indicator) else getattr(node, "nested", "results")
        if nested:
            fields[nested] = tuple([made for made in results if isinstance(made, HELD[nested])])
        self._strays += [made for made in results if not nested or not isinstance(made, HELD[nested])]
        return attrs.evolve(node, **fields)

    def _in_order(self, entity: _Entity, children: list[_Entity]) -> list[_Entity]:
        """The entities below one in the merged order; those that are below it in no version are the last."""
        there = dict.fromkeys(children)
        orders = [
            [self._of_spot[child] for child in spot.below if self._of_spot[child] in there] if spot is not None else []
            for spot in entity.spots
        ]
        found = woven(*orders)
        return [*found, *(child for child in children if child not in set(found))]
