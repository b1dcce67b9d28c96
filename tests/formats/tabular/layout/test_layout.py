from __future__ import annotations

import tomllib

import attrs
import pytest

from resultsframework import FormatError, InvalidValueError, Layout, NotFoundError
from resultsframework.formats.tabular.layout import FIELDS, SHIPPED, ColumnLayout, TableLayout, layout_named

SMALL = """
[[table]]

[table.columns]
"Indicator" = "indicator"
"""
WHOLE = """
title = "Sheet!B1"
language = "fr"
currency = "EUR"
decimal = ","
thousands = ["."]
year = 2024
year-start = 7
plan = "2023-2027"
marks = ["*"]

[places]
KE = "Kenya"

[words]
"n.d." = "not available"

[[table]]
sheet = "Plan*"
optional = true
shape = "hierarchy"
heading-row = 4
heading-rows = 2
first-row = 6
last-row = 80
level = "output"
parents = "code"
several = ["lines", "places"]
brackets = "sex: women"
continued = true
indents = ["outcome", "output"]

[table.columns]
Indicator = "indicator"
"Target \\"2025\\"" = { field = "target", period = "2025", place = "Kenya", group = "sex: women", unit = "percent" }

[table.rows]
"TOTAL*" = "skip"
Achieved = "actual"
Female = "group sex: Female"
Kenya = "place Kenya"

[table.levels]
"P#" = "output"

[[table]]
file = "other.csv"

[table.columns]
"column A" = "indicator code"
"""


def column(**fields):
    return ColumnLayout(heading="Target", field="target", **fields)


def test_a_layout_is_written_as_it_is_read():
    """Everything that a layout can state comes back equal, and what is the default is not written."""
    layout = Layout.from_toml(WHOLE)
    assert Layout.from_toml(layout.to_toml()) == layout
    assert Layout.from_toml(SMALL).to_toml() == SMALL.replace('"Indicator"', "Indicator").lstrip()
    assert tomllib.loads(layout.to_toml()) == tomllib.loads(WHOLE)


def test_equal_layouts_are_one_in_a_set():
    """A layout can be the key of what was read with it; layouts that differ in a word of theirs are two."""
    layout = Layout.from_toml(WHOLE)
    other = attrs.evolve(layout, words={"n.d.": "empty"})
    assert {layout, Layout.from_toml(WHOLE), other} == {layout, other}
    assert hash(layout.tables) == hash(Layout.from_toml(WHOLE).tables)


def test_a_layout_prints_as_the_call_that_makes_it():
    """The text that a layout prints as in a session, evaluated, is the same layout."""
    layout = Layout.from_toml(WHOLE)
    assert eval(repr(layout), {"Layout": Layout}) == layout  # noqa: S307 - a repr is a Python expression


def test_underscores_and_capital_letters_of_a_field_do_not_matter():
    """Means_of_Verification is the field "means of verification"."""
    assert ColumnLayout(heading="Source", field="Means_of_Verification").field == "means of verification"
    assert all(ColumnLayout(heading="x", field=field).field == field for field in FIELDS)


def test_a_control_character_is_written_as_toml_reads_it():
    """The character DEL, which TOML does not take as it is, is escaped."""
    table = TableLayout(columns=(ColumnLayout(heading="a\x7fb", field="skip"),))
    layout = Layout(tables=(table,))
    assert Layout.from_toml(layout.to_toml()) == layout


