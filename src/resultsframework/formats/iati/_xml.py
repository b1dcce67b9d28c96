"""
The part of an XML element that is used here, with its types: names and texts are never bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Element"]


class Element(Protocol):
    """
    An element, as the parser hands it out without comments and processing instructions.

    Attributes:
        tag: Its name, in Clark notation where it has a namespace.

        text: The text before its first child.

        tail: The text behind it.

        attrib: Its attributes.

        sourceline: The 1-based line it begins in.
    """

    tag: str
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Mapping[str, str]: ...

    @property
    def sourceline(self) -> int | None: ...

    def items(self) -> Sequence[tuple[str, str]]:
        """The attributes, in the order of the document."""
        ...

    def keys(self) -> Sequence[str]:
        """The names of the attributes."""
        ...

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    @overload
    def get(self, key: str, default: str | None) -> str | None: ...

    def itertext(self) -> Iterator[str]:
        """The texts in it and in all below it."""
        ...

    def iterchildren(self, *tags: str) -> Iterator[Element]:
        """The children of some names."""
        ...

    def find(self, path: str) -> Element | None:
        """The first child of one name."""
        ...

    def __iter__(self) -> Iterator[Element]: ...

    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Element]: ...
