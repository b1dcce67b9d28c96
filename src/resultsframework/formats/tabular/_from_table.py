"""
A framework from a table in memory: a frame of pandas, polars or pyarrow, a list of records, or rows.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError
from resultsframework.message import shown
from resultsframework.number import MAX_DIGITS, has_too_many_digits, plain_number
from resultsframework.value import Level, Missing, Range, Ratio, text_of

from .own import framework_of_rows, is_long, is_wide
from .sheet import MAX_PLACES, Cell, Sheet, Workbook, address

if TYPE_CHECKING:
    import os

    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark

    from .layout import Layout

__all__ = ["from_table"]

FORMAT = "a table"
EMPTY = Cell()
# Half a character, as careless decoding leaves it.
HALF = re.compile("[\ud800-\udfff]")


class Grid(NamedTuple):
    """
    A table as headings and rows.

    Attributes:
        headings: The names of its columns.

        rows: Its rows, each with one cell a column.

        is_pandas: True for a frame of pandas.
    """

    headings: list[str]
    rows: list[list[Any]]
    is_pandas: bool = False


def from_table(
    table: object,
    layout: Layout | str | os.PathLike[str] | None = None,
    *,
    decimal: DecimalMark | None = None,
    name: str | None = None,
) -> ResultsFramework:
    """
    The framework that a table in memory holds.

    Without a layout, the columns are those of `resultsframework.observations`, one row an observation, or of
    `resultsframework.tables.wide`, one row an indicator; with one, they are headings as in a sheet, in row 1. None, NaN
    and the other signs of frames for nothing are absent values, and numbers are taken as they are, never as text.

    Args:
        table: A frame of pandas, polars, pyarrow, narwhals or DuckDB; a `resultsframework.Table`; a list of mappings
            from names to cells; a mapping from names to columns; or rows, the first of which holds the names.

        layout: The meaning of the columns: a layout, the name of one that the library has, or the path of one in TOML.

        decimal: The decimal mark of numbers that are texts; with a layout only.

        name: The name of the source, for the framework and for errors.

    Raises:
        FormatError: A cell cannot be read, the columns are none of the library's and no layout is given, or the layout
            finds no framework, or several.

        UnsafeInputError: It has room for more than 10,000,000 cells.

        InvalidValueError: The table is of no such kind.

    Warns:
        UserWarning: Columns of a frame of pandas have NaN, which it also makes of texts such as "n/a".

    >>> records = [{"indicator": "1.1", "kind": "target", "year": 2025, "value": 320}]
    >>> from_table(records).indicator("1.1").target.value
    Decimal('320')
    """
    grid = _grid(table)
    if decimal is not None and layout is None:
        msg = "numbers that are texts have a decimal point in the tables of the library; decimal= goes with a layout"
        raise InvalidValueError(msg)
    if grid.is_pandas:
        _warn_of_nan(grid)
    cells = [[_cell(value, row, column) for column, value in enumerate(values)] for row, values in enumerate(grid.rows)]
    if layout is None:
        return _by_own_columns(grid.headings, cells, name)
    return _by_layout(grid.headings, cells, layout, decimal, name)


def _by_own_columns(headings: list[str], cells: list[list[Cell]], name: str | None) -> ResultsFramework:
    names = [" ".join(heading.replace("_", " ").split()).casefold() for heading in headings]
    if not (is_long(names) or is_wide(names)):
        what = (
            f"its columns are {', '.join(map(shown, headings[:12]))}, and neither those of rf.observations nor of "
            "rf.tables.wide: it needs kind, value and indicator, or columns such as '2021 actual'; else pass a layout"
        )
        raise FormatError(FORMAT, (Problem(what),), name)
    rows = enumerate(([_text(cell) for cell in row] for row in cells), 1)
    try:
        return framework_of_rows(names, rows)
    except FormatError as error:
        problems = tuple(Problem(p.message, path=None if p.line is None else f"row {p.line}") for p in error.problems)
        raise FormatError(FORMAT, problems, name) from None


def _by_layout(
    headings: list[str],
    cells: list[list[Cell]],
    layout: Layout | str | os.PathLike[str],
    decimal: DecimalMark | None,
    name: str | None,
) -> ResultsFramework:
    import attrs

    from .layout import Layout, frameworks_in, layout_named

    found = layout if isinstance(layout, Layout) else layout_named(layout)
    found = found if decimal is None else attrs.evolve(found, decimal=decimal)
    rows = (tuple(map(Cell, headings)), *map(tuple, cells))
    book = Workbook(name=name, kind="table", sheets=(Sheet(name="table", rows=rows),))
    frameworks = frameworks_in({None: book}, found, name)
    if len(frameworks) != 1:
        what = f"it holds {len(frameworks)} frameworks; filter the table for the rows of one"
        raise FormatError(FORMAT, (Problem(what),), name)
    return frameworks[0]


def _text(cell: Cell) -> str:
    """A cell as the library's own tables write it."""
    if isinstance(cell.value, bool):
        return "Yes" if cell.value else "No"
    return format(cell.value, "f") if isinstance(cell.value, Decimal) else cell.text


