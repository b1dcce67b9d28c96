"""
The words of many statements at once, and which pairs of words stand in several.

All of it is held as plain numbers in arrays: a set for each statement would take as much memory as the plan itself.
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

__all__ = ["Pairs", "Statements", "words_of"]

WORD = re.compile(r"[^\W_]+")
# The pairs of so many statements are looked at in one go; with more at once they take more memory than they need.
AT_ONCE = 1000
# Of so many statements the words are kept: the activities of one publisher often repeat them.
REMEMBERED = 256


@functools.lru_cache(REMEMBERED)
def words_of(statement: str) -> frozenset[str]:
    """The different words of a statement: in one letter case, without accents, "#" read as "number of"."""
    text = folded(statement).replace("#", " number of ")
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return frozenset(WORD.findall(text))


class Statements:
    """
    The words of many statements, each word known by a number.

    Attributes:
        spelling: The words, by their numbers.

        hashes: A number for the words of each statement, the same for the same words; 0 where there is none.
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
        """The different words of one statement, in no order; none where there is no statement."""
        return self._words[self._ends[number] : self._ends[number + 1]]

    def length(self, number: int) -> int:
        """How many different words there are in one statement."""
        return self._ends[number + 1] - self._ends[number]


class Pairs:
    """
    Which statements have two words in common.

    Args:
        statements: How many statements there may be.

        words: How many words there are.
    """

    def __init__(self, statements: int, words: int) -> None:
        self._words = words
        self._goes = [(array("Q"), array("I")) for _ in range(1 + statements // AT_ONCE)]

    def add(self, number: int, words: Sequence[int]) -> None:
        """Note which pairs there are of some words, always given in one order, of a statement."""
        goes, size = self._goes, self._words
        for one, other in combinations(words, 2):
            pair = one * size + other
            pairs, numbers = goes[pair % len(goes)]
            pairs.append(pair)
            numbers.append(number)

    def groups(self) -> Iterator[list[int]]:
        """The statements that have a pair of words, for each pair that several have."""
        for pairs, numbers in self._goes:
            first: dict[int, int] = {}
            several: dict[int, list[int]] = {}
            for pair, number in zip(pairs, numbers, strict=True):
                if (before := first.setdefault(pair, number)) != number:
                    several.setdefault(pair, [before]).append(number)
            yield from several.values()
