from __future__ import annotations

import datetime as dt
import io
import sys
from decimal import Decimal

import pytest

from resultsframework import Column, InvalidValueError, MissingExtraError, Table
from resultsframework.examples import load
from resultsframework.table import Category
from resultsframework.tables import budgets, completeness, funding, observations, off_track, performance, wide

D = Decimal
LISTINGS = {
    "observations": observations,
    "wide": wide,
    "performance": lambda framework: performance(framework, 2021, rating="undp-2014"),
    "off track": lambda framework: off_track(framework, 2021),
    "completeness": completeness,
    "funding": lambda framework: funding(framework, on=dt.date(2021, 6, 30)),
    "budgets": budgets,
    "indicators": lambda framework: framework.table(),
}
COLUMNS = (
    Column("text"),
    Column("kind", Category),
    Column("number", D),
    Column("count", int),
    Column("is so", bool),
    Column("day", dt.date),
)
ROWS = (
    ("a", "actual", D("1.50"), 2021, True, dt.date(1, 1, 1)),
    (None,) * 6,
    ("b", "actual", D(2), 7, False, dt.date(9999, 12, 31)),
)
TABLE = Table.of(COLUMNS, ROWS)


@pytest.fixture(params=LISTINGS)
def listing(request):
    """Each table of the library, of the example."""
    return LISTINGS[request.param](load())


def plain(table):
    """The plain cells of a table, column by column."""
    return table.flat().to_columns()


@pytest.mark.no_cover
def test_pandas_takes_every_table(listing):
    """A frame of pandas has the names, the rows and the cells of the table, nothing as a missing value."""
    pandas = pytest.importorskip("pandas")
    frame = listing.to_pandas()
    assert len(frame) == len(listing)
    for name, cells in plain(listing).items():
        found = [None if pandas.isna(cell) else cell for cell in frame[name]]
        assert [cell.date() if isinstance(cell, pandas.Timestamp) else cell for cell in found] == cells


@pytest.mark.no_cover
def test_polars_takes_every_table(listing):
    """A frame of polars has the cells of the table, and so has one made from its stream."""
    polars = pytest.importorskip("polars")
    assert listing.to_polars().to_dict(as_series=False) == plain(listing)
    assert polars.DataFrame(listing).to_dict(as_series=False) == plain(listing)


def test_pyarrow_takes_every_table(listing):
    """A table of Arrow has the cells of the table, and so has one made from its stream."""
    pyarrow = pytest.importorskip("pyarrow")
    assert listing.to_arrow().to_pydict() == plain(listing)
    assert pyarrow.table(listing).to_pydict() == plain(listing)


@pytest.mark.no_cover
def test_duckdb_queries_every_table(listing):
    """A query counts the rows of the table that a variable of Python holds."""
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    found = duckdb.sql("select count(*) from listing").fetchall()
    assert found == [(len(listing),)]


@pytest.mark.no_cover
def test_altair_draws_every_table(listing):
    """A chart of the frame has one datum a row."""
    altair = pytest.importorskip("altair")
    pytest.importorskip("polars")
    frame = listing.to_polars()
    chart = altair.Chart(frame).mark_point().encode(x=altair.X(frame.columns[0]))
    (data,) = chart.to_dict()["datasets"].values()
    assert len(data) == len(listing)


@pytest.mark.no_cover
def test_great_tables_prints_every_table(listing):
    """A formatted table has a column for each of the table's."""
    great = pytest.importorskip("great_tables")
    pytest.importorskip("polars")
    html = great.GT(listing.to_polars()).as_raw_html()
    assert html.count('scope="col"') == len(listing.flat().columns)


def test_parquet_and_csv_keep_every_table(listing):
    """A file of Parquet comes back with the same cells and types; one of commas with the same rows and names."""
    polars = pytest.importorskip("polars")
    frame, file = listing.to_polars(), io.BytesIO()
    frame.write_parquet(file)
    file.seek(0)
    again = polars.read_parquet(file)
    assert again.to_dict(as_series=False) == frame.to_dict(as_series=False)
    text = polars.read_csv(io.StringIO(listing.to_csv()), infer_schema=False)
    assert (text.columns, len(text)) == (frame.columns, len(listing))


def test_types_of_pandas_have_room_for_nothing():
    """Integers stay integers beside nothing, days reach from year 1 to 9999, and closed lists are categories."""
    pytest.importorskip("pandas")
    frame = TABLE.to_pandas()
    assert [str(kind) for kind in frame.dtypes][1:] == ["category", "float64", "Int64", "boolean", "datetime64[s]"]
    assert frame["text"].dtype == "string"
    assert (frame["count"].iloc[0], frame["day"].iloc[2].year) == (2021, 9999)
    assert list(TABLE.to_pandas(decimals=True)["number"]) == [D("1.50"), None, D("2")]


def test_types_of_polars_and_arrow_have_room_for_nothing():
    """Each column has the type of its cells, and exact numbers keep every digit where they are asked for."""
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    types = [polars.String, polars.Categorical, polars.Float64, polars.Int64, polars.Boolean, polars.Date]
    assert TABLE.to_polars().dtypes == types
    assert TABLE.to_polars(decimals=True)["number"].to_list() == [D("1.50"), None, D(2)]
    assert TABLE.to_arrow().schema.field("day").type == pyarrow.date32()
    assert TABLE.to_arrow(decimals=True)["number"].to_pylist() == [D("1.50"), None, D(2)]


@pytest.mark.each(
    ("convert", "needed"),
    [(lambda table: table.to_polars(decimals=True), 41), (lambda table: table.to_arrow(decimals=True), 81)],
)
def test_an_exact_number_is_never_rounded_to_fit(convert, needed):
    """Where a library has no room for all digits of a column, the error counts them."""
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    table = Table.of((Column("number", D),), ((D(10) ** (needed - 2),), (D("0.5"),)))
    with pytest.raises(
        InvalidValueError, match=rf"'number' need {needed} digits, and there is room for \d\d: leave out"
    ):
        convert(table)


@pytest.mark.each(
    ("library", "convert", "extra"),
    [
        ("pandas", TABLE.to_pandas, "pandas"),
        ("polars", TABLE.to_polars, "polars"),
        ("pyarrow", TABLE.to_arrow, "arrow"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_its_extra(library, convert, extra, monkeypatch):
    """The error is a line to install it with."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"a table in {library} needs .*resultsframework\[{extra}\]"):
        convert()


def test_a_stream_comes_from_pyarrow_or_polars(monkeypatch):
    """Either library makes Arrow data of a table; without both the error names an extra."""
    polars = pytest.importorskip("polars")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert polars.DataFrame(TABLE).rows() == TABLE.to_polars().rows()
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match=r"Arrow data needs .*resultsframework\[arrow\]"):
        TABLE.__arrow_c_stream__()
