"""
The values of indicators as lines of a terminal: in a grid of years that the indicators of one result share, where they
fit into cells, and one by one where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import attrs

from resultsframework import Indicator, Missing, Observation, ObservationKind, Period

from ._terminal import clean

__all__ = ["Grid", "listed", "observation_text"]

WIDEST_CELL = 12
GAP = "  "
HEADING = "baseline"
PLANNED, ACHIEVED = "planned", "actual "
TARGET, NO_TARGET = "*", " "


def observation_text(observation: Observation) -> str:
    """A value as it is printed, with its unit, or the state it is in."""
    return clean(attrs.evolve(observation, raw=None).raw)


class Grid(NamedTuple):
    """
    The columns that the indicators of one result share: the baseline, then every period that one of them states.

    Attributes:
        periods: The periods, in order of time.

        widths: The width of each one's column.

        baseline: The width of the column of baselines.
    """

    periods: tuple[Period, ...]
    widths: tuple[int, ...]
    baseline: int

    @classmethod
    def of(cls, indicators: Iterable[Indicator]) -> Grid | None:
        """The narrowest grid that holds the indicators whose values fit into cells; None where there are none."""
        rows = [_Row.of(indicator) for indicator in indicators if _fits(indicator)]
        if not rows:
            return None
        periods = sorted({period for row in rows for period in (*row.planned, *row.actual)}, key=_in_time)
        widths = (max(len(cell) for cell in _column(rows, period)) for period in periods)
        return cls(tuple(periods), tuple(widths), max(map(len, [HEADING, *(row.baseline for row in rows)])))

    @property
    def width(self) -> int:
        """The number of characters in a line."""
        return len(self.heading())

    def heading(self) -> str:
        """The line over the values."""
        return self._line(" " * len(PLANNED), HEADING, {period: _when(period) + NO_TARGET for period in self.periods})

    def lines(self, indicator: Indicator) -> tuple[str, str] | None:
        """Planned and achieved values under their headings; None for values that do not fit."""
        if not _fits(indicator):
            return None
        row = _Row.of(indicator)
        return self._line(PLANNED, row.baseline, row.planned), self._line(ACHIEVED, "", row.actual)

    def _line(self, label: str, baseline: str, cells: dict[Period, str]) -> str:
        columns = (cells.get(p, "").rjust(width) for p, width in zip(self.periods, self.widths, strict=True))
        return GAP.join([label, baseline.ljust(self.baseline), *columns])


class _Row(NamedTuple):
    """The cells of one indicator."""

    baseline: str
    planned: dict[Period, str]
    actual: dict[Period, str]

    @classmethod
    def of(cls, indicator: Indicator) -> _Row:
        planned = dict.fromkeys(indicator.series.periods, NO_TARGET)
        planned |= {o.period: observation_text(o) + _mark(o) for o in indicator.planned}
        actual = {o.period: observation_text(o) + NO_TARGET for o in indicator.actuals}
        return cls(_baseline(indicator.baseline), planned, actual)


def _column(rows: Iterable[_Row], period: Period) -> list[str]:
    cells = [cell for row in rows for cell in (row.planned.get(period), row.actual.get(period)) if cell]
    return [_when(period) + NO_TARGET, *cells]


def _mark(observation: Observation) -> str:
    return TARGET if observation.kind is ObservationKind.TARGET else NO_TARGET


def _baseline(observation: Observation | None) -> str:
    if observation is None:
        return ""
    when = _when(observation.period)
    return f"{observation_text(observation)} ({when})" if when else observation_text(observation)


def _when(period: Period) -> str:
    return clean(str(period))


def _fits(indicator: Indicator) -> bool:
    """True where there are values, and all of them are short enough for a cell."""
    longest = (max(len(observation_text(o)), len(str(o.period))) for o in indicator.series)
    return max(longest, default=WIDEST_CELL + 1) <= WIDEST_CELL


def _in_time(period: Period) -> tuple[object, str]:
    """The order of columns: by the end of the period; a period without a date comes last."""
    return (period.time_key, str(period))


def listed(indicator: Indicator, *, in_grid: bool) -> Iterator[str]:
    """
    The observations one by one, those left out that the grid shows; neighbours without a value share a line.

    Where the grid shows values of a group, the first line names it.
    """
    if not indicator.series.observations:
        yield "no values"
    shown = [indicator.baseline, *indicator.planned, *indicator.actuals] if in_grid else []
    subject = indicator.subject
    if subject is not None and not subject.is_total and any(shown):
        yield clean(f"all values are of {subject}")
        details = [o for o in shown if o is not None and o.comment]
    else:
        details = [o for o in shown if o is not None and (o.comment or o.disaggregation or o.places)]
    hidden = {id(o) for o in shown} - {id(o) for o in details}
    rest = [o for o in indicator.series if id(o) not in hidden]
    for (kind, text), group in groupby(rest, key=lambda o: (o.kind, _described(o))):
        periods = [str(o.period) for o in group]
        yield clean(f"{kind.value} {', '.join(filter(None, periods))}".rstrip() + f": {text}")


def _described(observation: Observation) -> str:
    about = [f"{d.dimension or 'group'}: {d.category or 'not named'}" for d in observation.disaggregation]
    about += [place.name or place.code or "a place without a name" for place in observation.places]
    group = f" ({', '.join(about)})" if about else ""
    comment = f" - {observation.comment}" if observation.comment else ""
    return (observation_text(observation) or Missing.ABSENT.value) + group + comment
