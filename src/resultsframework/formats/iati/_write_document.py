"""
Write documents as ``document-link`` elements, of an activity, a result, an indicator or a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._fitting import attribute_fits
from ._kept import kept, text_element
from ._text import attribute

if TYPE_CHECKING:
    from resultsframework.document import DocumentLink

__all__ = ["write_documents"]

PATH = "iati-activity/document-link"
TAKEN = ("@url", "@format", "title", "description", "document-date")


def write_documents(documents: tuple[DocumentLink, ...]) -> str:
    """The elements of those documents that have what the standard demands: a place, a format, a title, a category."""
    return "".join([_document(one) for one in documents if is_complete(one)])


def is_complete(document: DocumentLink) -> bool:
    """Whether a document has all that the standard demands of one."""
    return bool(
        document.url
        and document.format
        and document.title
        and document.categories
        and attribute_fits(PATH, "url", document.url)
    )


def _document(document: DocumentLink) -> str:
    rest = kept(document.extras, PATH, TAKEN)
    day = "" if document.date is None else f'<document-date iso-date="{document.date}"/>'
    stated = f' url="{attribute(document.url or "")}" format="{attribute(document.format or "")}"'
    parts = (
        f"<document-link{stated}{rest.attributes}>",
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
