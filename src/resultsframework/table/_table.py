"""
A small immutable table, which every listing of the library returns: as records, columns, frames, text and HTML.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from resultsframework._guess import Guessable
from resultsframework.errors import InvalidValueError
from resultsframework.message import shown

from . import _frames, _text
from ._column import Column
from ._flat import Category, FlatColumn, flat_columns, name_of, sort_key

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["SHOWN_ROWS", "Table"]

SHOWN_ROWS = 30


@attrs.frozen(repr=False)
class Table(Guessable):
    """
    Typed columns and rows of cells.

    The cells are those of the library: amounts, answers with their inputs, reasons of `Missing`. For machines, `flat`
    and everything that goes through it (`to_pandas`, `to_polars`, `to_arrow`, `to_csv`) have plain cells alone.

    Attributes:
        columns: The columns, each with the type of its cells.

        rows: The rows; each has one cell a column.

        title: The title, which names the content.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...] = ()
    title: str = ""

    _guesses: ClassVar[dict[str, str]] = {
        ".to_pandas() or .to_polars()": "to_frame to_df df to_dataframe as_pandas pandas",
        ".to_records()": "to_dicts to_dict records as_dicts to_list asdict to_json",
        "rf.write(table, path)": "to_excel to_file save write",
        ".rows": "values items iterrows itertuples loc iloc head tail index",
        ".sort(...)": "sort_values sort_by order_by orderby",
        ".select(...)": "drop loc_columns project pick column",
        ".filter(...)": "query where",
        "len(table), and len(table.columns)": "shape len size length count",
        ".columns": "dtypes schema",
        ".to_pandas(), which calculates": "groupby group_by pivot join merge sum mean describe agg",
        "rf.write(table, 'table.parquet')": "to_parquet",
        ".names": "headers headings header column_names",
        "str(table)": "to_string to_text render print",
    }

    @classmethod
    def of(cls, columns: Iterable[Column], rows: Iterable[Iterable[object]], title: str = "") -> Self:
        """A table of these columns and rows."""
        return cls(tuple(columns), tuple(tuple(row) for row in rows), title)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.name for column in self.columns)

    # ------------------------------------------------------------------------------------------ a part of it

    def filter(self, **wanted: object) -> Table:
        """
        The rows whose cells equal the given ones; of an enumeration its value does as well.

        Args:
            wanted: The cells by the names of their columns, with underscores for spaces, such as ``kind="actual"``.

        Raises:
            InvalidValueError: There is no such column; the error names the nearest. Or no cell of the column can equal
                what is wanted: a list, a function, a text for a year, a kind that there is not.
        """
        positions = [(self._position(name), cell) for name, cell in wanted.items()]
        for i, cell in positions:
            self._refuse_what_never_equals(i, cell)
        rows = (row for row in self.rows if all(_is_same(row[i], cell) for i, cell in positions))
        return Table(self.columns, tuple(rows), self.title)

    def _refuse_what_never_equals(self, position: int, wanted: object) -> None:
        column = self.columns[position]
        cells = dict.fromkeys(row[position] for row in self.rows)
        if wanted is None or any(_is_same(cell, wanted) for cell in cells):
            return
        if isinstance(wanted, list | tuple | set | frozenset | dict) or callable(wanted):
            msg = f"filter takes one cell that {column.name!r} equals, not {shown(wanted)}; for more, use a frame"
            raise InvalidValueError(msg)
        if isinstance(wanted, str) and issubclass(column.type, int | dt.date):
            msg = f"the cells of {column.name!r} are of the type {column.type.__name__}, and {wanted!r} is a text"
            raise InvalidValueError(msg)
        if column.type is Category and cells:
            there = ", ".join(sorted({str(cell) for cell in cells} - {"None"}))
            msg = f"no row has {column.name} = {shown(wanted)}; there are {there}"
            raise InvalidValueError(msg)

    def sort(self, by: str, *, descending: bool = False) -> Table:
        """
        The rows in the order of a column; those with nothing to order by are the last, and equal ones keep their order.

        Args:
            by: The name of the column.

            descending: The largest first.

        Raises:
            InvalidValueError: There is no such column.
        """
        position = self._position(by)
        keys = [sort_key(row[position]) for row in self.rows]
        known = [i for i, key in enumerate(keys) if key is not None]
        known.sort(key=lambda i: keys[i] or (0, 0), reverse=descending)
        rest = [i for i, key in enumerate(keys) if key is None]
        return Table(self.columns, tuple(self.rows[i] for i in (*known, *rest)), self.title)

    def select(self, *names: str | Iterable[str]) -> Table:
        """
        The table of some columns, in the order of their names.

        Args:
            names: The names, with underscores or spaces; or a list of them.

        Raises:
            InvalidValueError: There is no such column; the error names the nearest.
        """
        single = (name for given in names for name in ((given,) if isinstance(given, str) else given))
        return self._of_positions(list(map(self._position, single)))

    def _of_positions(self, positions: Sequence[int]) -> Table:
        rows = (tuple(row[i] for i in positions) for row in self.rows)
        return Table(tuple(self.columns[i] for i in positions), tuple(rows), self.title)

    def _position(self, name: str) -> int:
        names = list(map(name_of, self.names))
        if name_of(name) not in names:
            nearest = difflib.get_close_matches(name_of(name), names, n=3)
            advice = f"did you mean {' or '.join(nearest)}?" if nearest else f"there are {', '.join(names)}"
            msg = f"the table has no column {name!r}: {advice}"
            raise InvalidValueError(msg)
        return names.index(name_of(name))

    # ------------------------------------------------------------------------------------------ as data

    def to_records(self) -> list[dict[str, object]]:
        """One dictionary a row, with the cells themselves; ``flat().to_records()`` has plain ones."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def to_columns(self) -> dict[str, list[object]]:
        """One list a column, with the cells themselves."""
        return {column.name: [row[i] for row in self.rows] for i, column in enumerate(self.columns)}

    def flat(self, *, decimals: bool = False) -> Table:
        """
        The table for machines: every cell a text, int, float, bool, date or None, and names without spaces.

        A value becomes its number, its text with every digit, and its state: "stated", the kind of `Missing`, or
        "undefined". An amount becomes the published one, its bounds and its currency; progress a percentage and the
        basis of its direction; both have columns for the state and for the reason of an undefined one.

        Args:
            decimals: Exact numbers, as `decimal.Decimal`, instead of floats.
        """
        columns = self._flat_columns(decimals=decimals)
        rows = zip(*(column.cells for column in columns), strict=True)
        return Table.of((Column(column.name, column.type) for column in columns), rows, self.title)

    def _flat_columns(self, *, decimals: bool) -> list[FlatColumn]:
        return list(flat_columns(self.columns, self.rows, decimals=decimals))

    def to_pandas(self, *, decimals: bool = False) -> pd.DataFrame:
        """
        The plain cells as a frame of pandas: nullable integers, days as ``datetime64[s]``, closed lists as categories.

        Args:
            decimals: Exact numbers, as objects, instead of floats.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _frames.to_pandas(self._flat_columns(decimals=decimals))

    def to_polars(self, *, decimals: bool = False) -> pl.DataFrame:
        """
        The plain cells as a frame of polars.

        Args:
            decimals: Exact numbers, as decimals of up to 38 digits, instead of floats.

        Raises:
            MissingExtraError: polars is not installed.

            InvalidValueError: A column needs more digits.
        """
        return _frames.to_polars(self._flat_columns(decimals=decimals))

    def to_arrow(self, *, decimals: bool = False) -> pa.Table:
        """
        The plain cells as a table of pyarrow.

        Args:
            decimals: Exact numbers, as decimals of up to 76 digits, instead of floats.

        Raises:
            MissingExtraError: pyarrow is not installed.

            InvalidValueError: A column needs more digits.
        """
        return _frames.to_arrow(self._flat_columns(decimals=decimals))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """
        The plain cells as a stream of Arrow data, which DuckDB, polars and others take the table itself for.

        Raises:
            MissingExtraError: Neither pyarrow nor polars is installed.
        """
        return _frames.arrow_stream(self._flat_columns(decimals=False), requested_schema)

    # ------------------------------------------------------------------------------------------ as text

    def to_csv(self, *, safe: bool = False) -> str:
        """
        The plain cells as comma-separated values (RFC 4180): a line of names, exact numbers, nothing for None.

        Args:
            safe: Put an apostrophe before a text that a spreadsheet would run as a formula. The text is another one
                then, so it is not the default; where a spreadsheet opens the file, ask for it.
        """
        return _text.csv_text(self._flat_columns(decimals=True), safe=safe)

    def to_markdown(self) -> str:
        """The table in Markdown, as it is printed, numbers to the right."""
        return _text.markdown(self.columns, self.rows)

    def to_html(self) -> str:
        """The table as an element of HTML, as it is printed, with all rows; every text is escaped."""
        return _text.html(self.columns, self.rows, self.title)

    def __repr__(self) -> str:
        columns = f"{len(self.columns)} column{'s' * (len(self.columns) != 1)}"
        return f"<Table {shown(self.title)}: {len(self)} row{'s' * (len(self) != 1)}, {columns}>"

    def __str__(self) -> str:
        """The table as aligned text, numbers to the right."""
        return _text.aligned(self.columns, self.rows, self.title)

    def _repr_html_(self) -> str:
        """The table for a notebook: escaped, at most 30 rows, without columns that are empty throughout."""
        used = [i for i in range(len(self.columns)) if any(row[i] not in (None, "") for row in self.rows)]
        shown = self._of_positions(used) if self.rows else self
        return _text.html(shown.columns, shown.rows, self.title, most=SHOWN_ROWS)


def _is_same(cell: object, wanted: object) -> bool:
    """True for equal cells, of which yes and no equal no number, and for an enumeration and its value."""
    if isinstance(cell, bool) is not isinstance(wanted, bool):
        return False
    return cell == wanted or (isinstance(wanted, str) and getattr(cell, "value", None) == wanted)
