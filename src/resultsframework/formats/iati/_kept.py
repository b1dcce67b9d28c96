"""
What the model keeps without a field, back into the places of the standard from which it came, where it fits there.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from ._canonical import is_canonical
from ._fitting import SHORT, attribute_fits, fits, order, repeats
from ._names import NAMESPACE
from ._text import attribute, element_of, fragment, narratives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.node import Extra, Translation

__all__ = ["NOTHING", "Kept", "kept", "text_element"]

XML = "http://www.w3.org/XML/1998/namespace"
OWN = f"{{{NAMESPACE}}}"
# A few short extras, such as those of a budget, are often the same.
FEW = 3


@attrs.frozen
class Kept:
    """
    What of some extras fits into an element.

    Attributes:
        attributes: Its further attributes, as text.

        children: Its further children by name, each as text; those of other namespaces under the empty name.

        foreign: Those of other namespaces, together; they come after all others.

        within: The same of the elements in it, by their name.

        is_exact: Whether all of it is there, as it is and in the order in which it is read again: first the attributes,
            then those of the elements in it, then its children.

        is_lossy: Whether some of it is not there at all.

        is_canonical: Whether all children that are there come back as they are.
    """

    attributes: str = ""
    children: dict[str, list[str]] = attrs.Factory(dict)
    within: dict[str, Kept] = attrs.Factory(dict)
    is_exact: bool = True
    is_lossy: bool = False
    is_canonical: bool = True
    foreign: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "foreign", self.of(""))

    def of(self, name: str) -> str:
        """The children of one name."""
        return "".join(self.children[name]) if name in self.children else ""

    def inside(self, name: str) -> Kept:
        """What fits into an element in it."""
        return self.within.get(name, NOTHING)


NOTHING = Kept()


def kept(extras: tuple[Extra, ...], path: str, taken: Iterable[str] = ()) -> Kept:
    """
    What of some extras fits into the element at a path of the standard; the others have to travel in another way.

    Args:
        extras: The extras of the node that the element is.

        path: The element, such as "iati-activity/result".

        taken: The attributes and the single children that are written anyway, those of elements in it with the name
            of that element before them: "@code", "title", "value/@currency".
    """
    if not extras:
        return NOTHING
    if len(extras) <= FEW and all(len(extra.text) <= SHORT for extra in extras):
        return _known_kept(extras, path, (*taken,))
    return _kept_of(extras, path, taken)


def _kept_of(extras: tuple[Extra, ...], path: str, taken: Iterable[str]) -> Kept:
    return _kept([(extra.name, extra.text) for extra in extras], path, {*taken})


_known_kept = functools.lru_cache(maxsize=4096)(_kept_of)


def _kept(named: list[tuple[str, str]], path: str, taken: set[str]) -> Kept:
    attributes: list[str] = []
    children: dict[str, list[str]] = {}
    below: dict[str, list[tuple[str, str]]] = {}
    known = order(path)
    is_exact, is_lossy, are_canonical = True, False, True
    last: tuple[int, int | str] = (0, "")
    for name, text in named:
        if name.startswith("@"):
            here: tuple[int, int | str] = (0, name)
            if name not in taken and attribute_fits(path, name[1:], text):
                taken.add(name)
                attributes.append(_attribute(name[1:], text, len(attributes)))
            else:
                is_lossy = True
        elif not name.startswith("{") and "/" in name:
            head, _, rest = name.partition("/")
            here = (1, known.get(head, -1))
            below.setdefault(head, []).append((rest, text))
        else:
            key = "" if name.startswith("{") else name
            here = (2, known.get(name, len(known)))
            is_fit, is_canon = (False, False) if name in taken else _fragment(name, text, path)
            if is_fit:
                are_canonical = are_canonical and is_canon
                if key and not repeats(path, name):
                    taken.add(name)
                children.setdefault(key, []).append(text)
            else:
                is_lossy = True
        if is_exact and here < last:
            is_exact = False
        last = here
    within = {
        head: _kept(inner, f"{path}/{head}", {one[len(head) + 1 :] for one in taken if one.startswith(f"{head}/")})
        for head, inner in below.items()
        if head in known
    }
    is_lossy = is_lossy or len(within) < len(below) or any(inner.is_lossy for inner in within.values())
    is_exact = is_exact and are_canonical and not is_lossy and all(map(_has_attributes_alone, within.values()))
    return Kept("".join(attributes), children, within, is_exact, is_lossy, are_canonical)


def _has_attributes_alone(rest: Kept) -> bool:
    return rest.is_exact and not (rest.children or rest.within)


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

        rest: What fits into the element around it, some of it into this one.

        required: Whether the standard demands the element, and a narrative in it.
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


def _fragment(name: str, text: str, path: str) -> tuple[bool, bool]:
    """Whether a kept text is an element of that name that fits, and whether it is in canonical form."""
    return _known_look(name, text, path) if len(text) <= SHORT else _look(name, text, path)


def _look(name: str, text: str, path: str) -> tuple[bool, bool]:
    if not name.startswith("{") and is_canonical(text, f"{path}/{name}"):
        return True, True
    element = element_of(text)
    if element is None or element.tag != name or name.startswith(OWN) or not fits(element, path):
        return False, False
    return True, fragment(element) == text


_known_look = functools.lru_cache(maxsize=8192)(_look)
