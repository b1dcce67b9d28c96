from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework import Column, Interval, InvalidValueError, Level, Missing, Money, Range, Ratio, Table, Undefined
from resultsframework.examples import load
from resultsframework.indicator import Direction
from resultsframework.monitoring import Coverage
from resultsframework.table import Category
from resultsframework.tables import budgets, completeness, funding, observations, off_track, performance, wide

D = Decimal
PLAIN = (str, bool, int, float, dt.date, type(None))
TABLES = (
    budgets,
    funding,
    completeness,
    observations,
    wide,
    lambda framework: performance(framework, 2021, rating="undp-2014"),
    lambda framework: off_track(framework, 2021),
    lambda framework: framework.table(),
)


def flat(kind, *cells, decimals=False, **options):
    """The plain columns of one column with these cells."""
    return Table.of((Column("x", kind, **options),), ((cell,) for cell in cells)).flat(decimals=decimals)


def columns(table):
    return table.to_columns()


@pytest.mark.parametrize("listing", TABLES)
def test_every_listing_has_plain_cells_for_machines(listing):
    """Each cell is a text, a number, yes or no, a day or nothing; no two names are the same, and no row is lost."""
    framework = load()
    table = listing(framework)
    plain = table.flat()
    assert len(plain) == len(table)
    assert len(set(plain.names)) == len(plain.names)
    assert not any(" " in name for name in plain.names)
    for column, cells in zip(plain.columns, zip(*plain.rows, strict=True), strict=True):
        kind = str if column.type is Category else column.type
        assert {type(cell) for cell in cells} <= {kind, type(None)}
        assert kind in PLAIN


def test_a_value_becomes_a_number_its_text_and_its_state():
    """A plain number alone is a number; yes, a ratio, a range, a step and a text have their text."""
    cells = (
        D("5.00"),
        True,
        Ratio(D(3), D(5)),
        Range(D(1), None),
        Level(1, "low"),
        "many",
        Missing.TO_BE_DETERMINED,
        None,
    )
    assert columns(flat(object, *cells)) == {
        "x": [5.0, None, None, None, None, None, None, None],
        "x_text": ["5.00", "Yes", "3/5", "≥1", "low", "many", None, None],
        "x_state": ["stated"] * 6 + ["to_be_determined", None],
    }


@pytest.mark.each("decimals", [False, True])
def test_a_column_of_numbers_may_lack_some(decimals):
    """Among numbers, exact or not, a missing or undefined one is nothing."""
    cells = flat(D, D(5), Missing.EMPTY, Undefined("no plan"), None, decimals=decimals)
    assert columns(cells) == {"x": [5, None, None, None]}


def test_an_undefined_value_keeps_its_reason():
    """The text of a value that cannot be calculated is the reason, and its state is undefined."""
    assert columns(flat(object, Undefined("no plan"))) == {"x": [None], "x_text": ["no plan"], "x_state": ["undefined"]}


def test_an_amount_becomes_the_number_its_bounds_and_its_currency():
    """A rounded amount keeps both bounds, a missing one its kind, and one that cannot be calculated the reason."""
    rounded = Money(nominal=D(934310), low=D(934305), high=D(934315), currency="USD")
    assert columns(flat(Money, rounded, Missing.EMPTY, Undefined("planned is missing"))) == {
        "x": [934310.0, None, None],
        "x_low": [934305.0, None, None],
        "x_high": [934315.0, None, None],
        "x_currency": ["USD", None, None],
        "x_state": ["stated", "empty", "undefined"],
        "x_reason": [None, None, "planned is missing"],
    }


