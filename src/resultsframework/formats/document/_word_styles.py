"""
The styles of Word that a document uses. A template brings its own; one that it lacks is added as the library has it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.styles import Styles

__all__ = ["BULLET", "FACT", "NOTE", "UsedStyles", "ensure_styles"]

BULLET = "List Bullet"
NOTE = "Table Note"
FACT = "Fact"
# Those of Word's own that are used: each is copied from the empty document of python-docx where a template lacks it.
OF_WORD = ("Title", "Subtitle", *(f"Heading {level}" for level in range(1, 7)), "Caption", BULLET)
# Those of the library: in tables and below them the text is smaller, without space around it.
OWN = {
    FACT: '<w:pPr><w:spacing w:after="20"/></w:pPr>',
    "Table Text": '<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>',
    "Table Heading": '<w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>',
    NOTE: '<w:pPr><w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
}
TABLE, TABLE_ID = "Results Table", "ResultsTable"
LINE = 'w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"'
TABLE_XML = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_ID}"><w:name w:val="{TABLE}"/>'
    f"<w:tblPr><w:tblBorders><w:top {LINE}/><w:bottom {LINE}/><w:insideH {LINE}/></w:tblBorders>"
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
    'w:fill="DCE6F1"/></w:tcPr></w:tblStylePr></w:style>'
)
# Without a template: a plain face for screens, dark headings, little space between paragraphs.
FACE = (
    f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/>'
    '<w:szCs w:val="21"/></w:rPr>'
)
SPACING = f'<w:pPr {nsdecls("w")}><w:spacing w:after="100" w:line="252" w:lineRule="auto"/></w:pPr>'


@attrs.frozen
class UsedStyles:
    """
    The identifiers of the styles of a document, which its language and its author choose.

    Attributes:
        identifiers: That of each style of paragraphs, by its name.

        table: That of the tables.

        sign: The sign before an item of a list, where its style brings none.
    """

    identifiers: Mapping[str, str]
    table: str
    sign: str

    def __getitem__(self, name: str) -> str:
        """The identifier of a style of paragraphs."""
        return self.identifiers[name]


def ensure_styles(file: WordDocument, *, is_own: bool) -> UsedStyles:
    """
    Add the styles that a document lacks.

    Args:
        file: The document.

        is_own: True for the styles of a user.
    """
    styles = file.styles
    lacking = [name for name in OF_WORD if name not in styles]
    if lacking:
        _copy(styles, lacking)
    if not is_own:
        normal: Any = styles["Normal"].element
        normal.append(parse_xml(SPACING))
        normal.append(parse_xml(FACE))
    for name, content in OWN.items():
        if name not in styles:
            styles.element.append(parse_xml(_own(styles, name, content)))
    names = (*OF_WORD, *OWN)
    identifiers = {name: str(styles[name].style_id) for name in names} | {"Normal": _normal(styles)}
    return UsedStyles(identifiers, _table_style(styles), "• " if BULLET in lacking else "")


def _own(styles: Styles, name: str, content: str) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{_normal(styles)}"/>{content}</w:style>'
    )


def _normal(styles: Styles) -> str:
    """The identifier of the style that paragraphs have without one, which the language of Word names."""
    default = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return "Normal" if default is None else default.style_id


def _copy(styles: Styles, names: list[str]) -> None:
    """Copy styles of the empty document, without what leads to other parts of it."""
    source = docx.Document().styles
    for name in names:
        style: Any = copy.deepcopy(source[name].element)
        for tag in ("w:link", "w:next"):
            for child in style.findall(qn(tag)):
                style.remove(child)
        for numbering in list(style.iter(qn("w:numPr"))):
            numbering.getparent().remove(numbering)
        style.find(qn("w:basedOn")).set(qn("w:val"), _normal(styles))
        styles.element.append(style)


def _table_style(styles: Styles) -> str:
    """The first style of tables that the template's author made; that of the library where there is none."""
    for style in styles:
        if style.type is WD_STYLE_TYPE.TABLE and cast("Any", style.element).get(qn("w:customStyle")) == "1":
            return str(style.style_id)
    styles.element.append(parse_xml(TABLE_XML))
    return TABLE_ID
