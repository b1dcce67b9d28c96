"""
The notation of a sheet as its cells show it: marks, several values in a cell, thousands, sums and groups.

Every finding comes with the cells it is from.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.cell import read_cell

from ._values import lines_of
from ._words import plain, word_table, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.formats.tabular.sheet import Cell, Sheet

__all__ = ["Region", "Sign", "brackets_in", "lines_in", "marks_in", "places_in", "special_rows", "thousands_in"]

MARK = re.compile(r"[0-9%)]\s*(?P<mark>\*{1,3}|†|‡|[¹²³])$")
NOTE = re.compile(r"(?P<mark>\*{1,3}|†|‡|[¹²³])")
OF_PLACES = re.compile(r"(?:^|[;/|,\n])[^\S\n]*(?P<place>[A-Z]{2,3})\s*(?:[:=]\s*)?[0-9<>≤≥–-]")
LEGEND = re.compile(r"\b(?P<short>[A-Z]{2,3})\s*[=:]\s*(?P<name>[^\W\d_][^=:,;.()\n]{2,40})")
BRACKETED = re.compile(r"[0-9][0-9.,\s%]*\((?P<inside>[^()]+)\)")
A_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")
A_NUMBER = re.compile(r"\s*[0-9][0-9.,\s]*%?\s*")
AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
A_POINT = re.compile(r"(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+)\s?%?")
A_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}\s?%?")
WOMEN = re.compile(
    r"\b(?:wom[ae]n|female|girls?|femmes?|filles?|mujeres|niñas|mulheres|meninas)\b|نساء|إناث", re.IGNORECASE
)


class Sign(NamedTuple):
    """
    A finding about a sheet, with the cells it is from.

    Attributes:
        value: The finding.

        cells: The addresses of a few cells that show it.
    """

    value: str
    cells: tuple[str, ...] = ()


class Region(NamedTuple):
    """
    The part of a sheet that a table takes.

    Attributes:
        sheet: The sheet.

        first: Its first row below the headings.

        last: Its last row.

        values: The columns of values.

        indicators: The columns of indicators.
    """

    sheet: Sheet
    first: int
    last: int
    values: tuple[int, ...]
    indicators: tuple[int, ...]

    def cells(self, columns: tuple[int, ...]) -> Iterator[tuple[int, int, Cell]]:
        """The filled cells of some columns with their rows and columns."""
        for row in range(self.first, self.last + 1):
            for column in columns:
                cell = self.sheet.cell(row, column)
                if not cell.is_empty:
                    yield row, column, cell

    def texts(self, columns: tuple[int, ...]) -> Iterator[tuple[str, str]]:
        """The texts of some columns with their addresses, without numbers."""
        for row, column, cell in self.cells(columns):
            if isinstance(cell.value, str):
                yield cell.value.strip(), self.sheet.where(row, column)


def marks_in(region: Region) -> list[Sign]:
    """The footnote marks behind values for which there is a note below the table."""
    sheet = region.sheet
    notes: dict[str, str] = {}
    for row in range(region.first, sheet.height + 1):
        own = [(column, cell.text.strip()) for column, cell in enumerate(sheet.rows[row - 1], 1) if not cell.is_empty]
        match = NOTE.match(own[0][1]) if len(own) == 1 else None
        if match:
            notes.setdefault(match["mark"], sheet.where(row, own[0][0]))
    found: dict[str, list[str]] = {}
    for text, where in region.texts(region.values):
        match = next((m for line in text.splitlines() if (m := MARK.search(line.strip()))), None)
        if match and match["mark"] in notes:
            found.setdefault(match["mark"], [notes[match["mark"]]]).append(where)
    return [Sign(mark, tuple(cells[:4])) for mark, cells in found.items()]


def lines_in(region: Region) -> tuple[Sign | None, list[str]]:
    """Cells with an indicator a line, as the values beside them show; and the cells for which they do not."""
    found: list[str] = []
    doubtful: list[str] = []
    for row, column, cell in region.cells(region.indicators):
        number = len(lines_of(cell.text))
        if number < 2:
            continue
        values = [len(lines_of(region.sheet.cell(row, at).text)) for at in region.values]
        where = region.sheet.where(row, column)
        (found if number in values else doubtful).append(where)
    return (Sign("lines", tuple(found[:4])) if found else None), doubtful


def places_in(region: Region) -> tuple[dict[str, str], tuple[str, ...]]:
    """The abbreviations of places in cells with a value for each, with their names as far as the sheet has them."""
    counted: Counter[str] = Counter()
    cells: list[str] = []
    for text, where in region.texts(region.values):
        named = OF_PLACES.findall(text)
        if len(named) > 1:
            counted.update(named)
            cells.append(where)
    legend: dict[str, str] = {}
    for number, row in enumerate(region.sheet.rows, 1):
        for column, cell in enumerate(row, 1):
            if column not in region.values or number < region.first:
                named_here = {match["short"]: match["name"].strip() for match in LEGEND.finditer(cell.text)}
                legend = {**named_here, **legend}
    return {short: legend.get(short, short) for short in counted}, tuple(cells[:4])


def brackets_in(region: Region) -> list[Sign]:
    """The meanings of brackets behind numbers: a year, or a number of women where the indicator counts them."""
    found: dict[str, list[str]] = {}
    for row, column, cell in region.cells(region.values):
        match = BRACKETED.fullmatch(cell.text.strip()) if isinstance(cell.value, str) else None
        if match is None:
            continue
        statements = " ".join(region.sheet.merged_cell(row, at).text for at in region.indicators)
        meaning = "year" if A_YEAR.fullmatch(match["inside"]) else "comment"
        if meaning == "comment" and A_NUMBER.fullmatch(match["inside"]):
            meaning = "sex: women" if WOMEN.search(statements) else "a number"
        found.setdefault(meaning, []).append(region.sheet.where(row, column))
    return [Sign(meaning, tuple(cells[:4])) for meaning, cells in found.items()]


def thousands_in(region: Region) -> tuple[Sign | None, list[str]]:
    """
    Texts such as "96.000" that are thousands, and the cells that leave it open.

    They are where no text of the sheet has a decimal point, and a whole number of four digits or more is in the same
    row or column, or a text of the sheet has a decimal comma, such as "40,5 %".
    """
    ambiguous: list[tuple[int, int, str]] = []
    has_point = False
    commas: list[str] = []
    large: set[tuple[str, int]] = set()
    for row, column, cell in region.cells(region.values):
        for line in lines_of(cell.text):
            if isinstance(cell.value, str) and AMBIGUOUS.fullmatch(line.rstrip("*†‡¹²³ ")):
                ambiguous.append((row, column, region.sheet.where(row, column)))
                continue
            has_point = has_point or (isinstance(cell.value, str) and A_POINT.fullmatch(line) is not None)
            if isinstance(cell.value, str) and A_COMMA.fullmatch(line):
                commas.append(region.sheet.where(row, column))
            number = read_cell(line).value
            if not isinstance(number, str | bool) and str(number).isdigit() and len(str(number)) > 3:
                large |= {("row", row), ("column", column)}
    cells = [where for _, _, where in ambiguous]
    sure = [where for row, column, where in ambiguous if ("row", row) in large or ("column", column) in large]
    if has_point or not (sure or commas):
        return None, cells
    shown = sure[:4] or [*cells[:2], *commas[:2]] if cells else []
    return (Sign(".", tuple(shown)), []) if shown else (None, [])


def special_rows(region: Region) -> list[tuple[str, str, str]]:
    """Rows of sums, of groups and with labels: the text they begin with, their meaning, and their address."""
    totals, labels = words_of("totals", "words"), word_table("labels")
    groups = word_table("groups")
    sums = _rows_of_formulas(region)
    found: dict[str, tuple[str, str, str]] = {}
    for row in range(region.first, region.last + 1):
        own = [(column, cell) for column, cell in enumerate(region.sheet.rows[row - 1], 1) if not cell.is_empty]
        if not own:
            continue
        column, text = own[0][0], own[0][1].text.strip()
        word, where = plain(text), region.sheet.where(row, column)
        statement = next((cell.text.strip() for at, cell in own if at in region.indicators), "")
        is_sum = row in sums or any(word == total or word.startswith((f"{total} ", f"{total}:")) for total in totals)
        if is_sum:
            found.setdefault(word, (text, "skip", where))
        elif word in labels:
            found.setdefault(word, (text, labels[word], where))
        elif plain(statement) in groups:
            dimension = groups[plain(statement)]
            found.setdefault(plain(statement), (statement, f"group {dimension}: {statement}", where))
    return [*found.values()]


def _rows_of_formulas(region: Region) -> set[int]:
    """The rows whose values are mostly formulas, where few rows are so: in a sheet of links to others all are."""
    filled: dict[int, list[bool]] = {}
    for row, _, cell in region.cells(region.values):
        filled.setdefault(row, []).append(cell.is_formula)
    found = {row for row, are in filled.items() if len(are) > 1 and sum(are) * 10 >= len(are) * 6}
    return found if len(found) * 3 <= len(filled) else set()