def test_percentages_are_numbers_of_a_hundred():
    """A rate printed as 59 % is the number 59, exactly where that is wanted."""
    half = Interval(D("0.05"), D("0.59"), D("0.6"))
    assert columns(flat(Interval, half, is_percentage=True))["x"] == [59.0]
    exact = columns(flat(Interval, half, Undefined("no plan"), is_percentage=True, decimals=True))
    assert (exact["x"], exact["x_low"], exact["x_high"]) == ([D(59), None], [D(5), None], [D(60), None])
    third = Interval.exactly(Fraction(1, 3))
    assert columns(flat(Interval, third, is_percentage=True, decimals=True))["x"] == [D(100) / D(3)]


def test_progress_has_its_basis_and_its_reason_in_columns_of_their_own():
    """Of MEX_D_2.1.2A 59 % was reached, in a direction that was inferred; 2.1A has a reason instead."""
    rows = {row["indicator"]: row for row in performance(load(), 2021).flat().to_records()}
    reached, unknown = rows["MEX_D_2.1.2A"], rows["SP_D_2.1A"]
    assert (reached["of_milestone"], reached["of_milestone_basis"], reached["of_milestone_state"]) == (
        59,
        "inferred",
        "stated",
    )
    assert reached["of_milestone_reason"] is None
    assert (unknown["of_milestone"], unknown["of_milestone_basis"], unknown["of_milestone_state"]) == (
        None,
        None,
        "undefined",
    )
    assert unknown["of_milestone_reason"].startswith("no change targeted")


def test_an_enumeration_is_its_value_and_a_coverage_two_numbers():
    """Kinds are short words, and "3 of 4" can be calculated with."""
    assert columns(flat(Direction, Direction.INCREASE, None)) == {"x": ["increase", None]}
    assert columns(flat(Coverage, Coverage(3, 4), None)) == {"x": [3, None], "x_due": [4, None]}


def test_any_other_cell_is_its_printed_text():
    """Readings, which are several things at once, are one text; nothing and an empty text are nothing."""
    joined = Table.of((Column("x", tuple, lambda cell: "/".join(cell or ())),), ((("a", "b"),), (None,)))
    assert columns(joined.flat()) == {"x": ["a/b", None]}
    assert columns(flat(str, "a", "", None)) == {"x": ["a", None, None]}


def test_a_number_too_large_for_a_float_is_none_rather_than_infinite():
    """No float holds 1E+400 or a fraction that large: the exact number is there where it is asked for."""
    huge, fraction = D("1E+400"), Fraction(10**400, 3)
    assert columns(flat(D, huge, D(2)))["x"] == [None, 2.0]
    assert columns(flat(Fraction, fraction))["x"] == [None]
    assert columns(flat(D, huge, decimals=True))["x"] == [huge]


def test_a_table_without_rows_keeps_its_plain_columns():
    """The names and types of a table do not depend on its rows."""
    full, empty = (Table.of((Column("x", Money),), rows).flat() for rows in (((Missing.EMPTY,),), ()))
    assert empty.columns == full.columns
    assert empty.rows == ()


def test_two_columns_of_one_name_have_no_plain_form():
    """A name that stands for two columns would lose one of them, so the error asks for a choice."""
    with pytest.raises(InvalidValueError, match="two columns of the table are called 'x_text': select"):
        Table.of((Column("x", object), Column("x text")), ()).flat()


# ------------------------------------------------------------------------------------------ a part of it

ROWS = (
    ("A", D(5), Direction.INCREASE),
    ("B", Missing.EMPTY, Direction.DECREASE),
    ("C", D(7), None),
    ("D", "few", None),
)
TABLE = Table.of((Column("a code"), Column("value", object), Column("direction", Direction)), ROWS, "values")


def codes(table):
    return "".join(row[0] for row in table)


def test_a_table_is_filtered_by_equal_cells():
    """Rows are chosen by cells, of an enumeration by its value too; several choices hold together."""
    assert codes(TABLE.filter(value=D(7))) == "C"
    assert codes(TABLE.filter(direction="increase")) == codes(TABLE.filter(direction=Direction.INCREASE)) == "A"
    assert codes(TABLE.filter(direction=None)) == "CD"
    assert codes(TABLE.filter(a_code="B", value=Missing.EMPTY)) == "B"
    assert codes(TABLE.filter(a_code="A", value=D(7))) == ""
    assert codes(TABLE.filter(a_code="Z")) == ""
    assert TABLE.filter().title == "values"


