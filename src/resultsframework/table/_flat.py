"""
Tables for machines: every cell a text, a number, yes or no, a day, or nothing.

A class whose instances are cells says itself how they become several plain ones: ``FLAT`` has the name and the type of
each part, and ``flat()`` the parts of one cell; where it may be missing or undefined, ``FLAT`` has a "state" and a
"reason" as well, which are filled here. The table knows neither money nor progress.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import InvalidValueError
from resultsframework.value import Missing, Number, Undefined, text_of

if TYPE_CHECKING:
    from ._column import Column

__all__ = ["Category", "FlatColumn", "flat_columns", "name_of", "sort_key"]

STATED = "stated"
UNDEFINED = "undefined"
# Columns of these types have one plain cell each.
PLAIN = (str, bool, int, float, dt.date)
NUMBERS = (Decimal, Fraction)
NO_NUMBER = (Missing, Undefined)
# Rows whose cells fit in the memory next to a processor.
AT_ONCE = 200


class Category(str):
    """The type of a column whose texts are those of a closed list, such as the kinds of observations."""

    __slots__ = ()


class FlatColumn(NamedTuple):
    """
    A column of plain cells.

    Attributes:
        name: Its name, with underscores for spaces.

        type: The type of its cells: `str`, `Category`, `int`, `float`, `bool`, `datetime.date` or `Decimal`. A cell may
            also be None, for nothing.

        cells: The cells.
    """

    name: str
    type: type
    cells: list[object]


def flat_columns(
    columns: Sequence[Column], rows: Sequence[Sequence[object]], *, decimals: bool
) -> Iterator[FlatColumn]:
    """
    The plain columns of a table with these columns and rows; numbers are floats, or exact where ``decimals`` is true.

    Raises:
        InvalidValueError: Two columns have one name.
    """
    seen: set[str] = set()
    for column, cells in zip(columns, _by_column(len(columns), rows), strict=True):
        for part, kind, values in _parts(column, cells):
            name = name_of(f"{column.name} {part}" if part else column.name)
            if name in seen:
                msg = f"two columns of the table are called {name!r}: select the columns that are wanted, or rename one"
                raise InvalidValueError(msg)
            seen.add(name)
            if issubclass(kind, NUMBERS):
                numbers = map(_hundredfold, values) if column.is_percentage else values
                number, convert = (Decimal, _exact) if decimals else (float, _nearest)
                yield FlatColumn(name, number, [None if n is None else convert(n) for n in numbers])
                continue
            plain = list(values)
            if kind is str and "" in plain:
                plain = [text or None for text in plain]
            yield FlatColumn(name, kind, plain)


def _by_column(columns: int, rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """The cells of each column: some rows at a time, which takes a third of the time of all rows at once."""
    found: list[list[object]] = [[] for _ in range(columns)]
    for start in range(0, len(rows), AT_ONCE):
        for cells, more in zip(found, zip(*rows[start : start + AT_ONCE], strict=True), strict=True):
            cells.extend(more)
    return found


def name_of(heading: str) -> str:
    """The name of a heading in data: "of milestone" is ``of_milestone``."""
    return heading.replace(" ", "_")


def sort_key(cell: Any) -> tuple[int, Any] | None:
    """The key by which a cell is ordered: numbers before days before texts; None for nothing to order by."""
    if cell is None or isinstance(cell, Missing | Undefined):
        return None
    plain = next(iter(cell.flat().values())) if hasattr(cell, "flat") else cell
    if isinstance(plain, enum.Enum):
        plain = plain.value
    if isinstance(plain, (int, float, *NUMBERS)):
        return (0, plain)
    return (1, plain) if isinstance(plain, dt.date) else (2, text_of(plain))


def _nearest(number: Any) -> float | None:
    """The nearest float; None for what is no number, and for one that is too large."""
    if isinstance(number, NO_NUMBER):
        return None
    try:
        nearest = float(number)
    except OverflowError:
        return None
    return nearest if math.isfinite(nearest) else None


def _exact(number: Any) -> Decimal | None:
    """A decimal as it is; a fraction to the digits of the context, since most have no finite expansion."""
    if isinstance(number, Decimal):
        return number
    if isinstance(number, NO_NUMBER):
        return None
    return Decimal(number.numerator) / Decimal(number.denominator)


def _hundredfold(number: Any) -> Number | None:
    """A fraction as a percentage, exactly."""
    if not isinstance(number, Decimal):
        return number * 100 if isinstance(number, Fraction) else None
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + 2))


def _parts(column: Column, cells: Iterable[Any]) -> Iterator[tuple[str, type, Iterable[object]]]:
    """The parts of a column: the name of each, the type and the cells."""
    kind = column.type
    if kind is object:
        found = list(map(_value_parts, cells))
        for i, (name, of) in enumerate((("", Decimal), ("text", str), ("state", Category))):
            yield name, of, [parts[i] for parts in found]
    elif issubclass(kind, enum.Enum):
        yield "", Category, [None if cell is None else str(cell.value) for cell in cells]
    elif hasattr(kind, "FLAT"):
        yield from _own_parts(kind.FLAT, list(cells))
    elif issubclass(kind, (*PLAIN, *NUMBERS)):
        yield "", kind, cells
    else:
        yield "", str, map(column.text, cells)


def _own_parts(parts: Mapping[str, type], cells: list[Any]) -> Iterator[tuple[str, type, Iterable[object]]]:
    """The parts of cells of one class; the state and the reason, where it has them, of any cell."""
    nothing = dict.fromkeys(parts)
    found = [nothing if cell is None or isinstance(cell, Missing | Undefined) else cell.flat() for cell in cells]
    for name, kind in parts.items():
        if name == "state":
            yield name, Category, map(_state, cells)
        elif name == "reason":
            yield name, str, [cell.reason if isinstance(cell, Undefined) else None for cell in cells]
        else:
            yield name, kind, [cell[name] for cell in found]


def _value_parts(cell: Any) -> tuple[Number | None, str | None, str | None]:
    """A value as a number, where it is a plain one, as text with every digit, and the state of the cell."""
    if cell is None or isinstance(cell, Missing):
        return None, None, _state(cell)
    text = cell.reason if isinstance(cell, Undefined) else text_of(cell)
    return cell if isinstance(cell, NUMBERS) else None, text, _state(cell)


def _state(cell: object) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, Missing):
        return str(cell.value)
    return UNDEFINED if isinstance(cell, Undefined) else STATED
