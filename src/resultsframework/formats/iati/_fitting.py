"""
Check that a piece of XML is valid in a place of an IATI activity file, version 2.03. A positive answer is certain;
where validators differ, or the rest of the document would have to be known, the answer is negative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._datatypes import ABSOLUTE, BLANK, LOCAL_NAME, VALID, is_uri
from ._grammar import GLOBAL_ATTRIBUTES, GLOBAL_ELEMENTS, KINDS, Kind
from ._text import IMPOSSIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._xml import Element

__all__ = ["attribute_fits", "fits", "order", "repeats"]

# ----------------------------------------------------------------------------------------- the order of elements


def order(parent_path: str) -> Mapping[str, int]:
    """
    The place of each child element in the order that the standard wants; elements of other namespaces come after all.

    Args:
        parent_path: The parent, from an element that is declared for itself: "iati-activity/result/indicator".

    Raises:
        KeyError: If the standard knows no such path.
    """
    return KINDS[parent_path].ranks


def repeats(parent_path: str, child: str) -> bool:
    """
    True if the parent takes more than one of the child element; never for one that it does not take at all.

    Args:
        parent_path: The parent, as for `order`.

        child: The name of the child, in Clark notation if it is of another namespace.

    Raises:
        KeyError: If the standard knows no such path.
    """
    kind = KINDS[parent_path]
    if child.startswith("{"):
        return kind.text is None
    return child in kind.ranks and kind.children[kind.ranks[child]].repeats


def attribute_fits(path: str, name: str, value: str) -> bool:
    """
    True if the element at this path may have the attribute with this value, and XML can write the two down.

    Args:
        path: The element, as for `order`.

        name: The name of the attribute, in Clark notation.

        value: Its value, without escapes.

    Raises:
        KeyError: If the standard knows no such path.
    """
    return attribute_is_valid(KINDS[path], name, value) and is_name(name) and not IMPOSSIBLE.search(value)


def fits(element: Element, parent_path: str) -> bool:
    """
    True if the element, with all that it holds, is valid as a child of the element at this path.

    Its order and number among its siblings are not looked at, nor is text that follows it.

    Args:
        element: The element, parsed without comments, processing instructions and entities.

        parent_path: The parent, as for `order`.

    Raises:
        KeyError: If the standard knows no such path.
    """
    parent = KINDS[parent_path]
    is_foreign = element.tag.startswith("{")
    if parent.text is not None or not (is_foreign or element.tag in parent.ranks):
        return False
    pending: Inside = [(element, None if is_foreign else parent.children[parent.ranks[element.tag]].kind)]
    while pending:
        element, kind = pending.pop()
        inside = held(element, kind) if attributes_are_valid(kind, element) else None
        if inside is None:
            return False
        pending += inside
    return True


# ------------------------------------------------------------------------------------------ what an element holds

# Elements with their kinds; foreign elements have none.
Inside = list[tuple["Element", Kind | None]]


def held(element: Element, kind: Kind | None) -> Inside | None:
    """The elements in an element that remain to be checked, or None if it holds something invalid."""
    if kind is None:
        # Of the standard's elements in a foreign one, those that are declared for themselves have a kind.
        return [(child, GLOBAL_ELEMENTS.get(child.tag)) for child in element]
    if kind.text is None:
        return elements(element, kind)
    return [] if not len(element) and VALID[kind.text](element.text or "") else None


def elements(element: Element, kind: Kind) -> Inside | None:
    """The children of an element that holds elements and no text."""
    if is_written(element.text):
        return None
    inside: Inside = []
    found = 0
    last = -1
    ranks, places = kind.ranks, kind.children
    for child in element:
        if is_written(child.tail):
            return None
        if child.tag.startswith("{"):
            inside.append((child, None))
            last = len(places)
            continue
        rank = ranks.get(child.tag, -1)
        if rank < last or rank < 0:
            return None
        place = places[rank]
        if rank > last:
            found += place.required
            last = rank
        elif not place.repeats:
            return None
        inside.append((child, place.kind))
    return inside if found == kind.needs else None


def is_written(text: str | None) -> bool:
    """True if there is text other than blanks."""
    return bool(text and text.strip(BLANK))


def attributes_are_valid(kind: Kind | None, element: Element) -> bool:
    """True if the element has the attributes it needs, and none that it may not have."""
    if kind is not None and not kind.required.issubset(element.keys()):
        return False
    return all(attribute_is_valid(kind, name, value) for name, value in element.items())


def attribute_is_valid(kind: Kind | None, name: str, value: str) -> bool:
    """True if the attribute is valid on an element of this kind, or on a foreign one."""
    declared = None
    if kind is not None:
        declared = kind.attributes.get(name)
        if declared == "string":
            return True
        if declared is None and not (kind.is_open and name.startswith("{")):
            return False
    if declared is None:
        # These are instructions for the validator itself.
        if name.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            return False
        declared = GLOBAL_ATTRIBUTES.get(name, "string")
    return VALID[declared](value)


def is_name(name: str) -> bool:
    """True if a name in Clark notation is one; a relative namespace is none, as it has no canonical form."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    if not LOCAL_NAME.fullmatch(local) or namespace == "http://www.w3.org/2000/xmlns/":
        return False
    return name == local or (ABSOLUTE.match(namespace) is not None and is_uri(namespace))
