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

# More siblings than these are counted, not named, and so are those whose names are longer together.
MOST_NAMES = 8
MOST_LETTERS = 60


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
    siblings, before, after = f"{'values' if name == 'observations' else name.replace('_', ' ')}{where.of}", "", ""
    if len(names) > MOST_NAMES or sum(map(len, names)) > MOST_LETTERS:
        siblings = f"{len(names)} {siblings}"
    else:
        before, after = ", ".join(names[number] for number in former), ", ".join(names)
    change = where.change(ChangeKind.REORDERED, name, before, after, what=siblings)
    yield attrs.evolve(change, order=tuple(order))
