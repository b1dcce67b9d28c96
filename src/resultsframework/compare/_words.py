"""
The words of statements: those that name a group of people, and an index of the words and pairs of words of many.

The index is kept as plain numbers in arrays: a set for each statement would take as much memory as the plan itself.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from ._statement import folded

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["Pairs", "Statements", "group_words", "plain", "words_of"]

WORD = re.compile(r"[^\W_]+")
# The number of statements whose pairs of words are grouped at once: it bounds the memory.
AT_ONCE = 1000
# The number of statements whose words are cached: the activities of one publisher often repeat statements.
REMEMBERED = 256


@functools.lru_cache(REMEMBERED)
def words_of(statement: str) -> frozenset[str]:
    """The different words of a statement, folded and without accents, "#" read as "number of"."""
    return frozenset(WORD.findall(plain(statement)))


def plain(statement: str) -> str:
    """A statement, folded and without accents, "#" read as "number of"."""
    text = folded(statement).replace("#", " number of ")
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


# Words that name a group; two statements that differ in them are about different people.
GROUP_WORDS = tuple(
    words_of(line)
    for line in (
        "female females woman women girl girls mujer mujeres niña niñas femme femmes fille filles",
        "male males man men boy boys hombre hombres niño niños homme hommes garçon garçons",
        "child children infant infants niñez enfant enfants",
        "adult adults adulto adultos adulte adultes",
        "youth adolescent adolescents jóvenes joven jeune jeunes",
        "urban urbano urbana urbain urbaine",
        "rural rurales rurale rurales ruraux",
        "below under younger menores moins",
        "indigenous indígena indígenas autochtone autochtones",
        "other others otro otros autre autres",
    )
)


def group_words(text: str | None) -> frozenset[int]:
    """The groups of people that a statement names, by their number in the list."""
    words = words_of(text or "")
    return frozenset(number for number, group in enumerate(GROUP_WORDS) if not words.isdisjoint(group))


class Statements:
    """
    The words of many statements, each word represented by a number.

    Attributes:
        spelling: The words, by their numbers.

        hashes: A hash of the words of each statement; 0 for a statement without words.
    """

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        known: defaultdict[str, int] = defaultdict()
        known.default_factory = known.__len__
        self.hashes = array("q")
        self._words = array("I")
        self._ends = array("Q", [0])
        for indicator in indicators:
            words = words_of(indicator.statement or "")
            self._words.extend(map(known.__getitem__, words))
            self._ends.append(len(self._words))
            self.hashes.append(hash(words) or 1 if words else 0)
        self.spelling = list(known)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Sequence[int]:
        """The numbers of the different words of a statement, in no order."""
        return self._words[self._ends[number] : self._ends[number + 1]]

    def length(self, number: int) -> int:
        """The number of different words of a statement."""
        return self._ends[number + 1] - self._ends[number]


class Pairs:
    """
    An index of the statements that have two words in common.

    Args:
        statements: The number of statements.

        words: The number of different words.
    """

    def __init__(self, statements: int, words: int) -> None:
        self._words = words
        self._goes = [(array("Q"), array("I")) for _ in range(1 + statements // AT_ONCE)]

    def add(self, number: int, words: Sequence[int]) -> None:
        """Add the pairs of some words of a statement; the words come in one order throughout."""
        goes, size = self._goes, self._words
        for one, other in combinations(words, 2):
            pair = one * size + other
            pairs, numbers = goes[pair % len(goes)]
            pairs.append(pair)
            numbers.append(number)

    def groups(self) -> Iterator[list[int]]:
        """The groups of statements that share a pair of words, one for each shared pair."""
        for pairs, numbers in self._goes:
            first: dict[int, int] = {}
            several: dict[int, list[int]] = {}
            for pair, number in zip(pairs, numbers, strict=True):
                if (before := first.setdefault(pair, number)) != number:
                    several.setdefault(pair, [before]).append(number)
            yield from several.values()
