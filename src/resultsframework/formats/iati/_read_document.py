"""
From a ``document-link`` to the model, wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resultsframework.document import DocumentLink
from resultsframework.source import Extra, Translation

from ._days import day_of
from ._extension import ABSENT
from ._text import keep, keep_attributes, read_text, stated

if TYPE_CHECKING:
    from ._xml import Element

__all__ = ["read_document"]


def read_document(element: Element, language: str | None) -> DocumentLink:
    """The document that an element is."""
    fields: dict[str, Any] = {}
    translations: list[Translation] = []
    extras: list[Extra] = []
    categories: list[str] = []
    languages: list[str] = []
    odd: list[tuple[str, str]] = []
    for name, text in element.items():
        if name in ("url", "format"):
            fields[name] = stated(text)
        else:
            odd.append((name, text))
    keep_attributes(odd, extras)
    for child in element:
        tag = child.tag
        if tag in ("title", "description") and tag not in fields:
            fields[tag] = read_text(child, tag, language, translations, extras)
        elif tag == "category":
            _code(child, categories, extras)
        elif tag == "language":
            _code(child, languages, extras)
        elif tag == "document-date" and "date" not in fields and _is_day(child):
            fields["date"] = day_of(child.get("iso-date"))
        else:
            keep(child, extras)
    return DocumentLink(
        categories=tuple(categories),
        languages=tuple(languages),
        translations=tuple(translations),
        extras=tuple(extras),
        line=element.sourceline,
        **fields,
    )


def _code(element: Element, codes: list[str], extras: list[Extra]) -> None:
    """Add the code of an element that has nothing else; keep any other as it is, and skip a placeholder."""
    code = element.get("code")
    if len(element) == 1 and element[0].tag == ABSENT:
        return
    if code is not None and len(element.attrib) == 1 and not len(element):
        codes.append(code)
    else:
        keep(element, extras)


def _is_day(element: Element) -> bool:
    return len(element.attrib) == 1 and not len(element) and day_of(element.get("iso-date")) is not None
