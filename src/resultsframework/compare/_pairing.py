"""
The nodes of two frameworks that are the same result or indicator, by their codes and statements.

Results are paired before indicators, from the top down. Below two results that are paired, nodes are paired by code and
statement, by code, by statement; a code whose statement has gone to another code counts as renumbered. The rest is
looked for elsewhere: by code, by equal statement, by near statement. Nodes with one key are paired by their values and
then by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from resultsframework.indicator import Indicator
from resultsframework.path import children_of, steps_of
from resultsframework.result import Result

from ._meaning import have_one_meaning
from ._similarity import FEWEST_WORDS, can_be_near, near
from ._statement import folded
from ._words import words_of

__all__ = ["BY_STATEMENT", "Pairing", "Spot", "pair", "pairs_of_keys"]

BY_STATEMENT = "matched by its statement"


@attrs.define(eq=False, repr=False)
class Spot:
    """
    The position of a node in one of two frameworks, with its counterpart in the other.

    Attributes:
        node: The framework, the result or the indicator.

        holder: The position of the node that holds it; None for the framework.

        field: The field of the holder that it is in.

        index: Its index in that field, from 0.

        place: Its index among all nodes below the holder.

        below: The positions of the results and indicators that it holds.

        partner: The position in the other framework; None where it has no counterpart.

        evidence: The evidence by which the two were taken as one, where it is not their code.
    """

    node: Any
    holder: Spot | None = None
    field: str = ""
    index: int = 0
    place: int = 0
    below: list[Spot] = attrs.field(factory=list)
    partner: Spot | None = None
    evidence: str = ""
    _steps: tuple[str, ...] = ()
    _statement: str | None = None

    @classmethod
    def of(cls, node: Any, holder: Spot | None = None, field: str = "", index: int = 0, place: int = 0) -> Spot:
        """The position of a node, with those of all nodes below it."""
        spot = cls(node, holder, field, index, place)
        spot.below = [cls.of(child, spot, name, at, n) for n, (name, at, child) in enumerate(children_of(node))]
        return spot

    def walk(self) -> Iterator[Spot]:
        """The position and all those below it, depth first."""
        yield self
        for child in self.below:
            yield from child.walk()

    @property
    def path(self) -> str:
        """The path of the node in its framework."""
        if self.holder is None:
            return ""
        above, step = self.holder.path, self.holder.steps[self.place]
        return f"{above}/{step}" if above else step

    @property
    def steps(self) -> tuple[str, ...]:
        """The last steps of the paths of the nodes below it."""
        if not self._steps:
            self._steps = steps_of(self.node, [child.node for child in self.below])
        return self._steps

    @property
    def code(self) -> str:
        """The code of the node; empty without one."""
        return self.node.code or ""

    @property
    def statement(self) -> str:
        """The statement of an indicator or the title of a result, folded; empty without one."""
        if self._statement is None:
            self._statement = folded(self.text)
        return self._statement

    @property
    def text(self) -> str | None:
        """The statement of an indicator or the title of a result."""
        text: str | None = self.node.statement if isinstance(self.node, Indicator) else self.node.title
        return text

    @property
    def is_long(self) -> bool:
        """True if its statement has enough words to be no other's."""
        return len(words_of(self.text or "")) >= FEWEST_WORDS

    def meet(self, other: Spot, evidence: str = "") -> tuple[Spot, Spot]:
        """Take the node and one of the other framework as one."""
        self.partner, other.partner = other, self
        self.evidence = other.evidence = evidence
        return self, other


Spots = Sequence[Spot]
Pairs = list[tuple[Spot, Spot]]
Key = Callable[[Spot], Hashable]


@attrs.frozen
class Pairing:
    """
    Two frameworks whose nodes are paired.

    Attributes:
        old: The position of the first framework itself.

        new: That of the second.

        lacks_near: True if nodes are left on both sides, and near statements could not be looked for.

        shares_nothing: True if both have nodes, and none of them is paired.
    """

    old: Spot
    new: Spot
    lacks_near: bool = False
    shares_nothing: bool = False


def pair(old: Any, new: Any, *, by_near: bool = True) -> Pairing:
    """
    Pair the results and the indicators of two frameworks.

    Args:
        old: The first framework.

        new: The second.

        by_near: Pair what is left by near statements too, where the extra ``match`` is installed.
    """
    first, second = Spot.of(old), Spot.of(new)
    before, after = list(first.walk())[1:], list(second.walk())[1:]
    codes = [Counter((type(spot.node), spot.code) for spot in spots) for spots in (before, after)]
    repeated = {key for counts in codes for key, count in counts.items() if count > 1}
    waiting = [first.meet(second)]
    while waiting:
        while waiting:
            waiting += _within(*waiting.pop(), Result)
        waiting = _elsewhere(_unpaired(before, Result), _unpaired(after, Result), repeated, by_near=by_near)
    for spot in (first, *before):
        if spot.partner is not None and spot.below:
            _within(spot, spot.partner, Indicator)
    while _elsewhere(_unpaired(before, Indicator), _unpaired(after, Indicator), repeated, by_near=by_near):
        pass
    left = [[_unpaired(spots, kind) for spots in (before, after)] for kind in (Result, Indicator)]
    lacks_near = by_near and not can_be_near() and any(all(both) for both in left)
    shares_nothing = bool(before and after) and all(spot.partner is None for spot in before)
    return Pairing(first, second, lacks_near, shares_nothing)


