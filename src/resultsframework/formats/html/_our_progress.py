"""
The section "Our progress" of a page: for each year, how many indicators met what was planned.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
from markupsafe import Markup

from resultsframework.charts import status_svg
from resultsframework.tables import STATUSES, status_by_year

if TYPE_CHECKING:
    from resultsframework import ResultsFramework
    from resultsframework.table import Table

__all__ = ["OurProgress", "StatusRow", "our_progress"]


@attrs.frozen
class StatusRow:
    """The numbers of indicators by status of one year, of the whole or of all results of one level."""

    year: str
    of: str
    numbers: tuple[int, ...]


@attrs.frozen
class OurProgress:
    """The content of the section: a picture, and a table with a row for each year and level."""

    picture: Markup
    statuses: tuple[tuple[str, str], ...]
    rows: tuple[StatusRow, ...]
    due: str


def our_progress(framework: ResultsFramework, today: dt.date | None) -> OurProgress | None:
    """The section of a framework; None where no indicator has a year."""
    table = status_by_year(framework, today=today)
    picture = status_svg(table)
    if picture is None:
        return None
    return OurProgress(
        picture=Markup(picture),  # noqa: S704 - the picture escapes every text
        statuses=tuple((name, name.replace(" ", "-")) for name in STATUSES),
        rows=tuple(_rows(table)),
        due=table.title.partition(", ")[2],
    )


def _rows(table: Table) -> Iterator[StatusRow]:
    """
    The row of the whole and, where results of several levels have indicators, one of each level, year by year.

    Years of which nothing is due are left to the picture.
    """
    names = (*STATUSES, "indicators")
    sums: dict[tuple[Any, Any], Counter[str]] = {}
    for row in table.to_records():
        found = sums.setdefault((row["year"], row["level"]), Counter())
        found.update({name: row[name] for name in names})
    are_several = len({level for _, level in sums}) > len(("whole", "one"))
    for (year, level), found in sums.items():
        is_due = sums[year, "whole"]["not due"] < sums[year, "whole"]["indicators"]
        if is_due and (level == "whole" or are_several):
            of = "all" if level == "whole" else f"{level}s"
            yield StatusRow(str(year), of, tuple(found[name] for name in names))
