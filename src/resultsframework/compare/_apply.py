"""
Applying changes to a framework: each node that they touch is made anew from its fields, its items and what is below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import attrs

from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation
from resultsframework.path import children_of, observation_steps, resolve, steps_of
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.series import ObservationSeries

from ._change import Change, ChangeKind
from ._diff import NOTHING, fields_of
from ._field_changes import LEVEL, TREE
from ._in_words import in_words, level_of

__all__ = ["applied"]

LEVELS: dict[str, type[Result]] = {level_of(level()): level for level in (Impact, Outcome, Output, OtherResult)}
# The fields of results below a framework or a result are one collection, whatever the class that holds them.
RESULTS = "results"


def applied(framework: Any, changes: Iterable[Change]) -> Any:
    """The framework with the changes made."""
    application = _Application(framework, changes)
    made = application.remade(framework, "", "")
    for (holder, _), entering in application.entering.items():
        raise _refused(entering[0], f"there is no {holder or 'framework'} that it could enter")
    return made


def _refused(change: Change, why: str) -> InvalidValueError:
    """The error for a change that does not fit."""
    where = change.path or "the framework"
    msg = f"the changes are those of another framework, or not all of them: {change.kind.value} at {where}, but {why}"
    return InvalidValueError(msg)


class _Item(NamedTuple):
    """An item of a collection: the node, and its path in the old framework, which one that was added lacks."""

    node: Any
    old_path: str | None


class _Application:
    """Changes by the positions at which they are made."""

    def __init__(self, framework: Any, changes: Iterable[Change]) -> None:
        self.nodes: dict[str, Any] = {"": framework, **dict(framework.walk())}
        self.fields: dict[str, list[Change]] = {}
        self.items: dict[str, Change] = {}
        self.orders: dict[tuple[str, str], Change] = {}
        self.entering: dict[tuple[str, str], list[Change]] = {}
        self.touched: set[str] = set()
        self.entered: set[str] = set()
        for change in changes:
            self._check(change)
            self._sort_in(change)

    def _check(self, change: Change) -> None:
        """
        Refuse a change that finds something else at its place than what it changes.

        Raises:
            InvalidValueError: It does.
        """
        if change.old_path is None:
            return
        node = self._at(change.old_path)
        if node is None:
            raise _refused(change, f"there is nothing at {change.old_path}")
        is_of_field = change.old_position is None and change.kind is not ChangeKind.REORDERED and change.field != LEVEL
        own = dict(fields_of(node.__class__)).get(change.field)
        if is_of_field and (own is None or getattr(node, own) != change.before):
            raise _refused(change, f"its {change.field} is not {in_words(change.before)}")

    def _at(self, old_path: str) -> Any:
        """The node or value at a path of the old framework; None where there is none."""
        above, steps = old_path, ""
        while above not in self.nodes:
            above, _, step = above.rpartition("/")
            steps = f"{step}/{steps}" if steps else step
        try:
            return resolve(self.nodes[above], steps)[-1].node
        except NotFoundError:
            return None

    def _sort_in(self, change: Change) -> None:
        if change.old_path is not None:
            self.touched.update(_beginnings(change.old_path))
        if change.kind is ChangeKind.REORDERED:
            self.orders[change.old_path or "", _collection(change.field)] = change
        elif change.position is None and change.old_position is None:
            self.fields.setdefault(change.old_path or "", []).append(change)
        else:
            if change.old_path is not None:
                self.items[change.old_path] = change
            if change.before is NOTHING or change.kind is ChangeKind.MOVED:
                holder = change.path.rpartition("/")[0]
                self.entered.update(_beginnings(holder))
                self.entering.setdefault((holder, _collection(change.field)), []).append(change)

    # -------------------------------------------------------------------------------------- one node

    def remade(self, node: Any, old_path: str | None, path: str | None) -> Any:
        """
        A node with the changes at its position and below it.

        Args:
            node: The node as it was.

            old_path: Its path in the old framework; None for one that was added.

            path: Its path in the new framework; None for a value of an indicator, into which nothing enters.
        """
        if old_path not in self.touched and path not in self.entered:
            return node
        fields = self._fields_at(old_path)
        level = LEVELS[fields.pop(LEVEL)] if LEVEL in fields else type(node)
        if isinstance(node, Observation):
            raw = fields.get("raw", node._raw)  # noqa: SLF001 - the text as it is stored, which belongs to the old value
            return attrs.evolve(node, **fields | {"raw": None if raw is None else str(raw)})
        for name, items in self._collections(node, level, old_path, path):
            if name == "observations":
                periods = self._fields_at(f"{old_path}/series").get("periods", node.series._periods)  # noqa: SLF001
                fields["series"] = ObservationSeries(items, periods)
            else:
                fields[name] = items
        if level is type(node):
            return attrs.evolve(node, **fields)
        names = {str(field.alias) for field in attrs.fields(level)}
        kept = {str(field.alias): getattr(node, field.name) for field in attrs.fields(type(node))} | fields
        return level(**{name: value for name, value in kept.items() if name in names})

    def _fields_at(self, old_path: str | None) -> dict[str, Any]:
        """The new values of fields of the node at a path."""
        found: dict[str, Any] = {}
        for change in self.fields.get(old_path, []) if old_path is not None else []:
            found[change.field] = change.after
            found.update((other.field, other.after) for other in change.along)
        return found

    # -------------------------------------------------------------------------------------- its collections

    def _collections(
        self, node: Any, level: type, old_path: str | None, path: str | None
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The collections of a node after the changes, each with its field in a node of the level."""
        below = children_of(node)
        steps = steps_of(node, [child for _, _, child in below])
        tree: dict[str, list[_Item]] = {}
        for (field, _, child), step in zip(below, steps, strict=True):
            tree.setdefault(_collection(field), []).append(_Item(child, _joined(old_path, step)))
        fields = [name for name, _ in fields_of(level) if name in TREE]
        after = {name: self._edited(tree.get(_collection(name), []), old_path, path, name) for name in fields}
        coded: list[Any] = [SimpleNamespace(code=self._code_after(item)) for items in after.values() for item in items]
        new_steps = iter(steps_of(node if level is type(node) else level(), coded))
        for name, items in after.items():
            yield name, tuple([self.remade(item.node, item.old_path, _joined(path, next(new_steps))) for item in items])
        if isinstance(node, Indicator):
            observations = zip(node.series.observations, observation_steps(node), strict=True)
            values = [_Item(o, _joined(old_path, step)) for o, step in observations]
            edited = self._edited(values, old_path, path, "observations")
            yield "observations", tuple([self.remade(item.node, item.old_path, None) for item in edited])
        for name, own in fields_of(level):
            held = getattr(node, own, ())
            if isinstance(held, tuple) and name not in TREE:
                numbered = [_Item(item, _joined(old_path, f"{name}#{n}")) for n, item in enumerate(held, 1)]
                edited = self._edited(numbered, old_path, path, name)
                yield (
                    name,
                    tuple(
                        [
                            self.remade(one.node, one.old_path, _joined(path, f"{name}#{n}"))
                            for n, one in enumerate(edited, 1)
                        ]
                    ),
                )

    def _code_after(self, item: _Item) -> str | None:
        code: str | None = self._fields_at(item.old_path).get("code", item.node.code)
        return code

    def _edited(self, items: Sequence[_Item], old_path: str | None, path: str | None, name: str) -> list[_Item]:
        """The items of a collection after the changes: those that stay, in their order, and those that enter."""
        kept: list[_Item] = []
        for item in items:
            change = self.items.get(item.old_path) if item.old_path is not None else None
            if change is None:
                kept.append(item)
            elif change.after is not NOTHING and change.kind is not ChangeKind.MOVED:
                kept.append(_Item(change.after, None))
        reordered = self.orders.get((old_path, _collection(name))) if old_path is not None else None
        if reordered is not None:
            if len(reordered.order) != len(kept):
                raise _refused(reordered, f"there are {len(kept)} of them, not {len(reordered.order)}")
            kept = [kept[rank] for rank in reordered.order]
        entering = self.entering.pop((path, _collection(name)), []) if path is not None else []
        for change in sorted(entering, key=lambda change: change.position or 0):
            kept.insert(change.position or 0, self._entering(change))
        return kept

    def _entering(self, change: Change) -> _Item:
        if change.kind is not ChangeKind.MOVED or change.old_path is None:
            return _Item(change.after, None)
        return _Item(self._at(change.old_path), change.old_path)


def _collection(field: str) -> str:
    return RESULTS if field in TREE and field != "indicators" else field


def _joined(path: str | None, step: str) -> str | None:
    """The path of an item below a node; None below one that has none."""
    return None if path is None else f"{path}/{step}" if path else step


def _beginnings(path: str) -> Iterator[str]:
    """The path and those of all nodes above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""
