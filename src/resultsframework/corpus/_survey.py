"""
`survey`: what a corpus holds, by publisher, country, year, region or sector.
"""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

from resultsframework.errors import check_option
from resultsframework.message import counted
from resultsframework.table import Column, Table

from ._census import COUNTS, MANY, OF_FINDINGS, census
from ._scan import Scan, Watcher, scan

if TYPE_CHECKING:
    from ._listing import Sources

__all__ = ["BY", "refuse_unknown_columns", "survey", "surveyed"]

BY = ("publisher", "country", "year", "region", "sector")
ACTIVITIES, REPEATED = "activities", "repeated"


def survey(
    sources: Sources,
    *,
    by: str | Iterable[str] = (),
    findings: bool = True,
    executor: Executor | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Watcher | None = None,
    **reading: Any,
) -> Table:
    """
    The content of many files: activities, results, indicators, those with a baseline, a target, a reported value, those
    whose last reported value meets what was planned, and the findings of the default rules by severity.

    An activity, by its identifier, that is in several files, or several times in one, counts once: as it was updated
    last, or else as it is in the first file. The column "repeated" counts the others, and the title their sum. Without
    an identifier, one counts once that is in files of the same content.

    By year, an indicator counts in each year for which a value is planned or reported: "with target" are those with a
    planned value of that year, "met" those whose value of that year meets it. Results, activities and findings count in
    each year of their indicators. An activity of several countries, regions or sectors counts in each of them; so
    columns of such a table do not add up.

    Of what is reported, "met", "not met" and "undecided" are those that are due by a plan of the year; the others have
    no plan, or are not due (see `resultsframework.tables.performance`).

    Args:
        sources: As for `scan`.

        by: The columns to group by: "publisher" (by reference, or else by name), "country", "year", "region" and
            "sector"; several in a list or with commas between. One row for all if not given.

        findings: False to count without applying the rules, which takes most of the time; the columns of findings are
            left out then.

        executor: As for `scan`.

        out: As for `scan`. With the same folder another ``by`` is calculated from the same rows.

        progress: As for `scan`.

        reading: As for `scan`.

    Raises:
        InvalidValueError: There is no such column to group by; or as for `scan`.

        MissingExtraError: As for `scan`.

        OSError: As for `scan`.
    """
    columns = _columns(by)
    job = census if findings else functools.partial(census, findings=False)
    done = scan(sources, job, executor=executor, out=out, progress=progress, **reading)
    return surveyed(done, columns, findings=findings)


def _columns(by: str | Iterable[str]) -> tuple[str, ...]:
    names = by.split(",") if isinstance(by, str) else by
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    refuse_unknown_columns(found)
    return found


def refuse_unknown_columns(names: Iterable[str]) -> None:
    """
    Do nothing for columns to group by that there are.

    Raises:
        InvalidValueError: There is no such column; the error lists all.
    """
    for name in names:
        check_option("column to group by", name, BY)


def surveyed(done: Scan, by: str | Iterable[str] = (), *, findings: bool = True) -> Table:
    """
    The table of a survey, from a scan whose job was the census of each framework.

    Args:
        done: The scan.

        by: As for `survey`.

        findings: False for a census without findings.
    """
    columns = _columns(by)
    counts = (*COUNTS, *OF_FINDINGS) if findings else COUNTS
    rows = _Census(done)
    # Results and indicators are counted for an activity as a whole, or for each of its years.
    wanted = rows.of_years if "year" in columns else rows.of_activities
    groups: dict[tuple[Any, ...], list[int]] = {}
    for i in wanted:
        repeated = i not in rows.counted
        for key in rows.groups(i, columns):
            sums = groups.setdefault(key, [0] * (len(counts) + 2))
            if repeated:
                sums[-1] += 1
                continue
            sums[0] += 1
            for place, name in enumerate(counts, 1):
                sums[place] += rows.cell(name, i)
    heads = [Column(name, int if name == "year" else str) for name in columns]
    names = (ACTIVITIES, *counts, REPEATED)
    table = Table.of(
        (*heads, *(Column(name, int) for name in names)),
        ((*key, *groups[key]) for key in sorted(groups, key=_order)),
        _title(done, rows, columns),
    )
    return table if columns or table.rows else Table.of(table.columns, [[0] * len(names)], table.title)


def _order(key: tuple[Any, ...]) -> list[tuple[bool, Any]]:
    """By name and by year, what is not stated last."""
    return [(part is None, part if part is not None else "") for part in key]


def _title(done: Scan, rows: _Census, by: Iterable[str]) -> str:
    grouped = f" by {' and '.join(by)}" if by else ""
    more = len(rows.of_activities) - sum(i in rows.counted for i in rows.of_activities)
    again = f"; {counted(more, 'repeated one')} left out" if more else ""
    unread = f"; {counted(len(done.problems), 'file')} not read, or not to the end" if len(done.problems) else ""
    here = counted(len(rows.of_activities) - more, "activity").replace("activitys", "activities")
    return f"survey{grouped}: {here} in {counted(len(done.status), 'file')}{again}{unread}"


class _Census:
    """
    The rows of the census of a corpus.

    Attributes:
        of_activities: The rows about a whole activity.

        of_years: The rows about a year of one.

        counted: The rows that count: those of an activity that is repeated elsewhere do not.
    """

    def __init__(self, done: Scan) -> None:
        self._cells = done.table().to_columns()
        # A census without any activity has no columns.
        years = self._cells.get("year", [])
        self.of_activities = [i for i, year in enumerate(years) if year is None]
        self.of_years = [i for i, year in enumerate(years) if year is not None]
        status = done.status.to_columns()
        self.counted = self._counted(dict(zip(status["source"], status["digest"], strict=True)))

    def cell(self, name: str, i: int) -> Any:
        """A cell of a row."""
        return self._cells[name][i]

    def groups(self, i: int, by: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """The groups that a row belongs to."""
        keys: list[tuple[Any, ...]] = [()]
        for name in by:
            cell = self.cell(name, i)
            several = cell.split(MANY) if isinstance(cell, str) and name != "publisher" else [cell]
            keys = [(*key, one) for key in keys for one in several]
        yield from keys

    def _counted(self, digests: dict[Any, Any]) -> set[int]:
        """The rows of each activity where it was updated last, or is first."""
        best: dict[object, tuple[Any, int]] = {}
        position = 0
        for i in self.of_activities:
            same_file = i > 0 and self.cell("source", i - 1) == self.cell("source", i)
            position = position + 1 if same_file else 0
            key = self.cell("identifier", i) or (digests[self.cell("source", i)], position)
            updated = self.cell("updated", i)
            before = best.get(key)
            if before is None or (updated is not None and (before[0] is None or updated > before[0])):
                best[key] = (updated, i)
        end_of = dict(itertools.pairwise((*self.of_activities, len(self._cells["source"]))))
        return {row for _, i in best.values() for row in range(i, end_of[i])}
