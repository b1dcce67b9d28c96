"""
The fields of a node that two people changed, and the items of its collections, merged.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from resultsframework.observation import Observation
from resultsframework.path import observation_steps
from resultsframework.series import ObservationSeries

from ._conflict import Conflict
from ._diff import NOTHING, fields_of, same
from ._field_changes import NESTED, TREE
from ._items import Items, same_items, same_observations

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["MergedFields", "woven"]

K = TypeVar("K", bound=Hashable)
# A value, its text and its unit are one.
WITH_VALUE = ("value", "raw", "unit")


def woven(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """
    The items of two orders in one order: ours where we changed it, else theirs; each other item behind its neighbour.

    Args:
        base: The order before.

        ours: Our order.

        theirs: Their order.
    """
    common = set(base) & set(ours)
    is_ours = [item for item in base if item in common] != [item for item in ours if item in common]
    first, second = (ours, theirs) if is_ours else (theirs, ours)
    there = set(first)
    neighbour: K | None = None
    behind: dict[K | None, list[K]] = {}
    for item in second:
        if item in there:
            neighbour = item
        else:
            behind.setdefault(neighbour, []).append(item)
    return [*behind.get(None, []), *(one for item in first for one in (item, *behind.get(item, [])))]


@attrs.frozen
class MergedFields:
    """
    The fields of one node, merged.

    Attributes:
        path: The position of the node.

        node: The result or indicator, in words.

        conflicts: The conflicts found so far, to which those of the fields are added.
    """

    path: str
    node: str
    conflicts: list[Conflict]

    def conflict(self, field: str, base: Any, ours: Any, theirs: Any) -> Any:
        """Note a conflict; our value is kept."""
        found = Conflict(path=self.path, field=field, base=base, ours=ours, theirs=theirs, node=self.node)
        self.conflicts.append(found)
        return ours

    def below(self, step: str) -> MergedFields:
        """The same for an item of the node."""
        return attrs.evolve(self, path=f"{self.path}/{step}" if self.path else step)

    def choice(self, field: str, base: Any, ours: Any, theirs: Any) -> Any:
        """The value that one of both changed, or both in the same way; else a conflict."""
        if same(ours, theirs) or same(theirs, base):
            return ours
        return theirs if same(ours, base) else self.conflict(field, base, ours, theirs)

    def fields(self, base: Any, ours: Any, theirs: Any) -> dict[str, Any]:
        """
        The fields of a node of three versions, without the results and indicators below it.

        Args:
            base: The node before; ``NOTHING`` where both added it.

            ours: Our version.

            theirs: Their version.
        """
        names = {name: own for node in (theirs, ours) for name, own in fields_of(node.__class__) if name not in TREE}
        found: dict[str, Any] = {}
        if isinstance(ours, Observation):
            found = self._of_value(base, ours, theirs)
        for name, own in names.items():
            if name not in found:
                nodes = base, ours, theirs
                found[name] = self._field(name, nodes, *(_held(node, own) for node in nodes))
        return found

    def _of_value(self, base: Observation, ours: Observation, theirs: Observation) -> dict[str, Any]:
        """The value of an observation, with its text and unit."""
        own = dict(fields_of(Observation))
        parts = [tuple(getattr(o, own[name]) for name in WITH_VALUE) for o in (base, ours, theirs)]
        if same(parts[1], parts[2]) or same(parts[2], parts[0]):
            chosen = parts[1]
        elif same(parts[1], parts[0]):
            chosen = parts[2]
        else:
            chosen = parts[1]
            self.conflict("value", base.value, ours.value, theirs.value)
        return dict(zip(WITH_VALUE, chosen, strict=True))

    def _field(self, name: str, nodes: Sequence[Any], base: Any, ours: Any, theirs: Any) -> Any:
        """One field."""
        are_series = all(isinstance(value, ObservationSeries) for value in (base, ours, theirs))
        if are_series and base not in (ours, theirs) and ours != theirs:
            return self._series(*nodes)
        if isinstance(ours, tuple) and isinstance(theirs, tuple) and isinstance(base, tuple):
            if base in (ours, theirs) or ours == theirs:
                return self.choice(name, base, ours, theirs)
            steps = [[f"{name}#{n}" for n, _ in enumerate(items, 1)] for items in (base, ours)]
            return self._items(name, (base, ours, theirs), same_items(base, ours), same_items(base, theirs), steps)
        return self.choice(name, base, ours, theirs)

    def _series(self, base: Indicator, ours: Indicator, theirs: Indicator) -> ObservationSeries:
        """The values of an indicator."""
        values = tuple(node.series.observations for node in (base, ours, theirs))
        pairs = same_observations(base, ours), same_observations(base, theirs)
        steps = [observation_steps(base), observation_steps(ours)]
        merged = self._items("observations", values, *pairs, steps)
        stored = [node.series._periods for node in (base, ours, theirs)]  # noqa: SLF001 - the derived ones follow
        return ObservationSeries(merged, self.choice("periods", *stored))

    def _items(
        self, name: str, versions: Sequence[Sequence[Any]], mine: Items, other: Items, steps: Sequence[Sequence[str]]
    ) -> tuple[Any, ...]:
        """The items of a collection: each that one of both added, changed or removed, and what neither touched."""
        base, ours, theirs = versions
        in_ours, in_theirs = dict(mine.kept), dict(other.kept)
        items: list[tuple[int | None, int | None, int | None]] = [
            (i, in_ours.get(i), in_theirs.get(i)) for i in range(len(base))
        ]
        both = same_items([ours[j] for j in mine.added], [theirs[k] for k in other.added])
        items += [(None, mine.added[j], other.added[k]) for j, k in both.kept]
        items += [(None, mine.added[j], None) for j in both.removed]
        items += [(None, None, other.added[k]) for k in both.added]
        made: dict[int, Any] = {}
        for number, (i, j, k) in enumerate(items):
            step = steps[1][j] if j is not None else steps[0][i] if i is not None else ""
            three = [
                version[at] if at is not None else NOTHING for version, at in zip(versions, (i, j, k), strict=True)
            ]
            item = self.below(step).item(name, *three)
            if item is not NOTHING:
                made[number] = item
        orders = [
            [n for _, n in sorted((item[at], n) for n, item in enumerate(items) if item[at] is not None and n in made)]
            for at in range(3)
        ]
        return tuple([made[number] for number in woven(*orders)])

    def item(self, name: str, base: Any, ours: Any, theirs: Any) -> Any:
        """One item; ``NOTHING`` where it is gone."""
        if base is NOTHING and NOTHING in (ours, theirs):
            return theirs if ours is NOTHING else ours
        are_nested = type(base) is type(ours) is type(theirs) and isinstance(ours, (*NESTED, Observation))
        if are_nested and base not in (ours, theirs) and ours != theirs:
            fields = self.fields(base, ours, theirs)
            raw = fields.get("raw")
            return attrs.evolve(ours, **fields | ({"raw": str(raw)} if raw is not None else {}))
        return self.choice(name, base, ours, theirs)


def _held(node: Any, own: str) -> Any:
    """The value of a field of a node; nothing where both added the node, or a result of its level has no such field."""
    return NOTHING if node is NOTHING else getattr(node, own, ())
