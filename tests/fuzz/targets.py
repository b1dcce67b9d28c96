"""
The functions of the library that read what others wrote, each with the promises that hold for any input.

A target takes any bytes. It raises nothing but the library's own errors, and what it reads can be checked, printed and
written; what is written in a lossless form reads back equal.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import tables
import versions
from promises import PromiseBrokenError, allowed, example, promise, text_of, use

import resultsframework as rf
from resultsframework.cli._configuration import profile_for, read_configuration
from resultsframework.formats import brief, findings, iati, json, portal
from resultsframework.formats.tabular.sheet import Cell, Workbook, quantity_of, read_workbook
from resultsframework.number import parse_number
from resultsframework.rules import Ignored

Target: TypeAlias = Callable[[bytes], None]

MARKS = (None, ".", ",")
MEASURED = (None, "count", "share", "scale")


# --------------------------------------------------------------------------------------------- what is read


def read_json(data: bytes) -> None:
    """The library's own format."""
    allowed(lambda: use(json.load(io.BytesIO(data)), data))


def read_portal(data: bytes) -> None:
    """A page of the portal; what one that the library wrote lost is in the report of losses, and it loses no more."""

    def read() -> None:
        framework = portal.loads(text_of(data))
        use(framework, data)
        written = portal.dumps(framework)
        try:
            again = portal.loads(written)
        except rf.FormatError as error:
            msg = "a page that was written is no malformed input"
            raise PromiseBrokenError(msg) from error
        promise(again == framework or rf.loss_report(framework, "portal"), "what a page lost is named")
        promise(portal.loads(portal.dumps(again)) == again, "a page that was written reads back as itself")

    allowed(read)


def read_brief(data: bytes) -> None:
    """A page of a joint programme."""
    allowed(lambda: use(brief.loads(text_of(data)), data))


def read_iati(data: bytes) -> None:
    """A file of IATI, plain or packed, with its activities read one by one."""

    def read() -> None:
        for number, framework in enumerate(iati.load_all(data, on_problem=str)):
            if number < 3:
                use(framework, data)

    allowed(read)


def read_any(data: bytes) -> None:
    """A file of an unknown format."""
    allowed(lambda: use(rf.read(io.BytesIO(data)), data))


def read_known(data: bytes) -> None:
    """A file of known findings."""

    def read() -> None:
        found = findings.load(io.BytesIO(data))
        promise(len(found) >= 0, "known findings can be counted")
        promise(findings.loads(findings.dumps(found)) == found, "known findings read back equal")

    allowed(read)


def read_settings(data: bytes) -> None:
    """Settings of a project, with which the example is then checked."""

    def read() -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "resultsframework.toml"
            file.write_bytes(data)
            configuration = read_configuration(file)
        if configuration is not None:
            rf.validate(example(), profile=profile_for(configuration, None))

    allowed(read)


# -------------------------------------------------------------------------------------------------- sheets

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "_rels/.rels": f'<a><Relationship Id="r" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></a>',
    "xl/workbook.xml": '<a xmlns:r="r"><sheet name="Plan" r:id="r1"/></a>',
    "xl/_rels/workbook.xml.rels": (
        f'<a><Relationship Id="r1" Type="{KINDS}/worksheet" Target="s.xml"/>'
        f'<Relationship Id="r2" Type="{KINDS}/styles" Target="t.xml"/></a>'
    ),
    "xl/t.xml": '<a><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></a>',
}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def use_sheets(workbook: Workbook) -> None:
    """Do with the cells of a workbook what readers of frameworks do."""
    for sheet in workbook.sheets:
        for row, cells in enumerate(sheet.rows[:50], 1):
            for column, cell in enumerate(cells[:50], 1):
                promise(isinstance(cell.text, str), "every cell has a text")
                promise(sheet.merged_cell(row, column) is not None, "every cell has a first cell")
                quantity = quantity_of(cell)
                promise(quantity is None or quantity.number.is_finite(), "a number is finite")


def read_sheet(data: bytes) -> None:
    """A file with sheets of any kind."""
    allowed(lambda: use_sheets(read_workbook(data)))


def read_cells(data: bytes) -> None:
    """The part of a workbook of Excel with a sheet: the quick reader and the parser of XML read the same."""
    found = []
    for before in (b"", b"<!-- -->"):
        at = data.find(b"<sheetData>")
        part = data if at < 0 else data[:at] + before + data[at:]
        found.append(None)

        def read(part: bytes = part) -> None:
            found[-1] = read_workbook(packed(PARTS | {"xl/s.xml": part}))
            use_sheets(found[-1])

        allowed(read)
    promise(found[0] == found[1] or None in found, "both ways of reading find the same cells")


def read_content(data: bytes) -> None:
    """The part of a workbook of LibreOffice with the sheets."""
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": data}
    allowed(lambda: use_sheets(read_workbook(packed(parts))))


def read_form(data: bytes) -> None:
    """The format of a number."""
    for number in ("0.405", "-1240", "0", "1E+20"):
        cell = Cell(Decimal(number), text_of(data))
        promise(cell.text or data, "a number can be printed")
        quantity_of(cell)


# ------------------------------------------------------------------------------------------- texts of cells


def read_value(data: bytes) -> None:
    """The text of a cell, by every convention."""
    text = text_of(data)

    def read() -> None:
        for mark in MARKS:
            for measured in MEASURED:
                found = rf.parse_value(text, decimal=mark, measured=measured, currency="USD", year=2021)
                promise(repr(found), "a value can be printed")

    allowed(read)


def read_number(data: bytes) -> None:
    """The text of a number."""
    for mark in MARKS:
        parse_number(text_of(data), decimal=mark)


def read_money(data: bytes) -> None:
    """The text of an amount."""
    for mark in MARKS:
        for rounded in (True, False):
            money = rf.parse_money(text_of(data), decimal=mark, rounded=rounded, currency="EUR")
            if money is not None:
                promise(str(money) and str(money + money), "an amount can be printed")


def read_period(data: bytes) -> None:
    """The text of a period."""

    def read() -> None:
        period = rf.Period.parse(text_of(data))
        promise(rf.Period.parse(str(period)) == period or period.raw, "a period that was printed is read again")

    allowed(read)


def read_series(data: bytes) -> None:
    """The text of a series of values."""
    allowed(lambda: str(rf.Indicator(series=rf.ObservationSeries.parse(text_of(data))).table()))


def read_path(data: bytes) -> None:
    """A position in a framework."""
    allowed(lambda: example().at(text_of(data)))


def read_pattern(data: bytes) -> None:
    """A pattern of places that are ignored."""
    rf.validate(example(), select="BAS", ignore=Ignored("BAS", at=(text_of(data),)))


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "json": read_json,
        "portal": read_portal,
        "brief": read_brief,
        "iati": read_iati,
        "any": read_any,
        "known": read_known,
        "settings": read_settings,
        "sheet": read_sheet,
        "cells": read_cells,
        "content": read_content,
        "form": read_form,
        "value": read_value,
        "number": read_number,
        "money": read_money,
        "period": read_period,
        "series": read_series,
        "path": read_path,
        "pattern": read_pattern,
        "saved": read_portal,
        **tables.TARGETS,
        **versions.TARGETS,
    }
)
# Targets that read one text at once: their time is measured on texts of growing length.
TEXTS = (
    *("portal", "saved", "brief", "json", "known", "settings", "value", "number", "money", "period", "series", "path"),
    *("pattern", "sheet", "form", "layout", "heading", "table", "proposed"),
)
