"""
Running totals, values of single periods, and states at a time: totals to date, and conversion of one into the other.

Targets and actuals are declared separately, and may differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, final, get_args

import attrs

from resultsframework._undefined import UndefinedError, or_undefined
from resultsframework.construction import member
from resultsframework.errors import check_option
from resultsframework.expression import repr_of
from resultsframework.indicator import SHARES, Accumulation, Indicator
from resultsframework.interval import EXACT, Interval, add
from resultsframework.observation import Observation, ObservationKind, in_order, in_time
from resultsframework.series import ObservationSeries
from resultsframework.value import Cause, HoldsItsNumber, Number, Undefined

from ._answer import described, unit_after
from ._bounds import measured
from ._completeness import needing_actuals
from ._due import Due
from ._matching import has_same_unit
from ._selection import check_indicator, last_day_of, moment
from ._subject import explaining, of_one_subject

if TYPE_CHECKING:
    from resultsframework.period import Period

    from ._answer import Inputs

__all__ = ["Coverage", "CumulativeTotal", "as_cumulative", "as_periodic", "to_date"]

Which: TypeAlias = Literal["actuals", "targets"]
ONE_DAY = dt.timedelta(days=1)


@attrs.frozen
class Coverage:
    """
    The values reported out of those that were due. Not in IATI.

    Attributes:
        reported: The number of values reported.

        due: The number of values due.
    """

    # The plain cells of a coverage in a table for machines.
    FLAT: ClassVar[Mapping[str, type]] = MappingProxyType({"": int, "due": int})

    reported: int
    due: int

    @property
    def is_full(self) -> bool:
        """All values that were due were reported."""
        return self.reported == self.due

    def flat(self) -> dict[str, object]:
        """Both numbers, as plain cells of a table."""
        return {"": self.reported, "due": self.due}

    def __str__(self) -> str:
        return f"{self.reported} of {self.due}"


@final
@attrs.frozen
class CumulativeTotal(HoldsItsNumber):
    """
    The achievement from the start up to a time. Not in IATI.

    Attributes:
        value: The total, or the last state.

        unit: The code of its unit; None where none is known.

        coverage: The periods with a reported actual out of those that were due. A total of fewer leaves some out.

        accumulation: The accumulation of the actuals, as declared or as an argument.

        inputs: The actuals in it.
    """

    value: Number
    unit: str | None
    coverage: Coverage
    accumulation: Accumulation
    inputs: Inputs

    __repr__ = repr_of

    def __str__(self) -> str:
        number = f"{Interval.exactly(self.value)}{unit_after(self.value, self.unit)}"
        return f"{number} ({self.accumulation.value}; {described(self.inputs)}; {self.coverage} reported)"


@or_undefined
def to_date(
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    *,
    accumulation: Accumulation | str | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> CumulativeTotal | Undefined:
    """
    The achievement up to a time: the last running total or state, or the sum of the periods so far.

    A baseline is never part of the sum. Not in IATI.

    Args:
        indicator: The indicator.

        at: A year, a day, or a period; the period of the latest actual where not given.

        accumulation: The accumulation of the actuals, such as "periodic"; as the indicator declares where not given.

        today: The day by which results are due; what is due later is not counted, unless it is reported.

        reporting_year: The last year whose results are due. With neither, everything counts as due.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no such accumulation.
    """
    limit = Due(today, reporting_year)
    when = moment(at, indicator)
    mode = indicator.actuals_accumulation if accumulation is None else member(Accumulation, accumulation)
    if mode is Accumulation.UNKNOWN:
        raise UndefinedError(
            Undefined(
                "whether the actuals are running totals is not declared; pass accumulation= or declare it",
                cause=Cause.ACCUMULATION,
            )
        )
    end = last_day_of(when)
    with explaining(of_one_subject(indicator), when, (ObservationKind.ACTUAL,)):
        reported = [o for o in in_time(indicator.actuals) if o.is_reported and o.period.sort_key <= end]
        if not reported:
            raise UndefinedError(Undefined(f"no actual up to {when}"))
    ends = [period.last_day for period in needing_actuals(indicator.series)]
    due = {day for day in ends if day is not None and day <= end and limit.holds(day)}
    days = {o.period.last_day for o in reported}
    coverage = Coverage(len(days), len(due | days))
    taken = reported if mode is Accumulation.PERIODIC else reported[-1:]
    return CumulativeTotal(*total_of(indicator, taken), coverage, mode, tuple(("actual", o) for o in taken))


def total_of(indicator: Indicator, observations: Sequence[Observation]) -> tuple[Number, str | None]:
    """
    The sum of numbers in one unit, and that unit; a lone one need not be of a kind that adds up.

    Raises:
        UndefinedError: A value is no number, or the values do not add up.
    """
    bounds, unit = measured(indicator, observations)
    total: Number = Decimal(0)
    for o, (low, high, *_) in zip(observations, bounds, strict=True):
        if low is None or low != high:
            raise UndefinedError(Undefined(f"{o.kind.value} {o.period} is a range, no one number"))
        total = add(total, low)
    if len(observations) > 1 and unit in SHARES:
        raise UndefinedError(Undefined("shares of a whole do not add up"))
    for a, b in pairwise(observations):
        if a.period.last_day is None or b.period.first_day is None or a.period.last_day >= b.period.first_day:
            raise UndefinedError(Undefined(f"the periods {a.period} and {b.period} overlap"))
    return total, unit


# ------------------------------------------------------------------------------------------ conversion


@or_undefined
def as_cumulative(
    indicator: Indicator, which: Which = "actuals", *, baseline_included: bool | None = None
) -> Indicator | Undefined:
    """
    A copy with the actuals, or the planned values, as running totals instead of values of single periods.

    Args:
        indicator: The indicator; it declares that the values are periodic.

        which: "actuals", or "targets" for the milestones and the target.

        baseline_included: True if the totals start at the baseline rather than at zero; needed where there is a
            baseline other than zero.

    Raises:
        InvalidValueError: ``which`` is neither.
    """
    return _converted(indicator, which, Accumulation.CUMULATIVE, _running, baseline_included)


@or_undefined
def as_periodic(
    indicator: Indicator, which: Which = "actuals", *, baseline_included: bool | None = None
) -> Indicator | Undefined:
    """
    A copy with the actuals, or the planned values, as values of single periods instead of running totals.

    A difference over a gap would be that of several periods, so there must be none. See `as_cumulative` for the
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
) -> Indicator:
    check_indicator(indicator)
    check_option("series of values", which, get_args(Which))
    declared = indicator.actuals_accumulation if which == "actuals" else indicator.targets_accumulation
    if declared is mode:
        return indicator
    if declared is Accumulation.UNKNOWN:
        raise UndefinedError(Undefined(f"whether the {which} are running totals is not declared"))
    if declared is Accumulation.SNAPSHOT:
        raise UndefinedError(
            Undefined(f"the {which} are states at a time, which neither add up nor differ by what was done")
        )
    kinds = (ObservationKind.ACTUAL,) if which == "actuals" else (ObservationKind.MILESTONE, ObservationKind.TARGET)
    series = indicator.series
    position = {id(o): number for number, o in enumerate(series)}
    changed = list(series)
    for group in _groups(indicator, kinds):
        reported, numbers = _unbroken(indicator, group)
        start = _start(indicator, group[0], baseline_included)
        for o, value in zip(reported, convert(start, numbers), strict=True):
            changed[position[id(o)]] = attrs.evolve(o, value=value, raw=None)
    periods = series.periods if series.has_more_periods else None
    copy = attrs.evolve(indicator, series=ObservationSeries(tuple(changed), periods))
    if which == "actuals":
        return attrs.evolve(copy, actuals_accumulation=mode)
    return attrs.evolve(copy, targets_accumulation=mode)


