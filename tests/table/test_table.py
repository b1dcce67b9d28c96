from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from resultsframework import Column, Interval, Missing, Money, Table, Undefined

COLUMNS = (Column("code"), Column("value", Decimal))
ROWS = (("A", Decimal("5.00")), ("B", Missing.EMPTY), ("C", None))
TABLE = Table.of(COLUMNS, ROWS, "values")


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self):
        super().__init__()
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, _attributes):
        """Note a tag."""
        self.tags.append(tag)

    def handle_data(self, data):
        """Note a text."""
        self.texts.append(data)


def seen(html):
    parser = Tags()
    parser.feed(html)
    return parser


def test_a_table_gives_its_rows_as_records():
    """One dictionary a row, with the values themselves and not their text."""
    assert TABLE.to_records() == [
        {"code": "A", "value": Decimal("5.00")},
        {"code": "B", "value": Missing.EMPTY},
        {"code": "C", "value": None},
    ]


def test_a_table_gives_its_columns():
    """One list a column, in the order of the rows."""
    assert TABLE.to_columns() == {"code": ["A", "B", "C"], "value": [Decimal("5.00"), Missing.EMPTY, None]}
    assert TABLE.names == ("code", "value")


def test_a_table_is_counted_and_walked_by_its_rows():
    """Its length is the number of rows, and it hands them out in order."""
    assert len(TABLE) == 3
    assert list(TABLE) == list(ROWS)


def test_a_table_prints_aligned_with_numbers_to_the_right():
    """Numbers end under each other, and every digit of them is printed."""
    assert str(TABLE) == "values\ncode  value\n----  -----\nA      5.00\nB         -\nC"


@pytest.mark.parametrize(
    ("kind", "cell", "is_right"),
    [
        (str, "Lake", False),
        (bool, True, False),
        (int, 7, True),
        (Decimal, Decimal("7.50"), True),
        (Fraction, Fraction(1, 3), True),
        (Money, Money(nominal=Decimal(5), currency="USD"), True),
        (Interval, Interval.exactly(Decimal(5)), True),
        (object, "7", True),
    ],
)
def test_the_type_of_a_column_aligns_its_cells(kind, cell, is_right):
    """Words and yes or no begin under each other, numbers and amounts end there, in text and in a notebook."""
    table = Table.of((Column("a long heading", kind), Column("next")), ((cell, "x"),))
    row = str(table).splitlines()[-1]
    text = Column("x").text(cell)
    assert row == f"{text.rjust(14) if is_right else text.ljust(14)}  x"
    assert ('style="text-align:right"' in table._repr_html_()) is is_right


@pytest.mark.parametrize("cell", [None, Missing.EMPTY, Missing.TO_BE_DETERMINED, Undefined("no plan")])
def test_a_column_of_numbers_may_hold_what_is_none(cell):
    """A reason why there is no number takes the place of the number, and comes back as itself in records."""
    table = Table.of((Column("value", Decimal),), ((Decimal(123456789),), (cell,)))
    assert table.to_records()[1]["value"] is cell
    assert len(str(table).splitlines()[-1]) <= max(9, len(Column("x").text(cell)))


def test_a_column_is_as_wide_as_its_longest_cell_or_heading():
    """Every line of a table is cut to the same columns, and none ends in spaces."""
    rows = (("a", 1), ("a much longer code", 23), ("", 4))
    lines = str(Table.of((Column("code"), Column("number of laws", int)), rows)).splitlines()
    assert lines == [
        "code                number of laws",
        "------------------  --------------",
        "a                                1",
        "a much longer code              23",
        "                                 4",
    ]


@pytest.mark.each("text", ["<i>", "&amp;", '"', "'", "</td></table>", "<!--", "javascript:x", "\u0000<"])
@pytest.mark.each("place", ["cell", "heading", "title"])
def test_no_sign_of_html_survives_anywhere_in_a_table(place, text):
    """Any text of a cell, a heading or the title is read as that text, and adds no element."""
    given = {"cell": "c", "heading": "h", "title": "t"} | {place: text}
    plain = Table.of((Column("h"),), (("c",),), "t")._repr_html_()
    page = seen(Table.of((Column(given["heading"]),), ((given["cell"],),), given["title"])._repr_html_())
    assert page.tags == seen(plain).tags
    assert "".join(text.split()) in "".join("".join(page.texts).split()).replace("\ufffd", "\u0000")


