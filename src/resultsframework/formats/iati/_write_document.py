"""
From documents to ``document-link`` elements, wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._fitting import attribute_fits
from ._kept import kept, text_element
from ._text import are_restored, attribute, is_clean

if TYPE_CHECKING:
    from resultsframework.document import DocumentLink

__all__ = ["are_sure", "write_documents"]

PATH = "iati-activity/document-link"
TAKEN = ("@url", "@format", "title", "description", "document-date")


def write_documents(documents: tuple[DocumentLink, ...]) -> str:
    """The elements of those documents that have what the standard demands: a place, a format, a title, a category."""
    return "".join(_document(one) for one in documents if is_complete(one))


def is_complete(document: DocumentLink) -> bool:
    """Whether a document has all that the standard demands of one."""
    return bool(
        document.url
        and document.format
        and document.title
        and document.categories
        and attribute_fits(PATH, "url", document.url)
    )


def are_sure(documents: tuple[DocumentLink, ...], language: str | None) -> bool:
    """Whether documents certainly come back as they are; else one has to read what was written to see."""
    return all(_is_sure(one, language) for one in documents)


def _is_sure(document: DocumentLink, language: str | None) -> bool:
    texts = (("title", document.title), ("description", document.description))
    if not (is_complete(document) and are_restored(texts, document.translations, language)):
        return False
    if not (is_clean(document.url) and is_clean(document.format)):
        return False
    if not all(map(is_clean, (*document.categories, *document.languages))):
        return False
    if not document.extras:
        return True
    rest = kept(document.extras, PATH, TAKEN)
    return rest.is_exact and not rest.children and rest.within.keys() <= {"title", "description"}


def _document(document: DocumentLink) -> str:
    rest = kept(document.extras, PATH, TAKEN)
    day = "" if document.date is None else f'<document-date iso-date="{document.date}"/>'
    told = f' url="{attribute(document.url or "")}" format="{attribute(document.format or "")}"'
    parts = (
        f"<document-link{told}{rest.attributes}>",
        text_element("title", "title", document.title, document.translations, rest, required=True),
        text_element("description", "description", document.description, document.translations, rest),
        *(f'<category code="{attribute(code)}"/>' for code in document.categories),
        rest.of("category"),
        *(f'<language code="{attribute(code)}"/>' for code in document.languages),
        rest.of("language"),
        day,
        rest.foreign,
        "</document-link>",
    )
    return "".join(parts)
