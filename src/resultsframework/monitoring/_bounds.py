"""
Values as bounds in one unit, and which of two values is more, or better.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from resultsframework._undefined import UndefinedError
from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.interval import multiply
from resultsframework.unit import DEFAULT_UNITS
from resultsframework.value import Level, Number, Range, Ratio, Undefined, Value, kind_of

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = [
    "CATEGORIES",
    "Bounds",
    "Measured",
    "bounds_of",
    "compare",
    "compare_in_unit",
    "is_better",
    "measured",
    "on_two_scales",
]

HUNDRED = Decimal(100)
# Measures whose numbers are names of categories or steps, without a distance between them.
CATEGORIES = (Measure.NOMINAL, Measure.ORDINAL)


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
    return order_of(first, second)


def order_of(first: Bounds, second: Bounds) -> int | None:
    """1 where the first is certainly above the second, -1 where it is below, 0 where both are the same number."""
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
        UndefinedError: A value is no number, or a category of a scale, or the units have nothing in common.
    """
    bounds: list[Bounds] = []
    units: list[str | None] = []
    if indicator.measure in CATEGORIES:
        raise UndefinedError(
            Undefined(f"the values are categories of {_a(indicator.measure)} scale, without distances")
        )
    for o in observations:
        found = bounds_of(o.value)
        if found is None:
            kinds = dict.fromkeys(kind_of(other.value) for other in observations)
            raise UndefinedError(
                Undefined(f"mixed types: {', '.join(kinds)}" if len(kinds) > 1 else f"{kind_of(o.value)} is no number")
            )
        bounds.append(_converted(found, "fraction", "percent") if isinstance(o.value, Ratio) else found)
        units.append(_unit_of(indicator, o))
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


def compare_in_unit(indicator: Indicator, one: Observation, other: Observation) -> int | None:
    """
    1 where the first value of an indicator is certainly more than the second, -1 where it is less, 0 where equal.

    Both are brought to one unit first: 4 of 5 is more than 50 %. None where they cannot be compared; see `compare`.
    """
    first, second = bounds_of(one.value), bounds_of(other.value)
    if first is None or second is None:
        return compare(one.value, other.value)
    if type(one.value) is type(other.value) and one.unit == other.unit:
        return None if indicator.measure in CATEGORIES else order_of(first, second)
    try:
        first, second = measured(indicator, (one, other)).bounds
    except UndefinedError:
        return None
    return order_of(first, second)


def on_two_scales(indicator: Indicator) -> tuple[Observation, ...]:
    """
    The values of a series of percentages that are on two scales, 0 to 1 and 0 to 100; none where all are on one.

    They are on two scales if a number below one, times a hundred, lies within half and double of another that names the
    same unit, or none like it.
    """
    numbers = [(o, o.value) for o in indicator.series.observations if isinstance(o.value, Decimal)]
    small = [(o, value) for o, value in numbers if 0 < value < 1 and indicator.is_share(o)]
    if not small:
        return ()
    large = [(o, value) for o, value in numbers if value > 1]
    mixed = {
        id(o)
        for (one, part), (other, percent) in product(small, large)
        if one.unit == other.unit and percent <= part * 200 and part * 50 <= percent
        for o in (one, other)
    }
    return tuple(o for o, _ in numbers if id(o) in mixed)


def _a(measure: Measure | None) -> str:
    """The name of a kind of scale with its article."""
    return "an ordinal" if measure is Measure.ORDINAL else "a nominal"


def _unit_of(indicator: Indicator, o: Observation) -> str | None:
    """The unit in which a value counts; None where none is known."""
    if isinstance(o.value, Ratio):
        return "percent"
    return o.unit or indicator.unit or ("percent" if indicator.measure is Measure.PERCENTAGE else None)


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
