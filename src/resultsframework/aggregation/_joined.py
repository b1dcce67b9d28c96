"""
Several frameworks as one tree: each result and each indicator once, with its counterpart in every framework.

Nodes are matched as `resultsframework.diff` matches them: by code, else by statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.compare import Spot, folded, pair
from resultsframework.indicator import Indicator

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["Joined", "Member", "joined"]


class Member(NamedTuple):
    """
    A node of one of the frameworks.

    Attributes:
        path: Its path in its framework.

        node: The framework, the result or the indicator.

        holder: The node that holds it; None for the framework.

        twins: The number of nodes beside it that have its code and its statement, itself included.
    """

    path: str
    node: Any
    holder: Any
    twins: int


@attrs.define(eq=False)
class Joined:
    """
    One node of the tree.

    Attributes:
        members: Its counterpart in each framework that has one, by the number of the framework.

        below: The nodes that it holds, by the field that holds them.
    """

    members: dict[int, Member]
    below: dict[str, list[Joined]] = attrs.field(factory=dict)

    @property
    def first(self) -> Any:
        """The node of the first framework that has one."""
        return self.members[min(self.members)].node

    def node(self) -> Any:
        """That node, with all nodes below that any framework has."""
        held = {field: tuple(child.node() for child in children) for field, children in self.below.items()}
        return attrs.evolve(self.first, **held) if held else self.first

    def walk(self) -> Iterator[Joined]:
        """The node and all those below it, depth first."""
        yield self
        for children in self.below.values():
            for child in children:
                yield from child.walk()

    @property
    def is_indicator(self) -> bool:
        """True for an indicator."""
        return isinstance(self.first, Indicator)


def joined(frameworks: Iterable[ResultsFramework]) -> Joined:
    """
    The tree of frameworks: that of the first, with what each next one adds behind it.

    Args:
        frameworks: At least one framework.
    """
    first, *others = frameworks
    tree = Joined({0: Member("", first, None, 1)})
    places = {id(spot := Spot.of(first)): tree}
    _add(tree, 0, spot, places)
    for number, framework in enumerate(others, 1):
        paired = pair(tree.node(), framework, by_near=False)
        places = dict(_places(paired.old, tree))
        _add(tree, number, paired.new, places)
    return tree


def _places(spot: Spot, node: Joined) -> Iterator[tuple[int, Joined]]:
    """The node of the tree at each position of the framework that was made of it."""
    yield id(spot), node
    for child in spot.below:
        yield from _places(child, node.below[child.field][child.index])


def _add(tree: Joined, number: int, whole: Spot, places: dict[int, Joined]) -> None:
    """Add the nodes of a framework: to their counterparts, else behind the others of the node that holds them."""
    twins = {id(spot): count for holder in whole.walk() for spot, count in _twins(holder)}
    for spot in whole.walk():
        node = places.get(id(spot.partner if spot.partner is not None else spot))
        above = spot.holder
        member = Member(spot.path, spot.node, above.node if above else None, twins.get(id(spot), 1))
        if node is None and above is not None:
            node = Joined({})
            holder = places[id(above)]
            can_hold = spot.field == "indicators" or hasattr(holder.first, spot.field)
            field, holder = (spot.field, holder) if can_hold else ("results", tree)
            holder.below.setdefault(field, []).append(node)
        assert node is not None  # noqa: S101 - the whole has its counterpart
        node.members[number] = member
        places[id(spot)] = node


def _twins(holder: Spot) -> Iterator[tuple[Spot, int]]:
    """The positions directly below one, each with the number of those of its code and statement."""
    keys: list[Hashable] = [(type(spot.node), spot.code, folded(spot.text)) for spot in holder.below]
    counts = Counter(keys)
    return ((spot, counts[key]) for spot, key in zip(holder.below, keys, strict=True))
