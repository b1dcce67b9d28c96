"""
The words of results frameworks in five languages, from the data in ``words.toml``.

May hold look-ups of words; what a word means for a cell is decided where the cell is read.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from resultsframework.spelling import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["plain", "word_table", "words_of"]

BRACKETS = re.compile(r"(?:(?<!\s)\s++)?\([^()]*\)")


def plain(text: str) -> str:
    """A text as words are compared: in one case, without accents, line breaks, stars and colons at its end."""
    return folded_name(text.replace("_", " ").replace("\u2019", "'")).strip(" *:").strip()


@functools.cache
def data() -> Mapping[str, Any]:
    """The words, as the file has them."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@functools.cache
def word_table(section: str) -> Mapping[str, str]:
    """The meanings of the words of a section, by the word as `plain` writes it; a word that has two takes the first."""
    return _reversed(data()[section].items())


@functools.cache
def words_of(section: str, name: str) -> tuple[Any, ...]:
    """The words of one list, each as `plain` writes it; of a list of lists a tuple of each."""
    found = data()[section][name]
    return tuple(tuple(map(plain, one)) if isinstance(one, list) else plain(one) for one in found)


def _reversed(meanings: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, words in meanings:
        for word in words:
            found.setdefault(plain(word), meaning)
    return found
