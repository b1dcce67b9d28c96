"""
Where a part of a framework comes from, and what stands beside its fields: other languages, and what has no field.
"""

from __future__ import annotations

from typing import Any, Self

import attrs

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


def shared_fields_last(_cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Order the fields for reading: what a class is about first, what every node carries last."""
    return [f for f in fields if f.name not in SHARED_FIELDS] + [f for f in fields if f.name in SHARED_FIELDS]


SHARED_FIELDS = ("translations", "extras", "line")


@attrs.frozen(kw_only=True, weakref_slot=False)
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

    def in_language(self, language: str) -> Self:
        """
        A copy whose texts, and those of everything below it, are in the language, where the source had them.

        A text the source did not have in that language stays as it is.
        """
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(self)):
            old = getattr(self, field.name)
            if isinstance(old, Node):
                new: object = old.in_language(language)
            elif isinstance(old, tuple) and any(isinstance(item, Node) for item in old):
                new = tuple(item.in_language(language) if isinstance(item, Node) else item for item in old)
            else:
                continue
            if new != old:
                changes[field.alias or field.name] = new
        for entry in reversed(self.translations):
            if entry.language == language and entry.text is not None:
                changes[entry.field] = entry.text
        return attrs.evolve(self, **changes) if changes else self


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
