"""
A framework from the rows of the long or of the wide table, as a CSV file has them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resultsframework.cell import parse_value
from resultsframework.errors import FormatError, InvalidValueError, Problem
from resultsframework.number import parse_number, whole_number
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.subject import Disaggregation
from resultsframework.tables import FIXED_COLUMNS, dimension_column
from resultsframework.value import Missing, Range, Ratio, Value

from ._tree import LEVELS, ContradictionError, Tree, stated

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["framework_of_rows", "is_long", "is_wide"]

FORMAT = "csv"
STATED = "stated"
YEAR = re.compile(r"(?:(?P<year>[1-9][0-9]{0,3}) )?(?P<kind>baseline|milestone|target|actual|(?<=[0-9] )result)")
PARTS = re.compile(r" (?:text|state)$")
IDENTIFIER = re.compile(r"\S+-\S+")
NO_DIMENSION = dimension_column(None)
BETWEEN = "; "

Row = Mapping[str, str]


def is_long(headings: Iterable[str]) -> bool:
    """True for the headings of the long table: a kind and a value in each row, and the place that they belong to."""
    found = set(headings)
    return {"kind", "value"} <= found and bool(found & {"indicator", "path"})


def is_wide(headings: Iterable[str]) -> bool:
    """True for the headings of the wide table: columns such as "2021 actual", and the indicator of each row."""
    found = set(headings)
    return bool(found & {"indicator", "path", "statement"}) and any(map(YEAR.fullmatch, found))


def framework_of_rows(headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> ResultsFramework:
    """
    The framework of rows below headings.

    Args:
        headings: The headings, with spaces, in lower case.

        rows: The rows, each with the number of its line.

    Raises:
        FormatError: Cells cannot be read, or contradict each other; with all problems, each with its line.
    """
    reader = _Reader(headings)
    problems: list[Problem] = []
    for line, cells in rows:
        if len(cells) > len(headings) and any(cells[len(headings) :]):
            problems.append(
                Problem(f"the row has {len(cells)} cells, and there are {len(headings)} headings", line=line)
            )
            continue
        row = {name: text for name, text in zip(headings, cells, strict=False) if text.strip()}
        try:
            if row:
                reader.take(row)
        except (ContradictionError, InvalidValueError, ValueError) as error:
            problems.append(Problem(str(error), line=line))
    if problems:
        raise FormatError(FORMAT, tuple(problems))
    try:
        return reader.tree.made(**reader.fields)
    except ContradictionError as error:
        raise FormatError(FORMAT, (Problem(str(error)),)) from None


class _Reader:
    """The reader of rows with these headings."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.tree = Tree()
        self.fields: dict[str, Any] = {}
        self.is_long = is_long(headings)
        self.dimensions = [name for name in headings if name not in FIXED_COLUMNS] if self.is_long else []

    def take(self, row: Row) -> None:
        """Take a row."""
        if name := row.get("framework"):
            stated(self.fields, "identifier" if IDENTIFIER.fullmatch(name) else "title", name)
        path = self._path(row)
        above = path.rpartition("/")[0]
        result = self.tree.result(above)
        level = row.get("level")
        if level is not None and level not in LEVELS:
            msg = f"the level {level!r} is none of {', '.join(LEVELS)}"
            raise ValueError(msg)
        if level is not None:
            if result.level not in (None, level):
                msg = f"the level of the result is {level} here, and {result.level} in an earlier row"
                raise ContradictionError(msg)
            result.level = level
        stated(result.fields, "title", row.get("result title"))
        if self.is_long:
            stated(result.fields, "code", row.get("result"))
        indicator = self.tree.indicator(path)
        stated(indicator.fields, "code", row.get("indicator"))
        stated(indicator.fields, "statement", row.get("statement"))
        if self.is_long:
            indicator.observations.append((self._observation(row), row.get("unit")))
        else:
            indicator.observations += [(o, row.get("unit")) for o in _by_year(row)]

    def _path(self, row: Row) -> str:
        """The path of the indicator; where a row has none, one of its codes."""
        path = row.get("path")
        if path is not None:
            return path.rpartition("/")[0] if self.is_long else path
        codes = [_step(row.get(name, "")) for name in ("result", "indicator")]
        if not codes[1]:
            codes[1] = _step(row.get("statement", ""))
        return "/".join(codes)

    def _observation(self, row: Row) -> Observation:
        if "kind" not in row:
            msg = f"the row has no kind, one of {', '.join(kind.value for kind in ObservationKind)}"
            raise ValueError(msg)
        line = row.get("line")
        return Observation(
            kind=ObservationKind(row["kind"]),
            period=_period(row),
            value=_value(row),
            comment=row.get("comment"),
            disaggregation=tuple(
                Disaggregation(dimension=None if name == NO_DIMENSION else name, category=row[name])
                for name in self.dimensions
                if name in row
            ),
            places=tuple(Place(name=name) for name in row.get("place", "").split(BETWEEN) if name),
            line=None if line is None else whole_number(line),
        )


