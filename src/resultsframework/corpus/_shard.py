"""
Shards: the rows of one unit as a file of Parquet, which is there as a whole or not at all.

One of the two modules that import pyarrow.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resultsframework.errors import FormatError, Problem, needs_extra
from resultsframework.table import Category, Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DRAFT", "arrow", "read_shards", "table_of", "write_shard"]

FACTS = b"resultsframework"
# The types of cells by those of Arrow; any other is a dictionary of texts.
TYPES = {"string": str, "int64": int, "double": float, "bool": bool, "date32[day]": dt.date}
# The ending of a file that is not complete.
DRAFT = ".tmp"


def arrow() -> Any:
    """
    The library for Arrow data, with its part for Parquet.

    Raises:
        MissingExtraError: It is not installed.
    """
    with needs_extra("corpus", "a corpus with a folder for its output", "pyarrow"):
        import pyarrow.compute
        import pyarrow.parquet
    return pyarrow


def write_shard(path: Path, table: Table, facts: Mapping[str, object]) -> None:
    """
    Write rows as a file of Parquet, whole or not at all.

    Args:
        path: The path of the file.

        table: The rows.

        facts: The facts about them that are kept in the file, such as the digest of their source.

    Raises:
        OSError: The file cannot be written; nothing of it is left.
    """
    made = table.to_arrow()
    made = made.replace_schema_metadata({FACTS: json.dumps(facts, sort_keys=True).encode()})
    draft = path.with_name(f".{secrets.token_hex(8)}{DRAFT}")
    try:
        with draft.open("xb") as file:
            arrow().parquet.write_table(made, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def read_shards(paths: Iterable[Path]) -> pa.Table:
    """
    The rows of some shards as one table; a column of several types has the one that holds all, else text.

    Raises:
        FormatError: One of them is damaged.
    """
    pa = arrow()
    parts = [_rows(pa, path) for path in paths]
    if not parts:
        return pa.table({"source": pa.array([], pa.string())})
    declared: dict[str, set[Any]] = {}
    used: dict[str, set[Any]] = {}
    for part in parts:
        for field in part.schema:
            declared.setdefault(field.name, set()).add(field.type)
            if part.column(field.name).null_count < len(part):
                used.setdefault(field.name, set()).add(field.type)
    schema = pa.schema([(name, _holding(pa, used.get(name, types))) for name, types in declared.items()])
    return pa.concat_tables([_fitted(pa, part, schema) for part in parts])


def _rows(pa: Any, path: Path) -> Any:
    try:
        return pa.parquet.read_table(path).replace_schema_metadata()
    except pa.ArrowInvalid as error:
        problem = Problem("it is damaged: delete it, and scan the files once more with the same out=")
        wanted = "rows of a corpus"
        raise FormatError(wanted, (problem,), os.fspath(path)) from error


def table_of(found: pa.Table, title: str) -> Table:
    """The table of the library with the cells of one of pyarrow."""
    types = [TYPES.get(str(kind), Category) for kind in found.schema.types]
    columns = (Column(name, kind) for name, kind in zip(found.column_names, types, strict=True))
    return Table.of(columns, zip(*(column.to_pylist() for column in found.columns), strict=True), title)


def _holding(pa: Any, types: set[Any]) -> Any:
    """The type that holds values of all of these types."""
    if len(types) == 1:
        return next(iter(types))
    return pa.float64() if types <= {pa.int64(), pa.float64()} else pa.string()


def _fitted(pa: Any, part: Any, schema: Any) -> Any:
    """A part with the columns of all parts."""
    columns = []
    for field in schema:
        at = part.schema.get_field_index(field.name)
        column = pa.nulls(len(part), field.type) if at < 0 else part.column(at)
        if column.type != field.type:
            empty = column.null_count == len(column)
            column = pa.nulls(len(part), field.type) if empty else pa.compute.cast(column, field.type)
        columns.append(column)
    return pa.table(columns, schema=schema)
