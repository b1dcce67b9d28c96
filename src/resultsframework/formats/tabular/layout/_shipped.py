"""
The layouts that the library has, and layouts in files.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import PurePath

from resultsframework.errors import FormatError, NotFoundError
from resultsframework.formats._text import read_text
from resultsframework.message import spelled_like

from ._layout import Layout

__all__ = ["SHIPPED", "is_layout_of_sheets", "layout_named"]

SHIPPED = ("eu", "fcdo", "iati-results", "iptt", "logframe", "prp", "results-framework", "unhcr-results")
"""The names of the layouts that the library has."""


def is_layout_of_sheets(given: object) -> bool:
    """
    True for a layout of workbooks, or for the name or the file of one; those of IATI files have other names.

    Args:
        given: The layout that a caller names.
    """
    return isinstance(given, Layout) or given in SHIPPED or PurePath(str(given)).suffix.lower() == ".toml"


def layout_named(name: str | os.PathLike[str]) -> Layout:
    """
    The layout that the library has under a name, or that a file of TOML holds.

    Args:
        name: A name, such as "fcdo", or the path of a file that ends in ``.toml``.

    Raises:
        FormatError: The file cannot be read, or is no layout.

        NotFoundError: There is no layout of that name; the error names the nearest.
    """
    text = os.fspath(name)
    if text in SHIPPED:
        return Layout.from_toml(files(__package__).joinpath("shipped", f"{text}.toml").read_text(encoding="utf-8"))
    if PurePath(text).suffix.lower() != ".toml":
        where = "the layouts; one of your own is a file that ends in .toml"
        raise NotFoundError(text, spelled_like(text, SHIPPED) or SHIPPED[:3], where)
    content, source = read_text(text, format="a layout")
    try:
        return Layout.from_toml(content)
    except FormatError as error:
        raise error.in_source(source) from None
