"""
The file of Word around its text: the template it is begun from, its properties, and bytes that no clock changes.
"""

from __future__ import annotations

import io
import os
import zipfile
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from resultsframework.errors import InvalidValueError
from resultsframework.message import shown

from ._blocks import LANGUAGE
from ._word_elements import element, field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from ._blocks import Document

__all__ = ["A4", "Template", "finished", "opened"]

Template: TypeAlias = str | os.PathLike[str] | IO[bytes]
A4 = (Mm(210), Mm(297))
MARGIN = Mm(20)
LONGEST_PROPERTY = 255
# The day in every entry of the archive: the first that the format knows.
NO_TIME = (1980, 1, 1, 0, 0, 0)
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def opened(template: Template | None) -> WordDocument:
    """
    An empty document with the styles, page, header and footer of a template; of A4 without one.

    Raises:
        InvalidValueError: The template is no Word file.
    """
    if template is None:
        file = docx.Document()
        page = file.sections[0]
        page.page_width, page.page_height = A4
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
        return file
    name = os.fspath(template) if isinstance(template, str | os.PathLike) else template
    try:
        return _emptied(docx.Document(name))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, OpcError) as error:
        msg = f"the template {shown(name)} is no Word document ({error}): save it as .docx, also where it is a .dotx"
        raise InvalidValueError(msg) from error
    except (AttributeError, SyntaxError) as error:  # python-docx looks for no part before it takes it
        msg = f"the template {shown(name)} is a damaged Word document: open it in Word, and save it again as .docx"
        raise InvalidValueError(msg) from error


def _emptied(file: WordDocument) -> WordDocument:
    """A document without its text: the page, with header and footer, is what stays; a page where there is none."""
    file._body.clear_content()  # noqa: SLF001 - python-docx has no other way
    if not file.sections:
        file.element.body.append(OxmlElement("w:sectPr"))
    len(file.styles)
    return file


def finished(file: WordDocument, document: Document, *, is_own: bool) -> bytes:
    """The bytes of a document, which depend on the framework alone."""
    language = document.language if LANGUAGE.fullmatch(document.language or "") else None
    _set_properties(file, document.title, language)
    _set_language(file, language or (None if is_own else "en"))
    if not is_own:
        _set_footer(file, document.title)
    package = file.part.package
    for name in [name for name, part in package.rels.items() if part.reltype == THUMBNAIL]:
        del package.rels[name]  # a picture of the empty template
    made, fixed = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry))
    return fixed.getvalue()


def _set_properties(file: WordDocument, title: str, language: str | None) -> None:
    """Title and language alone: the properties of the template name its author and its day."""
    properties = file.core_properties
    for child in list(properties._element):  # noqa: SLF001 - python-docx sets properties and removes none
        properties._element.remove(child)  # noqa: SLF001 - as above
    properties.title = title[:LONGEST_PROPERTY]
    if language:
        properties.language = language


def _set_language(file: WordDocument, language: str | None) -> None:
    """The language in which the text is checked and read aloud."""
    if language is None:
        return
    defaults: Any = file.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = defaults.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            defaults.insert(0, found) if name == "w:docDefaults" else defaults.append(found)
        defaults = found
    defaults.set(qn("w:val"), language)


def _set_footer(file: WordDocument, title: str) -> None:
    """Title and page number at the foot of each page."""
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{title} - page ").font.size = Pt(8)
    paragraph._p.append(element(field("PAGE", "1", half_points=16)))  # noqa: SLF001 - python-docx has no fields
