"""
The actual that counts for a planned value: the one of a period alike, or what the parts of the period come to.

The periods of the two decide. Where the actual is of a part of the planned period only, it depends on the declared
accumulation; where that is not declared, there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from resultsframework._undefined import UndefinedError, defined
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.observation import Observation, ObservationKind, in_order
from resultsframework.period import Period
from resultsframework.value import Cause, Undefined

from ._accumulation import ONE_DAY, as_cumulative, as_periodic, total_of
from ._selection import At, last_day_of, matching, stated, the_one_of

__all__ = ["Counterpart", "counted", "counterpart"]

TOTALS = {Accumulation.CUMULATIVE, Accumulation.PERIODIC}
PERIODIC, UNKNOWN = Accumulation.PERIODIC, Accumulation.UNKNOWN
TO_DECLARE = "declare whether values accumulate, or pass accumulation="


@attrs.frozen
class Counterpart:
    """
    The actual of a time as it compares with a planned value.

    Attributes:
        observation: The actual; a sum is an observation of the planned period.

        notes: The conversions and sums that it needed, in words.

        parts: The actuals that it is the sum of; empty where it is one of those reported.
    """

    observation: Observation
    notes: tuple[str, ...] = ()
    parts: tuple[Observation, ...] = ()


def counterpart(indicator: Indicator, at: At, planned: Observation | None) -> Counterpart:
    """
    The actual of a time as it compares with a planned value.

    Args:
        indicator: The indicator.

        at: The year, the day or the period.

        planned: The planned value; None where the actual is not compared with one.

    Raises:
        UndefinedError: There is no actual, or none that compares with the planned value.
    """
    period = None if planned is None else planned.period
    found = _of_time(indicator, at, period)
    converted, note = _as_planned(indicator, found)
    if note:
        indicator, found = converted, _of_time(converted, at, period)
    if planned is None:
        return Counterpart(stated("actual", found, at), note)
    fitted = _fitted(indicator, at, found, planned)
    return attrs.evolve(fitted, notes=(*note, *fitted.notes))


def _of_time(indicator: Indicator, at: At, planned: Period | None) -> Observation:
    """The actual of a time, with a value or without; of several one of the planned period or alike comes first."""
    actuals, mode = indicator.series.actuals, indicator.actuals_accumulation
    of_time = matching(actuals, at)
    if planned is not None:
        for is_fit in (planned.has_days_of, planned.is_alike):
            if fitting := [o for o in of_time if is_fit(o.period)]:
                return the_one_of(fitting, at, "actual", is_as_of_end=mode.is_as_of_end)
        parts = [o for o in of_time if planned.covers(o.period)]
        if not of_time and (mode is PERIODIC or isinstance(at, Period)):
            parts = [o for o in _parts(actuals, planned) if o.period.sort_key <= last_day_of(at)][-1:]
        if parts:
            return the_one_of(parts, at, "actual", is_as_of_end=True)
    return the_one_of(of_time, at, "actual", is_as_of_end=mode.is_as_of_end)


def _as_planned(indicator: Indicator, found: Observation) -> tuple[Indicator, tuple[str, ...]]:
    """The indicator with actuals that accumulate as its plan does, and the conversion that this needed."""
    wanted, reported = indicator.targets_accumulation, indicator.actuals_accumulation
    if wanted is reported or not {wanted, reported} <= TOTALS:
        return indicator, ()
    if wanted is PERIODIC:
        return defined(as_periodic(indicator)), ("the actual is what its running total grew by",)
    if any(o.is_reported and o.value != 0 for o in indicator.series.baselines):
        raise UndefinedError(Undefined("whether running totals include the baseline is not declared"))
    converted = defined(as_cumulative(indicator, baseline_included=False))
    return converted, (f"the actual is the sum up to {found.period}",)


def _fitted(indicator: Indicator, at: At, found: Observation, planned: Observation) -> Counterpart:
    """The actual itself where its period compares with the planned one, or the sum of the parts of that."""
    period, whole, mode = found.period, planned.period, indicator.actuals_accumulation
    is_alike, is_apart = period.is_alike(whole), _are_apart(period, whole)
    is_part = is_alike is False and whole.covers(period)
    if is_part and mode is PERIODIC:
        return _sum(indicator, at, found, planned)
    stated("actual", found, at)
    both = f"the actual is of {period}, the {planned.kind.value} of {whole}"
    if is_alike is False and not is_part:
        is_longer = (period.days or 0) > (whole.days or 0)
        if is_longer or not is_apart:
            how = "is longer" if is_longer else "overlaps it in part"
            raise UndefinedError(_no_answer(f"{both}, and {how}", found, planned))
    if is_apart and PERIODIC in {mode, indicator.targets_accumulation}:
        reason = f"the {planned.kind.value} and the actual are each of their own period alone"
        raise UndefinedError(_no_answer(f"{reason} ({whole} and {period}); see to_date", found, planned))
    if is_alike is False and mode is UNKNOWN:
        raise UndefinedError(_no_answer(f"{both}; {TO_DECLARE}", found, planned, Cause.ACCUMULATION))
    if is_apart and mode is UNKNOWN:
        note = f"{both}; values are taken as running totals or states, which is not declared"
        return Counterpart(found, (note,))
    return Counterpart(found)


def _are_apart(one: Period, other: Period) -> bool:
    """True if two periods have no day in common; where a start is not known, if they end on different days."""
    if one.days is None or other.days is None:
        return one.last_day != other.last_day
    first, second = sorted((one, other), key=lambda period: period.sort_key)
    return first.sort_key < (second.first_day or first.sort_key)


def _no_answer(reason: str, found: Observation, planned: Observation, cause: Cause = Cause.OTHER) -> Undefined:
    return Undefined(reason, ((planned.kind.value, planned), ("actual", found)), cause)


# ------------------------------------------------------------------------------------------ the sum of parts


def _parts(actuals: Sequence[Observation], whole: Period) -> list[Observation]:
    """The reported actuals of periods within another, in order of time."""
    return in_order(o for o in actuals if o.is_reported and whole.covers(o.period))


def _sum(indicator: Indicator, at: At, found: Observation, planned: Observation) -> Counterpart:
    """The actuals within the planned period, added up where they cover it without gap or overlap."""
    whole = planned.period
    until = max(found.period.sort_key, min(last_day_of(at), whole.sort_key))
    parts = [o for o in _parts(indicator.series.actuals, whole) if o.period.sort_key <= until]
    lengths = dict.fromkeys(o.period.length for o in sorted(parts, key=lambda o: -(o.period.days or 0)))
    for chosen in (parts, *([o for o in parts if o.period.length == length] for length in lengths)):
        if _is_covered(whole, chosen):
            total, unit = total_of(indicator, chosen)
            if not isinstance(total, Decimal):
                raise UndefinedError(
                    _no_answer(f"the sum of the actuals, {total} {unit}, has no finite decimals", found, planned)
                )
            value = Observation(kind=ObservationKind.ACTUAL, period=whole, value=total, unit=unit)
            return Counterpart(value, (f"the actual is the sum of {counted(chosen)}",), tuple(chosen))
    raise UndefinedError(_no_answer(_lacking(whole, found, parts, planned), found, planned))


def _is_covered(whole: Period, parts: Sequence[Observation]) -> bool:
    """True if periods in order of time cover another without gap or overlap."""
    edges = [(o.period.first_day, o.period.last_day) for o in parts]
    if not edges or (edges[0][0], edges[-1][1]) != (whole.first_day, whole.last_day):
        return False
    return all(end is not None and end + ONE_DAY == start for (_, end), (start, _) in pairwise(edges))


def counted(parts: Sequence[Observation]) -> str:
    """Parts in words: "4 quarters", or "3 periods" of several lengths."""
    lengths = {o.period.length for o in parts}
    name = lengths.pop() if len(lengths) == 1 else None
    return f"{len(parts)} {name or 'period'}{'' if len(parts) == 1 else 's'}"


def _lacking(whole: Period, found: Observation, parts: Sequence[Observation], planned: Observation) -> str:
    """The reason why actuals do not add up to a planned period: "3 of 4 quarters"."""
    length, days = found.period.length, found.period.days or 1
    of_length = {(o.period.first_day, o.period.last_day) for o in parts if o.period.length == length}
    due = round((whole.days or days) / days)
    of = f"of the {planned.kind.value}'s period {whole}"
    if length is None or len(of_length) >= due:
        listed = ", ".join(str(o.period) for o in parts)
        return f"the actuals within {whole} do not cover it without gap or overlap: {listed}"
    return f"only {len(of_length)} of {due} {length}s {of} have an actual; see to_date for the sum so far"
