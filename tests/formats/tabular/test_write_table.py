from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import Column, InvalidValueError, Missing, MissingExtraError, NotFoundError, Table
from resultsframework.examples import load
from resultsframework.formats import tabular
from resultsframework.formats.tabular import _workbook

D = Decimal
COLUMNS = (Column("text"), Column("value", D), Column("count", int), Column("is so", bool), Column("day", dt.date))
ROWS = (
    ("=1+1", D("1.5"), 2, True, dt.date(2021, 5, 1)),
    ("http://example.org", Missing.EMPTY, None, False, dt.date(1899, 1, 1)),
    (None, D("1E+400"), None, None, None),
)
TABLE = Table.of(COLUMNS, ROWS)


def sheet(data):
    """The rows of the only sheet of a workbook, nothing as an empty text."""
    calamine = pytest.importorskip("python_calamine")
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def written(table, suffix, tmp_path, **options):
    path = tmp_path / f"table{suffix}"
    rf.write(table, path, **options)
    return path.read_bytes()


def test_the_suffix_decides_how_a_table_is_written(tmp_path):
    """CSV, Markdown and HTML are the texts of the table; a page is whole and names its encoding."""
    assert written(TABLE, ".csv", tmp_path).decode() == TABLE.to_csv()
    assert written(TABLE, ".csv", tmp_path, safe=True).decode() == TABLE.to_csv(safe=True)
    assert written(TABLE, ".MD", tmp_path).decode() == TABLE.to_markdown()
    page = written(TABLE, ".html", tmp_path).decode()
    assert page.startswith('<!doctype html>\n<html><head><meta charset="utf-8">')
    assert TABLE.to_html() in page


def test_a_table_is_written_to_an_open_file():
    """A file that is open takes text or bytes; its form is named, since it may have no name."""
    text, data = io.StringIO(newline=""), io.BytesIO()
    rf.write(TABLE, text, "csv")
    rf.write(TABLE, data, "csv")
    assert text.getvalue() == data.getvalue().decode() == TABLE.to_csv()


def test_parquet_comes_back_with_types():
    """A frame of polars reads the file as the table itself would make it."""
    polars = pytest.importorskip("polars")
    data = io.BytesIO()
    tabular.write_table(TABLE, data, "parquet")
    data.seek(0)
    assert polars.read_parquet(data).to_dict(as_series=False) == TABLE.to_polars().to_dict(as_series=False)


def test_a_workbook_has_the_rows_of_the_table(tmp_path):
    """Numbers, days and yes or no are cells of their kind; a day before the calendar of sheets is a text."""
    pytest.importorskip("xlsxwriter")
    assert (
        sheet(written(TABLE, ".xlsx", tmp_path))
        == [
            ["text", "value", "count", "is_so", "day"],
            ["=1+1", 1.5, 2.0, True, dt.date(2021, 5, 1)],
            ["http://example.org", "", "", False, "1899-01-01"],
            ["", "", "", "", ""],
        ][:3]
    )


def test_nothing_in_a_workbook_is_run_or_followed(tmp_path):
    """A text that begins with = is no formula, and an address no link."""
    pytest.importorskip("xlsxwriter")
    with zipfile.ZipFile(io.BytesIO(written(TABLE, ".xlsx", tmp_path))) as archive:
        content = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in content
    assert "hyperlink" not in content


def test_one_table_makes_one_workbook(tmp_path):
    """The same rows are the same bytes, so that a file under version control changes with its content alone."""
    pytest.importorskip("xlsxwriter")
    first = written(rf.observations(load()), ".xlsx", tmp_path)
    assert first == written(rf.observations(load()), ".xlsx", tmp_path)
    assert len(sheet(first)) == 354


def test_a_table_without_rows_is_a_workbook_of_names(tmp_path):
    """Names without rows are a sheet with one row."""
    pytest.importorskip("xlsxwriter")
    assert sheet(written(Table(COLUMNS), ".xlsx", tmp_path)) == [["text", "value", "count", "is_so", "day"]]


def test_a_table_that_does_not_fit_in_a_sheet_is_refused(tmp_path, monkeypatch):
    """Nothing is cut: the error names the cell or the number of rows, and no file is left."""
    pytest.importorskip("xlsxwriter")
    long = Table.of((Column("n", int), Column("text")), ((1, "short"), (2, "x" * 32_768)))
    with pytest.raises(InvalidValueError, match="takes 32,767 characters, and row 2 has 32,768 in column 2"):
        written(long, ".xlsx", tmp_path)
    monkeypatch.setattr(_workbook, "MOST_ROWS", 3)
    with pytest.raises(InvalidValueError, match="has room for 2 rows, and the table has 3: filter it"):
        written(TABLE, ".xlsx", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_needs_its_extra(tmp_path, monkeypatch):
    """Without XlsxWriter the error is a line to install it with."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"a table as a workbook needs .*resultsframework\[excel\]"):
        written(TABLE, ".xlsx", tmp_path)


@pytest.mark.each(
    ("suffix", "option"), [(".xlsx", "safe"), (".xlsx", "decimals"), (".md", "safe"), (".csv", "decimals")]
)
def test_an_option_that_a_form_does_not_have_is_refused(tmp_path, suffix, option):
    """The error names the options that there are, and nothing is written."""
    with pytest.raises(InvalidValueError, match=rf"as {suffix[1:]} takes no {option}=; there is safe= for csv and"):
        written(TABLE, suffix, tmp_path, **{option: True})
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_does_not_exist_names_those_that_do(tmp_path):
    """A suffix or a name that is none of a table's is refused before anything is written."""
    with pytest.raises(InvalidValueError, match=r"does not determine the form of a table: end it with \.csv, \.md"):
        rf.write(TABLE, tmp_path / "table.json")
    with pytest.raises(NotFoundError, match="xlsx"):
        rf.write(TABLE, tmp_path / "table.json", "xls")
    with pytest.raises(InvalidValueError, match="the name None"):
        rf.write(TABLE, io.StringIO())
    assert list(tmp_path.iterdir()) == []