# --------------------------------------------------------------------------------------------------- tables


def _grid(table: Any) -> Grid:
    """The headings and rows of a table of any kind."""
    if isinstance(table, Mapping):
        return _of_columns(list(table), [list(column) for column in table.values()])
    for is_kind, read in READERS:
        if is_kind(table):
            return read(table)
    if isinstance(table, str | bytes) or not isinstance(table, Iterable):
        msg = f"a table is a frame, a list of records or rows, not {shown(table)}; read files with rf.read"
        raise InvalidValueError(msg)
    return _of_rows(list(table))


def _of_rows(rows: list[Any]) -> Grid:
    """Records, or rows below one of names."""
    if all(isinstance(row, Mapping) for row in rows):
        names = list(dict.fromkeys(name for row in rows for name in row))
        _refuse_too_many(len(names), len(rows))
        return Grid(_names(names), [[row.get(name) for name in names] for row in rows])
    if not all(isinstance(row, Sequence) and not isinstance(row, str | bytes) for row in rows):
        odd = next(row for row in rows if not isinstance(row, Sequence) or isinstance(row, str | bytes))
        msg = f"the rows of a table are all mappings, or all lists below one of names; there is {shown(odd)}"
        raise InvalidValueError(msg)
    width = max(map(len, rows))
    _refuse_too_many(width, len(rows))
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    return Grid(_names(filled[0]), filled[1:])


def _refuse_too_many(width: int, height: int) -> None:
    """
    Do nothing for a table with room in memory: each record may have names of its own, and each row another length.

    Raises:
        UnsafeInputError: It has room for more cells than a sheet may have.
    """
    if width * height > MAX_PLACES:
        what = f"its {height:,} rows of {width:,} columns have room for more than {MAX_PLACES:,} cells"
        raise UnsafeInputError(FORMAT, (Problem(what),))


def _of_columns(names: list[Any], columns: list[list[Any]]) -> Grid:
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        msg = f"the columns of a table have one length; these have {', '.join(map(str, sorted(lengths)))}"
        raise InvalidValueError(msg)
    return Grid(_names(names), [list(row) for row in zip(*columns, strict=True)])


def _names(names: Iterable[Any]) -> list[str]:
    return ["" if name is None else _name(name) for name in names]


def _name(name: Any) -> str:
    try:
        return str(name)
    except ValueError:  # an integer of more digits than Python prints
        return shown(name)


def _from(*modules: str) -> Callable[[Any], bool]:
    """True for an object of a class of one of these modules, none of which has to be installed."""
    return lambda table: type(table).__module__.partition(".")[0] in modules and hasattr(type(table), "columns")


def _of_pandas(frame: Any) -> Grid:
    columns = [frame.iloc[:, i].tolist() for i in range(frame.shape[1])]
    return _of_columns(list(frame.columns), columns)._replace(is_pandas=True)


