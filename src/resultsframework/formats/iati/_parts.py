"""
Sort the elements in the element of a node by name: those with a field are taken out, the others preserved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._names import PREFIX
from ._text import keep, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resultsframework.node import Extra, Translation

    from ._xml import Element

__all__ = ["Parts"]


class Parts:
    """
    The elements in an element, while they are read.

    Attributes:
        language: The language of the activity.

        translations: The texts in further languages.

        extras: The parts without a field.
    """

    __slots__ = ("_known", "_others", "extras", "language", "translations")

    def __init__(self, element: Element, language: str | None, known: frozenset[str], extras: list[Extra]) -> None:
        self.language = language
        self.translations: list[Translation] = []
        self.extras = extras
        found: dict[str, list[Element]] = {}
        others: list[Element] = []
        for child in element[:] if len(element) else ():
            tag = child.tag
            if tag in found:
                found[tag].append(child)
            elif tag in known:
                found[tag] = [child]
            else:
                others.append(child)
        self._known = found
        self._others = others

    def take(self, tag: str) -> Sequence[Element]:
        """The elements of one name, in their order."""
        return self._known.get(tag, ())

    def first(self, tag: str) -> Element | None:
        """The first element of one name; further ones are others."""
        found = self._known.get(tag)
        if found is None:
            return None
        self._others += found[1:]
        return found[0]

    def text(self, tag: str, field: str) -> str | None:
        """The text of the first element of one name, in all its languages; further ones are others."""
        element = self.first(tag)
        if element is None:
            return None
        return read_text(element, field, self.language, self.translations, self.extras)

    def own(self) -> list[Element]:
        """The extension elements; all others that have no field are preserved."""
        for child in self._others:
            keep(child, self.extras)
        return [child for child in self._others if child.tag.startswith(PREFIX)]