def test_yes_is_no_number_for_a_filter():
    """In Python True equals 1; among values Yes and 1 differ."""
    table = Table.of((Column("x", object),), ((True,), (D(1),)))
    assert table.filter(x=True).rows == ((True,),)
    assert table.filter(x=1).rows == ((D(1),),)


def test_a_table_is_sorted_with_nothing_last():
    """Numbers come before texts, and missing values are the last in either order."""
    assert codes(TABLE.sort("value")) == "ACDB"
    assert codes(TABLE.sort("value", descending=True)) == "DCAB"
    assert codes(TABLE.sort("direction")) == "BACD"


def test_days_and_amounts_are_sorted_by_themselves():
    """Days follow the calendar, amounts their published number, answers their value."""
    days = Table.of((Column("x", dt.date),), ((dt.date(2021, 5, 1),), (dt.date(2020, 5, 1),)))
    assert days.sort("x").rows == days.rows[::-1]
    amounts = Table.of((Column("x", Money),), ((Money(nominal=D(n)),) for n in (10, 9, 100)))
    assert [row[0].nominal for row in amounts.sort("x")] == [9, 10, 100]


def test_columns_are_selected_in_the_order_of_their_names():
    """A name is taken with spaces or underscores."""
    assert TABLE.select("value", "a_code").names == ("value", "a code")
    assert TABLE.select("a code").rows == (("A",), ("B",), ("C",), ("D",))
    assert TABLE.select(["value", "a_code"]) == TABLE.select("value", "a_code")


def test_a_filter_that_no_cell_can_equal_is_refused():
    """A kind that there is not, a text for a year, a list or a function would find nothing and say nothing."""
    columns = (Column("kind", Category), Column("year", int), Column("day", dt.date), Column("text"))
    table = Table.of(columns, (("actual", 2021, dt.date(2021, 5, 1), "a"), ("target", None, None, None)))
    wrong = [
        ({"kind": "actuals"}, "no row has kind = 'actuals'; there are actual, target"),
        ({"year": "2021"}, "the cells of 'year' are of the type int, and '2021' is a text"),
        ({"day": "2021-05-01"}, "the cells of 'day' are of the type date, and '2021-05-01' is a text"),
        ({"text": ["a", "b"]}, "filter takes one cell that 'text' equals, not ['a', 'b']; for more, use a frame"),
    ]
    for wanted, message in wrong:
        with pytest.raises(InvalidValueError) as caught:
            table.filter(**wanted)
        assert str(caught.value) == message
    with pytest.raises(InvalidValueError, match="filter takes one cell"):
        table.filter(year=lambda year: year > 2020)
    assert table.filter(year=None).rows == (table.rows[1],)
    assert table.filter(year=1999).rows == Table(columns).filter(kind="actuals").rows == ()


def test_a_table_is_named_in_a_line():
    """In a console a table is its title and its size; printed it is whole."""
    assert repr(TABLE) == "<Table 'values': 4 rows, 3 columns>"
    assert repr(TABLE.select("value").filter(value=D(7))) == "<Table 'values': 1 row, 1 column>"


@pytest.mark.each(
    ("ask", "message"),
    [
        (lambda: TABLE.filter(valeu=1), "the table has no column 'valeu': did you mean value?"),
        (lambda: TABLE.sort("zzz"), "the table has no column 'zzz': there are a_code, value, direction"),
        (lambda: TABLE.select("value", "acode"), "the table has no column 'acode': did you mean a_code?"),
    ],
)
def test_a_column_that_does_not_exist_is_refused(ask, message):
    """The error names the nearest column, or all."""
    with pytest.raises(InvalidValueError) as caught:
        ask()
    assert str(caught.value) == message
