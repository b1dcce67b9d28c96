"""
Answers of calculations on an indicator: a number, or a yes or no, with its inputs and its assumptions.

Where there is no answer, `Undefined` gives the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NoReturn, TypeAlias, final

import attrs

from resultsframework.expression import repr_of
from resultsframework.interval import Interval, add, negate
from resultsframework.table import Category
from resultsframework.unit import DEFAULT_UNITS
from resultsframework.value import HoldsItsNumber, Number

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._direction import InferredDirection

__all__ = ["Basis", "IndicatorValue", "Inputs", "Met", "Progress", "described", "in_short", "unit_after"]

Inputs: TypeAlias = tuple[tuple[str, object], ...]
ONE = Decimal(1)
ZERO = Decimal(0)


@attrs.frozen
class Basis:
    """
    The basis of an answer besides its inputs. Not in IATI.

    Attributes:
        direction: The direction in which the indicator improves, declared or inferred.

        against: The goal that the actual was compared with: "milestone", "target", or a trajectory.

        target_only: True without a baseline, where the answer compares with the planned value alone.

        assumptions: Further assumptions and intermediate results, in words.

        parts: The actuals whose sum is the actual that was compared; empty where it is one of those reported.
    """

    direction: InferredDirection
    against: str
    target_only: bool = False
    assumptions: tuple[str, ...] = ()
    parts: tuple[Observation, ...] = ()

    __repr__ = repr_of

    def __str__(self) -> str:
        parts = [str(self.direction), f"against the {self.against}"]
        parts += ["without a baseline"] * self.target_only
        return "; ".join([*parts, *self.assumptions])


@final
@attrs.frozen
class Progress(HoldsItsNumber):
    """
    The progress of an indicator, as a fraction: 0.59 is 59 %. Not in IATI, which has only the values.

    Attributes:
        value: The fraction, exactly; below 0 where things got worse, above 1 where more was achieved than planned.

        formula: The name of the formula that was used.

        inputs: The observations that it was calculated from, each with its part in the formula.

        basis: The direction, the goal and the assumptions.
    """

    # The plain cells of progress in a table for machines.
    FLAT: ClassVar[Mapping[str, type]] = MappingProxyType({"": Decimal, "basis": Category, "state": str, "reason": str})

    value: Number
    formula: str
    inputs: Inputs
    basis: Basis

    _guesses: ClassVar[dict[str, str]] = {
        ".value": "ratio rate fraction number float amount",
        ".percent": "percentage text label",
        ".basis": "direction assumptions goal target",
        ".inputs": "observations baseline actual evidence sources",
        "rf.met(indicator, at)": "met is_met status on_track achieved",
    }

    __repr__ = repr_of

    @property
    def over_achievement(self) -> Number:
        """The achievement beyond the plan, as a fraction of the plan; zero where the plan was not reached."""
        return max(ZERO, add(self.value, negate(ONE)))

    def capped(self, at: Number = ONE) -> Number:
        """The value, but no more than so much: a view for averages, in which one surplus would hide many gaps."""
        return min(self.value, at)

    def flat(self) -> dict[str, object]:
        """The fraction and the basis of the direction, declared or inferred, as plain cells of a table."""
        return {"": self.value, "basis": self.basis.direction.source or None}

    @property
    def percent(self) -> str:
        """The value in print, with two decimals at most: "18.44 %"."""
        return Interval.exactly(self.value).as_percent()

    def __str__(self) -> str:
        return f"{in_short(self)} ({self.formula}; {described(self.inputs)}; {self.basis})"


@attrs.frozen
class Met(HoldsItsNumber):
    """
    The attainment of what was planned: met or not met. Not in IATI.

    It has no truth value of its own, so that an undefined answer is never taken for not met.

    Attributes:
        value: True for met.

        inputs: The observations that were compared.

        basis: The direction, the goal and the assumptions.
    """

    value: bool
    inputs: Inputs
    basis: Basis

    _guesses: ClassVar[dict[str, str]] = {
        ".is_met": "met achieved status on_track ok passed result",
        ".basis": "direction assumptions goal target",
        ".inputs": "observations baseline actual evidence sources",
    }

    __repr__ = repr_of

    @property
    def is_met(self) -> bool:
        """True for met: the value by the name that an undefined answer does not have."""
        return self.value

    def __bool__(self) -> NoReturn:
        msg = "an attainment is neither true nor false, since an undefined one is false too: use .is_met or .value"
        raise TypeError(msg)

    def __str__(self) -> str:
        return f"{in_short(self)} ({described(self.inputs)}; {self.basis})"


@final
@attrs.frozen
class IndicatorValue(HoldsItsNumber):
    """
    A calculated number in the unit of the indicator: a gap, a change, an expected value, a rate. Not in IATI.

    Attributes:
        value: The number, exact unless an assumption of its basis names a rounding.

        unit: The code of its unit; None where none is known.

        per: "year" or "day" for a rate; None for anything else.

        is_projection: True for a value of the future that rests on an assumption about it.

        is_difference: True for a gap, a change and a rate; that of two percentages is in percentage points.

        inputs: The observations that it was calculated from.

        basis: The direction, the goal and the assumptions.
    """

    # The plain cells of the number in a table for machines.
    FLAT: ClassVar[Mapping[str, type]] = MappingProxyType({"": Decimal, "unit": str, "state": str, "reason": str})

    value: Number
    unit: str | None
    inputs: Inputs
    basis: Basis
    per: str | None = None
    is_projection: bool = False
    is_difference: bool = False

    __repr__ = repr_of

    def flat(self) -> dict[str, object]:
        """The number and its unit, as plain cells of a table."""
        return {"": self.value, "unit": self.unit}

    def __str__(self) -> str:
        return f"{in_short(self)} ({described(self.inputs)}; {self.basis})"


def in_short(answer: Progress | Met | IndicatorValue) -> str:
    """An answer without its inputs and its basis: "59 %", "met", "5 people per year"."""
    if isinstance(answer, Progress):
        return answer.percent
    if isinstance(answer, Met):
        return "met" if answer.value else "not met"
    per = f" per {answer.per}" if answer.per else ""
    projection = ", a projection" if answer.is_projection else ""
    unit = unit_after(answer.value, answer.unit, is_difference=answer.is_difference)
    return f"{Interval.exactly(answer.value)}{unit}{per}{projection}"


def unit_after(value: Number, unit: str | None, *, is_difference: bool = False) -> str:
    """A unit as it is written after its number: " people", " percentage points"; an unknown one keeps its code."""
    if unit == "percent" and is_difference:
        return " percentage point" if abs(value) == 1 else " percentage points"
    if unit is None:
        return ""
    return f" {DEFAULT_UNITS[unit].label(value) if unit in DEFAULT_UNITS else unit}"


def described(inputs: Inputs) -> str:
    """The inputs in words: "baseline 2018: 0, milestone 2021: 100, actual 2021: 59"."""
    return ", ".join(_described(name, thing) for name, thing in inputs)


def _described(name: str, thing: object) -> str:
    period = getattr(thing, "period", None)
    if period is None:
        return f"{name}: {thing}"
    return f"{name} {period}: {getattr(thing, 'raw', thing)}"