def _groups(indicator: Indicator, kinds: Sequence[ObservationKind]) -> list[list[Observation]]:
    """The observations of the total, and of each group and place, apart from each other."""
    groups: dict[object, list[Observation]] = {}
    for o in indicator.series:
        if o.kind in kinds:
            groups.setdefault(indicator.subject_of(o), []).append(o)
    return list(groups.values())


def _unbroken(indicator: Indicator, group: Sequence[Observation]) -> tuple[list[Observation], list[Decimal]]:
    """The reported observations in order of time and their numbers, if no period between them is left out."""
    if any(o.period.last_day is None for o in group if o.is_reported):
        raise UndefinedError(Undefined("a value has no date"))
    ordered = in_order(group)
    reported = [o for o in ordered if o.is_reported]
    if reported and not ordered[0].is_reported:
        kind, period = ordered[0].kind.value, ordered[0].period
        raise UndefinedError(Undefined(f"no {kind} for {period}: the first difference would include it"))
    for a, b in pairwise(reported):
        ends, begins = a.period.last_day, b.period.first_day
        if ends is None or begins is None or begins - ends != ONE_DAY:
            later, earlier = f"{b.kind.value} {b.period}", f"{a.kind.value} {a.period}"
            raise UndefinedError(Undefined(f"{later} does not follow {earlier} without a gap"))
    numbers: list[Decimal] = []
    for o in reported:
        if not isinstance(o.value, Decimal) or indicator.is_share(o):
            raise UndefinedError(Undefined(f"{o.kind.value} {o.raw} is no count or amount, and does not add up"))
        numbers.append(o.value)
    if len({o.unit or indicator.unit for o in reported}) > 1:
        raise UndefinedError(Undefined("units differ"))
    return reported, numbers


def _start(indicator: Indicator, first: Observation, baseline_included: bool | None) -> Decimal:
    """The number that the running totals of a group start from."""
    subject = indicator.subject_of(first)
    found = [o for o in indicator.series.baselines if indicator.subject_of(o) == subject and o.is_reported]
    if baseline_included is False or not found or (len(found) == 1 and found[0].value == 0):
        return Decimal(0)
    if baseline_included is None:
        raise UndefinedError(
            Undefined("whether running totals include the baseline is not declared; pass baseline_included=")
        )
    value = found[0].value
    if len(found) > 1 or not isinstance(value, Decimal) or not has_same_unit(indicator, found[0], first):
        raise UndefinedError(Undefined("no one baseline in the unit of the values"))
    return value
