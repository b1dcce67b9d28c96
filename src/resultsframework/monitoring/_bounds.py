"""
Values as bounds in one unit, and which of two values is more, or better.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from resultsframework._undefined import UndefinedError
from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.interval import multiply
from resultsframework.unit import DEFAULT_UNITS
from resultsframework.value import Level, Number, Range, Ratio, Undefined, Value, kind_of

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = ["Bounds", "Measured", "bounds_of", "compare", "is_better", "measured"]

HUNDRED = Decimal(100)


class Bounds(NamedTuple):
    """The least and the most that a value can be; None for no bound."""

    low: Number | None
    high: Number | None
    low_included: bool = True
    high_included: bool = True

    @property
    def number(self) -> Number | None:
        """The only number between the bounds, or None where there are several."""
        return self.low if self.low == self.high else None

    @property
    def fraction(self) -> Fraction | None:
        """The only number between the bounds as a fraction, or None where there are several."""
        return None if self.number is None else Fraction(self.number)

    def exceeds(self, other: Bounds) -> bool:
        """True where every number between these bounds is above every number between the others."""
        if self.low is None or other.high is None:
            return False
        touching = self.low == other.high and not (self.low_included and other.high_included)
        return touching or self.low > other.high

    def lies_within(self, other: Bounds) -> bool:
        """True where every number between these bounds is between the others as well."""
        above = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (other.low_included or not self.low_included)))
        )
        below = other.high is None or (
            self.high is not None
            and (
                self.high < other.high or (self.high == other.high and (other.high_included or not self.high_included))
            )
        )
        return above and below


def bounds_of(value: Value) -> Bounds | None:
    """The bounds of a number, a ratio or a range; None for yes and no, levels, text and missing values."""
    if isinstance(value, Decimal):
        return Bounds(value, value)
    if isinstance(value, Ratio):
        return Bounds(value.fraction, value.fraction)
    if isinstance(value, Range):
        return Bounds(value.low, value.high, value.low_included, value.high_included)
    return None


# ------------------------------------------------------------------------------------------ more, better


def compare(one: Value, other: Value) -> int | None:
    """
    1 where the first value is certainly more, -1 where it is certainly less, 0 where both are the same number.

    Yes is more than no, and a level more than those of lower rank. None where neither is certain: values of different
    kinds, ranges that overlap, text, and missing values.
    """
    if isinstance(one, bool) and isinstance(other, bool):
        return (one > other) - (one < other)
    if isinstance(one, Level) and isinstance(other, Level):
        return (one.rank > other.rank) - (one.rank < other.rank)
    first, second = bounds_of(one), bounds_of(other)
    if first is None or second is None:
        return None
    if first.exceeds(second):
        return 1
    if second.exceeds(first):
        return -1
    return 0 if first.low == first.high == second.low == second.high else None


def is_better(one: Value, other: Value, direction: Direction) -> bool | None:
    """
    True where the first value is certainly better than the second, False where it is certainly not; else None.

    Text is never compared. Where the aim is to maintain, or the direction is unknown, only one thing is certain: the
    same is not better.
    """
    order = compare(one, other)
    if order is None or order == 0:
        return None if order is None else False
    if direction is Direction.INCREASE:
        return order > 0
    return order < 0 if direction is Direction.DECREASE else None


# ------------------------------------------------------------------------------------------ one unit


class Measured(NamedTuple):
    """
    Values brought to one unit.

    Attributes:
        bounds: The least and the most that each value can be, in the order given.

        unit: The code of the unit; None where none is known.
    """

    bounds: tuple[Bounds, ...]
    unit: str | None


def measured(indicator: Indicator, observations: Sequence[Observation]) -> Measured:
    """
    The values of observations in the unit of the first.

    Percent and fractions are one dimension, and so is a ratio, which counts in percent. A number without a unit is
    in that of the indicator; where the indicator measures a percentage and declares no unit, in percent.

    Raises:
        UndefinedError: A value is no number, or the units have nothing in common.
    """
    bounds: list[Bounds] = []
    units: list[str | None] = []
    own = indicator.unit or ("percent" if indicator.measure is Measure.PERCENTAGE else None)
    for o in observations:
        found = bounds_of(o.value)
        if found is None:
            kinds = dict.fromkeys(kind_of(other.value) for other in observations)
            raise UndefinedError(
                Undefined(f"mixed types: {', '.join(kinds)}" if len(kinds) > 1 else f"{kind_of(o.value)} is no number")
            )
        is_ratio = isinstance(o.value, Ratio)
        bounds.append(_converted(found, "fraction", "percent") if is_ratio else found)
        units.append("percent" if is_ratio else o.unit or own)
    common = units[0]
    for number, unit in enumerate(units):
        if unit == common:
            continue
        if unit is None or common is None or not _compatible(unit, common):
            raise UndefinedError(Undefined(f"units differ: {_in_units(observations, units)}"))
        try:
            bounds[number] = _converted(bounds[number], unit, common)
        except InvalidValueError:  # nobody means such a number, and converting it could take forever
            raise UndefinedError(
                Undefined(f"the {observations[number].kind.value} has too many digits to convert")
            ) from None
    return Measured(tuple(bounds), common)


def _in_units(observations: Sequence[Observation], units: Sequence[str | None]) -> str:
    """Each value with its unit, in words."""
    pairs = zip(observations, units, strict=True)
    return ", ".join(f"{o.kind.value} {o.raw} in {unit or 'no unit'}" for o, unit in pairs)


def _compatible(one: str, other: str) -> bool:
    return one in DEFAULT_UNITS and other in DEFAULT_UNITS and DEFAULT_UNITS.compatible(one, other)


def _converted(bounds: Bounds, source: str, target: str) -> Bounds:
    if (source, target) == ("fraction", "percent"):  # so common that it need not wait for pint to load
        low, high = (None if end is None else multiply(end, HUNDRED) for end in bounds[:2])
    else:
        convert = DEFAULT_UNITS.converter(source, target)
        low, high = (None if end is None else convert(end) for end in bounds[:2])
    return bounds._replace(low=low, high=high)
