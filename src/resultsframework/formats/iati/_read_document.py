"""
From a ``document-link`` to the model, wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.document import DocumentLink
from resultsframework.formats._construction import unchecked

from ._days import day_of
from ._extension import ABSENT
from ._parts import Parts
from ._text import keep, kept_attributes, stated

if TYPE_CHECKING:
    import datetime as dt

    from ._xml import Element

__all__ = ["read_document"]

make_document_link = unchecked(DocumentLink)

PARTS = frozenset(("title", "description", "category", "language", "document-date"))


def read_document(element: Element, language: str | None) -> DocumentLink:
    """The document that an element is."""
    url = medium = None
    odd: list[tuple[str, str]] = []
    for name, text in element.items():
        if name == "url":
            url = stated(text)
        elif name == "format":
            medium = stated(text)
        else:
            odd.append((name, text))
    parts = Parts(element, language, PARTS, kept_attributes(odd) if odd else [])
    title = parts.text("title", "title")
    description = parts.text("description", "description")
    categories, languages, date = _codes(parts, "category"), _codes(parts, "language"), _date(parts)
    parts.own()
    return make_document_link(
        title=title,
        url=url,
        format=medium,
        categories=categories,
        languages=languages,
        date=date,
        description=description,
        translations=tuple(parts.translations),
        extras=tuple(parts.extras),
        line=element.sourceline,
    )


def _codes(parts: Parts, tag: str) -> tuple[str, ...]:
    """The codes of elements that have nothing else; any others are kept as they are, but for a placeholder."""
    elements = parts.take(tag)
    if not elements:
        return ()
    codes: list[str] = []
    for element in elements:
        code = element.get("code")
        if code is not None and len(element.attrib) == 1 and not len(element):
            codes.append(code)
        elif not (len(element) == 1 and element[0].tag == ABSENT):
            keep(element, parts.extras)
    return tuple(codes)


def _date(parts: Parts) -> dt.date | None:
    """The day of the first element that has a day and nothing else; all that is else is kept."""
    date: dt.date | None = None
    for element in parts.take("document-date"):
        day = day_of(element.get("iso-date"))
        if date is None and day is not None and len(element.attrib) == 1 and not len(element):
            date = day
        else:
            keep(element, parts.extras)
    return date
