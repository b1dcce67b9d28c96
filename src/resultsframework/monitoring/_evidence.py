"""
The evidence for a question about an indicator: the values that it may use, each of its time, or why one is missing.

A question names a time. `evidence` gathers once what there is for it: the values of the one subject, the baseline and
the declarations of the caller. Every calculation begins here, so that all use the same values and give the same
reasons.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from resultsframework._undefined import UndefinedError, or_undefined
from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import Undefined

from ._assumptions import NOTHING_ASSUMED, Assumptions, without_baselines
from ._bounds import on_two_scales
from ._counterpart import Counterpart, counterpart
from ._selection import At, moment, observed, the_baseline, the_target
from ._subject import OneSubject, explaining, of_one_subject

if TYPE_CHECKING:
    import datetime as dt

    from resultsframework.indicator import Indicator
    from resultsframework.period import Period

    from ._direction import InferredDirection

__all__ = ["Evidence", "actual_at", "before", "evidence", "gathered"]


@attrs.frozen
class Evidence:
    """
    The values of an indicator for a question about a time.

    Attributes:
        values: The indicator with all its values, and with those of its one subject.

        indicator: The indicator with the values of its one subject, as the caller declares it.

        at: The year, the day or the period.

        baseline: The baseline, or why there is none.

        assumed: The declarations of the caller for this question.
    """

    values: OneSubject
    indicator: Indicator
    at: At
    baseline: Observation | Undefined
    assumed: Assumptions

    @functools.cached_property
    def direction(self) -> InferredDirection:
        """The direction in which the indicator improves."""
        return self.assumed.direction_of(self.indicator)

    @property
    def notes(self) -> tuple[str, ...]:
        """The choice among the values, and the declarations of the caller, in words."""
        notes = self.indicator.selection.notes if self.indicator.selection else ()
        subject, baseline = self.values.subject, self.baseline
        if isinstance(baseline, Observation) and self.indicator.subject_of(baseline) != subject:
            notes += (f"the baseline of the total is 0, and so that of {subject}",)
        return (*notes, *self.assumed.notes)

    def explaining(self, *kinds: ObservationKind) -> explaining:
        """Let a value of some kinds that is found missing within be explained by the subjects of those there are."""
        return explaining(self.values, self.at, kinds)

    def the_target(self) -> Observation:
        """
        The target.

        Raises:
            UndefinedError: There is none, there are several, or it has no value.
        """
        with self.explaining(ObservationKind.TARGET):
            return the_target(self.indicator.series.targets)

    def towards(self, planned: Observation) -> Evidence:
        """The evidence for a planned value: without a baseline that is from after it."""
        if isinstance(self.baseline, Undefined):
            return self
        checked = before(self.baseline, planned)
        if checked is self.baseline:
            return self
        return attrs.evolve(self, baseline=checked, indicator=without_baselines(self.indicator, [self.baseline]))

    def actual(self, planned: Observation | None = None) -> Counterpart:
        """
        The actual, and how it was obtained.

        Args:
            planned: The planned value that it is compared with; None where it is compared with none.

        Raises:
            UndefinedError: There is no actual, or none that compares with the planned value.
        """
        with self.explaining(ObservationKind.ACTUAL):
            return counterpart(self.indicator, self.at, planned)


def evidence(indicator: Indicator, at: object, assumed: Assumptions = NOTHING_ASSUMED) -> Evidence:
    """
    Gather the values of an indicator for a question about a time.

    Args:
        indicator: The indicator.

        at: A year, a day or a period; the period of the latest actual where it is None.

        assumed: The declarations of the caller for this question.

    Raises:
        InvalidValueError: `at` is no year, date or period.

        UndefinedError: No time is given and no actual is reported, or the percentages of the series are on two scales.
    """
    when = moment(at, indicator)
    values = of_one_subject(indicator)
    scales = on_two_scales(values.indicator)
    if any(o.unit is None for o in scales):
        listed = ", ".join(o.raw for o in scales)
        raise UndefinedError(
            Undefined(f"the percentages are on two scales: {listed}; state all of them on one, or each with its %")
        )
    declared = assumed.declared(values.indicator)
    return Evidence(values, declared, when, _baseline(values, declared, when), assumed)


@or_undefined
def gathered(indicator: Indicator, at: object, assumed: Assumptions = NOTHING_ASSUMED) -> Evidence | Undefined:
    """
    The evidence for several questions about a time, or why there is none; see `evidence`.

    Args:
        indicator: The indicator.

        at: A year, a day or a period; the period of the latest actual where it is None.

        assumed: The declarations of the caller.

    Raises:
        InvalidValueError: `at` is no year, date or period.
    """
    return evidence(indicator, at, assumed)


@or_undefined
def _baseline(values: OneSubject, declared: Indicator, at: At) -> Observation | Undefined:
    """The baseline, the chosen one of several, or why there is none."""
    there_are, left = values.indicator.series.baselines, declared.series.baselines
    if there_are and not left:
        listed = ", ".join(f"{o.raw} of {o.period}" for o in there_are)
        return Undefined(f"no such baseline: there are {listed}", tuple(("baseline", o) for o in there_are))
    with explaining(values, at, (ObservationKind.BASELINE,)):
        return the_baseline(left)


def before(baseline: Observation, end: Observation) -> Observation | Undefined:
    """
    The baseline itself, if it is from before another value: not of a day on or after its last day, nor of a later year.

    A baseline of the same year, without a day, passes: many publishers state no more.
    """
    period, last = baseline.period, end.period.last_day
    if last is None or period.last_day is None:
        return baseline
    is_of_a_year = period.start is None and period.end is None
    if period.last_day.year > last.year if is_of_a_year else period.last_day >= last:
        reason = f"the baseline is of {period}, not from before the {end.kind.value} of {end.period}"
        return Undefined(reason, (("baseline", baseline), (end.kind.value, end)))
    return baseline


@or_undefined
def actual_at(indicator: Indicator, at: int | dt.date | Period | None = None) -> Observation | Undefined:
    """
    The actual of a year or a day as it was reported.

    Args:
        indicator: The indicator.

        at: A year, a day, or a period; the period of the latest actual where not given.

    Raises:
        InvalidValueError: `at` is no year, date or period.
    """
    when, values = moment(at, indicator), of_one_subject(indicator)
    with explaining(values, when, (ObservationKind.ACTUAL,)):
        return observed(values.indicator.series.actuals, when, "actual", indicator.actuals_accumulation)
