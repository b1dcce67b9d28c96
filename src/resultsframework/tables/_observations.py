"""
The long table: one row an observation, of one framework or of many, with every value as it is and as a number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resultsframework.framework import ResultsFramework, check_framework
from resultsframework.indicator import Indicator
from resultsframework.observation import ObservationKind
from resultsframework.path import observation_steps
from resultsframework.result import OtherResult
from resultsframework.spelling import folded_dimension
from resultsframework.table import Category, Column, Table
from resultsframework.value import Missing, Range, Ratio, Value, text_of

if TYPE_CHECKING:
    from resultsframework.result import Result
    from resultsframework.subject import Disaggregation

__all__ = ["FIXED_COLUMNS", "dimension_column", "observations"]

BEFORE = (
    Column("framework"),
    Column("level", Category),
    Column("result"),
    Column("result title"),
    Column("indicator"),
    Column("statement"),
    Column("path"),
    Column("kind", Category),
    Column("period"),
    Column("start", dt.date),
    Column("end", dt.date),
    Column("year", int),
    Column("number", Decimal),
    Column("value"),
    Column("state", Category),
    Column("low", Decimal),
    Column("high", Decimal),
    Column("numerator", Decimal),
    Column("denominator", Decimal),
    Column("unit"),
)
AFTER = (Column("place"), Column("comment"), Column("line", int))
FIXED_COLUMNS = frozenset(column.name for column in (*BEFORE, *AFTER))
STATED = "stated"
# The column of a group whose dimension the source does not name.
NO_DIMENSION = "group"
NO_GROUPS: dict[str, str] = {}
NAME_OF_KIND = {kind: kind.value for kind in ObservationKind}


def observations(frameworks: ResultsFramework | Iterable[ResultsFramework]) -> Table:
    """
    All observations, one row each, empty ones too, in source order: the table to analyse.

    The columns are framework, level, result, result title, indicator, statement, path, kind, period, start, end, year
    (in which the period ends), number (of plain numbers alone), value (the text with every digit), state ("stated" or
    the kind of `Missing`), low and high (of a range; the bounds that it states), numerator and denominator (of a
    ratio), unit, one column for each dimension of disaggregation, place, comment and line. Framework is its identifier,
    or its title without one; result and indicator are codes; `ResultsFramework.at` takes the path.

    Dimensions are called as they are folded: "Gender" is ``sex``. One with the name of another column ends in " group".
    Several categories of a dimension, and several places, are separated by "; ".

    Args:
        frameworks: A framework, or several.

    Raises:
        InvalidValueError: ``frameworks`` are none.
    """
    rows: list[tuple[object, ...]] = []
    groups: list[dict[str, str]] = []
    for framework in _frameworks(frameworks):
        for before, indicator in _indicators(framework):
            path, unit = before[-1], indicator.unit_in_use
            steps = observation_steps(indicator)
            for step, o in zip(steps, indicator.series.observations, strict=True):
                period = o.period
                rows.append(
                    (
                        *before[:-1],
                        f"{path}/{step}",
                        NAME_OF_KIND[o.kind],
                        str(period) or None,
                        period.first_day,
                        period.last_day,
                        period.last_year,
                        *_cells(o.value),
                        o.unit or unit,
                        "; ".join([place.name or place.code or "" for place in o.places]) or None,
                        o.comment,
                        o.line,
                    )
                )
                groups.append(_categories(o.disaggregation) if o.disaggregation else NO_GROUPS)
    dimensions = tuple(dict.fromkeys(name for found in groups for name in found))
    columns = (*BEFORE, *map(Column, dimensions), *AFTER)
    if dimensions:
        first = len(BEFORE)
        rows = [
            (*row[:first], *map(found.get, dimensions), *row[first:]) for row, found in zip(rows, groups, strict=True)
        ]
    return Table(columns, tuple(rows), "observations")


def _frameworks(given: object) -> Iterable[ResultsFramework]:
    if isinstance(given, ResultsFramework):
        return (given,)
    found: tuple[Any, ...] = tuple(given) if isinstance(given, Iterable) else (given,)
    for framework in found:
        check_framework(framework, "observations")
    return found


def _indicators(framework: ResultsFramework) -> Iterator[tuple[tuple[str | None, ...], Indicator]]:
    """The indicators, each with the first cells of its rows, up to its path."""
    above: tuple[str | None, ...] = ()
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            yield (*above, node.code, node.statement, path), node
        else:
            above = (framework.identifier or framework.title, _level(node), node.code, node.title)


def _level(result: Result) -> str:
    """The level of the results chain, "other" for a result of another kind."""
    return "other" if isinstance(result, OtherResult) else type(result).__name__.lower()


def _cells(value: Value) -> tuple[object, ...]:
    """The number, the text, the state, the bounds and the two numbers of a ratio."""
    if isinstance(value, Decimal):
        return value, text_of(value), STATED, None, None, None, None
    if isinstance(value, Missing):
        return None, None, value.value, None, None, None, None
    low, high = (value.low, value.high) if isinstance(value, Range) else (None, None)
    above, below = (value.numerator, value.denominator) if isinstance(value, Ratio) else (None, None)
    return None, text_of(value), STATED, low, high, above, below


def dimension_column(dimension: str | None) -> str:
    """
    The name of the column of a dimension in the table `observations`.

    Args:
        dimension: The dimension; None for groups whose dimension the source does not name.

    >>> dimension_column("Gender"), dimension_column("kind"), dimension_column(None)
    ('sex', 'kind group', 'group')
    """
    name = folded_dimension(dimension) or NO_DIMENSION
    return f"{name} group" if name in FIXED_COLUMNS else name


def _categories(groups: Iterable[Disaggregation]) -> dict[str, str]:
    """The categories by the names of their columns."""
    found: dict[str, str] = {}
    for group in groups:
        name = dimension_column(group.dimension)
        category = group.category or ""
        found[name] = f"{found[name]}; {category}" if name in found else category
    return found
