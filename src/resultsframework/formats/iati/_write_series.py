"""
Write the values of an indicator: baselines, and periods with the values planned and achieved in each.
"""

from __future__ import annotations

import functools
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import Missing

from ._write_value import write_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.period import Period
    from resultsframework.series import ObservationSeries

__all__ = ["Arranged", "arranged", "write_series"]

BASELINE, _, _, ACTUAL = ObservationKind


class Arranged(NamedTuple):
    """
    The observations of a series in the order of the standard, each by its position in the series.

    Attributes:
        baselines: Those written as ``baseline``.

        periods: The start of each ``period`` element, and in it first what was planned, then what was achieved.

        left_out: Those that the standard cannot hold: without a period, or with an empty cell and nothing else.
    """

    baselines: list[int]
    periods: list[tuple[str, list[int], list[int]]]
    left_out: list[int]

    @property
    def positions(self) -> list[int]:
        """The positions of all observations that are written, in the order of the file."""
        return [*self.baselines, *(one for _, planned, achieved in self.periods for one in (*planned, *achieved))]


def write_series(series: ObservationSeries, *, in_comments: bool = False) -> str:
    """The elements of a series, ``baseline`` and ``period``; with texts in comments where the measure asks for it."""
    baselines, periods, _ = arranged(series)
    observations = series.observations
    parts: list[str] = []
    for position in baselines:
        o = observations[position]
        parts += ("\n        ", write_value("baseline", o, _year_and_day(o.listing) or "", in_comments=in_comments))
    for start, planned, achieved in periods:
        parts.append(start)
        for tag, positions in (("target", planned), ("actual", achieved)):
            parts += [write_value(tag, observations[position], in_comments=in_comments) for position in positions]
        parts.append("</period>")
    return "".join(parts)


def arranged(series: ObservationSeries) -> Arranged:
    """A series in the order of the standard: baselines, then its periods in the order in which they are stated."""
    baselines: list[int] = []
    dated: dict[str, list[int]] = {}
    left_out: list[int] = []
    observations = series.observations
    for position, o in enumerate(observations):
        if o.value is Missing.EMPTY and _is_bare(o):
            left_out.append(position)
        elif o.kind is BASELINE:
            (left_out if _year_and_day(o.listing) is None else baselines).append(position)
        elif (start := _start_of(o.listing)) is not None:
            dated.setdefault(start, []).append(position)
        else:
            left_out.append(position)
    stated = _starts(series.periods) if series.has_more_periods else [*dated]
    if left_out:
        # A period without anything left to write is not stated either; one that never had a value is.
        silent = {*_starts(o.listing for o in map(observations.__getitem__, left_out) if o.kind is not BASELINE)}
        silent -= dated.keys()
        stated = [start for start in stated if start not in silent]
    periods: list[tuple[str, list[int], list[int]]] = []
    for start, ours in _dealt(dated, stated, observations):
        planned = [position for position in ours if observations[position].kind is not ACTUAL]
        achieved = [position for position in ours if observations[position].kind is ACTUAL]
        periods.append((start, planned, achieved))
    return Arranged(baselines, periods, left_out)


def _is_bare(o: Observation) -> bool:
    """True for a value that states nothing but an empty cell: the standard demands a value and has no sign for it."""
    is_alone = o.comment is None and not (o.disaggregation or o.places or o.documents or o.extras or o.translations)
    return is_alone and o.raw != ""


def _starts(periods: Iterable[Period]) -> list[str]:
    return [start for period in periods if (start := _start_of(period)) is not None]


def _dealt(
    dated: dict[str, list[int]], stated: list[str], observations: tuple[Observation, ...]
) -> Iterator[tuple[str, list[int]]]:
    """
    The observations of each ``period``, in the order in which the periods are stated.

    The observations of a period that is stated repeatedly are shared out so that they come back in their own order.
    """
    left = Counter(stated)
    for start in (*stated, *(start for start in dated if start not in left)):
        ours = dated.get(start, [])
        left[start] -= 1
        if left[start] > 0:
            kinds = [observations[position].kind is ACTUAL for position in ours]
            # A target after an actual belongs to the next element of the period.
            taken = next((index for index, pair in enumerate(pairwise(kinds), 1) if pair == (True, False)), len(ours))
            ours, dated[start] = ours[:taken], ours[taken:]
        yield start, ours


@functools.lru_cache(maxsize=4096)
def _start_of(period: Period) -> str | None:
    """The start of the ``period`` element of a period; None for one that lacks a first or a last day."""
    first, last = period.first_day, period.last_day
    if first is None or last is None:
        return None
    return f'\n        <period><period-start iso-date="{first}"/><period-end iso-date="{last}"/>'


@functools.lru_cache(maxsize=4096)
def _year_and_day(period: Period) -> str | None:
    """The attributes of a ``baseline`` of a period; None without a year, which the standard demands."""
    year = period.year or period.last_year
    if year is None:
        return None
    day = "" if period.start is None or period.start != period.end else f' iso-date="{period.start}"'
    return f' year="{year}"{day}'
