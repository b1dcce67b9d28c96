"""
The meaning of near statements: whether the words in which they differ make another indicator of one of them.

A share of equal characters cannot answer that: "legal" and "medical" assistance are nearer to each other than a
statement and the same one with a few words put in another way. ``docs/development/matching.md`` has the counts.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import takewhile

from ._words import WORD, plain, words_of

__all__ = ["have_one_meaning"]

# Words that deny nothing, name nobody and count nothing: they come and go when a sentence is put in another way.
CONNECTING = words_of(
    "a an the of in on at to for from by with and or as per via into within among through their its his her our that "
    "which who whom whose have has had having is are was were be been being this these those it they "
    "el la los las un una unos unas de del en al para por con y o e u que se han es son "
    "le les l d des du au aux pour par avec et ou qui dont leur leurs est sont ont"
)
# Endings of the forms of one word, and the letters that such forms have in common at least.
ENDINGS = words_of("s es e ed d ing ion ions y ies er ers o os a as ado ada ados adas é ée és ées") | {""}
STEM = 4
# A word in which a letter is missing has so many letters before it.
BEGINNING = 2


def have_one_meaning(one: str, other: str) -> bool:
    """
    True if two near statements differ in nothing but forms of words, misspelt words and connecting words.

    A number, a group of people, a denial or any other word that only one of them has makes another indicator of it, and
    so does a number in place of a percentage. "Organised" and "organized" are one word.

    >>> have_one_meaning("% of persons with land", "% of female persons with land")
    False
    >>> have_one_meaning("% of persons with land", "% of persons who have land")
    True
    """
    first, second = (
        WORD.findall(plain(text).replace("%", " percentage of ").replace("z", "s")) for text in (one, other)
    )
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return all(
        what == "equal" or _is_one_word(_joined(first[i:j]), _joined(second[start:end]))
        for what, i, j, start, end in steps
    )


def _joined(words: list[str]) -> str:
    """Words without the connecting ones, written as one: spaces and hyphens in compound words come and go."""
    return "".join(word for word in words if word not in CONNECTING)


def _is_one_word(one: str, other: str) -> bool:
    """True if two words are the same, two forms of one, or one in which a letter is missing or two are swapped."""
    short, long = sorted((one, other), key=len)
    if one == other or long == f"{short}s":
        return True
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if same >= STEM and one[same:] in ENDINGS and other[same:] in ENDINGS:
        return True
    if same < BEGINNING or len(long) <= STEM or any(sign.isdigit() for sign in one + other):
        return False
    rest = short[same:]
    return rest == long[same + 1 :] or rest == long[same + 1 : same + 2] + long[same] + long[same + 2 :]
