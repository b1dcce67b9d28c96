"""Workbooks made of the parts that a test states, as Excel writes them."""

from __future__ import annotations

import io
import zipfile

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*pairs):
    """The part that refers from one part to others, by kind and target."""
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def styles_of(formats):
    """The part with formats of numbers: style 1 is the first format, style 0 the general one."""
    codes = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(formats))
    uses = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{uses}</cellXfs><cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>'
    )


def archive(parts, compressed=True):
    """The bytes of an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def sheet_part(rows, before="", after=""):
    """The part of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx_of(
    rows="",
    formats=(),
    texts=(),
    before="",
    after="",
    book="",
    *,
    names=("Plan",),
    state="visible",
    compressed=True,
    **parts,
):
    """
    The bytes of a workbook whose sheets all have these rows.

    Args: rows as XML; codes of number formats; shared texts as XML; what is before and after the rows; what is in the
    workbook's own part; the names of the sheets and their state; further parts, or None for one to leave out.
    """
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="rId{i}"/>' for i, name in enumerate(names, 1)
    )
    sheets = [("worksheet", f"worksheets/sheet{i}.xml") for i, _ in enumerate(names, 1)]
    shared = "".join(f"<si>{text}</si>" for text in texts)
    made = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{book}<sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *sheets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": styles_of(formats),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/worksheets/sheet{i}.xml": sheet_part(rows, before, after) for i, _ in enumerate(names, 1)},
    }
    made |= parts
    return archive({name: content for name, content in made.items() if content is not None}, compressed)


@pytest.fixture
def xlsx():
    """The bytes of a workbook from its parts."""
    return xlsx_of


@pytest.fixture
def packed():
    """The bytes of an archive from the names and contents of its members."""
    return archive
