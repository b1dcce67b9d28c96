"""
Where a part of a framework comes from, and what stands beside its fields: other languages, and what has no field.
"""

from __future__ import annotations

from typing import Any, Self

import attrs

from .value import repr_of

__all__ = ["Extra", "Node", "Source", "Translation"]


@attrs.frozen(kw_only=True)
class Translation:
    """
    The text of one field in a further language. IATI: a further ``narrative`` with its ``xml:lang``.

    Attributes:
        field: The name of the field, such as ``title``.

        language: A language tag, such as ``fr``.

        text: The text; without it, the entry says that the main text itself is in this language.
    """

    field: str
    language: str
    text: str | None = None

    __repr__ = repr_of


@attrs.frozen(kw_only=True)
class Extra:
    """
    Something the source said for which the model has no field; written back by the format that read it. Not in IATI.

    Attributes:
        name: What it is called in the source: an XML name, or a JSON key that begins with ``x_``.

        text: It, as text: an XML fragment in exclusive canonical form, or a JSON value.
    """

    name: str
    text: str

    __repr__ = repr_of


def shared_fields_last(_cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Order the fields for reading: what a class is about first, what every node carries last."""
    return [f for f in fields if f.name not in SHARED_FIELDS] + [f for f in fields if f.name in SHARED_FIELDS]


SHARED_FIELDS = ("translations", "extras", "line")


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Node:
    """
    What every part of a framework carries beside its own fields.

    Attributes:
        translations: Its texts in further languages; order and repeats are kept.

        extras: What the source said of it that has no field.

        line: The 1-based line of the source it was read from, where the reader knew it. No part of equality.
    """

    translations: tuple[Translation, ...] = ()
    extras: tuple[Extra, ...] = ()
    line: int | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = repr_of

    def in_language(self, language: str) -> Self:
        """
        A copy whose texts, and those of everything below it, are in the language, where the source had them.

        A text the source did not have in that language stays as it is. The copy is for reading: the texts that it
        replaces are not among its translations.
        """
        changes: dict[str, Any] = {}
        fields = {str(field.alias): getattr(self, field.name) for field in attrs.fields(type(self))}
        for name, old in fields.items():
            new = (
                tuple(_in_language(item, language) for item in old)
                if isinstance(old, tuple)
                else _in_language(old, language)
            )
            if new != old:
                changes[name] = new
        for entry in reversed(self.translations):
            if entry.language == language and entry.text is not None and entry.field in fields:
                changes[entry.field] = entry.text
        return attrs.evolve(self, **changes) if changes else self


def _in_language(part: object, language: str) -> object:
    """A node, or a series of them, in the language; anything else as it is."""
    return part.in_language(language) if hasattr(part, "in_language") else part


@attrs.frozen(kw_only=True)
class Source:
    """
    The text a framework was read from, and what of it is no data. Not in IATI.

    Attributes:
        name: The name of the file. No part of equality.

        chrome: Navigation, fixed explanations, disclaimers and surveys, in source order.

        unparsed: What the reader did not understand, in source order. Nothing is dropped: it stands here.
    """

    name: str | None = attrs.field(default=None, eq=False)
    chrome: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()

    __repr__ = repr_of