def _step(code: str) -> str:
    """A code as a step of a path."""
    return code.replace("~", "~0").replace("/", "~1").replace("#", "~2")


def _by_year(row: Row) -> Iterable[Observation]:
    """The observations of a row of the wide table."""
    for heading in dict.fromkeys(PARTS.sub("", name) for name in row):
        match = YEAR.fullmatch(heading)
        if match is None:
            continue
        kind = "actual" if match["kind"] == "result" else match["kind"]
        cells = {
            "number": row.get(heading),
            "value": row.get(f"{heading} text", row.get(heading)),
            "state": row.get(f"{heading} state"),
        }
        if cells["state"] == "undefined":  # several values, none of which is that of the year
            continue
        given = {name: text for name, text in cells.items() if text is not None}
        if f"{heading} state" not in row:
            given.pop("number", None)
        period = Period(year=int(match["year"])) if match["year"] else Period()
        yield Observation(kind=ObservationKind(kind), period=period, value=_value(given))


def _period(row: Row) -> Period:
    text = row.get("period")
    start, end = (None if name not in row else dt.date.fromisoformat(row[name]) for name in ("start", "end"))
    if text is not None:
        try:
            return Period.parse(text)
        except InvalidValueError:
            return Period(start=start, end=end) if start or end else Period(raw=text)
    year = whole_number(row.get("year", ""))
    return Period(year=year) if year and not (start or end) else Period(start=start, end=end)


def _value(row: Row) -> Value:
    """The value of a row: by its state and its numbers where it has them, else by its text."""
    text, state = row.get("value"), row.get("state")
    if state is not None and state != STATED:
        if text is not None:
            msg = f"the row has the value {text!r} and the state {state}; a value is {STATED}"
            raise ValueError(msg)
        return Missing(state)
    text = text or row.get("number")
    if text is None:
        return Missing.ABSENT
    return parse_value(text, decimal=".").value if state is None else _stated_value(row, text)


def _stated_value(row: Row, text: str) -> Value:
    """The value of a text and of the numbers that go with it."""
    numbers = {name: _number(row, name) for name in ("number", "low", "high", "numerator", "denominator")}
    if numbers["number"] is not None:
        stated_number = parse_number(text, decimal=".")
        if stated_number != numbers["number"]:
            msg = f"the row has the value {text!r} and the number {numbers['number']}, which is another one"
            raise ValueError(msg)
        return stated_number
    if numbers["low"] is not None or numbers["high"] is not None:
        return _range(text, numbers["low"], numbers["high"])
    if numbers["numerator"] is not None and numbers["denominator"] is not None:
        return Ratio(numbers["numerator"], numbers["denominator"])
    return {"Yes": True, "No": False}.get(text, text)


def _number(row: Row, name: str) -> Decimal | None:
    if name not in row:
        return None
    found = parse_number(row[name], decimal=".")
    if found is None:
        msg = f"{row[name]!r} in the column {name} is no number"
        raise ValueError(msg)
    return found


def _range(text: str, low: Decimal | None, high: Decimal | None) -> Range:
    """A range with these bounds; its text says if they are included."""
    return Range(
        low,
        high,
        low_included=not text.startswith(("]", ">")),
        high_included=not text.endswith("[") and text[:1] != "<",
    )
