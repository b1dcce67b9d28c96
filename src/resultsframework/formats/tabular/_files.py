"""
A table as a file: which suffix means which form, and how each is made.
"""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.formats._text import Writable, name_of, write_bytes, write_text

from ._workbook import workbook

if TYPE_CHECKING:
    from resultsframework.table import Table

__all__ = ["TABLE_FORMATS", "write_table"]

PAGE = '<!doctype html>\n<html><head><meta charset="utf-8"></head><body>{}</body></html>\n'


def csv(table: Table, **options: Any) -> str:
    """Comma-separated values; ``safe`` as for `Table.to_csv`."""
    return table.to_csv(**options)


def markdown(table: Table) -> str:
    """A table of Markdown."""
    return table.to_markdown()


def html(table: Table) -> str:
    """A page with the table alone."""
    return PAGE.format(table.to_html())


def parquet(table: Table, *, decimals: bool = False) -> bytes:
    """A file of Parquet, which needs polars; exact numbers where ``decimals`` is true."""
    file = io.BytesIO()
    table.to_polars(decimals=decimals).write_parquet(file)
    return file.getvalue()


TABLE_FORMATS: Mapping[str, Callable[..., str | bytes]] = {
    "csv": csv,
    "md": markdown,
    "html": html,
    "parquet": parquet,
    "xlsx": workbook,
}
OPTIONS: Mapping[str, set[str]] = {"csv": {"safe"}, "parquet": {"decimals"}}


def write_table(table: Table, target: Writable, format: str | None = None, **options: Any) -> None:
    """
    Write a table to a file, whole or not at all.

    Args:
        table: The table.

        target: A path, or a file open for writing: text for CSV, Markdown and HTML, bytes for Parquet and Excel.

        format: "csv", "md", "html", "parquet" or "xlsx"; by default the suffix of the file's name.

        options: ``safe`` for CSV, ``decimals`` for Parquet.

    Raises:
        InvalidValueError: No form is named and the suffix is none of these; the form has no such option; or the table
            does not fit in a sheet.

        MissingExtraError: A library that the form needs is not installed.

        NotFoundError: There is no such form.

        OSError: The file cannot be written; it is as it was before.
    """
    form = _form(target, format)
    for option in options.keys() - OPTIONS.get(form, set()):
        takes = " and ".join(f"{one}= for {name}" for name, several in OPTIONS.items() for one in several)
        msg = f"a table as {form} takes no {option}=; there is {takes}"
        raise InvalidValueError(msg)
    made = TABLE_FORMATS[form](table, **options)
    if isinstance(made, str):
        write_text(target, made)
    else:
        write_bytes(target, made)


def _form(target: Writable, format: str | None) -> str:
    if format is not None:
        if format in TABLE_FORMATS:
            return format
        nearest = tuple(difflib.get_close_matches(format, TABLE_FORMATS, n=2)) or tuple(TABLE_FORMATS)
        where = "the forms of a table"
        raise NotFoundError(format, nearest, where)
    suffix = PurePath(name_of(target) or "").suffix.lower().removeprefix(".")
    if suffix in TABLE_FORMATS:
        return suffix
    endings = ", ".join(f".{name}" for name in TABLE_FORMATS)
    msg = f"the name {name_of(target)!r} does not determine the form of a table: end it with {endings}, or name one"
    raise InvalidValueError(msg)
