"""
The level of a result, from a word, a code or the beginning of a text.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ._patterns import ANY, NUMBER, Pattern, folded
from ._words import plain, word_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LevelRules", "Leveled", "code_pattern", "usual_level"]

# A number; or a letter or a Roman number, where a sign or the end follows.
A_NUMBER = r"[A-Z]?[0-9]+(?:\.[0-9A-Za-z]+)*(?!\w|\.\w)|(?:[IVX]+|[A-Z])(?=\s*(?:[:.)–—-]|$))"
BEHIND = re.compile(rf"\s*(?:n[o°º.]+\s*)?(?P<code>{A_NUMBER})?\s*(?P<sign>[:.)–—-]*)\s*(?P<title>.*)", re.DOTALL)

# The signs in a word of a layout for a level.
GAPS = {"#": NUMBER, "*": ANY}
CODE = re.compile(r"[A-Za-z]{0,3}[0-9]+(?:[.-][0-9A-Za-z]+)*")

# The level that offices usually mean by the letters of a code; the longer letters first.
CODE_LEVELS = (
    ("OG", "impact"),
    ("OE", "outcome"),
    ("OS", "outcome"),
    ("E", "outcome"),
    ("RI", "outcome"),
    ("R", "output"),
    ("P", "output"),
)


class Leveled(NamedTuple):
    """
    A level, and what is written behind it.

    Attributes:
        level: "impact", "outcome", "output", "other" or "activity".

        code: The number behind the word, such as "1.1".

        title: The rest of the text.

        is_apart: True if a number, a sign or nothing follows the word, so that it is no word of the sentence.
    """

    level: str
    code: str | None = None
    title: str | None = None
    is_apart: bool = True


class LevelRules:
    """
    The rules by which a table states levels: those of its layout first, then the words of five languages.

    Attributes:
        stated: The levels of the layout, by words or codes.
    """

    def __init__(self, stated: Mapping[str, str]) -> None:
        self.stated = stated
        self._codes = [(_pattern(key), level) for key, level in stated.items()]
        self._patterns = [(pattern, level) for pattern, level in self._codes if pattern.gaps]
        words = {plain(key): level for key, level in stated.items() if GAPS.keys().isdisjoint(key)}
        self._words = {**word_table("levels"), **words}
        self._one_by_one = _one_by_one(words)

    def of_text(self, text: str) -> Leveled | None:
        """The level that a text begins with: "Output 1.1: Youth complete training"; None where it begins with none."""
        flat = " ".join(text.split()) if self._patterns else ""
        lower = folded(flat)
        for pattern, level in self._patterns:
            if pattern.match(flat, lower) is not None:
                return Leveled(level, title=text.strip())
        match = _beginning(tuple(self._words)).match(text.strip())
        if match is None:
            return None
        behind = BEHIND.fullmatch(match["rest"])
        assert behind is not None  # noqa: S101 - every part of the pattern may be absent
        word = plain(match["word"])
        code = behind["code"] or (_code_at_end(word) if word in self._one_by_one else None)
        title = behind["title"].strip() or None
        is_apart = bool(code or behind["sign"]) or title is None or title.startswith("(") or "\n" in match["rest"]
        return Leveled(self._words[word], code, title, is_apart)

    def of_cell(self, text: str) -> Leveled | None:
        """The level of a cell that holds it alone: a number at its end is the code, where a pattern takes all of it."""
        found = self.of_text(text)
        is_whole = found is not None and found.title == text.strip()
        return found._replace(code=_code_at_end(text)) if found is not None and is_whole else found

    def of_code(self, text: str) -> str | None:
        """The level that a code has by the rules of the layout; None where none is about it."""
        code = text.strip()
        lower = folded(code)
        return next((level for pattern, level in self._codes if pattern.match(code, lower) is not None), None)


def _one_by_one(words: Mapping[str, str]) -> frozenset[str]:
    """The words that name single results: those of one level that differ in their numbers alone, as "Result 1.1"."""
    stems = {word: word.rstrip("0123456789.") for word in words}
    numbered = Counter((stem, words[word]) for word, stem in stems.items() if stem not in ("", word))
    return frozenset(word for word, stem in stems.items() if stem != word and numbered[stem, words[word]] > 1)


def _code_at_end(text: str) -> str | None:
    """The number that a text ends with: 1.1 of "Result 1.1"; None where it ends with a word."""
    last = text.rsplit(maxsplit=1)[-1].rstrip(":.)")
    return last if CODE.fullmatch(last) else None


def _pattern(key: str) -> Pattern:
    """The pattern of a word or code of a layout: ``#`` is a number without points, ``*`` any text."""
    return Pattern(" ".join(key.split()), GAPS)


@functools.lru_cache(maxsize=64)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of a text that begins with one of the words, in any spelling of its letters."""
    longest_first = sorted(words, key=len, reverse=True)
    spelled = "|".join(map(_spelled, longest_first))
    return re.compile(rf"(?P<word>{spelled})(?![^\W\d_])(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def _spelled(word: str) -> str:
    """A pattern of a word; one that ends with a number does not go on with another: Result 1 is not Result 1.2."""
    pattern = r"\s+".join(map(_in_any_accent, word.split()))
    return rf"{pattern}(?!\.?[0-9])" if word[-1:].isdigit() else pattern


ACCENTED = {"a": "aàáâãä", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôõö", "u": "uùúûü", "ا": "اأإآ"}


def _in_any_accent(word: str) -> str:
    return "".join(f"[{ACCENTED[sign]}]" if sign in ACCENTED else re.escape(sign) for sign in word)


def code_pattern(code: str) -> str | None:
    """The pattern of a code of a result, such as "P#" for P1; None for another text."""
    text = code.strip()
    return re.sub("[0-9]+", "#", text) if re.fullmatch(r"[A-Z]{1,3}[ .-]?[0-9]{0,2}", text) else None


def usual_level(pattern: str) -> str | None:
    """The level that offices usually mean by the letters of a code; None for others."""
    return next((level for start, level in CODE_LEVELS if pattern.startswith(start)), None)
