"""
Which of many indicators look like one another, in words or in values, without comparing each with each.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.alignment import comparable
from resultsframework.observation import Observation, ObservationKind

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["Likeness", "alike_in_words", "same_series", "words_of"]

BASELINE, TARGET, ACTUAL = ObservationKind.BASELINE, ObservationKind.TARGET, ObservationKind.ACTUAL
WORD = re.compile(r"[^\W_]+")
# Four of five different words, as a fraction: nothing is rounded.
SHARED, OF = 4, 5
# Statements of fewer words can only be alike by being the same.
FEWEST_WORDS = 4
# So many statements that have two rare words in common are made after one pattern, which says nothing of them.
MOST_ALIKE = 40
# So many counters tell nearly all pairs of words apart.
COUNTERS = 1 << 20

Words = tuple[int, ...]


class Likeness(NamedTuple):
    """
    Statements that have nearly the same words.

    Attributes:
        numbers: Whose statements they are.

        shared: How many different words all of them have.

        words: How many different words there are in any.
    """

    numbers: tuple[int, ...]
    shared: int
    words: int


def words_of(statement: str) -> frozenset[str]:
    """The different words of a statement: in one letter case, without accents, "#" read as "number of"."""
    text = comparable(statement).replace("#", " number of ")
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return frozenset(WORD.findall(text))


def alike_in_words(indicators: Sequence[Indicator]) -> Mapping[int, list[Likeness]]:
    """
    Indicators of different codes with nearly the same statement, by the number of the first of each.

    Those with the very same words are one likeness, whatever their number. Two statements that share four of five
    words share two of their rarest ones, so that only those are compared.
    """
    ids: dict[str, int] = {}
    numbers: dict[Words, list[int]] = {}
    for number, indicator in enumerate(indicators):
        if indicator.statement:
            words = sorted(ids.setdefault(word, len(ids)) for word in words_of(indicator.statement))
            numbers.setdefault(tuple(words), []).append(number)
    numbers.pop((), None)
    found: dict[int, list[Likeness]] = {}

    def add(members: list[int], shared: int, words: int) -> None:
        members = sorted(members)
        if len({indicators[n].code or n for n in members}) > 1:
            found.setdefault(members[0], []).append(Likeness(tuple(members), shared, words))

    for same, members in numbers.items():
        if len(members) > 1:
            add(members, len(same), len(same))
    for one, other in _close(list(numbers), list(ids)):
        shared = len(set(one) & set(other))
        add([*numbers[one], *numbers[other]], shared, len(one) + len(other) - shared)
    return found


def _close(statements: Sequence[Words], spelling: Sequence[str]) -> Iterator[tuple[Words, Words]]:
    """The pairs of different statements that share four of five words."""
    statements = [words for words in statements if len(words) >= FEWEST_WORDS]
    often = Counter(word for words in statements for word in words)
    rarity = {word: (times, spelling[word]) for word, times in often.items()}
    counters = bytearray(COUNTERS)
    for words in statements:
        for pair in _rarest_pairs(words, rarity):
            at = hash(pair) % COUNTERS
            counters[at] = min(counters[at] + 1, 2)
    having: dict[tuple[int, int], list[int]] = {}
    for number, words in enumerate(statements):
        for pair in _rarest_pairs(words, rarity):
            if counters[hash(pair) % COUNTERS] > 1:
                having.setdefault(pair, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for members in having.values():
        if 1 < len(members) <= MOST_ALIKE:
            pairs.update(combinations(members, 2))
    for one, other in sorted(pairs):
        first, second = statements[one], statements[other]
        shared = len(set(first).intersection(second))
        if shared * OF >= (len(first) + len(second) - shared) * SHARED:
            yield first, second


def _rarest_pairs(words: Words, rarity: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """
    Pairs of a statement's rarest words, of which every statement that is alike has one.

    One that is alike lacks one word of five at the most; of the rarest words two more than that, it has two.
    """
    rarest = sorted(words, key=rarity.__getitem__)[: len(words) // OF + 2]
    return combinations(rarest, 2)


def same_series(indicators: Sequence[Indicator], fewest: int) -> Mapping[int, list[int]]:
    """
    The numbers of indicators with different codes and the same milestones and results, by the number of the first.

    Args:
        indicators: The indicators.

        fewest: How many numbers there have to be in a series.
    """
    numbers: dict[int, list[int]] = {}
    for number, indicator in enumerate(indicators):
        if len(indicator.series.observations) >= fewest and (cells := _cells(indicator, fewest)):
            numbers.setdefault(hash(cells), []).append(number)
    found: dict[int, list[int]] = {}
    for candidates in numbers.values():
        if len(candidates) > 1:
            exact: dict[frozenset[Hashable], list[int]] = {}
            for number in candidates:
                exact.setdefault(_cells(indicators[number], fewest), []).append(number)
            for members in exact.values():
                if len({indicators[n].code or n for n in members}) > 1:
                    found[members[0]] = members
    return found


def _cells(indicator: Indicator, fewest: int) -> frozenset[Hashable]:
    """The numbers among milestones and results; nothing where there are too few or all are the same."""
    cells = [
        (o.kind, _time(o), o.value, o.disaggregation, o.places)
        for o in indicator.series.observations
        if o.kind is not BASELINE and o.kind is not TARGET and isinstance(o.value, Decimal)
    ]
    if len(cells) < fewest or all(cell[2] == cells[0][2] for cell in cells):
        return frozenset()
    return frozenset(cells)


def _time(o: Observation) -> Hashable:
    period = o.period
    return period.year if period.start is None and period.end is None else (period.first_day, period.last_day)
