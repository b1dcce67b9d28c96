"""The values of one cell: notation, words, marks, and several values where the layout says so."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import Layout, Missing, Range, Ratio
from resultsframework.cell import Conventions
from resultsframework.formats.tabular.layout._values import Notation, bullets_off, lines_of
from resultsframework.formats.tabular.sheet import Cell

D = Decimal


def notation(top="", table=""):
    layout = Layout.from_toml(f'{top}\n[[table]]\n{table}\n[table.columns]\nx = "target"')
    return Notation(layout, layout.tables[0])


def values(cell, top="", table="", measured=None):
    cell = cell if isinstance(cell, Cell) else Cell(cell)
    found = notation(top, table).values(cell, Conventions(measured=measured))
    return [(read.value, read.unit) for read in found]


@pytest.mark.each(
    "cell, value, unit",
    [
        (Cell(D("0.405"), "0.00%"), D("40.5"), "percent"),
        (Cell(D(4500), "[$KES] #,##0"), D(4500), "KES"),
        (Cell(dt.datetime(2025, 1, 1), "yyyy"), D(2025), None),  # noqa: DTZ001 - sheets have no time zones
        (Cell(dt.datetime(2025, 3, 1), "mmm yyyy"), "2025-03", None),  # noqa: DTZ001 - sheets have no time zones
        (Cell(True), True, None),
        ("61,4 %", D("61.4"), "percent"),
        ("57 sur 118", Ratio(D(57), D(118)), None),
        ("4 de 18", Ratio(D(4), D(18)), None),
        ("3 km 5", "3 km 5", None),
        ("≤ 50", Range(high=D(50)), None),
        ("à déterminer", Missing.TO_BE_DETERMINED, None),
        ("S/D", Missing.NOT_AVAILABLE, None),
        ("s.o.", Missing.NOT_APPLICABLE, None),
        ("غير متوفر", Missing.NOT_AVAILABLE, None),
        ("—", Missing.EMPTY, None),
        ("Oui", True, None),
        ("Não", False, None),
        ("120*", "120*", None),
        ("1,200 (620)", "1,200 (620)", None),
        ("KE: 4; UG: 5", "KE: 4; UG: 5", None),
        ("text " * 80, ("text " * 80).strip(), None),
    ],
)
def test_a_cell_without_a_layout_for_it(cell, value, unit):
    """Numbers as they are shown, words in five languages, and text wherever the layout does not say more."""
    assert values(cell) == [(value, unit)]


def test_cells_without_a_value():
    """An empty cell, an error and a formula that was not calculated hold none."""
    assert not [*values(None), *values(Cell("#REF!", is_error=True)), *values(Cell(is_formula_without_result=True))]


def test_steps_of_a_scale_are_no_words_for_missing_values():
    """On a scale "No" and "Not available" are steps."""
    assert values("No", measured="scale") == [("No", None)]


def test_thousands_and_decimals_of_a_layout():
    """The layout says behind which mark three digits are thousands, and which mark is a decimal point."""
    assert values("96.000", 'thousands = ["."]') == [(D(96000), None)]
    assert values("0.575", 'thousands = ["."]') == [(D("0.575"), None)]
    assert values("1.250,5", 'decimal = ","') == [(D("1250.5"), None)]
    assert values("99.998%", 'thousands = ["."]') == [(D("99.998"), "percent")]


def test_words_of_a_layout():
    """A sheet may have words of its own for missing values."""
    assert values("xx", '[words]\nXX = "empty"') == [(Missing.EMPTY, None)]


def test_footnote_marks():
    """A number with a mark is the number; a text with one stays as it is."""
    read = notation('marks = ["*", "**"]')
    read.footnotes["**"] = "Estimate."
    (two,) = read.of_text("120 **", Conventions())
    (one,) = read.of_text("120*", Conventions())
    assert (two.value, two.comment, one.comment, one.raw) == (D(120), "Estimate.", "*", "120*")
    assert values("see note*", 'marks = ["*"]') == [("see note*", None)]


PLACES = '[places]\nKE = "Kenya"\nUG = "Uganda"'


@pytest.mark.each(
    "text, expected",
    [
        ("KE: 40; UG: 25", [("Kenya", D(40)), ("Uganda", D(25))]),
        ("KE 4 / UG -", [("Kenya", D(4)), ("Uganda", Missing.EMPTY)]),
        ("KE: 40%\nUG: TBD", [("Kenya", D(40)), ("Uganda", Missing.TO_BE_DETERMINED)]),
        ("in all, KE: 40", [(None, "in all, KE: 40")]),
        ("5", [(None, D(5))]),
    ],
)
def test_values_of_places(text, expected):
    """A cell that begins with the abbreviation of a place has a value for each."""
    found = notation(PLACES, 'several = ["places"]').of_text(text, Conventions())
    assert [(read.place, read.value) for read in found] == expected


def test_values_with_their_periods():
    """A cell may name the quarter of its value."""
    read = notation("year = 2024", 'several = ["periods"]')
    assert [str(read.of_text(text, Conventions())[0].period) for text in ("Q1: 3,340", "start: 5", "5")] == [
        "2024-01-01..2024-03-31",
        "start",
        "None",
    ]


@pytest.mark.each(
    "meaning, text, expected",
    [
        ("year", "61% (2022)", [(D(61), None, "2022", None)]),
        ("year", "61% (old)", [("61% (old)", None, "None", None)]),
        ("comment", "68 (estimate)", [(D(68), None, "None", "estimate")]),
        ("comment", "high (estimate)", [("high (estimate)", None, "None", None)]),
        ("sex: women", "1,200 (620)", [(D(1200), None, "None", None), (D(620), "sex: women", "None", None)]),
        ("sex: women", "1,200 (most)", [("1,200 (most)", None, "None", None)]),
        ("sex: women", "141 (87 women)", [(D(141), None, "None", None), (D(87), "sex: women", "None", None)]),
        ("sex: women", "141 (of whom 87 women)", [(D(141), None, "None", None), (D(87), "sex: women", "None", None)]),
        ("sex: F", "61% (F: 58%)", [(D(61), None, "None", None), (D(58), "sex: F", "None", None)]),
        ("sex: women", "141 (87 men)", [("141 (87 men)", None, "None", None)]),
        ("sex: women", "141 (54 men, 87 women)", [("141 (54 men, 87 women)", None, "None", None)]),
        ("sex: women", "1,200", [(D(1200), None, "None", None)]),
    ],
)
def test_brackets_behind_a_value(meaning, text, expected):
    """A year, a remark or a group in brackets, as the layout says, also named beside its number; others stay whole."""
    found = notation("", f'brackets = "{meaning}"').of_text(text, Conventions())
    assert [(read.value, read.group, str(read.period), read.comment) for read in found] == expected


def test_numbers_and_texts_of_cells():
    """A cell of words is a text unless it is a word for a missing one; a number is one number alone."""
    read = notation()
    assert [read.text(Cell(text)) for text in (" Survey ", "n/a", "", "yes")] == ["Survey", None, None, "yes"]
    assert read.text(Cell("#N/A", is_error=True)) is None
    assert [read.number(Cell(value)) for value in ("45%", "x", None, D(3))] == [D(45), None, None, D(3)]
    assert read.meaning("x" * 50) is None


def test_lines_and_bullets():
    """The filled lines of a cell, without what is before their text."""
    assert lines_of("a\n\n b ") == ["a", "b"]
    assert [*map(bullets_off, ("- a", "1. b", "c) d", "• e", "1.5 f"))] == ["a", "b", "d", "e", "1.5 f"]


PERCENTAGES = """
[[table]]
[table.columns]
Indicator = "indicator"
Unit = "unit"
Measure = "measure"
Target = { field = "target" }
"""


@pytest.mark.each(
    "statement, unit, measure, target, number, is_doubtful",
    [
        ("Girls at school", "percent", None, 0.45, D("0.45"), True),
        ("Girls at school", "percent", None, (0.45, "0%"), D(45), False),
        ("Girls at school", "percent", None, (0.45, "0.00"), D("0.45"), True),
        ("Girls at school", "percent", None, "0.45", D("0.45"), False),
        ("Girls at school", "percent", None, 45, D(45), False),
        ("Girls at school", None, "percentage", 1, D(1), True),
        ("% of girls at school", None, None, 0.45, D("0.45"), True),
        ("% of girls at school", "person", None, 0.45, D("0.45"), False),
        ("Proportion of girls", None, None, 0.45, D("0.45"), False),
    ],
)
def test_a_share_among_percentages_is_doubtful(read, statement, unit, measure, target, number, is_doubtful):
    """0.45 that shows as 45 % is 45; without that format it stays 0.45, and the source says that it may be 45."""
    framework = read(PERCENTAGES, [["Indicator", "Unit", "Measure", "Target"], [statement, unit, measure, target]])
    ((target,),) = (indicator.series for indicator in framework.indicators)
    assert target.value == number
    doubts = framework.source.unparsed
    assert bool(doubts) is is_doubtful
    assert all(line.startswith("Sheet!D2: ") and "if it is a share: it shows no %" in line for line in doubts)
