"""
The order of siblings, and the change of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ._change import Change, ChangeKind

if TYPE_CHECKING:
    from ._where import Where

__all__ = ["new_order", "ranks"]

# More siblings than these are counted, not named, and none whose names are sentences.
MOST_NAMES = 8
LONGEST_NAME = 40


def ranks(indices: Sequence[int]) -> tuple[int, ...]:
    """The rank of each index among all of them; empty where they ascend."""
    ordered = sorted(indices)
    if ordered == list(indices):
        return ()
    rank = {index: number for number, index in enumerate(ordered)}
    return tuple(rank[index] for index in indices)


def new_order(name: str, names: Sequence[str], order: Sequence[int], where: Where) -> Iterator[Change]:
    """
    The change of the order of siblings, if it is another.

    Args:
        name: The field that holds them.

        names: Their names, in the order after.

        order: The former rank of each, empty where it is the same.

        where: The node that holds them.
    """
    if not order:
        return
    former = [number for _, number in sorted(zip(order, range(len(order)), strict=True))]
    siblings, before, after = f"{name.replace('_', ' ')}{where.of}", "", ""
    if len(names) > MOST_NAMES:
        siblings = f"{len(names)} {siblings}"
    elif any(len(sibling) > LONGEST_NAME for sibling in names):
        before, after = ", ".join(str(n + 1) for n in range(len(order))), ", ".join(str(rank + 1) for rank in order)
    else:
        before, after = ", ".join(names[number] for number in former), ", ".join(names)
    change = where.change(ChangeKind.REORDERED, name, before, after, what=siblings)
    yield attrs.evolve(change, order=tuple(order))
