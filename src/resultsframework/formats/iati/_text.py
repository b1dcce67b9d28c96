"""
Read and write text in XML: narratives in several languages, fragments that are preserved as they are, and escapes.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from resultsframework.formats._construction import unchecked
from resultsframework.formats._facts import preserved
from resultsframework.node import Extra, Translation

from ._datatypes import LANGUAGE
from ._names import LANG, PREFIX
from ._prolog import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ._xml import Element

__all__ = [
    "IMPOSSIBLE",
    "REPLACEMENT",
    "attribute",
    "attributes_text",
    "content",
    "element_of",
    "escape",
    "fragment",
    "is_language",
    "keep",
    "keep_rest",
    "kept_attributes",
    "narratives",
    "read_narratives",
    "read_text",
]

make_translation = unchecked(Translation)

# The characters that XML 1.0 cannot hold, and their replacement.
IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
OPENING = re.compile("<[^!?]")


# ------------------------------------------------------------------------------------------------- reading


def content(element: Element) -> str | None:
    """The text in an element, that of elements within it included, unless it is blank."""
    text = "".join(element.itertext()) if len(element) else element.text
    return text if text and not text.isspace() else None


def read_text(
    element: Element,
    field: str,
    language: str | None,
    translations: list[Translation],
    extras: list[Extra],
) -> str | None:
    """
    The main text of an element such as ``title``; see `read_narratives`. The rest of the element is preserved.
    """
    path = f"{element.tag}/"
    if attributes := element.items():
        extras += kept_attributes(attributes, path)
    return read_narratives(element, field, language, translations, extras, path)


def read_narratives(
    element: Element,
    field: str,
    language: str | None,
    translations: list[Translation],
    extras: list[Extra],
    path: str = "",
) -> str | None:
    """
    The main text in an element: its first narrative that is not blank.

    Args:
        element: The element that holds the narratives.

        field: The field that the text is for.

        language: The language of the activity.

        translations: Receives the further narratives, and a mark if the main text is in another language.

        extras: Receives the rest of the element.

        path: The path of the element from its node.
    """
    main = element.text
    if not main or main.isspace():
        main = None
    if not len(element):
        return main
    for child in element[:]:
        if child.tag != "narrative":
            keep(child, extras, path)
            continue
        tag = None
        # Most narratives are in the language of the activity, and have no attributes.
        for name, value in child.items():
            if name == LANG:
                tag = value
            else:
                extras.append(preserved(f"{path}narrative/@{name}", value))
        text = content(child) if len(child) else child.text
        if not text or text.isspace():
            continue
        if main is not None:
            translations.append(make_translation(field=field, language=tag or language or "", text=text))
            continue
        main = text
        if tag is not None and tag != language and not same_language(tag, language):
            translations.append(make_translation(field=field, language=tag))
    return main


def same_language(one: str, other: str | None) -> bool:
    """True if two language tags are the same, whatever their letter case."""
    return one == other or (other is not None and one.casefold() == other.casefold())


def kept_attributes(attributes: Collection[tuple[str, str]], path: str = "") -> list[Extra]:
    """Attributes that have no field, as extras."""
    return [preserved(f"{path}@{name}", text) for name, text in sorted(attributes)]


def keep_rest(element: Element, known: Collection[str], extras: list[Extra], path: str = "") -> None:
    """Preserve the content of an element that states nothing but some attributes."""
    if odd := [pair for pair in element.items() if pair[0] not in known]:
        extras += kept_attributes(odd, path)
    for child in element[:]:
        keep(child, extras, path)


def keep(element: Element, extras: list[Extra], path: str = "") -> None:
    """Preserve an element that has no field, unless it is an extension element, which is about a field."""
    tag = element.tag
    if not tag.startswith(PREFIX):
        extras.append(preserved(path + tag, fragment(element)))


def fragment(element: Element) -> str:
    """An element as text that means the same in any place: exclusive canonical XML."""
    text = None if len(element) else _leaf(element)
    if text is not None:
        return text
    found: Any = element
    try:
        canonical: bytes = etree.tostring(found, method="c14n", exclusive=True, with_comments=False)
    except etree.C14NError:  # the name of a namespace is no absolute URI, for which there is no canonical form
        canonical = etree.tostring(found, encoding="UTF-8", xml_declaration=False, with_tail=False)
    return canonical.decode()


def _leaf(element: Element) -> str | None:
    """An element with no element in it, as most are that are kept; None where namespaces need more care."""
    tag = start = element.tag
    attributes = element.items()
    for name, value in sorted(attributes) if len(attributes) > 1 else attributes:
        if "{" in name:
            return None
        start += f' {name}="{attribute(value)}"'
    text = element.text
    return None if "{" in tag else f"<{start}>{escape(text) if text else ''}</{tag}>"


# ------------------------------------------------------------------------------------------------- writing


def escape(text: str) -> str:
    """A text as written between tags, in canonical form; what XML cannot hold becomes a replacement character."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return IMPOSSIBLE.sub(REPLACEMENT, text).replace("\r", "&#xD;")


def attribute(text: str) -> str:
    """A text as written within the quotes of an attribute; see `escape`."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    text = IMPOSSIBLE.sub(REPLACEMENT, text)
    return text.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")


def attributes_text(stated: Mapping[str, str | None]) -> str:
    """Attributes as written in a start tag; those without a text are left out."""
    return "".join([f' {name}="{attribute(text)}"' for name, text in stated.items() if text is not None])


def narratives(field: str, main: str | None, translations: tuple[Translation, ...], *, least: int = 0) -> str:
    """
    The narratives of a field in all its languages.

    Args:
        field: The field.

        main: Its text in the main language.

        translations: The translations of its node.

        least: The number of narratives that the standard demands: an empty one is written where there is none.
    """
    if not translations:
        if main is None:
            return "<narrative/>" * least
        return f"<narrative>{escape(main)}</narrative>"
    parts: list[str] = []
    ours = [entry for entry in translations if entry.field == field]
    if main is not None:
        main_language = next((entry.language for entry in ours if entry.text is None), None)
        parts.append(f"<narrative{_lang(main_language)}>{escape(main)}</narrative>")
        parts += (
            f"<narrative{_lang(entry.language or None)}>{escape(entry.text)}</narrative>"
            for entry in ours
            if entry.text is not None
        )
    return "".join(parts) or "<narrative/>" * least


@functools.lru_cache(maxsize=256)
def _lang(language: str | None) -> str:
    return f' xml:lang="{language}"' if language is not None and is_language(language) else ""


def is_language(text: str) -> bool:
    """True if a text has the form of a language tag."""
    return LANGUAGE.fullmatch(text) is not None


def element_of(text: str) -> Any:
    """The element that a kept fragment is, or None where it is none, or more: a declaration before it, for example."""
    if not OPENING.match(text):
        return None
    try:
        return etree.fromstring(text.encode(), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None


# Comments and instructions are no data here either. How much may be read was decided where it was read.
_PARSER = etree.XMLParser(**OPTIONS, huge_tree=True)
