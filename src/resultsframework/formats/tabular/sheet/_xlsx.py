"""
Read workbooks of Excel since 2007 (.xlsx, .xlsm): which sheets there are, their formats, texts and comments.

python-calamine would read the values alone in a fifth of the time, but neither formats of numbers, comments, hidden
rows and columns, nor formulas without a result: all of these decide what a cell means.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ._number_format import BUILT_IN, GENERAL, number_format
from ._package import Package, Relation, local
from ._text_escape import unescaped
from ._workbook import Sheet, Workbook, position
from ._xlsx_sheet import Styles, WorkbookContext, read_sheet

__all__ = ["read_xlsx"]

HIDDEN = {"hidden", "veryHidden"}
TRUE = {"1", "true"}
# Characters of all texts of a workbook together, and of one text: a cell of Excel holds 32,767.
MAX_TEXT = 500_000_000
LONGEST_TEXT = 1_000_000


class _Tab(NamedTuple):
    """A tab of the workbook: the name, the identifier of its part, and if it is hidden."""

    name: str
    relation: str
    hidden: bool


class _Book:
    """The statements of the first part of a workbook."""

    def __init__(self) -> None:
        self.tabs: list[_Tab] = []
        self.is_1904 = False
        self.recalculates = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take an element of the part."""
        kind = local(name)
        if kind == "sheet":
            relation = next((value for key, value in given.items() if key.endswith(":id")), "")
            self.tabs.append(_Tab(unescaped(given.get("name", "")), relation, given.get("state") in HIDDEN))
        elif kind == "workbookPr":
            self.is_1904 = given.get("date1904") in TRUE
        elif kind == "calcPr":
            self.recalculates = given.get("fullCalcOnLoad") in TRUE


def read_xlsx(package: Package, workbook_part: str, without: Mapping[str, Collection[int] | None]) -> Workbook:
    """
    The sheets of a workbook, without some of them, or some rows of theirs; see `read_workbook`.

    Raises:
        FormatError: A part is missing or damaged, or a cell holds what no spreadsheet writes there.

        UnsafeInputError: It is beyond a limit.
    """
    book = _Book()
    package.events(workbook_part, book.start)
    relations = package.relations(workbook_part)
    parts = {relation.kind: relation.target for relation in relations.values()}
    styles = _styles(package, parts.get("styles"))
    texts = _shared_texts(package, parts.get("sharedStrings"))
    context = WorkbookContext(styles, texts, book.is_1904, book.recalculates)
    places = [(tab, relations.get(tab.relation, Relation("worksheet", ""))) for tab in book.tabs]
    if not any(relation.kind == "worksheet" for _, relation in places):
        msg = "it has no sheet with cells"
        raise package.file.error(msg, workbook_part)
    sheets = []
    for tab, relation in places:
        rows = without.get(tab.name, ())
        if relation.kind == "worksheet" and rows is not None:
            empty = Sheet(name=tab.name, hidden=tab.hidden)
            comments = _comments(package, relation.target)
            sheets.append(read_sheet(package, relation.target, empty, context, comments, rows))
    return Workbook(name=package.file.name, kind="xlsx", sheets=tuple(sheets), remarks=tuple(_remarks(package, book)))


def _remarks(package: Package, book: _Book) -> list[str]:
    found = []
    if "xl/vbaproject.bin" in package:
        found.append("The workbook has macros; they are neither run nor read.")
    if book.is_1904:
        found.append("The workbook counts its days from 1904, and they are read so.")
    if any(name.startswith("xl/externalLinks/") for name in package.names()):
        found.append("The workbook refers to other workbooks; the results stored at its last saving are read.")
    return found


def _styles(package: Package, part: str | None) -> Styles:
    """The formats of numbers by the number of the style that cells refer to."""
    codes = dict(BUILT_IN)
    used: list[str] = []
    in_cells = False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal in_cells
        kind = local(name)
        if kind == "numFmt" and given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"][:9])] = unescaped(given.get("formatCode", GENERAL))
        elif kind == "cellXfs":
            in_cells = True
        elif kind == "xf" and in_cells:
            used.append(given.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal in_cells
        if local(name) == "cellXfs":
            in_cells = False

    if part is not None:
        package.events(part, start, end)
    formats = [codes.get(int(number[:9]), GENERAL) if number.isdecimal() else GENERAL for number in used]
    return {str(i): (code, number_format(code).is_day) for i, code in enumerate(formats)}


class _Texts:
    """The texts of a workbook while they are read."""

    def __init__(self, package: Package, part: str) -> None:
        self.package = package
        self.part = part
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.text = ""
        self.taken = self.in_text = False
        self.total = 0

    def start(self, name: str, _given: dict[str, str]) -> None:
        """Begin a text, or a piece of it; the reading aids of East Asian texts (``rPh``) are none."""
        kind = local(name)
        if kind == "si":
            self.text, self.taken = "", True
        elif kind == "rPh":
            self.taken = False
        self.in_text = kind == "t" and self.taken
        self.pieces.clear()

    def end(self, name: str) -> None:
        """End a text, or a piece of it."""
        kind = local(name)
        if self.in_text and kind == "t":
            self.text += "".join(self.pieces)
        if kind == "rPh":
            self.taken = True
        elif kind == "si":
            self.total += len(self.text)
            if len(self.text) > LONGEST_TEXT or self.total > MAX_TEXT:
                what = (
                    f"its text {len(self.found) + 1:,} is longer than {LONGEST_TEXT:,} characters, or all texts than "
                    f"{MAX_TEXT:,}; a cell of Excel takes 32,767"
                )
                raise self.package.file.unsafe(what, self.part)
            self.found.append(unescaped(self.text))


def _shared_texts(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number, without their formatting."""
    if part is None or part not in package:
        return []
    texts = _Texts(package, part)
    package.events(part, texts.start, texts.end, texts.pieces)
    return texts.found


def _comments(package: Package, sheet: str) -> dict[tuple[int, int], str]:
    """The comments of a sheet, by row and column."""
    found: dict[tuple[int, int], str] = {}
    pieces: list[str] = []
    place: tuple[int, int] | None = None
    comment = ""

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal place, comment
        if local(name) == "comment":
            place, comment = position(given.get("ref", "")), ""
        pieces.clear()

    def end(name: str) -> None:
        nonlocal comment
        if local(name) == "t":
            comment += "".join(pieces)
        elif local(name) == "comment" and place is not None:
            found[place] = unescaped(comment).strip()

    for relation in package.relations(sheet).values():
        if relation.kind == "comments" and relation.target in package:
            package.events(relation.target, start, end, pieces)
    return found
