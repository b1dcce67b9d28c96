from __future__ import annotations

import pytest

from resultsframework.formats.tabular.sheet import Cell, read_workbook

PLAN = """\
# District plan

Figures of **June**.

| Indicator | Target | Note |
|:----------|-------:|------|
| **Women** trained | 3,340 | *draft* |
| a \\| b | `5`<br>6 | Q1 | Q2 |
  A & B &lt; C | __x__

Total: 5
"""


def test_a_row_is_a_line_of_the_file():
    """Tables of Markdown are one sheet whose row numbers are those of the lines, so that an address leads there."""
    book = read_workbook(PLAN.encode())
    (sheet,) = book.sheets
    texts = [[cell.text for cell in row] for row in sheet.rows]
    assert book.kind == "markdown"
    assert texts == [
        ["District plan"],
        [],
        ["Figures of **June**."],
        [],
        ["Indicator", "Target", "Note"],
        [],
        ["**Women** trained", "3,340", "draft"],
        ["a | b", "`5`\n6", "Q1", "Q2"],
        ["A & B < C", "x"],
        [],
        ["Total: 5"],
    ]


@pytest.mark.each(
    ("cell", "text"),
    [
        ("**x**", "x"),
        ("*x*", "x"),
        ("120*", "120*"),
        ("**a** and **b**", "**a** and **b**"),
        ("`x`", "x"),
        ("**", "**"),
    ],
)
def test_emphasis_around_a_whole_cell_is_left_out(cell, text):
    """Marks of emphasis belong to the page and not to the value; the mark of a footnote stays."""
    (sheet,) = read_workbook(f"|a|b|\n|-|-|\n|{cell}|1|".encode()).sheets
    assert sheet.cell(3, 1) == Cell(text)


def test_text_of_windows_is_remarked():
    """As for CSV, an encoding that was assumed is remarked."""
    assert "Windows-1252" in read_workbook("|Año|b|\n|---|---|\n".encode("cp1252")).remarks[0]


def test_a_line_of_many_spaces_takes_no_time():
    """The search for the line below the heads of a table is linear in the length of a line."""
    assert read_workbook(("|" + " " * 100_000 + "- x").encode(), delimiter="|").kind == "csv"
    assert read_workbook(("|" + " " * 100_000 + "- x").encode()).kind == "csv"


def test_an_entity_of_thousands_of_digits_stays_text():
    """Python refuses to convert so many digits, and no page means a character by them."""
    entity = "&#" + "9" * 5_000 + ";"
    (sheet,) = read_workbook(f"|a|b|\n|-|-|\n|{entity}|&lt;|".encode()).sheets
    assert [cell.text for cell in sheet.rows[2]] == [entity, "<"]
