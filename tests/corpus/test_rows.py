from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import NamedTuple

import pytest

import resultsframework as rf
from resultsframework.corpus._rows import Rows


class Kind(enum.Enum):
    """A closed list."""

    MET = "met"


class Pair(NamedTuple):
    """A record."""

    name: str
    number: int


def test_rows_are_tables_mappings_and_records():
    """Whatever a job yields becomes plain columns; a cell that a row lacks is empty."""
    rows = Rows()
    rows.add("empty.xml", rf.Table.of([rf.Column("nothing")], []))
    rows.add("a.xml", rf.Table.of([rf.Column("name"), rf.Column("number", Decimal)], [("one", Decimal("1.5"))]))
    rows.add("b.xml", [{"name": "two", "day": dt.date(2024, 1, 1)}, Pair("three", 3)])
    table = rows.table()
    assert table.names == ("source", "name", "number", "day")
    assert table.rows == (
        ("a.xml", "one", 1.5, None),
        ("b.xml", "two", None, dt.date(2024, 1, 1)),
        ("b.xml", "three", 3.0, None),
    )
    assert [column.type for column in table.columns] == [str, str, float, dt.date]


def test_findings_are_counted():
    """A row with a code and a severity is a finding."""
    rows = Rows()
    rows.add("a.xml", rf.validate(rf.ResultsFramework(results=(rf.Outcome(indicators=(rf.Indicator(),)),))))
    rows.add("a.xml", [{"note": "none"}])
    assert rows.findings == len(rows) - 1 > 0


@pytest.mark.each(
    ("cell", "plain"),
    [
        (Kind.MET, "met"),
        (Decimal("1.5"), 1.5),
        (dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "2024-01-01 00:00:00+00:00"),
        (["a", 1], "a; 1"),
        (rf.Missing.EMPTY, "empty"),
        (None, None),
        (True, True),
        (rf.Period.parse("2021"), "2021"),
    ],
)
def test_a_cell_is_as_plain_as_a_file_of_parquet_has_it(cell, plain):
    """Enumerations have their value, numbers are floats, lists and the rest are texts."""
    rows = Rows()
    rows.add("a.xml", [{"cell": cell}])
    assert rows.table().rows == (("a.xml", plain),)


def test_a_column_of_several_types_is_text():
    """Yes, 5 and "many" are in one column: as texts."""
    rows = Rows()
    rows.add("a.xml", [{"cell": 5}, {"cell": "many"}, {"cell": None}])
    assert [row[1] for row in rows.table().rows] == ["5", "many", None]


def test_a_row_that_is_none_is_refused():
    """A job that yields texts is an error that says what it should."""
    with pytest.raises(
        rf.InvalidValueError, match="a job yields tables, mappings or records such as findings, not 'a'"
    ):
        Rows().add("a.xml", "ab")


def test_parts_are_joined():
    """The tables of the parts of a run become one, of which an empty one is no part."""
    rows = Rows()
    rows.extend(rf.Table.of([rf.Column("source")], []))
    rows.extend(rf.Table.of([rf.Column("source"), rf.Column("n", int)], [("a.xml", 1)]))
    assert rows.table("all").rows == (("a.xml", 1),)
    assert rows.table("all").title == "all"
