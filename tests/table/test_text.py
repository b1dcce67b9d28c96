from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from resultsframework import Column, Missing, Money, Table
from resultsframework.examples import load
from resultsframework.tables import observations

D = Decimal


def test_a_table_is_printed_in_markdown():
    """Numbers are to the right, and no text of a cell ends it or becomes an element."""
    table = Table.of((Column("code"), Column("value", D)), (("a|b\\c\n<d>", D("5.00")), ("e", Missing.EMPTY)))
    assert table.to_markdown() == ("| code | value |\n| --- | ---: |\n| a\\|b\\\\c &lt;d> | 5.00 |\n| e | - |\n")


def test_a_whole_table_is_printed_in_html():
    """A page gets all rows and all columns; only a notebook is spared."""
    table = Table.of((Column("n", int), Column("empty")), ((n, None) for n in range(40)))
    assert table.to_html().count("<tr>") == 41
    assert "empty" in table.to_html()


def test_a_notebook_is_spared_columns_that_are_empty_throughout():
    """A column without any text is left out, unless the table has no row at all."""
    table = Table.of((Column("n", int), Column("empty")), ((0, None), (1, "")))
    assert "empty" not in table._repr_html_()
    assert "empty" in Table(table.columns)._repr_html_()


def test_values_separated_by_commas_have_every_digit():
    """A reader of the format finds texts and exact numbers again, commas, quotes and line breaks among them."""
    rows = (('a,"b"\nc', D("5.00"), True), ("=1+1", D("1E+3"), False), (None, Missing.EMPTY, None))
    text = Table.of((Column("code"), Column("value", D), Column("is so", bool)), rows).to_csv()
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found == [
        ["code", "value", "is_so"],
        ['a,"b"\nc', "5.00", "true"],
        ["=1+1", "1000", "false"],
        ["", "", ""],
    ]


@pytest.mark.each("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_spreadsheet_runs_no_text_as_a_formula_where_that_is_asked_for(text):
    """An apostrophe comes before such a text; a negative number stays one."""
    made = Table.of((Column("code"), Column("value", D)), ((text, D(-1)), ("a=1", None))).to_csv(safe=True)
    assert list(csv.reader(io.StringIO(made, newline="")))[1:] == [[f"'{text}", "-1"], ["a=1", ""]]


def test_an_amount_has_a_column_for_each_of_its_parts():
    """Amount, bounds and currency are columns, so that a spreadsheet adds the amounts up."""
    text = Table.of((Column("planned", Money),), ((Money(nominal=D("5.50"), currency="USD"),),)).to_csv()
    assert text == (
        "planned,planned_low,planned_high,planned_currency,planned_state,planned_reason\r\n"
        "5.50,5.50,5.50,USD,stated,\r\n"
    )


def test_all_observations_come_back_from_a_file_of_commas():
    """Every row of the example has as many cells as there are names, and the text of each value."""
    table = observations(load())
    header, *rows = csv.reader(io.StringIO(table.to_csv(), newline=""))
    assert len(rows) == len(table) == 353
    assert {len(row) for row in rows} == {len(header)}
    value = header.index("value")
    assert [row[value] or None for row in rows] == [row[table.names.index("value")] for row in table]
