"""
Running totals, values of a period alone, and states at a time: totals to date, conversion of one into the other,
and what a series looks like where nobody says. Targets and actuals are declared separately, and may differ.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from resultsframework.indicator import SHARES, Accumulation, Indicator, Measure
from resultsframework.interval import EXACT, add
from resultsframework.observation import (
    Observation,
    ObservationKind,
    ObservationSeries,
    in_order,
    in_time,
    one_a_period,
)
from resultsframework.value import Number, Undefined, repr_of

from ._direction import compare
from ._selection import (
    At,
    in_one_unit,
    last_day_of,
    moment,
    observed,
    split,
)

if TYPE_CHECKING:
    from ._answer import Inputs

__all__ = [
    "AccumulationHint",
    "Coverage",
    "CumulativeTotal",
    "accumulation_hints",
    "as_cumulative",
    "as_periodic",
    "comparable",
    "looks_cumulative",
    "to_date",
]

Which: TypeAlias = Literal["actuals", "targets"]
FEWEST_RUNNING_TOTALS = 3
TOTALS = (Accumulation.CUMULATIVE, Accumulation.PERIODIC)
UNDECLARED = "whether the {} are running totals is not declared; pass accumulation= or declare it"
ONE_DAY = dt.timedelta(days=1)


@attrs.frozen
class Coverage:
    """
    How many values there are of those that were due. Not in IATI.

    Attributes:
        reported: How many were reported.

        due: How many there should be.
    """

    reported: int
    due: int

    @property
    def is_full(self) -> bool:
        """Whether everything that was due was reported."""
        return self.reported == self.due

    def __str__(self) -> str:
        return f"{self.reported} of {self.due}"


@attrs.frozen
class CumulativeTotal:
    """
    What was achieved from the start up to a time. Not in IATI.

    Attributes:
        value: The total, or the last state.

        unit: The code of its unit; None where none is known.

        coverage: Of how many periods that were due the actual was reported. A total of fewer leaves some out.

        accumulation: How the actuals were taken.

        inputs: The actuals that went into it.
    """

    value: Number
    unit: str | None
    coverage: Coverage
    accumulation: Accumulation
    inputs: Inputs

    __repr__ = repr_of


def to_date(
    indicator: Indicator, at: int | dt.date | None = None, *, accumulation: Accumulation | None = None
) -> CumulativeTotal | Undefined:
    """
    What was achieved up to a time: the last running total or state, or the sum of the periods so far.

    A baseline is never part of the sum. Not in IATI.

    Args:
        indicator: What is measured.

        at: A year or a day; the period of the latest actual where not given.

        accumulation: How to take the actuals; as the indicator declares where not given.

    Raises:
        InvalidValueError: `at` is no year and no date.
    """
    when = moment(at, indicator)
    if isinstance(when, Undefined):
        return when
    mode = accumulation or indicator.actuals_accumulation
    if mode is Accumulation.UNKNOWN:
        return Undefined(UNDECLARED.format("actuals"))
    _, _, actuals = split(indicator)
    end = last_day_of(when)
    reported = [o for o in in_time(one_a_period(tuple(actuals))) if o.is_reported and _ends_by(o, end)]
    if not reported:
        return Undefined(f"no actual up to {when}")
    due = {day for period in indicator.series.periods if (day := period.last_day) is not None and day <= end}
    days = {o.period.last_day for o in reported}
    coverage = Coverage(len(days), len(due | days))
    taken = reported if mode is Accumulation.PERIODIC else reported[-1:]
    total = _total(indicator, taken)
    if isinstance(total, Undefined):
        return total
    return CumulativeTotal(*total, coverage, mode, tuple(("actual", o) for o in taken))


def _ends_by(observation: Observation, day: dt.date) -> bool:
    last = observation.period.last_day
    return last is not None and last <= day


def _total(indicator: Indicator, observations: Sequence[Observation]) -> tuple[Number, str | None] | Undefined:
    """The sum of numbers in one unit; a lone one need not be of a kind that adds up."""
    measured = in_one_unit(indicator, observations)
    if isinstance(measured, Undefined):
        return measured
    total: Number = Decimal(0)
    for o, bounds in zip(observations, measured.bounds, strict=True):
        if bounds.low is None or bounds.low != bounds.high:
            return Undefined(f"{o.kind.value} {o.period} is a range, no one number")
        total = add(total, bounds.low)
    if len(observations) > 1:
        if measured.unit in SHARES:
            return Undefined("shares of a whole do not add up")
        for a, b in pairwise(observations):
            if a.period.last_day is None or b.period.first_day is None or a.period.last_day >= b.period.first_day:
                return Undefined(f"the periods {a.period} and {b.period} overlap")
    return total, measured.unit


# ------------------------------------------------------------------------------------------ to be compared


def comparable(
    indicator: Indicator, baselines: Sequence[Observation], actuals: Sequence[Observation], at: At
) -> tuple[Observation, str] | Undefined:
    """
    The actual at a time as it can be held against what is planned, and what was done to make it so.

    Where one is declared a running total and the other is not, the actual is turned into what the plan is.
    """
    wanted, reported = indicator.targets_accumulation, indicator.actuals_accumulation
    found = observed(actuals, at, "actual", reported)
    if isinstance(found, Undefined):
        return found
    if wanted is reported or wanted not in TOTALS or reported not in TOTALS:
        return found, ""
    if wanted is Accumulation.PERIODIC:
        changed = as_periodic(indicator, "actuals")
        note = "the actual is what its running total grew by"
    else:
        if any(o.is_reported and o.value != 0 for o in baselines):
            return Undefined("whether running totals include the baseline is not declared")
        changed = as_cumulative(indicator, "actuals", baseline_included=False)
        note = f"the actual is the sum up to {found.period}"
    if isinstance(changed, Undefined):
        return changed
    turned = observed(changed.series.actuals, at, "actual", wanted)
    return turned if isinstance(turned, Undefined) else (turned, note)


# ------------------------------------------------------------------------------------------ conversion


def as_cumulative(
    indicator: Indicator, which: Which = "actuals", *, baseline_included: bool | None = None
) -> Indicator | Undefined:
    """
    A copy in which the actuals, or the planned values, are running totals instead of those of their periods.

    Args:
        indicator: What is measured; it declares that the values are periodic.

        which: "actuals", or "targets" for the milestones and the target.

        baseline_included: Whether the totals start at the baseline rather than at zero; asked for where there is a
            baseline other than zero.
    """
    return _converted(indicator, which, Accumulation.CUMULATIVE, _running, baseline_included)


def as_periodic(
    indicator: Indicator, which: Which = "actuals", *, baseline_included: bool | None = None
) -> Indicator | Undefined:
    """
    A copy in which the actuals, or the planned values, are those of their periods instead of running totals.

    A difference over a hole would be that of several periods, so there must be none. See `as_cumulative` for the
    arguments; the indicator declares that the values are cumulative.
    """
    return _converted(indicator, which, Accumulation.PERIODIC, _differences, baseline_included)


def _running(start: Decimal, numbers: Sequence[Decimal]) -> list[Decimal]:
    totals = [start]
    for number in numbers:
        totals.append(EXACT.add(totals[-1], number))
    return totals[1:]


def _differences(start: Decimal, numbers: Sequence[Decimal]) -> list[Decimal]:
    return [EXACT.subtract(b, a) for a, b in pairwise([start, *numbers])]


def _converted(
    indicator: Indicator,
    which: Which,
    mode: Accumulation,
    convert: Callable[[Decimal, Sequence[Decimal]], list[Decimal]],
    baseline_included: bool | None,
) -> Indicator | Undefined:
    declared = indicator.actuals_accumulation if which == "actuals" else indicator.targets_accumulation
    if declared is mode:
        return indicator
    if declared is Accumulation.UNKNOWN:
        return Undefined(f"whether the {which} are running totals is not declared")
    if declared is Accumulation.SNAPSHOT:
        return Undefined(f"the {which} are states at a time, which neither add up nor differ by what was done")
    kinds = (ObservationKind.ACTUAL,) if which == "actuals" else (ObservationKind.MILESTONE, ObservationKind.TARGET)
    position = {id(o): number for number, o in enumerate(indicator.series)}
    changed = list(indicator.series)
    for group in _groups(indicator.series, kinds):
        numbers = _unbroken(indicator, group)
        if isinstance(numbers, Undefined):
            return numbers
        dated, values = numbers
        start = _start(indicator, group[0], baseline_included)
        if isinstance(start, Undefined):
            return start
        for o, value in zip(dated, convert(start, values), strict=True):
            changed[position[id(o)]] = attrs.evolve(o, value=value, raw=None)
    series = indicator.series
    periods = series.periods if series.has_more_periods else None
    copy = attrs.evolve(indicator, series=ObservationSeries(tuple(changed), periods))
    return (
        attrs.evolve(copy, actuals_accumulation=mode)
        if which == "actuals"
        else attrs.evolve(copy, targets_accumulation=mode)
    )


def _groups(observations: Iterable[Observation], kinds: Sequence[ObservationKind]) -> list[list[Observation]]:
    """The observations of the whole, and of each group and place, apart from each other."""
    groups: dict[object, list[Observation]] = {}
    for o in observations:
        if o.kind in kinds:
            groups.setdefault((o.disaggregation, o.places), []).append(o)
    return list(groups.values())


def _unbroken(
    indicator: Indicator, group: Sequence[Observation]
) -> tuple[list[Observation], list[Decimal]] | Undefined:
    """The stated observations in order of time and their numbers, if no period between them is left out."""
    if any(o.period.last_day is None for o in group if o.is_reported):
        return Undefined("a value has no date")
    ordered = in_order(group)
    reported = [o for o in ordered if o.is_reported]
    if reported and not ordered[0].is_reported:
        return Undefined(f"no {ordered[0].kind.value} for {ordered[0].period}: the first difference would include it")
    for a, b in pairwise(reported):
        ends, begins = a.period.last_day, b.period.first_day
        if ends is None or begins is None or begins - ends != ONE_DAY:
            return Undefined(f"{b.kind.value} {b.period} does not follow {a.kind.value} {a.period} without a gap")
    numbers: list[Decimal] = []
    for o in reported:
        if not isinstance(o.value, Decimal) or indicator.is_share(o):
            return Undefined(f"{o.kind.value} {o.raw} is no count or amount, and does not add up")
        numbers.append(o.value)
    if len({o.unit or indicator.unit for o in reported}) > 1:
        return Undefined("units differ")
    return reported, numbers


def _start(indicator: Indicator, first: Observation, baseline_included: bool | None) -> Decimal | Undefined:
    """What the running totals of a group start from."""
    of_group = (first.disaggregation, first.places)
    found = [o for o in indicator.series.baselines if (o.disaggregation, o.places) == of_group and o.is_reported]
    if baseline_included is False or not found or (len(found) == 1 and found[0].value == 0):
        return Decimal(0)
    if baseline_included is None:
        return Undefined("whether running totals include the baseline is not declared; pass baseline_included=")
    (value, unit) = (found[0].value, found[0].unit or indicator.unit)
    if len(found) > 1 or not isinstance(value, Decimal) or unit != (first.unit or indicator.unit):
        return Undefined("no one baseline in the unit of the values")
    return value


# ------------------------------------------------------------------------------------------ what it looks like


@attrs.frozen
class AccumulationHint:
    """
    Something that speaks for or against values being of one sort. It reports, and decides nothing. Not in IATI.

    Attributes:
        about: "targets" or "actuals".

        accumulation: The sort that it is about.

        fits: Whether it speaks for it.

        reason: What was seen.
    """

    about: str
    accumulation: Accumulation
    fits: bool
    reason: str

    __repr__ = repr_of


def accumulation_hints(indicator: Indicator) -> tuple[AccumulationHint, ...]:
    """What the values and the words of an indicator say about whether they are running totals; nothing is decided."""
    hints: list[AccumulationHint] = []
    text = f"{indicator.statement or ''} {indicator.description or ''}"
    for word, mode in (("cumulative", Accumulation.CUMULATIVE), ("aggregatable", Accumulation.PERIODIC)):
        if re.search(rf"\b{word}(?:ly)?\b", text, re.IGNORECASE):
            hints += [AccumulationHint(about, mode, True, f"the text says {word}") for about in ("targets", "actuals")]
    if looks_cumulative(indicator):
        reason = "the planned values rise each time, and the last is the target"
        hints.append(AccumulationHint("targets", Accumulation.CUMULATIVE, True, reason))
    elif _add_up(indicator):
        hints.append(AccumulationHint("targets", Accumulation.PERIODIC, True, "the milestones add up to the target"))
    for about, observations in (("targets", indicator.planned), ("actuals", indicator.actuals)):
        numbers = [o for o in in_time(observations) if isinstance(o.value, Decimal)]
        if indicator.measure is Measure.PERCENTAGE or any(map(indicator.is_share, numbers)):
            reason = "a share of a whole is no total"
            hints.append(AccumulationHint(about, Accumulation.SNAPSHOT, True, reason))
        fall = next(((a, b) for a, b in pairwise(numbers) if compare(b.value, a.value) == -1), None)
        if fall is not None:
            a, b = fall
            reason = (
                f"it falls from {a.raw} in {a.period} to {b.raw} in {b.period}, as a total does only when corrected"
            )
            hints.append(AccumulationHint(about, Accumulation.CUMULATIVE, False, reason))
        elif about == "actuals" and len(numbers) >= FEWEST_RUNNING_TOTALS:
            hints.append(AccumulationHint(about, Accumulation.CUMULATIVE, True, "the actuals never fall"))
    return tuple(hints)


def _add_up(indicator: Indicator) -> bool:
    """Whether two or more milestones have the target as their sum."""
    target = indicator.target
    if target is None or not isinstance(target.value, Decimal):
        return False
    numbers = [o.value for o in indicator.milestones if isinstance(o.value, Decimal) and o.value]
    return len(numbers) > 1 and sum(map(Fraction, numbers)) == target.value


def looks_cumulative(indicator: Indicator) -> bool:
    """
    Whether what is planned looks like running totals: three or more numbers, each above the one before, the last of
    them the target.

    Percentages, ratios and ranges never do: a share of a whole can rise every year without being a total.
    """
    target = indicator.target
    if target is None or not isinstance(target.value, Decimal):
        return False
    numbers = [o for o in in_time(indicator.planned) if isinstance(o.value, Decimal)]
    if len(numbers) < FEWEST_RUNNING_TOTALS or numbers[-1] is not target:
        return False
    if any(map(indicator.is_share, numbers)):
        return False
    return all(compare(b.value, a.value) == 1 for a, b in pairwise(numbers))
