"""
The hidden sheet: the JSON of the framework in pieces that fit in cells, below a mark by which it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.errors import FormatError, Problem, UnsupportedVersionError
from resultsframework.formats import json

from ._plain import LONGEST_TEXT

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["FORMAT", "NAME", "framework_in", "is_mark", "pieces"]

FORMAT = "xlsx"
NAME = "_resultsframework"
VERSION = 1
# The first cell: the version of the form of these workbooks, and the number of characters below it.
MARK = "resultsframework workbook {}: {} characters of JSON, from which the visible sheets were made"
MARKED = re.compile(
    r"resultsframework workbook (?P<version>[0-9]{1,9}): (?P<characters>[0-9]{1,12}) characters of JSON"
)
# Line ends and indentation, which are outside of the texts of JSON.
INDENTATION = re.compile("\n *")
# Characters within texts that XML or spreadsheets take for something else or leave out, or that UTF-16 has in pairs.
SPECIAL = re.compile("_(?=x)|(?<= ) |[^ -~]")
BEYOND = 0x10000


def pieces(framework: ResultsFramework) -> Iterator[str]:
    """
    The cells of the hidden sheet, from above to below.

    Raises:
        InvalidValueError: A field holds what it must not; see `json.dumps`.
    """
    text = SPECIAL.sub(_escaped, INDENTATION.sub("", json.dumps(framework).rstrip()))
    yield MARK.format(VERSION, len(text))
    start = 0
    while start < len(text):
        end = start + LONGEST_TEXT
        while text[end - 1 : end] == " " or text[end : end + 1] == " ":  # no cell begins or ends with a space
            end -= 1
        yield text[start:end]
        start = end


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < BEYOND:
        return f"\\u{code:04x}"
    high, low = divmod(code - BEYOND, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def is_mark(cell: object) -> bool:
    """True for the first cell of a hidden sheet."""
    return isinstance(cell, str) and MARKED.match(cell) is not None


def framework_in(cells: Iterable[str], where: str) -> ResultsFramework:
    """
    The framework of a hidden sheet.

    Args:
        cells: Its cells, from above to below.

        where: The address of the first one.

    Raises:
        FormatError: Pieces are missing or were changed.

        UnsupportedVersionError: A later version of the library wrote it.
    """
    mark, *rest = cells
    match = MARKED.match(mark)
    if match is None or int(match["version"]) != VERSION:
        what = "a later version of this library wrote the workbook; update the library to read it"
        raise UnsupportedVersionError(FORMAT, (Problem(what, path=where),))
    text = "".join(rest)
    if len(text) != int(match["characters"]):
        what = (
            f"the hidden sheet has {len(text):,} of its {int(match['characters']):,} characters: delete the sheet, and "
            "the visible ones are read as a logframe"
        )
        raise FormatError(FORMAT, (Problem(what, path=where),))
    try:
        return json.loads(text)
    except FormatError as error:
        what = f"the hidden sheet was changed, and is no framework any more: {error.problems[0]}"
        raise FormatError(FORMAT, (Problem(what, path=where),)) from error
