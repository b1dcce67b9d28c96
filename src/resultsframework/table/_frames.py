"""
Tables as frames of pandas and polars, and as Arrow data: plain columns, each with the type that the library has for it.

May import a library of frames, each within the function that needs it; none of them is a dependency.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from resultsframework.errors import InvalidValueError, MissingExtraError, needs_extra

from ._flat import Category, FlatColumn

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["arrow_stream", "to_arrow", "to_pandas", "to_polars"]

PANDAS: Mapping[type, Any] = {str: "string", Category: "category", int: "Int64", bool: "boolean", float: "float64"}


def to_pandas(columns: Iterable[FlatColumn]) -> pd.DataFrame:
    """See `Table.to_pandas`."""
    pandas = _library("pandas", "pandas")

    def series(column: FlatColumn) -> Any:
        if column.type is dt.date:
            # A unit of its own, since nanoseconds end in 2262.
            return pandas.Series(column.cells, dtype="datetime64[s]")
        return pandas.Series(column.cells, dtype=PANDAS.get(column.type, object))

    frame: pd.DataFrame = pandas.DataFrame({c.name: series(c) for c in columns})
    return frame


def to_polars(columns: Iterable[FlatColumn]) -> pl.DataFrame:
    """See `Table.to_polars`."""
    polars = _library("polars", "polars")
    types = {
        str: polars.String,
        Category: polars.Categorical,
        int: polars.Int64,
        bool: polars.Boolean,
        float: polars.Float64,
        dt.date: polars.Date,
    }

    def series(column: FlatColumn) -> Any:
        if column.type is Decimal:
            return polars.Series(column.name, column.cells, _decimal_type(column, polars.Decimal, 38))
        return polars.Series(column.name, column.cells, types[column.type])

    frame: pl.DataFrame = polars.DataFrame([series(column) for column in columns])
    return frame


def to_arrow(columns: Iterable[FlatColumn]) -> pa.Table:
    """See `Table.to_arrow`."""
    arrow = _library("pyarrow", "arrow")
    types = {
        str: arrow.string(),
        Category: arrow.string(),
        int: arrow.int64(),
        bool: arrow.bool_(),
        float: arrow.float64(),
        dt.date: arrow.date32(),
    }

    def array(column: FlatColumn) -> Any:
        if column.type is Decimal:
            return arrow.array(column.cells, _decimal_type(column, arrow.decimal256, 76))
        found = arrow.array(column.cells, types[column.type])
        return found.dictionary_encode() if column.type is Category else found

    made: pa.Table = arrow.table({column.name: array(column) for column in columns})
    return made


def arrow_stream(columns: Iterable[FlatColumn], requested_schema: object) -> object:
    """See `Table.__arrow_c_stream__`."""
    for name, convert in ARROW.items():
        try:
            import_module(name)
        except ImportError:
            continue
        return convert(columns).__arrow_c_stream__(requested_schema)
    extra, purpose = "arrow", "a table as Arrow data"
    raise MissingExtraError(extra, purpose)


ARROW: Mapping[str, Callable[..., Any]] = {"pyarrow": to_arrow, "polars": to_polars}


def _library(name: str, extra: str) -> Any:
    """
    A library of frames.

    Raises:
        MissingExtraError: It is not installed.
    """
    with needs_extra(extra, f"a table in {name}", name):
        return import_module(name)


def _decimal_type(column: FlatColumn, decimal_of: Callable[[int, int], Any], most: int) -> Any:
    """
    The type of decimals that holds all numbers of a column without rounding one.

    Raises:
        InvalidValueError: They need more digits than the library has.
    """
    numbers = [number for number in column.cells if isinstance(number, Decimal)]
    scale = max([0, *(-int(number.as_tuple().exponent) for number in numbers)])
    whole = max([0, *(number.adjusted() + 1 for number in numbers)])
    if scale + whole > most:
        msg = (
            f"the numbers of the column {column.name!r} need {scale + whole} digits, and there is room for {most}: "
            "leave out decimals=True, or use their texts"
        )
        raise InvalidValueError(msg)
    return decimal_of(most, scale)
