"""The page for an officer is followed from top to bottom: her workbook, the commands, the corrections, the changes."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework.formats.tabular.layout import FIELDS

openpyxl = pytest.importorskip("openpyxl", reason="a workbook is made and changed as a person does it")
pytest.importorskip("typer", reason="the command line needs the extra cli")

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "my_logframe.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(console|toml)\n((?:.*\n)*?)```", PAGE, re.MULTILINE)
TABLES = re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE)


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table of the page, without the line below its head."""
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
    return [rows[0], *rows[2:]]


def as_typed(text: str, heading: str) -> tuple[object, str]:
    """A cell as an office has it: percentages as numbers that show as one, and as texts in the year 2024."""
    if heading != "Achieved 2024" and re.fullmatch(r"\d+%", text):
        return int(text[:-1]) / 100, "0%"
    if re.fullmatch(r"\d+(\.\d+)?", text) and heading != "Ref":
        return float(text), "General"
    return text or None, "General"


def type_sheet(path: Path) -> None:
    """Save the workbook that the page shows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "LogFrame v3"
    sheet["A1"] = "Clean Hands, Healthy Schools (2023-2025)"
    head, *rows = rows_of(TABLES[0])
    for number, row in enumerate((head, *rows), 3):
        for position, (text, heading) in enumerate(zip(row, head, strict=True), 1):
            sheet.cell(number, position).value, sheet.cell(number, position).number_format = as_typed(text, heading)
    sheet.merge_cells("A4:A5")
    book.save(path)


def change_cells(folder: Path) -> None:
    """Change the cells that the page says, and save the workbook under the other name."""
    book = openpyxl.load_workbook(folder / "checked.xlsx")
    _, *changes = next(rows for rows in map(rows_of, TABLES) if rows[0] == ["cell", "was", "is"])
    for address, was, becomes in changes:
        cell = book["Logframe"][address]
        shown = f"{cell.value:.0%}" if cell.number_format == "0%" and cell.data_type == "n" else str(cell.value)
        assert shown == was
        cell.value = as_typed(becomes, "")[0]
    book.save(folder / "changed.xlsx")


def test_the_page_is_followed_from_top_to_bottom(typed, tmp_path):
    """Every command on the page prints what is below it, on the files that the steps before it have left."""
    type_sheet(tmp_path / "Clean Hands.xlsx")
    checker, options = doctest.OutputChecker(), doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for kind, text in BLOCKS:
        if kind == "toml":
            (tmp_path / "hands.toml").write_text(text, encoding="utf-8")
            continue
        for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            if not command.startswith("resultsframework"):
                continue
            if "changed.xlsx" in command and not (tmp_path / "changed.xlsx").exists():
                change_cells(tmp_path)
            found = typed(tmp_path, command.removeprefix("resultsframework "))
            assert checker.check_output(expected, found, options), f"{command}\n{found}"
    assert rf.read(tmp_path / "changed.xlsx")["1.1.1"].series.actuals[-1].value == 205
    assert {path.suffix for path in tmp_path.iterdir()} == {".xlsx", ".toml", ".docx", ".html"}


def test_the_page_on_layouts_lists_every_field():
    """An officer finds each field of a column with its meaning, without Python."""
    section = (DOCS / "layouts.md").read_text("utf-8").split("## The fields of a column\n")[1].split("\n## ")[0]
    listed = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE))
    assert listed == {name: meaning for name, meaning in FIELDS.items() if not meaning.endswith(" alone")}
