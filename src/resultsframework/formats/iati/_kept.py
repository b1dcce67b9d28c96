"""
Write preserved extras back where the IATI schema allows them.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from ._fitting import attribute_fits, fits, order, repeats
from ._names import PREFIX
from ._text import attribute, element_of, narratives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.node import Extra, Translation

__all__ = ["NOTHING", "Kept", "kept", "text_element"]

XML = "http://www.w3.org/XML/1998/namespace"


@attrs.frozen
class Kept:
    """
    The extras of a node that are valid in its element.

    Attributes:
        attributes: Its further attributes, as text.

        children: Its further children by name, each as text; those of other namespaces under the empty name.

        within: The same for the elements in it, by their name.
    """

    attributes: str = ""
    children: dict[str, list[str]] = attrs.Factory(dict)
    within: dict[str, Kept] = attrs.Factory(dict)

    @property
    def foreign(self) -> str:
        """The children of other namespaces, which come after all others."""
        return self.of("")

    def of(self, name: str) -> str:
        """The children of one name."""
        return "".join(self.children[name]) if name in self.children else ""

    def inside(self, name: str) -> Kept:
        """The extras that are valid in an element in it."""
        return self.within.get(name, NOTHING)


NOTHING = Kept()


def kept(extras: tuple[Extra, ...], path: str, taken: Iterable[str] = ()) -> Kept:
    """
    Select the extras that are valid in the element at a path of the standard.

    Args:
        extras: The extras of the node that the element is.

        path: The element, such as "iati-activity/result".

        taken: The attributes and the single children that are written anyway, those of elements in it with the name
            of that element before them: "@code", "title", "value/@currency".
    """
    return _kept([(extra.name, extra.text) for extra in extras], path, {*taken}) if extras else NOTHING


def _kept(named: list[tuple[str, str]], path: str, taken: set[str]) -> Kept:
    attributes: list[str] = []
    children: dict[str, list[str]] = {}
    below: dict[str, list[tuple[str, str]]] = {}
    for name, text in named:
        if name.startswith("@"):
            if name not in taken and attribute_fits(path, name[1:], text):
                taken.add(name)
                attributes.append(_attribute(name[1:], text, len(attributes)))
        elif not name.startswith("{") and "/" in name:
            head, _, rest = name.partition("/")
            below.setdefault(head, []).append((rest, text))
        elif name not in taken and _is_valid(name, text, path):
            is_foreign = name.startswith("{")
            if not is_foreign and not repeats(path, name):
                taken.add(name)
            children.setdefault("" if is_foreign else name, []).append(text)
    within = {
        head: _kept(inner, f"{path}/{head}", {one[len(head) + 1 :] for one in taken if one.startswith(f"{head}/")})
        for head, inner in below.items()
        if head in order(path)
    }
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

        rest: The extras of its node that are valid in the element around it, some of them in this one.

        required: True if the standard demands the element, and a narrative in it.
    """
    more = NOTHING if rest is NOTHING else rest.inside(tag)
    if main is None and not required and more is NOTHING:
        return ""
    body = narratives(field, main, translations, least=1)
    return f"<{tag}{more.attributes}>{body}{more.foreign}</{tag}>"


def _attribute(name: str, text: str, number: int) -> str:
    """An attribute as text; a foreign one with the declaration of its namespace."""
    if not name.startswith("{"):
        return f' {name}="{attribute(text)}"'
    namespace, _, local = name[1:].partition("}")
    if namespace == XML:
        return f' xml:{local}="{attribute(text)}"'
    return f' xmlns:a{number}="{attribute(namespace)}" a{number}:{local}="{attribute(text)}"'


@functools.lru_cache(maxsize=1024)
def _is_valid(name: str, text: str, path: str) -> bool:
    """True for a kept text that is an element of that name and valid as a child of the element at the path."""
    element = element_of(text)
    return element is not None and element.tag == name and not name.startswith(PREFIX) and fits(element, path)