@pytest.mark.each(
    "toml, problem",
    [
        ("= 1", "it is no TOML"),
        ("table = 3", "table: it is 3; write [[table]] with two brackets"),
        ("titel = 'B1'" + SMALL, "the layout: there is no key 'titel'; did you mean 'title'?"),
        ("zzz = 1" + SMALL, "the layout: there is no key 'zzz'; there is title, language"),
        ("", "the layout has no table; write [[table]]"),
        ("[[table]]\nshape = 'row'" + SMALL[10:], "table 1: shape is 'row'; expected a shape: 'rows'"),
        ("[[table]]\ncolumns = 3", "table 1: columns is 3; expected headings with their fields"),
        ("[[table]]", "table 1: columns is empty; expected headings with their fields"),
        ("[[table]]\n[table.columns]\nA = 3", "table 1, column 'A': it is 3; expected a field"),
        ("[[table]]\n[table.columns]\nA = { period = '2' }", "table 1, column 'A': it is {'period': '2'}; expected a"),
        ("[[table]]\n[table.columns]\nA = 'basline'", "column 'A': there is no field 'basline'"),
        ("[[table]]\n[table.columns]\nA = 'qqqqq'", "column 'A': there is no field 'qqqqq'; fields are such as result"),
        ("[[table]]\n[table.columns]\nA = { field = 3 }", "column 'A': there is no field 3; fields are such as"),
        ("[[table]]\nrows = 3" + SMALL[10:], "table 1: rows is 3; expected a table of texts"),
        ("[[table]]\nlevels = { P = 3 }" + SMALL[10:], "table 1: levels is {'P': 3}; expected a table of texts"),
        ("[[table]]\nlevels = { P = 'goal' }" + SMALL[10:], "levels is 'goal'; expected a level"),
        ("[[table]]\nrows = { P = 'sum' }" + SMALL[10:], "rows is 'sum'; expected a kind of row"),
        ("[[table]]\nseveral = 'rows'" + SMALL[10:], "several is 'rows'; expected one of: "),
        ("[[table]]\nbrackets = 'women'" + SMALL[10:], "brackets is 'women'; expected a meaning, or a group"),
        ("[[table]]\nheading-rows = true" + SMALL[10:], "heading rows is True; expected a whole number"),
        ("[[table]]\nheading-row = 0" + SMALL[10:], "heading row is 0; expected a whole number from 1 to 1,048,576"),
        (f"[[table]]\nfirst-row = {'9' * 400}" + SMALL[10:], "expected a whole number from 1 to 1,048,576"),
        (f"[[table]]\nlast-row = 0x{'f' * 9_000}" + SMALL[10:], "a value of the type int that is too long"),
        ("[[table]]\nheading-rows = 21" + SMALL[10:], "heading rows is 21; expected a whole number from 1 to 20"),
        ("[[table]]\nseveral = 5" + SMALL[10:], "several is 5; expected a list of one of"),
        ("[[table]]\nindents = 5" + SMALL[10:], "indents is 5; expected a list of a level"),
        ("marks = 5" + SMALL, "marks is 5; expected a list of footnote marks"),
        ("currency = []" + SMALL, "currency is []; expected a code of ISO 4217"),
        ("year-start = 1.0" + SMALL, "year start is Decimal('1.0'); expected a month"),
        ("[[table]]\n[table.columns]\nA = { field = [] }", "column 'A': there is no field []; fields are such as"),
        (
            "[[table]]\n[table.columns]\n'{group} {group}' = 'target'",
            "has {group} twice; write * where any text may be",
        ),
        (f"year = {'9' * 5_000}" + SMALL, "it has a number of more than 1,000 digits"),
        (f"year = {'9' * 1_001}.5" + SMALL, "it has a number of more than 1,000 digits"),
        ("year = " + "[" * 100_000, "it is nested too deep"),
        (f"{'a.' * 101}a = 1", "line 1 has more than 100 points"),
        ("#" * 1_000_001, "it has more than 1,000,000 characters"),
        ("title = '\ud800'" + SMALL, "it holds half a character"),
        ("words = { " + "".join(f"a{n} = 'yes', " for n in range(9)) + "a = 5 }" + SMALL, "words is {'a0': 'yes', "),
        (
            "[[table]]\n[table.columns]\n" + "\n".join(f"a{n} = 'skip'" for n in range(501)),
            "columns has 501 entries; there may be 500",
        ),
        ("[[table]]\noptional = 1" + SMALL[10:], "optional is 1; expected true or false"),
        ("decimal = ';'" + SMALL, "decimal is ';'; expected a decimal mark: '.', ','"),
        ("currency = 'EURO'" + SMALL, "currency is 'EURO'; expected a code of ISO 4217"),
        ("thousands = [3]" + SMALL, "thousands is [3]; expected a list of marks"),
        ("year = true" + SMALL, "year is True; expected a year, or the address of a cell"),
        ("year-start = 13" + SMALL, "year start is 13; expected a month, 1 to 12"),
        ("language = 3" + SMALL, "language is 3; expected a text"),
        ("words = { x = 'none' }" + SMALL, "words is 'none'; expected a meaning"),
    ],
)
def test_what_has_no_meaning_is_named_with_its_key(toml, problem):
    """An error names the key, what was found and what is expected."""
    with pytest.raises(FormatError) as error:
        Layout.from_toml(toml)
    assert problem in str(error.value)


def test_all_problems_of_a_layout_come_at_once():
    """A person who corrects a layout sees everything that is wrong with it."""
    with pytest.raises(FormatError) as error:
        Layout.from_toml("a = 1\n[[table]]\nb = 2\n[table.columns]\nA = 'x'\nB = 'y'")
    assert len(error.value.problems) == 4


def test_constructors_refuse_what_toml_refuses():
    """A layout made in a program is checked like one in a file."""
    with pytest.raises(InvalidValueError, match="period is 2025; expected a text"):
        column(period=2025)
    with pytest.raises(InvalidValueError, match="heading is 5; expected a text"):
        ColumnLayout(heading=5, field="target")
    with pytest.raises(InvalidValueError, match="there is no field"):
        ColumnLayout(heading="Target", field="goal")
    assert TableLayout(columns=(column(),), several=["lines"]).several == ("lines",)
    assert TableLayout(columns=(column(),)).has("target", "actual")


def test_a_layout_has_a_name_or_is_in_a_file(tmp_path):
    """A name is one of the library's layouts; a path ends in .toml, and its errors name it."""
    for name in SHIPPED:
        assert layout_named(name).tables
    path = tmp_path / "my.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert layout_named(path) == Layout.from_toml(SMALL)
    path.write_text("x = 1", encoding="utf-8")
    with pytest.raises(FormatError, match=r"my\.toml cannot be read as a layout"):
        layout_named(path)
    with pytest.raises(NotFoundError, match="nothing is called 'fdco' in the layouts"):
        layout_named("fdco")
    with pytest.raises(NotFoundError, match="did you mean"):
        layout_named("qqqq")