def test_rows_may_come_from_anything_that_can_be_walked():
    """Rows and columns are kept as tuples, whatever they came as, so that a table never changes."""
    columns = [Column("n", int)]
    table = Table.of(iter(columns), ([n] for n in range(3)))
    columns.append(Column("later"))
    assert table.names == ("n",)
    assert table.rows == ((0,), (1,), (2,))
    assert hash(table) == hash(Table.of((Column("n", int),), ((0,), (1,), (2,))))


def test_tables_that_say_the_same_are_equal():
    """The title, the columns and the rows make a table; another order of rows is another table."""
    assert Table.of(COLUMNS, ROWS, "values") == TABLE
    assert Table.of(COLUMNS, ROWS) != TABLE
    assert Table.of(COLUMNS, reversed(ROWS), "values") != TABLE


@pytest.mark.parametrize("rows", [29, 30, 31, 100])
def test_a_notebook_never_shows_more_than_thirty_rows(rows):
    """Thirty rows are whole; of more the number of the others is printed, and the table keeps them."""
    table = Table.of((Column("n", int),), ((n,) for n in range(rows)))
    page = seen(table._repr_html_())
    assert page.tags.count("td") == min(rows, 30) + (rows > 30)
    assert (f"\u2026 {rows - 30} more" in page.texts) is (rows > 30)
    assert len(table.to_records()) == rows


def test_a_table_without_rows_prints_its_headings():
    """Nothing to list is still a table."""
    assert str(Table.of(COLUMNS, ())) == "code  value\n----  -----"


@pytest.mark.each(
    ("cell", "text"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (Missing.TO_BE_DETERMINED, "TBD"),
        (Decimal("1E+3"), "1000"),
        (Fraction(1, 3), "1/3"),
        (Money(nominal=Decimal(5), currency="USD"), "$5"),
        (Undefined("no plan"), "undefined (no plan)"),
        ("two\n  lines\u00a0here", "two lines here"),
        (2021, "2021"),
    ],
)
def test_every_cell_has_a_text_on_one_line(cell, text):
    """Any cell is one line of text, in the words of the field."""
    assert Column("x").text(cell) == text


def test_a_column_may_print_its_cells_in_its_own_way():
    """A column of rates prints percent, one of text prints text."""
    percent = Column("rate", Decimal, lambda cell: f"{cell} %")
    assert str(Table.of((percent,), ((Decimal(5),),))).endswith("5 %")


def test_text_in_a_notebook_is_never_code():
    """A title, a heading and a cell with a script in them show the script and do not run it."""
    bad = "<script>alert('x')</script>&\""
    html = Table.of((Column(bad),), ((bad,),), bad)._repr_html_()
    page = seen(html)
    assert "script" not in page.tags
    assert page.texts.count(bad) == 3


def test_a_notebook_shows_thirty_rows_and_says_how_many_more():
    """Thirty rows are shown whole; of thirty-two, thirty are, and a line counts the other two."""
    column = (Column("n", int),)
    short = seen(Table.of(column, ((n,) for n in range(30)))._repr_html_())
    long = seen(Table.of(column, ((n,) for n in range(32)))._repr_html_())
    assert short.texts[-1] == "29"
    assert "tfoot" not in short.tags
    assert long.texts[-2:] == ["29", "… 2 more"]


def test_a_notebook_shows_headings_as_headings():
    """A screen reader finds the caption and the heading of each column, and numbers are aligned to the right."""
    html = TABLE._repr_html_()
    assert html.startswith("<table><caption>values</caption><thead><tr>")
    assert html.count('<th scope="col">') == 2
    assert '<td style="text-align:right">5.00</td>' in html
    assert "<caption>" not in Table.of(COLUMNS, ROWS)._repr_html_()


def test_a_row_with_too_few_cells_is_no_row():
    """A cell that is missing must not move the others under a wrong heading."""
    with pytest.raises(ValueError, match="shorter"):
        Table.of(COLUMNS, (("A",),)).to_records()


def test_a_table_can_be_copied_and_sent():
    """Tables equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(TABLE), pickle.loads(pickle.dumps(TABLE))):  # noqa: S301  our own bytes
        assert again == TABLE
        assert hash(again) == hash(TABLE)
