"""
From the values of an indicator to elements: baselines, and periods with what was planned and achieved in each.
"""

from __future__ import annotations

import functools
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from resultsframework.observation import Observation, ObservationKind, ObservationSeries
from resultsframework.value import Missing

from ._days import baseline_period, period_of
from ._extension import Override, encoded, encoded_whole, written
from ._text import escape
from ._write_value import write_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from resultsframework.period import Period

__all__ = ["as_written", "write_series"]

BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind


class _Frame(NamedTuple):
    """The period that is read of a ``period``, its last day, and how the element begins."""

    period: Period
    last_day: dt.date
    start: str


# A ``baseline``, the period that is read of it, and the attributes that say it.
_Baseline: TypeAlias = tuple[Observation, "Period", str]
# One ``period``, with what was planned and achieved in it.
_Block: TypeAlias = tuple[_Frame, list[Observation], list[Observation]]
# What a series is written as, and behind it what that does not say.
_Arranged: TypeAlias = tuple[list[_Baseline], list[_Block], str]


def write_series(series: ObservationSeries, language: str | None, *, extensions: bool) -> str:
    """
    The elements of a series: ``baseline`` and ``period``, and behind them what they cannot say.

    Args:
        series: The series.

        language: The language of the activity.

        extensions: Whether what the standard has no place for is written too.
    """
    baselines, blocks, beside = _in_order(series) or _rearranged(series, extensions=extensions)
    parts: list[str] = []
    for o, period, attributes in baselines:
        parts += ("\n        ", write_value("baseline", o, BASELINE, period, language, extensions, attributes))
    last = max([frame.last_day for frame, planned, _ in blocks if planned], default=None)
    for (period, last_day, start), planned, achieved in blocks:
        parts.append(start)
        kind = TARGET if last_day == last else MILESTONE
        parts += [write_value("target", o, kind, period, language, extensions) for o in planned]
        parts += [write_value("actual", o, ACTUAL, period, language, extensions) for o in achieved]
        parts.append("</period>")
    return "".join(parts) + beside


def _in_order(series: ObservationSeries) -> _Arranged | None:
    """
    A series whose observations come as they do in files, baselines first, then period by period what was planned and
    what was achieved; None where they do not, or where anything is to say of them that the elements do not.
    """
    baselines: list[_Baseline] = []
    blocks: list[_Block] = []
    before = None
    observations = series.observations
    number = next((index for index, o in enumerate(observations) if o.kind is not BASELINE), len(observations))
    for o in observations[:number]:
        read = _as_baseline(o.period)
        if read is None or _is_left_out(o):
            return None
        baselines.append((o, *read))
    for o in observations[number:]:
        if o.period is not before:
            before = o.period
            frame = _frame_of(before)
            if frame is None:
                return None
            if not (blocks and blocks[-1][0] is frame):
                blocks.append((frame, [], []))
        _, planned, achieved = blocks[-1]
        if _is_left_out(o) or o.kind is BASELINE or (achieved and o.kind is not ACTUAL):
            return None
        (achieved if o.kind is ACTUAL else planned).append(o)
    found = _with_empty(blocks, series.periods) if series.has_more_periods else blocks
    if found is None or (len(found) > 1 and len({frame.period for frame, _, _ in found}) < len(found)):
        return None
    return baselines, found, ""


def _is_left_out(o: Observation) -> bool:
    """Whether a cell was left empty and nothing else said, for which the standard has no sign: it demands a value."""
    if o.value is not Missing.EMPTY:
        return False
    is_bare = o.comment is None and not (o.disaggregation or o.places or o.documents or o.extras or o.translations)
    return is_bare and o.raw != ""


def _with_empty(blocks: list[_Block], stated: tuple[Period, ...]) -> list[_Block] | None:
    """The blocks, and those of stated periods without values; None where the reader would not find these periods."""
    waiting = iter(blocks)
    following = next(waiting, None)
    made: list[_Block] = []
    for period in stated:
        if following is not None and period == following[0].period:
            made.append(following)
            following = next(waiting, None)
            continue
        frame = _frame_of(period)
        if frame is None or frame.period != period:
            return None
        made.append((frame, [], []))
    return None if following is not None or len(made) == len(blocks) else made


# ----------------------------------------------------------------------------------------------- what is unusual


class _Numbered(NamedTuple):
    """An observation and its position in the series."""

    position: int
    observation: Observation


