"""
What the model keeps without a field, back into the places of the standard from which it came, where it fits there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ._fitting import attribute_fits, fits, order, repeats
from ._names import NAMESPACE
from ._text import attribute, element_of, narratives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.source import Extra, Translation

__all__ = ["NOTHING", "Kept", "kept", "text_element"]

XML = "http://www.w3.org/XML/1998/namespace"


@attrs.frozen
class Kept:
    """
    What of some extras fits into an element.

    Attributes:
        attributes: Its further attributes, as text.

        children: Its further children by name, each as text; those of other namespaces under the empty name.

        within: The same of the elements in it, by their name.
    """

    attributes: str = ""
    children: dict[str, list[str]] = attrs.Factory(dict)
    within: dict[str, Kept] = attrs.Factory(dict)

    def of(self, name: str) -> str:
        """The children of one name."""
        return "".join(self.children.get(name, ()))

    @property
    def foreign(self) -> str:
        """The children of other namespaces, which come after all others."""
        return self.of("")

    def inside(self, name: str) -> Kept:
        """What fits into an element in it."""
        return self.within.get(name, NOTHING)


NOTHING = Kept()


def kept(extras: Iterable[Extra], path: str, taken: Iterable[str] = ()) -> Kept:
    """
    What of some extras fits into the element at a path of the standard; the others have to travel in another way.

    Args:
        extras: The extras of the node that the element is.

        path: The element, such as "iati-activity/result".

        taken: The attributes and the single children that are written anyway.
    """
    if not extras:
        return NOTHING
    return _kept([(extra.name, extra.text) for extra in extras], path, set(taken))


def _kept(named: list[tuple[str, str]], path: str, taken: set[str]) -> Kept:
    attributes: list[str] = []
    children: dict[str, list[str]] = {}
    below: dict[str, list[tuple[str, str]]] = {}
    for name, text in named:
        if name.startswith("@"):
            if name not in taken and attribute_fits(path, name[1:], text):
                taken.add(name)
                attributes.append(_attribute(name[1:], text, len(attributes)))
            continue
        head, _, rest = ("", "", "") if name.startswith("{") else name.partition("/")
        if rest:
            below.setdefault(head, []).append((rest, text))
        elif (fragment := _fragment(name, text, path)) and (name not in taken):
            key = "" if name.startswith("{") else name
            if key and not repeats(path, name):
                taken.add(name)
            children.setdefault(key, []).append(fragment)
    known = order(path)
    within = {head: _kept(inner, f"{path}/{head}", set()) for head, inner in below.items() if head in known}
    return Kept("".join(attributes), children, within)


def text_element(
    tag: str,
    field: str,
    main: str | None,
    translations: tuple[Translation, ...] = (),
    rest: Kept = NOTHING,
    *,
    required: bool = False,
) -> str:
    """
    An element that holds the text of a field, in all its languages; nothing where there is no text.

    Args:
        tag: The element.

        field: The field.

        main: Its text in the main language.

        translations: The translations of its node.

        rest: What else is written into the element.

        required: Whether the standard demands the element, and a narrative in it.
    """
    if main is None and not required and rest is NOTHING:
        return ""
    body = narratives(field, main, translations, least=1)
    return f"<{tag}{rest.attributes}>{body}{rest.foreign}</{tag}>"


def _attribute(name: str, text: str, number: int) -> str:
    """An attribute as text; a foreign one with the declaration of its namespace."""
    if not name.startswith("{"):
        return f' {name}="{attribute(text)}"'
    namespace, _, local = name[1:].partition("}")
    if namespace == XML:
        return f' xml:{local}="{attribute(text)}"'
    return f' xmlns:a{number}="{attribute(namespace)}" a{number}:{local}="{attribute(text)}"'


def _fragment(name: str, text: str, path: str) -> str | None:
    """A kept element, if it is one, goes by that name, and fits."""
    element = element_of(text)
    if element is None or element.tag != name or name.startswith(f"{{{NAMESPACE}}}") or not fits(element, path):
        return None
    return text