def _of_polars(frame: Any) -> Grid:
    frame = frame.collect() if hasattr(frame, "collect") else frame
    return Grid(_names(frame.columns), [list(row) for row in frame.rows()])


def _of_arrow(table: Any) -> Grid:
    return _of_columns(table.column_names, [column.to_pylist() for column in table.columns])


def _of_duckdb(relation: Any) -> Grid:
    return Grid(_names(relation.columns), [list(row) for row in relation.fetchall()])


def _of_narwhals(frame: Any) -> Grid:
    return _grid(frame.to_native())


def _of_own(table: Any) -> Grid:
    plain = table.flat(decimals=True)
    return Grid(list(plain.names), [list(row) for row in plain])


READERS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Grid]], ...] = (
    (_from("pandas"), _of_pandas),
    (_from("polars"), _of_polars),
    (_from("pyarrow"), _of_arrow),
    (_from("duckdb", "_duckdb"), _of_duckdb),
    (_from("narwhals"), _of_narwhals),
    (_from("resultsframework"), _of_own),
)

# ---------------------------------------------------------------------------------------------------- cells


def _cell(value: Any, row: int, column: int) -> Cell:
    """The cell of a value of a frame; an empty one for every sign of nothing."""
    if hasattr(value, "item") and not isinstance(value, int | float | str):  # a number or day of numpy
        value = value.item() if getattr(value, "size", 1) == 1 else list(value)
    if isinstance(value, enum.Enum) and not isinstance(value, Missing):
        value = value.value
    if _is_nothing(value) or value is Missing.ABSENT:
        return EMPTY
    if isinstance(value, Missing | Ratio | Range | Level):
        return Cell(text_of(value))
    if isinstance(value, bool) or (isinstance(value, str) and not HALF.search(value)):
        return Cell(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(_day(value), "yyyy-mm-dd h:mm" if isinstance(value, dt.datetime) else "yyyy-mm-dd")
    if isinstance(value, Decimal | Real) and (number := _number(value)) is not None:
        return Cell(number)
    what = (
        f"it holds {shown(value)}: no whole text, no yes or no, no day, and no number of at most {MAX_DIGITS:,} digits"
    )
    raise FormatError(FORMAT, (Problem(what, path=address(row + 2, column + 1)),))


def _is_nothing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return value.is_nan() if isinstance(value, Decimal) else isinstance(value, float) and math.isnan(value)


def _number(value: Any) -> Decimal | None:
    """The number of a value, exactly: of a binary one the shortest that stands for it; None for infinity."""
    if isinstance(value, Decimal):
        return value if value.is_finite() and not has_too_many_digits(value) else None
    if isinstance(value, Integral):
        return Decimal(int(value)) if abs(int(value)) < 10**MAX_DIGITS else None
    try:
        text = format(Decimal(repr(float(value))), "f")
    except OverflowError:  # a fraction beyond all binary numbers
        return None
    return plain_number(text.removesuffix(".0"))


def _day(value: Any) -> Any:
    """A day for a point in time at midnight, as the cells of sheets have it."""
    if isinstance(value, dt.datetime):
        value = dt.datetime.combine(value.date(), value.time())
        return value.date() if value.time() == dt.time() else value
    return value


def _warn_of_nan(grid: Grid) -> None:
    """Warn where NaN may have been a word: not beside a column that states why a value is missing."""
    if any("state" in heading.replace("_", " ").split() for heading in grid.headings):
        return
    with_nan = [
        heading
        for i, heading in enumerate(grid.headings)
        if any(isinstance(row[i], float) and _is_nothing(row[i]) for row in grid.rows)
    ]
    if with_nan:
        names = ", ".join(map(repr, with_nan[:5])) + (f" and {len(with_nan) - 5} more" if len(with_nan) > 5 else "")
        msg = (
            f"NaN in the columns {names} is read as no value; pandas also makes it of texts such as 'n/a' and 'None', "
            "which say why there is none: read the file with keep_default_na=False to keep them"
        )
        warnings.warn(msg, UserWarning, stacklevel=3)
