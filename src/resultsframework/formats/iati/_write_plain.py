"""
Write the nodes that are plain elements, by the table of the mapping.

Each row becomes a function that holds what it needs; it takes a node and writes its element.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ._fitting import attribute_fits, order
from ._kept import NOTHING, kept, text_element
from ._mapping import ELEMENTS, NARRATIVES, UNKNOWN
from ._text import attribute, attributes_text, narratives

if TYPE_CHECKING:
    from ._kept import Kept
    from ._mapping import Element, Entry

__all__ = ["WRITERS", "write_all"]


def _writer(row: Element) -> Callable[[Any], str]:
    """The writer of an element; it writes nothing for a node that lacks what the standard requires of the element."""
    attributes = [(entry.place, _attribute_writer(row, entry)) for entry in row.attributes]
    parts = [(entry.tag, _part_writer(row, entry)) for entry in row.parts]
    single = [entry.tag for entry in row.parts if not entry.is_repeated]
    required = [place for place, _ in attributes if place in row.required]
    fields = [attrgetter(entry.field) for entry in row.parts if entry.place in row.required]

    def write(node: Any) -> str:
        if not all(value_of(node) for value_of in fields):
            return ""
        stated = {place: text for place, show in attributes if (text := show(node)) is not None}
        rest = NOTHING
        if node.extras:
            rest = kept(node.extras, row.path, [*single, *stated, *_readable(row, node)])
        for place in required:
            if place not in stated and f" {place[1:]}=" not in rest.attributes:
                if not row.is_required:
                    return ""
                stated[place] = ""
        texts = attributes_text({place[1:]: stated.get(place) for place, _ in attributes})
        inside = _inside(row, {tag: show(node, rest) for tag, show in parts}, rest)
        start = f"<{row.tag}{texts}{rest.attributes}"
        return f"{start}>{inside}</{row.tag}>" if inside else f"{start}/>"

    return write


def _attribute_writer(row: Element, entry: Entry) -> Callable[[Any], str | None]:
    """The function that gives the text of an attribute; None where the node states none that the schema allows."""
    value_of, codec = attrgetter(entry.field), entry.codec

    def text_of(node: Any) -> str | None:
        value = value_of(node)
        if value is None:
            return codec.absent
        text = codec.show(value)
        if text is None or codec.parse(text) is None:
            return None
        return None if codec.is_restricted and not attribute_fits(row.path, entry.attribute, text) else text

    return text_of


def _readable(row: Element, node: Any) -> list[str]:
    """The attributes among the extras of a node that would be read as one of its fields, so that none is written."""
    texts = {extra.name: extra.text for extra in node.extras}
    return [e.place for e in row.attributes if e.place in texts and e.codec.parse(texts[e.place]) is not UNKNOWN]


def _part_writer(row: Element, entry: Entry) -> Callable[[Any, Kept], str]:
    """The function that writes the elements in an element that state one field."""
    holder, _, field = entry.field.rpartition(".")
    tag, codec = entry.tag, entry.codec
    value_of = attrgetter(entry.field)

    def names(node: Any, _rest: Kept) -> str:
        texts = getattr(node, holder) if holder else node
        return narratives(field, getattr(texts, field), texts.translations, least=int(row.is_required))

    def text(node: Any, rest: Kept) -> str:
        return text_element(tag, field, value_of(node), node.translations, rest)

    def values(node: Any, _rest: Kept) -> str:
        value = value_of(node)
        many = value if entry.is_repeated else () if value is None else (value,)
        return "".join([f'<{tag} {entry.attribute}="{attribute(codec.show(one) or "")}"/>' for one in many])

    return names if tag == "narrative" else text if codec is NARRATIVES else values


def _inside(row: Element, parts: Mapping[str, str], rest: Kept) -> str:
    """The elements in an element in the order of the standard, preserved ones included."""
    if not rest.children:
        return "".join(parts.values())
    return "".join([parts.get(tag, "") + rest.of(tag) for tag in order(row.path)]) + rest.foreign


def write_all(path: str, nodes: tuple[Any, ...], before: str = "") -> str:
    """
    The elements of some nodes.

    Args:
        path: The element, such as "iati-activity/sector".

        nodes: The nodes.

        before: The text before each element.
    """
    write = WRITERS[path]
    return "".join([before + text for node in nodes if (text := write(node))])


WRITERS: Mapping[str, Callable[[Any], str]] = MappingProxyType({path: _writer(row) for path, row in ELEMENTS.items()})
