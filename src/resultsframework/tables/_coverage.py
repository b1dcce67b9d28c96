"""
The coverage of combined frameworks: each total with the value of every part, or why it has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from resultsframework.aggregation import Overlap, parts_of, totals_by_path
from resultsframework.monitoring import Coverage
from resultsframework.table import Category, Column, Table
from resultsframework.value import Undefined

if TYPE_CHECKING:
    from resultsframework.aggregation import By, Functions
    from resultsframework.framework import ResultsFramework

__all__ = ["coverage"]


def coverage(
    frameworks: Iterable[ResultsFramework],
    *,
    by: By = "place",
    function: Functions = None,
    overlap: Overlap | str | None = None,
) -> Table:
    """
    The totals of `resultsframework.combine` with the value of every part: one row for each indicator, kind, period and
    group.

    The total is that of the combined framework: at least a number where a part is missing, nothing where there is no
    total, and then "no total" has every reason. A part has a column of its own, with its value, the state of an empty
    cell, such as TBD, or nothing where it has no such indicator or no value for the time. "without" names the parts
    that have no value.

    Args:
        frameworks: As for `resultsframework.combine`, like the others.

        by: The difference of the parts: "place", "organisation" or a function.

        function: The function of counts and amounts, or functions by code.

        overlap: The overlap between the parts.

    Raises:
        InvalidValueError: As for `resultsframework.combine`.
    """
    parts = parts_of(frameworks, by, "coverage")
    columns = (
        *map(Column, ("result", "indicator")),
        Column("kind", Category),
        *map(Column, ("period", "group", "unit")),
        Column("total", object),
        *(Column(part.name, object) for part in parts),
        Column("reported", Coverage),
        *map(Column, ("without", "no total")),
    )
    rows = (
        (
            path.rpartition("/")[0],
            path.rpartition("/")[2],
            total.kind.value,
            str(total.period),
            "" if total.subject.is_total else str(total.subject),
            ", ".join(dict.fromkeys(part.unit for part in total.inputs if part.unit)),
            total.value,
            *(part.value for part in total.inputs),
            total.coverage,
            ", ".join(part.framework for part in total.missing),
            total.answer.reason if isinstance(total.answer, Undefined) and total.coverage.reported else "",
        )
        for path, _, found in totals_by_path(parts, function, overlap)
        for total in found
    )
    return Table.of(columns, rows, f"coverage of {', '.join(part.name for part in parts)}")