def _rearranged(series: ObservationSeries, *, extensions: bool) -> _Arranged:
    """Any series, in the order of the standard; in what stands behind it, how that differs from its own."""
    baselines: list[_Baseline] = []
    positions: list[int] = []
    dated: dict[_Frame, list[_Numbered]] = {}
    others: list[_Numbered] = []
    for index, o in enumerate(series.observations):
        read = _as_baseline(o.period) if o.kind is BASELINE else None
        frame = None if o.kind is BASELINE else _frame_of(o.period)
        if _is_left_out(o):
            others.append(_Numbered(index, o))
        elif read is not None:
            baselines.append((o, *read))
            positions.append(index)
        elif frame is not None:
            dated.setdefault(frame, []).append(_Numbered(index, o))
        else:
            others.append(_Numbered(index, o))
    stated = series.periods if series.has_more_periods else _told(series.observations)
    if others:
        # A period of which nothing is left to say is not stated either; one that never had a value is.
        silent = {*_told(o for _, o in others)}.difference(o.period for ours in dated.values() for _, o in ours)
        stated = tuple(period for period in stated if period not in silent)
    blocks: list[_Block] = []
    for frame, ours in _dealt(dated, [frame for period in stated if (frame := _frame_of(period)) is not None]):
        planned = [one for one in ours if one.observation.kind is not ACTUAL]
        achieved = [one for one in ours if one.observation.kind is ACTUAL]
        positions += (one.position for one in (*planned, *achieved))
        blocks.append((frame, [one.observation for one in planned], [one.observation for one in achieved]))
    return baselines, blocks, _beside(series, blocks, positions, others) if extensions else ""


def _dealt(dated: dict[_Frame, list[_Numbered]], stated: list[_Frame]) -> Iterator[tuple[_Frame, list[_Numbered]]]:
    """
    The observations by period, in the order in which the periods are stated.

    Where a period is stated repeatedly, its observations are dealt out so that they come back in their own order.
    """
    left = Counter(stated)
    for frame in (*stated, *(frame for frame in dated if frame not in left)):
        ours = dated.get(frame, [])
        left[frame] -= 1
        taken = len(ours)
        if left[frame] > 0:
            kinds = [one.observation.kind is ACTUAL for one in ours]
            # What is planned behind what was achieved belongs to the next time.
            taken = next((index for index, pair in enumerate(pairwise(kinds), 1) if pair == (True, False)), taken)
        yield frame, ours[:taken]
        dated[frame] = ours[taken:]


def _beside(series: ObservationSeries, blocks: list[_Block], positions: list[int], others: list[_Numbered]) -> str:
    """
    What the elements do not say: another order, values without a place, and which periods are stated.

    Args:
        series: The series.

        blocks: What stands in its periods.

        positions: Where in the series the observations come from, in the order in which they are written.

        others: The observations that are not written.
    """
    parts: list[str] = []
    if positions != sorted(positions):
        ranks = {position: rank for rank, position in enumerate(sorted(positions))}
        parts.append(f"<rf:order>{' '.join(str(ranks[position]) for position in positions)}</rf:order>")
    for position, o in others:
        text = escape(encoded_whole(Observation, o, "an observation"))
        parts.append(f'<rf:observation at="{position}">{text}</rf:observation>')
    stated = tuple(frame.period for frame, _, _ in blocks)
    are_told = all(planned or achieved for _, planned, achieved in blocks) and len({*stated}) == len(stated)
    own = series.periods if series.has_more_periods else None
    if own != (None if are_told else stated):
        parts.append(written([Override("periods", encoded(ObservationSeries, "periods", own))]))
    return "".join(parts)


def _told(observations: Iterable[Observation]) -> tuple[Period, ...]:
    """The periods that observations tell, as a series has them where it is not told otherwise."""
    return tuple(dict.fromkeys(o.period for o in observations if o.kind is not BASELINE))


# ------------------------------------------------------------------------------------------------- periods


def as_written(period: Period) -> Period | None:
    """The period that is read where this one was written; None for one that lacks a first or a last day."""
    if period.year is not None and period.start is period.end is None and period.raw is None:
        return period
    frame = _frame_of(period)
    return None if frame is None else frame.period


@functools.lru_cache(maxsize=4096)
def _frame_of(period: Period) -> _Frame | None:
    """How a period with values is written; None for one that lacks a first or a last day."""
    first, last = period.first_day, period.last_day
    if first is None or last is None:
        return None
    start = f'\n        <period><period-start iso-date="{first}"/><period-end iso-date="{last}"/>'
    read = period_of(str(first), str(last))
    # What is the same object is seen to be equal more quickly.
    return _Frame(period if read == period else read, last, start)


@functools.lru_cache(maxsize=4096)
def _as_baseline(period: Period) -> tuple[Period, str] | None:
    """The period that is read where this one was written for a baseline, and its attributes; None without a year."""
    year = period.year or period.last_year
    if year is None:
        return None
    day = None if period.start is None or period.start != period.end else str(period.start)
    dated = "" if day is None else f' iso-date="{day}"'
    return baseline_period(str(year), day), f' year="{year}"{dated}'
