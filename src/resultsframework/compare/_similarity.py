"""
Similarity of indicators, in the words of their statements or in their values, without comparing each pair.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib.util import find_spec
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.monitoring import period_and_subject
from resultsframework.observation import ObservationKind

from ._words import Pairs, Statements, words_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = [
    "FEWEST_WORDS",
    "Likeness",
    "alike_in_words",
    "can_be_near",
    "equal_in",
    "hashes_of",
    "near",
    "same_series",
    "similarity",
]

MILESTONE, ACTUAL = ObservationKind.MILESTONE, ObservationKind.ACTUAL
# Four of five different words, as a fraction: nothing is rounded.
SHARED, OF = 4, 5
# Statements of fewer words are alike only if they are the same.
FEWEST_WORDS = 4
# More statements than this with two rare words in common follow one pattern, which is no sign of duplicates.
MOST_ALIKE = 40
# The hash of no key.
NOTHING = 0

# Series of hardly more than one value coincide by chance.
FEWEST_VALUES = 3

# Texts are near from this share of equal characters on, in percent, and so many are compared with all others at once.
NEAR = 90
AT_ONCE = 500


class Likeness(NamedTuple):
    """
    A group of indicators with nearly the same statement.

    Attributes:
        numbers: The numbers of the indicators, ascending.

        shared: The number of different words that all their statements have.

        words: The number of different words in any of their statements.
    """

    numbers: tuple[int, ...]
    shared: int
    words: int


def similarity(one: str | None, other: str | None) -> Fraction:
    """
    The share of words that two statements have in common: of all their different words, those in both. From 0 to 1.

    Letter case, accents, a leading code and the scope suffix do not count, and "#" is read as "number of". Formula:
    Jaccard's index. It is 0 where neither has a word.

    Args:
        one: A statement; None is one without words.

        other: Another.

    >>> similarity("Number of laws adopted", "# of laws adopted (CO)")
    Fraction(1, 1)
    """
    first, second = words_of(one or ""), words_of(other or "")
    return Fraction(len(first & second), len(first | second) or 1)


def hashes_of(keys: Iterable[Collection[object] | None]) -> array[int]:
    """The hashes of keys, none of them 0; an empty key has 0."""
    return array("q", (hash(key) or 1 if key else NOTHING for key in keys))


def equal_in(hashes: array[int], key: Callable[[int], Collection[object] | None]) -> list[list[int]]:
    """
    The groups of numbers with equal keys, without those that have an empty key.

    Args:
        hashes: The hashes of all keys, so that the keys themselves need not be kept.

        key: The function that gives the key of a number; called only for numbers that share a hash.
    """
    several = {one for one, other in pairwise(sorted(hashes)) if one == other} - {NOTHING}
    if not several:
        return []
    groups: dict[Collection[object], list[int]] = {}
    for number, at in enumerate(hashes):
        if at in several and (found := key(number)):
            groups.setdefault(found, []).append(number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


def alike_in_words(indicators: Sequence[Indicator]) -> Mapping[int, list[Likeness]]:
    """
    The groups of indicators with different codes and nearly the same statement, by the number of the first of each.

    Statements are alike if they share four of five words; those with the same words are one group. Alike statements
    share two of their rarest words, so that only statements that do are compared.
    """
    if len(indicators) < 2:
        return {}
    statements = Statements(indicators)
    same = {group[0]: group for group in equal_in(statements.hashes, lambda number: frozenset(statements[number]))}
    repeats = {number for group in same.values() for number in group[1:]}
    close = [(sorted([*same.get(a, [a]), *same.get(b, [b])]), a, b) for a, b in _close(statements, repeats)]
    found: dict[int, list[Likeness]] = {}
    for numbers, one, other in [*((group, first, first) for first, group in same.items()), *close]:
        if len({indicators[n].code or n for n in numbers}) > 1:
            shared = _shared(statements[one], statements[other])
            words = len(statements[one]) + len(statements[other]) - shared
            found.setdefault(numbers[0], []).append(Likeness(tuple(numbers), shared, words))
    return found


def _close(statements: Statements, repeats: Collection[int]) -> list[tuple[int, int]]:
    """The pairs of statements that share four of five words, without repeats of other statements."""
    different = (number for number in range(len(statements)) if number not in repeats)
    compared = array("I", (number for number in different if statements.length(number) >= FEWEST_WORDS))
    if len(compared) < 2:
        return []
    often = Counter(chain.from_iterable(map(statements.__getitem__, compared)))
    by_rarity = sorted(often, key=lambda word: (often[word], statements.spelling[word]))
    rank = {word: place for place, word in enumerate(by_rarity)}
    pairs = Pairs(len(compared), len(rank))
    for number in compared:
        # An alike statement lacks at most one word of five; of two more of the rarest words than that it has two.
        ranked = sorted(map(rank.__getitem__, statements[number]))
        pairs.add(number, ranked[: len(ranked) // OF + 2])
    close: set[tuple[int, int]] = set()
    for group in pairs.groups():
        if len(group) <= MOST_ALIKE:
            close.update(pair for pair in combinations(group, 2) if _are_close(*map(statements.__getitem__, pair)))
    return sorted(close)


def _are_close(one: Sequence[int], other: Sequence[int]) -> bool:
    """True if two statements share four of five words, which a much shorter one cannot."""
    fewer, more = sorted((len(one), len(other)))
    if fewer * OF < more * SHARED:
        return False
    shared = _shared(one, other)
    return shared * OF >= (fewer + more - shared) * SHARED


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return len(set(one).intersection(other))


def same_series(indicators: Sequence[Indicator], fewest: int) -> Mapping[int, list[int]]:
    """
    The groups of indicators with different codes and the same milestones and actuals, by the number of the first.

    Args:
        indicators: The indicators.

        fewest: The least number of numeric values for a series to be compared.
    """
    hashes = hashes_of(_cells(indicator, fewest) for indicator in indicators)
    groups = equal_in(hashes, lambda number: _cells(indicators[number], fewest))
    return {group[0]: group for group in groups if len({indicators[n].code or n for n in group}) > 1}


def _cells(indicator: Indicator, fewest: int) -> frozenset[Hashable]:
    """The numeric milestones and actuals of a series; none where there are too few, or hardly different ones."""
    steps = [o for o in indicator.series.observations if o.kind is ACTUAL or o.kind is MILESTONE]
    cells = [o for o in steps if isinstance(o.value, Decimal)] if len(steps) >= fewest else []
    if len(cells) < fewest or len({o.value for o in cells if o.value}) < FEWEST_VALUES:
        return frozenset()
    return frozenset([(o.kind is ACTUAL, period_and_subject(indicator, o), o.value) for o in cells])


def can_be_near() -> bool:
    """True if the extra ``match`` is installed, whose rapidfuzz and numpy `near` needs."""
    return find_spec("rapidfuzz") is not None and find_spec("numpy") is not None


def near(old: Sequence[str], new: Sequence[str], least: int = NEAR) -> Iterator[tuple[int, int, float]]:
    """
    The pairs of texts that are nearly the same: the index of each, and the share of equal characters in percent.

    There are none without the extra ``match``; see `can_be_near`.

    Args:
        old: The first texts.

        new: The second texts.

        least: The share from which on two texts are near.
    """
    if not old or not new or not can_be_near():
        return
    from rapidfuzz import fuzz, process

    for start in range(0, len(old), AT_ONCE):
        shares = process.cdist(old[start : start + AT_ONCE], new, scorer=fuzz.ratio, score_cutoff=least)
        for i, j in zip(*shares.nonzero(), strict=True):
            yield start + int(i), int(j), float(shares[i, j])
