"""
Read text with delimiters: comma-separated values as any program and any country writes them.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from ._file import MAX_PLACES, File
from ._workbook import EMPTY, Cell, Sheet, Workbook, address

if TYPE_CHECKING:
    from ._decoded import Decoded

__all__ = ["delimiter_of", "read_csv", "records_of"]

# In the order in which one is taken where several fit as well.
DELIMITERS = (",", ";", "\t", "|")
IN_WORDS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar"}
# Records that decide on the delimiter, and characters that are looked at for them.
RECORDS = 100
SAMPLE = 200_000
LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)?|\r\n|\r|\n")
# Different cells of a file that are made once.
MAX_KNOWN = 10_000
# The line that states the delimiter to Excel.
STATED = re.compile(r"sep=(.)(?:\r\n|\r|\n|$)")
# No cell of any file has it, so that a record with it proves that the quotation marks before were closed.
END = "\0end"


class Delimited(NamedTuple):
    """
    A text with delimiters, before its cells are read.

    Attributes:
        text: The text, without a line that states the delimiter.

        delimiter: The character between two cells.

        remark: A sentence on how the delimiter was found; empty where it is a comma.
    """

    text: str
    delimiter: str
    remark: str = ""


def delimiter_of(text: str) -> str:
    r"""
    The delimiter of a text: of comma, semicolon, tab and vertical bar the one by which most of the first hundred
    records have the same number of cells, at least two; of several such the one that makes more cells. A comma if there
    is none.

    >>> delimiter_of("Indicator;Baseline;Target\\nShare of women;0,5;0,7"), delimiter_of("Indicator\\n5")
    (';', ',')
    """
    return max(DELIMITERS, key=lambda delimiter: _regularity(text[:SAMPLE], delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """The number of records with the same number of cells, and that number."""
    try:
        records = list(itertools.islice(csv.reader(_lines(text), delimiter=delimiter), RECORDS))
    except csv.Error:
        return 0, 0
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, whichever of three a program has written."""
    return (match[0] for match in LINE.finditer(text))


class _Cells(dict[str, Cell]):
    """The cell of each text; equal ones are one in memory, up to a number of different ones."""

    def __missing__(self, text: str) -> Cell:
        cell = Cell(text)
        if len(self) < MAX_KNOWN:
            self[text] = cell
        return cell


def read_csv(decoded: Decoded, file: File, delimiter: str | None) -> Workbook:
    """
    The only sheet of a text with delimiters; every cell is a text.

    Raises:
        FormatError: A quotation mark is opened and not closed.

        UnsafeInputError: A cell is longer than 131,072 characters, or there are more cells than the limit.
    """
    found = _delimited(decoded.text, delimiter, file)
    name = PurePath(file.name or "table").stem
    cells, rows, places = _Cells({"": EMPTY}), [], 0
    for _, record in _records(found, file):
        while record and not record[-1]:
            del record[-1]
        rows.append(tuple(map(cells.__getitem__, record)))
        places += len(record) + 1
        if places > MAX_PLACES:
            what = f"its rows have more than {MAX_PLACES:,} cells; keep the rows and columns that are needed"
            raise file.unsafe(what)
    while rows and not rows[-1]:
        del rows[-1]
    remarks = tuple(remark for remark in (decoded.remark, found.remark) if remark)
    return Workbook(name=file.name, kind="csv", sheets=(Sheet(name=name, rows=tuple(rows)),), remarks=remarks)


def records_of(text: str, file: File) -> Iterator[tuple[int, list[str]]]:
    """
    The records of a text with delimiters, each with the number of its last line, as they are asked for.

    Raises:
        FormatError: As for `read_csv`.
    """
    return _records(_delimited(text, None, file), file)


def _delimited(text: str, delimiter: str | None, file: File) -> Delimited:
    if stated := STATED.match(text):
        return Delimited(text[stated.end() :], delimiter or stated[1])
    if delimiter is not None:
        return Delimited(text, delimiter)
    if (file.name or "").lower().endswith((".tsv", ".tab")):
        return Delimited(text, "\t")
    found = delimiter_of(text)
    remark = "" if found == "," else f"{IN_WORDS[found].capitalize()} is taken for the delimiter between cells."
    return Delimited(text, found, remark=remark)


def _records(found: Delimited, file: File) -> Iterator[tuple[int, list[str]]]:
    """The records, each of which is a row, with the number of its last line."""
    # A closed quotation mark leaves the last line alone in its record.
    end = END if found.text[-1:] in {"", "\r", "\n"} else "\n" + END
    reader = csv.reader(itertools.chain(_lines(found.text), _lines(end)), delimiter=found.delimiter)
    row, record = 0, list[str]()
    try:
        for row, record in enumerate(reader, 1):  # noqa: B007 - the last one is looked at below
            if record != [END]:
                yield reader.line_num, record
    except csv.Error as error:
        what = f"a cell is longer than any ({error}); shorten it, or close the quotation mark that opens it"
        raise file.unsafe(what, address(row + 1, 1)) from None
    if record != [END]:
        what = 'a quotation mark (") opens a cell in this row and is closed nowhere; close or delete it'
        raise file.error(what, address(row, len(record)))