def pairs_of_keys(
    before: Sequence[Hashable], after: Sequence[Hashable], old: Sequence[Any], new: Sequence[Any]
) -> list[tuple[int, int]]:
    """
    The indices of the items of two collections that have one key: of several with it, equal ones first, then in order.

    Args:
        before: The keys of the first collection; an item whose key is None is left out.

        after: The keys of the second.

        old: The items of the first collection.

        new: The items of the second.
    """
    pairs: list[tuple[int, int]] = []
    of_key = _numbered(after)
    for key, mine in _numbered(before).items():
        others = of_key.get(key, [])
        same: dict[int, int] = {}
        if len(mine) > 1 or len(others) > 1:
            equal = {item: iter(places) for item, places in _numbered(new[j] for j in others).items()}
            found = ((i, next(equal.get(old[i], iter(())), None)) for i in mine)
            same = {i: others[place] for i, place in found if place is not None}
        taken = set(same.values())
        pairs += same.items()
        pairs += zip((i for i in mine if i not in same), (j for j in others if j not in taken), strict=False)
    return pairs


def _numbered(keys: Iterable[Hashable]) -> dict[Hashable, list[int]]:
    """The indices at which each key is; not those of None."""
    found: dict[Hashable, list[int]] = {}
    for number, key in enumerate(keys):
        if key is not None:
            found.setdefault(key, []).append(number)
    return found


def _unpaired(spots: Iterable[Spot], kind: type) -> list[Spot]:
    return [spot for spot in spots if spot.partner is None and isinstance(spot.node, kind)]


def _met(before: Spots, after: Spots, key: Key) -> Pairs:
    """Pair the unpaired nodes of one key, by their values and their order where several have it."""
    mine, others = _unpaired(before, object), _unpaired(after, object)
    nodes = [spot.node for spot in mine], [spot.node for spot in others]
    found = pairs_of_keys([key(spot) for spot in mine], [key(spot) for spot in others], *nodes)
    return [mine[i].meet(others[j]) for i, j in found]


def _met_alone(before: Spots, after: Spots, key: Key, evidence: str = "") -> Pairs:
    """Pair the unpaired nodes of one key that are the only ones of it."""
    mine, others = _unpaired(before, object), _unpaired(after, object)
    of_key = _numbered(key(spot) for spot in others)
    found = [
        (mine[numbers[0]], others[of_key[known][0]])
        for known, numbers in _numbered(key(spot) for spot in mine).items()
        if len(numbers) == len(of_key.get(known, ())) == 1
    ]
    return [one.meet(other, evidence) for one, other in found]


# ------------------------------------------------------------------------------------------ below one node


def _within(old: Spot, new: Spot, kind: type) -> Pairs:
    """Pair the nodes of a kind that are directly below two nodes that are one."""
    before, after = _unpaired(old.below, kind), _unpaired(new.below, kind)
    if not before or not after:
        return []
    plain = [(type(spot.node), spot.node.code, spot.text) for spot in before]
    if len(set(plain)) == len(plain) and plain == [(type(s.node), s.node.code, s.text) for s in after]:
        return [one.meet(other) for one, other in zip(before, after, strict=True)]
    found = _met(before, after, lambda s: (type(s.node), s.code, s.statement) if s.code or s.statement else None)
    former, later = ({spot.statement for spot in _unpaired(spots, kind)} - {""} for spots in (before, after))
    renumbered = former & later

    def code(spot: Spot) -> Hashable:
        return (type(spot.node), spot.code) if spot.code else None

    found += _met(before, after, lambda s: None if s.statement in renumbered else code(s))
    found += _met_alone(before, after, _statement, BY_STATEMENT)
    found += _met(before, after, code)
    found += _met(before, after, lambda s: s.code or None)  # a result that is of another level now
    found += _met(before, after, lambda s: None if s.code or s.statement else (type(s.node),))
    return found


def _statement(spot: Spot) -> Hashable:
    return (type(spot.node), spot.statement) if spot.statement else None


# ------------------------------------------------------------------------------------------ anywhere else


def _elsewhere(before: Spots, after: Spots, repeated: Container[Hashable], *, by_near: bool) -> Pairs:
    """
    Pair nodes that are below different ones by their codes, else by their statements, else by near statements.

    Args:
        before: The unpaired nodes of the first framework, all of one kind.

        after: Those of the second.

        repeated: The classes and codes that a framework has several times.

        by_near: As for `pair`.
    """
    if not before or not after:
        return []

    def code(spot: Spot) -> Hashable:
        key = type(spot.node), spot.code
        return key if spot.code and key not in repeated else None

    found = _met_alone(before, after, code)
    found += _met_alone(
        before, after, lambda s: (type(s.node), s.code, s.statement) if s.code and s.statement else None
    )
    found = found or _met_alone(before, after, lambda s: _statement(s) if s.is_long else None, BY_STATEMENT)
    if found or not by_near:
        return found
    return _met_near([spot for spot in before if spot.is_long], [spot for spot in after if spot.is_long])


def _met_near(before: Spots, after: Spots) -> Pairs:
    """Pair nodes with near statements, those below one node first, then the nearest first."""
    texts = [[spot.statement for spot in spots] for spots in (before, after)]
    close = [
        (one.holder is not None and one.holder.partner is other.holder, share, one, other)
        for i, j, share in near(texts[0], texts[1])
        for one, other in [(before[i], after[j])]
        if type(one.node) is type(other.node) and have_one_meaning(one.statement, other.statement)
    ]
    close.sort(key=lambda match: match[:2], reverse=True)
    return [
        one.meet(other, f"{BY_STATEMENT}, {int(share)} %")
        for _, share, one, other in close
        if one.partner is None and other.partner is None
    ]
